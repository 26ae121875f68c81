"""Workers killed and the database restarted under load: what was acknowledged is there, once, with its act."""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Event, Thread
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.conf import settings

from tests.heavy.grounds import Web, a_cluster, a_web, staging

pytestmark = pytest.mark.heavy

KILLS, RESTARTS, CLIENTS = 40, 4, 8
PACE = 3  # receipts between one kill and the next
LONGEST = 160.0  # seconds for one trial
LOGGING = {  # who logs work on what
    "worker": ("P1", {"value_contacts": "1", "qualifier_contacts": "exact", "tier": "organisation"}),
    "colleague": ("P1", {"value_contacts": "2", "qualifier_contacts": "exact", "tier": "workspace"}),
    "police": ("S1", {"value_drugs": "3", "unit_drugs": "g", "qualifier_drugs": "exact", "tier": "workspace"}),
    "cleaning": ("V1", {"value_cleanups": "4", "qualifier_cleanups": "exact", "tier": "workspace"}),
}
NO_ANSWER = 0
EXPECTED = {NO_ANSWER, 302, 503}  # nothing, the receipt, or "come back in a moment"


@dataclass
class Writer(Thread):
    """Somebody who logs work again and again, each time with the same key until the receipt is there."""

    port: int
    person: str
    session: str
    stop: Event
    end: float
    answers: Counter[int] = field(default_factory=Counter)
    acknowledged: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(daemon=True)

    __hash__ = Thread.__hash__

    def run(self) -> None:
        """Write until told to stop; what was begun is brought to its end."""
        while not self.stop.is_set():
            key = str(uuid4())
            while (answer := self._post(key)) != 302:
                self.answers[answer] += 1
                if time.monotonic() > self.end:
                    return
                time.sleep(random.uniform(0.02, 0.1))  # noqa: S311  # so that they do not all come back at once
            self.answers[answer] += 1
            self.acknowledged.append(key)

    def _post(self, key: str) -> int:
        code, typed = LOGGING[self.person]
        token = "t" * 32
        body = urlencode({"csrfmiddlewaretoken": token, "client_key": key, "day": "2024-11-12", "note": "Two squares", **typed})
        cookie = f"{settings.SESSION_COOKIE_NAME}={self.session}; {settings.CSRF_COOKIE_NAME}={token}"
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie, "Idempotency-Key": key}
        link = HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            link.request("POST", f"/hotspots/TST-01/actions/{code}/log/", body, headers)
            return link.getresponse().status
        except (OSError, HTTPException):
            return NO_ANSWER
        finally:
            link.close()


@contextmanager
def writing(web: Web, sessions: dict[str, str]) -> Iterator[list[Writer]]:
    """Let everybody write."""
    stop, end = Event(), time.monotonic() + LONGEST
    people = [list(sessions)[number % len(sessions)] for number in range(CLIENTS)]
    writers = [Writer(web.port, one, sessions[one], stop, end) for one in people]
    for one in writers:
        one.start()
    try:
        yield writers
    finally:
        stop.set()
        for one in writers:
            one.join(LONGEST)


def receipts(writers: list[Writer]) -> int:
    """Count what has been acknowledged so far."""
    return sum(len(one.acknowledged) for one in writers)


def kill_workers(web: Web, writers: list[Writer], restart: Callable[[], None] | None) -> tuple[int, int]:
    """Kill a worker each time work has been acknowledged since the last, pull the plug of the database now and then; count both."""
    killed = restarted = 0
    end = time.monotonic() + LONGEST
    while killed < KILLS and time.monotonic() < end:
        seen = receipts(writers)
        os.kill(random.choice(web.workers()), signal.SIGKILL)  # noqa: S311  # any will do
        killed += 1
        if restart and killed % (KILLS // (RESTARTS + 1)) == 0 and restarted < RESTARTS:
            restart()
            restarted += 1
        while (receipts(writers) < seen + PACE or not web.workers()) and time.monotonic() < end:
            time.sleep(0.05)
    return killed, restarted


def stood(url: str, restart: Callable[[], None] | None) -> None:
    """Write, kill, and compare what was acknowledged with what is there."""
    sessions = staging(url, "set", *LOGGING)
    start = time.monotonic()
    with a_web(url) as web, writing(web, sessions) as writers:
        killed, restarted = kill_workers(web, writers, restart)
    there: dict[str, Any] = staging(url, "tell")
    answers = sum((one.answers for one in writers), Counter())
    keys = {key for one in writers for key in one.acknowledged}
    lost, doubled = keys - set(there["entries"]), [key for key, times in there["entries"].items() if times > 1]
    without = keys - set(there["of_an_act"])
    seconds = time.monotonic() - start
    print(  # the figures of the trial
        f"{killed} kills and {restarted} restarts in {seconds:.0f} s: {len(keys)} acknowledged, {len(lost)} lost, {len(doubled)} doubled, "
        f"{len(without)} without act; {there['acts']} acts; answers {dict(answers)}"
    )
    assert (killed, restarted) == (KILLS, RESTARTS if restart else 0)
    assert len(keys) >= KILLS * PACE
    assert not lost
    assert not doubled
    assert not without
    assert not there["loose_ends"]
    assert there["acts"] == len(there["of_an_act"])
    assert set(answers) <= EXPECTED, answers


def test_workers_killed_and_the_database_restarted() -> None:
    """PostgreSQL: 40 kills, 4 times the plug pulled."""
    with a_cluster() as cluster:
        stood(cluster.url, lambda: cluster.control("restart", "--mode=immediate"))


def test_workers_killed_on_sqlite(tmp_path: Path) -> None:
    """SQLite: 40 kills."""
    stood(f"sqlite:///{tmp_path / 'db.sqlite3'}", None)
