"""A database that goes away: every page says so, hands back what was typed, and comes back by itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, DataError, IntegrityError, InterfaceError, InternalError, OperationalError, connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.transaction import TransactionManagementError
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actions.models import Entry
from actions.views import work
from taskforce.faults import collided, is_away
from taskforce.forms import FrameForm
from taskforce.kernel.journal import Act
from tests.access.arrange import enter
from tests.access.pages import PAGES, Page
from tests.access.test_urls import PAPERS, POSTED, VIEWS, ready, title
from tests.access.world import World, undone
from tests.cast import Cast
from tests.filling import filled, forms_of

pytestmark = [pytest.mark.django_db, pytest.mark.walks]
ANSWERED = [row for row in PAGES if row.may and row.name not in PAPERS]
LOG = "/hotspots/TST-01/actions/P1/log/"


@contextmanager
def gone(*, after: int = 0) -> Iterator[None]:
    """Let every statement after so many fail as it does when the server has gone; what is not committed then is not kept."""
    left, run = [after], CursorWrapper._execute

    def refuse(cursor: Any, sql: str, *given: Any) -> Any:
        left[0] -= 1
        if left[0] < 0 and not sql.startswith("ROLLBACK"):
            raise OperationalError("server closed the connection unexpectedly")
        return run(cursor, sql, *given)

    with mock.patch.object(CursorWrapper, "_execute", refuse):
        yield


def is_told(response: Any) -> bool:
    """Whether an answer says that the house is away, and when to ask again."""
    told = "Taskforce does not answer just now" in response.content.decode()
    return (response.status_code, response["Retry-After"] if told else "") == (503, "30")


@pytest.mark.parametrize("row", ANSWERED, ids=title)
def test_every_page_says_that_the_database_is_away(row: Page, world: World) -> None:
    """At its first statement (the session), at its second (the person), half way and at its last; then it answers as before."""
    with undone():
        ready(world, row)
        browser, path = world.browsers[min(row.may)], reverse(row.name, args=row.args(world.sides["TST-01"]))
        assert browser.get(path).status_code == row.ok
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(path).status_code == row.ok
            count = len(queries)
        for after in {0, 1, count // 2, count - 1}:
            with undone(), gone(after=after):
                response = browser.get(path)
            assert is_told(response), f"statement {after} of {count}: {response.status_code}"
        if VIEWS[row.name].kind == "acts":
            for after in (0, 3, 7):
                with undone(), gone(after=after):
                    response = browser.post(path, POSTED)
                assert response.status_code in {503, row.ok, 302, 409}, f"POST, statement {after}: {response.status_code}"
                assert response.status_code == 503 or after
        assert browser.get(path).status_code == row.ok


def test_what_was_typed_is_sent_again(cast: Cast) -> None:
    """The page that says so holds the form; sent again it is saved, once, and a third time it is found saved."""
    browser = Client(raise_request_exception=False, headers={"accept-language": "en"})
    browser.force_login(cast.worker)
    sent = filled(browser.get(LOG), note="Place du marché, 14 h")
    before = Entry.objects.count()
    with gone():
        response = browser.post(LOG, sent)
    assert is_told(response)
    assert response["Cache-Control"] == "no-store"
    assert "What you typed is not lost" in response.content.decode()
    again = filled(response, to=LOG)
    assert {**again, "csrfmiddlewaretoken": ""} == {**sent, "csrfmiddlewaretoken": ""}
    assert Entry.objects.count() == before
    assert [browser.post(LOG, again).status_code for _time in (1, 2)] == [302, 302]
    assert Entry.objects.count() == before + 1


def test_an_answer_lost_after_the_commit_is_no_second_entry(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """The act was done, the answer was not given: sent again it leads to what was made."""
    browser = Client(raise_request_exception=False, headers={"accept-language": "en"})
    browser.force_login(cast.worker)
    before = Entry.objects.count()

    def fall(*_args: Any) -> None:
        raise OperationalError("server closed the connection unexpectedly")

    with monkeypatch.context() as broken:
        broken.setattr(work.messages, "success", fall)
        response = browser.post(LOG, filled(browser.get(LOG), note="Place du marché"))
    assert is_told(response)
    assert Entry.objects.count() == before + 1
    again = browser.post(LOG, filled(response, to=LOG), follow=True)
    assert "This was saved already." in again.content.decode()
    assert Entry.objects.count() == before + 1


def test_passwords_are_not_handed_back(client: Client) -> None:
    """Whoever signs in types them again."""
    client.raise_request_exception = False
    with gone():
        response = client.post("/sign-in/", {"username": "a@test.invalid", "password": "very secret", "client_key": "x"})
    assert is_told(response)
    assert "very secret" not in response.content.decode()
    assert [to for to, _fields in forms_of(response)] == []


def test_it_is_said_in_the_language_of_the_browser(cast: Cast) -> None:
    """Without the database nobody knows the person's own; what the browser asks for is known."""
    browser = Client(raise_request_exception=False, headers={"accept-language": "nl"})
    browser.force_login(cast.mayor)
    with gone():
        assert '<html lang="nl">' in browser.get("/").content.decode()


