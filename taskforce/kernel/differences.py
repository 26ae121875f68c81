"""Two texts compared word by word: what was taken out of the one, what the other brought in."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WORDS = re.compile(r"\w+|\s+|[^\w\s]")
LINES = re.compile(r"[^\n]*\n|[^\n]+")
BOUND = 16_000_000  # pairs of words compared at most; longer texts are compared line by line, then as a whole


class Marked(NamedTuple):
    """A text before and after, as HTML: what is gone in <del>, what is new in <ins>, everything escaped."""

    before: SafeString
    after: SafeString


def pieces(before: str, after: str) -> list[tuple[str, str]]:
    """Say how one text becomes the other: pieces, in order, that are the "same", taken out ("del") or brought in ("ins")."""
    old, new = _cut(before, after)
    same = SequenceMatcher(str.isspace, old, new)  # blanks and, in long texts, the commonest words are no place to meet at
    told: list[tuple[str, str]] = []
    for kind, start, end, begin, stop in same.get_opcodes():
        sides = (("same", old[start:end]),) if kind == "equal" else (("del", old[start:end]), ("ins", new[begin:stop]))
        told += [(name, "".join(words)) for name, words in sides if words]
    return told


def marked(before: str, after: str) -> Marked:
    """Mark what differs between two texts. Without the marks, each side is its text to the letter."""
    told = pieces(before, after)
    return Marked(*(_html(mark, [one for one in told if one[0] in {"same", mark}]) for mark in ("del", "ins")))


def marked_unless_missing(before: str, after: str, missing: str) -> Marked:
    """Mark what differs; what was missing is said to be missing, and not struck out."""
    both = marked(*("" if one == missing else one for one in (before, after)))
    return Marked(*(side or format_html("{}", missing) for side in both))


def _cut(before: str, after: str) -> tuple[list[str], list[str]]:
    """Cut both texts into words; into lines where words would take too long."""
    for cuts in (WORDS, LINES):
        old, new = cuts.findall(before), cuts.findall(after)
        if len(old) * len(new) <= BOUND:
            return old, new
    return [before], [after]


def _html(mark: str, told: list[tuple[str, str]]) -> SafeString:
    return format_html_join("", "{}", ((format_html(f"<{mark}>{{}}</{mark}>", text) if kind == mark else text,) for kind, text in told))
