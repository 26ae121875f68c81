"""Every refusal and every fault of the API, as a problem of RFC 9457 in the caller's language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.settings import api_settings

from taskforce.faults import SOON, is_away
from taskforce.problems import TYPE, problem


class Misasked(exceptions.APIException):
    """A list was asked for something it does not know, or wrongly; ``wrong`` says what, by parameter."""

    status_code = status.HTTP_400_BAD_REQUEST

    def __init__(self, wrong: dict[str, Any]) -> None:
        super().__init__(_("The list cannot be asked for this."))
        self.wrong = wrong


class Unseen(exceptions.APIException):
    """A change was sent without the version its sender had read."""

    status_code = status.HTTP_428_PRECONDITION_REQUIRED


def answer(code: int, detail: str = "", *, headers: dict[str, str] | None = None, **more: Any) -> Response:
    """Answer with a problem."""
    return Response(problem(code, detail, **more), status=code, headers=headers, content_type=TYPE)


def told(exc: Exception, _context: dict[str, Any]) -> Response | None:
    """Tell what went wrong; None for what is a fault of ours."""
    if isinstance(exc, exceptions.ValidationError):
        return _invalid(list(_pointed(exc.detail)))
    if isinstance(exc, ValidationError):
        return _invalid(list(_pointed(_by_field(exc))))
    if isinstance(exc, Misasked):
        wrong = [{"parameter": name, "detail": words} for name, words in exc.wrong.items()]
        return answer(400, str(exc.detail), errors=wrong)
    return _refused(exc)


def _refused(exc: Exception) -> Response | None:
    if isinstance(exc, Http404):
        return answer(404, _("Nothing is there."))
    if isinstance(exc, PermissionDenied):
        return answer(403, str(exc) or _("Your role here does not allow this."))
    if isinstance(exc, BadRequest):
        return answer(400, _("This request cannot be read."))
    if is_away(exc):
        return answer(503, _("The service cannot answer just now. Ask again soon."), headers={"Retry-After": str(SOON)})
    return _said(exc) if isinstance(exc, exceptions.APIException) else None


def _said(exc: exceptions.APIException) -> Response:
    """Tell what the framework refuses; it says itself when to come back, and how to ask."""
    wait, scheme = getattr(exc, "wait", None), getattr(exc, "auth_header", None)
    headers = {**({"Retry-After": str(int(wait))} if wait else {}), **({"WWW-Authenticate": scheme} if scheme else {})}
    return answer(exc.status_code, str(exc.detail), headers=headers)


def _invalid(wrong: list[dict[str, str]]) -> Response:
    return answer(422, _("What was sent cannot be kept as it is."), errors=wrong)


def _by_field(exc: ValidationError) -> Any:
    return exc.message_dict if hasattr(exc, "error_dict") else exc.messages


def _pointed(detail: Any, place: str = "#") -> Iterator[dict[str, str]]:
    """Say of each fault where it is, as a pointer into what was sent."""
    if isinstance(detail, dict):
        for name, one in detail.items():
            whole = name in {api_settings.NON_FIELD_ERRORS_KEY, "__all__"}
            yield from _pointed(one, place if whole else f"{place}/{name}")
    elif isinstance(detail, list):
        for number, one in enumerate(detail):
            yield from _pointed(one, place if isinstance(one, str) else f"{place}/{number}")
    else:
        yield {"pointer": place, "detail": str(detail)}
