"""Periods opened by the cell, and the regional report compiled and adopted."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from actions.figures import Figure
from actions.models import Measure, Unit
from reports import rules, services
from reports.figures import RegionalView
from reports.models import Inclusion, Period, RegionalReport, Report
from taskforce.kernel.acts import NoAct, acting
from taskforce.kernel.canon import digest
from taskforce.kernel.rules import Refused
from tests.cast import RESTRICTED, SECRET, Cast, an_entry, named
from tests.reports.conftest import Road
from tests.table import a_session

QUARTER: dict[str, Any] = {"code": "2024-T4", "since": date(2024, 10, 1), "until": date(2024, 12, 31), "due": date(2025, 1, 31)}


def test_a_period_asks_each_active_hotspot_for_a_report(cast: Cast) -> None:
    """Two are active; the proposed one is not."""
    period = services.open_period(by=cast.head, workspace=cast.workspace("TST-CELL"), **QUARTER, notes={"fr": "Note."})
    assert [one.reference for one in period.reports.all()] == ["TST-01-2024-T4", "TST-02-2024-T4"]
    assert {one.state for one in period.reports.all()} == {"due"}
    assert (period.note_fr, period.note_nl) == ("Note.", "")


def test_a_hotspot_active_later_gets_its_report_too(cast: Cast) -> None:
    """Once, and not after the regional report was adopted."""
    with acting(cast.clerk, "tests.arrange"):
        workspace = cast.elsewhere.workspace
        workspace.state, workspace.convened_on = "to_convene", None
        workspace.save()
    period = services.open_period(by=cast.head, workspace=cast.workspace("TST-CELL"), **QUARTER)
    assert period.reports.count() == 1
    with acting(cast.clerk, "tests.arrange"):
        workspace.state, workspace.convened_on = "convened", date(2024, 11, 1)
        workspace.save()
    assert [one.hotspot for one in services.open_due_reports(by=cast.head, period=period)] == [cast.elsewhere]
    assert services.open_due_reports(by=cast.head, period=period) == []


def test_a_hotspot_ruled_on_after_the_period_owes_no_report(cast: Cast) -> None:
    """It was no priority zone then."""
    with acting(cast.clerk, "tests.arrange"):
        ruling = cast.elsewhere.rulings.get()
        ruling.on = date(2024, 8, 1)
        ruling.save()
    past = {"code": "2024-T2", "since": date(2024, 4, 1), "until": date(2024, 6, 30), "due": date(2024, 7, 31)}
    period = services.open_period(by=cast.head, workspace=cast.workspace("TST-CELL"), **past)
    assert [one.hotspot for one in period.reports.all()] == [cast.hotspot]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"code": "2024-T3"}, "code is taken"),
        ({"code": "2024/T4"}, "letters, digits and hyphens"),
        ({"until": date(2024, 9, 1), "since": date(2024, 10, 1)}, "after the first"),
        ({"since": date(2024, 9, 30)}, "overlap"),
        ({"due": date(2024, 12, 30)}, "due on the last day"),
    ],
)
def test_a_period_has_a_code_of_its_own_and_dates_in_order(cast: Cast, changes: dict[str, Any], words: str) -> None:
    """The refusal says what to change."""
    with pytest.raises(Refused, match=words):
        services.open_period(by=cast.head, workspace=cast.workspace("TST-CELL"), **{**QUARTER, **changes})


def test_only_the_head_opens_periods_and_in_the_cell(cast: Cast) -> None:
    """Not a reviewer; not in a task force."""
    with pytest.raises(Refused, match="role here"):
        services.open_period(by=cast.reviewer, workspace=cast.workspace("TST-CELL"), **QUARTER)
    with pytest.raises(Refused, match="cell of a region"):
        services.open_period(by=cast.head, workspace=cast.workspace("TST-01"), **QUARTER)


def test_totals_are_those_of_the_accepted_reports_by_each_rule(cast: Cast, road: Road, other: Report) -> None:
    """Sums in the base unit, last values added, persons never, masked ones named."""
    with acting(cast.clerk, "tests.arrange"):
        for place, drugs, cameras, persons in (("TST-01", "5.1", "20", "9"), ("TST-02", "548 g", "52", "7")):
            an_entry(cast.action("S1", place), drugs=drugs, cameras=cameras)
            an_entry(cast.action("V1", place), persons=persons)
        an_entry(cast.action("S1"), cameras="24", day=date(2024, 9, 20))
        for _time in range(2):
            an_entry(cast.action("P1", "TST-02"), contacts="4")
    versions = [road.accepted(report) for report in (cast.report, other)]
    regional = services.compile_regional(by=cast.head, period=cast.period)
    totals = {one["figure"]["measure"]["code"]: one for one in regional.content["totals"]}
    assert totals["drugs"]["figure"]["amount"]["value"] == "5.648"
    assert totals["cameras"]["figure"]["amount"]["value"] == "76"
    assert totals["persons"]["figure"]["amount"]["value"] is None
    assert totals["persons"]["figure"]["amount"]["reason"] == "not_additive"
    assert (totals["contacts"]["masked"], totals["contacts"]["places"]) == (1, 1)
    assert totals["contacts"]["figure"]["amount"]["value"] == "11"
    by_hand = Decimal(0)
    for version in versions:
        found = [Figure.from_dict(one) for axis in version.content["axes"] for one in axis["figures"]]
        by_hand += next(one.amount.value or Decimal(0) for one in found if one.measure.code == "drugs")
    assert by_hand == Decimal(totals["drugs"]["figure"]["amount"]["value"])
    view = RegionalView.from_content(regional.content, "en")
    contacts = next(one for one in view.totals if one.figure.code == "contacts")
    assert contacts.left_out == "Plus 1 value under 5, not counted."
    assert contacts.figure.text == "more than 11"
    drugs = next(one for one in view.totals if one.figure.code == "drugs")
    assert (drugs.figure.text, drugs.left_out, drugs.places) == ("5.648\u00a0kg", "", 2)


def test_a_ratio_is_put_together_from_its_parts(cast: Cast, road: Road, other: Report) -> None:
    """Σ numerator / Σ denominator, never a mean of ratios."""
    with acting(cast.clerk, "tests.arrange"):
        one = Unit.objects.get(code="count")
        parts = {
            code: Measure.objects.create(code=code, unit=one, axis="security", aggregation="sum", **named(code))
            for code in ("hits", "checks")
        }
        Measure.objects.create(
            code="share",
            unit=one,
            axis="security",
            aggregation="ratio",
            numerator=parts["hits"],
            denominator=parts["checks"],
            **named("share"),
        )
        an_entry(cast.action("S1"), hits="10", checks="100")
        an_entry(cast.action("S1", "TST-02"), hits="50", checks="100")
    for report in (cast.report, other):
        road.accepted(report)
    content = services.compile_regional(by=cast.head, period=cast.period).content
    share = next(one["figure"] for one in content["totals"] if one["figure"]["measure"]["code"] == "share")
    assert Decimal(share["amount"]["value"]) == Decimal("0.3")


def test_it_counts_accepted_versions_only_and_names_the_missing(cast: Cast, road: Road, other: Report) -> None:
    """A draft, a returned or a late report counts for nothing and is listed with its reason."""
    version = road.accepted(cast.report)
    for state, go in (("due", None), ("draft", road.draft), ("submitted", road.submit_again), ("returned", None)):
        if go:
            go(other)
        if state == "returned":
            road.sign_again(other)
            services.remark(by=cast.reviewer, version=other.versions.get(), section="security", text="More.")
            services.give_back(by=cast.reviewer, report=other)
        content = services.compile_regional(by=cast.head, period=cast.period).content
        assert [(one["reference"], one["reason"]) for one in content["missing"]] == [("TST-02", state)]
        assert [one["reference"] for one in content["versions"]] == ["TST-01-2024-T3"]
    last = RegionalReport.objects.latest("number")
    assert last.reference == "TST-2024-T3-R4"
    assert Inclusion.objects.get(regional=last).version == version
    view = RegionalView.from_content(last.content, "en")
    assert (view.received, [one.missing for one in view.missing]) == ("1\u00a0/\u00a02", ["Returned, not accepted yet"])
    assert [one.name for one in view.present] == ["Quartier TST-01 (en)"]
    assert view.has_decisions


@pytest.mark.parametrize(("what", "reason"), [("workspace", "not_convened"), ("plan", "no_plan"), ("", "not_opened")])
def test_a_hotspot_without_any_report_is_named_too(cast: Cast, road: Road, what: str, reason: str) -> None:
    """In force, but not convened, without a plan, or active only since."""
    with acting(cast.clerk, "tests.arrange"):
        hotspot = cast.proposed
        hotspot.rulings.create(workspace=hotspot.workspace, kind="validate", on=date(2024, 2, 1), reference="CRS 2024/2")
        workspace = hotspot.workspace
        if what != "workspace":
            workspace.state, workspace.convened_on = "convened", date(2024, 2, 2)
            workspace.save()
        if not what:
            from actions.models import Plan, PlanVersion

            plan = Plan.objects.create(workspace=workspace, hotspot=hotspot, state="conform")
            chair = cast.mayor
            PlanVersion.objects.create(
                workspace=workspace,
                plan=plan,
                number=1,
                content={},
                digest="0" * 64,
                submitted_by=chair,
                adopted_by=chair,
                adopted_on=date(2024, 3, 1),
            )
    road.accepted(cast.report)
    content = services.compile_regional(by=cast.head, period=cast.period).content
    assert ("TST-03", reason) in [(one["reference"], one["reason"]) for one in content["missing"]]
    assert any(one.missing for one in RegionalView.from_content(content, "nl").hotspots if one.reference == "TST-03")


def test_an_accepted_version_counts_while_it_is_corrected(cast: Cast, road: Road) -> None:
    """Until the next acceptance."""
    version = road.accepted(cast.report)
    services.correct(by=cast.coordinator, report=cast.report, reason="A slip.")
    content = services.compile_regional(by=cast.head, period=cast.period).content
    assert content["versions"][0]["digest"] == version.digest
    line = next(one for one in RegionalView.from_content(content, "en").hotspots if one.reference == "TST-01")
    assert (line.under_correction, line.missing) == (True, "")


def test_it_is_frozen_with_its_digest(cast: Cast, road: Road) -> None:
    """Later acceptances make a new number and leave the first as it was; secrets stay out."""
    road.accepted(cast.report)
    first = services.compile_regional(by=cast.head, period=cast.period, text=" The word. ")
    again = RegionalReport.objects.get(pk=first.pk)
    assert digest(again.content) == first.digest
    assert again.text == again.content["text"] == "The word."
    second = services.compile_regional(by=cast.head, period=cast.period)
    assert (second.number, second.reference) == (2, "TST-2024-T3-R2")
    assert RegionalReport.objects.get(pk=first.pk).digest == first.digest
    for canary in (SECRET, RESTRICTED):
        assert canary not in json.dumps(second.content)


def test_nothing_is_compiled_before_an_acceptance(cast: Cast, road: Road) -> None:
    """And only by the head."""
    with pytest.raises(Refused, match="No report of this period is accepted yet"):
        services.compile_regional(by=cast.head, period=cast.period)
    road.accepted(cast.report)
    with pytest.raises(Refused, match="role here"):
        services.compile_regional(by=cast.reviewer, period=cast.period)
    with pytest.raises(ValidationError):
        services.compile_regional(by=cast.head, period=cast.period, text="x" * 4001)


@pytest.fixture
def compiled(cast: Cast, road: Road) -> RegionalReport:
    """A regional report compiled from one accepted report."""
    road.accepted(cast.report)
    return services.compile_regional(by=cast.head, period=cast.period)


def test_the_council_adopts_the_latest(cast: Cast, compiled: RegionalReport) -> None:
    """By its secretary, with a session that was held and a reference; once."""
    with pytest.raises(Refused, match="No session of the council has been held"):
        services.adopt_regional(by=cast.secretary, regional=compiled, session=a_session("called", "2024-11-21"), decision="CRS")
    session = {"session": a_session(), "decision": "CRS 2024/11"}
    with pytest.raises(Refused, match="a session of this council that was held"):
        services.adopt_regional(by=cast.secretary, regional=compiled, session=a_session("called", "2024-11-21"), decision="CRS")
    with pytest.raises(ValidationError):
        services.adopt_regional(by=cast.secretary, regional=compiled, session=a_session(), decision=" ")
    newer = services.compile_regional(by=cast.head, period=cast.period)
    with pytest.raises(Refused, match="newer regional report"):
        services.adopt_regional(by=cast.secretary, regional=compiled, **session)
    adopted = services.adopt_regional(by=cast.secretary, regional=newer, **session)
    assert (adopted.state, adopted.session_on, adopted.decision) == ("adopted", date(2024, 11, 14), "CRS 2024/11")
    with pytest.raises(Refused, match="is adopted"):
        services.adopt_regional(by=cast.head, regional=newer, **session)
    assert not rules.open_due_reports(cast.head, Period.objects.get(pk=cast.period.pk))


def test_a_member_does_not_adopt(cast: Cast, compiled: RegionalReport) -> None:
    """The head or the secretary records it."""
    a_session()
    assert not rules.adopt_regional(cast.member, compiled)
    assert rules.adopt_regional(cast.head, compiled)


def test_an_anonymous_compilation_raises(cast: Cast, compiled: RegionalReport) -> None:
    """Nothing frozen is written outside an act."""
    with pytest.raises(NoAct):
        compiled.save()
