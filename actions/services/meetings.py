"""The life of a meeting: prepared with a proposed agenda, called, moved or cancelled, held and closed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext as _

from actions import rules
from actions.agenda import proposed
from actions.models import Meeting
from actions.services.minutes import blank_point
from actions.services.words import locked, said
from taskforce import roles
from taskforce.kernel import clock
from taskforce.kernel.acts import service
from taskforce.kernel.lifecycle import move
from taskforce.models import Organisation, Seat, User, Workspace
from taskforce.notices import tell

MOST_MONTHS = 12
WEEK = timedelta(days=7)


@service
def draft_meeting(*, by: User, workspace: Workspace, title: str, starts_at: datetime, ends_at: datetime, place: str) -> Meeting:
    """Prepare a meeting; its agenda is proposed from what is overdue and late, to be changed as one likes."""
    rules.draft_meeting.require(by, workspace)
    return _with_agenda(by, _drafted(locked(workspace), title=title, starts_at=starts_at, ends_at=ends_at, place=place))


def _drafted(workspace: Workspace, **fields: Any) -> Meeting:
    last: Meeting | None = Meeting.objects.filter(workspace=workspace).order_by("-number").first()
    return _saved(Meeting(workspace=workspace, number=last.number + 1 if last else 1, **fields))


@service
def propose_agenda(*, by: User, meeting: Meeting) -> Meeting:
    """Add to the agenda of a meeting in preparation what has become overdue or late since."""
    meeting = locked(meeting)
    rules.amend_meeting.require(by, meeting)
    return _with_agenda(by, meeting)


def _with_agenda(by: User, meeting: Meeting) -> Meeting:
    """Put what is proposed behind the points that are there; what stood there already, also if it was taken off, is not put again."""
    there = list(meeting.agenda.filter(tier=roles.Tier.WORKSPACE).values_list("text", "position"))
    known, last = {text for text, _position in there}, max((position for _text, position in there), default=0)
    fresh = [text for text in proposed(meeting.workspace) if text not in known]
    for position, text in enumerate(fresh, start=last + 1):
        item = blank_point(by, meeting)
        item.text, item.position = text, position
        item.full_clean(exclude=["workspace", "meeting"])
        item.save()
    return meeting


def _saved(meeting: Meeting) -> Meeting:
    if meeting.ends_at <= meeting.starts_at:
        raise ValidationError({"ends_at": _("Choose an hour after the beginning.")})
    meeting.full_clean(exclude=["workspace"])
    meeting.save()
    return meeting


@service
def amend_meeting(*, by: User, meeting: Meeting, title: str, starts_at: datetime, ends_at: datetime, place: str) -> Meeting:
    """Change a meeting in preparation."""
    meeting = locked(meeting)
    rules.amend_meeting.require(by, meeting)
    meeting.title, meeting.starts_at, meeting.ends_at, meeting.place = title, starts_at, ends_at, place
    return _saved(meeting)


@service
def call_meeting(*, by: User, meeting: Meeting) -> Meeting:
    """Send the invitation, with an entry for each calendar, to everybody at the table."""
    meeting = locked(meeting)
    rules.call_meeting.require(by, meeting)
    move(meeting, Meeting.State.CALLED)
    meeting.called_at = clock.now()
    _saved(meeting)
    tell(at_the_table(meeting.workspace), "actions.call_meeting", meeting)
    return meeting


@service
def move_meeting(*, by: User, meeting: Meeting, starts_at: datetime, ends_at: datetime, place: str, reason: str) -> Meeting:
    """Move a meeting that is called; calendars follow by themselves."""
    meeting = locked(meeting)
    rules.move_meeting.require(by, meeting)
    said(reason, "reason")
    if starts_at <= clock.now():
        raise ValidationError({"starts_at": _("Choose a day to come.")})
    meeting.starts_at, meeting.ends_at, meeting.place = starts_at, ends_at, place
    meeting.sequence += 1
    _saved(meeting)
    tell(at_the_table(meeting.workspace), "actions.move_meeting", meeting)
    return meeting


@service
def cancel_meeting(*, by: User, meeting: Meeting, reason: str) -> Meeting:
    """Cancel a meeting; whoever was invited is told, and calendars drop it."""
    meeting = locked(meeting)
    rules.cancel_meeting.require(by, meeting)
    said(reason, "reason")
    invited = meeting.state == Meeting.State.CALLED
    move(meeting, Meeting.State.CANCELLED)
    meeting.sequence += 1
    _saved(meeting)
    if invited:
        tell(at_the_table(meeting.workspace), "actions.cancel_meeting", meeting)
    return meeting


@service
def hold_meeting(*, by: User, meeting: Meeting) -> Meeting:
    """Begin the meeting: from now on what is said is written down."""
    meeting = locked(meeting)
    rules.hold_meeting.require(by, meeting)
    move(meeting, Meeting.State.HELD)
    return _saved(meeting)


@service
def close_meeting(*, by: User, meeting: Meeting) -> Meeting:
    """Close the meeting: its minutes are final, and everybody at the table is told where to read them."""
    meeting = locked(meeting)
    rules.close_meeting.require(by, meeting)
    move(meeting, Meeting.State.CLOSED)
    meeting.closed_at = clock.now()
    _saved(meeting)
    tell(at_the_table(meeting.workspace), "actions.close_meeting", meeting)
    return meeting


@service
def repeat_meeting(*, by: User, meeting: Meeting, months: int) -> list[Meeting]:
    """Prepare the meetings of the next months, on the same weekday of the month, at the same hour and place; their agendas come later."""
    workspace = locked(meeting.workspace)
    rules.repeat_meeting.require(by, meeting)
    if not 1 <= months <= MOST_MONTHS:
        raise ValidationError({"months": _("Choose 1 to %(most)s months.") % {"most": MOST_MONTHS}})
    start, length = localtime(meeting.starts_at), meeting.ends_at - meeting.starts_at
    days = [same_weekday(start.date(), ahead) for ahead in range(1, months + 1)]
    begins = [make_aware(datetime.combine(day, start.time())) for day in days]
    same = {"title": meeting.title, "place": meeting.place}
    return [_drafted(workspace, starts_at=one, ends_at=one + length, **same) for one in begins]


def same_weekday(day: date, months: int) -> date:
    """Find, so many months after a day, the same weekday of the month: the second Tuesday, or the last where there is no fifth."""
    rank = (day.day - 1) // 7
    month = day.month - 1 + months
    first = date(day.year + month // 12, month % 12 + 1, 1)
    found = first + timedelta(days=(day.weekday() - first.weekday()) % 7) + rank * WEEK
    return found if found.month == first.month else found - WEEK


def at_the_table(workspace: Workspace, *permissions: str, organisation: Organisation | None = None) -> list[User]:
    """List whoever sits there today, confirmed and signed; of one organisation or with some permission if that is said."""
    seats = Seat.objects.confirmed().filter(workspace=workspace, signatures__version=roles.CHARTER_VERSION)
    wanted = [role for role in roles.ROLES_OF[workspace.kind] if {roles.VIEW, *permissions} <= roles.GRANTS[role]]
    found = seats.filter(role__in=wanted, **({"organisation": organisation} if organisation else {})).select_related("person")
    return [seat.person for seat in found.order_by("pk")]
