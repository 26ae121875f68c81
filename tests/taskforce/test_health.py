"""What machines ask: words for everybody, numbers for whoever holds the token, and neither about anybody."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from taskforce.desk import health
from taskforce.kernel import clock
from taskforce.models import Notice, User
from tests.access.test_faults import gone
from tests.cast import RESTRICTED, SECRET, Cast

TOKEN = "a token of thirty-two signs or more"
NUMBER = re.compile(r'taskforce_[a-z_]+(\{[a-z]+="[\w.]+"\})? -?[\d.e+-]+')


@pytest.fixture
def asked(cast: Cast) -> Client:
    """A machine that asks, once all is sealed."""
    call_command("seal", verbosity=0)
    return Client(raise_request_exception=False)


def test_the_house_is_well(asked: Client) -> None:
    """Words only, and cheap: three questions where nobody is signed in."""
    with CaptureQueriesContext(health.connection) as queries:
        response = asked.get("/health/")
    assert (response.status_code, response.json()) == (200, {"database": "ok", "documents": "ok", "scratch": "ok"})
    assert len(queries) <= 3
    everything = asked.get("/health/all/")
    assert (everything.status_code, everything.json()) == (200, response.json() | {"mail": "ok", "seal": "ok", "papers": "ok"})


@pytest.mark.parametrize("path", ["/health/", "/health/all/", "/metrics/"])
@pytest.mark.parametrize("after", [0, 1, 2])
@override_settings(METRICS_TOKEN=TOKEN)
def test_a_database_that_is_away_is_said_in_one_word(path: str, after: int, asked: Client) -> None:
    """At whichever question it goes: 503, never 500, and when to ask again."""
    if path == "/health/" and after == 2:
        return  # it asks no third question
    with gone(after=after):
        response = asked.get(path, headers={"authorization": f"Bearer {TOKEN}"})
    assert (response.status_code, response.json(), response["Retry-After"]) == (503, {"database": "away"}, "30")


def test_somebody_signed_in_is_told_so_too(cast: Cast) -> None:
    """A browser with a session asks for its person first: the page that says so, not a 500."""
    browser = Client(raise_request_exception=False)
    browser.force_login(cast.mayor)
    with gone():
        assert browser.get("/health/").status_code == 503


@pytest.mark.parametrize("fault", [0, OSError])
def test_no_room_for_what_is_sent_is_said(fault: Any, asked: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk, or no folder at all: other machines serve meanwhile."""

    def usage(_folder: str) -> Any:
        if fault:
            raise fault
        return type("Usage", (), {"free": fault})

    monkeypatch.setattr(health.shutil, "disk_usage", usage)
    response = asked.get("/health/")
    assert (response.status_code, response.json()["scratch"]) == (503, "full")


def test_mail_that_nobody_sends_is_late(asked: Client, cast: Cast) -> None:
    """After a quarter of an hour; pages are served all the same, so the balancer is told nothing of it."""
    with override_settings(MAIL_AT_ONCE=False):
        due = clock.now() - health.LATE - timedelta(seconds=1)
        notice = Notice.objects.create(
            person=cast.mayor, kind="taskforce.invite", subject_type="taskforce.seat", subject_id=1, urgent=True, at=due, due_at=due
        )
    assert (asked.get("/health/all/").status_code, asked.get("/health/all/").json()["mail"]) == (503, "late")
    assert asked.get("/health/").status_code == 200
    Notice.objects.filter(pk=notice.pk).update(due_at=due + timedelta(minutes=5))
    assert asked.get("/health/all/").json()["mail"] == "ok"


def test_acts_that_nobody_seals_are_late(cast: Cast) -> None:
    """The scene has a past; once it is sealed, nothing is late."""
    assert Client().get("/health/all/").json()["seal"] == "late"
    assert health.seal_late() > health.LATE.total_seconds()
    call_command("seal", verbosity=0)
    assert health.seal_late() == 0


def test_papers_that_nobody_prints_are_late(asked: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the apps above have done beside the web is told by its word, and by its number."""
    assert health.BESIDE["papers"]() is None
    monkeypatch.setitem(health.BESIDE, "papers", lambda: clock.now() - health.LATE - timedelta(seconds=1))
    assert (asked.get("/health/all/").status_code, asked.get("/health/all/").json()["papers"]) == (503, "late")
    assert asked.get("/health/").status_code == 200
    with override_settings(METRICS_TOKEN=TOKEN):
        numbers = asked.get("/metrics/", headers={"authorization": f"Bearer {TOKEN}"}).content.decode()
    assert re.search(r"^taskforce_papers_late_seconds 90[12](\.\d+)?$", numbers, re.MULTILINE)


def test_numbers_are_for_whoever_holds_the_token(asked: Client) -> None:
    """Without a token in the settings there is nothing; with one, nothing for strangers, whoever is signed in."""
    shown = {"authorization": f"Bearer {TOKEN}"}
    assert asked.get("/metrics/", headers=shown).status_code == 404
    assert asked.get("/metrics/", headers={"authorization": "Bearer "}).status_code == 404
    with override_settings(METRICS_TOKEN=TOKEN):
        for wrong in ({}, {"authorization": "Bearer x"}, {"authorization": TOKEN}, {"authorization": "Bearer é"}):
            assert asked.get("/metrics/", headers=wrong).status_code == 404
        assert asked.get("/metrics/", headers=shown).status_code == 200


@override_settings(METRICS_TOKEN=TOKEN)
def test_numbers_say_what_they_count_and_nothing_of_anybody(asked: Client, cast: Cast, tmp_path: Path) -> None:
    """Prometheus' text format, line by line; what was done, and nobody's name, organisation or words."""
    Notice.objects.create(
        person=cast.mayor, kind="x", subject_type="taskforce.seat", subject_id=1, urgent=False, at=clock.now(), due_at=clock.now()
    )
    asked.force_login(cast.mayor)
    with override_settings(MARKS=str(tmp_path)):
        call_command("deliver", verbosity=0)
        call_command("warn_orders", verbosity=0)
        text = asked.get("/metrics/", headers={"authorization": f"Bearer {TOKEN}"}).content.decode()
    lines = text.splitlines()
    assert all(line.startswith(("# HELP taskforce_", "# TYPE taskforce_")) or NUMBER.fullmatch(line) for line in lines)
    told = {line.rsplit(" ", 1)[0]: float(line.rsplit(" ", 1)[1]) for line in lines if not line.startswith("#")}
    assert told["taskforce_sessions"] == 1
    assert told['taskforce_notices{state="waiting"}'] == 1
    assert told['taskforce_unsealed{kind="act"}'] == told["taskforce_seal_late_seconds"] == 0
    assert told["taskforce_seals_total"] > 0
    assert told["taskforce_database_bytes"] > 100_000
    assert {name for name in told if "round_age" in name} == {
        f'taskforce_round_age_seconds{{round="{one}"}}' for one in ("deliver", "warn_orders")
    }
    assert not [one for one in (SECRET, RESTRICTED, "@", "TST", "ATT", *User.objects.values_list("name", flat=True)) if one and one in text]
    assert len([line for line in lines if line.startswith("# TYPE")]) == len({name.partition("{")[0] for name in told})


def test_an_error_of_the_database_is_no_answer(asked: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """However it comes about."""

    def fall() -> None:
        raise OperationalError("FATAL: no pg_hba.conf entry for host 10.0.0.1, user taskforce")

    monkeypatch.setattr(health, "serving", fall)
    response = asked.get("/health/")
    assert (response.status_code, b"10.0.0.1" in response.content) == (503, False)
