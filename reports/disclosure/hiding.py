"""What else to hide: the cheapest worlds that keep every promise, then as much as possible is shown again.

The small counts of a block are protected together, in three worlds: all low at once, every second high, the others high. What these worlds
move is hidden; then they are sought again with what moved little made dearer, which leaves fewer cells to hide (Candès, Wakin & Boyd 2008,
reweighting). What is still bare is protected one by one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from reports.disclosure.attack import Reading, attack, block_of, is_innocent, is_kept, is_safe, needs, scenes
from reports.disclosure.board import Board
from reports.disclosure.ledger import Entry
from reports.disclosure.rows import Row, linked
from reports.disclosure.worlds import Block, Terms, World

PASSES = 5  # of reweighting
TRIALS = 300  # cells shown again one by one, in a group of cells tied together
FEW = 30  # cells tied together for which that is done by attacking anew, which shows more and takes longer
ROUNDS = 12  # each hides more, so it ends; this many have always sufficed


def suppress(board: Board) -> list[str]:
    """Hide cells until the reader breaks no promise; return the cells for which there is no way.

    That marks should not tell either is tried as well, but where nothing more can be hidden for it, it is let go (``Plan.told_by_marks``).
    """
    blocks = board.blocks()
    worlds = [world for block in dict.fromkeys(blocks.values()) for world in _together(board, block)]
    for _ in range(ROUNDS):
        siege = attack(board.reading(), worlds)
        worlds = siege.worlds
        before = board.extent
        for key in [*siege.bare, *siege.told]:
            _protect(board, blocks[key], key, worlds)
        if board.extent == before:
            break
    if not siege.bare:
        _show_again(board, worlds, frozenset(siege.told))
    return siege.bare


def _together(board: Board, block: Block) -> list[World]:
    """Protect the small counts of a block all at once, and hide what that moves; return the worlds, possible from here on."""
    terms = Terms(frozenset(board.hidden | board.dropped))
    small = {key: one.promised for key, one in board.unseen().items() if key in block.at and one.promised is not None}
    best: list[World] = []
    least = float("inf")
    for _ in range(PASSES):
        worlds = scenes(block, small, terms)
        moved = {key for world in worlds for key in world.moved if key in block.falls and key not in terms.hidden}
        cost = sum(board.cost(key) for key in sorted(moved))  # in one order, so that it is the same sum every time
        if cost < least:
            best, least = worlds, cost
        far = {key: max(abs(world.moved.get(key, block.values[key]) - block.values[key]) for world in worlds) for key in moved}
        terms = replace(terms, factors={key: 1 / (0.5 + far.get(key, 0)) for key in block.falls})
    for world in best:
        _take(board, world)
    return best


def _protect(board: Board, block: Block, key: str, worlds: list[World]) -> None:
    """Hide what the cheapest world moves that this cell needs."""
    entries = tied(board, key)
    if is_safe(key, entries, worlds):
        return
    for aims, bold in needs(key, entries):
        world = block.find(aims, bold=bold, terms=Terms(frozenset(board.hidden | board.dropped)))
        if world is not None:
            worlds.append(world)
            if _take(board, world) or is_safe(key, entries, worlds):
                return


def _take(board: Board, world: World) -> bool:
    """Make a world possible by hiding what it moves; say whether there was anything to hide."""
    before = board.extent
    board.dropped |= world.broken
    board.hide(key for key in world.moved if board.can_hide(key))
    return board.extent != before


def tied(board: Board, key: str) -> dict[str, Entry]:
    """Give the unseen cells a cell is tied to, itself among them."""
    reading = board.reading()
    group = next(keys for keys in linked(reading.hidden, reading.rows) if key in keys)
    return {one: reading.hidden[one] for one in group}


def _show_again(board: Board, worlds: list[World], told: frozenset[str]) -> None:
    """Show, dearest first, what turned out not to be needed, as long as every promise is kept."""
    reading = board.reading()
    for keys in linked(reading.hidden, reading.rows):
        entries = {key: reading.hidden[key] for key in keys}
        spare = [key for key in keys if key in board.hidden and key not in board.ledger.entries and entries[key].promised is None]
        inside = [one for one in worlds if not one.moved.keys().isdisjoint(keys)]
        block = block_of(entries, reading)
        for key in sorted(spare, key=lambda one: (-board.cost(one), one))[:TRIALS]:
            left = {one: entry for one, entry in entries.items() if one != key}
            without = _without(block, key, left, inside)
            if without is not None and _all_safe(left, block.rows, without, told):
                entries, inside = left, without
                board.hidden.discard(key)


def _without(block: Block, key: str, left: Mapping[str, Entry], worlds: list[World]) -> list[World] | None:
    """Give worlds for what is left when a cell is shown; None if that leaves one alone in a sum. Few are attacked in full."""
    if any(_leaves_one(row, key, left) for row in block.rows):
        return None
    still = [one for one in worlds if key not in one.moved]
    if len(left) <= FEW:
        return attack(Reading(left, tuple(block.rows), block.values), still).worlds
    small = {one: entry.promised for one, entry in left.items() if entry.promised is not None}
    return still + scenes(block, small, Terms(shown=frozenset(block.at.keys() - left.keys())))


def _all_safe(entries: Mapping[str, Entry], rows: Sequence[Row], worlds: Sequence[World], told: frozenset[str]) -> bool:
    """Say whether these worlds keep all that is promised; the marks may go on telling what they told before."""
    groups = [{key: entries[key] for key in keys} for keys in linked(entries, rows)]
    protected = [(key, group) for group in groups for key, one in group.items() if one.is_protected]
    return all(is_kept(key, group, worlds) and (key in told or is_innocent(key, group, worlds)) for key, group in protected)


def _leaves_one(row: Row, key: str, entries: Mapping[str, Entry]) -> bool:
    """Say whether a sum with this cell leaves exactly one cell unseen, which would be known."""
    unseen = [one for one, _ in row.terms if one in entries]
    return row.lower == row.upper and len(unseen) == 1 and entries[unseen[0]].is_protected and any(one == key for one, _ in row.terms)
