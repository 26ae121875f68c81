"""The life of an action: nobody commands, only its lead organisation moves it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from actions import rules, services
from actions.models import Action, Plan
from taskforce.kernel.rules import Refused
from tests.cast import Cast

STEPS = ("agree", "start", "block", "resume", "finish", "abandon")


def proposed(cast: Cast, **given: Any) -> Action:
    """An action proposed by the coordinator to the police."""
    fields = {"axis": "security", "title": "Caméras", "organisation": cast.organisation("POLICE"), **given}
    return services.propose_action(by=cast.coordinator, plan=cast.plan, **fields)


def test_an_action_gets_the_next_code_of_its_axis(cast: Cast) -> None:
    """Restricted ones are numbered apart: no gap betrays them."""
    assert proposed(cast).code == "S3"
    assert proposed(cast, axis="neighbourhood").code == "V2"
    secret = services.propose_action(
        by=cast.police, plan=cast.plan, axis="security", title="x", organisation=cast.organisation("PARQUET"), tier="axis"
    )
    assert secret.code == "SR1"
    assert proposed(cast).code == "S4"


def test_its_whole_life_belongs_to_its_lead(cast: Cast) -> None:
    """Agreed, started, blocked, resumed, finished by the police."""
    action = proposed(cast)
    action = services.agree(by=cast.police, action=action)
    action = services.block(by=cast.police, action=action, blocked_reason="No permit.", unblocker=cast.organisation("NORD"))
    assert (action.state, action.unblocker) == ("blocked", cast.organisation("NORD"))
    action = services.resume(by=cast.police, action=action)
    assert (action.state, action.blocked_reason, action.unblocker) == ("running", "", None)
    action = services.finish(by=cast.police, action=action)
    assert action.state == "done"
    assert rules.amend_action(cast.police, action).why_not == "This action is closed."
    assert rules.abandon(cast.police, action).why_not == "This action is closed."


@pytest.mark.parametrize("name", ["mayor", "coordinator", "prosecutor", "observer", "worker", "head"])
@pytest.mark.parametrize("step", STEPS)
def test_nobody_commands_another_organisation(name: str, step: str, cast: Cast) -> None:
    """The refusal says whose action it is, to the mayor and the coordinator too."""
    assert "each partner answers for its own" in getattr(rules, step)(getattr(cast, name), cast.action("S1")).objections[0]
    assert "each partner answers for its own" in rules.amend_action(getattr(cast, name), cast.action("S1")).why_not


@pytest.mark.parametrize("step", [*STEPS, "amend_action", "log_work"])
def test_people_of_elsewhere_have_no_say(step: str, cast: Cast) -> None:
    """Nor does a seat of the same organisation in another workspace."""
    for name in ("police_elsewhere", "mayor_elsewhere", "member", "expired"):
        assert not getattr(rules, step)(getattr(cast, name), cast.action("S1"))


def test_an_observer_of_the_lead_does_not_act_for_it(arranging: Cast) -> None:
    """The seat must carry out actions."""
    action = arranging.action("S1")
    action.organisation = arranging.organisation("PARQUET")
    action.save()
    assert not rules.finish(arranging.observer, action)
    assert rules.finish(arranging.prosecutor, action)


@pytest.mark.parametrize(
    ("step", "states"),
    [("agree", {"proposed"}), ("start", {"agreed"}), ("block", {"agreed", "running"}), ("resume", {"blocked"}), ("finish", {"running"})],
)
def test_each_step_has_its_moment(step: str, states: set[str], cast: Cast) -> None:
    """The same as in the lifecycle."""
    action = cast.action("S1")
    for state in Action.State.values:
        action.state = state
        assert bool(getattr(rules, step)(cast.police, action)) is (state in states)


def test_a_start_is_a_step_of_its_own(cast: Cast) -> None:
    """From agreed to running."""
    action = services.agree(by=cast.police, action=proposed(cast))
    assert services.start(by=cast.police, action=action).state == "running"


def test_a_block_says_why_and_an_end_says_why(cast: Cast) -> None:
    """Empty words are refused at their field."""
    with pytest.raises(ValidationError, match="Say why"):
        services.block(by=cast.police, action=cast.action("S1"), blocked_reason=" ", unblocker=cast.organisation("NORD"))
    with pytest.raises(ValidationError, match="Say why"):
        services.abandon(by=cast.police, action=cast.action("S1"), reason="")


def test_before_agreement_whoever_drafts_the_plan_amends_or_withdraws(cast: Cast) -> None:
    """Even the lead organisation may be another one; partners and targets follow."""
    action = proposed(
        cast,
        partners=[cast.organisation("NORD"), cast.organisation("POLICE")],
        targets={cast.measure("drugs"): None, cast.measure("cameras"): Decimal(4)},
    )
    assert [one.organisation.code for one in action.partners.all()] == ["NORD"]
    action = services.amend_action(
        by=cast.association, action=action, title="Autre", organisation=cast.organisation("NORD"), partners=[cast.organisation("ASSO")],
        targets={cast.measure("cameras"): Decimal(4), cast.measure("contacts"): Decimal(2)},
    )  # fmt: skip
    assert (action.title, action.organisation.code) == ("Autre", "NORD")
    assert [one.organisation.code for one in action.partners.all()] == ["ASSO"]
    assert {(one.measure.code, one.value) for one in action.targets.all()} == {("cameras", Decimal(4)), ("contacts", Decimal(2))}
    assert not rules.amend_action(cast.worker, action)
    assert services.amend_action(by=cast.coordinator, action=action, title="Encore").targets.count() == 2
    assert services.abandon(by=cast.coordinator, action=action, reason="Not needed.").state == "abandoned"


def test_after_agreement_only_the_lead_amends_and_the_lead_stays(cast: Cast) -> None:
    """What it is and who leads it do not change any more."""
    action = services.agree(by=cast.police, action=proposed(cast))
    with pytest.raises(Refused, match="each partner answers for its own"):
        services.amend_action(by=cast.coordinator, action=action, title="x")
    assert services.amend_action(by=cast.police, action=action, late_reason="Permit.").late_reason == "Permit."
    with pytest.raises(TypeError):
        services.amend_action(by=cast.police, action=action, organisation=cast.organisation("NORD"))
    with pytest.raises(TypeError):
        services.amend_action(by=cast.police, action=action, axis="prevention")
    with pytest.raises(ValidationError):
        services.amend_action(by=cast.police, action=action, start=date(2025, 1, 2), due=date(2025, 1, 1))


def test_restricted_actions_are_for_their_axis(cast: Cast) -> None:
    """Others neither propose nor touch them; the lead must be able to read them."""
    with pytest.raises(Refused, match="same axis"):
        proposed(cast, tier="axis")
    with pytest.raises(Refused, match="could not read"):
        services.propose_action(
            by=cast.police, plan=cast.plan, axis="security", title="x", organisation=cast.organisation("NORD"), tier="axis"
        )
    secret = cast.action("S2")
    for name in ("coordinator", "mayor", "worker", "head"):
        assert rules.amend_action(getattr(cast, name), secret).why_not == "Only partners of the same axis work on a restricted action."
        assert not rules.log_work(getattr(cast, name), secret)
    assert rules.amend_action(cast.prosecutor, secret)
    assert not rules.amend_action(cast.police, secret)


def test_a_dissolved_task_force_rests(arranging: Cast) -> None:
    """Nothing is proposed, nothing moves, nothing is logged."""
    workspace = arranging.plan.workspace
    workspace.state = "dissolved"
    workspace.save()
    plan = Plan.objects.get(pk=arranging.plan.pk)
    blank = Action(plan=plan, workspace=plan.workspace)
    for rule, person, thing in (
        (rules.propose_action, arranging.coordinator, blank), (rules.finish, arranging.police, arranging.action("S1")), (rules.log_work, arranging.worker, arranging.action("P1")),
    ):  # fmt: skip
        assert rule(person, thing).why_not == "This task force is dissolved."
