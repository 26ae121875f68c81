# ruff: noqa: S608
"""The roles of PostgreSQL, by real connections: what is forbidden is refused by the database itself, and the house still works."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, OperationalError, ProgrammingError, connection, connections, transaction

from taskforce.database_roles import CHAIN, changeable, sql, written
from taskforce.kernel.acts import acting
from taskforce.kernel.seal import sealing
from taskforce.kernel.seal.verdict import INTACT, verify
from taskforce.models import Act, Erasure, Seal
from taskforce.sealing import run
from taskforce.services import erase
from tests import watch
from tests.access import arrange as a
from tests.access.arrange import enter
from tests.cast import RESTRICTED, Cast

pytestmark = [
    pytest.mark.skipif(not settings.DATABASES["default"]["ENGINE"].endswith("postgresql"), reason="roles are PostgreSQL's"),
]
TABLES = sorted(one._meta.db_table for one in apps.get_models() if written(one))
CHAINED = sorted(one._meta.db_table for one in CHAIN)


def connect(alias: str, user: str) -> None:
    """Let an alias be a real connection under a role."""
    connections[alias].close()
    connections[alias].settings_dict["USER"] = user


@pytest.fixture(scope="module")
def prefix(owner: str, django_db_blocker: Any) -> Iterator[str]:
    """Give the test database its roles; take them away at the end."""
    with django_db_blocker.unblock():
        prefix = str(connection.settings_dict["NAME"])
        with watch.looking_away(), connection.cursor() as cursor:
            cursor.execute(sql(prefix))
        connection.close()
        for alias in ("sealer", "eraser", "backup"):
            connections.settings[alias] = {**connection.settings_dict, "USER": f"{prefix}_{alias}"}
        connect("default", f"{prefix}_app")
        yield prefix
        connect("default", owner)
        for alias in ("sealer", "eraser", "backup"):
            connections[alias].close()
            del connections.settings[alias], connections[alias]
        with connection.cursor() as cursor:
            for one in ("app", "sealer", "eraser", "backup"):
                cursor.execute(f"DROP OWNED BY {prefix}_{one}; DROP ROLE {prefix}_{one}")
            cursor.execute("GRANT ALL ON SCHEMA public TO PUBLIC")


@pytest.fixture(scope="module")
def owner(django_db_setup: None) -> str:
    """Who owns the test database; asked before anybody else connects."""
    return str(connection.settings_dict["USER"])


def refused(alias: str, statement: str) -> bool:
    """Whether the database refuses a statement to a role, for want of permission and nothing else."""
    try:
        with transaction.atomic(alias), connections[alias].cursor() as cursor:
            cursor.execute(statement)
    except ProgrammingError as error:
        return "permission denied" in str(error)
    return False


EVERY = pytest.mark.django_db(databases=["default"])


@EVERY
@pytest.mark.parametrize("table", TABLES)
def test_the_application_changes_nothing_that_is_written(table: str, prefix: str) -> None:
    """No update of any column, no delete, no truncate, no key of its own choosing."""
    with connection.cursor() as cursor:
        columns = [one.name for one in connection.introspection.get_table_description(cursor, table)]
        cursor.execute(f"SELECT current_user, count(*) FROM {table}")
        assert cursor.fetchone()[0] == f"{prefix}_app"
    key = "history_id" if "history_id" in columns else "id"
    assert refused("default", f"DELETE FROM {table}")
    assert refused("default", f"TRUNCATE {table}")
    assert refused("default", f"INSERT INTO {table} ({key}) VALUES (5)")
    for column in columns:
        assert refused("default", f'UPDATE {table} SET "{column}" = "{column}"'), column


@EVERY
@pytest.mark.parametrize("table", CHAINED)
def test_the_application_only_reads_the_chain(table: str, prefix: str) -> None:
    """It seals nothing, so whoever breaks into it cannot seal a lie."""
    for statement in (f"DELETE FROM {table}", f"TRUNCATE {table}", f"INSERT INTO {table} DEFAULT VALUES", f"UPDATE {table} SET hash = 'x'"):
        if table != "taskforce_shape" or "hash" not in statement:
            assert refused("default", statement), statement
    assert refused("default", "CREATE TABLE public.mine (id int)")
    assert refused("default", f"SET ROLE {prefix}_sealer")


@EVERY
def test_the_application_works_under_its_role(cast: Cast, prefix: str) -> None:
    """Pages read and act, readings are written, a report goes to its acceptance; sealing is left to the sealer."""
    browser = enter(cast.police)
    for path in ("/", "/hotspots/TST-01/plan/", "/reports/", "/task-forces/TST-01/", f"/history/actions.action/{cast.action('S1').pk}/"):
        assert browser.get(path).status_code == 200, path
    assert RESTRICTED in browser.get("/hotspots/TST-01/actions/S2/").content.decode()
    assert (
        browser.post(
            "/hotspots/TST-01/actions/S1/block/", {"blocked_reason": "Works", "unblocker": cast.organisation("REGION").pk}
        ).status_code
        == 302
    )
    assert Act.objects.filter(code="actions.block").exists()
    with acting(cast.clerk, "tests.arrange"):
        report = a.report("submitted", signed=True)(cast)
    assert enter(cast.reviewer).post(f"/reports/{report.reference}/accept/", {"agreed": "on"}).status_code in {200, 302}
    with pytest.raises(DatabaseError), transaction.atomic():
        sealing.seal()


@pytest.mark.django_db(databases=["default", "sealer"])
def test_the_sealer_seals_and_does_nothing_else(prefix: str) -> None:
    """It reads all, adds links, and may change nothing, not even its own links."""
    before, after = run()
    assert after.number > before.number
    assert Seal.objects.using("sealer").count() == after.number
    for table in [*TABLES, *CHAINED, "taskforce_user"]:
        assert refused("sealer", f"DELETE FROM {table}"), table
        assert refused("sealer", f"TRUNCATE {table}"), table
    assert refused("sealer", "UPDATE taskforce_seal SET hash = 'x'")
    assert refused("sealer", "UPDATE taskforce_act SET reason = 'x'")
    assert refused("sealer", "INSERT INTO taskforce_user (email) VALUES ('x')")
    assert verify("sealer").code == INTACT


@pytest.mark.django_db(databases=["default", "eraser"])
@pytest.mark.parametrize("model", [one for one in apps.get_models() if written(one)], ids=lambda one: one._meta.label)
def test_the_eraser_changes_texts_and_salts_only(model: Any, prefix: str) -> None:
    """Nothing can be added or taken away, no date, no author, no figure changed."""
    table, allowed = model._meta.db_table, changeable(model)
    for column in (one.column for one in model._meta.concrete_fields):
        statement = f'UPDATE {table} SET "{column}" = DEFAULT WHERE {model._meta.pk.column} = -1'
        assert refused("eraser", statement) == (column not in allowed), column
    for statement in (f"DELETE FROM {table}", f"TRUNCATE {table}", f"INSERT INTO {table} DEFAULT VALUES"):
        assert refused("eraser", statement), statement


@pytest.mark.django_db(databases=["default", "backup"])
def test_the_backup_reads_all_and_writes_nothing(prefix: str) -> None:
    """Every table can be copied, none changed."""
    for table in (one._meta.db_table for one in apps.get_models(include_auto_created=True)):
        with connections["backup"].cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {table}")
        assert refused("backup", f"DELETE FROM {table}"), table


def test_an_erasure_by_its_own_role_verifies(prefix: str, owner: str, django_db_blocker: Any, django_db_setup: None) -> None:
    """The application erases, the eraser's connection changes the past, the sealer seals; committed for good, then undone by the owner."""
    with django_db_blocker.unblock():
        cast = Cast()
        sealing.seal("sealer")
        hotspot = cast.hotspot
        history: Any = type(hotspot).history.filter(id=hotspot.pk)
        before = [(row.history_id, row.reason, row.salt) for row in history]
        try:
            assert erase(by=cast.mayor, thing=hotspot, field="reason", fragment="Street dealing", reason="Rule") == len(before)
            sealing.seal("sealer")
            assert {row.reason for row in history.all()} == {"[erased] seen all year."}
            assert verify().code == INTACT
        finally:
            _as_it_was(owner, hotspot, before)
            connect("default", f"{prefix}_app")


