"""The ground of a trial: a database cluster and a web server of the trial's own, on the loopback, ended by it."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

from django.conf import settings

KEY = secrets.token_urlsafe(64)
BOOT = 60.0  # seconds, on a machine that is busy with other trials


def free_port() -> int:
    """Find a port nobody listens on."""
    with socket.socket() as it:
        it.bind(("127.0.0.1", 0))
        return int(it.getsockname()[1])


@dataclass
class Cluster:
    """A PostgreSQL of the trial's own, run by ``postgres`` where the trial is run by root."""

    folder: Path
    port: int = field(default_factory=free_port)

    @property
    def url(self) -> str:
        """Its database, as ``DATABASE_URL``."""
        return f"postgres://taskforce@127.0.0.1:{self.port}/postgres"

    def create(self) -> None:
        """Make it and start it."""
        self.run("initdb", "--auth=trust", "--username=taskforce", "--encoding=UTF8", "--locale=C.UTF-8")
        with (self.folder / "data" / "postgresql.conf").open("a") as file:
            file.write(f"port = {self.port}\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = ''\nmax_connections = 100\n")
        self.control("start")

    def control(self, *words: str) -> None:
        """Start it, stop it, or pull the plug and start it again."""
        self.run("pg_ctl", "--wait", f"--log={self.folder / 'log'}", *words)

    def run(self, tool: str, *words: str) -> None:
        """Run one of its programmes on its files."""
        path = max(Path("/usr/lib/postgresql").glob(f"*/bin/{tool}"), key=lambda one: int(one.parts[4]))
        as_postgres = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        order = [*as_postgres, str(path), f"--pgdata={self.folder / 'data'}", *words]
        subprocess.run(order, check=True, cwd=self.folder, stdout=subprocess.DEVNULL, timeout=BOOT)  # words of ours


@contextmanager
def a_cluster() -> Iterator[Cluster]:
    """Run a cluster for as long as the trial lasts."""
    folder = Path(tempfile.mkdtemp(prefix="taskforce-cluster-"))
    if os.getuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    it = Cluster(folder)
    try:
        it.create()
        yield it
    finally:
        it.control("stop", "--mode=immediate")
        shutil.rmtree(folder)


def environment(url: str) -> dict[str, str]:
    """The installation of the trial, as its processes see it."""
    given = {"DATABASE_URL": url, "TASKFORCE_TODAY": "2024-11-15", "SECRET_KEY": KEY, "ALLOWED_HOSTS": "127.0.0.1"}
    return {**os.environ, **given, "DJANGO_SETTINGS_MODULE": "taskforce.settings"}


def staging(url: str, *words: str) -> Any:
    """Set the scene of the trial, or tell what stands there, by a process of its own."""
    order = [sys.executable, "-m", "tests.heavy.staging", *words]
    done = subprocess.run(order, check=True, cwd=settings.ROOT, env=environment(url), capture_output=True, text=True, timeout=2 * BOOT)
    return json.loads(done.stdout)


@dataclass
class Web:
    """gunicorn with several workers."""

    process: subprocess.Popen[bytes]
    port: int

    def workers(self) -> list[int]:
        """The processes that answer, by their ids."""
        return [int(one) for one in Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()]

    def answers(self) -> bool:
        """Whether somebody answers."""
        link = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            link.request("GET", "/")
            return link.getresponse().status < 500
        except (OSError, HTTPException):
            return False
        finally:
            link.close()


@contextmanager
def a_web(url: str, workers: int = 3) -> Iterator[Web]:
    """Serve the installation for as long as the trial lasts."""
    port = free_port()
    words = f"taskforce.wsgi --bind 127.0.0.1:{port} --workers {workers} --threads 4 --no-control-socket --log-level critical"
    order = [sys.executable, "-m", "gunicorn", *words.split()]
    with subprocess.Popen(order, cwd=settings.ROOT, env=environment(url), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        it = Web(process, port)
        try:
            end = time.monotonic() + BOOT
            while not it.answers():
                assert time.monotonic() < end, "gunicorn does not answer"
                time.sleep(0.1)
            yield it
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                for one in (*it.workers(), process.pid):
                    os.kill(one, signal.SIGKILL)
