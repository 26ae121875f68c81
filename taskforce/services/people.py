"""What people change about their own account."""

from __future__ import annotations

from taskforce import rules
from taskforce.kernel.acts import service
from taskforce.models import User


@service
def choose_language(*, by: User, language: str) -> User:
    """Keep the language the person reads: pages at the next sign-in and mails follow it."""
    rules.choose_language.require(by, by)
    by.language = language
    by.save()
    return by
