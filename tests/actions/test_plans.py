"""The life of a plan: three axes or none, adopted by the chair, checked by the cell."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from actions import rules, services
from actions.figures import lacks
from actions.models import Action, Objective, Plan, PlanVersion, Target
from taskforce.kernel.canon import digest
from taskforce.kernel.rules import Refused
from taskforce.models import Seat
from tests.cast import RESTRICTED, Cast, a_seat


def draft(cast: Cast) -> Plan:
    """The plan of TST-01, open again."""
    return services.revise_plan(by=cast.coordinator, plan=cast.plan, reason="New means.")


def submitted(cast: Cast) -> Plan:
    """The plan of TST-01, with the chair."""
    return services.submit_plan(by=cast.coordinator, plan=draft(cast))


def test_a_plan_is_begun_once_where_the_task_force_is_convened(arranging: Cast) -> None:
    """By whoever drafts plans there."""
    hotspot = arranging.proposed
    assert not rules.draft_plan(arranging.mayor, hotspot)
    assert not rules.draft_plan(arranging.coordinator, hotspot)
    assert rules.draft_plan(arranging.coordinator, arranging.hotspot).why_not == "This hotspot has its plan already."
    hotspot.workspace.state = "convened"
    hotspot.workspace.convened_on = date(2024, 11, 1)
    hotspot.workspace.save()
    a_seat(arranging.association, "TST-03", "ASSO", "partner", "prevention")
    plan = services.draft_plan(by=arranging.association, hotspot=hotspot)
    assert (plan.state, plan.version, plan.workspace) == ("draft", 1, hotspot.workspace)


def test_a_plan_waits_for_the_mayor_to_convene(arranging: Cast) -> None:
    """And stops when the task force is dissolved."""
    a_seat(arranging.association, "TST-03", "ASSO", "partner", "prevention")
    assert rules.draft_plan(arranging.association, arranging.proposed).why_not == "The task force is not convened yet."
    workspace = arranging.plan.workspace
    workspace.state = "dissolved"
    workspace.save()
    assert rules.revise_plan(arranging.coordinator, arranging.plan).why_not == "This task force is dissolved."


def test_each_axis_needs_a_live_whole_action_and_a_seat(arranging: Cast) -> None:
    """The objections name the axis and what it lacks; restricted actions do not count."""
    plan = draft(arranging)
    assert lacks(plan) == []
    changes: list[tuple[str, str, Any]] = [("S1", "state", "done"), ("P1", "due", None), ("V1", "start", None)]
    for code, name, value in changes:
        action = arranging.action(code)
        setattr(action, name, value)
        action.save()
    for seat in Seat.objects.filter(workspace=plan.workspace, axis="neighbourhood"):
        seat.ended_on = date(2024, 11, 1)
        seat.save()
    words = rules.submit_plan(arranging.coordinator, plan).objections
    assert [one.split(":")[0] for one in words] == ["Security", "Prevention", "Neighbourhood life", "Neighbourhood life"]
    with pytest.raises(Refused, match="no organisation has a seat"):
        services.submit_plan(by=arranging.coordinator, plan=plan)


def test_a_plan_without_a_measure_or_a_prevention_action_cannot_be_submitted(arranging: Cast) -> None:
    """Neither without what it counts, nor without what it does."""
    plan = draft(arranging)
    target = Target.objects.get(action=arranging.action("P1"))
    target.delete()
    assert [one for one in lacks(plan) if "start, a due day and a measure" in one]
    action = arranging.action("P1")
    action.state = "abandoned"
    action.save()
    with pytest.raises(Refused, match="no action agreed by its lead"):
        services.submit_plan(by=arranging.coordinator, plan=plan)


def test_who_submits_adopts_and_checks(cast: Cast) -> None:
    """Partners submit, the chair adopts, the cell checks: each in turn, nobody else."""
    plan = submitted(cast)
    for name in ("coordinator", "police", "head", "observer", "mayor_elsewhere"):
        assert not rules.adopt_plan(getattr(cast, name), plan)
        assert not rules.give_back_plan(getattr(cast, name), plan)
    assert not rules.check_plan(cast.head, plan)
    assert not rules.submit_plan(cast.coordinator, plan)
    adopted = services.adopt_plan(by=cast.mayor, plan=plan)
    assert adopted.state == "adopted"
    assert not rules.check_plan(cast.mayor, adopted)
    assert not rules.revise_plan(cast.coordinator, adopted)
    assert services.check_plan(by=cast.reviewer, plan=adopted, conform=True, words="Well done.").words == "Well done."


def test_what_the_chair_adopts_is_frozen(cast: Cast) -> None:
    """With a digest of its canonical form; restricted and abandoned actions stay out."""
    plan = draft(cast)
    services.propose_action(
        by=cast.association, plan=plan, axis="prevention", title="Permanence", organisation=cast.organisation("ASSO"), partners=[cast.organisation("SOCIAL")],
        targets={cast.measure("contacts"): Decimal("12.50"), cast.measure("persons"): None}, start=date(2024, 12, 1), due=date(2025, 3, 1),
    )  # fmt: skip
    services.abandon(by=cast.cleaning, action=cast.action("V1"), reason="No means.")
    services.propose_action(
        by=cast.cleaning,
        plan=plan,
        axis="neighbourhood",
        title="Bancs",
        organisation=cast.organisation("PROPRETE"),
        targets={cast.measure("cleanups"): None},
    )
    services.amend_action(
        by=cast.cleaning,
        action=cast.action("V2"),
        start=date(2024, 12, 1),
        due=date(2025, 3, 1),
        objective=Objective.objects.get(plan=plan),
    )
    services.agree(by=cast.cleaning, action=cast.action("V2"))
    services.block(by=cast.cleaning, action=cast.action("V2"), blocked_reason="Works.", unblocker=cast.organisation("NORD"))
    services.adopt_plan(by=cast.mayor, plan=services.submit_plan(by=cast.police, plan=plan))
    version = PlanVersion.objects.get(plan=plan, number=2)
    assert version.digest == digest(version.content)
    assert (version.submitted_by, version.adopted_by, version.adopted_on) == (cast.police, cast.mayor, date(2024, 11, 15))
    assert [one["code"] for one in version.content["actions"]] == ["S1", "P1", "P2", "V2"]
    proposed = version.content["actions"][2]
    assert [(one["measure"], one["value"]) for one in proposed["targets"]] == [("contacts", "12.5"), ("persons", None)]
    assert proposed["partners"][0]["code"] == "SOCIAL"
    assert version.content["actions"][3]["unblocker"]["code"] == "NORD"
    assert version.content["objectives"][0]["baseline"] == "4"
    assert RESTRICTED not in str(version.content)


def test_a_plan_given_back_says_what_to_change(cast: Cast) -> None:
    """Words are needed; they stay until it is submitted again."""
    plan = submitted(cast)
    with pytest.raises(ValidationError):
        services.give_back_plan(by=cast.mayor, plan=plan, words="  ")
    plan = services.give_back_plan(by=cast.mayor, plan=plan, words="Name a lead.")
    assert (plan.state, plan.words, plan.version) == ("draft", "Name a lead.", 2)
    assert services.submit_plan(by=cast.coordinator, plan=plan).words == ""


def test_a_plan_to_complete_says_what(cast: Cast) -> None:
    """Without words the cell cannot ask for more."""
    plan = services.adopt_plan(by=cast.mayor, plan=submitted(cast))
    with pytest.raises(ValidationError):
        services.check_plan(by=cast.head, plan=plan, conform=False)
    plan = services.check_plan(by=cast.head, plan=plan, conform=False, words="Dates are missing.")
    revised = services.revise_plan(by=cast.police, plan=plan, reason="The cell asks.")
    assert (revised.version, revised.state, revised.words) == (3, "draft", "Dates are missing.")


def test_a_revision_says_why(cast: Cast) -> None:
    """Without a reason nothing moves."""
    with pytest.raises(ValidationError):
        services.revise_plan(by=cast.coordinator, plan=cast.plan, reason=" ")


def test_objectives_change_only_in_a_draft(cast: Cast) -> None:
    """And only those of the plan at hand."""
    fields: dict[str, Any] = {"axis": "prevention", "statement": "Plus d’écoute", "indicator": "Contacts"}
    with pytest.raises(Refused, match="only while the plan is a draft"):
        services.set_objective(by=cast.coordinator, plan=cast.plan, **fields)
    plan = draft(cast)
    one = services.set_objective(by=cast.coordinator, plan=plan, **fields)
    again = services.set_objective(by=cast.coordinator, plan=plan, objective=one, target=Decimal(9))
    assert (again.pk, again.target) == (one.pk, Decimal(9))
    with pytest.raises(ValidationError):
        services.set_objective(by=cast.coordinator, plan=plan, objective=Objective(axis="nowhere", statement="x", indicator="y"))
    with pytest.raises(Objective.DoesNotExist):
        services.set_objective(by=cast.coordinator, plan=plan, objective=Objective.objects.get(workspace__reference="TST-02"))


def test_nothing_moves_while_the_chair_reads(cast: Cast) -> None:
    """Neither proposals nor steps: the chair adopts what was read."""
    plan = submitted(cast)
    with pytest.raises(Refused, match="with the chair"):
        services.propose_action(by=cast.coordinator, plan=plan, axis="security", title="x", organisation=cast.organisation("POLICE"))
    with pytest.raises(Refused, match="with the chair"):
        services.finish(by=cast.police, action=cast.action("S1"))
    assert not rules.set_objective(cast.coordinator, Objective(plan=plan, workspace=plan.workspace))
    assert Action.objects.get(pk=cast.action("S1").pk).state == "running"
