"""What a report freezes around its axes: how earlier periods stood, who met and what was promised, and where the place lies."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import Q
from django.utils.timezone import localtime

from actions.models import Attendance, Commitment, Decision, Meeting
from hotspots.models import Hotspot, Perimeter
from reports.models import Period, Report
from taskforce import roles
from taskforce.models import Area

EARLIER = 5  # periods looked back on
DECIMALS = 5  # of a degree: a metre, finer than any paper


def trend_of(report: Report) -> list[dict[str, Any]]:
    """Tell how the axes stood in the reports accepted for the periods before, oldest first."""
    found = Report.objects.filter(hotspot=report.hotspot, period__until__lt=report.period.since, accepted__isnull=False)
    last = found.select_related("accepted", "period").order_by("-period__until")[:EARLIER]
    return [_stood(one) for one in reversed(last)]


def _stood(report: Report) -> dict[str, Any]:
    content: dict[str, Any] = report.accepted.content if report.accepted and report.accepted.content else {}
    axes = {one["axis"]: {"status": one["status"], "counts": one["counts"]} for one in content.get("axes", ())}
    return {"period": report.period.code, "report": report.reference, "axes": axes}


def meetings_of(report: Report) -> list[dict[str, Any]]:
    """Tell the meetings held in the period: which organisations were there, never who, and what everybody at the table may read of the decisions."""
    period = report.period
    held = Meeting.objects.filter(workspace=report.workspace_id, state__in=Meeting.MINUTED).order_by("starts_at", "pk")
    rows = [one for one in held if period.since <= one.day <= period.until]
    came, decided = _came(rows), _decided(rows)
    return [
        {
            **{name: getattr(one, name) for name in ("number", "title", "state")},
            "day": localtime(one.starts_at).date().isoformat(),
            "attendance": came[one.pk],
            "decisions": decided[one.pk],
        }
        for one in rows
    ]


def _came(rows: list[Meeting]) -> dict[int, list[dict[str, Any]]]:
    told: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for one in Attendance.objects.filter(meeting__in=rows).select_related("organisation").order_by("pk"):
        told[one.meeting_id].append({"organisation": one.organisation.names, "state": one.state})
    return told


def _decided(rows: list[Meeting]) -> dict[int, list[dict[str, Any]]]:
    """Give the decisions of final minutes that the whole task force reads, on points it reads."""
    told: dict[int, list[dict[str, Any]]] = defaultdict(list)
    open_to_all = Q(item__isnull=True) | Q(item__tier=roles.Tier.WORKSPACE)
    found = Decision.objects.filter(open_to_all, meeting__in=rows, meeting__state=Meeting.State.CLOSED, tier=roles.Tier.WORKSPACE)
    for one in found.order_by("pk"):
        told[one.meeting_id].append({"text": one.text})
    return told


def commitments_of(report: Report) -> list[dict[str, Any]]:
    """Tell what organisations promised and accepted: what is still to be kept, and what was due in the period."""
    period = report.period
    due = Q(due__range=(period.since, period.until)) | Q(state=Commitment.State.OPEN)
    found = Commitment.objects.counting().filter(due, workspace=report.workspace_id).select_related("organisation").order_by("due", "pk")
    return [
        {
            "what": one.what,
            "organisation": one.organisation.names,
            "due": one.due.isoformat(),
            "state": one.state,
            "is_overdue": one.is_overdue,
        }
        for one in found
    ]


def outline_of(perimeter: Perimeter | None) -> dict[str, Any] | None:
    """Give the outline in force, as fine as paper shows; None where none is drawn."""
    return _thinned(perimeter.geometry) if perimeter is not None and perimeter.geometry else None


def surroundings_of(hotspot: Hotspot) -> list[dict[str, Any]]:
    """Give the outlines of the municipalities a hotspot lies in, where the directory has them."""
    return _outlines(Area.objects.filter(pk__in=hotspot.approvals.values("municipality")))


def ground_of(period: Period) -> list[dict[str, Any]]:
    """Give the outlines of the municipalities of a region, where the directory has them."""
    return _outlines(period.workspace.area.parts.filter(kind=Area.Kind.MUNICIPALITY))


def _outlines(areas: Any) -> list[dict[str, Any]]:
    return [{"names": one.names, "geometry": _thinned(one.geometry)} for one in areas.order_by("code") if one.geometry]


def _thinned(geometry: dict[str, Any]) -> dict[str, Any]:
    def rounded(part: Any) -> Any:
        return [rounded(one) for one in part] if isinstance(part, list) else round(float(part), DECIMALS)

    return {"type": geometry["type"], "coordinates": rounded(geometry["coordinates"])}
