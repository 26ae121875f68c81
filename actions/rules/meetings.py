"""Who may call, hold and close a meeting, and write down what was said there."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from actions.models import AgendaItem, Attendance, Decision, Meeting, MeetingFile
from actions.rules.plans import at_work
from taskforce import roles
from taskforce.kernel import clock
from taskforce.kernel.lifecycle import can_move
from taskforce.kernel.rules import rule
from taskforce.models import User, Workspace


@rule(roles.MEET)
def draft_meeting(person: User, workspace: Workspace) -> Iterator[str]:
    """Prepare a meeting of a task force at work, for its chair or its coordinator; a session of the council, for its secretary."""
    yield from at_work(workspace)


@rule(roles.MEET)
def amend_meeting(person: User, meeting: Meeting) -> Iterator[str]:
    """Change a meeting in preparation; one that is called is moved or cancelled."""
    yield from at_work(meeting.workspace)
    if meeting.state == Meeting.State.CALLED:
        yield _("The invitation is sent. Move the meeting or cancel it.")
    elif meeting.state != Meeting.State.DRAFT:
        yield _over(meeting)


@rule(roles.MEET)
def call_meeting(person: User, meeting: Meeting) -> Iterator[str]:
    """Send the invitation to a meeting in preparation that has a day to come and a point everybody may read."""
    yield from at_work(meeting.workspace)
    if not can_move(meeting, Meeting.State.CALLED):
        yield _("The invitation is sent already.") if meeting.state != Meeting.State.CANCELLED else _over(meeting)
    if meeting.starts_at <= clock.now():
        yield _("Choose a day to come before you send the invitation.")
    if not meeting.agenda.filter(tier=roles.Tier.WORKSPACE, state=AgendaItem.State.ON).exists():
        yield _("Put a point on the agenda that everybody may read.")


@rule(roles.MEET)
def move_meeting(person: User, meeting: Meeting) -> Iterator[str]:
    """Move a meeting that is called to another day, hour or place; everybody is told."""
    yield from at_work(meeting.workspace)
    if meeting.state != Meeting.State.CALLED:
        yield _("Only a meeting that is called is moved.")


@rule(roles.MEET)
def cancel_meeting(person: User, meeting: Meeting) -> Iterator[str]:
    """Cancel a meeting that has not been held; whoever was invited is told."""
    yield from at_work(meeting.workspace)
    if not can_move(meeting, Meeting.State.CANCELLED):
        yield _over(meeting)


@rule(roles.MEET)
def hold_meeting(person: User, meeting: Meeting) -> Iterator[str]:
    """Begin a meeting that is called, from its day on: attendance, decisions and commitments are written down from then."""
    yield from at_work(meeting.workspace)
    if not can_move(meeting, Meeting.State.HELD):
        yield _("Send the invitation first.") if meeting.state == Meeting.State.DRAFT else _over(meeting)
    if not meeting.has_come:
        yield _("It begins on %(day)s.") % {"day": f"{meeting.day:%d/%m/%Y}"}


@rule(roles.MEET)
def close_meeting(person: User, meeting: Meeting) -> Iterator[str]:
    """Close a meeting that was held and whose attendance is written down; its minutes are final and everybody is told."""
    yield from at_work(meeting.workspace)
    if not can_move(meeting, Meeting.State.CLOSED):
        yield _unheard(meeting)
    if not Attendance.objects.filter(meeting=meeting).exists():
        yield _("Write down who attended first.")


@rule(roles.MEET)
def repeat_meeting(person: User, meeting: Meeting) -> Iterator[str]:
    """Prepare the meetings of the months after a meeting that was not cancelled."""
    yield from at_work(meeting.workspace)
    if meeting.state == Meeting.State.CANCELLED:
        yield _over(meeting)


@rule(roles.MEET)
def record_attendance(person: User, meeting: Meeting) -> Iterator[str]:
    """Write down which organisations attended, while the meeting is held and not closed."""
    yield from at_work(meeting.workspace)
    if meeting.state != Meeting.State.HELD:
        yield _unheard(meeting)


@rule(roles.VIEW)
def put_point(person: User, item: AgendaItem) -> Iterator[str]:
    """Put a point on the agenda until the meeting is closed: whoever calls meetings or carries out actions; a restricted one among its readers."""
    yield from at_work(item.workspace)
    yield from _restricted(person, item)
    if not _calls(person, item.workspace) and not person.mandates.hold(roles.ACT, item.workspace):
        yield _("Your role here does not allow this.")
    if item.meeting.state not in Meeting.OPEN:
        yield _over(item.meeting)


@rule(roles.VIEW)
def amend_point(person: User, item: AgendaItem) -> Iterator[str]:
    """Change or take off a point until the meeting is closed: the organisation that put it there, or whoever calls meetings and may read it."""
    yield from at_work(item.workspace)
    yield from _restricted(person, item)
    if not _calls(person, item.workspace) and not _own(person, item):
        yield _("Only %(organisation)s or whoever calls the meeting changes this point.") % {"organisation": item.organisation}
    if item.meeting.state not in Meeting.OPEN:
        yield _over(item.meeting)
    if item.state != AgendaItem.State.ON:
        yield _("This point is taken off already.")


@rule(roles.VIEW)
def record_decision(person: User, decision: Decision) -> Iterator[str]:
    """Write down or correct a decision while the meeting is held: whoever calls meetings; a restricted one, its own readers who carry out actions."""
    yield from at_work(decision.workspace)
    yield from _restricted(person, decision)
    acting = person.mandates.hold(roles.ACT, decision.workspace) and decision.tier != roles.Tier.WORKSPACE
    if not _calls(person, decision.workspace) and not acting:
        yield _("Only whoever calls the meeting writes down what everybody may read.")
    if decision.meeting.state != Meeting.State.HELD:
        yield _unheard(decision.meeting)


@rule(roles.VIEW)
def attach_to_meeting(person: User, meeting: Meeting) -> Iterator[str]:
    """Attach a file until the meeting is closed: whoever calls meetings or carries out actions; fifty files at most."""
    yield from at_work(meeting.workspace)
    if not _calls(person, meeting.workspace) and not person.mandates.hold(roles.ACT, meeting.workspace):
        yield _("Your role here does not allow this.")
    if meeting.state not in Meeting.OPEN:
        yield _over(meeting)
    if meeting.pk and MeetingFile.objects.filter(meeting=meeting).kept().count() >= MeetingFile.MOST:
        yield _("This meeting has %(number)s files already. Remove one first.") % {"number": MeetingFile.MOST}


@rule(roles.VIEW)
def remove_meeting_file(person: User, file: MeetingFile) -> Iterator[str]:
    """Remove an annex of one's own organisation, also from a closed meeting; that it was there stays."""
    yield from at_work(file.workspace)
    if not _own(person, file):
        yield _("Only the organisation that attached a file removes it.")
    if not can_move(file, MeetingFile.State.REMOVED):
        yield _("This file is removed already.")


