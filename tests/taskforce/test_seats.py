"""Seats, invitations, the charter and the grants that follow."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils.translation import override

from hotspots.models import Hotspot
from taskforce import roles, rules, services
from taskforce.kernel.rules import Refused
from taskforce.models import Grant, Invitation, Organisation, Seat, User
from taskforce.services.seats import follow_role_table
from tests.cast import Cast


def offer(cast: Cast, **given: Any) -> dict[str, Any]:
    """What is filled in to invite a field worker."""
    return {
        "name": "Noor", "email": "noor@test.invalid", "language": "en", "organisation": cast.organisation("SOCIAL"),
        "role": "worker", "axis": "prevention", "title": None, "until": None,
    } | given  # fmt: skip


def without_tokens(page: bytes) -> str:
    """A page as its reader sees it: addresses asked for and form tokens apart."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page.decode())
    return re.sub(r"/task-forces/TST-\d\d/", "", text)


def as_posted(given: dict[str, Any]) -> dict[str, Any]:
    """The same as a browser sends it."""
    return {name: getattr(value, "pk", value) or "" for name, value in given.items()}


def test_seats_and_grants_agree(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    """The command proves it, and finds what was slipped in or taken away."""
    call_command("check_grants")
    assert "they agree" in capsys.readouterr().out
    Grant.objects.filter(seat=cast.seat("mayor")).first().delete()
    with pytest.raises(CommandError, match="1 grants differ"):
        call_command("check_grants")
    assert "missing" in capsys.readouterr().err


def test_after_an_upgrade_grants_follow_the_role_table(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A role gets more and another less: what people may do follows by one command, and not before."""
    table = roles.GRANTS | {
        roles.Role.OBSERVER: roles.GRANTS[roles.Role.OBSERVER] | {roles.LOG},
        roles.Role.WORKER: roles.GRANTS[roles.Role.WORKER] - {roles.ACT},
    }
    monkeypatch.setattr(roles, "GRANTS", table)
    with pytest.raises(CommandError, match="grants differ"):
        call_command("check_grants")
    call_command("check_grants", "--follow")
    assert "they agree" in capsys.readouterr().out
    assert User.objects.get(pk=cast.observer.pk).mandates.hold(roles.LOG, cast.workspace("TST-01"))
    assert not User.objects.get(pk=cast.worker.pk).mandates.hold(roles.ACT, cast.workspace("TST-01"))
    assert follow_role_table() == 0
    assert not Grant.objects.filter(user=cast.unsigned).exists()


def test_a_seat_gives_nothing_before_the_charter_is_signed(cast: Cast, client: Client) -> None:
    """The charter comes before any access; signing opens the workspace at once."""
    client.force_login(cast.unsigned)
    assert client.get(cast.workspace("TST-01").get_absolute_url()).status_code == 404
    seat = cast.seat("unsigned")
    page = client.get("/task-forces/")
    assert f"/seats/{seat.pk}/charter/" in page.content.decode()
    assert client.get(f"/seats/{seat.pk}/charter/").status_code == 200
    assert "agreed" in client.post(f"/seats/{seat.pk}/charter/", {}).context["form"].errors
    assert client.post(f"/seats/{seat.pk}/charter/", {"agreed": "on"}).status_code == 302
    assert client.get(cast.workspace("TST-01").get_absolute_url()).status_code == 200
    assert client.get(f"/seats/{seat.pk}/charter/").status_code == 403


def test_nobody_signs_for_another_or_for_a_seat_that_is_over(cast: Cast) -> None:
    """Each signs for their own seat, while it is in force."""
    with pytest.raises(Refused, match="their own seat"):
        services.sign_charter(by=cast.mayor, seat=cast.seat("unsigned"))
    with pytest.raises(Refused, match="not in force"):
        services.sign_charter(by=cast.expired, seat=cast.seat("expired"))


def test_an_ended_seat_bites_on_the_next_request(cast: Cast, client: Client) -> None:
    """Ending a seat closes the door at once, with a history that says why."""
    url = cast.workspace("TST-01").get_absolute_url()
    client.force_login(cast.worker)
    assert client.get(url).status_code == 200
    seat = services.unseat(by=cast.coordinator, seat=cast.seat("worker"), reason="Left the team")
    assert client.get(url).headers["Location"] == f"/sign-in/?next={url}"
    client.force_login(User.objects.get(pk=cast.worker.pk))
    assert client.get(url).status_code == 404
    assert seat.history.latest().act.reason == "Left the team"
    with pytest.raises(Refused, match="ended already"):
        services.unseat(by=cast.coordinator, seat=seat, reason="Again")


def test_an_expired_seat_shows_nothing(cast: Cast, client: Client) -> None:
    """The day after its last day a seat is as good as none."""
    client.force_login(cast.expired)
    assert client.get(cast.workspace("TST-01").get_absolute_url()).status_code == 404


def test_a_new_seat_replaces_the_earlier_one(cast: Cast) -> None:
    """One open seat each: the earlier one ends, with its grants."""
    again = services.seat(
        by=cast.mayor,
        workspace=cast.workspace("TST-01"),
        person=cast.worker,
        organisation=cast.organisation("ASSO"),
        role="partner",
        axis="prevention",
    )
    old = Seat.objects.exclude(pk=again.pk).get(person=cast.worker, workspace=again.workspace)
    assert (old.ended_on, old.grants.count(), again.since) == (date(2024, 11, 15), 0, date(2024, 11, 15))


@pytest.mark.parametrize(
    ("who", "given", "words"),
    [
        ("coordinator", {"role": "chair", "axis": ""}, "does not hand out"),
        ("coordinator", {"role": "reviewer", "axis": ""}, "no such role"),
        ("coordinator", {"axis": ""}, "Choose the axis"),
        ("coordinator", {"email": "Coordinator@test.invalid"}, "Nobody seats themselves"),
        ("worker", {}, "does not allow"),
        ("mayor_elsewhere", {}, "does not allow"),
    ],
)
def test_who_may_not_invite_whom(who: str, given: dict[str, Any], words: str, cast: Cast) -> None:
    """Nobody hands out more than their part allows."""
    with pytest.raises(Refused, match=words):
        services.invite(by=getattr(cast, who), workspace=cast.workspace("TST-01"), link="{secret}", **offer(cast, **given))


def test_a_dissolved_task_force_takes_nobody(arranging: Cast) -> None:
    """No seats in a room that is closed."""
    workspace = arranging.workspace("TST-01")
    workspace.state = "dissolved"
    workspace.save()
    with pytest.raises(Refused, match="dissolved"):
        services.invite(by=arranging.coordinator, workspace=workspace, link="{secret}", **offer(arranging))


def test_from_invitation_to_open_workspace(cast: Cast, client: Client, django_capture_on_commit_callbacks: Any) -> None:
    """Invite by page, open the link as a scanner would, join by the button, sign, and be in."""
    client.force_login(cast.coordinator)
    refused = client.post("/task-forces/TST-01/invite/", as_posted(offer(cast, axis="")))
    assert refused.context["form"].errors["axis"] == ["Choose the axis this person works on."]
    with django_capture_on_commit_callbacks(execute=True):
        page = client.post("/task-forces/TST-01/invite/", as_posted(offer(cast))).content.decode()
    path = re.search(r"http://testserver(/join/[^<\s]+)", page)
    assert path
    assert path.group(1) in mail.outbox[0].body
    assert mail.outbox[0].to == ["noor@test.invalid"]
    client.logout()
    assert client.get(path.group(1)).status_code == 200
    assert not User.objects.filter(email="noor@test.invalid").exists()
    assert "again" in client.post(path.group(1), {"password": "quiet-river-2024", "again": "x"}).context["form"].errors
    assert "password" in client.post(path.group(1), {"password": "short", "again": "short"}).context["form"].errors
    done = client.post(path.group(1), {"password": "quiet-river-2024", "again": "quiet-river-2024"})
    seat = Seat.objects.get(person__email="noor@test.invalid")
    assert done.headers["Location"] == f"/seats/{seat.pk}/charter/"
    assert client.post(done.headers["Location"], {"agreed": "on"}).status_code == 302
    assert client.get("/task-forces/TST-01/").status_code == 404
    services.confirm_seat(by=cast.colleague, seat=seat)
    assert client.get("/task-forces/TST-01/").status_code == 200
    client.logout()
    assert client.get(path.group(1)).status_code == 403
    assert client.post("/sign-in/", {"login": "Noor@test.invalid", "password": "quiet-river-2024"}).status_code == 302


def test_somebody_known_signs_in_first(cast: Cast, client: Client) -> None:
    """An address that has an account keeps it: its owner signs in and takes the seat."""
    made = services.invite(
        by=cast.coordinator, workspace=cast.workspace("TST-01"), link="/join/{secret}/", **offer(cast, email="outsider@test.invalid")
    )
    link = made.link
    assert client.get(link).headers["Location"] == f"/sign-in/?next={link}"
    client.force_login(cast.mayor)
    assert client.get(link).status_code == 403
    client.force_login(cast.outsider)
    assert client.get(link).status_code == 200
    assert client.post(link).status_code == 302
    assert Seat.objects.filter(person=cast.outsider).count() == 1


def test_a_withdrawn_invitation_opens_nothing(cast: Cast, client: Client) -> None:
    """Withdrawing closes the link; a second withdrawal is refused."""
    made = services.invite(by=cast.coordinator, workspace=cast.workspace("TST-01"), link="/join/{secret}/", **offer(cast))
    client.force_login(cast.coordinator)
    assert "noor@test.invalid" in client.get("/task-forces/TST-01/").content.decode()
    assert client.get(f"/invitations/{made.pk}/withdraw/").status_code == 302
    assert Invitation.objects.get().is_pending
    assert client.post(f"/invitations/{made.pk}/withdraw/").status_code == 302
    client.logout()
    assert client.get(made.link).status_code == 403
    with pytest.raises(Refused, match="no longer open"):
        services.withdraw_invitation(by=cast.coordinator, invitation=made)


def test_ending_a_seat_by_page_asks_why(cast: Cast, client: Client) -> None:
    """The coordinator ends a worker's seat with a reason; a worker cannot end the coordinator's."""
    seat = cast.seat("worker")
    client.force_login(cast.coordinator)
    assert client.post(f"/seats/{seat.pk}/end/", {"reason": ""}).context["form"].errors
    assert client.post(f"/seats/{seat.pk}/end/", {"reason": "Left"}).status_code == 302
    client.force_login(cast.colleague)
    assert client.get(f"/seats/{cast.seat('coordinator').pk}/end/").status_code == 403
    client.force_login(cast.mayor_elsewhere)
    assert client.get(f"/seats/{cast.seat('coordinator').pk}/end/").status_code == 404
    with pytest.raises(Refused, match="does not hand out"):
        services.unseat(by=cast.coordinator, seat=cast.seat("mayor"), reason="Coup")


def test_a_mayor_of_another_municipality_finds_no_workspace(cast: Cast, client: Client) -> None:
    """What is not visible and what does not exist answer alike."""
    client.force_login(cast.mayor_elsewhere)
    foreign, missing = client.get("/task-forces/TST-01/"), client.get("/task-forces/TST-99/")
    assert (foreign.status_code, missing.status_code) == (404, 404)
    assert without_tokens(foreign.content) == without_tokens(missing.content)


def test_a_steward_keeps_seats_and_sees_no_contents(cast: Cast, client: Client) -> None:
    """The technical role opens workspaces' seats, never a hotspot."""
    client.force_login(cast.steward)
    assert client.get("/task-forces/TST-01/").status_code == 200
    assert not Hotspot.objects.visible_to(cast.steward).exists()
    assert client.get("/task-forces/").status_code == 200


def test_the_directory_is_kept_by_the_region(cast: Cast, client: Client) -> None:
    """The head of the cell adds and renames; a mayor reads; an outsider sees nothing in it."""
    client.force_login(cast.head)
    given = {
        "code": "BAILLEUR",
        "name_fr": "Bailleur",
        "name_nl": "Verhuurder",
        "kind": "landlord",
        "axis": "neighbourhood",
        "area": cast.hotspot.workspace.area_id,
    }
    assert client.get("/directory/organisations/add/").status_code == 200
    assert "name_nl" in client.post("/directory/organisations/add/", given | {"name_nl": ""}).context["form"].errors
    assert client.post("/directory/organisations/add/", given).status_code == 302
    assert client.get("/directory/organisations/BAILLEUR/").status_code == 200
    assert client.post("/directory/organisations/BAILLEUR/", given | {"name_fr": "Bailleur social"}).status_code == 302
    row = Organisation.objects.get(code="BAILLEUR")
    assert (row.name_fr, row.history.count()) == ("Bailleur social", 2)
    assert "Change" in client.get("/directory/").content.decode()
    client.force_login(cast.mayor)
    assert "Bailleur" in client.get("/directory/").content.decode()
    assert client.get("/directory/organisations/add/").status_code == 403
    client.force_login(cast.outsider)
    assert "Bailleur" not in client.get("/directory/").content.decode()


def test_the_directory_is_not_kept_from_a_task_force(cast: Cast) -> None:
    """A local workspace is no place to name bodies from."""
    with pytest.raises(Refused, match="kept by the region"):
        services.keep_directory(by=cast.head, workspace=cast.workspace("TST-01"), row=Organisation())


def test_history_names_persons_to_their_own_organisation(cast: Cast, client: Client) -> None:
    """Others read the organisation; auditors read the person; strangers find nothing."""
    services.unseat(by=cast.coordinator, seat=cast.seat("worker"), reason="Left the team")
    url = f"/history/taskforce.seat/{Seat.objects.get(person=cast.worker, workspace__reference='TST-01').pk}/"
    for who, named in (("mayor", True), ("coordinator", True), ("police", False)):
        client.force_login(getattr(cast, who))
        text = client.get(url).content.decode()
        assert ("Person coordinator" in text) is named, who
        assert "Ended a seat" in text
    client.force_login(cast.mayor_elsewhere)
    assert client.get(url).status_code == 404
    for odd in ("taskforce.grant", "nonsense", "taskforce.nothing", "taskforce.act"):
        assert client.get(f"/history/{odd}/1/").status_code == 404


def test_language_follows_the_person(cast: Cast, client: Client) -> None:
    """Chosen once, kept with the person, with an act; a visitor's choice is a cookie."""
    client.post("/language/", {"language": "nl", "next": "/sign-in/"})
    assert 'lang="nl"' in client.get("/sign-in/").content.decode()
    client.force_login(cast.mayor)
    client.post("/language/", {"language": "nl", "next": "/task-forces/"})
    mayor = User.objects.get(pk=cast.mayor.pk)
    assert (mayor.language, mayor.history.latest().act.code) == ("nl", "taskforce.choose_language")
    assert 'lang="nl"' in client.get("/task-forces/").content.decode()
    with override("en"):
        assert rules.choose_language(cast.mayor, cast.worker).why_not == "Each person chooses their own language."


def test_a_region_opens_once_and_only_from_the_command_line(cast: Cast) -> None:
    """A person cannot; the command cannot twice."""
    area = cast.workspace("TST-CELL").area
    machine = User.objects.machine("open-region")
    names = {"name_fr": "x", "name_nl": "x"}
    with pytest.raises(Refused, match="command line"):
        services.open_region(by=cast.head, area=area, council=names, cell=names)
    with pytest.raises(Refused, match="open already"):
        services.open_region(by=machine, area=area, council=names, cell=names)
    with pytest.raises(Refused, match="command line"):
        services.import_areas(by=cast.head, area=area, parts=[])


def test_the_legal_frame_is_written_by_whoever_keeps_the_seats(cast: Cast, client: Client) -> None:
    """The coordinator writes it; a partner is refused; dates in the wrong order are an error at the field."""
    client.force_login(cast.coordinator)
    given = {"legal_basis": "Ordinance", "purpose": "Coordination", "rules": "", "since": "2024-01-01", "until": "2026-12-31"}
    assert client.get("/task-forces/TST-01/frame/").status_code == 200
    assert client.post("/task-forces/TST-01/frame/", given | {"until": "2023-01-01"}).context["form"].errors
    assert client.post("/task-forces/TST-01/frame/", given).status_code == 302
    assert "Ordinance" in client.get("/task-forces/TST-01/").content.decode()
    client.force_login(cast.police)
    assert client.get("/task-forces/TST-01/frame/").status_code == 403
    assert "frame/" not in client.get("/task-forces/TST-01/").content.decode()
