"""What the pages of the plan, of an action and of the entries show, read in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Count, Prefetch, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actions.figures import OUTSIDER, ActionFigures, Figure, of_actions, reader_of
from actions.models import Action, Entry, Evidence, Partner, Quantity, Target
from taskforce import roles
from taskforce.drawing import words
from taskforce.kernel import clock
from taskforce.models import Workspace
from taskforce.models.directory import in_language

if TYPE_CHECKING:
    from taskforce.models import User

TONES = {"proposed": "todo", "agreed": "info", "running": "ok", "blocked": "warn", "done": "done", "abandoned": "off"}
PLAN_TONES = {"draft": "todo", "submitted": "info", "adopted": "ok", "conform": "done", "to_complete": "warn"}
PAGE = 50
USUAL = timedelta(days=90)


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
    def counted(self) -> list[str]:
        """Each measure with what is done and what was aimed at, in words."""
        return [_("%(name)s: %(done)s") % {"name": one.name, "done": _done_of(one)} for one in self.done.figures]

    @property
    def logged(self) -> str:
        """How many entries there are, or that they are few and not all for the reader."""
        if self.done.entries is None:
            return _("Fewer than %(number)s entries, not all of which you may read.") % {"number": settings.SMALL_NUMBER}
        return ngettext("%(count)s entry logged.", "%(count)s entries logged.", self.done.entries) % {"count": self.done.entries}


def _done_of(figure: Figure) -> str:
    if figure.target is None:
        return figure.text
    return _("%(done)s of %(target)s") % {"done": figure.text, "target": words.quantity(figure.target, figure.measure.unit)}


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
    targets = Prefetch("targets", Target.objects.select_related("measure__unit__base"))
    found = actions_seen(person).filter(workspace=workspace, state__in=Action.LOGGABLE).prefetch_related(targets)
    return list(found.order_by("axis", "pk"))


def rooms(person: User) -> list[Workspace]:
    """List the workspaces of hotspots in which the person logs work."""
    mine = person.mandates.where(roles.LOG) & set(person.mandates.seats)
    return list(Workspace.objects.filter(pk__in=mine, hotspot__isnull=False).select_related("hotspot").order_by("reference"))


def last_room(person: User) -> int | None:
    """Give the key of the workspace in which the person logged last."""
    found: int | None = Entry.objects.visible_to(person).filter(author=person).order_by("-pk").values_list("workspace", flat=True).first()
    return found


def usual(person: User, workspace: Workspace) -> list[tuple[int, int]]:
    """List what the person's organisation counted here over ninety days, as keys of action and measure, most often first."""
    seat = person.mandates.seat_in(workspace)
    since = clock.today() - USUAL
    found = Quantity.objects.visible_to(person).filter(workspace=workspace, entry__organisation=seat and seat.organisation)
    kept = found.filter(entry__state=Entry.State.KEPT, entry__day__gte=since)
    rows = kept.order_by().values("entry__action", "measure").annotate(times=Count("pk")).order_by("-times", "entry__action", "measure")
    return [(one["entry__action"], one["measure"]) for one in rows]


def own_today(person: User) -> list[Entry]:
    """List what the person logged about today, latest first, wherever that was."""
    quantities = Prefetch("quantities", Quantity.objects.select_related("measure", "unit"))
    found = Entry.objects.visible_to(person).kept().filter(author=person, day=clock.today()).order_by("-pk")
    return list(found.select_related("action__workspace", "workspace__hotspot", "organisation").prefetch_related(quantities)[:PAGE])


@dataclass(frozen=True)
class Page:
    """Some entries, latest first, and where the next ones begin."""

    entries: list[Entry]
    following: str = ""


def entries(person: User, workspace: Workspace, before: str = "", **only: Any) -> Page:
    """Read up to fifty entries the person may read, before the place ``before`` (a day and a key)."""
    quantities = Prefetch("quantities", Quantity.objects.select_related("measure", "unit"))
    found = Entry.objects.visible_to(person).kept().filter(workspace=workspace, **only)
    rows = found.filter(_earlier(before)).select_related("action", "organisation").prefetch_related(quantities)[: PAGE + 1]
    page = list(rows)
    for one in page:
        one.workspace = one.action.workspace = workspace
    last = page[PAGE - 1] if len(page) > PAGE else None
    return Page(page[:PAGE], f"{last.day:%Y-%m-%d}.{last.pk}" if last else "")


def evidence(person: User, action: Action) -> list[Evidence]:
    """List the files of an action that the person may read, newest first, those taken away among them; their bytes stay where they are."""
    found = list(Evidence.objects.visible_to(person).filter(action=action).select_related("organisation")[: 2 * Evidence.MOST])
    for one in found:
        one.action, one.workspace = action, action.workspace
    return found


def _earlier(before: str) -> Q:
    day, _dot, key = before.partition(".")
    try:
        return Q(day__lt=date.fromisoformat(day)) | Q(day=date.fromisoformat(day), pk__lt=int(key))
    except ValueError:
        return Q()
