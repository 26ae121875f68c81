"""Words compared without their accents and their case, on every database alike: the question is widened, nothing kept is changed."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict

RANGES = ((0x80, 0x250), (0x370, 0x530), (0x1E00, 0x2000), (0xFB00, 0xFB03))
"""Where letters with accents stand: Latin, Greek, Cyrillic, and letters written as one."""
MARKS = "[\u0300-\u036f]*"
STROKES = str.maketrans({"ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ł": "l", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})


def fold(text: str) -> str:
    """Write a text in small letters, without accents, and letters written as one apart: "Œuvre" is "oeuvre"."""
    apart = unicodedata.normalize("NFKD", text.casefold()).casefold()
    return "".join(one for one in apart if not unicodedata.combining(one)).translate(STROKES)


def _written() -> tuple[dict[str, str], dict[str, str]]:
    """List how else each letter, and each pair of letters, is written."""
    letters: dict[str, str] = defaultdict(str)
    pairs: dict[str, str] = defaultdict(str)
    for one in (chr(code) for since, until in RANGES for code in range(since, until)):
        folded = fold(one)
        if folded != one and folded.isalnum() and one.isalnum():
            {1: letters, 2: pairs}.get(len(folded), defaultdict(str))[folded] += one
    return dict(letters), dict(pairs)


LETTERS, PAIRS = _written()


def words_of(text: str) -> list[str]:
    """Split what was typed into folded words of letters and digits; signs inside a word become one stroke: "BRU–07" is "bru-07"."""
    parts = (re.findall(r"\w+", one) for one in fold(text).split())
    return ["-".join(found) for found in parts if found]


def pattern(word: str) -> str:
    """Write a folded word as a regular expression that finds it however it is accented; SQLite and PostgreSQL read it alike."""
    return r"\W{1,3}".join(_part(one) for one in word.split("-"))


def _part(word: str) -> str:
    found, place = [], 0
    while place < len(word):
        pair = word[place : place + 2]
        step = 2 if pair in PAIRS else 1
        plain = "".join(_letter(one) for one in pair[:step])
        found.append(f"(?:{plain}|[{PAIRS[pair]}]{MARKS})" if step > 1 else plain)
        place += step
    return "".join(found)


def _letter(one: str) -> str:
    """Match a letter in either case, with or without accents, composed or not."""
    ways = "".join(dict.fromkeys((one, one.upper() if len(one.upper()) == 1 else one, *LETTERS.get(one, ""))))
    return f"[{ways}]{MARKS}" if len(ways) > 1 else ways
