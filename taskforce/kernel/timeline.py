"""Which things each act changed, across every history, as far as a reader may read their past."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from itertools import islice
from typing import Any, NamedTuple

from django.apps import apps
from django.db.models import F, Value

FIRST, WIDER, ROUNDS = 200, 8, 5  # acts looked through in the first round, how much wider each next one is, rounds at most


class Touched(NamedTuple):
    """A thing an act changed: its model, its key and the workspace it lives in (0: none)."""

    model: Any
    key: int
    workspace: int


@cache
def tracked_models() -> tuple[Any, ...]:
    """List every model that keeps a history, in a stable order."""
    found = [
        model for model in apps.get_models() if hasattr(model, "history") and hasattr(model._default_manager.all(), "history_visible_to")
    ]
    return tuple(sorted(found, key=lambda model: model._meta.label))


def touched(reader: Any, acts: Any) -> dict[int, list[Touched]]:
    """Say, for each of these acts, which things it changed whose past the reader may read. One query over all histories."""
    parts = [_part(reader, place, model, acts) for place, model in enumerate(tracked_models())]
    found: dict[int, dict[Touched, None]] = defaultdict(dict)
    for act, place, key, workspace in parts[0].union(*parts[1:], all=True):
        found[act][Touched(tracked_models()[place], key, workspace)] = None
    return {act: sorted(things, key=lambda one: (one.model._meta.label, one.key)) for act, things in found.items()}


def _part(reader: Any, place: int, model: Any, acts: Any) -> Any:
    room = F("workspace_id") if any(one.name == "workspace" for one in model._meta.fields) else Value(0)
    rows = model._default_manager.history_visible_to(reader).filter(act__in=acts.values("pk"))
    return rows.order_by().values_list("act_id", Value(place), model._meta.pk.attname, room)


def told(reader: Any, acts: Any, workspaces: set[int], size: int, before: int = 0) -> dict[int, list[Touched]]:
    """Find up to ``size`` acts, newest first, each with what it changed in these workspaces (or from them) that the reader may read.

    An act of which nothing is left for the reader does not exist for them. Looks through ever wider batches: at most five
    rounds of two queries.
    """
    found: dict[int, list[Touched]] = {}
    batch = FIRST
    for _round in range(ROUNDS):
        rows = list((acts.filter(pk__lt=before) if before else acts).order_by("-pk").values_list("pk", "workspace_id")[:batch])
        found |= _here(touched(reader, acts.filter(pk__lte=rows[0][0], pk__gte=rows[-1][0])) if rows else {}, rows, workspaces)
        if len(found) >= size or len(rows) < batch:
            break
        before, batch = rows[-1][0], batch * WIDER
    return dict(islice(found.items(), size))


def _here(things: dict[int, list[Touched]], rows: list[tuple[int, int]], workspaces: set[int]) -> dict[int, list[Touched]]:
    """Keep what lies in the workspaces, and whatever acts of the workspaces themselves changed."""
    kept = {act: [one for one in things.get(act, ()) if workspaces & {one.workspace, room}] for act, room in rows}
    return {act: here for act, here in kept.items() if here}
