"""The drill: back up and restore by real processes, killed on the way as a power cut would."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings

from taskforce.archives import container
from tests.heavy.grounds import BOOT, a_cluster, environment, staging

pytestmark = pytest.mark.heavy
PARTS = (0.4, 0.6, 0.75, 0.9)  # of the time it takes, after which it is killed
PROVEN = {0, 2}  # restored; the second where there is no seal that could tell


@contextmanager
def a_url(engine: str, folder: Path) -> Iterator[str]:
    """A database of either engine."""
    if engine == "sqlite":
        yield f"sqlite:///{folder / 'db.sqlite3'}"
        return
    with a_cluster() as cluster:
        yield cluster.url


def manage(url: str, *words: str, killed_after: float = 0) -> tuple[int, float]:
    """Run a command, or kill it and all it started; return its code and how long it took."""
    start = time.monotonic()
    order = [sys.executable, "manage.py", *words]
    with subprocess.Popen(order, cwd=settings.ROOT, env=environment(url), stdout=subprocess.DEVNULL, start_new_session=True) as process:
        try:
            process.wait(killed_after or 2 * BOOT)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
    return process.returncode, time.monotonic() - start


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_a_drill_with_power_cuts(engine: str, tmp_path: Path) -> None:
    """A backup that was cut off has no name; a restore that was cut off left all as it was, or did all of it."""
    archive = tmp_path / "whole.backup"
    with a_url(engine, tmp_path) as url:
        staging(url, "set")
        then = staging(url, "tell")["digest"]
        code, took = manage(url, "backup", str(archive))
        assert code == 0
        cut = [_cut_backup(url, tmp_path / f"cut{number}.backup", took * part) for number, part in enumerate(PARTS)]
        code, took = manage(url, "restore", str(archive), "--replace", "--yes")
        assert code in PROVEN
        ends = [_cut_restore(url, archive, took * part, then) for part in PARTS]
        code, _took = manage(url, "restore", str(archive), "--replace", "--yes")
        assert code in PROVEN
        told = staging(url, "tell")
    assert (told["digest"], told["loose_ends"]) == (then, [])
    print(f"{engine}: {cut.count(False)} of {len(cut)} backups cut off, {ends.count('undone')} of {len(ends)} restores undone, 0 half")


def _cut_backup(url: str, path: Path, moment: float) -> bool:
    """Kill a backup on its way; say whether it was finished before."""
    manage(url, "backup", str(path), killed_after=moment)
    if path.exists():
        container.verify(path)
    return path.exists()


def _cut_restore(url: str, archive: Path, moment: float, then: str) -> str:
    """Kill a restore on its way; say whether it was done or undone, for there is nothing else."""
    now = staging(url, "log")["digest"]
    manage(url, "restore", str(archive), "--replace", "--yes", killed_after=moment)
    left = staging(url, "tell")["digest"]
    assert now != then
    assert left in {now, then}
    return "undone" if left == now else "done"
