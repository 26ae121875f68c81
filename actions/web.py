"""What the pages of meetings and commitments show, with what their reader may do, read in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext as _

from actions import rules
from actions.models import AgendaItem, Attendance, Commitment, Decision, Meeting, MeetingFile
from actions.services.minutes import blank_decision
from taskforce import roles
from taskforce.kernel.rules import Verdict

if TYPE_CHECKING:
    from taskforce.models import User, Workspace

TONES = {"draft": "todo", "called": "info", "held": "ok", "closed": "done", "cancelled": "off"}
COMMITMENT_TONES = {"proposed": "todo", "declined": "off", "open": "ok", "kept": "done", "not_kept": "bad", "replaced": "off"}
ATTENDANCE_TONES = {"present": "done", "excused": "todo", "absent": "off"}
CLOSED_SHOWN = 50


@dataclass(frozen=True)
class Said:
    """A decision, and whether the reader may correct it."""

    decision: Decision
    may_amend: Verdict


@dataclass(frozen=True)
class Point:
    """A point of the agenda, what was decided on it and whether the reader may change it."""

    item: AgendaItem
    may_amend: Verdict
    decisions: list[Said]


@dataclass(frozen=True)
class Promise:
    """A commitment as it is shown: overdue comes before its state, and what its reader may do with it."""

    commitment: Commitment
    may: dict[str, Verdict] = field(default_factory=dict)

    @property
    def tone(self) -> str:
        """The tone its state is drawn in."""
        if self.commitment.is_overdue:
            return "bad"
        return "info" if self.commitment.waits_for_the_chair else COMMITMENT_TONES[self.commitment.state]

    @property
    def word(self) -> str:
        """Its state in words."""
        if self.commitment.is_overdue:
            return _("Overdue")
        return _("Kept, to be confirmed") if self.commitment.waits_for_the_chair else self.commitment.get_state_display()

    def is_asked(self, state: str = "", lead: str = "") -> bool:
        """Whether it stands so and is of that organisation, where either is asked."""
        return self.commitment.state == (state or self.commitment.state) and self.commitment.organisation.code == (
            lead or self.commitment.organisation.code
        )


@dataclass(frozen=True)
class Sheet:
    """A meeting as far as somebody may read it."""

    points: list[Point]
    besides: list[Said]
    attendance: list[tuple[Attendance, str]]
    promises: list[Promise]
    files: list[tuple[MeetingFile, Verdict]]

    @property
    def has_annex(self) -> bool:
        """Whether some of it stands in the annex for its readers alone."""
        restricted = [one.item.is_restricted for one in self.points] + [one.decision.is_restricted for one in self.besides]
        return any(restricted)


def of_their_own(person: User, field: str = "organisation") -> Q:
    """Ask for what is of the organisation one sits for there; ``field``: where a row names the organisation."""
    found = Q(pk__in=[])
    for organisation, rooms in person.mandates.seats_by("organisation").items():
        found |= Q(**{field: organisation}, workspace__in=rooms)
    return found


def meetings_seen(person: User) -> Any:
    """Find the meetings a person sees, with their workspace."""
    return Meeting.objects.visible_to(person).select_related("workspace")


def meetings_of(person: User, workspace: Workspace, **only: Any) -> tuple[list[tuple[Meeting, str]], list[tuple[Meeting, str]]]:
    """List the meetings of a task force with their tone: those to come and under way, soonest first; those over, latest first."""
    found = meetings_seen(person).filter(workspace=workspace, **only)
    ahead = found.filter(state__in=Meeting.OPEN).order_by("starts_at", "pk")
    over = found.exclude(state__in=Meeting.OPEN)[:CLOSED_SHOWN]
    return [(one, TONES[one.state]) for one in ahead], [(one, TONES[one.state]) for one in over]


def sheet_of(person: User, meeting: Meeting) -> Sheet:
    """Gather what somebody may read of a meeting, restricted points behind those everybody reads. Five queries."""
    items = list(AgendaItem.objects.visible_to(person).filter(meeting=meeting, state=AgendaItem.State.ON).select_related("organisation"))
    items.sort(key=lambda one: (one.is_restricted, one.tier, one.position, one.pk))
    decisions = defaultdict(list)
    on = {one.pk for one in items}
    for one in Decision.objects.visible_to(person).filter(meeting=meeting).select_related("item"):
        _within(meeting, [one])
        decisions[one.item_id if one.item_id in on else None].append(Said(one, rules.record_decision(person, one)))
    return Sheet(
        points=[Point(one, rules.amend_point(person, one), decisions[one.pk]) for one in _within(meeting, items)],
        besides=decisions[None],
        attendance=[(one, ATTENDANCE_TONES[one.state]) for one in meeting.attendance.select_related("organisation")],
        promises=promises(person, meeting.workspace, meeting=meeting),
        files=files_of(person, meeting),
    )


def _within(meeting: Meeting, rows: list[Any]) -> list[Any]:
    """Give rows of a meeting the meeting at hand."""
    for one in rows:
        one.meeting, one.workspace = meeting, meeting.workspace
    return rows


def files_of(person: User, meeting: Meeting) -> list[tuple[MeetingFile, Verdict]]:
    """List the annexes somebody may read, newest first, those taken away among them; their bytes stay where they are."""
    found = MeetingFile.objects.visible_to(person).filter(meeting=meeting).select_related("organisation")[: 2 * MeetingFile.MOST]
    return [(one, rules.remove_meeting_file(person, one)) for one in _within(meeting, list(found))]


def decidable(person: User, meeting: Meeting) -> list[AgendaItem]:
    """List the points on which somebody may write a decision down: all they read, or the restricted ones alone. One query."""
    found = AgendaItem.objects.visible_to(person).filter(meeting=meeting, state=AgendaItem.State.ON)
    items = sorted(found, key=lambda one: (one.is_restricted, one.position, one.pk))
    return [one for one in items if rules.record_decision(person, blank_decision(person, meeting, one))]


STEPS = ("accept", "decline", "keep", "confirm")


def promises(person: User, workspace: Workspace, **only: Any) -> list[Promise]:
    """List the commitments of a workspace, soonest due first, with what the reader may do with each. One query."""
    found = Commitment.objects.visible_to(person).filter(workspace=workspace, **only).select_related("organisation", "meeting", "replaces")
    rows = list(found)
    for one in rows:
        one.workspace = one.meeting.workspace = workspace
    return judged(person, rows)


def judged(person: User, commitments: Iterable[Commitment]) -> list[Promise]:
    """Say of commitments what somebody may do with each."""
    return [Promise(one, {step: getattr(rules, f"{step}_commitment")(person, one) for step in STEPS}) for one in commitments]


def is_followed(commitment: Commitment) -> bool:
    """Say whether it is not settled: to be answered, to be kept, or to be confirmed."""
    return commitment.state in {Commitment.State.PROPOSED, Commitment.State.OPEN} or commitment.waits_for_the_chair


def own_promises(person: User) -> list[Promise]:
    """List what the organisations somebody sits for have promised there, or are asked to, and have not settled. One query."""
    unsettled = Q(state__in=[Commitment.State.PROPOSED, Commitment.State.OPEN])
    found = (
        Commitment.objects.visible_to(person).filter(of_their_own(person), unsettled).select_related("organisation", "workspace", "meeting")
    )
    return judged(person, found.order_by("due", "pk"))


def to_confirm(person: User) -> list[Commitment]:
    """List what waits for the chair's word that it was kept. One query."""
    found = Commitment.objects.visible_to(person).filter(workspace__in=person.mandates.where(roles.CONFIRM))
    return list(found.to_confirm().select_related("organisation", "workspace"))


def unfinished(person: User) -> list[Meeting]:
    """List the meetings somebody calls that are not over, soonest first. One query."""
    found = meetings_seen(person).filter(workspace__in=person.mandates.where(roles.MEET), state__in=Meeting.OPEN)
    return list(found.order_by("starts_at", "pk"))


def ahead_at(person: User, workspace: Workspace) -> dict[str, Any]:
    """Give the next meeting of a workspace, and how many of its commitments are overdue. Two queries."""
    coming = meetings_seen(person).filter(workspace=workspace, state__in=[Meeting.State.CALLED, Meeting.State.HELD])
    overdue = Commitment.objects.visible_to(person).filter(workspace=workspace).overdue()
    return {"next_meeting": coming.order_by("starts_at", "pk").first(), "overdue": overdue.count()}
