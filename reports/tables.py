"""The lists of reports as tables: the rows and columns of their pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from reports.figures.overview import ReportRow, Summary
from reports.models import Period, RegionalReport
from taskforce.drawing import words
from taskforce.sheets import Table


def of_reports(rows: Sequence[ReportRow]) -> Table:
    """The reports somebody sees, of any period."""
    columns = [_("Reference"), _("Hotspot"), _("Period"), _("Due"), *_how()]
    lines = [[*_which(one), one.report.period.code, one.report.period.due, *_said(one)] for one in rows]
    return Table(_("Progress reports"), columns, lines, name="reports")


def of_desk(period: Period, rows: Sequence[ReportRow], axes: Iterable[Any]) -> Table:
    """The reports of one period, with how each axis stands in them."""
    more = [_("Returned"), _("Late actions"), _("Orders about to expire"), _("Reminded"), _("Why it will not come")]
    names = [str(axis) for axis in axes]
    columns = [_("Reference"), _("Hotspot"), _("Due"), *_how(), *names, *more]
    lines = [[*_which(one), period.due, *_said(one), *_marks(one, len(names)), *_beside(one)] for one in rows]
    said = [(_("Period"), f"{period.code} · {words.day(period.since)} – {words.day(period.until)}"), (_("Due"), words.day(period.due))]
    return Table(_("Reports of %(code)s") % {"code": period.code}, columns, lines, said, "desk")


def of_periods(periods: Iterable[tuple[Period, Summary]]) -> Table:
    """The periods of a region, with how many of their reports have come in."""
    columns = [_("Period"), _("From"), _("Until"), _("Due"), _("Reports"), _("Received"), _("Returned"), _("Accepted"), _("Late")]
    lines = [
        [one.code, one.since, one.until, one.due, its.total, its.received, its.returned, its.accepted, its.late] for one, its in periods
    ]
    return Table(_("Periods"), columns, lines, name="periods")


def of_regional(rows: Iterable[RegionalReport]) -> Table:
    """The regional reports somebody may read."""
    columns = [_("Report"), _("From"), _("Until"), _("Compiled"), _("State")]
    lines = [[one.reference, one.period.since, one.period.until, one.compiled_at, one.get_state_display()] for one in rows]
    return Table(_("Regional reports"), columns, lines, name="regional")


def _marks(one: ReportRow, axes: int) -> list[str]:
    """How each axis stands; blanks where nothing was signed yet, so that what follows keeps its column."""
    return [mark.word for mark in one.axes] or [""] * axes


def _beside(one: ReportRow) -> list[Any]:
    ending = ", ".join(line.code for line in one.expiring)
    return [one.returned, one.late_actions, ending, one.report.reminded_on, one.report.skip_reason]


def _how() -> list[str]:
    return [_("State"), _("Late"), _("Received"), _("Version"), _("Accepted")]


def _which(one: ReportRow) -> list[str]:
    return [one.report.reference, str(one.report.hotspot)]


def _said(one: ReportRow) -> list[Any]:
    return [one.state.word, _("yes") if one.is_late else "", one.received, one.version, one.accepted]
