"""The write watch: no change without an act, no act without its change, seen where it counts, in the SQL that is sent.

It listens on every connection of every thread, for the whole suite. A row of a tracked table that is written must be matched, before
its savepoint is released or its transaction committed, by exactly one history row of the same thing, of the same kind, saying the same,
and signed by the act in progress; an act must be followed by at least one such row; what is rolled back was never written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.backends.signals import connection_created

from taskforce.kernel.acts import NoAct, current
from taskforce.kernel.journal import Act, Written
from taskforce.kernel.seal.books import Erasure

APART = {
    "taskforce_reading": "who opened something restricted: written by a page that reads, it changes nothing",
    "taskforce_grant": "follows from the seat signed or ended in the same act; check_grants proves that both agree",
    "taskforce_notice": "what is told by mail: how far a mail has come and whether it was read is no act; the act that causes it is tracked",
    "taskforce_visit": "how far the journal had come when somebody was last here: one number for each account, overwritten",
    "taskforce_tokenuse": "the last day a token was used and how often in its last minute: one row for each, overwritten",
    "taskforce_session": "who is signed in just now: no content, gone at the end of the day",
    "taskforce_cache": "counts of attempts: no content, gone at the end of the day",
    "reports_sectionlock": "who is writing which text just now: no content, over in five minutes",
    "taskforce_seal": "the chain, made apart from those who write; verify_history proves it",
    "taskforce_shape": "what the chain covers, sealed itself",
    "taskforce_anchor": "the end of the chain as it was mailed; its filing is an act",
    "reports_printing": "that a paper was asked for and how far it has come: the work of machines; the document kept in the end is tracked",
    "django_tasks_database_dbtaskresult": "what the workers have in hand: keys of our rows, gone after a day",
    "taskforce_blob": "bytes found by their digest, which stands in the tracked row",
    "account_emailaddress": "allauth's copy of the address of an account, whose row is tracked",
    "mfa_authenticator": "allauth's secrets of an account; each change bumps its tracked epoch in the same act",
    "socialaccount_socialaccount": "allauth's link to an identity; each change is an act on the account",
    "django_content_type": "what migrate knows of the models",
    "auth_permission": "what migrate makes of the role table",
    "django_migrations": "which migrations are done",
}
"""The tables that are written without history, each with its reason; nothing else is."""

KINDS = {"INSERT": "+", "REPLACE": "+", "UPDATE": "~", "DELETE": "-", "TRUNCATE": "-"}
WRITE = re.compile(r"\b(INSERT|REPLACE|UPDATE|DELETE|TRUNCATE)\b(?: OR \w+)?(?: INTO| FROM| TABLE)? +\"?(\w+)\"?", re.IGNORECASE)
INSERT = re.compile(r"INSERT INTO \"\w+\" \(([^)]*)\) VALUES \((?:%s(?:, )?)+\)(?: RETURNING .*)?$")
UPDATE = re.compile(r"UPDATE \"\w+\" SET (.*) WHERE \"\w+\"\.\"\w+\" = %s$", re.DOTALL)
DELETE = re.compile(r"DELETE FROM \"\w+\" WHERE \"\w+\"(?:\.\"\w+\")? (?:= %s|IN \((?:%s(?:, )?)+\))$")
SET = re.compile(r"\"(\w+)\" = (%s|NULL)")
SAVEPOINT = re.compile(r"(SAVEPOINT|RELEASE SAVEPOINT|ROLLBACK TO SAVEPOINT) (\S+)")

found: list[str] = []
"""What broke the law since somebody last asked."""


@dataclass(frozen=True, eq=False)
class Write:
    """One row of a tracked table, written and not yet matched by its history."""

    table: str
    kind: str
    key: Any
    values: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.kind} {self.table} {self.key}"


@dataclass
class State:
    """What one connection has written in its open transaction: rows without their history, and acts with whether they changed anything."""

    unmatched: list[Write] = field(default_factory=list)
    acts: dict[int, bool] = field(default_factory=dict)
    earlier: list[tuple[str, list[Write], dict[int, bool]]] = field(default_factory=list)
    away: bool = False

    def settle(self, unmatched: Iterable[Write] = (), acts: Iterable[int] = ()) -> None:
        """Hold to account what was written since: it stays."""
        loose = [one for one in self.unmatched if one not in unmatched]
        found.extend(f"no history row for {one}" for one in loose)
        found.extend(f"act {key} changed nothing" for key, changed in self.acts.items() if not changed and key not in acts)
        self.unmatched = [one for one in self.unmatched if one not in loose]


@cache
def tracked() -> dict[str, str]:
    """The table of each thing with a history, and its key."""
    return {one._meta.db_table: str(one._meta.pk.column) for one in apps.get_models() if hasattr(one, "history")}


@cache
def histories() -> dict[str, str]:
    """The table of each history, and that of its things."""
    return {one.history.model._meta.db_table: one._meta.db_table for one in apps.get_models() if hasattr(one, "history")}


@cache
def journals() -> set[str]:
    """The tables to which rows are only added."""
    return {one._meta.db_table for one in apps.get_models() if issubclass(one, Written)} | set(histories())


def listen() -> None:
    """Watch every connection from now on, the open ones too."""
    connection_created.connect(lambda connection, **_more: _open(connection), weak=False, dispatch_uid="write watch")
    for name in ("commit", "rollback"):
        setattr(BaseDatabaseWrapper, name, _ending(name, getattr(BaseDatabaseWrapper, name)))
    BaseDatabaseOperations.execute_sql_flush = _emptying(BaseDatabaseOperations.execute_sql_flush)
    for connection in connections.all(initialized_only=True):
        _open(connection)


@contextmanager
def looking_away() -> Iterator[None]:
    """Let a test do on purpose what the watch would catch."""
    kept = found[:]
    yield
    found[:] = kept


@contextmanager
def catching() -> Iterator[list[str]]:
    """Gather what is caught inside, for a test of the watch itself."""
    caught: list[str] = []
    with looking_away():
        before = len(found)
        yield caught
        caught += found[before:]


def _open(connection: Any) -> None:
    connection.watched = State()
    if _watch not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, _watch)


def _ending(name: str, end: Any) -> Any:
    """Settle at the commit, forget at the rollback."""

    def wrapper(self: Any) -> None:
        state = getattr(self, "watched", None)
        if state and name == "commit":
            state.settle()
        self.watched = State()
        end(self)

    return wrapper


def _emptying(flush: Any) -> Any:
    """Look away while a test's own database is emptied after it."""

    def wrapper(self: Any, sql_list: Any) -> None:
        self.connection.watched.away = True
        try:
            flush(self, sql_list)
        finally:
            self.connection.watched = State()

    return wrapper


