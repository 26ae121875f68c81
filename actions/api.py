"""Plans, objectives, actions, measures, work and commitments by the API."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch

from actions import services
from actions.models import Action, Commitment, Entry, Measure, Objective, Plan, PlanVersion, Quantity
from actions.rest import (
    ActionChanged,
    ActionGiven,
    ActionTold,
    Block,
    CommitmentTold,
    EntryGiven,
    EntryTold,
    Kept,
    MeasureTold,
    Nothing,
    ObjectiveTold,
    PlanTold,
    Why,
    Words,
)
from taskforce import roles
from taskforce.rest import Below, Noun, a_choice, a_code, a_day, act

AXIS = a_choice("axis", roles.Axis.choices)
WHERE = a_code("workspace__reference")
WHOSE = a_code("organisation__code")


class Plans(Noun):
    """Plans, one for each hotspot."""

    model, serializer_class = Plan, PlanTold
    by = {"reference": "hotspot__reference"}
    orderings = ("id",)
    filters = {"workspace": WHERE, "state": a_choice("state", Plan.State.choices)}

    def gathered(self, rows: Any) -> Any:
        """With the versions that were adopted."""
        adopted = PlanVersion.objects.visible_to(self.person).defer("content")
        return rows.select_related("workspace", "hotspot").prefetch_related(Prefetch("versions", adopted))


class Objectives(Noun):
    """Objectives of plans."""

    model, serializer_class = Objective, ObjectiveTold
    by = {"pk": "pk"}
    orderings = ("id",)
    filters = {"workspace": WHERE, "axis": AXIS}

    def gathered(self, rows: Any) -> Any:
        """With where they belong."""
        return rows.select_related("workspace")


class Actions(Noun):
    """Actions of plans; restricted ones only where the token's seat reads them, and then the reading is noted."""

    model, serializer_class = Action, ActionTold
    by = {"reference": "workspace__reference", "code": "code"}
    orderings = ("id", "code")
    filters = {
        "workspace": WHERE,
        "axis": AXIS,
        "state": a_choice("state", Action.State.choices),
        "organisation": WHOSE,
        "due_from": a_day("due__gte"),
        "due_until": a_day("due__lte"),
    }

    def gathered(self, rows: Any) -> Any:
        """With who leads and helps, and what is counted."""
        return rows.select_related("workspace", "organisation", "unblocker").prefetch_related("partners__organisation", "targets__measure")

    @act(ActionGiven, below=Below(Plan, Plans.by))
    def create(self, plan: Plan, **given: Any) -> Action:
        """Propose an action to the organisation that would lead it."""
        return services.propose_action(by=self.person, plan=plan, **given)

    @act(ActionChanged)
    def change(self, action: Action, **given: Any) -> Action:
        """Change what an action says; what is left out stays as it is."""
        return services.amend_action(by=self.person, action=action, **given)

    @act(Nothing)
    def agree(self, action: Action) -> Action:
        """Agree, for its lead organisation, to lead the action."""
        return services.agree(by=self.person, action=action)

    @act(Nothing)
    def start(self, action: Action) -> Action:
        """Start the action."""
        return services.start(by=self.person, action=action)

    @act(Block)
    def block(self, action: Action, **given: Any) -> Action:
        """Say that the action is blocked, by what, and who can unblock it."""
        return services.block(by=self.person, action=action, **given)

    @act(Nothing)
    def resume(self, action: Action) -> Action:
        """Take the action up again."""
        return services.resume(by=self.person, action=action)

    @act(Nothing)
    def finish(self, action: Action) -> Action:
        """Say that the action is done."""
        return services.finish(by=self.person, action=action)

    @act(Why)
    def abandon(self, action: Action, reason: str) -> Action:
        """Abandon the action, or decline one that is only proposed."""
        return services.abandon(by=self.person, action=action, reason=reason)


class Measures(Noun):
    """What is counted, in which unit."""

    model, serializer_class = Measure, MeasureTold
    by = {"code": "code"}
    orderings = ("code",)
    filters = {"axis": AXIS}

    def gathered(self, rows: Any) -> Any:
        """With units, and the parts of a ratio."""
        return rows.select_related("unit__base", "numerator", "denominator")


class Entries(Noun):
    """Work logged, as far as the token's seat reads it; what is restricted is noted as read."""

    model, serializer_class = Entry, EntryTold
    by = {"pk": "pk"}
    orderings = ("-day", "id")
    filters = {
        "workspace": WHERE,
        "action": a_code("action__code"),
        "axis": AXIS,
        "organisation": WHOSE,
        "state": a_choice("state", Entry.State.choices),
        "since": a_day("day__gte"),
        "until": a_day("day__lte"),
    }

    def gathered(self, rows: Any) -> Any:
        """With what was counted."""
        quantities = Quantity.objects.visible_to(self.person).select_related("measure", "unit")
        return rows.select_related("workspace", "action", "organisation").prefetch_related(Prefetch("quantities", quantities))

    @act(EntryGiven, below=Below(Action, Actions.by))
    def create(self, action: Action, **given: Any) -> Entry:
        """Log the work of a day on an action."""
        return services.log_work(by=self.person, action=action, **given)

    @act(Nothing)
    def take_back(self, entry: Entry) -> Entry:
        """Take back an entry just logged: it counts nowhere any more."""
        return services.undo_log(by=self.person, entry=entry)


class Commitments(Noun):
    """What organisations said they will do, and whether they did."""

    model, serializer_class = Commitment, CommitmentTold
    by = {"pk": "pk"}
    orderings = ("due", "id")
    filters = {
        "workspace": WHERE,
        "organisation": WHOSE,
        "state": a_choice("state", Commitment.State.choices),
        "due_from": a_day("due__gte"),
        "due_until": a_day("due__lte"),
    }

    def gathered(self, rows: Any) -> Any:
        """With whose they are and where they were made."""
        return rows.select_related("workspace", "meeting", "organisation")

    @act(Nothing)
    def accept(self, commitment: Commitment) -> Commitment:
        """Accept a commitment for the organisation concerned."""
        return services.accept_commitment(by=self.person, commitment=commitment)

    @act(Words)
    def decline(self, commitment: Commitment, words: str) -> Commitment:
        """Decline a commitment for the organisation concerned, and say why."""
        return services.decline_commitment(by=self.person, commitment=commitment, words=words)

    @act(Kept)
    def keep(self, commitment: Commitment, **given: Any) -> Commitment:
        """Say whether a commitment was kept."""
        return services.keep_commitment(by=self.person, commitment=commitment, **given)
