"""What changed from one frozen version of a report to another: texts word by word, figures and actions that read otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from reports.figures.reading import ReportView
from reports.models import Remark
from taskforce.kernel.differences import Marked, marked_unless_missing


@dataclass(frozen=True)
class Change:
    """One thing that reads otherwise: its name, where it stands on the page, and both sides."""

    name: str
    anchor: str
    marked: Marked


@dataclass(frozen=True)
class Changes:
    """Everything that reads otherwise."""

    texts: tuple[Change, ...]
    figures: tuple[Change, ...]
    actions: tuple[Change, ...]

    @property
    def none(self) -> bool:
        """Whether the two read the same."""
        return not (self.texts or self.figures or self.actions)


def changes_between(before: dict[str, Any], after: dict[str, Any]) -> Changes:
    """Compare two frozen contents of one report, as they read in the language in use."""
    old, new = ReportView.from_content(before), ReportView.from_content(after)
    texts = [(section, str(Remark.Section(section).label), before["texts"][section], after["texts"][section]) for section in after["texts"]]
    return Changes(
        texts=tuple(_change(name, anchor, was, now) for anchor, name, was, now in texts if was != now),
        figures=_differing(_figures(old), _figures(new)),
        actions=_differing(_actions(old), _actions(new)),
    )


def _figures(view: ReportView) -> dict[str, tuple[str, str]]:
    """Say each measure in one line, by its anchor."""
    return {f"measure-{one.code}": (f"{axis.name} · {one.name}", one.text) for axis in view.axes for one in axis.figures}


def _actions(view: ReportView) -> dict[str, tuple[str, str]]:
    """Say in a few lines how each action stands, by its anchor."""
    return {
        f"action-{one.code}": (
            f"{one.code} · {one.title}",
            "\n".join(filter(None, (one.state.word, _("Due: %(day)s") % {"day": one.due}, one.late_reason, *(f"{it.name}: {it.reached}" for it in one.targets)))),
        )
        for axis in view.axes
        for one in axis.actions
    }  # fmt: skip


def _differing(before: dict[str, tuple[str, str]], after: dict[str, tuple[str, str]]) -> tuple[Change, ...]:
    names = {anchor: name for anchor, (name, _text) in {**before, **after}.items()}
    sides = {anchor: tuple(one.get(anchor, ("", ""))[1] for one in (before, after)) for anchor in names}
    return tuple(_change(names[anchor], anchor, was, now) for anchor, (was, now) in sides.items() if was != now)


def _change(name: str, anchor: str, was: str, now: str) -> Change:
    return Change(name, anchor, marked_unless_missing(was, now, "–") if was and now else marked_unless_missing(was or "–", now or "–", "–"))
