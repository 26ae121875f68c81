"""Anchors: told to the secretary in their language, filed outside, signed off, and good for verifying against."""

from __future__ import annotations

import json
from datetime import timedelta
from io import StringIO
from pathlib import Path
from smtplib import SMTPException
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import DatabaseError

from reports import services as reporting
from reports.models import Report, Version
from taskforce.kernel import clock
from taskforce.kernel.acts import acting
from taskforce.kernel.seal import sealing
from taskforce.kernel.seal.marks import Mark, Unreadable, read
from taskforce.kernel.seal.verdict import ALTERED, CANNOT_TELL, INTACT
from taskforce.models import Anchor, Filing, Seal
from taskforce.sealing import run
from taskforce.services import choose_language
from tests.access import arrange as a
from tests.access.arrange import enter
from tests.access.world import undone
from tests.cast import Cast
from tests.seal import tampering
from tests.table import a_session


@pytest.fixture
def accepted(cast: Cast, django_capture_on_commit_callbacks: Any) -> Version:
    """A report accepted by the cell; what follows the commit has followed."""
    with acting(cast.clerk, "tests.arrange"):
        report = a.report("submitted", signed=True)(cast)
    with django_capture_on_commit_callbacks(execute=True):
        reporting.accept(by=cast.reviewer, report=Report.objects.get(pk=report.pk))
    found: Version = report.versions.get()
    return found


def verified(*paths: Path) -> tuple[int, str]:
    """How the command ends, and what it says."""
    said = StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("verify_history", *(["--anchor", *map(str, paths)] if paths else []), stdout=said, stderr=said)
    return int(end.value.code), said.getvalue()  # type: ignore[arg-type]


def test_an_acceptance_is_sealed_at_once_and_told_to_the_secretary(accepted: Version, cast: Cast, tmp_path: Path) -> None:
    """The mail is the anchor: saved as it came, even quoted, it verifies the journal; and what was told is written down."""
    (told,) = mail.outbox
    assert told.to == ["secretary@test.invalid"]
    assert f"- {accepted.report.reference}" in told.body
    anchor = Anchor.objects.get()
    assert (anchor.number, anchor.hash) == (sealing.head().number, sealing.head().hash)
    assert (anchor.sent_to, anchor.about) == ("secretary@test.invalid", accepted.report.reference)
    assert str(anchor).startswith(f"{anchor.number} · ")
    for text in (
        told.body,
        "> " + told.body.replace("\n", "\n> "),
        json.dumps({"number": anchor.number, "hash": anchor.hash, "root": anchor.root}),
    ):
        path = tmp_path / "anchor"
        path.write_text(text)
        assert verified(path)[0] == INTACT, text
    assert read(told.body, "mail") == Mark(anchor.number, anchor.hash, anchor.root, "mail")


def test_an_adoption_is_told_too_and_from_the_last_root_on(accepted: Version, cast: Cast, django_capture_on_commit_callbacks: Any) -> None:
    """The next root grows from the last anchor and is that of the whole."""
    with acting(cast.clerk, "tests.arrange"):
        regional = a.regional(cast)
    with django_capture_on_commit_callbacks(execute=True):
        reporting.adopt_regional(by=cast.head, regional=regional, session=a_session(day="2024-11-04"), decision="Session 4")
    assert len(mail.outbox) == 2
    last = Anchor.objects.latest("number")
    assert last.about == regional.reference
    digests = Seal.objects.filter(number__lte=last.number).order_by("number").values_list("digest", flat=True)
    from taskforce.kernel.seal.merkle import tree_of

    assert last.root == tree_of(digests).root
    assert verified()[0] == INTACT
    before = Anchor.objects.count()
    run()
    assert (Anchor.objects.count(), len(mail.outbox)) == (before, 2)


def test_it_is_told_in_the_secretarys_language(cast: Cast, django_capture_on_commit_callbacks: Any) -> None:
    """The lines to verify are the same in every language."""
    choose_language(by=cast.secretary, language="fr")
    with acting(cast.clerk, "tests.arrange"):
        report = a.report("submitted", signed=True)(cast)
    with django_capture_on_commit_callbacks(execute=True):
        reporting.accept(by=cast.reviewer, report=Report.objects.get(pk=report.pk))
    assert "Bonjour" in mail.outbox[0].body
    assert read(mail.outbox[0].body, "mail").number == sealing.head().number


def test_a_mail_that_cannot_be_sent_shows(cast: Cast, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any) -> None:
    """The anchor is written, sent to nobody, and stands on the secretary's first page at once."""

    def refused(*_args: Any) -> None:
        raise SMTPException

    monkeypatch.setattr("taskforce.sealing.send_mail", refused)
    with acting(cast.clerk, "tests.arrange"):
        report = a.report("submitted", signed=True)(cast)
    with django_capture_on_commit_callbacks(execute=True):
        reporting.accept(by=cast.reviewer, report=Report.objects.get(pk=report.pk))
    assert Anchor.objects.get().sent_to == ""
    assert b"Sign off the anchor of the journal" in enter(cast.secretary).get("/").content
    assert b"Sent to nobody" in enter(cast.secretary).get("/task-forces/TST-COUNCIL/anchors/").content


def test_a_sealer_of_its_own_is_left_to_seal(cast: Cast, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any) -> None:
    """Where the database has a role for it, the application does not even try."""
    monkeypatch.setattr("taskforce.sealing.sealer", lambda: "sealer")
    with acting(cast.clerk, "tests.arrange"):
        report = a.report("submitted", signed=True)(cast)
    with django_capture_on_commit_callbacks(execute=True) as after:
        reporting.accept(by=cast.reviewer, report=Report.objects.get(pk=report.pk))
    assert run not in after
    assert sealing.head().number == 0


