"""What people do with plans and work: each finds what it is about by its short name, then calls one service."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import NAMESPACE_DNS, UUID, uuid5

from actions import services
from actions.models import Action, Measure, Plan, Unit
from actions.services.entries import Given
from hotspots.models import Hotspot
from reports.demo import evidence
from taskforce.models import Organisation, User
from taskforce.roles import Tier

KEYS = uuid5(NAMESPACE_DNS, "demo.example")


def draft_plan(*, by: User, hotspot: str, objectives: list[dict[str, Any]]) -> None:
    """Begin the plan of a hotspot with its objectives."""
    plan = services.draft_plan(by=by, hotspot=Hotspot.objects.get(reference=hotspot))
    for fields in objectives:
        services.set_objective(by=by, plan=plan, **fields)


def propose_action(*, by: User, hotspot: str, lead: str, partners: list[str], targets: dict[str, int | None], **fields: Any) -> None:
    """Propose an action led by one organisation with the help of others."""
    plan = Plan.objects.get(hotspot__reference=hotspot)
    services.propose_action(
        by=by,
        plan=plan,
        organisation=Organisation.objects.get(code=lead),
        partners=[Organisation.objects.get(code=code) for code in partners],
        targets={Measure.objects.get(code=code): None if value is None else Decimal(value) for code, value in targets.items()},
        objective=plan.objectives.filter(axis=fields["axis"]).first(),
        **fields,
    )


def agree(*, by: User, hotspot: str, code: str) -> None:
    """Agree to lead an action."""
    services.agree(by=by, action=_action(hotspot, code))


def start(*, by: User, hotspot: str, code: str) -> None:
    """Start an action."""
    services.start(by=by, action=_action(hotspot, code))


def finish(*, by: User, hotspot: str, code: str) -> None:
    """Finish an action."""
    services.finish(by=by, action=_action(hotspot, code))


def block(*, by: User, hotspot: str, code: str, reason: str, unblocker: str) -> None:
    """Say what blocks an action and who can unblock it."""
    services.block(by=by, action=_action(hotspot, code), blocked_reason=reason, unblocker=Organisation.objects.get(code=unblocker))


def explain(*, by: User, hotspot: str, code: str, late_reason: str) -> None:
    """Say why an action is late."""
    services.amend_action(by=by, action=_action(hotspot, code), late_reason=late_reason)


def submit_plan(*, by: User, hotspot: str) -> None:
    """Submit the plan to the chair."""
    services.submit_plan(by=by, plan=_plan(hotspot))


def adopt_plan(*, by: User, hotspot: str) -> None:
    """Adopt the plan."""
    services.adopt_plan(by=by, plan=_plan(hotspot))


def check_plan(*, by: User, hotspot: str, conform: bool, words: str) -> None:
    """Check an adopted plan for the cell."""
    services.check_plan(by=by, plan=_plan(hotspot), conform=conform, words=words)


def log_work(*, by: User, hotspot: str, code: str, day: date, quantities: list[tuple[str, Decimal, str, str]], **said: str) -> None:
    """Log work on an action; the key is made of the place, the action, the day and what was counted, so it is the same each time."""
    counted = " ".join(measure for measure, *_ in quantities)
    services.log_work(
        by=by,
        action=_action(hotspot, code),
        day=day,
        quantities=[_quantity(*one) for one in quantities],
        client_key=_key(f"{hotspot} {code} {day} {counted}"),
        **said,
    )


def attach(*, by: User, hotspot: str, code: str) -> None:
    """Attach the sheet of a round to an action, for everybody who may read the action."""
    services.attach(by=by, action=_action(hotspot, code), file=evidence.sheet(), title=evidence.TITLE, tier=Tier.WORKSPACE)


def _quantity(measure: str, value: Decimal, unit: str, qualifier: str) -> Given:
    written = Unit.objects.get(code=unit) if unit else None
    return Given(measure=Measure.objects.get(code=measure), value=value, unit=written, qualifier=qualifier)


def _key(words: str) -> UUID:
    return uuid5(KEYS, words)


def _action(hotspot: str, code: str) -> Action:
    return Action.objects.get(workspace__reference=hotspot, code=code)


def _plan(hotspot: str) -> Plan:
    return Plan.objects.get(hotspot__reference=hotspot)
