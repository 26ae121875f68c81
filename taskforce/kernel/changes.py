"""What changed in a thing, act by act: its history rows compared in one pass."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from taskforce.kernel.acts import NAMES

if TYPE_CHECKING:
    from taskforce.kernel.journal import Act

SILENT = frozenset({"id", "workspace", "client_key", "digest"})


@dataclass(frozen=True)
class FieldChange:
    """One field before and after, in words."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """One act on the thing and the fields it changed."""

    act: Act
    created: bool
    fields: list[FieldChange]

    @property
    def title(self) -> str:
        """The act in words."""
        return str(NAMES.get(self.act.code, self.act.code))


def changes(thing: models.Model) -> list[Change]:
    """Tell the thing's history, newest first. Three queries, plus one for each other model it points to."""
    history: Any = type(thing).history  # type: ignore[attr-defined]  # a law: every model has a trail
    rows = list(history.filter(**{thing._meta.pk.attname: thing.pk}).select_related("act").order_by("history_id"))
    fields = [one for one in history.model.tracked_fields if one.name not in SILENT]
    names = _names(fields, rows)
    told = [Change(rows[0].act, created=True, fields=[])] if rows else []
    told += [Change(new.act, created=False, fields=_compared(fields, names, old, new)) for old, new in pairwise(rows)]
    return told[::-1]


def _compared(fields: list[Any], names: dict[Any, str], old: Any, new: Any) -> list[FieldChange]:
    return [
        FieldChange(
            capfirst(str(one.verbose_name)),
            _in_words(one, getattr(old, one.attname), names),
            _in_words(one, getattr(new, one.attname), names),
        )
        for one in fields
        if getattr(old, one.attname) != getattr(new, one.attname)
    ]


def _names(fields: list[Any], rows: list[Any]) -> dict[Any, str]:
    """Name what the rows point to, one query per model."""
    wanted: dict[type[models.Model], set[int]] = {}
    for one in fields:
        if isinstance(one, models.ForeignKey):
            wanted.setdefault(one.related_model, set()).update(filter(None, (getattr(row, one.attname) for row in rows)))
    return {(model, key): str(found) for model, keys in wanted.items() if keys for key, found in model._base_manager.in_bulk(keys).items()}


def _in_words(field: Any, value: Any, names: dict[Any, str]) -> str:
    """Say a value as a person reads it."""
    if value is None or value == "":
        return "–"
    if isinstance(field, models.ForeignKey):
        return names.get((field.related_model, value), "–")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dict | list):
        return _("(contents)")
    if hasattr(value, "hour"):
        return date_format(localtime(value), "d/m/Y H:i")
    return value.strftime("%d/%m/%Y") if hasattr(value, "strftime") else str(value)
