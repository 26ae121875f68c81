"""Tokens for programs: issued for one seat, shown once, ended."""

from __future__ import annotations

import secrets
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from taskforce import rules
from taskforce.kernel import clock
from taskforce.kernel.acts import service
from taskforce.models import Feed, Seat, Token, User

LONGEST = timedelta(days=365)
MARK = "taskforce_"  # lets those who look for secrets in files find one


@service
def issue_token(*, by: User, seat: Seat, name: str, scope: str, until: date) -> str:
    """Issue a token for a program that will read, or act, in one's own seat; return its secret, known this once."""
    rules.issue_token.require(by, seat)
    if not clock.today() <= until <= clock.today() + LONGEST:
        raise ValidationError({"until": _("Choose a day within a year from today.")})
    secret = MARK + secrets.token_urlsafe(32)
    given = {"person": by, "seat": seat, "name": name.strip(), "scope": scope, "until": until}
    token = Token(**given, digest=Feed.digest_of(secret), epoch=by.epoch, made_at=clock.now())
    token.full_clean(exclude=["seat"])
    token.save()
    return secret


@service
def end_token(*, by: User, token: Token) -> Token:
    """End a token: the program that holds it is answered nothing any more."""
    token = Token.objects.select_for_update().get(pk=token.pk)
    rules.end_token.require(by, token)
    token.ended_at = clock.now()
    token.save()
    return token
