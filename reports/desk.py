"""The desk: what waits for somebody, soonest first, and how their hotspots stand. Read models, no writes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Max
from django.urls import reverse
from django.utils.translation import gettext as _

from actions.models import Action, Plan
from actions.standing import Counts, counts
from hotspots.models import Approval, Hotspot
from reports.models import Period, RegionalReport, Report, Version
from taskforce import roles
from taskforce.kernel import clock
from taskforce.models import Seat, User, Workspace


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for a person: what to do, where, and by when."""

    title: str
    place: str
    url: str
    due: date | None = None

    @property
    def days(self) -> int | None:
        """Days left; negative when the day has passed."""
        return (self.due - clock.today()).days if self.due else None

    @property
    def tone(self) -> str:
        """Late, soon or in time."""
        if self.days is None:
            return "todo"
        return "bad" if self.days < 0 else "warn" if self.days <= 7 else "ok"  # noqa: PLR2004  # a week is soon

    @property
    def when(self) -> str:
        """The day it is due, in words."""
        if self.due is None:
            return _("No date")
        words = _("Was due on %(day)s") if self.due < clock.today() else _("By %(day)s")
        return words % {"day": f"{self.due:%d/%m/%Y}"}


def waiting_for(person: User) -> list[Waiting]:
    """List what waits for the person, soonest first; what has no date comes after what is due."""
    found = [one for part in PARTS for one in part(person)]
    return sorted(found, key=lambda one: (one.due is None, one.due or date.max, one.place))


def _charters(person: User) -> Iterator[Waiting]:
    for seat in Seat.objects.filter(person=person, signatures__isnull=True).live().select_related("workspace"):
        yield Waiting(_("Sign the charter"), seat.workspace.name, reverse("charter", args=[seat.pk]))


def _approvals(person: User) -> Iterator[Waiting]:
    for organisation, workspaces in person.mandates.seats_by("organisation").items():
        mine = workspaces & person.mandates.where(roles.APPROVE)
        awaited = Approval.objects.filter(workspace__in=mine, state=Approval.State.AWAITED, municipality__organisations=organisation)
        for one in awaited.select_related("hotspot", "municipality").filter(hotspot__state=Hotspot.State.PROPOSED):
            title = _("Approve the hotspot for %(municipality)s") % {"municipality": one.municipality.name}
            yield Waiting(title, one.hotspot.name, one.hotspot.get_absolute_url())


def _convening(person: User) -> Iterator[Waiting]:
    rooms = person.mandates.where(roles.CONVENE)
    for one in Hotspot.objects.filter(workspace__in=rooms, state=Hotspot.State.VALIDATED, workspace__state=Workspace.State.TO_CONVENE):
        yield Waiting(_("Convene the task force"), one.name, one.get_absolute_url())


def _rulings(person: User) -> Iterator[Waiting]:
    for one in Hotspot.objects.filter(workspace__in=person.mandates.where(roles.RULE), state=Hotspot.State.APPROVED):
        yield Waiting(_("Record the council’s decision"), one.name, one.get_absolute_url())


def _plans(person: User) -> Iterator[Waiting]:
    wanted = (
        (roles.ADOPT, [Plan.State.SUBMITTED], _("Adopt the plan or give it back")),
        (roles.CHECK, [Plan.State.ADOPTED], _("Check the adopted plan")),
        (roles.COMPOSE, [Plan.State.DRAFT, Plan.State.TO_COMPLETE], _("Complete and submit the plan")),
    )
    for permission, states, title in wanted:
        plans = Plan.objects.filter(workspace__in=person.mandates.where(permission), state__in=states)
        for one in plans.select_related("hotspot"):
            yield Waiting(title, one.hotspot.name, one.get_absolute_url())


def _missing_plans(person: User) -> Iterator[Waiting]:
    rooms = person.mandates.where(roles.COMPOSE)
    for one in Hotspot.objects.filter(workspace__in=rooms, workspace__state=Workspace.State.CONVENED, plan__isnull=True):
        yield Waiting(_("Draft the plan"), one.name, one.get_absolute_url())


def _reports(person: User) -> Iterator[Waiting]:
    draft, returned = (Report.State.DUE, Report.State.DRAFT), (Report.State.RETURNED,)
    for states, title in ((draft, _("Compose and submit the report")), (returned, _("Answer the remarks and submit again"))):
        reports = Report.objects.filter(workspace__in=person.mandates.where(roles.COMPOSE), state__in=states)
        for one in reports.select_related("hotspot", "period"):
            yield _about(one, title)


