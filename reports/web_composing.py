"""What the composer shows: the tasks of a draft, each text with its figures and whoever writes it, and the way to mend what the checks found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports import figures
from reports.drafting import PRINTED, remarks_to_meet
from reports.figures.findings import CheckLine
from reports.figures.reading import AxisView, ReportView
from reports.locks import held_by_others, taken_words
from reports.models import Remark, Report, Version
from reports.web import Step
from taskforce import roles, texts
from taskforce.kernel.sending import Seen
from taskforce.models import User


@dataclass(frozen=True)
class Found:
    """One finding of the checks and the page on which to mend it, or the place beside it."""

    line: CheckLine
    url: str


@dataclass(frozen=True)
class Block:
    """One text of the composer: its field where it may be written now, the words as they stand, its figures, and why it is closed."""

    section: str
    name: str
    text: str
    field: BoundField | None
    axis: AxisView | None
    closed: str


def found_in(report: Report, content: dict[str, Any], *, mending: bool) -> list[Found]:
    """Say what the checks find in a content; in a draft to be mended also what is personal, with the way to each place."""
    checks = list(figures.frozen_checks(content))
    if mending:
        checks += figures.personal(texts.unfit(content, [report.workspace], *PRINTED))
    return [Found(line, _place(report, line.place, mending=mending)) for line in figures.lines_of(checks)]


def _place(report: Report, place: tuple[str, str], *, mending: bool) -> str:
    """Lead to where a finding is mended; its reader, to where it shows on the page."""
    kind, key = place
    here = {"text": f"#{key}", "axis": f"#{key}", "action": f"#action-{key}", "figure": f"#measure-{key}", "plan": f"#{key}"}
    if not mending:
        return here.get(kind, "")
    compose, hotspot = reverse("reports:compose", args=[report.reference]), report.hotspot.reference
    ways = {
        "text": lambda: f"{compose}#id_{key}",
        "texts": lambda: compose,
        "axis": lambda: f"{compose}#{key}",
        "plan": lambda: reverse("actions:plan", args=[hotspot]),
        "action": lambda: reverse("actions:action", args=[hotspot, key]),
        "figure": lambda: reverse("actions:entries", args=[hotspot]),
        "order": lambda: reverse("orders:order", args=[key]),
        "perimeters": lambda: reverse("hotspots:perimeters", args=[hotspot]),
    }
    return ways[kind]() if kind in ways else ""


def blocks(person: User, version: Version, view: ReportView, form: Any) -> list[Block]:
    """List the texts in order: those of the form, and the others as they stand with why they are closed."""
    axes = {one.axis: one for one in view.axes}
    taken = held_by_others(person, version)
    return [
        Block(
            section=one,
            name=str(Remark.Section(one).label),
            text=getattr(version, one),
            field=form[one] if one in form.fields else None,
            axis=axes.get(one),
            closed=taken_words(taken[one]) if one in taken else _("No remark asks to change this text."),
        )
        for one in Version.SECTIONS
    ]


def tasks(report: Report, told: Iterable[Block], found: Iterable[Found]) -> list[Step]:
    """List what there is to do before the report is submitted, each with its state."""
    return [*map(_text, told), *_answers(report), _findings([one.line for one in found])]


def _text(block: Block) -> Step:
    url = f"#{block.section}"
    if block.field is None:
        return Step(block.name, url, "off", _("Closed"), block.closed)
    if block.text.strip():
        return Step(block.name, url, "done", _("Written"))
    if block.section in roles.Axis.values:
        return Step(block.name, url, "todo", _("To write"))
    return Step(block.name, url, "off", _("Nothing written"), _("Not needed to submit."))


def _answers(report: Report) -> Iterator[Step]:
    remarks = remarks_to_meet(report)
    waiting = sum(one.state == Remark.State.OPEN for one in remarks)
    if remarks:
        hint = ngettext("%(count)d remark waits for an answer.", "%(count)d remarks wait for an answer.", waiting) % {"count": waiting}
        yield Step(_("Answers to the remarks"), "#remarks", *_done(not waiting), hint if waiting else "")


def _findings(lines: list[CheckLine]) -> Step:
    waiting = sum(one.holds_up for one in lines)
    words = ngettext("%(count)d point is to be mended or explained.", "%(count)d points are to be mended or explained.", waiting)
    return Step(_("Checks before signing"), "#checks", *_done(not waiting), words % {"count": waiting} if waiting else "")


def _done(done: bool) -> tuple[str, str]:
    return ("done", _("Done")) if done else ("todo", _("To do"))


def receipt(before: str, posted: str, version: Version) -> str:
    """Name the version the whole form is about from now on: only where nobody else has written since it was opened."""
    return str(Seen.of(version)) if before == posted else ""
