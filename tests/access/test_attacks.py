"""What somebody hostile would try: each attempt, and that it gets them nothing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.urls import reverse

from actions import services as acting_on
from actions.models import Action, Entry, Objective
from hotspots.models import Hotspot
from reports import services as reporting
from taskforce import rules, services
from taskforce.kernel import clock
from taskforce.kernel.journal import Act
from taskforce.kernel.rules import Refused
from taskforce.models import Area, Invitation, Organisation, Seat, User
from taskforce.services.invitations import digest_of
from tests.access.arrange import enter
from tests.cast import Cast, a_seat, an_entry, named

LONG = "x" * 100_000


def post(person: User, name: str, /, *args: Any, **data: Any) -> HttpResponse:
    """Send a form as somebody."""
    return enter(person).post(reverse(name, args=args), data)


@pytest.fixture
def abroad(arranging: Cast) -> Organisation:
    """An organisation of another region, and its municipality."""
    region = Area.objects.create(code="ATT", kind="region", **named("Autre région"))
    Area.objects.create(code="ATT-VILLE", kind="municipality", parent=region, **named("Ville"))
    return Organisation.objects.create(code="ATT-ORG", kind="social", area=region, **named("Organisme d’ailleurs"))


def offer(cast: Cast, **given: Any) -> dict[str, Any]:
    """An invitation as a browser sends it."""
    plain = {
        "name": "N",
        "email": "n@test.invalid",
        "language": "en",
        "organisation": cast.organisation("SOCIAL").pk,
        "role": "worker",
        "axis": "prevention",
    }
    return plain | given


@pytest.mark.parametrize(
    "given",
    [{"role": "chair", "axis": ""}, {"role": "steward", "axis": ""}, {"role": "head", "axis": ""}, {"role": "observer", "axis": "security"}, {"role": "worker", "axis": "none"},
     {"email": "coordinator@test.invalid"}, {"email": "COORDINATOR@TEST.INVALID"}, {"email": "mayor@test.invalid"}, {"organisation": 987654}, {"workspace": 1, "role": "chair"}],
    ids=str,
)  # fmt: skip
def test_a_coordinator_seats_nobody_above_and_not_themselves(cast: Cast, given: dict[str, Any]) -> None:
    """No role, axis or organisation beyond one's own to give; not oneself; and not a chair out of the chair."""
    before = Act.objects.count()
    post(cast.coordinator, "invite", "TST-01", **offer(cast, **given))
    assert not Invitation.objects.exists()
    assert Act.objects.count() == before


def test_an_organisation_of_another_region_is_not_seated_here(cast: Cast, abroad: Organisation) -> None:
    """The form offers the region's own."""
    post(cast.coordinator, "invite", "TST-01", **offer(cast, organisation=abroad.pk))
    assert not Invitation.objects.exists()


def test_a_new_seat_does_not_push_out_one_that_is_not_theirs_to_end(cast: Cast) -> None:
    """A coordinator cannot seat the chair as an observer: it would end the chair's seat."""
    with pytest.raises(Refused):
        services.seat(
            by=cast.coordinator,
            workspace=cast.workspace("TST-01"),
            person=cast.mayor,
            organisation=cast.organisation("NORD"),
            role="observer",
        )
    assert cast.seat("mayor").is_live


@pytest.mark.parametrize("role", ["auditor", "steward"])
def test_a_seat_without_sight_sees_no_lower_tier(arranging: Cast, role: str) -> None:
    """Who audits or seats people reads no contents, whatever the organisation or axis of the seat says."""
    entry = an_entry(arranging.action("S2"), note="Restricted")
    seat = a_seat(arranging.outsider, "TST-01", "SOCIAL", role)
    seat.axis = "security"
    seat.save()
    person = User.objects.get(pk=arranging.outsider.pk)
    assert not Action.objects.visible_to(person).exists()
    assert not Entry.objects.visible_to(person).exists()
    assert enter(person).get(f"/history/actions.entry/{entry.pk}/").status_code == 404


def test_the_directory_of_another_region_is_not_ours_to_rename(cast: Cast, abroad: Organisation) -> None:
    """A head keeps the organisations of the own region: nobody carries one off by naming its code."""
    given = {"code": "ATT-ORG", "name_fr": "Volé", "name_nl": "Gestolen", "kind": "social", "area": cast.hotspot.workspace.area_id}
    post(cast.head, "organisation", "ATT-ORG", **given)
    abroad.refresh_from_db()
    assert (abroad.name_fr, abroad.area.code) == ("Organisme d’ailleurs", "ATT")


@pytest.mark.parametrize("code", ["A/B", "add", "..", "a b", "?x", "#"])
@pytest.mark.parametrize("name", ["organisation_add", "actions:add_measure"])
def test_a_code_never_breaks_the_list_it_stands_in(cast: Cast, name: str, code: str) -> None:
    """Whatever is accepted as a code can be opened afterwards."""
    words = {"code": code, "name_fr": "F", "name_nl": "N", "kind": "social", "area": cast.hotspot.workspace.area_id, "axis": "security"}
    post(cast.head, name, **words, unit=cast.measure("cameras").unit_id, aggregation="sum", direction="neither")
    client = enter(cast.head)
    for listed in ("directory", "actions:measures"):
        assert client.get(reverse(listed)).status_code == 200, listed
    assert client.get(reverse("organisation_add")).status_code == 200


