"""The pages that look over everything: what waits for whom, and how a hotspot stands."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from actions.models import Action
from actions.standing import Counts, together
from reports import desk
from reports.models import RegionalReport, Report, Version
from taskforce.kernel import clock
from taskforce.models import Workspace
from tests.cast import RESTRICTED, Cast


def titles(person: Any) -> list[str]:
    """What waits for the person, in words."""
    return [one.title for one in desk.waiting_for(person)]


def test_each_mayor_is_asked_for_her_own_municipality(cast: Cast) -> None:
    """A hotspot on two grounds waits for two words, one each."""
    assert "Approve the hotspot for Nordville (en)" in titles(cast.mayor)
    assert "Approve the hotspot for Sudville (en)" in titles(cast.mayor_elsewhere)
    assert not [one for one in titles(cast.head) if one.startswith("Approve")]


def test_the_coordinator_is_reminded_of_the_report(cast: Cast) -> None:
    """Past its day it is shown as late, first of all."""
    first = desk.waiting_for(cast.coordinator)[0]
    assert (first.title, first.due, first.tone) == ("Compose and submit the report", date(2024, 10, 31), "bad")
    assert first.when == "Was due on 31/10/2024"
    assert first.place == "Quartier TST-01 (en) · 2024-T3"


def test_an_unsigned_charter_waits_for_its_person(cast: Cast) -> None:
    """Somebody who has not signed is asked to, and for nothing else."""
    assert titles(cast.unsigned) == ["Sign the charter"]


def test_nothing_waits_for_somebody_without_a_seat(cast: Cast, client: Client) -> None:
    """The first page says so and what to do."""
    assert titles(cast.outsider) == []
    client.force_login(cast.outsider)
    assert "You hold no seat yet" in client.get("/").content.decode()


def test_plans_wait_for_whoever_moves_them(arranging: Cast) -> None:
    """Submitted: the chair. Adopted: the cell. Draft: the coordinator. None: the coordinator too."""
    for state, who, words in (
        ("submitted", "mayor", "Adopt the plan or give it back"),
        ("adopted", "reviewer", "Check the adopted plan"),
        ("draft", "coordinator", "Complete and submit the plan"),
    ):
        arranging.plan.state = state
        arranging.plan.save()
        assert words in titles(getattr(arranging, who)), state
        assert words not in titles(arranging.police), state


def test_hotspots_wait_for_the_council_the_mayor_and_a_plan(arranging: Cast) -> None:
    """Approved: the head records the ruling. Validated: a mayor convenes. Convened: the coordinator drafts a plan."""
    hotspot = arranging.proposed
    hotspot.state = "approved"
    hotspot.save()
    assert "Record the council’s decision" in titles(arranging.head)
    hotspot.state = "validated"
    hotspot.save()
    assert "Convene the task force" in titles(arranging.mayor)
    room = Workspace.objects.get(pk=hotspot.workspace_id)
    room.state, room.convened_on = "convened", clock.today()
    room.save()
    assert "Convene the task force" not in titles(arranging.mayor)


def test_reports_wait_for_signature_then_review(arranging: Cast) -> None:
    """Unsigned it waits for the chair alone, signed for the cell alone, returned for the coordinator."""
    report = arranging.report
    version = Version.objects.create(
        workspace=report.workspace,
        report=report,
        number=1,
        submitted_by=arranging.coordinator,
        submitted_at=clock.now(),
        content={},
        digest="0",
    )
    report.state = "submitted"
    report.save()
    assert "Sign the report" in titles(arranging.mayor)
    assert "Review the report" not in titles(arranging.reviewer)
    version.signed_by, version.signed_at, version.signed_as = arranging.mayor, clock.now(), {}
    version.save()
    assert "Sign the report" not in titles(arranging.mayor)
    assert "Review the report" in titles(arranging.reviewer)
    Report.objects.get(pk=report.pk)
    report.state = "returned"
    report.save()
    assert "Answer the remarks and submit again" in titles(arranging.coordinator)


def test_the_regional_report_waits_for_head_and_secretary(arranging: Cast) -> None:
    """Past the due day the head compiles; a draft waits for the council’s adoption."""
    assert "Compile the regional report" in titles(arranging.head)
    RegionalReport.objects.create(
        workspace=arranging.period.workspace, period=arranging.period, number=1, reference="TST-2024-T3-R1",
        content={}, digest="0", compiled_by=arranging.head, compiled_at=clock.now(),
    )  # fmt: skip
    assert "Compile the regional report" not in titles(arranging.head)
    assert "Record the council’s adoption" in titles(arranging.secretary)


def test_actions_wait_for_their_lead_only(arranging: Cast) -> None:
    """Proposed: agree. Late: finish or explain. Nobody else is asked."""
    action = Action.objects.get(workspace__reference="TST-01", code="V1")
    action.state = "proposed"
    action.save()
    assert "Agree to the action, or withdraw it" in titles(arranging.cleaning)
    assert "Agree to the action, or withdraw it" not in titles(arranging.mayor)
    action.state, action.due = "running", date(2024, 11, 1)
    action.save()
    assert "Finish the action, or say why it is late" in titles(arranging.cleaning)
    assert titles(arranging.cleaning_elsewhere) == []


@pytest.mark.parametrize("days", [None, -1, 3, 30])
def test_a_day_has_a_tone(days: int | None) -> None:
    """Late, soon, in time, or without date."""
    due = None if days is None else date.fromordinal(clock.today().toordinal() + days)
    tone = {None: "todo", -1: "bad", 3: "warn", 30: "ok"}[days]
    assert desk.Waiting("x", "y", "/", due).tone == tone
    assert desk.Waiting("x", "y", "/", None).when == "No date"


@pytest.mark.parametrize(
    ("counts", "status"),
    [
        (Counts(), "not_started"),
        (Counts(planned=2), "not_started"),
        (Counts(planned=2, done=2), "done"),
        (Counts(planned=4, running=4), "on_track"),
        (Counts(planned=4, running=3, blocked=1), "watch"),
        (Counts(planned=4, running=4, late=1), "watch"),
        (Counts(planned=3, running=3, late=1), "late"),
    ],
)
def test_the_status_rule(counts: Counts, status: str) -> None:
    """The house's own rule, case by case."""
    assert counts.status == status
    assert (counts.tone, bool(str(counts.word))) == (
        {"not_started": "todo", "on_track": "ok", "watch": "warn", "late": "bad", "done": "done"}[status],
        True,
    )


