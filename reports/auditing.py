"""Whether a report says what it should: its contents computed again from the history before it was frozen, and compared."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Q

from reports.figures import content_of, in_schema, regional_content_of
from reports.models import Period, RegionalReport, Report, Version
from reports.services.periods import reporting_hotspots
from taskforce.kernel.canon import canonical
from taskforce.kernel.journal import Act
from taskforce.models import Workspace
from taskforce.scratch import as_before

FROZEN_BY = {Version: "reports.submit", RegionalReport: "reports.compile_regional"}


class CannotTell(RuntimeError):
    """Nothing is frozen, or the act that froze it is not in the history."""


def differences(it: Version | RegionalReport) -> list[str]:
    """List the paths at which frozen contents and contents computed again differ. Raises CannotTell."""
    if not it.content:
        raise CannotTell(f"{it} has frozen nothing yet.")
    again = _regional_again(it) if isinstance(it, RegionalReport) else _again(it)
    return list(compared(it.content, json.loads(canonical(again))))


def compared(one: Any, other: Any, path: str = "") -> Iterator[str]:
    """Name the paths at which two contents differ."""
    if isinstance(one, dict) and isinstance(other, dict):
        for name in sorted({*one, *other}):
            yield from compared(one.get(name), other.get(name), f"{path}.{name}" if path else name)
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for place, (this, that) in enumerate(zip(one, other, strict=True)):
            yield from compared(this, that, f"{path}[{place}]")
    elif one != other:
        yield path


def _again(it: Version) -> dict[str, Any]:
    with as_before(_act(it).pk, _instant(it), _rooms(it.workspace)):
        version = Version.objects.select_related("report").get(pk=it.pk)
        return content_of(version.report, version)


def _regional_again(it: RegionalReport) -> dict[str, Any]:
    with as_before(_act(it).pk, _instant(it), _rooms(it.workspace)):
        period = Period.objects.get(pk=it.period_id)
        reports = list(Report.objects.filter(period=period).select_related("accepted", "hotspot", "workspace").order_by("reference"))
        words = {"text": it.content["text"], **it.content.get("synthesis", {})}
        made = regional_content_of(period, it.number, reports, list(reporting_hotspots(period)), words)
        return in_schema(made, it.content["schema"])


def _act(it: Version | RegionalReport) -> Act:
    """Find the act that froze it."""
    history: Any = type(it).history
    row = history.filter(id=it.pk, act__code=FROZEN_BY[type(it)]).select_related("act").order_by("history_id").first()
    if row is None:
        raise CannotTell(f"The history does not say which act froze {it}.")
    found: Act = row.act
    return found


def _instant(it: Version | RegionalReport) -> datetime:
    content: Any = it.content
    return datetime.fromisoformat(content["as_of"])


def _rooms(workspace: Workspace) -> set[int]:
    """Name the workspaces whose rows a report is made of: its own, those above it, and those below a cell."""
    near = Q(pk=workspace.pk) | Q(parent=workspace) | Q(children=workspace) | Q(children__children=workspace)
    return set(Workspace.objects.filter(near).values_list("pk", flat=True))
