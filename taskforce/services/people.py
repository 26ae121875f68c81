"""What people change about their own account, and what ends their access everywhere at once."""

from __future__ import annotations

from typing import Any

from taskforce import rules
from taskforce.kernel.acts import service
from taskforce.models import User


def renew(person: User, **changed: Any) -> User:
    """Begin a new epoch of somebody's access: their sessions, tokens and feeds are dead at the next request."""
    current: User = User.objects.select_for_update().get(pk=person.pk)
    for name, value in changed.items():
        setattr(current, name, value)
    current.epoch += 1
    current.save()
    return current


@service
def choose_digest(*, by: User, digest: str) -> User:
    """Choose how often one is mailed what can wait; choosing it again changes nothing."""
    rules.choose_digest.require(by, by)
    current: User = User.objects.select_for_update().get(pk=by.pk)
    if current.digest != digest:
        current.digest = digest
        current.clean_fields(exclude=[one.name for one in current._meta.fields if one.name != "digest"])
        current.save()
    return current


@service
def put_away_first_steps(*, by: User) -> User:
    """Put the list of first steps away; once away it stays away."""
    rules.put_away_first_steps.require(by, by)
    current: User = User.objects.select_for_update().get(pk=by.pk)
    if current.first_steps:
        current.first_steps = False
        current.save()
    return current


@service
def choose_language(*, by: User, language: str) -> User:
    """Keep the language the person reads: pages at the next sign-in and mails follow it."""
    rules.choose_language.require(by, by)
    current: User = User.objects.select_for_update().get(pk=by.pk)  # what was read with the session may be of an earlier epoch
    current.language = language
    current.save()
    return current
