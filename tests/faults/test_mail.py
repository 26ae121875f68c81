"""A mail that cannot be sent: the act is done, and the person is told what to do instead."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from taskforce.models import Invitation
from tests.access.arrange import enter
from tests.cast import Cast

OFFER = {"name": "Noor", "email": "noor@test.invalid", "language": "en", "role": "observer", "axis": "", "title": "", "until": ""}
CLOSED = {
    "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend", "EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": 1, "EMAIL_TIMEOUT": 1,
}  # fmt: skip
"""A post office that is shut."""


@pytest.fixture(autouse=True)
def committed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do at once what waits for the commit: a test's own transaction never comes to it."""
    monkeypatch.setattr(transaction, "on_commit", lambda deed: deed())


def invited(cast: Cast) -> str:
    """Invite somebody by the page, and read what it answers."""
    answer = enter(cast.mayor).post("/task-forces/TST-01/invite/", {**OFFER, "organisation": cast.organisation("NORD").pk})
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_link_that_cannot_be_mailed_is_shown_to_be_copied(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    """The invitation stands, the page says what to do, the log names no address and no link."""
    with override_settings(**CLOSED), caplog.at_level(logging.ERROR):
        page = invited(cast)
    assert "could not be mailed" in page
    assert "went to" not in page
    assert "/join/" in page
    it = Invitation.objects.get(email="noor@test.invalid")
    assert f"mail of invitation {it.pk} could not be sent: ConnectionRefusedError" in caplog.text
    assert "noor" not in caplog.text
    assert "/join/" not in caplog.text


def test_a_link_that_went_is_said_to_have_gone(cast: Cast) -> None:
    """And it went once."""
    page = invited(cast)
    assert "The link went to noor@test.invalid" in page
    assert "could not be mailed" not in page
    assert [one.to for one in mail.outbox] == [["noor@test.invalid"]]


def test_a_region_opens_without_the_post(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    """The link of its head is printed, with a word that it was not mailed."""
    names: dict[str, Any] = {f"{what}_{one}": "Neuf" for what in ("name", "council", "cell", "organisation") for one in ("fr", "nl")}
    with override_settings(**CLOSED):
        call_command("open_region", code="NEW", head_email="head@new.invalid", head_name="Head", **names)
    told = capsys.readouterr()
    assert "/join/" in told.out
    assert "could not be mailed" in told.err
