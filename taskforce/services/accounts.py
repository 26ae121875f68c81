"""How people prove who they are: passwords, second factors, sessions; and accounts closed or helped by whoever keeps the seats.

Each change ends every session of the person; the page that made it keeps its own (``views.security.stay``).
"""

from __future__ import annotations

import secrets
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import encrypt
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.hashers import make_password

from taskforce import rules
from taskforce.kernel.acts import service
from taskforce.models import Seat, User
from taskforce.notices import tell
from taskforce.services.people import renew

Type = Authenticator.Type


@service
def change_password(*, by: User, password: str) -> User:
    """Choose another password."""
    rules.change_password.require(by, by)
    return _told(renew(by, password=make_password(password)), "change_password")


@service
def add_authenticator_app(*, by: User, secret: str) -> User:
    """Add an application that shows a new code every half minute."""
    current = renew(by)  # first: it locks the account, so that two at once do not add two
    rules.add_authenticator_app.require(by, current)
    Authenticator.objects.create(user=current, type=Type.TOTP, data={"secret": encrypt(secret)})
    return _told(current, "add_authenticator_app")


@service
def add_passkey(*, by: User, name: str, credential: dict[str, Any]) -> User:
    """Add a passkey: it signs in alone where the device checks its owner, and is a second factor everywhere."""
    rules.add_passkey.require(by, by)
    Authenticator.objects.create(user=by, type=Type.WEBAUTHN, data={"name": name, "credential": credential})
    return _told(renew(by), "add_passkey")


@service
def remove_second_factor(*, by: User, key: int) -> User:
    """Remove one of one's own factors; recovery codes go with the last one."""
    current = renew(by)  # first: it locks the account, so that two removals at once cannot take the last two
    rules.remove_second_factor.require(by, current)
    current.authenticator_set.get(pk=key).delete()
    if not current.factors.exists():
        current.authenticator_set.all().delete()
    return _told(current, "remove_second_factor")


@service
def renew_recovery_codes(*, by: User) -> list[str]:
    """Make ten new recovery codes, shown this once; earlier ones are void."""
    current = renew(by)
    rules.renew_recovery_codes.require(by, current)
    current.authenticator_set.filter(type=Type.RECOVERY_CODES).delete()
    data = {"seed": encrypt(secrets.token_hex(40)), "used_mask": 0}
    made = Authenticator.objects.create(user=current, type=Type.RECOVERY_CODES, data=data)
    _told(current, "renew_recovery_codes")
    codes: list[str] = made.wrap().generate_codes()
    return codes


@service
def end_sessions(*, by: User) -> User:
    """End all of one's own sessions; the page keeps the one it is asked from."""
    rules.end_sessions.require(by, by)
    return renew(by)


@service
def connect_identity(*, by: User, identity: SocialAccount) -> User:
    """Let an identity of the organisation's own sign-in open one's account."""
    rules.connect_identity.require(by, by)
    identity.user = by
    identity.save()
    return _told(renew(by), "connect_identity")


@service
def disconnect_identity(*, by: User, key: int) -> User:
    """Take that away again."""
    rules.connect_identity.require(by, by)
    by.socialaccount_set.get(pk=key).delete()
    return _told(renew(by), "disconnect_identity")


@service
def reset_second_factor(*, by: User, seat: Seat, reason: str) -> User:
    """Remove the lost factors of somebody whose seats one gives; they set up a new one at the next sign-in."""
    rules.reset_second_factor.require(by, seat)
    seat.person.authenticator_set.all().delete()
    return _told(renew(seat.person), "reset_second_factor")


@service
def disable_account(*, by: User, seat: Seat, reason: str) -> User:
    """Close the account of somebody whose seats one gives: nothing answers to it any more."""
    rules.disable_account.require(by, seat)
    return renew(seat.person, is_active=False)


@service
def enable_account(*, by: User, seat: Seat, reason: str) -> User:
    """Open a closed account again; its seats are what they were, its sessions stay dead."""
    rules.enable_account.require(by, seat)
    return renew(seat.person, is_active=True)


def _told(person: User, what: str) -> User:
    """Tell the person by mail what changed: whoever did not do it must hear of it."""
    tell([person], f"taskforce.{what}", person)
    return person
