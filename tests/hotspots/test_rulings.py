"""The council rules, the cell records: validated, refused, suspended, resumed, closed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from hotspots import rules, services
from hotspots.models import Hotspot, Ruling
from hotspots.web import offers
from taskforce.kernel.rules import Refused
from taskforce.models import User
from tests.cast import TODAY, Cast

SignIn = Callable[[User], Client]
RULING: dict[str, Any] = {"on": TODAY, "reference": "CRS 2024/9"}
WHY = {**RULING, "reason": "Calm for a year."}


@pytest.fixture
def approved(arranging: Cast) -> Hotspot:
    """TST-03, approved by its municipalities."""
    hotspot = arranging.proposed
    hotspot.state = "approved"
    hotspot.save()
    return hotspot


def record(cast: Cast, hotspot: Hotspot, *acts: str) -> Hotspot:
    """Record rulings one after the other."""
    for act in acts:
        given = RULING if act in {"validate", "resume"} else WHY
        hotspot = getattr(services, act)(by=cast.head, hotspot=hotspot, **given)
    return hotspot


@pytest.mark.parametrize(
    ("acts", "state", "kind"),
    [
        (["validate"], "validated", "validate"),
        (["reject"], "refused", "refuse"),
        (["validate", "suspend"], "suspended", "suspend"),
        (["validate", "suspend", "resume"], "validated", "resume"),
        (["validate", "close"], "closed", "close"),
        (["validate", "suspend", "close"], "closed", "close"),
    ],
)
def test_a_ruling_moves_the_hotspot(cast: Cast, approved: Hotspot, acts: list[str], state: str, kind: str) -> None:
    """Each ruling is written down with its day and reference."""
    hotspot = record(cast, approved, *acts)
    last = hotspot.rulings.latest("pk")
    assert (hotspot.state, hotspot.is_in_force) == (state, state == "validated")
    assert (last.kind, last.on, last.reference) == (kind, TODAY, "CRS 2024/9")
    assert hotspot.rulings.count() == len(acts)


def test_a_proposal_may_be_refused_before_all_have_answered(cast: Cast) -> None:
    """The council need not wait to say no."""
    assert record(cast, cast.proposed, "reject").state == "refused"


def test_the_history_says_who_recorded_and_why(cast: Cast) -> None:
    """The reason goes onto the act."""
    hotspot = record(cast, cast.hotspot, "suspend")
    act = hotspot.history.latest().act
    assert (act.code, act.by, act.role, act.reason) == ("hotspots.suspend", cast.head, "head", "Calm for a year.")
    assert hotspot.rulings.latest("pk").history.get().act == act


@pytest.mark.parametrize(
    ("act", "words"),
    [
        ("validate", "These municipalities have not approved yet: Nordville (en), Sudville (en)."),
        ("suspend", "Only a hotspot in force can be suspended. This one is: Proposed."),
        ("resume", "Only a suspended hotspot can be resumed. This one is: Proposed."),
        ("close", "Only a hotspot in force or suspended can be closed. This one is: Proposed."),
    ],
)
def test_the_council_waits_for_the_municipalities(cast: Cast, act: str, words: str) -> None:
    """A proposal can only be refused."""
    with pytest.raises(Refused) as refused:
        record(cast, cast.proposed, act)
    assert str(refused.value) == words


def test_a_hotspot_in_force_is_not_validated_or_refused_again(cast: Cast) -> None:
    """It can be suspended or closed."""
    for act, words in (("validate", "Only an approved hotspot"), ("reject", "Only a proposal can be refused")):
        with pytest.raises(Refused, match=words):
            record(cast, cast.hotspot, act)


@pytest.mark.parametrize("act", ["validate", "reject", "suspend", "resume", "close"])
def test_nothing_reopens_a_closed_hotspot(cast: Cast, act: str) -> None:
    """Closed is closed."""
    hotspot = record(cast, cast.hotspot, "close")
    assert not getattr(rules, act)(cast.head, hotspot)


@pytest.mark.parametrize("who", ["reviewer", "mayor", "coordinator", "member", "secretary", "steward"])
def test_only_the_head_of_the_cell_records(cast: Cast, who: str) -> None:
    """The council decides; one person writes it down."""
    assert not rules.suspend(getattr(cast, who), cast.hotspot)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"on": date(2024, 11, 16)}, "up to today"),
        ({"on": date(2024, 1, 7)}, "from 08/01/2024 on"),
        ({"reason": " "}, "Say why"),
        ({"reference": ""}, "reference"),
    ],
)
def test_a_ruling_is_whole(cast: Cast, changes: dict[str, Any], words: str) -> None:
    """A day between the last ruling and today, a reference, a reason when it goes against the hotspot."""
    with pytest.raises(ValidationError, match=words):
        services.suspend(by=cast.head, hotspot=cast.hotspot, **{**WHY, **changes})
    assert Ruling.objects.filter(hotspot=cast.hotspot).count() == 1


@pytest.mark.parametrize(
    ("kind", "start", "end"),
    [
        ("suspend", "validated", "suspended"),
        ("close", "validated", "closed"),
        ("resume", "suspended", "validated"),
        ("validate", "approved", "validated"),
        ("refuse", "approved", "refused"),
    ],
)
def test_the_head_records_on_a_page(arranging: Cast, signed_in: SignIn, kind: str, start: str, end: str) -> None:
    """One page per kind of ruling; a reason is asked only against the hotspot."""
    hotspot = arranging.hotspot
    hotspot.state = start
    hotspot.save()
    page, url = signed_in(arranging.head), f"/hotspots/TST-01/rule/{kind}/"
    assert ('name="reason"' in page.get(url).content.decode()) is (kind not in {"validate", "resume"})
    answer = page.post(url, {**WHY, "on": "2024-11-14"})
    assert (answer.status_code, answer["Location"]) == (302, "/hotspots/TST-01/")
    assert Hotspot.objects.get(pk=hotspot.pk).state == end


def test_the_page_says_what_to_correct(cast: Cast, signed_in: SignIn) -> None:
    """At the field, with what was typed."""
    page = signed_in(cast.head)
    early = page.post("/hotspots/TST-01/rule/suspend/", {**WHY, "on": "2023-12-31"}).content.decode()
    assert "Choose a day from 08/01/2024 on" in early
    assert "Calm for a year." in early
    assert "This field is required" in page.post("/hotspots/TST-01/rule/suspend/", RULING).content.decode()


@pytest.mark.parametrize(
    ("who", "path", "status"),
    [
        ("head", "TST-01/rule/praise/", 404),
        ("head", "TST-99/rule/suspend/", 404),
        ("head", "TST-01/rule/validate/", 403),
        ("mayor", "TST-01/rule/suspend/", 403),
        ("member", "TST-01/rule/suspend/", 403),
        ("mayor_elsewhere", "TST-01/rule/suspend/", 404),
        ("outsider", "TST-01/rule/suspend/", 404),
    ],
)
def test_the_pages_are_closed_to_others(cast: Cast, signed_in: SignIn, who: str, path: str, status: int) -> None:
    """No such ruling, no such hotspot, not now, not you."""
    assert signed_in(getattr(cast, who)).get(f"/hotspots/{path}").status_code == status


def test_the_head_is_offered_what_fits_the_state(cast: Cast) -> None:
    """And told why validation must wait."""
    here = {one.label: one.may for one in offers(cast.head, cast.hotspot)}
    assert list(here) == ["Draw the perimeter", "Record the suspension", "Record the closing"]
    assert all(here.values())
    waiting = {one.label: one.may for one in offers(cast.head, cast.proposed)}
    assert list(waiting) == ["Record the validation", "Draw the perimeter", "Record the refusal"]
    assert "have not approved yet" in waiting["Record the validation"].why_not
    assert offers(cast.member, cast.hotspot) == []
