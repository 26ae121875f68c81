"""How the house is: in words for whoever asks, in numbers for those who watch over it. Never who, what or where."""

from __future__ import annotations

import shutil
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Count
from django.db.models.functions import Now

from taskforce import marks
from taskforce.kernel import clock
from taskforce.kernel.journal import Act, Reading
from taskforce.kernel.seal.books import Seal
from taskforce.kernel.seal.sealing import head
from taskforce.models import Notice, Session
from taskforce.models.blobs import Blob

LATE = timedelta(minutes=15)  # nothing urgent waits so long for its mail, and no act for its seal, while those at work beside are
COUNTED = 10_000  # what is more than this is said to be this
KINDS: tuple[tuple[str, Any], ...] = ((Seal.Kind.ACT, Act), (Seal.Kind.READING, Reading))
OK = "ok"
BESIDE: dict[str, Callable[[], datetime | None]] = {}
"""What else is done beside the web, by its word: since when the oldest of it has been due; filled by the apps above."""
DATABASE_SIZE = {
    "postgresql": "SELECT pg_database_size(current_database())",
    "sqlite": "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
}


def serving() -> dict[str, str]:
    """Say whether pages can be served: the database answers, documents are there, a file that is sent finds room."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    Blob.objects.values_list("pk").first()
    return {"database": OK, "documents": OK, "scratch": OK if _free() > settings.LARGEST_BODY else "full"}


def beside() -> dict[str, str]:
    """Say whether those who work beside the web keep up: mail, seal, and what the apps above have done there."""
    return {"mail": _word(mail_late()), "seal": _word(seal_late()), **{name: _word(_since(due())) for name, due in BESIDE.items()}}


def mail_late() -> float:
    """Return for how many seconds the oldest urgent notice has been due and not tried."""
    return _since(Notice.objects.due(clock.now(), urgent=True).order_by("due_at").values_list("due_at", flat=True).first())


def seal_late() -> float:
    """Return for how many seconds the oldest act or reading has waited for its seal."""
    return max(_since(_open(kind, model).order_by("pk").values_list("at", flat=True).first()) for kind, model in KINDS)


def numbers() -> Iterator[tuple[str, str, dict[str, str], float]]:
    """Yield each number by its name, what it says, its labels and its value; asked of the database at this moment, whatever process answers."""
    start = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        yield "database_seconds", "How long the database took to answer.", {}, time.perf_counter() - start
        cursor.execute(DATABASE_SIZE[connection.vendor])
        yield "database_bytes", "How large the database is.", {}, cursor.fetchone()[0]
        if connection.vendor == "postgresql":
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()")
            yield "database_connections", "How many connections the database holds.", {}, cursor.fetchone()[0]
    yield "info", "The version at work.", {"version": version()}, 1
    yield "scratch_free_bytes", "How much room the folder for scratch has on this machine.", {}, _free()
    yield (
        "sessions",
        "How many sessions have not run out.",
        {},
        Session.objects.filter(expire_date__gt=Now(), account__isnull=False).count(),
    )
    yield from _of_mail()
    yield from _of_seal()
    for name, due in BESIDE.items():
        yield f"{name}_late_seconds", "For how long the oldest of it has been due.", {}, _since(due())
    for name, age in marks.ages().items():
        yield "round_age_seconds", "How long ago a command last did its work, as far as this machine knows.", {"round": name}, age


def version() -> str:
    """Read the version of the house."""
    with (settings.ROOT / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])


def _of_mail() -> Iterator[tuple[str, str, dict[str, str], float]]:
    open_ = Notice.objects.filter(state__in=(Notice.State.WAITING, Notice.State.FAILED)).order_by()
    counted = dict(open_.values_list("state").annotate(Count("pk")))
    for state in (Notice.State.WAITING, Notice.State.FAILED):
        yield "notices", "How many notices wait for their mail, or could not be mailed.", {"state": state.value}, counted.get(state, 0)
    yield "mail_late_seconds", "For how long the oldest urgent notice has been due.", {}, mail_late()


def _of_seal() -> Iterator[tuple[str, str, dict[str, str], float]]:
    for kind, model in KINDS:
        count = _open(kind, model)[:COUNTED].count()
        yield "unsealed", f"How many acts and readings wait for their seal, {COUNTED} at most.", {"kind": str(kind)}, count
    yield "seal_late_seconds", "For how long the oldest of them has waited.", {}, seal_late()
    yield "seals_total", "The number at which the chain ends.", {}, head().number


def _open(kind: str, model: Any) -> Any:
    """Keep what was written after the last of its kind that is sealed."""
    last = Seal.objects.filter(kind=kind).order_by("-key").values_list("key", flat=True).first()
    return model.objects.filter(pk__gt=last or 0)


def _since(moment: datetime | None) -> float:
    return max(0.0, (clock.now() - moment).total_seconds()) if moment else 0.0


def _word(late: float) -> str:
    return "late" if late > LATE.total_seconds() else OK


def _free() -> float:
    try:
        return shutil.disk_usage(tempfile.gettempdir()).free
    except OSError:  # no folder at all, or none that may be written
        return 0
