"""How reports are told, and what is given to write and review them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from reports.drafting import told_to
from reports.figures.telling import told
from reports.models import Document, Period, RegionalReport, Remark, Report, Version
from taskforce.rest import Given, Names, Told, code_of, reference_of


class PeriodTold(Told):
    """A span of time reports are about."""

    workspace = reference_of("workspace.reference")

    class Meta:
        model = Period
        fields = ("workspace", "code", "since", "until", "due", "note_fr", "note_nl", "note_en")


class ReportTold(Told):
    """One hotspot's progress over one period, as its reader may know of it."""

    workspace = reference_of("workspace.reference")
    hotspot = reference_of("hotspot.reference")
    period = code_of("period.code")
    since = serializers.DateField(read_only=True, source="period.since")
    until = serializers.DateField(read_only=True, source="period.until")
    due = serializers.DateField(read_only=True, source="period.due")
    state = serializers.SerializerMethodField()
    versions = serializers.SlugRelatedField(slug_field="number", many=True, read_only=True)  # type: ignore[var-annotated]

    class Meta:
        model = Report
        fields = ("reference", "workspace", "hotspot", "period", "since", "until", "due", "state", "versions")

    def get_state(self, report: Report) -> str:
        """Where it stands for its reader: to the council an accepted one stays accepted."""
        return str(told_to(self.context["request"].user, report))


class VersionTold(Told):
    """One version: its texts, and how far it has come."""

    report = reference_of("report.reference")

    class Meta:
        model = Version
        fields = ("report", "number", *Version.SECTIONS, "digest", "submitted_at", "signed_at", "accepted_at", "reserve")


class OneVersionTold(VersionTold):
    """One version with what it has frozen; nothing before its submission."""

    content = serializers.SerializerMethodField()

    class Meta(VersionTold.Meta):
        fields = (*VersionTold.Meta.fields, "content")  # type: ignore[assignment]

    def get_content(self, version: Version) -> dict[str, Any] | None:
        """What was frozen, each figure as it is printed."""
        found: dict[str, Any] | None = told(version.content)
        return found


class FigureTold(serializers.Serializer[Any]):
    """One figure as it is printed: without a value, its status says why."""

    axis = serializers.CharField()
    measure = serializers.CharField()
    names = Names()
    value = serializers.CharField(allow_null=True)
    unit = serializers.CharField()
    qualifier = serializers.CharField()
    status = serializers.CharField()
    below = serializers.IntegerField(allow_null=True)
    target = serializers.CharField(allow_null=True)


class FiguresTold(serializers.Serializer[Any]):
    """The figures of a version."""

    figures = FigureTold(many=True)


class RemarkTold(Told):
    """What a reviewer asks to have mended, and the answer."""

    report = reference_of("version.report.reference")
    version = serializers.IntegerField(read_only=True, source="version.number")

    class Meta:
        model = Remark
        fields = ("id", "report", "version", "section", "anchor", "text", "internal", "state", "answer")


class RegionalTold(Told):
    """What the accepted reports of a period say together."""

    workspace = reference_of("workspace.reference")
    period = code_of("period.code")

    class Meta:
        model = RegionalReport
        fields = ("reference", "workspace", "period", "number", "state", "text", "digest", "compiled_at", "session_on", "decision")


class OneRegionalTold(RegionalTold):
    """One regional report with what it has frozen."""

    content = serializers.SerializerMethodField()

    class Meta(RegionalTold.Meta):
        fields = (*RegionalTold.Meta.fields, "content")  # type: ignore[assignment]

    def get_content(self, regional: RegionalReport) -> dict[str, Any]:
        """What was frozen, each figure as it is printed."""
        found: dict[str, Any] = told(regional.content)
        return found


class DocumentTold(Told):
    """A paper as it was printed, once."""

    report = reference_of("version.report.reference")
    version = serializers.IntegerField(read_only=True, source="version.number", allow_null=True)
    regional = reference_of("regional.reference")

    class Meta:
        model = Document
        fields = ("code", "report", "version", "regional", "language", "final", "pages", "size", "sha256")


class TextsGiven(Given):
    """Some of the texts of a version."""

    security = serializers.CharField(required=False, allow_blank=True)
    prevention = serializers.CharField(required=False, allow_blank=True)
    neighbourhood = serializers.CharField(required=False, allow_blank=True)
    difficulties = serializers.CharField(required=False, allow_blank=True)
    decisions = serializers.CharField(required=False, allow_blank=True)


class RemarkGiven(Given):
    """What is asked to be mended, on a part of the report or on one of its figures or actions."""

    section = serializers.ChoiceField(choices=Remark.Section.choices)
    text = serializers.CharField(max_length=1200)
    internal = serializers.BooleanField(required=False)
    anchor = serializers.CharField(max_length=80, required=False)