def _submitted(person: User, permission: str, *, signed: bool) -> Any:
    """The latest version of each report under way to the cell, signed by the chair or not yet."""
    versions = Version.objects.filter(workspace__in=person.mandates.where(permission), report__state=Report.State.SUBMITTED)
    latest = versions.annotate(last=Max("report__versions__number")).filter(number=F("last"), signed_at__isnull=not signed)
    return latest.select_related("report__hotspot", "report__period")


def _signatures(person: User) -> Iterator[Waiting]:
    for one in _submitted(person, roles.SIGN, signed=False):
        yield _about(one.report, _("Sign the report"))


def _reviews(person: User) -> Iterator[Waiting]:
    for one in _submitted(person, roles.REVIEW, signed=True):
        yield _about(one.report, _("Review the report"))


def _about(report: Report, title: str) -> Waiting:
    return Waiting(title, f"{report.hotspot.name} · {report.period}", report.get_absolute_url(), report.period.due)


def _regional(person: User) -> Iterator[Waiting]:
    past = Period.objects.filter(workspace__in=person.mandates.where(roles.COMPILE), due__lt=clock.today(), regional_reports__isnull=True)
    for period in past:
        yield Waiting(_("Compile the regional report"), str(period), period.get_absolute_url(), period.due)
    drafts = RegionalReport.objects.filter(workspace__in=person.mandates.where(roles.ADOPT_REGIONAL), state=RegionalReport.State.DRAFT)
    for one in drafts.annotate(last=Max("period__regional_reports__number")).filter(number=F("last")):
        yield Waiting(_("Record the council’s adoption"), one.reference, one.get_absolute_url())


def _actions(person: User) -> Iterator[Waiting]:
    rooms = person.mandates.where(roles.ACT)
    for organisation, workspaces in person.mandates.seats_by("organisation").items():
        mine = (
            Action.objects.visible_to(person)
            .filter(organisation=organisation, workspace__in=workspaces & rooms)
            .select_related("workspace")
        )
        for one in mine.filter(state=Action.State.PROPOSED):
            yield Waiting(_("Agree to the action, or withdraw it"), str(one), one.get_absolute_url(), one.start)
        for one in mine.filter(due__lt=clock.today(), state__in=Action.LIVE):
            yield Waiting(_("Finish the action, or say why it is late"), str(one), one.get_absolute_url(), one.due)


PARTS = (_charters, _approvals, _convening, _rulings, _plans, _missing_plans, _reports, _signatures, _reviews, _regional, _actions)


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
    reports: list[Report]
    seats: list[Seat]


def now_at(person: User, hotspot: Hotspot) -> Now:
    """Gather how a hotspot stands. Four queries."""
    counted = counts(Action.objects.visible_to(person).filter(workspace=hotspot.workspace_id))
    here = Seat.objects.visible_to(person).filter(workspace=hotspot.workspace_id).live()
    return Now(
        axes=[(str(axis.label), counted[hotspot.workspace_id, axis]) for axis in roles.Axis],
        plan=Plan.objects.visible_to(person).filter(hotspot=hotspot).first(),
        reports=list(Report.objects.visible_to(person).filter(hotspot=hotspot).select_related("period").order_by("-period__until")),
        seats=list(here.exclude(role__in=[roles.Role.AUDITOR, roles.Role.STEWARD]).select_related("organisation", "title")),
    )


@dataclass(frozen=True)
class Mine:
    """Who the person is here: the parts in words, the workspaces to log work in, and whether that is their first task."""

    parts: list[str]
    log_in: list[Workspace]
    in_the_field: bool


def seats_of(person: User) -> Mine:
    """Say who the person is here. One query."""
    seats = Seat.objects.visible_to(person).filter(person=person).live().select_related("workspace", "organisation", "title")
    parts = dict.fromkeys(f"{seat.part}, {seat.organisation}" for seat in seats)
    rooms = person.mandates.where(roles.LOG)
    return Mine(
        list(parts), [one.workspace for one in seats if one.workspace_id in rooms], any(one.role == roles.Role.WORKER for one in seats)
    )


def council_file(person: User) -> list[RegionalReport]:
    """List the last regional reports the council adopted, for those who read its file. One query."""
    adopted = RegionalReport.objects.visible_to(person).filter(workspace__in=person.mandates.where(roles.VIEW_COUNCIL))
    return list(adopted.filter(state=RegionalReport.State.ADOPTED).select_related("period")[:3])
