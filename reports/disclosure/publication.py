"""What is to be published: counts, and what holds between them. Plain values: nothing here asks a database.

A count is a non-negative whole number of something; its key names *this figure as it stood in one version*. A figure that is corrected
is a new cell with a new key, linked to the old one by a ``Correction``; the same figure printed again keeps its key.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from reports.disclosure.rows import Row, ratio_rows, sum_row, within_row

THRESHOLD = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """One count.

    ``level`` is its depth in the hierarchy of places or measures, ``grain`` in that of time (0 the whole; deeper is hidden first);
    ``weight`` (above 0) makes it dearer to hide. ``guarded``: a small value is hidden (False where it counts nobody: meetings, lamps).
    ``must_show``: rather refuse than hide it. ``shown`` False: stands in no table but follows from sums (what a new hotspot adds to a
    total that was published without it). ``at_most``: what every reader knows it cannot exceed.
    """

    key: str
    value: int
    level: int = 0
    grain: int = 0
    weight: float = 1.0
    guarded: bool = True
    must_show: bool = False
    shown: bool = True
    at_most: int | None = None


@dataclass(frozen=True, slots=True)
class Sum:
    """The total equals the sum of the parts: hotspots of a region, quarters of a year to date, kinds of a measure."""

    total: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ratio:
    """``scale`` × part ÷ whole, rounded half up to ``decimals`` digits: a percentage (100) or a mean (1)."""

    key: str
    part: str
    whole: str
    scale: int = 100
    decimals: int = 0

    @property
    def digits(self) -> int:
        """Give the scale in units of the last digit."""
        return self.scale * int(10**self.decimals)


@dataclass(frozen=True, slots=True)
class Correction:
    """The new cell says again what the old one said of the same true thing.

    ``within``: by how much a reader believes it moved at most. None takes the difference there really was, as if the reader had guessed
    exactly that; whoever believes in more knows less, so what is promised holds for him too.
    """

    new: str
    old: str
    within: int | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    """All that one publication wants to say. ``zeros_guarded``: a nought is hidden as if it were small."""

    cells: tuple[Cell, ...]
    sums: tuple[Sum, ...] = ()
    ratios: tuple[Ratio, ...] = ()
    corrections: tuple[Correction, ...] = ()
    threshold: int = THRESHOLD
    zeros_guarded: bool = False

    @property
    def least(self) -> int:
        """Give the smallest value that is hidden: 1, or 0 where noughts are guarded."""
        return 0 if self.zeros_guarded else 1

    def is_small(self, cell: Cell) -> bool:
        """Say whether a cell is to be hidden for its own sake."""
        return cell.guarded and self.least <= cell.value < self.threshold

    def without(self, keys: frozenset[str]) -> Publication:
        """Say the same without some cells and what is derived from them; they still follow from sums, so they stay among the unknown."""
        cells = tuple(replace(one, shown=False, must_show=False) if one.key in keys else one for one in self.cells)
        ratios = tuple(one for one in self.ratios if not {one.part, one.whole} & keys)
        return replace(self, cells=cells, ratios=ratios)

    def rows(self, values: Mapping[str, int]) -> tuple[Row, ...]:
        """Give the relations every reader knows, whatever is printed: sums and corrections."""
        sums = [sum_row(one.total, one.parts) for one in self.sums]
        moved = [(one, abs(values[one.new] - values[one.old])) for one in self.corrections]
        return (*sums, *(within_row(one.new, one.old, far if one.within is None else one.within) for one, far in moved))

    def rows_of(self, ratio: Ratio, values: Mapping[str, int]) -> tuple[Row, ...]:
        """Give what a printed ratio tells; nothing where there is nothing to divide by."""
        if values[ratio.whole] < 1:
            return ()
        return ratio_rows(ratio.part, ratio.whole, ratio.digits, printed(ratio, values))

    def check(self, earlier: Mapping[str, int]) -> dict[str, int]:
        """Give all values, old and new; ValueError where what is said is not so (``earlier``: the values of the ledger)."""
        values = {**earlier, **{one.key: one.value for one in self.cells}}
        wrong = next(self._wrong(earlier, values), None)
        if wrong:
            raise ValueError(wrong)
        return values

    def _wrong(self, earlier: Mapping[str, int], values: Mapping[str, int]) -> Iterator[str]:
        names = Counter([*(one.key for one in self.cells), *(one.key for one in self.ratios)])
        yield from (f"{key} is named twice" for key, times in names.items() if times > 1)
        if self.threshold < 2:  # noqa: PLR2004  # below two there is nothing between
            yield "a threshold is two at least"
        for one in self.cells:
            yield from _wrong_cell(one, earlier)
        yield from self._wrong_relations(values)

    def _wrong_relations(self, values: Mapping[str, int]) -> Iterator[str]:
        for keys in [(one.total, *one.parts) for one in self.sums] + [(one.new, one.old) for one in self.corrections]:
            yield from (f"{key} is in a relation, but nobody says what it is" for key in keys if key not in values)
        for one in self.ratios:
            yield from (f"{key} is in a ratio, but nobody says what it is" for key in (one.part, one.whole) if key not in values)
            if one.scale < 1 or one.decimals < 0:
                yield f"{one.key} has no sensible scale or number of decimals"
        yield from (f"not so: {row}" for row in self.rows(values) if not row.holds(values))


def _wrong_cell(cell: Cell, earlier: Mapping[str, int]) -> Iterator[str]:
    if cell.value < 0 or cell.weight <= 0 or min(cell.level, cell.grain) < 0:
        yield f"{cell.key} has a negative value, weight or depth"
    if cell.at_most is not None and cell.value > cell.at_most:
        yield f"{cell.key} exceeds what it is said not to exceed"
    if cell.must_show and not cell.shown:
        yield f"{cell.key} must be shown, and is not"
    if earlier.get(cell.key, cell.value) != cell.value:
        yield f"{cell.key} was published with another value: a correction is a new cell"


def printed(ratio: Ratio, values: Mapping[str, int]) -> int:
    """Give a ratio in units of its last digit, rounded half up: 333 for 33.3 %."""
    whole = values[ratio.whole]
    return (2 * ratio.digits * values[ratio.part] + whole) // (2 * whole)


def as_decimal(ratio: Ratio, values: Mapping[str, int]) -> Decimal:
    """Give a ratio as it is to be printed; nobody else rounds it."""
    return Decimal(printed(ratio, values)).scaleb(-ratio.decimals)
