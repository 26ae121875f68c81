"""What machines ask: whether pages can be served, and the numbers behind that. No page of people; nothing here is about anybody."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare

from taskforce.desk import health as desk
from taskforce.faults import SOON
from taskforce.web import Request, open_to_all, reads


def _in_words(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer 503 in one word where the database is away: no page, for nobody reads it."""

    @wraps(view)
    def wrapper(request: HttpRequest) -> HttpResponse:
        try:
            return view(request)
        except (DatabaseError, InterfaceError):
            return _answer({"database": "away"})

    return wrapper


def _answer(words: dict[str, str]) -> HttpResponse:
    whole = all(word == desk.OK for word in words.values())
    return JsonResponse(words, status=200 if whole else 503, headers={} if whole else {"Retry-After": str(SOON)})


@open_to_all
@_in_words
@reads
def health(_request: Request) -> HttpResponse:
    """Say whether this process can serve pages: for a balancer, which sends people elsewhere on 503."""
    return _answer(desk.serving())


@open_to_all
@_in_words
@reads
def health_all(_request: Request) -> HttpResponse:
    """Say that, and whether mail and seal keep up: for those who are called when they do not."""
    return _answer(desk.serving() | desk.beside())


@open_to_all
@_in_words
@reads
def metrics(request: Request) -> HttpResponse:
    """Give the numbers to whoever holds the token; where there is none, or another is shown, nothing is here."""
    token = settings.METRICS_TOKEN
    if not token or not constant_time_compare(request.headers.get("Authorization", ""), f"Bearer {token}"):
        raise Http404
    lines: list[str] = []
    for name, words, labels, value in desk.numbers():
        head = f"# HELP taskforce_{name} {words}\n# TYPE taskforce_{name} {'counter' if name.endswith('_total') else 'gauge'}"
        lines += [] if head in lines else [head]
        marked = ",".join(f'{label}="{said}"' for label, said in labels.items())
        lines.append(f"taskforce_{name}{{{marked}}} {value:.15g}" if marked else f"taskforce_{name} {value:.15g}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; version=0.0.4; charset=utf-8")
