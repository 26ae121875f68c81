"""The chair's pages: signing what was submitted, or sending it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from reports import rules, services
from reports.forms import ConfirmForm
from reports.models import Report
from reports.views.showing import told, versions_of
from taskforce.forms import ReasonForm
from taskforce.web import Request, acts, ask, seen_by, sent


@acts
def sign(request: Request, reference: str) -> HttpResponse:
    """Show the frozen content and its digest; sign exactly that."""
    it = seen_by(request.user, Report, reference=reference)
    rules.sign.require(request.user, it)
    version = versions_of(request.user, it).last()
    form = ConfirmForm(sent(request), shown=version.digest)
    if form.is_valid():
        services.sign(by=request.user, report=it)
        messages.success(request, _("You signed the report. The regional cell reads it now."))
        return redirect("reports:receipt", it.reference, version.number)
    return render(
        request, "reports/sign.html", {**told(request.user, it, version), "form": form, "may_send_back": rules.send_back(request.user, it)}
    )


@acts
def send_back(request: Request, reference: str) -> HttpResponse:
    """Send the submitted version back, saying why."""
    it = seen_by(request.user, Report, reference=reference)
    rules.send_back.require(request.user, it)
    form = ReasonForm(sent(request))
    if form.is_valid():
        services.send_back(by=request.user, report=it, **form.cleaned_data)
        messages.success(request, _("The report went back to the coordinator. The unsigned version stays on record."))
        return redirect(it)
    words = {
        "heading": _("Send the report back"),
        "submit": _("Send the report back"),
        "lead": _("A new version opens with the same texts."),
    }
    return ask(request, form, back=it.get_absolute_url(), **words)
