"""The widened scene, with a program for everybody."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from taskforce.kernel.acts import acting
from tests.access.world import World, opened
from tests.api.table import program, programs
from tests.cast import Cast


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Three task forces with something in every state."""
    with opened(django_db_blocker) as it:
        with acting(it.cast.clerk, "tests.arrange"):
            it.programs = programs()
        yield it


@pytest.fixture
def lent(cast: Cast) -> Any:
    """A token for somebody of the cast, in their seat of a workspace."""

    def made(name: str, where: str = "TST-01", scope: str = "write", language: str = "en") -> Client:
        with acting(cast.clerk, "tests.arrange"):
            return program(getattr(cast, name), cast.seat(name, where), scope, language)

    return made
