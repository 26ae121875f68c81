"""The entry of a meeting in somebody's calendar: when, and where to read more; nothing of what it is about."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override
from icalendar import Calendar, Event, vCalAddress

from actions.models import Meeting
from taskforce.kernel import clock
from taskforce.models import User
from taskforce.notices import File

NAME = "meeting.ics"


def entry(meeting: Meeting, person: User) -> str:
    """Write the entry as iCalendar (RFC 5545, 5546): the same uid for ever, a sequence that grows with each change, moments in UTC."""
    cancelled = meeting.state == Meeting.State.CANCELLED
    calendar = Calendar()
    calendar.add("prodid", "-//Taskforce//meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancelled else "REQUEST")
    calendar.add_component(_event(meeting, person, "CANCELLED" if cancelled else "CONFIRMED"))
    written: bytes = calendar.to_ical()
    return written.decode()


def _event(meeting: Meeting, person: User, status: str) -> Event:
    event = Event()
    event.add("uid", uid_of(meeting))
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", clock.now().replace(microsecond=0))
    event.add("dtstart", meeting.starts_at)
    event.add("dtend", meeting.ends_at)
    with override(person.language):
        event.add("summary", _("Session of the council") if meeting.is_session else _("Task force meeting"))
    event.add("url", settings.SITE + meeting.get_absolute_url())
    event.add("description", settings.SITE + meeting.get_absolute_url())
    event.add("status", status)
    event.add("organizer", vCalAddress(f"mailto:{settings.DEFAULT_FROM_EMAIL}"))
    event.add("attendee", vCalAddress(f"mailto:{person.email}"), parameters={"role": "REQ-PARTICIPANT", "rsvp": "FALSE"})
    return event


def uid_of(meeting: Meeting) -> str:
    """Name a meeting for every calendar: by its address, which never changes."""
    return f"{meeting.workspace.reference}-meeting-{meeting.number}@{urlsplit(settings.SITE).hostname}"


def invitation(meeting: Meeting, person: User) -> File:
    """Make what comes with the mail: an invitation, or its cancellation."""
    method = "CANCEL" if meeting.state == Meeting.State.CANCELLED else "REQUEST"
    return File(NAME, entry(meeting, person), f"text/calendar; method={method}")
