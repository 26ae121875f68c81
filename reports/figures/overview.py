"""Many reports at a glance: where each stands, as far as its reader may know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.utils.translation import gettext as _

from reports.drafting import latest
from reports.figures.content import local_day
from reports.figures.reading import Mark, status
from reports.models import Report, Version
from taskforce.models import User

TONES = {"due": "todo", "draft": "info", "submitted": "info", "returned": "warn", "accepted": "done"}


@dataclass(frozen=True)
class ReportRow:
    """One report: its state, the newest signed version the reader sees, and how its axes stand there."""

    report: Report
    state: Mark
    version: int | None
    received: date | None
    accepted: date | None
    axes: tuple[Mark, ...]

    @property
    def is_returned(self) -> bool:
        """Whether the task force is mending it."""
        return self.report.state == Report.State.RETURNED


@dataclass(frozen=True)
class Summary:
    """How many of the reports have come in, and what became of them."""

    total: int
    received: int
    returned: int
    accepted: int
    late: int

    @classmethod
    def of(cls, rows: Sequence[ReportRow]) -> Summary:
        """Count the rows."""
        return cls(
            total=len(rows),
            received=sum(row.received is not None for row in rows),
            returned=sum(row.is_returned for row in rows),
            accepted=sum(row.accepted is not None for row in rows),
            late=sum(row.report.is_late for row in rows),
        )


def rows_of(person: User, reports: QuerySet[Report], *, with_axes: bool = False) -> list[ReportRow]:
    """Tell the reports a person sees, each with the newest signed version among those the person may read. Two queries.

    ``with_axes`` reads the frozen contents too, to say how the axes stand.
    """
    newest = Version.objects.filter(report=OuterRef("pk")).order_by("-number")
    signed = Version.objects.visible_to(person).filter(signed_at__isnull=False)
    told = Prefetch("versions", signed if with_axes else signed.defer("content"), to_attr="signed_versions")
    found = reports.select_related("hotspot", "period__workspace", "accepted").defer("accepted__content")
    rows = found.annotate(last_signed=Subquery(newest.values("signed_at")[:1])).prefetch_related(told)
    return [_row(report, with_axes=with_axes) for report in rows]


def _row(report: Any, *, with_axes: bool) -> ReportRow:
    shown = report.signed_versions[-1] if report.signed_versions else None
    return ReportRow(
        report=report,
        state=mark_of(report, signed=report.last_signed is not None),
        version=shown.number if shown else None,
        received=local_day(shown.signed_at) if shown else None,
        accepted=local_day(report.accepted.accepted_at) if report.accepted else None,
        axes=tuple(status(axis["status"]) for axis in shown.content["axes"]) if shown and with_axes else (),
    )


def state_of(report: Report) -> Mark:
    """Say where one report stands."""
    version = latest(report)
    return mark_of(report, signed=version is not None and version.signed_at is not None)


def mark_of(report: Report, *, signed: bool) -> Mark:
    """Say where a report stands; submitted and not signed, it waits for the chair."""
    if report.state == Report.State.SUBMITTED and not signed:
        return Mark("info", _("To sign"))
    return Mark(TONES[report.state], str(Report.State(report.state).label))
