"""Outlines on the ground: GeoJSON read with care, checked and measured.

Everywhere a *position* is [longitude, latitude] in degrees WGS84, a *ring* a closed list of at least four
positions, and a *geometry* a GeoJSON Polygon or MultiPolygon (RFC 7946). Outlines crossing the 180th meridian
are not read. What is wrong is said by a ValueError whose words are ready to show.
"""

from __future__ import annotations

from itertools import pairwise
from math import cos, isfinite, radians, sin
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterator

Position = tuple[float, float]
Ring = list[Position]
Polygon = list[Ring]
Bounds = tuple[float, float, float, float]
Geometry = dict[str, Any]

EARTH_KM = 6371.0088  # mean radius of the earth, IUGG 1980
DECIMALS = 6  # a step of 0.000001 degree is 11 cm
EAST, NORTH = 180, 90
CORNERS = 4  # a triangle, closed
MOST_PAIRS = 400_000  # of sides above one another: a municipality drawn with twenty thousand points has a tenth of them


def outline(value: Any, *, most: int = 20_000) -> Geometry:
    """Return a Polygon or MultiPolygon in two dimensions, rounded to six decimals, from any GeoJSON that holds just one.

    ``value``: decoded JSON, a Polygon, MultiPolygon, Feature or FeatureCollection of one feature.
    ``most``: how many positions it may have. Raises ValueError.
    """
    geometry = _unwrapped(value)
    polygons = [[_ring(ring) for ring in _list(polygon)] for polygon in _written_polygons(geometry)]
    if sum(len(ring) for polygon in polygons for ring in polygon) > most:
        raise ValueError(_("This outline has more than %(most)d points. Simplify it first.") % {"most": most})
    _check_crossings(polygons)
    written = [[[list(position) for position in ring] for ring in polygon] for polygon in polygons]
    return {"type": geometry["type"], "coordinates": written[0] if geometry["type"] == "Polygon" else written}


def area_km2(geometry: Geometry) -> float:
    """Return the area in km² on a sphere, holes taken out.

    A = R²/2 · |Σ (λ(i+1) - λ(i-1)) · sin φ(i)|: Chamberlain and Duquette, "Some algorithms for polygons on a sphere",
    JPL Publication 07-03, 2007. The sphere instead of the ellipsoid costs less than 0.6 %.
    """
    return sum(_ring_km2(rings[0]) - sum(map(_ring_km2, rings[1:])) for rings in polygons_of(geometry))


def centre(geometry: Geometry) -> Position:
    """Return the centre of mass (longitude, latitude) of the outer rings: the shoelace formula, each ring weighed by its area."""
    weighed = [_centroid(rings[0]) for rings in polygons_of(geometry)]
    whole = sum(weight for _x, _y, weight in weighed)
    return sum(x * weight for x, _y, weight in weighed) / whole, sum(y * weight for _x, y, weight in weighed) / whole


def contains(geometry: Geometry, point: Position) -> bool:
    """Tell whether a point lies inside: a ray cast east crosses an odd number of sides, holes included (Shimrat 1962)."""
    return any(sum(_inside(ring, point) for ring in rings) % 2 == 1 for rings in polygons_of(geometry))


def bounds(geometry: Geometry) -> Bounds:
    """Return the smallest box (west, south, east, north), in degrees, around the geometry."""
    points = [point for rings in polygons_of(geometry) for point in rings[0]]
    longitudes, latitudes = [x for x, _y in points], [y for _x, y in points]
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def polygons_of(geometry: Geometry) -> list[Polygon]:
    """List the polygons of a geometry that was read before, each as its rings, the outer one first."""
    return [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]


def _unwrapped(value: Any) -> Geometry:
    """Find the one geometry in a Feature or FeatureCollection."""
    if isinstance(value, dict) and value.get("type") == "FeatureCollection":
        features = _list(value.get("features"))
        if len(features) != 1:
            raise ValueError(_("This file holds %(count)d shapes. Keep only one.") % {"count": len(features)})
        value = features[0]
    if isinstance(value, dict) and value.get("type") == "Feature":
        value = value.get("geometry")
    if not isinstance(value, dict) or value.get("type") not in ("Polygon", "MultiPolygon"):
        raise ValueError(_("This is not an outline in GeoJSON. Give a Polygon, a MultiPolygon or a Feature that holds one."))
    return value


def _written_polygons(geometry: Geometry) -> list[Any]:
    coordinates = geometry.get("coordinates")
    return [coordinates] if geometry["type"] == "Polygon" else _list(coordinates)


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise ValueError(_("Part of the outline is missing. Export it again as GeoJSON."))
    return value


def _ring(value: Any) -> Ring:
    """Read one ring: rounded, without repeated positions, closed and with at least three corners."""
    positions = [_position(one) for one in _list(value)]
    if positions[0] != positions[-1]:
        raise ValueError(_("The outline is not closed. Repeat its first point at the end."))
    ring = [positions[0], *(there for here, there in pairwise(positions) if here != there)]
    if len(ring) < CORNERS:
        raise ValueError(_("The outline needs at least three different corners."))
    return ring


def _position(value: Any) -> Position:
    if not isinstance(value, list) or len(value) < 2 or not all(_is_number(one) for one in value[:2]):  # noqa: PLR2004  # longitude and latitude
        raise ValueError(_("Each point is written as two numbers: [longitude, latitude]."))
    x, y = value[:2]
    if abs(x) > EAST or abs(y) > NORTH:
        raise ValueError(_out_of_range(x, y))
    return round(float(x), DECIMALS), round(float(y), DECIMALS)


