"""How meetings and decisions are told, and what is given to minute them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from actions.models import AgendaItem, Attendance, Decision, Meeting
from taskforce.models import Organisation
from taskforce.rest import Given, Of, Told, code_of, reference_of


class AttendanceTold(Told):
    """Whether an organisation was there."""

    organisation = code_of("organisation.code")

    class Meta:
        model = Attendance
        fields = ("organisation", "state")


class MeetingTold(Told):
    """A meeting."""

    workspace = reference_of("workspace.reference")

    class Meta:
        model = Meeting
        fields = ("workspace", "number", "title", "starts_at", "ends_at", "place", "state", "sequence", "called_at", "closed_at")


class PointTold(Told):
    """A point on the agenda."""

    organisation = code_of("organisation.code")

    class Meta:
        model = AgendaItem
        fields = ("id", "position", "text", "axis", "tier", "organisation", "state")


class OneMeetingTold(MeetingTold):
    """A meeting with its agenda, as far as it is read, and who was there."""

    agenda = PointTold(many=True, read_only=True)
    attendance = AttendanceTold(many=True, read_only=True)

    class Meta(MeetingTold.Meta):
        fields = (*MeetingTold.Meta.fields, "agenda", "attendance")  # type: ignore[assignment]


class DecisionTold(Told):
    """What a meeting decided."""

    workspace = reference_of("workspace.reference")
    meeting = serializers.IntegerField(read_only=True, source="meeting.number")
    item = serializers.IntegerField(read_only=True, source="item_id", allow_null=True)
    organisation = code_of("organisation.code")

    class Meta:
        model = Decision
        fields = ("id", "workspace", "meeting", "item", "text", "axis", "tier", "organisation")


class Attended(Given):
    """Whether one organisation was there."""

    organisation = Of(Organisation)
    state = serializers.ChoiceField(choices=Attendance.State.choices)


class AttendanceGiven(Given):
    """Whether each organisation was there."""

    states = Attended(many=True)

    def validate_states(self, value: list[dict[str, Any]]) -> dict[Organisation, str]:
        """Take the last word on each organisation."""
        return {one["organisation"]: one["state"] for one in value}


class DecisionGiven(Given):
    """What was decided, on a point of the agenda or besides."""

    text = serializers.CharField(max_length=2000)
    item = Of(AgendaItem, "id", required=False, allow_null=True)


class DecisionChanged(Given):
    """Other words for a decision."""

    text = serializers.CharField(max_length=2000)
