"""How the floor is told: workspaces, seats, organisations and notices."""

from __future__ import annotations

from rest_framework import serializers

from taskforce.models import Notice, Organisation, Seat, Workspace
from taskforce.rest.fields import Names, Told, code_of, reference_of


class WorkspaceTold(Told):
    """A task force, the cell or the council."""

    names = Names(read_only=True)
    notices = Names(read_only=True)
    area = code_of("area.code")

    class Meta:
        model = Workspace
        fields = (
            "reference", "kind", "names", "acronym", "area", "state", "convened_on", "legal_basis", "purpose", "rules", "since", "until",
            "notices",
        )  # fmt: skip


class SeatTold(Told):
    """Who sits where, for which organisation, as what."""

    workspace = reference_of("workspace.reference")
    person = serializers.CharField(read_only=True, source="person.name")
    organisation = code_of("organisation.code")
    title = code_of("title.code")

    class Meta:
        model = Seat
        fields = ("id", "workspace", "person", "organisation", "role", "axis", "title", "since", "until", "confirmed_on", "ended_on")


class OrganisationTold(Told):
    """A body of the directory."""

    names = Names(read_only=True)
    area = code_of("area.code")

    class Meta:
        model = Organisation
        fields = ("code", "kind", "names", "acronym", "axis", "area")


class NoticeTold(Told):
    """That something happened; what it was is read where it happened."""

    workspace = reference_of("workspace.reference")

    class Meta:
        model = Notice
        fields = ("id", "kind", "workspace", "urgent", "at", "seen_at")
