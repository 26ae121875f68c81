"""The papers of the demonstration: the regional report and every accepted report of its period, and Alençon, in French and in Dutch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from reports.demo import alencon
from reports.demo.progress import PERIOD
from reports.models import RegionalReport, Version
from reports.pdf_documents import print_regional, print_version

LANGUAGES = ("fr", "nl")


class Paper(NamedTuple):
    """A document to print, and the names under which it is kept."""

    names: tuple[str, ...]
    printed: Callable[[], bytes]


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
        yield Paper((f"regional-{language}.pdf",), partial(print_regional, regional, language))
        for version in accepted.select_related("report__hotspot").order_by("report__reference", "number"):
            yield Paper(tuple(_names(version, language)), partial(print_version, version, language))


def _names(version: Version, language: str) -> Iterator[str]:
    reference = version.report.hotspot.reference
    yield f"hotspot-{reference}-{language}.pdf"
    if reference == alencon.HOTSPOT:
        yield f"alencon-{language}.pdf"
