"""Every guard of the barrier taken out, one at a time: each is missed by a test.

There are some eight hundred, and a guard that nobody misses takes a minute to find: each day has its eighth, ``make test-mutants`` all.
"""

from __future__ import annotations

import os
import time

import pytest

from tests.access.conftest import world  # noqa: F401  # a fixture
from tests.access.mutants import mutants, taken_out
from tests.access.probing import caught, survivors
from tests.access.test_walk import door  # noqa: F401  # a fixture
from tests.access.walking import Door
from tests.access.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.heavy, pytest.mark.timeout(3600)]
PARTS = 8
TODAYS = range(PARTS) if os.environ.get("MUTANTS") == "all" else [int(time.time()) // 86_400 % PARTS]


@pytest.mark.parametrize("part", TODAYS)
def test_nothing_is_noticed_while_all_guards_stand(part: int, world: World, door: Door) -> None:  # noqa: F811
    """One guard of each module, left where it is: else every test that breaks would pass for one that notices."""
    standing = list({(one.room, one.path): one for one in mutants()}.values())[part::PARTS]
    assert not [str(one) for one in standing if caught(world, door, one)]


@pytest.mark.parametrize("part", TODAYS)
def test_no_guard_is_missing_unnoticed(part: int, world: World, door: Door) -> None:  # noqa: F811
    """Permissions, objections, filters, look-ups, choices, eyes and tiers."""
    mine = list(mutants()[part::PARTS])
    alive = survivors(world, door, mine, taken_out)
    print(f"{len(mine)} guards taken out in part {part + 1} of {PARTS}: {len(mine) - len(alive)} caught")  # the figure
    assert not alive, "\n".join(alive)
    assert len(mine) >= 60
