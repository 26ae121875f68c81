"""What reviewers ask to have mended, and what is said of the checks before signing."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reports.models.reports import Report, Version
from taskforce import roles
from taskforce.kernel.lifecycle import Moves
from taskforce.kernel.trail import Trail
from taskforce.models import Workspace, WorkspaceQuerySet


class RemarkQuerySet(WorkspaceQuerySet):
    """Remarks, as seen by someone."""

    def visible_to(self, person: Any) -> Any:
        """Keep internal remarks inside the cell, the others where the version may be read."""
        internal = Q(internal=True, workspace__in=person.mandates.where(roles.REVIEW))
        shared = Q(internal=False, workspace__in=person.mandates.where(roles.VIEW))
        return self.filter(internal | shared)


class Remark(models.Model):
    """What a reviewer asks to have mended in a version, and the answer given."""

    class State(models.TextChoices):
        """Where a remark stands."""

        OPEN = "open", _("Open")
        ANSWERED = "answered", _("Answered")
        CLOSED = "closed", _("Closed")

    MOVES: ClassVar[Moves] = {
        State.OPEN: frozenset({State.ANSWERED, State.CLOSED}),
        State.ANSWERED: frozenset({State.CLOSED}),
        State.CLOSED: frozenset(),
    }

    class Section(models.TextChoices):
        """The part of the report it is about."""

        FIGURES = "figures", _("Figures")
        SECURITY = "security", _("Security")
        PREVENTION = "prevention", _("Prevention")
        NEIGHBOURHOOD = "neighbourhood", _("Neighbourhood life")
        DIFFICULTIES = "difficulties", _("Difficulties")
        DECISIONS = "decisions", _("Decisions asked")

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+", editable=False)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="remarks", editable=False)
    section = models.CharField(_("part of the report"), max_length=20, choices=Section)
    anchor = models.CharField(_("figure or action"), max_length=80, blank=True, editable=False)
    text = models.TextField(_("remark"), max_length=1200)
    internal = models.BooleanField(_("internal to the cell"), default=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN, editable=False)
    answer = models.TextField(_("answer"), blank=True, max_length=1200)

    NAMED_WITH = ("version__report",)

    objects = RemarkQuerySet.as_manager()
    history = Trail()

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        base_manager_name = "objects"
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.version} · {self.get_section_display()}"

    def get_absolute_url(self) -> str:
        """Where it stands: beside the version it was made on."""
        return f"{self.version.get_absolute_url()}#remark-{self.pk}"


class ExplanationQuerySet(WorkspaceQuerySet):
    """Explanations, as seen by someone."""

    def visible_to(self, person: Any) -> Any:
        """Keep them for those who read drafts; the others read what a signed version has frozen of them."""
        return self.filter(workspace__in=person.mandates.where(roles.VIEW_DRAFTS))


class Explanation(models.Model):
    """What the task force says of one finding of the checks before signing; each submission freezes it as it stands."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+", editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="explanations", editable=False)
    code = models.CharField(_("check"), max_length=40, editable=False)
    about = models.CharField(_("about"), max_length=80, editable=False)
    explanation = models.TextField(_("explanation"), blank=True, max_length=600)

    NAMED_WITH = ("report",)

    objects = ExplanationQuerySet.as_manager()
    history = Trail()

    class Meta:
        verbose_name = _("explanation")
        verbose_name_plural = _("explanations")
        base_manager_name = "objects"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["report", "code", "about"], name="one_explanation_per_finding")]

    def __str__(self) -> str:
        return f"{self.report} · {self.about}"

    @property
    def key(self) -> str:
        """The key of the finding it explains."""
        return f"{self.code}/{self.about}"