def _watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # Django's signature
    result = execute(sql, params, many, context)
    if not sql.startswith("SELECT"):
        state = context["connection"].watched
        if mark := SAVEPOINT.match(sql):
            _mark(state, *mark.groups())
        elif not state.away and (write := WRITE.search(sql)):
            _judge(state, write[1].upper(), write[2], _Sent(sql, [params] if not many else params, context["cursor"]))
    return result


def _mark(state: State, what: str, name: str) -> None:
    """Follow savepoints: what is rolled back is forgotten, what is released must be whole."""
    if what == "SAVEPOINT":
        state.earlier.append((name, list(state.unmatched), dict(state.acts)))
        return
    while state.earlier[-1][0] != name:
        state.earlier.pop()
    _, unmatched, acts = state.earlier[-1]
    if what.startswith("ROLLBACK"):
        state.unmatched, state.acts = list(unmatched), dict(acts)
        return
    state.earlier.pop()
    state.settle(unmatched, acts)


@dataclass(frozen=True)
class _Sent:
    """One statement that writes, as it was sent."""

    sql: str
    rows: list[Any]
    cursor: Any

    @property
    def changed_nothing(self) -> bool:
        """Whether it found no row to change."""
        return not self.sql.startswith("INSERT") and self.cursor.rowcount == 0

    def values(self) -> dict[str, Any] | None:
        """The columns written and what was written there; None where the statement says it otherwise."""
        params = [_plain(one) for one in self.rows[0] or ()]
        if match := INSERT.match(self.sql):
            return dict(zip(match[1].replace('"', "").split(", "), params, strict=False))
        if match := UPDATE.match(self.sql):
            given = iter(params)
            return {name: next(given) if value == "%s" else None for name, value in SET.findall(match[1])}
        return {} if DELETE.match(self.sql) else None

    def keys(self, column: str, values: dict[str, Any]) -> list[Any]:
        """The rows written, by their keys."""
        if self.sql.startswith("INSERT"):
            return [values[column] if column in values else self._returned()]
        return list(self.rows[0]) if self.sql.startswith("DELETE") else [self.rows[0][-1]]

    def _returned(self) -> Any:
        """Look at the key the database gave, and leave it there to be read."""
        if not hasattr(self.cursor, "scroll"):
            return self.cursor.lastrowid
        key = self.cursor.fetchone()[0]
        self.cursor.scroll(0, mode="absolute")
        return key