def test_the_secretary_signs_off_what_is_filed_outside(accepted: Version, cast: Cast) -> None:
    """Listed with its state; after a week on the first page; once signed, done."""
    anchor, browser = Anchor.objects.get(), enter(cast.secretary)
    assert f"/task-forces/{anchor.workspace.reference}/anchors/" in browser.get(anchor.workspace.get_absolute_url()).content.decode()
    assert b"Sign off the anchor of the journal" not in browser.get("/").content
    with clock.at(clock.now() + timedelta(days=8)):
        assert b"Sign off the anchor of the journal" in browser.get("/").content
    page = browser.get(anchor.get_absolute_url()).content.decode()
    assert anchor.root in page
    assert "Sign off the anchor" in page
    assert f"number {anchor.number}" in browser.get(f"/anchors/{anchor.pk}/keep/").content.decode()
    page = browser.post(f"/anchors/{anchor.pk}/keep/", {"place": "Registry 2024/17"}, follow=True).content.decode()
    assert "Registry 2024/17" in page
    filing = Filing.objects.get()
    assert str(filing).endswith("Registry 2024/17")
    past = f"/history/taskforce.filing/{filing.pk}/"
    assert past in page
    assert {enter(one).get(past).status_code for one in (cast.secretary, cast.auditor)} == {200}
    assert "Registry 2024/17" in enter(cast.auditor).get(past).content.decode()
    assert enter(cast.mayor).get(past).status_code == 404
    assert browser.get(f"/anchors/{anchor.pk}/keep/").status_code == 403
    with clock.at(clock.now() + timedelta(days=8)):
        assert b"Sign off the anchor of the journal" not in browser.get("/").content
    assert enter(cast.member).get(f"/anchors/{anchor.pk}/keep/").status_code == 403
    assert enter(cast.mayor).get(f"/anchors/{anchor.pk}/keep/").status_code == 404
    assert enter(cast.auditor).get(anchor.get_absolute_url()).status_code == 200


def test_a_council_that_was_told_nothing_says_so(cast: Cast) -> None:
    """No anchor yet."""
    assert b"Nothing has been anchored yet" in enter(cast.secretary).get("/task-forces/TST-COUNCIL/anchors/").content


def test_the_command_ends_with_its_verdict(accepted: Version, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nought, one or two; with words; whatever the file holds."""
    path = tmp_path / "mail.txt"
    path.write_text(mail.outbox[0].body)
    code, said = verified(path)
    assert code == INTACT
    assert "Intact up to number" in said
    assert "rows/s" in said
    with undone():
        tampering.run("UPDATE taskforce_act SET by_name = 'X'")
        code, said = verified()
    assert (code, "ALTERED" in said) == (ALTERED, True)
    for nonsense in (
        "",
        "number: 3\nhash: 12\nroot: 13",
        "{}",
        "[1]",
        "{" * 9999,
        path.read_text() + "\nnumber: 1",
        '{"number": "x", "hash": 1, "root": 2}',
    ):
        path.write_text(nonsense)
        assert verified(path)[0] == CANNOT_TELL, nonsense
    path.write_bytes(b"\xff\xfe")
    assert verified(path)[0] == CANNOT_TELL
    assert verified(tmp_path / "nowhere")[0] == CANNOT_TELL
    with pytest.raises(Unreadable):
        read("hash: 00", "mail")

    def away(*_args: Any, **_more: Any) -> None:
        raise DatabaseError("away")

    monkeypatch.setattr("taskforce.management.commands.verify_history.verify", away)
    assert verified()[0] == CANNOT_TELL


def test_many_findings_are_told_in_part(accepted: Version, monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand wrong rows do not drown the verdict."""
    from tests.seal import chain

    chain.write(80)
    sealing.seal()
    tampering.run("UPDATE taskforce_reading SET by_name = 'X'")
    tampering.run("UPDATE actions_historicalentry SET note = 'X'")
    code, said = verified()
    assert code == ALTERED
    assert "more." in said


def test_an_anchor_from_elsewhere_is_not_ours(accepted: Version, tmp_path: Path) -> None:
    """Another hash, another root, or a number the chain never reached: altered."""
    anchor = Anchor.objects.get()
    for number, hash_, root in (
        (anchor.number, "0" * 64, anchor.root),
        (anchor.number, anchor.hash, "0" * 64),
        (10**6, anchor.hash, anchor.root),
    ):
        path = tmp_path / "anchor"
        path.write_text(str(Mark(number, hash_, root)))
        assert verified(path)[0] == ALTERED


def test_sealing_over_and_over(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """It seals, pauses, survives a database that is away, and goes on until it is stopped."""
    said, wrong, pauses = StringIO(), StringIO(), iter([None, None])

    class Stopped(Exception):
        pass

    def pause(seconds: float) -> None:
        assert seconds == 5
        if next(pauses, 0) == 0:
            raise Stopped

    monkeypatch.setattr("taskforce.management.commands.seal.time.sleep", pause)
    monkeypatch.setattr("taskforce.management.commands.seal.close_old_connections", lambda: None)  # it is the test's own
    rounds = iter([run, None, run])

    def sometimes() -> Any:
        chosen = next(rounds)
        if chosen is None:
            raise DatabaseError("away")
        return chosen()

    monkeypatch.setattr("taskforce.management.commands.seal.run", sometimes)
    with pytest.raises(Stopped):
        call_command("seal", "--watch=5", stdout=said, stderr=wrong)
    assert said.getvalue().count("The chain ends at number") == 1
    assert "Not sealed this time: DatabaseError" in wrong.getvalue()
    monkeypatch.undo()
    call_command("seal", stdout=said)
    assert said.getvalue().count("The chain ends at number") == 1
