"""A map drawn by hand: outlines, a scale, north; readable in black and white."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, floor, hypot, log10, radians
from typing import TYPE_CHECKING, Any, NamedTuple

from taskforce.drawing.svg import INK, LINE, MUTED, PAPER, SOFT, dots, drawing, el, hatch, text, together, width_of
from taskforce.drawing.words import quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from django.utils.safestring import SafeString

METRES_PER_DEGREE = 111_320.0
MARGIN, FOOT = 14.0, 34.0
TALLEST, FLATTEST = 1.1, 0.45
FINEST = 0.6
AROUND = 0.3

Point = tuple[float, float]
Ring = list[Point]
Box = tuple[float, float, float, float]


class Shape(NamedTuple):
    """One outline: its label, its GeoJSON geometry in WGS84, and whether it is "area", "other" or "perimeter"."""

    label: str
    geometry: dict[str, Any]
    kind: str = "perimeter"


LOOKS: dict[str, dict[str, Any]] = {
    "area": {"fill": SOFT, "stroke": LINE, "stroke_width": 0.8, "class_": "d-area"},
    "other": {"fill": "url(#{key}-dots)", "stroke": MUTED, "stroke_width": 1.2, "stroke_dasharray": "4 3", "class_": "d-other"},
    "perimeter": {"fill": "url(#{key}-hatch)", "stroke": INK, "stroke_width": 2.2, "stroke_linejoin": "round", "class_": "d-perimeter"},
}


def draw_map(shapes: Iterable[tuple[Any, ...]], *, title: str, width: int = 640, key: str = "map", focus: Sequence[str] = ()) -> SafeString:
    """Draw outlines over one another, areas first and perimeters last.

    shapes: (label, GeoJSON Polygon or MultiPolygon in degrees WGS84, kind); kind is
    "area", "other" or "perimeter". The map is fitted to the kinds in `focus` and a
    little of what surrounds them (to all when empty or absent) and keeps the ground's proportions (equirectangular, true
    at the middle latitude). Returns an empty string when there is nothing to draw.
    Raises ValueError for another geometry or kind.
    """
    drawn = sorted((_Outline.of(Shape(*shape)) for shape in shapes), key=lambda one: list(LOOKS).index(one.kind))
    if not drawn:
        return together([])
    near = [one for one in drawn if one.kind in focus]
    points = [point for one in near or drawn for ring in one.rings for point in ring]
    view = _View.over(points, width, around=AROUND if near else 0.0)
    patterns = el("defs", hatch(f"{key}-hatch", gap=9, thick=0.8), dots(f"{key}-dots"))
    paths = [_path(one, view, key) for one in drawn]
    return drawing(width, view.height, patterns, *paths, *_labels(drawn, view), _legend(view), title=title, key=key)


@dataclass(frozen=True)
class _Outline:
    """A shape whose geometry was read."""

    label: str
    kind: str
    rings: list[Ring]

    @classmethod
    def of(cls, shape: Shape) -> _Outline:
        """Read the rings of a shape, holes included."""
        if shape.kind not in LOOKS:
            raise ValueError(f"Unknown kind of outline: {shape.kind}")
        return cls(
            shape.label,
            shape.kind,
            [[(float(x), float(y)) for x, y, *_ in ring] for polygon in _polygons(shape.geometry) for ring in polygon],
        )


def _polygons(geometry: dict[str, Any]) -> list[Any]:
    if geometry.get("type") not in {"Polygon", "MultiPolygon"}:
        raise ValueError("Only a Polygon or a MultiPolygon can be drawn.")
    coordinates = geometry["coordinates"]
    return [coordinates] if geometry["type"] == "Polygon" else list(coordinates)


@dataclass(frozen=True)
class _View:
    """How degrees become units of the drawing."""

    west: float
    north: float
    stretch: float
    scale: float
    left: float
    top: float
    width: float
    height: float

    @classmethod
    def over(cls, points: list[Point], width: float, *, around: float = 0.0) -> _View:
        """Fit the points, and a share of their extent around them, into the width at one scale both ways."""
        west, east = min(x for x, _ in points), max(x for x, _ in points)
        south, north = min(y for _, y in points), max(y for _, y in points)
        west, east = west - around * (east - west), east + around * (east - west)
        south, north = south - around * (north - south), north + around * (north - south)
        stretch = cos(radians((south + north) / 2))
        across, up = max((east - west) * stretch, 1e-6), max(north - south, 1e-6)
        tall = min(max(up / across, FLATTEST), TALLEST) * (width - 2 * MARGIN)
        scale = min((width - 2 * MARGIN) / across, tall / up)
        return cls(west, north, stretch, scale, (width - across * scale) / 2, MARGIN + (tall - up * scale) / 2, width, tall + MARGIN + FOOT)

    def at(self, point: Point) -> Point:
        """Place one point given in degrees."""
        return self.left + (point[0] - self.west) * self.stretch * self.scale, self.top + (self.north - point[1]) * self.scale

    def shows(self, point: Point) -> bool:
        """Tell whether a placed point falls inside the drawing."""
        return MARGIN < point[0] < self.width - MARGIN and MARGIN < point[1] < self.height - FOOT


def _path(one: _Outline, view: _View, key: str) -> SafeString:
    look = {name: value.format(key=key) if isinstance(value, str) else value for name, value in LOOKS[one.kind].items()}
    outline = "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in _thinned(map(view.at, ring))) + "Z" for ring in one.rings)
    return el("path", d=outline, fill_rule="evenodd", **look)


def _thinned(points: Iterable[Point]) -> Iterator[Point]:
    """Leave out points too close to the one before to be told apart."""
    last: Point | None = None
    for point in points:
        if last is None or hypot(point[0] - last[0], point[1] - last[1]) >= FINEST:
            last = point
            yield point


def _labels(drawn: list[_Outline], view: _View) -> Iterator[SafeString]:
    """Write names where they fit, perimeters first; one that would cover another is left to the list beside the map."""
    taken: list[Box] = []
    marks = [_box_of(one, view) for one in drawn if one.kind != "area"]
    for one in reversed([one for one in drawn if one.label]):
        size = 12 if one.kind == "area" else 14
        room = (width_of(one.label, size) / 2 + 5, size * 0.75)
        box = _box_of(one, view)
        free = [place for place in _places(one.kind, box, room) if view.shows(place) and _fits(place, room, taken, view)]
        others = [mark for mark in marks if mark != box]
        clear = [place for place in free if _fits(place, room, others, view)]
        for place in (clear or free)[:1]:
            taken.append(_around(place, room))
            yield _label(one, place, room, size)


def _places(kind: str, box: Box, room: Point) -> list[Point]:
    """Where a name may stand: on its outline if that is the larger, else under it, above it or beside it."""
    left, top, right, bottom = box
    half, high = room
    on = ((left + right) / 2, (top + bottom) / 2)
    if kind == "area":
        return [on]
    beside = [(on[0], bottom + high + 3), (on[0], top - high - 3), (right + half + 3, on[1]), (left - half - 3, on[1])]
    return [on, *beside] if right - left > 2 * half else [*beside, on]


def _box_of(one: _Outline, view: _View) -> Box:
    """Give the box of the largest part of an outline."""
    boxes = [_box([view.at(point) for point in ring]) for ring in one.rings]
    return max(boxes, key=lambda box: (box[2] - box[0]) * (box[3] - box[1]))


def _box(points: Ring) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _around(place: Point, room: Point) -> Box:
    return place[0] - room[0], place[1] - room[1], place[0] + room[0], place[1] + room[1]


def _fits(place: Point, room: Point, taken: list[Box], view: _View) -> bool:
    """Tell whether a name at this place stays inside and off what is taken."""
    box = _around(place, room)
    inside = box[0] > 0 and box[2] < view.width
    return inside and not any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in taken)


def _label(one: _Outline, place: Point, room: Point, size: float) -> SafeString:
    (x, y), (half, high) = place, room
    words = text(
        x,
        y + size * 0.35,
        one.label,
        size=size,
        anchor="middle",
        tone="muted" if one.kind == "area" else "ink",
        bold=one.kind == "perimeter",
    )
    if one.kind == "area":
        return words
    return together([el("rect", x=x - half, y=y - high, width=2 * half, height=2 * high, rx=4, fill=PAPER, class_="d-paper"), words])


def _legend(view: _View) -> SafeString:
    """Draw a strip of paper with the scale and north."""
    base, right = view.height - 12, view.width - MARGIN
    metres = _round_length(view.width / 4 / view.scale * METRES_PER_DEGREE)
    long = metres / METRES_PER_DEGREE * view.scale
    said = quantity(metres / 1000, "km") if metres >= 1000 else quantity(metres, "m")  # noqa: PLR2004  # metres in a kilometre
    bar = f"M{MARGIN} {base - 5:.1f}V{base:.1f}H{MARGIN + long:.1f}V{base - 5:.1f}"
    arrow = f"M{right - 6:.1f} {base - 14:.1f}l6 15l-6 -4l-6 4Z"
    return together([
        el("rect", x=0, y=view.height - FOOT + 4, width=view.width, height=FOOT - 4, fill=PAPER, class_="d-paper"),
        el("path", d=bar, fill="none", stroke=INK, stroke_width=1.5, class_="d-line"),
        text(MARGIN + long + 8, base + 1, said, size=13),
        el("path", d=arrow, fill=INK, class_="d-ink"),
        text(right - 18, base + 1, "N", size=13, anchor="end", bold=True),
    ])  # fmt: skip


def _round_length(metres: float) -> float:
    """Find the longest of 1, 2 or 5 times a power of ten that is not longer."""
    power = 10.0 ** floor(log10(metres))
    return max(step * power for step in (1, 2, 5) if step * power <= metres)
