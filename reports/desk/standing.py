"""How somebody's hotspots stand, who they are here, and what the council has to read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from actions.models import Action, Plan
from actions.standing import Counts, counts
from hotspots.models import Hotspot
from reports.drafting import told_to
from reports.models import RegionalReport, Report
from taskforce import roles
from taskforce.models import Seat, User, Workspace


@dataclass(frozen=True)
class Standing:
    """One hotspot and how its three axes stand, as far as the reader may see the actions."""

    hotspot: Any
    axes: list[Counts]

    @property
    def late(self) -> int:
        """Actions that are late, over the three axes."""
        return sum(one.late for one in self.axes)


def standings(person: User) -> list[Standing]:
    """How the hotspots in force the person sees stand, by reference. Two queries."""
    hotspots = Hotspot.objects.visible_to(person).filter(workspace__in=person.mandates.where(roles.VIEW), state=Hotspot.State.VALIDATED)
    counted = counts(Action.objects.visible_to(person))
    return [Standing(one, [counted[one.workspace_id, axis] for axis in roles.Axis.values]) for one in hotspots]


@dataclass(frozen=True)
class Now:
    """What the page of a hotspot shows of its plan, its reports and its task force, as far as the reader may see them."""

    axes: list[tuple[str, Counts]]
    plan: Plan | None
    reports: list[tuple[Report, str, bool]]
    seats: list[Seat]


def now_at(person: User, hotspot: Hotspot) -> Now:
    """Gather how a hotspot stands. Four queries."""
    counted = counts(Action.objects.visible_to(person).filter(workspace=hotspot.workspace_id))
    theirs = Report.objects.visible_to(person).filter(hotspot=hotspot)
    here = Seat.objects.visible_to(person).filter(workspace=hotspot.workspace_id).confirmed()
    return Now(
        axes=[(str(axis.label), counted[hotspot.workspace_id, axis]) for axis in roles.Axis],
        plan=Plan.objects.visible_to(person).filter(hotspot=hotspot).first(),
        reports=[_told(person, one) for one in theirs.select_related("period", "workspace").order_by("-period__until")],
        seats=list(here.exclude(role__in=[roles.Role.AUDITOR, roles.Role.STEWARD]).select_related("organisation", "title")),
    )


def _told(person: User, report: Report) -> tuple[Report, str, bool]:
    """Give a report with its state in words and whether it is late, as far as the reader may know."""
    state = told_to(person, report)
    return report, str(state.label), report.is_late and state != Report.State.ACCEPTED


@dataclass(frozen=True)
class Mine:
    """Who the person is here: the parts in words, the workspaces to log work in, whether that is their first task, and seats not confirmed."""

    parts: list[str]
    log_in: list[Workspace]
    in_the_field: bool
    awaited: list[Seat]


def seats_of(person: User) -> Mine:
    """Say who the person is here. One query."""
    seats = Seat.objects.visible_to(person).filter(person=person).live().select_related("workspace", "organisation", "title")
    held = [one for one in seats if one.confirmed_on]
    parts = dict.fromkeys(f"{seat.part}, {seat.organisation}" for seat in held)
    rooms = person.mandates.where(roles.LOG)
    return Mine(
        parts=list(parts),
        log_in=[one.workspace for one in held if one.workspace_id in rooms],
        in_the_field=any(one.role == roles.Role.WORKER for one in held),
        awaited=[one for one in seats if not one.confirmed_on],
    )


def council_file(person: User) -> list[RegionalReport]:
    """List the last regional reports the council adopted, for those who read its file. One query."""
    adopted = RegionalReport.objects.visible_to(person).filter(workspace__in=person.mandates.where(roles.VIEW_COUNCIL))
    return list(adopted.filter(state=RegionalReport.State.ADOPTED).select_related("period")[:3])
