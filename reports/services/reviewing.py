"""The cell's part: remarks, returns and acceptance; the coordinator's answers; corrections."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from reports import rules
from reports.drafting import PRINTED, unlocked
from reports.models import Remark, Report, Version
from reports.printings import ask_for
from reports.services.versions import current, locked, next_version, said
from taskforce import roles
from taskforce.kernel import clock
from taskforce.kernel.acts import service
from taskforce.kernel.lifecycle import move
from taskforce.models import User
from taskforce.notices import holders, tell
from taskforce.sealing import seal_after_commit
from taskforce.texts import require_fit


@service
def remark(
    *, by: User, version: Version, section: str, text: str, internal: bool = False, anchor: str = ""
) -> Remark:  # a remark is all of this
    """Remark on a section of the version under review, or on one of its figures or actions; an internal remark stays inside the cell."""
    version = locked(version.report).versions.get(pk=version.pk)
    it = Remark(workspace=version.workspace, version=version, section=section, text=said(text), internal=internal, anchor=anchor)
    rules.remark.require(by, it)
    it.full_clean(exclude=["workspace", "version"])
    it.save()
    return it


@service
def close_remark(*, by: User, remark: Remark) -> Remark:
    """Close a remark."""
    remark = Remark.objects.select_for_update().get(pk=remark.pk)
    rules.close_remark.require(by, remark)
    move(remark, Remark.State.CLOSED)
    remark.save()
    return remark


@service
def answer(*, by: User, remark: Remark, answer: str) -> Remark:
    """Answer a remark: what was mended, or why not."""
    remark = Remark.objects.select_for_update().get(pk=remark.pk)
    rules.answer.require(by, remark)
    remark.answer = said(answer)
    move(remark, Remark.State.ANSWERED)
    remark.save()
    made = remark.history.select_related("act__by").earliest("history_id")
    tell([made.act.by], "reports.answer", remark)
    return remark


@service
def give_back(*, by: User, report: Report, reason: str = "") -> Version:
    """Return a report to its task force; its texts go on in a new version, where only the remarked ones open."""
    report = locked(report)
    rules.give_back.require(by, report)
    move(report, Report.State.RETURNED)
    report.save()
    tell(holders(report.workspace, roles.COMPOSE, roles.SIGN), "reports.give_back", report)
    return next_version(report, reason.strip())


@service
def accept(*, by: User, report: Report, reserve: str = "") -> Version:
    """Accept the signed version, with a reserve if there is one: the council reads it and the regional report counts it."""
    report = locked(report)
    rules.accept.require(by, report)
    version = current(report)
    require_fit(version.content, [report.workspace], *PRINTED)
    version.accepted_by, version.accepted_at = by, clock.now()
    version.reserve = said(reserve) if reserve.strip() else ""
    version.save()
    report.accepted = version
    move(report, Report.State.ACCEPTED)
    report.save()
    tell(holders(report.workspace, roles.COMPOSE, roles.SIGN), "reports.accept", report)
    seal_after_commit()  # first: the paper says where in the journal the decision stands
    ask_for(version, by)
    return version


@service
def correct(*, by: User, report: Report, reason: str) -> Version:
    """Open a new version of an accepted report; the accepted one stands until the next acceptance."""
    report = locked(report)
    rules.correct.require(by, report)
    move(report, Report.State.DRAFT)
    report.save()
    tell(holders(report.workspace, roles.COMPOSE, roles.SIGN), "reports.correct", report)
    return next_version(report, said(reason))


@service
def open_section(*, by: User, report: Report, section: str, reason: str) -> Version:
    """Open one more text of a returned report, for a reason; the act keeps who opened it and why."""
    report = locked(report)
    rules.open_section.require(by, report)
    said(reason)
    if section not in Version.SECTIONS or section in unlocked(report):
        raise ValidationError({"section": [_("This text is open already.")]})
    version = current(report)
    version.opened = sorted({*version.opened, section})
    version.save()
    tell(holders(report.workspace, roles.COMPOSE), "reports.open_section", report)
    return version
