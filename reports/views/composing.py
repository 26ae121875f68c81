"""The coordinator's pages: starting a report, writing its texts beside the live figures, explaining, checking and submitting."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from reports import rules, services, web_composing
from reports.forms_composing import AutosaveForm, ExplanationsForm, SectionsForm
from reports.models import Report, Version
from reports.views.showing import told, versions_of
from taskforce.drawing import words
from taskforce.forms_look import Form
from taskforce.kernel import clock
from taskforce.kernel.sending import Seen
from taskforce.web import Request, acts, ask, seen_by, sent

UNKEPT = 422


@acts
def start_report(request: Request, reference: str) -> HttpResponse:
    """Start the report that is due, and go on to its texts."""
    it = seen_by(request.user, Report, reference=reference)
    rules.start_report.require(request.user, it)
    form = Form(sent(request))
    if form.is_valid():
        services.start_report(by=request.user, report=it)
        return redirect("reports:compose", it.reference)
    lead = _("The texts open for your task force. The cell sees that the report is begun, and nothing of it.")
    return ask(request, form, back=it.get_absolute_url(), heading=_("Start the report"), submit=_("Start the report"), lead=lead)


@acts
def compose(request: Request, reference: str) -> HttpResponse:
    """Write the texts that are open, beside the figures as they stand."""
    it = seen_by(request.user, Report, reference=reference)
    draft = _draft(request, it)
    rules.write_sections.require(request.user, draft)
    form = SectionsForm(sent(request), version=draft, person=request.user)
    if form.is_valid():
        services.write_sections(by=request.user, version=draft, **form.cleaned_data)
        messages.success(request, _("The texts are saved, %(moment)s.") % {"moment": words.moment(clock.now())})
        return redirect("reports:compose", it.reference)
    shown = told(request.user, it, draft)
    blocks = web_composing.blocks(request.user, draft, shown["view"], form)
    context = {**shown, "form": form, "blocks": blocks, "tasks": web_composing.tasks(it, blocks, shown["found"])}
    return render(request, "reports/compose.html", context)


@acts
def autosave(request: Request, reference: str) -> HttpResponse:
    """Keep one text while it is written, and say when it was kept or why not; asked by the page itself."""
    it = seen_by(request.user, Report, reference=reference)
    draft = _draft(request, it)
    rules.write_sections.require(request.user, draft)
    form, before = AutosaveForm(sent(request), version=draft, person=request.user), str(Seen.of(draft))
    if form.is_valid():
        kept = services.autosave_section(by=request.user, version=draft, **form.cleaned_data)
        seen = web_composing.receipt(before, request.POST.get("base", ""), kept)
        return JsonResponse({"said": _("Saved at %(time)s.") % {"time": words.hour(clock.now())}, "seen": seen})
    if request.method == "POST":
        return JsonResponse({"said": " ".join(str(one) for wrong in form.errors.values() for one in wrong)}, status=UNKEPT)
    return redirect("reports:compose", it.reference)


@acts
def explain(request: Request, reference: str) -> HttpResponse:
    """Say why what the checks found is as it is."""
    it = seen_by(request.user, Report, reference=reference)
    draft = _draft(request, it)
    rules.explain.require(request.user, it)
    lines = [one.line for one in told(request.user, it, draft)["found"]]
    form = ExplanationsForm(sent(request), lines=lines)
    if form.is_valid():
        services.explain(by=request.user, report=it, explanations=form.cleaned_data)
        messages.success(request, _("The explanations are kept. They are frozen with the report."))
        return redirect("reports:submit", it.reference)
    lead = _(
        "What you say is frozen with the report: the chair and the cell read it, and the council once it is accepted. Mending the figure is better than explaining it."
    )
    given = {"heading": _("Explain what the checks found"), "submit": _("Save the explanations"), "lead": lead}
    return ask(request, form, back=reverse("reports:submit", args=[it.reference]), **given)


@acts
def submit(request: Request, reference: str) -> HttpResponse:
    """Show everything that will be frozen and what the checks find; freeze it by the button."""
    it = seen_by(request.user, Report, reference=reference)
    draft = _draft(request, it)
    rules.explain.require(request.user, it)
    if request.method == "POST":
        version = services.submit(by=request.user, report=it)
        messages.success(request, _("The report is submitted. It waits for the signature of the chair."))
        return redirect("reports:receipt", it.reference, version.number)
    back = reverse("reports:compose", args=[it.reference])
    may = {"may_submit": rules.submit(request.user, it), "may_write": rules.write_sections(request.user, draft)}
    return render(request, "reports/submit.html", {**told(request.user, it, draft), "back": back, **may})


def _draft(request: Request, it: Report) -> Version:
    """Find the newest version the person may read, or 404."""
    version: Version | None = versions_of(request.user, it).last()
    if version is None:
        raise Http404
    return version
