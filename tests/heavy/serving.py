"""The house as it really runs: a database of its own, gunicorn on the loopback, browsers over HTTP, and a cable that can be pulled."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit, urlunsplit
from uuid import uuid4

import pytest
from django.conf import settings

from tests.filling import Fields, filled
from tests.heavy.grounds import environment, free_port

PATIENCE = 60
SCENE = """
import json, os, django
django.setup()
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from importlib import import_module
from django.core.management import call_command
from taskforce.models import User
from taskforce.sessions import PASSED
from tests.cast import set_the_scene
call_command("migrate", verbosity=0)
set_the_scene()
keys = {}
for person in User.objects.all():
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session.update({SESSION_KEY: str(person.pk), BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0], HASH_SESSION_KEY: person.get_session_auth_hash()})
    session[PASSED] = True  # their second factor was asked for
    session.save()
    keys[person.email.partition("@")[0]] = session.session_key
print(json.dumps(keys))
"""


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: dict[str, str]
    content: bytes


@dataclass
class Browser:
    """Somebody signed in, over real HTTP; one connection per question, as after any fault."""

    address: str
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, fields: Fields | None = None, timeout: float = PATIENCE) -> Answer:
        """Ask for a page or send a form."""
        body = urlencode(fields, doseq=True) if fields is not None else None
        cookie = "; ".join(f"{name}={value}" for name, value in {"django_language": "en", **self.cookies}.items())
        headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        with closing(HTTPConnection(self.address, timeout=timeout)) as line:
            line.request(method, path, body, headers)
            found = line.getresponse()
            for name, value in found.getheaders():
                if name.lower() == "set-cookie":
                    self.cookies |= {key: one.value for key, one in SimpleCookie(value).items()}
            return Answer(found.status, {name.lower(): value for name, value in found.getheaders()}, found.read())

    def get(self, path: str) -> Answer:
        """Ask for a page."""
        return self.ask("GET", path)

    def post(self, path: str, fields: Fields) -> Answer:
        """Send a form as it was read from a page."""
        return self.ask("POST", path, fields)


@dataclass
class House:
    """A house that runs: its address, and the sessions of its people."""

    address: str
    sessions: dict[str, str]
    database: str

    def browser(self, name: str) -> Browser:
        """Somebody's browser."""
        return Browser(self.address, {settings.SESSION_COOKIE_NAME: self.sessions[name]})

    def python(self, text: str) -> str:
        """Run a few lines with the house's own code and database."""
        lines = f"import django; django.setup()\n{text}"
        done = subprocess.run(  # our own
            [sys.executable, "-c", lines], cwd=settings.ROOT, env=environment(self.database), check=True, capture_output=True, text=True
        )
        return done.stdout.strip()


def postgresql() -> str:
    """The server for heavy trials; a trial that needs it is skipped without one."""
    url = os.environ.get("HEAVY_DATABASE_URL") or os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        pytest.skip("Needs PostgreSQL: HEAVY_DATABASE_URL names it.")
    return url


@contextmanager
def database(kind: str, folder: Path) -> Iterator[str]:
    """Make an empty database, by its URL, and take it away afterwards."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'db.sqlite3'}"
        return
    import psycopg  # only where PostgreSQL is

    server, name = postgresql(), f"heavy_{uuid4().hex[:12]}"
    url = urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
    with psycopg.connect(server, autocommit=True) as line:
        line.execute(f'CREATE DATABASE "{name}"')  # type: ignore[arg-type]  # a name of ours
        try:
            yield url
        finally:
            line.execute(f'DROP DATABASE "{name}" WITH (FORCE)')  # type: ignore[arg-type]


def set_up(url: str) -> dict[str, str]:
    """Set the scene in an empty database and sign everybody in."""
    done = subprocess.run(  # our own
        [sys.executable, "-c", SCENE],
        cwd=settings.ROOT,
        env=environment(url) | {"PATIENT": "1"},
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, str] = json.loads(done.stdout)
    return found


@contextmanager
def served(url: str, sessions: dict[str, str], folder: Path, *, workers: int = 2, real: str = "") -> Iterator[House]:
    """Serve a database on a free port of this machine; end by its number what was started."""
    address = f"127.0.0.1:{free_port()}"
    options = ["--bind", address, "--workers", str(workers), "--threads", "4", "--no-control-socket", "--log-level", "warning"]
    log = folder / "server.log"
    with log.open("w") as written:
        command = [sys.executable, "-m", "gunicorn", "taskforce.wsgi", *options]
        server = subprocess.Popen(command, cwd=settings.ROOT, env=environment(url), stdout=written, stderr=written)  # our own
    try:
        _wait_for(Browser(address), log)
        yield House(address, sessions, real or url)
    finally:
        server.terminate()
        server.wait(PATIENCE)


@contextmanager
def house(kind: str, folder: Path, **options: Any) -> Iterator[House]:
    """A house with the scene set, on a database of its own."""
    with database(kind, folder) as url, served(url, set_up(url), folder, **options) as it:
        yield it


def _wait_for(browser: Browser, log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with suppress(OSError, HTTPException):
            browser.ask("GET", "/sign-in/", timeout=5)
            return
        time.sleep(0.2)
    pytest.fail(f"The house does not answer:\n{log.read_text()}")


class Cable:
    """A line between the house and its database that can be pulled and plugged in again; the server itself is left alone."""

    def __init__(self, host: str, port: int) -> None:
        self.server, self.port = (host, port), free_port()
        self.ends: list[socket.socket] = []
        self.listener: socket.socket | None = None
        self.plug()

    def plug(self) -> None:
        """Take calls."""
        self.listener = socket.create_server(("127.0.0.1", self.port), reuse_port=False)
        threading.Thread(target=self._take, args=(self.listener,), daemon=True).start()

    def pull(self) -> None:
        """Cut every call and take none."""
        if self.listener:
            with suppress(OSError):
                self.listener.shutdown(socket.SHUT_RDWR)
            self.listener.close()
        for end in self.ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self.ends = []

    def _take(self, listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                near, _address = listener.accept()
                far = socket.create_connection(self.server)
                self.ends += [near, far]
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=self._carry, args=(one, other), daemon=True).start()

    @staticmethod
    def _carry(one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while data := one.recv(65536):
                other.sendall(data)
        with suppress(OSError):
            other.shutdown(socket.SHUT_RDWR)


def typed(answer: Answer, to: str = "", **fields: Any) -> Fields:
    """Read a form of a page and type into it."""
    return filled(answer, to, **fields)
