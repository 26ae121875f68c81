"""A frozen report as people read it: plain texts in one language, shared by page and paper so that they cannot differ."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from actions.figures import Figure
from actions.models import Action, Plan
from actions.standing import STATUSES
from reports.drafting import decisions_in
from taskforce.drawing import words
from taskforce.models.directory import in_language
from taskforce.roles import Axis

ACTION_TONES = {"proposed": "todo", "agreed": "info", "running": "ok", "blocked": "warn", "done": "done", "abandoned": "off"}


@dataclass(frozen=True)
class Mark:
    """A state: the tone that gives its shape (see templatetags.ui.GLYPHS) and its word."""

    tone: str
    word: str


@dataclass(frozen=True)
class FigureLine:
    """One measure: its value as text, what was aimed at, what must be known to read it; ``number`` is what a chart may draw."""

    code: str
    name: str
    text: str
    target: str
    why: str
    source: str
    unit: str
    number: Decimal | str | None
    aimed: Decimal | None
    activity_dependent: bool

    @classmethod
    def of(cls, content: dict[str, Any]) -> FigureLine:
        """Read a frozen figure in the language in use."""
        it = Figure.from_dict(content)
        unit = it.measure.unit
        return cls(
            code=it.measure.code, name=it.name, text=it.text, why=it.why, source=it.amount.source, unit=unit,
            target=words.quantity(it.target, unit), number=it.text if it.amount.masked else it.amount.value,
            aimed=it.target, activity_dependent=it.measure.activity_dependent,
        )  # fmt: skip


@dataclass(frozen=True)
class TargetLine:
    """What an action counts: what was aimed at, and what was reached by the end of the period."""

    name: str
    target: str
    reached: str
    why: str

    @classmethod
    def of(cls, content: dict[str, Any]) -> TargetLine:
        """Read a frozen target in the language in use."""
        it = Figure.from_dict(content["figure"])
        return cls(name=it.name, target=words.quantity(it.target, it.measure.unit), reached=it.text, why=it.why)


@dataclass(frozen=True)
class ActionLine:
    """One action of an axis."""

    code: str
    title: str
    lead: str
    state: Mark
    start: str
    due: str
    is_late: bool
    late_reason: str
    funded: str
    horizon: str
    targets: tuple[TargetLine, ...]

    @classmethod
    def of(cls, content: dict[str, Any]) -> ActionLine:
        """Read a frozen action in the language in use."""
        state = content["state"]
        return cls(
            code=content["code"], title=content["title"], lead=in_language(content["lead"]),
            state=Mark(ACTION_TONES[state], str(Action.State(state).label)), start=day(content["start"]), due=day(content["due"]),
            is_late=content["is_late"], late_reason=content["late_reason"], funded=str(Action.Funded(content["funded"]).label),
            horizon=str(Action.Horizon(content["horizon"]).label), targets=tuple(TargetLine.of(one) for one in content["targets"]),
        )  # fmt: skip


@dataclass(frozen=True)
class AxisView:
    """One axis: how it stands, its actions, its figures over the period and its text."""

    axis: str
    name: str
    status: Mark
    counts: dict[str, int]
    done_of: str
    entries: str
    actions: tuple[ActionLine, ...]
    figures: tuple[FigureLine, ...]
    text: str

    @classmethod
    def of(cls, content: dict[str, Any], text: str) -> AxisView:
        """Read a frozen axis in the language in use."""
        return cls(
            axis=content["axis"], name=str(Axis(content["axis"]).label), status=status(content["status"]), counts=content["counts"],
            done_of=ratio(content["counts"]["done"], content["counts"]["planned"]), entries=entries_text(content["entries"]),
            actions=tuple(ActionLine.of(one) for one in content["actions"]),
            figures=tuple(FigureLine.of(one) for one in content["figures"]), text=text,
        )  # fmt: skip


@dataclass(frozen=True)
class ObjectiveLine:
    """An objective and its indicator: where it stood, where it should be and when."""

    axis: str
    statement: str
    indicator: str
    baseline: str
    target: str
    due: str

    @classmethod
    def of(cls, content: dict[str, Any]) -> ObjectiveLine:
        """Read a frozen objective in the language in use."""
        baseline, target = (
            words.quantity(Decimal(content[name]) if content[name] else None, content["unit"]) for name in ("baseline", "target")
        )
        return cls(str(Axis(content["axis"]).label), content["statement"], content["indicator"], baseline, target, day(content["due"]))


@dataclass(frozen=True)
class SeatLine:
    """An organisation that attends, in which part and on which axis."""

    part: str
    organisation: str
    axis: str


@dataclass(frozen=True)
class PeriodView:
    """A period in words."""

    code: str
    since: str
    until: str
    due: str
    note: str

    @classmethod
    def of(cls, content: dict[str, Any]) -> PeriodView:
        """Read a frozen period in the language in use."""
        return cls(content["code"], day(content["since"]), day(content["until"]), day(content["due"]), in_language(content["notes"]))


@dataclass(frozen=True)
class ReportView:
    """A whole report in one language."""

    reference: str
    version: int
    reason: str
    hotspot: str
    hotspot_reference: str
    municipalities: tuple[str, ...]
    phenomena: tuple[str, ...]
    perimeter: str
    workspace: str
    region: str
    notice: str
    period: PeriodView
    as_of: str
    small_number: int
    plan: str
    axes: tuple[AxisView, ...]
    objectives: tuple[ObjectiveLine, ...]
    seats: tuple[SeatLine, ...]
    difficulties: str
    decisions: tuple[str, ...]

    @classmethod
    def from_content(cls, content: dict[str, Any], language: str | None = None) -> ReportView:
        """Read what ``content_of`` made, live or frozen, in this language or the one in use."""
        with override(language or get_language() or "fr"):
            return cls._read(content)

    @classmethod
    def _read(cls, content: dict[str, Any]) -> ReportView:
        hotspot, texts = content["hotspot"], content["texts"]
        return cls(
            reference=content["reference"], version=content["version"], reason=content["reason"],
            hotspot=in_language(hotspot["names"]), hotspot_reference=hotspot["reference"],
            municipalities=tuple(in_language(one) for one in hotspot["municipalities"]),
            phenomena=tuple(in_language(one) for one in hotspot["phenomena"]),
            perimeter=words.number(hotspot["perimeter_version"]), workspace=in_language(content["workspace"]["names"]),
            region=in_language(content["region"]["names"]), notice=in_language(content["notice"]), period=PeriodView.of(content["period"]),
            as_of=moment(content["as_of"]), small_number=content["small_number"], plan=plan_text(content["plan"]),
            axes=tuple(AxisView.of(one, texts[one["axis"]]) for one in content["axes"]),
            objectives=tuple(ObjectiveLine.of(one) for one in content["objectives"]), seats=tuple(seat(one) for one in content["seats"]),
            difficulties=texts["difficulties"], decisions=tuple(decisions_in(texts["decisions"])),
        )  # fmt: skip


def status(code: str) -> Mark:
    """Say how an axis stands."""
    tone, word = STATUSES[code]
    return Mark(tone, str(word))


def ratio(part: int, whole: int) -> str:
    """Write a count with its denominator: “18 / 24”."""
    return f"{words.number(part)}{words.NO_BREAK}/{words.NO_BREAK}{words.number(whole)}"


def entries_text(content: dict[str, Any]) -> str:
    """Write a number of entries; a small one that hides entries is masked."""
    return f"<{words.NO_BREAK}{content['below']}" if content["count"] is None else words.number(content["count"])


def plan_text(content: dict[str, Any]) -> str:
    """Say which version of the plan was in force."""
    state = Plan.State(content["state"]).label
    return _("version %(version)s, %(state)s, adopted on %(day)s") % {
        "version": content["version"],
        "state": str(state).lower(),
        "day": day(content["adopted_on"]),
    }


def seat(content: dict[str, Any]) -> SeatLine:
    """Read a frozen seat in the language in use."""
    return SeatLine(
        in_language(content["part"]), in_language(content["organisation"]), str(Axis(content["axis"]).label) if content["axis"] else ""
    )


def day(text: str | None) -> str:
    """Write a frozen date as dd/mm/yyyy."""
    return words.day(date.fromisoformat(text) if text else None)


def moment(text: str) -> str:
    """Write a frozen instant as dd/mm/yyyy HH:MM in local time."""
    return words.moment(datetime.fromisoformat(text))
