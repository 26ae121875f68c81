"""A frozen regional report as people read it, in one language, for page and paper."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language, gettext, ngettext, override
from django.utils.translation import gettext_lazy as _

from actions.models import Commitment
from reports.figures.reading import FigureLine, Mark, PeriodView, day, moment, ratio, status
from reports.figures.regional import NO_PLAN, NOT_CONVENED, NOT_OPENED
from reports.models import Asked, Report
from reports.models.council import cost_of
from taskforce.models.directory import in_language
from taskforce.roles import Axis

FOLLOWED: dict[str, tuple[str, Any]] = {
    **{one.value: (Asked.TONES[one], one.label) for one in Asked.State},
    **{one.value: (tone, one.label) for one, tone in ((Commitment.State.OPEN, "todo"), (Commitment.State.KEPT, "done"))},
    **{one.value: (tone, one.label) for one, tone in ((Commitment.State.NOT_KEPT, "bad"), (Commitment.State.REPLACED, "off"))},
}
"""How what the last session decided and heard promised stands: its tone and its word."""

MISSING_WORDS = {
    Report.State.DUE.value: _("Not started"),
    Report.State.DRAFT.value: _("Being drafted"),
    Report.State.SUBMITTED.value: _("Submitted, not accepted yet"),
    Report.State.RETURNED.value: _("Returned, not accepted yet"),
    Report.State.SKIPPED.value: _("Will not come"),
    NOT_CONVENED: _("Task force not convened"),
    NO_PLAN: _("No plan adopted"),
    NOT_OPENED: _("Report not opened"),
}


@dataclass(frozen=True)
class CellView:
    """One hotspot on one axis: its status and how many of its actions are done, with the denominator."""

    status: Mark
    done_of: str


@dataclass(frozen=True)
class HotspotLine:
    """One hotspot: what its accepted report says, or why there is none."""

    reference: str
    name: str
    municipalities: tuple[str, ...]
    report: str
    version: int | None
    digest: str
    accepted_on: str
    missing: str
    under_correction: bool
    cells: tuple[CellView, ...]
    decisions: tuple[str, ...]
    texts: tuple[tuple[str, str], ...]
    difficulties: str
    reserve: str

    @classmethod
    def of(cls, content: dict[str, Any]) -> HotspotLine:
        """Read a frozen hotspot in the language in use."""
        there = content["missing"] is None
        texts = content["texts"] if there else {}
        return cls(
            reference=content["reference"], name=in_language(content["names"]), report=content["report"] or "",
            municipalities=tuple(in_language(one) for one in content["municipalities"]),
            version=content.get("version"), digest=content.get("digest", ""), accepted_on=day(content.get("accepted_on")),
            missing="" if there else _missing(content), reserve=content.get("reserve", ""),
            under_correction=there and content["report_state"] != Report.State.ACCEPTED, cells=_cells(content) if there else (),
            decisions=tuple(content.get("decisions", ())),
            texts=tuple((str(axis.label), texts[axis.value]) for axis in Axis) if there else (), difficulties=texts.get("difficulties", ""),
        )  # fmt: skip


@dataclass(frozen=True)
class TotalLine:
    """A measure over all accepted reports: its figure, over how many hotspots, and what it leaves out."""

    axis: str
    figure: FigureLine
    places: int
    left_out: str


@dataclass(frozen=True)
class AxisTotal:
    """An axis over all accepted reports: actions done of those planned, late and blocked ones, how many hotspots stand how; the cell's word."""

    axis: str
    name: str
    done_of: str
    counts: dict[str, int]
    statuses: tuple[tuple[Mark, int], ...]
    said: str = ""


@dataclass(frozen=True)
class IncludedLine:
    """A version the report was compiled from."""

    reference: str
    version: int
    digest: str
    accepted_on: str


@dataclass(frozen=True)
class AskedLine:
    """A decision the council is asked for: its words, who asks, what it costs and by when; ``report``: the one it comes from."""

    text: str
    by: str
    report: str
    cost: str
    deadline: str

    @classmethod
    def of(cls, content: dict[str, Any]) -> AskedLine:
        """Read a frozen decision asked in the language in use."""
        cost = content["cost"]
        words = cost_of(Decimal(cost["amount"]), cost["currency"]) if cost else cost_of(None)
        by = in_language(content["by"])
        return cls(content["text"], by, content["report"] or "", words, day(content["deadline"]))


