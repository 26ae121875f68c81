"""Where the check bites: at every form, behind every write, and again before anything is published."""

from __future__ import annotations

import logging
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.urls import reverse

from actions import services as planning
from actions.models import Action, Entry, Plan
from hotspots import services as placing
from hotspots.forms import PerimeterForm
from hotspots.models import Phenomenon
from reports import services
from reports.models import Report, Version
from taskforce import texts
from taskforce.forms import ReasonForm
from taskforce.kernel.acts import CHECKS, acting, vouching
from taskforce.kernel.journal import Act
from taskforce.kernel.rules import Refused
from taskforce.models import Area, Justification, User
from tests.cast import TODAY, Cast, named
from tests.reports.conftest import Road, road

__all__ = ["road"]

PHONE, PLATE, NAME = "Appeler le 0478 12 34 56.", "Vu : 1-ABC-234.", "Parlé à M. Dupont."
WHY = "Number of the night shelter, public"


def browser(person: User) -> Client:
    """Sign somebody in."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(person)
    return client


def log(cast: Cast, note: str, **more: str) -> Any:
    """Send the form of work logged, as the street worker."""
    action = cast.action("P1")
    given = {"day": TODAY.isoformat(), "note": note, "tier": "organisation", "qualifier_contacts": "exact", "client_key": str(uuid4())}
    return browser(cast.worker).post(reverse("actions:log_work", args=["TST-01", action.code]), {**given, **more})


def noted(cast: Cast) -> Entry | None:
    """The note of today, if any was kept."""
    return Entry.objects.filter(author=cast.worker, day=TODAY).first()


def test_a_phone_number_is_refused_at_its_field_and_nothing_typed_is_lost(cast: Cast) -> None:
    """The form comes back with the text, the objection at the field, and the question why it must stand."""
    text = log(cast, PHONE).content.decode()
    assert noted(cast) is None
    assert text.count("Take the phone number at word 3 out, or say why it must stand here.") == 2  # in the summary and at the field
    assert PHONE in text
    assert "Why this must stand here" in text
    assert "Why this must stand here" not in log(cast, "Rien à signaler.").content.decode()


def test_a_reason_lets_it_through_and_stays_in_the_history(cast: Cast) -> None:
    """The act bears the reason; the row that lets it through says where and which kind, never what."""
    assert log(cast, PHONE, justification=WHY).status_code == 302
    entry = noted(cast)
    assert entry.note == PHONE
    act = Act.objects.get(code="actions.log_work")
    assert act.reason == WHY
    row = Justification.objects.get()
    assert (row.workspace, row.subject_type, row.subject_id, row.field, row.kind) == (
        entry.workspace,
        "actions.entry",
        entry.pk,
        "note",
        "phone",
    )
    assert row.history.get().act == act
    assert str(row) == "A phone number · actions.entry.note"
    assert WHY in browser(cast.worker).get(reverse("history", args=["actions.entry", entry.pk])).content.decode()
    assert set(Justification.objects.visible_to(cast.auditor)) == {row}
    assert not Justification.objects.visible_to(cast.police).exists()


def test_a_reason_may_not_repeat_it(cast: Cast) -> None:
    """Neither at the form nor behind it."""
    text = log(cast, PHONE, justification="It is 0478 12 34 56").content.decode()
    assert "Say why without repeating it." in text
    assert noted(cast) is None
    with vouching("It is 0478 12 34 56"), pytest.raises(ValidationError, match="without repeating"):
        placing.dissolve(by=cast.mayor, hotspot=closed(cast), reason=PHONE)


def closed(cast: Cast) -> Any:
    """The hotspot of TST-01, closed: its task force may be dissolved."""
    with acting(cast.clerk, "tests.arrange"):
        cast.hotspot.state = "closed"
        cast.hotspot.save()
    return cast.hotspot


def test_no_reason_lets_a_plate_through(cast: Cast) -> None:
    """What is refused is refused; a reason given for something else in the text changes nothing."""
    text = log(cast, PLATE, justification=WHY).content.decode()
    assert "Take the number plate out. It stands at word 3." in text
    assert "Why this must stand here" not in text
    text = log(cast, f"{PHONE} {PLATE}", justification=WHY).content.decode()
    assert "Take the number plate out." in text
    assert WHY in text  # what was typed is still there
    assert noted(cast) is None


def test_a_name_is_confirmed(cast: Cast) -> None:
    """By a box to tick; the confirmation is kept like a reason."""
    text = log(cast, NAME).content.decode()
    assert "Take the name at word 4 out, or confirm that it is an office holder’s." in text
    assert "This names an office holder, not a resident" in text
    assert log(cast, NAME, office_holder="on").status_code == 302
    assert Justification.objects.get().kind == "name"


def test_office_holders_are_named_freely(cast: Cast) -> None:
    """By their seat in a public office, by the settings, by a title of the directory; by part of their name only with the last."""
    with acting(cast.clerk, "tests.arrange"):
        cast.mayor.name = "Anne Van den Broeck"
        cast.mayor.save()
        cast.worker.name = "Karim Peeters"
        cast.worker.save()
    for text in ("Vu avec Mme Anne Van den Broeck.", "Mme Van den Broeck préside."):
        assert texts.fresh(text) == []
    assert [hit.kind.value for hit in texts.fresh("M. Peeters et Mme Anne sont venus.")] == ["name", "name"]
    with override_settings(OFFICE_HOLDERS=["Jean Peeters"]):
        assert texts.fresh("M. Peeters est venu.") == []
    with acting(cast.clerk, "tests.arrange"):
        title = cast.seat("mayor").workspace and texts.Title.objects.get(code="mayor")
        title.name_nl = "Burggraaf"
        title.save()
    assert texts.fresh("De heer Burggraaf opende.") == []


def test_a_file_with_a_personal_name_is_refused(cast: Cast) -> None:
    """The name is objected to at the field of the file."""
    file = SimpleUploadedFile("Mme_Dupont.geojson", b"{}")
    form = PerimeterForm({"since": TODAY.isoformat(), "decision": "CRS"}, {"upload": file}, hotspot=cast.hotspot)
    assert "Rename the file: its name holds the name of a person." in form.errors["upload"]


def test_a_form_outside_a_request_vouches_for_nothing(cast: Cast) -> None:
    """What a form was told is good for its request alone."""
    form = ReasonForm({"reason": PHONE, "justification": WHY})
    assert form.is_valid()
    assert form.cleaned_data == {"reason": PHONE}
    with pytest.raises(ValidationError):
        placing.dissolve(by=cast.mayor, hotspot=closed(cast), reason=PHONE)


def test_what_a_text_said_before_is_not_asked_again(cast: Cast) -> None:
    """A correction beside a number that stands is free; another number is not."""
    log(cast, PHONE, justification=WHY)
    entry = noted(cast)
    planning.amend_entry(by=cast.worker, entry=entry, note=f"{PHONE} Fermé lundi.")
    with pytest.raises(ValidationError, match="phone number"):
        planning.amend_entry(by=cast.worker, entry=entry, note="Appeler le 0479 12 34 56.")
    given = {"day": TODAY.isoformat(), "note": f"{PHONE} Fermé mardi.", "tier": "organisation", "qualifier_contacts": "exact"}
    sent = browser(cast.worker).post(reverse("actions:amend_entry", args=["TST-01", entry.pk]), {**given, "client_key": str(uuid4())})
    assert sent.status_code == 302


# Behind the pages.


def test_nothing_is_written_unchecked_by_callers_without_a_form(cast: Cast) -> None:
    """Imports, commands and the API to come meet the same check; nothing of the act stays."""
    with pytest.raises(ValidationError) as refused:
        planning.amend_action(by=cast.worker, action=cast.action("P1"), title=PLATE)
    assert refused.value.message_dict == {"title": ["Take the number plate out. It stands at word 3."]}
    assert not Act.objects.filter(code="actions.amend_action").exists()
    with vouching(WHY):
        action = planning.amend_action(by=cast.worker, action=cast.action("P1"), title=PHONE)
    assert action.title == PHONE


def test_a_swallowed_refusal_keeps_nothing(cast: Cast) -> None:
    """Who catches the refusal and goes on writes nothing more: the whole act is undone."""
    plan = cast.plan
    with pytest.raises(Exception, match="transaction"), acting(cast.clerk, "tests.write"):
        plan.words = PLATE
        try:
            plan.save()
        except ValidationError:
            cast.report.save()
    assert Plan.objects.get(pk=plan.pk).words == ""


def test_the_reason_of_an_act_is_checked_too(cast: Cast) -> None:
    """It goes into the journal, which nobody can mend."""
    with pytest.raises(ValidationError, match="number plate"):
        placing.dissolve(by=cast.mayor, hotspot=closed(cast), reason=PLATE)
    with vouching(WHY):
        placing.dissolve(by=cast.mayor, hotspot=closed(cast), reason=PHONE)
    assert Act.objects.get(code="hotspots.dissolve").reason == f"{PHONE}\n{WHY}"


def test_what_is_found_reaches_no_log(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    """Refusals say kind and place; so do their exceptions."""
    with caplog.at_level(logging.DEBUG):
        log(cast, f"{PHONE} {PLATE} {NAME}")
        with pytest.raises(ValidationError) as refused:
            planning.amend_action(by=cast.worker, action=cast.action("P1"), title=f"{PHONE} {PLATE}")
    said = caplog.text.replace("\n", " ") + repr(refused.value) + str(refused.value)
    assert not [one for one in ("0478", "12 34", "1-ABC", "ABC-234", "Dupont") if one in said.replace(repr(PHONE), "")]


# Before anything is published.


def unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Write as before there was a check."""
    monkeypatch.setattr("taskforce.kernel.trail.CHECKS", [])


