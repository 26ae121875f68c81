"""Who may seat whom, invite, sign the charter and keep the directory, and when."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from taskforce import roles
from taskforce.kernel import clock
from taskforce.kernel.rules import rule
from taskforce.models import Area, CharterSignature, Invitation, Seat, User, Workspace


@rule(None)
def open_region(person: User, area: Area) -> Iterator[str]:
    """Open a region's council and cell, from the command line, once."""
    if not person.is_machine:
        yield _("A region is opened from the command line.")
    if Workspace.objects.filter(area__code=area.code, kind=roles.Kind.COUNCIL).exists():
        yield _("This region is open already.")


@rule(None)
def import_areas(person: User, area: Area) -> Iterator[str]:
    """Import areas and outlines, from the command line."""
    if not person.is_machine:
        yield _("Areas are imported from the command line.")


@rule(roles.KEEP)
def keep_directory(person: User, workspace: Workspace) -> Iterator[str]:
    """Add to or rename what the directory lists, from the region's cell or council."""
    if workspace.kind == roles.Kind.LOCAL:
        yield _("The directory is kept by the region.")


@rule(roles.SEAT)
def frame(person: User, workspace: Workspace) -> Iterator[str]:
    """Write down the legal frame of a workspace that is not dissolved."""
    if workspace.state == Workspace.State.DISSOLVED:
        yield _("This task force is dissolved.")


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
def choose_language(person: User, account: User) -> Iterator[str]:
    """Choose the language of one's own account."""
    if account.pk != person.pk:
        yield _("Each person chooses their own language.")
