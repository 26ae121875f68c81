"""File names: what is left of one when it can do no harm, and what may be said against it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePosixPath

LONGEST = 120
FORBIDDEN = frozenset('<>:"|?*%')  # means something to one system or another
SAME = {".jpg": frozenset({".jpg", ".jpeg", ".jpe"})}

OBJECTING: list[Callable[[str], Iterable[str]]] = []
"""Who is asked about a name and may object to it, in words ready to show; other rooms add themselves."""


def objections_to(name: str) -> Iterator[str]:
    """Yield what is said against a name."""
    for objecting in OBJECTING:
        yield from objecting(name)


def plain(given: str, suffix: str) -> str:
    """Keep of a name what is only a name: no path, no sign one cannot see or that turns others round, the ending its contents have."""
    name = unicodedata.normalize("NFC", given).replace("\\", "/").rpartition("/")[2]
    shown = "".join("_" if one in FORBIDDEN else one for one in name if one.isspace() or unicodedata.category(one)[0] != "C")
    words = " ".join(shown.split()).strip(". ")
    path = PurePosixPath(words or "document")
    stem = path.stem if path.suffix.lower() in SAME.get(suffix, {suffix}) else path.name
    return stem.strip(". ")[: LONGEST - len(suffix)].rstrip(". ") + suffix
