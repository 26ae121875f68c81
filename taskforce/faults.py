"""When the database is away: say so, say when to ask again, and hand back what was typed."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING, Any

from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.template import loader
from django.utils.translation import gettext as _
from django.views.defaults import page_not_found, server_error

from taskforce.problems import answered, asks_for_data

if TYPE_CHECKING:
    from django.http import HttpRequest

logger = logging.getLogger("taskforce")
SOON = 30  # seconds
READ_ONLY, IDLE, SERIALIZATION, DEADLOCK = "25006", "25P03", "40001", "40P01"


def _state(error: BaseException) -> str:
    """Return PostgreSQL's code of an error, "" where there is none."""
    return getattr(error.__cause__, "sqlstate", None) or ""


def is_away(error: BaseException | None) -> bool:
    """Tell whether the database cannot serve just now: gone, full, read-only, locked, too slow, or its file unreadable."""
    if not isinstance(error, DatabaseError | InterfaceError):
        return False
    known = isinstance(error, OperationalError | InterfaceError) or type(error) is DatabaseError
    return known or _state(error) in {READ_ONLY, IDLE} or is_away(error.__context__)


def collided(error: BaseException) -> bool:
    """Tell whether two transactions ran into one another, so that trying again may do."""
    return _state(error) in {SERIALIZATION, DEADLOCK}


def failed(request: HttpRequest) -> HttpResponse:
    """Answer for whatever nobody caught, in a view, a template or a middleware: away if it is the database, else a fault of ours."""
    if is_away(sys.exc_info()[1]):
        return away(request)
    return answered(500) if asks_for_data(request) else server_error(request)


def nothing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer where nothing is."""
    return answered(404, _("Nothing is there.")) if asks_for_data(request) else page_not_found(request, exception)


def away(request: HttpRequest) -> HttpResponse:
    """Say that the house cannot answer just now, asking the database nothing; what was typed goes back, to be sent again."""
    if asks_for_data(request):
        return _soon(answered(503, _("The service cannot answer just now. Ask again soon.")))
    context = {"kept": kept(request), "files": bool(request.FILES), "to": request.get_full_path(), "csrf_token": get_token(request)}
    return _soon(HttpResponse(loader.render_to_string("503.html", context), status=503))


def _soon(response: HttpResponse) -> HttpResponse:
    response["Retry-After"], response["Cache-Control"] = str(SOON), "no-store"
    return response


def kept(request: HttpRequest) -> list[tuple[str, Any]]:
    """List what was typed into a form of the house; its key makes it safe to send again. Passwords and passkeys are not handed back."""
    if "client_key" not in request.POST or any("password" in name or name == "credential" for name in request.POST):
        return []
    return [(name, value) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken" for value in values]
