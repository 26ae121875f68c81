"""All of it together: what is found in a text, each stretch under one kind only."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from taskforce.personal.contacts import emails, phones, phones_abroad
from taskforce.personal.dates import births
from taskforce.personal.kinds import Hit, Kind
from taskforce.personal.names import names
from taskforce.personal.numbers import ibans, national_numbers
from taskforce.personal.plain import plain
from taskforce.personal.plates import plates

Span = tuple[int, int]
# What is surest comes first; what it found is hidden from the next.
NUMBERED: tuple[tuple[Kind, Callable[[str], Iterator[Span]]], ...] = (
    (Kind.EMAIL, emails),
    (Kind.IBAN, ibans),
    (Kind.PHONE, phones_abroad),
    (Kind.NATIONAL, national_numbers),
    (Kind.BIRTH, births),
    (Kind.PLATE, plates),
    (Kind.PHONE, phones),
)
NUMBER = re.compile(r"[0-9@\[({]")
MOST = 100


def find(text: str) -> list[Hit]:
    """List what in a text is about a person, in the order of the text; of each kind the first hundred. Linear in the text's length."""
    read = plain(text)
    found: list[tuple[Kind, Span]] = []
    rest = read.text
    for kind, look in NUMBERED if NUMBER.search(rest) else ():
        spans = _apart(look(rest))
        found += [(kind, span) for span in spans]
        rest = _hidden(rest, spans)
    found += [(Kind.NAME, span) for span in _apart(names(rest))]
    return sorted((Hit(kind, *read.span(*span)) for kind, span in found), key=lambda hit: hit.start)


def _apart(spans: Iterator[Span]) -> list[Span]:
    """Keep the first hundred spans that do not overlap one kept before."""
    kept: list[Span] = []
    taken: set[int] = set()
    for start, end in spans:
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            kept.append((start, end))
        if len(kept) == MOST:
            break
    return kept


def _hidden(text: str, spans: list[Span]) -> str:
    """Blank out what was found, so that nothing is found twice."""
    pieces, at = [], 0
    for start, end in sorted(spans):
        pieces += [text[at:start], "\0" * (end - start)]
        at = end
    return "".join([*pieces, text[at:]])
