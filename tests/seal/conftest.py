"""Fixtures for what other processes must see."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import watch


@pytest.fixture(autouse=True)
def on_purpose() -> Iterator[None]:
    """Let these tests tamper with what is written: they prove that the seal finds it."""
    with watch.looking_away():
        yield


@pytest.fixture
def committed(transactional_db: None) -> None:
    """Let what is written be seen by other processes."""
