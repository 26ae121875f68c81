"""The database goes away under a house that runs: every page says so and none falls; it comes back by itself."""

# the figures are the point

from __future__ import annotations

import fcntl
import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

from tests.heavy.serving import Answer, Cable, House, database, served, set_up, typed

pytestmark = pytest.mark.heavy
LOG = "/hotspots/TST-01/actions/P1/log/"
PAGES = {
    "mayor": (
        "/", "/task-forces/", "/task-forces/TST-01/", "/task-forces/TST-01/frame/", "/task-forces/TST-01/invite/", "/directory/", "/hotspots/",
        "/hotspots/TST-01/", "/hotspots/TST-01/perimeters/", "/hotspots/TST-01/plan/", "/hotspots/TST-01/plan/v1/", "/hotspots/TST-01/actions/S1/",
        "/hotspots/TST-01/entries/", "/measures/", "/reports/", "/reports/TST-01-2024-T3/", "/history/hotspots.hotspot/1/", "/nowhere/",
    ),
    "worker": (LOG, "/hotspots/TST-01/log/", "/hotspots/TST-01/entries/"),
    "head": ("/reports/desk/TST-CELL/2024-T3/", "/reports/periods/", "/hotspots/propose/TST-CELL/"),
}  # fmt: skip


def walk(house: House) -> list[tuple[str, Answer]]:
    """Open every page, four at a time."""
    asked = [(house.browser(name), path) for name, paths in PAGES.items() for path in paths]
    with ThreadPoolExecutor(4) as readers:
        return list(zip([path for _browser, path in asked], readers.map(lambda one: one[0].get(one[1]), asked), strict=True))


def is_away(answer: Answer) -> bool:
    """Whether an answer says that the house is away and when to ask again."""
    return answer.status == 503 and answer.headers.get("retry-after") == "30" and b"Taskforce does not answer just now" in answer.content


def there(house: House, within: float = 10) -> None:
    """Every page answers again, without anybody's help."""
    until = time.monotonic() + within
    while wrong := [(path, one.status) for path, one in walk(house) if one.status not in {200, 404}]:
        assert time.monotonic() < until, wrong


def entries(house: House) -> int:
    """How much work is logged."""
    return int(house.python("from actions.models import Entry; print(Entry.objects.count())"))


def a_fault(house: House, break_it: Callable[[], object], mend_it: Callable[[], object], *, pages: bool = True) -> None:
    """Break the database, ask for everything, mend it, and find what was typed saved once."""
    there(house)
    worker = house.browser("worker")
    before, sent = entries(house), typed(worker.get(LOG), note="Place du marché")
    break_it()
    begun = time.monotonic()
    answers = walk(house) if pages else []
    posted = worker.post(LOG, sent)
    slowest = time.monotonic() - begun
    mend_it()
    assert [(path, one.status) for path, one in answers if not is_away(one)] == []
    assert is_away(posted), posted.status
    there(house)
    assert [worker.post(LOG, typed(posted, to=LOG)).status for _time in (1, 2)] == [302, 302]
    assert entries(house) == before + 1
    print(f"{len(answers)} pages and a form answered 503 in {slowest:.1f} s, none 500; all back; the form saved once")


@contextmanager
def on_a_cable(folder: Path) -> Iterator[tuple[House, Cable]]:
    """A house whose PostgreSQL is reached by a line of ours."""
    with database("postgresql", folder) as url:
        parts = urlsplit(url)
        cable = Cable(parts.hostname or "127.0.0.1", parts.port or 5432)
        user = f"{parts.username or 'root'}{':' + parts.password if parts.password else ''}"
        through = urlunsplit(parts._replace(netloc=f"{user}@127.0.0.1:{cable.port}"))
        try:
            with served(through, set_up(url), folder, real=url) as house:
                yield house, cable
        finally:
            cable.pull()


def test_postgresql_goes_away_and_comes_back(tmp_path: Path) -> None:
    """The line is cut, four times."""
    with on_a_cable(tmp_path) as (house, cable):
        for _time in range(4):
            a_fault(house, cable.pull, cable.plug)


def test_postgresql_only_reads(tmp_path: Path) -> None:
    """A server that has become read-only shows what is open to all and takes nothing."""
    with on_a_cable(tmp_path) as (house, cable):
        import psycopg  # only where PostgreSQL is

        name = urlsplit(house.database).path[1:]

        def only(state: str) -> None:
            with psycopg.connect(house.database, autocommit=True) as line:
                line.execute("SET default_transaction_read_only = off")
                line.execute(f'ALTER DATABASE "{name}" SET default_transaction_read_only = {state}')  # type: ignore[arg-type]  # words of ours
            cable.pull()
            cable.plug()

        a_fault(house, lambda: only("on"), lambda: only("off"), pages=False)


def test_a_row_held_too_long_is_waited_for_in_measure(tmp_path: Path) -> None:
    """Somebody holds a row: after eight seconds the answer is 503, and what was typed is not lost."""
    with on_a_cable(tmp_path) as (house, _cable):
        import psycopg

        with psycopg.connect(house.database) as line:
            held = "SELECT 1 FROM actions_action WHERE code = 'P1' FOR UPDATE"
            a_fault(house, lambda: line.execute(held), line.rollback, pages=False)


def test_sqlite_is_locked(tmp_path: Path) -> None:
    """Another process writes and does not end: who reads goes on, who writes is told and loses nothing."""
    with (
        database("sqlite", tmp_path) as url,
        served(f"{url}?timeout=1", set_up(url), tmp_path, real=url) as house,
        closing(sqlite3.connect(tmp_path / "db.sqlite3", isolation_level=None)) as line,
    ):
        a_fault(house, lambda: line.execute("BEGIN IMMEDIATE"), line.rollback, pages=False)


def test_sqlite_cannot_be_read(tmp_path: Path) -> None:
    """Every place for readers is taken by somebody else: all pages say so."""
    with database("sqlite", tmp_path) as url, served(f"{url}?timeout=1", set_up(url), tmp_path, real=url) as house:
        there(house)
        marks = (fcntl.LOCK_EX, 5, 123)  # the five read marks of the shared index
        with (tmp_path / "db.sqlite3-shm").open("r+b") as index:
            a_fault(house, lambda: fcntl.lockf(index, *marks), lambda: fcntl.lockf(index, fcntl.LOCK_UN, *marks[1:]))
