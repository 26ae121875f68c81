"""Fixtures every test may use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.utils.translation import override

from taskforce.kernel.acts import acting
from tests import cast as scene


def pytest_configure() -> None:
    """Let every test live on the same day, in English, with quick passwords and plain static files."""
    settings.TASKFORCE_TODAY = scene.TODAY
    settings.LANGUAGE_CODE = "en"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Set the scene once per test database."""
    with django_db_blocker.unblock():
        assert "test" in str(connection.settings_dict["NAME"]) or "memory" in str(connection.settings_dict["NAME"])
        scene.set_the_scene()


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Begin each test in English, whatever language the one before spoke last."""
    with override("en"):
        yield


@pytest.fixture
def cast(db: None) -> scene.Cast:
    """The people and things of the scene."""
    return scene.Cast()


@pytest.fixture
def arranging(cast: scene.Cast) -> Iterator[scene.Cast]:
    """The scene, open for the clerk to write in."""
    with acting(cast.clerk, "tests.arrange"):
        yield cast
