"""The cell's waiting: reminding those who are late, leaving out a report that will not come, expecting it again."""

from __future__ import annotations

from reports import rules
from reports.desk.lateness import to_remind
from reports.drafting import latest, reviewed
from reports.models import Period, Report
from reports.services.versions import locked, said
from taskforce import roles
from taskforce.kernel import clock
from taskforce.kernel.acts import service
from taskforce.kernel.lifecycle import move
from taskforce.models import User
from taskforce.notices import holders, tell


@service
def remind(*, by: User, period: Period) -> list[Report]:
    """Remind the task forces whose report is late, each once a day at most; return the reports they were reminded of."""
    period = Period.objects.select_for_update().get(pk=period.pk)
    rules.remind.require(by, period)
    late = list(to_remind(period).select_for_update(of=("self",)))
    for report in late:
        report.reminded_on = clock.today()
        report.save()
        tell(holders(report.workspace, roles.COMPOSE, roles.SIGN), "reports.remind", report)
    return late


@service
def skip_report(*, by: User, report: Report, reason: str) -> Report:
    """Say that a report will not come, and why: the regional report names it as missing, with these words."""
    report = locked(report)
    rules.skip_report.require(by, report)
    report.skip_reason = said(reason, most=600)
    move(report, Report.State.SKIPPED)
    report.save()
    tell(holders(report.workspace, roles.COMPOSE, roles.SIGN), "reports.skip_report", report)
    return report


@service
def expect_again(*, by: User, report: Report) -> Report:
    """Wait again for a report that was said not to come, where it stood."""
    report = locked(report)
    rules.expect_again.require(by, report)
    report.skip_reason = ""
    move(report, _where_it_stood(report))
    report.save()
    tell(holders(report.workspace, roles.COMPOSE, roles.SIGN), "reports.expect_again", report)
    return report


def _where_it_stood(report: Report) -> Report.State:
    if latest(report) is None:
        return Report.State.DUE
    return Report.State.DRAFT if reviewed(report) is None else Report.State.RETURNED
