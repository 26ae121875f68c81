"""The figures of a frozen content as rows that can be counted with: what is attached to a paper and what its annex holds."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import datetime
from io import StringIO
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from actions.figures import Figure
from actions.figures.amounts import ABOUT, EXACT, MORE_THAN
from actions.standing import STATUSES
from taskforce.drawing import words
from taskforce.models.directory import in_language
from taskforce.roles import Axis
from taskforce.sheets import Table
from taskforce.sheets.cells import written

Row = Sequence[Any]
COUNTED = ("planned", "running", "blocked", "done", "late")


def figure_columns() -> list[str]:
    """Name the columns of the figures, in the language in use."""
    return [
        *(_("Reference"), _("Place"), _("Axis"), _("Code"), _("Measure"), _("Value"), _("Unit"), _("How sure"), _("Why there is no value")),
        _("Target of the plan"),
    ]


def figure_rows(content: dict[str, Any]) -> list[Row]:
    """List every figure with its value as a number, its unit, how sure it is, and why there is none; of a region, its totals first."""
    totals = [one["figure"] for one in content.get("totals", ())]
    region = (content.get("reference"), in_language(content["region"]["names"]))
    rows = [_figure(*region, one) for one in totals]
    return [
        *rows,
        *(_figure(reference, name, one) for reference, name, axes, _trend in _places(content) for axis in axes for one in axis["figures"]),
    ]


def _figure(reference: Any, place: str, content: dict[str, Any]) -> Row:
    it = Figure.from_dict(content)
    sure = {EXACT: _("exact"), ABOUT: _("about"), MORE_THAN: _("more than")}[it.amount.qualifier]
    value = None if it.amount.masked else it.rounded
    known = [value, it.measure.unit, "" if value is None else sure, it.why]
    return [reference, place, str(Axis(it.measure.axis).label), it.measure.code, it.name, *known, it.target]


def axis_columns() -> list[str]:
    """Name the columns of the axes, in the language in use."""
    return [
        *(_("Reference"), _("Place"), _("Period"), _("Axis"), _("State")),
        *(_("Actions planned"), _("Actions running"), _("Actions blocked"), _("Actions done"), _("Actions late")),
    ]


def axis_rows(content: dict[str, Any]) -> list[Row]:
    """List how every axis stood in every period the content tells of, oldest first."""
    now = content["period"]["code"]
    return [
        [reference, name, period, str(Axis(axis).label), str(STATUSES[one["status"]][1]), *(one["counts"][key] for key in COUNTED)]
        for reference, name, axes, trend in _places(content)
        for period, told in [*((past["period"], past["axes"]) for past in trend), (now, {one["axis"]: one for one in axes})]
        for axis, one in told.items()
    ]


def workbook_tables(content: dict[str, Any], digest: str) -> list[Table]:
    """Lay out the figures and the axes as two sheets, each saying of what content it is, by its digest."""
    period, as_of = content["period"], words.moment(datetime.fromisoformat(content["as_of"]))
    said = [(_("Reference"), content["reference"]), (_("Period"), period["code"]), (_("As of"), as_of), ("SHA-256", digest)]
    return [
        Table(_("Figures"), figure_columns(), figure_rows(content), said),
        Table(_("Axes"), axis_columns(), axis_rows(content), said),
    ]


def _places(content: dict[str, Any]) -> Iterator[tuple[str, str, list[dict[str, Any]], list[dict[str, Any]]]]:
    """Give each place with its axes and the periods before: the hotspot of a report, or every accepted hotspot of a region."""
    if "hotspots" not in content:
        yield content["hotspot"]["reference"], in_language(content["hotspot"]["names"]), content["axes"], content.get("trend") or []
        return
    for one in content["hotspots"]:
        if one["missing"] is None:
            yield one["reference"], in_language(one["names"]), one.get("axes", []), one.get("trend") or []


def as_csv(columns: Sequence[str], rows: Sequence[Row]) -> str:
    """Write rows in the manner of the reader's language, as every CSV of the house."""
    english = (get_language() or "").startswith("en")
    kept = StringIO(newline="")
    writer = csv.writer(kept, delimiter="," if english else ";")
    writer.writerows([[written(one, comma=not english) for one in row] for row in [columns, *rows]])
    return f"{'' if english else chr(0xFEFF)}{kept.getvalue()}"
