"""Dates as people write them, and those that say when somebody was born."""

from __future__ import annotations

import re
from collections.abc import Iterator

Span = tuple[int, int]
MONTHS = (
    r"(?:janv(?:ier)?|f[ée]vr(?:ier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|ao[uû]t|sept(?:embre)?|oct(?:obre)?|nov(?:embre)?|d[ée]c(?:embre)?"
    r"|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|jan|feb|mrt|apr|jun|jul|aug|sep|okt|dec"
    r"|january|february|march|may|june|july|august|october)\.?"
)
YEAR = r"(?:(?:19|20)[0-9]{2}|'?[0-9]{2})"
DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
MONTH = r"(?:0?[1-9]|1[0-2])"
NUMERIC = rf"(?<![0-9]){DAY}(?P<sep> ?[/.\-] ?){MONTH}(?P=sep){YEAR}(?![0-9])"
# A date stands alone: not as the first or last part of a longer row of digits.
DATE = re.compile(rf"(?<![0-9][/.\-]){NUMERIC}(?![/.\-][0-9])|(?<![0-9])(?:19|20)[0-9]{{2}}-{MONTH}-{DAY}(?![0-9])")

WRITTEN = (
    rf"{DAY} ?[/.\- ] ?{MONTH} ?[/.\- ] ?{YEAR}(?![0-9])"
    rf"|(?:19|20)[0-9]{{2}} ?[/.\-] ?{MONTH} ?[/.\-] ?{DAY}(?![0-9])"
    rf"|(?:1er|{DAY}(?:e|er|st|nd|rd|th)?)(?: of)? ?{MONTHS},? ?(?:19|20)[0-9]{{2}}(?![0-9])"
    rf"|{MONTHS} {DAY}(?:st|nd|rd|th)?,? (?:19|20)[0-9]{{2}}(?![0-9])"
)
BORN = (
    r"(?:\bn[ée]+\(?e?\)?s?\b(?: ?\([^)\n]{1,30}\))?|\bnaissance\b|\bgeboren\b|\bgeb\b\.?|\bgeboorte(?:datum|dag)?\b|\bborn\b|\bbirth(?:day|date)?\b|\bd\.?o\.?b\b\.?"
    r"|\bdatum van geboorte\b|[(°*]?°)"
)
BETWEEN = r"(?: ?(?:en date du|le|la|op|on|in|à|te|:|=|est|is|was|du|[A-ZÀ-Þ][\w\-]{1,30}\)?|\(|,|-)){0,5} ?"
BIRTH = re.compile(rf"(?i:{BORN}){BETWEEN}(?i:(?P<date>{WRITTEN}))")
# Things are "born" too.
THINGS = re.compile(
    r"(?i)\b(?:projet|association|dispositif|plan|initiative|id[ée]e|asbl|vzw|project|vereniging|dienst|hotspot|cellule|cel|task.?force|comit[ée]"
    r"|service|programme|programma|partenariat|samenwerking|initiatief|campagne|maison|huis|r[ée]seau|netwerk|scheme|partnership|team|[ée]quipe)\b[^.\n]{0,40}\Z"
)


def births(text: str) -> Iterator[Span]:
    """Find the days on which people were born."""
    for found in BIRTH.finditer(text):
        if not THINGS.search(text, max(0, found.start() - 70), found.start()):
            yield found.span("date")
