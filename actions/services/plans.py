"""The life of a plan: drafted by the partners, adopted by the chair, checked by the cell, revised."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from actions import rules
from actions.figures.amounts import plain
from actions.models import Action, Objective, Plan, PlanVersion
from actions.services.words import locked, said
from hotspots.models import Hotspot
from taskforce import roles
from taskforce.kernel import clock
from taskforce.kernel.acts import service
from taskforce.kernel.canon import canonical, digest
from taskforce.kernel.lifecycle import move
from taskforce.models import User
from taskforce.notices import holders, tell
from taskforce.texts import require_fit


@service
def draft_plan(*, by: User, hotspot: Hotspot) -> Plan:
    """Begin the one plan of a hotspot."""
    rules.draft_plan.require(by, hotspot)
    return Plan.objects.create(workspace=hotspot.workspace, hotspot=hotspot)


@service
def set_objective(*, by: User, plan: Plan, objective: Objective | None = None, **fields: Any) -> Objective:
    """Write an objective of the plan, a new one or one it has."""
    plan = locked(plan)
    objective = _of(plan, objective or Objective())
    rules.set_objective.require(by, objective)
    for name, value in fields.items():
        setattr(objective, name, value)
    objective.full_clean()
    objective.save()
    return objective


def _of(plan: Plan, objective: Objective) -> Objective:
    if objective.pk:
        found: Objective = Objective.objects.select_for_update().get(pk=objective.pk, plan=plan)
        return found
    objective.plan, objective.workspace = plan, plan.workspace
    return objective


@service
def submit_plan(*, by: User, plan: Plan) -> Plan:
    """Submit the draft to the chair."""
    plan = locked(plan)
    rules.submit_plan.require(by, plan)
    _moved(plan, Plan.State.SUBMITTED)
    tell(holders(plan.workspace, roles.ADOPT), "actions.submit_plan", plan)
    return plan


@service
def adopt_plan(*, by: User, plan: Plan) -> Plan:
    """Adopt the plan for the chair and freeze what was adopted: a version with its content and digest."""
    plan = locked(plan)
    rules.adopt_plan.require(by, plan)
    submitted = plan.history.filter(state=Plan.State.SUBMITTED).select_related("act").latest("history_id")
    content = json.loads(canonical(frozen(plan)))
    require_fit(content, [plan.workspace], Action, Objective)
    PlanVersion.objects.create(
        workspace=plan.workspace,
        plan=plan,
        number=plan.version,
        content=content,
        digest=digest(content),
        submitted_by_id=submitted.act.by_id,
        adopted_by=by,
        adopted_on=clock.today(),
    )
    _moved(plan, Plan.State.ADOPTED)
    tell(holders(plan.workspace, roles.CHECK), "actions.adopt_plan", plan)
    return plan


@service
def give_back_plan(*, by: User, plan: Plan, words: str) -> Plan:
    """Give the plan back to its authors, with words on what to change."""
    plan = locked(plan)
    rules.give_back_plan.require(by, plan)
    _moved(plan, Plan.State.DRAFT, said(words, "words"))
    tell(holders(plan.workspace, roles.PLAN), "actions.give_back_plan", plan)
    return plan


@service
def check_plan(*, by: User, plan: Plan, conform: bool, words: str = "") -> Plan:
    """Say for the cell that the adopted plan conforms, or what it must complete."""
    plan = locked(plan)
    rules.check_plan.require(by, plan)
    if conform:
        _moved(plan, Plan.State.CONFORM, words.strip())
    else:
        _moved(plan, Plan.State.TO_COMPLETE, said(words, "words"))
    tell(holders(plan.workspace, roles.COMPOSE, roles.ADOPT), f"actions.{plan.state}", plan)
    return plan


@service
def revise_plan(*, by: User, plan: Plan, reason: str) -> Plan:
    """Open the plan again as the draft of its next version; the words of the cell stay until it is submitted."""
    plan = locked(plan)
    rules.revise_plan.require(by, plan)
    said(reason, "reason")
    plan.version += 1
    return _moved(plan, Plan.State.DRAFT, plan.words)


def _moved(plan: Plan, state: str, words: str = "") -> Plan:
    move(plan, state)
    plan.words = words
    plan.save()
    return plan


def frozen(plan: Plan) -> dict[str, Any]:
    """Write down the plan as its whole task force may read it: hotspot, objectives and actions that are not abandoned."""
    actions = Action.objects.filter(plan=plan, tier=roles.Tier.WORKSPACE).exclude(state=Action.State.ABANDONED)
    actions = actions.select_related("organisation", "objective", "unblocker").prefetch_related(
        "partners__organisation", "targets__measure__unit"
    )
    return {
        "hotspot": {"reference": plan.hotspot.reference, "names": plan.hotspot.names},
        "version": plan.version,
        "adopted_on": clock.today(),
        "objectives": [_objective(one) for one in plan.objectives.order_by("pk")],
        "actions": [_action(one) for one in actions.order_by("pk")],
    }


def _objective(one: Objective) -> dict[str, Any]:
    numbers = {name: _number(getattr(one, name)) for name in ("baseline", "target")}
    return {**{name: getattr(one, name) for name in ("axis", "statement", "indicator", "unit", "due")}, **numbers}


def _action(one: Action) -> dict[str, Any]:
    plain_fields = ("code", "axis", "title", "description", "horizon", "start", "due", "funded", "state", "blocked_reason", "late_reason")
    return {
        **{name: getattr(one, name) for name in plain_fields},
        "objective": one.objective.statement if one.objective else "",
        "lead": _body(one.organisation),
        "partners": [_body(partner.organisation) for partner in one.partners.all()],
        "unblocker": _body(one.unblocker) if one.unblocker else None,
        "targets": [
            {"measure": aim.measure.code, "names": aim.measure.names, "unit": aim.measure.unit.symbol, "value": _number(aim.value)}
            for aim in one.targets.all()
        ],
    }


def _body(organisation: Any) -> dict[str, Any]:
    return {"code": organisation.code, "names": organisation.names}


def _number(value: Decimal | None) -> Decimal | None:
    return None if value is None else plain(value)
