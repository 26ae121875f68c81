"""The regional report at its hardest: fifteen hotspots and none, all late and all missing, names without end; and what stands around the axes."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pypdfium2
import pytest
from django.utils import translation

from actions.models import AgendaItem, Attendance, Commitment, Decision, Meeting
from reports import services
from reports.figures import content_of
from reports.figures.around_reading import meetings_in, orders_in, promises_in, share, stood_before
from reports.figures.regional_reading import RegionalView
from reports.models import Version
from reports.pdf_documents import deck, deck_hotspots, hotspot, ledgers, print_regional, regional
from taskforce.drawing.multiples import Panel, multiples
from taskforce.kernel import clock
from taskforce.kernel.acts import acting
from tests.cast import Cast
from tests.reports.conftest import Road
from tests.reports.decks import a_content, a_deck, a_hotspot, a_region, named
from tests.reports.test_pdf_documents import text_of

pytestmark = pytest.mark.django_db
LONG = "Quartier au nom interminable, " * 10


def told(content: dict[str, Any], language: str = "en") -> dict[str, Any]:
    """What the templates receive of a content."""
    with translation.override(language):
        return regional.context_of(a_deck(content))


def test_fifteen_hotspots_make_a_deck_of_twenty_to_forty_pages() -> None:
    """Each has its page, each decision the page that explains it, and the contents all of them."""
    pdf = print_regional(a_deck(a_region(15)), "en")
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    assert 20 <= len(pages) <= 40
    place = next(number for number, page in enumerate(pages, start=1) if page.count("TST-07-2024-T3"))
    assert f"Quartier 7, p. {place}" in pages[2].replace("\xa0", " ")
    assert all(f"Page\xa0{number}\xa0/\xa0{len(pages)}" in page for number, page in enumerate(pages, start=1))


@pytest.mark.parametrize(
    "content",
    [a_content([]), a_region(1), a_region(4, absent=4), a_region(3, late=True), a_region(3, name=LONG, absent=1)],
    ids=["no hotspot", "one hotspot", "all missing", "all late", "300 characters"],
)
def test_the_hardest_cases_print(content: dict[str, Any]) -> None:
    """With no complaint of the press, which would stop the print."""
    words = text_of(print_regional(a_deck(content), "fr"))
    assert "Région d’essai" in words
    assert all(one["names"]["fr"][:60] in words for one in content["hotspots"])


def test_a_content_frozen_before_still_reads() -> None:
    """Without axes repeated, trend, meetings, outlines and orders, the paper says what there is, and never that nothing is late."""
    content = a_region(2)
    for one in content["hotspots"]:
        for key in ("axes", "trend", "meetings", "commitments", "geometry", "phenomena"):
            del one[key]
    del content["areas"], content["orders"]
    found = told(content)
    assert [found[name] for name in ("map", "trends", "orders", "turnout")] == [None, [], None, None]
    assert [(one.standing, one.late) for one in found["axes"]] == [(None, None)] * 3
    assert "No action is late or blocked." not in text_of(print_regional(a_deck(content), "en"))


def test_the_chair_reads_who_proposes_what_for_how_much_and_by_when() -> None:
    """As prepared for the session; where nothing was, as the accepted reports ask."""
    asked = [
        {"text": "Open a shelter.", "by": named("Commune"), "report": "TST-02-2024-T3", "cost": {"amount": "12500", "currency": "EUR"}, "deadline": "2025-01-31"},
        {"text": "Extend the framework.", "by": named("Cell"), "report": None, "cost": None, "deadline": None},
    ]  # fmt: skip
    content = {**a_region(2), "asked": asked}
    first, second = told(content)["asked"].rows
    assert [one.text for one in first.cells] == ["Open a shelter.", "Commune", "€12,500.00", "31/01/2025", "Quartier 2"]
    assert first.cells[-1].to == "TST-02"
    assert [one.text for one in second.cells] == ["Extend the framework.", "Cell", "No cost", "–", "–"]
    (older,) = told(a_region(1))["asked"].rows
    assert [one.text for one in older.cells] == ["Financer deux postes.", "Quartier 1", "–", "–", "Quartier 1"]
    assert RegionalView.from_content(content, "nl").asked[0].cost.replace("\xa0", " ") == "€ 12.500,00"


def test_earlier_decisions_are_followed() -> None:
    """With their state, day and who answers for them; without any, that is said."""
    content = {**a_region(1), "follow_up": [{"text": "Fund posts.", "state": "kept", "due": "2024-09-01", "by": named("Commune")}]}
    (row,) = told(content)["followed"].rows
    assert [one.text for one in (row.head, *row.cells)] == ["Fund posts.", "Kept as promised", "01/09/2024", "Commune"]
    assert told(a_region(1))["followed"] is None


def test_states_are_told_in_tables_a_page_can_hold() -> None:
    """Sixty hotspots go on several pages, in the order of their references: nobody is ranked."""
    matrices = told(a_region(60))["matrices"]
    assert [len(one.rows) for one in matrices] == [18, 18, 18, 6]
    assert matrices[0].rows[0].name == "Quartier 1"


def test_trends_are_small_charts_on_one_scale() -> None:
    """One for each hotspot, with its last share written out; of one period there is none."""
    content = a_region(30)
    first, second = deck.trends_of(content)
    assert second.svg.count("d-full-end") == 6 * 4
    assert first.svg.count("d-full-end") == 24 * 4
    assert first.svg.count('class="d-dashed"') == 24
    assert "25\xa0%" in first.svg
    assert deck.trends_of(a_region(3, earlier=())) == []
    none = multiples([Panel("A", [None, None])], labels=["1", "2"], most=100, unit="%", compared=None, title="t", key="k")
    assert "path" not in none
    assert "–" in none
    assert share([{"done": 0, "planned": 0}]) is None


def test_late_actions_say_why_on_the_page_of_their_axis() -> None:
    """With their hotspot, their lead and their reason; one without a reason says so."""
    chapters = deck_hotspots.chapters_of(content := a_region(1, late=True), RegionalView.from_content(content, "en"))
    late = chapters[0].late
    assert late is not None
    assert [row.cells[-1].text for row in late.rows] == ["Le raccordement électrique est attendu.", *["No reason given."] * 2]


def test_the_cell_has_a_word_on_each_axis() -> None:
    """Where it wrote one."""
    found = told({**a_region(1), "synthesis": {"prevention": "Fewer nights."}})["axes"]
    assert [one.said for one in found] == ["", "Fewer nights.", ""]


def test_orders_about_to_end_are_marked_and_long_lists_of_places_cut() -> None:
    """Thirty days before their last day; a regional order holds in the whole region."""
    order = {**a_region(3)["orders"][0], "times_used": 4, "is_counted": False}
    near, far = orders_in({**a_region(1), "orders": [order, {**order, "until": "2025-03-01", "places": []}]})
    assert (near.ends_soon, far.ends_soon, near.used) == (True, False, "–")
    with translation.override("en"):
        table = ledgers.orders_table([near, far], "c", {"TST-01": "Quartier 1"})
        assert table is not None
        assert [row.cells[-1].text for row in table.rows] == ["Quartier 1", "The whole region"]
        assert [bool(row.cells[2].ending) for row in table.rows] == [True, False]
        many = orders_in({**a_region(1), "orders": [{**order, "places": list("abcdef")}]})
        wide = ledgers.orders_table(many, "c", {one: one for one in "abcdef"})
    assert wide is not None
    assert wide.rows[0].cells[-1].text == "a, b, c, d and 2 others"


def a_meeting(cast: Cast, day: int, state: str) -> Meeting:
    """A meeting of TST-01 in August, with a decision for all and a restricted one."""
    with acting(cast.clerk, "tests.arrange"):
        at = clock.now().replace(year=2024, month=8, day=day, hour=10)
        it = Meeting(
            workspace=cast.report.workspace,
            number=day,
            title="Mid-term",
            starts_at=at,
            ends_at=at.replace(hour=12),
            place="Hall",
            state=state,
        )
        it.called_at, it.closed_at = at, at if state == "closed" else None
        it.save()
        common = {"workspace": cast.report.workspace, "meeting": it, "organisation": cast.action("S1").organisation}
        point = AgendaItem(**common, position=1, text="Kept", tier="organisation")
        point.save()
        for decision in (
            Decision(**common, text="Light the alley."),
            Decision(**common, text="CANARY", tier="organisation"),
            Decision(**common, text="CANARY", item=point),
        ):
            decision.save()
        Attendance(**common, state="present").save()
    return it


def test_a_report_freezes_who_met_and_what_everybody_may_read_of_it(cast: Cast) -> None:
    """Meetings of the period alone, by organisation; decisions of final minutes, none of those kept for some."""
    closed, held = a_meeting(cast, 1, "closed"), a_meeting(cast, 2, "held")
    with acting(cast.clerk, "tests.arrange"):
        outside = a_meeting(cast, 3, "closed")
        outside.starts_at, outside.ends_at = (one.replace(month=5) for one in (outside.starts_at, outside.ends_at))
        outside.save()
        common = {
            "workspace": cast.report.workspace,
            "meeting": closed,
            "organisation": cast.action("S1").organisation,
            "accepted_at": clock.now(),
        }
        for what, due, state in (("Old", 2023, "kept"), ("Now", 2024, "open"), ("Later", 2030, "open")):
            Commitment(**common, what=what, due=date(due, 8, 20), state=state, words="Said." if state == "kept" else "").save()
        Commitment(**{**common, "accepted_at": None}, what="Only proposed", due=date(2024, 8, 20)).save()
    content = content_of(cast.report, Version(report=cast.report, number=1))
    assert "CANARY" not in json.dumps(content)
    first, second = meetings_in(content)
    assert [first.day, second.day] == [f"0{one.number}/08/2024" for one in (closed, held)]
    assert (first.decisions, second.decisions) == (("Light the alley.",), ())
    assert first.turnout == "1\xa0/\xa01"
    assert [(one.what, one.state.tone) for one in promises_in(content)] == [("Now", "bad"), ("Later", "info")]


def test_a_report_says_how_the_last_one_stood(cast: Cast, road: Road) -> None:
    """Axis by axis, with its period; without an earlier report the paper says that there is no trend."""
    version = road.accepted(cast.report)
    with translation.override("en"):
        assert "no trend yet" in hotspot.context_of(version)["axes"].note
        content = hotspot.frozen(version)
        content["trend"] = a_hotspot(1)["trend"]
        table = hotspot.context_of(version)["axes"]
        stood = stood_before(content)
    assert stood["security"].period == "2024-T2"
    assert "no trend yet" not in table.note
    assert table.rows[0].cells[1].note == "2024-T2 · 3\xa0/\xa04"


def test_a_reserve_and_the_findings_are_on_paper(cast: Cast, road: Road) -> None:
    """What the cell reserved, and what was said of each finding."""
    version = road.accepted(cast.report)
    version.reserve = "Count the evenings again."
    checks = hotspot.frozen(version)["checks"]
    checks.append(
        {
            "code": "late_unexplained",
            "about": "S1",
            "severity": "explain",
            "place": ["plan", "security"],
            "facts": {"action": "S1", "title": "Patrols"},
            "explanation": "Delivered late.",
        }
    )
    with translation.override("en"):
        found = hotspot.context_of(version)
    assert found["approval_note"].reservation == "Count the evenings again."
    assert any([cell.text for cell in row.cells][-1] == "Delivered late." for row in found["findings"].rows)


def test_a_region_repeats_what_its_reports_froze(cast: Cast, road: Road) -> None:
    """Without the keys of what was counted, which are for proof alone; the outline goes with it."""
    road.accepted(cast.report)
    content = services.compile_regional(by=cast.head, period=cast.period).content
    one = next(it for it in content["hotspots"] if it["reference"] == "TST-01")
    assert {key for figure in one["axes"][1]["figures"] for key in figure["amount"]["inputs"]} == set()
    assert set(one) == set(a_hotspot(1))
    assert set(content) == {*a_region(1), "asked", "follow_up", "synthesis"}