def test_a_fault_of_ours_is_none_of_the_database(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """What we did wrong stays a 500."""

    def fall(*_args: Any, **_kwargs: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(FrameForm, "__init__", fall)
    browser = Client(raise_request_exception=False)
    browser.force_login(cast.mayor)
    response = browser.get("/task-forces/TST-01/frame/")
    assert response.status_code == 500
    assert "Retry-After" not in response.headers


class Code(Exception):  # as the driver names it
    """An error of the driver with PostgreSQL's code."""

    def __init__(self, sqlstate: str) -> None:
        super().__init__(sqlstate)
        self.sqlstate = sqlstate


def caused(error: Exception, sqlstate: str) -> Exception:
    """Raise one from the other, as Django does."""
    error.__cause__ = Code(sqlstate)
    return error


def followed(error: Exception, before: Exception) -> Exception:
    """One error in the wake of another."""
    error.__context__ = before
    return error


@pytest.mark.parametrize(
    ("error", "away"),
    [
        (OperationalError("database is locked"), True),
        (OperationalError("database or disk is full"), True),
        (OperationalError("attempt to write a readonly database"), True),
        (InterfaceError("connection already closed"), True),
        (DatabaseError("database disk image is malformed"), True),
        (caused(InternalError(), "25006"), True),
        (caused(InternalError(), "25P03"), True),
        (followed(TransactionManagementError(), OperationalError()), True),
        (caused(InternalError(), "25P02"), False),
        (IntegrityError(), False),
        (DataError(), False),
        (TransactionManagementError(), False),
        (ValidationError("x"), False),
        (None, False),
    ],
    ids=str,
)
def test_which_errors_mean_away(error: Exception | None, away: bool) -> None:
    """The server's state, not our mistakes."""
    assert is_away(error) == away


def test_which_errors_are_worth_a_second_try() -> None:
    """Deadlocks and serialisation; not a lock that was waited for in vain."""
    assert [collided(caused(OperationalError(), code)) for code in ("40001", "40P01", "55P03")] == [True, True, False]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="limits of a PostgreSQL server")
@pytest.mark.parametrize(("limit", "statement"), [("statement_timeout", "SELECT pg_sleep(2)"), ("default_transaction_read_only", "")])
def test_what_postgresql_refuses_means_away(cast: Cast, limit: str, statement: str) -> None:
    """A statement that takes too long, and a server that only reads, told by the server itself."""
    setting = f"SET LOCAL {limit} = 20" if statement else "SET LOCAL transaction_read_only = on"
    with pytest.raises(DatabaseError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(setting)
        cursor.execute(statement or "INSERT INTO taskforce_act DEFAULT VALUES")
    assert is_away(caught.value)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="limits of a PostgreSQL server")
def test_every_connection_has_its_limits(cast: Cast) -> None:
    """No page waits for ever."""
    with connection.cursor() as cursor:
        for name, value in (("statement_timeout", "20s"), ("lock_timeout", "8s"), ("idle_in_transaction_session_timeout", "1min")):
            cursor.execute(f"SHOW {name}")
            assert cursor.fetchone() == (value,)


def test_nothing_is_acknowledged_that_was_not_kept(cast: Cast) -> None:
    """Wherever it breaks on the way, there is either the whole act and a receipt, or nothing."""
    browser = enter(cast.mayor)
    browser.raise_request_exception = False
    path = "/task-forces/TST-01/frame/"
    for after in range(3, 30):
        sent = filled(browser.get(path), purpose=f"Try {after}")
        with gone(after=after):
            status = browser.post(path, sent).status_code
        transaction.set_rollback(False)  # the test goes on where a request would end
        kept = Act.objects.filter(client_key=sent["client_key"][0]).exists()
        assert status in {302, 503}, after
        assert kept or status == 503, after
        assert kept == (cast.workspace("TST-01").purpose == f"Try {after}"), after
