"""Small charts side by side on one scale, so that places are compared by eye: the place full, what it is compared with dashed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from taskforce.drawing.svg import INK, LINE, MUTED, drawing, el, text, together, width_of
from taskforce.drawing.words import quantity

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from django.utils.safestring import SafeString

COLUMNS = 3
WIDTH, PLOT, HEAD, FOOT, GAP = 640.0, 62.0, 24.0, 26.0, 26.0
NUMBER = 52.0  # room at the right for the last number


class Panel(NamedTuple):
    """One small chart: its name and a value per label, None where there is none."""

    name: str
    values: Sequence[Decimal | None]


def multiples(
    panels: Sequence[Panel], *, labels: Sequence[str], most: float, unit: str, compared: Panel | None, title: str, key: str
) -> SafeString:
    """Draw one small chart for each panel, three in a row, from 0 to ``most``; ``compared`` is drawn dashed in each of them."""
    rows = -(-len(panels) // COLUMNS)
    pitch = HEAD + PLOT + FOOT
    drawn = [_Small(index, pitch, most, labels).draw(one, compared, unit) for index, one in enumerate(panels)]
    return drawing(WIDTH, rows * pitch, *drawn, title=title, key=key)


class _Small:
    """Where things stand in one small chart."""

    def __init__(self, index: int, pitch: float, most: float, labels: Sequence[str]) -> None:
        self.width = (WIDTH - GAP * (COLUMNS - 1)) / COLUMNS
        self.left = (index % COLUMNS) * (self.width + GAP)
        self.top = (index // COLUMNS) * pitch + HEAD
        self.bottom = self.top + PLOT
        self.right = self.left + self.width - NUMBER
        self.most, self.labels = most, labels

    def draw(self, one: Panel, compared: Panel | None, unit: str) -> SafeString:
        """Draw the rules of nothing and of everything, the lines, the last number and the first and last label."""
        rules = (
            el("line", x1=self.left, x2=self.right, y1=y, y2=y, stroke=LINE, stroke_width=0.8, class_="d-rule")
            for y in (self.top, self.bottom)
        )
        said = quantity(one.values[-1], unit)
        ends = [(self.left, "start", self.labels[0]), (self.right, "end", self.labels[-1])]
        return together([
            text(self.left, self.top - 9, self._short(one.name), size=12, bold=True),
            *rules,
            self._line(compared.values, dashed=True) if compared else "",
            self._line(one.values, dashed=False),
            text(self.right + 8, self._y(one.values[-1] or 0) + 4, said, size=13, bold=True),
            *(text(x, self.bottom + 14, label, size=11, anchor=side, tone="muted") for x, side, label in ends),
        ])  # fmt: skip

    def _short(self, name: str) -> str:
        room = int(self.width / width_of("n", 12))
        return name if len(name) <= room else f"{name[: room - 1]}…"

    def _x(self, index: int) -> float:
        return self.left + (self.right - self.left) * index / max(len(self.labels) - 1, 1)

    def _y(self, value: Decimal | float) -> float:
        return self.bottom - PLOT * min(float(value) / self.most, 1.0)

    def _line(self, values: Sequence[Decimal | None], *, dashed: bool) -> SafeString:
        points = [(self._x(index), self._y(value)) for index, value in enumerate(values) if value is not None]
        if not points:
            return together([])
        path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        look: dict[str, Any] = {
            "stroke": MUTED if dashed else INK,
            "stroke_width": 1.2 if dashed else 2.2,
            "stroke_dasharray": "4 3" if dashed else None,
        }
        stroke = el("path", d=path, fill="none", stroke_linejoin="round", class_="d-dashed" if dashed else "d-full", **look)
        marks = () if dashed else (el("circle", cx=x, cy=y, r=2.6, fill=INK, class_="d-full-end") for x, y in points)
        return together([stroke, *marks])
