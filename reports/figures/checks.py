"""What a chair should know before signing: a report compared with itself and with the one before, each finding in words.

Pure: it reads the content to be frozen and the last content accepted before it, and asks nothing of the database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from actions.figures import Figure
from actions.models import Measure
from hotspots.models import Order
from taskforce import roles

BLOCKS, EXPLAIN, NOTE = "blocks", "explain", "note"
LEAST_BASE = 20  # a percentage of fewer says little
SAME_LENGTH = 3  # days by which quarters and months differ among themselves
GONE = frozenset({"abandoned"})


@dataclass(frozen=True)
class Check:
    """One finding: its code, what it is about, how much it weighs, where to mend it, the facts its words are made of, and what was said of it."""

    code: str
    about: str
    severity: str
    place: tuple[str, str]
    facts: dict[str, Any] = field(default_factory=dict)
    explanation: str = ""

    @property
    def key(self) -> str:
        """What an explanation is kept under."""
        return f"{self.code}/{self.about}"

    @property
    def holds_up(self) -> bool:
        """Whether nobody may sign yet."""
        return self.severity == BLOCKS or (self.severity == EXPLAIN and not self.explanation)

    def as_dict(self) -> dict[str, Any]:
        """Write it as plain JSON values: what a report freezes."""
        return {**asdict(self), "place": list(self.place)}

    @classmethod
    def from_dict(cls, content: dict[str, Any]) -> Check:
        """Read back what ``as_dict`` wrote."""
        return cls(**{**content, "place": tuple(content["place"])})


def checks_of(content: dict[str, Any], earlier: dict[str, Any] | None) -> tuple[Check, ...]:
    """Compare a content with itself and with the last one accepted before it, None where there is none."""
    alone = (one for part in ALONE for one in part(content))
    beside = (one for part in BESIDE for one in part(content, earlier)) if earlier else ()
    return (*alone, *beside)


def explained(checks: Iterable[Check], said: dict[str, str]) -> tuple[Check, ...]:
    """Put to each finding that asks for it what was said of it, by key."""
    return tuple(replace(one, explanation=said.get(one.key, "")) if one.severity == EXPLAIN else one for one in checks)


def frozen_checks(content: dict[str, Any]) -> tuple[Check, ...]:
    """Read the findings a content holds; none in one frozen before there were checks."""
    return tuple(Check.from_dict(one) for one in content.get("checks", ()))


def _texts(content: dict[str, Any]) -> Iterator[Check]:
    """Three axes present: each with its text and with at least one action."""
    for axis in roles.Axis.values:
        if not content["texts"][axis].strip():
            yield Check("text_missing", axis, BLOCKS, ("text", axis), {"axis": {"axis": axis}})
    for one in content["axes"]:
        if not one["counts"]["planned"]:
            yield Check("axis_empty", one["axis"], EXPLAIN, ("plan", one["axis"]), {"axis": {"axis": one["axis"]}})


def _parts(content: dict[str, Any]) -> Iterator[Check]:
    """Parts equal totals, or the gap is named: the actions listed are those counted, and what was counted comes from them."""
    for axis in content["axes"]:
        listed = sum(one["state"] not in GONE for one in axis["actions"])
        if listed != (counted := axis["counts"]["planned"]):
            facts = {"axis": {"axis": axis["axis"]}, "total": str(counted), "parts": str(listed)}
            yield Check("actions_gap", axis["axis"], EXPLAIN, ("plan", axis["axis"]), facts)
        yield from filter(None, (_gap(Figure.from_dict(one), axis["actions"]) for one in axis["figures"]))


def _gap(total: Figure, actions: list[dict[str, Any]]) -> Check | None:
    """Name the gap of a measure that is added up, where the actions that count it do not reach since they began what was counted over the period."""
    if total.measure.aggregation != Measure.Aggregation.SUM or total.amount.value is None:
        return None
    parts = [_known(target) for action in actions for target in action["targets"] if target["measure"] == total.measure.code]
    known = [one for one in parts if one is not None]
    gap = total.amount.value - sum(known, Decimal(0))
    if not parts or gap <= 0 or len(known) < len(parts):
        return None
    numbers = {"total": total.amount.value, "parts": total.amount.value - gap, "gap": gap}
    facts = {name: _quantity(number, total.measure.unit) for name, number in numbers.items()}
    return Check("parts_gap", total.measure.code, EXPLAIN, ("figure", total.measure.code), {"measure": total.measure.names, **facts})


def _known(target: dict[str, Any]) -> Decimal | None:
    """What one action has reached; 0 where nothing is logged, None where it must not be known."""
    amount = Figure.from_dict(target["figure"]).amount
    return None if amount.masked else amount.value or Decimal(0)


def _bases(content: dict[str, Any]) -> Iterator[Check]:
    """No percentage on a base of 0 or under 20."""
    for one in _figures(content):
        base = one.amount.denominator
        if one.measure.aggregation == Measure.Aggregation.RATIO and base is not None and base < LEAST_BASE:
            facts = {"measure": one.measure.names, "base": _quantity(base, ""), "least": str(LEAST_BASE)}
            yield Check("small_base", one.measure.code, EXPLAIN, ("figure", one.measure.code), facts)


def _units(content: dict[str, Any]) -> Iterator[Check]:
    """Mixed units of count are flagged: persons and acts side by side are never added together."""
    if mixed := [axis["axis"] for axis in content["axes"] if len(_counted_in(axis)) > 1]:
        yield Check("mixed_counts", "axes", NOTE, ("axis", mixed[0]), {"axes": mixed})


def _counted_in(axis: dict[str, Any]) -> set[str]:
    found = map(Figure.from_dict, axis["figures"])
    return {one.measure.unit for one in found if one.measure.counts and one.amount.value is not None}


def _late(content: dict[str, Any]) -> Iterator[Check]:
    """Every late action has a reason."""
    for axis in content["axes"]:
        for one in axis["actions"]:
            if one["is_late"] and not one["late_reason"].strip():
                facts = {"action": one["code"], "title": one["title"]}
                yield Check("late_unexplained", one["code"], EXPLAIN, ("action", one["code"]), facts)


def _orders(content: dict[str, Any]) -> Iterator[Check]:
    """Every order in force has a count of use, a framework by the orders that apply it; every extension has an evaluation."""
    for one in content["orders"]:
        facts = {"order": one["code"], "subject": one["subject"]}
        if not one["is_counted"] and one["level"] != Order.Level.REGION:
            yield Check("use_uncounted", one["code"], EXPLAIN, ("order", one["reference"]), facts)
        if one["extends"] and not one["evaluated"]:
            yield Check("not_evaluated", one["code"], BLOCKS, ("order", one["reference"]), facts)


def _falls(content: dict[str, Any], earlier: dict[str, Any]) -> Iterator[Check]:
    """What is counted since an action began never falls."""
    before = _reached(earlier)
    for (action, measure), now in _reached(content).items():
        was = before.get((action, measure))
        if was is None or was.measure.unit != now.measure.unit or not _is_less(now, was):
            continue
        facts = {"action": action, "measure": now.measure.names, "period": earlier["period"]["code"]}
        numbers = {"now": _quantity(now.amount.value, now.measure.unit), "was": _quantity(was.amount.value, was.measure.unit)}
        yield Check("cumulated_falls", f"{action}/{measure}", EXPLAIN, ("action", action), {**facts, **numbers})


def _reached(content: dict[str, Any]) -> dict[tuple[str, str], Figure]:
    """What each action has reached of each measure that only grows."""
    growing = {Measure.Aggregation.SUM.value, Measure.Aggregation.MAX.value}
    found = [
        (action["code"], Figure.from_dict(target["figure"]))
        for axis in content["axes"]
        for action in axis["actions"]
        for target in action["targets"]
    ]
    return {(code, one.measure.code): one for code, one in found if one.measure.aggregation in growing and not one.amount.masked}


def _is_less(now: Figure, was: Figure) -> bool:
    return (now.amount.value or Decimal(0)) < (was.amount.value or Decimal(0))


def _lengths(content: dict[str, Any], earlier: dict[str, Any]) -> Iterator[Check]:
    """Periods are of equal length, or their totals are not compared."""
    now, was = _days(content["period"]), _days(earlier["period"])
    if abs(now - was) > SAME_LENGTH:
        facts = {"now": str(now), "was": str(was), "period": earlier["period"]["code"]}
        yield Check("unequal_periods", earlier["period"]["code"], NOTE, ("period", ""), facts)


def _days(period: dict[str, Any]) -> int:
    return (date.fromisoformat(period["until"]) - date.fromisoformat(period["since"])).days + 1


def _outline(content: dict[str, Any], earlier: dict[str, Any]) -> Iterator[Check]:
    """The perimeter is the same version as before, or something is said of it."""
    now, was = (one["hotspot"]["perimeter_version"] for one in (content, earlier))
    if now != was:
        facts = {"now": _quantity(now, ""), "was": _quantity(was, ""), "period": earlier["period"]["code"]}
        yield Check("perimeter_changed", f"{was}-{now}", EXPLAIN, ("perimeters", ""), facts)


def _same_units(content: dict[str, Any], earlier: dict[str, Any]) -> Iterator[Check]:
    """Each measure is counted in the unit it was counted in before."""
    before = {one.measure.code: one.measure.unit for one in _figures(earlier)}
    for one in _figures(content):
        was = before.get(one.measure.code, one.measure.unit)
        if was != one.measure.unit:
            facts = {"measure": one.measure.names, "now": one.measure.unit or "1", "was": was or "1", "period": earlier["period"]["code"]}
            yield Check("unit_changed", one.measure.code, EXPLAIN, ("figure", one.measure.code), facts)


def _figures(content: dict[str, Any]) -> Iterator[Figure]:
    return (Figure.from_dict(one) for axis in content["axes"] for one in axis["figures"])


def _quantity(value: Decimal | int | None, unit: str) -> dict[str, str | None]:
    """Write a number with its unit as plain values, to be said in any language."""
    return {"number": None if value is None else format(Decimal(value).normalize(), "f"), "unit": unit}


ALONE: tuple[Callable[[dict[str, Any]], Iterator[Check]], ...] = (_texts, _parts, _bases, _units, _late, _orders)
BESIDE: tuple[Callable[[dict[str, Any], dict[str, Any]], Iterator[Check]], ...] = (_falls, _lengths, _outline, _same_units)
