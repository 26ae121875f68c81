"""What the pages of the plan, of an action and of the entries show, read in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actions.figures import OUTSIDER, ActionFigures, of_actions, reader_of
from actions.models import Action, Entry, Objective, Partner, Plan, Quantity
from actions.standing import Counts
from taskforce import roles
from taskforce.drawing import words
from taskforce.models.directory import in_language

if TYPE_CHECKING:
    from taskforce.models import User, Workspace

TONES = {"proposed": "todo", "agreed": "info", "running": "ok", "blocked": "warn", "done": "done", "abandoned": "off"}
PLAN_TONES = {"draft": "todo", "submitted": "info", "adopted": "ok", "conform": "done", "to_complete": "warn"}
PAGE = 50


@dataclass(frozen=True)
class Card:
    """An action as its card shows it: late comes before its state."""

    action: Action
    done: ActionFigures

    @property
    def tone(self) -> str:
        """The tone its state is drawn in."""
        return "bad" if self.action.is_late else TONES[self.action.state]

    @property
    def word(self) -> str:
        """Its state in one word."""
        return _("Late") if self.action.is_late else self.action.get_state_display()

    @property
    def logged(self) -> str:
        """How many entries there are, or that they are few and not all for the reader."""
        if self.done.entries is None:
            return _("Fewer than %(number)s entries, not all of which you may read.") % {"number": settings.SMALL_NUMBER}
        return ngettext("%(count)s entry logged.", "%(count)s entries logged.", self.done.entries) % {"count": self.done.entries}


@dataclass(frozen=True)
class Column:
    """One axis of the plan."""

    axis: roles.Axis
    objectives: list[Objective]
    cards: list[Card]

    @property
    def counts(self) -> Counts:
        """How many of the actions everybody may read stand where."""
        seen = [one.action for one in self.cards if one.action.tier == roles.Tier.WORKSPACE]
        states = {state: sum(one.state == state for one in seen) for state in ("agreed", "running", "blocked", "done", "abandoned")}
        return Counts(planned=len(seen) - states["abandoned"], late=sum(one.is_late for one in seen), **states)


def board(person: User, plan: Plan) -> list[Column]:
    """Lay out the plan in its three axes, as far as the person may read it."""
    objectives = list(Objective.objects.visible_to(person).filter(plan=plan))
    actions = list(Action.objects.visible_to(person).filter(plan=plan).select_related("organisation", "unblocker").order_by("pk"))
    for one in actions:
        one.workspace = plan.workspace
    cards = cards_of(person, plan.workspace, actions)
    cards.sort(key=lambda card: card.action.state == Action.State.ABANDONED)
    return [
        Column(axis, [it for it in objectives if it.axis == axis], [it for it in cards if it.action.axis == axis]) for axis in roles.Axis
    ]


def cards_of(person: User, workspace: Workspace, actions: list[Action]) -> list[Card]:
    """Give actions of one workspace, which the person sees, their figures."""
    done = of_actions(actions, reader=reader_of(person, workspace) or OUTSIDER)
    return [Card(one, done[one.pk]) for one in actions]


def frozen_axes(content: dict[str, Any]) -> list[dict[str, Any]]:
    """Read a frozen version of the plan in the language in use, axis by axis; a version without content has empty axes."""
    return [
        {
            "name": axis.label,
            "objectives": [one for one in content.get("objectives", []) if one["axis"] == axis],
            "actions": [_frozen_action(one) for one in content.get("actions", []) if one["axis"] == axis],
        }
        for axis in roles.Axis
    ]


def _frozen_action(one: dict[str, Any]) -> dict[str, Any]:
    targets = [
        (in_language(aim["names"]), words.quantity(Decimal(aim["value"]) if aim["value"] else None, aim["unit"])) for aim in one["targets"]
    ]
    days = {name: date.fromisoformat(one[name]) if one[name] else None for name in ("start", "due")}
    said = {"lead": in_language(one["lead"]["names"]), "state": Action.State(one["state"]).label, "tone": TONES[one["state"]]}
    return {**one, **days, **said, "targets": targets, "partners": [in_language(partner["names"]) for partner in one["partners"]]}


def actions_seen(person: User) -> Any:
    """Find the actions a person sees, with all their pages need beside them."""
    partners = Prefetch("partners", Partner.objects.select_related("organisation"))
    beside = ("workspace", "plan__workspace", "plan__hotspot", "organisation", "objective", "unblocker")
    return Action.objects.visible_to(person).select_related(*beside).prefetch_related(partners)


def loggable(person: User, workspace: Workspace) -> list[Action]:
    """List the actions of a workspace on which work may be logged, in the order of the plan."""
    return list(actions_seen(person).filter(workspace=workspace, state__in=Action.LOGGABLE).order_by("axis", "pk"))


@dataclass(frozen=True)
class Page:
    """Some entries, latest first, and where the next ones begin."""

    entries: list[Entry]
    following: str = ""


def entries(person: User, workspace: Workspace, before: str = "", **only: Any) -> Page:
    """Read up to fifty entries the person may read, of actions the person sees, before the place ``before`` (a day and a key)."""
    quantities = Prefetch("quantities", Quantity.objects.select_related("measure", "unit"))
    found = Entry.objects.visible_to(person).filter(action__in=Action.objects.visible_to(person), workspace=workspace, **only)
    rows = found.filter(_earlier(before)).select_related("action", "organisation").prefetch_related(quantities)[: PAGE + 1]
    page = list(rows)
    for one in page:
        one.workspace = one.action.workspace = workspace
    last = page[PAGE - 1] if len(page) > PAGE else None
    return Page(page[:PAGE], f"{last.day:%Y-%m-%d}.{last.pk}" if last else "")


def _earlier(before: str) -> Q:
    day, _dot, key = before.partition(".")
    try:
        return Q(day__lt=date.fromisoformat(day)) | Q(day=date.fromisoformat(day), pk__lt=int(key))
    except ValueError:
        return Q()
