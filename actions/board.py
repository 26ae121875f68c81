"""The plan as a board of three axes and as a list: which of its actions are asked for, and what may be done with each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from actions import rules
from actions.desk import Card, cards_of
from actions.models import Action, Objective, Plan, TypicalAction
from actions.standing import Counts
from taskforce import roles
from taskforce.sheets import Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from taskforce.models import User

STEPS: dict[str, tuple[Any, Any]] = {
    "agree": (rules.agree, _("Agree to lead it")),
    "start": (rules.start, _("Start the action")),
    "resume": (rules.resume, _("Take the action up again")),
    "finish": (rules.finish, _("Finish the action")),
    "block": (rules.block, _("Say it is blocked")),
    "late": (rules.amend_action, _("Say why it is late")),
    "abandon": (rules.abandon, _("Abandon the action")),
}
"""What can be done with an action from its card, by the name of its service (``late`` amends): the rule, and the words of the offer."""

EMPTY = {
    roles.Axis.SECURITY: _("No security action"),
    roles.Axis.PREVENTION: _("No prevention action"),
    roles.Axis.NEIGHBOURHOOD: _("No neighbourhood action"),
}


def verdict(person: User, action: Action, step: str) -> Any:
    """Say whether a person may take a step now; a reason is asked only of what is late."""
    found = STEPS[step][0](person, action)
    return found if step != "late" or action.is_late else None


def steps_of(person: User, action: Action) -> list[tuple[str, Any]]:
    """List the steps a person may take, with their words; what is late and says not why comes first. No query."""
    withdrawn = {"abandon": _("Withdraw the action")} if action.state == Action.State.PROPOSED else {}
    found = [(step, withdrawn.get(step, words)) for step, (_rule, words) in STEPS.items() if verdict(person, action, step)]
    urgent = action.is_late and not action.late_reason
    return sorted(found, key=lambda one: not (urgent and one[0] == "late"))


@dataclass(frozen=True)
class BoardCard(Card):
    """A card with what its reader may do; ``form`` is there while one of it waits for words."""

    steps: list[tuple[str, Any]]
    form: Any = None

    @property
    def owes_reason(self) -> bool:
        """Whether it is late and nobody has said why."""
        return self.action.is_late and not self.action.late_reason


@dataclass(frozen=True)
class Column:
    """One axis of the plan: its objectives, all its actions, and cards of those asked for."""

    axis: roles.Axis
    objectives: list[Objective]
    actions: list[Action]
    cards: list[BoardCard]
    typical: list[TypicalAction]

    @property
    def counts(self) -> Counts:
        """How many of the actions everybody may read stand where, whatever is asked for."""
        seen = [one for one in self.actions if one.tier == roles.Tier.WORKSPACE]
        states = {state: sum(one.state == state for one in seen) for state in ("agreed", "running", "blocked", "done", "abandoned")}
        return Counts(planned=len(seen) - states["abandoned"], late=sum(one.is_late for one in seen), **states)

    @property
    def nothing(self) -> Any:
        """That there is no action, in words."""
        return EMPTY[self.axis]


def actions_of(person: User, plan: Plan) -> list[Action]:
    """Read the actions of a plan, as far as the person may. One query."""
    found = list(Action.objects.visible_to(person).filter(plan=plan).select_related("organisation", "unblocker").order_by("pk"))
    for one in found:
        one.workspace, one.plan = plan.workspace, plan
    return found


def chosen(actions: list[Action], asked: dict[str, Any], moving: Any = None) -> list[Action]:
    """Keep the actions asked for, and the one whose card waits for words."""
    return [one for one in actions if _is_asked(one, asked) or (moving and moving.action.pk == one.pk)]


def _is_asked(one: Action, asked: dict[str, Any]) -> bool:
    plain = all(str(getattr(one, name)) == asked[name] for name in ("state", "horizon") if name in asked)
    lead = asked.get("lead") in {None, one.organisation.code}
    return plain and lead and (one.is_late or not asked.get("late"))


def columns_of(person: User, plan: Plan, actions: list[Action], asked: dict[str, Any], moving: Any = None) -> list[Column]:
    """Lay a plan out in its three axes. ``moving``: the form of the one card that waits for words."""
    objectives = list(Objective.objects.visible_to(person).filter(plan=plan))
    cards = [
        BoardCard(card.action, card.done, steps_of(person, card.action), moving if moving and moving.action.pk == card.action.pk else None)
        for card in cards_of(person, plan.workspace, chosen(actions, asked, moving))
    ]
    cards.sort(key=lambda card: card.action.state == Action.State.ABANDONED)
    empty = [axis for axis in roles.Axis if all(one.axis != axis for one in actions)]
    typical = list(TypicalAction.objects.visible_to(person).filter(axis__in=empty)) if empty else []
    return [
        Column(
            axis,
            [one for one in objectives if one.axis == axis],
            [one for one in actions if one.axis == axis],
            [one for one in cards if one.action.axis == axis],
            [one for one in typical if one.axis == axis],
        )
        for axis in roles.Axis
    ]


def table_of(columns: list[Column], said: list[tuple[str, str]]) -> Table:
    """The actions asked for as a table, in the order of the board."""
    head = [_("Code"), _("Axis"), _("Action"), _("Lead"), _("State"), _("Late"), _("Start"), _("Due"), _("Horizon"), _("Funding")]
    names = [str(one) for one in (*head, _("Why it is late or blocked"), _("What it counts"))]
    found = [card for column in columns for card in column.cards]
    restricted = any(card.action.is_restricted for card in found)
    return Table(str(_("Local action plan")), names, map(list, map(_row, found)), said, "plan", restricted=restricted)


def _row(card: BoardCard) -> Iterator[Any]:
    one = card.action
    yield from (one.code, one.get_axis_display(), one.title, str(one.organisation), one.get_state_display())
    yield str(_("yes")) if one.is_late else ""
    yield from (one.start, one.due, one.get_horizon_display(), one.get_funded_display())
    yield "\n".join(filter(None, (one.late_reason if one.is_late else "", one.blocked_reason if one.state == "blocked" else "")))
    yield "\n".join(card.counted)
