"""How often what is open to all may be asked for, from one place or for one thing."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

from allauth.core.internal.ratelimit import consume  # the public one counts no GET

from taskforce.views.door import too_many

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse


def limited(action: str, key_of: Callable[[str], str]) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Answer 429 where something is asked for too often, as ``ACCOUNT_RATE_LIMITS`` says; ``key_of`` says what counts as the same thing."""

    def made(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def wrapper(request: HttpRequest, **asked: str) -> HttpResponse:
            if consume(request, app="allauth.account", action=action, key=key_of(*asked.values()), limit_get=True) is None:
                return too_many(request)
            return view(request, **asked)

        return wrapper

    return made
