"""The whole table of addresses, every case of it."""

from __future__ import annotations

import pytest

from tests.access.conftest import world  # noqa: F401  # a fixture
from tests.access.pages import PAGES
from tests.access.test_walk import door, walk  # noqa: F401  # a fixture
from tests.access.walking import Door, cases, targets
from tests.access.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.heavy]
PARTS = 4


@pytest.mark.parametrize("part", range(PARTS))
def test_no_answer_differs_from_the_table(part: int, world: World, door: Door) -> None:  # noqa: F811
    """Every address × method × persona × own, elsewhere, foreign, missing and archived."""
    mine = PAGES[part::PARTS]
    wrong = [found for row in mine for found in walk(world, door, row, 1)]
    assert not wrong, "\n".join(wrong)
    size = sum(len(list(cases(row, world.sides["TST-01"], target))) for row in mine for target in targets(row))
    print(f"{size} cases of the table in part {part + 1} of {PARTS}: 0 deviations")  # the figure