def test_an_erasure_whose_connection_fails_leaves_its_tombstone(
    prefix: str, owner: str, django_db_blocker: Any, django_db_setup: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Never a changed row without a tombstone: the other way round, and the next try carries it out."""
    with django_db_blocker.unblock():
        cast = Cast()
        sealing.seal("sealer")
        hotspot = cast.hotspot
        history: Any = type(hotspot).history.filter(id=hotspot.pk)
        before = [(row.history_id, row.reason, row.salt) for row in history]
        again = {"by": cast.mayor, "thing": hotspot, "field": "reason", "fragment": "Street dealing", "reason": "Rule"}
        try:
            with monkeypatch.context() as patched:
                patched.setattr("taskforce.kernel.seal.erasing._carry_out", _away)
                with pytest.raises(DatabaseError):
                    erase(**again)
            sealing.seal("sealer")
            assert Erasure.objects.filter(label="hotspots.historicalhotspot").count() == len(before)
            assert all("erase it again" in one for one in verify().wrong)
            assert erase(**again) == len(before)
            sealing.seal("sealer")
            assert verify().code == INTACT
        finally:
            _as_it_was(owner, hotspot, before)
            connect("default", f"{prefix}_app")


def _away(_done: Any) -> None:
    raise OperationalError("The eraser's connection is away.")


def _as_it_was(owner: str, hotspot: Any, before: list[tuple[int, str, str]]) -> None:
    """Undo, as the owner, what a test has committed."""
    connect("default", owner)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT act_id FROM taskforce_erasure")  # one that failed has changed nothing else
        acts = [key for (key,) in cursor.fetchall()]
        cursor.execute("TRUNCATE taskforce_seal, taskforce_shape, taskforce_erasure, taskforce_anchor CASCADE")
        last = max(key for key, _reason, _salt in before)
        cursor.execute("SELECT act_id FROM hotspots_historicalhotspot WHERE id = %s AND history_id > %s", [hotspot.pk, last])
        acts += [key for (key,) in cursor.fetchall()]
        cursor.execute("DELETE FROM hotspots_historicalhotspot WHERE act_id = ANY(%s)", [acts])
        cursor.execute("DELETE FROM taskforce_act WHERE id = ANY(%s)", [acts])
        cursor.execute("UPDATE hotspots_hotspot SET reason = %s WHERE id = %s", [before[0][1], hotspot.pk])
        for key, reason, salt in before:
            cursor.execute("UPDATE hotspots_historicalhotspot SET reason = %s, salt = %s WHERE history_id = %s", [reason, salt, key])
