"""Fixtures of the hotspots' tests: English words, and a browser for anybody."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.utils.translation import override

from taskforce.models import User


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Say things in English."""
    with override("en"):
        yield


@pytest.fixture
def signed_in(db: None) -> Callable[[User], Client]:
    """Open the site as somebody."""

    def opened(person: User) -> Client:
        client = Client(headers={"accept-language": "en"})
        client.force_login(person)
        return client

    return opened
