"""Erasing a text from history: the only place that changes a written row. It leaves a tombstone that still verifies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connections, models, transaction

from taskforce.kernel.journal import Act, fresh_salt
from taskforce.kernel.seal.books import Erasure, Seal
from taskforce.kernel.seal.digests import written
from taskforce.kernel.seal.hashes import of_row
from taskforce.kernel.seal.sealing import shape_at
from taskforce.kernel.seal.shapes import Table, tables_of

ERASED = "[erased]"


class NotSealed(RuntimeError):
    """A row can only be erased once it is sealed: what it was must be known to be proved."""


@dataclass(frozen=True)
class Rewritten:
    """A row as it will be: its new text and salt, and its digest before and after."""

    row: Any
    values: dict[str, str]
    before: str
    after: str


def eraser() -> str:
    """Name the database connection that may change written rows: the eraser's own, where there is one."""
    return "eraser" if "eraser" in connections.settings else "default"


def without(text: str, fragment: str, field: models.Field[Any, Any]) -> str:
    """Return a text without a fragment, still fitting its field."""
    return text.replace(fragment, ERASED)[: field.max_length if isinstance(field, models.CharField) else None]


def erase(rows: list[Any], field: str, fragment: str, *, act: Act, rule: str) -> list[Erasure]:
    """Take a fragment out of a field of some written rows, within the act that erases it. Raises NotSealed."""
    done = [_rewritten(row, field, fragment) for row in rows]
    stones = [
        Erasure.objects.create(
            act=act, label=one.row._meta.label_lower, key=one.row.pk, field=field, before=one.before, after=one.after, rule=rule
        )
        for one in done
    ]
    if eraser() == "default":
        _carry_out(done)
    else:  # that connection commits by itself: only after the tombstones, so that nothing is ever changed without them
        transaction.on_commit(lambda: _carry_out(done))
    return stones


def _carry_out(done: list[Rewritten]) -> None:
    """Change the written rows, all or none; should this fail, verification says so and the text can be erased again."""
    with transaction.atomic(eraser()):
        for one in done:
            models.QuerySet(type(one.row), using=eraser()).filter(pk=one.row.pk).update(**one.values)


def _rewritten(row: Any, field: str, fragment: str) -> Rewritten:
    """Work out what becomes of a row, in the shape in which it was sealed."""
    act = row.pk if isinstance(row, Act) else row.act_id
    table, names = _sealed_as(row, act)
    values = next(values for _act, key, values in written(connections["default"], table, act, act + 1) if key == row.pk)
    before = of_row(table.label, values)
    new = {field: without(getattr(row, field), fragment, row._meta.get_field(field)), "salt": fresh_salt()}
    mended = [new.get(name, value) for name, value in zip(names, values, strict=True)]
    return Rewritten(row, new, before, of_row(table.label, mended))


def _sealed_as(row: Any, act: int) -> tuple[Table, list[str]]:
    """Find the shape in which a row was sealed."""
    seal = Seal.objects.filter(kind=Seal.Kind.ACT, key=act).first()
    if seal is None:
        raise NotSealed(str(act))
    fields, label = shape_at(seal.number), row._meta.label_lower
    return tables_of({label: fields[label]}, connections["default"])[label], [name for name, _kind in fields[label]]