def test_a_municipality_of_another_region_is_not_asked(cast: Cast, abroad: Organisation) -> None:
    """A proposal names municipalities of its own region only."""
    given = {
        "name_fr": "F",
        "name_nl": "N",
        "phenomena": [1],
        "reason": "R",
        "data_since": "2024-01-01",
        "data_until": "2024-02-01",
        "data_source": "S",
    }
    before = Hotspot.objects.count()
    for code in ("ATT-VILLE", "ATT", "TST"):
        post(cast.head, "hotspots:propose", "TST-CELL", **given, municipalities=[Area.objects.get(code=code).pk])
    assert Hotspot.objects.count() == before


def an_action(cast: Cast, **given: Any) -> dict[str, Any]:
    """A proposal as a browser sends it."""
    plain = {
        "axis": "security",
        "title": "T",
        "organisation": cast.organisation("POLICE").pk,
        "horizon": "short",
        "funded": "no",
        "tier": "workspace",
    }
    return plain | given


@pytest.mark.parametrize(
    "given",
    [{"tier": "axis"}, {"tier": "organisation"}, {"tier": "all"}, {"axis": "none"}, {"organisation": 987654}, {"measure_0": 987654}, {"partners": [987654]},
     {"measure_0": 1, "value_0": "-1"}, {"measure_0": 1, "value_0": "1e400"}, {"measure_0": 1, "value_0": "NaN"}, {"title": LONG}, {"title": "\0"}, {"start": "2024-02-02", "due": "2024-02-01"}],
    ids=lambda given: str(given)[:40],
)  # fmt: skip
def test_a_proposal_is_what_the_form_offers(cast: Cast, given: dict[str, Any]) -> None:
    """No tier beyond one's axis, no body, measure or number that is not offered."""
    before = Action.objects.count()
    response = post(cast.coordinator, "actions:propose_action", "TST-01", **an_action(cast, **given))
    assert response.status_code == 200
    assert Action.objects.count() == before


def test_an_objective_of_another_plan_is_not_taken(arranging: Cast) -> None:
    """Neither by the form nor by the service."""
    theirs = Objective.objects.get(workspace=arranging.elsewhere.workspace)
    before = Action.objects.count()
    post(arranging.coordinator, "actions:propose_action", "TST-01", **an_action(arranging, objective=theirs.pk))
    with pytest.raises(ValidationError):
        acting_on.propose_action(
            by=arranging.coordinator,
            plan=arranging.plan,
            axis="security",
            title="T",
            organisation=arranging.organisation("POLICE"),
            objective=theirs,
        )
    assert Action.objects.count() == before


def test_an_action_keeps_its_place_whatever_is_sent(cast: Cast) -> None:
    """Axis, readers, lead, state, code, plan and workspace do not come from the form once agreed."""
    sent = an_action(
        cast,
        axis="prevention",
        tier="axis",
        organisation=cast.organisation("ASSO").pk,
        state="done",
        code="X1",
        plan=2,
        workspace=cast.elsewhere.workspace_id,
    )
    post(cast.police, "actions:amend_action", "TST-01", "S1", **sent)
    it = cast.action("S1")
    assert (it.axis, it.tier, it.organisation.code, it.state, it.plan, it.workspace.reference) == (
        "security",
        "workspace",
        "POLICE",
        "running",
        cast.plan,
        "TST-01",
    )


def work(**given: Any) -> dict[str, Any]:
    """A day of work as a browser sends it."""
    return {
        "day": "2024-11-01",
        "tier": "workspace",
        "note": "N",
        "client_key": str(uuid4()),
        "qualifier_drugs": "exact",
        "unit_drugs": "kg",
    } | given


@pytest.mark.parametrize(
    ("name", "code", "given"),
    [("prosecutor", "S2", {"tier": "workspace"}), ("police", "S1", {"tier": "council"}), ("police", "S1", {"tier": ""}), ("police", "S1", {"day": "2024-11-16"}),
     ("police", "S1", {"day": "0001-01-01"}), ("police", "S1", {"value_drugs": "-1"}), ("police", "S1", {"value_drugs": "1e400"}), ("police", "S1", {"value_drugs": "Infinity"}),
     ("police", "S1", {"value_drugs": "1" * 30}), ("police", "S1", {"unit_drugs": "count", "value_drugs": "1"}), ("police", "S1", {"note": LONG}), ("police", "S1", {"note": "\0"}),
     ("police", "S1", {"source": LONG})],
    ids=lambda one: str(one)[:40],
)  # fmt: skip
def test_work_is_logged_as_offered(cast: Cast, name: str, code: str, given: dict[str, Any]) -> None:
    """No wider readers, no other days, no impossible numbers, no endless words."""
    before = Entry.objects.count()
    response = post(getattr(cast, name), "actions:log_work", "TST-01", code, **work(**given))
    assert response.status_code == 200
    assert Entry.objects.count() == before


