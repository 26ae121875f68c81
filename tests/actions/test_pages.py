"""Pages of plans, actions and work: what each shows, refuses and does; what is hidden is absent."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from actions import services
from actions.models import Action, Entry, Measure, Objective, Plan, PlanVersion, Target, Unit
from tests.cast import RESTRICTED, SECRET, Cast, a_seat, an_entry

PLAN = "/hotspots/TST-01/plan/"
READ = (
    PLAN, f"{PLAN}v1/", "/hotspots/TST-01/actions/S1/", "/hotspots/TST-01/actions/P1/", "/hotspots/TST-01/actions/V1/",
    "/hotspots/TST-01/log/", "/hotspots/TST-01/entries/", "/measures/",
)  # fmt: skip


def at(cast: Cast, name: str, *, checks: bool = False) -> Client:
    """A browser signed in as somebody of the cast."""
    client = Client(enforce_csrf_checks=checks)
    client.force_login(getattr(cast, name))
    return client


def text(response: Any) -> str:
    """What a page says."""
    assert response.status_code == 200, response.status_code
    return str(response.content.decode())


def entry_data(**given: Any) -> dict[str, Any]:
    """What the log form of P1 sends."""
    return {
        "day": "2024-11-15", "tier": "organisation", "client_key": str(uuid4()), "value_contacts": "7", "qualifier_contacts": "exact", "note": "", **given,
    }  # fmt: skip


@pytest.mark.parametrize("name", ["mayor", "coordinator", "police", "worker", "cleaning", "observer", "head", "reviewer"])
def test_who_sits_there_reads_every_page(name: str, cast: Cast) -> None:
    """And nothing that is not for their eyes."""
    client = at(cast, name)
    for url in READ:
        page = text(client.get(url))
        assert (SECRET in page) == (name == "worker" and url != PLAN and ("P1" in url or "entries" in url))
        assert (RESTRICTED in page) == (name == "police" and url == PLAN)


@pytest.mark.parametrize("name", ["mayor_elsewhere", "member", "secretary", "auditor", "steward", "expired", "unsigned", "outsider"])
def test_others_find_nothing(name: str, cast: Cast) -> None:
    """404: what you may not see does not exist."""
    client = at(cast, name)
    for url in [
        *READ[:-1],
        f"{PLAN}propose/",
        f"{PLAN}submit/",
        f"{PLAN}draft/",
        "/hotspots/TST-01/actions/S1/agree/",
        "/hotspots/TST-01/actions/P1/log/",
    ]:
        assert client.get(url).status_code == 404


def test_a_restricted_action_is_absent_for_others(arranging: Cast) -> None:
    """Its page, its steps, its entries; its axis finds it."""
    an_entry(arranging.action("S2"), note=RESTRICTED, drugs="3")
    for name in ("mayor", "worker", "head"):
        for url in ("", "amend/", "agree/", "log/", "block/"):
            assert at(arranging, name).get(f"/hotspots/TST-01/actions/S2/{url}").status_code == 404
        assert RESTRICTED not in text(at(arranging, name).get("/hotspots/TST-01/entries/"))
    page = text(at(arranging, "prosecutor").get("/hotspots/TST-01/actions/S2/"))
    assert RESTRICTED in page
    assert "Restricted" in page


def test_an_organisations_entry_does_not_betray_a_restricted_action(arranging: Cast) -> None:
    """A colleague on no axis reads neither the entry nor the name of the action."""
    entry = an_entry(arranging.action("S2"), note="x", drugs="3")
    entry.tier = "organisation"
    entry.save()
    assert RESTRICTED not in text(at(arranging, "observer").get("/hotspots/TST-01/entries/"))
    assert at(arranging, "observer").get(f"/hotspots/TST-01/entries/{entry.pk}/").status_code == 404


def test_others_see_totals_and_small_ones_masked(cast: Cast) -> None:
    """Three contacts: 3 for the street workers, fewer than 5 for the police."""
    assert "<b>3</b>" in text(at(cast, "worker").get("/hotspots/TST-01/actions/P1/"))
    page = text(at(cast, "police").get("/hotspots/TST-01/actions/P1/"))
    assert "&lt;\u00a05" in page
    assert "<b>3</b>" not in page
    assert "Fewer than 5 entries" in page


def test_a_hotspot_without_plan_offers_to_begin_it(arranging: Cast) -> None:
    """With the reason where it cannot begin yet."""
    page = text(at(arranging, "mayor").get("/hotspots/TST-03/plan/"))
    assert "No plan yet" in page
    assert "Your role here does not allow this." in page
    assert at(arranging, "member").get("/hotspots/TST-03/plan/").status_code == 404
    hotspot = arranging.proposed
    hotspot.workspace.state, hotspot.workspace.convened_on = "convened", date(2024, 11, 1)
    hotspot.workspace.save()
    a_seat(arranging.association, "TST-03", "ASSO", "partner", "prevention")
    client = at(arranging, "association")
    assert "Begin the plan" in text(client.get("/hotspots/TST-03/plan/draft/"))
    assert client.post("/hotspots/TST-03/plan/draft/")["Location"] == "/hotspots/TST-03/plan/"
    page = text(client.get("/hotspots/TST-03/plan/"))
    assert "Neighbourhood life: no organisation has a seat on this axis" in page
    assert "Security: no action agreed by its lead" in page


def test_a_plan_is_revised_and_its_objectives_written(cast: Cast) -> None:
    """Revised, with its objectives written, ready to submit."""
    partner = at(cast, "coordinator")
    assert "Reason" in text(partner.get(f"{PLAN}revise/"))
    assert partner.post(f"{PLAN}revise/", {"reason": ""}).status_code == 200
    assert partner.post(f"{PLAN}revise/", {"reason": "Next year."})["Location"] == PLAN
    fields = {"axis": "prevention", "statement": "Plus de contacts", "indicator": "Contacts", "baseline": "10", "target": "20"}
    assert 'value="prevention"' in text(partner.get(f"{PLAN}objectives/add/?axis=prevention"))
    assert partner.post(f"{PLAN}objectives/add/", fields)["Location"] == PLAN
    pk = Objective.objects.get(statement="Plus de contacts").pk
    assert partner.post(f"{PLAN}objectives/{pk}/", {**fields, "target": "30"})["Location"] == PLAN
    assert "Plus de contacts" in text(partner.get(PLAN))
    assert "Submit the plan" in text(partner.get(f"{PLAN}submit/"))


def test_a_submitted_plan_is_given_back_adopted_and_checked_through_its_pages(cast: Cast) -> None:
    """The chair and the cell each have their page and words."""
    partner, chair, cell = at(cast, "coordinator"), at(cast, "mayor"), at(cast, "head")
    services.revise_plan(by=cast.coordinator, plan=cast.plan, reason="Next year.")
    assert partner.post(f"{PLAN}submit/")["Location"] == PLAN
    assert partner.get(f"{PLAN}propose/").status_code == 403
    assert "Your role here does not allow this." in text(partner.get(PLAN))
    assert chair.post(f"{PLAN}give-back/", {"words": "Clearer dates."})["Location"] == PLAN
    assert "Clearer dates." in text(partner.get(PLAN))
    partner.post(f"{PLAN}submit/")
    assert "digest" in text(chair.get(f"{PLAN}adopt/"))
    assert "Give the plan back" in text(chair.get(f"{PLAN}give-back/"))
    assert chair.post(f"{PLAN}adopt/")["Location"] == PLAN
    assert "Objectives" in text(chair.get(PLAN))
    assert cell.post(f"{PLAN}check/", {"conform": "no", "words": ""}).status_code == 200
    assert cell.post(f"{PLAN}check/", {"words": ""}).status_code == 200
    assert cell.post(f"{PLAN}check/", {"conform": "yes", "words": "Fine."})["Location"] == PLAN
    assert "Fine." in text(partner.get(PLAN))
    assert Plan.objects.get(hotspot=cast.hotspot).state == "conform"


def test_an_adopted_version_reads_as_frozen(cast: Cast) -> None:
    """With its digest; what changes later does not show in it."""
    services.submit_plan(by=cast.coordinator, plan=services.revise_plan(by=cast.coordinator, plan=cast.plan, reason="x"))
    services.adopt_plan(by=cast.mayor, plan=cast.plan)
    services.amend_action(by=cast.police, action=cast.action("S1"), title="Autre nom")
    page = text(at(cast, "police").get(f"{PLAN}v2/"))
    assert "Patrouilles" in page
    assert "Autre nom" not in page
    assert RESTRICTED not in page
    assert PlanVersion.objects.get(number=2).digest in page
    assert at(cast, "police").get(f"{PLAN}v3/").status_code == 404


def test_a_plan_that_lacks_something_says_what_and_keeps_its_button_shut(arranging: Cast) -> None:
    """On the page, in words; a direct request is refused with the same words."""
    services.revise_plan(by=arranging.coordinator, plan=arranging.plan, reason="x")
    action = arranging.action("P1")
    action.state = "abandoned"
    action.save()
    client = at(arranging, "coordinator")
    page = text(client.get(PLAN))
    assert "Before the plan can be submitted" in page
    assert page.count("Prevention: no action agreed by its lead") >= 2
    assert client.post(f"{PLAN}submit/").status_code == 403


def action_data(cast: Cast, **given: Any) -> dict[str, Any]:
    """What the form of an action sends."""
    fields = {
        "axis": "security", "title": "Caméras", "organisation": cast.organisation("POLICE").pk, "partners": [cast.organisation("NORD").pk],
        "start": "2024-12-01", "due": "2025-06-30", "horizon": "short", "funded": "no", "tier": "workspace",
        "measure_0": cast.measure("cameras").pk, "value_0": "4", "measure_1": "", "value_1": "",
    }  # fmt: skip
    return {**fields, **given}


def test_an_action_is_proposed_amended_and_lives(cast: Cast) -> None:
    """Each step by its page; the buttons of others stay shut."""
    coordinator, police = at(cast, "coordinator"), at(cast, "police")
    assert "At the table" in text(coordinator.get(f"{PLAN}propose/?axis=security"))
    assert coordinator.post(f"{PLAN}propose/", action_data(cast))["Location"] == "/hotspots/TST-01/actions/S3/"
    url = "/hotspots/TST-01/actions/S3/"
    assert "Caméras" in text(coordinator.get(f"{url}amend/"))
    assert coordinator.post(f"{url}amend/", action_data(cast, title="Douze caméras"))["Location"] == url
    assert coordinator.get(f"{url}agree/").status_code == 403
    assert "Agree to lead this action" in text(police.get(f"{url}agree/"))
    for step in ("agree", "start"):
        assert police.post(f"{url}{step}/")["Location"] == url
    assert police.post(f"{url}block/", {"blocked_reason": "", "unblocker": ""}).status_code == 200
    assert police.post(f"{url}block/", {"blocked_reason": "Permit.", "unblocker": cast.organisation("NORD").pk})["Location"] == url
    assert "Permit." in text(coordinator.get(url))
    assert "Permit." in text(coordinator.get(PLAN))
    assert "each partner answers for its own" in text(coordinator.get(url))
    assert police.post(f"{url}amend/", action_data(cast, title="Treize caméras"))["Location"] == url
    for step in ("resume", "finish"):
        assert police.post(f"{url}{step}/")["Location"] == url
    action = Action.objects.get(code="S3", workspace__reference="TST-01")
    assert (action.title, action.state, action.organisation.code) == ("Treize caméras", "done", "POLICE")
    assert coordinator.post("/hotspots/TST-01/actions/S1/abandon/", {"reason": "x"}).status_code == 403
    assert police.post("/hotspots/TST-01/actions/S1/abandon/", {"reason": "No means."}).status_code == 302


def test_an_action_form_says_what_is_wrong(cast: Cast) -> None:
    """Dates in order, a measure once, a restricted action only on one's own axis."""
    client = at(cast, "coordinator")
    wrong = action_data(cast, due="2024-11-01", measure_1=cast.measure("cameras").pk)
    page = text(client.post(f"{PLAN}propose/", wrong))
    assert "Choose a day on or after the start." in page
    assert "This measure is chosen twice. Keep one." in page
    assert "Error:" in page
    assert "same axis" in text(client.post(f"{PLAN}propose/", action_data(cast, tier="axis")))


