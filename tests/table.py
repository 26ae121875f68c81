"""Meetings and what hangs on them, as tests need them: by direct writes inside an open act."""

from __future__ import annotations

from datetime import date, datetime
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from actions.models import AgendaItem, Attendance, Commitment, Decision, Meeting, MeetingFile
from taskforce.kernel import clock
from taskforce.kernel.acts import acting
from taskforce.models import Blob, Organisation, User, Workspace

BRUSSELS = ZoneInfo("Europe/Brussels")
DAYS = {"draft": "2024-12-05", "called": "2024-11-21", "held": "2024-11-14", "closed": "2024-10-10", "cancelled": "2024-11-28"}
"""The day of the meeting in each state; today is 15 November 2024."""


def an_hour(day: str, hour: str = "14:00") -> datetime:
    """Name an hour of a day, in Brussels."""
    return datetime.fromisoformat(f"{day} {hour}").replace(tzinfo=BRUSSELS)


def a_meeting(workspace: Workspace, state: str = "draft", **given: Any) -> Meeting:
    """A meeting in a state, with one point everybody reads."""
    day = given.pop("day", DAYS[state])
    made: dict[str, Any] = {"called_at": clock.now()} if state in {"called", "held", "closed"} else {}
    made |= {"closed_at": clock.now()} if state == "closed" else {}
    made |= {"title": "Table", "place": "Town hall", "starts_at": an_hour(day), "ends_at": an_hour(day, "16:00")}
    number = Meeting.objects.filter(workspace=workspace).count() + 1
    it = Meeting.objects.create(workspace=workspace, number=number, state=state, **{**made, **given})
    a_point(it, "NORD", "Streets and squares")
    return it


def a_point(meeting: Meeting, organisation: str, text: str = "A point", tier: str = "workspace", axis: str = "") -> AgendaItem:
    """A point put on an agenda."""
    body = Organisation.objects.get(code=organisation)
    position = AgendaItem.objects.filter(meeting=meeting, tier=tier).count() + 1
    given = {"position": position, "text": text, "tier": tier, "axis": axis, "organisation": body}
    return AgendaItem.objects.create(workspace=meeting.workspace, meeting=meeting, **given)


def a_decision(meeting: Meeting, organisation: str, text: str = "So decided", item: AgendaItem | None = None) -> Decision:
    """A decision, read as far as its point."""
    body = Organisation.objects.get(code=organisation)
    given = {"tier": item.tier, "axis": item.axis} if item else {}
    return Decision.objects.create(workspace=meeting.workspace, meeting=meeting, organisation=body, text=text, item=item, **given)


def attended(meeting: Meeting, organisation: str, state: str = "present") -> Attendance:
    """An organisation that was there, or was not."""
    body = Organisation.objects.get(code=organisation)
    return Attendance.objects.create(workspace=meeting.workspace, meeting=meeting, organisation=body, state=state)


def a_promise(meeting: Meeting, organisation: str, state: str = "proposed", **given: Any) -> Commitment:
    """A commitment in a state."""
    made: dict[str, Any] = {"accepted_at": clock.now()} if state not in {"proposed", "declined"} else {}
    made |= {"words": "Done, or not."} if state in {"declined", "kept", "not_kept"} else {}
    body = Organisation.objects.get(code=organisation)
    facts = {"what": "Mend the lamps of the square", "due": date(2024, 12, 1), **made, **given}
    return Commitment.objects.create(workspace=meeting.workspace, meeting=meeting, organisation=body, state=state, **facts)


def an_annex(meeting: Meeting, by: User, organisation: str, title: str = "Map", tier: str = "workspace", axis: str = "") -> MeetingFile:
    """A file of a meeting."""
    contents = title.encode()
    blob = Blob(sha256=sha256(contents).hexdigest(), contents=contents)
    Blob.objects.bulk_create([blob], ignore_conflicts=True)
    return MeetingFile.objects.create(
        workspace=meeting.workspace, meeting=meeting, axis=axis, tier=tier, organisation=Organisation.objects.get(code=organisation), author=by,
        attached_on=clock.today(), title=title, file_name=f"{title}.png", content_type="image/png", size=len(contents), sha256=blob.pk, blob=blob,
    )  # fmt: skip


def a_session(state: str = "held", day: str = "2024-11-14", region: str = "TST") -> Meeting:
    """A session of the council in a state, of that day: the one that is there, or a new one."""
    council = Workspace.objects.get(reference=f"{region}-COUNCIL")
    found: Meeting | None = Meeting.objects.filter(workspace=council, state=state, starts_at=an_hour(day)).first()
    if found is not None:
        return found
    with acting(User.objects.get(email="clerk@test.invalid"), "tests.arrange"):
        return a_meeting(council, state, day=day)
