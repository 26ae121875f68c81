"""Periods: opened by the cell, with one report due from each active hotspot."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from hotspots.models import Hotspot
from reports import rules
from reports.models import Period, Report
from taskforce import roles
from taskforce.kernel import clock
from taskforce.kernel.acts import service
from taskforce.models import User, Workspace
from taskforce.notices import holders, tell


@service
def open_period(  # a period is all of this
    *, by: User, workspace: Workspace, code: str, since: date, until: date, due: date, notes: dict[str, str] | None = None
) -> Period:
    """Open a period for the region of this cell; ``notes`` are its notes by language: {"fr": …, "nl": …, "en": …}."""
    workspace = Workspace.objects.select_for_update().get(pk=workspace.pk)
    written = {f"note_{language}": text for language, text in (notes or {}).items()}
    period = Period(workspace=workspace, code=code, since=since, until=until, due=due, **written)
    rules.open_period.require(by, period)
    period.full_clean(exclude=["workspace"])
    period.save()
    _open_due(period)
    return period


@service
def open_due_reports(*, by: User, period: Period) -> list[Report]:
    """Open the reports of hotspots that have become active since, and return the new ones."""
    period = Period.objects.select_for_update().get(pk=period.pk)
    rules.open_due_reports.require(by, period)
    return _open_due(period)


def _open_due(period: Period) -> list[Report]:
    opened = [
        Report.objects.create(workspace=hotspot.workspace, hotspot=hotspot, period=period, reference=f"{hotspot.reference}-{period.code}")
        for hotspot in reporting_hotspots(period).filter(workspace__state=Workspace.State.CONVENED, plan__versions__isnull=False)
    ]
    for report in opened:
        tell(holders(report.workspace, roles.COMPOSE), "reports.open_period", report)
    return opened


def reporting_hotspots(period: Period) -> QuerySet[Hotspot]:
    """Find the hotspots of the region without a report that were in force on the period's last day, or today while it runs."""
    day = min(period.until, clock.today())
    reported = Report.objects.filter(period=period).values("hotspot")
    found: QuerySet[Hotspot] = Hotspot.objects.in_force(day).filter(workspace__parent=period.workspace)
    return found.exclude(pk__in=reported).distinct()
