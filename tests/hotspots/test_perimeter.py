"""The perimeter: dated versions, pasted or uploaded, each checked."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hotspots import desk, services
from hotspots.models import Hotspot, Perimeter
from taskforce.kernel.rules import Refused
from taskforce.models import Area, User
from tests.cast import Cast

SignIn = Callable[[User], Client]
URL = "/hotspots/TST-01/perimeters/"
SMALLER: dict[str, Any] = {
    "type": "Polygon",
    "coordinates": [[[4.34, 50.85], [4.345, 50.85], [4.345, 50.855], [4.34, 50.855], [4.34, 50.85]]],
}
NEW: dict[str, Any] = {"geometry": SMALLER, "since": date(2024, 12, 1), "decision": "CRS 2024/9"}


def typed(**changes: Any) -> dict[str, Any]:
    """A new outline, as it is pasted."""
    return {"outline": json.dumps(SMALLER), "since": "2024-10-01", "decision": "CRS 2024/9", **changes}


def versions(hotspot: Hotspot) -> list[tuple[int, date, date | None]]:
    """The versions and their days."""
    return [(one.version, one.since, one.until) for one in hotspot.perimeters.all()]


def test_a_new_version_ends_the_one_before(cast: Cast) -> None:
    """The day before it begins; both stay."""
    drawn = services.draw_perimeter(by=cast.head, hotspot=cast.hotspot, **NEW)
    assert drawn.geometry == SMALLER
    assert versions(cast.hotspot) == [(1, date(2024, 1, 8), date(2024, 11, 30)), (2, date(2024, 12, 1), None)]
    assert [one.version for one in Perimeter.objects.on(date(2024, 11, 30)).filter(hotspot=cast.hotspot)] == [1]
    assert drawn.history.get().act.code == "hotspots.draw_perimeter"
    assert [one.version for one in Perimeter.objects.now().filter(hotspot=cast.hotspot)] == [1], "the new one begins in December"


def test_the_first_version_of_a_proposal(cast: Cast) -> None:
    """A proposal may have its outline before anybody approves."""
    services.draw_perimeter(by=cast.head, hotspot=cast.proposed, **NEW)
    assert versions(cast.proposed) == [(1, date(2024, 12, 1), None)]
    assert desk.identity(cast.head, cast.proposed).outline is None, "it does not hold yet"


def test_versions_follow_one_another(cast: Cast) -> None:
    """A new outline begins after the present one began."""
    with pytest.raises(ValidationError, match="after 08/01/2024"):
        services.draw_perimeter(by=cast.head, hotspot=cast.hotspot, **{**NEW, "since": date(2024, 1, 8)})


def test_a_bad_outline_is_refused_by_the_service_too(cast: Cast) -> None:
    """Whatever the page checked."""
    with pytest.raises(ValidationError, match="not an outline"):
        services.draw_perimeter(by=cast.head, hotspot=cast.hotspot, **{**NEW, "geometry": {"type": "Point"}})


def test_an_outline_lies_in_its_municipalities(arranging: Cast) -> None:
    """Checked where the outlines of all of them are known."""
    north = Area.objects.get(code="TST-NORD")
    assert desk.ground(arranging.hotspot) is None
    north.geometry = {"type": "Polygon", "coordinates": [[[2.2, 48.8], [2.4, 48.8], [2.4, 48.9], [2.2, 48.8]]]}
    north.save()
    with pytest.raises(ValidationError, match="far from the municipalities"):
        services.draw_perimeter(by=arranging.head, hotspot=arranging.hotspot, **NEW)


@pytest.mark.parametrize("who", ["reviewer", "mayor", "coordinator", "member", "outsider"])
def test_only_the_head_of_the_cell_draws(cast: Cast, who: str) -> None:
    """Mayors approve and do not draw."""
    with pytest.raises(Refused):
        services.draw_perimeter(by=getattr(cast, who), hotspot=cast.hotspot, **NEW)


def test_a_closed_hotspot_keeps_its_last_outline(cast: Cast) -> None:
    """Nothing changes after the end."""
    services.close(by=cast.head, hotspot=cast.hotspot, on=date(2024, 11, 1), reference="CRS 2024/9", reason="Calm.")
    with pytest.raises(Refused, match=r"stays as it is. This one is: Closed"):
        services.draw_perimeter(by=cast.head, hotspot=cast.hotspot, **NEW)


def test_the_head_pastes_an_outline(cast: Cast, signed_in: SignIn) -> None:
    """Two versions are listed afterwards, with area and dates."""
    page = signed_in(cast.head)
    assert "<svg" in page.get(f"{URL}draw/").content.decode(), "the present outline is drawn beside the form"
    shown = page.post(f"{URL}draw/", typed(), follow=True).content.decode()
    assert "The perimeter is drawn." in shown
    assert "0.195\xa0km²" in shown
    assert "30/09/2024" in shown


def test_the_head_uploads_a_file(cast: Cast, signed_in: SignIn) -> None:
    """A file takes the place of pasted text."""
    file = SimpleUploadedFile("outline.geojson", b"\xef\xbb\xbf" + json.dumps(SMALLER).encode())
    assert signed_in(cast.head).post(f"{URL}draw/", typed(outline="", upload=file)).status_code == 302
    assert cast.hotspot.perimeters.latest("version").geometry == SMALLER


def test_an_uploaded_outline_is_not_lost(cast: Cast, signed_in: SignIn) -> None:
    """When something else must be corrected its text stands in the box."""
    file = SimpleUploadedFile("outline.geojson", json.dumps(SMALLER).encode())
    shown = signed_in(cast.head).post(f"{URL}draw/", typed(outline="", upload=file, since="2023-01-01")).content.decode()
    assert "Choose a day after 08/01/2024" in shown
    assert "[4.345, 50.855]" in shown


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"outline": ""}, "Choose a file or paste the outline."),
        ({"outline": "POLYGON((4 50))"}, "This text is not GeoJSON."),
        ({"since": ""}, "This field is required"),
        ({"upload": SimpleUploadedFile("outline.zip", b"PK\x03\x04\xff\xfe")}, "This file is not text."),
        ({"upload": SimpleUploadedFile("outline.geojson", b" " * 200_001)}, "larger than 200 kB"),
    ],
)
def test_the_page_says_what_to_correct(cast: Cast, signed_in: SignIn, changes: dict[str, Any], words: str) -> None:
    """At the field; what was pasted stays."""
    shown = signed_in(cast.head).post(f"{URL}draw/", typed(**changes)).content.decode()
    assert words in shown
    assert changes.get("outline", "50.855") in shown
    assert cast.hotspot.perimeters.count() == 1


@pytest.mark.parametrize(
    ("who", "reading", "drawing"),
    [("mayor", 200, 403), ("worker", 200, 403), ("member", 200, 403), ("mayor_elsewhere", 404, 404), ("outsider", 404, 404)],
)
def test_who_reads_and_who_draws(cast: Cast, signed_in: SignIn, who: str, reading: int, drawing: int) -> None:
    """Whoever sees the hotspot sees its outlines."""
    page = signed_in(getattr(cast, who))
    assert (page.get(URL).status_code, page.get(f"{URL}draw/").status_code) == (reading, drawing)


def test_a_hotspot_without_outline_says_so(cast: Cast, signed_in: SignIn) -> None:
    """And offers the head to draw one."""
    shown = signed_in(cast.head).get("/hotspots/TST-03/perimeters/").content.decode()
    assert "No outline is drawn yet" in shown
    assert "/hotspots/TST-03/perimeters/draw/" in shown
    assert "draw/" not in signed_in(cast.mayor).get("/hotspots/TST-03/perimeters/").content.decode()
