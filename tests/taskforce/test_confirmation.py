"""An organisation confirms who sits for it: until then a seat opens nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from actions.figures import lacks
from actions.models import Entry
from reports.figures import content_of
from reports.models import Version
from taskforce import rules, services
from taskforce.kernel.rules import Refused
from taskforce.models import Act, Invitation, Seat, User
from tests.cast import SECRET, Cast, a_seat


def a_friend(cast: Cast, organisation: str = "SOCIAL", by: str = "coordinator", **given: Any) -> Seat:
    """The outsider, seated by somebody for an organisation, with a signed charter."""
    fields = {"role": "partner", "axis": "prevention", "workspace": cast.workspace("TST-01"), **given}
    seat = services.seat(by=getattr(cast, by), person=cast.outsider, organisation=cast.organisation(organisation), **fields)
    services.sign_charter(by=cast.outsider, seat=seat)
    return seat


def again(cast: Cast, name: str) -> User:
    """The person as the next request finds them."""
    return User.objects.get(pk=getattr(cast, name).pk)


def test_a_coordinator_opens_no_association_by_seating_a_friend_for_it(cast: Cast, client: Client) -> None:
    """Signed and not confirmed, the seat reads nothing, sees nothing and counts nowhere."""
    seat = a_friend(cast)
    friend = again(cast, "outsider")
    assert not friend.mandates.held
    assert not Entry.objects.visible_to(friend).exists()
    client.force_login(friend)
    assert client.get("/hotspots/TST-01/entries/").status_code == 404
    assert client.get("/task-forces/TST-01/").status_code == 404
    call_command("check_grants")
    services.confirm_seat(by=cast.colleague, seat=seat)
    assert SECRET in client.get("/hotspots/TST-01/entries/").content.decode()
    call_command("check_grants")


def test_confirmed_first_it_opens_with_the_signature(cast: Cast) -> None:
    """Either order: a seat opens once both are there."""
    seat = services.seat(
        by=cast.coordinator, workspace=cast.workspace("TST-01"), person=cast.outsider, organisation=cast.organisation("SOCIAL"),
        role="worker", axis="prevention",
    )  # fmt: skip
    services.confirm_seat(by=cast.worker, seat=seat)
    assert not again(cast, "outsider").mandates.held
    services.sign_charter(by=cast.outsider, seat=seat)
    assert again(cast, "outsider").mandates.held
    call_command("check_grants")


def test_one_s_own_organisation_needs_no_second_word(cast: Cast) -> None:
    """The coordinator of the municipality seats somebody of the municipality: confirmed at once, by the coordinator."""
    seat = a_friend(cast, "NORD", role="observer", axis="")
    assert seat.confirmed_by == seat.given_by == cast.coordinator
    assert again(cast, "outsider").mandates.held
    with pytest.raises(Refused, match="confirmed already"):
        services.confirm_seat(by=cast.mayor, seat=seat)


@pytest.mark.parametrize(
    "name", ["coordinator", "mayor", "police", "association", "head", "steward", "auditor", "outsider", "mayor_elsewhere"]
)
def test_nobody_else_gives_the_word_of_an_organisation(cast: Cast, name: str, client: Client) -> None:
    """Neither who gave the seat, nor who receives it, nor a keeper while the organisation has somebody to ask."""
    seat = a_friend(cast)
    for rule in (rules.confirm_seat, rules.decline_seat):
        assert "itself says who sits for it" in rule(again(cast, name), seat).why_not
    client.force_login(getattr(cast, name))
    before = Act.objects.count()
    answers = {client.post(f"/seats/{seat.pk}/{what}/", {"reason": "No"}).status_code for what in ("confirm", "decline")}
    assert answers <= {403, 404}
    assert Act.objects.count() == before


def test_an_observer_a_steward_and_a_seat_of_another_region_have_no_word(arranging: Cast) -> None:
    """The observer of the prosecutor's office speaks for nobody; its partner does, from any task force of the region."""
    seat = a_friend(arranging, "PARQUET", axis="security")
    assert not rules.confirm_seat(arranging.observer, seat)
    assert rules.confirm_seat(arranging.prosecutor, seat)
    theirs = a_friend(arranging, "POLICE", by="coordinator_elsewhere", axis="security", workspace=arranging.workspace("TST-02"))
    assert rules.confirm_seat(arranging.police, theirs)


