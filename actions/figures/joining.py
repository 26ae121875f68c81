"""Putting values together, over time and over places, by the rule each measure declares.

Values are decimals in the base unit of their measure (kg, not g); nothing here is a float. The rules are those of
the measure catalogue (``Measure.Aggregation``): sum, last, max, ratio (Σ numerator / Σ denominator) and not additive.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from django.conf import settings

from actions.figures.amounts import (
    ABOUT,
    EXACT,
    MORE_THAN,
    NOT_ADDITIVE,
    NOTHING,
    NOTHING_LOGGED,
    WITHOUT_MASKED,
    ZERO_DENOMINATOR,
    Amount,
    Figure,
    MeasureFacts,
    Reading,
    is_small,
    plain,
    shown,
)
from actions.models import Measure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

RATIO_PLACES = Decimal("0.000001")


def combine(measure: MeasureFacts, readings: Iterable[Reading]) -> Amount:
    """Put the values of one place together over time.

    ``readings`` may hold other measures: only the measure's own (a ratio: its parts') count, in any order. Nothing logged
    gives None, never 0. A small count that comes, even in part, from hidden entries is masked; so is their number.
    """
    found = sorted((one for one in readings if one.measure in measure.parts), key=lambda one: (one.day, one.quantity))
    if not found:
        return NOTHING
    used = found[-1:] if measure.aggregation == Measure.Aggregation.LAST else found
    amount = replace(
        OVER_TIME[measure.aggregation](measure, used),
        qualifier=joint(one.qualifier for one in used),
        entries=len({one.entry for one in found}),
        inputs=tuple(sorted(one.quantity for one in found)),
        sources=tuple(sorted({one.source for one in found if one.source and not one.hidden})),
    )
    return _mask(measure, amount, used, found)


def together(measure: MeasureFacts, amounts: Iterable[Amount]) -> Amount:
    """Put the amounts of several places together.

    Sums and last values are added; of a maximum the highest counts; a ratio is Σ numerator / Σ denominator; what is not
    additive stays None with its reason. Places with nothing logged do not count; masked ones are left out and said to be.
    """
    parts = [one for one in amounts if one.reason != NOTHING_LOGGED]
    if not parts:
        return NOTHING
    masked = any(one.masked for one in parts)
    known = [one for one in parts if not one.masked]
    amount = OVER_PLACES[measure.aggregation](known, masked) if known else Amount(masked=True)
    left_out = masked and amount.value is not None and measure.aggregation != Measure.Aggregation.MAX
    return replace(
        amount,
        qualifier=joint([*(one.qualifier for one in known), *([MORE_THAN] if left_out and measure.aggregation in ADDED else [])]),
        reason=WITHOUT_MASKED if left_out else amount.reason,
        entries=None if any(one.entries is None for one in parts) else sum(one.entries or 0 for one in parts),
        inputs=tuple(sorted({key for one in parts for key in one.inputs})),
        sources=tuple(sorted({source for one in parts for source in one.sources})),
    )


def roll_up(figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Put the figures of several places together, measure by measure; targets are added for measures that are added up."""
    grouped: dict[str, list[Figure]] = defaultdict(list)
    for one in figures:
        grouped[one.measure.code].append(one)
    return tuple(
        Figure(
            same[0].measure, together(same[0].measure, [one.amount for one in same]), aimed(same[0].measure, [one.target for one in same])
        )
        for code, same in sorted(grouped.items())
    )


def aimed(measure: MeasureFacts, targets: Sequence[Decimal | None]) -> Decimal | None:
    """Put targets together: the only one there is, or their sum for a measure that is added up; else none."""
    known = [one for one in targets if one is not None]
    if len(known) == 1:
        return plain(known[0])
    return plain(sum(known, Decimal(0))) if known and measure.aggregation in ADDED else None


def joint(qualifiers: Iterable[str]) -> str:
    """Say how sure several values are together: about if any is about, else more than if any is, else exact."""
    found = set(qualifiers)
    return next((one for one in (ABOUT, MORE_THAN) if one in found), EXACT)


def _total(_measure: MeasureFacts, used: list[Reading]) -> Amount:
    return Amount(plain(sum((one.value for one in used), Decimal(0))))


def _highest(_measure: MeasureFacts, used: list[Reading]) -> Amount:
    return Amount(plain(max(one.value for one in used)))


def _alone(_measure: MeasureFacts, used: list[Reading]) -> Amount:
    if len(used) == 1:
        return Amount(plain(used[0].value))
    return Amount(reason=NOT_ADDITIVE, highest=plain(max(one.value for one in used)))


def _share(measure: MeasureFacts, used: list[Reading]) -> Amount:
    above = sum((one.value for one in used if one.measure == measure.numerator), Decimal(0))
    return _ratio(above, sum((one.value for one in used if one.measure == measure.denominator), Decimal(0)))


def _ratio(above: Decimal, below: Decimal) -> Amount:
    parts = Amount(numerator=plain(above), denominator=plain(below))
    return replace(parts, value=plain((above / below).quantize(RATIO_PLACES))) if below else replace(parts, reason=ZERO_DENOMINATOR)


def _sum_of(known: list[Amount], _masked: bool) -> Amount:
    return Amount(plain(sum((one.value for one in known if one.value is not None), Decimal(0))))


def _max_of(known: list[Amount], masked: bool) -> Amount:
    highest = max(one.value for one in known if one.value is not None)
    return Amount(masked=True) if masked and highest < settings.SMALL_NUMBER else Amount(highest)


def _ratio_of(known: list[Amount], _masked: bool) -> Amount:
    above, below = (sum((getattr(one, part) or Decimal(0) for one in known), Decimal(0)) for part in ("numerator", "denominator"))
    return _ratio(above, below)


def _never(known: list[Amount], _masked: bool) -> Amount:
    return Amount(reason=NOT_ADDITIVE, highest=max(one.highest if one.value is None else one.value for one in known))  # type: ignore[type-var]


A = Measure.Aggregation
ADDED = (A.SUM, A.LAST)
OVER_TIME: dict[str, Callable[[MeasureFacts, list[Reading]], Amount]] = {
    A.SUM: _total, A.LAST: _highest, A.MAX: _highest, A.RATIO: _share, A.NOT_ADDITIVE: _alone,
}  # fmt: skip
OVER_PLACES: dict[str, Callable[[list[Amount], bool], Amount]] = {
    A.SUM: _sum_of, A.LAST: _sum_of, A.MAX: _max_of, A.RATIO: _ratio_of, A.NOT_ADDITIVE: _never,
}  # fmt: skip


def _mask(measure: MeasureFacts, amount: Amount, used: list[Reading], found: list[Reading]) -> Amount:
    if any(one.hidden for one in found):
        entries = shown(amount.entries or 0, hidden=True)
        amount = replace(amount, entries=entries, inputs=amount.inputs if entries else ())  # their number would tell
    ratio = measure.aggregation == A.RATIO
    betraying = (amount.numerator, amount.denominator) if ratio else (amount.value, amount.highest) if measure.counts else ()
    if any(one.hidden for one in used) and any(is_small(one) for one in betraying):
        return replace(
            amount, masked=True, reason="", qualifier=EXACT, inputs=(), value=None, highest=None, numerator=None, denominator=None
        )
    return amount
