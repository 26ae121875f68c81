"""A mark: the end of the chain as it was told to somebody outside. Kept there, it is the anchor a chain needs to prove anything."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

FORM = re.compile(r"^\s*(?:>\s*)*(number|hash|root)\s*:\s*([0-9a-f]+)\s*$", re.IGNORECASE | re.MULTILINE)
HEX = re.compile(r"[0-9a-f]{64}")


class Unreadable(ValueError):
    """What should be an anchor is none."""


@dataclass(frozen=True)
class Mark:
    """The end of the chain: its number, its hash, the root over all digests up to it, and where this is kept."""

    number: int
    hash: str
    root: str
    source: str = ""

    def __str__(self) -> str:
        return f"number: {self.number}\nhash: {self.hash}\nroot: {self.root}"


def read(text: str, source: str) -> Mark:
    """Read a mark from JSON or from the text of the mail that told it. Raises Unreadable."""
    found = _json(text) if text.lstrip().startswith("{") else _lines(text)
    try:
        mark = Mark(int(found["number"]), str(found["hash"]).lower(), str(found["root"]).lower(), source)
    except (KeyError, TypeError, ValueError):
        raise Unreadable(f"{source} names no number, hash and root.") from None
    if mark.number < 1 or not all(HEX.fullmatch(one) for one in (mark.hash, mark.root)):
        raise Unreadable(f"{source} names a number, hash or root that cannot be one.")
    return mark


def _json(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _lines(text: str) -> dict[str, Any]:
    """Take the lines of the mail; a text that says two different things says nothing."""
    found: dict[str, Any] = {}
    for name, value in FORM.findall(text):
        if found.setdefault(name.lower(), value) != value:
            return {}
    return found
