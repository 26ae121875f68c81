"""Any list of a workspace, as it stood at the end of a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.urls import reverse
from django.utils.translation import gettext as _

from taskforce.desk import place
from taskforce.desk.names import Names, in_room
from taskforce.drawing import words
from taskforce.kernel.changes import field_name, fields_of, kinds_of, pointed_to, stood
from taskforce.kernel.past import LISTS, as_of
from taskforce.kernel.readings import note
from taskforce.models import User, Workspace
from taskforce.sheets import Table

PAGE = 100


@dataclass(frozen=True)
class Row:
    """One thing as it stood: where its history is told, and its fields in words."""

    url: str
    values: list[str]


@dataclass(frozen=True)
class Listing:
    """Some rows of a list, the latest first; what its columns are called and where the next rows begin, or 0."""

    kind: str
    columns: list[str]
    rows: list[Row]
    following: int


def choices() -> list[tuple[str, str]]:
    """Name the lists that can be read as of a day, by label."""
    return sorted(((label, kinds_of(label)) for label in LISTS), key=lambda one: one[1])


def listed(reader: User, workspace: Workspace, label: str, day: date, *, before: str = "") -> Listing:
    """Read a list as it stood at the end of a day, as far as the reader may read its past. Two queries, and one for each model it points to."""
    model, columns = apps.get_model(label), LISTS[label]
    key = model._meta.pk.attname
    found = as_of(model.objects.history_visible_to(reader), day, **{_room(model): workspace.pk})
    rows = list(found.filter(**_earlier(key, before)).order_by(f"-{key}")[: PAGE + 1])
    shown = rows[:PAGE]
    _note(reader, workspace, model, shown)
    names = Names(reader, workspace)
    names.learn(pointed_to(shown, columns))
    told = [Row(reverse("history", args=[label, getattr(one, key)]), [text for _name, text in stood(one, names, columns)]) for one in shown]
    following = getattr(shown[-1], key) if len(rows) > PAGE else 0
    return Listing(kinds_of(label), [field_name(one) for one in fields_of(model.history.model, columns)], told, following)


def table_of(reader: User, workspace: Workspace, label: str, day: date) -> Table:
    """A list as it stood at the end of a day, whole, as a table. Its rows are read when a file is made, a hundred at a time."""
    columns = [field_name(one) for one in fields_of(apps.get_model(label).history.model, LISTS[label])]
    said = [(_("As it stood at the end of"), words.day(day))]
    name = label.rpartition(".")[2]
    restricted = hasattr(apps.get_model(label), "is_restricted") or bool(getattr(apps.get_model(label).objects.all(), "follows", ""))
    return Table(kinds_of(label), columns, _all(reader, workspace, label, day), said, name, restricted=restricted)


def _all(reader: User, workspace: Workspace, label: str, day: date) -> Iterator[list[str]]:
    before, more = "", True
    while more:
        page = listed(reader, workspace, label, day, before=before)
        yield from (row.values for row in page.rows)
        before, more = str(page.following), page.following > 0


def _room(model: Any) -> str:
    return model._meta.pk.attname if model is Workspace else "workspace"


def _earlier(key: str, before: str) -> dict[str, int]:
    return {f"{key}__lt": start} if (start := place(before)) else {}


def _note(reader: User, workspace: Workspace, model: Any, rows: list[Any]) -> None:
    """Note the rows as read: themselves where they say how far they may be read, else what they hang on. One query at most."""
    things: Any = [one.instance for one in rows]
    if field := getattr(model.objects.all(), "follows", ""):
        parent = model._meta.get_field(field)
        things = parent.related_model.objects.visible_to(reader).filter(pk__in={getattr(one, parent.attname) for one in rows})
    note(reader, *(in_room(one, workspace) for one in things))
