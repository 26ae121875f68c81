"""What a report says, as plain values: live while it is drafted, frozen by its submission. Names in every language, no person's name."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, Q
from django.utils.timezone import localtime
from django.utils.translation import override

from actions import standing
from actions.figures import Figure, Reader, is_small, of_actions, of_workspace, threshold
from actions.models import Action, Entry, Objective, Plan
from hotspots.models import Hotspot, Order, OrderUse
from hotspots.orders import times_used
from reports.figures.around import commitments_of, meetings_of, outline_of, surroundings_of, trend_of
from reports.figures.checks import checks_of, explained
from reports.models import Explanation, Period, Report, Version
from taskforce import roles
from taskforce.kernel import clock
from taskforce.models import Seat, Workspace
from taskforce.models.directory import LANGUAGES

SCHEMA = 3
"""2: the orders in force, and the checks before signing with what was said of them. 3: the periods before, meetings, commitments, outlines."""
NOT_ATTENDING = (roles.Role.AUDITOR, roles.Role.STEWARD)


def content_of(report: Report, version: Version) -> dict[str, Any]:
    """Say everything a version says, as of now; nothing below the workspace tier but in totals."""
    content = _told(report, version)
    said = {one.key: one.explanation for one in Explanation.objects.filter(report=report)}
    return {**content, "checks": [one.as_dict() for one in explained(checks_of(content, accepted_before(report)), said)]}


def _told(report: Report, version: Version) -> dict[str, Any]:
    hotspot, period, workspace = report.hotspot, report.period, report.workspace
    return {
        "schema": SCHEMA,
        "kind": "hotspot_report",
        "reference": report.reference,
        "version": version.number,
        "reason": version.reason,
        "hotspot": _hotspot(hotspot, period),
        "workspace": {**named(workspace), "acronym": workspace.acronym, "convened_on": iso(workspace.convened_on)},
        "region": {"code": workspace.area.code, "names": workspace.area.names},
        "notice": workspace.notices,
        "period": period_of(period),
        "as_of": clock.now().isoformat(),
        "small_number": threshold(),
        "plan": _plan(hotspot.plan),
        "texts": {section: getattr(version, section) for section in Version.SECTIONS},
        "axes": _axes(report),
        "objectives": [_objective(one) for one in Objective.objects.filter(plan=hotspot.plan)],
        "orders": _orders(report),
        "seats": _seats(workspace),
        "trend": trend_of(report),
        "meetings": meetings_of(report),
        "commitments": commitments_of(report),
    }


def accepted_before(report: Report) -> dict[str, Any] | None:
    """Give the content last accepted of the hotspot for an earlier period."""
    earlier = Report.objects.filter(hotspot=report.hotspot, period__until__lt=report.period.since, accepted__isnull=False)
    last = earlier.select_related("accepted").order_by("-period__until").first()
    return frozen(last.accepted) if last is not None and last.accepted is not None else None


def frozen(version: Version) -> dict[str, Any]:
    """Give what a version froze; before its submission it has frozen nothing."""
    return version.content or {}


def in_every_language(words: Any) -> dict[str, str]:
    """Say translated words in every language, as names are frozen."""
    said = {}
    for language in LANGUAGES:
        with override(language):
            said[language] = str(words)
    return said


def part_of(seat: Seat) -> dict[str, str]:
    """Say a seat's title, or its role where there is none, in every language."""
    return seat.title.names if seat.title else in_every_language(roles.Role(seat.role).label)


def iso(value: Any) -> str | None:
    """Write a date as text, if there is one."""
    return value.isoformat() if value else None


def local_day(moment: datetime | None) -> date | None:
    """Give the day of an instant where the people are."""
    return localtime(moment).date() if moment else None


def named(thing: Any) -> dict[str, Any]:
    """Give a thing's reference and its names."""
    return {"reference": thing.reference, "names": thing.names}


def period_of(period: Period) -> dict[str, Any]:
    """Give a period's code, days and notes."""
    notes = {language: getattr(period, f"note_{language}") for language in LANGUAGES}
    return {"code": period.code, "since": iso(period.since), "until": iso(period.until), "due": iso(period.due), "notes": notes}


def municipalities_of(hotspot: Hotspot) -> list[dict[str, str]]:
    """Name the municipalities a hotspot lies in."""
    return [approval.municipality.names for approval in hotspot.approvals.select_related("municipality")]


def _hotspot(hotspot: Hotspot, period: Period) -> dict[str, Any]:
    perimeter = hotspot.perimeters.on(min(period.until, clock.today())).last()
    return {
        **named(hotspot),
        "municipalities": municipalities_of(hotspot),
        "phenomena": [phenomenon.names for phenomenon in hotspot.phenomena.all()],
        "perimeter_version": perimeter.version if perimeter else None,
        "geometry": outline_of(perimeter),
        "areas": surroundings_of(hotspot),
    }


