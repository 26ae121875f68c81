"""Lists: the reports one sees, the periods of a region, and the desk where a period is reviewed."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.http import HttpResponse

from reports import rules, tables, web_council
from reports.figures import Summary, desk_rows, rows_of
from reports.figures.overview import ReportRow
from reports.models import Period, RegionalReport, Report
from taskforce import roles
from taskforce.lists import show_list
from taskforce.models import User, Workspace
from taskforce.web import Request, reads, seen_by


@reads
def reports(request: Request) -> HttpResponse:
    """List the reports the person sees: a cell starts from its periods, the others from their reports."""
    told = _periods(request.user)
    rows = [] if told else rows_of(request.user, Report.objects.visible_to(request.user).order_by("-period__until", "reference"))
    regional = RegionalReport.objects.visible_to(request.user).select_related("period")
    given = {"rows": rows, "periods": told, "regional": regional, "cells": _cells(request.user)}
    made = [tables.of_periods(told)] if told else [tables.of_reports(rows)]
    return show_list(request, "reports/reports.html", given, [*made, tables.of_regional(regional)])


@reads
def periods(request: Request) -> HttpResponse:
    """List the periods of the regions whose cell the person sits in."""
    told = _periods(request.user)
    return show_list(request, "reports/periods.html", {"periods": told, "cells": _cells(request.user)}, [tables.of_periods(told)])


OFFERED = {"compile": "compile_regional", "remind": "remind", "open_due": "open_due_reports"}


@reads
def desk(request: Request, cell: str, code: str) -> HttpResponse:
    """Show one period: a line for each hotspot, and the regional reports compiled from them."""
    period = seen_by(request.user, Period, workspace__reference=cell, code=code)
    rows = desk_rows(request.user, Report.objects.visible_to(request.user).filter(period=period))
    regional = RegionalReport.objects.visible_to(request.user).filter(period=period).select_related("period")
    context = {
        "period": period,
        "rows": rows,
        "summary": Summary.of(rows),
        "axes": roles.Axis.labels,
        "regional": regional,
        **{f"may_{name}": getattr(rules, rule)(request.user, period) for name, rule in OFFERED.items()},
        "notice": period.workspace.notice,
        **web_council.asking(request.user, period),
    }
    made = [tables.of_desk(period, rows, roles.Axis.labels), tables.of_regional(regional)]
    return show_list(request, "reports/desk.html", context, made, where=period.workspace)


def _periods(person: User) -> list[tuple[Period, Summary]]:
    found = Period.objects.visible_to(person).select_related("workspace")
    grouped: dict[int, list[ReportRow]] = defaultdict(list)
    for row in rows_of(person, Report.objects.visible_to(person).filter(period__in=found)):
        grouped[row.report.period_id].append(row)
    return [(period, Summary.of(grouped[period.pk])) for period in found]


def _cells(person: User) -> Any:
    """List the cells on whose behalf the person opens periods."""
    return Workspace.objects.visible_to(person).filter(kind=roles.Kind.CELL, pk__in=person.mandates.where(roles.COMPILE))
