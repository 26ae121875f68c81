"""A list as it leaves the house: what it is called, under what conditions it was made, its columns and its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

Said = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Table:
    """One list. ``rows`` may be read once, and are read only when a file is made; ``said``: what was asked, as of when, for whom."""

    title: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Any]]
    said: Said = ()
    name: str = ""
    restricted: bool | Callable[[], bool] = False

    @property
    def is_restricted(self) -> bool:
        """Whether it holds rows that not everybody at the table may read."""
        return self.restricted() if callable(self.restricted) else self.restricted

    def saying(self, said: Said) -> Table:
        """The same table, with more said about it before its rows."""
        return replace(self, said=[*said, *self.said])

    def lines(self) -> Iterator[Sequence[Any]]:
        """Everything that stands in the file, line by line: the title, what is said, a blank, the columns, the rows."""
        yield [self.title]
        yield from self.said
        yield []
        yield self.columns
        yield from self.rows