def _plain(value: Any) -> Any:
    """Undo what the driver of PostgreSQL wraps around a value."""
    return getattr(value, "obj", value)


def _judge(state: State, verb: str, table: str, sent: _Sent) -> None:
    if table in APART or sent.changed_nothing or (verb == "UPDATE" and table in journals() and _erasing()):
        return
    values = sent.values()
    if fault := _fault(verb, table, len(sent.rows) == 1 and values is not None):
        found.append(f"{fault}: {sent.sql[:100]}")
    elif table in tracked():
        state.unmatched += [Write(table, KINDS[verb], key, values or {}) for key in sent.keys(tracked()[table], values or {})]
        _signed(f"{verb} {table}")
    else:
        _journal(state, table, sent, values or {})


def _journal(state: State, table: str, sent: _Sent, values: dict[str, Any]) -> None:
    """Take note of what was added to the journal; an erasure may change the past alone."""
    if table in histories():
        _match(state, histories()[table], values)
    elif table == Erasure._meta.db_table:
        state.acts[values["act_id"]] = True
    elif table == Act._meta.db_table:
        state.acts[sent.keys("id", values)[0]] = False


def _erasing() -> bool:
    """Whether the act in progress erases: the one that may change what is written."""
    try:
        return current().code == "taskforce.erase"
    except NoAct:
        return False


def _fault(verb: str, table: str, one_row: bool) -> str:
    """Say what no statement may do, whatever goes with it."""
    if table not in journals() | set(tracked()):
        return f"{table} is written, and nobody has said whether it is tracked"
    if table in journals() and KINDS[verb] != "+":
        return "the journal was changed"
    return "" if one_row else f"rows of {table} are written past their model"


def _signed(what: str) -> Any:
    """Find the act in progress, which must be there."""
    try:
        return vars(current()).get("row")
    except NoAct:
        found.append(f"{what} outside any act")
        return None


def _match(state: State, table: str, said: dict[str, Any]) -> None:
    """Pair a history row with the change it tells of."""
    what = f"history row {said['history_type']} of {table} {said[tracked()[table]]}"
    act = _signed(what)
    if act is None or act.pk != said["act_id"] or said["act_id"] not in state.acts:
        found.append(f"{what} is not signed by the act in progress")
    state.acts[said["act_id"]] = True
    for one in state.unmatched:
        if (one.table, one.kind, one.key) == (table, said["history_type"], said[tracked()[table]]):
            state.unmatched.remove(one)
            found.extend(f"{what} says another {name}" for name, value in one.values.items() if name in said and said[name] != value)
            return
    found.append(f"{what} without a change")


__all__ = ["APART", "catching", "found", "listen", "looking_away"]
