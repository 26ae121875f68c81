"""Ways to reach a person: telephone numbers and e-mail addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata
from stdnum.be import vat

from taskforce.personal.dates import DATE
from taskforce.personal.runs import COMPANY_BEFORE, MONEY, PHONE_BEFORE, Run, Window, runs, windows

Span = tuple[int, int]
AT_HOME = ("BE", "FR", "NL", "LU")
KINDS = ("fixed_line", "mobile", "toll_free", "premium_rate", "shared_cost", "personal_number", "voip", "pager", "uan")
LEAST, MOST, MOST_GROUPS = 8, 15, 6
YEAR = re.compile("19|20")
DOUBLE_ZERO = re.compile("00[1-9]")
MONEY_BEFORE = re.compile(r"(?:€|EUR|\$) ?\Z")


@cache
def _national(region: str) -> str:
    """Give the pattern of a country's numbers, without their prefix, as phonenumbers knows them."""
    known = PhoneMetadata.metadata_for_region(region, None)
    patterns = [getattr(known, kind) for kind in KINDS] if known else []
    return "|".join(f"(?:{one.national_number_pattern})" for one in patterns if one and one.national_number_pattern)


@cache
def _abroad(code: int) -> re.Pattern[str] | None:
    """Give the pattern of all numbers behind a country code."""
    patterns = [found for region in COUNTRY_CODE_TO_REGION_CODE.get(code, ()) if (found := _national(region))]
    return re.compile("|".join(patterns)) if patterns else None


@cache
def _at_home(region: str) -> re.Pattern[str]:
    """Look ahead for a number as people of the country write it: with its 0, or, in Luxembourg, without."""
    return re.compile(rf"(?=({'' if region == 'LU' else '0'}(?:{_national(region)})))")


def phones_abroad(text: str) -> Iterator[Span]:
    """Find telephone numbers with a plus: no other number has one."""
    if "+" in text:
        for run in runs(text, LEAST):
            yield from _international(run, plus=True)


def phones(text: str) -> Iterator[Span]:
    """Find telephone numbers without a plus: behind 00, and as people of Belgium, France, the Netherlands and Luxembourg write them."""
    text = DATE.sub(lambda found: "x" * len(found[0]), text)
    for run in runs(text, LEAST):
        yield from _international(run, plus=False)
        for region in AT_HOME:
            yield from (one.span for one in windows(run, _at_home(region)) if _is_phone(text, one, region))


def _international(run: Run, *, plus: bool) -> Iterator[Span]:
    """Read on from each plus, or each double zero."""
    for offset, first in run.begins.items():
        start = run.groups[first][0]
        led = run.text[max(0, start - 2) : start].strip(" (").endswith("+") if plus else bool(DOUBLE_ZERO.match(run.digits, offset))
        if led and (last := _last_group(run, offset + (0 if plus else 2))) is not None:
            yield (run.text.rindex("+", 0, start) if plus else start), run.groups[last][1]


def _last_group(run: Run, offset: int) -> int | None:
    """Find the group that ends the longest number beginning here."""
    for length in range(MOST + 1, LEAST - 1, -1):
        last = run.ends.get(offset + length)
        if last is not None and _is_international(run.digits[offset : offset + length]):
            return last
    return None


def _is_international(digits: str) -> bool:
    """Say whether digits are a country code and a number there; the 0 of home, often left in brackets, is no part of it."""
    for width in (1, 2, 3):
        known = _abroad(int(digits[:width] or 0))
        if known and (known.fullmatch(digits[width:]) or known.fullmatch(digits[width:].removeprefix("0"))):
            return True
    return False


def _is_phone(text: str, one: Window, region: str) -> bool:
    """Say whether digits that could be a number are written as one."""
    start, end = one.span
    if (one.last - one.first >= MOST_GROUPS and not one.is_whole_run) or not one.is_free:
        return False
    if PHONE_BEFORE.search(text, max(0, start - 30), start):
        return True
    if region == "LU" and not (one.digits.startswith("6") and one.sizes in {(3, 3, 3), (9,)}):
        return False
    money = MONEY.match(text, end) or MONEY_BEFORE.search(text, max(0, start - 6), start)
    return not money and _well_grouped(one) and _stands_alone(text, one) and not _is_company(text, one)


def _well_grouped(one: Window) -> bool:
    """Two to four digits at a time, or all in one, or each alone; a year behind a stroke makes it the number of a file."""
    if set(one.sizes) == {1}:
        return one.is_whole_run
    if len(one.sizes) > 2 and "/" in one.run.text[slice(*one.span)] and YEAR.match(one.digits, one.sizes[0]) and one.sizes[1] == 4:  # noqa: PLR2004
        return False
    return all(size > 1 for size in one.sizes[1:])


def _stands_alone(text: str, one: Window) -> bool:
    """No part of a code, of a list of numbers or of a longer number."""
    start, end = one.span
    code = re.search(r"[^\W_][-/.]\Z", text[max(0, start - 2) : start])
    return (
        not code
        and (not one.before or one.before.isspace())
        and (not one.after or " " in one.after)
        and not re.match(r"[^\W_]|[-/.][A-Za-z]", text[end : end + 2])
    )


def _is_company(text: str, one: Window) -> bool:
    """A Belgian company number has the look of a telephone number."""
    start, _end = one.span
    usual = one.sizes == (4, 3, 3) or COMPANY_BEFORE.search(text, max(0, start - 30), start) is not None
    return usual and len(one.digits) == len("0202239951") and bool(vat.is_valid(one.digits))


AT = r"(?: ?@ ?| ?[\[({] ?(?i:at|arobase|apenstaart(?:je)?|chez|@) ?[\])}] ?)"
DOT = r"(?:\.| ?[\[({] ?(?i:dot|point|punt|\.) ?[\])}] ?)"
AFTER_AT = re.compile(rf"{AT}[^\W_](?:[\w\-]{{0,62}})(?:{DOT}[\w\-]{{1,63}}){{0,5}}{DOT}[^\W\d_]{{2,24}}")
MARK = re.compile(r"@|[\[({] ?(?i:at|arobase|apenstaart(?:je)?|chez) ?[\])}]")
BEFORE_AT = re.compile(r"[\w.+%'\-]{1,64}\Z")


def emails(text: str) -> Iterator[Span]:
    """Find e-mail addresses, also those written around the sign."""
    for mark in MARK.finditer(text):
        at = mark.start() - (text[mark.start() - 1 : mark.start()] == " ")
        before = BEFORE_AT.search(text, max(0, at - 64), at)
        if before and (after := AFTER_AT.match(text, at)):
            yield before.start(), after.end()
