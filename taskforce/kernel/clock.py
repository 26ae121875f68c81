"""The one place that knows what time it is."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

if TYPE_CHECKING:
    from collections.abc import Iterator

_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)


def now() -> datetime:
    """Return the present moment in UTC; on the fixed day of a demonstration, the real time of that day."""
    if (moment := _moment.get()) is not None:
        return moment
    real = timezone.now()
    if settings.TASKFORCE_TODAY is None:
        return real
    local = timezone.localtime(real)
    day: date = settings.TASKFORCE_TODAY
    return local.replace(year=day.year, month=day.month, day=day.day).astimezone(UTC)


def today() -> date:
    """Return the present day where the people are."""
    return timezone.localtime(now()).date()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let it be another moment: for the demonstration's past and for tests only (a law checks who calls it)."""
    token = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(token)
