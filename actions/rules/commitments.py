"""Who may propose, accept and keep a commitment, and when."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from actions.models import Commitment, Meeting
from actions.rules.plans import at_work
from taskforce import roles
from taskforce.kernel import clock
from taskforce.kernel.rules import rule
from taskforce.models import Seat, User


@rule(roles.MEET)
def propose_commitment(person: User, commitment: Commitment) -> Iterator[str]:
    """Propose, in a meeting that is held, a commitment to an organisation at the table; it counts once accepted."""
    yield from at_work(commitment.workspace)
    if commitment.meeting.state != Meeting.State.HELD:
        yield _("Commitments are proposed while the meeting is held.")
    if commitment.due is not None and commitment.due < clock.today():
        yield _("Choose today or a later day.")
    seats = Seat.objects.confirmed().filter(workspace=commitment.workspace)
    if commitment.organisation_id and not seats.filter(organisation=commitment.organisation_id).exists():
        yield _("%(organisation)s has no seat here and could not accept it.") % {"organisation": commitment.organisation}
    if commitment.replaces and not _replaceable(commitment, commitment.replaces):
        yield _("Only an open commitment of the same organisation is replaced.")


def _replaceable(new: Commitment, old: Commitment) -> bool:
    return (old.workspace_id, old.organisation_id, old.state) == (new.workspace_id, new.organisation_id, Commitment.State.OPEN)


def _for_itself(person: User, commitment: Commitment) -> Iterator[str]:
    yield from at_work(commitment.workspace)
    seat = person.mandates.seat_in(commitment.workspace)
    if seat is None or seat.organisation != commitment.organisation_id:
        yield _("Only %(organisation)s answers for its commitments.") % {"organisation": commitment.organisation}


@rule(roles.ACT)
def accept_commitment(person: User, commitment: Commitment) -> Iterator[str]:
    """Accept a proposed commitment, for the organisation concerned: from then on it counts."""
    yield from _for_itself(person, commitment)
    if commitment.state != Commitment.State.PROPOSED:
        yield _("This commitment is answered already.")


@rule(roles.ACT)
def decline_commitment(person: User, commitment: Commitment) -> Iterator[str]:
    """Decline a proposed commitment with a word why, for the organisation concerned."""
    yield from _for_itself(person, commitment)
    if commitment.state != Commitment.State.PROPOSED:
        yield _("This commitment is answered already.")


@rule(roles.ACT)
def keep_commitment(person: User, commitment: Commitment) -> Iterator[str]:
    """Say in words whether an accepted commitment was kept, for the organisation that made it."""
    yield from _for_itself(person, commitment)
    if commitment.state == Commitment.State.PROPOSED:
        yield _("Accept the commitment first.")
    elif commitment.state != Commitment.State.OPEN:
        yield _("This commitment is settled already.")


@rule(roles.CONFIRM)
def confirm_commitment(person: User, commitment: Commitment) -> Iterator[str]:
    """Confirm, as the chair or for the council as its secretary, that a commitment said to be kept was kept."""
    yield from at_work(commitment.workspace)
    if commitment.state != Commitment.State.KEPT:
        yield _("Its organisation has not said that it is kept.")
    elif commitment.confirmed_at is not None:
        yield _("This commitment is confirmed already.")
