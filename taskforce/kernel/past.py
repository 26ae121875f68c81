"""How things stood at the end of a day: one thing, or any list."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Max

from taskforce.kernel import clock

LISTS: dict[str, tuple[str, ...]] = {}
"""The lists that can be read as of a day, and the fields each shows, by ``app.model``; filled from every app's ``words``."""


def as_of(rows: Any, day: date, **within: Any) -> Any:
    """Keep, of history rows within a workspace, how each thing stood at the end of a day; what was gone by then is left out.

    Order is by key and never by the clock, so the last row written by that evening counts. One pass over the index of the
    workspace finds the last of each, however often a thing was written.
    """
    known = rows.model._default_manager.filter(history_date__lt=clock.midnight_after(day), **within).order_by()
    last = known.values(rows.model.instance_type._meta.pk.attname).annotate(last=Max("history_id")).values("last")
    return rows.filter(history_id__in=last, **within).exclude(history_type="-")


def stood_on(versions: list[Any], day: date) -> Any:
    """Pick, of a thing's versions, the one that stood at the end of a day; None before it began and after it was gone."""
    known = [one for one in versions if one.history_date < clock.midnight_after(day)]
    return known[-1] if known and known[-1].history_type != "-" else None
