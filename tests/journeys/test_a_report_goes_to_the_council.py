"""From a place on the map to a decision of the council: one story, told through pages by those who live it."""

from __future__ import annotations

import json

import pytest

from actions import services as planning
from actions.models import Objective, Plan
from hotspots.models import Hotspot, Phenomenon
from reports.models import Printing, RegionalReport, Remark, Report
from reports.pressroom import print_asked
from taskforce.kernel.rules import Refused
from taskforce.models import Area, User
from tests.cast import SQUARE, Cast
from tests.journeys.steps import Visitor
from tests.table import a_session

ZONE, REPORT, REGIONAL = "TST-04", "TST-04-2024-T4", "TST-2024-T4-R1"
PASSWORD = "a bus at half past six"
AXES = {"security": "Security", "prevention": "Prevention", "neighbourhood": "Neighbourhood life"}
TEXTS = {**dict.fromkeys(AXES, "Work went on as planned."), "decisions": "Light the square."}
LEADS = {"security": "POLICE", "prevention": "SOCIAL", "neighbourhood": "PROPRETE"}
MEASURES = {"security": "drugs", "prevention": "contacts", "neighbourhood": "cleanups"}


@pytest.mark.django_db
def test_from_a_place_to_a_decision(cast: Cast) -> None:
    """The cell proposes, mayors approve, the council rules, partners plan and work; a report is signed, reviewed, compiled, adopted."""
    propose(cast)
    approve(cast)
    put_in_force(cast)
    gather(cast)
    draft_a_plan(cast)
    refuse_half_a_plan(cast)
    adopt_the_plan(cast)
    work(cast)
    open_a_period(cast)
    write_the_report(cast)
    sign_at_second_sight(cast)
    give_back(cast)
    answer(cast)
    accept(cast)
    bring_to_the_council(cast)
    tell_what_happened(cast)


def propose(cast: Cast) -> None:
    """The head of the cell finds the offer on the list of hotspots; the council cannot validate before the mayors."""
    names = {"name_fr": "Place du Port", "name_nl": "Havenplein", "name_en": "Harbour square"}
    data = {"data_since": "2024-01-01", "data_until": "2024-06-30", "data_source": "Police recorded offences"}
    grounds = [Area.objects.get(code=code).pk for code in ("TST-NORD", "TST-SUD")]
    seen = {"municipalities": grounds, "phenomena": Phenomenon.objects.get().pk, "reason": "Street dealing seen all year."}
    head = Visitor(cast.head).open("hotspots:hotspots").follow("Propose a hotspot").press("Propose the hotspot", **names, **data, **seen)
    head.reads("Harbour square is proposed. Seat its mayors", ZONE, "Awaited")
    assert "have not approved yet: Nordville (en), Sudville (en)" in head.why_not("Record the validation")


def invite(by: User, organisation: str, role: str, axis: str = "", **who: str) -> str:
    """Whoever keeps the seats sends a link, shown once."""
    host = Visitor(by).open("workspace", ZONE).follow("Invite somebody")
    body = Cast().organisation(organisation).pk
    host.press("Send the invitation", **who, language="en", organisation=body, role=role, axis=axis).reads("The link is shown only now.")
    return "/join/" + host.words.split("/join/")[1].split()[0]


def seat(by: User, person: User, organisation: str, role: str, axis: str = "", *, word: User | None = None) -> None:
    """Somebody known is invited, takes the seat by a button and signs the charter; another of their organisation gives its word."""
    link = invite(by, organisation, role, axis, name=person.name, email=person.email)
    invited = Visitor(person).open(link).reads("Your invitation", "Harbour square").press("Take the seat")
    signed = invited.press("Sign the charter", agreed="on")
    if word is None:
        signed.reads("You signed the charter. Your workspace is open.")
        return
    signed.reads(f"You signed the charter. Your seat waits for the word of {Cast().organisation(organisation)}.")
    confirm(word, person.name, organisation)


def confirm(word: User, who: str, organisation: str) -> None:
    """Somebody of the organisation finds the seat on the first page and says yes."""
    asked = f"Confirm that {who} sits for {Cast().organisation(organisation)}"
    Visitor(word).open("home").follow(asked).press("Confirm the seat").reads("The seat is confirmed.")


