"""The journals of a workspace as rows of a file: what stands in it, as of when and by which filters, then line by line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from taskforce.desk.names import role_of
from taskforce.desk.readings import of_room, opened
from taskforce.desk.timeline import Room, acts_of, asked_of, subjects, timeline, told_reason
from taskforce.drawing import words
from taskforce.kernel import clock
from taskforce.kernel.changes import title_of
from taskforce.models import User
from taskforce.sheets import Table

Row = list[Any]
Said = list[tuple[str, str]]


def acts_file(reader: User, room: Room, asked: dict[str, Any], said: Said) -> Iterator[Row]:
    """Write down every act asked for, the latest first, as an auditor may read it."""
    return _lines(room, said, acts_table(reader, room, asked, said))


def readings_file(reader: User, room: Room, asked: dict[str, Any], said: Said) -> Iterator[Row]:
    """Write down every reading asked for, the latest first."""
    return _lines(room, said, readings_table(reader, room, asked, said))


def acts_table(reader: User, room: Room, asked: dict[str, Any], said: Said) -> Table:
    """The acts asked for as a table: all of them to an auditor; to others those on what they may read, as the page tells them."""
    if not room.audits:
        return Table(
            _("Timeline"), [_("When"), _("Act"), _("Who"), _("On what"), _("Reason")], _told(reader, room, asked), said, "timeline"
        )
    rows = (
        [*_who(act), title_of(act), *(about[0][:2] if (about := subjects(act)) else ("", "")), told_reason(act)]
        for act in asked_of(acts_of(reader, room), asked).order_by("-pk").iterator()
    )
    return Table(_("Timeline"), [*_who_words(), _("Act"), _("Kind of thing"), _("Its number"), _("Reason")], rows, said, "acts")


def _told(reader: User, room: Room, asked: dict[str, Any]) -> Iterator[Row]:
    before, more = "", True
    while more:
        page = timeline(reader, room, asked, before)
        for line in page.lines:
            things = "\n".join(f"{one.kind} {one.name}".strip() for one in line.things)
            yield [line.act.at, line.title, line.who, things, line.reason]
        before, more = str(page.following), page.following > 0


def readings_table(reader: User, room: Room, asked: dict[str, Any], said: Said) -> Table:
    """The readings asked for as a table."""
    found = asked_of(of_room(reader, room), asked).order_by("-pk").iterator()
    rows = ([*_who(one), *opened(one)[:2], one.get_how_display()] for one in found)
    return Table(_("Readings"), [*_who_words(), _("Kind of thing"), _("Its number"), _("How")], rows, said, "readings")


def _lines(room: Room, said: Said, table: Table) -> Iterator[Row]:
    yield from _head(table.title, room, said)
    yield list(table.columns)
    yield from map(list, table.rows)


def _head(title: str, room: Room, said: Said) -> Iterator[Row]:
    yield [title, room.workspace.reference, room.workspace.name]
    yield [_("As of"), words.moment(clock.now())]
    yield from ([name, value] for name, value in said)
    yield []


def _who_words() -> Row:
    return [_("Number"), _("When"), _("Person"), _("Organisation"), _("Role")]


def _who(row: Any) -> Row:
    return [row.pk, row.at, row.by_name, row.organisation_name, role_of(row)]
