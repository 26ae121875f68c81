"""Whose meetings an address is about: a hotspot's task force, or the council of a region."""

from __future__ import annotations

from django.urls import register_converter

COUNCIL = "-COUNCIL"
"""How the reference of every council ends: it is given when the region is opened, and never changes."""


class Room:
    """``hotspots/BRU-04`` or ``council/BRU-COUNCIL``: known by its reference alone."""

    regex = f"hotspots/[^/]+|council/[^/]+{COUNCIL}"

    def to_python(self, value: str) -> str:
        """Give the reference; a council has one address, not two."""
        room, _slash, reference = value.partition("/")
        if room != self._room(reference):
            raise ValueError(value)
        return reference

    def to_url(self, reference: str) -> str:
        """Say where it is."""
        return f"{self._room(reference)}/{reference}"

    @staticmethod
    def _room(reference: str) -> str:
        return "council" if reference.endswith(COUNCIL) else "hotspots"


register_converter(Room, "room")
