"""Digits in a row, whatever stands between them: the stretches in which a number may be written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

Groups = frozenset[tuple[int, ...]]
ANY: Groups = frozenset()
SEPARATORS = r"[ .\-/()_']{1,3}"
RUN = re.compile(rf"[0-9]+(?:{SEPARATORS}[0-9]+)*")
COMPANY_BEFORE = re.compile(r"(?i)(?:siren|siret|tva|btw|vat|kbo|bce|entreprise|onderneming\w*|€|eur)[\s:.n°]{0,6}\Z")
MONEY = re.compile(r"(?i)(?:,[0-9]{2})?\s?(?:€|eur|\$|%)")
SPOKEN_OF = r"(?:t[ée]l[ée]?(?:ph(?:one)?|efoon|\.)?|tel|gsm|mobile|portable|fax|phone|whatsapp|signal|num[ée]ro de t[ée]l[ée]phone|telefoonnummer|appel\w*|bel(?:len)?|call)"
PHONE_BEFORE = re.compile(rf"(?i)\b{SPOKEN_OF}\b[\s:.()°n\-]{{0,6}}\Z")
DIGITS = re.compile(r"[0-9]+")


@dataclass(frozen=True)
class Run:
    """Groups of digits with little in between. Offsets count digits; ``at`` gives their places in the text."""

    text: str
    start: int
    end: int
    groups: list[tuple[int, int]] = field(repr=False)

    @cached_property
    def digits(self) -> str:
        """All its digits."""
        return "".join(self.text[start:end] for start, end in self.groups)

    @cached_property
    def begins(self) -> dict[int, int]:
        """At which digit each group begins, and which group it is."""
        found, total = {}, 0
        for number, (start, end) in enumerate(self.groups):
            found[total] = number
            total += end - start
        return found

    @cached_property
    def ends(self) -> dict[int, int]:
        """After which digit each group ends, and which group it is."""
        found, total = {}, 0
        for number, (start, end) in enumerate(self.groups):
            total += end - start
            found[total] = number
        return found


class Window(NamedTuple):
    """Whole groups of a run, from the first to the last, that may be one number."""

    run: Run
    first: int
    last: int
    digits: str

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands in the text."""
        return self.run.groups[self.first][0], self.run.groups[self.last][1]

    @property
    def sizes(self) -> tuple[int, ...]:
        """How its digits are grouped."""
        return tuple(end - start for start, end in self.run.groups[self.first : self.last + 1])

    @property
    def is_whole_run(self) -> bool:
        """Whether nothing of its run is left over."""
        return self.first == 0 and self.last == len(self.run.groups) - 1

    @property
    def is_free(self) -> bool:
        """Whether it touches no letter: it is no part of a key, a digest or a code."""
        start, end = self.span
        return not (self.run.text[max(0, start - 1) : start].isalpha() or self.run.text[end : end + 1].isalpha())

    @property
    def before(self) -> str:
        """What stands between it and the digits before it."""
        return self._between(self.first - 1)

    @property
    def after(self) -> str:
        """What stands between it and the digits after it."""
        return self._between(self.last)

    def _between(self, group: int) -> str:
        groups = self.run.groups
        return self.run.text[groups[group][1] : groups[group + 1][0]] if 0 <= group < len(groups) - 1 else ""


def runs(text: str, least: int) -> Iterator[Run]:
    """Find the runs of at least so many digits."""
    for found in RUN.finditer(text):
        if found.end() - found.start() >= least:
            groups = [one.span() for one in DIGITS.finditer(text, found.start(), found.end())]
            if sum(end - start for start, end in groups) >= least:
                yield Run(text, found.start(), found.end(), groups)


def windows(run: Run, shape: re.Pattern[str], usual: Groups = ANY) -> Iterator[Window]:
    """Find the whole groups whose digits have a shape, in one of the usual groupings if any; ``shape`` looks ahead and captures them."""
    counts = {len(sizes) for sizes in usual}
    for found in shape.finditer(run.digits):
        first, last = run.begins.get(found.start()), run.ends.get(found.end(1))
        if first is None or last is None or (counts and last - first + 1 not in counts):
            continue
        one = Window(run, first, last, found[1])
        if not usual or one.sizes in usual:
            yield one
