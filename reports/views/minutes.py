"""The minutes of a meeting on paper, and the annex of those who may read what is restricted."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from actions.models import Meeting
from actions.web import sheet_of
from reports.views.showing import paper
from taskforce.web import Request, reads, seen_by


@reads
def minutes(request: Request, reference: str, number: int, language: str) -> HttpResponse:
    """Print what everybody at the table may read of a meeting that was held."""
    it = _held(request, reference, number)
    from reports.pdf_documents import print_minutes  # noqa: PLC0415  # the printing library loads slowly

    return paper(lambda: print_minutes(it, language), f"{reference}-{number}-minutes-{language}.pdf", language)


@reads
def annex(request: Request, reference: str, number: int, language: str) -> HttpResponse:
    """Print the restricted points the reader may read; where there are none, there is no annex."""
    it = _held(request, reference, number)
    if not sheet_of(request.user, it).has_annex:
        raise Http404
    from reports.pdf_documents import print_annex  # noqa: PLC0415  # the printing library loads slowly

    return paper(lambda: print_annex(it, request.user, language), f"{reference}-{number}-annex-{language}.pdf", language)


def _held(request: Request, reference: str, number: int) -> Meeting:
    return seen_by(request.user, Meeting, workspace__reference=reference, number=number, state__in=Meeting.MINUTED)
