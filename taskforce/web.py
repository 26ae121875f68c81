"""Two kinds of page: one that reads and one that acts; and what every page knows."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, NamedTuple, ParamSpec, TypeVar, cast

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, Error, connection
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from taskforce import roles
from taskforce.desk.inbox import unread
from taskforce.faults import away, is_away
from taskforce.kernel import clock, readings
from taskforce.posts import once

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import Model
    from django.forms import BaseForm
    from django.http import HttpResponse

    from taskforce.models import User

M = TypeVar("M", bound="Model")
P = ParamSpec("P")
logger = logging.getLogger("taskforce")
COUNTING = ("/", "/notices/")  # where new notices are counted: the count asks several questions, too many for every page
READING = ("SELECT", "SAVEPOINT", "RELEASE", "(SELECT")


class Request(HttpRequest):
    """A request from somebody signed in; LoginRequiredMiddleware sees to it."""

    user: User


class WroteWhileReading(RuntimeError):
    """A page that reads tried to write."""


@dataclass
class _Watch:
    """Sees every statement of a page: refuses those that write, if it may not, and remembers when the database was away."""

    writes: bool
    away: Error | None = None

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # Django's signature
        """See one statement."""
        if not self.writes and not sql.lstrip().upper().startswith(READING):
            raise WroteWhileReading(sql[:80])
        try:
            return execute(sql, params, many, context)
        except Error as error:
            self.away = error if is_away(error) else self.away
            raise


def whole(page: Callable[[], HttpResponse], *, writes: bool) -> HttpResponse:
    """Show a page with all its parts or not at all: conditions in templates take a failed question for a no."""
    watch = _Watch(writes)
    with connection.execute_wrapper(watch):
        response = page()
    if watch.away is not None:
        raise watch.away
    return response


def reads(view: Callable[Concatenate[Request, P], HttpResponse]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Answer GET and HEAD, and never write."""

    @require_safe
    @wraps(view)
    def wrapper(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        return whole(lambda: view(cast("Request", request), *args, **kwargs), writes=False)

    wrapper.kind = "reads"  # type: ignore[attr-defined]  # read by tests/laws
    return cast("Callable[Concatenate[HttpRequest, P], HttpResponse]", wrapper)


def acts(view: Callable[Concatenate[Request, P], HttpResponse]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Show a form on GET; call one service on POST, once for each form however often it arrives."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def wrapper(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        def page() -> HttpResponse:
            return view(cast("Request", request), *args, **kwargs)

        return once(request, page) if request.method == "POST" else whole(page, writes=True)

    wrapper.kind = "acts"  # type: ignore[attr-defined]  # read by tests/laws
    return cast("Callable[Concatenate[HttpRequest, P], HttpResponse]", wrapper)


def open_to_all(view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Let people in who have not signed in: only for the door itself (a law lists these pages)."""
    return login_not_required(view)


def seen_by(person: User, model: type[M], /, **lookup: Any) -> M:
    """Fetch one thing the person can see, or 404: what you may not see does not exist."""
    visible = model.objects.visible_to(person)  # type: ignore[attr-defined]  # law: every model has it
    return cast("M", get_object_or_404(visible, **lookup))


def sent(request: HttpRequest) -> Any:
    """Return what was posted, even if it is empty, or None: a form is bound by the method and not by its contents."""
    return request.POST if request.method == "POST" else None


def ask(request: HttpRequest, form: BaseForm, *, heading: str, submit: str, back: str, **more: Any) -> HttpResponse:
    """Show a form on a page of its own: what it is for, its fields, one button and the way back."""
    return render(request, "pages/form.html", {"form": form, "heading": heading, "submit": submit, "back": back, **more})


class Link(NamedTuple):
    """One entry of the main menu."""

    url: str
    label: str
    current: bool


def _menu(request: Request) -> list[Link]:
    mandates = request.user.mandates
    sees = bool(mandates.where(roles.VIEW) or mandates.where(roles.VIEW_COUNCIL))
    orders = mandates.sees_below  # five entries at most: whoever reads orders finds the directory at the foot of each page
    shown = [("home", _("Home"), True), ("hotspots:hotspots", _("Hotspots"), sees), ("orders:orders", _("Orders"), orders)]
    shown += [("reports:reports", _("Reports"), sees), ("workspaces", _("Task forces"), mandates.held)]
    shown += [("directory", _("Directory"), mandates.held and not orders)]
    links = [(reverse(name), label) for name, label, wanted in shown if wanted]
    return [Link(url, label, request.path == url or (url != "/" and request.path.startswith(url))) for url, label in links]


def page_context(request: HttpRequest) -> dict[str, Any]:
    """Give every page its menu, whether there is something to search, and, in a demonstration, the banner that says so."""
    banner = ""
    if settings.DEMO:
        banner = _("Demonstration: activity figures are invented. Today is %(day)s here.") % {"day": f"{clock.today():%d/%m/%Y}"}
    user = getattr(request, "user", None)
    free = user is not None and user.is_authenticated and not getattr(request, "held_back", False)  # by the missing second factor
    nav = _menu(cast("Request", request)) if free else []
    seeks = free and cast("Request", request).user.mandates.held  # somebody without a seat would find nothing
    told = unread(cast("Request", request).user) if free and request.path in COUNTING else 0
    return {"nav": nav, "unread": told, "seeks": seeks, "demo_banner": banner}


def language_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Speak the language kept with the person, whatever the browser asks for."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            translation.activate(request.user.language)
        return get_response(request)

    return middleware


def readings_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Answer once what was read is written down; an answer whose reading cannot be written down is not given."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info:
            raise Http404  # such an address names nothing, and PostgreSQL refuses even to look
        with readings.noting() as noted:
            response = get_response(request)
            try:
                readings.write(noted)
            except DatabaseError:
                logger.exception("A reading could not be written down.")
                return away(request)
        return response

    return middleware
