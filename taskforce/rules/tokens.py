"""Who lets a program in, and when."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from taskforce import roles
from taskforce.kernel.rules import rule
from taskforce.models import Seat, Token, User


@rule(None)
def issue_token(person: User, seat: Seat) -> Iterator[str]:
    """Let a program in by one's own seat, once the seat gives something; a part that takes a second factor needs one first."""
    if seat.person_id != person.pk:
        yield _("Each person does this for their own account.")
    elif seat.pk not in {one.seat for one in person.mandates.seats.values()}:
        yield _("This seat gives nothing yet: its charter is to be signed and its organisation to confirm it.")
    if settings.SECOND_FACTOR_REQUIRED and seat.role in roles.SECOND_FACTOR and not person.factors.exists():
        yield _("Your part asks for a second factor. Set it up first.")


@rule(None)
def end_token(person: User, token: Token) -> Iterator[str]:
    """End a token of one's own."""
    if token.person_id != person.pk:
        yield _("Each person does this for their own account.")
    if token.ended_at is not None:
        yield _("This token has ended already.")