def test_a_late_action_says_so_and_asks_why(arranging: Cast) -> None:
    """On the board, on its page and in its form."""
    action = arranging.action("S1")
    action.due, action.late_reason = date(2024, 11, 1), "Waiting for the permit."
    action.save()
    client = at(arranging, "police")
    assert "Waiting for the permit." in text(client.get(PLAN))
    assert "Waiting for the permit." in text(client.get("/hotspots/TST-01/actions/S1/"))
    assert 'name="late_reason"' in text(client.get("/hotspots/TST-01/actions/S1/amend/"))
    assert 'name="organisation"' not in text(client.get("/hotspots/TST-01/actions/S1/amend/"))


def test_a_worker_logs_without_javascript_and_only_once(cast: Cast) -> None:
    """Choose, fill in, send twice: one entry, shown."""
    client = at(cast, "worker")
    assert "Maraudes" in text(client.get("/hotspots/TST-01/log/"))
    form = text(client.get("/hotspots/TST-01/actions/P1/log/"))
    assert "No names of people: describe places and work." in form
    assert "My organisation only" in form
    assert 'value="2024-11-15"' in form
    data = entry_data(note="Place du marché.")
    sent = [client.post("/hotspots/TST-01/actions/P1/log/", data)["Location"] for _time in range(2)]
    assert sent == ["/hotspots/TST-01/entries/", Entry.objects.get(note="Place du marché.").get_absolute_url()]
    assert Entry.objects.filter(note="Place du marché.").count() == 1
    page = text(client.get("/hotspots/TST-01/entries/"))
    assert page.count("Place du marché.") == 1
    assert "Place du marché." not in text(at(cast, "police").get("/hotspots/TST-01/entries/"))


