"""Meetings and decisions by the API."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch

from actions import services
from actions.models import AgendaItem, Attendance, Decision, Meeting
from actions.rest_meetings import AttendanceGiven, DecisionChanged, DecisionGiven, DecisionTold, MeetingTold, OneMeetingTold
from taskforce import roles
from taskforce.rest import Below, Noun, a_choice, a_code, act


class Meetings(Noun):
    """Meetings of task forces; one of them with its agenda and who was there."""

    model, serializer_class, one_serializer_class = Meeting, MeetingTold, OneMeetingTold
    by = {"reference": "workspace__reference", "number": "number"}
    orderings = ("-starts_at", "id")
    filters = {"workspace": a_code("workspace__reference"), "state": a_choice("state", Meeting.State.choices)}

    def gathered(self, rows: Any) -> Any:
        """With where; and, of one, with the points its reader may read."""
        rows = rows.select_related("workspace")
        if self.action == "list":
            return rows
        points = AgendaItem.objects.visible_to(self.person).select_related("organisation", "workspace")
        attended = Attendance.objects.visible_to(self.person).select_related("organisation")
        return rows.prefetch_related(Prefetch("agenda", points), Prefetch("attendance", attended))

    @act(AttendanceGiven, changes=False)
    def attend(self, meeting: Meeting, **given: Any) -> Meeting:
        """Write down which organisations were there."""
        return services.record_attendance(by=self.person, meeting=meeting, **given)


class Decisions(Noun):
    """What meetings decided, as far as the token's seat reads it; what is restricted is noted as read."""

    model, serializer_class = Decision, DecisionTold
    by = {"pk": "pk"}
    orderings = ("id",)
    filters = {"workspace": a_code("workspace__reference"), "axis": a_choice("axis", roles.Axis.choices)}

    def gathered(self, rows: Any) -> Any:
        """With where they were taken."""
        return rows.select_related("workspace", "meeting", "organisation")

    @act(DecisionGiven, below=Below(Meeting, Meetings.by))
    def create(self, meeting: Meeting, **given: Any) -> Decision:
        """Write down a decision."""
        return services.record_decision(by=self.person, meeting=meeting, **given)

    @act(DecisionChanged)
    def change(self, decision: Decision, **given: Any) -> Decision:
        """Correct the words of a decision before the meeting is closed."""
        return services.amend_decision(by=self.person, decision=decision, text=given.get("text", decision.text))
