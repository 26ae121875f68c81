"""Backup and restore: all comes back, or nothing was touched."""

from __future__ import annotations

import builtins
import json
import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from threading import Event, Thread
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test import Client, override_settings

from actions.models import Entry
from actions.services import log_work
from taskforce.archives import container, postgresql, sqlite
from taskforce.archives.contents import left_out
from taskforce.archives.sqlite import PART as SQLITE_PART
from taskforce.kernel import clock
from taskforce.management.commands import restore
from taskforce.models import Session, User
from tests.cast import Cast
from tests.faults.places import Places, inside
from tests.faults.rows import contents, loose_ends

KEY = "k" * 32
SECRET = "a-secret-key-that-must-not-travel-with-the-data-0123456789"


pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def places(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Places]:
    """An installation of this module's own, with somebody signed in, and an empty database beside it."""
    with django_db_blocker.unblock():
        made = Places(tmp_path_factory.mktemp("places"))
        with inside(made.in_use()):
            Session.objects.create(session_key=KEY, session_data="x", expire_date=clock.now())
        yield made
        made.clear()


@pytest.fixture(scope="module")
def made_once(places: Places) -> Path:
    """A backup of it."""
    path = places.folder / "made_once"
    with inside(places.named("in_use")):
        call_command("backup", str(path))
    return path


@pytest.fixture
def installation(places: Places) -> Iterator[str]:
    """The database in use; whoever spoils it puts it right."""
    with inside(places.named("in_use")):
        yield places.named("in_use")


@pytest.fixture
def archive(made_once: Path, installation: str, tmp_path: Path) -> Path:
    """A copy of the backup, to be spoilt."""
    return shutil.copy(made_once, tmp_path / "taskforce.backup")


def kept() -> str:
    """Digest every row that a backup keeps."""
    return contents(frozenset(left_out()))


def restored(path: Path, *options: str) -> int:
    """Restore; return the code it ends with."""
    with pytest.raises(SystemExit) as end:
        call_command("restore", str(path), *options)
    return int(end.value.code)


def rewritten(path: Path, **changes: Any) -> Path:
    """The same archive with another manifest."""
    scratch = path.parent / "scratch"
    scratch.mkdir()
    about = {**container.verify(path), **changes}
    parts = {name: container.extract(path, name, scratch) for name in about.pop("parts")}
    other = path.with_name("other.backup")
    container.write(other, parts, about, scratch)
    return other


def test_every_row_of_every_table_comes_back(archive: Path, places: Places, capsys: pytest.CaptureFixture[str]) -> None:
    """Into an empty database: the same rows, documents included; nobody is signed in; grants and history are proven."""
    call_command("backup", str(archive.with_name("now")))
    before = kept()
    with inside(places.empty()):
        code = restored(archive.with_name("now"))
        assert kept() == before
        assert not Session.objects.exists()
        assert not loose_ends()
    told = capsys.readouterr().out
    assert "The archive is restored" in told
    assert "Everybody is signed out." in told
    assert "they agree" in told
    assert code in {0, restore.CANNOT_TELL}


def test_an_installation_that_was_restored_works(archive: Path, places: Places) -> None:
    """Pages are read and acts are done as before, with keys that follow on."""
    with inside(places.empty()):
        restored(archive)
        browser = Client()
        browser.force_login(User.objects.get(email="worker@test.invalid"))
        assert browser.get("/hotspots/TST-01/").status_code == 200
        assert log_one().pk > 1


def log_one() -> Entry:
    """Log some work, for real."""
    cast = Cast()
    return log_work(by=cast.worker, action=cast.action("P1"), day=date(2024, 11, 12), note="A", client_key=uuid4(), quantities=[])


def test_an_archive_is_one_private_file_that_says_what_is_in_it(archive: Path) -> None:
    """Read by its owner alone; versions, migrations, rows and digests are in it; secrets and sessions are not."""
    assert archive.stat().st_mode & 0o777 == 0o600
    manifest = container.verify(archive)
    assert manifest["database"] == connection.vendor
    assert ["taskforce", "0001_initial"] in manifest["migrations"]
    assert manifest["rows"]["taskforce_user"] == User.objects.count() > 20
    assert set(manifest["left_out"]) >= {"taskforce_session"}
    assert not set(manifest["left_out"]) & set(manifest["rows"])
    assert len(manifest["parts"]) == 2
    assert KEY.encode() not in archive.read_bytes()
    assert not [one for one in archive.parent.iterdir() if one.name.startswith(".")]


