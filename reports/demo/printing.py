"""The papers of the demonstration: the regional report and every accepted report of its period, and Alençon, in French and in Dutch."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reports.demo import alencon
from reports.demo.progress import PERIOD
from reports.models import RegionalReport, Version
from reports.pdf_documents import print_regional, print_version

LANGUAGES = ("fr", "nl")


def write_papers(folder: Path) -> Iterator[Path]:
    """Write the PDFs and return their paths, one by one."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in _papers():
        path = folder / name
        path.write_bytes(content)
        yield path


def _papers() -> Iterator[tuple[str, bytes]]:
    regional = RegionalReport.objects.get(period__code=PERIOD)
    for language in LANGUAGES:
        yield f"regional-{language}.pdf", print_regional(regional, language)
    accepted = Version.objects.filter(accepted_at__isnull=False, report__period__code__in=[PERIOD, alencon.PERIOD])
    for version in accepted.order_by("report__reference", "number"):
        reference = version.report.hotspot.reference
        for language in LANGUAGES:
            content = print_version(version, language)
            yield f"hotspot-{reference}-{language}.pdf", content
            if reference == alencon.HOTSPOT:
                yield f"alencon-{language}.pdf", content
