"""The cell's part: remarks, returns and acceptance; the coordinator's answers; corrections."""

from __future__ import annotations

from reports import rules
from reports.models import Remark, Report, Version
from reports.services.versions import current, locked, next_version, said
from taskforce.kernel import clock
from taskforce.kernel.acts import service
from taskforce.kernel.lifecycle import move
from taskforce.models import User


@service
def remark(*, by: User, version: Version, section: str, text: str, internal: bool = False) -> Remark:
    """Remark on a section of the version under review; an internal remark stays inside the cell."""
    version = locked(version.report).versions.get(pk=version.pk)
    it = Remark(workspace=version.workspace, version=version, section=section, text=said(text), internal=internal)
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
    return remark


@service
def give_back(*, by: User, report: Report, reason: str = "") -> Version:
    """Return a report to its task force; its texts go on in a new version, where only the remarked ones open."""
    report = locked(report)
    rules.give_back.require(by, report)
    move(report, Report.State.RETURNED)
    report.save()
    return next_version(report, reason.strip())


@service
def accept(*, by: User, report: Report) -> Version:
    """Accept the signed version: the council reads it and the regional report counts it."""
    report = locked(report)
    rules.accept.require(by, report)
    version = current(report)
    version.accepted_by, version.accepted_at = by, clock.now()
    version.save()
    report.accepted = version
    move(report, Report.State.ACCEPTED)
    report.save()
    return version


@service
def correct(*, by: User, report: Report, reason: str) -> Version:
    """Open a new version of an accepted report; the accepted one stands until the next acceptance."""
    report = locked(report)
    rules.correct.require(by, report)
    move(report, Report.State.DRAFT)
    report.save()
    return next_version(report, said(reason))