def _calls(person: User, workspace: Workspace) -> bool:
    return person.mandates.hold(roles.MEET, workspace)


def _own(person: User, row: AgendaItem | MeetingFile) -> bool:
    """Say whether somebody sits there, with a part in the work, for the organisation a row comes from."""
    seat = person.mandates.seat_in(row.workspace)
    takes_part = _calls(person, row.workspace) or person.mandates.hold(roles.ACT, row.workspace)
    return seat is not None and takes_part and seat.organisation == row.organisation_id


def _restricted(person: User, row: AgendaItem | Decision) -> Iterator[str]:
    """Object to writing what one could not read."""
    seat = person.mandates.seat_in(row.workspace)
    readers: dict[str, bool] = {
        roles.Tier.AXIS: seat is not None and bool(seat.axis) and seat.axis == row.axis,
        roles.Tier.ORGANISATION: seat is not None and seat.organisation == row.organisation_id,
    }
    if not readers.get(row.tier, True):
        yield _("Only those who may read a restricted point write there.")


def _over(meeting: Meeting) -> str:
    if meeting.state == Meeting.State.CANCELLED:
        return _("This meeting is cancelled.")
    return _("The minutes are final.") if meeting.state == Meeting.State.CLOSED else _("This meeting has begun.")


def _unheard(meeting: Meeting) -> str:
    if meeting.state in {Meeting.State.DRAFT, Meeting.State.CALLED}:
        return _("Begin the meeting first.")
    return _over(meeting)
