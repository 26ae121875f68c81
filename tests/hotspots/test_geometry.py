"""Outlines: read, refused with clear words, measured."""

from __future__ import annotations

import json
import re
from math import pi, radians, sin
from typing import Any

import pytest

from hotspots import geometry
from taskforce.geometry import EARTH_KM, outline

SQUARE = [[4.34, 50.85], [4.35, 50.85], [4.35, 50.86], [4.34, 50.86], [4.34, 50.85]]
HOLE = [[4.342, 50.852], [4.348, 50.852], [4.348, 50.858], [4.342, 50.858], [4.342, 50.852]]
BRUSSELS = (4.24, 50.76, 4.48, 50.92)


def polygon(*rings: Any) -> dict[str, Any]:
    """A Polygon of these rings."""
    return {"type": "Polygon", "coordinates": list(rings)}


def feature(inside: Any) -> dict[str, Any]:
    """A Feature around a geometry."""
    return {"type": "Feature", "properties": {}, "geometry": inside}


def parse(value: Any, **more: Any) -> dict[str, Any]:
    """Read the value as pasted text."""
    return geometry.parse(json.dumps(value), **more)


@pytest.mark.parametrize(
    "value",
    [
        polygon(SQUARE),
        feature(polygon(SQUARE)),
        {"type": "FeatureCollection", "features": [feature(polygon(SQUARE))]},
    ],
    ids=["polygon", "feature", "collection"],
)
def test_an_outline_is_read_from_whatever_holds_just_one(value: Any) -> None:
    """All three wrappings give the same plain geometry."""
    assert parse(value) == polygon(SQUARE)


def test_several_parts_and_holes_are_kept() -> None:
    """A MultiPolygon stays one."""
    other = [[round(x + 0.1, 6), y] for x, y in SQUARE]
    given = {"type": "MultiPolygon", "coordinates": [[SQUARE, HOLE], [other]]}
    assert parse(given) == given


def test_heights_go_digits_are_rounded_and_repeated_points_dropped() -> None:
    """What is kept is flat, six decimals, each point once."""
    rough = [[4.34, 50.85, 12.5], [4.34, 50.85000000001, 12], *([x, y, 0] for x, y in SQUARE[1:])]
    assert parse(polygon(rough)) == polygon(SQUARE)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (42, "not an outline in GeoJSON"),
        ({"type": "Point", "coordinates": [4.3, 50.8]}, "not an outline in GeoJSON"),
        (feature(None), "not an outline in GeoJSON"),
        ({"type": "FeatureCollection", "features": [feature(polygon(SQUARE))] * 2}, "holds 2 shapes"),
        ({"type": "FeatureCollection", "features": []}, "is missing"),
        ({"type": "Polygon"}, "is missing"),
        (polygon(), "is missing"),
        (polygon([]), "is missing"),
        ({"type": "MultiPolygon", "coordinates": [[]]}, "is missing"),
        (polygon(["x", *SQUARE[1:]]), "two numbers"),
        (polygon([[4.34], *SQUARE[1:]]), "two numbers"),
        (polygon([["4.34", 50.85], *SQUARE[1:]]), "two numbers"),
        (polygon([[True, 50.85], *SQUARE[1:]]), "two numbers"),
        (polygon([[float("nan"), 50.85], *SQUARE[1:]]), "two numbers"),
        (polygon([[float("inf"), 50.85], *SQUARE[1:]]), "two numbers"),
        (polygon([[4.34, 120.5], *SQUARE[1:]]), "[4.34, 120.5] is off the map. Write the longitude first"),
        (polygon([[149221.3, 170458.2], *SQUARE[1:]]), "in degrees (WGS84)"),
        (polygon(SQUARE[:-1]), "not closed"),
        (polygon([SQUARE[0], SQUARE[1], SQUARE[0]]), "three different corners"),
        (polygon([SQUARE[0]] * 5), "three different corners"),
        (polygon([SQUARE[0], SQUARE[1], SQUARE[3], SQUARE[2], SQUARE[0]]), "crosses itself near [4.3"),
        (polygon([[4.34, 50.85], [4.35, 50.85], [4.36, 50.85], [4.34, 50.85]]), "crosses itself"),
        (polygon([[4.34, 50.85], [4.36, 50.85], [4.36, 50.86], [4.35, 50.85], [4.34, 50.86], [4.34, 50.85]]), "crosses itself"),
        (polygon([[4.34, 50.85], [4.36, 50.85], [4.36, 50.87], [4.36, 50.86], [4.34, 50.85]]), "crosses itself"),
        (polygon(SQUARE, [[x + 0.005, y] for x, y in HOLE]), "crosses itself"),
        (polygon(SQUARE, [[x + 0.1, y] for x, y in HOLE]), "hole lies outside"),
        (polygon([[4.34, 50.85], [4.34005, 50.85], [4.34, 50.85005], [4.34, 50.85]]), "between 100 m² and 20 km²"),
        (polygon([[4.3, 50.8], [4.4, 50.8], [4.4, 50.9], [4.3, 50.9], [4.3, 50.8]]), "covers 78.1 km²"),
        (polygon([[4 + n / 1e4, 50.8] for n in range(2001)] + [[4.1, 50.81], [4.0, 50.8]]), "more than 2000 points"),
    ],
)
def test_what_is_wrong_is_said(value: Any, words: str) -> None:
    """Each fault has its own words."""
    with pytest.raises(ValueError, match=re.escape(words)):
        parse(value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not GeoJSON"),
        ("{", "not GeoJSON"),
        ("1" * 5000, "not GeoJSON"),
        ("[" * 100_000, "nested too deeply"),
        (" " * 200_001, "longer than 200 kB"),
    ],
    ids=["empty", "broken", "endless number", "deep", "long"],
)
def test_text_that_is_not_geojson_is_refused(text: str, words: str) -> None:
    """Text is measured and decoded before anything else."""
    with pytest.raises(ValueError, match=words):
        geometry.parse(text)


