"""Linear relations between counts, in whole numbers: lower ≤ Σ factor · count ≤ upper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A relation; None is no bound. ``ratio`` names the printed ratio it comes from, if it does."""

    terms: tuple[tuple[str, int], ...]
    lower: int | None
    upper: int | None
    ratio: str = ""

    def holds(self, values: Mapping[str, int]) -> bool:
        """Say whether the relation holds, exactly."""
        total = sum(factor * values[key] for key, factor in self.terms)
        return (self.lower is None or self.lower <= total) and (self.upper is None or total <= self.upper)


def sum_row(total: str, parts: Iterable[str]) -> Row:
    """Give Σ parts − total = 0; a part named twice counts twice."""
    factors = Counter(parts)
    factors[total] -= 1
    return Row(tuple((key, factor) for key, factor in factors.items() if factor), 0, 0)


def within_row(new: str, old: str, far: int) -> Row:
    """Give −far ≤ new − old ≤ far."""
    return Row(((new, 1), (old, -1)), -far, far)


def ratio_rows(part: str, whole: str, scale: int, told: int) -> tuple[Row, Row]:
    """Give what ``told`` = ⌊scale · part/whole + ½⌋ says: (2·told − 1)·whole ≤ 2·scale·part < (2·told + 1)·whole.

    All are whole numbers, so "less than" is "at most one less": nothing is lost by writing it so.
    """
    least = Row(((part, 2 * scale), (whole, 1 - 2 * told)), 0, None)
    most = Row(((part, 2 * scale), (whole, -1 - 2 * told)), None, -1)
    return least, most


def linked(keys: Iterable[str], rows: Iterable[Row]) -> list[list[str]]:
    """Group keys that relations tie together, in the order they came in; what is not among the keys ties nothing."""
    leader = {key: key for key in keys}

    def lead(key: str) -> str:
        while leader[key] != key:
            leader[key] = key = leader[leader[key]]
        return key

    for row in rows:
        inside = [key for key, _ in row.terms if key in leader]
        for key in inside[1:]:
            leader[lead(key)] = lead(inside[0])
    groups: dict[str, list[str]] = {}
    for key in leader:
        groups.setdefault(lead(key), []).append(key)
    return list(groups.values())
