"""Papers: how far their printing has come, what proves one, and the page that confirms it to whoever holds it."""

from __future__ import annotations

from hmac import compare_digest

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from reports import bundle, printings, rules
from reports.desk.confirming import confirmation
from reports.forms import HandInForm
from reports.models import Document, Printing, RegionalReport
from reports.models.documents import read_code
from taskforce.hardening import download
from taskforce.models.directory import LANGUAGES
from taskforce.views.limits import limited
from taskforce.web import Request, acts, open_to_all, reads, seen_by, sent


@reads
def document(request: Request, code: str) -> HttpResponse:
    """Show how far a paper has come; once it is printed, what proves it and where its pages are."""
    it = seen_by(request.user, Printing, code=code)
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"done": it.done, "expected": it.expected, "said": said(it), "over": it.is_over})
    kept = Document.objects.visible_to(request.user).filter(code=code).first()
    siblings = Printing.objects.visible_to(request.user).filter(version=it.version, regional=it.regional, final=it.final)
    context = {
        "printing": it,
        "said": said(it),
        "document": kept,
        "siblings": siblings,
        "whole": kept is not None and bool(rules.take_bundle(request.user, kept)) and bundle.is_whole(kept),
    }
    return render(request, "reports/document.html", context)


@acts
def again(request: Request, code: str) -> HttpResponse:
    """Let a paper be printed again that could not be printed."""
    it = seen_by(request.user, Printing, code=code)
    rules.print_again.require(request.user, it)
    if request.method == "POST":
        printings.ask_for(it.thing, request.user, [it.language])
        messages.success(request, _("The paper is printed again."))
    return redirect(it)


@acts
def prepare_regional(request: Request, reference: str, language: str) -> HttpResponse:
    """Let a draft of the regional report be printed: it may take a while, so it is done beside the answers."""
    if language not in LANGUAGES:
        raise Http404
    it = seen_by(request.user, RegionalReport, reference=reference)
    rules.prepare_regional.require(request.user, it)
    if request.method == "POST":
        return redirect(printings.ask_for(it, request.user, [language])[0])
    return redirect(it)


@reads
def bundled(request: Request, code: str) -> HttpResponse:
    """Hand out all that proves a report: its papers, its contents, its place in the journal."""
    it = seen_by(request.user, Document, code=code, final=True)
    rules.take_bundle.require(request.user, it)
    if not bundle.is_whole(it):
        return redirect(it)
    return download(bundle.made(it.thing), name=f"{it.file_name.rpartition('-')[0]}.zip", content_type="application/zip")


@open_to_all
@limited("verify", read_code)
@acts
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """Confirm a printed paper to whoever holds it, signed in or not; a code nobody gave out takes as long and looks alike."""
    found = confirmation(code)
    form = HandInForm(sent(request), request.FILES or None)
    same = form.is_valid() and compare_digest(form.cleaned_data["file"], found.sha256 if found else "-")
    context = {"code": read_code(code), "found": found, "form": form, "asked": form.is_bound and form.is_valid(), "same": same}
    return render(request, "reports/verify.html", context, status=200 if found else 404)


def said(it: Printing) -> str:
    """Say how far a paper has come."""
    if it.state == Printing.State.PRINTING and it.done:
        return _("%(done)d pages of %(expected)d. You may leave this page.") % {"done": it.done, "expected": it.expected}
    return {
        Printing.State.DONE: _("The document is ready."),
        Printing.State.FAILED: _("The document could not be printed."),
    }.get(Printing.State(it.state), _("The document will be printed in a moment. You may leave this page."))
