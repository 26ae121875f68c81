"""Actions that come from a spreadsheet: proposed and changed in one act, all or none."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

from actions import rules
from actions.models import Action, Plan
from actions.services.undertakings import amend_action, propose_action
from actions.services.words import locked
from taskforce.kernel.acts import service
from taskforce.models import User


class Wanted(Protocol):
    """One row: the action it changes, or None for a new one, and what it says."""

    @property
    def action(self) -> Action | None:
        """The action it changes."""
        ...

    @property
    def fields(self) -> dict[str, Any]:
        """What it says, as the services of one action take it."""
        ...


@service
def import_actions(*, by: User, plan: Plan, lines: Iterable[Wanted]) -> list[Action]:
    """Propose the new actions of a spreadsheet and change those it names, each by its own rule; one that is refused refuses all."""
    plan = locked(plan)
    rules.propose_action.require(by, Action(plan=plan, workspace=plan.workspace))
    return [
        propose_action(by=by, plan=plan, **one.fields) if one.action is None else amend_action(by=by, action=one.action, **one.fields)
        for one in lines
    ]