def test_an_unconfirmed_or_unsigned_seat_confirms_nobody(arranging: Cast) -> None:
    """Two seats for the same body do not confirm each other."""
    for given in ({"signed": False}, {"confirmed": False}):
        theirs = a_seat(arranging.unsigned, "TST-02", "SOCIAL", "partner", "prevention", **given)
        assert not rules.confirm_seat(again(arranging, "unsigned"), a_friend(arranging))
        services.unseat(by=arranging.mayor_elsewhere, seat=theirs, reason="Again")


def test_where_nobody_can_be_asked_a_keeper_who_did_not_give_it_confirms(arranging: Cast) -> None:
    """Four eyes: the head gave it, the steward confirms it; no other head or steward is left out."""
    for seat in Seat.objects.filter(organisation__code="SUD"):
        seat.ended_on = seat.since
        seat.save()
        seat.grants.all().delete()
    seat = a_friend(arranging, "SUD", by="head", role="chair", axis="", workspace=arranging.workspace("TST-02"))
    assert not rules.confirm_seat(arranging.head, seat)
    assert not rules.confirm_seat(arranging.outsider, seat)
    assert not rules.confirm_seat(arranging.reviewer, seat)
    services.confirm_seat(by=arranging.steward, seat=seat)
    assert again(arranging, "outsider").mandates.held


def test_the_only_voice_of_a_body_does_not_confirm_their_own_second_seat(arranging: Cast) -> None:
    """Seated at a second table, they wait for a keeper: nobody vouches for themselves."""
    seat = services.seat(
        by=arranging.coordinator_elsewhere, workspace=arranging.workspace("TST-02"), person=arranging.association,
        organisation=arranging.organisation("ASSO"), role="partner", axis="prevention",
    )  # fmt: skip
    assert not rules.confirm_seat(arranging.association, seat)
    assert rules.confirm_seat(arranging.head, seat)


def test_declining_ends_the_seat_and_says_why(cast: Cast, client: Client) -> None:
    """The reason stays in the history; the seat can be neither confirmed nor declined again."""
    seat = a_friend(cast)
    client.force_login(cast.colleague)
    assert client.post(f"/seats/{seat.pk}/decline/", {"reason": ""}).context["form"].errors
    assert client.post(f"/seats/{seat.pk}/decline/", {"reason": "Not one of us"}).status_code == 302
    seat.refresh_from_db()
    assert (seat.ended_on is not None, seat.history.latest().act.reason) == (True, "Not one of us")
    for act in (services.confirm_seat, services.decline_seat):
        with pytest.raises(Refused, match="ended already"):
            act(by=cast.colleague, seat=seat, **({"reason": "Again"} if act is services.decline_seat else {}))


def test_pages_say_for_whose_word_a_seat_waits(cast: Cast, client: Client) -> None:
    """The home page asks those who may give it; the person concerned and the table read what is awaited."""
    seat = a_friend(cast)
    waits = "word of Travail de rue (en)"
    client.force_login(cast.colleague)
    home = client.get("/").content.decode()
    assert f'href="/seats/{seat.pk}/confirm/">Confirm that Person outsider sits for Travail de rue (en)' in home
    assert "Given by" in client.get(f"/seats/{seat.pk}/confirm/").content.decode()
    assert f"Waits for the {waits}" in client.get("/task-forces/TST-01/").content.decode()
    client.force_login(cast.outsider)
    assert f"waits for the {waits}" in client.get("/").content.decode()
    assert f"Waits for the {waits}" in client.get("/task-forces/").content.decode()
    client.force_login(cast.police)
    assert "/confirm/" not in client.get("/").content.decode()
    client.force_login(cast.colleague)
    assert client.post(f"/seats/{seat.pk}/confirm/").status_code == 302
    assert client.get(f"/seats/{seat.pk}/confirm/").status_code == 403
    assert "Waits for" not in client.get("/task-forces/TST-01/").content.decode()


