"""Convening and dissolving the task force."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from hotspots import services
from hotspots.models import Hotspot
from hotspots.web import offers
from taskforce.kernel.rules import Refused
from taskforce.models import User
from tests.cast import TODAY, Cast

SignIn = Callable[[User], Client]
RULING: dict[str, Any] = {"on": TODAY, "reference": "CRS 2024/9", "reason": "Calm for a year."}


@pytest.fixture
def validated(arranging: Cast) -> Hotspot:
    """TST-03 validated, its task force still to convene."""
    hotspot = arranging.proposed
    hotspot.state = "validated"
    hotspot.save()
    return hotspot


def test_a_chair_convenes(cast: Cast, validated: Hotspot) -> None:
    """From today; the other mayor need not do it again."""
    workspace = services.convene(by=cast.mayor, hotspot=validated)
    assert (workspace.state, workspace.convened_on) == ("convened", TODAY)
    with pytest.raises(Refused, match=r"was convened before. It is: Convened"):
        services.convene(by=cast.mayor_elsewhere, hotspot=validated)


def test_the_history_says_who_convened(cast: Cast) -> None:
    """The act is on the hotspot, by the mayor; no other act is open."""
    hotspot = cast.hotspot
    services.close(by=cast.head, hotspot=hotspot, **RULING)
    workspace = services.dissolve(by=cast.mayor, hotspot=hotspot, reason="Its work is done.")
    act = workspace.history.latest().act
    assert (act.code, act.by, act.role, act.reason, act.subject_id) == (
        "hotspots.dissolve",
        cast.mayor,
        "chair",
        "Its work is done.",
        hotspot.pk,
    )


@pytest.mark.parametrize("who", ["head", "reviewer", "coordinator", "member", "outsider"])
def test_only_a_chair_convenes(cast: Cast, validated: Hotspot, who: str) -> None:
    """The cell does not convene in a mayor's place."""
    with pytest.raises(Refused, match="Your role here"):
        services.convene(by=getattr(cast, who), hotspot=validated)


def test_nothing_is_convened_before_the_council_validates(cast: Cast) -> None:
    """A proposal has no task force."""
    with pytest.raises(Refused, match=r"Only a validated hotspot gets a task force. This one is: Proposed"):
        services.convene(by=cast.mayor, hotspot=cast.proposed)


def test_a_task_force_lasts_as_long_as_its_hotspot(cast: Cast) -> None:
    """The council closes the hotspot first; then it is dissolved, once."""
    with pytest.raises(Refused, match=r"closes the hotspot first. This one is: Validated"):
        services.dissolve(by=cast.mayor, hotspot=cast.hotspot, reason="Done.")
    services.close(by=cast.head, hotspot=cast.hotspot, **RULING)
    assert services.dissolve(by=cast.mayor, hotspot=cast.hotspot, reason="Done.").state == "dissolved"
    with pytest.raises(Refused, match="dissolved already"):
        services.dissolve(by=cast.mayor, hotspot=cast.hotspot, reason="Again.")


def test_dissolving_says_why(cast: Cast) -> None:
    """Blanks are no reason."""
    services.close(by=cast.head, hotspot=cast.hotspot, **RULING)
    with pytest.raises(ValidationError, match="Say why"):
        services.dissolve(by=cast.mayor, hotspot=cast.hotspot, reason=" ")


def test_a_mayor_convenes_on_a_page(cast: Cast, validated: Hotspot, signed_in: SignIn) -> None:
    """The offer goes once it is done."""
    assert [one.label for one in offers(cast.mayor, validated)][-1] == "Convene the task force"
    page = signed_in(cast.mayor)
    assert "From today its partners can draft the plan" in page.get("/hotspots/TST-03/convene/").content.decode()
    assert "The task force is convened." in page.post("/hotspots/TST-03/convene/", follow=True).content.decode()
    assert page.get("/hotspots/TST-03/convene/").status_code == 403
    assert "Convene the task force" not in [one.label for one in offers(cast.mayor, Hotspot.objects.get(pk=validated.pk))]


def test_a_mayor_dissolves_on_a_page(cast: Cast, signed_in: SignIn) -> None:
    """With a reason, and only after the end."""
    page, url = signed_in(cast.mayor), "/hotspots/TST-01/dissolve/"
    assert page.get(url).status_code == 403
    services.close(by=cast.head, hotspot=cast.hotspot, **RULING)
    assert "This cannot be undone." in page.get(url).content.decode()
    assert "This field is required" in page.post(url, {"reason": ""}).content.decode()
    assert page.post(url, {"reason": "Its work is done."})["Location"] == "/hotspots/TST-01/"
    assert page.get(url).status_code == 403


@pytest.mark.parametrize("path", ["convene", "dissolve"])
def test_for_people_elsewhere_the_pages_do_not_exist(cast: Cast, signed_in: SignIn, path: str) -> None:
    """404, as for a hotspot that never was."""
    assert signed_in(cast.mayor_elsewhere).get(f"/hotspots/TST-01/{path}/").status_code == 404
