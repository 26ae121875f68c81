"""Fixtures every test may use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.utils.translation import override
from pytest_django.plugin import blocking_manager_key

from taskforce.kernel.acts import acting
from tests import cast as scene
from tests import watch


def pytest_configure() -> None:
    """Let every test live on the same day, in English, with quick passwords; those of signing in ask for what is strict."""
    settings.TASKFORCE_TODAY = scene.TODAY
    settings.LANGUAGE_CODE = "en"
    settings.SECOND_FACTOR_REQUIRED = False
    settings.MAIL_BESIDE = False  # a thread would not see what a test has not committed
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend", "QUEUES": []}}  # see ``printing``
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 60 * 60  # five minutes in real use: a slow machine takes longer over a module
    settings.WHITENOISE_USE_FINDERS = True  # files as they are now, not as they were collected once
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Set the scene once per test database."""
    with django_db_blocker.unblock():
        assert "test" in str(connection.settings_dict["NAME"]) or "memory" in str(connection.settings_dict["NAME"])
        watch.listen()
        scene.set_the_scene()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """Set the scene again behind a test that committed: the database is emptied after it, and others may follow."""
    begun = bool(getattr(item, "funcargs", None))  # a test that is skipped has emptied nothing
    yield
    marked = item.get_closest_marker("django_db")
    committed = "transactional_db" in getattr(item, "fixturenames", ()) or (marked is not None and marked.kwargs.get("transaction"))
    if begun and committed and nextitem is not None:
        with item.config.stash[blocking_manager_key].unblock():
            scene.set_the_scene()


@pytest.fixture(autouse=True)
def watched() -> Iterator[None]:
    """Fail the test that changed something without an act, or acted without a change."""
    yield
    caught, watch.found[:] = watch.found[:], []
    assert not caught, "\n".join(caught)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Begin each test in English, whatever language the one before spoke last."""
    with override("en"):
        yield


@pytest.fixture
def printing(settings: Any) -> None:
    """Print what is asked for at once, in the test itself; elsewhere it is asked for and waits, for a page takes a second to print."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "QUEUES": []}}


@pytest.fixture
def cast(db: None) -> scene.Cast:
    """The people and things of the scene."""
    return scene.Cast()


@pytest.fixture
def arranging(cast: scene.Cast) -> Iterator[scene.Cast]:
    """The scene, open for the clerk to write in."""
    with acting(cast.clerk, "tests.arrange"):
        yield cast
