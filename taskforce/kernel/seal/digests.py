"""The digests of what is sealed, computed from the rows as the database holds them, a stretch of keys at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from taskforce.kernel.journal import Act, Reading
from taskforce.kernel.seal.books import Erasure, Seal
from taskforce.kernel.seal.hashes import of_act, of_row
from taskforce.kernel.seal.shapes import Fields, Table, tables_of

LABELS = {
    Seal.Kind.ACT: Act._meta.label_lower,
    Seal.Kind.READING: Reading._meta.label_lower,
    Seal.Kind.ERASURE: Erasure._meta.label_lower,
}
CHUNK = 500

Erased = dict[tuple[str, int], list[tuple[int, str, str]]]
"""By model and key: the tombstones of a row, oldest first, each the key of its act and the digest before and after."""


def texts(connection: Any, sql: str) -> Iterator[Any]:
    """Bring out rows of texts one by one, a few hundred in memory at a time; to be asked within a transaction."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql)
        while some := cursor.fetchmany(CHUNK):
            yield from some


def written(connection: Any, table: Table, low: int, high: int) -> Iterator[tuple[int, int, list[Any]]]:
    """Give the act, the key and the values as text of each row of a stretch."""
    for act, key, *values in texts(connection, table.select(low, high)):
        for place, mended in table.mend:
            if values[place] is not None:
                values[place] = mended(values[place])
        yield act, key, values


@dataclass
class Found:
    """One thing as it stands: its digest now, what it was before each later erasure, and what is wrong or unknown."""

    digest: str
    earlier: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    unknown: str = ""
    whole: bool = True


def single(connection: Any, table: Table, low: int, high: int) -> dict[int, Found]:
    """Compute what is sealed row by row: readings and erasures."""
    unknown = f"{table.label}.{table.missing[0]}" if table.missing else ""
    return {key: Found(of_row(table.label, values), unknown=unknown) for _group, key, values in written(connection, table, low, high)}


class Stretch:
    """The acts of a stretch of keys, gathered model by model: their own rows and their history rows."""

    def __init__(self, connection: Any, tables: dict[str, Table], erased: Erased) -> None:
        self.connection, self.tables, self.erased = connection, tables, erased
        self.own: dict[int, str] = {}
        self.lines: dict[int, list[str]] = {}
        self.notes: dict[int, list[tuple[int, tuple[str, int], str]]] = {}
        self.unknown: dict[int, str] = {}
        self.many = 0

    def acts(self, low: int, high: int) -> dict[int, Found]:
        """Read the stretch and put its acts together."""
        for label, table in self.tables.items():
            self._read(label, table, low, high)
        return {act: self._act(act) for act in self.own.keys() | self.lines.keys()}

    def _read(self, label: str, table: Table, low: int, high: int) -> None:
        touched = {key for one, key in self.erased if one == label}
        is_act, head, own, lines = label == LABELS[Seal.Kind.ACT], f'["{label}","', self.own, self.lines
        for act, key, values in written(self.connection, table, low, high):
            digest = of_row(label, values)
            self.many += 1
            if is_act:
                own[act] = digest
            else:
                lines.setdefault(act, []).append(f'{head}{digest}"]')
            if key in touched:
                place = -1 if is_act else len(lines[act]) - 1
                self.notes.setdefault(act, []).append((place, (label, key), digest))
            if table.missing:
                self.unknown[act] = f"{label}.{table.missing[0]}"

    def _act(self, act: int) -> Found:
        """Put an act together as it stands and, where texts were erased since, as it stood before each erasure."""
        own, lines = self.own.get(act, ""), self.lines.get(act, [])
        found = Found(of_act(own, lines), unknown=self.unknown.get(act, ""), whole=act in self.own)
        if notes := self.notes.get(act):
            told = ((row, _fault(self.erased[row], digest)) for _place, row, digest in notes)
            found.wrong = tuple(f"{label} {key} {fault}" for (label, key), fault in told if fault)
            found.earlier = tuple(self._earlier(own, lines, notes))
        return found

    def _earlier(self, own: str, lines: list[str], notes: list[tuple[int, tuple[str, int], str]]) -> Iterator[str]:
        for moment in sorted({stone[0] for _place, row, _digest in notes for stone in self.erased[row]}):
            was = {place: _before(self.erased[row], moment, digest) for place, row, digest in notes}
            then = [f'["{_label(line)}","{was[place]}"]' if place in was else line for place, line in enumerate(lines)]
            yield of_act(was.get(-1, own), then)


def _fault(stones: list[tuple[int, str, str]], digest: str) -> str:
    """Say what is wrong with a row, if anything: its tombstones follow on one another and end in what it is now.

    A tombstone may have been written and its erasure not carried out (the eraser's connection failed); the next begins where it did.
    """
    ends = {stones[0][1]}
    for _act, before, after in stones:
        if before not in ends:
            return "has changed since a text was erased from it."
        ends = {before, after}
    if digest == stones[-1][2]:
        return ""
    return "still says what was to be erased from it: erase it again." if digest in ends else "has changed since a text was erased from it."


def _before(stones: list[tuple[int, str, str]], moment: int, digest: str) -> str:
    """Return the digest of a row as it was before the erasures from a certain act on."""
    return next((before for act, before, _after in stones if act >= moment), digest)


def _label(line: str) -> str:
    return line.split('"', 2)[1]


def prepared(fields: Fields, connection: Any) -> tuple[dict[str, Table], dict[str, Table]]:
    """Prepare the tables of acts with their history, and those of what is sealed row by row."""
    tables = tables_of(fields, connection)
    alone = {str(kind): tables.pop(LABELS[kind]) for kind in (Seal.Kind.READING, Seal.Kind.ERASURE) if LABELS[kind] in tables}
    return tables, alone
