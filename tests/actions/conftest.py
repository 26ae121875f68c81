"""Words are read in English here."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils.translation import override


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Speak English, whatever the site's first language."""
    with override("en"):
        yield
