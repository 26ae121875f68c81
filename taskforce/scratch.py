"""The house as it stood at an instant, rebuilt from its history in a database in memory, so that what was computed then is computed again.

Nothing of it is written anywhere: the code that computes runs unchanged, on the scratch database instead of the installation's and on the
clock of that instant. Order is by the number of acts and never by the clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import connections
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.db.models import Max

from taskforce.kernel import clock

DEFAULT = "default"


@contextmanager
def as_before(act: int, instant: datetime, rooms: Iterable[int]) -> Iterator[None]:
    """Let it be the instant before an act: what lives in these workspaces, and in none, stands as the acts before it left it."""
    rooms = set(rooms)
    tracked = [model for model in apps.get_models() if hasattr(model, "history")]
    rows = {model: _rows(model, act, rooms) for model in tracked}
    kept, scratch = connections[DEFAULT], _empty(tracked)
    try:
        for model, found in rows.items():
            _fill(scratch, model, found)
        connections[DEFAULT] = scratch
        with clock.at(instant):
            yield
    finally:
        connections[DEFAULT] = kept
        scratch.close()


def _columns(model: Any) -> list[Any]:
    return [one for one in model._meta.concrete_fields if not one.generated]


def _rows(model: Any, act: int, rooms: set[int]) -> list[tuple[Any, ...]]:
    """Read the last row each thing had before an act; what was gone by then is left out."""
    within = {"workspace__in": rooms} if any(one.name == "workspace" for one in model._meta.fields) else {}
    known = model.history.filter(act__lt=act, **within).order_by()
    last = known.values(model._meta.pk.attname).annotate(last=Max("history_id")).values("last")
    there = model.history.filter(history_id__in=last).exclude(history_type="-").order_by()
    return list(there.values_list(*(one.attname for one in _remembered(model))))


def _remembered(model: Any) -> list[Any]:
    """List the columns whose past is kept: a password has none."""
    names = {one.attname for one in model.history.model._meta.concrete_fields}
    return [one for one in _columns(model) if one.attname in names]


def _empty(models: list[Any]) -> Any:
    """Make a database in memory with the tables of some models; what they point to need not be there."""
    it: Any = DatabaseWrapper({**connections[DEFAULT].settings_dict, **IN_MEMORY}, alias=DEFAULT)
    it.connect()
    with it.schema_editor() as editor:
        for model in models:
            editor.create_model(model)
    it.connection.execute("PRAGMA foreign_keys = OFF")
    return it


IN_MEMORY: dict[str, Any] = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": ":memory:",
    "OPTIONS": {},
    "CONN_MAX_AGE": None,
    "CONN_HEALTH_CHECKS": False,
}


def _fill(scratch: Any, model: Any, rows: list[tuple[Any, ...]]) -> None:
    """Write the rows straight into the table: these are no acts, and no history of theirs is wanted."""
    columns = _remembered(model)
    others = [one for one in _columns(model) if one not in columns]
    named = ", ".join(f'"{one.column}"' for one in [*columns, *others])
    places = ", ".join("?" * (len(columns) + len(others)))
    usual = [one.get_db_prep_save(one.get_default(), scratch) for one in others]
    prepared = [[*(one.get_db_prep_save(value, scratch) for one, value in zip(columns, row, strict=True)), *usual] for row in rows]
    scratch.connection.executemany(f'INSERT INTO "{model._meta.db_table}" ({named}) VALUES ({places})', prepared)  # noqa: S608  # our own names
