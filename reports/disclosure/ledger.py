"""Everything ever published: what was said, what was not, and what was promised of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from reports.disclosure.rows import Row


class Standing(StrEnum):
    """How a cell stands before the reader."""

    RELEASED = "released"
    HIDDEN = "hidden"  # the mark stands in its place
    UNSAID = "unsaid"  # it stands in no table, but may follow from some


@dataclass(frozen=True, slots=True)
class Interval:
    """From lower to upper, both included; None is no upper end."""

    lower: int
    upper: int | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell that was published, or hidden.

    ``promised``: the interval inside which no reader can place it, for as long as the ledger is kept; None for what is not small: if
    hidden, it is only promised not to be known exactly. ``floor`` and ``at_most``: what a reader knows without any table.
    """

    value: int
    standing: Standing
    floor: int = 0
    at_most: int | None = None
    guarded: bool = True
    promised: Interval | None = None

    @property
    def is_protected(self) -> bool:
        """Say whether anything was promised of it."""
        return self.standing is Standing.HIDDEN or self.promised is not None


@dataclass(frozen=True, slots=True)
class Ledger:
    """What every reader has before him, with the values he has not. Whoever stores it keeps it as secret as those values."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    rows: tuple[Row, ...] = ()

    @property
    def values(self) -> dict[str, int]:
        """Give every value by its key."""
        return {key: one.value for key, one in self.entries.items()}

    def given_up(self, keys: Iterable[str]) -> Ledger:
        """Give the ledger without the promises on some cells: what earlier publications gave away cannot be taken back.

        Such cells count as public from here on.
        """
        gone = {key: replace(self.entries[key], standing=Standing.RELEASED, promised=None) for key in keys}
        return replace(self, entries={**self.entries, **gone})
