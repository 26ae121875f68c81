"""The report of one hotspot: what its templates receive, read from one frozen version."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.figures.around_reading import Stood, meetings_in, orders_in, promises_in, stood_before
from reports.figures.reading import ActionLine, AxisView, Mark, ObjectiveLine, ReportView, TargetLine
from reports.models import Version
from reports.pdf import Proof
from reports.pdf.parts import Approval, Cell, Column, Cover, Fact, Method, Paper, Row, Signature, State, Table, Value
from reports.pdf_documents import hotspot_beside, ledgers, shared
from reports.sealed import journal_line
from taskforce.drawing.words import MISSING, NO_BREAK, moment, number
from taskforce.models.directory import in_language


@dataclass(frozen=True)
class AxisPart:
    """One axis as printed: its standing in a sentence and its tables."""

    view: AxisView
    state: State
    said: str
    actions: Table | None
    figures: Table | None
    objectives: Table | None


def frozen(version: Version) -> dict[str, Any]:
    """Return what a version froze; raise ValueError before its submission."""
    content: dict[str, Any] | None = version.content
    if content is None:
        raise ValueError(_("Submit this version before you print it."))
    return content


def context_of(version: Version, proof: Proof | None = None) -> dict[str, Any]:
    """Gather what the printed version shows, in the language in use."""
    content = frozen(version)
    view, meetings = ReportView.from_content(content), meetings_in(content)
    return {
        "view": view,
        "paper": _paper(version, view, proof),
        "cover": _cover(version, view),
        "lead": _lead(view),
        "tiles": shared.tiles_of(view.axes),
        "axes": _axes_table(view.axes, stood_before(content)),
        "chart": shared.chart_of(view.axes),
        "axis_parts": [_axis_part(axis, view) for axis in view.axes],
        "findings": hotspot_beside.findings_table(content),
        "orders": ledgers.orders_table(orders_in(content), _("Orders in force on %(day)s") % {"day": view.period.until}),
        "meetings": ledgers.meetings_table(meetings),
        "decided": [(one.day, text) for one in meetings for text in one.decisions],
        "promises": ledgers.promises_table(promises_in(content)),
        "map": hotspot_beside.map_of(content, view.hotspot),
        "seats": _seats_table(view),
        "method_note": _method(version, view),
        "approval_note": _approval(version, view),
    }


def standing_of(version: Version) -> Mark:
    """Say how far a frozen version has come."""
    if version.accepted_at:
        return Mark("done", _("Accepted"))
    return Mark("info", _("Signed, not accepted yet")) if version.signed_at else Mark("todo", _("Submitted, not signed yet"))


def _paper(version: Version, view: ReportView, proof: Proof | None) -> Paper:
    return Paper(
        place=shared.running_head(", ".join(view.municipalities), view.hotspot),
        marking=_("Restricted distribution"),
        reference=view.reference,
        version=number(view.version),
        as_of=view.as_of,
        digest=shared.short_digest(version.digest),
        draft=version.accepted_at is None,
        notice=view.notice,
        journal=journal_line(version),
        proof=proof,
    )


def _cover(version: Version, view: ReportView) -> Cover:
    readers = _("Task force, regional cell and regional council") if version.accepted_at else _("Task force and regional cell")
    return Cover(
        issuer=_("Local task force · %(name)s") % {"name": view.workspace},
        kind=_("Progress report of a hotspot"),
        title=view.hotspot,
        subtitle=f"{', '.join(view.municipalities)} · {view.region}",
        state=shared.state_of(standing_of(version)),
        facts=(
            Fact(_("Period"), shared.days_of(view.period)),
            Fact(_("Report"), _("%(reference)s, version %(number)s") % {"reference": view.reference, "number": view.version}, view.reason),
            Fact(_("Data as of"), view.as_of),
            Fact(_("Plan"), view.plan),
            Fact(_("Phenomena"), ", ".join(view.phenomena) or MISSING),
            Fact(_("Signed by"), *_signed_by(version)),
            Fact(_("Accepted on"), moment(version.accepted_at), "" if version.accepted_at else _("Not accepted yet.")),
            Fact(_("Readers"), readers),
        ),
    )


def _signed_by(version: Version) -> tuple[str, str]:
    if not version.signed_as:
        return MISSING, _("Not signed yet.")
    return version.signed_as["name"], _capacity(version.signed_as)


def _capacity(signed_as: dict[str, Any]) -> str:
    return f"{in_language(signed_as['part'])} · {in_language(signed_as['organisation'])}"


def _lead(view: ReportView) -> str:
    stands = " · ".join(_("%(axis)s: %(state)s") % {"axis": axis.name, "state": axis.status.word.lower()} for axis in view.axes)
    asked = len(view.decisions)
    words = ngettext("%(stands)s. %(number)d decision is asked.", "%(stands)s. %(number)d decisions are asked.", asked)
    return (words if asked else _("%(stands)s. No decision is asked.")) % {"stands": stands, "number": asked}


def _axes_table(axes: Sequence[AxisView], before: dict[str, Stood]) -> Table:
    columns = (
        Column(_("Axis"), 15),
        Column(_("State"), 16),
        Column(_("Last report"), 16),
        Column(_("Actions done"), 13, numeric=True),
        Column(_("Running"), 9, numeric=True),
        Column(_("Blocked"), 13, numeric=True),
        Column(_("Late"), 8, numeric=True),
        Column(_("Work logged"), 10, numeric=True),
    )
    lines: list[list[Value]] = [[axis.name, shared.state_of(axis.status), _before(before.get(axis.axis)), *_numbers(axis)] for axis in axes]
    trend = "" if before else _("No report was accepted for an earlier period: there is no trend yet.")
    note = _("Actions done: of those planned. Work logged: number of entries over the period.")
    return Table.of(_("State of each axis, with its actions and the work logged"), columns, lines, note=f"{note} {trend}".strip())


def _before(stood: Stood | None) -> Cell:
    """Say how an axis stood in the last report, and how many actions were done then."""
    if stood is None:
        return Cell(MISSING)
    return Cell(state=shared.state_of(stood.status), note=f"{stood.period} · {stood.done_of}")


def _numbers(axis: AxisView) -> tuple[str, ...]:
    counted = tuple(number(axis.counts[name]) for name in ("running", "blocked", "late"))
    return (axis.done_of if axis.counts["planned"] else MISSING, *counted, axis.entries)


def _axis_part(axis: AxisView, view: ReportView) -> AxisPart:
    objectives = [one for one in view.objectives if one.axis == axis.name]
    return AxisPart(
        view=axis,
        state=shared.state_of(axis.status),
        said=_said(axis),
        actions=_actions_table(axis, view) if axis.actions else None,
        figures=_figures_table(axis, view) if axis.figures else None,
        objectives=_objectives_table(axis, objectives) if objectives else None,
    )


def _said(axis: AxisView) -> str:
    if not axis.counts["planned"]:
        return _("No action is planned.")
    counts = {name: number(axis.counts[name]) for name in ("done", "late", "blocked")}
    words = ngettext(
        "%(done)s of %(planned)s planned action done, %(late)s late, %(blocked)s blocked",
        "%(done)s of %(planned)s planned actions done, %(late)s late, %(blocked)s blocked",
        axis.counts["planned"],
    )
    return words % {**counts, "planned": number(axis.counts["planned"])}


def _actions_table(axis: AxisView, view: ReportView) -> Table:
    columns = (
        Column(_("Action"), 30),
        Column(_("Lead"), 17),
        Column(_("Target"), 13, numeric=True),
        Column(_("Reached"), 13, numeric=True),
        Column(_("Due"), 12),
        Column(_("State"), 15),
    )
    caption = _("%(axis)s: actions, with what was reached by %(day)s") % {"axis": axis.name, "day": view.period.until}
    return Table(caption, columns, tuple(row for action in axis.actions for row in _action_rows(action)))


def _action_rows(action: ActionLine) -> Iterator[Row]:
    """Give the line of an action, then one line under it for each measure it counts."""
    head = Cell(f"{action.code} · {action.title}", note=_late_note(action))
    cells = (Cell(action.lead), Cell(span=2), Cell(action.due), _action_state(action))
    yield Row(head, cells, "parent" if action.targets else "")
    for index, target in enumerate(action.targets, start=1):
        yield _target_row(target, "child" if index == len(action.targets) else "child parent")


def _late_note(action: ActionLine) -> str:
    if not action.is_late:
        return ""
    return _("Why it is late: %(reason)s") % {"reason": action.late_reason} if action.late_reason else _("Late, no reason given.")


def _action_state(action: ActionLine) -> Cell:
    if action.is_late:
        return Cell(state=shared.state_of(Mark("bad", _("Late"))), note=action.state.word)
    return Cell(state=shared.state_of(action.state))


def _target_row(target: TargetLine, kind: str) -> Row:
    cells = (Cell(target.target, numeric=True), Cell(target.reached, numeric=True), Cell(note=target.why, span=2))
    return Row(Cell(target.name, span=2), cells, kind)


def _figures_table(axis: AxisView, view: ReportView) -> Table:
    sourced = any(figure.source for figure in axis.figures)
    columns = (
        Column(_("Measure"), 40 if sourced else 60),
        Column(_("Over the period"), 20, numeric=True),
        Column(_("Target of the plan"), 20, numeric=True),
        *((Column(_("Source"), 20),) if sourced else ()),
    )
    lines: list[list[Value]] = [
        [shared.measure_cell(one), one.text, one.target, *([one.source or MISSING] if sourced else [])] for one in axis.figures
    ]
    since, until = view.period.since, view.period.until
    caption = _("%(axis)s: figures from %(since)s to %(until)s") % {"axis": axis.name, "since": since, "until": until}
    targets = _("Targets are those of the whole plan.")
    return Table.of(caption, columns, lines, note=f"{targets} {shared.star_note(axis.figures)}".strip())


def _objectives_table(axis: AxisView, objectives: Sequence[ObjectiveLine]) -> Table:
    columns = (
        Column(_("Objective"), 30),
        Column(_("Indicator"), 28),
        Column(_("Baseline"), 15, numeric=True),
        Column(_("Target"), 15, numeric=True),
        Column(_("Due"), 12),
    )
    lines: list[list[Value]] = [
        [one.statement, one.indicator, _may_break(one.baseline), _may_break(one.target), one.due] for one in objectives
    ]
    return Table.of(_("%(axis)s: objectives of the plan") % {"axis": axis.name}, columns, lines)


def _may_break(quantity: str) -> str:
    """Let a quantity go over two lines: the unit of an indicator is written by people and may be long."""
    return quantity.replace(NO_BREAK, " ")


def _seats_table(view: ReportView) -> Table | None:
    seats: dict[str, list[str]] = defaultdict(list)
    for one in view.seats:
        seats[one.axis].append(_("%(organisation)s (%(part)s)") % {"organisation": one.organisation, "part": one.part})
    columns = (Column(_("Axis"), 20), Column(_("Organisations and their part"), 80))
    lines: list[list[Value]] = [[axis or _("All axes"), " · ".join(who)] for axis, who in seats.items()]
    return Table.of(_("Organisations holding a seat, without names of people"), columns, lines) if lines else None


def _method(version: Version, view: ReportView) -> Method:
    sources = sorted({figure.source for axis in view.axes for figure in axis.figures if figure.source})
    perimeter = _("version %(number)s") % {"number": view.perimeter}
    drawn = view.perimeter != MISSING
    facts = (
        Fact(_("Data as of"), view.as_of, _("Frozen at submission. Later entries do not change this version.")),
        Fact(_("Period"), shared.days_of(view.period), view.period.note),
        Fact(_("Plan"), view.plan),
        Fact(_("Perimeter"), perimeter if drawn else MISSING, "" if drawn else _("No perimeter was drawn.")),
        Fact(_("Sources"), "; ".join(sources) or _("Work logged by the organisations of the task force.")),
        *shared.rules_of_reading(view.small_number),
        Fact(_("Languages"), _("French, Dutch and English versions print the same frozen content.")),
        Fact("SHA-256", version.digest, code=True),
    )
    return Method(facts, (*shared.limits(), *([view.notice] if view.notice else [])))


def _approval(version: Version, view: ReportView) -> Approval:
    name, capacity = _signed_by(version) if version.signed_as else (_("The chair of the task force"), "")
    signatures = (
        Signature(_("Submitted"), view.workspace, _("Coordination of the task force"), moment(version.submitted_at)),
        Signature(_("Signed"), name, capacity, moment(version.signed_at) if version.signed_at else ""),
        Signature(_("Accepted"), _("Regional cell"), view.region, moment(version.accepted_at) if version.accepted_at else ""),
    )
    seal = _("This version bears the digest %(digest)s. A correction makes a new version; this one never changes.")
    return Approval(signatures, reservation=version.reserve, seal=seal % {"digest": shared.short_digest(version.digest)})
