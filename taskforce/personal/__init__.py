"""What in a text is about a person: found, named by its kind and its place, and never repeated."""

from taskforce.personal.finding import find
from taskforce.personal.kinds import Hit, Kind, Level
from taskforce.personal.words import objection, objections_to_file_name, place_of

__all__ = ["Hit", "Kind", "Level", "find", "objection", "objections_to_file_name", "place_of"]
