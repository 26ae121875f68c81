"""A text as a reader takes it in: one writing for each digit, blank, dash and dot, nothing invisible in between."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

LOOKS_LIKE = {
    **dict.fromkeys("‐‑‒–—―−﹣⁃➖", "-"),
    **dict.fromkeys("․·•∙⋅。．", "."),
    **dict.fromkeys("⁄∕／", "/"),
    **dict.fromkeys("’‘ʼ＇´`", "'"),
    **dict.fromkeys("＠﹫", "@"),
    **dict.fromkeys("＋➕﹢⁺", "+"),
    **dict.fromkeys("ºᵒ˚", "°"),
    **dict(zip("АВЕЅІЈКМНОРСТХУаеорсхуіӏΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABESIJKMHOPCTXYaeopcxyilABEZHIKMNOPTYXo", strict=True)),
}
# A group of digits in which a letter stands for the digit it resembles: O478, 12 34 5l; or all of a group beside digits: Ol/12/62.
RESEMBLING = re.compile(
    r"(?<![^\W_])(?:(?=[OoIl|]*[0-9])[0-9OoIl|]+|[OoIl|]{1,4}(?=[ .\-/()]{1,2}[0-9])|(?<=[0-9][ .\-/])[OoIl|]{1,4})(?![^\W_])"
)
AS_DIGITS = str.maketrans("OoIl|", "00111")


@dataclass(frozen=True)
class Plain:
    """A text in plain writing, and where each of its characters stands in the text as typed."""

    text: str
    places: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Say where a stretch of the plain text stands in the text as typed."""
        return self.places[start], self.places[end - 1] + 1


class _Folding(dict[int, str]):
    """What each character is read as: one character, or nothing."""

    def __missing__(self, point: int) -> str:
        self[point] = read = _read(chr(point))
        return read


def _read(one: str) -> str:
    """Read one character."""
    if one in LOOKS_LIKE:
        return LOOKS_LIKE[one]
    if (digit := unicodedata.digit(one, None)) is not None:
        return str(digit)
    if unicodedata.category(one) in {"Cf", "Mn", "Me"}:
        return ""
    if one.isspace():
        return one if one in "\n\r" else " "
    same = unicodedata.normalize("NFKC", one)
    return same if len(same) == 1 and same.isascii() and same.isprintable() else one


FOLDING = _Folding()


def plain(text: str) -> Plain:
    """Write a text plainly; linear in its length."""
    read = text.translate(FOLDING)
    gone = len(read) < len(text)
    places = array("L", (at for at, one in enumerate(text) if FOLDING[ord(one)])) if gone else range(len(text))
    return Plain(RESEMBLING.sub(lambda found: found[0].translate(AS_DIGITS), read), places)
