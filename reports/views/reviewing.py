"""The cell's pages: reading with remarks, returning, accepting; answering a remark; reopening for a correction."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from reports import rules, services, web
from reports.forms import AcceptForm, AnswerForm, OpenSectionForm, RemarkForm, WordsForm
from reports.models import Remark, Report
from reports.views.showing import told, versions_of
from taskforce.forms import ReasonForm
from taskforce.web import Request, acts, ask, seen_by, sent


@acts
def review(request: Request, reference: str) -> HttpResponse:
    """Read the signed version on the left, remark on it at the right."""
    it = seen_by(request.user, Report, reference=reference)
    version = versions_of(request.user, it).last()
    rules.remark.require(request.user, Remark(workspace=it.workspace, version=version))
    form = RemarkForm(sent(request), version=version, at=request.GET.get("at", ""))
    if form.is_valid():
        services.remark(by=request.user, version=version, **form.cleaned_data)
        messages.success(request, _("The remark is kept. The task force sees shared remarks only."))
        return redirect("reports:review", it.reference)
    offers = web.offers(request.user, it, web.ON_REVIEW)
    return render(request, "reports/review.html", {**told(request.user, it, version), "form": form, "offers": offers})


@acts
def close_remark(request: Request, pk: int) -> HttpResponse:
    """Close a remark and go back to its report."""
    it = seen_by(request.user, Remark, pk=pk)
    rules.close_remark.require(request.user, it)
    if request.method == "POST":
        services.close_remark(by=request.user, remark=it)
        messages.success(request, _("The remark is closed."))
    return redirect(it.version.report)


@acts
def answer(request: Request, pk: int) -> HttpResponse:
    """Answer a remark of a returned report."""
    it = seen_by(request.user, Remark, pk=pk)
    rules.answer.require(request.user, it)
    form = AnswerForm(sent(request))
    if form.is_valid():
        services.answer(by=request.user, remark=it, **form.cleaned_data)
        messages.success(request, _("The remark is answered."))
        return redirect(it.version.report)
    heading = _("Answer the remark on: %(section)s") % {"section": it.get_section_display()}
    return ask(request, form, heading=heading, lead=it.text, submit=_("Save the answer"), back=it.version.report.get_absolute_url())


@acts
def give_back(request: Request, reference: str) -> HttpResponse:
    """Return the report with its remarks, and a word if wanted."""
    it = seen_by(request.user, Report, reference=reference)
    rules.give_back.require(request.user, it)
    form = WordsForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        services.give_back(by=request.user, report=it, **form.cleaned_data)
        messages.success(request, _("The report is returned. The task force mends the sections with a remark."))
        return redirect(it)
    words = {
        "heading": _("Return the report"),
        "submit": _("Return the report"),
        "lead": _("Only sections with a shared remark open for rewriting."),
    }
    return ask(request, form, back=it.get_absolute_url(), **words)


@acts
def accept(request: Request, reference: str) -> HttpResponse:
    """Accept exactly the version that was shown."""
    it = seen_by(request.user, Report, reference=reference)
    rules.accept.require(request.user, it)
    version = versions_of(request.user, it).last()
    form = AcceptForm(sent(request), shown=version.digest)
    if form.is_valid():
        services.accept(by=request.user, report=it, reserve=form.cleaned_data["reserve"])
        messages.success(request, _("The report is accepted. The council can read it."))
        return redirect(it)
    lead = _("The council reads version %(number)s as it stands. Its digest: %(digest)s") % {
        "number": version.number,
        "digest": version.digest,
    }
    words = {"heading": _("Accept the report"), "submit": _("Accept the report"), "lead": lead}
    return ask(request, form, back=it.get_absolute_url(), **words)


@acts
def correct(request: Request, reference: str) -> HttpResponse:
    """Reopen an accepted report, saying why."""
    it = seen_by(request.user, Report, reference=reference)
    rules.correct.require(request.user, it)
    form = ReasonForm(sent(request))
    if form.is_valid():
        services.correct(by=request.user, report=it, **form.cleaned_data)
        messages.success(request, _("A new version is open. The accepted one stands until the next acceptance."))
        return redirect(it)
    words = {
        "heading": _("Correct the report"),
        "submit": _("Open a new version"),
        "lead": _("The accepted version stands until the next acceptance."),
    }
    return ask(request, form, back=it.get_absolute_url(), **words)


@acts
def open_section(request: Request, reference: str) -> HttpResponse:
    """Open another text of a returned report, saying who asked for it and why."""
    it = seen_by(request.user, Report, reference=reference)
    rules.open_section.require(request.user, it)
    form = OpenSectionForm(sent(request), report=it)
    if form.is_valid():
        services.open_section(by=request.user, report=it, **form.cleaned_data)
        messages.success(request, _("The text is open. The task force is told."))
        return redirect(it)
    words = {
        "heading": _("Open another text"),
        "submit": _("Open the text"),
        "lead": _("Only texts with a remark are open after a return."),
    }
    return ask(request, form, back=it.get_absolute_url(), **words)
