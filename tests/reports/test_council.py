"""The council at work: decisions asked, answered in session; questions, answered by each body; follow-up at the next session."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import override

from actions import services as acting_on
from actions.agenda import proposed
from reports import rules, services
from reports.desk.waiting import waiting_for
from reports.figures import RegionalView, in_schema, regional_content_of
from reports.figures.around import trend_of
from reports.models import Answer, Asked, Period, Question, RegionalReport, Report
from taskforce.kernel import clock
from taskforce.kernel.acts import acting
from taskforce.kernel.rules import Refused
from taskforce.models import Notice
from taskforce.rules import issue_token
from tests.access.arrange import order, put
from tests.cast import EVERYONE, Cast
from tests.table import a_session

pytestmark = pytest.mark.django_db
FUND = {"amount": Decimal(12000), "deadline": date(2024, 12, 20)}


@pytest.fixture
def compiled(cast: Cast, road: Any) -> RegionalReport:
    """A regional report that asks for two decisions, one of them of a report."""
    road.accepted(cast.report)
    services.ask_decision(by=cast.head, period=cast.period, text="Fund two posts", report=Report.objects.get(pk=cast.report.pk), **FUND)
    services.ask_decision(by=cast.head, period=cast.period, text="Allow longer hours", organisation=cast.organisation("NORD"))
    return services.compile_regional(by=cast.head, period=cast.period)


def test_what_is_asked_is_frozen(cast: Cast, compiled: RegionalReport) -> None:
    """With who asks, the report, the cost and the day; a contents of before still reads."""
    first, second = compiled.content["asked"]
    assert first == {
        "text": "Fund two posts", "by": cast.hotspot.names, "report": cast.report.reference,
        "cost": {"amount": "12000.00", "currency": "EUR"}, "deadline": "2024-12-20",
    }  # fmt: skip
    assert (second["by"], second["report"], second["cost"], second["deadline"]) == (cast.organisation("NORD").names, None, None, None)
    before = in_schema(compiled.content, 2)
    assert "asked" not in before
    assert RegionalView.from_content(before, "en").asked == ()
    shown = RegionalView.from_content(compiled.content, "en").asked
    assert [one.cost for one in shown] == ["€12,000.00", "No cost"]


def test_somebody_asks(cast: Cast) -> None:
    """A report or an organisation."""
    with pytest.raises(ValidationError):
        services.ask_decision(by=cast.head, period=cast.period, text="Fund two posts")


def test_what_is_withdrawn_is_not_asked(cast: Cast, compiled: RegionalReport) -> None:
    """The next regional report leaves it out."""
    services.withdraw_asked(by=cast.head, asked=Asked.objects.get(text="Fund two posts"))
    again = services.compile_regional(by=cast.head, period=cast.period)
    assert [one["text"] for one in again.content["asked"]] == ["Allow longer hours"]


def test_a_session_is_followed_up_at_the_next(cast: Cast, compiled: RegionalReport) -> None:
    """What was decided, promised and left open stands on the next agenda and in the next regional report."""
    session, asked = a_session(), Asked.objects.get(text="Fund two posts")
    settled = services.settle_asked(by=cast.secretary, asked=asked, state="adopted", words="Granted for a year")
    assert settled.decision.meeting == session
    assert "Granted for a year" in settled.decision.text
    services.settle_asked(by=cast.secretary, asked=Asked.objects.get(text="Allow longer hours"), state="postponed", words="Next time")
    given = {"organisation": cast.organisation("REGION"), "what": "Bring a model contract", "due": date(2024, 12, 1)}
    promise = acting_on.propose_commitment(by=cast.secretary, meeting=session, **given)
    acting_on.accept_commitment(by=cast.member, commitment=promise)
    police = [cast.organisation("POLICE")]
    services.ask_question(by=cast.member, regional=compiled, text="How many evenings?", due=date(2024, 12, 1), organisations=police)
    agenda = " | ".join(proposed(cast.workspace("TST-COUNCIL")))
    for expected in (
        "Adopt the regional report TST-2024-T3-R1",
        "Not delivered",
        "Postponed",
        "Question without",
        "Bring a model contract",
    ):
        assert expected in agenda, expected
    again = services.compile_regional(by=cast.head, period=cast.period)
    assert [(one["text"], one["state"]) for one in again.content["follow_up"]] == [
        ("Fund two posts", "adopted"),
        ("Allow longer hours", "postponed"),
        ("Bring a model contract", "open"),
    ]
    assert [one.state for one in RegionalView.from_content(again.content, "en").follow_up] == ["Adopted", "Postponed", "Accepted"]


def test_a_question_is_answered_by_each_body(cast: Cast, compiled: RegionalReport) -> None:
    """Each by who carries its word; the others' answers stay with the council."""
    bodies = [cast.organisation(one) for one in ("POLICE", "PARQUET")]
    given = {"regional": compiled, "text": "How many evenings?"}
    with pytest.raises(ValidationError):
        services.ask_question(by=cast.member, due=date(2024, 11, 14), organisations=bodies, **given)
    with pytest.raises(ValidationError):
        services.ask_question(by=cast.member, due=date(2024, 12, 1), organisations=[], **given)
    services.ask_question(by=cast.member, due=date(2024, 12, 1), organisations=bodies, **given)
    mine, theirs = (Answer.objects.get(organisation=one) for one in bodies)
    told = Notice.objects.filter(kind="reports.ask_question", subject_id=mine.pk).values_list("person__email", flat=True)
    assert set(told) == {"police@test.invalid", "police_elsewhere@test.invalid"}
    with pytest.raises(Refused):
        services.answer_question(by=cast.police, answer=theirs, text="Twelve")
    with pytest.raises(Refused):
        services.answer_question(by=cast.observer, answer=theirs, text="Twelve")  # observes for the prosecutor, and does not speak
    assert "Answer the council" in {one.title for one in waiting_for(cast.police)}
    services.answer_question(by=cast.police, answer=mine, text="Twelve")
    assert Notice.objects.filter(kind="reports.answer_question", person=cast.member).exists()
    assert list(Answer.objects.visible_to(cast.prosecutor)) == [theirs]
    assert Answer.objects.visible_to(cast.member).count() == 2
    assert not Question.objects.visible_to(cast.observer).exists()
    with clock.at(datetime(2024, 12, 2, 9, tzinfo=UTC)):
        assert (Answer.objects.get(pk=theirs.pk).word, Answer.objects.get(pk=mine.pk).is_late) == ("Answer late", False)