@override_settings(SECRET_KEY=SECRET)
def test_secrets_stay_where_they_are(installation: str, tmp_path: Path) -> None:
    """Neither the key of the installation nor the password of its database is in an archive."""
    path = tmp_path / "it.backup"
    call_command("backup", str(path))
    assert SECRET.encode() not in path.read_bytes()
    written = json.loads(container.extract(path, "settings.json", tmp_path).read_text())
    assert written["TIME_ZONE"] == settings.TIME_ZONE
    assert not [name for name in written if any(word in name for word in ("SECRET", "PASSWORD", "DATABASE", "KEY"))]


def test_a_backup_never_takes_the_place_of_another(archive: Path) -> None:
    """A name that is taken is refused."""
    before = archive.read_bytes()
    with pytest.raises(CommandError, match="there already"):
        call_command("backup", str(archive))
    assert archive.read_bytes() == before


@pytest.mark.parametrize("step", ["_measured", "_add", "_tail", "verify", "write"])
def test_a_backup_that_is_interrupted_leaves_nothing(step: str, installation: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever it stops, no file has the name of the archive, and nothing lies about."""

    def interrupt(*_args: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(container, step, interrupt)
    with pytest.raises(KeyboardInterrupt):
        call_command("backup", str(tmp_path / "it.backup"))
    assert not [*tmp_path.iterdir()]


def test_a_flipped_bit_is_found(archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Wherever it is: in a part, in what describes it, in the space between, in the digest at the end."""
    whole = archive.read_bytes()
    places = {0, 100, 156, 511, 512, len(whole) - 1, len(whole) - 1100, len(whole) - 2000, *range(0, len(whole), len(whole) // 97)}
    for place in sorted(places):
        archive.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(container.Damaged):
            container.verify(archive)
    archive.write_bytes(whole)
    call_command("backup", str(archive), "--verify")
    assert "The archive is whole." in capsys.readouterr().out


@pytest.mark.parametrize("wrong", [b"", b"PK", bytes(4096), b"a" * 10_000])
def test_what_is_no_archive_is_not_taken_for_one(wrong: bytes, installation: str, tmp_path: Path) -> None:
    """Empty, of another kind, too short: said in words, and nothing is touched."""
    path = tmp_path / "it.backup"
    path.write_bytes(wrong)
    before = contents()
    with pytest.raises(CommandError, match="is damaged"):
        call_command("backup", str(path), "--verify")
    with pytest.raises(CommandError, match="damaged; nothing was changed"):
        call_command("restore", str(path), "--replace", "--yes")
    assert contents() == before


def test_parts_of_different_archives_do_not_mix(archive: Path) -> None:
    """A whole file with a part that is not what the manifest says is refused too."""
    other = rewritten(archive)
    whole = other.read_bytes().replace(b'"TIME_ZONE"', b'"TIME_ZONA"')
    body = whole[: -container.TAIL]
    other.write_bytes(body + container._tail(container.hashlib.sha256(body).hexdigest()))
    with pytest.raises(container.Damaged, match=r"settings\.json"):
        container.verify(other)


def test_cut_short_or_drawn_out_is_found(archive: Path) -> None:
    """An archive ends where it ends."""
    whole = archive.read_bytes()
    for wrong in (whole[:-1], whole[: len(whole) // 2], whole + b"\0"):
        archive.write_bytes(wrong)
        with pytest.raises(container.Damaged):
            container.verify(archive)


def test_a_database_in_use_is_not_replaced_by_accident(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes --replace and its name, typed."""
    log_one()
    before, name = contents(), Path(connection.settings_dict["NAME"]).name
    with pytest.raises(CommandError, match="say --replace") as said:
        call_command("restore", str(archive))
    assert said.value.returncode == restore.REFUSED
    for typed in ("", "yes", f"{name}x"):
        monkeypatch.setattr(builtins, "input", lambda _question, typed=typed: typed)
        with pytest.raises(CommandError, match="not its name"):
            call_command("restore", str(archive), "--replace")
    assert contents() == before


def test_without_a_terminal_nothing_is_replaced(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A job that cannot be asked must say --yes."""

    def closed(_question: str) -> str:
        raise EOFError

    monkeypatch.setattr(builtins, "input", closed)
    with pytest.raises(CommandError, match="not its name"):
        call_command("restore", str(archive), "--replace")


@pytest.mark.parametrize("asked", [True, False])
def test_replacing_brings_back_what_was(archive: Path, asked: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was written since is gone, even a table that was not there then; everybody is signed out."""
    restored(archive, "--replace", "--yes")
    before, name = kept(), Path(connection.settings_dict["NAME"]).name
    log_one()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE later (id integer)")
    monkeypatch.setattr(builtins, "input", lambda _question: name)
    restored(archive, "--replace", *([] if asked else ["--yes"]))
    assert kept() == before
    assert "later" not in connection.introspection.table_names()
    assert not Session.objects.exists()


def test_a_restore_cut_short_leaves_what_was_there(archive: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Half way through, the old rows are all there, for everybody and afterwards."""
    log_one()
    before = contents()
    if connection.vendor == "sqlite":
        _stop_half_way(archive, tmp_path, monkeypatch)
    else:
        monkeypatch.setattr(postgresql, "EMPTY", (*postgresql.EMPTY, "SELECT 1/0"))
        with pytest.raises(CommandError, match="as it was before"):
            call_command("restore", str(archive), "--replace", "--yes")
    assert contents() == before


def _stop_half_way(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_status: int, remaining: int, total: int) -> None:
        if remaining < total // 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(sqlite, "PAGES", 5)
    with pytest.raises(KeyboardInterrupt):
        sqlite.load(connection, container.extract(archive, SQLITE_PART, tmp_path), stop)
    connection.close()


def test_an_archive_of_a_newer_version_is_refused(archive: Path, places: Places) -> None:
    """Before anything is touched, and in words that say what to do."""
    newer = rewritten(archive, migrations=[["taskforce", "0001_initial"], ["taskforce", "9999_of_tomorrow"]])
    with inside(places.empty()):
        with pytest.raises(CommandError, match=r"newer version.*9999_of_tomorrow"):
            call_command("restore", str(newer))
        assert connection.introspection.table_names() == []


def test_an_archive_of_the_other_database_is_refused(archive: Path) -> None:
    """PostgreSQL does not read SQLite, nor the other way round."""
    with pytest.raises(CommandError, match="The archive is of Oracle"):
        call_command("restore", str(rewritten(archive, database="Oracle")), "--replace", "--yes")


def test_an_archive_in_an_unknown_form_is_refused(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A later form is not guessed at."""
    monkeypatch.setattr(container, "FORMAT", 2)
    with pytest.raises(CommandError, match="another version"):
        call_command("restore", str(archive), "--replace", "--yes")


def test_rows_that_do_not_arrive_are_noticed(archive: Path, places: Places) -> None:
    """What was restored is counted."""
    wrong = rewritten(archive, rows={**container.verify(archive)["rows"], "taskforce_user": 1})
    with inside(places.empty()), pytest.raises(CommandError, match="Do not use this database"):
        call_command("restore", str(wrong))


def test_grants_that_do_not_agree_end_with_one(archive: Path, places: Places, tmp_path: Path) -> None:
    """What check_grants finds is said, and worse than not knowing."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM taskforce_grant WHERE id = (SELECT min(id) FROM taskforce_grant)")
    path = tmp_path / "it.backup"
    call_command("backup", str(path))
    restored(archive, "--replace", "--yes")
    with inside(places.empty()):
        assert restored(path) == restore.ALTERED


def test_the_history_has_its_own_verdict(archive: Path, places: Places, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Its code is the code of the restore, its anchors are handed on; without the command nobody can tell."""
    asked: list[Any] = []

    def verify(command: str, *words: str, **options: Any) -> None:
        if command == "verify_history":
            asked.extend(words)
            raise SystemExit(restore.ALTERED)
        call_command(command, *words, **options)

    with inside(places.empty()):
        monkeypatch.setattr(restore, "get_commands", dict)
        assert restored(archive) == restore.CANNOT_TELL
        monkeypatch.setattr(restore, "get_commands", lambda: {"verify_history": "taskforce"})
        monkeypatch.setattr(restore, "call_command", verify)
        assert restored(archive, "--replace", "--yes", "--anchor", "a.txt", "--anchor", "b.txt") == restore.ALTERED
    assert asked == ["--anchor=a.txt", "--anchor=b.txt"]


def test_a_missing_tool_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the package to install."""
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(postgresql.ToolFailed, match="postgresql-client"):
        postgresql._run(connection, "pg_dump", "--version")


def test_a_backup_under_load_is_of_one_moment(installation: str, places: Places, tmp_path: Path, django_db_blocker: Any) -> None:
    """While somebody writes, every archive is whole: each act with its change, each change with its act."""
    stop, path = Event(), tmp_path / "it.backup"

    def write() -> None:
        with django_db_blocker.unblock(), inside(installation):
            while not stop.is_set():
                log_one()

    before = Entry.objects.count()
    writer = Thread(target=write)
    writer.start()
    try:
        while Entry.objects.count() < before + 3:
            stop.wait(0.01)
        call_command("backup", str(path))
    finally:
        stop.set()
        writer.join(30)
    assert not writer.is_alive()
    with inside(places.empty()):
        restored(path)
        assert before + 3 <= Entry.objects.count()
        assert not loose_ends()
        assert not [one for one in Entry.objects.all() if one.history.count() != 1]


def test_an_unwritable_folder_is_said_plainly(installation: str) -> None:
    """No trace of the stack, but what is wrong."""
    with pytest.raises(CommandError, match="No such file"), suppress(KeyboardInterrupt):
        call_command("backup", "/nowhere/it.backup")