def _plan(plan: Plan) -> dict[str, Any]:
    adopted = plan.versions.last()
    return {"version": plan.version, "state": plan.state, "adopted_on": iso(adopted.adopted_on) if adopted else None}


def _axes(report: Report) -> list[dict[str, Any]]:
    """Tell the three axes, from the actions and entries the whole task force may read and the totals of the others."""
    period, workspace = report.period, report.workspace
    actions = Action.objects.filter(plan=report.hotspot.plan, tier=roles.Tier.WORKSPACE)
    counts = standing.counts(actions)
    listed = list(actions.select_related("organisation"))
    figures = of_workspace(workspace.pk, period.since, period.until)
    reached = of_actions(listed, None, period.until)
    entries = _entries(report)
    return [
        {
            "axis": axis,
            "status": counts[workspace.pk, axis].status,
            "counts": asdict(counts[workspace.pk, axis]),
            "actions": [_action(one, reached[one.pk].figures) for one in listed if one.axis == axis],
            "figures": [one.as_dict() for one in figures if one.measure.axis == axis],
            "entries": entries[axis],
        }
        for axis in roles.Axis.values
    ]


def _entries(report: Report) -> dict[str, dict[str, Any]]:
    """Count the entries of the period by axis; a small number that hides some is masked."""
    period = report.period
    found = Entry.objects.filter(Reader().counts(), workspace=report.workspace, day__range=(period.since, period.until))
    hidden = Count("pk", filter=Q(tier=roles.Tier.ORGANISATION))
    rows = {axis: numbers for axis, *numbers in found.order_by().values_list("axis").annotate(found=Count("pk"), hidden=hidden)}
    return {axis: _count(*rows.get(axis, (0, 0))) for axis in roles.Axis.values}


def _count(count: int, hidden: int) -> dict[str, Any]:
    masked = hidden > 0 and is_small(count)
    return {"count": None if masked else count, "below": settings.SMALL_NUMBER if masked else None}


def _action(action: Action, reached: tuple[Figure, ...]) -> dict[str, Any]:
    """Tell one action; its targets with what was reached from its start to the end of the period."""
    plain = {name: getattr(action, name) for name in ("code", "title", "state", "late_reason", "funded", "horizon")}
    figures = [(one, one.as_dict()) for one in reached]
    targets = [
        {"measure": one.measure.code, "names": one.measure.names, "target": frozen["target"], "figure": frozen} for one, frozen in figures
    ]
    lead = action.organisation.names
    return {**plain, "lead": lead, "start": iso(action.start), "due": iso(action.due), "is_late": action.is_late, "targets": targets}


def _objective(objective: Objective) -> dict[str, Any]:
    numbers = {name: getattr(objective, name) for name in ("baseline", "target")}
    return {
        **{name: getattr(objective, name) for name in ("axis", "statement", "indicator", "unit")},
        **{name: None if value is None else format(value.normalize(), "f") for name, value in numbers.items()},
        "due": iso(objective.due),
    }


def _orders(report: Report) -> list[dict[str, Any]]:
    """Tell the orders in force on the last day of the period, how often each was used in it, and whether anybody counted at all."""
    period, room = report.period, report.workspace_id
    times = times_used([room], period.since, period.until)
    counts = OrderUse.objects.filter(workspace=room, since__lte=period.until, until__gte=period.since)
    counted = set(counts.values_list("order", flat=True))
    found = Order.objects.covering([room]).in_force(min(period.until, clock.today())).select_related("issuer", "extends")
    return [_order(one, times.get(one.pk), counted=one.pk in counted) for one in found.order_by("reference")]


def order_facts(order: Order) -> dict[str, Any]:
    """Tell what an order says of itself."""
    return {
        **{name: getattr(order, name) for name in ("reference", "code", "subject", "level")},
        "issuer": order.issuer.names,
        "since": iso(order.since),
        "until": iso(order.ends),
        "extends": order.extends.code if order.extends else None,
    }


def _order(order: Order, times: int | None, *, counted: bool) -> dict[str, Any]:
    return {**order_facts(order), "evaluated": bool(order.evaluation.strip()), "times_used": times, "is_counted": counted}


def _seats(workspace: Workspace) -> list[dict[str, Any]]:
    """Say which organisations attend and in which part, without anybody's name."""
    seats = workspace.seats.confirmed().exclude(role__in=NOT_ATTENDING).select_related("title", "organisation").order_by("pk")
    told: dict[tuple[str, int, str], dict[str, Any]] = {}
    for seat in seats:
        part = part_of(seat)
        told.setdefault(
            (part["fr"], seat.organisation_id, seat.axis), {"part": part, "organisation": seat.organisation.names, "axis": seat.axis}
        )
    return list(told.values())
