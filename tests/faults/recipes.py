"""How each service is done for real: who does it, on what, and what comes with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from allauth.socialaccount.models import SocialAccount

from actions.models import Measure
from actions.pasting import Line
from hotspots.models import Phenomenon
from reports import services as reporting
from reports.models import Period
from reports.printings import ask_for
from taskforce.kernel.seal.sealing import seal
from taskforce.models import Area, Invitation, Organisation, User
from taskforce.uploads import receive
from tests.access import arrange as a
from tests.cast import Cast, named
from tests.files import a_photo
from tests.table import a_session, an_hour

Given = Callable[[Cast], dict[str, Any]]
MOVED: dict[str, Any] = {
    "type": "Polygon",
    "coordinates": [[[4.341, 50.85], [4.351, 50.85], [4.351, 50.86], [4.341, 50.86], [4.341, 50.85]]],
}
RULING = {"on": date(2024, 11, 1), "reference": "CRS 2024/9"}
DECIDED = {**RULING, "reason": "Because"}
OFFER = {"name": "Noor", "email": "noor@test.invalid", "language": "en", "axis": "", "title": None, "until": None}


@dataclass(frozen=True)
class Recipe:
    """One service, whose part does it, what it is given once the scene is prepared, and how many mails it sends."""

    service: str
    by: str
    given: Given
    mails: int = 0


def on(thing: str, prepare: a.Prepare, /, **more: Any) -> Given:
    """Prepare one thing and hand it over under a name, with the rest."""
    return lambda cast: {thing: prepare(cast), **more}


def also(given: Given, more: Given) -> Given:
    """Hand over what needs the scene too."""
    return lambda cast: {**given(cast), **more(cast)}


def machine(cast: Cast) -> User:
    """The account under which a command acts."""
    it: User = User.objects.machine("tests")
    it.save()
    return it


def unknown(cast: Cast) -> User:
    """Somebody new, not yet saved."""
    return User(email="noor@test.invalid", name="Noor", language="en")


BY: dict[str, Callable[[Cast], User]] = {"machine": machine, "unknown": unknown}


def saved_invitation(cast: Cast) -> dict[str, Any]:
    """An invitation on its way to somebody new."""
    it = a.invitation("observer", email="noor@test.invalid")(cast)
    it.name, it.organisation, it.digest = "Noor", cast.organisation("NORD"), "d" * 64
    it.save()
    return {"invitation": it}


def region(cast: Cast) -> dict[str, Any]:
    """A region to be opened by its head and a steward."""
    organisation = Organisation(code="NEW-ORG", kind="region", **named("Autre"))
    founders = [
        Invitation(email=f"{role}@new.invalid", name=role, language="en", organisation=organisation, role=role)
        for role in ("head", "steward")
    ]
    return {
        "area": Area(code="NEW", kind="region", **named("Neuve")), "council": named("Conseil"), "cell": named("Cellule"),
        "founders": founders, "link": "https://taskforce.invalid/join/{secret}/",
    }  # fmt: skip


def parts(cast: Cast) -> dict[str, Any]:
    """An area that is new, and one that changes."""
    new = {"code": "TST-EST", "kind": "municipality", **named("Estville")}
    return {"area": Area.objects.get(code="TST"), "parts": [new, {"code": "TST-SUD", "population": 12}]}


def title(cast: Cast) -> dict[str, Any]:
    """A phenomenon to be added by the cell."""
    return {"workspace": cast.workspace("TST-CELL"), "row": Phenomenon(), "code": "noise", **named("Bruit")}


def place(cast: Cast) -> dict[str, Any]:
    """A seat for somebody who sits there already: the earlier one ends."""
    who = {"person": cast.observer, "organisation": cast.organisation("NORD"), "role": "observer"}
    return {"workspace": cast.workspace("TST-01"), **who, "reason": "Another organisation"}


def proposal(cast: Cast) -> dict[str, Any]:
    """A hotspot on the ground of both municipalities."""
    window = {"data_since": date(2023, 1, 1), "data_until": date(2023, 12, 31), "data_source": "Police"}
    ground = {"municipalities": list(Area.objects.filter(kind="municipality")), "phenomena": [Phenomenon.objects.get()]}
    return {"workspace": cast.workspace("TST-CELL"), "names": named("La Halte"), "reason": "Open dealing", **ground, **window}


def last_approval(cast: Cast) -> dict[str, Any]:
    """The approval that settles it: the other municipality has approved."""
    a.put(a.approval("TST-SUD")(cast), state="approved", on=date(2024, 11, 1), by=cast.seat("mayor_elsewhere", "TST-02"))
    return {"approval": a.approval("TST-NORD")(cast)}


def new_action(cast: Cast) -> dict[str, Any]:
    """An action with a partner and a target."""
    targets = {cast.measure("drugs"): 5, cast.measure("cameras"): None}
    who = {"organisation": cast.organisation("POLICE"), "partners": [cast.organisation("ASSO"), cast.organisation("PROPRETE")]}
    return {"plan": cast.plan, "axis": "security", "title": "Neuve", **who, "targets": targets}


def rows(cast: Cast) -> dict[str, Any]:
    """A new action with a partner and a target, and one that changes."""
    fields = {name: value for name, value in new_action(cast).items() if name != "plan"}
    changed = a.action("V1", "proposed")(cast)
    return {"plan": cast.plan, "lines": [Line(None, fields), Line(changed, {"title": "Autre", "targets": {cast.measure("cleanups"): 3}})]}


def changed_action(cast: Cast) -> dict[str, Any]:
    """An action with another partner and other targets."""
    it = a.action("S1", "running", partner="ASSO")(cast)
    return {"action": it, "title": "Autre", "partners": [cast.organisation("PROPRETE")], "targets": {cast.measure("cameras"): 3}}


def work(cast: Cast) -> dict[str, Any]:
    """An evening of street work."""
    said = [{"measure": Measure.objects.get(code="contacts"), "value": 4, "qualifier": "about"}]
    return {"action": cast.action("P1"), "day": date(2024, 11, 12), "note": "Two squares", "client_key": UUID(int=9), "quantities": said}


def corrected(cast: Cast) -> dict[str, Any]:
    """The same evening, without its number."""
    return {"entry": a.entry(cast), "note": "One square", "quantities": []}


def accepted(cast: Cast) -> Period:
    """A period with one report accepted, all of it done for real."""
    version = reporting.start_report(by=cast.coordinator, report=cast.report)
    reporting.write_sections(by=cast.coordinator, version=version, security="S", prevention="P", neighbourhood="V")
    reporting.submit(by=cast.coordinator, report=cast.report)
    reporting.sign(by=cast.mayor, report=cast.report)
    reporting.accept(by=cast.reviewer, report=cast.report)
    return cast.period


def printed(cast: Cast) -> dict[str, Any]:
    """The last paper of an accepted report, just printed."""
    first, *others = ask_for(a.report("accepted", signed=True)(cast).accepted, cast.reviewer)
    for one in others:
        a.kept_paper(one)
    return {"printing": first, "contents": b"%PDF-1.7", "pages": 4, "made_with": {"renderer": {}}}


def quarter(cast: Cast) -> dict[str, Any]:
    """The next quarter."""
    days = {"since": date(2024, 10, 1), "until": date(2024, 12, 31), "due": date(2025, 1, 31)}
    return {"workspace": cast.workspace("TST-CELL"), "code": "2024-T4", **days, "notes": {"fr": "Note"}}


def empty_quarter(cast: Cast) -> Period:
    """A quarter whose reports are still to be opened."""
    return a.put(a.period(cast), since=date(2024, 4, 1), until=date(2024, 6, 30), due=date(2024, 7, 31))


def passkey(cast: Cast) -> dict[str, Any]:
    """One of one's own factors."""
    return {"key": a.give_factor(cast.worker).pk}


