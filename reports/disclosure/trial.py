"""How long a region takes: ``python -m reports.disclosure.trial`` prints it. Hotspots × measures × quarters, totals, years to date."""

from __future__ import annotations

import sys
import time
from itertools import accumulate
from random import Random

from reports.disclosure import Cell, Plan, Publication, Sum, plan

HOTSPOTS, MEASURES, QUARTERS, FAMILY = 15, 12, 4, 3  # every three measures have a total of their own
SCALES = (1, 3, 8, 30, 120)  # counts of a hotspot are about so large


def region(seed: int = 1, hotspots: int = HOTSPOTS, measures: int = MEASURES) -> Publication:
    """Make up a region's figures: each measure in each hotspot and quarter, summed over hotspots, quarters and families of measures."""
    random = Random(seed)  # noqa: S311  # figures of a trial, not secrets
    counts = {
        (measure, hotspot): [random.randint(0, 2 * scale) for _ in range(QUARTERS)]
        for measure in range(measures)
        for hotspot in range(hotspots)
        for scale in [random.choice(SCALES)]
    }
    families = {measures + number: range(number * FAMILY, (number + 1) * FAMILY) for number in range(measures // FAMILY)}
    for family, kinds in families.items():
        for hotspot in range(hotspots):
            counts[family, hotspot] = [sum(one) for one in zip(*(counts[kind, hotspot] for kind in kinds), strict=True)]
    cells, sums = _tables(counts, hotspots)
    places = [*map(str, range(hotspots)), "region"]
    sums += [
        Sum(_key(family, place, column), tuple(_key(kind, place, column) for kind in kinds))
        for family, kinds in families.items()
        for place in places
        for column in _columns()
    ]
    return Publication(tuple(cells), tuple(sums))


def _key(measure: int, place: str, column: str) -> str:
    return f"{measure}/{place}/{column}"


def _columns() -> list[str]:
    return [f"Q{number + 1}" for number in range(QUARTERS)] + [f"to Q{number + 1}" for number in range(1, QUARTERS)]


def _tables(counts: dict[tuple[int, int], list[int]], hotspots: int) -> tuple[list[Cell], list[Sum]]:
    """Lay the counts out as cells, with the region below the hotspots and the years to date beside the quarters."""
    cells, sums = [], []
    for measure in dict.fromkeys(measure for measure, _ in counts):
        rows = {str(hotspot): counts[measure, hotspot] for hotspot in range(hotspots)}
        rows["region"] = [sum(one) for one in zip(*rows.values(), strict=True)]
        for place, quarters in rows.items():
            level = int(place != "region")
            cells += [Cell(_key(measure, place, f"Q{number + 1}"), value, level, 1) for number, value in enumerate(quarters)]
            for number, value in list(enumerate(accumulate(quarters)))[1:]:
                cells.append(Cell(_key(measure, place, f"to Q{number + 1}"), value, level, 0))
                before = f"to Q{number}" if number > 1 else "Q1"
                parts = (_key(measure, place, before), _key(measure, place, f"Q{number + 1}"))
                sums.append(Sum(_key(measure, place, f"to Q{number + 1}"), parts))
        inside = [str(hotspot) for hotspot in range(hotspots)]
        sums += [Sum(_key(measure, "region", column), tuple(_key(measure, one, column) for one in inside)) for column in _columns()]
    return cells, sums


def main() -> None:
    """Time some regions and print what became of their cells."""
    for seed in range(1, 1 + int(sys.argv[1] if len(sys.argv) > 1 else 3)):
        publication = region(seed)
        start = time.process_time()
        answer = plan(publication)
        seconds = time.process_time() - start
        if not isinstance(answer, Plan):
            sys.stdout.write(f"region {seed}: refused, {answer.reason}, {seconds:.2f} s\n")
            continue
        small = sum(one.is_small for one in answer.hidden.values())
        told = f"{len(publication.cells)} cells, {small} small, {len(answer.hidden) - small} hidden for their sake"
        sys.stdout.write(f"region {seed}: {told}, {seconds:.2f} s\n")


if __name__ == "__main__":
    main()
