"""Made-up publications: single tables of every shape, and years in which things are corrected, added and moved."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import accumulate, product
from random import Random

from reports.disclosure import Cell, Correction, Ledger, Plan, Publication, Ratio, Refusal, Sum, plan
from tests.reports.attacker import Share, Sheet

WITHIN = 3  # corrections move a figure by so much at most, and everybody knows it


def printed(publication: Publication, answer: Plan) -> Sheet:
    """Lay out what a reader gets: numbers and marks, never why a mark stands there."""
    cells = {one.key: answer.released.get(one.key) for one in publication.cells if one.shown}
    assert {key for key, value in cells.items() if value is None} == answer.hidden.keys()
    told = {key: None if value is None else Fraction(value) for key, value in answer.ratios.items()}
    shares = [Share(one.part, one.whole, one.scale, one.decimals, told.get(one.key)) for one in publication.ratios]
    sums = [(one.total, list(one.parts)) for one in publication.sums]
    return Sheet(cells, sums, shares, [(one.new, one.old) for one in publication.corrections])


def asked(publication: Publication, ledger: Ledger | None = None) -> tuple[Publication, Plan] | Refusal:
    """Ask for a plan; take the coarser publication where one is offered."""
    answer = plan(publication, ledger or Ledger())
    if isinstance(answer, Plan):
        return publication, answer
    if answer.coarser:
        return publication.without(answer.coarser.without), answer.coarser.plan
    return answer


def count(random: Random) -> int:
    """Small as often as not."""
    return random.choice([0, 1, 2, 3, 4, random.randint(1, 12), random.randint(5, 40), random.randint(20, 300)])


def table(seed: int) -> Publication:
    """A table over one to three trees (places, times, kinds), each with totals at every level."""
    random = Random(seed)  # noqa: S311  # made-up figures, not secrets
    shapes = random.choice([[[4]], [[7]], [[2, 3]], [[3], [3]], [[4], [4]], [[2, 2], [3]], [[3], [2], [2]], [[2, 2], [2, 2]]])
    trees = [tree(shape, letter) for shape, letter in zip(shapes, "pqr", strict=False)]
    leaves = [[node for node, parts in one.items() if not parts] for one in trees]
    values = {leaf: count(random) for leaf in product(*leaves)}
    cells, sums = {}, []
    for place in product(*(sorted(one, key=lambda node: -len(node)) for one in trees)):
        key = " ".join(place)
        for axis, (tree_, node) in enumerate(zip(trees, place, strict=True)):
            if tree_[node]:
                parts = [(*place[:axis], part, *place[axis + 1 :]) for part in tree_[node]]
                values[place] = sum(values[part] for part in parts)
                sums.append(Sum(key, tuple(" ".join(part) for part in parts)))
        depth = len(place[0]) - 1
        top = all(len(node) == 1 for node in place)
        finest = max((len(node) - 1 for node in place[1:]), default=0)
        cells[key] = Cell(key, values[place], depth, finest, must_show=top and values[place] > 4 and random.random() < 0.8)
    root = " ".join("pqr"[: len(trees)])
    ratios = [Ratio(f"% {key}", key, root, decimals=random.choice([0, 1])) for key in cells if key != root and random.random() < 0.3]
    return Publication(tuple(cells.values()), tuple(sums), tuple(ratios), zeros_guarded=random.random() < 0.15)


def tree(widths: list[int], name: str) -> dict[str, list[str]]:
    """Nodes with their parts; a name is as long as it is deep."""
    if not widths:
        return {name: []}
    parts = [name + "abcdefgh"[number] for number in range(widths[0])]
    return {name: parts, **{node: below for part in parts for node, below in tree(widths[1:], part).items()}}


@dataclass
class Story:
    """A region over the quarters of a year: each step is a publication after all those before."""

    seed: int
    quarters: int = 4
    ledger: Ledger = field(default_factory=Ledger)
    sheets: list[Sheet] = field(default_factory=list)
    plans: list[Plan] = field(default_factory=list)
    refused: int = 0
    happened: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.random = Random(self.seed)  # noqa: S311  # made-up figures, not secrets
        self.parent = {f"h{number}": f"m{number % 2}" for number in range(self.random.choice([4, 5]))}
        self.counts: dict[tuple[str, int], int] = {}
        self.minors: dict[tuple[str, int], int] = {}
        self.keys: dict[tuple[str, str], Cell] = {}  # each figure as it stands
        self.made: dict[tuple[str, str], frozenset[str]] = {}  # of which hotspots
        self.backward = self.random.random() < 0.5  # figures of a new hotspot before it was one are shown
        self.within = self.random.choice([None, WITHIN])
        self.shares = self.random.random() < 0.6
        self.ages = self.random.random() < 0.4

    def tell(self) -> Story:
        """Publish every quarter, with what happened meanwhile."""
        for quarter in range(1, self.quarters + 1):
            for hotspot in self.parent:
                self.counts[hotspot, quarter] = count(self.random)
            if quarter > 1:
                self._something(quarter)
            self.publish(self.publication(quarter))
        return self

    def publish(self, publication: Publication) -> None:
        """Ask, print, and keep what is printed."""
        answer = asked(publication, self.ledger)
        if isinstance(answer, Refusal):
            self.refused += 1
            return
        said, plan_ = answer
        self.sheets.append(printed(said, plan_))
        self.plans.append(plan_)
        self.ledger = plan_.ledger

    def _something(self, quarter: int) -> None:
        what = self.random.choice(["correction", "correction", "added", "moved", "nothing"])
        self.happened.add(what)
        hotspot = self.random.choice(list(self.parent))
        if what == "correction":
            earlier = self.random.randint(1, quarter - 1)
            by = self.random.choice([-3, -2, -1, 1, 2, 3])
            self.counts[hotspot, earlier] = max(0, self.counts[hotspot, earlier] + by)
        elif what == "added":
            new = f"h{len(self.parent)}"
            self.parent[new] = self.random.choice(["m0", "m1"])
            self.counts.update({(new, one): count(self.random) for one in range(1, quarter + 1)})
        elif what == "moved" and sum(one == self.parent[hotspot] for one in self.parent.values()) > 1:
            self.parent[hotspot] = "m1" if self.parent[hotspot] == "m0" else "m0"

    def publication(self, quarter: int) -> Publication:
        """Everything new: the quarter, the year to date, and what is said again because it changed."""
        corrections: list[Correction] = []
        for number in range(1, quarter + 1):
            self._column(f"Q{number}", [number], quarter, corrections)
        for number in range(2, quarter + 1):
            self._column(f"to Q{number}", list(range(1, number + 1)), quarter, corrections)
        new = [cell for cell in self.keys.values() if cell.key not in self.ledger.entries]
        sums = [one for one in self._sums(quarter) if {one.total, *one.parts} & {cell.key for cell in new}]
        ratios, hidden = self._ratios(quarter)
        sums += [Sum(self.keys[place, f"Q{quarter}"].key, tuple(one.key for one in parts)) for place, parts in hidden.items()]
        cells = (*new, *(one for parts in hidden.values() for one in parts))
        known = {*self.ledger.entries, *(one.key for one in cells)}
        linked = tuple(one for one in corrections if {one.new, one.old} <= known)
        return Publication(tuple(cells), tuple(sums), tuple(ratios), linked)

    def _column(self, column: str, quarters: list[int], now: int, corrections: list[Correction]) -> None:
        for place in [*self.parent, "m0", "m1", "all"]:
            inside = frozenset(one for one, parent in self.parent.items() if place in {one, parent, "all"})
            value = sum(self.counts[one, quarter] for one in inside for quarter in quarters)
            before, made = self.keys.get((place, column)), self.made.get((place, column))
            if before is None or before.value != value or made != inside:
                key = f"{place}/{column}/{now}"
                old = column not in {f"Q{now}", f"to Q{now}"} and place.startswith("h") and before is None
                level = {"a": 0, "m": 1, "h": 2}[place[0]]
                shown = self.backward or not old
                self.keys[place, column] = Cell(key, value, level, int(column.startswith("Q")), shown=shown)
                self.made[place, column] = inside
                if before is not None and made == inside:
                    corrections.append(Correction(key, before.key, self.within))

    def _sums(self, quarter: int) -> list[Sum]:
        columns = [f"Q{number}" for number in range(1, quarter + 1)]
        sums = []
        for column in [*columns, *(f"to Q{number}" for number in range(2, quarter + 1))]:
            sums.append(Sum(self._key("all", column), (self._key("m0", column), self._key("m1", column))))
            for parent in ("m0", "m1"):
                inside = [self._key(one, column) for one, own in self.parent.items() if own == parent]
                sums += [Sum(self._key(parent, column), tuple(inside))]
        for place in [*self.parent, "m0", "m1", "all"]:
            for number, parts in list(enumerate(accumulate([one] for one in columns)))[1:]:
                sums.append(Sum(self._key(place, f"to Q{number + 1}"), tuple(self._key(place, one) for one in parts)))
        return sums

    def _key(self, place: str, column: str) -> str:
        return self.keys[place, column].key

    def _ratios(self, quarter: int) -> tuple[list[Ratio], dict[str, tuple[Cell, Cell]]]:
        """Shares of the region, and shares of minors, of whom no table counts how many they are."""
        column, hidden = f"Q{quarter}", {}
        places = [*self.parent, "m0", "m1"] if self.shares else []
        ratios = [Ratio(f"% {one}/{quarter}", self._key(one, column), self._key("all", column), decimals=1) for one in places]
        for place in self.parent if self.ages else []:
            whole = self.keys[place, column]
            minors = self.random.randint(0, whole.value)
            young, old = (
                Cell(f"{who} {place}/{quarter}", number, 3, 1, shown=False)
                for who, number in (("minors", minors), ("others", whole.value - minors))
            )
            hidden[place] = (young, old)
            ratios.append(Ratio(f"% minors {place}/{quarter}", young.key, whole.key))
        return ratios, hidden


class Forgetful(Story):
    """The same year, published by somebody who keeps no ledger: each publication is planned as if it were the first."""

    def publish(self, publication: Publication) -> None:
        """Plan what is new alone; the reader sees all the same what it hangs together with."""
        known = {one.key for one in publication.cells}
        alone = replace(publication, sums=tuple(one for one in publication.sums if {one.total, *one.parts} <= known), corrections=())
        alone = replace(alone, ratios=tuple(one for one in publication.ratios if {one.part, one.whole} <= known))
        answer = asked(alone)
        if isinstance(answer, Refusal):
            return
        sums = [(one.total, list(one.parts)) for one in publication.sums]
        self.sheets.append(replace(printed(*answer), sums=sums, replaces=[(one.new, one.old) for one in publication.corrections]))
        self.plans.append(answer[1])
        self.ledger = Ledger({**self.ledger.entries, **answer[1].ledger.entries})
