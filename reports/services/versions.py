"""What the services on reports share: a report read again under lock, and the next version of its texts."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from reports.drafting import latest
from reports.models import Report, Version


def locked(report: Report) -> Report:
    """Read a report again and keep others from moving it."""
    found: Report = Report.objects.select_for_update().get(pk=report.pk)
    return found


def current(report: Report) -> Version:
    """Return the version worked on; a rule has seen that there is one."""
    version = latest(report)
    assert version is not None  # noqa: S101  # the rule before this saw it
    return version


def next_version(report: Report, reason: str) -> Version:
    """Begin a new version with the texts of the one before it, for a reason."""
    before = current(report)
    texts = {section: getattr(before, section) for section in Version.SECTIONS}
    opened = before.opened if before.signed_at is None else []
    return Version.objects.create(
        workspace=report.workspace, report=report, number=before.number + 1, reason=reason, opened=opened, **texts
    )


def said(text: str, *, most: int = 1200) -> str:
    """Return words somebody must write, or say that they are missing or too long."""
    text = text.strip()
    if not text:
        raise ValidationError(_("Write at least one sentence."))
    if len(text) > most:
        raise ValidationError(_("Shorten this text to %(most)d characters.") % {"most": most})
    return text