def approve(cast: Cast) -> None:
    """Each mayor is seated for a municipality and speaks for that one only; the second approval is the last."""
    seat(cast.head, cast.mayor, "NORD", "chair", word=cast.coordinator)
    seat(cast.head, cast.mayor_elsewhere, "SUD", "chair", word=cast.coordinator_elsewhere)
    mayor = Visitor(cast.mayor).open("home").follow("Approve the hotspot for Nordville")
    mayor.post("hotspots:approve", ZONE, "TST-SUD", status=403).reads("Only a chair who sits for Sudville (en) may.")
    mayor.open("hotspot", ZONE).follow("Approve for Nordville").press("Approve the hotspot", remark="With both schools.")
    mayor.reads("The hotspot is approved for Nordville (en).", "With both schools.", "Awaited")
    other = Visitor(cast.mayor_elsewhere).open("home").follow("Approve the hotspot for Sudville").follow("Approve for Sudville")
    other.press("Approve the hotspot").reads_nothing_of("Awaited")


def put_in_force(cast: Cast) -> None:
    """The cell records the council's decision and pastes the outline; a line is no outline."""
    head = Visitor(cast.head).open("home").follow("Record the council’s decision").follow("Record the validation")
    head.press("Record the validation", on="2024-11-14", reference="CRS 2024/11").reads("The hotspot is in force.", "CRS 2024/11")
    drawn = {"since": "2024-11-15", "decision": "CRS 2024/11"}
    head.follow("Draw the perimeter").press("Save the perimeter", **drawn, outline='{"type": "LineString"}')
    head.reads("Correct this before you go on")
    head.press("Save the perimeter", outline=json.dumps(SQUARE)).reads("The perimeter is drawn.", "v1")


def gather(cast: Cast) -> None:
    """The head seats a coordinator, the coordinator the partners; somebody new chooses a password; the mayor convenes."""
    seat(cast.head, cast.reviewer, "REGION", "coordinator")
    seat(cast.reviewer, cast.police, "POLICE", "partner", "security", word=cast.police_elsewhere)
    seat(cast.reviewer, cast.worker, "SOCIAL", "worker", "prevention", word=cast.colleague)
    link = invite(cast.reviewer, "PROPRETE", "partner", "neighbourhood", name="Nadia New", email="nadia@test.invalid")
    nadia = Visitor().open(link).press("Take the seat", password=PASSWORD, again="another slip").reads("Type the same password twice.")
    nadia.press("Take the seat", password=PASSWORD, again=PASSWORD).press("Sign the charter", agreed="on").reads("Hello Nadia New")
    confirm(cast.cleaning, "Nadia New", "PROPRETE")
    mayor = Visitor(cast.mayor).open("home").follow("Convene the task force").follow("Convene the task force")
    mayor.press("Convene the task force").reads("The task force is convened. Now its plan can be drafted.")


def draft_a_plan(cast: Cast) -> None:
    """An objective, and an action asked of one lead; the plan waits for the rest."""
    coordinator = Visitor(cast.reviewer).open("hotspot", ZONE).follow("Open the plan").press("Begin the plan")
    written = {"statement": "Fewer deals on the square", "indicator": "Dealing spots", "baseline": "4", "target": "1", "due": "2025-06-30"}
    coordinator.follow("Add an objective (Security)").press("Save the objective", **written).reads("The objective is saved.", "from 4 to 1")
    ask_for(cast, "security", "Patrols on foot")
    agree(cast.police, "S1")
    ask_for(cast, "neighbourhood", "Daily cleaning")
    agree(User.objects.get(email="nadia@test.invalid"), "V1")


def ask_for(cast: Cast, axis: str, title: str) -> None:
    """The coordinator proposes an action to the organisation that would lead it."""
    given = {"title": title, "organisation": cast.organisation(LEADS[axis]).pk, "start": "2024-11-15", "due": "2025-03-31"}
    counted = {"measure_0": cast.measure(MEASURES[axis]).pk, "value_0": "20"}
    page = Visitor(cast.reviewer).open("actions:plan", ZONE).follow(f"Propose an action ({AXES[axis]})")
    page.press("Propose the action", **given, **counted).reads("The action is proposed. Its lead decides whether it agrees.")


