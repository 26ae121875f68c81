"""Sealing beside sixteen writers: no fork, no gap, and the writers hardly notice. And how quickly a journal is verified."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from multiprocessing import get_context
from statistics import median
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection, connections

from taskforce.kernel.seal import sealing
from taskforce.kernel.seal.books import Seal
from taskforce.kernel.seal.verdict import INTACT, verify
from taskforce.models import Act
from tests import cast as scene
from tests.seal import chain
from tests.seal.conftest import committed, on_purpose  # noqa: F401  # fixtures

pytestmark = [pytest.mark.heavy, pytest.mark.django_db(transaction=True)]
POSTGRESQL = settings.DATABASES["default"]["ENGINE"].endswith("postgresql")
WRITERS, ROUNDS, SECONDS, PAUSE = 16, 5, 5.0, 1.0
FAST, KEPT, NOISE = 100_000, 0.9, 0.15


def writing(until: float) -> int:
    """Log work, as a worker's phone does, until the time is up; return how often."""
    from actions.services import log_work

    cast, many = scene.Cast(), 0
    worker, action = cast.worker, cast.action("P1")
    while time.monotonic() < until:
        log_work(by=worker, action=action, day=scene.TODAY, note=chain.WORDS, source="", quantities=[], client_key=uuid4())
        many += 1
    return many


def sealing_on(until: float) -> int:
    """Seal, pause, seal again, as ``manage.py seal --watch`` does."""
    while time.monotonic() < until:
        sealing.seal()
        time.sleep(PAUSE)
    return 0


def round_of(sealers: int) -> float:
    """Let the writers write for a while, beside some sealers; return acts per second."""
    connections.close_all()
    context = get_context("fork")
    until = time.monotonic() + SECONDS
    with context.Pool(WRITERS) as pool, context.Pool(max(sealers, 1)) as others:
        beside = others.map_async(sealing_on, [until] * sealers)
        written = sum(pool.map(writing, [until] * WRITERS, chunksize=1))
        beside.get(60)
    return written / SECONDS


@pytest.mark.skipif(POSTGRESQL or "HEAVY_DATABASE_URL" not in os.environ, reason="for when the tests themselves run on SQLite")
def test_the_same_on_postgresql() -> None:
    """The same trials, on the server named by HEAVY_DATABASE_URL, in a database of its own."""
    url = os.environ["HEAVY_DATABASE_URL"].rpartition("/")[0] + "/heavy_seal"
    command = [sys.executable, "-m", "pytest", "-m", "heavy", "-q", "-s", "-rs", "-p", "no:xdist", "-p", "no:cacheprovider", __file__]
    done = subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, capture_output=True, text=True, timeout=600, check=False)
    print(done.stdout)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-2000:]


@pytest.mark.skipif(not POSTGRESQL, reason="SQLite has one writer; sealing takes its turn like any other")
def test_writers_keep_their_pace_beside_the_sealer(committed: None) -> None:  # noqa: F811  # the fixture
    """Interleaved rounds with and without; then two sealers at once: everything sealed once, no fork, no gap."""
    round_of(0)
    without: list[float] = []
    beside: list[float] = []
    for place in range(ROUNDS):
        for sealers, rates in ((0, without), (1, beside)) if place % 2 else ((1, beside), (0, without)):
            rates.append(round_of(sealers))
    ratio, spread = median(beside) / median(without), (max(without) - min(without)) / median(without)
    print(
        f"{WRITERS} writers: {median(without):.0f} acts/s alone, {median(beside):.0f} beside the sealer: {ratio:.1%} kept (spread {spread:.0%})"
    )
    round_of(2)
    sealing.seal()
    numbers = list(Seal.objects.order_by("number").values_list("number", flat=True))
    forks = len(numbers) - len(set(numbers))
    gaps = (numbers[-1] or 0) - len(numbers)
    print(f"{Act.objects.count()} acts, {len(numbers)} links: {forks} forks, {gaps} gaps")
    assert (forks, gaps) == (0, 0)
    assert Seal.objects.filter(kind="act").count() == Act.objects.count()
    found = verify()
    assert (found.code, found.wrong) == (INTACT, [])
    if ratio < KEPT and spread > NOISE:
        pytest.skip(f"too noisy to tell: {ratio:.1%} kept, but rounds without sealing differ by {spread:.0%}")
    assert ratio >= KEPT


def test_a_long_journal_is_verified_quickly(committed: None) -> None:  # noqa: F811  # the fixture
    """A hundred thousand rows a second on two processors that are free; on busy ones the processor time tells."""
    chain.write(60_000)
    sealing.seal()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    rates = []
    for _each in range(3):
        start = time.monotonic()
        found = verify()
        rates.append(found.rows / (time.monotonic() - start))
        assert found.code == INTACT
    load = os.getloadavg()[0] / (os.cpu_count() or 1)
    print(
        f"{connection.vendor}: {found.rows} rows and {found.links} links; {max(rates):,.0f} rows/s at best of three (load {load:.1f} per processor)"
    )
    if max(rates) < FAST and load > 1:
        pytest.skip(f"too noisy to tell: {max(rates):,.0f} rows/s under a load of {load:.1f} per processor")
    assert max(rates) >= FAST
