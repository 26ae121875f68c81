"""The life of a commitment: proposed in a meeting, accepted by its organisation or not, kept or not, confirmed by the chair."""

from __future__ import annotations

from datetime import date

from actions import rules
from actions.models import Commitment, Meeting
from actions.services.meetings import at_the_table
from actions.services.words import locked, said
from taskforce import roles
from taskforce.kernel import clock
from taskforce.kernel.acts import service
from taskforce.kernel.lifecycle import move
from taskforce.models import Organisation, User
from taskforce.notices import tell


@service
def propose_commitment(
    *, by: User, meeting: Meeting, organisation: Organisation, what: str, due: date, replaces: Commitment | None = None
) -> Commitment:
    """Propose a commitment to the organisation concerned; it counts for nothing until that organisation accepts it."""
    meeting = locked(meeting)
    given = {"organisation": organisation, "what": what, "due": due, "replaces": locked(replaces) if replaces else None}
    commitment = Commitment(workspace=meeting.workspace, meeting=meeting, **given)
    rules.propose_commitment.require(by, commitment)
    _saved(commitment)
    tell(at_the_table(meeting.workspace, roles.ACT, organisation=organisation), "actions.propose_commitment", commitment)
    return commitment


@service
def accept_commitment(*, by: User, commitment: Commitment) -> Commitment:
    """Accept a commitment for the organisation concerned; the one it takes the place of is replaced."""
    commitment = locked(commitment)
    rules.accept_commitment.require(by, commitment)
    commitment.accepted_at = clock.now()
    _moved(commitment, Commitment.State.OPEN)
    if commitment.replaces is not None:
        _replace(locked(commitment.replaces))
    _tell_convenors("actions.accept_commitment", commitment)
    return commitment


def _replace(old: Commitment) -> None:
    """Let an earlier commitment go, unless it was settled meanwhile."""
    if old.state == Commitment.State.OPEN:
        _moved(old, Commitment.State.REPLACED)


@service
def decline_commitment(*, by: User, commitment: Commitment, words: str) -> Commitment:
    """Decline a commitment for the organisation concerned, and say why."""
    commitment = locked(commitment)
    rules.decline_commitment.require(by, commitment)
    commitment.words = said(words, "words")
    _moved(commitment, Commitment.State.DECLINED)
    _tell_convenors("actions.decline_commitment", commitment)
    return commitment


@service
def keep_commitment(*, by: User, commitment: Commitment, kept: bool, words: str) -> Commitment:
    """Say for its organisation whether the commitment was kept, and in words what was done or why it was not."""
    commitment = locked(commitment)
    rules.keep_commitment.require(by, commitment)
    commitment.words = said(words, "words")
    _moved(commitment, Commitment.State.KEPT if kept else Commitment.State.NOT_KEPT)
    _tell_convenors("actions.keep_commitment", commitment)
    return commitment


@service
def confirm_commitment(*, by: User, commitment: Commitment) -> Commitment:
    """Confirm for the chair that the commitment was kept."""
    commitment = locked(commitment)
    rules.confirm_commitment.require(by, commitment)
    commitment.confirmed_at = clock.now()
    return _saved(commitment)


def _tell_convenors(kind: str, commitment: Commitment) -> None:
    tell(at_the_table(commitment.workspace, roles.MEET), kind, commitment)


def _moved(commitment: Commitment, state: str) -> Commitment:
    move(commitment, state)
    return _saved(commitment)


def _saved(commitment: Commitment) -> Commitment:
    commitment.full_clean(exclude=["workspace", "meeting"])
    commitment.save()
    return commitment
