"""The one question others ask: what of this may be printed, after everything that was?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from reports.disclosure.attack import Reading, Siege, attack, ranges
from reports.disclosure.board import Board
from reports.disclosure.hiding import suppress
from reports.disclosure.ledger import Entry, Interval, Ledger, Standing
from reports.disclosure.publication import Publication, as_decimal


class Reason(StrEnum):
    """Why nothing may be printed as it was asked."""

    MUST_SHOW = "must_show"  # a cell is to be shown whatever happens, and has to be hidden
    NO_WAY = "no_way"  # hiding all that may be hidden does not protect these cells
    EARLIER = "earlier"  # what was published before already gives these cells away


class Step(StrEnum):
    """How to say less."""

    LEVEL = "level"  # leave out the deepest level of places or measures
    GRAIN = "grain"  # leave out the shortest periods
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Hidden:
    """A cell in whose place the mark stands.

    ``is_small``: hidden for its own sake (never to be told). ``promised``: what later publications keep too, None: not to be known
    exactly. ``proven``: nobody can place it more narrowly today; whole tables that end here and there were found (``seen`` tells how
    much wider it is in truth).
    """

    is_small: bool
    promised: Interval | None
    proven: Interval


@dataclass(frozen=True, slots=True)
class Plan:
    """What to print. ``ratios`` are the numbers to print, None for the mark; ``ledger`` is the one to keep once it is printed.

    ``told_by_marks``: counts no sum tells to be small, but the marks do, to a reader who knows the method: nothing else explains them.
    """

    released: Mapping[str, int]
    hidden: Mapping[str, Hidden]
    ratios: Mapping[str, Decimal | None]
    ledger: Ledger
    told_by_marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Coarser:
    """A publication that says less and keeps every promise: leave out these cells and what is derived from them."""

    step: Step
    without: frozenset[str]
    plan: Plan


@dataclass(frozen=True, slots=True)
class Refusal:
    """Nothing may be printed as asked: why, because of which cells, and what could be printed instead, if anything."""

    reason: Reason
    cells: tuple[str, ...]
    coarser: Coarser | None = None


EMPTY = Ledger()


def plan(publication: Publication, ledger: Ledger = EMPTY) -> Plan | Refusal:
    """Say what of a publication may be printed after all that the ledger holds.

    Counts in whole numbers; keys are the caller's. Deterministic: the same question gets the same answer. ValueError if the publication
    contradicts itself or the ledger (a sum that is not one, a value changed under the same key).
    """
    answer = _attempt(publication, ledger)
    if isinstance(answer, Refusal) and answer.reason is not Reason.EARLIER:
        return replace(answer, coarser=next(_coarser(publication, ledger), None))
    return answer


def _attempt(publication: Publication, ledger: Ledger) -> Plan | Refusal:
    board = Board(publication, ledger, publication.check(ledger.values))
    contradicted = board.start()
    if contradicted:
        return Refusal(Reason.MUST_SHOW, tuple(contradicted))
    bare = suppress(board)
    siege = attack(board.reading())  # from nothing but what will be printed
    if bare or siege.bare:
        given_away = attack(_before(ledger)).bare
        return Refusal(Reason.EARLIER, tuple(given_away)) if given_away else Refusal(Reason.NO_WAY, tuple(bare or siege.bare))
    return _written(board, siege)


def _before(ledger: Ledger) -> Reading:
    """Give what the reader had before him without this publication."""
    unseen = {key: one for key, one in ledger.entries.items() if one.standing is not Standing.RELEASED}
    return Reading(unseen, ledger.rows, ledger.values)


def _written(board: Board, siege: Siege) -> Plan:
    """Write down what was decided, for the printer and for the ledger."""
    shown = [key for key, cell in board.cells.items() if cell.shown]
    ratios = {one.key: None if one.key in board.dropped else as_decimal(one, board.values) for one in board.publication.ratios}
    return Plan(
        released={key: board.values[key] for key in shown if board.is_released(key)},
        hidden={
            key: _hidden(board.entries[key], {one.moved[key] for one in siege.worlds if key in one.moved})
            for key in shown
            if not board.is_released(key)
        },
        ratios=ratios,
        ledger=_ledger(board),
        told_by_marks=tuple(siege.told),
    )


def _hidden(entry: Entry, reached: set[int]) -> Hidden:
    reached.add(entry.value)
    return Hidden(entry.promised is not None, entry.promised, Interval(min(reached), max(reached)))


def seen(ledger: Ledger) -> dict[str, Interval]:
    """Say where a reader of everything can place each count that is not printed: two linear programmes each, so a while for many."""
    return ranges(_before(ledger))


def _ledger(board: Board) -> Ledger:
    entries = {
        key: replace(one, standing=Standing.RELEASED, promised=None) if board.is_released(key) else one
        for key, one in board.entries.items()
    }
    known = set(board.ledger.rows)
    told = [replace(row, ratio="") for row in (*board.publication.rows(board.values), *board.ratio_rows())]
    return Ledger({**board.ledger.entries, **entries}, (*board.ledger.rows, *(row for row in dict.fromkeys(told) if row not in known)))


def _coarser(publication: Publication, ledger: Ledger) -> Iterator[Coarser]:
    """Give publications that say less and can be printed, the one that loses least first."""
    deepest = max((one.level for one in publication.cells), default=0)
    finest = max((one.grain for one in publication.cells), default=0)
    low = frozenset(one.key for one in publication.cells if one.level == deepest) if deepest else frozenset()
    short = frozenset(one.key for one in publication.cells if one.grain == finest) if finest else frozenset()
    for step, keys in ((Step.LEVEL, low), (Step.GRAIN, short), (Step.BOTH, low | short)):
        if keys and (step is not Step.BOTH or (low and short)):
            answer = _attempt(publication.without(keys), ledger)
            if isinstance(answer, Plan):
                yield Coarser(step, keys, answer)
