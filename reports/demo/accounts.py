"""The accounts to try: one for each role, in the order in which a hotspot meets them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reports.demo.stage import PASSWORD, address
from taskforce.models import Seat

# Whose account, and in which workspace the part is played that stands beside it.
SHOWN = (
    ("bourgmestre.anderlecht", "BRU-07"),
    ("coordination.anderlecht", "BRU-07"),
    ("police-5341", "BRU-07"),
    ("parquet", "BRU-11"),
    ("rue-2", "BRU-07"),
    ("sante", "BRU-07"),
    ("proprete", "BRU-07"),
    ("observatoire", "BRU-07"),
    ("coordination.schaerbeek", "BRU-11"),
    ("cellule", "BRU-CELL"),
    ("relecture", "BRU-CELL"),
    ("nalezing", "BRU-CELL"),
    ("conseil", "BRU-COUNCIL"),
    ("secretariat", "BRU-COUNCIL"),
    ("audit", "BRU-COUNCIL"),
    ("steward", "BRU-COUNCIL"),
    ("prefecture.alencon", "ALE-01"),
    ("mairie.alencon", "ALE-01"),
    ("procureur.alencon", "ALE-01"),
    ("coordination.alencon", "ALE-01"),
    ("relecture.alencon", "ALE-CELL"),
)


class Account(NamedTuple):
    """An account to sign in with, and whose part it plays."""

    email: str
    password: str
    part: str


def accounts() -> Iterator[Account]:
    """List the accounts with their parts, in the language in use."""
    for who, workspace in SHOWN:
        seats = Seat.objects.select_related("title", "organisation", "workspace", "person")
        seat = seats.get(person__email=address(who), workspace__reference=workspace, ended_on__isnull=True)
        role = seat.get_role_display()
        part = role if seat.title is None else f"{role} ({seat.title})"
        yield Account(seat.person.email, PASSWORD, f"{part} · {seat.organisation} · {seat.workspace} · {seat.person.language}")
