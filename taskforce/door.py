"""What stands between a request and the pages: sessions that end in time, and the second factor some parts must have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib.auth import logout
from django.shortcuts import redirect
from django.urls import reverse

from taskforce import sessions
from taskforce.problems import asks_for_data

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from taskforce.web import Request

    Answer = Callable[[HttpRequest], HttpResponse]

# All that somebody may open who must still set up a second factor.
SETTING_UP = frozenset(
    {
        "security", "mfa_activate_totp", "mfa_add_webauthn", "recovery_codes", "account_reauthenticate", "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn", "account_login", "account_logout", "set_language",
    }
)  # fmt: skip


def session_middleware(get_response: Answer) -> Answer:
    """End a session that was idle too long or lasted a day's work, say why at the door, and lead back to the page."""

    def middleware(request: HttpRequest) -> HttpResponse:
        why = sessions.why_over(request.session) if request.user.is_authenticated else ""
        if why:
            logout(request)
        elif request.user.is_authenticated:
            sessions.mark(request)
        response = get_response(request)
        if why and response.get("Location", "").startswith(f"{reverse('account_login')}?"):
            response["Location"] += f"&ended={why}"
        return response

    return middleware


def second_factor_middleware(get_response: Answer) -> Answer:
    """Let somebody whose part asks for a second factor set it up, and do nothing else before."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(request: HttpRequest, *_view: Any) -> HttpResponse | None:
        if asks_for_data(request) or not _lacks_second_factor(cast("Request", request)):
            return None  # no session opens the API; a token asks for the factor by itself
        if cast("Request", request).user.factors.exists():
            logout(request)  # it was not asked for in this session, so this is no session
            return redirect("account_login")
        return _held_back(request)

    middleware.process_view = process_view  # type: ignore[attr-defined]  # Django looks for it
    return middleware


def _lacks_second_factor(request: Request) -> bool:
    user = request.user
    return user.is_authenticated and not request.session.get(sessions.PASSED) and user.mandates.ask_second_factor


def _held_back(request: HttpRequest) -> HttpResponse | None:
    request.held_back = True  # type: ignore[attr-defined]  # read by web.page_context
    match = request.resolver_match
    return None if match is not None and match.view_name in SETTING_UP else redirect("security")
