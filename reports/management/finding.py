"""Finding the report a command is about."""

from __future__ import annotations

from django.core.management.base import CommandError

from reports.models import RegionalReport, Version


def found(reference: str, version: int | None) -> Version | RegionalReport:
    """Find a version by its report and number, or a regional report by its reference; the accepted one where no number is given."""
    regional, versions = RegionalReport.objects.filter(reference=reference), Version.objects.filter(report__reference=reference)
    wanted = versions.filter(number=version) if version else versions.filter(accepted_at__isnull=False).order_by("-number")
    it: Version | RegionalReport | None = wanted.first() or (None if version else regional.first())
    if it is None:
        raise CommandError(f"There is no {reference}{f' version {version}' if version else ''}.")
    return it
