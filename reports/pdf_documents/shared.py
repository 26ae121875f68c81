"""What both documents share: states with their shape, key figures, the chart of the axes, the notes on method."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.figures import annex
from reports.figures.reading import FigureLine, Mark, PeriodView
from reports.pdf import File
from reports.pdf.parts import Cell, Chart, Fact, State, Tile
from taskforce.drawing import charts
from taskforce.drawing.words import MISSING, NO_BREAK, number
from taskforce.templatetags.ui import glyph

TONES = {"done": "good", "ok": "good", "warn": "watch", "bad": "late"}
CHART_WIDTH = 640
SHORT = 16
RUNNING_HEAD = 60
STAR = f"{NO_BREAK}*"


class AxisCounts(Protocol):
    """An axis with its name and its actions counted by state."""

    @property
    def name(self) -> str:
        """Its name."""
        ...

    @property
    def counts(self) -> dict[str, int]:
        """Its actions by state."""
        ...


def state_of(mark: Mark, count: str = "") -> State:
    """Turn a mark into a printed state, with the number it rests on."""
    return State(glyph(mark.tone), mark.word, TONES.get(mark.tone, "quiet"), count)


def short_digest(digest: str) -> str:
    """Write the beginning of a digest in groups of four, as every foot of page has it."""
    return " ".join(digest[at : at + 4] for at in range(0, SHORT, 4))


def running_head(*parts: str) -> str:
    """Join the parts of a head of page, and shorten it to one line."""
    return Truncator(" · ".join(parts)).chars(RUNNING_HEAD)


def days_of(period: PeriodView) -> str:
    """Write a period with its first and last day."""
    return _("%(code)s, from %(since)s to %(until)s") % {"code": period.code, "since": period.since, "until": period.until}


def tiles_of(axes: Sequence[AxisCounts]) -> tuple[Tile, ...]:
    """Give the key figures on the actions of some axes, each with its denominator."""
    planned, done, late, blocked = (sum(axis.counts[name] for axis in axes) for name in ("planned", "done", "late", "blocked"))
    still = planned - done
    of_planned = ngettext("of %(number)s action", "of %(number)s actions", planned) % {"number": number(planned)}
    of_open = ngettext("of %(number)s still open", "of %(number)s still open", still) % {"number": number(still)}
    return (
        _tile(_("Actions done"), done, of_planned, planned, _("No action is planned.")),
        _tile(_("Actions late"), late, of_open, still, _("No action is open.")),
        _tile(_("Actions blocked"), blocked, of_open, still, _("No action is open.")),
    )


def _tile(label: str, part: int, of: str, whole: int, why_none: str) -> Tile:
    return Tile(label, number(part), of) if whole else Tile(label, MISSING, note=why_none)


def chart_of(axes: Sequence[AxisCounts]) -> Chart | None:
    """Draw the actions done beside those planned, axis by axis, if there are any; its alternative text says the numbers."""
    if not any(axis.counts["planned"] for axis in axes):
        return None
    rows = [(axis.name, axis.counts["done"], "", axis.counts["planned"]) for axis in axes]
    words = _("%(axis)s: %(done)s done of %(planned)s planned")
    said = ", ".join(
        words % {"axis": axis.name, "done": number(axis.counts["done"]), "planned": number(axis.counts["planned"])} for axis in axes
    )
    caption = _("Actions done and planned, by axis")
    drawn = charts.bars(rows, title=f"{caption}. {said}.", names=(_("Done"), _("Planned")), key="axes", width=CHART_WIDTH)
    return Chart(caption, drawn)


def measure_cell(figure: FigureLine, *more: str) -> Cell:
    """Name a measure, marked where it depends on activity, with what must be known to read it."""
    name = f"{figure.name}{STAR}" if figure.activity_dependent else figure.name
    return Cell(name, note=" ".join(words for words in (figure.why, *more) if words))


def star_note(figures: Sequence[FigureLine]) -> str:
    """Explain the star where a measure carries one."""
    words = _("* Depends on how much the services work: a rise or a fall alone says nothing about the facts.")
    return words if any(one.activity_dependent for one in figures) else ""


def rules_of_reading(below: int) -> tuple[Fact, ...]:
    """Say how a status is found and how small numbers and numbers that do not add up are treated."""
    status = _(
        "Done: all planned actions are done. Not started: none is agreed, running, blocked or done. "
        "Late: at least one open action in three is late. To watch: an action is late or blocked. On track: otherwise."
    )
    small = _("A number below %(number)s that could point at somebody is printed “%(masked)s” and left out of totals.")
    return (
        Fact(_("State of an axis"), status),
        Fact(_("Small numbers"), small % {"number": below, "masked": f"<{NO_BREAK}{below}"}),
        Fact(_("Missing values"), _("A missing value is “–” with its reason, never 0.")),
        Fact(_("Not added up"), _("Distinct persons and percentages are never added up. A ratio is the sum of its parts divided.")),
    )


def figures_attached(content: dict[str, Any], reference: str) -> tuple[File, ...]:
    """Attach the frozen figures as files that can be counted with, in the language in use."""
    figures = annex.as_csv(annex.figure_columns(), annex.figure_rows(content))
    axes = annex.as_csv(annex.axis_columns(), annex.axis_rows(content))
    return (
        File(f"{reference}-figures.csv", _("Figures of the report, with units and how sure they are"), figures),
        File(f"{reference}-axes.csv", _("How each axis stood, period by period"), axes),
    )


def limits() -> tuple[str, ...]:
    """Say what the figures of every report do not say."""
    return (
        _("A fall in what is counted is not proof of fewer facts."),
        _("Restricted actions are not in this report, nor what was logged for them."),
        _("What one organisation keeps to itself counts in totals only."),
        _("Texts stand in the language in which they were written."),
    )
