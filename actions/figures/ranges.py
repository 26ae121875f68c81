"""How many people were met, as a range a thumb can tap, and what is kept of it (docs/decisions/0017-ranges-of-people-met.md)."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from actions.figures.amounts import ABOUT, EXACT, MORE_THAN


class Range(NamedTuple):
    """One button: its code, its words, the value that stands for it in sums and how sure that value is."""

    code: str
    words: str
    value: Decimal
    qualifier: str


RANGES = (
    Range("0", "0", Decimal(0), EXACT),
    Range("1-2", "1–2", Decimal("1.5"), ABOUT),
    Range("3-5", "3–5", Decimal(4), ABOUT),
    Range("6-10", "6–10", Decimal(8), ABOUT),
    Range("11", "11+", Decimal(10), MORE_THAN),
)
"""The middle of a closed range, so that sums lean neither way; of the open one what is certain: more than ten."""

OPEN_END = RANGES[-1].code
