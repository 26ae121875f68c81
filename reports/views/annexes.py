"""The figures of a report as a workbook, to count with: what the paper shows, as it is frozen."""

from __future__ import annotations

from django.http import HttpResponse

from reports.figures import annex
from reports.models import RegionalReport, Version
from taskforce.sheets import table_file
from taskforce.web import Request, reads, seen_by


@reads
def version_xlsx(request: Request, reference: str, number: int) -> HttpResponse:
    """Give the figures of a frozen version."""
    it = seen_by(request.user, Version, report__reference=reference, number=number, submitted_at__isnull=False)
    return _workbook(f"{reference}-v{number}", it)


@reads
def regional_xlsx(request: Request, reference: str) -> HttpResponse:
    """Give the figures of a regional report, its totals first."""
    return _workbook(reference, seen_by(request.user, RegionalReport, reference=reference))


def _workbook(name: str, it: Version | RegionalReport) -> HttpResponse:
    return table_file(name, "xlsx", annex.workbook_tables(it.content or {}, it.digest))