def test_the_council_alone_sees_its_sessions_and_nothing_below(cast: Cast) -> None:
    """A member sees the sessions and no task force; the cell sees the sessions; the secretary calls no meeting below."""
    council, local = cast.workspace("TST-COUNCIL"), cast.workspace("TST-01")
    for person, there, below in ((cast.member, True, False), (cast.head, True, True), (cast.mayor, False, True)):
        assert person.mandates.hold("see_workspace", council) is there
        assert person.mandates.hold("see_workspace", local) is below
    assert cast.secretary.mandates.hold("convene_meeting", council)
    assert not cast.secretary.mandates.hold("convene_meeting", local)


def test_the_home_of_the_secretary_says_what_waits(cast: Cast, compiled: RegionalReport) -> None:
    """A session to prepare, then the answers to write down."""
    assert "Prepare the session of the council" in {one.title for one in waiting_for(cast.secretary)}
    a_session()
    titles = {one.title for one in waiting_for(cast.secretary)}
    assert "Write down the council’s answer" in titles
    assert "Prepare the session of the council" not in titles


def test_the_file_is_read_once_the_session_is_called(cast: Cast, compiled: RegionalReport) -> None:
    """Before, a draft is the cell's and its secretary's."""
    assert not RegionalReport.objects.visible_to(cast.member).exists()
    assert not Asked.objects.visible_to(cast.member).exists()
    a_session("called", "2024-11-21")
    assert list(RegionalReport.objects.visible_to(cast.member)) == [compiled]
    assert Asked.objects.visible_to(cast.member).count() == 2
    assert rules.ask_question(cast.member, Question(workspace=compiled.council, regional=compiled))