def test_a_wrong_entry_keeps_what_was_typed(cast: Cast) -> None:
    """Each fault at its field."""
    page = text(at(cast, "worker").post("/hotspots/TST-01/actions/P1/log/", entry_data(day="2024-11-16", value_contacts="", note="")))
    assert "Choose today or an earlier day." in page
    assert "Write at least one number or a note." in page
    assert "id_value_contacts" in text(at(cast, "worker").post("/hotspots/TST-01/actions/P1/log/", entry_data(value_contacts="many")))


def test_units_of_the_same_dimension_can_be_chosen(cast: Cast) -> None:
    """Grams where kilos are counted; 548 g are kept as written."""
    client = at(cast, "police")
    assert '<option value="g">g</option>' in text(client.get("/hotspots/TST-01/actions/S1/log/"))
    sent = {
        "day": "2024-11-15",
        "tier": "workspace",
        "client_key": str(uuid4()),
        "value_drugs": "548",
        "unit_drugs": "g",
        "qualifier_drugs": "exact",
    }
    client.post("/hotspots/TST-01/actions/S1/log/", sent)
    assert "548\u00a0g" in text(client.get("/hotspots/TST-01/entries/"))
    assert "0.548\u00a0kg" in text(client.get("/hotspots/TST-01/actions/S1/"))


