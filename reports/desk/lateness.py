"""Which reports the cell waits for past their day, and which of them may be reminded of it."""

from __future__ import annotations

from typing import Any

from reports.models import Period, Report
from taskforce.kernel import clock

AWAITED = frozenset({Report.State.DUE, Report.State.DRAFT, Report.State.RETURNED})


def late_in(period: Period) -> Any:
    """Find the reports of a period that are late today; none was accepted before."""
    late = Report.objects.filter(period=period, state__in=AWAITED, accepted__isnull=True)
    return late.filter(period__due__lt=clock.today())


def to_remind(period: Period) -> Any:
    """Find those of them nobody was reminded of today."""
    return late_in(period).exclude(reminded_on=clock.today()).order_by("reference")
