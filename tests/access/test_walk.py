"""The whole table walked: no answer differs from what is written, and a foreign thing cannot be told from a missing one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from taskforce.kernel.journal import Act
from tests.access.canaries import overheard
from tests.access.pages import PAGES, Page
from tests.access.test_urls import ready, title
from tests.access.walking import (
    ANSWERED,
    METHODS,
    PERSONAS,
    TARGETS,
    THE_REGION,
    Case,
    Door,
    allowed,
    archive,
    asked,
    cases,
    plainly,
    targets,
)
from tests.access.world import World, undone

pytestmark = [pytest.mark.django_db, pytest.mark.walks]
ONE_IN = 16  # of the cases, in every run; ``make test-heavy`` walks them all


@pytest.fixture(scope="module")
def door(world: World) -> Door:
    """The way in for everybody."""
    return Door(world)


def deviation(world: World, door: Door, case: Case) -> str:
    """Say how one answer differs from the table; nothing if it does not."""
    before = Act.objects.count()
    with undone():
        answer = asked(door, case)
        wrote = Act.objects.count() != before
    if answer.status_code not in case.allowed:
        return f"{case}: {answer.status_code}"
    return next((f"{case}: {what}" for what, wrong in _faults(world, door, case, answer, wrote=wrote) if wrong), "")


def _faults(world: World, door: Door, case: Case, answer: Any, *, wrote: bool) -> Iterator[tuple[str, bool]]:
    """What may be wrong with an answer whose status is right."""
    text = plainly(answer)
    stranger = case.persona in {"outsider", "anonymous"}
    yield "wrote an act", wrote and not (case.method == "post" and case.allowed == ANSWERED)
    yield "a body", case.method == "head" and bool(answer.content)
    yield "told what is hidden", case.persona != "anonymous" and bool(overheard(case.persona, text.decode(errors="ignore")))
    yield "a stranger reads of the region", stranger and any(word in text for word in THE_REGION)
    missing = answer.status_code == 404 and case.method in {"get", "post"}
    yield "a foreign thing is told from a missing one", missing and text != nothing(world, door, case)
    yield "a validator that outlives what one may read", any(name in answer for name in ("ETag", "Last-Modified"))


def nothing(world: World, door: Door, case: Case) -> bytes:
    """What somebody is answered where nothing is."""
    key = f"walk {case.persona}"
    if key not in world.nothing:
        world.nothing[key] = plainly(door.ask(case.persona, "get", "/nowhere-at-all/"))
    return world.nothing[key]


def walk(world: World, door: Door, row: Page, one_in: int) -> list[str]:
    """Walk one row of the table; count the cases; tell the deviations."""
    wrong = []
    with undone():
        ready(world, row)
        for target in targets(row):
            side = world.sides[TARGETS[target]]
            given = list(cases(row, side, target, one_in=one_in))
            if target == "archived":
                archive(world, side)
            wrong += _all(world, door, given)
    return wrong


def _all(world: World, door: Door, given: list[Case]) -> list[str]:
    """Ask every case but papers that would be printed: printing is slow, and tested elsewhere."""
    return [found for one in given if not (one.path.endswith(".pdf") and one.allowed == {200}) if (found := deviation(world, door, one))]


@pytest.mark.parametrize("row", PAGES, ids=title)
def test_no_answer_differs_from_the_table(row: Page, world: World, door: Door) -> None:
    """Every sixteenth case of the row, so chosen that every persona, method and target meet; all of them in tests/heavy."""
    assert not (wrong := walk(world, door, row, ONE_IN)), "\n".join(wrong)


def test_the_table_is_large_enough(world: World) -> None:
    """It has at least eight thousand cases, of at least twelve personas; every persona meets every method in every run."""
    size, met = 0, set()
    for row in PAGES:
        for target in targets(row):
            side = world.sides[TARGETS[target]]
            size += sum(1 for _one in cases(row, side, target))
            met |= {(one.persona, one.method, target) for one in cases(row, side, target, one_in=ONE_IN)}
    print(f"{size} cases: {len(PAGES)} rows, {len(PERSONAS)} personas, {len(METHODS)} methods")  # the figure
    assert size >= 8_000
    assert len(PERSONAS) >= 12
    assert met == {(persona, method, target) for persona in PERSONAS for method in METHODS for target in TARGETS}


def test_every_method_is_written_for_every_row() -> None:
    """No case without an expectation."""
    side: Any = type("Nowhere", (), {"reference": "ATT-01"})()
    for row in PAGES:
        for method in METHODS:
            assert allowed(row, side, "missing", "anonymous", method) == {302}
