"""The regional report: compiled by the cell, read by the council, adopted in session."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from reports import figures, rules, services, web, web_council
from reports.forms import AdoptionForm, CompileForm
from reports.models import Document, Period, RegionalReport
from reports.views.showing import kept, kept_or_asked, sealed
from taskforce.models.directory import LANGUAGES
from taskforce.web import Request, acts, ask, reads, seen_by, sent


@acts
def compile_regional(request: Request, cell: str, code: str) -> HttpResponse:
    """Compile the accepted reports of a period, with a word of the cell."""
    period = seen_by(request.user, Period, workspace__reference=cell, code=code)
    rules.compile_regional.require(request.user, period)
    last = period.regional_reports.order_by("number").last()
    form = CompileForm(request.POST if request.method == "POST" else None, initial=last.words if last else None)
    if form.is_valid():
        made = services.compile_regional(by=request.user, period=period, **form.cleaned_data)
        messages.success(request, _("The regional report is compiled. Read it before the session."))
        return redirect(made)
    words = {"heading": _("Compile the regional report"), "submit": _("Compile the report")}
    return ask(request, form, back=period.get_absolute_url(), lead=_("Only accepted versions count. Missing reports are named."), **words)


@reads
def regional(request: Request, reference: str) -> HttpResponse:
    """Show a regional report: what is decided upon, how the hotspots stand, the totals and what is missing."""
    it = seen_by(request.user, RegionalReport, reference=reference)
    view = figures.RegionalView.from_content(it.content)
    context = {
        "regional": it,
        "view": view,
        "chart": figures.axes_chart(view.axes),
        "offers": web.regional_offers(request.user, it),
        "desk": Period.objects.visible_to(request.user).filter(pk=it.period_id).first(),
        "notice": view.notice,
        "papers": Document.LANGUAGES,
        **web_council.on_report(request.user, it),
        **sealed(it),
    }
    return render(request, "reports/regional.html", context)


@acts
def adopt_regional(request: Request, reference: str) -> HttpResponse:
    """Record the session and the decision by which the council adopted it."""
    it = seen_by(request.user, RegionalReport, reference=reference)
    rules.adopt_regional.require(request.user, it)
    form = AdoptionForm(sent(request), person=request.user, regional=it)
    if form.is_valid():
        services.adopt_regional(by=request.user, regional=it, **form.cleaned_data)
        messages.success(request, _("The adoption is recorded. The council’s members can read the report."))
        return redirect(it)
    lead = _("You record it for %(reference)s, digest %(digest)s.") % {"reference": it.reference, "digest": it.digest}
    return ask(request, form, heading=_("Record the adoption"), submit=_("Record the adoption"), back=it.get_absolute_url(), lead=lead)


@reads
def regional_pdf(request: Request, reference: str, language: str) -> HttpResponse:
    """Give a regional report in a language, as it is kept; a draft nobody has asked for yet is asked for on its page."""
    it = seen_by(request.user, RegionalReport, reference=reference)
    if language not in LANGUAGES:
        raise Http404
    found = kept_or_asked(request.user, it, language)
    return redirect(it) if found is None else kept(found)
