"""The call of a meeting by mail: who is told, and the entry in each calendar."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes
from typing import Any

import pytest
from django.core import mail
from django.test import TestCase
from icalendar import Calendar

from actions import services
from actions.models import Meeting
from taskforce.kernel import clock
from taskforce.kernel.acts import acting
from tests.access.arrange import enter, put
from tests.cast import Cast
from tests.table import a_meeting, a_point, an_hour, attended

TABLE = {"mayor", "police", "prosecutor", "worker", "colleague", "association", "cleaning", "observer"}
MOVED: dict[str, Any] = {"starts_at": an_hour("2025-07-10", "09:30"), "ends_at": an_hour("2025-07-10", "11:00"), "place": "Library"}


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    """A meeting in preparation with an open and a restricted point."""
    with acting(cast.clerk, "tests.arrange"):
        it = a_meeting(cast.workspace("TST-01"), "draft")
        a_point(it, "POLICE", "Evenings", "axis", "security")
    return it


def post(name: str, **given: Any) -> list[Any]:
    """Do something and let the mails go; return them."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        getattr(services, name)(**given)
    sent, mail.outbox[:] = mail.outbox[:], []
    return sent


def entry_of(letter: Any) -> Any:
    """The calendar entry that comes with a mail, as a mail program reads it: its calendar and its event."""
    parts = [one for one in message_from_bytes(letter.message().as_bytes()).walk() if one.get_content_type() == "text/calendar"]
    assert len(parts) == 1
    calendar = Calendar.from_ical(parts[0].get_payload(decode=True))
    assert parts[0].get_param("method") == calendar["METHOD"]
    return calendar, calendar.events[0]


def test_everybody_at_the_table_is_called(cast: Cast, meeting: Meeting) -> None:
    """Each by a mail of their own, but whoever called; nobody from elsewhere, unsigned or expired. No word of what it is about."""
    sent = post("call_meeting", by=cast.coordinator, meeting=meeting)
    assert {one.to[0].partition("@")[0] for one in sent} == TABLE
    assert len(sent) == len(TABLE)
    for one in sent:
        text = one.message().as_string()
        assert one.subject == "TST-01 · 1 · 05/12/2024: come to the meeting"
        assert "/hotspots/TST-01/meetings/1/" in text
        assert not [word for word in ("Streets and squares", "Evenings", "Town hall", "Table") if word in text]


def test_the_entry_names_when_and_where_to_read_more(cast: Cast, meeting: Meeting) -> None:
    """METHOD:REQUEST, moments in UTC, the title of every meeting and a link."""
    calendar, event = entry_of(post("call_meeting", by=cast.coordinator, meeting=meeting)[0])
    assert calendar["METHOD"] == "REQUEST"
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == ("TST-01-meeting-1@127.0.0.1", 0, "CONFIRMED")
    assert event["DTSTART"].to_ical() == b"20241205T130000Z"
    assert event["DTEND"].dt == datetime(2024, 12, 5, 15, tzinfo=UTC)
    assert event["SUMMARY"] == "Task force meeting"
    assert event["URL"].endswith("/hotspots/TST-01/meetings/1/")
    assert event["DESCRIPTION"] == event["URL"]
    assert "LOCATION" not in event


def test_moved_and_cancelled_it_is_the_same_entry(cast: Cast, meeting: Meeting) -> None:
    """One uid for ever; the sequence grows; summer time is UTC too; a cancellation takes it out of calendars."""
    post("call_meeting", by=cast.coordinator, meeting=meeting)
    moved = post("move_meeting", by=cast.coordinator, meeting=meeting, reason="Works on site", **MOVED)
    assert {one.subject for one in moved} == {"TST-01 · 1 · 10/07/2025: the meeting is moved"}
    assert "Works on site" not in moved[0].message().as_string()
    calendar, event = entry_of(moved[0])
    assert (calendar["METHOD"], event["UID"], event["SEQUENCE"]) == ("REQUEST", "TST-01-meeting-1@127.0.0.1", 1)
    assert event["DTSTART"].to_ical() == b"20250710T073000Z"
    gone = post("cancel_meeting", by=cast.coordinator, meeting=meeting, reason="Snow")
    calendar, event = entry_of(gone[0])
    assert (calendar["METHOD"], event["STATUS"], event["UID"], event["SEQUENCE"]) == (
        "CANCEL",
        "CANCELLED",
        "TST-01-meeting-1@127.0.0.1",
        2,
    )


def test_everybody_reads_it_in_their_language(cast: Cast, meeting: Meeting) -> None:
    """The entry is written for one person, and addressed to them."""
    letter = next(one for one in post("call_meeting", by=cast.coordinator, meeting=meeting) if one.to == ["police@test.invalid"])
    _calendar, event = entry_of(letter)
    assert event["ATTENDEE"] == "mailto:police@test.invalid"
    assert event["ORGANIZER"].startswith("mailto:")


def test_a_call_that_was_overtaken_is_not_sent(cast: Cast, meeting: Meeting) -> None:
    """Cancelled before the mail went: only the cancellation goes."""
    services.call_meeting(by=cast.coordinator, meeting=meeting)
    sent = post("cancel_meeting", by=cast.coordinator, meeting=meeting, reason="Snow")
    assert {one.subject.partition(": ")[2] for one in sent} == {"the meeting is cancelled"}


def test_the_minutes_are_told_without_hurry(cast: Cast, meeting: Meeting) -> None:
    """They wait for the digest; everybody at the table is told."""
    with acting(cast.clerk, "tests.arrange"):
        put(meeting, state="held", called_at=clock.now())
        attended(meeting, "POLICE")
    assert post("close_meeting", by=cast.coordinator, meeting=meeting) == []
    assert cast.police.notices.get().kind == "actions.close_meeting"


def test_whoever_calls_may_fetch_the_entry(cast: Cast, meeting: Meeting) -> None:
    """As a file, once the meeting is called and until it is held."""
    address = f"{meeting.get_absolute_url()}meeting.ics"
    assert enter(cast.coordinator).get(address).status_code == 404
    services.call_meeting(by=cast.coordinator, meeting=meeting)
    answer = enter(cast.coordinator).get(address)
    assert answer["Content-Type"].startswith("text/calendar")
    assert Calendar.from_ical(answer.content).events[0]["UID"] == "TST-01-meeting-1@127.0.0.1"
