"""Who asks: the holder of a token, as far as its seat lets them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.core.internal.ratelimit import consume  # the public one counts no GET
from django.utils.translation import get_language_from_request
from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed, Throttled

from taskforce.models import Token, TokenUse

if TYPE_CHECKING:
    from rest_framework.request import Request

    from taskforce.models import User

MINUTE = 60


class Bearer(BaseAuthentication):
    """``Authorization: Bearer taskforce_…``; no session opens the API, so no page of another site can."""

    def authenticate(self, request: Request) -> tuple[User, Token] | None:
        """Find the person and the token, and count the use; whatever is wrong with a token is said in the same words."""
        scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        token: Token | None = Token.objects.bearing(secret.strip())
        person = token.holder() if token else None
        if token is None or person is None:
            raise _refused(request)
        if TokenUse.count(token) > TokenUse.MOST:
            raise Throttled(wait=MINUTE)
        return person, token

    def authenticate_header(self, request: Request) -> str:
        """Say how to ask."""
        return "Bearer"


def _refused(request: Request) -> AuthenticationFailed | Throttled:
    """Refuse; whoever keeps trying from one place is told to wait."""
    if consume(request._request, app="allauth.account", action="token", limit_get=True) is None:
        return Throttled(wait=5 * MINUTE)
    return AuthenticationFailed(_("This token is not answered: it is unknown, or it has ended."))


def language_of(request: Request) -> str:
    """Say in which language to answer: the one asked for, as far as it is ours, else the person's own."""
    asked = request.headers.get("Accept-Language", "")
    if any(one.strip()[:2].lower() in {"fr", "nl", "en"} for one in asked.split(",")):
        return get_language_from_request(request._request)
    person: Any = request.user
    return str(person.language)


class BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # its metaclass keeps a list
    """How the schema tells of tokens."""

    target_class = Bearer
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        """Say that it is a bearer's token."""
        return {"type": "http", "scheme": "bearer"}