def test_an_entry_is_corrected_by_its_organisation(cast: Cast) -> None:
    """The form shows what is there; others get no such link."""
    entry = Entry.objects.get(note=SECRET, workspace__reference="TST-01")
    url = f"/hotspots/TST-01/entries/{entry.pk}/"
    form = text(at(cast, "colleague").get(url))
    assert SECRET in form
    assert 'value="3"' in form
    assert "unit_contacts" not in form
    assert at(cast, "colleague").post(url, entry_data(value_contacts="8", note="Corrigé."))["Location"] == "/hotspots/TST-01/entries/"
    entry.refresh_from_db()
    assert (entry.note, entry.author) == ("Corrigé.", cast.worker)
    assert entry.quantities.get().value == 8
    assert at(cast, "police").get(url).status_code == 404
    open_one = services.log_work(
        by=cast.police, action=cast.action("S1"), day=date(2024, 11, 1), note="x", client_key=uuid4(), quantities=[]
    )
    assert at(cast, "worker").get(f"/hotspots/TST-01/entries/{open_one.pk}/").status_code == 403


def test_entries_come_fifty_at_a_time(arranging: Cast) -> None:
    """And a link leads to the earlier ones; a mangled place starts again."""
    for number in range(52):
        an_entry(arranging.action("V1"), note=f"Passage {number}.", cleanups="1")
    client = at(arranging, "mayor")
    page = text(client.get("/hotspots/TST-01/entries/"))
    assert page.count("Passage") == 50
    following = page.split("?before=")[1].split('"')[0]
    rest = text(client.get(f"/hotspots/TST-01/entries/?before={following}"))
    assert (rest.count("Passage"), "Show earlier entries" in rest) == (2, False)
    assert text(client.get("/hotspots/TST-01/entries/?before=never")).count("Passage") == 50
    assert "See all entries" in text(client.get("/hotspots/TST-01/actions/V1/"))


