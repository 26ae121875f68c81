"""Reading a report, one of its versions, and its paper."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from reports import figures, rules, web
from reports.models import Remark, Report, Version
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
    """Print a frozen version in a language."""
    it = seen_by(request.user, Version, report__reference=reference, number=number, submitted_at__isnull=False)
    from reports.pdf_documents import print_version  # noqa: PLC0415  # the printing library loads slowly

    return paper(lambda: print_version(it, language), f"{reference}-v{number}-{language}.pdf", language)


def paper(printed: Any, filename: str, language: str) -> HttpResponse:
    """Answer with a document to be read in the browser, kept by nobody else."""
    if language not in LANGUAGES:
        raise Http404
    headers = {
        "Content-Disposition": f'inline; filename="{filename}"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private",
    }
    return HttpResponse(printed(), content_type="application/pdf", headers=headers)


def versions_of(person: User, it: Report) -> Any:
    """Find the versions of a report the person may read, oldest first."""
    found = Version.objects.visible_to(person).filter(report=it)
    return found.select_related("report__period", "submitted_by", "accepted_by", "workspace__parent").order_by("number")


def told(person: User, it: Report, shown: Version | None) -> dict[str, Any]:
    """Gather what the pages of a report say; without a version, the report's state alone."""
    remarks = Remark.objects.visible_to(person).filter(version__report=it).select_related("version").order_by("-version__number", "pk")
    context = {
        "report": it,
        "state": figures.state_of(it),
        "version": shown,
        "versions": versions_of(person, it).filter(submitted_at__isnull=False).reverse(),
        "remarks": [(one, rules.answer(person, one), rules.close_remark(person, one)) for one in remarks],
        "notice": it.workspace.notice,
    }
    if shown is None:
        return context
    view = figures.ReportView.from_content(shown.content or figures.content_of(it, shown))
    return {**context, "view": view, "chart": figures.axes_chart(view.axes), "signatures": figures.signatures_of(shown)}
