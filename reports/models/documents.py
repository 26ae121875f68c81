"""Papers: that one was asked for and how far its printing has come, and the document once it is printed."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from reports.models.regional import RegionalReport
from reports.models.reports import Version
from taskforce.kernel.trail import Trail
from taskforce.models import Blob, Workspace, WorkspaceQuerySet

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: none is taken for another when it is read aloud or typed
MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})
HALF = 4


def new_code() -> str:
    """Make up a code nobody can guess: eight signs of thirty-two, drawn and not counted."""
    return "-".join("".join(secrets.choice(SIGNS) for _ in range(HALF)) for _ in range(2))


def read_code(typed: str) -> str:
    """Read a code as people type it: in small letters, with blanks or without its hyphen, O for 0."""
    signs = "".join(one for one in typed.upper().translate(MISREAD) if one in SIGNS)
    return f"{signs[:HALF]}-{signs[HALF:]}"


def readable(person: Any) -> Q:
    """Say which papers somebody reads: those of the versions and regional reports they read."""
    return Q(version__in=Version.objects.visible_to(person)) | Q(regional__in=RegionalReport.objects.visible_to(person))


class Paper(models.Model):
    """One report in one language on paper: a version, or a regional report as a draft or as it was adopted."""

    LANGUAGES: ClassVar = [("fr", _("French")), ("nl", _("Dutch")), ("en", _("English"))]

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+", editable=False)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, null=True, editable=False, related_name="%(class)ss")
    regional = models.ForeignKey(RegionalReport, on_delete=models.PROTECT, null=True, editable=False, related_name="%(class)ss")
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES, editable=False)
    final = models.BooleanField(_("decided"), editable=False)
    code = models.CharField(_("code"), max_length=9, unique=True, editable=False)

    NAMED_WITH = ("version__report", "regional")

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "language"], name="%(class)s_of_version_once"),
            models.UniqueConstraint(fields=["regional", "language", "final"], name="%(class)s_of_regional_once"),
            models.CheckConstraint(
                name="%(class)s_of_one_thing",
                condition=Q(version__isnull=False, regional__isnull=True, final=True) | Q(version__isnull=True, regional__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.thing} · {self.language}"

    def get_absolute_url(self) -> str:
        """Where it is shown how far it has come, and what proves it."""
        return reverse("documents:document", args=[self.code])

    @property
    def thing(self) -> Version | RegionalReport:
        """The version or the regional report it prints."""
        found: Any = self.version or self.regional
        return found  # type: ignore[no-any-return]  # one of the two, by a constraint

    @property
    def paper_url(self) -> str:
        """Where its pages are."""
        if self.version is not None:
            return reverse("reports:version_pdf", args=[self.version.report.reference, self.version.number, self.language])
        return reverse("reports:regional_pdf", args=[self.thing.reference, self.language])  # type: ignore[union-attr]

    @property
    def file_name(self) -> str:
        """What its file is called."""
        named = f"{self.version.report.reference}-v{self.version.number}" if self.version is not None else str(self.regional)
        return f"{named}-{self.language}{'' if self.final else '-draft'}.pdf"


class PrintingQuerySet(models.QuerySet[Any]):
    """Papers that were asked for, as seen by someone and by the press."""

    def visible_to(self, person: Any) -> PrintingQuerySet:
        """Keep those of what one reads."""
        return self.filter(readable(person))

    def to_do(self, moment: datetime) -> PrintingQuerySet:
        """Keep those that may be taken up: they wait, or whoever took them up has not been heard of for too long."""
        return self.filter(Q(state=Printing.State.WAITING) | Q(state=Printing.State.PRINTING, due_at__lte=moment))

    def unheard(self, moment: datetime) -> PrintingQuerySet:
        """Keep those nobody has taken up by their time, the oldest first."""
        return self.filter(state__in=[Printing.State.WAITING, Printing.State.PRINTING], due_at__lte=moment).order_by("pk")


class Printing(Paper):
    """That a paper was asked for, and how far it has come. The work of machines: no act, and no history.

    This row is the truth, and not the table of the library of tasks: a paper whose printer was killed is taken up again once its time
    (``due_at``) is over.
    """

    class State(models.TextChoices):
        """How far it has come."""

        WAITING = "waiting", _("To be printed")
        PRINTING = "printing", _("Being printed")
        DONE = "done", _("Printed")
        FAILED = "failed", _("Could not be printed")

    ordered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ordered_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    done = models.PositiveSmallIntegerField(default=0)
    expected = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)

    objects = PrintingQuerySet.as_manager()

    class Meta(Paper.Meta):
        base_manager_name = "objects"
        ordering: ClassVar = ["pk"]
        indexes: ClassVar = [models.Index(fields=["state", "due_at"], name="printing_due")]

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen by itself."""
        return self.state in {self.State.DONE, self.State.FAILED}

    @property
    def is_outdated(self) -> bool:
        """Whether it is the draft of a regional report that has been adopted meanwhile: nobody needs it any more."""
        return self.regional is not None and not self.final and self.regional.state == RegionalReport.State.ADOPTED


class DocumentQuerySet(WorkspaceQuerySet):
    """Documents, as seen by someone: exactly as readable as what they print."""

    def visible_to(self, person: Any) -> Any:
        """Keep those of what one reads."""
        return self.filter(readable(person))


class Document(Paper):
    """A report on paper as it was printed, once: its bytes by their digest, and with what it was made. It never changes."""

    sha256 = models.CharField(max_length=64, editable=False)
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+", editable=False)
    pages = models.PositiveSmallIntegerField(_("pages"), editable=False)
    size = models.PositiveIntegerField(_("size"), editable=False)
    made_with = models.JSONField(editable=False)

    objects = DocumentQuerySet.as_manager()
    history = Trail()

    class Meta(Paper.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        base_manager_name = "objects"
        ordering: ClassVar = ["pk"]

    @property
    def contents(self) -> bytes:
        """Its bytes."""
        return bytes(self.blob.contents)