def test_nothing_to_log_says_what_to_do(cast: Cast) -> None:
    """An observer has no action; an empty list of entries has a next step."""
    assert "No action to log work on" in text(at(cast, "observer").get("/hotspots/TST-01/log/"))
    assert "No entry you may read" in text(at(cast, "observer").get("/hotspots/TST-01/entries/"))


def test_the_catalogue_is_kept_by_the_cell(arranging: Cast) -> None:
    """Head and steward add and rename; how values are put together does not change."""
    one = arranging.measure("contacts")
    fields = {
        "code": "share",
        "name_fr": "Part",
        "name_nl": "Deel",
        "name_en": "Share",
        "axis": "prevention",
        "unit": one.unit_id,
        "direction": "good_up",
    }
    for name in ("head", "steward"):
        assert "Add a measure" in text(at(arranging, name).get("/measures/"))
        assert "Code" in text(at(arranging, name).get("/measures/add/"))
    assert "Add a measure" not in text(at(arranging, "police").get("/measures/"))
    assert at(arranging, "police").get("/measures/add/").status_code == 403
    client = at(arranging, "head")
    assert "Choose both parts" in text(client.post("/measures/add/", {**fields, "aggregation": "ratio"}))
    assert "only a ratio has parts" in text(client.post("/measures/add/", {**fields, "aggregation": "sum", "numerator": one.pk}))
    assert (
        client.post("/measures/add/", {**fields, "aggregation": "ratio", "numerator": one.pk, "denominator": one.pk})["Location"]
        == "/measures/"
    )
    assert 'name="aggregation"' not in text(client.get("/measures/share/"))
    assert client.post("/measures/share/", {**fields, "name_en": "Ratio"})["Location"] == "/measures/"
    assert Measure.objects.get(code="share").name_en == "Ratio"
    assert "Sum of numerators" in text(client.get("/measures/"))


def test_an_action_that_counts_a_ratio_logs_only_its_parts(arranging: Cast) -> None:
    """The ratio has no field."""
    one, action = arranging.measure("contacts"), arranging.action("P1")
    share = Measure.objects.create(
        code="share", unit=one.unit, axis="prevention", aggregation="ratio", numerator=one, denominator=one, name_fr="part", name_nl="deel"
    )
    Target.objects.create(workspace=action.workspace, action=action, measure=share)
    assert "value_share" not in text(at(arranging, "worker").get("/hotspots/TST-01/actions/P1/log/"))
    assert Unit.objects.count() == 3


@pytest.mark.parametrize("state", ["conform", "draft", "submitted"])
def test_pages_cost_the_same_for_one_and_for_twenty_actions(state: str, arranging: Cast) -> None:
    """At most twelve questions each, whatever the rows; what is restricted is written down as read by one statement more."""
    plan = arranging.plan
    plan.state = state
    plan.save()
    counts = []
    for _time in (1, 2):
        counts.append(
            [
                queries_of(arranging, name, url)
                for name in ("coordinator", "worker", "mayor")
                for url in (PLAN, "/hotspots/TST-01/actions/P1/")
            ]
        )
        for number in range(20):
            action = Action.objects.create(
                workspace=plan.workspace, plan=plan, code=f"P{_time}{number + 10}", axis="prevention", title=f"Action {number}", organisation=arranging.organisation("SOCIAL"),
                state="running", start=date(2024, 1, 8), due=date(2024, 12, 31),
            )  # fmt: skip
            Target.objects.create(workspace=plan.workspace, action=action, measure=arranging.measure("contacts"))
            an_entry(action, contacts="2")
            an_entry(arranging.action("P1"), contacts="2")
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 12


def queries_of(cast: Cast, name: str, url: str) -> int:
    """How many questions a page asks."""
    client = at(cast, name)
    with CaptureQueriesContext(connection) as queries:
        text(client.get(url))
    written = [one for one in queries if one["sql"].startswith("INSERT")]
    assert len(written) <= 1
    assert all("taskforce_reading" in one["sql"] for one in written)
    return len(queries) - len(written)