def test_counts_of_places_add_up() -> None:
    """Actions of different places are different actions; no places count nothing."""
    assert together([Counts(planned=2, done=1), Counts(planned=3, late=1)]) == Counts(planned=5, done=1, late=1)
    assert together([]) == Counts()


def test_home_shows_what_waits_and_how_hotspots_stand(cast: Cast, client: Client) -> None:
    """The first page of a mayor and of a worker; the worker's one big button."""
    client.force_login(cast.mayor)
    text = client.get("/").content.decode()
    assert "Approve the hotspot for Nordville (en)" in text
    assert "Quartier TST-01 (en)" in text
    assert "Quartier TST-02" not in text
    client.force_login(cast.worker)
    assert "Log work" in client.get("/").content.decode()


def test_more_than_seven_things_are_behind_a_link(arranging: Cast, client: Client) -> None:
    """Seven first, all on request."""
    for number in range(10):
        Action.objects.create(
            workspace=arranging.plan.workspace, plan=arranging.plan, code=f"X{number}", axis="neighbourhood", title=f"Do {number}",
            organisation=arranging.organisation("PROPRETE"), state="proposed",
        )  # fmt: skip
    client.force_login(arranging.cleaning)
    for address, shown in (("/", 7), ("/?all", 10)):
        waiting, _first, _rest = client.get(address).content.decode().partition('id="first-steps"')
        assert waiting.count("task-link") == shown


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("mayor", 200),
        ("police", 200),
        ("reviewer", 200),
        ("member", 200),
        ("mayor_elsewhere", 404),
        ("steward", 404),
        ("auditor", 404),
        ("expired", 404),
    ],
)
def test_who_finds_the_page_of_a_hotspot(who: str, status: int, cast: Cast, client: Client) -> None:
    """Its task force, the cell, and the council once it has ruled."""
    client.force_login(getattr(cast, who))
    assert client.get("/hotspots/TST-01/").status_code == status


def test_the_council_sees_no_plan_and_no_seats(cast: Cast, client: Client) -> None:
    """What lies inside the workspace is absent, not greyed."""
    client.force_login(cast.member)
    text = client.get("/hotspots/TST-01/").content.decode()
    assert 'id="plan"' not in text
    assert "Travail de rue" not in text
    client.force_login(cast.observer)
    assert 'id="plan"' in client.get("/hotspots/TST-01/").content.decode()


def test_a_restricted_action_does_not_count_for_others(cast: Cast) -> None:
    """The police counts two security actions, the street worker one: a count must not betray a hidden row."""
    planned = {who: desk.now_at(getattr(cast, who), cast.hotspot).axes[0][1].planned for who in ("police", "worker", "mayor", "reviewer")}
    assert planned == {"police": 2, "worker": 1, "mayor": 1, "reviewer": 1}


def test_restricted_words_are_nowhere_on_the_front(cast: Cast, client: Client) -> None:
    """The canary of a restricted action never shows to another axis."""
    for who in ("mayor", "worker", "reviewer", "member", "coordinator"):
        client.force_login(getattr(cast, who))
        assert RESTRICTED not in client.get("/?all").content.decode() + client.get("/hotspots/TST-01/").content.decode(), who


def test_the_front_costs_few_queries(cast: Cast, client: Client) -> None:
    """A hotspot's page stays within its ceiling."""
    client.force_login(cast.mayor)
    with CaptureQueriesContext(connection) as queries:
        client.get("/hotspots/TST-01/")
    assert len(queries) <= 20


def test_the_council_finds_the_adopted_report_on_its_first_page(arranging: Cast, client: Client) -> None:
    """Adopted, it is there for the council; a draft is not, and a mayor finds neither."""
    regional = RegionalReport.objects.create(
        workspace=arranging.period.workspace, period=arranging.period, number=1, reference="TST-2024-T3-R1",
        content={}, digest="0", compiled_by=arranging.head, compiled_at=clock.now(),
    )  # fmt: skip
    assert desk.council_file(arranging.member) == []
    regional.state, regional.session_on, regional.decision = "adopted", clock.today(), "CRS 2024/9"
    regional.save()
    client.force_login(arranging.member)
    assert "/reports/regional/TST-2024-T3-R1/" in client.get("/").content.decode()
    assert desk.council_file(arranging.mayor) == []
