"""Progress reports: periods, reports, their frozen versions and the remarks made on them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hotspots.models import Hotspot
from taskforce import roles
from taskforce.kernel import clock
from taskforce.kernel.lifecycle import Moves
from taskforce.kernel.trail import Trail
from taskforce.models import Workspace, WorkspaceQuerySet


class Period(models.Model):
    """A span of time every active hotspot of a region reports on, and the day the reports are due."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="periods", editable=False)
    code = models.CharField(_("code"), max_length=20, help_text=_("For example 2024-T4."))
    since = models.DateField(_("from"))
    until = models.DateField(_("until"))
    due = models.DateField(_("reports due"))
    note_fr = models.TextField(_("note on the period in French"), blank=True)
    note_nl = models.TextField(_("note on the period in Dutch"), blank=True)
    note_en = models.TextField(_("note on the period in English"), blank=True)

    objects = WorkspaceQuerySet.as_manager()
    history = Trail()

    class Meta:
        verbose_name = _("period")
        verbose_name_plural = _("periods")
        base_manager_name = "objects"
        ordering: ClassVar = ["-until", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "code"], name="period_code_once"),
            models.CheckConstraint(name="period_dates_in_order", condition=Q(until__gte=F("since"), due__gte=F("since"))),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        """Where the reports of the period are reviewed."""
        return reverse("reports:desk", args=[self.workspace.reference, self.code])


class ReportQuerySet(WorkspaceQuerySet):
    """Reports, as seen by someone."""

    def visible_to(self, person: Any) -> Any:
        """Keep those of workspaces the person sees; for the council, those the cell has accepted at least once."""
        accepted = Q(workspace__in=person.mandates.where(roles.VIEW_COUNCIL), accepted__isnull=False)
        return self.filter(Q(workspace__in=person.mandates.where(roles.VIEW)) | accepted)

    def past_visible_to(self, person: Any) -> Any:
        """Keep the past for the task force and the cell: the words of a return are not the council's."""
        return self.filter(workspace__in=person.mandates.where(roles.VIEW))


