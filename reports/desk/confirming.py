"""What is confirmed of a printed paper to whoever holds it: what it is, its digest, and whether a newer one has replaced it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.timezone import localtime

from reports.models import Document, RegionalReport, Version
from reports.models.documents import read_code


@dataclass(frozen=True)
class Confirmation:
    """One printed paper as the public may know it: never its contents."""

    code: str
    reference: str
    number: int
    language: str
    final: bool
    on: date
    sha256: str
    pages: int
    replaced: bool


def confirmation(typed: str) -> Confirmation | None:
    """Find the paper that bears a code; the one question asked is the same whether there is one or not."""
    accepted = Version.objects.filter(report=OuterRef("version__report"), accepted_at__isnull=False)
    adopted = RegionalReport.objects.filter(period=OuterRef("regional__period"), state=RegionalReport.State.ADOPTED)
    newest = [Subquery(rows.order_by("-number").values("number")[:1]) for rows in (accepted, adopted)]
    rows = Document.objects.select_related("version__report", "regional").defer("version__content", "regional__content")
    found = rows.annotate(newest=Coalesce(*newest)).filter(code=read_code(typed)).first()
    return _told(found) if found is not None else None


def _told(it: Any) -> Confirmation:
    """Say what is known of it; a draft is replaced by the adopted report of its own number."""
    version: Version | None = it.version
    thing = it.thing
    return Confirmation(
        code=it.code,
        reference=version.report.reference if version is not None else thing.reference,
        number=thing.number,
        language=it.get_language_display(),
        final=it.final,
        on=_day(it),
        sha256=it.sha256,
        pages=it.pages,
        replaced=it.newest is not None and (it.newest > thing.number or (it.newest == thing.number and not it.final)),
    )


def _day(it: Document) -> date:
    """Give the day it was decided, or compiled while it is a draft."""
    if it.regional is None:
        moment: Any = it.version.accepted_at  # type: ignore[union-attr]  # one of the two, by a constraint
    elif it.final and it.regional.session_on is not None:
        return it.regional.session_on
    else:
        moment = it.regional.compiled_at
    return localtime(moment).date()
