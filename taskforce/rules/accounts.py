"""Who may change how somebody proves who they are, and who looks after the accounts of others, and when."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from taskforce import roles
from taskforce.kernel.rules import rule
from taskforce.models import Feed, Seat, User
from taskforce.rules.seats import seats_to_give


def _own(person: User, account: User) -> Iterator[str]:
    if account.pk != person.pk:
        yield _("Each person does this for their own account.")


@rule(None)
def change_password(person: User, account: User) -> Iterator[str]:
    """Choose another password for one's own account."""
    yield from _own(person, account)


@rule(None)
def add_authenticator_app(person: User, account: User) -> Iterator[str]:
    """Add an authenticator application to one's own account, one at a time."""
    yield from _own(person, account)
    if account.authenticator_set.filter(type="totp").exists():
        yield _("You have an authenticator application. Remove it before you add another.")


@rule(None)
def add_passkey(person: User, account: User) -> Iterator[str]:
    """Add a passkey to one's own account."""
    yield from _own(person, account)


@rule(None)
def remove_second_factor(person: User, account: User) -> Iterator[str]:
    """Remove a second factor of one's own account, but not the last one while one's part asks for one."""
    yield from _own(person, account)
    if person.mandates.ask_second_factor and account.factors.count() <= 1:
        yield _("Your part asks for a second factor. Add another one before you remove this one.")


@rule(None)
def renew_recovery_codes(person: User, account: User) -> Iterator[str]:
    """Make new recovery codes for one's own account, once it has a second factor."""
    yield from _own(person, account)
    if not account.factors.exists():
        yield _("Add an authenticator application or a passkey first.")


@rule(None)
def end_sessions(person: User, account: User) -> Iterator[str]:
    """End the sessions of one's own account."""
    yield from _own(person, account)


@rule(None)
def connect_identity(person: User, account: User) -> Iterator[str]:
    """Connect the sign-in of one's organisation to one's own account, or disconnect it."""
    yield from _own(person, account)


@rule(None)
def make_feed(person: User, account: User) -> Iterator[str]:
    """Make a secret address for one's own calendar, while one holds a seat."""
    yield from _own(person, account)
    if not person.mandates.held:
        yield _("You hold no seat yet: there is nothing to put into a calendar.")


@rule(None)
def end_feed(person: User, feed: Feed) -> Iterator[str]:
    """End the secret address of one's own calendar."""
    if feed.person_id != person.pk:
        yield _("Each person does this for their own account.")
    if feed.ended_at is not None:
        yield _("This address has ended already.")


def _keeps_account(person: User, seat: Seat) -> Iterator[str]:
    """Say why somebody does not look after the account of whoever holds a seat: all its seats must be theirs to give."""
    if not roles.ACCOUNTS & person.mandates.roles_over(seat.workspace):
        yield _("Accounts are looked after by heads of the cell and stewards.")
    held = [seat, *Seat.objects.filter(person=seat.person).live().select_related("workspace")]
    if any(one.role not in seats_to_give(person, one.workspace) for one in held):
        yield _("This person holds a seat that your role does not hand out.")
    if seat.person_id == person.pk:
        yield _("Ask somebody else who keeps the seats.")


@rule(roles.SEAT)
def reset_second_factor(person: User, seat: Seat) -> Iterator[str]:
    """Reset the lost second factors of somebody all of whose seats one's own role hands out, as a head or a steward."""
    yield from _keeps_account(person, seat)
    if not seat.person.authenticator_set.exists():
        yield _("This person has no second factor.")


@rule(roles.SEAT)
def disable_account(person: User, seat: Seat) -> Iterator[str]:
    """Close the account of somebody all of whose seats one's own role hands out, as a head or a steward."""
    yield from _keeps_account(person, seat)
    if not seat.person.is_active:
        yield _("This account is closed already.")


@rule(roles.SEAT)
def enable_account(person: User, seat: Seat) -> Iterator[str]:
    """Open the closed account of somebody all of whose seats one's own role hands out, as a head or a steward."""
    yield from _keeps_account(person, seat)
    if seat.person.is_active:
        yield _("This account is open.")


@rule(None)
def choose_digest(person: User, account: User) -> Iterator[str]:
    """Choose how often one is mailed what can wait."""
    yield from _own(person, account)


@rule(None)
def put_away_first_steps(person: User, account: User) -> Iterator[str]:
    """Put the list of one's own first steps away."""
    yield from _own(person, account)


@rule(None)
def choose_language(person: User, account: User) -> Iterator[str]:
    """Choose the language of one's own account."""
    if account.pk != person.pk:
        yield _("Each person chooses their own language.")
