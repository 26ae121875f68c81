"""What a seat gives, and when it stops giving."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hotspots.models import Hotspot
from taskforce import roles
from tests.cast import Cast


def test_a_local_seat_gives_its_workspace_only(cast: Cast) -> None:
    """A mayor sees her hotspot and not her neighbour's."""
    assert {one.reference for one in Hotspot.objects.visible_to(cast.mayor)} == {"TST-01", "TST-03"}


def test_a_seat_in_the_cell_covers_the_workspaces_below(cast: Cast) -> None:
    """The cell sees every hotspot of its region."""
    assert Hotspot.objects.visible_to(cast.reviewer).count() == 3
    assert cast.reviewer.mandates.hold(roles.REVIEW, cast.workspace("TST-01"))


@pytest.mark.parametrize("name", ["expired", "unsigned", "outsider", "steward", "auditor"])
def test_nothing_to_see_without_a_seat_in_force_that_gives_sight(name: str, cast: Cast) -> None:
    """Expired, unsigned or technical seats show no hotspot."""
    assert not Hotspot.objects.visible_to(getattr(cast, name)).exists()


@pytest.mark.parametrize(("name", "asked"), [("worker", 1), ("mayor", 1), ("outsider", 1), ("reviewer", 2), ("head", 2), ("member", 2)])
def test_what_a_person_may_do_is_asked_once(name: str, asked: int, cast: Cast) -> None:
    """One query tells it, however many things there are; one more names the workspaces below, for those who sit above some."""
    person = getattr(cast, name)
    with CaptureQueriesContext(connection) as queries:
        _ = person.mandates
    assert len(queries) == asked
