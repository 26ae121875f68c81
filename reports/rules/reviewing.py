"""Who may do what in the review of a report, and when."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from reports.desk.lateness import AWAITED
from reports.drafting import latest, remarks_to_meet, reviewed, unlocked
from reports.figures.anchors import anchors_in
from reports.models import RegionalReport, Remark, Report, Version
from taskforce import roles
from taskforce.kernel.rules import rule
from taskforce.models import User


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
    if remark.anchor and remark.anchor not in anchors_in(remark.version.content or {}):
        yield _("This version has no such figure or action.")


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


@rule(roles.REVIEW)
def open_section(person: User, report: Report) -> Iterator[str]:
    """Open a text no remark asks to change, because the task force asked, while the report is returned."""
    if report.state != Report.State.RETURNED:
        yield _("Texts are opened on request while the report is returned.")
    elif set(unlocked(report)) == set(Version.SECTIONS):
        yield _("Every text is open.")


@rule(roles.REVIEW)
def skip_report(person: User, report: Report) -> Iterator[str]:
    """Say of a report that was never accepted that it will not come, while the cell waits for it."""
    if report.state not in AWAITED or report.accepted_id is not None:
        yield _("Only a report the cell still waits for can be left out.")
    yield from _adopted(report)


@rule(roles.REVIEW)
def expect_again(person: User, report: Report) -> Iterator[str]:
    """Wait again for a report that was said not to come, before the regional report is adopted."""
    if report.state != Report.State.SKIPPED:
        yield _("This report is not left out.")
    yield from _adopted(report)


def _adopted(report: Report) -> Iterator[str]:
    if report.period.regional_reports.filter(state=RegionalReport.State.ADOPTED).exists():
        yield _("The regional report of this period is adopted.")
