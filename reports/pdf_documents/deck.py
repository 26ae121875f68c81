"""The chapters of the regional report that compare: what is asked, where the hotspots lie, how they stand and how that changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from reports.figures.around_reading import PERCENT, share, shares_of
from reports.figures.reading import Mark
from reports.figures.regional_reading import AskedLine, FollowLine, HotspotLine, RegionalView
from reports.pdf.parts import Cell, Chart, Column, Matrix, MatrixRow, Table, Value
from reports.pdf_documents import shared
from taskforce.drawing.maps import Shape, draw_map
from taskforce.drawing.multiples import Panel, multiples
from taskforce.drawing.words import MISSING, number
from taskforce.models.directory import in_language

ROWS = 18  # of a matrix on one page
PANELS = 24  # small charts on one page
FEWEST = 2  # periods that make a trend


def asked_of(content: dict[str, Any], view: RegionalView) -> tuple[AskedLine, ...]:
    """Read the decisions asked; of a time when none were worded by themselves, those the accepted reports ask for."""
    if "asked" in content:
        return view.asked
    return tuple(AskedLine(text, one.name, one.report, MISSING, MISSING) for one in view.present for text in one.decisions)


def asked_table(asked: Sequence[AskedLine], view: RegionalView) -> Table | None:
    """List what the council is asked to decide, with who proposes it, its cost, its day and the page that explains it."""
    columns = (
        Column(_("No."), 5),
        Column(_("Decision"), 35),
        Column(_("Proposed by"), 18),
        Column(_("Cost"), 12, numeric=True),
        Column(_("Due"), 13),
        Column(_("See"), 17),
    )
    places = {one.report: one for one in view.present}
    lines: list[list[Value]] = [
        [number(index), one.text, one.by, one.cost, one.deadline, _see(places.get(one.report))] for index, one in enumerate(asked, start=1)
    ]
    return Table.of(_("Decisions asked of the council"), columns, lines) if lines else None


def _see(place: HotspotLine | None) -> Cell:
    return Cell(shared.running_head(place.name)[:30], to=place.reference) if place else Cell(MISSING)


def followed_table(followed: Sequence[FollowLine]) -> Table | None:
    """List what became of the decisions of earlier sessions."""
    columns = (Column(_("Decision"), 45), Column(_("State"), 17), Column(_("Due"), 13), Column(_("Who answers for it"), 25))
    lines: list[list[Value]] = [[one.text, one.state, one.due, one.by] for one in followed]
    return Table.of(_("Decisions of earlier sessions"), columns, lines) if lines else None


def axes_table(view: RegionalView) -> Table:
    """Give the key figures axis by axis, each with its denominator."""
    columns = (
        Column(_("Axis"), 30),
        Column(_("Actions done"), 18, numeric=True),
        Column(_("Late"), 12, numeric=True),
        Column(_("Blocked"), 12, numeric=True),
        Column(_("Hotspots late or to watch"), 28, numeric=True),
    )
    lines: list[list[Value]] = [
        [one.name, one.done_of, number(one.counts["late"]), number(one.counts["blocked"]), _troubled(one.statuses, len(view.present))]
        for one in view.axes
    ]
    return Table.of(_("Key figures of the accepted reports, axis by axis"), columns, lines)


def _troubled(statuses: Sequence[tuple[Mark, int]], of: int) -> str:
    part = sum(many for mark, many in statuses if mark.tone in {"bad", "warn"})
    return _("%(part)s of %(whole)s") % {"part": number(part), "whole": number(of)}


def map_of(content: dict[str, Any]) -> Chart | None:
    """Draw every hotspot that has an outline, numbered as in the list under the map."""
    numbered = enumerate(content["hotspots"], start=1)
    outlines = [Shape(str(place), one["geometry"]) for place, one in numbered if one.get("geometry")]
    if not outlines:
        return None
    areas = [Shape(in_language(one["names"]), one["geometry"], "area") for one in content.get("areas", ())]
    title = _("Map: %(count)s hotspots, numbered as in the list that follows.") % {"count": number(len(outlines))}
    drawn = draw_map([*areas, *outlines], title=title, width=800, key="region")
    return Chart(_("Where the hotspots lie"), drawn, _("Hatched: a hotspot, with its number in the list. North is up."))


def places_table(view: RegionalView) -> Table:
    """List the hotspots by their number on the map, with how their report stands and where it is told."""
    columns = (Column(_("No."), 8), Column(_("Hotspot"), 30), Column(_("Municipality"), 22), Column(_("Report"), 40))
    lines: list[list[Value]] = [
        [number(place), one.name, ", ".join(one.municipalities), _told(one)] for place, one in enumerate(view.hotspots, start=1)
    ]
    return Table.of(_("The hotspots of the region"), columns, lines)


def _told(one: HotspotLine) -> Cell:
    return Cell(one.missing) if one.missing else Cell(_("Accepted"), to=one.reference)


def matrices(view: RegionalView) -> list[Matrix]:
    """Set the states of all hotspots side by side, as many tables as pages need."""
    parts = [view.hotspots[at : at + ROWS] for at in range(0, len(view.hotspots), ROWS)]
    note = _("Under a state: actions done / actions planned. The rule of each state stands in the method note.")
    return [
        Matrix(_("State of each hotspot on each axis"), _("Hotspot"), view.axis_names, tuple(map(_matrix_row, part)), note)
        for part in parts
    ]


def _matrix_row(one: HotspotLine) -> MatrixRow:
    places = ", ".join(one.municipalities)
    note = _("%(places)s. A correction is under way.") % {"places": places} if one.under_correction else places
    states = tuple(shared.state_of(cell.status, cell.done_of) for cell in one.cells)
    return MatrixRow(one.name, states, note, _("No accepted report: %(reason)s") % {"reason": one.missing} if one.missing else "")


def trends_of(content: dict[str, Any]) -> list[Chart]:
    """Draw how the share of actions done changed, one small chart for each hotspot on one scale; none where nothing came before."""
    there = [one for one in content["hotspots"] if one["missing"] is None]
    now = content["period"]["code"]
    shares = [(in_language(one["names"]), dict(_dated(one, now))) for one in there]
    periods = list(dict.fromkeys(sorted(period for _name, values in shares for period in values if period != now)))
    if len(labels := [*periods, now]) < FEWEST:
        return []
    panels = [Panel(name, [values.get(period) for period in labels]) for name, values in shares]
    region = Panel(_("Region"), [_together(there, period, now) for period in labels])
    return [_trend(panels[at : at + PANELS], labels, region, at) for at in range(0, len(panels), PANELS)]


def _dated(one: dict[str, Any], now: str) -> Iterator[tuple[str, Decimal | None]]:
    yield from ((period or now, value) for period, value in shares_of(one, one["counts"]))


def _together(there: Sequence[dict[str, Any]], period: str, now: str) -> Decimal | None:
    """Give the share of all hotspots that told of a period."""
    if period == now:
        return share([counts for one in there for counts in one["counts"].values()])
    told = [past for one in there for past in one.get("trend") or () if past["period"] == period]
    return share([axis["counts"] for past in told for axis in past["axes"].values()])


def _trend(panels: list[Panel], labels: list[str], region: Panel, at: int) -> Chart:
    caption = _("Share of planned actions done, in percent, from %(since)s to %(until)s") % {"since": labels[0], "until": labels[-1]}
    said = _("One small chart for each hotspot, all from 0 to 100 percent. The numbers are in the attached file.")
    drawn = multiples(panels, labels=labels, most=PERCENT, unit="%", compared=region, title=f"{caption}. {said}", key=f"trend-{at}")
    return Chart(
        caption,
        drawn,
        _("Full line: the hotspot, with its last value. Dashed: all hotspots together. Every chart goes from 0 to 100 percent."),
    )
