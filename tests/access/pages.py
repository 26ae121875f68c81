"""One written table: every address, who is answered there, who is told why not, and for whom nothing is there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from tests.access.arrange import put
from tests.access.world import Side
from tests.cast import EVERYONE, SEATS

TABLE = {name for name, where, *_ in SEATS if where == "TST-01"}
ABOVE = {"head", "reviewer"}
COUNCIL = {"member", "secretary"}
INSIDE = TABLE | ABOVE
ALL = set(EVERYONE)
PLANNERS = {"coordinator", "police", "prosecutor", "colleague", "association", "cleaning"}
KEEPERS = {"head", "steward"}
SEATING = {"mayor", "coordinator", "steward"}
DRAFTING = TABLE - {"observer"}


class Page(NamedTuple):
    """An address: what it names on a side, whom it answers (with ``ok``), whom it refuses in words; all others find nothing.

    ``ready`` puts the side in the state in which the address answers. ``shared``: it names nothing that belongs to a side.
    """

    name: str
    args: Callable[[Side], tuple[Any, ...]]
    may: set[str]
    told: set[str] = set()  # never written
    ok: int = 200
    ready: Callable[[Side], Any] | None = None
    shared: bool = False
    case: str = ""


def _here(*more: Any) -> Callable[[Side], tuple[Any, ...]]:
    return lambda side: (side.reference, *more)


def _report(state: str, *more: Any) -> Callable[[Side], tuple[Any, ...]]:
    return lambda side: (side.report(state).reference, *more)


def _at_desk(state: str) -> Callable[[Side], tuple[Any, ...]]:
    return lambda side: (side.cell, side.period(state).code)


def _regional(state: str, *more: Any) -> Callable[[Side], tuple[Any, ...]]:
    return lambda side: (side.regional(state).reference, *more)


def _none(_side: Side) -> tuple[Any, ...]:
    return ()


def _plan(state: str) -> Callable[[Side], Any]:
    return lambda side: put(side.plan, state=state)


def _hotspot(state: str, room: str = "") -> Callable[[Side], Any]:
    def ready(side: Side) -> None:
        put(side.hotspot, state=state)
        if room:
            put(side.room, state=room, convened_on=None)

    return ready


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
    Page("unseat", lambda side: (side.seat("observing").pk,), SEATING, INSIDE),
    Page("withdraw", lambda side: (side.invitation().pk,), SEATING | {"head"}, ok=302),
    Page("directory", _none, ALL, shared=True),
    Page("organisation_add", _none, KEEPERS, ALL, shared=True),
    Page("organisation", lambda _side: ("SOCIAL",), KEEPERS, ALL, shared=True),
    Page("history", lambda side: ("hotspots.hotspot", side.hotspot.pk), INSIDE | COUNCIL),
    Page("history", lambda side: ("actions.action", side.plan.actions.get(code="S2").pk), {"police", "prosecutor"}, case="restricted"),
    Page("hotspots:hotspots", _none, ALL, shared=True),
    Page("hotspots:propose", lambda side: (side.cell,), {"head"}, {"reviewer", "steward"}),
    Page("hotspots:approve", _approval, {"mayor"}, INSIDE, ready=_awaited),
    Page("hotspots:refuse", _approval, {"mayor"}, INSIDE, ready=_awaited),
    Page("hotspots:rule", _here("suspend"), {"head"}, INSIDE | COUNCIL),
    Page("hotspots:rule", _here("validate"), {"head"}, INSIDE | COUNCIL, ready=_hotspot("approved"), case="validate"),
    Page("hotspots:perimeters", _here(), INSIDE | COUNCIL),
    Page("hotspots:perimeter", _here(), {"head"}, INSIDE | COUNCIL),
    Page("hotspots:convene", _here(), {"mayor"}, INSIDE | COUNCIL, ready=_hotspot("validated", "to_convene")),
    Page("hotspots:dissolve", _here(), {"mayor"}, INSIDE | COUNCIL, ready=_hotspot("closed")),
    Page("hotspot", _here(), INSIDE | COUNCIL),
    Page("actions:plan", _here(), INSIDE),
    Page("actions:draft_plan", _here(), set(), INSIDE, case="there is one already"),
    Page("actions:submit_plan", _here(), PLANNERS, INSIDE, ready=_plan("draft")),
    Page("actions:adopt_plan", _here(), {"mayor"}, INSIDE, ready=_plan("submitted")),
    Page("actions:give_back_plan", _here(), {"mayor"}, INSIDE, ready=_plan("submitted")),
    Page("actions:check_plan", _here(), ABOVE, INSIDE),
    Page("actions:revise_plan", _here(), PLANNERS, INSIDE, ready=_plan("conform")),
    Page("actions:plan_version", _here(2), INSIDE),
    Page("actions:set_objective", _here(), PLANNERS, INSIDE, ready=_plan("draft")),
    Page("actions:amend_objective", lambda side: (side.reference, side.plan.objectives.first().pk), PLANNERS, INSIDE, ready=_plan("draft")),
    Page("actions:propose_action", _here(), PLANNERS, INSIDE),
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
    Page("actions:log", _here(), INSIDE),
    Page("actions:entries", _here(), INSIDE),
    Page("actions:amend_entry", lambda side: (side.reference, side.entry("S1").pk), {"police"}, INSIDE),
    Page("actions:amend_entry", lambda side: (side.reference, side.entry("P1").pk), {"worker", "colleague"}, case="prevention"),
    Page("actions:measures", _none, ALL, shared=True),
    Page("actions:add_measure", _none, KEEPERS, ALL, shared=True),
    Page("actions:keep_measure", lambda _side: ("contacts",), KEEPERS, ALL, shared=True),
    Page("reports:reports", _none, ALL, shared=True),
    Page("reports:periods", _none, ALL, shared=True),
    Page("reports:open_period", lambda side: (side.cell,), {"head"}, {"reviewer", "steward"}),
    Page("reports:desk", _at_desk("due"), ABOVE),
    Page("reports:open_due_reports", _at_desk("due"), {"head"}, ABOVE, ok=302),
    Page("reports:compile_regional", _at_desk("accepted"), {"head"}, ABOVE),
    Page("reports:regional", _regional("draft"), ABOVE | {"secretary"}),
    Page("reports:regional", _regional("adopted"), ABOVE | COUNCIL, case="adopted"),
    Page("reports:adopt_regional", _regional("draft"), {"head", "secretary"}, ABOVE),
    Page("reports:regional_pdf", _regional("draft", "fr"), ABOVE | {"secretary"}),
    Page("reports:answer", lambda side: (side.remark(internal=False).pk,), {"coordinator"}, INSIDE),
    Page("reports:answer", lambda side: (side.remark(internal=True).pk,), set(), ABOVE, case="internal"),
    Page("reports:close_remark", lambda side: (side.remark(internal=False).pk,), ABOVE, TABLE, ok=302),
    Page("reports:close_remark", lambda side: (side.remark(internal=True).pk,), ABOVE, ok=302, case="internal"),
    Page("reports:report", _report("accepted"), INSIDE | COUNCIL),
    Page("reports:report", _report("signed"), INSIDE, case="not accepted"),
    Page("reports:report", _report("due"), INSIDE, case="due"),
    Page("reports:start_report", _report("due"), {"coordinator"}, INSIDE, ok=302),
    Page("reports:compose", _report("draft"), {"coordinator"}, DRAFTING),
    Page("reports:submit", _report("draft"), {"coordinator"}, DRAFTING),
    Page("reports:sign", _report("submitted"), {"mayor"}, INSIDE),
    Page("reports:send_back", _report("submitted"), {"mayor"}, INSIDE),
    Page("reports:review", _report("signed"), ABOVE, INSIDE),
    Page("reports:review", _report("due"), set(), INSIDE, case="nothing to review"),
    Page("reports:accept", _report("signed"), ABOVE, INSIDE),
    Page("reports:accept", _report("submitted"), set(), INSIDE, case="not signed"),
    Page("reports:give_back", _report("signed"), ABOVE, INSIDE),
    Page("reports:correct", _report("accepted"), ABOVE | {"coordinator"}, INSIDE | COUNCIL),
    Page("reports:version", _report("accepted", 1), INSIDE | COUNCIL),
    Page("reports:version", _report("signed", 1), INSIDE, case="not accepted"),
    Page("reports:version", _report("submitted", 1), DRAFTING, case="not signed"),
    Page("reports:version", _report("draft", 1), set(), case="not submitted"),
    Page("reports:version_pdf", _report("submitted", 1, "nl"), DRAFTING),
)
DOOR = {"login", "logout", "set_language", "join"}
