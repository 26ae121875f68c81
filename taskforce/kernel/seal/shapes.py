"""How a row is written down for its digest: every field as text, the same text on every database.

A row is the JSON array of its model's label and its values, each a string or null, in the order of the shape:
whole numbers in decimal, yes and no as 1 and 0, moments as 2024-11-15T09:30:00.000000 in UTC, days as 2024-11-15, decimals with
the places of their field, identifiers in 32 hexadecimal digits, contents as canonical JSON.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

from taskforce.kernel.canon import canonical
from taskforce.kernel.journal import Act, Reading
from taskforce.kernel.seal.books import Erasure
from taskforce.kernel.trail import Stamp

Fields = dict[str, list[list[str]]]

KINDS = {
    "text": ("CharField", "TextField", "SlugField", "FileField", "FilePathField"),
    "integer": (
        "AutoField", "BigAutoField", "SmallAutoField", "IntegerField", "BigIntegerField", "SmallIntegerField", "PositiveIntegerField",
        "PositiveSmallIntegerField", "PositiveBigIntegerField",
    ),
    "boolean": ("BooleanField",),
    "moment": ("DateTimeField",),
    "day": ("DateField",),
    "time": ("TimeField",),
    "uuid": ("UUIDField",),
    "json": ("JSONField",),
    "float": ("FloatField",),
    "binary": ("BinaryField",),
}  # fmt: skip
KIND_OF = {name: kind for kind, names in KINDS.items() for name in names}

# What the database itself is asked to write, so that a million rows need no loop in Python.
SQL = {
    "postgresql": {
        "text": "{0}",
        "integer": "{0}::text",
        "boolean": "{0}::int4::text",
        "moment": """to_char({0} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')""",
        "day": "to_char({0}, 'YYYY-MM-DD')",
        "time": "to_char({0}, 'HH24:MI:SS.US')",
        "uuid": "replace({0}::text, '-', '')",
        "json": "{0}::text",
        "float": "{0}::float8::text",
        "binary": "encode({0}, 'hex')",
        "decimal": "round({0}, {1})::text",
    },
    "sqlite": {
        "text": "CAST({0} AS TEXT)",
        "integer": "CAST({0} AS TEXT)",
        "boolean": "CAST({0} AS TEXT)",
        "moment": "replace(substr({0} || '.000000', 1, 26), ' ', 'T')",
        "day": "CAST({0} AS TEXT)",
        "time": "substr({0} || '.000000', 1, 15)",
        "uuid": "CAST({0} AS TEXT)",
        "json": "CAST({0} AS TEXT)",
        "float": "CAST({0} AS TEXT)",
        "binary": "lower(hex({0}))",
        "decimal": "printf('%.{1}f', {0})",
    },
}


class NoForm(TypeError):
    """A field has no form in which it could be sealed."""


def kind_of(field: models.Field[Any, Any]) -> str:
    """Say how a field is written down; a foreign key like what it points to. Raises NoForm for a field nobody thought of."""
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    if isinstance(field, models.DecimalField):
        return f"decimal:{field.decimal_places}"
    try:
        return KIND_OF[field.get_internal_type()]
    except KeyError:
        raise NoForm(f"{field} cannot be sealed: give {field.get_internal_type()} a form in {__name__}.") from None


def sealed_models() -> list[type[models.Model]]:
    """List what is sealed: acts, readings, erasures and every model of history, in the order of their labels."""
    found = [one for one in apps.get_models() if issubclass(one, Stamp)]
    return sorted([Act, Reading, Erasure, *found], key=lambda one: one._meta.label_lower)


def shape_in_force() -> Fields:
    """Read from the models which fields digests cover today, and how each is written down."""
    return {one._meta.label_lower: [[field.attname, kind_of(field)] for field in one._meta.concrete_fields] for one in sealed_models()}


@dataclass(frozen=True)
class Table:
    """How the rows of one model are read from one database: what is asked for, and which values are put in order afterwards."""

    label: str
    name: str
    key: str
    group: str
    columns: tuple[str, ...]
    mend: tuple[tuple[int, Callable[[str], str]], ...]
    missing: tuple[str, ...] = ()

    def select(self, low: int, high: int) -> str:
        """Ask for the rows of the acts from low up to high, left out."""
        columns = ", ".join((self.group, self.key, *self.columns))
        return (
            f"SELECT {columns} FROM {self.name} WHERE {self.group} >= {int(low)} AND {self.group} < {int(high)} "  # noqa: S608
            "ORDER BY 1, 2"
        )


def tables_of(fields: Fields, connection: Any) -> dict[str, Table]:
    """Prepare the reading of every model of a shape; a model that is gone has no table, a field that is gone is named as missing."""
    known = {one._meta.label_lower: one for one in sealed_models()}
    return {label: _table(known[label], shape, connection) for label, shape in fields.items() if label in known}


def _table(model: type[models.Model], shape: list[list[str]], connection: Any) -> Table:
    quote, sql = connection.ops.quote_name, SQL[connection.vendor]
    columns = {one.attname: quote(one.column) for one in model._meta.concrete_fields}
    there = [(columns[name], *kind.split(":")) for name, kind in shape if name in columns]
    return Table(
        label=model._meta.label_lower,
        name=quote(model._meta.db_table),
        key=quote(model._meta.pk.column),
        group=columns["act_id" if issubclass(model, Stamp) else "id"],
        columns=tuple(sql[kind].format(column, *more) for column, kind, *more in there),
        mend=tuple((place, MENDING[kind]) for place, (_column, kind, *_more) in enumerate(there) if kind in MENDING),
        missing=tuple(name for name, _kind in shape if name not in columns),
    )


def number(text: str) -> int | float:
    """Read a number of a content so that it is written the same again: databases do not agree on idle zeros and exponents."""
    value = float(text)
    return int(value) if value.is_integer() else value


def content(text: str) -> str:
    """Write a content the same whichever database gave it back."""
    return canonical(json.loads(text, parse_float=number))


def floating(text: str) -> str:
    """Write a floating number as Python does."""
    return repr(float(text))


MENDING: dict[str, Callable[[str], str]] = {"json": content, "float": floating}
