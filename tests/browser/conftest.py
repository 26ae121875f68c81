"""A demonstration of its own, served on this machine, and a Chromium to look at it with."""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.conf import settings
from playwright.sync_api import Browser, sync_playwright

from tests.browser.looking import Looker

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = ("gpu", "quic", "background-networking", "component-update", "sync", "default-apps", "extensions")
PATIENCE = 60


def environment(database: Path, today: str = "2024-11-15") -> dict[str, str]:
    """Set the surroundings of a demonstration."""
    return {
        **os.environ,
        "DEMO": "1",
        "TASKFORCE_TODAY": today,
        "DATABASE_URL": f"sqlite:///{database}",
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
    }


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Keep the other test processes out."""
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Load the demonstration once for all test processes: to be copied, never served."""
    base = tmp_path_factory.getbasetemp()
    loaded = (base if worker_id == "master" else base.parent) / "demo.sqlite3"
    with alone(loaded.with_suffix(".lock")):
        if not loaded.exists():
            first = tmp_path_factory.mktemp("demo") / "first.sqlite3"
            command = [sys.executable, "manage.py", "demo"]
            subprocess.run(command, cwd=settings.ROOT, env=environment(first), check=True, capture_output=True)  # our own
            first.replace(loaded)
    return loaded


@pytest.fixture(scope="session")
def site(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a demonstration to those who only look, or leave accounts as they found them."""
    with served(Path(shutil.copy(demonstration, tmp_path_factory.mktemp("site")))) as address:
        yield address


@pytest.fixture(scope="module")
def own_site(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a demonstration to one module alone: a second factor added to an account stands in the way of all who come after."""
    with served(Path(shutil.copy(demonstration, tmp_path_factory.mktemp("own")))) as address:
        yield address


@pytest.fixture(scope="module")
def poisoned(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve another copy of the demonstration, with scripts in every text people write."""
    copy = Path(shutil.copy(demonstration, tmp_path_factory.mktemp("poisoned")))
    subprocess.run(
        [sys.executable, "-m", "tests.poison"], cwd=settings.ROOT, env=environment(copy), check=True, capture_output=True
    )  # our own
    with served(copy) as address:
        yield address


@contextmanager
def served(database: Path, today: str = "2024-11-15") -> Iterator[str]:
    """Serve a demonstration on a free port of this machine, on a day; end what was started. Its mails are in the log beside the database."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    options = ["--bind", address, "--threads", "4", "--no-control-socket", "--log-level", "warning"]
    command = [sys.executable, "-m", "gunicorn", "taskforce.wsgi", *options]
    log = database.with_suffix(".log")
    with log.open("w") as written:
        server = subprocess.Popen(command, cwd=settings.ROOT, env=environment(database, today), stdout=written, stderr=written)  # our own
    try:
        _wait_for(f"http://{address}", log)
        yield f"http://{address}"
    finally:
        server.terminate()
        server.wait(PATIENCE)


def _wait_for(site: str, log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            urlopen(f"{site}/sign-in/").close()  # noqa: S310  # this very machine
        except URLError:
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"The demonstration does not answer:\n{log.read_text()}")


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """Take the Chromium of this machine, closed to the world; never download one."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.fail("There is no Chromium on this machine. `make test` installs it; or: apt-get install chromium")
    closed = [f"--disable-{one}" for one in QUIET]
    return {"executable_path": found, "headless": True, "chromium_sandbox": False, "args": ["--no-first-run", *closed]}


@pytest.fixture(scope="package")
def browser(browser_type_launch_args: dict[str, object]) -> Iterator[Browser]:
    """Open the browser for these tests and close its loop after them: the database of other tests does not stand one."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(**browser_type_launch_args)  # type: ignore[arg-type]  # as the plugin does
        yield opened
        opened.close()


@pytest.fixture
def looker(browser: Browser, site: str) -> Iterator[Looker]:
    """Somebody who looks at pages and writes down what is wrong with them."""
    context = browser.new_context(base_url=site, reduced_motion="reduce")
    yield Looker(context.new_page(), site)
    context.close()
