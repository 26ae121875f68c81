"""Asking again who it is, before anything that would lock somebody in or out."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from django.http import HttpResponse
from django.shortcuts import redirect

from taskforce.adapters import is_fresh
from taskforce.web import Request

if TYPE_CHECKING:
    from collections.abc import Callable


def afresh(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Ask again who it is before the page, unless that was shown a moment ago; what was sent is not kept meanwhile."""

    @wraps(view)
    def wrapper(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and not is_fresh(request):
            ways = get_adapter().get_reauthentication_methods(request.user)
            return redirect(f"{ways[0]['url']}?{urlencode({'next': request.path})}")
        return view(request, *args, **kwargs)

    return wrapper
