"""The regional report: compiled by the head of the cell, adopted by a session of the council."""

from __future__ import annotations

from datetime import datetime

from actions.models import Meeting
from reports import rules
from reports.drafting import PRINTED
from reports.figures import regional_content_of
from reports.models import Inclusion, Period, RegionalReport, Report
from reports.printings import ask_for
from reports.services.periods import reporting_hotspots
from reports.services.versions import said
from taskforce import roles
from taskforce.kernel.acts import service
from taskforce.kernel.canon import digest
from taskforce.kernel.lifecycle import move
from taskforce.models import User
from taskforce.notices import holders, tell
from taskforce.sealing import seal_after_commit
from taskforce.texts import require_fit


@service
def compile_regional(
    *, by: User, period: Period, text: str = "", security: str = "", prevention: str = "", neighbourhood: str = ""
) -> RegionalReport:
    """Freeze what the accepted versions say together, with the cell's word to the council and on each axis, as a new number."""
    words = {"text": text, "security": security, "prevention": prevention, "neighbourhood": neighbourhood}
    period = Period.objects.select_for_update().get(pk=period.pk)
    rules.compile_regional.require(by, period)
    number = period.regional_reports.count() + 1
    reports = list(Report.objects.filter(period=period).select_related("accepted", "hotspot", "workspace").order_by("reference"))
    typed = {name: said(words[name], most=most) for name, most in RegionalReport.WORDS.items() if words[name].strip()}
    content = regional_content_of(period, number, reports, list(reporting_hotspots(period)), typed)
    rooms = [period.workspace, *(report.workspace for report in reports)]
    require_fit({**content, "text": "", "synthesis": {}}, rooms, *PRINTED)  # what is typed just now is checked as it is saved
    regional = RegionalReport(workspace=period.workspace, period=period, number=number, reference=content["reference"], **typed)
    regional.content, regional.digest = content, digest(content)
    regional.compiled_by, regional.compiled_at = by, datetime.fromisoformat(content["as_of"])
    regional.save()
    for report in reports:
        if report.accepted is not None:
            Inclusion.objects.create(workspace=period.workspace, regional=regional, version=report.accepted)
    for asked in period.asked.standing().filter(first_in__isnull=True):
        asked.first_in = regional
        asked.save()
    tell(holders(period.workspace, roles.ADOPT_REGIONAL), "reports.compile_regional", regional)
    return regional


@service
def adopt_regional(*, by: User, regional: RegionalReport, session: Meeting, decision: str) -> RegionalReport:
    """Record the session of the council that adopted it and the reference of its decision."""
    regional = RegionalReport.objects.select_for_update().get(pk=regional.pk)
    regional.session, regional.session_on, regional.decision = session, session.day, said(decision, most=120)
    rules.adopt_regional.require(by, regional)
    move(regional, RegionalReport.State.ADOPTED)
    regional.save()
    tell(holders(regional.workspace, roles.VIEW_COUNCIL), "reports.adopt_regional", regional)
    seal_after_commit()  # first: the paper says where in the journal the decision stands
    ask_for(regional, by)
    return regional
