"""Every row of a database, digested; and whether acts and changes belong together in it."""

from __future__ import annotations

from hashlib import sha256

from django.apps import apps
from django.db import connection

from taskforce.kernel.journal import Act


def contents(without: frozenset[str] = frozenset()) -> str:
    """Digest every row of every table."""
    with connection.cursor() as cursor:
        cursor.execute(_all_rows(without))
        return sha256(repr(cursor.fetchall()).encode()).hexdigest()


_asked: dict[tuple[str, frozenset[str]], str] = {}


def _all_rows(without: frozenset[str]) -> str:
    """Ask for all rows at once: a table's name, and its row in one piece."""
    if (known := _asked.get((connection.vendor, without))) is not None:
        return known
    with connection.cursor() as cursor:
        tables = sorted(set(connection.introspection.table_names(cursor)) - without)
        columns = {one: [f'"{column.name}"' for column in connection.introspection.get_table_description(cursor, one)] for one in tables}
    row = "CAST(t AS text)" if connection.vendor == "postgresql" else "quote({0})"
    every = " UNION ALL ".join(
        f"SELECT '{one}', {row.format(') || quote('.join(columns[one]))} FROM \"{one}\" t"  # noqa: S608  # the database's own names
        for one in tables
    )
    return _asked.setdefault((connection.vendor, without), f"{every} ORDER BY 1, 2")


def loose_ends() -> list[str]:
    """Find the acts that changed nothing, and the history rows whose act is not there."""
    acts = dict(Act.objects.values_list("pk", "code"))
    told = set()
    for model in apps.get_models():
        if hasattr(model, "history"):
            told |= set(model.history.values_list("act_id", flat=True).distinct())
    silent = [f"act {key} ({code}) changed nothing" for key, code in acts.items() if key not in told]
    return silent + [f"no act {key}" for key in told - acts.keys()]
