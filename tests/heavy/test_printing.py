"""Printers killed fifty times: no half document, each exactly once. Bits turned, and a thousand edits after the freezing."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from reports.auditing import differences
from reports.bundle import made
from reports.models import Version
from taskforce.kernel.seal.sealing import seal
from tests.cast import Cast
from tests.heavy.test_processes import _database, run
from tests.papers import keep_papers
from tests.reports.conftest import Road
from tests.reports.test_proof import edit, flipped, found_out, frozen

pytestmark = pytest.mark.heavy
KILLS = 50
PAPERS = 12  # two reports and two regional ones, a draft and the adopted one among them, in three languages
SETTLED = 600.0
# Run in a process of its own: two reports are accepted, and a regional one is compiled, asked for as a draft, and another adopted.
SCENE = """
import django; django.setup()
from datetime import date
from django.db import transaction
from reports import services
from reports.models import Report
from reports.printings import ask_for
from taskforce.kernel.seal.sealing import seal
from tests.cast import Cast, set_the_scene
from tests.reports.conftest import Road
from tests.table import a_session
set_the_scene()
cast = Cast()
for report in Report.objects.filter(period=cast.period):
    Road(cast).accepted(report)
draft = services.compile_regional(by=cast.head, period=cast.period)
with transaction.atomic():
    ask_for(draft, cast.head)
adopted = services.compile_regional(by=cast.head, period=cast.period)
services.adopt_regional(by=cast.head, regional=adopted, session=a_session(day="2024-11-04"), decision="Session 4")
seal()
"""
# A worker that takes up again after seconds what another was killed over, and never gives up.
WORK = """
import django; django.setup()
from datetime import timedelta
from django.core.management import call_command
from reports import printings
from reports.management.commands import work
printings.WAITS, printings.LEASE, printings.HEARD = (0,) * 5000, timedelta(seconds=3), timedelta(0)
work.PAUSE, work.SWEEP = 0.2, 0.5
call_command("work")
"""
STATES = """
import json, django; django.setup()
from hashlib import sha256
from io import BytesIO
import pikepdf
from reports.models import Document, Printing
kept = list(Document.objects.select_related("blob"))
print(json.dumps({
    "asked": Printing.objects.count(), "open": Printing.objects.exclude(state="done").count(), "kept": len(kept),
    "papers": len({(one.version_id, one.regional_id, one.language, one.final) for one in kept}),
    "half": [one.code for one in kept if sha256(one.contents).hexdigest() != one.sha256 or len(pikepdf.open(BytesIO(one.contents)).pages) != one.pages],
    "acts": sum(one.history.count() for one in kept),
}))
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def site(request: Any, tmp_path: Path) -> Iterator[dict[str, str]]:
    """A database with reports whose papers are asked for, and nobody who prints them."""
    with _database(request.param, tmp_path) as url:
        environment = {**os.environ, "DATABASE_URL": url, "TASKFORCE_TODAY": "2024-11-15", "DJANGO_SETTINGS_MODULE": "taskforce.settings", "DEMO": "1", "MAIL_AT_ONCE": "0"}  # fmt: skip
        run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], environment)
        run([sys.executable, "-c", SCENE], environment)
        yield environment


def worker(environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """Begin to work."""
    order = [sys.executable, "-c", WORK]
    return subprocess.Popen(order, cwd=settings.ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # our own


def printer_of(one: subprocess.Popen[bytes]) -> int | None:
    """The process that lays out the pages for a worker, by its number."""
    children = Path(f"/proc/{one.pid}/task").glob("*/children")
    found = [int(pid) for path in children for pid in path.read_text().split()]
    return found[0] if found else None


def states(environment: dict[str, str]) -> dict[str, Any]:
    """How far all papers have come."""
    asked = subprocess.run([sys.executable, "-c", STATES], cwd=settings.ROOT, env=environment, check=True, capture_output=True)  # our own
    said: dict[str, Any] = json.loads(asked.stdout)
    return said


def test_killed_printers_lose_and_double_nothing(site: dict[str, str]) -> None:
    """Two workers, killed fifty times, by turns themselves and what lays out their pages: twelve papers, each whole and once."""
    drawn, workers, kills = random.Random(50), [worker(site), worker(site)], 0  # noqa: S311  # no secret
    struck = 0
    try:
        while kills < KILLS:
            time.sleep(drawn.uniform(0.3, 2.5))
            at = kills % 2
            printer = printer_of(workers[at])
            if kills % 4 < 2 and printer is not None:
                os.kill(printer, signal.SIGKILL)
                struck += 1
            else:
                workers[at].kill()
                workers[at].wait()
                workers[at] = worker(site)
            kills += 1
        ends = time.monotonic() + SETTLED
        while (found := states(site))["open"] and time.monotonic() < ends:
            time.sleep(2)
    finally:
        for one in workers:
            one.kill()
            one.wait()
    print(f"\n{kills} kills, {struck} of them of what lays out the pages: {found}")
    assert found == {"asked": PAPERS, "open": 0, "kept": PAPERS, "papers": PAPERS, "half": [], "acts": PAPERS}


@pytest.fixture
def version(cast: Cast, road: Road) -> Version:
    """An accepted version with its papers, all sealed."""
    it = road.accepted(cast.report)
    seal()
    keep_papers(it, sealed=True)
    return it


@pytest.fixture
def road(cast: Cast) -> Road:
    """The road of a report."""
    return Road(cast)


def test_two_hundred_flipped_bits_are_found(version: Version) -> None:
    """Wherever they are turned."""
    contents = made(version)
    missed = [seed for seed in range(200) if not found_out(flipped(contents, seed))]
    print(f"\n{200 - len(missed)} of 200 flipped bits found in {len(contents)} bytes")
    assert missed == []


def test_a_thousand_edits_change_nothing_that_is_frozen(cast: Cast, version: Version) -> None:
    """Not a byte of contents and papers; and the past still says the same."""
    before, drawn = frozen(version), random.Random(1000)  # noqa: S311  # no secret
    for _ in range(1000):
        edit(cast, drawn)
    assert frozen(Version.objects.get(pk=version.pk)) == before
    assert differences(version) == []
    print("\n1000 edits, 0 bytes changed, 0 paths differ")