def test_a_restricted_entry_stays_on_its_axis(arranging: Cast) -> None:
    """Somebody of the same organisation without the axis sees neither the entry nor that there is one."""
    key = uuid4()
    acting_on.log_work(
        by=arranging.prosecutor,
        action=arranging.action("S2"),
        day=date(2024, 11, 1),
        tier="organisation",
        note="N",
        client_key=key,
        quantities=[],
    )
    entry = Entry.objects.get(client_key=key)
    assert not Entry.objects.visible_to(arranging.observer).filter(pk=entry.pk).exists()
    assert enter(arranging.observer).get(f"/history/actions.entry/{entry.pk}/").status_code == 404


def test_an_entry_is_not_amended_by_way_of_another_place(cast: Cast) -> None:
    """The key of a foreign entry under one's own address is nothing."""
    theirs = Entry.objects.get(workspace=cast.elsewhere.workspace)
    for reference in ("TST-01", "TST-02"):
        assert post(cast.worker, "actions:amend_entry", reference, theirs.pk, **work(tier="organisation")).status_code == 404


def test_the_same_key_from_somebody_else_gives_nothing_of_the_first(arranging: Cast) -> None:
    """A guessed client key returns nobody else's entry."""
    first = Entry.objects.get(workspace=arranging.hotspot.workspace)
    given = {"day": date(2024, 11, 1), "tier": "organisation", "note": "Mine", "client_key": first.client_key, "quantities": []}
    mine = acting_on.log_work(by=arranging.colleague, action=arranging.action("P1"), **given)
    assert mine.pk != first.pk


def test_only_what_was_shown_is_accepted(cast: Cast) -> None:
    """A digest of anything else signs nothing."""
    version = reporting.start_report(by=cast.coordinator, report=cast.report)
    reporting.write_sections(by=cast.coordinator, version=version, security="S", prevention="P", neighbourhood="V")
    reporting.submit(by=cast.coordinator, report=cast.report)
    assert post(cast.mayor, "reports:sign", cast.report.reference, digest="0" * 64).status_code == 200
    version.refresh_from_db()
    assert version.signed_at is None


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "{" * 5,
        "null",
        '{"type":"Polygon","coordinates":[[[1e400,1],[2,2],[3,3],[1,1]]]}',
        "\0",
        LONG * 3,
        '{"type":"Polygon","coordinates":"x"}',
    ],
)
def test_an_outline_that_is_none_is_refused_in_words(cast: Cast, text: str) -> None:
    """Deep, endless and wild texts are answered by the form."""
    response = post(cast.head, "hotspots:perimeter", "TST-01", outline=text, since="2024-11-01", decision="D")
    assert response.status_code == 200
    assert cast.hotspot.perimeters.count() == 1


def test_a_seat_that_is_over_is_not_offered(cast: Cast) -> None:
    """An invitation to a seat until yesterday would break in the hands of whoever accepts it."""
    post(cast.coordinator, "invite", "TST-01", **offer(cast, until="2024-11-14"))
    assert not Invitation.objects.exists()


def test_a_seat_that_ended_while_waiting_is_refused_in_words(arranging: Cast) -> None:
    """Accepting it late is a refusal, not a fault."""
    Invitation.objects.create(
        workspace=arranging.workspace("TST-01"), email="outsider@test.invalid", name="O", organisation=arranging.organisation("NORD"), role="observer",
        digest=digest_of("late"), expires_at=clock.now() + timedelta(days=1), until=date(2024, 11, 14),
    )  # fmt: skip
    assert enter(arranging.outsider).post("/join/late/").status_code == 403
    assert not Seat.objects.filter(person=arranging.outsider).exists()


def test_a_coordinator_does_not_take_back_what_is_not_theirs_to_give(arranging: Cast) -> None:
    """An invitation to the chair is withdrawn by those who hand out chairs."""
    made = Invitation.objects.create(
        workspace=arranging.workspace("TST-01"), email="chair@test.invalid", name="C", organisation=arranging.organisation("NORD"), role="chair",
        digest="c" * 64, expires_at=clock.now() + timedelta(days=1),
    )  # fmt: skip
    with pytest.raises(Refused):
        services.withdraw_invitation(by=arranging.coordinator, invitation=made)


def test_an_area_of_another_region_is_not_ours_to_keep(cast: Cast, abroad: Organisation) -> None:
    """Neither as it stands nor as the part of one's own it would become."""
    cell, ours = cast.workspace("TST-CELL"), Area.objects.get(code="TST-SUD")
    theirs = Area.objects.get(code="ATT-VILLE")
    assert rules.keep_directory(cast.head, rules.Kept(cell, ours))
    assert not rules.keep_directory(cast.head, rules.Kept(cell, theirs))
    assert not rules.keep_directory(cast.head, rules.Kept(cell, ours, {"parent": theirs}))
