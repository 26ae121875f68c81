"""Malformed input: whatever is sent, it is answered, soon, and never with a fault of ours."""

from __future__ import annotations

import io
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from tests.access.arrange import enter
from tests.access.malformed import Case, all_cases
from tests.cast import Cast

pytestmark = pytest.mark.walks
CASES = all_cases()
LONGEST = 20.0 if sys.gettrace() else 2.0  # seconds of processor time, those of the cleaner included; ten times where each line is counted
PATIENCE = 30
UNKNOWN_CODING = b"501"  # what RFC 9112 asks a server to say to a coding it does not know
GET = b"GET /sign-in/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
POST = b"POST /sign-in/ HTTP/1.1\r\nHost: 127.0.0.1\r\n"
END = b"Connection: close\r\n\r\n"
RAW: dict[str, bytes] = {
    "nothing": b"\r\n\r\n", "noise": bytes(range(256)) * 20, "a greeting of TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200), "HTTP/0.9": b"GET /\r\n\r\n", "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "HTTP/1.7": b"GET / HTTP/1.7\r\n" + END, "no version": b"GET / \r\n" + END, "a long address": b"GET /" + b"a" * 9_000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n" + END, "a long question": b"GET /?" + b"a=1&" * 5_000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n" + END,
    "many headers": GET + b"".join(b"X-%d: y\r\n" % one for one in range(500)) + END, "a long header": GET + b"X: " + b"y" * 20_000 + b"\r\n" + END, "a long cookie": GET + b"Cookie: a=" + b"y" * 100_000 + b"\r\n" + END, "no host": b"GET /sign-in/ HTTP/1.1\r\n" + END,
    "two hosts": GET + b"Host: evil.example\r\n" + END, "another host": b"GET /sign-in/ HTTP/1.1\r\nHost: evil.example\r\n" + END, "a host in the address": b"GET http://evil.example/sign-in/ HTTP/1.1\r\nHost: 127.0.0.1\r\n" + END, "CONNECT": b"CONNECT evil.example:443 HTTP/1.1\r\nHost: 127.0.0.1\r\n" + END,
    "TRACE": b"TRACE / HTTP/1.1\r\nHost: 127.0.0.1\r\n" + END, "OPTIONS *": b"OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1\r\n" + END, "a method in small letters": b"get /sign-in/ HTTP/1.1\r\nHost: 127.0.0.1\r\n" + END, "a method of bytes": b"G\xff\x00T / HTTP/1.1\r\n" + END, "a long method": b"G" * 5_000 + b" / HTTP/1.1\r\n" + END,
    "a NUL in a header": GET + b"X: a\0b\r\n" + END, "a NUL in a charset": POST + b"Content-Type: a/b; charset=\0\r\nContent-Length: 3\r\n" + END + b"a=1",
    "bytes in a header": GET + b"X: \xff\xfe\r\n" + END, "a header without a colon": GET + b"nothing\r\n" + END, "a header with a blank": GET + b"X : y\r\n" + END, "a folded header": GET + b"X: a\r\n b\r\n" + END, "a header that is none": GET + b": y\r\n" + END,
    "an underscore": GET + b"X_Forwarded_Proto: https\r\n" + END, "lines that end in LF": b"GET /sign-in/ HTTP/1.1\nHost: 127.0.0.1\nConnection: close\n\n", "a bare CR": GET + b"X: a\rY: b\r\n" + END, "two lengths": POST + b"Content-Length: 3\r\nContent-Length: 4\r\n" + END + b"a=1",
    "a length below zero": POST + b"Content-Length: -1\r\n" + END, "a length of letters": POST + b"Content-Length: abc\r\n" + END, "a length with a sign": POST + b"Content-Length: +3\r\n" + END + b"a=1", "an endless length": POST + b"Content-Length: " + b"9" * 30 + b"\r\n" + END,
    "much too large": POST + b"Content-Length: 99999999\r\nContent-Type: application/x-www-form-urlencoded\r\n" + END + b"a=1", "less than it says": POST + b"Content-Length: 50\r\nContent-Type: application/x-www-form-urlencoded\r\n" + END + b"a=1",
    "both lengths": POST + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n" + END + b"0\r\n\r\nGET /evil HTTP/1.1\r\n\r\n", "a chunk of letters": POST + b"Transfer-Encoding: chunked\r\n" + END + b"zz\r\na=1\r\n0\r\n\r\n", "an endless chunk": POST + b"Transfer-Encoding: chunked\r\n" + END + b"f" * 40 + b"\r\na",
    "chunks without an end": POST + b"Transfer-Encoding: chunked\r\n" + END + b"3\r\na=1\r\n", "a way round chunks": POST + b"Transfer-Encoding: xchunked\r\n" + END + b"a=1", "an expectation": POST + b"Expect: 100-continue\r\nContent-Length: 3\r\n" + END + b"a=1", "another expectation": POST + b"Expect: much\r\nContent-Length: 3\r\n" + END + b"a=1",
    "an upgrade": GET + b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x\r\n\r\n", "three in a row": GET + b"\r\n" + GET + b"\r\n" + GET + END, "an escape cut short": b"GET /%2 HTTP/1.1\r\nHost: 127.0.0.1\r\n" + END, "an address of bytes": b"GET /\xff\xfe HTTP/1.1\r\nHost: 127.0.0.1\r\n" + END,
}  # fmt: skip


def test_there_are_enough() -> None:
    """Each with a name of its own."""
    assert len(CASES) >= 300
    assert len({one.title for one in CASES}) == len(CASES)


@cache
def house() -> WSGIHandler:
    """The house as a web server has it: made once."""
    return WSGIHandler()


