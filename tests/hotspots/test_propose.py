"""Proposing a hotspot: by the cell, on data, with the municipalities it touches."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from hotspots import rules, services
from hotspots.models import Hotspot, Phenomenon
from taskforce.kernel.rules import Refused
from taskforce.models import Area, User, Workspace
from tests.cast import Cast, named

SignIn = Callable[[User], Client]
URL = "/hotspots/propose/TST-CELL/"


def proposal(**changes: Any) -> dict[str, Any]:
    """A proposal in Nordville."""
    window = {"data_since": date(2023, 1, 1), "data_until": date(2023, 12, 31), "data_source": "Police"}
    places = {"municipalities": [Area.objects.get(code="TST-NORD")], "phenomena": [Phenomenon.objects.get()]}
    return {"names": named("La Halte", "De Halte", "The Halt"), "reason": "Open dealing all year.", **places, **window, **changes}


def typed(**changes: Any) -> dict[str, Any]:
    """The same, as it is typed."""
    given = proposal()
    ids = {name: [one.pk for one in given[name]] for name in ("municipalities", "phenomena")}
    return {**given.pop("names"), **given, **ids, **changes}


def test_a_proposal_opens_a_workspace_below_the_cell(arranging: Cast) -> None:
    """The reference counts on, names and notices go along, the task force is not convened."""
    cell = arranging.workspace("TST-CELL")
    cell.notice_fr = "Chiffres inventés"
    cell.save()
    hotspot = services.propose(by=arranging.head, workspace=cell, **proposal())
    local = hotspot.workspace
    assert hotspot.reference == local.reference == "TST-04"
    assert local.names == hotspot.names == {"fr": "La Halte", "nl": "De Halte", "en": "The Halt"}
    assert (local.kind, local.parent, local.area, local.state) == ("local", cell, cell.area, "to_convene")
    assert local.notices["fr"] == "Chiffres inventés"
    assert [(one.municipality.code, one.state) for one in hotspot.approvals.all()] == [("TST-NORD", "awaited")]
    assert [one.code for one in hotspot.phenomena.all()] == ["dealing"]
    assert hotspot.state == "proposed"


def test_the_proposer_may_go_on_at_once(cast: Cast) -> None:
    """What the head may do reaches the new workspace without signing in again."""
    hotspot = services.propose(by=cast.head, workspace=cast.workspace("TST-CELL"), number=27, **proposal())
    assert hotspot.reference == "TST-27"
    assert rules.draw_perimeter(cast.head, hotspot)


def test_the_first_hotspot_of_a_region_is_number_one(arranging: Cast) -> None:
    """Counting starts at one, in each region for itself."""
    region = Area.objects.create(code="NEW", kind="region", **named("Nouvelle"))
    place = Area.objects.create(code="NEW-1", kind="municipality", parent=region, **named("Bourg"))
    cell = Workspace.objects.create(
        reference="NEW-CELL", kind="cell", area=region, parent=arranging.workspace("TST-COUNCIL"), **named("Cellule")
    )
    arranging.head.mandates.by_permission["propose_hotspot"].add(cell.pk)
    assert services.propose(by=arranging.head, workspace=cell, **proposal(municipalities=[place])).reference == "NEW-01"


def test_the_history_says_who_proposed(cast: Cast) -> None:
    """One act, by the head, in the cell, for the reason given."""
    hotspot = services.propose(by=cast.head, workspace=cast.workspace("TST-CELL"), **proposal())
    act = hotspot.history.get().act
    assert (act.code, act.by, act.role, act.reason) == ("hotspots.propose", cast.head, "head", "Open dealing all year.")
    assert hotspot.approvals.get().history.get().act == act


@pytest.mark.parametrize("who", ["reviewer", "mayor", "coordinator", "member", "steward", "outsider"])
def test_others_do_not_propose(cast: Cast, who: str) -> None:
    """Only the head of the cell proposes."""
    with pytest.raises(Refused):
        services.propose(by=getattr(cast, who), workspace=cast.workspace("TST-CELL"), **proposal())


def test_nothing_is_proposed_from_a_local_workspace(cast: Cast) -> None:
    """The cell's permission reaches below it; the rule does not."""
    with pytest.raises(Refused, match="proposed from the regional cell"):
        services.propose(by=cast.head, workspace=cast.workspace("TST-01"), **proposal())


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"municipalities": []}, "at least one municipality"),
        ({"phenomena": []}, "one phenomenon"),
        ({"data_until": date(2022, 12, 31)}, "after the window's first day"),
        ({"data_until": date(2024, 11, 16)}, "data of the future"),
        ({"data_source": ""}, "data_source"),
    ],
)
def test_an_incomplete_proposal_is_refused(cast: Cast, changes: dict[str, Any], words: str) -> None:
    """Places, phenomena and a past window of data with its source are needed."""
    with pytest.raises(ValidationError, match=words):
        services.propose(by=cast.head, workspace=cast.workspace("TST-CELL"), **proposal(**changes))


def test_only_municipalities_of_the_region_are_asked(cast: Cast) -> None:
    """The region itself is no municipality."""
    with pytest.raises(ValidationError, match="municipalities of this region"):
        services.propose(by=cast.head, workspace=cast.workspace("TST-CELL"), **proposal(municipalities=[Area.objects.get(code="TST")]))


def test_the_head_proposes_on_a_page(cast: Cast, signed_in: SignIn) -> None:
    """The form offers the region's municipalities; the new hotspot's page opens."""
    page = signed_in(cast.head)
    shown = page.get(URL).content.decode()
    assert "Nordville (en)" in shown
    assert 'type="checkbox"' in shown
    answer = page.post(URL, typed())
    assert (answer.status_code, answer["Location"]) == (302, "/hotspots/TST-04/")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"municipalities": []}, "This field is required"),
        ({"name_nl": ""}, "This field is required"),
        ({"data_since": ""}, "This field is required"),
        ({"data_until": "2022-01-01"}, "Choose a day after the window&#x27;s first day."),
        ({"data_until": "2025-01-01"}, "data of the future do not exist"),
    ],
)
def test_the_page_says_what_to_correct(cast: Cast, signed_in: SignIn, changes: dict[str, Any], words: str) -> None:
    """Nothing typed is lost and nothing is written."""
    answer = signed_in(cast.head).post(URL, typed(**changes)).content.decode()
    assert words in answer
    assert "La Halte" in answer
    assert Hotspot.objects.count() == 3


@pytest.mark.parametrize(("who", "status"), [("reviewer", 403), ("mayor", 404), ("member", 404), ("outsider", 404)])
def test_the_page_is_closed_to_others(cast: Cast, signed_in: SignIn, who: str, status: int) -> None:
    """Whoever sees the cell is refused with a reason; for others it does not exist."""
    assert signed_in(getattr(cast, who)).get(URL).status_code == status
