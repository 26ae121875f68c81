"""The cell's pages of waiting: reminding those who are late, leaving out a report that will not come, expecting it again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports import rules, services
from reports.models import Period, Report
from taskforce.forms import ReasonForm
from taskforce.forms_look import Form
from taskforce.web import Request, acts, ask, seen_by, sent


@acts
def remind(request: Request, cell: str, code: str) -> HttpResponse:
    """Remind the task forces whose report is late."""
    period = seen_by(request.user, Period, workspace__reference=cell, code=code)
    rules.remind.require(request.user, period)
    if request.method == "POST":
        count = len(services.remind(by=request.user, period=period))
        words = ngettext("%(count)d task force is reminded.", "%(count)d task forces are reminded.", count)
        messages.success(request, words % {"count": count})
    return redirect(period)


@acts
def skip_report(request: Request, reference: str) -> HttpResponse:
    """Leave out a report that will not come, saying why."""
    it = seen_by(request.user, Report, reference=reference)
    rules.skip_report.require(request.user, it)
    form = ReasonForm(sent(request))
    if form.is_valid():
        services.skip_report(by=request.user, report=it, **form.cleaned_data)
        messages.success(request, _("The report is left out. The regional report names it as missing, with your reason."))
        return redirect(it.period)
    words = {
        "heading": _("Leave the report out"),
        "submit": _("Leave the report out"),
        "lead": _("The regional report names the hotspot as missing, with your reason. It can be undone until the council adopts."),
    }
    return ask(request, form, back=it.get_absolute_url(), **words)


@acts
def expect_again(request: Request, reference: str) -> HttpResponse:
    """Expect a report again that was left out."""
    it = seen_by(request.user, Report, reference=reference)
    rules.expect_again.require(request.user, it)
    form = Form(sent(request))
    if form.is_valid():
        services.expect_again(by=request.user, report=it)
        messages.success(request, _("The report is expected again, where it stood."))
        return redirect(it)
    words = {"heading": _("Expect the report again"), "submit": _("Expect the report again"), "lead": it.skip_reason}
    return ask(request, form, back=it.get_absolute_url(), **words)
