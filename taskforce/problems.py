"""What went wrong, told to a program: problem details of RFC 9457."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.http import JsonResponse

if TYPE_CHECKING:
    from django.http import HttpRequest

TYPE = "application/problem+json"


def asks_for_data(request: HttpRequest) -> bool:
    """Tell whether a request goes to the API, where nobody reads pages."""
    return request.path_info.startswith("/api/")


def problem(status: int, detail: str = "", **more: Any) -> dict[str, Any]:
    """Say what is wrong: by number, in a title of HTTP, and in words where there are some."""
    said = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": str(detail), **more}
    return {name: value for name, value in said.items() if value not in ("", None)}


def answered(status: int, detail: str = "") -> JsonResponse:
    """Answer with a problem, where a request did not come as far as the API."""
    return JsonResponse(problem(status, detail), status=status, content_type=TYPE)
