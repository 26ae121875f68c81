"""A lifecycle is a table of allowed moves; the table is data, so it can be drawn, compared with the docs and tested."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import Model

Moves = dict[str, frozenset[str]]


class WrongMove(PermissionDenied):
    """The lifecycle has no such move."""


def can_move(thing: Any, to: str) -> bool:
    """Say whether the thing's lifecycle has the move from where it stands."""
    return to in thing.MOVES[thing.state]


def move(thing: Any, to: str) -> None:
    """Change the thing's state if its lifecycle has the move; saving is the caller's."""
    if not can_move(thing, to):
        names = dict(type(thing).State.choices)
        raise WrongMove(
            _("%(thing)s cannot go from “%(old)s” to “%(new)s”.") % {"thing": thing, "old": names[thing.state], "new": names[to]},
        )
    thing.state = to


def living_models() -> Iterator[type[Model]]:
    """Name every model that has a lifecycle, in a stable order."""
    yield from sorted((m for m in apps.get_models() if "MOVES" in vars(m)), key=lambda m: m._meta.label)


def diagram(moves: Moves) -> str:
    """Draw the table as Mermaid."""
    first = next(iter(moves))
    lines = [f"[*] --> {first}"]
    lines += [f"{here} --> {there}" for here, theres in moves.items() for there in sorted(theres)]
    lines += [f"{here} --> [*]" for here, theres in moves.items() if not theres]
    return "stateDiagram-v2\n    " + "\n    ".join(lines)
