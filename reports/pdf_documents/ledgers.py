"""The registers both documents print: orders in force, meetings held, what was promised."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.figures.around_reading import MeetingLine, OrderLine, PromiseLine
from reports.figures.reading import Mark
from reports.pdf.parts import Cell, Column, Table, Value
from reports.pdf_documents import shared
from taskforce.drawing.words import MISSING, number

NAMED = 4


def orders_table(orders: Sequence[OrderLine], caption: str, names: dict[str, str] | None = None) -> Table | None:
    """List orders in force; with ``names`` of places, the ground they hold on instead of how often they were used."""
    columns = (
        Column(_("No."), 8),
        Column(_("Order"), 34),
        Column(_("Issued by"), 22),
        Column(_("In force"), 18),
        Column(_("Places"), 18) if names is not None else Column(_("Times used"), 18, numeric=True),
    )
    lines: list[list[Value]] = [
        [one.code, _subject(one), Cell(one.issuer, note=one.level), _days(one), _where(one, names) if names is not None else one.used]
        for one in orders
    ]
    return Table.of(caption, columns, lines) if lines else None


def _subject(one: OrderLine) -> Cell:
    return Cell(one.subject, note=_("Extends %(code)s.") % {"code": one.extends} if one.extends else "")


def _days(one: OrderLine) -> Cell:
    days = _("%(since)s to %(until)s") % {"since": one.since, "until": one.until}
    if not one.ends_soon:
        return Cell(days)
    return Cell(days, ending=shared.state_of(Mark("warn", _("Ends within 30 days"))))


def _where(one: OrderLine, names: dict[str, str]) -> str:
    known = [names[place] for place in one.places if place in names]
    if not known:
        return _("The whole region") if not one.places else MISSING
    left = len(known) - NAMED
    words = ngettext("%(names)s and %(count)d other", "%(names)s and %(count)d others", left)
    return ", ".join(known) if left <= 0 else words % {"names": ", ".join(known[:NAMED]), "count": left}


def meetings_table(meetings: Sequence[MeetingLine]) -> Table | None:
    """List the meetings held, with which organisations were there."""
    columns = (Column(_("Day"), 13), Column(_("Meeting"), 25), Column(_("Present"), 12, numeric=True), Column(_("By organisation"), 50))
    lines: list[list[Value]] = [[one.day, one.title, one.turnout, _who(one)] for one in meetings]
    return Table.of(_("Meetings held in the period"), columns, lines) if lines else None


def _who(one: MeetingLine) -> Cell:
    away = [
        words % {"names": ", ".join(names)}
        for words, names in ((_("Excused: %(names)s."), one.excused), (_("Absent: %(names)s."), one.absent))
        if names
    ]
    return Cell(", ".join(one.present) or MISSING, note=" ".join(away))


def promises_table(promises: Sequence[PromiseLine]) -> Table | None:
    """List what organisations promised and what became of it."""
    columns = (Column(_("Commitment"), 45), Column(_("Organisation"), 25), Column(_("Due"), 13), Column(_("State"), 17))
    lines: list[list[Value]] = [[one.what, one.organisation, one.due, shared.state_of(one.state)] for one in promises]
    return Table.of(_("Commitments: still to be kept, or due in the period"), columns, lines) if lines else None


def turnout_table(places: Sequence[tuple[str, Sequence[MeetingLine], Sequence[PromiseLine]]]) -> Table | None:
    """Say of each place how often it met, how many organisations came, and how many promises are late; nothing where nobody met."""
    if not any(meetings or promises for _name, meetings, promises in places):
        return None
    columns = (
        Column(_("Hotspot"), 35),
        Column(_("Meetings"), 11, numeric=True),
        Column(_("Last meeting"), 14),
        Column(_("Present then"), 14, numeric=True),
        Column(_("Commitments"), 14, numeric=True),
        Column(_("Late or not kept"), 12, numeric=True),
    )
    lines: list[list[Value]] = [[name, *_met(meetings), *_promised(promises)] for name, meetings, promises in places]
    return Table.of(_("Meetings of the task forces and what was promised there"), columns, lines)


def _met(meetings: Sequence[MeetingLine]) -> list[Value]:
    return [number(len(meetings)), *([meetings[-1].day, meetings[-1].turnout] if meetings else [MISSING, MISSING])]


def _promised(promises: Sequence[PromiseLine]) -> list[Value]:
    return [number(len(promises)), number(sum(one.state.tone == "bad" for one in promises))]
