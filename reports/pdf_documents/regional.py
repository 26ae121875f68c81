"""The report of a region: what its templates receive, read from one frozen compilation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actions.models import Measure
from actions.standing import STATUSES
from reports.figures.reading import Mark
from reports.figures.regional_reading import AxisTotal, HotspotLine, RegionalView, TotalLine
from reports.models import RegionalReport
from reports.pdf import Proof
from reports.pdf.parts import Approval, Cell, Column, Cover, Fact, Matrix, MatrixRow, Method, Paper, Signature, State, Table, Tile, Value
from reports.pdf_documents import shared
from reports.sealed import journal_line
from taskforce.drawing.words import day, number

ORDER = [tone for tone, _word in STATUSES.values()]


@dataclass(frozen=True)
class AxisChapter:
    """One axis over all accepted reports: how it stands, its totals, and what the task forces write."""

    axis: str
    name: str
    lead: str
    statuses: tuple[State, ...]
    totals: Table | None
    texts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class HotspotPart:
    """One accepted report in short."""

    view: HotspotLine
    said: str
    axes: Matrix


def context_of(it: RegionalReport, proof: Proof | None = None) -> dict[str, Any]:
    """Gather what the printed compilation shows, in the language in use."""
    view = RegionalView.from_content(it.content)
    rules = {one["figure"]["measure"]["code"]: one["figure"]["measure"]["aggregation"] for one in it.content["totals"]}
    return {
        "view": view,
        "paper": _paper(it, view, proof),
        "cover": _cover(it, view),
        "contents": _contents(view),
        "lead": _lead(view),
        "tiles": (_received_tile(view), *shared.tiles_of(view.axes)),
        "matrix": _matrix(view),
        "chart": shared.chart_of(view.axes),
        "axes": [_chapter(axis, view, rules) for axis in view.axes],
        "hotspots": [_hotspot(one, view) for one in view.present],
        "versions": _versions_table(view),
        "missing": _missing_table(view),
        "method_note": _method(it, view),
        "approval_note": _approval(it, view),
    }


def _is_draft(it: RegionalReport) -> bool:
    return it.state != RegionalReport.State.ADOPTED


def _paper(it: RegionalReport, view: RegionalView, proof: Proof | None) -> Paper:
    return Paper(
        place=shared.running_head(view.region, view.period.code),
        marking=_("Restricted distribution"),
        reference=view.reference,
        version=number(view.number),
        as_of=view.as_of,
        digest=shared.short_digest(it.digest),
        draft=_is_draft(it),
        notice=view.notice,
        journal=journal_line(it),
        proof=proof,
    )


def _cover(it: RegionalReport, view: RegionalView) -> Cover:
    mark = Mark("todo", _("Not adopted yet")) if _is_draft(it) else Mark("done", _("Adopted by the council"))
    return Cover(
        issuer=view.cell,
        kind=_("Progress report of the region to its council"),
        title=view.region,
        subtitle=_("Period %(days)s") % {"days": shared.days_of(view.period)},
        state=shared.state_of(mark),
        facts=(
            Fact(_("Report"), _("%(reference)s, version %(number)s") % {"reference": view.reference, "number": view.number}),
            Fact(_("Data as of"), view.as_of),
            Fact(_("Accepted reports"), _received(view)),
            Fact(_("Session of the council"), day(it.session_on), it.decision or _("Not adopted yet.")),
            Fact(_("Readers"), _("Regional cell") if _is_draft(it) else _("Regional cell and regional council")),
        ),
    )


def _received(view: RegionalView) -> str:
    words = ngettext("%(part)s of %(number)s hotspot", "%(part)s of %(number)s hotspots", len(view.hotspots))
    return words % {"part": number(len(view.present)), "number": number(len(view.hotspots))}


def _received_tile(view: RegionalView) -> Tile:
    whole = len(view.hotspots)
    of_all = ngettext("of %(number)s hotspot", "of %(number)s hotspots", whole) % {"number": number(whole)}
    return Tile(_("Reports accepted"), number(len(view.present)), of_all)


def _contents(view: RegionalView) -> list[tuple[str, str, int]]:
    return [
        ("chair", _("For the chair"), 1),
        ("standing", _("How the hotspots stand"), 1),
        *(_chapters(view) if view.present else ()),
        ("method", _("Method and limits"), 1),
        ("versions", _("Reports counted and reports missing"), 1),
    ]


def _chapters(view: RegionalView) -> list[tuple[str, str, int]]:
    return [
        ("axes", _("The three axes"), 1),
        *((axis.axis, axis.name, 2) for axis in view.axes),
        ("hotspots", _("Hotspot by hotspot"), 1),
        *((one.reference, one.name, 2) for one in view.present),
    ]


def _lead(view: RegionalView) -> str:
    asked, absent = sum(len(one.decisions) for one in view.present), len(view.missing)
    decisions = ngettext("%(number)d decision is asked.", "%(number)d decisions are asked.", asked)
    missing = ngettext("%(number)d is missing and named below.", "%(number)d are missing and named below.", absent)
    return " ".join(
        (
            (decisions if asked else _("No decision is asked.")) % {"number": asked},
            _("Accepted reports: %(received)s.") % {"received": _received(view)},
            (missing if absent else _("None is missing.")) % {"number": absent},
        )
    )


def _matrix(view: RegionalView) -> Matrix:
    return Matrix(
        caption=_("State of each hotspot on each axis"),
        corner=_("Hotspot"),
        axes=view.axis_names,
        rows=tuple(_matrix_row(one) for one in view.hotspots),
        note=_("Under a state: actions done / actions planned. The rule of each state stands in the method note."),
    )


def _matrix_row(one: HotspotLine) -> MatrixRow:
    places = ", ".join(one.municipalities)
    note = _("%(places)s. A correction is under way.") % {"places": places} if one.under_correction else places
    states = tuple(shared.state_of(cell.status, cell.done_of) for cell in one.cells)
    return MatrixRow(one.name, states, note, _("No accepted report: %(reason)s") % {"reason": one.missing} if one.missing else "")


def _chapter(axis: AxisTotal, view: RegionalView, rules: dict[str, str]) -> AxisChapter:
    place = [one.axis for one in view.axes].index(axis.axis)
    texts = tuple((one.name, one.texts[place][1]) for one in view.present if one.texts[place][1])
    totals = [one for one in view.totals if one.axis == axis.axis]
    ordered = sorted(axis.statuses, key=lambda one: ORDER.index(one[0].tone))
    words = _("%(state)s: %(number)d")
    statuses = tuple(shared.state_of(Mark(mark.tone, words % {"state": mark.word, "number": many})) for mark, many in ordered)
    table = _totals_table(totals, view, rules) if totals else None
    return AxisChapter(axis.axis, axis.name, _axis_lead(axis, view), statuses, table, texts)


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


def _hotspot(one: HotspotLine, view: RegionalView) -> HotspotPart:
    said = _("%(places)s · report %(reference)s, version %(number)s, accepted on %(day)s")
    words = {"places": ", ".join(one.municipalities), "reference": one.report, "number": one.version, "day": one.accepted_on}
    states = tuple(shared.state_of(cell.status, cell.done_of) for cell in one.cells)
    row = MatrixRow(_("State"), states, _("Actions done / planned"))
    return HotspotPart(one, said % words, Matrix(_("State of each axis"), _("Axis"), view.axis_names, (row,)))


def _versions_table(view: RegionalView) -> Table | None:
    columns = (Column(_("Report"), 20), Column(_("Version"), 10, numeric=True), Column(_("Accepted on"), 15), Column("SHA-256", 55))
    lines: list[list[Value]] = [[one.reference, number(one.version), one.accepted_on, Cell(one.digest, code=True)] for one in view.versions]
    return Table.of(_("Reports this one was compiled from"), columns, lines) if lines else None


def _missing_table(view: RegionalView) -> Table | None:
    columns = (Column(_("Hotspot"), 35), Column(_("Municipality"), 30), Column(_("Why it is missing"), 35))
    lines: list[list[Value]] = [[Cell(one.name, note=one.reference), ", ".join(one.municipalities), one.missing] for one in view.missing]
    return Table.of(_("Hotspots without an accepted report"), columns, lines) if lines else None


def _method(it: RegionalReport, view: RegionalView) -> Method:
    facts = (
        Fact(_("Data as of"), view.as_of, _("Each accepted report has its own earlier moment.")),
        Fact(_("Period"), shared.days_of(view.period), view.period.note),
        Fact(_("What counts"), _("Only accepted versions. A report accepted later counts in a new number of this one.")),
        Fact(_("Hotspots counted"), _("For each measure, the hotspots that logged a value that may be shown, of all accepted reports.")),
        *shared.rules_of_reading(view.small_number),
        Fact(_("Languages"), _("French, Dutch and English versions print the same frozen content.")),
        Fact("SHA-256", it.digest, code=True),
    )
    return Method(facts, (*shared.limits(), *([view.notice] if view.notice else [])))


def _approval(it: RegionalReport, view: RegionalView) -> Approval:
    adopted = "" if _is_draft(it) else day(it.session_on)
    signatures = (
        Signature(_("Compiled"), view.cell, view.region, view.as_of),
        Signature(_("Adopted"), _("Regional council"), it.decision or _("Not adopted yet."), adopted),
    )
    seal = _("This report bears the digest %(digest)s. A correction makes a new number; this one never changes.")
    return Approval(signatures, seal=seal % {"digest": shared.short_digest(it.digest)})
