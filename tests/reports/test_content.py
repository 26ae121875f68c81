"""What a report freezes, and what it must not hold."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from reports.figures import ReportView, axes_chart, content_of, signatures_of
from reports.models import Report, Version
from taskforce.kernel.acts import acting
from taskforce.kernel.canon import canonical, digest
from tests.cast import RESTRICTED, SECRET, Cast, an_entry
from tests.reports.conftest import Road


def axis(content: dict[str, Any], name: str) -> dict[str, Any]:
    """One axis of a content."""
    return next(one for one in content["axes"] if one["axis"] == name)


def test_restricted_work_is_left_out_entirely(cast: Cast, road: Road) -> None:
    """Neither the action, nor its entries, nor their values, nor a note somebody kept to the organisation."""
    with acting(cast.clerk, "tests.arrange"):
        an_entry(cast.action("S2"), drugs="7")
        an_entry(cast.action("S1"), drugs="548 g")
    content = road.submitted(cast.report).content
    text = json.dumps(content, ensure_ascii=False)
    assert SECRET not in text
    assert RESTRICTED not in text
    security = axis(content, "security")
    assert [one["code"] for one in security["actions"]] == ["S1"]
    assert security["entries"] == {"count": 1, "below": None}
    drugs = next(one for one in security["figures"] if one["measure"]["code"] == "drugs")
    assert drugs["amount"]["value"] == "0.548"


def test_small_numbers_kept_to_one_organisation_are_masked(cast: Cast, road: Road) -> None:
    """Three contacts in one entry: both numbers are “< 5”; from five on they are shown."""
    prevention = axis(road.submitted(cast.report).content, "prevention")
    assert prevention["entries"] == {"count": None, "below": 5}
    assert prevention["figures"][0]["amount"]["masked"] is True
    with acting(cast.clerk, "tests.arrange"):
        for _number in range(4):
            an_entry(cast.action("P1"), contacts="2")
    prevention = axis(content_of(cast.report, Version(report=cast.report, number=1)), "prevention")
    assert prevention["entries"]["count"] == 5
    assert prevention["figures"][0]["amount"]["value"] == "11"


def test_only_the_period_counts_but_targets_look_back_to_the_start(cast: Cast, road: Road) -> None:
    """Entries after the period are another period's; an action's target is reached over its whole life."""
    with acting(cast.clerk, "tests.arrange"):
        for day in (date(2024, 5, 2), date(2024, 8, 2), date(2024, 10, 2)):
            an_entry(cast.action("V1"), day=day, cleanups="10")
    neighbourhood = axis(road.submitted(cast.report).content, "neighbourhood")
    assert neighbourhood["figures"][0]["amount"]["value"] == "10"
    assert neighbourhood["actions"][0]["targets"][0]["figure"]["amount"]["value"] == "20"


def test_it_names_everything_in_every_language_and_nobody(cast: Cast, road: Road) -> None:
    """Bodies, places and parts; no person."""
    content = road.submitted(cast.report).content
    assert content["hotspot"]["municipalities"] == [{"fr": "Nordville", "nl": "Noordstad", "en": "Nordville (en)"}]
    assert content["hotspot"]["perimeter_version"] == 1
    assert content["plan"] == {"version": 1, "state": "conform", "adopted_on": "2024-01-08"}
    assert {"fr", "nl", "en"} == set(content["seats"][0]["part"])
    assert "Person" not in json.dumps(content)
    assert "auditor" not in json.dumps(content).casefold()


def test_what_is_read_back_from_the_database_has_the_same_digest(cast: Cast, road: Road) -> None:
    """Plain values only: nothing changes on the way."""
    version = road.submitted(cast.report)
    again = Version.objects.get(pk=version.pk)
    assert canonical(again.content) == canonical(version.content)
    assert digest(again.content) == version.digest


def test_a_place_without_outline_in_the_period_says_so(cast: Cast, road: Road) -> None:
    """Missing is missing, never a guess."""
    version = road.draft(cast.report)
    with acting(cast.clerk, "tests.arrange"):
        perimeter = cast.hotspot.perimeters.get()
        perimeter.since = date(2024, 11, 1)
        perimeter.save()
    content = content_of(cast.report, version)
    assert content["hotspot"]["perimeter_version"] is None
    assert ReportView.from_content(content, "en").perimeter == "–"


def test_a_seat_with_a_title_is_named_by_it(cast: Cast, road: Road) -> None:
    """A chair is the mayor here, the prefect elsewhere."""
    from taskforce.models import Title

    with acting(cast.clerk, "tests.arrange"):
        seat = cast.seat("mayor")
        seat.title = Title.objects.get()
        seat.save()
    version = road.signed(cast.report)
    assert version.content["seats"][0]["part"]["nl"] == "Burgemeester"
    assert version.signed_as["part"]["fr"] == "Bourgmestre"


def test_it_reads_in_each_language(cast: Cast, road: Road) -> None:
    """Numbers, dates and names follow the language; masked, missing and late are said."""
    with acting(cast.clerk, "tests.arrange"):
        an_entry(cast.action("S1"), drugs="1548.5 g")
        action = cast.action("S1")
        action.due, action.late_reason = date(2024, 11, 1), "Waiting for a car."
        action.save()
    content = road.accepted(cast.report).content
    french, dutch = ReportView.from_content(content, "fr"), ReportView.from_content(content, "nl")
    assert (french.hotspot, dutch.hotspot) == ("Quartier TST-01", "Wijk TST-01")
    assert [one.figures[0].text for one in dutch.axes] == ["1,5485\u00a0kg", "<\u00a05", "–"]
    security = french.axes[0]
    assert security.actions[0].is_late
    assert security.actions[0].late_reason == "Waiting for a car."
    assert security.done_of == "0\u00a0/\u00a01"
    assert (french.period.since, french.period.until) == ("01/07/2024", "30/09/2024")
    assert french.decisions == ("Fund two posts.", "Light the square.")
    assert (french.objectives[0].baseline, french.objectives[0].due) == ("4", "–")
    assert ReportView.from_content(content).reference == "TST-01-2024-T3"
    assert french.axes[1].entries == "<\u00a05"


def test_signatures_follow_what_happened(cast: Cast, road: Road) -> None:
    """Submitted, signed, accepted, each with its moment."""
    draft = road.draft(cast.report)
    assert signatures_of(draft) == []
    road.submit_again(cast.report)
    road.sign_again(cast.report)
    from reports import services

    version = services.accept(by=cast.reviewer, report=cast.report)
    lines = signatures_of(version)
    assert [one.name for one in lines] == ["Person coordinator", "Person mayor", "Person reviewer"]
    assert all("15/11/2024" in one.when for one in lines)


def test_the_chart_says_in_words_what_it_shows(cast: Cast, road: Road) -> None:
    """A title, and the numbers written out."""
    view = ReportView.from_content(road.submitted(cast.report).content, "en")
    drawn = axes_chart(view.axes)
    assert drawn.startswith("<svg")
    assert "<title" in drawn


def test_an_axis_where_nothing_is_logged_has_no_figure_but_its_targets(cast: Cast, road: Road) -> None:
    """Missing is “–”, never 0."""
    content = road.submitted(Report.objects.get(hotspot=cast.elsewhere)).content
    figure = axis(content, "neighbourhood")["figures"][0]
    assert (figure["amount"]["value"], figure["target"]) == (None, "10")
