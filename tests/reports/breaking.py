"""What the attacker broke: the promises of a plan, held against what he found out."""

from __future__ import annotations

from reports.disclosure import Interval, Ledger, Plan
from tests.reports.attacker import Attacker, Sheet
from tests.reports.stories import WITHIN

THRESHOLD = 5


def broken(sheets: list[Sheet], ledger: Ledger, last: Plan | None = None, *, thoroughly: bool = False) -> list[str]:
    """Attack everything printed; tell each promise that did not hold (none should). ``thoroughly``: also by linear programmes."""
    careful, sober = Attacker(sheets, WITHIN), Attacker(sheets, WITHIN, hidden_is_not_zero=True)
    protected = {key: one for key, one in ledger.entries.items() if key in careful.column and one.is_protected}
    marked = {key for sheet in sheets for key, value in sheet.cells.items() if value is None}
    noughts = any(not ledger.entries[key].value for key in marked) or any(
        one.promised == Interval(0, THRESHOLD) for one in protected.values()
    )
    readers = [careful] if noughts else [careful, sober]  # where a mark may stand for a nought, the note says so to both
    assert all(reader.is_possible() for reader in readers)
    found = []
    for key, entry in protected.items():
        for reader in readers:
            low, high = reader.range_by_milp(key)
            found += learnt(key, low, high)
            if thoroughly:
                wide = reader.range_by_lp(key)
                assert wide[0] <= low, "linear programming cannot be sharper than whole numbers"
                assert wide[1] is None or (high is not None and wide[1] >= high)
            if reader is careful:
                found += narrower(key, (low, high), entry.promised, last)
    return found


def learnt(key: str, low: int, high: int | None) -> list[str]:
    """Tell what nobody may learn: the count itself, or that it is below the threshold."""
    recovered = [f"{key}: recovered, {low}"] if low == high else []
    return [*recovered, *([f"{key}: known to be below the threshold, {low} to {high}"] if high is not None and high < THRESHOLD else [])]


def told_by_marks(sheets: list[Sheet], ledger: Ledger) -> set[str]:
    """Give the small counts that a reader who knows the method tells by the marks alone: nothing else could explain them."""
    reader = Attacker(sheets, WITHIN)
    marked = [key for sheet in sheets for key, value in sheet.cells.items() if value is None and ledger.entries[key].guarded]
    small = [key for key, one in ledger.entries.items() if one.promised and key in reader.column]
    return {key for key in small if not reader.can_be_innocent(key, marked, THRESHOLD)}


def narrower(key: str, seen: tuple[int, int | None], promised: Interval | None, last: Plan | None) -> list[str]:
    """Tell which intervals promised are wider than what the careful reader found."""
    proven = last.hidden[key].proven if last is not None and key in last.hidden else None
    low, high = seen
    return [
        f"{key}: between {low} and {high}, inside {one}"
        for one in (promised, proven)
        if one is not None and (low > one.lower or (high is not None and one.upper is not None and high < one.upper))
    ]
