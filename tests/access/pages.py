"""One written table: every address, who is answered there, who is told why not, and for whom nothing is there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from reports.models import Printing
from taskforce.models import SavedFilter
from tests.access.arrange import a_token, give_factor, put
from tests.access.arrange import kept_paper as kept
from tests.access.world import Side
from tests.cast import EVERYONE, SEATS
from tests.table import an_hour

TABLE = {name for name, where, *_ in SEATS if where == "TST-01"}
ABOVE = {"head", "reviewer"}
COUNCIL = {"member", "secretary"}
INSIDE = TABLE | ABOVE
ALL = set(EVERYONE)
SEATED = ALL - {"expired", "unsigned", "outsider"}
PLANNERS = {"coordinator", "police", "prosecutor", "colleague", "association", "cleaning"}
KEEPERS = {"head", "steward"}
SEATING = {"mayor", "coordinator", "steward"}
DRAFTING = TABLE - {"observer"}
ISSUING = {"mayor", "coordinator"}
COUNTING = {"coordinator", "police"}
REGION = ABOVE | {name for name, where, *_ in SEATS if where in {"TST-01", "TST-02", "TST-03"}}
CONVENORS = {"mayor", "coordinator"}
SECURITY = {"police", "prosecutor"}
SPEAKING = {"prosecutor"}
OUTREACH = {"worker", "colleague"}
LOGGING = {"police", "prosecutor", "worker", "colleague", "cleaning"}


class Page(NamedTuple):
    """An address: what it names on a side, whom it answers (with ``ok``), whom it refuses in words; all others find nothing.

    ``ready`` puts the side in the state in which the address answers. ``shared``: it names nothing that belongs to a side.
    ``sends``: who of those answered may send the form, unless all of them.
    ``still``: whom it answers once the task force is dissolved and all is over; unless written, what reads answers as before
    and what acts refuses everybody in words. Accounts, charters, anchors and what was typed by mistake outlive a task force.
    """

    name: str
    args: Callable[[Side], tuple[Any, ...]]
    may: set[str]
    told: set[str] = set()  # never written
    ok: int = 200
    ready: Callable[[Side], Any] | None = None
    shared: bool = False
    case: str = ""
    sends: set[str] | None = None
    still: set[str] | None = None


def _here(*more: Any) -> Callable[[Side], tuple[Any, ...]]:
    return lambda side: (side.reference, *more)


def _report(state: str, *more: Any) -> Callable[[Side], tuple[Any, ...]]:
    return lambda side: (side.report(state).reference, *more)


def _at_desk(state: str) -> Callable[[Side], tuple[Any, ...]]:
    return lambda side: (side.cell, side.period(state).code)


def _regional(state: str, *more: Any) -> Callable[[Side], tuple[Any, ...]]:
    return lambda side: (side.regional(state).reference, *more)


def _printing(side: Side) -> tuple[Any, ...]:
    return (_printings(side).get(language="fr").code,)


def _printings(side: Side) -> Any:
    return Printing.objects.filter(version__report=side.report("accepted"))


def _failed(side: Side) -> None:
    _printings(side).update(state="failed")


def _printed(side: Side) -> None:
    """One paper is printed, the others not yet: there is no bundle so far."""
    kept(_printings(side).get(language="fr"))


def _none(_side: Side) -> tuple[Any, ...]:
    return ()


def _just_logged(part: str, code: str) -> Callable[[Side], Any]:
    return lambda side: side.log(part, code)


def _plan(state: str) -> Callable[[Side], Any]:
    return lambda side: put(side.plan, state=state, version=3)


def _hotspot(state: str, room: str = "") -> Callable[[Side], Any]:
    def ready(side: Side) -> None:
        put(side.hotspot, state=state)
        if room:
            put(side.room, state=room, convened_on=None)

    return ready


def _factor(part: str) -> Callable[[Side], Any]:
    return lambda side: give_factor(side.people[part])


def _token(side: Side) -> None:
    a_token(side.people["worker"], side.seat("worker"))


def _key(rows: Any) -> tuple[int]:
    """The only row's key; nothing's where the side was not made ready."""
    return (rows.values_list("pk", flat=True).first() or 0,)


def _closed(side: Side) -> None:
    put(side.people["observing"], is_active=False)


def _identity(side: Side) -> None:
    side.people["worker"].socialaccount_set.create(provider="oidc", uid=side.reference)


def _order(subject: str) -> Callable[[Side], tuple[Any, ...]]:
    return lambda side: (side.order(subject).reference,)


def _framework(subject: str) -> Callable[[Side], tuple[Any, ...]]:
    return lambda side: (side.framework(subject).reference,)


def _meeting(state: str, *more: Any) -> Callable[[Side], tuple[Any, ...]]:
    return lambda side: (side.reference, side.meeting(state).number, *more)


def _point(tier: str) -> Callable[[Side], tuple[Any, ...]]:
    return lambda side: (side.point(tier).pk,)


def _promise(state: str) -> Callable[[Side], tuple[Any, ...]]:
    return lambda side: (side.promise(state).pk,)


def _today(side: Side) -> None:
    """Let the meeting that is called be today."""
    put(side.meeting("called"), starts_at=an_hour("2024-11-15", "08:00"), ends_at=an_hour("2024-11-15", "09:00"))


def _filter(side: Side) -> None:
    SavedFilter.objects.create(person=side.people["worker"], name=side.reference, path="/hotspots/")


def _awaited(side: Side) -> None:
    put(side.hotspot, state="proposed")
    put(side.hotspot.approvals.get(), state="awaited", by=None, on=None)


def _approval(side: Side) -> tuple[Any, ...]:
    return (side.reference, side.hotspot.approvals.get().municipality.code)


PAGES = (
    Page("home", _none, ALL, shared=True),
    Page("workspaces", _none, ALL, shared=True),
    Page("workspace", _here(), INSIDE | {"steward"}),
    Page("frame", _here(), SEATING | {"head"}, INSIDE),
    Page("invite", _here(), SEATING | {"head"}, INSIDE),
    Page("charter", lambda side: (side.seat("signing").pk,), {"unsigned"}),
    Page("charter", lambda side: (side.seat("police").pk,), set(), {"police"}, case="signed"),
    Page("workspace", lambda side: (f"{side.reference[:3]}-COUNCIL",), ABOVE | COUNCIL | {"auditor", "steward"}, case="the council"),
    Page("confirm", lambda side: (side.seat("waiting").pk,), {"association"}, INSIDE | {"steward"}),
    Page("decline", lambda side: (side.seat("waiting").pk,), {"association"}, INSIDE | {"steward"}),
    Page("unseat", lambda side: (side.seat("observing").pk,), SEATING, INSIDE),
    Page("withdraw", lambda side: (side.invitation().pk,), SEATING | {"head"}, ok=302, sends=SEATING, still=SEATING | {"head"}),
    Page("withdraw_charter", lambda side: (side.seat("observing").pk,), SEATING, INSIDE),
    Page(
        "withdraw_charter",
        lambda side: (side.seat("worker").pk,),
        {*SEATING, "worker"},
        INSIDE,
        case="the worker's",
        still={*SEATING, "worker"},
    ),
    Page("reset_factor", lambda side: (side.seat("coordinator").pk,), KEEPERS, INSIDE, ready=_factor("coordinator"), still=KEEPERS),
    Page(
        "reset_factor",
        lambda side: (side.seat("worker").pk,),
        {"steward"},
        INSIDE,
        ready=_factor("worker"),
        case="the worker's",
        still={"steward"},
    ),
    Page("disable_account", lambda side: (side.seat("coordinator").pk,), KEEPERS, INSIDE, still=KEEPERS),
    Page("enable_account", lambda side: (side.seat("observing").pk,), {"steward"}, INSIDE, ready=_closed, still={"steward"}),
    Page("news", _none, ALL, shared=True),
    Page("notices", _none, ALL, shared=True),
    Page("notices_read", _none, ALL, ok=302, shared=True),
    Page("first_steps_away", _none, ALL, ok=302, shared=True),
    Page("digest", _none, ALL, shared=True),
    Page("security", _none, ALL, shared=True),
    Page("change_password", _none, ALL, shared=True),
    Page("mfa_activate_totp", _none, ALL, shared=True),
    Page("mfa_add_webauthn", _none, ALL, shared=True),
    Page("remove_factor", lambda side: _key(side.people["worker"].factors), {"worker"}, ready=_factor("worker"), still={"worker"}),
    Page("recovery_codes", _none, ALL, shared=True, sends=set()),
    Page("end_sessions", _none, ALL, ok=302, shared=True),
    Page("calendar", _none, ALL, shared=True, sends=SEATED),
    Page("tokens", _none, ALL, shared=True),
    Page("end_token", lambda side: _key(side.people["worker"].tokens), {"worker"}, ready=_token, still={"worker"}),
    Page("end_feed", lambda side: _key(side.people["worker"].feeds), {"worker"}, still={"worker"}),
    Page("actions:quick_buttons", _here(), PLANNERS | OUTREACH, still=PLANNERS | OUTREACH),
    Page("search", _none, ALL, shared=True),
    Page("shortcuts", _none, ALL, shared=True),
    Page("help", _none, ALL, shared=True),
    Page("guide", lambda _side: ("coordinator",), ALL, shared=True),
    Page("connect", _none, set(), shared=True, case="no identities"),
    Page("disconnect", lambda side: _key(side.people["worker"].socialaccount_set), {"worker"}, ok=302, ready=_identity, still={"worker"}),
    Page("account_reauthenticate", _none, ALL, shared=True),
    Page("mfa_reauthenticate", _none, ALL, ok=302, shared=True, case="no factor"),
    Page("mfa_reauthenticate_webauthn", _none, ALL, ok=302, shared=True, case="no factor"),
    Page("save_filter", _none, ALL, shared=True),
    Page("forget_filter", lambda side: _key(side.people["worker"].filters), {"worker"}, ok=302, ready=_filter, still={"worker"}),
    Page("directory", _none, ALL, shared=True),
    Page("organisation_add", _none, KEEPERS, ALL, shared=True),
    Page("organisation", lambda _side: ("SOCIAL",), KEEPERS, ALL, shared=True),
    Page("timeline", _here(), INSIDE | {"auditor"}),
    Page("timeline_csv", _here(), {"auditor"}),
    Page("readings", _here(), {"auditor"}),
    Page("readings_csv", _here(), {"auditor"}),
    Page("as_of", _here(), INSIDE | {"steward"}),
    Page("history", lambda side: ("hotspots.hotspot", side.hotspot.pk), INSIDE | COUNCIL),
    Page("history", lambda side: ("actions.action", side.plan.actions.get(code="S2").pk), {"police", "prosecutor"}, case="restricted"),
    Page("erase", lambda side: ("hotspots.hotspot", side.hotspot.pk), {"mayor", "head"}, INSIDE | COUNCIL, still={"mayor", "head"}),
    Page("erase", lambda side: ("actions.action", side.plan.actions.get(code="S2").pk), set(), {"police", "prosecutor"}, case="restricted"),
    Page("anchors", lambda side: (side.council,), COUNCIL | {"auditor"}),
    Page("keep_anchor", lambda side: (side.anchor().pk,), {"secretary"}, {"member", "auditor"}, still={"secretary"}),
    Page("hotspots:hotspots", _none, ALL, shared=True),
    Page("hotspots:propose", lambda side: (side.cell,), {"head"}, {"reviewer", "steward"}, still={"head"}),
    Page("hotspots:approve", _approval, {"mayor"}, INSIDE, ready=_awaited),
    Page("hotspots:refuse", _approval, {"mayor"}, INSIDE, ready=_awaited),
    Page("hotspots:rule", _here("suspend"), {"head"}, INSIDE | COUNCIL),
    Page("hotspots:rule", _here("validate"), {"head"}, INSIDE | COUNCIL, ready=_hotspot("approved"), case="validate"),
    Page("hotspots:perimeters", _here(), INSIDE | COUNCIL),
    Page("hotspots:perimeter", _here(), {"head"}, INSIDE | COUNCIL),
    Page("hotspots:convene", _here(), {"mayor"}, INSIDE | COUNCIL, ready=_hotspot("validated", "to_convene")),
    Page("hotspots:dissolve", _here(), {"mayor"}, INSIDE | COUNCIL, ready=_hotspot("closed")),
    Page("hotspot", _here(), INSIDE | COUNCIL),
    Page("hotspots:orders", _here(), INSIDE),
    Page("orders:orders", _none, ALL, shared=True),
    Page("orders:draft_order", _here(), ISSUING, INSIDE),
    Page("orders:draft_order", lambda side: (side.cell,), {"head"}, {"reviewer"}, case="regional", still={"head"}),
    Page("orders:order", _order("Signed"), INSIDE),
    Page("orders:order", _order("Draft"), INSIDE, case="draft"),
    Page("orders:order", _framework("Framework"), REGION, shared=True, case="regional"),
    Page("orders:order", _framework("Framework draft"), ABOVE, case="regional draft"),
    Page("orders:amend_order", _order("Draft"), ISSUING, INSIDE),
    Page("orders:amend_order", _framework("Framework draft"), {"head"}, {"reviewer"}, case="regional", still={"head"}),
    Page("orders:discard_order", _order("Draft"), ISSUING, INSIDE),
    Page("orders:discard_order", _framework("Framework draft"), {"head"}, {"reviewer"}, case="regional", still={"head"}),
    Page("orders:sign_order", _order("Draft"), {"mayor"}, INSIDE),
    Page("orders:sign_order", _framework("Framework draft"), {"head"}, {"reviewer"}, case="regional", still={"head"}),
    Page("orders:extend_order", _order("Signed"), ISSUING, INSIDE),
    Page("orders:repeal_order", _order("Signed"), {"mayor"}, INSIDE),
    Page("orders:record_use", lambda side: (side.order("Signed").reference, side.reference), COUNTING, INSIDE),
    Page("orders:correct_use", lambda side: (side.order("Signed").reference, side.use().pk), COUNTING, INSIDE),
    Page("actions:plan", _here(), INSIDE),
    Page("actions:draft_plan", _here(), set(), INSIDE, case="there is one already"),
    Page("actions:submit_plan", _here(), PLANNERS, INSIDE, ready=_plan("draft")),
    Page("actions:adopt_plan", _here(), {"mayor"}, INSIDE, ready=_plan("submitted")),
    Page("actions:give_back_plan", _here(), {"mayor"}, INSIDE, ready=_plan("submitted")),
    Page("actions:check_plan", _here(), ABOVE, INSIDE, still=ABOVE),
    Page("actions:revise_plan", _here(), PLANNERS, INSIDE, ready=_plan("conform")),
    Page("actions:plan_version", _here(2), INSIDE),
    Page("actions:set_objective", _here(), PLANNERS, INSIDE, ready=_plan("draft")),
    Page("actions:amend_objective", lambda side: (side.reference, side.plan.objectives.first().pk), PLANNERS, INSIDE, ready=_plan("draft")),
    Page("actions:propose_action", _here(), PLANNERS, INSIDE),
    Page("actions:paste", _here(), PLANNERS, INSIDE),
    Page("actions:plan_template", _here(), PLANNERS, INSIDE, still=set()),
    Page("actions:move", _here("S1"), {"police"}, INSIDE),
    Page("actions:move", _here("S7"), PLANNERS, INSIDE, case="proposed"),
    Page("actions:move", _here("S2"), {"prosecutor"}, {"police"}, case="restricted"),
    Page("actions:action", _here("S1"), INSIDE),
    Page("actions:action", _here("S2"), {"police", "prosecutor"}, case="restricted"),
    Page("actions:amend_action", _here("S1"), {"police"}, INSIDE),
    Page("actions:agree", _here("S7"), {"police"}, INSIDE),
    Page("actions:start", _here("S8"), {"police"}, INSIDE),
    Page("actions:block", _here("S1"), {"police"}, INSIDE),
    Page("actions:resume", _here("S9"), {"police"}, INSIDE),
    Page("actions:finish", _here("S1"), {"police"}, INSIDE),
    Page("actions:finish", _here("S2"), {"prosecutor"}, {"police"}, case="restricted"),
    Page("actions:abandon", _here("S1"), {"police"}, INSIDE),
    Page("actions:log_work", _here("S1"), {"police"}, INSIDE),
    Page("actions:log_work", _here("P1"), {"worker", "colleague"}, INSIDE, case="prevention"),
    Page("actions:attach", _here("S1"), {"police"}, INSIDE),
    Page("actions:attach", _here("P1"), {"worker", "colleague"}, INSIDE, case="prevention"),
    Page("actions:attach", _here("S2"), {"prosecutor"}, {"police"}, case="restricted"),
    Page("actions:evidence", lambda side: (side.evidence("S1").pk,), INSIDE),
    Page("actions:evidence", lambda side: (side.evidence("P1").pk,), {"worker", "colleague"}, case="prevention"),
    Page("actions:evidence", lambda side: (side.evidence("S2").pk,), {"police", "prosecutor"}, case="restricted"),
    Page("actions:remove_evidence", lambda side: (side.evidence("S1").pk,), {"police"}, INSIDE),
    Page("actions:remove_evidence", lambda side: (side.evidence("P1").pk,), {"worker", "colleague"}, case="prevention"),
    Page("actions:remove_evidence", lambda side: (side.evidence("S2").pk,), {"prosecutor"}, {"police"}, case="restricted"),
    Page("actions:log", _here(), INSIDE),
    Page("actions:entries", _here(), INSIDE),
    Page("actions:amend_entry", lambda side: (side.reference, side.entry("S1").pk), {"police"}, INSIDE),
    Page("actions:amend_entry", lambda side: (side.reference, side.entry("P1").pk), {"worker", "colleague"}, case="prevention"),
    Page("actions:meetings", _here(), INSIDE),
    Page("actions:draft_meeting", _here(), CONVENORS, INSIDE),
    Page("actions:meeting", _meeting("held"), INSIDE),
    Page("actions:meeting", _meeting("draft"), INSIDE, case="in preparation"),
    Page("actions:meeting", _meeting("closed"), INSIDE, case="closed"),
    Page("actions:amend_meeting", _meeting("draft"), CONVENORS, INSIDE),
    Page("actions:propose_agenda", _meeting("draft"), CONVENORS, INSIDE),
    Page("actions:call_meeting", _meeting("draft"), CONVENORS, INSIDE),
    Page("actions:move_meeting", _meeting("called"), CONVENORS, INSIDE),
    Page("actions:cancel_meeting", _meeting("called"), CONVENORS, INSIDE),
    Page("actions:hold_meeting", _meeting("called"), CONVENORS, INSIDE, ready=_today),
    Page("actions:hold_meeting", _meeting("called"), set(), INSIDE, case="not its day"),
    Page("actions:close_meeting", _meeting("held"), CONVENORS, INSIDE),
    Page("actions:close_meeting", _meeting("closed"), set(), INSIDE, case="closed"),
    Page("actions:repeat_meeting", _meeting("held"), CONVENORS, INSIDE),
    Page("actions:meeting_calendar", _meeting("called"), INSIDE),
    Page("actions:put_point", _meeting("called"), DRAFTING, INSIDE),
    Page("actions:put_point", _meeting("closed"), set(), INSIDE, case="closed"),
    Page("actions:amend_point", _point("workspace"), CONVENORS, INSIDE),
    Page("actions:amend_point", _point("axis"), {"police"}, {"prosecutor"}, case="restricted"),
    Page("actions:amend_point", _point("organisation"), OUTREACH, case="prevention"),
    Page("actions:take_off_point", _point("workspace"), CONVENORS, INSIDE),
    Page("actions:take_off_point", _point("axis"), {"police"}, {"prosecutor"}, case="restricted"),
    Page("actions:record_attendance", _meeting("held"), CONVENORS, INSIDE),
    Page("actions:record_attendance", _meeting("closed"), set(), INSIDE, case="closed"),
    Page("actions:record_decision", _meeting("held"), CONVENORS | SECURITY | OUTREACH, INSIDE),
    Page("actions:record_decision", _meeting("closed"), set(), INSIDE, case="closed"),
    Page("actions:amend_decision", lambda side: (side.decision("workspace").pk,), CONVENORS, INSIDE),
    Page("actions:amend_decision", lambda side: (side.decision("axis").pk,), SECURITY, case="restricted"),
    Page("actions:amend_decision", lambda side: (side.decision("organisation").pk,), OUTREACH, case="prevention"),
    Page("actions:attach_to_meeting", _meeting("held"), DRAFTING, INSIDE),
    Page("actions:attach_to_meeting", _meeting("closed"), set(), INSIDE, case="closed"),
    Page("actions:meeting_file", lambda side: (side.annex("workspace").pk,), INSIDE),
    Page("actions:meeting_file", lambda side: (side.annex("axis").pk,), SECURITY, case="restricted"),
    Page("actions:meeting_file", lambda side: (side.annex("organisation").pk,), OUTREACH, case="prevention"),
    Page("actions:remove_meeting_file", lambda side: (side.annex("workspace").pk,), {"police"}, INSIDE),
    Page("actions:remove_meeting_file", lambda side: (side.annex("axis").pk,), {"police"}, {"prosecutor"}, case="restricted"),
    Page("actions:remove_meeting_file", lambda side: (side.annex("organisation").pk,), OUTREACH, case="prevention"),
    Page("actions:commitments", _here(), INSIDE),
    Page("actions:commitment", _promise("open"), INSIDE),
    Page("actions:propose_commitment", _meeting("held"), CONVENORS, INSIDE),
    Page("actions:accept_commitment", _promise("proposed"), {"police"}, INSIDE),
    Page("actions:decline_commitment", _promise("proposed"), {"police"}, INSIDE),
    Page("actions:keep_commitment", _promise("open"), {"police"}, INSIDE),
    Page("actions:keep_commitment", _promise("proposed"), set(), INSIDE, case="not accepted"),
    Page("actions:confirm_commitment", _promise("kept"), {"mayor"}, INSIDE),
    Page("minutes", _meeting("closed", "fr"), INSIDE),
    Page("minutes", _meeting("called", "fr"), set(), case="not held"),
    Page("minutes_annex", _meeting("closed", "fr"), SECURITY | OUTREACH),
    Page("actions:quick_log", _none, ALL, shared=True, sends=LOGGING),
    Page("actions:my_notes", _none, ALL, shared=True),
    Page("actions:entry", lambda side: (side.entry("S1").pk,), INSIDE),
    Page("actions:entry", lambda side: (side.entry("P1").pk,), {"worker", "colleague"}, case="prevention"),
    Page("actions:entry", lambda side: (side.entry("S2").pk,), {"police", "prosecutor"}, case="restricted"),
    Page("actions:undo_log", lambda side: (side.last_entry("S1").pk,), {"police"}, INSIDE, ready=_just_logged("police", "S1")),
    Page(
        "actions:undo_log",
        lambda side: (side.last_entry("P1").pk,),
        {"worker"},
        {"colleague"},
        ready=_just_logged("worker", "P1"),
        case="prevention",
    ),
    Page("actions:undo_log", lambda side: (side.entry("S2").pk,), set(), {"police", "prosecutor"}, case="of others, restricted"),
    Page("actions:typical", _none, ALL, shared=True),
    Page("actions:add_typical", _none, KEEPERS, ALL, shared=True),
    Page("actions:keep_typical", lambda _side: ("street-work",), KEEPERS, ALL, shared=True),
    Page("actions:measures", _none, ALL, shared=True),
    Page("actions:add_measure", _none, KEEPERS, ALL, shared=True),
    Page("actions:keep_measure", lambda _side: ("contacts",), KEEPERS, ALL, shared=True),
    Page("reports:reports", _none, ALL, shared=True),
    Page("reports:periods", _none, ALL, shared=True),
    Page("reports:open_period", lambda side: (side.cell,), {"head"}, {"reviewer", "steward"}, still={"head"}),
    Page("reports:desk", _at_desk("due"), ABOVE),
    Page("reports:open_due_reports", _at_desk("due"), {"head"}, ABOVE, ok=302, still={"head"}),
    Page("reports:remind", _at_desk("due"), ABOVE, ok=302, still=ABOVE),
    Page("reports:compile_regional", _at_desk("accepted"), {"head"}, ABOVE, still={"head"}),
    Page("reports:ask_decision", _at_desk("compiled"), {"head"}, ABOVE, still={"head"}),
    Page("reports:asked", lambda side: (side.asked().pk,), ABOVE | COUNCIL),
    Page("reports:withdraw_asked", lambda side: (side.asked().pk,), {"head"}, ABOVE | COUNCIL, still={"head"}),
    Page("reports:settle_asked", lambda side: (side.asked().pk,), {"secretary"}, ABOVE | COUNCIL, still={"secretary"}),
    Page("reports:ask_question", _regional("draft"), COUNCIL, ABOVE, still=COUNCIL),
    Page("reports:question", lambda side: (side.answer().question_id,), ABOVE | COUNCIL | SPEAKING),
    Page("reports:answer_question", lambda side: (side.answer().pk,), SPEAKING, ABOVE | COUNCIL, still=SPEAKING),
    Page("reports:screen", _regional("draft", 1), ABOVE | COUNCIL),
    Page("reports:regional", _regional("draft"), ABOVE | COUNCIL),
    Page("reports:regional", _regional("adopted"), ABOVE | COUNCIL, case="adopted"),
    Page("reports:regional_xlsx", _regional("draft"), ABOVE | COUNCIL),
    Page("reports:adopt_regional", _regional("draft"), {"head", "secretary"}, ABOVE | COUNCIL, still={"head", "secretary"}),
    Page("reports:regional_pdf", _regional("draft", "fr"), ABOVE | COUNCIL, ok=302),
    Page("reports:prepare_regional", _regional("draft", "fr"), ABOVE | COUNCIL, ok=302, still=ABOVE | COUNCIL),
    Page("reports:prepare_regional", _regional("adopted", "fr"), set(), ABOVE | COUNCIL, case="adopted"),
    Page("documents:document", _printing, INSIDE | COUNCIL),
    Page("documents:again", _printing, INSIDE | COUNCIL, ok=302, ready=_failed, case="failed", still=INSIDE | COUNCIL),
    Page("documents:again", _printing, set(), INSIDE | COUNCIL, case="on its way"),
    Page("documents:bundle", _printing, ABOVE, INSIDE | COUNCIL, ok=302, ready=_printed),
    Page("documents:bundle", _printing, set(), case="not printed"),
    Page("reports:answer", lambda side: (side.remark(internal=False).pk,), {"coordinator"}, INSIDE),
    Page("reports:answer", lambda side: (side.remark(internal=True).pk,), set(), ABOVE, case="internal"),
    Page("reports:close_remark", lambda side: (side.remark(internal=False).pk,), ABOVE, TABLE, ok=302),
    Page("reports:close_remark", lambda side: (side.remark(internal=True).pk,), ABOVE, ok=302, case="internal"),
    Page("reports:report", _report("accepted"), INSIDE | COUNCIL),
    Page("reports:report", _report("signed"), INSIDE, case="not accepted"),
    Page("reports:report", _report("due"), INSIDE, case="due"),
    Page("reports:start_report", _report("due"), {"coordinator"}, INSIDE, still={"coordinator"}),
    Page("reports:compose", _report("draft"), {"coordinator"}, DRAFTING, still={"coordinator"}),
    Page("reports:autosave", _report("draft"), {"coordinator"}, DRAFTING, ok=302, still={"coordinator"}),
    Page("reports:explain", _report("draft"), {"coordinator"}, DRAFTING, still={"coordinator"}),
    Page("reports:submit", _report("draft"), {"coordinator"}, DRAFTING, still={"coordinator"}),
    Page("reports:sign", _report("submitted"), {"mayor"}, INSIDE, still={"mayor"}),
    Page("reports:send_back", _report("submitted"), {"mayor"}, INSIDE, still={"mayor"}),
    Page("reports:review", _report("signed"), ABOVE, INSIDE, still=ABOVE),
    Page("reports:review", _report("due"), set(), INSIDE, case="nothing to review"),
    Page("reports:accept", _report("signed"), ABOVE, INSIDE, still=ABOVE),
    Page("reports:accept", _report("submitted"), set(), INSIDE, case="not signed"),
    Page("reports:give_back", _report("signed"), ABOVE, INSIDE, still=ABOVE),
    Page("reports:correct", _report("accepted"), ABOVE | {"coordinator"}, INSIDE | COUNCIL, still=ABOVE | {"coordinator"}),
    Page("reports:open_section", _report("returned"), ABOVE, INSIDE, still=ABOVE),
    Page("reports:skip_report", _report("due"), ABOVE, INSIDE, still=ABOVE),
    Page(
        "reports:expect_again",
        _report("due"),
        ABOVE,
        INSIDE,
        still=ABOVE,
        ready=lambda side: put(side.report("due"), state="skipped", skip_reason="No"),
    ),
    Page("reports:receipt", _report("accepted", 1), INSIDE | COUNCIL),
    Page("reports:receipt", _report("submitted", 1), DRAFTING, case="not signed"),
    Page("reports:receipt", _report("draft", 1), set(), case="not submitted"),
    Page("reports:changes", _report("accepted", 1, 1), INSIDE | COUNCIL),
    Page("reports:changes", _report("submitted", 1, 1), DRAFTING, case="not signed"),
    Page("reports:version", _report("accepted", 1), INSIDE | COUNCIL),
    Page("reports:version", _report("signed", 1), INSIDE, case="not accepted"),
    Page("reports:version", _report("submitted", 1), DRAFTING, case="not signed"),
    Page("reports:version", _report("draft", 1), set(), case="not submitted"),
    Page("reports:version_xlsx", _report("accepted", 1), INSIDE | COUNCIL),
    Page("reports:version_xlsx", _report("signed", 1), INSIDE, case="not accepted"),
    Page("reports:version_xlsx", _report("submitted", 1), DRAFTING, case="not signed"),
    Page("reports:version_xlsx", _report("draft", 1), set(), case="not submitted"),
    Page("reports:version_pdf", _report("accepted", 1, "nl"), INSIDE | COUNCIL, ok=302, case="being printed"),
    Page("reports:version_pdf", _report("draft", 1, "nl"), set(), case="not submitted"),
    Page("reports:version_pdf", _report("submitted", 1, "nl"), DRAFTING),
)
DOOR = {
    "account_login", "account_logout", "account_inactive", "account_reset_password", "account_reset_password_done", "account_reset_password_from_key",
    "account_reset_password_from_key_done", "mfa_authenticate", "mfa_login_webauthn", "openid_connect_login", "openid_connect_callback",
    "set_language", "join", "unsubscribe", "feed", "verify", "accessibility", "actions:manifest", "actions:worker", "actions:offline",
    "health", "health_all", "metrics",
}  # fmt: skip