def agree(lead: User, code: str) -> None:
    """The lead decides for itself."""
    Visitor(lead).open("actions:action", ZONE, code).press("Agree to lead it").reads("Your organisation leads this action.")


def refuse_half_a_plan(cast: Cast) -> None:
    """Without a live action on prevention nobody submits: not by the button, not by the form, not by the service."""
    why = "Prevention"
    coordinator = Visitor(cast.reviewer).open("actions:plan", ZONE).reads("Before the plan can be submitted")
    assert why in coordinator.why_not("Submit the plan")
    coordinator.post("actions:submit_plan", ZONE, status=403).reads(why)
    plan = Plan.objects.get(hotspot__reference=ZONE)
    with pytest.raises(Refused, match=why):
        planning.submit_plan(by=cast.reviewer, plan=plan)
    ask_for(cast, "prevention", "Evening rounds")
    agree(cast.worker, "P1")


def adopt_the_plan(cast: Cast) -> None:
    """Submitted by the coordinator, adopted by the chair, checked by the cell."""
    coordinator = Visitor(cast.reviewer).open("actions:plan", ZONE).follow("Submit the plan")
    coordinator.press("Submit the plan").reads("The plan is with the chair.")
    mayor = Visitor(cast.mayor).open("home").follow("Adopt the plan or give it back").follow("Adopt the plan")
    mayor.press("Adopt the plan").reads("The plan is adopted. This version stays as it is.", "Version 1")
    head = Visitor(cast.head).open("home").follow("Check the adopted plan").follow("Check the plan")
    head.press("Check the plan", conform="yes").reads("The plan is checked.", "Conform")


def work(cast: Cast) -> None:
    """The worker's evening counts in the plan."""
    worker = Visitor(cast.worker).open("home").follow("Harbour square").follow("Other actions").follow("Evening rounds")
    worker.press("Save the entry", value_contacts="12").reads("The work is logged on P1.")
    Visitor(cast.mayor).open("actions:plan", ZONE).reads("12 of 20")


def open_a_period(cast: Cast) -> None:
    """The head opens the running quarter: the new task force has its report due."""
    head = Visitor(cast.head).open("reports:reports").follow("Open a period")
    dates = {"since": "2024-10-01", "until": "2024-12-31", "due": "2025-01-31"}
    head.press("Open the period", code="2024-T4", **dates).reads("The period is open.", "Harbour square")


def write_the_report(cast: Cast) -> None:
    """Submission waits for the three texts."""
    coordinator = Visitor(cast.reviewer).open("reports:report", REPORT)
    coordinator.post("reports:start_report", REPORT, status=302)
    coordinator.open("reports:report", REPORT).reads("Draft of version 1")
    coordinator.follow("Check the answers")
    assert "Write the text on this axis first: Security." in coordinator.why_not("Submit the report")
    coordinator.open("reports:report", REPORT).follow("Write the texts").press("Save the texts", **TEXTS).reads("The texts are saved")
    coordinator.follow("Check the answers").reads("Check before you submit", "Light the square.").press("Submit the report")
    coordinator.reads("It waits for the signature of the chair.")


def sign_at_second_sight(cast: Cast) -> None:
    """The mayor sends the first version back, with a reason, and signs the second."""
    mayor = Visitor(cast.mayor).open("reports:sign", REPORT).follow("Send back to the coordinator")
    mayor.press("Send the report back", reason="Name the square.").reads("The report went back to the coordinator.")
    coordinator = Visitor(cast.reviewer).open("reports:compose", REPORT).press("Save the texts", security="Patrols held on the square.")
    coordinator.follow("Check the answers").press("Submit the report")
    mayor.open("reports:sign", REPORT).reads("Patrols held on the square.").press("Sign the report").reads("You signed the report.")


def give_back(cast: Cast) -> None:
    """The cell cannot return without a remark; with one it can."""
    head = Visitor(cast.head).open("reports:review", REPORT)
    assert head.why_not("Return the report") == "Write at least one remark for the task force first."
    head.press("Add the remark", section="prevention", text="Say how many evenings.").reads("The remark is kept.")
    head.follow("Return the report").press("Return the report", reason="One point.").reads("The report is returned.")