def another_feed(cast: Cast) -> dict[str, Any]:
    """A calendar whose earlier address ends."""
    a.feed("worker")(cast)
    return {}


def protected(cast: Cast) -> dict[str, Any]:
    """Nothing but an account with a factor."""
    a.give_factor(cast.worker)
    return {}


def identity(cast: Cast) -> SocialAccount:
    """An identity of the organisation's own sign-in."""
    return SocialAccount(provider="oidc", uid="subject-1")


def connected(cast: Cast) -> dict[str, Any]:
    """The same, connected."""
    it = identity(cast)
    it.user = cast.worker
    it.save()
    return {"key": it.pk}


def typed_by_mistake(cast: Cast) -> dict[str, Any]:
    """A fragment in what the chair may erase, sealed."""
    seal()
    return {"thing": cast.hotspot, "field": "reason", "fragment": "all year", "reason": "Article 17"}


def photograph(cast: Cast) -> dict[str, Any]:
    """A file for an action."""
    return {"action": cast.action("P1"), "file": receive("square.jpg", a_photo()), "title": "The square"}


def new_order(cast: Cast) -> dict[str, Any]:
    """An order of the north, under one of the region."""
    framework = a.order("signed", "TST-CELL", "REGION")(cast)
    said = {"subject": "Ban on gatherings", "basis": "Article 135", "framework": framework}
    return {
        "workspace": cast.workspace("TST-01"),
        "hotspots": [cast.hotspot],
        **said,
        "since": date(2024, 11, 20),
        "until": date(2024, 12, 20),
    }


