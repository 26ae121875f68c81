"""Who may draft, adopt and check the plan and carry out its actions, and when."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from actions.figures import lacks
from actions.models import Action, Objective, Plan
from hotspots.models import Hotspot
from taskforce import roles
from taskforce.kernel.lifecycle import can_move
from taskforce.kernel.rules import rule
from taskforce.models import Seat, User, Workspace


def at_work(workspace: Workspace) -> Iterator[str]:
    """Object unless the task force is at work."""
    if workspace.state == Workspace.State.TO_CONVENE:
        yield _("The task force is not convened yet.")
    elif workspace.state == Workspace.State.DISSOLVED:
        yield _("This task force is dissolved.")


def _not_with_the_chair(plan: Plan) -> Iterator[str]:
    yield from at_work(plan.workspace)
    if plan.state == Plan.State.SUBMITTED:
        yield _("The plan is with the chair: nothing changes until it is adopted or given back.")


@rule(roles.PLAN)
def draft_plan(person: User, hotspot: Hotspot) -> Iterator[str]:
    """Begin the plan of a hotspot whose task force is convened, once."""
    yield from at_work(hotspot.workspace)
    if Plan.objects.filter(workspace=hotspot.workspace).exists():
        yield _("This hotspot has its plan already.")


@rule(roles.PLAN)
def set_objective(person: User, objective: Objective) -> Iterator[str]:
    """Write an objective while the plan is a draft."""
    yield from at_work(objective.workspace)
    if objective.plan.state != Plan.State.DRAFT:
        yield _("Objectives change only while the plan is a draft. Revise the plan first.")


@rule(roles.PLAN)
def propose_action(person: User, action: Action) -> Iterator[str]:
    """Propose an action at any time but while the plan is with the chair; a restricted one only on one's own axis, to one of its partners."""
    yield from _not_with_the_chair(action.plan)
    if action.tier == roles.Tier.AXIS:
        yield from out_of_sight(person, action)
        if not Seat.objects.confirmed().filter(workspace=action.workspace, axis=action.axis, organisation=action.organisation_id).exists():
            yield _("%(organisation)s has no seat on this axis and could not read a restricted action.") % {
                "organisation": action.organisation
            }


def out_of_sight(person: User, action: Action) -> Iterator[str]:
    """Object to working on a restricted action of another axis."""
    seat = person.mandates.seat_in(action.workspace)
    if action.tier == roles.Tier.AXIS and (seat is None or seat.axis != action.axis):
        yield _("Only partners of the same axis work on a restricted action.")


def _led(person: User, action: Action) -> Iterator[str]:
    yield from out_of_sight(person, action)
    seat = person.mandates.seat_in(action.workspace)
    leads = seat is not None and seat.organisation == action.organisation_id
    if not (leads and person.mandates.hold(roles.ACT, action.workspace)):
        yield _("Only %(organisation)s changes this action: each partner answers for its own.") % {"organisation": action.organisation}
    yield from _not_with_the_chair(action.plan)


def _drafted_or_led(person: User, action: Action) -> Iterator[str]:
    if action.state == Action.State.PROPOSED and person.mandates.hold(roles.PLAN, action.workspace):
        yield from out_of_sight(person, action)
        yield from _not_with_the_chair(action.plan)
    else:
        yield from _led(person, action)


@rule(roles.VIEW)
def amend_action(person: User, action: Action) -> Iterator[str]:
    """Change an action: while proposed, whoever drafts the plan; once agreed, only a seat of its lead that carries out actions."""
    yield from _drafted_or_led(person, action)
    if action.state in {Action.State.DONE, Action.State.ABANDONED}:
        yield _("This action is closed.")


@rule(roles.VIEW)
def agree(person: User, action: Action) -> Iterator[str]:
    """Agree to a proposed action, for the organisation asked to lead it."""
    yield from _led(person, action)
    if not can_move(action, Action.State.AGREED):
        yield _("This action has been agreed or withdrawn already.")


@rule(roles.VIEW)
def start(person: User, action: Action) -> Iterator[str]:
    """Start an agreed action, for its lead organisation."""
    yield from _led(person, action)
    if action.state != Action.State.AGREED:
        yield _("Only an agreed action starts.")


@rule(roles.VIEW)
def block(person: User, action: Action) -> Iterator[str]:
    """Say that an agreed or running action is blocked, why and who can unblock it, for its lead organisation."""
    yield from _led(person, action)
    if not can_move(action, Action.State.BLOCKED):
        yield _("Only an agreed or running action can be blocked.")


@rule(roles.VIEW)
def resume(person: User, action: Action) -> Iterator[str]:
    """Take up a blocked action again, for its lead organisation."""
    yield from _led(person, action)
    if action.state != Action.State.BLOCKED:
        yield _("This action is not blocked.")


@rule(roles.VIEW)
def finish(person: User, action: Action) -> Iterator[str]:
    """Say that a running action is done, for its lead organisation."""
    yield from _led(person, action)
    if not can_move(action, Action.State.DONE):
        yield _("Only a running action can be done.")


@rule(roles.VIEW)
def abandon(person: User, action: Action) -> Iterator[str]:
    """Abandon an action with a reason: while proposed, whoever drafts the plan too; once agreed, only its lead organisation."""
    yield from _drafted_or_led(person, action)
    if not can_move(action, Action.State.ABANDONED):
        yield _("This action is closed.")


@rule(roles.PLAN)
def submit_plan(person: User, plan: Plan) -> Iterator[str]:
    """Submit a draft to the chair once each axis has a live action with lead, dates and measure, and a seated organisation."""
    yield from at_work(plan.workspace)
    if can_move(plan, Plan.State.SUBMITTED):
        yield from lacks(plan)
    else:
        yield _("The plan is not a draft.")


@rule(roles.ADOPT)
def adopt_plan(person: User, plan: Plan) -> Iterator[str]:
    """Adopt a submitted plan, for the chair; the version is frozen."""
    yield from _with_the_chair(plan)


@rule(roles.ADOPT)
def give_back_plan(person: User, plan: Plan) -> Iterator[str]:
    """Give a submitted plan back with words on what to change, for the chair."""
    yield from _with_the_chair(plan)


def _with_the_chair(plan: Plan) -> Iterator[str]:
    yield from at_work(plan.workspace)
    if plan.state != Plan.State.SUBMITTED:
        yield _("No plan waits for the chair.")


@rule(roles.CHECK)
def check_plan(person: User, plan: Plan) -> Iterator[str]:
    """Say, for the cell, whether an adopted plan conforms or what it must complete."""
    if plan.state != Plan.State.ADOPTED:
        yield _("Only an adopted plan that is not checked yet can be checked.")


@rule(roles.PLAN)
def revise_plan(person: User, plan: Plan) -> Iterator[str]:
    """Open a checked plan again as the draft of its next version."""
    yield from at_work(plan.workspace)
    if not can_move(plan, Plan.State.DRAFT) or plan.state == Plan.State.SUBMITTED:
        yield _("Only a plan the cell has checked can be revised.")
