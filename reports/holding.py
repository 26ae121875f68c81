"""What a report that was submitted holds: the entries its frozen figures were made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from reports.models import Version

if TYPE_CHECKING:
    from datetime import datetime

    from actions.models import Entry


def holds(entry: Entry, logged: datetime) -> str:
    """Say why an entry stays: its figures were frozen after it was logged; nothing where no report holds it."""
    frozen = Version.objects.filter(workspace=entry.workspace_id, submitted_at__gte=logged)
    held = frozen.filter(report__period__since__lte=entry.day, report__period__until__gte=entry.day).exists()
    return _("A report that was submitted holds this entry. Correct the entry instead.") if held else ""
