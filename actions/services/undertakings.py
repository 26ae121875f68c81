"""The life of an action: proposed by whoever drafts the plan, then its lead organisation's alone."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from actions import rules
from actions.models import Action, Measure, Partner, Plan, Target
from actions.services.words import locked, said
from taskforce import roles
from taskforce.kernel.acts import service
from taskforce.kernel.lifecycle import move
from taskforce.models import Organisation, User
from taskforce.notices import seated_for, tell

Targets = dict[Measure, Decimal | None]

LETTERS = {roles.Axis.SECURITY: "S", roles.Axis.PREVENTION: "P", roles.Axis.NEIGHBOURHOOD: "V"}
AMENDABLE = frozenset({"title", "description", "objective", "horizon", "start", "due", "funded", "late_reason"})


@service
def propose_action(
    *,
    by: User,
    plan: Plan,
    axis: str,
    title: str,
    organisation: Organisation,
    partners: Iterable[Organisation] = (),
    targets: Targets | None = None,
    **fields: Any,
) -> Action:
    """Propose an action to the organisation that would lead it."""
    plan = locked(plan)
    action = Action(plan=plan, workspace=plan.workspace, axis=axis, title=title, organisation=organisation, **fields)
    rules.propose_action.require(by, action)
    action.code = _next_code(action)
    _saved(action)
    _set_partners(action, partners)
    _set_targets(action, targets or {})
    return _offered(action)


def _offered(action: Action) -> Action:
    """Tell those who sit for the organisation that would lead the action."""
    tell(seated_for(action.workspace, action.organisation, roles.ACT), "actions.propose_action", action)
    return action


def _next_code(action: Action) -> str:
    """Number within the axis; restricted actions in a series of their own (SR1), so that no gap betrays them."""
    prefix = LETTERS[roles.Axis(action.axis)] + ("R" if action.tier == roles.Tier.AXIS else "")
    codes = Action.objects.filter(workspace=action.workspace, code__startswith=prefix).values_list("code", flat=True)
    taken = [int(number) for number in (code.removeprefix(prefix) for code in codes) if number.isdecimal()]
    return f"{prefix}{max(taken, default=0) + 1}"


@service
def amend_action(
    *, by: User, action: Action, partners: Iterable[Organisation] | None = None, targets: Targets | None = None, **fields: Any
) -> Action:
    """Change what an action says; partners and targets left out stay as they are. The lead changes only while it is proposed."""
    action = locked(action)
    rules.amend_action.require(by, action)
    lead = action.organisation_id
    for name, value in fields.items():
        setattr(action, _amendable(action, name), value)
    if "organisation" in fields:
        rules.propose_action.require(by, action)
    _saved(action)
    if partners is not None:
        _set_partners(action, partners)
    if targets is not None:
        _set_targets(action, targets)
    return _offered(action) if action.organisation_id != lead else action


def _amendable(action: Action, name: str) -> str:
    if name not in AMENDABLE and not (name == "organisation" and action.state == Action.State.PROPOSED):
        raise TypeError(f"{name} of an action does not change now")
    return name


@service
def agree(*, by: User, action: Action) -> Action:
    """Agree to lead the action."""
    action = locked(action)
    rules.agree.require(by, action)
    return _moved(action, Action.State.AGREED)


@service
def start(*, by: User, action: Action) -> Action:
    """Start the action."""
    action = locked(action)
    rules.start.require(by, action)
    return _moved(action, Action.State.RUNNING)


@service
def block(*, by: User, action: Action, blocked_reason: str, unblocker: Organisation) -> Action:
    """Say that the action is blocked, by what, and which organisation can unblock it."""
    action = locked(action)
    rules.block.require(by, action)
    action.blocked_reason, action.unblocker = said(blocked_reason, "blocked_reason"), unblocker
    _moved(action, Action.State.BLOCKED)
    tell(seated_for(action.workspace, unblocker), "actions.block", action)
    return action


@service
def resume(*, by: User, action: Action) -> Action:
    """Take the action up again; what blocked it stays in its history."""
    action = locked(action)
    rules.resume.require(by, action)
    action.blocked_reason, action.unblocker = "", None
    return _moved(action, Action.State.RUNNING)


@service
def finish(*, by: User, action: Action) -> Action:
    """Say that the action is done."""
    action = locked(action)
    rules.finish.require(by, action)
    return _moved(action, Action.State.DONE)


@service
def abandon(*, by: User, action: Action, reason: str) -> Action:
    """Abandon the action, or withdraw one that is only proposed; the reason stays in the journal."""
    action = locked(action)
    rules.abandon.require(by, action)
    said(reason, "reason")
    return _moved(action, Action.State.ABANDONED)


def _moved(action: Action, state: str) -> Action:
    move(action, state)
    return _saved(action)


def _saved(action: Action) -> Action:
    if action.objective and action.objective.plan_id != action.plan_id:
        raise ValidationError({"objective": _("Choose an objective of this plan.")})
    action.full_clean(exclude=["workspace", "plan"])
    action.save()
    return action


def _set_partners(action: Action, organisations: Iterable[Organisation]) -> None:
    wanted = {one.pk for one in organisations} - {action.organisation_id}
    there = {one.organisation_id: one for one in action.partners.all()}
    for key in sorted(there.keys() - wanted):
        there[key].delete()
    for key in sorted(wanted - there.keys()):
        Partner.objects.create(workspace=action.workspace, action=action, organisation_id=key)


def _set_targets(action: Action, targets: Targets) -> None:
    there = {one.measure_id: one for one in action.targets.all()}
    for key in sorted(there.keys() - {measure.pk for measure in targets}):
        there[key].delete()
    for measure, value in targets.items():
        target = there.get(measure.pk) or Target(workspace=action.workspace, action=action, measure=measure)
        if target.pk is None or target.value != value:
            target.value = value
            target.full_clean(exclude=["workspace", "action"])
            target.save()
