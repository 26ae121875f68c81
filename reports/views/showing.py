"""Reading a report, one of its versions, and its paper."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from reports import figures, web, web_composing, web_review
from reports.drafting import told_to
from reports.models import Document, Printing, RegionalReport, Report, Version
from reports.sealed import deciding_act
from taskforce.kernel.seal.books import seal_of
from taskforce.models import User
from taskforce.models.directory import LANGUAGES
from taskforce.web import Request, reads, seen_by


@reads
def report(request: Request, reference: str) -> HttpResponse:
    """Show a report by the newest version the reader may read, what remains to be done and what was remarked."""
    it = seen_by(request.user, Report, reference=reference)
    shown = versions_of(request.user, it).last()
    draft = shown if shown is not None and shown.content is None else None
    context = {**told(request.user, it, shown), "steps": web.steps(request.user, it, draft), "offers": web.offers(request.user, it)}
    return render(request, "reports/report.html", context)


@reads
def version(request: Request, reference: str, number: int) -> HttpResponse:
    """Show one frozen version, whatever came after it."""
    it = seen_by(request.user, Version, report__reference=reference, number=number, submitted_at__isnull=False)
    return render(request, "reports/version.html", told(request.user, it.report, it))


@reads
def version_pdf(request: Request, reference: str, number: int, language: str) -> HttpResponse:
    """Give a frozen version in a language: as it is kept once it is accepted, printed on request before."""
    it = seen_by(request.user, Version, report__reference=reference, number=number, submitted_at__isnull=False)
    if it.accepted_at is not None and (found := kept_or_asked(request.user, it, language)) is not None:
        return kept(found)
    from reports.pdf_documents import print_version  # noqa: PLC0415  # the printing library loads slowly

    return paper(lambda: print_version(it, language), f"{reference}-v{number}-{language}.pdf", language)


@reads
def receipt(request: Request, reference: str, number: int) -> HttpResponse:
    """Confirm for good what was submitted and signed: what, when, by whom, and what happens next."""
    it = seen_by(request.user, Version, report__reference=reference, number=number, submitted_at__isnull=False)
    context = {"report": it.report, "version": it, "signatures": figures.signatures_of(it), "next": web.next_of(it), **sealed(it)}
    return render(request, "reports/receipt.html", {**context, "notice": it.workspace.notice})


@reads
def changes(request: Request, reference: str, number: int, earlier: int) -> HttpResponse:
    """Show what one version says otherwise than an earlier one."""
    found = {"report__reference": reference, "submitted_at__isnull": False}
    it, before = (seen_by(request.user, Version, number=one, **found) for one in (number, earlier))
    differences = figures.changes_between(before.content or {}, it.content or {})
    context = {"report": it.report, "version": it, "before": before, "changes": differences, "notice": it.workspace.notice}
    return render(request, "reports/changes.html", context)


def paper(printed: Any, filename: str, language: str) -> HttpResponse:
    """Answer with a document to be read in the browser, kept by nobody else."""
    if language not in LANGUAGES:
        raise Http404
    headers = {"Content-Disposition": f'inline; filename="{filename}"'}
    return HttpResponse(printed(), content_type="application/pdf", headers=headers)


def kept_or_asked(person: User, it: Version | RegionalReport, language: str) -> Any:
    """Find the document of a report in a language, or else how far its printing has come; nothing where nobody has asked for it."""
    which: dict[str, Any] = {"version": it} if isinstance(it, Version) else {"regional": it}
    final = isinstance(it, Version) or it.state == RegionalReport.State.ADOPTED
    rows = [model.objects.visible_to(person).filter(**which, language=language, final=final) for model in (Document, Printing)]
    return rows[0].first() or rows[1].first()


def kept(found: Document | Printing) -> HttpResponse:
    """Answer with a document as it is kept; while there is only its printing, lead to how far that has come."""
    return paper(lambda: found.contents, found.file_name, found.language) if isinstance(found, Document) else redirect(found)


def versions_of(person: User, it: Report) -> Any:
    """Find the versions of a report the person may read, oldest first."""
    found = Version.objects.visible_to(person).filter(report=it)
    return found.select_related("report__period", "submitted_by", "accepted_by", "workspace__parent").order_by("number")


def sealed(it: Version | RegionalReport) -> dict[str, Any]:
    """Say whether it is decided, and where the decision stands in the journal."""
    act = deciding_act(it)
    return {"decided": act is not None, "seal": seal_of(act)}


def told(person: User, it: Report, shown: Version | None) -> dict[str, Any]:
    """Gather what the pages of a report say; without a version, the report's state alone."""
    context = {
        "report": it,
        "state": figures.state_of(person, it),
        "late": it.is_late and told_to(person, it) != Report.State.ACCEPTED,
        "version": shown,
        "versions": versions_of(person, it).filter(submitted_at__isnull=False).reverse(),
        "remarks": web_review.remarks_of(person, it),
        "notice": it.workspace.notice,
    }
    return context if shown is None else {**context, **_said(it, shown, context), **sealed(shown)}


def _said(it: Report, shown: Version, context: dict[str, Any]) -> dict[str, Any]:
    """Gather what a version says, live or frozen, what its checks find, and what came before and after it."""
    content = shown.content or figures.content_of(it, shown)
    view = figures.ReportView.from_content(content)
    found = web_composing.found_in(it, content, mending=shown.content is None)
    return {
        "view": view,
        "chart": figures.axes_chart(view.axes),
        "signatures": figures.signatures_of(shown),
        "found": found,
        "asks": any(one.line.asks for one in found),
        "marks": web_review.marks_on(context["remarks"], shown),
        **web_review.neighbours(context["versions"], shown),
    }
