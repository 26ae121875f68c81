"""The calendar somebody subscribes to: days and where to read more, no names and no contents. Whoever knows its address reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import override
from icalendar import Calendar, Event

from taskforce.kernel import clock
from taskforce.models import Feed, User

PAST, AHEAD = timedelta(days=92), timedelta(days=732)
MOST = 500
EVERY = timedelta(hours=1)


@dataclass(frozen=True)
class Mark:
    """One thing in a calendar: a title without contents, where it is told, and its day, or its beginning and its end.

    ``uid`` is given by what has one elsewhere, in the mail of an invitation; ``changed`` by what knows when it last became what it is.
    """

    title: str | Promise
    path: str
    begins: date | datetime
    ends: datetime | None = None
    uid: str = ""
    changed: datetime | None = None
    sequence: int = 0

    @property
    def stamp(self) -> datetime:
        """When it became what it is; else its own day: what is written here changes with the mark and with nothing else."""
        moment = self.changed or self.begins
        return moment.astimezone(UTC) if isinstance(moment, datetime) else datetime(moment.year, moment.month, moment.day, tzinfo=UTC)


CALENDAR: dict[str, Callable[[User, date, date], Iterable[Mark]]] = {}
"""What stands in a calendar: for a person, from one day to another; filled from every app's ``findable``. Only what is not restricted."""


def holder(token: str) -> User | None:
    """Find whose calendar an address is, while it lives and they hold a seat; a part that takes a second factor needs one here too."""
    feed: Feed | None = Feed.objects.bearing(token)
    person: User | None = User.objects.holding(feed.person_id, feed.epoch) if feed else None
    if person is None or not person.mandates.held:
        return None
    return None if person.mandates.ask_second_factor and not person.factors.exists() else person


def marks(person: User) -> list[tuple[str, Mark]]:
    """List what stands in somebody's calendar, the earliest first, each with the number it keeps when its day moves."""
    since, until = clock.today() - PAST, clock.today() + AHEAD
    found = [(one.uid or _number(kind, one), one) for kind, part in CALENDAR.items() for one in part(person, since, until)]
    return sorted(found, key=lambda one: (f"{one[1].begins:%Y-%m-%d %H:%M}", one[0]))[-MOST:]


def _number(kind: str, mark: Mark) -> str:
    """Make it of what it is and of its address, which stay: a key of the database would tell how many others there are."""
    return f"{uuid5(NAMESPACE_URL, f'{settings.SITE}{mark.path}#{kind}')}@taskforce"


def written(person: User) -> bytes:
    """Write somebody's calendar in their language: the same bytes as long as what they would read is the same."""
    calendar = Calendar()
    for name, value in (("prodid", "-//Taskforce//EN"), ("version", "2.0"), ("method", "PUBLISH"), ("x-wr-calname", "Taskforce")):
        calendar.add(name, value)
    calendar.add("refresh-interval", EVERY, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    with override(person.language):
        for uid, one in marks(person):
            calendar.add_component(_event(uid, one))
    return bytes(calendar.to_ical())


def _event(uid: str, mark: Mark) -> Event:
    event = Event()
    event.add("uid", uid)
    for name, value in _properties(mark):
        event.add(name, value)
    return event


def _properties(mark: Mark) -> Iterator[tuple[str, Any]]:
    address = settings.SITE + mark.path
    timed = isinstance(mark.begins, datetime)
    yield from (("dtstamp", mark.stamp), ("sequence", mark.sequence), ("summary", str(mark.title)))
    yield "dtstart", mark.begins.astimezone(UTC) if isinstance(mark.begins, datetime) else mark.begins
    if mark.ends is not None:
        yield "dtend", mark.ends.astimezone(UTC)
    yield from (("url", address), ("description", address), ("class", "PRIVATE"), ("transp", "OPAQUE" if timed else "TRANSPARENT"))
