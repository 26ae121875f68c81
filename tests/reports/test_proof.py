"""What proves a report outside the house: the public page of a code, the bundle, and the audit of its contents."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actions.models import Action
from reports import bundle, printings, services
from reports.auditing import CannotTell, compared, differences
from reports.bundle import NotABundle, checking, objections
from reports.bundle.container import packed, unpacked
from reports.models import Document, RegionalReport, Version
from taskforce.kernel.acts import acting
from taskforce.kernel.canon import canonical, digest
from taskforce.kernel.seal.marks import Mark
from taskforce.kernel.seal.proving import Unproved
from taskforce.kernel.seal.sealing import seal
from taskforce.models import Act, Blob
from tests.access.arrange import kept_paper
from tests.access.canaries import HIDDEN
from tests.cast import Cast
from tests.papers import keep_papers
from tests.reports.conftest import TEXTS, Road, SignIn
from tests.table import a_session

REFERENCE = "TST-01-2024-T3"


@pytest.fixture
def version(cast: Cast, road: Road) -> Version:
    """An accepted version with its papers, all sealed."""
    it = road.accepted(cast.report)
    seal()
    keep_papers(it, sealed=True)
    return it


def paper(it: Any, language: str = "fr") -> Document:
    """Its paper."""
    return it.documents.get(language=language)


def asked(code: str, client: Client | None = None, **more: Any) -> Any:
    """The answer to whoever asks about a code."""
    return (client or Client(headers={"accept-language": "en"})).get(reverse("verify", args=[code]), **more)


def words(answer: Any) -> str:
    """What it says."""
    return " ".join(answer.content.decode().split())


def test_whoever_holds_a_paper_can_check_it(version: Version) -> None:
    """Without an account: what it is, of which day, its digest, and that it is in force; never what it says."""
    said = words(asked(paper(version).code))
    assert "This document is genuine" in said
    for one in (REFERENCE, "French", paper(version).sha256, "15/11/2024", "It is the version in force."):
        assert one in said
    assert not [one for one in (*TEXTS.values(), *HIDDEN, "Mayor", "Quartier", version.digest) if one in said]
    assert words(asked(paper(version).code.lower().replace("-", ""))).count(paper(version).code) >= 1


def test_a_code_nobody_gave_out_is_answered_alike(version: Version) -> None:
    """The same page and the same questions to the database: one about papers, whether there is one or not."""
    asked("0000-0000")
    questions, answers = [], []
    for code in ("0000-0000", paper(version).code):
        with CaptureQueriesContext(connection) as sent:
            answers.append(asked(code))
        questions.append([one["sql"].replace(code, "?") for one in sent if "reports_" in one["sql"]])
    assert questions[0] == questions[1]
    assert len(questions[0]) == 1
    assert [one.status_code for one in answers] == [404, 200]
    assert "No document bears this code" in words(answers[0])
    assert words(answers[0]).count("<dt>") == words(answers[1]).count("<dt>")


def test_a_newer_version_has_replaced_it(cast: Cast, version: Version, road: Road) -> None:
    """From its acceptance on, and not while it is being written."""
    services.correct(by=cast.coordinator, report=cast.report, reason="A number was wrong.")
    road.submit_again(cast.report)
    road.sign_again(cast.report)
    assert "in force" in words(asked(paper(version).code))
    services.accept(by=cast.reviewer, report=cast.report)
    assert "A newer version has replaced it since." in words(asked(paper(version).code))


def test_a_draft_of_the_regional_report_is_confirmed_as_a_draft(cast: Cast, version: Version) -> None:
    """Its adoption replaces it."""
    it = services.compile_regional(by=cast.head, period=cast.period)
    draft = kept_paper(printings.ask_for(it, cast.head, ["nl"])[0])
    said = words(asked(draft.code))
    assert "It is a draft: nothing is decided on it." in said
    assert "Dutch" in said
    services.adopt_regional(by=cast.head, regional=it, session=a_session(), decision="Session 4")
    assert "A newer version has replaced it since." in words(asked(draft.code))
    final = kept_paper(it.printings.get(final=True, language="nl"))
    assert "It is the version in force." in words(asked(final.code))
    services.compile_regional(by=cast.head, period=cast.period)
    assert "It is the version in force." in words(asked(final.code))


def test_a_file_is_compared_and_not_kept(version: Version) -> None:
    """Exactly this document, or not; in memory only, and nothing is written."""
    before = Blob.objects.count(), Act.objects.count()
    client, address = Client(headers={"accept-language": "en"}), reverse("verify", args=[paper(version).code])
    for contents, answer in (
        (paper(version).contents, "The file is exactly this document."),
        (paper(version).contents + b" ", "it is another one, or it was altered"),
        (paper(version, "nl").contents, "it is another one, or it was altered"),
    ):
        assert answer in words(client.post(address, {"file": SimpleUploadedFile("Mrs Somebody.pdf", contents)}))
    assert "Choose the PDF you hold." in words(client.post(address, {}))
    assert client.post(reverse("verify", args=["0000-0000"]), {"file": SimpleUploadedFile("a.pdf", b"-")}).status_code == 404
    assert (Blob.objects.count(), Act.objects.count()) == before


def test_codes_cannot_be_tried_one_after_the_other(version: Version, settings: Any) -> None:
    """Too many questions from one place are answered 429, known codes too."""
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "verify": "5/5m/ip"}
    cache.clear()
    try:
        assert [asked(f"0000-000{one}").status_code for one in range(6)] == [404] * 5 + [429]
        assert asked(paper(version).code).status_code == 429
    finally:
        cache.clear()


# The bundle


@pytest.fixture
def whole(version: Version, tmp_path: Path) -> Path:
    """A bundle, as the command writes it."""
    path = tmp_path / "bundle.zip"
    call_command("report_bundle", REFERENCE, "--to", str(path))
    return path


@contextmanager
def no_database() -> Iterator[None]:
    """A machine without the database."""
    with pytest.MonkeyPatch.context() as patch:
        for one in connections.all():
            patch.setattr(one, "cursor", lambda *_given: pytest.fail("asked a database"))
            patch.setattr(one, "ensure_connection", lambda *_given: pytest.fail("opened a database"))
        yield


def verified(path: Path, *more: str) -> int:
    """How the command ends."""
    try:
        call_command("verify_report", str(path), *more)
    except SystemExit as end:
        return int(str(end.code))
    return 0


def rewritten(path: Path, name: str, change: Any) -> bytes:
    """A bundle in which somebody has changed one file, and everything in it that would tell."""
    files = unpacked(path.read_bytes())
    files[name] = change(files[name])
    manifest = json.loads(files["manifest.json"])
    for one in manifest["documents"]:
        one["sha256"] = sha256(files[one["file"]]).hexdigest()
    manifest["digest"] = sha256(files["content.json"]).hexdigest()
    manifest["files"] = {
        one: {"sha256": sha256(contents).hexdigest(), "size": len(contents)} for one, contents in files.items() if one != "manifest.json"
    }
    return packed({**files, "manifest.json": canonical(manifest).encode()})


def test_a_bundle_is_checked_without_the_database(whole: Path, tmp_path: Path) -> None:
    """Against the anchor a council filed too; another anchor, or one that is none, is said."""
    chain = json.loads(unpacked(whole.read_bytes())["manifest.json"])["chain"]
    anchor, other, none = (tmp_path / one for one in ("anchor", "other", "none"))
    anchor.write_text(str(Mark(chain["size"], chain["hash"], chain["root"])))
    other.write_text(str(Mark(chain["size"], chain["hash"], "0" * 64)))
    none.write_text("Dear secretary")
    (tmp_path / "empty.zip").write_bytes(packed({"manifest.json": b'{"form": "another"}'}))
    (tmp_path / "text.zip").write_text("no zip")
    with no_database():
        assert verified(whole) == 0
        assert [verified(whole, "--anchor", str(one)) for one in (anchor, other, none)] == [0, 1, 2]
        assert [verified(tmp_path / one) for one in ("empty.zip", "text.zip", "nowhere.zip")] == [2, 2, 2]


def flipped(contents: bytes, seed: int) -> bytes:
    """The same with one bit turned."""
    drawn, changed = random.Random(seed), bytearray(contents)  # noqa: S311  # a test draws again what it drew
    changed[drawn.randrange(len(changed))] ^= 1 << drawn.randrange(8)
    return bytes(changed)


def found_out(contents: bytes) -> bool:
    """Whether a check says that something is wrong."""
    try:
        return bool(objections(contents))
    except NotABundle:
        return True


def test_a_flipped_bit_anywhere_is_found(whole: Path) -> None:
    """Forty of them; the long trials turn two hundred. Unturned, nothing is found."""
    contents = whole.read_bytes()
    assert not found_out(contents)
    assert [seed for seed in range(40) if not found_out(flipped(contents, seed))] == []


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        ("content.json", lambda old: old.replace(b"Patrols held", b"Patrols hell"), "the journal says something else"),
        ("papers/TST-01-2024-T3-v1-fr.pdf", lambda old: old + b" ", "the journal says something else"),
        ("proof/decision.json", lambda old: old.replace(b"Patrols", b"Petrols"), "does not have the digest the proof names"),
    ],
)
def test_who_rewrites_the_bundle_cannot_rewrite_the_journal(whole: Path, name: str, change: Any, said: str) -> None:
    """Every digest in the file is put right again; the record sealed in the journal is not."""
    assert said in " ".join(objections(rewritten(whole, name, change)))


def test_a_bundle_that_contradicts_itself_is_altered(whole: Path) -> None:
    """A file too many, one too few, a field that is missing, another way of packing."""
    files = unpacked(whole.read_bytes())
    manifest = json.loads(files["manifest.json"])
    assert "one too many" in " ".join(objections(packed({**files, "more.txt": b""})))
    assert objections(packed({one: contents for one, contents in files.items() if one != "README.fr.txt"}))
    assert objections(packed({**files, "manifest.json": canonical({**manifest, "documents": [{}]}).encode()}))
    assert objections(packed({**files, "manifest.json": json.dumps(manifest).encode()}))
    elsewhere = {**manifest, "chain": {**manifest["chain"], "number": 1}}
    assert "another place" in " ".join(objections(packed({**files, "manifest.json": canonical(elsewhere).encode()})))
    assert checking.FORM in files["manifest.json"].decode()


def test_the_same_chain_gives_the_same_bundle(cast: Cast, version: Version, sign_in: SignIn) -> None:
    """From the page and by the command; for those who may decide on the report, once all papers are kept and sealed."""
    first = bundle.made(version)
    assert first == bundle.made(Version.objects.get(pk=version.pk))
    answer = sign_in(cast.reviewer).get(reverse("documents:bundle", args=[paper(version).code]))
    assert answer.content == first
    assert answer["Content-Disposition"] == f'attachment; filename="{REFERENCE}-v1.zip"'


def test_there_is_no_bundle_before_all_is_printed_and_sealed(cast: Cast, road: Road, sign_in: SignIn) -> None:
    """Its page leads back to the document."""
    it = road.accepted(cast.report)
    with pytest.raises(Unproved):
        bundle.made(it)
    with pytest.raises(CommandError, match="sealed"):
        call_command("report_bundle", REFERENCE)
    kept = keep_papers(it)[0]
    assert sign_in(cast.reviewer).get(reverse("documents:bundle", args=[kept.code]))["Location"] == kept.get_absolute_url()
    seal()
    assert sign_in(cast.reviewer).get(reverse("documents:bundle", args=[kept.code])).status_code == 200


def test_the_words_of_a_return_leave_with_no_bundle(cast: Cast, road: Road, sign_in: SignIn) -> None:
    """The record of the decision holds why there was another version, which is not the council's: it has papers, and no bundle."""
    road.submitted(cast.report)
    services.send_back(by=cast.mayor, report=cast.report, reason="CANARI-RETOUR")
    road.submit_again(cast.report)
    services.sign(by=cast.mayor, report=cast.report)
    it = services.accept(by=cast.reviewer, report=cast.report)
    keep_papers(it)
    seal()
    assert b"CANARI-RETOUR" in b"".join(unpacked(bundle.made(it)).values()), "else nothing is proved"
    code = it.documents.first().code
    for name in ("member", "secretary", "police", "observer", "mayor"):
        client = sign_in(getattr(cast, name))
        assert client.get(reverse("documents:bundle", args=[code])).status_code == 403, name
        assert reverse("documents:bundle", args=[code]) not in client.get(it.documents.first().get_absolute_url()).content.decode(), name
    assert reverse("documents:bundle", args=[code]) in sign_in(cast.head).get(it.documents.first().get_absolute_url()).content.decode()