@dataclass(frozen=True)
class FollowLine:
    """What became of a decision or a commitment of the last session."""

    text: str
    by: str
    due: str
    tone: str
    state: str

    @classmethod
    def of(cls, content: dict[str, Any]) -> FollowLine:
        """Read a frozen line of the follow-up in the language in use."""
        tone, word = FOLLOWED[content["state"]]
        return cls(content["text"], in_language(content["by"]), day(content["due"]), tone, str(word))


@dataclass(frozen=True)
class RegionalView:
    """A whole regional report in one language."""

    reference: str
    number: int
    region: str
    cell: str
    notice: str
    period: PeriodView
    as_of: str
    small_number: int
    text: str
    axis_names: tuple[str, ...]
    hotspots: tuple[HotspotLine, ...]
    received: str
    asked: tuple[AskedLine, ...]
    follow_up: tuple[FollowLine, ...]
    axes: tuple[AxisTotal, ...]
    totals: tuple[TotalLine, ...]
    versions: tuple[IncludedLine, ...]

    @property
    def missing(self) -> list[HotspotLine]:
        """The hotspots without an accepted report."""
        return [one for one in self.hotspots if one.missing]

    @property
    def present(self) -> list[HotspotLine]:
        """The hotspots with an accepted report."""
        return [one for one in self.hotspots if not one.missing]

    @property
    def has_words(self) -> bool:
        """Whether the cell wrote anything."""
        return bool(self.text) or any(one.said for one in self.axes)

    @property
    def has_decisions(self) -> bool:
        """Whether any hotspot asks for a decision."""
        return any(one.decisions for one in self.present)

    @classmethod
    def from_content(cls, content: dict[str, Any], language: str | None = None) -> RegionalView:
        """Read what ``regional_content_of`` made, in this language or the one in use."""
        with override(language or get_language() or "fr"):
            return cls(
                reference=content["reference"], number=content["number"], region=in_language(content["region"]["names"]),
                cell=in_language(content["cell"]["names"]), notice=in_language(content["notice"]), period=PeriodView.of(content["period"]),
                as_of=moment(content["as_of"]), small_number=content["small_number"], text=content["text"], axis_names=tuple(str(axis.label) for axis in Axis),
                hotspots=tuple(HotspotLine.of(one) for one in content["hotspots"]),
                received=ratio(len(content["versions"]), len(content["hotspots"])),
                asked=tuple(AskedLine.of(one) for one in content.get("asked", ())),
                follow_up=tuple(FollowLine.of(one) for one in content.get("follow_up", ())),
                axes=tuple(_axis(one, content.get("synthesis", {})) for one in content["axes"]), totals=tuple(_total(one) for one in content["totals"]),
                versions=tuple(IncludedLine(one["reference"], one["version"], one["digest"], day(one["accepted_on"])) for one in content["versions"]),
            )  # fmt: skip


def _missing(content: dict[str, Any]) -> str:
    """Say why there is no accepted report, with the words of the cell where it left one out."""
    word, reason = str(MISSING_WORDS[content["missing"]]), content.get("skip_reason", "")
    return gettext("%(word)s: %(reason)s") % {"word": word, "reason": reason} if reason else word


def _cells(content: dict[str, Any]) -> tuple[CellView, ...]:
    counts = content["counts"]
    return tuple(CellView(status(content["statuses"][axis]), ratio(counts[axis]["done"], counts[axis]["planned"])) for axis in Axis.values)


def _axis(content: dict[str, Any], words: dict[str, str]) -> AxisTotal:
    counts = content["counts"]
    statuses = tuple((status(code), number) for code, number in content["statuses"].items())
    axis, done_of = content["axis"], ratio(counts["done"], counts["planned"])
    return AxisTotal(axis, str(Axis(axis).label), done_of, counts, statuses, words.get(axis, ""))


def _total(content: dict[str, Any]) -> TotalLine:
    masked = content["masked"]
    words = ngettext("Plus %(number)d value under %(below)d, not counted.", "Plus %(number)d values under %(below)d, not counted.", masked)
    left_out = words % {"number": masked, "below": content["figure"]["amount"]["below"]} if masked else ""
    return TotalLine(content["figure"]["measure"]["axis"], FigureLine.of(content["figure"]), content["places"], left_out)
