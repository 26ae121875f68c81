"""Every answer, of every address and of every error, tells the browser to trust nothing but this house."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import DatabaseError
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import reverse

from taskforce.hardening import DOWNLOADED, HEADERS
from taskforce.kernel.journal import Reading
from tests.access.arrange import enter
from tests.access.pages import PAGES
from tests.access.test_urls import ready, title
from tests.access.world import World, opened, undone
from tests.cast import Cast

pytestmark = pytest.mark.django_db
CLOSED = {
    "default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "object-src": "'none'", "base-uri": "'none'",
    "frame-ancestors": "'none'", "form-action": "'self'", "img-src": "'self' data:", "require-trusted-types-for": "'script'",
    "worker-src": "'self'", "manifest-src": "'self'", "trusted-types": "taskforce",
}  # fmt: skip


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Three task forces with something in every state."""
    with opened(django_db_blocker) as it:
        yield it


def faults(response: HttpResponse) -> list[str]:
    """Name what an answer does not say."""
    said = response.headers.get("Content-Security-Policy", "")
    policy = dict(part.split(" ", 1) for part in said.split("; ") if " " in part)
    handed_out = said == DOWNLOADED and response.headers.get("Content-Disposition", "").startswith("attachment")
    missing = [] if handed_out else [f"{name}: {policy.get(name)}" for name, wanted in CLOSED.items() if policy.get(name) != wanted]
    missing += [one for one in policy.values() if "unsafe" in one or "*" in one or "http" in one]
    return missing + [f"{name}: {got}" for name, wanted in HEADERS.items() if wanted not in (got := response.headers.get(name, ""))]


@pytest.mark.parametrize("row", PAGES, ids=title)
def test_every_address_is_closed(row: Any, world: World) -> None:
    """For those it answers, those it refuses, those for whom nothing is there and those who have not signed in."""
    path = reverse(row.name, args=row.args(world.sides["TST-01"]))
    with undone():
        ready(world, row)
        for name in {*sorted(row.may)[:1], *sorted(row.told)[:1], "outsider", "anonymous"}:
            assert not faults(world.browsers[name].get(path)), name
            assert not faults(world.browsers[name].post(path, {})), name
            assert not faults(world.browsers[name].options(path)), name


@pytest.mark.parametrize(
    "path",
    [
        "/sign-in/",
        "/sign-out/",
        "/language/",
        "/join/secret-TST-01/",
        "/calendar/nothing.ics",
        "/health/",
        "/health/all/",
        "/metrics/",
        "/sw.js",
        "/manifest/fr.webmanifest",
        "/log/offline/fr/",
        "/nowhere/",
        "/no-slash",
        "/%00",
    ],
)
def test_the_door_is_closed(path: str, world: World) -> None:
    """What stands open to all."""
    for method in ("get", "post", "put"):
        assert not faults(getattr(world.browsers["anonymous"], method)(path)), method


def test_errors_are_closed(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """400, 403, 404, 413, 500 and 503 in the look of the house."""
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    client.force_login(cast.worker)
    answers = {
        400: client.get("/", headers={"host": "elsewhere.example"}),
        403: client.post("/language/", {"language": "fr"}),
        404: client.get("/nowhere/"),
        405: enter(cast.worker).delete("/"),
        413: client.post("/language/", b"", content_type="text/plain", CONTENT_LENGTH=str(settings.LARGEST_BODY + 1)),
    }
    monkeypatch.setattr("taskforce.web.readings.write", lambda _noted: (_ for _ in ()).throw(DatabaseError))
    answers[503] = client.get("/hotspots/TST-01/entries/")
    monkeypatch.setattr("taskforce.web.readings.write", lambda _noted: 1 / 0)
    answers[500] = client.get("/")
    for status, answer in answers.items():
        assert answer.status_code == status
        assert not faults(answer), status
        assert b"bare-card" in answer.content or status == 405, status
    assert not Reading.objects.exists()


def test_a_form_that_is_too_large_is_told_so(cast: Cast) -> None:
    """Larger than a form may be, smaller than a body: refused before anything is done, and 1000 fields are enough."""
    client = enter(cast.worker)
    large = client.post("/language/", {"language": "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)})
    many = client.post("/language/", {f"f{number}": "" for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)})
    assert (large.status_code, many.status_code) == (413, 400)
    assert not faults(large) + faults(many)


def test_static_files_are_closed_but_may_be_kept(cast: Cast) -> None:
    """The style sheet is nobody's secret: browsers keep it; other sites may not read it."""
    assert finders.find("taskforce/taskforce.css")
    response = Client().get("/static/taskforce/taskforce.css")
    assert response.status_code == 200
    assert [one.split(":")[0] for one in faults(response)] == ["Cache-Control"]
    assert "Access-Control-Allow-Origin" not in response.headers
    assert b"".join(response)  # read to its end, the client closes it; closed by hand, it would take the connection of the test with it


@override_settings(SECURE_HSTS_SECONDS=63_072_000)
def test_browsers_are_told_to_come_by_https(cast: Cast) -> None:
    """For two years, and for every name below; said only by HTTPS, where it counts."""
    for path in ("/sign-in/", "/nowhere/", "/"):
        assert Client().get(path, secure=True)["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains"
    assert "Strict-Transport-Security" not in Client().get("/sign-in/")


def test_a_missing_header_would_be_found() -> None:
    """The guard is awake."""
    assert len(faults(HttpResponse())) == len(CLOSED) + len(HEADERS)
    assert faults(HttpResponse(headers={"Content-Security-Policy": "script-src 'self' 'unsafe-inline'"}))


def test_a_page_is_packed_unless_it_repeats_what_was_asked(cast: Cast) -> None:
    """By the length of a packed page one could find out what stands in it beside one's own guess."""
    browser = Client(headers={"accept-encoding": "gzip"})
    browser.force_login(cast.mayor)
    for path, packed in (("/", True), ("/directory/", True), ("/search/?q=drugs", False), ("/hotspots/?on=2024-06-30", False)):
        assert (browser.get(path).headers.get("Content-Encoding") == "gzip") is packed, path
    assert "Content-Encoding" not in browser.post("/filters/keep/", {"at": "/hotspots/", "name": ""}).headers
