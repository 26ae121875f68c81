"""What is written down about a meeting: the points of its agenda, who attended and what was decided."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from actions import rules
from actions.models import AgendaItem, Attendance, Decision, Meeting
from actions.services.entries import WIDE_TO_NARROW
from actions.services.words import locked
from taskforce.kernel.acts import service
from taskforce.kernel.lifecycle import move
from taskforce.models import Organisation, Seat, User, Workspace
from taskforce.roles import Tier


@service
def put_point(*, by: User, meeting: Meeting, text: str, tier: str = Tier.WORKSPACE) -> AgendaItem:
    """Put a point on the agenda, for everybody or for one's own axis or organisation alone."""
    meeting = locked(meeting)
    item = blank_point(by, meeting, tier)
    rules.put_point.require(by, item)
    if tier not in tiers_at(by, meeting.workspace):
        raise ValidationError({"tier": _("Choose who may read this.")})
    item.text = text
    item.position = _next_position(item)
    item.full_clean(exclude=["workspace", "meeting"])
    item.save()
    return item


def blank_point(person: User, meeting: Meeting, tier: str = Tier.WORKSPACE) -> AgendaItem:
    """Make a point as somebody would put it: for the axis and the organisation of their seat."""
    seat = person.mandates.seat_in(meeting.workspace)
    own = {"axis": seat.axis, "organisation_id": seat.organisation} if seat else {}
    return AgendaItem(workspace=meeting.workspace, meeting=meeting, tier=tier, **own)


def tiers_at(person: User, workspace: Workspace) -> list[str]:
    """List how far what somebody writes about a meeting may be read, widest first: an axis only if it is theirs."""
    seat = person.mandates.seat_in(workspace)
    return [one for one in WIDE_TO_NARROW if seat is not None and (seat.axis or one != Tier.AXIS)]


def _next_position(item: AgendaItem) -> int:
    """Number among the points with the same readers, so that no gap betrays a restricted one."""
    same = AgendaItem.objects.filter(meeting=item.meeting_id, tier=item.tier)
    if item.tier == Tier.AXIS:
        same = same.filter(axis=item.axis)
    elif item.tier == Tier.ORGANISATION:
        same = same.filter(organisation=item.organisation_id)
    return (same.aggregate(last=Max("position"))["last"] or 0) + 1


@service
def amend_point(*, by: User, item: AgendaItem, text: str, position: int) -> AgendaItem:
    """Change the words or the place of a point."""
    locked(item.meeting)
    item = locked(item)
    rules.amend_point.require(by, item)
    item.text, item.position = text, position
    item.full_clean(exclude=["workspace", "meeting"])
    item.save()
    return item


@service
def take_off_point(*, by: User, item: AgendaItem) -> AgendaItem:
    """Take a point off the agenda; that it stood there stays."""
    locked(item.meeting)
    item = locked(item)
    rules.amend_point.require(by, item)
    move(item, AgendaItem.State.OFF)
    item.save()
    return item


@service
def record_attendance(*, by: User, meeting: Meeting, states: Mapping[Organisation, str]) -> Meeting:
    """Write down of each organisation whether it was there; the record can be corrected until the meeting is closed."""
    meeting = locked(meeting)
    rules.record_attendance.require(by, meeting)
    there = {one.organisation_id: one for one in meeting.attendance.all()}
    if strangers := [one for one in states if one.pk not in {body.pk for body in bodies_of(meeting)}]:
        raise ValidationError(_("%(organisation)s has no seat here.") % {"organisation": strangers[0]})
    for organisation, state in states.items():
        one = there.get(organisation.pk) or Attendance(workspace=meeting.workspace, meeting=meeting, organisation=organisation)
        if one.state != state:
            one.state = state
            one.full_clean(exclude=["workspace", "meeting"])
            one.save()
    return meeting


def bodies_of(meeting: Meeting) -> list[Organisation]:
    """List the organisations whose attendance is asked: those at the table today, and those written down already."""
    seats = Seat.objects.confirmed().filter(workspace=meeting.workspace).exclude(role__in=("auditor", "steward"))
    wanted = {*seats.values_list("organisation", flat=True), *meeting.attendance.values_list("organisation", flat=True)}
    return list(Organisation.objects.filter(pk__in=wanted).order_by("pk"))


@service
def record_decision(*, by: User, meeting: Meeting, text: str, item: AgendaItem | None = None) -> Decision:
    """Write down a decision; what is decided on a restricted point is read by those who read the point."""
    meeting = locked(meeting)
    decision = blank_decision(by, meeting, item)
    rules.record_decision.require(by, decision)
    return _write(decision, text)


def blank_decision(person: User, meeting: Meeting, item: AgendaItem | None = None) -> Decision:
    """Make a decision as somebody would write it: read as far as the point it is taken on."""
    seat = person.mandates.seat_in(meeting.workspace)
    own = {"organisation_id": seat.organisation} if seat else {}
    return _on(Decision(workspace=meeting.workspace, meeting=meeting, **own), item)


def _on(decision: Decision, item: AgendaItem | None) -> Decision:
    decision.item = item
    if item is not None:
        decision.tier, decision.axis = item.tier, item.axis
        decision.organisation_id = item.organisation_id if item.tier == Tier.ORGANISATION else decision.organisation_id
    return decision


@service
def amend_decision(*, by: User, decision: Decision, text: str) -> Decision:
    """Correct the words of a decision before the meeting is closed; the earlier words stay in its history."""
    locked(decision.meeting)
    decision = locked(decision)
    rules.record_decision.require(by, decision)
    return _write(decision, text)


def _write(decision: Decision, text: str) -> Decision:
    if decision.item and (decision.item.meeting_id, decision.item.tier) != (decision.meeting_id, decision.tier):
        raise ValidationError({"item": _("Choose a point of this meeting.")})
    decision.text = text
    decision.full_clean(exclude=["workspace", "meeting"])
    decision.save()
    return decision
