"""Periods, reports, versions and their figures, remarks, regional reports and papers by the API."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from rest_framework.response import Response

from actions.rest import Nothing
from reports import services
from reports.figures.telling import figures_in, rows_in
from reports.models import Document, Period, RegionalReport, Remark, Report, Version
from reports.rest import (
    DocumentTold,
    FiguresTold,
    OneRegionalTold,
    OneVersionTold,
    PeriodTold,
    RegionalTold,
    RemarkGiven,
    RemarkTold,
    ReportTold,
    TextsGiven,
    VersionTold,
)
from taskforce.rest import AnyForm, Below, Noun, a_choice, a_code, act, reading
from taskforce.sheets import Table, table_file

WHERE = a_code("workspace__reference")
OF_VERSION = {"reference": "report__reference", "number": "number"}


class Periods(Noun):
    """Spans of time reports are about, for those who sit in the cell."""

    model, serializer_class = Period, PeriodTold
    by = {"reference": "workspace__reference", "code": "code"}
    orderings = ("-until", "code")
    filters = {"workspace": WHERE}

    def gathered(self, rows: Any) -> Any:
        """With whose they are."""
        return rows.select_related("workspace")


class Reports(Noun):
    """Progress reports, and which of their versions are read."""

    model, serializer_class = Report, ReportTold
    orderings = ("reference",)
    filters = {"workspace": WHERE, "period": a_code("period__code"), "hotspot": a_code("hotspot__reference")}

    def gathered(self, rows: Any) -> Any:
        """With the versions its reader may read."""
        versions = Version.objects.visible_to(self.person).defer("content")
        return rows.select_related("workspace", "hotspot", "period").prefetch_related(Prefetch("versions", versions))

    @act(Nothing)
    def start(self, report: Report) -> Report:
        """Begin the first version of a report that is due."""
        return services.start_report(by=self.person, report=report).report

    @act(Nothing)
    def submit(self, report: Report) -> Report:
        """Freeze texts and figures as they stand, and hand them to the chair."""
        return services.submit(by=self.person, report=report).report


class Versions(Noun):
    """Versions of reports; one of them with all it has frozen."""

    model, serializer_class, one_serializer_class = Version, VersionTold, OneVersionTold
    by = OF_VERSION
    orderings = ("id",)
    filters = {"workspace": WHERE, "report": a_code("report__reference"), "period": a_code("report__period__code")}

    def gathered(self, rows: Any) -> Any:
        """With their report."""
        rows = rows.select_related("report", "workspace")
        return rows.defer("content") if self.action == "list" else rows

    @act(TextsGiven)
    def change(self, version: Version, **texts: str) -> Version:
        """Write some of the texts that are open."""
        return services.write_sections(by=self.person, version=version, **texts)


class Figures(Noun):
    """The frozen figures of a version, as they are printed: unit, qualifier and status beside each."""

    model, serializer_class = Version, FiguresTold
    by = OF_VERSION
    content_negotiation_class = AnyForm

    def gathered(self, rows: Any) -> Any:
        """Those that have frozen something."""
        return rows.filter(content__isnull=False).select_related("report")

    @reading
    def retrieve(self, *_request: Any, **_where: Any) -> Response:
        """Give them as data."""
        return Response({"figures": list(figures_in(self.get_object().content))})

    @reading
    def as_csv(self, *_request: Any, **_where: Any) -> HttpResponse:
        """Give them as a CSV, in the language asked for."""
        return self._file("csv")

    @reading
    def as_xlsx(self, *_request: Any, **_where: Any) -> HttpResponse:
        """Give them as a workbook, in the language asked for."""
        return self._file("xlsx")

    def _file(self, kind: str) -> HttpResponse:
        version = self.get_object()
        columns = [_("Axis"), _("Code"), _("Measure"), _("Value"), _("Unit"), _("Qualifier"), _("Status"), _("Below"), _("Target")]
        table = Table(f"{version.report.reference} v{version.number}", columns, rows_in(version.content))
        return table_file(f"{version.report.reference}-v{version.number}", kind, [table])


class Remarks(Noun):
    """Remarks of the cell, and what was answered."""

    model, serializer_class = Remark, RemarkTold
    by = {"pk": "pk"}
    orderings = ("id",)
    filters = {"workspace": WHERE, "report": a_code("version__report__reference"), "state": a_choice("state", Remark.State.choices)}

    def gathered(self, rows: Any) -> Any:
        """With the version they were made on."""
        return rows.select_related("version__report").defer("version__content")

    @act(RemarkGiven, below=Below(Version, OF_VERSION))
    def create(self, version: Version, **given: Any) -> Remark:
        """Remark on a part of the version under review."""
        return services.remark(by=self.person, version=version, **given)


class RegionalReports(Noun):
    """Regional reports; one of them with all it has frozen."""

    model, serializer_class, one_serializer_class = RegionalReport, RegionalTold, OneRegionalTold
    orderings = ("reference",)
    filters = {"workspace": WHERE, "period": a_code("period__code"), "state": a_choice("state", RegionalReport.State.choices)}

    def gathered(self, rows: Any) -> Any:
        """With their period."""
        rows = rows.select_related("workspace", "period")
        return rows.defer("content") if self.action == "list" else rows


class Documents(Noun):
    """Papers as they were printed, with the digest that proves each."""

    model, serializer_class = Document, DocumentTold
    by = {"code": "code"}
    orderings = ("id",)
    filters = {"workspace": WHERE, "language": a_choice("language", Document.LANGUAGES), "report": a_code("version__report__reference")}

    def gathered(self, rows: Any) -> Any:
        """With what they print."""
        return rows.select_related("version__report", "regional").defer("version__content", "regional__content")


class Papers(Documents):
    """The pages of papers."""

    content_negotiation_class = AnyForm

    @reading
    def retrieve(self, *_request: Any, **_where: Any) -> HttpResponse:
        """Give the pages, as they were printed."""
        it = get_object_or_404(self.get_queryset().select_related("blob"), code=self.kwargs["code"])
        headers = {"Content-Disposition": f'attachment; filename="{it.file_name}"'}
        return HttpResponse(it.contents, content_type="application/pdf", headers=headers)
