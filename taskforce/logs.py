"""What is written to the log: numbers, names of routes and of errors; never an address, a query, a name or a text.

The words of others (Django, the web server, an exception) may hold what people typed, so they are not written: of their messages the
fixed part stays, with numbers; of an error its kind and the places in the code.
"""

from __future__ import annotations

import json
import logging
import re
import time
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse

from taskforce.kernel.request import acts_made, request_id

ROOT = Path(__file__).resolve().parent.parent
OURS = "taskforce"
QUIET = frozenset({"health", "health_all", "metrics"})  # asked every few seconds, by machines
FRAMES = 8
HOLE = re.compile(r"%(?:\(\w+\))?[-#0+]*\d*(?:\.\d+)?[a-zA-Z]")
requests = logging.getLogger("taskforce.requests")


def configuration(*, as_json: bool) -> dict[str, Any]:
    """Write all logging down as Django and gunicorn take it: everything goes to standard error, through one formatter."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": "taskforce.logs.Line", "as_json": as_json}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"level": "WARNING", "handlers": ["stderr"]},
        "loggers": {
            OURS: {"level": "INFO"},
            "taskforce.requests": {"level": "INFO" if as_json else "WARNING"},
            "django": {"level": "WARNING", "handlers": [], "propagate": True},
            "django.request": {"level": "ERROR"},  # what was not found or refused stands in the line of its request
            "gunicorn.access": {"level": "CRITICAL", "handlers": [], "propagate": False},  # it would tell addresses
            "gunicorn.error": {"level": "INFO", "handlers": ["stderr"], "propagate": False},
        },
    }


class Line(logging.Formatter):
    """One line a record: as JSON, or as words for a person who looks on."""

    def __init__(self, *, as_json: bool = True) -> None:
        super().__init__()
        self.as_json = as_json

    def format(self, record: logging.LogRecord) -> str:
        """Write the line."""
        said = told(record)
        if self.as_json:
            return json.dumps(said)
        return " ".join([said.pop("at"), said.pop("level"), *(f"{name}={value}" for name, value in said.items())])


def told(record: logging.LogRecord) -> dict[str, Any]:
    """Say of a record what may be kept."""
    said: dict[str, Any] = {
        "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "logger": record.name,
        "text": _text(record),
        "request": request_id.get(),
        **getattr(record, "facts", {}),
    }
    if record.exc_info and record.exc_info[1] is not None:
        said |= _error(record.exc_info[1])
    return {name: value for name, value in said.items() if value not in ("", None, [])}


def _text(record: logging.LogRecord) -> str:
    """Give our own words as they are (a law reads them), of others the fixed part and the numbers."""
    if record.name.split(".")[0] == OURS:
        return record.getMessage()
    if not isinstance(record.msg, str) or not record.args:
        return ""
    args = record.args.values() if isinstance(record.args, dict) else record.args
    left = iter([str(one) if isinstance(one, int | float) else "…" for one in args])
    return "%".join(HOLE.sub(lambda _hole: next(left, "…"), part) for part in record.msg.split("%%"))


def _error(error: BaseException) -> dict[str, Any]:
    """Name an error, PostgreSQL's code for it, what it came from, and where in the code it arose."""
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    cause = error.__cause__ or error.__context__
    return {
        "error": type(error).__name__,
        "sqlstate": getattr(error.__cause__, "sqlstate", None),
        "cause": type(cause).__name__ if cause else None,
        "where": [f"{_short(one.filename)}:{one.lineno} {one.name}" for one in frames],
    }


def _short(path: str) -> str:
    file = Path(path)
    return str(file.relative_to(ROOT)) if file.is_relative_to(ROOT) else "/".join(file.parts[-3:])


def logged(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Give each request a number, kept with the acts it makes, sent back with the answer, and written in its line of the log."""

    def middleware(request: HttpRequest) -> HttpResponse:
        number, acts, start = request_id.set(uuid4().hex), acts_made.set([]), time.perf_counter()
        try:
            response = get_response(request)
            response["X-Request-ID"] = request_id.get()
            _log(request, response.status_code, time.perf_counter() - start)
            return response
        finally:
            request_id.reset(number)
            acts_made.reset(acts)

    return middleware


def _log(request: HttpRequest, status: int, seconds: float) -> None:
    """Write the line of a request: its route and not its address, which names things and carries secrets."""
    route = request.resolver_match.view_name if request.resolver_match else None
    level = logging.DEBUG if route in QUIET and status < 400 else logging.INFO  # noqa: PLR2004  # what HTTP calls an error
    facts = {"method": request.method, "route": route, "status": status, "ms": round(seconds * 1000), "acts": acts_made.get()}
    requests.log(level, "answered", extra={"facts": facts})