def answer(case: Case, cookie: str) -> tuple[str, dict[str, str], bytes]:
    """Hand a request to the house as a web server does, with nothing of a test client between them."""
    body = case.body() if callable(case.body) else case.body
    environ: dict[str, Any] = {
        "REQUEST_METHOD": case.method, "PATH_INFO": case.path.decode("latin-1"), "SCRIPT_NAME": "", "QUERY_STRING": case.query.decode("latin-1"), "SERVER_NAME": "testserver", "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "testserver", "CONTENT_TYPE": case.kind, "CONTENT_LENGTH": str(len(body)), "HTTP_COOKIE": cookie, "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body), "wsgi.errors": io.StringIO(), "wsgi.version": (1, 0), "wsgi.multithread": True, "wsgi.multiprocess": False, "wsgi.run_once": False, **case.headers,
    }  # fmt: skip
    begun: list[Any] = []
    response: Any = house()(environ, lambda status, headers, *_: begun.extend((status, headers)))
    content = b"".join(response)
    response.close()
    return begun[0], dict(begun[1]), content


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """Keep the connection of the test between requests, as the test client does: its transaction is open."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def spent() -> float:
    """The processor time of this process and of those it has started."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


@pytest.fixture
def cookies(cast: Cast) -> dict[str, str]:
    """What the browsers of those who ask would send; the one without a name has not signed in. A token of ours lets forms be read."""
    token = "t" * 32
    session, csrf = settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME
    found = {"": f"{csrf}={token}"}
    for name in ("police", "head"):
        found[name] = f"{csrf}={token}; {session}={enter(getattr(cast, name)).cookies[session].value}"
    return found


FAMILIES = sorted({one.title.split(" ")[0] for one in CASES})


@pytest.mark.parametrize("family", FAMILIES)
def test_nothing_breaks(family: str, cookies: dict[str, str]) -> None:
    """No fault, no long wait, no header made of what was sent, and no door left open: each case, in the hands of somebody signed in."""
    wrong, slowest = [], ("", 0.0)
    for one in (it for it in CASES if it.title.split(" ")[0] == family):
        case = one._replace(body=one.body() if callable(one.body) else one.body)
        before = spent()
        token = {"HTTP_X_CSRFTOKEN": "t" * 32}
        status, headers, _content = answer(case._replace(headers=token | case.headers), cookies[case.who])
        took = spent() - before
        slowest = max(slowest, (case.title, took), key=lambda it: it[1])
        if status >= "5" or took > LONGEST or "Content-Security-Policy" not in headers:
            wrong.append(f"{case.title}: {status}, {took:.2f} s")
    print(f"{family}: slowest {slowest[1]:.2f} s of processor time, {slowest[0]}")  # the figure
    assert not wrong, "\n".join(wrong)


def test_the_cases_reach_the_forms(cookies: dict[str, str]) -> None:
    """The guard is awake: an honest one is taken, so the others were looked at and not turned away at the door."""
    honest = {case.title: case for case in CASES}
    told = {title: answer(honest[title]._replace(headers={"HTTP_X_CSRFTOKEN": "t" * 32}), cookies[honest[title].who]) for title in (
        "words '\\u202e\\u2066\\u2069'", "file: a hostile document", "number 'NaN'", "outline 4: 'null'", "file: much more", "body with too much")}  # fmt: skip
    assert [status[:3] for status, _headers, _content in told.values()] == ["302", "302", "200", "200", "413", "413"]
    assert all(b"bare-card" in told[title][2] for title in ("file: much more", "body with too much"))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Path]]:
    """The web server as it is shipped, on a free port of this machine; it has no database and these requests need none."""
    log = tmp_path_factory.mktemp("server") / "log"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    surroundings = {
        "PATH": os.environ["PATH"], "SECRET_KEY": "q8Zp3vLx7Rk2Wn5Ty9Bc4Df6Gh1JmNsQaUeIoXzCvPlKrStYwEb", "ALLOWED_HOSTS": "127.0.0.1", "DATABASE_URL": f"sqlite:///{log.with_name('db')}",
        "WEB_BIND": f"127.0.0.1:{port}", "WEB_WORKERS": "1", "TASKFORCE_TODAY": "2024-11-15",
    }  # fmt: skip
    command = [sys.executable, "-m", "gunicorn", "taskforce.wsgi", "--config", "deploy/gunicorn.conf.py"]
    with log.open("w") as written:
        started = subprocess.Popen(command, cwd=settings.ROOT, env=surroundings, stdout=written, stderr=written)  # our own
    try:
        until = time.monotonic() + PATIENCE
        while b"200" not in tell(port, GET + END)[:20]:
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.2)
        yield port, log
    finally:
        started.terminate()
        started.wait(PATIENCE)


def tell(port: int, said: bytes) -> bytes:
    """Say something to the server, say no more, and listen until it hangs up."""
    heard = b""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as line:
            line.sendall(said)
            line.shutdown(socket.SHUT_WR)
            while part := line.recv(65_536):
                heard += part
    except (ConnectionError, BrokenPipeError):
        pass  # hanging up is an answer
    return heard


@pytest.mark.parametrize("title", RAW)
def test_raw_requests(title: str, server: tuple[int, Path]) -> None:
    """What no client of ours would even send: refused or answered, once, and the server goes on."""
    port, log = server
    heard = tell(port, RAW[title])
    statuses = re.findall(rb"HTTP/1\.[01] (\d{3})", heard)
    assert not [one for one in statuses if one >= b"500" and one != UNKNOWN_CODING], heard[:300]
    assert len(statuses) <= (3 if title == "three in a row" else 2 if title == "an expectation" else 1), heard
    assert b"200 OK" in tell(port, GET + END)[:40]
    assert "Traceback" not in log.read_text()
