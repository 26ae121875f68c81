"""Opening a period, and the reports of hotspots that become active while it runs."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports import rules, services
from reports.forms import PeriodForm
from reports.models import Period
from taskforce.models import Workspace
from taskforce.web import Request, acts, ask, seen_by, sent


@acts
def open_period(request: Request, cell: str) -> HttpResponse:
    """Open a period for the region of a cell."""
    workspace = seen_by(request.user, Workspace, reference=cell)
    rules.open_period.require(request.user, Period(workspace=workspace))
    form = PeriodForm(sent(request), person=request.user, workspace=workspace)
    if form.is_valid():
        period = services.open_period(by=request.user, workspace=workspace, **form.as_given())
        messages.success(request, _("The period is open. Each active hotspot has a report to write."))
        return redirect(period)
    words = {
        "heading": _("Open a period"),
        "submit": _("Open the period"),
        "lead": _("Each active hotspot gets one report, due on the day you give."),
    }
    return ask(request, form, back=reverse("reports:reports"), **words)


@acts
def open_due_reports(request: Request, cell: str, code: str) -> HttpResponse:
    """Open the reports that have become due since the period was opened."""
    period = seen_by(request.user, Period, workspace__reference=cell, code=code)
    rules.open_due_reports.require(request.user, period)
    if request.method == "POST":
        count = len(services.open_due_reports(by=request.user, period=period))
        messages.success(request, ngettext("%(count)d report was opened.", "%(count)d reports were opened.", count) % {"count": count})
    return redirect(period)
