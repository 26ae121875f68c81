"""The regional report: what the accepted reports of a period say together."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actions.models import Meeting
from reports.models.reports import Period, Version
from taskforce import roles
from taskforce.kernel.lifecycle import Moves
from taskforce.kernel.trail import Trail
from taskforce.models import Workspace, WorkspaceQuerySet, following


class RegionalReportQuerySet(WorkspaceQuerySet):
    """Regional reports, as seen by someone."""

    def visible_to(self, person: Any) -> Any:
        """Keep drafts for the cell; for the council too once a session is called for them, and adopted ones always."""
        sessions = Meeting.objects.filter(workspace=OuterRef("workspace__parent"))
        called = sessions.filter(state=Meeting.State.CALLED)
        lay_there = sessions.filter(state=Meeting.State.HELD, starts_at__gt=OuterRef("compiled_at"))  # not what is compiled since
        on_the_table = ~Q(state=RegionalReport.State.DRAFT) | Exists(called) | Exists(lay_there)
        file = Q(workspace__in=person.mandates.where(roles.VIEW_COUNCIL)) & on_the_table
        return self.filter(
            Q(workspace__in=person.mandates.where(roles.VIEW)) | file | Q(workspace__in=person.mandates.where(roles.ADOPT_REGIONAL))
        )


class RegionalReport(models.Model):
    """A compilation of the accepted versions of one period; a correction is a new number."""

    class State(models.TextChoices):
        """Where it stands."""

        DRAFT = "draft", _("Draft")
        ADOPTED = "adopted", _("Adopted by the council")

    MOVES: ClassVar[Moves] = {State.DRAFT: frozenset({State.ADOPTED}), State.ADOPTED: frozenset()}
    WORDS: ClassVar[dict[str, int]] = {"text": 4000, **dict.fromkeys(roles.Axis.values, 2000)}
    """What the cell may write, by field: its word to the council and one on each axis; how long each may be."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="regional_reports", editable=False)
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="regional_reports", editable=False)
    number = models.PositiveSmallIntegerField(_("version"), editable=False)
    reference = models.CharField(_("reference"), max_length=40, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT, editable=False)
    text = models.TextField(_("word of the cell"), blank=True, max_length=WORDS["text"])
    security = models.TextField(_("word on security"), blank=True, max_length=WORDS["security"])
    prevention = models.TextField(_("word on prevention"), blank=True, max_length=WORDS["prevention"])
    neighbourhood = models.TextField(_("word on neighbourhood life"), blank=True, max_length=WORDS["neighbourhood"])
    content = models.JSONField(editable=False)
    digest = models.CharField(max_length=64, editable=False)
    compiled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, editable=False, related_name="+")
    compiled_at = models.DateTimeField(editable=False)
    session = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, editable=False, related_name="adopted", verbose_name=_("session of the council")
    )
    session_on = models.DateField(_("session of the council on"), null=True, blank=True)
    decision = models.CharField(_("reference of the decision"), max_length=120, blank=True)

    objects = RegionalReportQuerySet.as_manager()
    history = Trail()

    class Meta:
        verbose_name = _("regional report")
        verbose_name_plural = _("regional reports")
        base_manager_name = "objects"
        ordering: ClassVar = ["-period__until", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["period", "number"], name="regional_number_once"),
            models.CheckConstraint(name="adoption_is_whole", condition=~Q(state="adopted") | Q(session_on__isnull=False) & ~Q(decision="")),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        """Where it is shown."""
        return reverse("reports:regional", args=[self.reference])

    @property
    def words(self) -> dict[str, str]:
        """What the cell wrote: its word to the council, by ``text``, and one on each axis."""
        return {name: getattr(self, name) for name in self.WORDS}

    @property
    def council(self) -> Workspace:
        """The council that adopts it: every cell lies below one."""
        found: Workspace | None = self.workspace.parent
        assert found is not None  # noqa: S101  # a region is opened with its council
        return found


class Inclusion(models.Model):
    """A version a regional report was compiled from."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+", editable=False)
    regional = models.ForeignKey(RegionalReport, on_delete=models.PROTECT, related_name="inclusions")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="inclusions")

    NAMED_WITH = ("regional", "version__report")

    objects = following("regional").as_manager()
    history = Trail()

    class Meta:
        base_manager_name = "objects"
        constraints: ClassVar = [models.UniqueConstraint(fields=["regional", "version"], name="version_included_once")]

    def __str__(self) -> str:
        return f"{self.regional} · {self.version}"
