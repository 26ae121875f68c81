"""Approving and refusing: each municipality decides for itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from hotspots import rules, services
from hotspots.models import Approval, Hotspot
from hotspots.web import offers
from taskforce.kernel.rules import Refused
from taskforce.models import User
from tests.cast import TODAY, Cast

SignIn = Callable[[User], Client]
URL = "/hotspots/TST-03/approvals/TST-NORD/"


def approval(code: str = "TST-NORD") -> Approval:
    """What a municipality is asked about TST-03."""
    return Approval.objects.get(hotspot__reference="TST-03", municipality__code=code)


def state() -> str:
    """Where TST-03 stands."""
    return str(Hotspot.objects.get(reference="TST-03").state)


def test_the_last_approval_approves_the_hotspot(cast: Cast) -> None:
    """One municipality is not enough for a place that lies in two."""
    given = services.approve(by=cast.mayor, approval=approval(), remark="Agreed.")
    assert (given.state, given.by, given.on, given.remark) == ("approved", cast.seat("mayor", "TST-03"), TODAY, "Agreed.")
    assert state() == "proposed"
    services.approve(by=cast.mayor_elsewhere, approval=approval("TST-SUD"))
    assert state() == "approved"


def test_one_refusal_refuses_the_hotspot(cast: Cast) -> None:
    """Whatever the others said."""
    services.approve(by=cast.mayor, approval=approval())
    services.refuse(by=cast.mayor_elsewhere, approval=approval("TST-SUD"), remark="Not on our ground.")
    assert state() == "refused"
    assert approval("TST-SUD").state == "refused"


def test_the_history_says_who_approved_and_in_which_part(cast: Cast) -> None:
    """The act carries the mayor's seat."""
    services.approve(by=cast.mayor, approval=approval())
    act = approval().history.latest().act
    assert (act.code, act.by, act.seat, act.role) == ("hotspots.approve", cast.mayor, cast.seat("mayor", "TST-03").pk, "chair")


def test_a_mayor_does_not_decide_for_another_municipality(cast: Cast) -> None:
    """Both chair the same task force; each speaks for their own municipality."""
    for act in (services.approve, services.refuse):
        with pytest.raises(Refused, match="Only a chair who sits for Sudville"):
            act(by=cast.mayor, approval=approval("TST-SUD"), remark="No.")
    assert approval("TST-SUD").state == "awaited"


@pytest.mark.parametrize("who", ["head", "reviewer", "coordinator", "police", "member", "outsider"])
def test_only_chairs_decide(cast: Cast, who: str) -> None:
    """The cell proposes and does not approve."""
    assert not rules.approve(getattr(cast, who), approval())


def test_what_is_decided_stays_decided(cast: Cast) -> None:
    """Neither a second approval nor a change of mind."""
    services.approve(by=cast.mayor, approval=approval())
    with pytest.raises(Refused, match=r"Nordville .* has decided already"):
        services.approve(by=cast.mayor, approval=approval())
    with pytest.raises(Refused, match="has decided already"):
        services.refuse(by=cast.mayor, approval=approval(), remark="No.")


def test_nobody_approves_what_was_refused(cast: Cast) -> None:
    """The proposal is over."""
    services.refuse(by=cast.mayor, approval=approval(), remark="No.")
    with pytest.raises(Refused, match=r"no longer waits for approval. It is: Refused"):
        services.approve(by=cast.mayor_elsewhere, approval=approval("TST-SUD"))


def test_a_refusal_says_why(cast: Cast) -> None:
    """Blanks are no reason."""
    with pytest.raises(ValidationError, match="Say why"):
        services.refuse(by=cast.mayor, approval=approval(), remark="  ")


def test_a_permission_without_a_seat_speaks_for_nobody(cast: Cast) -> None:
    """Whoever has no seat in the workspace has no municipality there."""
    assert rules.seat_for(cast.head, approval()) is None


def test_the_mayor_reads_the_case_and_approves(cast: Cast, signed_in: SignIn) -> None:
    """The page shows what, why, on which data and what the others said."""
    page = signed_in(cast.mayor)
    shown = page.get(f"{URL}approve/").content.decode()
    for words in (
        "Quartier TST-03",
        "Street dealing seen all year.",
        "01/01/2023 to 31/12/2023",
        "Sudville (en)",
        "Awaited",
        "Approve the hotspot",
    ):
        assert words in shown
    answer = page.post(f"{URL}approve/", {"remark": "Agreed."}, follow=True)
    assert answer.redirect_chain == [("/hotspots/TST-03/", 302)]
    assert "The hotspot is approved for Nordville (en)." in answer.content.decode()
    assert approval().remark == "Agreed."


def test_the_mayor_refuses_with_a_reason(cast: Cast, signed_in: SignIn) -> None:
    """Without one the page asks for it."""
    page = signed_in(cast.mayor)
    assert "This field is required" in page.post(f"{URL}refuse/", {"remark": ""}).content.decode()
    assert page.post(f"{URL}refuse/", {"remark": "Elsewhere it is worse."}).status_code == 302
    assert state() == "refused"


@pytest.mark.parametrize(
    ("who", "status"), [("mayor_elsewhere", 403), ("head", 403), ("coordinator", 404), ("member", 404), ("outsider", 404)]
)
def test_the_pages_are_closed_to_others(cast: Cast, signed_in: SignIn, who: str, status: int) -> None:
    """People elsewhere get 404, others the reason."""
    for act in ("approve", "refuse"):
        assert signed_in(getattr(cast, who)).get(f"{URL}{act}/").status_code == status


def test_a_mayor_is_offered_the_own_municipality_only(cast: Cast) -> None:
    """And nothing more once it has decided."""
    labels = [one.label for one in offers(cast.mayor, cast.proposed)]
    assert labels == ["Approve for Nordville (en)", "Refuse for Nordville (en)"]
    services.approve(by=cast.mayor, approval=approval())
    assert offers(cast.mayor, cast.proposed) == []
    assert offers(cast.outsider, cast.proposed) == []
