"""Somebody who has every publication before him, a pencil and a solver, and wants to know what was not published.

Written apart from ``reports.disclosure``, from what is printed and nothing else: numbers, marks, which figures add up to which, which
figure replaces which, how shares are rounded. It keeps matrices of its own and shares no line of code with what it attacks.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from math import ceil, floor

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

NEAR = 1e-6


@dataclass(frozen=True)
class Share:
    """A printed ratio: scale × part ÷ whole, rounded half up to so many decimals; None where "n.p." is printed."""

    part: str
    whole: str
    scale: int
    decimals: int
    printed: Fraction | None


@dataclass(frozen=True)
class Sheet:
    """One publication as it lies on the table: numbers, or None where "n.p." is printed."""

    cells: dict[str, int | None]
    sums: list[tuple[str, list[str]]] = field(default_factory=list)
    shares: list[Share] = field(default_factory=list)
    replaces: list[tuple[str, str]] = field(default_factory=list)  # (new, old)


class Attacker:
    """What follows from all sheets together, if corrections move a figure by at most so much.

    ``hidden_is_not_zero``: he has read that noughts are printed, so what is not printed is one at least.
    """

    def __init__(self, sheets: list[Sheet], within: int, *, hidden_is_not_zero: bool = False) -> None:
        names: dict[str, None] = {}
        for sheet in sheets:
            names.update(dict.fromkeys(sheet.cells))
            names.update({name: None for total, parts in sheet.sums for name in [total, *parts]})
            names.update({name: None for share in sheet.shares for name in (share.part, share.whole)})
            names.update({name: None for pair in sheet.replaces for name in pair})
        self.column = {name: number for number, name in enumerate(names)}
        self.low = np.zeros(len(names))
        self.high = np.full(len(names), np.inf)
        self.lines: list[tuple[dict[str, int], float, float]] = []
        marked = {name for sheet in sheets for name, value in sheet.cells.items() if value is None}
        for name in marked if hidden_is_not_zero else ():
            self.low[self.column[name]] = 1
        for sheet in sheets:
            for name, value in sheet.cells.items():
                if value is not None:
                    self.low[self.column[name]] = self.high[self.column[name]] = value
            self._read(sheet, within)

    def _read(self, sheet: Sheet, within: int) -> None:
        for total, parts in sheet.sums:
            line = {total: -1}
            for part in parts:
                line[part] = line.get(part, 0) + 1
            self.lines.append((line, 0, 0))
        for new, old in sheet.replaces:
            self.lines.append(({new: 1, old: -1}, -within, within))
        for share in sheet.shares:
            if share.printed is not None:
                self._share(share, share.printed)

    def _share(self, share: Share, printed: Fraction) -> None:
        """From printed − h ≤ scale·part/whole < printed + h, with h half of the last digit; whole numbers make the second ≤ … − 1."""
        half = Fraction(1, 2 * 10**share.decimals)
        under, over = printed - half, printed + half
        for edge, low, high in ((under, 0.0, np.inf), (over, -np.inf, -1.0)):
            self.lines.append(({share.part: share.scale * edge.denominator, share.whole: -edge.numerator}, low, high))

    @cached_property
    def _matrix(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        matrix = np.zeros((max(len(self.lines), 1), len(self.column)))
        low, high = np.full(len(matrix), -np.inf), np.full(len(matrix), np.inf)
        for number, (line, least, most) in enumerate(self.lines):
            for name, factor in line.items():
                matrix[number, self.column[name]] += factor
            low[number], high[number] = least, most
        return matrix, low, high

    def is_possible(self) -> bool:
        """Whether any numbers at all agree with what was printed."""
        matrix, low, high = self._matrix
        nothing = np.zeros(len(self.column))
        found = milp(nothing, constraints=LinearConstraint(matrix, low, high), bounds=Bounds(self.low, self.high), integrality=nothing + 1)
        return bool(found.status == 0)

    def range_by_lp(self, name: str) -> tuple[int, int | None]:
        """What linear programming says of a figure, rounded inward to whole numbers."""
        matrix, low, high = self._matrix
        same = low == high
        up, down = ~same & np.isfinite(high), ~same & np.isfinite(low)
        above = np.vstack([matrix[up], -matrix[down]])
        most = np.concatenate([high[up], -low[down]])
        ends: list[float | None] = []
        for sign in (1, -1):
            aim = np.zeros(len(self.column))
            aim[self.column[name]] = sign
            found = linprog(
                aim,
                A_ub=above if len(above) else None,
                b_ub=most if len(most) else None,
                A_eq=matrix[same] if same.any() else None,
                b_eq=low[same] if same.any() else None,
                bounds=np.column_stack([self.low, self.high]),
                method="highs",
            )
            assert found.status in {0, 3}, found.message  # solved, or without end
            ends.append(None if found.status == 3 else sign * found.fun)
        assert ends[0] is not None
        return ceil(ends[0] - NEAR), None if ends[1] is None else floor(ends[1] + NEAR)

    def range_by_milp(self, name: str, far: int = 10**5) -> tuple[int, int | None]:
        """What whole numbers allow a figure to be: at least as sharp as linear programming. What goes beyond ``far`` has no end."""
        matrix, low, high = self._matrix
        ends = []
        for sign in (1, -1):
            aim = np.zeros(len(self.column))
            aim[self.column[name]] = sign
            found = milp(
                aim,
                constraints=LinearConstraint(matrix, low, high),
                bounds=Bounds(self.low, np.minimum(self.high, far)),
                integrality=np.ones(len(self.column)),
            )
            assert found.status == 0, found.message
            ends.append(round(sign * found.fun))
        return ends[0], None if ends[1] > far // 10 else ends[1]

    def can_be_innocent(self, name: str, hidden: list[str], threshold: int, far: int = 10**5) -> bool:
        """Whether a figure may be at the threshold or above while some other figure not printed is below, and so explains the marks."""
        others = [one for one in hidden if one != name]
        if not others:
            return False
        matrix, low, high = self._matrix
        width = len(self.column) + len(others)  # and for each other figure: is it the small one?
        lines = np.zeros((len(matrix) + len(others) + 1, width))
        lines[: len(matrix), : len(self.column)] = matrix
        least, most = np.full(len(lines), -np.inf), np.full(len(lines), np.inf)
        least[: len(matrix)], most[: len(matrix)] = low, high
        for number, other in enumerate(others):
            lines[len(matrix) + number, self.column[other]] = 1
            lines[len(matrix) + number, len(self.column) + number] = far
            most[len(matrix) + number] = far + threshold - 1
        lines[-1, len(self.column) :] = 1
        least[-1] = 1
        bottom, top = np.concatenate([self.low, np.zeros(len(others))]), np.concatenate([np.minimum(self.high, far), np.ones(len(others))])
        bottom[self.column[name]] = max(threshold, self.low[self.column[name]])
        found = milp(
            np.zeros(width), constraints=LinearConstraint(lines, least, most), bounds=Bounds(bottom, top), integrality=np.ones(width)
        )
        return bool(found.status == 0)
