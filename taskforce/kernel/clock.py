"""The one place that knows what time it is."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
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


def midnight_before(day: date) -> datetime:
    """Return the moment a day begins where the people are."""
    return timezone.make_aware(datetime.combine(day, time.min))


def midnight_after(day: date) -> datetime:
    """Return the moment a day is over where the people are."""
    return midnight_before(day + timedelta(days=1))


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Let it be another moment: for the demonstration’s past, for what computes the past again, and for tests (a law checks who calls it)."""
    token = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(token)
