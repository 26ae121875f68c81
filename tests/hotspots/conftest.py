"""Fixtures of the hotspots' tests: a browser for anybody."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from taskforce.models import User


@pytest.fixture
def signed_in(db: None) -> Callable[[User], Client]:
    """Open the site as somebody."""

    def opened(person: User) -> Client:
        client = Client(headers={"accept-language": "en"})
        client.force_login(person)
        return client

    return opened
