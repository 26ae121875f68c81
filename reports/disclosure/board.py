"""The publication beside the ledger: what is printed, what is hidden, and what could be hidden at which price."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import log2

from reports.disclosure.attack import Reading
from reports.disclosure.ledger import Entry, Interval, Ledger, Standing
from reports.disclosure.publication import Cell, Publication, Ratio
from reports.disclosure.rows import Row, linked
from reports.disclosure.worlds import Block, Unknown

DEEPER = 3.0  # how much dearer a cell is than one a level deeper
NOUGHT = 1_000.0  # hiding a nought is the last thing to do
SLACK = 0.01  # the price of giving up a printed ratio, by what a reader would have to be wrong


@dataclass
class Board:
    """What is decided so far. ``hidden``: cells of this publication in whose place the mark stands; ``dropped``: ratios likewise."""

    publication: Publication
    ledger: Ledger
    values: Mapping[str, int]
    hidden: set[str] = field(default_factory=set)
    dropped: set[str] = field(default_factory=set)

    @cached_property
    def cells(self) -> dict[str, Cell]:
        """Give the cells of the publication by key."""
        return {one.key: one for one in self.publication.cells}

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """Give what the ledger will say of each cell of the publication if it is hidden."""
        return {key: self._entry(cell) for key, cell in self.cells.items()}

    def _entry(self, cell: Cell) -> Entry:
        standing = Standing.HIDDEN if cell.shown else Standing.UNSAID
        least, threshold = self.publication.least, self.publication.threshold
        promised = Interval(least, threshold) if self.publication.is_small(cell) else None
        before = self.ledger.entries.get(cell.key)
        if before is None:
            return Entry(cell.value, standing, min(cell.value, least), cell.at_most, cell.guarded, promised)
        if before.standing is Standing.HIDDEN:
            standing = Standing.HIDDEN
        wider = before.promised or promised
        if before.promised and promised and (promised.upper or 0) > (before.promised.upper or 0):
            wider = Interval(before.promised.lower, promised.upper)
        return replace(before, standing=standing, promised=wider)

    def start(self) -> list[str]:
        """Hide what has to be hidden whatever the rest; return what had to be shown all the same."""
        first = [key for key in self.cells if self._must_hide(key)]
        self.hide(first)
        return [key for key in first if self.cells[key].must_show]

    def _must_hide(self, key: str) -> bool:
        before = self.ledger.entries.get(key)
        if before is not None and before.standing is Standing.RELEASED:
            return False
        return self.entries[key].promised is not None or (before is not None and before.is_protected)

    def is_released(self, key: str) -> bool:
        """Say whether a reader sees the value of a cell, here or in an earlier publication."""
        before = self.ledger.entries.get(key)
        if before is not None and before.standing is Standing.RELEASED:
            return True
        return key in self.cells and self.cells[key].shown and key not in self.hidden

    def can_hide(self, key: str) -> bool:
        """Say whether a cell may be hidden for the sake of others."""
        before = self.ledger.entries.get(key)
        if before is not None and before.standing is Standing.RELEASED:
            return False
        return key in self.cells and self.is_released(key) and not self.cells[key].must_show

    @property
    def extent(self) -> tuple[int, int]:
        """Give how many cells and ratios are hidden."""
        return len(self.hidden), len(self.dropped)

    def hide(self, keys: Iterable[str]) -> None:
        """Hide cells, and every ratio derived from them."""
        self.hidden.update(keys)
        self.dropped.update(one.key for one in self.publication.ratios if not self._ratio_stands(one))

    def _ratio_stands(self, ratio: Ratio) -> bool:
        """Say whether a ratio may be printed: both its ends are, or are in no table and nothing is promised of them."""
        unseen = [key for key in (ratio.part, ratio.whole) if not self.is_released(key)]
        return self.values[ratio.whole] > 0 and all(not self._is_protected(key) for key in unseen)

    def _is_protected(self, key: str) -> bool:
        if key not in self.cells:
            return self.ledger.entries[key].is_protected
        return key in self.hidden or self.entries[key].is_protected

    def unseen(self) -> dict[str, Entry]:
        """Give every cell, old and new, whose value no reader sees."""
        old = {key: one for key, one in self.ledger.entries.items() if key not in self.cells and one.standing is not Standing.RELEASED}
        return {**old, **{key: one for key, one in self.entries.items() if not self.is_released(key)}}

    def ratio_rows(self) -> tuple[Row, ...]:
        """Give what the ratios still printed tell; one whose ends are both printed tells nothing new."""
        standing = [one for one in self.publication.ratios if one.key not in self.dropped]
        telling = [one for one in standing if not (self.is_released(one.part) and self.is_released(one.whole))]
        return tuple(replace(row, ratio=one.key) for one in telling for row in self.publication.rows_of(one, self.values))

    @cached_property
    def fixed_rows(self) -> tuple[Row, ...]:
        """Give the relations that hold whatever is hidden."""
        return (*self.ledger.rows, *self.publication.rows(self.values))

    def reading(self) -> Reading:
        """Give what the reader has before him."""
        return Reading(self.unseen(), (*self.fixed_rows, *self.ratio_rows()), self.values)

    def blocks(self) -> dict[str, Block]:
        """Give, for each cell unseen or that may be hidden, the programme it is part of."""
        unknowns = {key: Unknown(one.value, one.floor, one.at_most) for key, one in self.unseen().items()}
        for key in self.cells:
            if self.can_hide(key):
                one = self.entries[key]
                unknowns[key] = Unknown(one.value, one.floor, one.at_most, self.cost(key))
        rows = (*self.fixed_rows, *self.ratio_rows())
        blocks = {}
        for keys in linked(unknowns, rows):
            block = Block({key: unknowns[key] for key in keys}, rows, self.values, SLACK)
            blocks.update(dict.fromkeys(keys, block))
        return blocks

    @cached_property
    def _deepest(self) -> int:
        return max((one.level + one.grain for one in self.cells.values()), default=0)

    def cost(self, key: str) -> float:
        """Give the price of hiding a cell: the higher it stands and the larger it is, the dearer."""
        cell = self.cells[key]
        above = self._deepest - cell.level - cell.grain
        return cell.weight * (1 + log2(1 + cell.value)) * DEEPER**above * (1 if cell.value else NOUGHT)
