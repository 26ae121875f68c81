"""What stands beside the axes in the report of a hotspot: what the checks found, and where the place lies."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from reports.figures.checks import frozen_checks
from reports.figures.findings import lines_of
from reports.pdf.parts import Cell, Chart, Column, Table, Value
from reports.pdf_documents import shared
from taskforce.drawing.maps import Shape, draw_map
from taskforce.drawing.words import MISSING
from taskforce.models.directory import in_language

MAP_WIDTH = 400


def findings_table(content: dict[str, Any]) -> Table | None:
    """List what was found before signing and what was said of it."""
    columns = (Column(_("What was found"), 40), Column(_("State"), 20), Column(_("What the task force says"), 40))
    lines: list[list[Value]] = [
        [one.words, shared.state_of(one.state), Cell(one.explanation or (MISSING if one.asks else _("For information.")))]
        for one in lines_of(frozen_checks(content))
    ]
    return Table.of(_("Found by the checks before signing"), columns, lines) if lines else None


def map_of(content: dict[str, Any], name: str) -> Chart | None:
    """Draw the outline among its municipalities; nothing where none was drawn, or it was not kept then."""
    geometry = content["hotspot"].get("geometry")
    if not geometry:
        return None
    areas = [Shape(in_language(one["names"]), one["geometry"], "area") for one in content["hotspot"].get("areas", ())]
    title = _("Map: outline of %(name)s. The list of municipalities stands on the cover.") % {"name": name}
    drawn = draw_map([*areas, Shape(name, geometry)], title=title, width=MAP_WIDTH, key="place", focus=("perimeter",))
    return Chart(_("Outline in force on the last day of the period"), drawn, _("Hatched: the hotspot. North is up."))