def slip_in(cast: Cast, monkeypatch: pytest.MonkeyPatch, thing: Any, **fields: str) -> None:
    """Let something personal stand as if it had been written before the check."""
    with monkeypatch.context() as patch, acting(cast.clerk, "tests.arrange"):
        unchecked(patch)
        for name, text in fields.items():
            setattr(thing, name, text)
        thing.save()
    assert texts.check in CHECKS


@pytest.mark.parametrize(
    ("what", "field", "said"),
    [
        ("version", "security", "TST-01-2024-T3 · Security: Take the phone number at word 3 out"),
        ("action", "title", "P1 · Title: Take the phone number at word 3 out"),
        ("objective", "statement", "TST-01-2024-T3 · Objective: Take the phone number at word 3 out"),
        ("period", "note_fr", "2024-T3 · Note on the period in French: Take the phone number at word 3 out"),
    ],
)
def test_nothing_is_submitted_with_what_was_never_justified(
    what: str, field: str, said: str, cast: Cast, road: Road, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The texts of the report, of its actions and objectives, of the period: the place to mend is named."""
    draft = road.draft(cast.report)
    things = {"version": draft, "action": cast.action("P1"), "objective": cast.plan.objectives.first(), "period": cast.period}
    slip_in(cast, monkeypatch, things[what], **{field: PHONE})
    with pytest.raises(Refused) as refused:
        services.submit(by=cast.coordinator, report=cast.report)
    assert said.removeprefix("TST-01-2024-T3 · ") in str(refused.value)
    assert Report.objects.get(pk=cast.report.pk).state == Report.State.DRAFT


def test_a_submission_says_why_not_before_the_button_is_pressed(cast: Cast, road: Road, monkeypatch: pytest.MonkeyPatch) -> None:
    """On the page of the texts the button bears the objection."""
    draft = road.draft(cast.report)
    slip_in(cast, monkeypatch, draft, prevention=PLATE)
    page = browser(cast.coordinator).get(reverse("reports:compose", args=[cast.report.reference])).content.decode()
    assert "Prevention: Take the number plate out. It stands at word 3." in page


def test_what_was_justified_is_published(cast: Cast, road: Road) -> None:
    """From the draft to the council, through a return and its new version, and in the plan."""
    version = services.start_report(by=cast.coordinator, report=cast.report)
    with vouching(WHY, office_holder=True):
        planned = {"security": PHONE, "prevention": NAME, "neighbourhood": "Propre.", "decisions": f"{PHONE}\nÉclairer."}
        services.write_sections(by=cast.coordinator, version=version, **planned)
        planning.amend_action(by=cast.worker, action=cast.action("P1"), title=PHONE)
    services.submit(by=cast.coordinator, report=cast.report)
    services.sign(by=cast.mayor, report=cast.report)
    services.remark(by=cast.reviewer, version=Version.objects.get(report=cast.report), section="security", text="Combien ?")
    services.give_back(by=cast.reviewer, report=cast.report)
    again = cast.report.versions.latest("number")
    assert again.security == PHONE
    services.answer(by=cast.coordinator, remark=again.report.versions.first().remarks.get(), answer="Dix.")
    road.submit_again(cast.report)
    road.sign_again(cast.report)
    services.accept(by=cast.reviewer, report=cast.report)
    with vouching(WHY):
        regional = services.compile_regional(by=cast.head, period=cast.period, text=PHONE)
    assert regional.text == PHONE


def test_a_justification_is_good_for_its_own_action(cast: Cast, road: Road, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was said for the title of one action says nothing for another's."""
    road.draft(cast.report)
    with vouching(WHY):
        planning.amend_action(by=cast.worker, action=cast.action("P1"), title=PHONE)
    slip_in(cast, monkeypatch, cast.action("V1"), title=PHONE)
    with pytest.raises(Refused, match="V1 · Title") as refused:
        services.submit(by=cast.coordinator, report=cast.report)
    assert "P1" not in str(refused.value)


def frozen_with(cast: Cast, monkeypatch: pytest.MonkeyPatch, version: Version) -> None:
    """A version frozen before there was a check."""
    content = {**dict(version.content), "texts": {**dict(version.content)["texts"], "security": PLATE}}
    with monkeypatch.context() as patch, acting(cast.clerk, "tests.arrange"):
        unchecked(patch)
        version.content = content
        version.save()


def test_nothing_is_signed_accepted_or_compiled_with_it(cast: Cast, road: Road, monkeypatch: pytest.MonkeyPatch) -> None:
    """What slipped through one step is met at the next."""
    version = road.submitted(cast.report)
    clean = version.content
    frozen_with(cast, monkeypatch, version)
    with pytest.raises(Refused, match="Security: Take the number plate out"):
        services.sign(by=cast.mayor, report=cast.report)
    version.content = clean
    slip_in(cast, monkeypatch, version)
    signed = services.sign(by=cast.mayor, report=cast.report)
    frozen_with(cast, monkeypatch, signed)
    with pytest.raises(Refused, match="Security: Take the number plate out"):
        services.accept(by=cast.reviewer, report=cast.report)
    signed.content = clean
    slip_in(cast, monkeypatch, signed)
    accepted = services.accept(by=cast.reviewer, report=cast.report)
    frozen_with(cast, monkeypatch, accepted)
    with pytest.raises(Refused, match="TST-01 · Security: Take the number plate out"):
        services.compile_regional(by=cast.head, period=cast.period)


def test_no_plan_is_adopted_with_it(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """The titles, descriptions and objectives of a plan, an objective also where an action repeats it."""
    with acting(cast.clerk, "tests.arrange"):
        cast.plan.state = "draft"
        cast.plan.version = 2
        cast.plan.save()
    planning.submit_plan(by=cast.coordinator, plan=cast.plan)
    action = cast.action("V1")
    slip_in(cast, monkeypatch, action, description=PHONE)
    with pytest.raises(Refused, match="V1 · Description: Take the phone number at word 3 out"):
        planning.adopt_plan(by=cast.mayor, plan=cast.plan)
    with vouching(WHY), acting(cast.clerk, "tests.arrange"):
        objective = cast.plan.objectives.first()
        objective.statement = PHONE
        objective.save()
        action.description, action.objective = "", objective
        action.save()
    planning.adopt_plan(by=cast.mayor, plan=cast.plan)
    assert Action.objects.get(pk=action.pk).objective.statement == PHONE


def test_notices_carry_their_justification_with_them(cast: Cast) -> None:
    """A notice justified at the cell is copied to each new task force, and may be printed there."""
    with vouching(WHY), acting(cast.clerk, "tests.arrange"):
        cell = cast.workspace("TST-CELL")
        cell.notice_fr = PHONE
        cell.save()
    window = {name: getattr(cast.hotspot, name) for name in ("reason", "data_since", "data_until", "data_source")}
    places = {"municipalities": [Area.objects.get(code="TST-NORD")], "phenomena": [Phenomenon.objects.get()]}
    made = placing.propose(by=cast.head, workspace=cell, names=named("Canal"), **places, **window)
    assert made.workspace.notice_fr == PHONE
    assert texts.unfit({"notice": made.workspace.notices}, [made.workspace]) == []
    assert texts.unfit({"text": PHONE}, [made.workspace]) == ["Text: Take the phone number at word 3 out, or say why it must stand here."]
