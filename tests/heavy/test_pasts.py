"""Many made-up pasts: each evening is remembered as it was, and told to each reader as far as it is theirs."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.access.world import undone
from tests.cast import EVERYONE, Cast
from tests.pasts import DEEDS, lived, remembered, told_to

pytestmark = pytest.mark.heavy
played: list[str] = []
evenings_seen: list[int] = []


@given(DEEDS)
@settings(max_examples=40, deadline=None, suppress_health_check=[*HealthCheck])
def _every_evening(deeds: list[Any]) -> None:
    with undone():
        evenings = lived(deeds, played)
        for day, stood in evenings.items():
            assert remembered(day) == stood, day
        for name in EVERYONE:
            for day in (min(evenings), max(evenings)):
                told_to(getattr(Cast(), name), day, evenings[day], evenings[max(evenings)])
        evenings_seen.append(len(evenings))


def test_as_of_equals_what_was_written_down_every_evening(cast: Cast) -> None:
    """Forty pasts of up to twelve deeds by the services, every list, every evening; every persona on the first and the last."""
    _every_evening()
    print(
        f"as of: {len(evenings_seen)} pasts, {len(played)} acts, {sum(evenings_seen)} evenings × 30 lists, 0 differences"
    )  # the figure measured
    assert len(played) > 100