def test_swapped_coordinates_are_recognised_near_the_municipalities() -> None:
    """Both orders are on the map; only the municipalities tell which is meant."""
    swapped = polygon([[y, x] for x, y in SQUARE])
    with pytest.raises(ValueError, match="swapped"):
        parse(swapped, near=BRUSSELS)


def test_an_outline_elsewhere_is_refused() -> None:
    """Alençon is not in Brussels; the square is."""
    with pytest.raises(ValueError, match="far from the municipalities"):
        parse(polygon([[x - 4.27, y - 2.4] for x, y in SQUARE]), near=BRUSSELS)
    assert parse(polygon(SQUARE), near=BRUSSELS)


def test_parts_that_touch_in_a_corner_are_allowed() -> None:
    """Two squares may share a corner, as GeoJSON allows."""
    other = [[x + 0.01, y + 0.01] for x, y in SQUARE]
    assert parse({"type": "MultiPolygon", "coordinates": [[SQUARE], [other]]})


def test_the_area_of_an_octant_is_an_eighth_of_the_sphere() -> None:
    """The formula is exact where sides are meridians and the equator."""
    octant = outline(polygon([[0, 0], [90, 0], [90, 90], [0, 90], [0, 0]]))
    assert geometry.area_km2(octant) == pytest.approx(4 * pi * EARTH_KM**2 / 8)


def test_the_area_of_a_box_leaves_out_its_hole() -> None:
    """A box between parallels measures R² Δλ (sin φ2 - sin φ1)."""

    def box(west: float, south: float, east: float, north: float) -> float:
        return EARTH_KM**2 * radians(east - west) * (sin(radians(north)) - sin(radians(south)))

    whole = geometry.area_km2(polygon(SQUARE))
    assert whole == pytest.approx(box(4.34, 50.85, 4.35, 50.86))
    assert geometry.area_km2(polygon(SQUARE, HOLE)) == pytest.approx(whole - box(4.342, 50.852, 4.348, 50.858))


def test_the_centre_weighs_the_parts() -> None:
    """Two equal squares balance half-way; one square in its middle."""
    assert geometry.centre(polygon(SQUARE)) == pytest.approx((4.345, 50.855))
    other = [[x + 0.1, y] for x, y in SQUARE]
    assert geometry.centre({"type": "MultiPolygon", "coordinates": [[SQUARE], [other]]}) == pytest.approx((4.395, 50.855))


@pytest.mark.parametrize(
    ("point", "inside"),
    [((4.341, 50.851), True), ((4.345, 50.855), False), ((4.36, 50.855), False), ((4.33, 50.855), False), ((4.345, 50.87), False)],
)
def test_a_point_is_inside_or_not(point: tuple[float, float], inside: bool) -> None:
    """The hole is outside."""
    assert geometry.contains(polygon(SQUARE, HOLE), point) is inside


def test_bounds_go_around_every_part() -> None:
    """West, south, east, north; and around several geometries, or none."""
    other = polygon([[x + 0.1, y + 0.1] for x, y in SQUARE])
    assert geometry.bounds(polygon(SQUARE)) == (4.34, 50.85, 4.35, 50.86)
    assert geometry.together([polygon(SQUARE), other]) == pytest.approx((4.34, 50.85, 4.45, 50.96))
    assert geometry.together([]) is None
