"""Other worlds: whole numbers that differ from the true ones and agree with everything a reader sees.

A hidden count is protected from above if there is a world in which it reaches the threshold, and from below if there is one in which it
is as small as can be. Looking for the cheapest such world, where moving what would be printed costs, also tells what else to hide: the
heuristic of Kelly, Golden & Assad (1992) and Fischetti & Salazar-González (2001, "Solving the cell suppression problem on tabular data
with linear constraints", Management Science 47), told in Hundepool et al., "Statistical Disclosure Control" (2012), § 4.4.

Each world found is checked in whole numbers, so nothing that is promised rests on the rounding of a solver.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import block_diag, csc_array, csr_array

from reports.disclosure.rows import Row

Floats = NDArray[np.float64]
Whole = Any  # a sparse matrix of whole numbers; scipy has no types
Aims = Mapping[str, tuple[int | None, int | None]]  # at least, at most

FAR = 10_000  # how far a count is moved at most, beyond its value; a range that gets half as far has no end
NEAR = 1e-6
NODES = 2_000  # of the tree of whole numbers; a bound in nodes, not seconds, answers alike on every machine
COLUMNS = 3_000  # in one programme, when many are solved at once


@dataclass(frozen=True, slots=True)
class Unknown:
    """A count a reader does not see, or would not if it were hidden (``cost`` above 0, per unit moved).

    ``floor``: the least it can be for a reader who takes a mark never to stand for a nought.
    """

    value: int
    floor: int
    at_most: int | None = None
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class World:
    """Whole numbers that agree with what is printed.

    ``moved``: those that differ from the truth. ``bold``: some are noughts that in truth are none, which not every reader believes.
    ``broken``: ratios that must not be printed if this is to be possible.
    """

    moved: Mapping[str, int]
    bold: bool = False
    broken: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Ask:
    """What is the most, or the least, a count can be, for a reader who thinks a mark may stand for a nought, or never does?"""

    key: str
    most: bool
    bold: bool


@dataclass(frozen=True, slots=True)
class Terms:
    """What has changed since a block was made: counts and ratios hidden, counts shown, factors on the price of others."""

    hidden: frozenset[str] = frozenset()
    shown: frozenset[str] = frozenset()
    factors: Mapping[str, float] = field(default_factory=dict)


UNCHANGED = Terms()


class Block:
    """Unknowns tied together, and the programme over how far each of them moves from the truth.

    Columns: a rise for each unknown (negative for a fall where it costs nothing), a fall for each that costs, and for each row of a ratio
    a slack above and below, so that the ratio may be given up at ``slack`` a unit.
    """

    def __init__(self, unknowns: Mapping[str, Unknown], rows: Sequence[Row], values: Mapping[str, int], slack: float | None = None) -> None:
        self.keys = list(unknowns)
        self.unknowns = unknowns
        self.at = {key: number for number, key in enumerate(self.keys)}
        self.rows = [row for row in rows if any(key in self.at for key, _ in row.terms)]
        self.values = values
        self.falls = {key: len(self.keys) + number for number, key in enumerate(key for key in self.keys if unknowns[key].cost)}
        self.slacks = [number for number, row in enumerate(self.rows) if row.ratio] if slack else []
        self._build(slack or 0.0)

    def _build(self, slack: float) -> None:
        free = len(self.keys) + len(self.falls)
        width = free + 2 * len(self.slacks)
        entries = [*self._factors(), *((row, free + 2 * number, 1) for number, row in enumerate(self.slacks))]
        entries += [(row, free + 2 * number + 1, -1) for number, row in enumerate(self.slacks)]
        places, columns, factors = zip(*entries, strict=True) if entries else ((), (), ())
        self.matrix = csc_array((np.array(factors, float), (places, columns)), shape=(len(self.rows), width))
        truth = [sum(factor * self.values[key] for key, factor in row.terms) for row in self.rows]
        lower, upper = [row.lower for row in self.rows], [row.upper for row in self.rows]
        self.least = np.array([-np.inf if low is None else low - true for low, true in zip(lower, truth, strict=True)], float)
        self.most = np.array([np.inf if high is None else high - true for high, true in zip(upper, truth, strict=True)], float)
        self.cost = np.zeros(width)
        self.cost[free:] = slack
        self.low, self.high = np.zeros(width), np.full(width, np.inf)
        for key, one in self.unknowns.items():
            self._bound(key, one)

    def _factors(self) -> Iterator[tuple[int, int, int]]:
        """Give row, column and factor of every rise and fall."""
        for number, row in enumerate(self.rows):
            inside = [(key, factor) for key, factor in row.terms if key in self.at]
            yield from ((number, self.at[key], factor) for key, factor in inside)
            yield from ((number, self.falls[key], -factor) for key, factor in inside if key in self.falls)

    def _bound(self, key: str, one: Unknown) -> None:
        rise = FAR if one.at_most is None else min(FAR, one.at_most - one.value)
        self.high[self.at[key]] = rise
        if key in self.falls:
            self.high[self.falls[key]] = one.value - one.floor
            self.cost[self.at[key]] = self.cost[self.falls[key]] = one.cost
        else:
            self.low[self.at[key]] = one.floor - one.value

    def find(self, aims: Aims, *, bold: bool = False, terms: Terms = UNCHANGED) -> World | None:
        """Give the cheapest world in which counts lie within the aims; None if there is none.

        ``aims``: counts that cost nothing, or have to fall; ``bold``: what is hidden may be a nought.
        """
        low, high = self._lows(bold=bold), self.high.copy()
        for key in terms.shown:
            low[self.at[key]] = high[self.at[key]] = 0
        for key, (least, most) in aims.items():
            if least is not None and least > self.values[key]:
                low[self.at[key]] = max(low[self.at[key]], least - self.values[key])
            if most is not None and most < self.values[key]:
                self._let_fall(key, self.values[key] - most, low, high)
        return None if (low > high).any() else self._solve(self._prices(terms), low, high)

    def _let_fall(self, key: str, by: int, low: Floats, high: Floats) -> None:
        """Bound a count to fall by so much at least."""
        here = self.at[key]
        high[here] = min(high[here], -by)
        if key in self.falls:
            low[self.falls[key]], high[here] = by, 0

    def _prices(self, terms: Terms) -> Floats:
        cost = self.cost.copy()
        for key, here in self.falls.items():
            cost[self.at[key]] = cost[here] = 0 if key in terms.hidden else cost[here] * terms.factors.get(key, 1)
        for number, row in enumerate(self.slacks):
            if self.rows[row].ratio in terms.hidden:
                first = len(self.keys) + len(self.falls) + 2 * number
                cost[first : first + 2] = 0
        return cost

    def _lows(self, *, bold: bool) -> Floats:
        low = self.low.copy()
        if bold:
            for key, one in self.unknowns.items():
                if key not in self.falls:
                    low[self.at[key]] = -one.value
        return low

    def _solve(self, cost: Floats, low: Floats, high: Floats) -> World | None:
        answer = _solved(cost, self.matrix, (self.least, self.most), (low, high), whole=False)
        if answer is not None and np.abs(answer - np.round(answer)).max(initial=0) > NEAR:
            answer = _solved(cost, self.matrix, (self.least, self.most), (low, high), whole=True)
        return None if answer is None else self._world(answer)

    @cached_property
    def _whole(self) -> Whole:
        return csr_array(np.rint(self.matrix[:, : len(self.keys)].toarray()).astype(np.int64))

    def _world(self, answer: Floats) -> World | None:
        """Read a world out of an answer, and check it in whole numbers; None if it is none."""
        by = np.rint(answer[: len(self.keys)]).astype(np.int64)
        for key, here in self.falls.items():
            by[self.at[key]] -= round(answer[here])
        moved = {key: self.values[key] + int(by[here]) for key, here in self.at.items() if by[here]}
        sums = self._whole @ by
        wrong = np.flatnonzero((sums < self.least) | (sums > self.most))
        broken = frozenset(self.rows[number].ratio for number in wrong)
        inside = all(self._allows(key, value) for key, value in moved.items())
        if not inside or "" in broken or (broken and not self.slacks):
            return None
        return World(moved, any(value < self.unknowns[key].floor for key, value in moved.items()), broken)

    def _allows(self, key: str, value: int) -> bool:
        one = self.unknowns[key]
        return value >= 0 and (one.at_most is None or value <= one.at_most)

    def ends(self, asked: Sequence[Ask]) -> list[tuple[float, World | None]]:
        """Give the least or the most that counts can be (Willenborg & de Waal 2001, ch. 6: the intruder's programmes).

        As linear programming says, and the world in which a count is that, if it is one of whole numbers. Nothing that costs is moved.
        Many programmes are solved as one, side by side: they share no column.
        """
        at_once = max(1, COLUMNS // max(1, self.matrix.shape[1]))
        batches = [asked[first : first + at_once] for first in range(0, len(asked), at_once)]
        return [end for batch in batches for end in self._ends(batch)]

    def _ends(self, asked: Sequence[Ask]) -> list[tuple[float, World | None]]:
        copies, width = len(asked), self.matrix.shape[1]
        cost = np.zeros((copies, width))
        for number, one in enumerate(asked):
            cost[number, self.at[one.key]] = -1 if one.most else 1
        sides = np.tile(self.least, copies), np.tile(self.most, copies)
        lows = {bold: self._lows(bold=bold) for bold in (False, True)}
        limits = np.concatenate([lows[one.bold] for one in asked]), np.tile(np.where(self.cost > 0, 0, self.high), copies)
        answer = _solved(cost.ravel(), block_diag([self.matrix] * copies, format="csc"), sides, limits, whole=False)
        if answer is None:
            return [(self.values[one.key], None) for one in asked]
        return [self._end(one.key, part) for one, part in zip(asked, answer.reshape(copies, width), strict=True)]

    def _end(self, key: str, answer: Floats) -> tuple[float, World | None]:
        whole = np.abs(answer - np.round(answer)).max(initial=0) <= NEAR
        return self.values[key] + float(answer[self.at[key]]), self._world(answer) if whole else None


def _solved(cost: Floats, matrix: csc_array, sides: tuple[Floats, Floats], limits: tuple[Floats, Floats], *, whole: bool) -> Floats | None:
    """Solve a programme with HiGHS, which gives a corner of what is possible; None if there is none, or none was found in time."""
    constraints = LinearConstraint(matrix, *sides) if matrix.shape[0] else ()
    integrality = np.ones(len(cost)) if whole else None
    options = {"node_limit": NODES} if whole else {}
    answer = milp(cost, constraints=constraints, bounds=Bounds(*limits), integrality=integrality, options=options)
    return None if answer.x is None else np.asarray(answer.x, float)
