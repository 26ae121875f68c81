"""The papers of the demonstration: the regional report and every accepted report of its period, and Alençon, in French and in Dutch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from django.db import transaction

from reports import pressroom, printings
from reports.demo import alencon
from reports.demo.progress import PERIOD
from reports.models import Document, Printing, RegionalReport, Version

LANGUAGES = ("fr", "nl")


class Paper(NamedTuple):
    """A document to print, and the names under which it is kept."""

    names: tuple[str, ...]
    printing: Printing

    def printed(self) -> bytes:
        """Give its bytes: kept already, or printed and kept now."""
        pressroom.print_asked.call(self.printing.pk)
        return Document.objects.get(code=self.printing.code).contents


def write(papers: Iterable[Paper], folder: Path) -> Iterator[Path]:
    """Print the papers into a folder and return their paths, one by one."""
    folder.mkdir(parents=True, exist_ok=True)
    for paper in papers:
        content = paper.printed()
        for name in paper.names:
            path = folder / name
            path.write_bytes(content)
            yield path


def papers() -> Iterator[Paper]:
    """List the papers; Alençon's report is kept under its own name too."""
    regional = RegionalReport.objects.get(period__code=PERIOD)
    accepted = Version.objects.filter(accepted_at__isnull=False, report__period__code__in=[PERIOD, alencon.PERIOD])
    for language in LANGUAGES:
        yield Paper((f"regional-{language}.pdf",), _asked(regional, language))
        for version in accepted.select_related("report__hotspot", "workspace").order_by("report__reference", "number"):
            yield Paper(tuple(_names(version, language)), _asked(version, language))


def _asked(it: Version | RegionalReport, language: str) -> Printing:
    """Find a paper that was asked for, or ask for it in the name of whoever made the report."""
    by = it.compiled_by if isinstance(it, RegionalReport) else it.accepted_by
    assert by is not None  # noqa: S101  # only what was accepted is listed
    with transaction.atomic():
        return printings.ask_for(it, by, [language])[0]


def _names(version: Version, language: str) -> Iterator[str]:
    reference = version.report.hotspot.reference
    yield f"hotspot-{reference}-{language}.pdf"
    if reference == alencon.HOTSPOT:
        yield f"alencon-{language}.pdf"
