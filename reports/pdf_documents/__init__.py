"""The documents: the report of a hotspot and that of a region, printed from their frozen contents and nothing else."""

from __future__ import annotations

from datetime import datetime

from django.utils import translation

from reports.models import RegionalReport, Version
from reports.pdf import Meta, print_document
from reports.pdf_documents import hotspot, regional

__all__ = ["print_regional", "print_version"]


def print_version(version: Version, language: str) -> bytes:
    """Print a frozen version in a language, a draft until it is accepted; a version not submitted yet raises ValueError."""
    with translation.override(language):
        context = hotspot.context_of(version)
        view = context["view"]
        meta = Meta(
            title=f"{view.hotspot} · {view.period.code}",
            language=language,
            created=datetime.fromisoformat(hotspot.frozen(version)["as_of"]),
            modified=version.accepted_at or version.signed_at,
            author=view.workspace,
            subject=context["cover"].kind,
            keywords=(view.reference, version.digest),
        )
    return print_document("print/hotspot_report.html", context, language=language, meta=meta)


def print_regional(it: RegionalReport, language: str) -> bytes:
    """Print a regional report in a language, a draft until the council has adopted it."""
    with translation.override(language):
        context = regional.context_of(it)
        view = context["view"]
        meta = Meta(
            title=f"{view.region} · {view.period.code}",
            language=language,
            created=it.compiled_at,
            author=view.cell,
            subject=context["cover"].kind,
            keywords=(view.reference, it.digest),
        )
    return print_document("print/regional_report.html", context, language=language, meta=meta)