def _out_of_range(x: float, y: float) -> str:
    where = {"x": f"{x:.12g}", "y": f"{y:.12g}"}
    if abs(y) <= EAST and abs(x) <= NORTH:
        return _("Point [%(x)s, %(y)s] is off the map. Write the longitude first, then the latitude.") % where
    return _("Point [%(x)s, %(y)s] is off the map. Export the outline in degrees (WGS84).") % where


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


Side = tuple[Position, Position, int, int]


def _check_crossings(polygons: list[Polygon]) -> None:
    """Refuse sides that cross, rings that touch themselves, and holes outside their polygon."""
    rings = [ring for polygon in polygons for ring in polygon]
    for one, other in _near_pairs(rings):
        if _meet(one, other, len(rings[one[2]]) - 1):
            at = {"x": f"{other[0][0]:.6f}", "y": f"{other[0][1]:.6f}"}
            raise ValueError(_("The outline crosses itself near [%(x)s, %(y)s]. Move the points there.") % at)
    if any(not any(_inside(polygon[0], point) for point in hole) for polygon in polygons for hole in polygon[1:]):
        raise ValueError(_("A hole lies outside its outline. Remove it."))


def _near_pairs(rings: list[Ring]) -> Iterator[tuple[Side, Side]]:
    """Pair the sides whose longitudes overlap, found by a sweep from west to east. Raises ValueError where there is no end of them."""
    found = 0
    sides = [(*ends, number, place) for number, ring in enumerate(rings) for place, ends in enumerate(pairwise(ring))]
    sides.sort(key=lambda side: min(side[0][0], side[1][0]))
    for place, one in enumerate(sides):
        reach = max(one[0][0], one[1][0])
        for other in sides[place + 1 :]:
            if min(other[0][0], other[1][0]) > reach:
                break
            found += 1
            if found > MOST_PAIRS:
                raise ValueError(_("The sides of this outline lie one upon the other. Simplify it first."))
            yield one, other


def _meet(one: Side, other: Side, count: int) -> bool:
    """Tell whether two sides meet where they must not: neighbours may share their corner, different rings may touch."""
    apart = abs(one[3] - other[3])
    same = one[2] == other[2]
    turns = [
        _turn(one[0], one[1], other[0]),
        _turn(one[0], one[1], other[1]),
        _turn(other[0], other[1], one[0]),
        _turn(other[0], other[1], one[1]),
    ]
    if turns[0] * turns[1] < 0 and turns[2] * turns[3] < 0:
        return True
    if same and apart in {1, count - 1}:
        return _folds_back(one, other, turns)
    return same and _touch(one, other, turns)


def _turn(a: Position, b: Position, c: Position) -> float:
    """Return twice the signed area of a triangle: positive when c lies left of the way from a to b; rounding counts as zero."""
    area = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    return 0.0 if abs(area) < 1e-14 else area  # noqa: PLR2004  # far below a step of the sixth decimal, squared


def _folds_back(one: Side, other: Side, turns: list[float]) -> bool:
    """Tell whether two neighbouring sides lie on each other."""
    if any(turns):
        return False
    corner = one[0] if one[0] in other[:2] else one[1]
    (ax, ay), (bx, by) = (next(end for end in side[:2] if end != corner) for side in (one, other))
    return (ax - corner[0]) * (bx - corner[0]) + (ay - corner[1]) * (by - corner[1]) > 0


def _touch(one: Side, other: Side, turns: list[float]) -> bool:
    """Tell whether an end of one side lies on the other side."""
    ends = zip(turns, (other[0], other[1], one[0], one[1]), (one, one, other, other), strict=True)
    return any(turn == 0 and _within(end, side) for turn, end, side in ends)


def _within(point: Position, side: Side) -> bool:
    return all(min(side[0][axis], side[1][axis]) <= point[axis] <= max(side[0][axis], side[1][axis]) for axis in (0, 1))


def _inside(ring: Ring, point: Position) -> bool:
    x, y = point
    crossed = [(bx - ax) * (y - ay) / (by - ay) + ax > x for (ax, ay), (bx, by) in pairwise(ring) if (ay > y) != (by > y)]
    return sum(crossed) % 2 == 1


def _ring_km2(ring: Ring) -> float:
    corners = ring[:-1]
    around = zip(corners[-1:] + corners[:-1], corners, corners[1:] + corners[:1], strict=True)
    return abs(sum(radians(after[0] - before[0]) * sin(radians(here[1])) for before, here, after in around)) * EARTH_KM**2 / 2


def _centroid(ring: Ring) -> tuple[float, float, float]:
    """Return the longitude, latitude and relative area of one ring, reckoned from its first corner to lose no digits."""
    x0, y0 = ring[0]
    moved = [(x - x0, y - y0) for x, y in ring]
    crosses = [(ax + bx, ay + by, ax * by - bx * ay) for (ax, ay), (bx, by) in pairwise(moved)]
    twice = sum(cross for _x, _y, cross in crosses)
    x, y = (sum(one[axis] * one[2] for one in crosses) / (3 * twice) for axis in (0, 1))
    return x + x0, y + y0, abs(twice) * cos(radians(y + y0))
