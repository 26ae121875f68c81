"""The tests of the barrier are no decoration: take a guard out and they notice. Here some, all of them in the heavy trials."""

from __future__ import annotations

import pytest

from taskforce import roles
from tests.access.mutants import mutants, taken_out
from tests.access.probing import survivors
from tests.access.test_walk import door  # noqa: F401  # a fixture
from tests.access.walking import Door
from tests.access.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.walks]
ONE_IN = 60


def test_every_room_has_its_guards() -> None:
    """The source is searched: rules, models, views, forms, figures, services and desks."""
    found = mutants()
    assert len(found) >= 60
    assert {one.room for one in found} == {"rules", "models", "views", "forms", "figures", "services", "desk"}


def test_some_guards_taken_out_are_missed(world: World, door: Door) -> None:  # noqa: F811
    """One in sixty of those in rules and models."""
    some = [one for one in mutants() if one.room in {"rules", "models"}][::ONE_IN]
    assert not survivors(world, door, some, taken_out)


def test_only_roles_that_seat_people_are_in_the_table_of_who_seats_whom() -> None:
    """The permission on the rules of seats is a second lock: see what is called equivalent."""
    assert set(roles.SEATS) == {role for role, given in roles.GRANTS.items() if roles.SEAT in given}


def test_whoever_carries_out_or_drafts_sees_the_workspace() -> None:
    """The permission on the rules of actions is a second lock: see what is called equivalent."""
    assert all(roles.VIEW in given for given in roles.GRANTS.values() if given & {roles.ACT, roles.PLAN})