def test_a_session_held_opens_what_lay_before_it_and_nothing_later(cast: Cast, compiled: RegionalReport) -> None:
    """What the cell compiles after a session is its own again, until the next is called."""
    a_session("held", "2024-11-14")  # before the report was compiled
    assert not RegionalReport.objects.visible_to(cast.member).exists()
    a_session("held", "2024-11-21")
    assert RegionalReport.objects.visible_to(cast.member).get() == compiled
    with clock.at(datetime(2024, 11, 22, 9, tzinfo=UTC)):
        later = services.ask_decision(by=cast.head, period=cast.period, text="Fund a third post", organisation=cast.organisation("NORD"))
        again = services.compile_regional(by=cast.head, period=cast.period)
        worded = services.ask_decision(by=cast.head, period=cast.period, text="Fund a fourth", organisation=cast.organisation("NORD"))
    later.refresh_from_db()
    assert later.first_in == again
    assert RegionalReport.objects.visible_to(cast.member).get() == compiled
    assert not Asked.objects.visible_to(cast.member).filter(pk__in=[later.pk, worded.pk]).exists()
    assert Asked.objects.visible_to(cast.member).count() == 2
    a_session("called", "2024-12-19")
    assert set(Asked.objects.visible_to(cast.head)) - set(Asked.objects.visible_to(cast.member)) == {worded}


def test_what_was_withdrawn_before_a_number_lay_there_stays_the_cells(cast: Cast, compiled: RegionalReport) -> None:
    """The council reads of a decision that was asked and withdrawn only if it lay before it."""
    services.withdraw_asked(by=cast.head, asked=Asked.objects.get(text="Fund two posts"))
    with clock.at(datetime(2024, 11, 22, 9, tzinfo=UTC)):
        again = services.compile_regional(by=cast.head, period=cast.period)
        adopted = a_session("held", "2024-11-25")
    services.adopt_regional(by=cast.secretary, regional=again, session=adopted, decision="25")
    assert Asked.objects.visible_to(cast.member).count() == 2  # while it is held, both numbers lie there
    with acting(cast.clerk, "tests.arrange"):
        put(adopted, state="closed", closed_at=clock.now())
    assert [one.text for one in Asked.objects.visible_to(cast.member)] == ["Allow longer hours"]


def test_a_cost_is_written_as_the_reader_writes_it(cast: Cast, compiled: RegionalReport, sign_in: Any) -> None:
    """On the page as on paper, in their language."""
    asked = Asked.objects.get(text="Fund two posts")
    assert "<dd>€12,000.00</dd>" in sign_in(cast.head).get(asked.get_absolute_url()).content.decode()
    with override("nl"):
        assert asked.cost == "€\xa012.000,00"


def test_the_report_stands_on_the_wall(cast: Cast, compiled: RegionalReport, sign_in: Any) -> None:
    """One thing per screen, with the way on, back and out; past the last one there is nothing."""
    client = sign_in(cast.secretary)
    number, seen = 1, ""
    while (answer := client.get(reverse("reports:screen", args=[compiled.reference, number]))).status_code == 200:
        words = answer.content.decode()
        seen += words
        assert 'rel="up"' in words
        number += 1
    assert answer.status_code == 404
    for expected in ("Fund two posts", "€12,000.00", "Not delivered", "Key figures"):
        assert expected in seen


def test_a_session_opens_to_council_and_cell_alone(cast: Cast, sign_in: Any) -> None:
    """Its page, its list and its minutes; to everybody else there is no such address."""
    session = a_session()
    listed = reverse("actions:meetings", args=[session.workspace.reference])
    for name in EVERYONE:
        if not (person := getattr(cast, name)).mandates.held:
            continue
        client = sign_in(person)
        wanted = 200 if name in {"member", "secretary", "head", "reviewer"} else 404
        for address in (listed, session.get_absolute_url()):
            assert client.get(address).status_code == wanted, (name, address)


def test_a_report_and_a_region_freeze_what_lies_around(cast: Cast, road: Any) -> None:
    """How the axes stood in the accepted report before, and the orders in force with the places they hold in."""
    road.accepted(cast.report)
    cast.report.refresh_from_db()
    later = Report(
        workspace=cast.report.workspace, hotspot=cast.hotspot, period=Period(workspace=cast.period.workspace, since=date(2024, 10, 1))
    )
    (before,) = trend_of(later)
    assert (before["report"], set(before["axes"])) == (cast.report.reference, {"security", "prevention", "neighbourhood"})
    with acting(cast.clerk, "tests.arrange"):
        order("signed", since=date(2024, 9, 1))(cast)
    (held,) = regional_content_of(cast.period, 1, [], [], {})["orders"]
    assert held["places"] == ["TST-01"]


def test_a_part_that_takes_a_second_factor_lets_no_program_in_before(cast: Cast, settings: Any) -> None:
    """The mayor sets one up first."""
    settings.SECOND_FACTOR_REQUIRED = True
    assert "second factor" in issue_token(cast.mayor, cast.seat("mayor")).why_not
