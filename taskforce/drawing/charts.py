"""Charts that need no colour: numbers written out, solid against hatched, full against dashed."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby
from textwrap import wrap
from typing import TYPE_CHECKING, NamedTuple

from taskforce.drawing.svg import INK, LINE, MUTED, drawing, el, hatch, text, together, width_of
from taskforce.drawing.words import number, quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from django.utils.safestring import SafeString

Value = Decimal | float | str | None

SIDE_BY_SIDE = 560
MOST_LINES = 2
BAR, GAP, HEAD = 14, 14, 26


class Bar(NamedTuple):
    """One row: its label, its value (None missing, text masked), a note, and what it is compared with."""

    label: str
    value: Value
    note: str = ""
    compared: Value = None


class Line(NamedTuple):
    """One series: its name and one value per label; None and masked values leave a gap."""

    name: str
    values: Sequence[Value]


def bars(
    rows: Iterable[tuple[object, ...]],
    *,
    title: str,
    unit: str = "",
    names: tuple[str, str] | None = None,
    key: str = "bars",
    width: int = 400,
) -> SafeString:
    """Draw horizontal bars with the number at their end.

    rows: (label, value, note) or (label, value, note, compared). A value is a
    number ≥ 0 in `unit`, None (drawn "–") or a masked text such as "< 5" (written,
    without any bar, so that its length tells nothing). `names` says what the solid
    and the hatched bar are and turns the comparison on. From 560 wide labels stand
    beside the bars, below that above them. Raises ValueError on a negative value.
    """
    listed = [Bar(*row) for row in rows]  # type: ignore[arg-type]  # the tuple's shape is the docstring's
    frame = _Frame(listed, names, width, key)
    drawn = [frame.row(index, bar, unit) for index, bar in enumerate(listed)]
    return drawing(width, frame.height, el("defs", hatch(f"{key}-hatch")), frame.legend(), *drawn, title=title, key=key)


class _Frame:
    """Where things stand in one bar chart."""

    def __init__(self, rows: list[Bar], names: tuple[str, str] | None, width: int, key: str) -> None:
        self.names, self.width, self.key = names, width, key
        self.beside = width >= SIDE_BY_SIDE
        self.left = width * 0.36 if self.beside else 0.0
        self.top = HEAD if names else 4
        self.pitch = (BAR * 2 if names or self.beside else BAR) + GAP + (0 if self.beside else 20)
        self.height = self.top + self.pitch * max(len(rows), 1)
        self.most = max((size for row in rows for size in (_size(row.value), _size(row.compared))), default=0.0)

    def row(self, index: int, bar: Bar, unit: str) -> SafeString:
        """Draw one label, its bar and the number; the compared bar under it."""
        top = self.top + index * self.pitch
        below = top if self.beside else top + 20
        label = self.label(top + (12 if self.beside else 14), bar.label)
        second = self.bar(below + BAR + 2, bar.compared, quantity(bar.compared, unit), hatched=True) if self.names else ""
        return together([label, self.bar(below, bar.value, quantity(bar.value, unit), bar.note), second])

    def label(self, base: float, words: str) -> SafeString:
        """Write a label in the room it has: two lines beside a bar, one above it."""
        room = int((self.left or self.width) / width_of("n", 14))
        kept = wrap(words, room, max_lines=2 if self.beside else 1, placeholder="…")
        return together(text(0, base + 15 * index, line) for index, line in enumerate(kept))

    def bar(self, top: float, value: Value, said: str, note: str = "", *, hatched: bool = False) -> SafeString:
        """Draw one bar and write its number and note at the end."""
        room = self.width - self.left - self.room_for_numbers
        length = room * _size(value) / self.most if self.most else 0.0
        fill = f"url(#{self.key}-hatch)" if hatched else INK
        edge = {"stroke": INK, "stroke_width": 1.0, "class_": "d-edge"} if hatched else {"class_": "d-bar"}
        shape = (
            el("rect", x=self.left, y=top, width=length, height=BAR - (2 if hatched else 0), rx=0 if hatched else 2, fill=fill, **edge)
            if length
            else ""
        )
        end = self.left + length + (7 if length else 0)
        number_text = text(end, top + 12, said, tone="muted" if hatched else "ink", bold=not hatched)
        note_text = text(end + width_of(said, 15) + 7, top + 12, note, size=13, tone="muted") if note else ""
        return together([shape, number_text, note_text])

    @property
    def room_for_numbers(self) -> float:
        """What is kept free at the right for numbers and notes."""
        return self.width * (0.26 if self.beside else 0.4)

    def legend(self) -> SafeString:
        """Say what solid and hatched mean."""
        if not self.names:
            return together([])
        solid, hatched = self.names
        second = self.left + width_of(solid, 13) + 40
        return together([
            el("rect", x=self.left, y=4, width=14, height=11, fill=INK, class_="d-bar", rx=2),
            text(self.left + 20, 14, solid, size=13, tone="muted"),
            el("rect", x=second, y=4, width=14, height=11, fill=f"url(#{self.key}-hatch)", stroke=INK, stroke_width=1, class_="d-edge"),
            text(second + 20, 14, hatched, size=13, tone="muted"),
        ])  # fmt: skip


def _size(value: Value) -> float:
    """How long a bar may be: nothing for what is missing or masked."""
    if value is None or isinstance(value, str):
        return 0.0
    if value < 0:
        raise ValueError(f"A bar cannot show {value}: values are 0 or more.")
    return float(value)


def lines(
    series: Sequence[tuple[str, Sequence[Value]]],
    *,
    labels: Sequence[str],
    title: str,
    unit: str = "",
    key: str = "lines",
    width: int = 400,
) -> SafeString:
    """Draw one or two lines over the same labels, the first full, the second dashed, each named at its end.

    series: (name, one value per label), values ≥ 0 in `unit`; None or masked text
    leaves a gap. The axis starts at 0. Raises ValueError for more than two series
    or a series whose length is not that of `labels`.
    """
    named = [Line(*one) for one in series]
    if len(named) > MOST_LINES or any(len(one.values) != len(labels) for one in named):
        raise ValueError("At most two series, each with one value per label.")
    plot = _Plot(named, labels, width)
    drawn = [plot.line(one, dashed=index > 0) for index, one in enumerate(named)]
    return drawing(width, plot.height, plot.axes(unit), *drawn, *plot.names(), title=title, key=key)


class _Plot:
    """Where things stand in one line chart."""

    def __init__(self, series: list[Line], labels: Sequence[str], width: int) -> None:
        self.series, self.labels = series, labels
        self.width, self.height = width, width * 0.5
        self.left, self.top, self.bottom = 8.0, 28.0, self.height - 26
        self.right = width - max((width_of(one.name, 13) for one in series), default=0) - 16
        self.most = max((_size(value) for one in series for value in one.values), default=0.0) or 1.0

    def x(self, index: int) -> float:
        """Place a label across the width."""
        return self.left + (self.right - self.left) * index / max(len(self.labels) - 1, 1)

    def y(self, value: Value) -> float:
        """Place a value between the two rules."""
        return self.bottom - (self.bottom - self.top) * _size(value) / self.most

    def axes(self, unit: str) -> SafeString:
        """Draw the rules of 0 and of the highest value, and the first and last label."""
        rules = [
            el("line", x1=self.left, x2=self.right, y1=y, y2=y, stroke=LINE, stroke_width=0.8, class_="d-rule")
            for y in (self.top, self.bottom)
        ]
        words = [text(self.left, self.top - 8, quantity(number(self.most), unit), size=12, tone="muted")]
        ends = [(0, "start"), (len(self.labels) - 1, "end")][: len(self.labels)]
        return together(
            [*rules, *words, *(text(self.x(at), self.height - 8, self.labels[at], size=12, anchor=side, tone="muted") for at, side in ends)]
        )

    def line(self, one: Line, *, dashed: bool) -> SafeString:
        """Draw one series in as many pieces as its gaps leave."""
        shown = [(self.x(index), self.y(value)) if _is_number(value) else None for index, value in enumerate(one.values)]
        pieces = [list(run) for there, run in groupby(shown, key=bool) if there]
        dash, ink, tone = ("5 4", MUTED, "d-dashed") if dashed else (None, INK, "d-full")
        return together(_piece([p for p in run if p], dash=dash, ink=ink, tone=tone) for run in pieces)

    def names(self) -> Iterator[SafeString]:
        """Write each name at the end of its line, apart from the other."""
        ends = sorted(
            (next((self.y(v) for v in reversed(one.values) if _is_number(v)), self.bottom), index) for index, one in enumerate(self.series)
        )
        floor = 0.0
        for end, index in ends:
            floor = max(end, floor)
            yield text(self.right + 10, floor + 4, self.series[index].name, size=13, bold=index == 0)
            floor += 16


def _is_number(value: Value) -> bool:
    return value is not None and not isinstance(value, str)


def _piece(points: list[tuple[float, float]], *, dash: str | None, ink: str, tone: str) -> SafeString:
    """Draw a run of points: a line, and a mark at its last point."""
    path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    x, y = points[-1]
    stroke = el("path", d=path, fill="none", stroke=ink, stroke_width=2, stroke_dasharray=dash, stroke_linejoin="round", class_=tone)
    return together([stroke, el("circle", cx=x, cy=y, r=3, fill=ink, class_=f"{tone}-end")])
