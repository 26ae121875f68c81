"""Who may seat whom, invite, confirm, sign the charter and withdraw it, and when."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from taskforce import roles
from taskforce.kernel import clock
from taskforce.kernel.rules import rule
from taskforce.models import CharterSignature, Invitation, Seat, User, Workspace


@rule(roles.SEAT)
def seat(person: User, seat: Seat) -> Iterator[str]:
    """Give somebody else a seat whose role one's own role hands out, in a workspace of the kind that has it."""
    yield from _seat_objections(person, seat, seat.person.email)


@rule(roles.SEAT)
def invite(person: User, invitation: Invitation) -> Iterator[str]:
    """Invite somebody to a seat whose role one's own role hands out."""
    yield from _seat_objections(person, invitation, invitation.email)


def _seat_objections(person: User, seat: Seat | Invitation, email: str) -> Iterator[str]:
    workspace, given = seat.workspace, seats_to_give(person, seat.workspace)
    if workspace.state == Workspace.State.DISSOLVED:
        yield _("This task force is dissolved.")
    if seat.role not in roles.ROLES_OF[workspace.kind]:
        yield _("There is no such role in this kind of workspace.")
    elif seat.role not in given:
        yield _("Your own role does not hand out this one.")
    elif Seat.objects.filter(workspace=workspace, person__email__iexact=email, ended_on__isnull=True).exclude(role__in=given).exists():
        yield _("This person holds a seat here that your role does not hand out.")
    yield from axis_objections(seat)
    if email.casefold() == person.email.casefold():
        yield _("Nobody seats themselves.")


def axis_objections(seat: Seat | Invitation) -> Iterator[str]:
    """Say whether a seat must name its axis, or must not: an axis opens what only its partners read."""
    if seat.role in roles.ON_AN_AXIS and not seat.axis:
        yield _("Choose the axis this person works on.")
    if seat.axis and seat.role not in roles.ON_AN_AXIS:
        yield _("Leave the axis empty: this role speaks for none.")


def seats_to_give(person: User, workspace: Workspace) -> list[str]:
    """List the roles the person may hand out in this workspace, in the order of the role table."""
    mine = person.mandates.roles_over(workspace)
    given = frozenset[str]().union(*(roles.SEATS.get(role, frozenset()) for role in mine))
    return [role for role in roles.ROLES_OF[workspace.kind] if role in given]


@rule(roles.SEAT)
def unseat(person: User, seat: Seat) -> Iterator[str]:
    """End a seat whose role one's own role hands out."""
    if seat.ended_on is not None:
        yield _("This seat has ended already.")
    if seat.role not in seats_to_give(person, seat.workspace):
        yield _("Your own role does not hand out this one.")


@rule(None)
def confirm_seat(person: User, seat: Seat) -> Iterator[str]:
    """Confirm that somebody else sits for one's own organisation; where it has nobody yet, as a keeper who did not give the seat."""
    yield from _word_objections(person, seat)


@rule(None)
def decline_seat(person: User, seat: Seat) -> Iterator[str]:
    """Decline a seat given for one's own organisation, saying why, instead of confirming it."""
    yield from _word_objections(person, seat)


def _word_objections(person: User, seat: Seat) -> Iterator[str]:
    if seat.ended_on is not None:
        yield _("This seat has ended already.")
    elif seat.confirmed_on is not None:
        yield _("This seat is confirmed already.")
    elif not Seat.objects.awaiting(person).filter(pk=seat.pk).exists():
        yield _("%(organisation)s itself says who sits for it.") % {"organisation": seat.organisation}


def speaks_for(giver: User | None, given: Seat | Invitation) -> bool:
    """Say whether the word of the organisation comes with the seat: whoever gives it acts for that organisation, or is the command line."""
    if giver is None or giver.is_machine:
        return giver is not None
    seat = giver.mandates.acting_seat(given.workspace)
    return seat is not None and seat.organisation == given.organisation_id


@rule(roles.SEAT)
def withdraw_invitation(person: User, invitation: Invitation) -> Iterator[str]:
    """Withdraw an invitation nobody has accepted yet, to a seat whose role one's own role hands out."""
    if not invitation.is_pending:
        yield _("This invitation is no longer open.")
    if invitation.role not in seats_to_give(person, invitation.workspace):
        yield _("Your own role does not hand out this one.")


@rule(None)
def accept_invitation(person: User, invitation: Invitation) -> Iterator[str]:
    """Accept, within its week and once, an invitation sent to one's own address."""
    if not invitation.is_pending:
        yield _("This invitation has been used, withdrawn or is older than seven days. Ask for a new one.")
    if invitation.until and invitation.until < clock.today():
        yield _("The seat offered was to end before today. Ask for a new invitation.")
    if invitation.email.casefold() != person.email.casefold():
        yield _("This invitation was sent to another address.")


@rule(None)
def sign_charter(person: User, seat: Seat) -> Iterator[str]:
    """Sign the charter for one's own seat, before anything else."""
    if seat.person_id != person.pk:
        yield _("Each person signs for their own seat.")
    if not seat.is_live:
        yield _("This seat is not in force.")
    if CharterSignature.objects.filter(seat=seat, version=roles.CHARTER_VERSION).exists():
        yield _("You have signed this charter already.")


@rule(None)
def withdraw_charter(person: User, seat: Seat) -> Iterator[str]:
    """Withdraw the signature under one's own seat, or under one whose role one's own role hands out."""
    keeps = person.mandates.hold(roles.SEAT, seat.workspace) and seat.role in seats_to_give(person, seat.workspace)
    if seat.person_id != person.pk and not keeps:
        yield _("Your own role does not hand out this one.")
    if seat.ended_on is not None:
        yield _("This seat has ended already.")
    elif not seat.signatures.filter(version=roles.CHARTER_VERSION).exists():
        yield _("The charter of this seat is not signed.")
