"""What the pages of the past show: names, timelines, readings and lists as of a day. Read models, no writes."""

from __future__ import annotations

LONGEST_KEY = 18  # digits: what every database can compare


def place(text: str) -> int:
    """Read from an address where a page begins; 0 where it says nothing that could be a key."""
    return int(text) if text.isdecimal() and len(text) <= LONGEST_KEY else 0
