"""Who may start, write, explain, submit, sign and send back a report, and when."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from reports.drafting import latest, remarks_to_meet, unlocked
from reports.figures.checks import frozen_checks
from reports.figures.content import content_of, frozen
from reports.figures.findings import lacking, unsettled
from reports.models import Remark, Report, Version
from taskforce import roles, texts
from taskforce.kernel.rules import rule
from taskforce.models import User

OPEN = frozenset({Report.State.DRAFT, Report.State.RETURNED})


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
def explain(person: User, report: Report) -> Iterator[str]:
    """Say why something the checks found is as it is, while the report is written."""
    if report.state not in OPEN or (version := latest(report)) is None or version.submitted_at is not None:
        yield _("There is no draft to explain.")


@rule(roles.COMPOSE)
def submit(person: User, report: Report) -> Iterator[str]:
    """Submit a draft with a text on each of the three axes, an answer to each remark of a return, nothing personal in its texts, and every finding of the checks mended or explained."""
    version = latest(report)
    if report.state not in OPEN or version is None:
        yield _("There is no draft to submit.")
        return
    missing = [axis.label for axis in roles.Axis if not getattr(version, axis.value).strip()]
    yield from (_("Write the text on this axis first: %(axis)s.") % {"axis": one} for one in missing)
    if any(remark.state == Remark.State.OPEN for remark in remarks_to_meet(report)):
        yield _("Answer every remark first.")
    yield from texts.unfit({one: getattr(version, one) for one in Version.SECTIONS}, [report.workspace], Version)
    if not missing:
        yield from lacking(frozen_checks(content_of(report, version)))


@rule(roles.SIGN)
def sign(person: User, report: Report) -> Iterator[str]:
    """Sign, as a chair, the version the coordinator submitted, once nothing its checks found is left to mend or to explain."""
    yield from _unsigned_objections(report)
    if (version := latest(report)) is not None:
        yield from unsettled(frozen(version))


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
