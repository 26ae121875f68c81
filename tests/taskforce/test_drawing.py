"""Charts and maps say the truth, in black and white, and let no markup through."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from django.utils import translation

from taskforce.drawing.charts import bars, lines
from taskforce.drawing.maps import draw_map
from taskforce.drawing.words import day, moment, number, quantity

SVG = "{http://www.w3.org/2000/svg}"
SQUARE = {"type": "Polygon", "coordinates": [[[4.33, 50.83], [4.35, 50.83], [4.35, 50.85], [4.33, 50.85], [4.33, 50.83]]]}
AROUND = {"type": "MultiPolygon", "coordinates": [[[[4.2, 50.7], [4.5, 50.7], [4.5, 50.9], [4.2, 50.9], [4.2, 50.7]]]]}
ROWS = [("Patrols", 24, "of 24"), ("Rounds", Decimal("17.5"), ""), ("Referred", "< 5", "masked"), ("Bulky waste", None, "not submitted")]


def read(svg: str) -> ET.Element:
    """Parse a drawing: it must be well-formed XML."""
    return ET.fromstring(svg)  # noqa: S314  # our own text


def lengths(svg: str) -> list[float]:
    """How long the solid bars are."""
    return [float(rect.attrib["width"]) for rect in read(svg).iter(f"{SVG}rect") if rect.get("class") == "d-bar"]


@pytest.mark.parametrize(
    "drawn",
    [bars(ROWS, title="Done"), lines([("A", [1, 2])], labels=["T1", "T2"], title="Done"), draw_map([("A", SQUARE, "area")], title="Done")],
)
def test_a_drawing_has_a_name_and_a_view_box(drawn: str) -> None:
    """What PDF/UA and screen readers need, and nothing a strict content policy refuses."""
    root = read(drawn)
    assert root[0].tag == f"{SVG}title"
    assert root[0].text == "Done"
    assert root.attrib["role"] == "img"
    assert root.attrib["viewBox"].startswith("0 0 ")
    assert "style=" not in drawn
    assert not re.search(r'\sopacity="', drawn)


def test_texts_are_escaped() -> None:
    """A label is text, never markup."""
    nasty = '<script>"&'
    for drawn in (
        bars([(nasty, 1, nasty)], title=nasty, unit=nasty),
        lines([(nasty, [1])], labels=[nasty], title=nasty),
        draw_map([(nasty, SQUARE, "perimeter")], title=nasty),
    ):
        assert "<script" not in drawn
        assert nasty in "".join(read(drawn).itertext())


def test_masked_and_missing_values_draw_no_bar() -> None:
    """The length of a bar must not betray what is masked; a missing value is not a zero."""
    drawn = bars(ROWS, title="Done", unit="h")
    assert len(lengths(drawn)) == 2
    words = "".join(read(drawn).itertext())
    assert "< 5" in words
    assert "–" in words


def test_bars_keep_their_proportion() -> None:
    """Half the value is half the bar."""
    long, short = lengths(bars([("A", 10, ""), ("B", 5, "")], title="T"))
    assert short == pytest.approx(long / 2, abs=0.01)


def test_a_comparison_is_hatched_and_named() -> None:
    """Two series differ without colour."""
    drawn = bars([("A", 10, "", 8)], title="T", names=("2024", "2023"), width=640)
    assert "2023" in drawn
    assert drawn.count('fill="url(#bars-hatch)"') == 2


def test_a_bar_chart_may_be_empty_and_refuses_negative_values() -> None:
    """No rows is a chart without bars; a negative bar has no meaning here."""
    assert lengths(bars([], title="T")) == []
    with pytest.raises(ValueError, match="0 or more"):
        bars([("A", -1, "")], title="T")


def test_lines_break_at_gaps_and_are_named_at_their_end() -> None:
    """A quarter that is missing or masked is a gap; the second line is dashed."""
    drawn = lines([("Here", [5, None, 3, "< 5", 2]), ("Region", [4, 4, 4, 4, 4])], labels=list("abcde"), title="T")
    paths = [path for path in read(drawn).iter(f"{SVG}path") if path.get("class") == "d-full"]
    assert len(paths) == 3
    assert drawn.count("stroke-dasharray") == 1
    assert ">Here<" in drawn
    assert ">Region<" in drawn


def test_lines_refuse_what_cannot_be_read() -> None:
    """More than two lines, or a series of another length than its labels."""
    with pytest.raises(ValueError, match="At most two"):
        lines([(name, [1]) for name in "abc"], labels=["x"], title="T")
    with pytest.raises(ValueError, match="one value per label"):
        lines([("a", [1, 2])], labels=["x"], title="T")
    assert "<svg" in lines([("a", [None])], labels=["x"], title="T")


def test_a_map_keeps_the_ground_proportions() -> None:
    """At 60° north a degree of longitude is half a degree of latitude."""
    wide = {"type": "Polygon", "coordinates": [[[10, 59.99], [10.04, 59.99], [10.04, 60.01], [10, 60.01], [10, 59.99]]]}
    drawn = draw_map([("", wide, "perimeter")], title="T")
    outline = next(path for path in read(drawn).iter(f"{SVG}path") if path.get("class") == "d-perimeter").attrib["d"]
    points = [tuple(map(float, pair)) for pair in re.findall(r"([\d.]+) ([\d.]+)", outline)]
    across = max(x for x, _ in points) - min(x for x, _ in points)
    up = max(y for _, y in points) - min(y for _, y in points)
    assert across == pytest.approx(up, rel=0.01)


def test_a_map_names_each_kind_by_its_pattern() -> None:
    """Perimeters are hatched, others dotted and dashed, areas plain; perimeters lie on top."""
    drawn = draw_map([("Here", SQUARE, "perimeter"), ("There", SQUARE, "other"), ("Town", AROUND, "area")], title="T", key="k")
    kinds = [path.get("class") for path in read(drawn).iter(f"{SVG}path") if path.get("fill-rule")]
    assert kinds == ["d-area", "d-other", "d-perimeter"]
    assert 'fill="url(#k-hatch)"' in drawn
    assert 'fill="url(#k-dots)"' in drawn
    assert ">Here<" in drawn


def test_a_map_looks_closer_at_what_it_is_about() -> None:
    """Focus fits the perimeter; the scale says so in metres."""
    shapes = [("Town", AROUND, "area"), ("Here", SQUARE, "perimeter")]
    with translation.override("fr"):
        assert "5\u00a0km" in draw_map(shapes, title="T")
        assert "500\u00a0m" in draw_map(shapes, title="T", focus=("perimeter",))


def test_names_that_would_cover_one_another_are_left_out() -> None:
    """The list beside the map has them all."""
    drawn = draw_map([(f"Perimeter {n}", SQUARE, "perimeter") for n in range(9)], title="T")
    assert 1 <= drawn.count(">Perimeter ") < 9


def test_a_map_of_nothing_is_nothing_and_other_geometry_is_refused() -> None:
    """Errors name what cannot be drawn."""
    assert draw_map([], title="T") == ""
    with pytest.raises(ValueError, match="Polygon"):
        draw_map([("A", {"type": "Point", "coordinates": [4, 50]}, "area")], title="T")
    with pytest.raises(ValueError, match="Unknown kind"):
        draw_map([("A", SQUARE, "river")], title="T")


def test_ids_are_unique_by_key() -> None:
    """Several drawings on one page do not share an id."""
    page = bars(ROWS, title="T", key="a") + bars(ROWS, title="T", key="b") + draw_map([("A", SQUARE, "area")], title="T", key="c")
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids)) == 7


@pytest.mark.parametrize(("language", "written"), [("fr", "1\u202f234,5"), ("nl", "1.234,5"), ("en", "1,234.5")])
def test_numbers_follow_the_language(language: str, written: str) -> None:
    """No trailing zeros; missing is a dash; masked stays as it is."""
    with translation.override(language):
        assert number(Decimal("1234.500")) == written
        assert quantity(Decimal("1234.50"), "kg") == f"{written}\u00a0kg"
    assert quantity(None, "kg") == "–"
    assert quantity(3) == "3"
    assert number("< 5") == "< 5"


def test_dates_have_one_style() -> None:
    """dd/mm/yyyy everywhere, moments in local time."""
    late = datetime(2024, 11, 14, 23, 30, tzinfo=UTC)
    assert day(date(2024, 11, 5)) == "05/11/2024"
    assert day(late) == "15/11/2024"
    assert moment(late) == "15/11/2024 00:30"
    assert day(None) == moment(None) == "–"


def test_a_name_too_long_for_the_map_is_left_to_the_list() -> None:
    """No name is cut at the edge."""
    drawn = draw_map([("Long " * 40, SQUARE, "perimeter")], title="T")
    assert "<text" in drawn
    assert "Long Long" not in drawn


def test_a_map_leaves_out_points_nobody_could_tell_apart() -> None:
    """A thousand points along one edge do not weigh down the page."""
    fine = {"type": "Polygon", "coordinates": [[*([4.33 + n * 0.00002, 50.83] for n in range(1000)), [4.35, 50.85], [4.33, 50.83]]]}
    drawn = draw_map([("", fine, "area")], title="T", width=100)
    outline = next(path for path in read(drawn).iter(f"{SVG}path") if path.get("class") == "d-area").attrib["d"]
    assert outline.count("L") < 200
