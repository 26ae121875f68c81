"""The desk of the cell: one line for each hotspot, reminders once a day, a report that will not come."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from hotspots.models import Covered, Order
from reports import rules, services
from reports.figures import RegionalView, desk_rows
from reports.models import Report
from taskforce.kernel import clock
from taskforce.kernel.acts import acting
from taskforce.kernel.journal import Act
from taskforce.kernel.rules import Refused
from taskforce.models import Notice
from tests.cast import Cast
from tests.reports.conftest import Road, SignIn
from tests.reports.test_pages import page, post, to
from tests.table import a_session

DESK = ("TST-CELL", "2024-T3")


def test_each_hotspot_has_its_line(cast: Cast, road: Road, sign_in: SignIn) -> None:
    """Received, returned and accepted with their days, how the axes stand, what is late and which orders end soon."""
    chair = cast.seat("mayor")
    with acting(cast.clerk, "tests.arrange"):
        late = cast.action("S1")
        late.due, late.late_reason = date(2024, 10, 1), "No car."
        late.save()
        ends = clock.today() + timedelta(days=12)
        made = Order.objects.create(
            workspace=chair.workspace, level="municipality", issuer=chair.organisation, reference="TST-A-01", subject="No gatherings", basis="Act",
            state="signed", signed_on=date(2024, 10, 1), signed_by=chair, since=date(2024, 10, 2), until=ends,
        )  # fmt: skip
        Covered.objects.create(workspace=chair.workspace, order=made, hotspot=cast.hotspot)
    road.returned(cast.report)
    here, there = desk_rows(cast.reviewer, Report.objects.filter(period=cast.period).order_by("reference"))
    assert (here.returned, here.late_actions, [one.code for one in here.expiring]) == (clock.today(), 1, ["A-01"])
    assert (there.returned, there.late_actions, there.expiring) == (None, None, ())
    words = page(sign_in(cast.reviewer), to("desk", *DESK))
    for expected in ("Orders about to expire", "Late actions", "A-01", "27/11/2024"):
        assert expected in words
    sheet = sign_in(cast.reviewer).get(f"{to('desk', *DESK)}?as=csv&part=desk").content.decode("utf-8-sig")
    assert "A-01" in sheet
    assert "Why it will not come" in sheet


def test_those_who_are_late_are_reminded_once_a_day(cast: Cast, road: Road, sign_in: SignIn) -> None:
    """Coordinators and chairs; a report that came in is not; the act is on record; tomorrow again."""
    road.signed(cast.report)
    reviewer = sign_in(cast.reviewer)
    assert "1 task force is reminded." in post(reviewer, to("remind", *DESK))
    told = {one.person.email.split("@")[0] for one in Notice.objects.filter(kind="reports.remind").select_related("person")}
    assert told == {"coordinator_elsewhere", "mayor_elsewhere"}
    assert Act.objects.filter(code="reports.remind").count() == 1
    assert "reminded on 15/11/2024" in page(reviewer, to("desk", *DESK))
    assert rules.remind(cast.reviewer, cast.period).why_not == "Everybody late was reminded today."
    with pytest.raises(Refused):
        services.remind(by=cast.reviewer, period=cast.period)
    with clock.at(clock.now() + timedelta(days=1)):
        assert len(services.remind(by=cast.reviewer, period=cast.period)) == 1


def test_nobody_is_reminded_before_the_day(cast: Cast) -> None:
    """A report that is not due yet is not late."""
    with clock.at(clock.midnight_before(date(2024, 10, 15))), pytest.raises(Refused, match="No report is late"):
        services.remind(by=cast.reviewer, period=cast.period)


@pytest.mark.parametrize("who", ["coordinator", "mayor", "secretary", "steward"])
def test_only_the_cell_reminds_and_leaves_out(cast: Cast, who: str) -> None:
    """Nobody else."""
    for rule, thing in ((rules.remind, cast.period), (rules.skip_report, cast.report)):
        assert rule(getattr(cast, who), thing).why_not == "Your role here does not allow this."


def test_a_report_that_will_not_come_is_named_as_missing_with_the_reason(cast: Cast, road: Road, other: Report, sign_in: SignIn) -> None:
    """It is late no more; nothing is started; the regional report says why it is missing."""
    road.accepted(cast.report)
    reviewer = sign_in(cast.reviewer)
    words = post(reviewer, to("skip_report", other.reference), reason="Convened in September only.")
    assert "The report is left out." in words
    assert "Convened in September only." in words
    assert not rules.remind(cast.reviewer, cast.period)
    coordinator = sign_in(cast.coordinator_elsewhere)
    assert "The cell no longer waits for this report" in page(coordinator, to("report", other.reference))
    assert coordinator.get(to("start_report", other.reference)).status_code == 403
    regional = services.compile_regional(by=cast.head, period=cast.period)
    (line,) = RegionalView.from_content(regional.content, "en").missing
    assert line.missing == "Will not come: Convened in September only."


@pytest.mark.parametrize("stage", ["due", "draft", "returned"])
def test_a_report_left_out_is_expected_again_where_it_stood(cast: Cast, road: Road, sign_in: SignIn, stage: str) -> None:
    """Before the first draft, while it is drafted, after a return."""
    {"due": lambda _it: None, "draft": road.draft, "returned": road.returned}[stage](cast.report)
    services.skip_report(by=cast.reviewer, report=cast.report, reason="They said so.")
    reviewer = sign_in(cast.reviewer)
    assert "They said so." in page(reviewer, to("expect_again"))
    assert "expected again" in post(reviewer, to("expect_again"))
    report = Report.objects.get(pk=cast.report.pk)
    assert (report.state, report.skip_reason) == (stage, "")
    with pytest.raises(Refused, match="not left out"):
        services.expect_again(by=cast.reviewer, report=report)


def test_what_the_cell_does_not_wait_for_is_not_left_out(cast: Cast, road: Road) -> None:
    """Neither what was handed in, nor what was accepted once and is being corrected; and never without a reason."""
    with pytest.raises(ValidationError):
        services.skip_report(by=cast.reviewer, report=cast.report, reason=" ")
    road.accepted(cast.report)
    for _time in range(2):
        with pytest.raises(Refused, match="still waits for"):
            services.skip_report(by=cast.reviewer, report=Report.objects.get(pk=cast.report.pk), reason="Late.")
        if _time == 0:
            services.correct(by=cast.reviewer, report=cast.report, reason="A slip.")


def test_once_the_council_has_adopted_nothing_is_left_out_or_expected(cast: Cast, road: Road, other: Report) -> None:
    """The regional report stands."""
    road.accepted(cast.report)
    services.skip_report(by=cast.reviewer, report=other, reason="Convened too late.")
    regional = services.compile_regional(by=cast.head, period=cast.period)
    services.adopt_regional(by=cast.secretary, regional=regional, session=a_session(), decision="CRS 2024/11")
    with pytest.raises(Refused, match="is adopted"):
        services.expect_again(by=cast.reviewer, report=other)


def test_a_report_is_started_by_a_button_of_its_page(cast: Cast, sign_in: SignIn) -> None:
    """The page of the report leads to it, and it asks before it starts."""
    coordinator = sign_in(cast.coordinator)
    assert to("start_report") in page(coordinator, to("report"))
    assert 'method="post"' in page(coordinator, to("start_report"))
