"""The outline of a hotspot: what may be drawn as one. Shapes and measures are those of taskforce.geometry (degrees WGS84, km²)."""

from __future__ import annotations

import json
from typing import Any

from django.utils.translation import gettext as _

from taskforce.geometry import Bounds, Geometry, area_km2, bounds, centre, contains, outline

__all__ = ["LARGEST_TEXT", "Bounds", "area_km2", "bounds", "centre", "contains", "parse", "perimeter", "together"]

LARGEST_TEXT = 200_000  # bytes
MOST_POINTS = 2_000
SMALLEST, LARGEST = 0.0001, 20.0  # km²: 100 m² is a doorway, 20 km² a town
AROUND = 0.05  # degrees, about 4 km: municipal outlines are often simplified


def parse(text: str, *, near: Bounds | None = None) -> Geometry:
    """Read an outline from GeoJSON text: at most 200 kB, then as ``perimeter``. Raises ValueError with words ready to show."""
    if len(text.encode()) > LARGEST_TEXT:
        raise ValueError(_("This text is longer than 200 kB. Simplify the outline first."))
    try:
        value = json.loads(text)
    except RecursionError:
        raise ValueError(_("This text is nested too deeply to be an outline.")) from None
    except ValueError:
        raise ValueError(_("This text is not GeoJSON. Paste the whole file, from the first { to the last }.")) from None
    return perimeter(value, near=near)


def perimeter(value: Any, *, near: Bounds | None = None) -> Geometry:
    """Return the Polygon or MultiPolygon that decoded GeoJSON holds, in two dimensions and rounded to six decimals.

    ``near``: the box (west, south, east, north) of its municipalities, when known; the outline must meet it, 0.05° around.
    Raises ValueError, with words ready to show, unless it is closed, does not cross itself, has at most 2,000 points
    and measures between 100 m² and 20 km².
    """
    geometry = outline(value, most=MOST_POINTS)
    if near:
        _check_place(bounds(geometry), near)
    if not SMALLEST <= (measured := area_km2(geometry)) <= LARGEST:
        raise ValueError(_("This outline covers %(area)s km². It must cover between 100 m² and 20 km².") % {"area": f"{measured:.3g}"})
    return geometry


def together(geometries: list[Geometry]) -> Bounds | None:
    """Return the box around several geometries, or None when there is none."""
    boxes = [bounds(one) for one in geometries]
    if not boxes:
        return None
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)


def _check_place(box: Bounds, near: Bounds) -> None:
    if _meets(box, near):
        return
    if _meets((box[1], box[0], box[3], box[2]), near):
        raise ValueError(_("Longitude and latitude are swapped. Write the longitude first, then the latitude."))
    raise ValueError(_("This outline lies far from the municipalities of the hotspot."))


def _meets(box: Bounds, near: Bounds) -> bool:
    across = box[0] <= near[2] + AROUND and near[0] - AROUND <= box[2]
    return across and box[1] <= near[3] + AROUND and near[1] - AROUND <= box[3]