NEXT_DAYS = {"since": date(2025, 3, 1), "until": date(2025, 4, 1)}
COUNT = {"number": 4, "since": date(2024, 11, 15), "until": date(2024, 11, 15), "source": "Police log"}


def counted(cast: Cast) -> dict[str, Any]:
    """A count to be corrected."""
    use = a.use(a.order("signed"))(cast)
    use.save()
    return {"use": use, "number": 3}


def an_afternoon(day: str) -> dict[str, Any]:
    """From two to four on a day."""
    return {"starts_at": an_hour(day), "ends_at": an_hour(day, "16:00")}


def late(cast: Cast) -> dict[str, Any]:
    """Let an action be late, so that an agenda is proposed."""
    a.put(cast.action("S1"), due=date(2024, 11, 1))
    return {}


def late_workspace(cast: Cast) -> Any:
    """A task force with something to propose."""
    late(cast)
    return cast.workspace("TST-01")


RECIPES = (
    Recipe("taskforce.add_authenticator_app", "worker", lambda cast: {"secret": a.SECRET}, mails=1),
    Recipe("taskforce.add_passkey", "worker", lambda cast: {"name": "My phone", "credential": {"id": "x"}}, mails=1),
    Recipe("taskforce.change_password", "worker", lambda cast: {"password": "a quiet river 2024"}, mails=1),
    Recipe("taskforce.confirm_seat", "colleague", on("seat", a.awaited("SOCIAL"))),
    Recipe("taskforce.decline_seat", "colleague", on("seat", a.awaited("SOCIAL"), reason="Not ours")),
    Recipe("taskforce.connect_identity", "worker", lambda cast: {"identity": identity(cast)}, mails=1),
    Recipe("taskforce.disable_account", "steward", on("seat", a.seat_of("worker"), reason="Left")),
    Recipe("taskforce.disconnect_identity", "worker", connected, mails=1),
    Recipe("taskforce.enable_account", "steward", on("seat", a.seat_of("worker", closed=True), reason="Back")),
    Recipe("taskforce.end_sessions", "worker", lambda cast: {}),
    Recipe("taskforce.issue_token", "worker", lambda cast: {"seat": cast.seat("worker"), "name": "Planning", "scope": "read", "until": date(2025, 1, 1)}),
    Recipe("taskforce.end_token", "worker", on("token", a.token("worker"))),
    Recipe("taskforce.make_feed", "worker", another_feed),
    Recipe("taskforce.end_feed", "worker", on("feed", a.feed("worker"))),
    Recipe("taskforce.erase", "mayor", typed_by_mistake),
    Recipe("taskforce.keep_anchor", "secretary", on("anchor", a.anchor, place="Registry 12")),
    Recipe("taskforce.remove_second_factor", "worker", passkey, mails=1),
    Recipe("taskforce.renew_recovery_codes", "worker", protected, mails=1),
    Recipe("taskforce.reset_second_factor", "steward", on("seat", a.seat_of("worker", factor=True), reason="Lost"), mails=1),
    Recipe("taskforce.withdraw_charter", "worker", lambda cast: {"seat": cast.seat("worker"), "reason": "Moved"}),
    Recipe("actions.attach", "worker", photograph),
    Recipe("actions.remove_evidence", "police", on("evidence", a.evidence("S1"), reason="Wrong place")),
    Recipe("actions.draft_meeting", "coordinator", lambda cast: {"workspace": late_workspace(cast), **an_afternoon("2024-12-05"), "title": "Table", "place": "Town hall"}),
    Recipe("actions.propose_agenda", "coordinator", lambda cast: {"meeting": a.meeting("draft")(cast), **late(cast)}),
    Recipe("actions.amend_meeting", "coordinator", on("meeting", a.meeting("draft"), title="Other", place="Elsewhere", **an_afternoon("2024-12-06"))),
    Recipe("actions.call_meeting", "coordinator", on("meeting", a.meeting("draft")), mails=8),
    Recipe("actions.move_meeting", "coordinator", on("meeting", a.meeting("called"), place="Elsewhere", reason="Works", **an_afternoon("2024-12-06")), mails=8),
    Recipe("actions.cancel_meeting", "coordinator", on("meeting", a.meeting("called"), reason="Snow"), mails=8),
    Recipe("actions.hold_meeting", "mayor", on("meeting", a.todays_meeting)),
    Recipe("actions.close_meeting", "coordinator", on("meeting", a.attended_meeting)),
    Recipe("actions.repeat_meeting", "coordinator", on("meeting", a.meeting("held"), months=2)),
    Recipe("actions.put_point", "police", on("meeting", a.meeting("called"), text="Lamps", tier="axis")),
    Recipe("actions.amend_point", "police", on("item", a.point("called", "POLICE"), text="Lamps", position=7)),
    Recipe("actions.take_off_point", "coordinator", on("item", a.point("called", "POLICE"))),
    Recipe("actions.record_attendance", "coordinator", also(on("meeting", a.attended_meeting), lambda cast: {"states": {cast.organisation("POLICE"): "absent", cast.organisation("SOCIAL"): "present"}})),
    Recipe("actions.record_decision", "coordinator", on("meeting", a.meeting("held"), text="So be it")),
    Recipe("actions.amend_decision", "prosecutor", on("decision", a.decision("held", "axis", "security", "POLICE"), text="Otherwise")),
    Recipe("actions.propose_commitment", "coordinator", also(on("meeting", a.meeting("held"), what="Mend the lamps", due=date(2024, 12, 1)), lambda cast: {"organisation": cast.organisation("POLICE")})),
    Recipe("actions.accept_commitment", "police", on("commitment", a.replacing("open"))),
    Recipe("actions.decline_commitment", "police", on("commitment", a.promise("proposed"), words="No means")),
    Recipe("actions.keep_commitment", "police", on("commitment", a.promise("open"), kept=True, words="All lamps burn")),
    Recipe("actions.confirm_commitment", "mayor", on("commitment", a.promise("kept"))),
    Recipe("actions.attach_to_meeting", "police", lambda cast: {"meeting": a.meeting("called")(cast), "file": receive("square.jpg", a_photo()), "tier": "axis"}),
    Recipe("actions.remove_meeting_file", "coordinator", on("file", a.annex("held", "NORD"), reason="Wrong place")),
    Recipe("taskforce.accept_invitation", "unknown", saved_invitation),
    Recipe("taskforce.choose_digest", "mayor", lambda cast: {"digest": "weekly"}),
    Recipe("taskforce.put_away_first_steps", "mayor", lambda cast: {}),
    Recipe("actions.choose_buttons", "worker", lambda cast: {"reference": "TST-01", "buttons": ["TST-01/P1/contacts"]}),
    Recipe("taskforce.choose_language", "mayor", lambda cast: {"language": "nl"}),
    Recipe("taskforce.frame", "mayor", on("workspace", a.workspace("TST-01"), purpose="Calm streets")),
    Recipe("taskforce.import_areas", "machine", parts),
    Recipe(
        "taskforce.invite", "mayor",
        also(
            on("workspace", a.workspace("TST-01"), link="https://taskforce.invalid/join/{secret}/", role="observer", **OFFER),
            lambda cast: {"organisation": cast.organisation("NORD")},
        ),
        mails=1,
    ),
    Recipe("taskforce.keep_directory", "head", title),
    Recipe("taskforce.open_region", "machine", region, mails=2),
    Recipe("taskforce.seat", "mayor", place),
    Recipe("taskforce.sign_charter", "unsigned", lambda cast: {"seat": cast.seat("unsigned")}),
    Recipe("taskforce.unseat", "mayor", lambda cast: {"seat": cast.seat("observer"), "reason": "Left"}),
    Recipe("taskforce.withdraw_invitation", "mayor", saved_invitation),
    Recipe("hotspots.approve", "mayor", last_approval),
    Recipe("hotspots.amend_order", "coordinator", also(on("order", a.order("draft"), subject="Autre"), lambda cast: {"hotspots": [cast.hotspot, cast.proposed]})),
    Recipe("hotspots.correct_use", "police", counted),
    Recipe("hotspots.draft_order", "coordinator", new_order),
    Recipe("hotspots.extend_order", "coordinator", on("order", a.order("signed"), evaluation="Calmer", **NEXT_DAYS)),
    Recipe("hotspots.record_use", "police", also(on("order", a.order("signed"), **COUNT), lambda cast: {"workspace": cast.workspace("TST-01")})),
    Recipe("hotspots.repeal_order", "mayor", on("order", a.order("signed"), on=date(2024, 11, 20), reason="Calm")),
    Recipe("hotspots.discard_order", "coordinator", on("order", a.order("draft"))),
    Recipe("hotspots.sign_order", "mayor", on("order", a.order("draft"), on=date(2024, 11, 15))),
    Recipe("hotspots.close", "head", on("hotspot", a.hotspot("validated"), **DECIDED)),
    Recipe("hotspots.convene", "mayor", on("hotspot", a.hotspot("validated"))),
    Recipe("hotspots.dissolve", "mayor", on("hotspot", a.hotspot("closed", "TST-01"), reason="Closed")),
    Recipe("hotspots.draw_perimeter", "head", lambda cast: {"hotspot": cast.hotspot, "geometry": MOVED, "since": date(2024, 11, 1), "decision": "CRS"}),
    Recipe("hotspots.propose", "head", proposal),
    Recipe("hotspots.refuse", "mayor", on("approval", a.approval("TST-NORD"), remark="No")),
    Recipe("hotspots.reject", "head", on("hotspot", a.hotspot("approved"), **DECIDED)),
    Recipe("hotspots.resume", "head", on("hotspot", a.hotspot("suspended"), **RULING)),
    Recipe("hotspots.suspend", "head", on("hotspot", a.hotspot("validated"), **DECIDED)),
    Recipe("hotspots.validate", "head", on("hotspot", a.hotspot("approved"), **RULING)),
    Recipe("actions.abandon", "police", on("action", a.action("S1", "running"), reason="No money")),
    Recipe("actions.adopt_plan", "mayor", on("plan", lambda cast: a.put(cast.plan, state="submitted", version=2))),
    Recipe("actions.agree", "police", on("action", a.action("S1", "proposed"))),
    Recipe("actions.amend_action", "police", changed_action),
    Recipe("actions.amend_entry", "worker", corrected),
    Recipe("actions.block", "cleaning", also(on("action", a.action("V1", "running"), blocked_reason="Works"), lambda cast: {"unblocker": cast.organisation("REGION")}), mails=2),
    Recipe("actions.check_plan", "head", on("plan", a.plan("adopted"), conform=False, words="Say when"), mails=2),
    Recipe("actions.draft_plan", "coordinator", on("hotspot", a.without_plan)),
    Recipe("actions.finish", "police", on("action", a.action("S1", "running"))),
    Recipe("actions.give_back_plan", "mayor", on("plan", a.plan("submitted"), words="Say when"), mails=6),
    Recipe("actions.propose_action", "coordinator", new_action, mails=1),
    Recipe("actions.undo_log", "worker", on("entry", a.just_logged())),
    Recipe("actions.import_actions", "coordinator", rows, mails=1),
    Recipe("actions.log_work", "worker", work),
    Recipe("taskforce.save_filter", "mayor", lambda cast: {"name": "Late ones", "at": "/hotspots/?on=2024-11-01"}),
    Recipe("taskforce.forget_filter", "mayor", on("saved", a.saved_filter)),
    Recipe("actions.resume", "cleaning", on("action", a.action("V1", "blocked"))),
    Recipe("actions.revise_plan", "coordinator", on("plan", a.plan("conform"), reason="A new year")),
    Recipe("actions.set_objective", "coordinator", on("plan", a.plan("draft"), axis="security", statement="Calm", indicator="Calls")),
    Recipe("actions.start", "worker", on("action", a.action("P1", "agreed"))),
    Recipe("actions.submit_plan", "coordinator", on("plan", a.plan("draft"))),
    Recipe("reports.accept", "reviewer", on("report", a.report("submitted", signed=True)), mails=1),
    Recipe("reports.adopt_regional", "head", also(on("regional", a.regional, decision="Session 4"), lambda _cast: {"session": a_session(day="2024-11-04")}), mails=1),
    Recipe("reports.ask_decision", "head", lambda cast: {"period": cast.period, "text": "Fund two posts", "organisation": cast.organisation("NORD")}),
    Recipe("reports.withdraw_asked", "head", on("asked", a.asked())),
    Recipe("reports.settle_asked", "secretary", on("asked", a.settleable, state="adopted", words="Granted for a year")),
    Recipe("reports.ask_question", "member", also(on("regional", a.regional, text="How many evenings?", due=date(2024, 12, 1)), lambda cast: {"organisations": [cast.organisation("POLICE")]}), mails=2),
    Recipe("reports.answer_question", "police", on("answer", a.answer(), text="Twelve")),
    Recipe("reports.answer", "coordinator", on("remark", a.remark("returned"), answer="Mended")),
    Recipe("reports.close_remark", "reviewer", on("remark", a.remark("submitted"))),
    Recipe("reports.compile_regional", "head", on("period", accepted, text="As every quarter")),
    Recipe("reports.correct", "coordinator", on("report", a.report("accepted", signed=True), reason="A number was wrong")),
    Recipe("reports.give_back", "reviewer", on("report", a.remarked, reason="One point"), mails=2),
    Recipe("reports.keep_document", "reviewer", printed),
    Recipe("reports.open_due_reports", "head", on("period", empty_quarter)),
    Recipe("reports.open_period", "head", quarter),
    Recipe("reports.remark", "reviewer", on("version", lambda cast: a.report("submitted", signed=True)(cast).versions.get(), section="figures", text="Why?")),
    Recipe("reports.send_back", "mayor", on("report", a.report("submitted"), reason="Not yet"), mails=1),
    Recipe("reports.autosave_section", "coordinator", on("version", a.version, section="security", text="Patrols", was="S")),
    Recipe("reports.explain", "coordinator", on("report", a.unexplained, explanations={"late_unexplained/S1": "A car is missing"})),
    Recipe("reports.open_section", "reviewer", on("report", a.unanswered, section="security", reason="They asked by phone")),
    Recipe("reports.remind", "reviewer", lambda cast: {"period": cast.period}, mails=4),
    Recipe("reports.skip_report", "reviewer", on("report", lambda cast: cast.report, reason="Convened too late")),
    Recipe("reports.expect_again", "reviewer", on("report", a.left_out)),
    Recipe("reports.sign", "mayor", on("report", a.report("submitted"))),
    Recipe("reports.start_report", "coordinator", lambda cast: {"report": cast.report}),
    Recipe("reports.submit", "coordinator", on("report", a.report("draft"))),
    Recipe("reports.write_sections", "coordinator", on("version", a.version, security="Patrols", difficulties="None")),
)  # fmt: skip