class Report(models.Model):
    """One hotspot's progress over one period, on its way to the council."""

    class State(models.TextChoices):
        """Where a report stands."""

        DUE = "due", _("Expected")
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("To review")
        RETURNED = "returned", _("Returned")
        ACCEPTED = "accepted", _("Accepted")
        SKIPPED = "skipped", _("Will not come")

    MOVES: ClassVar[Moves] = {
        State.DUE: frozenset({State.DRAFT, State.SKIPPED}),
        State.DRAFT: frozenset({State.SUBMITTED, State.SKIPPED}),
        State.SUBMITTED: frozenset({State.DRAFT, State.RETURNED, State.ACCEPTED}),
        State.RETURNED: frozenset({State.SUBMITTED, State.SKIPPED}),
        State.ACCEPTED: frozenset({State.DRAFT}),
        State.SKIPPED: frozenset({State.DUE, State.DRAFT, State.RETURNED}),
    }

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="reports", editable=False)
    hotspot = models.ForeignKey(Hotspot, on_delete=models.PROTECT, related_name="reports", editable=False)
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="reports", editable=False)
    reference = models.CharField(_("reference"), max_length=40, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DUE, editable=False)
    accepted = models.ForeignKey("Version", on_delete=models.PROTECT, null=True, editable=False, related_name="+")
    skip_reason = models.TextField(_("why it will not come"), blank=True, editable=False)
    reminded_on = models.DateField(_("reminded on"), null=True, editable=False)

    objects = ReportQuerySet.as_manager()
    history = Trail()

    class Meta:
        verbose_name = _("progress report")
        verbose_name_plural = _("progress reports")
        base_manager_name = "objects"
        ordering: ClassVar = ["reference"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["hotspot", "period"], name="one_report_per_period"),
            models.CheckConstraint(name="accepted_report_has_its_version", condition=~Q(state="accepted") | Q(accepted__isnull=False)),
            models.CheckConstraint(
                name="skipped_report_says_why",
                condition=(Q(state="skipped", accepted__isnull=True) & ~Q(skip_reason="")) | (~Q(state="skipped") & Q(skip_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        """Where the report is shown."""
        return reverse("reports:report", args=[self.reference])

    @property
    def is_late(self) -> bool:
        """Whether the cell still waits for it past its day."""
        return self.state in {self.State.DUE, self.State.DRAFT, self.State.RETURNED} and self.period.due < clock.today()


class VersionQuerySet(WorkspaceQuerySet):
    """Versions, as seen by someone: a draft stays with its task force until the chair has signed it."""

    def visible_to(self, person: Any) -> Any:
        """Keep drafts for the task force, signed versions for the cell too, accepted ones for the council."""
        drafts = Q(workspace__in=person.mandates.where(roles.VIEW_DRAFTS))
        signed = Q(workspace__in=person.mandates.where(roles.VIEW), signed_at__isnull=False)
        accepted = Q(workspace__in=person.mandates.where(roles.VIEW_COUNCIL), accepted_at__isnull=False)
        return self.filter(drafts | signed | accepted)

    def past_visible_to(self, person: Any) -> Any:
        """Keep the past of a version for its task force: it was a draft then."""
        return self.filter(workspace__in=person.mandates.where(roles.VIEW_DRAFTS))


class Version(models.Model):
    """One version of a report: its texts, and from its submission on its frozen content, which never changes again."""

    SECTIONS = ("security", "prevention", "neighbourhood", "difficulties", "decisions")

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+", editable=False)
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="versions", editable=False)
    number = models.PositiveSmallIntegerField(_("version"), editable=False)
    reason = models.TextField(_("reason for this version"), blank=True, editable=False)
    security = models.TextField(_("Security"), blank=True, max_length=1200)
    prevention = models.TextField(_("Prevention"), blank=True, max_length=1200)
    neighbourhood = models.TextField(_("Neighbourhood life"), blank=True, max_length=1200)
    difficulties = models.TextField(_("Difficulties"), blank=True, max_length=1200)
    decisions = models.TextField(_("Decisions asked"), blank=True, max_length=1200, help_text=_("One per line, three at most."))
    content = models.JSONField(null=True, editable=False)
    digest = models.CharField(max_length=64, blank=True, editable=False)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+")
    submitted_at = models.DateTimeField(null=True, editable=False)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+")
    signed_as = models.JSONField(null=True, editable=False)
    signed_at = models.DateTimeField(null=True, editable=False)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+")
    accepted_at = models.DateTimeField(null=True, editable=False)
    reserve = models.TextField(_("reserve of the cell"), blank=True, editable=False)
    opened = models.JSONField(_("sections opened on request"), default=list, editable=False)

    NAMED_WITH = ("report",)

    objects = VersionQuerySet.as_manager()
    history = Trail()

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        base_manager_name = "objects"
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "number"], name="report_version_once"),
            models.CheckConstraint(
                name="submission_is_whole",
                condition=Q(submitted_by__isnull=True, submitted_at__isnull=True, content__isnull=True, digest="")
                | Q(submitted_by__isnull=False, submitted_at__isnull=False, content__isnull=False) & ~Q(digest=""),
            ),
            models.CheckConstraint(
                name="signature_is_whole",
                condition=Q(signed_by__isnull=True, signed_at__isnull=True, signed_as__isnull=True)
                | Q(signed_by__isnull=False, signed_at__isnull=False, signed_as__isnull=False, submitted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="acceptance_is_whole",
                condition=Q(accepted_by__isnull=True, accepted_at__isnull=True)
                | Q(accepted_by__isnull=False, accepted_at__isnull=False, signed_at__isnull=False),
            ),
            models.CheckConstraint(name="reserve_comes_with_acceptance", condition=Q(reserve="") | Q(accepted_at__isnull=False)),
            models.CheckConstraint(
                name="nobody_accepts_what_they_submitted", condition=Q(accepted_by__isnull=True) | ~Q(accepted_by=F("submitted_by"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report.reference} v{self.number}"

    def get_absolute_url(self) -> str:
        """Where this very version is shown; while it is a draft, where its report is."""
        return (
            self.report.get_absolute_url()
            if self.submitted_at is None
            else reverse("reports:version", args=[self.report.reference, self.number])
        )

    @property
    def continues(self) -> Version | None:
        """The version whose texts it begins with."""
        return self.report.versions.filter(number=self.number - 1).first()
