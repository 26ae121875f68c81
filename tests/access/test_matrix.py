"""Role × rule: one written table of who passes which rule on a thing prepared in the right state."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from taskforce.kernel.rules import REGISTRY
from tests.access import arrange as a
from tests.cast import EVERYONE, Cast

PLANNERS = "coordinator police prosecutor colleague association cleaning"


class Case(NamedTuple):
    """A rule, what makes the case, the thing it is asked about, and everybody who passes; all others are refused."""

    rule: str
    when: str
    prepare: a.Prepare
    passing: str


CASES = (
    Case("taskforce.open_region", "a new region", a.area, ""),
    Case("taskforce.import_areas", "a new region", a.area, ""),
    Case("taskforce.keep_directory", "for the cell", a.workspace("TST-CELL"), "head steward"),
    Case("taskforce.keep_directory", "for the council", a.workspace("TST-COUNCIL"), "steward"),
    Case("taskforce.keep_directory", "for a task force", a.workspace("TST-01"), ""),
    Case("taskforce.frame", "of a task force", a.workspace("TST-01"), "mayor coordinator head steward"),
    Case("taskforce.frame", "of the council", a.workspace("TST-COUNCIL"), "steward"),
    Case("taskforce.seat", "an observer", a.seat("observer"), "mayor coordinator steward"),
    Case("taskforce.seat", "a partner", a.seat("partner", "security"), "mayor coordinator steward"),
    Case("taskforce.seat", "a partner without axis", a.seat("partner"), ""),
    Case("taskforce.seat", "a coordinator", a.seat("coordinator"), "mayor head steward"),
    Case("taskforce.seat", "a chair", a.seat("chair"), "head steward"),
    Case("taskforce.seat", "a steward of a task force", a.seat("steward"), "steward"),
    Case("taskforce.seat", "a reviewer", a.seat("reviewer", where="TST-CELL"), "head steward"),
    Case("taskforce.seat", "a head", a.seat("head", where="TST-CELL"), "steward"),
    Case("taskforce.seat", "a member of the council", a.seat("member", where="TST-COUNCIL"), "steward"),
    Case("taskforce.seat", "a role of another kind of workspace", a.seat("head"), ""),
    Case("taskforce.seat", "an observer with an axis", a.seat("observer", "security"), ""),
    Case("taskforce.seat", "a chair with an axis", a.seat("chair", "prevention"), ""),
    Case("taskforce.invite", "an observer", a.invitation("observer"), "mayor coordinator steward"),
    Case("taskforce.invite", "a chair", a.invitation("chair"), "head steward"),
    Case("taskforce.invite", "an observer with an axis", a.invitation("observer", "security"), ""),
    Case(
        "taskforce.invite",
        "the coordinator's own address",
        a.invitation("partner", "security", email="coordinator@test.invalid"),
        "mayor steward",
    ),
    Case("taskforce.invite", "the chair as an observer", a.invitation("observer", email="mayor@test.invalid"), "steward"),
    Case("taskforce.unseat", "an observer", lambda cast: cast.seat("observer"), "mayor coordinator steward"),
    Case("taskforce.unseat", "a chair", lambda cast: cast.seat("mayor"), "head steward"),
    Case("taskforce.unseat", "a reviewer", lambda cast: cast.seat("reviewer", "TST-CELL"), "head steward"),
    Case("taskforce.withdraw_invitation", "pending", a.invitation("observer"), "mayor coordinator steward"),
    Case("taskforce.withdraw_invitation", "to the chair", a.invitation("chair"), "head steward"),
    Case("taskforce.accept_invitation", "sent to the outsider", a.invitation("observer", email="outsider@test.invalid"), "outsider"),
    Case("taskforce.sign_charter", "not signed yet", lambda cast: cast.seat("unsigned"), "unsigned"),
    Case("taskforce.sign_charter", "of an expired seat", lambda cast: cast.seat("expired"), ""),
    Case("taskforce.sign_charter", "signed", lambda cast: cast.seat("mayor"), ""),
    Case("taskforce.choose_language", "of one account", a.account("mayor"), "mayor"),
    Case("hotspots.propose", "from the cell", a.workspace("TST-CELL"), "head"),
    Case("hotspots.propose", "from a task force", a.workspace("TST-01"), ""),
    Case("hotspots.approve", "for the north", a.approval("TST-NORD"), "mayor"),
    Case("hotspots.approve", "for the south", a.approval("TST-SUD"), "mayor_elsewhere"),
    Case("hotspots.refuse", "for the north", a.approval("TST-NORD"), "mayor"),
    Case("hotspots.refuse", "for the south", a.approval("TST-SUD"), "mayor_elsewhere"),
    Case("hotspots.validate", "approved", a.hotspot("approved"), "head"),
    Case("hotspots.reject", "approved", a.hotspot("approved"), "head"),
    Case("hotspots.suspend", "in force", a.hotspot("validated"), "head"),
    Case("hotspots.resume", "suspended", a.hotspot("suspended"), "head"),
    Case("hotspots.close", "in force", a.hotspot("validated"), "head"),
    Case("hotspots.draw_perimeter", "in force", a.hotspot("validated"), "head"),
    Case("hotspots.convene", "in force, two municipalities", a.hotspot("validated"), "mayor mayor_elsewhere"),
    Case("hotspots.convene", "not ruled on", a.hotspot("approved"), ""),
    Case("hotspots.dissolve", "closed", a.hotspot("closed"), "mayor mayor_elsewhere"),
    Case("hotspots.dissolve", "closed, one municipality", a.hotspot("closed", "TST-01"), "mayor"),
    Case("actions.draft_plan", "convened, no plan", a.without_plan, "coordinator cleaning"),
    Case("actions.set_objective", "draft", a.objective, PLANNERS),
    Case("actions.propose_action", "for everybody", a.proposal("workspace"), PLANNERS),
    Case("actions.propose_action", "restricted to security", a.proposal("axis"), "police prosecutor"),
    Case("actions.amend_action", "proposed", a.action("S1", "proposed"), PLANNERS),
    Case("actions.amend_action", "proposed to the street workers", a.action("P1", "proposed"), f"{PLANNERS} worker"),
    Case("actions.amend_action", "restricted and proposed", a.action("S2", "proposed"), "police prosecutor"),
    Case("actions.amend_action", "running", a.action("S1", "running"), "police"),
    Case("actions.amend_action", "running, led by the municipality", a.action("V1", "running", lead="NORD"), "coordinator"),
    Case("actions.agree", "proposed to the police", a.action("S1", "proposed"), "police"),
    Case("actions.agree", "proposed to the street workers", a.action("P1", "proposed"), "worker colleague"),
    Case("actions.agree", "restricted, proposed to the prosecutor", a.action("S2", "proposed"), "prosecutor"),
    Case("actions.start", "agreed", a.action("P1", "agreed"), "worker colleague"),
    Case("actions.block", "running", a.action("V1", "running"), "cleaning"),
    Case("actions.resume", "blocked", a.action("V1", "blocked"), "cleaning"),
    Case("actions.finish", "running", a.action("S1", "running"), "police"),
    Case("actions.finish", "restricted and running", a.action("S2", "running"), "prosecutor"),
    Case("actions.abandon", "proposed", a.action("S1", "proposed"), PLANNERS),
    Case("actions.abandon", "running", a.action("S1", "running"), "police"),
    Case("actions.submit_plan", "draft", a.plan("draft"), PLANNERS),
    Case("actions.adopt_plan", "submitted", a.plan("submitted"), "mayor"),
    Case("actions.give_back_plan", "submitted", a.plan("submitted"), "mayor"),
    Case("actions.check_plan", "adopted", a.plan("adopted"), "head reviewer"),
    Case("actions.revise_plan", "conform", a.plan("conform"), PLANNERS),
    Case("actions.log_work", "led by the street workers", a.action("P1", "running"), "worker colleague"),
    Case("actions.log_work", "helped by the association", a.action("S1", "running", partner="ASSO"), "police association"),
    Case("actions.log_work", "restricted", a.action("S2", "running"), "prosecutor"),
    Case("actions.log_work", "restricted, helped by another axis", a.action("S2", "running", partner="SOCIAL"), "prosecutor"),
    Case("actions.amend_entry", "of the street workers", a.entry, "worker colleague"),
    Case("reports.open_period", "a new one", a.period, "head"),
    Case("reports.open_due_reports", "open", lambda cast: cast.period, "head"),
    Case("reports.start_report", "due", lambda cast: cast.report, "coordinator"),
    Case("reports.write_sections", "draft", a.version, "coordinator"),
    Case("reports.submit", "draft", a.report("draft"), "coordinator"),
    Case("reports.sign", "submitted", a.report("submitted"), "mayor"),
    Case("reports.send_back", "submitted", a.report("submitted"), "mayor"),
    Case("reports.remark", "signed", a.remark("submitted", saved=False), "head reviewer"),
    Case("reports.remark", "not signed", a.remark("draft", saved=False), ""),
    Case("reports.close_remark", "open", a.remark("submitted"), "head reviewer"),
    Case("reports.answer", "returned", a.remark("returned"), "coordinator"),
    Case("reports.answer", "internal", a.remark("returned", internal=True), ""),
    Case("reports.give_back", "signed, with a remark", a.remarked, "head reviewer"),
    Case("reports.accept", "signed", a.report("submitted", signed=True), "head reviewer"),
    Case("reports.accept", "submitted by the head", a.report("submitted", signed=True, by="head"), "reviewer"),
    Case("reports.accept", "not signed", a.report("submitted"), ""),
    Case("reports.correct", "accepted", a.report("accepted", signed=True), "coordinator head reviewer"),
    Case("reports.compile_regional", "one report accepted", a.period_accepted, "head"),
    Case("reports.adopt_regional", "draft", a.regional, "head secretary"),
)


def test_every_rule_is_in_the_table() -> None:
    """A rule nobody wrote down who passes does not enter the house."""
    assert {case.rule for case in CASES} == set(REGISTRY)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}: {case.when}")
def test_who_passes(case: Case, arranging: Cast) -> None:
    """Exactly those written down pass; everybody else, of every part and place, is refused in words."""
    thing = case.prepare(arranging)
    verdicts = {name: REGISTRY[case.rule](getattr(arranging, name), thing) for name in EVERYONE}
    passing = {name for name, verdict in verdicts.items() if verdict}
    assert passing == set(case.passing.split()), f"{case.rule}, {case.when}"
    assert all(verdict or verdict.why_not for verdict in verdicts.values())
