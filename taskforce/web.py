"""Two kinds of page: one that reads and one that acts; and what every page knows."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, NamedTuple, ParamSpec, TypeVar, cast
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from taskforce import roles
from taskforce.kernel import clock
from taskforce.kernel.acts import request_id

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import Model
    from django.forms import BaseForm
    from django.http import HttpResponse

    from taskforce.models import User

M = TypeVar("M", bound="Model")
P = ParamSpec("P")
READING = ("SELECT", "SAVEPOINT", "RELEASE", "(SELECT")


class Request(HttpRequest):
    """A request from somebody signed in; LoginRequiredMiddleware sees to it."""

    user: User


class WroteWhileReading(RuntimeError):
    """A page that reads tried to write."""


def _refuse_writes(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # Django's signature
    if not sql.lstrip().upper().startswith(READING):
        raise WroteWhileReading(sql[:80])
    return execute(sql, params, many, context)


def reads(view: Callable[Concatenate[Request, P], HttpResponse]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Answer GET and HEAD, and never write."""

    @require_safe
    @wraps(view)
    def wrapper(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        with connection.execute_wrapper(_refuse_writes):
            return view(cast("Request", request), *args, **kwargs)

    wrapper.kind = "reads"  # type: ignore[attr-defined]  # read by tests/laws
    return cast("Callable[Concatenate[HttpRequest, P], HttpResponse]", wrapper)


def acts(view: Callable[Concatenate[Request, P], HttpResponse]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Show a form on GET; call one service on POST."""
    wrapper = require_http_methods(["GET", "HEAD", "POST"])(cast("Callable[Concatenate[HttpRequest, P], HttpResponse]", view))
    wrapper.kind = "acts"  # type: ignore[attr-defined]  # read by tests/laws
    return wrapper


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
    shown = [("home", _("Home"), True), ("hotspots:hotspots", _("Hotspots"), sees), ("reports:reports", _("Reports"), sees)]
    shown += [("workspaces", _("Task forces"), mandates.held), ("directory", _("Directory"), mandates.held)]
    links = [(reverse(name), label) for name, label, wanted in shown if wanted]
    return [Link(url, label, request.path == url or (url != "/" and request.path.startswith(url))) for url, label in links]


def page_context(request: HttpRequest) -> dict[str, Any]:
    """Give every page its menu and, in a demonstration, the banner that says so."""
    banner = ""
    if settings.DEMO:
        banner = _("Demonstration: activity figures are invented. Today is %(day)s here.") % {"day": f"{clock.today():%d/%m/%Y}"}
    user = getattr(request, "user", None)
    nav = _menu(cast("Request", request)) if user is not None and user.is_authenticated else []
    return {"nav": nav, "demo_banner": banner}


def language_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Speak the language kept with the person, whatever the browser asks for."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            translation.activate(request.user.language)
        return get_response(request)

    return middleware


def act_middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Give each request a number, kept with the acts it makes and sent back with the answer."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info:
            raise Http404  # such an address names nothing, and PostgreSQL refuses even to look
        token = request_id.set(uuid4().hex)
        try:
            response = get_response(request)
            response["X-Request-ID"] = request_id.get()
            return response
        finally:
            request_id.reset(token)

    return middleware
