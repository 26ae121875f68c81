"""What the accepted reports of a period say together: totals by each measure's rule, the missing ones named."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django.db.models import Q

from actions import standing
from actions.figures import Figure, roll_up, threshold
from hotspots.models import Covered, Hotspot, Order
from reports.drafting import decisions_in
from reports.figures.around import ground_of
from reports.figures.asked import asked_in, followed_up
from reports.figures.content import frozen, iso, local_day, municipalities_of, named, order_facts, period_of
from reports.models import Period, Report, Version
from taskforce import roles
from taskforce.kernel import clock
from taskforce.models import Workspace

SCHEMA = 4
"""4: the word of the cell on each axis. 3: the decisions asked, the follow-up of the last session, the orders and the outlines; of each hotspot, its axes and what lies around them."""
ADDED = {"synthesis": 4, "asked": 3, "follow_up": 3, "areas": 3, "orders": 3}
ADDED_TO_HOTSPOTS = {"axes": 3, "trend": 3, "meetings": 3, "commitments": 3, "phenomena": 3, "geometry": 3}
NOT_CONVENED, NO_PLAN, NOT_OPENED = "not_convened", "no_plan", "not_opened"


def regional_content_of(
    period: Period, number: int, reports: Sequence[Report], others: Sequence[Hotspot], words: Mapping[str, str]
) -> dict[str, Any]:
    """Say everything a regional report says, as of now.

    ``reports`` are all reports of the period; those with an accepted version count, whatever
    happens to them since. ``others`` are the hotspots in force that have no report at all.
    ``words`` are those of the cell: its word to the council, by ``text``, and one on each axis.
    """
    workspace = period.workspace
    versions = [report.accepted for report in reports if report.accepted is not None]
    hotspots = [_hotspot(report) for report in reports] + [_absent(hotspot) for hotspot in others]
    hotspots.sort(key=lambda one: one["reference"])
    return {
        "schema": SCHEMA,
        "kind": "regional_report",
        "reference": f"{workspace.area.code}-{period.code}-R{number}",
        "number": number,
        "region": {"code": workspace.area.code, "names": workspace.area.names},
        "cell": {"names": workspace.names, "acronym": workspace.acronym},
        "notice": workspace.notices,
        "period": period_of(period),
        "as_of": clock.now().isoformat(),
        "small_number": threshold(),
        "text": words.get("text", ""),
        "synthesis": {axis: words.get(axis, "") for axis in roles.Axis.values},
        "asked": asked_in(period),
        "follow_up": followed_up(workspace.parent),
        "hotspots": hotspots,
        "missing": [{"reference": one["reference"], "names": one["names"], "reason": one["missing"]} for one in hotspots if one["missing"]],
        "axes": _axes(versions),
        "totals": _totals(versions),
        "versions": [_version(version) for version in versions],
        "areas": ground_of(period),
        "orders": _orders(period),
    }


def in_schema(content: dict[str, Any], schema: int) -> dict[str, Any]:
    """Say a content as an earlier schema said it: without what was added since."""
    hotspots = [_without(one, ADDED_TO_HOTSPOTS, schema) for one in content["hotspots"]]
    return {**_without(content, ADDED, schema), "schema": schema, "hotspots": hotspots}


def _without(content: dict[str, Any], added: dict[str, int], schema: int) -> dict[str, Any]:
    return {name: value for name, value in content.items() if added.get(name, 0) <= schema}


def _hotspot(report: Report) -> dict[str, Any]:
    """Tell one hotspot: what its accepted version says, or in which state its report is missing."""
    accepted = report.accepted
    return {
        **named(report.hotspot),
        "municipalities": municipalities_of(report.hotspot),
        "report": report.reference,
        "report_state": report.state,
        "missing": None if accepted else report.state,
        "skip_reason": "" if accepted else report.skip_reason,
        **(_said(accepted) if accepted else {}),
    }


def _absent(hotspot: Hotspot) -> dict[str, Any]:
    """Tell a hotspot without a report, and why it has none."""
    reason = NOT_OPENED if hasattr(hotspot, "plan") and hotspot.plan.versions.exists() else NO_PLAN
    if hotspot.workspace.state != Workspace.State.CONVENED:
        reason = NOT_CONVENED
    return {**named(hotspot), "municipalities": municipalities_of(hotspot), "report": None, "report_state": None, "missing": reason}


def _said(version: Version) -> dict[str, Any]:
    content = frozen(version)
    axes = content["axes"]
    return {
        "version": version.number,
        "digest": version.digest,
        "accepted_on": iso(local_day(version.accepted_at)),
        "reserve": version.reserve,
        "statuses": {axis["axis"]: axis["status"] for axis in axes},
        "counts": {axis["axis"]: axis["counts"] for axis in axes},
        "texts": content["texts"],
        "decisions": decisions_in(content["texts"]["decisions"]),
        "axes": [_bare(axis) for axis in axes],
        **{name: content.get(name, []) for name in ("trend", "meetings", "commitments")},
        **{name: content["hotspot"].get(name) for name in ("phenomena", "geometry")},
    }


def _bare(axis: dict[str, Any]) -> dict[str, Any]:
    """Repeat an axis without the keys of what was counted: they are for the proof of the report itself."""
    figures = [{**one, "amount": {**one["amount"], "inputs": []}} for one in axis["figures"]]
    return {**axis, "actions": [{**one, "targets": []} for one in axis["actions"]], "figures": figures}


def _orders(period: Period) -> list[dict[str, Any]]:
    """Tell the orders in force on the last day of the period, of the region and of municipalities on the ground of its hotspots."""
    on = min(period.until, clock.today())
    here = Workspace.objects.filter(Q(pk=period.workspace_id) | Q(parent=period.workspace_id))
    known = Order.objects.filter(Q(workspace=period.workspace_id) | Q(pk__in=Order.objects.covering(here)))
    rows = list(known.in_force(on).select_related("issuer", "extends").order_by("level", "reference").distinct())
    places: dict[int, list[str]] = defaultdict(list)
    for one in Covered.objects.filter(order__in=rows, hotspot__workspace__in=here).select_related("hotspot"):
        places[one.order_id].append(one.hotspot.reference)
    return [{**order_facts(one), "places": sorted(places[one.pk])} for one in rows]


def _axes(versions: Sequence[Version]) -> list[dict[str, Any]]:
    """Add up, axis by axis, the actions of the accepted reports and how many hotspots stand how."""
    told = {axis: [one for version in versions for one in frozen(version)["axes"] if one["axis"] == axis] for axis in roles.Axis.values}
    return [
        {
            "axis": axis,
            "counts": asdict(standing.together(standing.Counts(**one["counts"]) for one in same)),
            "statuses": dict(Counter(one["status"] for one in same)),
        }
        for axis, same in told.items()
    ]


def _totals(versions: Sequence[Version]) -> list[dict[str, Any]]:
    """Put the figures together by each measure's own rule, and name how many masked and unknown parts a total leaves out."""
    found = [Figure.from_dict(one) for version in versions for axis in frozen(version)["axes"] for one in axis["figures"]]
    parts: dict[str, list[Figure]] = defaultdict(list)
    for one in found:
        parts[one.measure.code].append(one)
    return [
        {
            "figure": total.as_dict(),
            "places": sum(not one.amount.masked and one.amount.entries != 0 for one in parts[total.measure.code]),
            "masked": sum(one.amount.masked for one in parts[total.measure.code]),
        }
        for total in roll_up(found)
    ]


def _version(version: Version) -> dict[str, Any]:
    accepted_on = iso(local_day(version.accepted_at))
    return {"reference": frozen(version)["reference"], "version": version.number, "digest": version.digest, "accepted_on": accepted_on}
