"""A thousand sequences of hidden acts, and the papers: not a byte of any answer changes."""

from __future__ import annotations

import pytest

from tests.access.conftest import world  # noqa: F401  # a fixture
from tests.access.interference import HIDDEN, Onlooker, sequence, trial
from tests.access.walking import Door
from tests.access.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.heavy]
SEQUENCES, PARTS, PAGES_EACH = 1_000, 8, 3


@pytest.fixture(scope="module")
def onlookers(world: World) -> dict[str, Onlooker]:  # noqa: F811
    """Everybody from whom something is hidden."""
    door = Door(world)
    return {name: Onlooker(world, door, name) for name in HIDDEN}


@pytest.mark.parametrize("part", range(PARTS))
def test_what_is_hidden_changes_no_answer(part: int, world: World, onlookers: dict[str, Onlooker]) -> None:  # noqa: F811
    """Pages, counts, orders, errors, mails and logs, each address of the table in turn."""
    seeds = range(part, SEQUENCES, PARTS)
    wrong = [found for seed in seeds if (found := trial(world, onlookers, seed, PAGES_EACH))]
    asked = sum(len(one.before) for one in onlookers.values())
    print(f"{len(seeds)} sequences, {asked} addresses asked by {len(onlookers)} onlookers: {len(wrong)} told something")  # the figure
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", ["mayor", "member", "head"])
def test_what_is_hidden_changes_no_paper(name: str, world: World, onlookers: dict[str, Onlooker]) -> None:  # noqa: F811
    """Printed before and after, the paper is the same file."""
    it = onlookers[name]
    _acts, happening = sequence(world, name, 7)
    assert not it.differences(it.papers, happening)
