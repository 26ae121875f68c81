"""Who may do what to a period, a report, a remark and a regional report, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from reports.drafting import latest, remarks_to_meet, reviewed, unlocked
from reports.models import Period, RegionalReport, Remark, Report, Version
from taskforce import roles
from taskforce.kernel import clock
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


@rule(roles.COMPOSE)
def start_report(person: User, report: Report) -> Iterator[str]:
    """Start the report that is due."""
    if report.state != Report.State.DUE:
        yield _("This report has been started already.")


@rule(roles.COMPOSE)
def write_sections(person: User, version: Version) -> Iterator[str]:
    """Write the texts of the version being drafted; after a return, only the sections with a remark."""
    if version.report.state not in {Report.State.DRAFT, Report.State.RETURNED} or version.submitted_at is not None:
        yield _("This version is frozen.")
    elif not unlocked(version.report):
        yield _("The remarks ask for no other text. Answer them, then submit again.")


@rule(roles.COMPOSE)
def submit(person: User, report: Report) -> Iterator[str]:
    """Submit a draft with a text on each of the three axes and an answer to each remark of a return."""
    version = latest(report)
    if report.state not in {Report.State.DRAFT, Report.State.RETURNED} or version is None:
        yield _("There is no draft to submit.")
        return
    for axis in roles.Axis:
        if not getattr(version, axis.value):
            yield _("Write the text on this axis first: %(axis)s.") % {"axis": axis.label}
    if any(remark.state == Remark.State.OPEN for remark in remarks_to_meet(report)):
        yield _("Answer every remark first.")


@rule(roles.SIGN)
def sign(person: User, report: Report) -> Iterator[str]:
    """Sign, as a chair, the version the coordinator submitted."""
    yield from _unsigned_objections(report)


@rule(roles.SIGN)
def send_back(person: User, report: Report) -> Iterator[str]:
    """Send a submitted version back to the coordinator instead of signing it."""
    yield from _unsigned_objections(report)


def _unsigned_objections(report: Report) -> Iterator[str]:
    version = latest(report)
    if report.state != Report.State.SUBMITTED or version is None:
        yield _("No version waits for a signature.")
    elif version.signed_at is not None:
        yield _("This version is signed.")


def _review_objections(report: Report) -> Iterator[str]:
    version = latest(report)
    if report.state != Report.State.SUBMITTED or version is None:
        yield _("This report does not wait for a review.")
    elif version.signed_at is None:
        yield _("The chair has not signed this version yet.")


@rule(roles.REVIEW)
def remark(person: User, remark: Remark) -> Iterator[str]:
    """Remark on the signed version under review."""
    if remark.version_id is None:
        yield _("This report does not wait for a review.")
        return
    yield from _review_objections(remark.version.report)
    if remark.version != latest(remark.version.report):
        yield _("A newer version has arrived.")


@rule(roles.REVIEW)
def close_remark(person: User, remark: Remark) -> Iterator[str]:
    """Close a remark that has been met or is no longer needed."""
    if remark.state == Remark.State.CLOSED:
        yield _("This remark is closed.")


@rule(roles.COMPOSE)
def answer(person: User, remark: Remark) -> Iterator[str]:
    """Answer an open remark of a returned report."""
    if remark.internal or remark.state != Remark.State.OPEN:
        yield _("This remark waits for no answer.")
    elif remark.version != reviewed(remark.version.report) or remark.version.report.state == Report.State.SUBMITTED:
        yield _("Remarks are answered once the report has been returned.")


@rule(roles.REVIEW)
def give_back(person: User, report: Report) -> Iterator[str]:
    """Return a signed report, with at least one open remark shared with the task force."""
    yield from _review_objections(report)
    if not any(one.state == Remark.State.OPEN for one in remarks_to_meet(report)):
        yield _("Write at least one remark for the task force first.")


@rule(roles.REVIEW)
def accept(person: User, report: Report) -> Iterator[str]:
    """Accept a signed report one neither submitted nor signed."""
    yield from _review_objections(report)
    version = latest(report)
    if version is not None and person.pk in {version.submitted_by_id, version.signed_by_id}:
        yield _("You submitted or signed this report yourself.")


@rule(roles.VIEW)
def correct(person: User, report: Report) -> Iterator[str]:
    """Reopen an accepted report for a correction, as the coordinator or a reviewer; the accepted version stands until the next one."""
    if not any(person.mandates.hold(permission, report.workspace) for permission in (roles.COMPOSE, roles.REVIEW)):
        yield _("Your role here does not allow this.")
    if report.state != Report.State.ACCEPTED:
        yield _("Only an accepted report is corrected.")


@rule(roles.COMPILE)
def compile_regional(person: User, period: Period) -> Iterator[str]:
    """Compile the regional report from at least one accepted report; compiling again makes a new number."""
    if not Report.objects.filter(period=period, accepted__isnull=False).exists():
        yield _("No report of this period is accepted yet.")


@rule(roles.ADOPT_REGIONAL)
def adopt_regional(person: User, regional: RegionalReport) -> Iterator[str]:
    """Record that the council adopted the latest regional report of a period: the council's secretary, or the head of the cell who may also have compiled it."""
    if regional.state != RegionalReport.State.DRAFT:
        yield _("This regional report is adopted.")
    if regional.period.regional_reports.filter(number__gt=regional.number).exists():
        yield _("A newer regional report has replaced this one.")
    if regional.session_on and regional.session_on > clock.today():
        yield _("The session cannot lie in the future.")
