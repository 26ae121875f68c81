"""Every row of every model × everybody: read exactly by those written down, today and in the past."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import FieldError

from taskforce.models import Directory, User, Workspace
from tests.access.sight import MACHINERY, PAST, PRESENT, at_table, holds
from tests.access.world import World
from tests.cast import EVERYONE

pytestmark = pytest.mark.django_db
MODELS = [
    one
    for one in apps.get_models()
    if hasattr(one._default_manager.all(), "visible_to")
    and not one.__name__.startswith("Historical")
    and one._meta.label_lower not in MACHINERY
]


def where_of(row: Any, rooms: dict[int, str]) -> str:
    """The reference of the workspace a row lives in."""
    key = row.pk if isinstance(row, Workspace) else getattr(row, "workspace_id", None)
    return rooms.get(key, "")


def people() -> dict[str, User]:
    """Everybody as the next request finds them."""
    return {name: User.objects.get(email=f"{name}@test.invalid") for name in EVERYONE}


def deviations(model: Any, everybody: dict[str, User]) -> list[str]:
    """Name the rows somebody reads against the table, or does not read in spite of it."""
    rooms = dict(Workspace.objects.values_list("pk", "reference"))
    label, manager = model._meta.label_lower, model._default_manager
    usual = PRESENT.get(label, holds if issubclass(model, Directory) else at_table)
    rows = [(row, where_of(row, rooms)) for row in manager.all()]
    found = []
    for when, rule in (("visible_to", usual), ("past_visible_to", PAST.get(label, usual))):
        for name, person in everybody.items() if hasattr(manager.all(), when) else ():
            seen = set(getattr(manager.all(), when)(person).values_list("pk", flat=True))
            expected = {row.pk for row, where in rows if rule(name, where, row)}
            found += [f"{name} {label} {when}: reads {seen - expected}, misses {expected - seen}"] if seen != expected else []
    return found


@pytest.fixture(scope="module")
def everybody(world: World) -> dict[str, User]:
    """The cast, with what each may do read once."""
    return people()


@pytest.mark.parametrize("model", MODELS, ids=lambda one: one._meta.label_lower)
def test_each_row_is_read_by_those_written_down(model: Any, everybody: dict[str, User]) -> None:
    """Nobody reads more, and nobody less."""
    assert not (wrong := deviations(model, everybody)), "\n".join(wrong)


@pytest.mark.parametrize("label", MACHINERY)
def test_machinery_gives_nobody_a_row(label: str, everybody: dict[str, User]) -> None:
    """What is kept out of the walk above has no workspace by which anybody could be let in: being asked, it fails."""
    with pytest.raises(FieldError):
        apps.get_model(label)._default_manager.visible_to(everybody["auditor"])