def answer(cast: Cast) -> None:
    """Only the section with a remark opens; each remark is answered before the next version goes, signed again."""
    coordinator = (
        Visitor(cast.reviewer).open("reports:compose", REPORT).reads("No remark asks to change this text.", "Say how many evenings.")
    )
    coordinator.press("Save the texts", prevention="Outreach on twelve evenings.")
    coordinator.follow("Check the answers")
    assert coordinator.why_not("Submit the report") == "Answer every remark first."
    coordinator.open("reports:report", REPORT).follow("Answer the remark").press("Save the answer", answer="Twelve.")
    coordinator.reads("The remark is answered.").follow("Check the answers").press("Submit the report")
    Visitor(cast.mayor).open("reports:sign", REPORT).reads("twelve evenings").press("Sign the report").reads("You signed the report.")


def accept(cast: Cast) -> None:
    """Whoever submitted it does not accept it, though reviewing for the cell; somebody else does."""
    submitter = Visitor(cast.reviewer).open("reports:review", REPORT)
    assert submitter.why_not("Accept the report") == "You submitted or signed this report yourself."
    submitter.post("reports:accept", REPORT, status=403).reads("You submitted or signed this report yourself.")
    head = Visitor(cast.head).open("reports:review", REPORT).follow("Accept the report").press("Accept the report")
    head.reads("The report is accepted. The council can read it.")


def bring_to_the_council(cast: Cast) -> None:
    """Compiled by the cell, printed in both languages, adopted in session, read by a member."""
    head = Visitor(cast.head).open("reports:desk", "TST-CELL", "2024-T4").follow("Compile the regional report")
    head.press("Compile the report", text="One new zone.").reads("The regional report is compiled.", "Light the square.")
    for language, named in (("fr", "French"), ("nl", "Dutch")):
        asked = Visitor(cast.head).open("reports:regional", REGIONAL).press(f"Prepare the PDF, {named}")
        asked.reads("The document will be printed in a moment. You may leave this page.")
        print_asked.call(Printing.objects.get(regional__reference=REGIONAL, language=language).pk)  # by a worker, beside the answers
        printed = head.client.get(f"/reports/regional/{REGIONAL}/{language}.pdf")
        assert (printed["Content-Type"], printed.content[:5]) == ("application/pdf", b"%PDF-"), language
    held = a_session()
    secretary = Visitor(cast.secretary).open("reports:regional", REGIONAL).follow("Record the adoption")
    secretary.press("Record the adoption", session=str(held.pk), decision="CRS 2024/12").reads("The adoption is recorded.")
    member = Visitor(cast.member).open("reports:reports").follow(REGIONAL)
    member.reads("Adopted by the council", "CRS 2024/12", "One new zone.", "Outreach on twelve evenings.", "12")


def tell_what_happened(cast: Cast) -> None:
    """The history of each thing names every act upon it, with its reason."""
    report, hotspot = Report.objects.get(reference=REPORT), Hotspot.objects.get(reference=ZONE)
    reader = Visitor(cast.head).open("reports:report", REPORT).follow("History of this report")
    reader.reads("Opened the period", "Started the report", "Submitted the report", "Sent the report back before signing")
    reader.reads("Name the square.", "Returned the report", "One point.", "Accepted the report")
    last = report.versions.get(number=3)
    inside = Visitor(cast.mayor).open("history", "reports.version", last.pk)
    inside.reads("Wrote the texts", "Submitted the report", "Signed the report", "Accepted the report")
    reader.open("history", "reports.version", last.pk, status=404)  # it was a draft once
    reader.open("history", "reports.remark", Remark.objects.get().pk).reads("Made a remark", "Answered a remark")
    reader.open("history", "hotspots.hotspot", hotspot.pk)
    reader.reads("Proposed the hotspot", "Approved for the municipality", "Recorded the council’s validation")
    reader.open("history", "reports.regionalreport", RegionalReport.objects.get().pk)
    reader.reads("Compiled the regional report", "Recorded the council’s adoption")
    Visitor(cast.reviewer).open("history", "actions.objective", Objective.objects.get(plan__hotspot=hotspot).pk).reads("Wrote an objective")
