"""Who may propose, approve, rule on, outline, convene and dissolve, and when; and what is wrong with a ruling or an outline."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from hotspots.models import Approval, Hotspot, Perimeter, Ruling
from taskforce import roles
from taskforce.drawing.words import day
from taskforce.kernel import clock
from taskforce.kernel.rules import rule
from taskforce.models import Organisation, User, Workspace

State = Hotspot.State


@rule(roles.PROPOSE)
def propose(person: User, cell: Workspace) -> Iterator[str]:
    """Propose a hotspot, from the regional cell."""
    if cell.kind != roles.Kind.CELL:
        yield _("Hotspots are proposed from the regional cell.")


@rule(roles.APPROVE)
def approve(person: User, approval: Approval) -> Iterator[str]:
    """Approve a proposed hotspot for one's own municipality, once, by a chair who sits for that municipality."""
    yield from _approval_objections(person, approval)


@rule(roles.APPROVE)
def refuse(person: User, approval: Approval) -> Iterator[str]:
    """Refuse a proposed hotspot for one's own municipality, once and saying why, by a chair who sits for that municipality."""
    yield from _approval_objections(person, approval)


def _approval_objections(person: User, approval: Approval) -> Iterator[str]:
    if approval.state != Approval.State.AWAITED:
        yield _("%(municipality)s has decided already.") % {"municipality": approval.municipality}
    elif approval.hotspot.state != State.PROPOSED:
        yield _("This hotspot no longer waits for approval. It is: %(state)s.") % {"state": approval.hotspot.get_state_display()}
    if seat_for(person, approval) is None:
        yield _("Each municipality decides for itself. Only a chair who sits for %(municipality)s may.") % {
            "municipality": approval.municipality
        }


def seat_for(person: User, approval: Approval) -> int | None:
    """Find the seat by which the person speaks for the municipality: its organisation's area is that municipality."""
    held = person.mandates.seat_in(approval.workspace)
    ours = held is not None and Organisation.objects.filter(pk=held.organisation, area=approval.municipality_id).exists()
    return held.seat if held and ours else None


@rule(roles.RULE)
def validate(person: User, hotspot: Hotspot) -> Iterator[str]:
    """Record that the council validated a hotspot that all its municipalities approved."""
    if hotspot.state == State.PROPOSED:
        awaited = hotspot.approvals.filter(state=Approval.State.AWAITED).select_related("municipality")
        yield _("These municipalities have not approved yet: %(names)s.") % {"names": ", ".join(str(one.municipality) for one in awaited)}
    elif hotspot.state != State.APPROVED:
        yield _not_from(hotspot, _("Only an approved hotspot can be validated."))


@rule(roles.RULE)
def reject(person: User, hotspot: Hotspot) -> Iterator[str]:
    """Record that the council refused a hotspot it had not validated."""
    if hotspot.state not in {State.PROPOSED, State.APPROVED}:
        yield _not_from(hotspot, _("Only a proposal can be refused."))


@rule(roles.RULE)
def suspend(person: User, hotspot: Hotspot) -> Iterator[str]:
    """Record that the council suspended a hotspot in force."""
    if hotspot.state != State.VALIDATED:
        yield _not_from(hotspot, _("Only a hotspot in force can be suspended."))


@rule(roles.RULE)
def resume(person: User, hotspot: Hotspot) -> Iterator[str]:
    """Record that the council put a suspended hotspot back in force."""
    if hotspot.state != State.SUSPENDED:
        yield _not_from(hotspot, _("Only a suspended hotspot can be resumed."))


@rule(roles.RULE)
def close(person: User, hotspot: Hotspot) -> Iterator[str]:
    """Record that the council closed a hotspot in force or suspended."""
    if hotspot.state not in {State.VALIDATED, State.SUSPENDED}:
        yield _not_from(hotspot, _("Only a hotspot in force or suspended can be closed."))


@rule(roles.PROPOSE)
def draw_perimeter(person: User, hotspot: Hotspot) -> Iterator[str]:
    """Draw a new version of the perimeter of a hotspot that is neither refused nor closed."""
    if hotspot.state in {State.REFUSED, State.CLOSED}:
        yield _not_from(hotspot, _("Its perimeter stays as it is."))


@rule(roles.CONVENE)
def convene(person: User, hotspot: Hotspot) -> Iterator[str]:
    """Convene, once, the task force of a validated hotspot, by one of its chairs."""
    if hotspot.workspace.state != Workspace.State.TO_CONVENE:
        yield _("This task force was convened before. It is: %(state)s.") % {"state": hotspot.workspace.get_state_display()}
    if hotspot.state != State.VALIDATED:
        yield _not_from(hotspot, _("Only a validated hotspot gets a task force."))


@rule(roles.CONVENE)
def dissolve(person: User, hotspot: Hotspot) -> Iterator[str]:
    """Dissolve, once, the task force of a hotspot that the council closed or that was refused, by one of its chairs."""
    if hotspot.workspace.state == Workspace.State.DISSOLVED:
        yield _("This task force is dissolved already.")
    if hotspot.state not in {State.REFUSED, State.CLOSED}:
        yield _not_from(hotspot, _("The council closes the hotspot first."))


def _not_from(hotspot: Hotspot, words: str) -> str:
    return _("%(rule)s This one is: %(state)s.") % {"rule": words, "state": hotspot.get_state_display()}


def ruling_flaws(ruling: Ruling) -> Iterator[tuple[str, str]]:
    """Say what is wrong with a ruling to be recorded: the field and the words."""
    last = Ruling.objects.filter(hotspot=ruling.hotspot).last()
    if ruling.on > clock.today():
        yield "on", _("Choose a day up to today: the council has decided.")
    elif last and ruling.on < last.on:
        yield "on", _("Choose a day from %(day)s on: the council's last ruling is of that day.") % {"day": day(last.on)}
    if ruling.kind not in Ruling.IN_FORCE and not ruling.reason.strip():
        yield "reason", _("Say why the council decided this.")


def perimeter_flaws(perimeter: Perimeter) -> Iterator[tuple[str, str]]:
    """Say what is wrong with the dates of an outline to be drawn: the field and the words."""
    last = Perimeter.objects.filter(hotspot=perimeter.hotspot).last()
    if last and perimeter.since <= last.since:
        yield "since", _("Choose a day after %(day)s: the present outline began on that day.") % {"day": day(last.since)}


def window_flaws(since: date, until: date) -> Iterator[tuple[str, str]]:
    """Say what is wrong with the window of data a proposal stands on."""
    if until < since:
        yield "data_until", _("Choose a day after the window's first day.")
    if until > clock.today():
        yield "data_until", _("Choose a day up to today: data of the future do not exist.")
