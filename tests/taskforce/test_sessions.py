"""Sessions end in time, are listed for whose they are, and can all be ended."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from taskforce import services
from taskforce.models import Session, User
from taskforce.sessions import rough_browser
from tests.cast import Cast
from tests.taskforce.doors import browser, knock, signed_in
from tests.taskforce.test_second_factor import age

pytestmark = pytest.mark.django_db
HOUR = 3600


def test_two_hours_without_use(cast: Cast) -> None:
    """The session ends; the door says why and leads back to the page."""
    client = signed_in(cast, "worker")
    age(client, seen=2 * HOUR - 10)
    assert client.get("/hotspots/").status_code == 200
    age(client, seen=2 * HOUR + 10)
    answer = client.get("/hotspots/?on=2024-06-30")
    assert answer["Location"] == "/sign-in/?next=/hotspots/%3Fon%3D2024-06-30&ended=idle"
    page = client.get(answer["Location"]).content.decode()
    assert "signed out after two hours without use" in page
    assert 'name="next" value="/hotspots/?on=2024-06-30"' in page
    assert "_auth_user_id" not in client.session


def test_twelve_hours_in_all(cast: Cast) -> None:
    """However busy; the door's own pages answer as to a stranger."""
    client = signed_in(cast, "worker")
    age(client, since=12 * HOUR + 10)
    assert client.get("/sign-in/").status_code == 200
    client = signed_in(cast, "worker")
    age(client, since=12 * HOUR + 10)
    answer = client.post("/task-forces/TST-01/invite/")
    assert answer["Location"].endswith("&ended=day")
    assert b"signed out after twelve hours" in client.get(answer["Location"]).content


def test_a_session_in_use_is_written_every_five_minutes_at_most(cast: Cast) -> None:
    """Ten pages in a row write nothing; one after five minutes writes once."""
    client = signed_in(cast, "worker")

    def writes() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get("/hotspots/")
        return sum(one["sql"].startswith("UPDATE") and "taskforce_session" in one["sql"] for one in asked)

    assert sum(writes() for _page in range(10)) == 0
    age(client, seen=301)
    assert [writes(), writes()] == [1, 0]
    assert time.time() - client.session["seen"] < 5


def test_my_sessions(cast: Cast) -> None:
    """Where one is signed in and since when; only one's own, only those that are answered; and all others end at a button."""
    signed_in(cast, "police")
    here, phone, old = signed_in(cast, "worker"), browser(), browser()
    phone.defaults["HTTP_USER_AGENT"] = "Mozilla/5.0 (Linux; Android 14) Chrome/120 Mobile Safari/537"
    for client in (phone, old):
        knock(client, cast.worker)
    age(old, seen=3 * HOUR)
    page = here.get("/account/security/").content.decode()
    assert page.count("Firefox · Windows") == 1
    assert page.count("(here)") == 1
    assert page.count("Chrome · Android") == 1
    assert here.post("/account/security/sessions/end/", follow=True).status_code == 200
    assert phone.get("/").status_code == 302
    assert here.get("/account/security/").content.decode().count(" · Windows") == 1
    assert len(Session.objects.visible_to(cast.worker).open_for(User.objects.get(pk=cast.worker.pk))) == 1


def test_a_language_chosen_meanwhile_revives_nothing(cast: Cast) -> None:
    """What a page read before the epoch changed is not written back."""
    stale = User.objects.get(pk=cast.worker.pk)
    services.end_sessions(by=cast.worker)
    services.choose_language(by=stale, language="nl")
    now = User.objects.get(pk=cast.worker.pk)
    assert (now.epoch, now.language) == (stale.epoch + 1, "nl")


@pytest.mark.parametrize(
    ("agent", "told"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/130.0", "Firefox · Windows"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 14) AppleWebKit Version/17 Safari/605", "Safari · macOS"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17 like Mac OS X) Version/17 Safari", "Safari · iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120 Safari/537 Edg/120", "Edge · Windows"),
        ("", "? · ?"),
        ("<script>alert(1)</script>", "? · ?"),
    ],
)
def test_rough_browsers(agent: str, told: str) -> None:
    """A word each, from a list: never what the browser says of itself."""
    assert rough_browser(agent) == told


def test_cookies_are_locked_in(cast: Cast) -> None:
    """Over HTTPS: Secure, HttpOnly, SameSite, and names no other host can set; and what tests loosen is strict as shipped."""
    client = signed_in(cast, "worker")
    cookie = client.cookies["session"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (True, "Lax", "/", "")
    asked = "from django.conf import settings as s; print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.ACCOUNT_REAUTHENTICATION_TIMEOUT, s.SECOND_FACTOR_REQUIRED)"
    environment: Any = {**os.environ, "DEMO": "0", "HTTPS": "1", "DJANGO_SETTINGS_MODULE": "taskforce.settings"}
    told = subprocess.run(
        [sys.executable, "-c", asked], cwd=settings.ROOT, env=environment, capture_output=True, check=True, text=True
    )  # our own
    assert told.stdout.split() == ["__Host-session", "__Host-csrf", "True", "True", "300", "True"]
