"""The list of hotspots as of any day, and what each reader sees of one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from hotspots import desk, services
from hotspots.models import Approval, Hotspot
from hotspots.web import proposals
from taskforce.models import Area, User
from tests.cast import SQUARE, TODAY, Cast

SignIn = Callable[[User], Client]


def suspend(cast: Cast) -> Hotspot:
    """Suspend TST-01 on 1 October."""
    return services.suspend(by=cast.head, hotspot=cast.hotspot, on=date(2024, 10, 1), reference="CRS 2024/7", reason="Works.")


def states(person: User, on: date) -> list[tuple[str, str, str]]:
    """References, states and since when, on a day."""
    return [(one.reference, one.state, str(one.since)) for one in desk.listing(person, on).rows]


def test_the_list_is_as_of_a_day(cast: Cast) -> None:
    """Before the first ruling nothing, then in force, then suspended."""
    suspend(cast)
    assert states(cast.mayor, date(2024, 1, 7)) == []
    assert states(cast.mayor, date(2024, 9, 30)) == [("TST-01", "Validated by the council", "2024-01-08")]
    assert states(cast.mayor, date(2024, 10, 1)) == [("TST-01", "Suspended", "2024-10-01")]


def test_what_is_in_force_on_a_day(cast: Cast) -> None:
    """Suspended is not in force; resumed is again."""
    hotspot = suspend(cast)
    services.resume(by=cast.head, hotspot=hotspot, on=date(2024, 11, 1), reference="CRS 2024/8")
    days = (date(2024, 9, 30), date(2024, 10, 1), date(2024, 11, 1))
    assert ["TST-01" in [one.reference for one in Hotspot.objects.in_force(day)] for day in days] == [True, False, True]


def test_the_task_force_is_as_of_the_day_too(cast: Cast) -> None:
    """Convened on the scene's first day, dissolved today."""
    services.close(by=cast.head, hotspot=cast.hotspot, on=TODAY, reference="CRS 2024/9", reason="Calm.")
    services.dissolve(by=cast.mayor, hotspot=cast.hotspot, reason="Done.")
    assert [one.task_force for one in desk.listing(cast.mayor, date(2024, 11, 14)).rows] == ["Convened on 08/01/2024"]
    assert [one.task_force for one in desk.listing(cast.mayor, TODAY).rows] == ["Dissolved"]


def test_proposals_wait_in_a_list_of_their_own_today(cast: Cast) -> None:
    """With all their municipalities; they have no past."""
    today = desk.listing(cast.mayor, TODAY)
    assert [(one.reference, one.municipalities, one.state, one.task_force) for one in today.waiting] == [
        ("TST-03", "Nordville (en), Sudville (en)", "Proposed", "To convene")
    ]
    assert desk.listing(cast.mayor, date(2024, 11, 14)).waiting == ()


@pytest.mark.parametrize(
    ("who", "ruled", "waiting"),
    [
        ("mayor", ["TST-01"], ["TST-03"]),
        ("worker", ["TST-01"], []),
        ("mayor_elsewhere", ["TST-02"], ["TST-03"]),
        ("head", ["TST-01", "TST-02"], ["TST-03"]),
        ("member", ["TST-01", "TST-02"], []),
        ("steward", [], []),
        ("outsider", [], []),
    ],
)
def test_each_sees_their_own(cast: Cast, who: str, ruled: list[str], waiting: list[str]) -> None:
    """The council sees what it ruled on; others their workspaces."""
    shown = desk.listing(getattr(cast, who), TODAY)
    assert ([one.reference for one in shown.rows], [one.reference for one in shown.waiting]) == (ruled, waiting)


def test_the_list_costs_the_same_for_any_number(cast: Cast, django_assert_num_queries: Callable[[int], object]) -> None:
    """Four queries, whatever the rows."""
    assert cast.head.mandates.held
    with django_assert_num_queries(4):
        desk.listing(cast.head, TODAY)


def test_the_page_takes_a_day(cast: Cast, signed_in: SignIn) -> None:
    """In its address, so that it can be passed on."""
    page = signed_in(cast.mayor)
    today = page.get("/hotspots/").content.decode()
    assert "1 hotspot shown, as of 15/11/2024" in today
    assert "Proposals the council has not ruled on" in today
    assert "TST-02" not in today
    past = page.get("/hotspots/?on=2024-03-28").content.decode()
    assert "1 hotspot shown, as of 28/03/2024" in past
    assert "TST-03" not in past
    assert "No hotspot to show as of 07/01/2024" in page.get("/hotspots/?on=2024-01-07").content.decode()


@pytest.mark.parametrize(("day", "words"), [("2024-11-16", "Choose a day up to today."), ("soon", "Enter a valid date.")])
def test_a_day_that_cannot_be_shown_is_explained(cast: Cast, signed_in: SignIn, day: str, words: str) -> None:
    """And today is shown meanwhile."""
    shown = signed_in(cast.mayor).get(f"/hotspots/?on={day}").content.decode()
    assert words in shown
    assert "as of 15/11/2024" in shown


def test_proposing_is_offered_to_the_head(cast: Cast, signed_in: SignIn) -> None:
    """And to nobody else."""
    assert [one.url for one in proposals(cast.head)] == ["/hotspots/propose/TST-CELL/"]
    assert proposals(cast.reviewer) == []
    assert "/hotspots/propose/TST-CELL/" in signed_in(cast.head).get("/hotspots/").content.decode()


def test_a_hotspot_is_told_in_few_queries(cast: Cast, django_assert_num_queries: Callable[[int], object]) -> None:
    """Where, why, who approved, what was ruled, which outline."""
    assert cast.mayor.mandates.held
    hotspot = cast.hotspot
    with django_assert_num_queries(5):
        told = desk.identity(cast.mayor, hotspot)
    assert (told.municipalities, told.phenomena) == (("Nordville (en)",), ("Street dealing",))
    assert [(one.municipality, one.state, one.by) for one in told.approvals] == [
        ("Nordville (en)", "Approved", "Chair, Commune de Nordville (en)")
    ]
    assert [one.kind for one in told.rulings] == ["validate"]
    assert told.outline is not None
    assert (told.outline.version, told.outline.km2) == (1, 0.781)
    assert 'role="img"' in told.map


def test_the_map_shows_the_municipality_when_its_outline_is_known(arranging: Cast) -> None:
    """The name is written where it fits."""
    north = Area.objects.get(code="TST-NORD")
    north.geometry = SQUARE
    north.save()
    assert "d-area" in desk.identity(arranging.mayor, arranging.hotspot).map


def test_the_council_reads_rulings_but_not_the_mayors_remarks(arranging: Cast) -> None:
    """Approvals stay in the workspace; municipalities are public facts."""
    approval = Approval.objects.get(hotspot=arranging.hotspot)
    approval.remark = "CANARI"
    approval.save()
    told = desk.identity(arranging.member, arranging.hotspot)
    assert (told.approvals, told.municipalities, len(told.rulings)) == ((), ("Nordville (en)",), 1)
    assert desk.identity(arranging.mayor, arranging.hotspot).approvals[0].remark == "CANARI"
