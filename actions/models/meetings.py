"""Meetings of a task force: when, what about, who came and what was decided."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from actions.models.files import Attached, AttachedQuerySet
from taskforce import roles
from taskforce.kernel import clock
from taskforce.kernel.lifecycle import Moves
from taskforce.kernel.trail import Trail
from taskforce.models import Organisation, Tiered, TieredQuerySet, Workspace, WorkspaceQuerySet

OWN_READERS = Q(tier="workspace") | Q(tier="axis", axis__in=roles.Axis.values) | Q(tier="organisation")
"""A row kept for one axis says which."""


class Meeting(models.Model):
    """A meeting of a task force, or a session of the council. Once closed its minutes are final."""

    class State(models.TextChoices):
        """How far it has come."""

        DRAFT = "draft", _("In preparation")
        CALLED = "called", _("Called")
        HELD = "held", _("Held")
        CLOSED = "closed", _("Minutes final")
        CANCELLED = "cancelled", _("Cancelled")

    MOVES: ClassVar[Moves] = {
        State.DRAFT: frozenset({State.CALLED, State.CANCELLED}),
        State.CALLED: frozenset({State.HELD, State.CANCELLED}),
        State.HELD: frozenset({State.CLOSED}),
        State.CLOSED: frozenset(),
        State.CANCELLED: frozenset(),
    }
    OPEN = (State.DRAFT, State.CALLED, State.HELD)
    MINUTED = (State.HELD, State.CLOSED)

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="meetings", editable=False)
    number = models.PositiveSmallIntegerField(_("number"), editable=False)
    title = models.CharField(_("title"), max_length=200)
    starts_at = models.DateTimeField(_("begins at"))
    ends_at = models.DateTimeField(_("ends at"))
    place = models.CharField(_("place"), max_length=200)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT, editable=False)
    sequence = models.PositiveSmallIntegerField(_("times moved"), default=0, editable=False)
    called_at = models.DateTimeField(_("called at"), null=True, editable=False)
    closed_at = models.DateTimeField(_("closed at"), null=True, editable=False)

    NAMED_WITH = ("workspace",)

    objects = WorkspaceQuerySet.as_manager()
    history = Trail()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        base_manager_name = "objects"
        ordering: ClassVar = ["-starts_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["workspace", "-starts_at"], name="meeting_of_workspace")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["workspace", "number"], name="meeting_number_once"),
            models.CheckConstraint(name="meeting_ends_after_it_begins", condition=Q(ends_at__gt=F("starts_at"))),
            models.CheckConstraint(
                name="meeting_called_has_its_moment",
                condition=Q(state="draft", called_at__isnull=True)
                | Q(state__in=["called", "held", "closed"], called_at__isnull=False)
                | Q(state="cancelled"),
            ),
            models.CheckConstraint(
                name="meeting_closed_has_its_moment",
                condition=Q(state="closed", closed_at__isnull=False) | Q(~Q(state="closed"), closed_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.workspace.reference} · {self.number} · {self.day:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        """Where the meeting is shown."""
        return reverse("actions:meeting", args=[self.workspace.reference, self.number])

    @property
    def day(self) -> date:
        """The day on which it begins, where the people are."""
        return localtime(self.starts_at).date()

    @property
    def is_session(self) -> bool:
        """Whether it is a session of the council."""
        return self.workspace.kind == roles.Kind.COUNCIL

    @property
    def has_come(self) -> bool:
        """Whether its day has come."""
        return self.day <= clock.today()


class AgendaItem(Tiered):
    """A point on the agenda of a meeting, put there by an organisation; a restricted one exists for its readers alone."""

    class State(models.TextChoices):
        """Whether it will be spoken about."""

        ON = "on", _("On the agenda")
        OFF = "off", _("Taken off")

    MOVES: ClassVar[Moves] = {State.ON: frozenset({State.OFF}), State.OFF: frozenset()}

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+", editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="agenda", editable=False, verbose_name=_("meeting"))
    position = models.PositiveSmallIntegerField(_("position"), help_text=_("Counted among the points with the same readers."))
    text = models.CharField(_("point"), max_length=400)
    axis = models.CharField(_("axis"), max_length=20, choices=roles.Axis, blank=True, editable=False)
    tier = models.CharField(_("who may read it"), max_length=12, choices=roles.Tier, default=roles.Tier.WORKSPACE, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", editable=False, verbose_name=_("put there by")
    )
    state = models.CharField(_("state"), max_length=4, choices=State, default=State.ON, editable=False)

    objects = TieredQuerySet.as_manager()
    history = Trail()

    class Meta:
        verbose_name = _("point of an agenda")
        verbose_name_plural = _("points of agendas")
        base_manager_name = "objects"
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [models.CheckConstraint(name="agendaitem_says_its_axis", condition=OWN_READERS)]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        """Where it is shown: with its meeting."""
        return self.meeting.get_absolute_url()


class Attendance(models.Model):
    """Whether an organisation was at a meeting. Never who sat there for it."""

    class State(models.TextChoices):
        """Whether it was there."""

        PRESENT = "present", _("Present")
        EXCUSED = "excused", _("Excused")
        ABSENT = "absent", _("Absent")

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+", editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendance", editable=False, verbose_name=_("meeting"))
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", editable=False, verbose_name=_("organisation")
    )
    state = models.CharField(_("attendance"), max_length=10, choices=State)

    NAMED_WITH = ("organisation",)

    objects = WorkspaceQuerySet.as_manager()
    history = Trail()

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        base_manager_name = "objects"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["meeting", "organisation"], name="attendance_once")]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.get_state_display()}"


class DecisionQuerySet(TieredQuerySet):
    """Decisions, as seen by someone: by their own tier, and never wider than the point they were taken on."""

    def visible_to(self, person: Any) -> Any:
        """Keep the decisions whose tier reaches the person, on points the person may see."""
        return super().visible_to(person).filter(Q(item__isnull=True) | Q(item__in=AgendaItem.objects.visible_to(person)))


class Decision(Tiered):
    """What the meeting decided, on a point of its agenda or besides."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+", editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions", editable=False, verbose_name=_("meeting"))
    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions", verbose_name=_("point of the agenda")
    )
    text = models.TextField(_("decision"), max_length=2000)
    axis = models.CharField(_("axis"), max_length=20, choices=roles.Axis, blank=True, editable=False)
    tier = models.CharField(_("who may read it"), max_length=12, choices=roles.Tier, default=roles.Tier.WORKSPACE, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", editable=False, verbose_name=_("recorded by")
    )

    objects = DecisionQuerySet.as_manager()
    history = Trail()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        base_manager_name = "objects"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [models.CheckConstraint(name="decision_says_its_axis", condition=OWN_READERS)]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        """Where it is shown: with its meeting."""
        return self.meeting.get_absolute_url()


class MeetingFile(Attached):
    """An annex: a file handed out with a meeting."""

    MOVES: ClassVar[Moves] = Attached.LIFE

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="files", editable=False, verbose_name=_("meeting"))
    axis = models.CharField(_("axis"), max_length=20, choices=roles.Axis, blank=True, editable=False)

    objects = AttachedQuerySet.as_manager()
    history = Trail()

    class Meta(Attached.Meta):
        verbose_name = _("annex of a meeting")
        verbose_name_plural = _("annexes of meetings")
        indexes: ClassVar = [models.Index(fields=["meeting", "state"], name="file_of_meeting")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where it is listed, also when its file is gone: the page of its meeting."""
        return self.meeting.get_absolute_url()
