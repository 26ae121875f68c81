"""Many reports at a glance: where each stands, as far as its reader may know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Max, OuterRef, Prefetch, QuerySet, Subquery
from django.utils.translation import gettext as _

from hotspots import orders
from reports.drafting import latest, told_to
from reports.figures.content import local_day
from reports.figures.reading import Mark, status
from reports.models import Report, Version
from taskforce.kernel import clock
from taskforce.models import User

TONES = {"due": "todo", "draft": "info", "submitted": "info", "returned": "warn", "accepted": "done", "skipped": "off"}


@dataclass(frozen=True)
class ReportRow:
    """One report: its state, the newest signed version the reader sees, and how its axes stand there."""

    report: Report
    told: Report.State
    state: Mark
    version: int | None
    received: date | None
    accepted: date | None
    axes: tuple[Mark, ...]
    returned: date | None = None
    late_actions: int | None = None
    expiring: tuple[orders.Line, ...] = ()

    @property
    def is_skipped(self) -> bool:
        """Whether the cell no longer waits for it."""
        return self.told == Report.State.SKIPPED

    @property
    def is_returned(self) -> bool:
        """Whether the task force is mending it."""
        return self.told == Report.State.RETURNED

    @property
    def is_late(self) -> bool:
        """Whether the cell still waits for it past its day, as far as its reader may know."""
        return self.told != Report.State.ACCEPTED and self.report.is_late


@dataclass(frozen=True)
class Summary:
    """How many of the reports have come in, and what became of them."""

    total: int
    received: int
    returned: int
    accepted: int
    late: int
    skipped: int

    @classmethod
    def of(cls, rows: Sequence[ReportRow]) -> Summary:
        """Count the rows."""
        return cls(
            total=len(rows),
            received=sum(row.received is not None for row in rows),
            returned=sum(row.is_returned for row in rows),
            accepted=sum(row.accepted is not None for row in rows),
            late=sum(row.is_late for row in rows),
            skipped=sum(row.is_skipped for row in rows),
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
    return [_row(report, told_to(person, report), with_axes=with_axes) for report in rows]


def _row(report: Any, told: Report.State, *, with_axes: bool) -> ReportRow:
    shown = report.signed_versions[-1] if report.signed_versions else None
    return ReportRow(
        report=report,
        told=told,
        state=mark_of(told, signed=report.last_signed is not None),
        version=shown.number if shown else None,
        received=local_day(shown.signed_at) if shown else None,
        accepted=local_day(report.accepted.accepted_at) if report.accepted else None,
        axes=tuple(status(axis["status"]) for axis in shown.content["axes"]) if shown and with_axes else (),
        late_actions=sum(axis["counts"]["late"] for axis in shown.content["axes"]) if shown and with_axes else None,
    )


def desk_rows(person: User, reports: QuerySet[Report]) -> list[ReportRow]:
    """Tell the reports of a desk, with the day each was last returned and the orders about to expire on its ground. Seven queries."""
    rows = rows_of(person, reports, with_axes=True)
    keys, rooms = [row.report.pk for row in rows], [row.report.workspace_id for row in rows]
    past: Any = Report.history.filter(id__in=keys, state=Report.State.RETURNED)
    returned = dict(past.order_by().values_list("id").annotate(Max("history_date")))
    ending: dict[int, list[orders.Line]] = defaultdict(list)
    for line in orders.expiring(rooms, clock.today(), orders.SOON):
        for place in line.places:
            ending[place.workspace_id].append(line)
    given = [(row, local_day(returned.get(row.report.pk)), tuple(ending[row.report.workspace_id])) for row in rows]
    return [replace(row, returned=day, expiring=lines) for row, day, lines in given]


def state_of(person: User, report: Report) -> Mark:
    """Say where one report stands for its reader."""
    version = latest(report)
    return mark_of(told_to(person, report), signed=version is not None and version.signed_at is not None)


def mark_of(state: Report.State, *, signed: bool) -> Mark:
    """Say a state of a report; submitted and not signed, it waits for the chair."""
    if state == Report.State.SUBMITTED and not signed:
        return Mark("info", _("To sign"))
    return Mark(TONES[state], str(state.label))
