"""What the pages of a review show: remarks by number, where they point, and the versions before and after the one shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from reports import figures, rules
from reports.models import Remark, Report, Version
from taskforce.kernel.rules import Verdict
from taskforce.models import User


@dataclass(frozen=True)
class RemarkLine:
    """A remark with its number in the report, what it points to on the page, and what the reader may do with it."""

    number: int
    remark: Remark
    anchor: str
    about: str
    may_answer: Verdict
    may_close: Verdict


def remarks_of(person: User, report: Report) -> list[RemarkLine]:
    """List the remarks on a report the person may read, those on the newest version first; each keeps its number."""
    found = list(Remark.objects.visible_to(person).filter(version__report=report).select_related("version__report").order_by("pk"))
    told = [_line(person, number, one) for number, one in enumerate(found, start=1)]
    return sorted(told, key=lambda one: (-one.remark.version.number, one.number))


def _line(person: User, number: int, it: Remark) -> RemarkLine:
    named = figures.anchors_in(it.version.content or {}) if it.anchor else {}
    anchor, about = (it.anchor, named[it.anchor][1]) if it.anchor in named else (it.section, str(it.get_section_display()))
    return RemarkLine(number, it, anchor, about, rules.answer(person, it), rules.close_remark(person, it))


def marks_on(lines: Iterable[RemarkLine], shown: Version) -> dict[str, list[RemarkLine]]:
    """Tell which remarks point to which place of a version: those made on it or before it, and not closed since."""
    marks: dict[str, list[RemarkLine]] = defaultdict(list)
    for one in sorted(lines, key=lambda line: line.number):
        if one.remark.version.number <= shown.number and one.remark.state != Remark.State.CLOSED:
            marks[one.anchor].append(one)
    return dict(marks)


def neighbours(versions: Iterable[Version], shown: Version) -> dict[str, Any]:
    """Name the frozen version before the one shown, and the newest after it, as far as the reader sees them."""
    frozen = sorted(versions, key=lambda one: one.number)
    before = [one for one in frozen if one.number < shown.number]
    after = [one for one in frozen if one.number > shown.number]
    return {"earlier": before[-1] if before and shown.content is not None else None, "newer": after[-1] if after else None}
