"""The chapters of the regional report that tell: one for each axis over all hotspots, one for each hotspot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actions.models import Measure
from actions.standing import STATUSES
from reports.figures.reading import AxisView, Mark
from reports.figures.regional_reading import AxisTotal, HotspotLine, RegionalView, TotalLine
from reports.pdf.parts import Cell, Column, Matrix, MatrixRow, State, Table, Value
from reports.pdf_documents import shared
from taskforce.drawing.words import number

ORDER = [tone for tone, _word in STATUSES.values()]
TROUBLED = frozenset({"bad", "warn"})


@dataclass(frozen=True)
class AxisChapter:
    """One axis over all accepted reports: how it stands, its totals, where it stands badly and why, and the word of the cell."""

    axis: str
    name: str
    lead: str
    statuses: tuple[State, ...]
    totals: Table | None
    standing: Table | None
    late: Table | None
    said: str


@dataclass(frozen=True)
class HotspotPart:
    """One accepted report on a page or two."""

    view: HotspotLine
    said: str
    axes: Matrix
    texts: tuple[tuple[str, str], ...]
    actions: Table | None
    figures: Table | None


def chapters_of(content: dict[str, Any], view: RegionalView) -> list[AxisChapter]:
    """Tell every axis over all accepted reports."""
    rules = {one["figure"]["measure"]["code"]: one["figure"]["measure"]["aggregation"] for one in content["totals"]}
    told = {one["reference"]: _axes(one) for one in content["hotspots"] if one["missing"] is None}
    return [_chapter(axis, view, rules, told) for axis in view.axes]


def _axes(hotspot: dict[str, Any]) -> dict[str, AxisView]:
    """Read the axes of a hotspot; none in a content that did not repeat them."""
    return {one["axis"]: AxisView.of(one, hotspot["texts"][one["axis"]]) for one in hotspot.get("axes", ())}


def _chapter(axis: AxisTotal, view: RegionalView, rules: dict[str, str], told: dict[str, dict[str, AxisView]]) -> AxisChapter:
    totals = [one for one in view.totals if one.axis == axis.axis]
    ordered = sorted(axis.statuses, key=lambda one: ORDER.index(one[0].tone))
    words = _("%(state)s: %(number)d")
    statuses = tuple(shared.state_of(Mark(mark.tone, words % {"state": mark.word, "number": many})) for mark, many in ordered)
    here = [(one, told[one.reference][axis.axis]) for one in view.present if axis.axis in told[one.reference]]
    return AxisChapter(
        axis=axis.axis,
        name=axis.name,
        lead=_axis_lead(axis, view),
        statuses=statuses,
        totals=_totals_table(totals, view, rules) if totals else None,
        standing=_standing_table(here) if here else None,
        late=_late_table(here),
        said=axis.said,
    )


def _axis_lead(axis: AxisTotal, view: RegionalView) -> str:
    counts = {name: number(axis.counts[name]) for name in ("done", "planned", "late", "blocked")}
    words = ngettext(
        "In %(places)d hotspot: %(done)s of %(planned)s planned actions done, %(late)s late, %(blocked)s blocked.",
        "In %(places)d hotspots: %(done)s of %(planned)s planned actions done, %(late)s late, %(blocked)s blocked.",
        len(view.present),
    )
    return words % {**counts, "places": len(view.present)}


def _totals_table(totals: Sequence[TotalLine], view: RegionalView, rules: dict[str, str]) -> Table:
    columns = (
        Column(_("Measure"), 40),
        Column(_("Over the period"), 17, numeric=True),
        Column(_("Hotspots counted"), 15, numeric=True),
        Column(_("How they are put together"), 28),
    )
    caption = _("Totals of the accepted reports, from %(since)s to %(until)s") % {"since": view.period.since, "until": view.period.until}
    lines: list[list[Value]] = [
        [
            shared.measure_cell(one.figure, one.left_out),
            one.figure.text,
            _("%(part)s of %(whole)s") % {"part": number(one.places), "whole": number(len(view.present))},
            str(Measure.Aggregation(rules[one.figure.code]).label),
        ]
        for one in totals
    ]
    return Table.of(caption, columns, lines, note=shared.star_note([one.figure for one in totals]))


def _standing_table(here: Sequence[tuple[HotspotLine, AxisView]]) -> Table:
    """Say how the axis stands in each hotspot, in the order of the hotspots: no ranking."""
    columns = (
        Column(_("Hotspot"), 40),
        Column(_("State"), 20),
        Column(_("Actions done"), 14, numeric=True),
        Column(_("Late"), 13, numeric=True),
        Column(_("Blocked"), 13, numeric=True),
    )
    lines: list[list[Value]] = [
        [one.name, shared.state_of(axis.status), axis.done_of, number(axis.counts["late"]), number(axis.counts["blocked"])]
        for one, axis in here
    ]
    return Table.of(_("How the axis stands in each hotspot"), columns, lines)


def _late_table(here: Sequence[tuple[HotspotLine, AxisView]]) -> Table | None:
    """List the actions that are late or blocked, with the reason given."""
    columns = (Column(_("Hotspot"), 22), Column(_("Action"), 34), Column(_("Due"), 12), Column(_("Why"), 32))
    found = [(one, action) for one, axis in here for action in axis.actions if action.is_late or action.state.tone == "warn"]
    late = shared.state_of(Mark("bad", _("Late")))
    lines: list[list[Value]] = [
        [
            one.name,
            Cell(f"{action.code} · {action.title}", note=action.lead, ending=late if action.is_late else shared.state_of(action.state)),
            action.due,
            action.late_reason or _("No reason given."),
        ]
        for one, action in found
    ]
    return Table.of(_("Actions late or blocked, and why"), columns, lines) if lines else None


def hotspots_of(content: dict[str, Any], view: RegionalView) -> Iterator[HotspotPart]:
    """Tell every accepted report on a page or two."""
    by_reference = {one["reference"]: one for one in content["hotspots"]}
    for one in view.present:
        yield _hotspot(one, by_reference[one.reference], view)


def _hotspot(one: HotspotLine, content: dict[str, Any], view: RegionalView) -> HotspotPart:
    said = _("%(places)s · report %(reference)s, version %(number)s, accepted on %(day)s")
    words = {"places": ", ".join(one.municipalities), "reference": one.report, "number": one.version, "day": one.accepted_on}
    states = tuple(shared.state_of(cell.status, cell.done_of) for cell in one.cells)
    row = MatrixRow(_("State"), states, _("Actions done / planned"))
    axes = list(_axes(content).values())
    return HotspotPart(
        view=one,
        said=said % words,
        axes=Matrix(_("State of each axis"), _("Axis"), view.axis_names, (row,)),
        texts=tuple((name, text) for name, text in one.texts if text),
        actions=_actions_table(axes),
        figures=_figures_table(axes),
    )


def _actions_table(axes: Sequence[AxisView]) -> Table | None:
    columns = (Column(_("Action"), 45), Column(_("Lead"), 25), Column(_("Due"), 12), Column(_("State"), 18))
    lines: list[list[Value]] = [
        [
            Cell(f"{action.code} · {action.title}", note=action.late_reason if action.is_late else ""),
            action.lead,
            action.due,
            Cell(state=shared.state_of(Mark("bad", _("Late")) if action.is_late else action.state)),
        ]
        for axis in axes
        for action in axis.actions
    ]
    return Table.of(_("Actions of the plan"), columns, lines) if lines else None


def _figures_table(axes: Sequence[AxisView]) -> Table | None:
    columns = (
        Column(_("Measure"), 45),
        Column(_("Axis"), 20),
        Column(_("Over the period"), 17, numeric=True),
        Column(_("Target of the plan"), 18, numeric=True),
    )
    found = [(axis, figure) for axis in axes for figure in axis.figures]
    lines: list[list[Value]] = [[shared.measure_cell(figure), axis.name, figure.text, figure.target] for axis, figure in found]
    return Table.of(_("Figures of the period"), columns, lines, note=shared.star_note([one for _axis, one in found])) if lines else None
