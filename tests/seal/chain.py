"""A journal made for the seal: many acts with their history and some readings, quickly written and always the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from actions.models import Entry, Quantity
from taskforce.kernel.journal import Act, Reading
from taskforce.models import User

START = datetime(2024, 3, 1, 8, tzinfo=UTC)
WORDS = "Maraude du soir, douze personnes rencontrées près de l’escalier ; deux orientées vers l’accueil de jour."
ROWS = 3
"""How many rows one act of the chain has: its own and two of history."""


def write(many: int, *, first: int = 1_000_001, gap: int = 10, seed: int = 1) -> range:
    """Write acts with two history rows each, and a reading for every fifth; every ``gap``-th key stays free. Returns the span of keys."""
    clerk, dice = User.objects.get(email="clerk@test.invalid"), Random(seed)  # noqa: S311  # the same chain each time
    entry, quantity = Entry.objects.earliest("pk"), Quantity.objects.earliest("pk")
    keys = [key for key in range(first, first + many + many // max(gap - 1, 1) + 1) if key % gap][:many]
    for start in range(0, many, 5000):
        some = keys[start : start + 5000]
        Act.objects.bulk_create(_acts(some, clerk, dice))
        Reading.objects.bulk_create(
            Reading(id=key, at=START, by=clerk, by_name="Clerk", subject_type="actions.entry", subject_id=key, salt=_salt(dice))
            for key in some
            if key % 5 == 0
        )
        _copies(Entry, entry, some, dice, lambda key: {"note": f"{WORDS} {key}", "client_key": UUID(int=key)})
        _copies(Quantity, quantity, some, dice, lambda key: {"value": key % 997, "base_value": key % 997})
    return range(keys[0], keys[-1] + 1)


def _salt(dice: Random) -> str:
    return f"{dice.getrandbits(128):032x}"


def _acts(keys: list[int], clerk: User, dice: Random) -> Iterator[Act]:
    for key in keys:
        yield Act(
            id=key, at=START + timedelta(seconds=key % 86400), by=clerk, by_name="Clerk", role="worker", code="actions.log_work",
            subject_type="actions.action", subject_id=key % 50, request_id=f"{key:032x}", reason="", salt=_salt(dice),
        )  # fmt: skip


def _copies(model: Any, it: Any, keys: list[int], dice: Random, given: Any) -> None:
    history = model.history.model
    same = {one.attname: getattr(it, one.attname) for one in model._meta.concrete_fields}
    history.objects.bulk_create(
        history(history_id=key, act_id=key, history_date=START, history_type="+", salt=_salt(dice), **{**same, "id": key, **given(key)})
        for key in keys
    )
