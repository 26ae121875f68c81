"""The readings of a workspace: who opened which restricted thing, and when; for auditors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taskforce.desk import place
from taskforce.desk.names import Names
from taskforce.desk.timeline import PAGE, Page, Room, Thing, asked_of
from taskforce.kernel.changes import kind_of
from taskforce.models import Act, Reading, User
from taskforce.sheets import SHEETS


@dataclass(frozen=True)
class ReadingLine:
    """One reading: who, of what kind of thing and its number, and in which form."""

    row: Reading
    who: str
    thing: Thing


JOURNALS = {Act._meta.label_lower: gettext_lazy("Timeline"), Reading._meta.label_lower: gettext_lazy("Readings")}


def readings(reader: User, room: Room, asked: dict[str, Any], before: str = "") -> Page:
    """Read up to fifty readings, newest first, before a place in the journal."""
    rows = asked_of(of_room(reader, room), asked).order_by("-pk")
    found = list((rows.filter(pk__lt=place(before)) if place(before) else rows)[: PAGE + 1])
    names = Names(reader, room.workspace)
    lines = [ReadingLine(one, names.who(one), opened(one)) for one in found[:PAGE]]
    return Page(lines, found[PAGE - 1].pk if len(found) > PAGE else 0)


def of_room(reader: User, room: Room) -> Any:
    """The readings of a workspace, to those who read its journal."""
    return Reading.objects.visible_to(reader).filter(workspace_id=room.workspace.pk)


def opened(row: Reading) -> Thing:
    """Name what was opened: a kind of thing and its number; a journal has no number, a list its name."""
    if row.subject_type in JOURNALS:
        return Thing(str(JOURNALS[row.subject_type]), "")
    if row.subject_type in SHEETS:
        return Thing(_("list"), str(SHEETS[row.subject_type].title))
    return Thing(kind_of(row.subject_type), str(row.subject_id))


def people(reader: User, room: Room) -> list[tuple[str, str]]:
    """List who read, by key."""
    found = of_room(reader, room).values_list("by", "by_name").distinct()
    return sorted({str(key): name for key, name in found}.items(), key=lambda one: one[1])


def kinds() -> list[tuple[str, str]]:
    """List what can be restricted, by label: whether any was read is not said."""
    restricted = [
        (model._meta.label_lower, kind_of(model._meta.label_lower)) for model in apps.get_models() if hasattr(model, "is_restricted")
    ]
    lists = [(name, _("List: %(name)s") % {"name": listed.title}) for name, listed in SHEETS.items()]
    return sorted([*restricted, *((label, str(name)) for label, name in JOURNALS.items()), *lists], key=lambda one: one[1])
