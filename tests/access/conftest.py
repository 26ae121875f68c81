"""The widened scene, built once per module and gone after it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.access.world import World, opened


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Three task forces with something in every state."""
    with opened(django_db_blocker) as it:
        yield it