def test_an_adopted_regional_report_has_its_bundle(cast: Cast, version: Version, tmp_path: Path) -> None:
    """Of the papers of the adoption alone."""
    it = services.compile_regional(by=cast.head, period=cast.period)
    kept_paper(printings.ask_for(it, cast.head, ["nl"])[0])
    services.adopt_regional(by=cast.head, regional=it, session=a_session(), decision="Session 4")
    seal()
    for one in it.printings.filter(final=True):
        kept_paper(one)
    seal()
    path = tmp_path / "regional.zip"
    call_command("report_bundle", it.reference, "--to", str(path))
    assert verified(path) == 0
    assert len(json.loads(unpacked(path.read_bytes())["manifest.json"])["documents"]) == 3


# The audit


def ended(*given: str) -> int:
    """How the command ends."""
    try:
        call_command("audit_report", *given)
    except SystemExit as end:
        return int(str(end.code))
    return 0


def edit(cast: Cast, drawn: random.Random) -> None:
    """Change something the report was made of."""
    with acting(cast.clerk, "tests.edit"):
        action = drawn.choice(list(Action.objects.filter(workspace=cast.report.workspace)))
        action.title, action.state = f"Renamed {drawn.random()}", drawn.choice(["agreed", "running", "done"])
        thing = drawn.choice([action, cast.hotspot, cast.report.workspace, cast.organisation("POLICE"), cast.period])
        for name in ("name_fr", "note_fr"):
            if hasattr(thing, name):
                setattr(thing, name, f"Autre {drawn.random()}")
        thing.save()


