"""The documents: the report of a hotspot and that of a region, printed from their frozen contents, and the minutes of a meeting."""

from __future__ import annotations

from datetime import datetime

from django.utils import translation

from actions.models import Meeting
from reports.models import RegionalReport, Version
from reports.pdf import Limits, Meta, Progress, Proof, print_document
from reports.pdf_documents import hotspot, minutes, regional, shared
from taskforce.models import User

__all__ = ["print_annex", "print_minutes", "print_regional", "print_version"]
LONG = Limits(cpu_seconds=240, wall_seconds=270)  # sixty hotspots on a slow machine


def print_version(version: Version, language: str, *, proof: Proof | None = None, progress: Progress | None = None) -> bytes:
    """Print a frozen version in a language, a draft until it is accepted; a version not submitted yet raises ValueError."""
    with translation.override(language):
        context = hotspot.context_of(version, proof)
        view = context["view"]
        meta = Meta(
            title=f"{view.hotspot} · {view.period.code}",
            language=language,
            created=datetime.fromisoformat(hotspot.frozen(version)["as_of"]),
            modified=version.accepted_at or version.signed_at,
            author=view.workspace,
            subject=context["cover"].kind,
            keywords=(view.reference, version.digest),
            files=shared.figures_attached(hotspot.frozen(version), view.reference),
        )
    return print_document("print/hotspot_report.html", context, language=language, meta=meta, progress=progress)


def print_regional(it: RegionalReport, language: str, *, proof: Proof | None = None, progress: Progress | None = None) -> bytes:
    """Print a regional report in a language, a draft until the council has adopted it."""
    with translation.override(language):
        context = regional.context_of(it, proof)
        view = context["view"]
        meta = Meta(
            title=f"{view.region} · {view.period.code}",
            language=language,
            created=it.compiled_at,
            author=view.cell,
            subject=context["cover"].kind,
            keywords=(view.reference, it.digest),
            files=shared.figures_attached(it.content, view.reference),
        )
    return print_document("print/regional_report.html", context, language=language, meta=meta, progress=progress, limits=LONG)


def print_minutes(it: Meeting, language: str) -> bytes:
    """Print what everybody at the table may read of a meeting that was held, a draft until it is closed."""
    return _print_meeting(it, minutes.open_to_all(it), language)


def print_annex(it: Meeting, reader: User, language: str) -> bytes:
    """Print the restricted points and decisions that one reader may read; nothing to print raises ValueError."""
    return _print_meeting(it, minutes.kept_for(it, reader), language)


def _print_meeting(it: Meeting, told: minutes.Told, language: str) -> bytes:
    with translation.override(language):
        context = minutes.context_of(it, told)
        meta = Meta(
            title=f"{context['kind']} · {it.title}",
            language=language,
            created=it.closed_at or it.starts_at,
            author=it.workspace.name,
            subject=context["kind"],
            keywords=(context["paper"].reference,),
        )
    return print_document("print/minutes.html", context, language=language, meta=meta)