def test_the_charter_s_answer_says_what_is_still_awaited(cast: Cast, client: Client) -> None:
    """Signing an unconfirmed seat does not pretend that the workspace is open."""
    given = {"workspace": cast.workspace("TST-01"), "organisation": cast.organisation("ASSO"), "role": "worker", "axis": "prevention"}
    seat = services.seat(by=cast.coordinator, person=cast.outsider, **given)
    client.force_login(cast.outsider)
    assert "and Association de quartier (en) confirms it" in client.get("/task-forces/").content.decode()
    answer = client.post(f"/seats/{seat.pk}/charter/", {"agreed": "on"}, follow=True)
    assert "Your seat waits for the word of Association de quartier (en)." in answer.content.decode()


@pytest.mark.parametrize(("by", "confirmed"), [("coordinator", False), ("colleague", True)])
def test_an_invitation_carries_the_word_of_whoever_sent_it(cast: Cast, client: Client, by: str, confirmed: bool) -> None:
    """Sent by the organisation itself it needs no other; the pages of the invitation say which."""
    sender = cast.coordinator if by == "coordinator" else cast.mayor
    organisation = "SOCIAL" if by == "coordinator" else "NORD"
    offer = {"name": "Noor", "email": "outsider@test.invalid", "language": "en", "role": "observer", "axis": "", "until": ""}
    client.force_login(sender)
    page = client.post("/task-forces/TST-01/invite/", {**offer, "organisation": cast.organisation(organisation).pk, "title": ""})
    invitation = Invitation.objects.get()
    assert invitation.sent_by == sender
    assert ("Once taken, the seat waits for the word of" in page.content.decode()) is not confirmed
    path = page.context["invitation"].link.removeprefix("http://testserver")
    client.force_login(cast.outsider)
    assert ("Once you take it, the seat waits for the word of" in client.get(path).content.decode()) is not confirmed
    client.post(path)
    seat = cast.seat("outsider")
    assert (seat.given_by, seat.confirmed_by) == (sender, sender if confirmed else None)


def test_the_word_of_a_sender_who_has_left_does_not_count(cast: Cast) -> None:
    """The municipality's coordinator invites, then leaves: the municipality is asked again."""
    offer = {"name": "O", "email": "outsider@test.invalid", "language": "en", "role": "observer", "title": None, "until": None}
    made = services.invite(
        by=cast.coordinator, workspace=cast.workspace("TST-01"), link="{secret}", organisation=cast.organisation("NORD"), axis="", **offer
    )
    services.unseat(by=cast.mayor, seat=cast.seat("coordinator"), reason="Left")
    seat = services.accept_invitation(by=cast.outsider, invitation=made)
    assert seat.confirmed_on is None
    assert rules.confirm_seat(cast.mayor, seat)


def test_an_unconfirmed_seat_makes_no_axis_stand_and_no_report_longer(arranging: Cast) -> None:
    """Nobody counts as being at the table before their organisation says so."""
    for seat in Seat.objects.filter(workspace__reference="TST-01", axis="neighbourhood"):
        seat.ended_on = seat.since
        seat.save()
    a_seat(arranging.outsider, "TST-01", "ASSO", "partner", "neighbourhood", confirmed=False)
    assert any("Neighbourhood life: no organisation has a seat" in one for one in lacks(arranging.plan))
    told = content_of(arranging.report, Version(number=1))
    assert "neighbourhood" not in {one["axis"] for one in told["seats"]}


def test_the_journal_keeps_the_organisation_of_whoever_confirmed(cast: Cast) -> None:
    """From another table of the region, they speak for the organisation they sit for there."""
    seat = a_friend(cast, "POLICE", by="coordinator_elsewhere", axis="security", workspace=cast.workspace("TST-02"))
    services.unseat(by=cast.mayor_elsewhere, seat=cast.seat("police_elsewhere", "TST-02"), reason="Left")
    services.confirm_seat(by=again(cast, "police"), seat=seat)
    act = Act.objects.latest("pk")
    assert (act.code, act.organisation, act.role) == ("taskforce.confirm_seat", cast.organisation("POLICE").pk, "partner")