def frozen(version: Version) -> str:
    """All that must not change: the contents, their digest, and the bytes of the papers."""
    kept = [(one.sha256, sha256(one.contents).hexdigest()) for one in version.documents.order_by("pk")]
    return digest([version.content, version.digest, kept])


def test_what_is_frozen_stays_and_is_found_again_in_the_past(cast: Cast, version: Version) -> None:
    """Whatever is edited and renamed afterwards; the long trials make a thousand edits."""
    before, drawn = frozen(version), random.Random(7)  # noqa: S311  # a test draws again what it drew
    for _ in range(25):
        edit(cast, drawn)
    assert frozen(Version.objects.get(pk=version.pk)) == before
    assert differences(version) == []
    assert ended(REFERENCE) == ended(REFERENCE, "1") == 0


def test_a_regional_report_is_found_again_too(cast: Cast, version: Version) -> None:
    """With the hotspots that were missing then."""
    it = services.compile_regional(by=cast.head, period=cast.period, text="As every quarter.")
    edit(cast, random.Random(8))  # noqa: S311  # as above
    assert differences(it) == []
    assert ended(it.reference) == 0


def test_contents_that_were_changed_are_named(cast: Cast, version: Version, capsys: pytest.CaptureFixture[str]) -> None:
    """Each path; what nothing was frozen of, or whose act is not there, cannot be told."""
    version.content["axes"][0]["counts"]["planned"] = 99
    version.content["seats"].append({})
    assert differences(version) == ["axes[0].counts.planned", "seats"]
    with acting(cast.clerk, "tests.edit"):
        version.save()
    assert ended(REFERENCE) == 1
    assert "axes[0].counts.planned" in capsys.readouterr().err
    assert list(compared({"a": 1}, {"b": 1})) == ["a", "b"]
    with pytest.raises(CommandError, match="There is no"):
        call_command("audit_report", "NOWHERE")
    with pytest.raises(CannotTell):
        differences(Version(report=cast.report, number=9))
    loose = RegionalReport(pk=0, content={"as_of": version.content["as_of"]}, workspace=cast.report.workspace)
    with pytest.raises(CannotTell):
        differences(loose)


def test_an_audit_leaves_everything_where_it_was(cast: Cast, version: Version) -> None:
    """The installation's own database is in use again, even when something broke."""
    from taskforce.kernel import clock
    from taskforce.scratch import as_before

    def broken() -> Iterator[None]:
        with as_before(10**9, clock.now(), {cast.report.workspace.pk}):
            assert Act._meta.db_table not in connections["default"].introspection.table_names()
            raise RuntimeError
        yield

    kept = connections["default"]
    with pytest.raises(RuntimeError):
        next(broken())
    assert connections["default"] is kept
    assert Act.objects.exists()
