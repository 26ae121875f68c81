"""Two web processes on one database: limits are counted together, and access that ends in one is dead in the other."""

from __future__ import annotations

import os
import re
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
import requests
from django.conf import settings

pytestmark = pytest.mark.heavy
PASSWORD = "quiet-river-2024"
# Run in a process of its own, on the database of the two others.
SET_SCENE = f"""
import django; django.setup()
from tests.cast import Cast, set_the_scene
from taskforce.kernel.acts import acting
set_the_scene()
cast = Cast()
with acting(cast.clerk, "tests.arrange"):
    for name in ("worker", "police", "cleaning", "observer"):
        person = getattr(cast, name); person.set_password("{PASSWORD}"); person.save()
"""
ACT = """
import sys, django; django.setup()
from tests.cast import Cast
from taskforce import services
cast = Cast(); cause, name = sys.argv[1:]
seat = cast.seat(name)
{"unseat": lambda: services.unseat(by=cast.steward, seat=seat, reason="Left"),
 "withdraw": lambda: services.withdraw_charter(by=cast.steward, seat=seat, reason="Broken"),
 "disable": lambda: services.disable_account(by=cast.steward, seat=seat, reason="Leave"),
 "password": lambda: services.change_password(by=seat.person, password="another quiet river")}[cause]()
"""
CAUSES = {"unseat": "worker", "withdraw": "police", "disable": "cleaning", "password": "observer"}


@contextmanager
def _database(kind: str, folder: Path) -> Iterator[str]:
    """A database for these processes only; on PostgreSQL it is made and dropped again."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'db.sqlite3'}"
        return
    url = os.environ.get("HEAVY_DATABASE_URL") or os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        pytest.skip("no PostgreSQL is named: HEAVY_DATABASE_URL")
    psycopg = pytest.importorskip("psycopg")
    name = f"processes_{secrets.token_hex(4)}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{url.rsplit('/', 1)[0]}/{name}"
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def sites(request: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[list[str], dict[str, str]]]:
    """Two processes that share nothing but the database; ended by their numbers."""
    folder = tmp_path_factory.mktemp("processes")
    with _database(request.param, folder) as url, ExitStack() as started:
        environment = {
            **os.environ, "DATABASE_URL": url, "TASKFORCE_TODAY": "2024-11-15", "DJANGO_SETTINGS_MODULE": "taskforce.settings", "ALLOWED_HOSTS": "127.0.0.1",
            "EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend", "DEMO": "1",
        }  # fmt: skip
        run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], environment)
        run([sys.executable, "-c", SET_SCENE], environment)
        yield [started.enter_context(_served(environment)) for _process in range(2)], environment


def run(command: list[str], environment: dict[str, str]) -> None:
    """Run a command to its end, on that database."""
    subprocess.run(command, cwd=settings.ROOT, env=environment, check=True, timeout=120, stdout=subprocess.DEVNULL)  # our own


@contextmanager
def _served(environment: dict[str, str]) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    options = ["--bind", address, "--threads", "2", "--no-control-socket", "--log-level", "error"]
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "taskforce.wsgi", *options], cwd=settings.ROOT, env=environment
    )  # our own
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                requests.get(f"http://{address}/sign-in/", timeout=5).raise_for_status()
                break
            except requests.RequestException:
                time.sleep(0.2)
        yield f"http://{address}"
    finally:
        process.terminate()
        process.wait(20)


def attempt(session: requests.Session, site: str, name: str, password: str = PASSWORD) -> requests.Response:
    """Sign in at one of the processes."""
    page = session.get(f"{site}/sign-in/", headers={"Accept-Language": "en"}, timeout=20).text
    token = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[0]
    given = {"csrfmiddlewaretoken": token, "login": f"{name}@test.invalid", "password": password}
    return session.post(f"{site}/sign-in/", given, allow_redirects=False, timeout=20)


def test_attempts_are_counted_together(sites: tuple[list[str], dict[str, str]]) -> None:
    """Turn and turn about at two processes, the sixth failure is one too many at either."""
    both, _environment = sites
    answers = [attempt(requests.Session(), both[number % 2], "association", f"wrong {number}").status_code for number in range(7)]
    print(f"failed sign-ins at two processes in turn: {answers}")
    assert answers == [200] * 5 + [429, 429]


@pytest.mark.parametrize("cause", CAUSES)
def test_what_ends_in_one_is_dead_in_the_other(cause: str, sites: tuple[list[str], dict[str, str]]) -> None:
    """Signed in at both; a third process ends it; the next request at either is not answered."""
    both, environment = sites
    name = CAUSES[cause]
    people = [requests.Session() for _site in both]
    for person, site in zip(people, both, strict=True):
        assert attempt(person, site, name).status_code == 302
    asked = [(person, site) for person in people for site in both]
    assert [person.get(f"{site}/hotspots/", allow_redirects=False, timeout=20).status_code for person, site in asked] == [200] * 4
    run([sys.executable, "-c", ACT, cause, name], environment)
    paths = ("/", "/hotspots/", "/task-forces/", "/account/security/")
    answered = [
        person.get(f"{site}{path}", allow_redirects=False, timeout=20).status_code == 200 for person, site in asked for path in paths
    ]
    print(f"{cause}: {sum(answered)} of {len(answered)} requests answered after it")
    assert sum(answered) == 0
