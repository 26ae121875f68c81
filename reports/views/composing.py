"""The coordinator's pages: starting a report, writing its texts beside the live figures, checking and submitting."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from reports import rules, services
from reports.drafting import unlocked
from reports.forms import SectionsForm
from reports.models import Remark, Report, Version
from reports.views.showing import told, versions_of
from taskforce.drawing import words
from taskforce.kernel import clock
from taskforce.web import Request, acts, seen_by, sent


@acts
def start_report(request: Request, reference: str) -> HttpResponse:
    """Start the report that is due, and go on to its texts."""
    it = seen_by(request.user, Report, reference=reference)
    rules.start_report.require(request.user, it)
    if request.method == "POST":
        services.start_report(by=request.user, report=it)
        return redirect("reports:compose", it.reference)
    return redirect(it)


@acts
def compose(request: Request, reference: str) -> HttpResponse:
    """Write the texts that are open, beside the figures as they stand."""
    it = seen_by(request.user, Report, reference=reference)
    draft = _draft(request, it)
    rules.write_sections.require(request.user, draft)
    form = SectionsForm(sent(request), version=draft)
    if form.is_valid():
        services.write_sections(by=request.user, version=draft, **form.cleaned_data)
        messages.success(request, _("The texts are saved, %(moment)s.") % {"moment": words.moment(clock.now())})
        return redirect("reports:compose", it.reference)
    closed = [(Remark.Section(one).label, getattr(draft, one)) for one in Version.SECTIONS if one not in unlocked(it)]
    context = {**told(request.user, it, draft), "form": form, "closed": closed, "may_submit": rules.submit(request.user, it)}
    return render(request, "reports/compose.html", context)


@acts
def submit(request: Request, reference: str) -> HttpResponse:
    """Show everything that will be frozen; freeze it by the button."""
    it = seen_by(request.user, Report, reference=reference)
    draft = _draft(request, it)
    rules.submit.require(request.user, it)
    if request.method == "POST":
        services.submit(by=request.user, report=it)
        messages.success(request, _("The report is submitted. It waits for the signature of the chair."))
        return redirect(it)
    back = reverse("reports:compose", args=[it.reference])
    return render(request, "reports/submit.html", {**told(request.user, it, draft), "back": back})


def _draft(request: Request, it: Report) -> Version:
    """Find the newest version the person may read, or 404."""
    version: Version | None = versions_of(request.user, it).last()
    if version is None:
        raise Http404
    return version
