"""The reader who attacks: what is promised of hidden counts, and which of it he breaks.

He sees every table ever published, knows which sums hold, what replaces what and how ratios are rounded, that a count is a whole number,
and that what is not printed is no nought (where noughts are printed). The mark does not tell him why a count is hidden. But he knows the
method: marks that hang together hide at least one small count. So a small count should have a world in which it is *not* small and some
other hidden count is, and explains the marks: else the marks tell what the sums do not (the attack by minimality: Wong et al. 2007).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import ceil, floor

from reports.disclosure.ledger import Entry, Interval
from reports.disclosure.rows import Row, linked
from reports.disclosure.worlds import FAR, NEAR, UNCHANGED, Aims, Ask, Block, Terms, Unknown, World

SUSPECTS = 8  # how many other counts are tried as the small one


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader does not see, and what he knows of it."""

    hidden: Mapping[str, Entry]
    rows: tuple[Row, ...]
    values: Mapping[str, int]


@dataclass(slots=True)
class Siege:
    """What an attack came to: the worlds that protect, the counts nothing protects, and those that are small for all that marks tell."""

    worlds: list[World] = field(default_factory=list)
    bare: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


def attack(reading: Reading, known: Sequence[World] = ()) -> Siege:
    """Try to break every promise. ``known``: worlds that are possible."""
    siege = Siege(list(known))
    for keys in linked(reading.hidden, reading.rows):
        _attack_block(reading, keys, siege)
    return siege


def _attack_block(reading: Reading, keys: list[str], siege: Siege) -> None:
    entries = {key: reading.hidden[key] for key in keys}
    worlds = [one for one in siege.worlds if not one.moved.keys().isdisjoint(keys)]
    open_ = [key for key, one in entries.items() if one.is_protected and not is_safe(key, entries, worlds)]
    if not open_:
        return
    block, known = block_of(entries, reading), len(worlds)
    worlds += scenes(block, {key: one.promised for key in open_ if (one := entries[key]).promised is not None})
    open_ = [key for key in open_ if not is_safe(key, entries, worlds)]
    ends = block.ends([Ask(key, most, bold=not most) for key in open_ for most in (False, True)])
    worlds += [world for _, world in ends if world is not None]
    for key, (low, _), (high, _) in zip(open_, ends[::2], ends[1::2], strict=True):
        if not is_safe(key, entries, worlds) and _may_be_kept(entries[key], low, high):
            _search(block, key, entries, worlds)
    siege.worlds += worlds[known:]
    siege.bare += [key for key in open_ if not is_kept(key, entries, worlds)]
    siege.told += [key for key in open_ if is_kept(key, entries, worlds) and not is_innocent(key, entries, worlds)]


def block_of(entries: Mapping[str, Entry], reading: Reading) -> Block:
    """Give the programme of what a reader does not see."""
    return Block({key: Unknown(one.value, one.floor, one.at_most) for key, one in entries.items()}, reading.rows, reading.values)


def scenes(block: Block, small: Mapping[str, Interval], terms: Terms = UNCHANGED) -> list[World]:
    """Give up to three worlds that keep most promises: all small counts low, every second high, the others high.

    Each finds hidden already what the ones before it moved.
    """
    keys, found = list(small), []
    low: Aims = {key: (None, small[key].lower) for key in keys}
    high: list[Aims] = [{key: (small[key].upper, None) for key in half} for half in (keys[::2], keys[1::2])]
    for aims, bold in ((low, True), (high[0], False), (high[1], False)):
        world = block.find(aims, bold=bold, terms=terms) if aims else None
        if world is not None:
            terms = replace(terms, hidden=terms.hidden | world.moved.keys() | world.broken)
            found.append(world)
    return found


def is_kept(key: str, entries: Mapping[str, Entry], worlds: Iterable[World]) -> bool:
    """Say whether these worlds keep what was promised of a count; ``entries`` are those it is tied to."""
    one = entries[key]
    if one.promised is None:
        return any(key in world.moved and not world.bold for world in worlds)
    low = any(world.moved.get(key, one.value) <= one.promised.lower for world in worlds)
    return (low or one.value <= one.promised.lower) and any(_is_high(key, one, world) for world in worlds)


def is_innocent(key: str, entries: Mapping[str, Entry], worlds: Iterable[World]) -> bool:
    """Say whether a count is not small in one of these worlds, while another of those tied to it is and explains the marks."""
    promised = entries[key].promised
    if promised is None or promised.upper is None:
        return True
    suspects = [(other, one.value) for other, one in entries.items() if other != key and one.guarded and one.is_protected]
    high = [world.moved for world in worlds if _is_high(key, entries[key], world)]
    return any(promised.lower <= moved.get(other, value) < promised.upper for moved in high for other, value in suspects)


def is_safe(key: str, entries: Mapping[str, Entry], worlds: Sequence[World]) -> bool:
    """Say whether neither sums nor marks tell what was promised not to be told."""
    return is_kept(key, entries, worlds) and is_innocent(key, entries, worlds)


def _is_high(key: str, one: Entry, world: World) -> bool:
    """Say whether a small count is not small in a world that every reader believes possible."""
    high = one.promised.upper if one.promised else None
    return high is None or (not world.bold and world.moved.get(key, one.value) >= high)


def _may_be_kept(one: Entry, low: float, high: float) -> bool:
    """Say whether a promise may be kept, for all that linear programming says of the range."""
    if one.promised is None or one.promised.upper is None:
        return high - low > 1 - NEAR
    return low < one.promised.lower + 1 - NEAR and high > one.promised.upper - NEAR


def _search(block: Block, key: str, entries: Mapping[str, Entry], worlds: list[World]) -> None:
    """Look for the worlds a promise needs, one by one and in whole numbers; add what is found."""
    for aims, bold in needs(key, entries):
        if is_safe(key, entries, worlds):
            return
        found = block.find(aims, bold=bold)
        if found is not None:
            worlds.append(found)


def needs(key: str, entries: Mapping[str, Entry]) -> Iterator[tuple[Aims, bool]]:
    """Give the aims of worlds that keep a promise: to be low (where noughts are thinkable), to be high, high while another is low."""
    one = entries[key]
    if one.promised is None or one.promised.upper is None:
        yield {key: (one.value + 1, None)}, False
        if one.value > one.floor:
            yield {key: (None, one.value - 1)}, False
        return
    if one.value > one.promised.lower:
        yield {key: (None, one.promised.lower)}, True
    yield {key: (one.promised.upper, None)}, False
    most = one.promised.upper - 1
    others = [(entry.value, other) for other, entry in entries.items() if other != key and entry.guarded and entry.is_protected]
    for _, other in sorted(others)[:SUSPECTS]:
        yield {key: (one.promised.upper, None), other: (one.promised.lower, most)}, False


def ranges(reading: Reading) -> dict[str, Interval]:
    """Give for each hidden count the range a reader can place it in: two linear programmes each, rounded inward to whole numbers."""
    seen = {}
    for keys in linked(reading.hidden, reading.rows):
        entries = {key: one for key in keys if (one := reading.hidden[key]).is_protected}
        block = block_of({key: reading.hidden[key] for key in keys}, reading)
        ends = block.ends([Ask(key, most, bold=True) for key in entries for most in (False, True)])
        for (key, one), (low, _), (high, _) in zip(entries.items(), ends[::2], ends[1::2], strict=True):
            endless = high - one.value > FAR / 2
            seen[key] = Interval(ceil(low - NEAR), None if endless else floor(high + NEAR))
    return seen
