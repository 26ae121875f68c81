"""Who may do what to a period and a regional report, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from actions.models import Meeting
from reports.desk.lateness import late_in, to_remind
from reports.models import Period, RegionalReport, Report
from taskforce import roles
from taskforce.kernel.rules import rule
from taskforce.models import User

CODE = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*")


@rule(roles.COMPILE)
def open_period(person: User, period: Period) -> Iterator[str]:
    """Open a period for the whole region: with a code of its own, dates in order that overlap no other period, due on its last day or later."""
    if period.workspace.kind != roles.Kind.CELL:
        yield _("Periods are opened by the cell of a region.")
    others = Period.objects.filter(workspace=period.workspace)
    if period.code and not CODE.fullmatch(period.code):
        yield _("Write the code with letters, digits and hyphens only.")
    if others.filter(code=period.code).exists():
        yield _("This code is taken. Choose another one.")
    if period.since and period.until and period.due:
        yield from _date_objections(period.since, period.until, period.due)
        if others.filter(since__lte=period.until, until__gte=period.since).exists():
            yield _("These dates overlap another period of the region.")


def _date_objections(since: date, until: date, due: date) -> Iterator[str]:
    if until < since:
        yield _("The last day comes after the first. Correct the dates.")
    if due < until:
        yield _("Reports are due on the last day of the period or later.")


@rule(roles.COMPILE)
def open_due_reports(person: User, period: Period) -> Iterator[str]:
    """Open the reports of hotspots that became active since the period was opened, before the regional report is adopted."""
    if period.regional_reports.filter(state=RegionalReport.State.ADOPTED).exists():
        yield _("The regional report of this period is adopted.")


@rule(roles.REVIEW)
def remind(person: User, period: Period) -> Iterator[str]:
    """Remind the task forces whose report is late, each once a day."""
    if not late_in(period).exists():
        yield _("No report is late.")
    elif not to_remind(period).exists():
        yield _("Everybody late was reminded today.")


@rule(roles.COMPILE)
def compile_regional(person: User, period: Period) -> Iterator[str]:
    """Compile the regional report from at least one accepted report; compiling again makes a new number."""
    if not Report.objects.filter(period=period, accepted__isnull=False).exists():
        yield _("No report of this period is accepted yet.")


@rule(roles.ADOPT_REGIONAL)
def adopt_regional(person: User, regional: RegionalReport) -> Iterator[str]:
    """Record that a session of the council, held or over, adopted the latest regional report of a period: its secretary, or the head of the cell who may also have compiled it."""
    if regional.state != RegionalReport.State.DRAFT:
        yield _("This regional report is adopted.")
    if regional.period.regional_reports.filter(number__gt=regional.number).exists():
        yield _("A newer regional report has replaced this one.")
    sessions = Meeting.objects.filter(workspace=regional.workspace.parent, state__in=Meeting.MINUTED)
    if not sessions.exists():
        yield _("No session of the council has been held. Convene it first.")
    elif regional.session_id and not sessions.filter(pk=regional.session_id).exists():
        yield _("Choose a session of this council that was held.")
