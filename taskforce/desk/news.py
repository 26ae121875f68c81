"""What others did since somebody's last visit, one line for each thing, newest first, as far as they may know. Read models, no writes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from taskforce import roles
from taskforce.desk.names import UNTOLD, Names
from taskforce.kernel.changes import BEHIND, Keys, kind_of, title_of
from taskforce.kernel.timeline import Touched, told
from taskforce.models import Act, User, Workspace

FEW, MANY = 5, 50  # lines on the first page, and on the page of their own
LOOKED = 100  # acts that are put together into lines


@dataclass(frozen=True)
class News:
    """One thing others changed: what it is, the last act on it, by whom, where, and how many acts there were before."""

    kind: str
    name: str
    url: str
    act: Act
    who: str
    room: Workspace
    before: int

    @property
    def title(self) -> str:
        """The last act in words."""
        return title_of(self.act)


@dataclass(frozen=True)
class Since:
    """What changed since a visit: the lines, whether there are more, the day of the last act before, and where to read everything."""

    lines: list[News]
    more: bool = False
    day: date | None = None
    rooms: tuple[Workspace, ...] = ()


def since(reader: User, visit: int | None, size: int = FEW) -> Since:
    """Gather what others did in the workspaces the reader sees after an act of the journal. Nothing for a first visit."""
    rooms = reader.mandates.where(roles.VIEW)
    if visit is None or not rooms:
        return Since([])
    found = _found(reader, visit, rooms)
    acts = Act.objects.in_bulk(found)
    things = _by_thing(found, acts)
    shown = list(things.items())[:size]
    return Since(list(_lines(reader, rooms, shown)), more=len(things) > size)


def whole(reader: User, visit: int | None) -> Since:
    """Gather as much as a page of its own holds, and the workspaces whose timelines tell everything since that day."""
    found = since(reader, visit, MANY)
    last = Act.objects.filter(pk__lte=visit).order_by("-pk").values_list("at", flat=True).first() if visit else None
    rooms = Workspace.objects.told_to(reader).filter(pk__in=reader.mandates.where(roles.VIEW))
    return Since(found.lines, found.more, timezone.localtime(last).date() if last else None, tuple(rooms))


def _found(reader: User, visit: int, rooms: set[int]) -> dict[int, list[Touched]]:
    """Look through the acts of others since then: those of these workspaces, and of those above that changed something in them.

    What the house does behind an act is left out: that act is the news.
    """
    above = {one for room in rooms for one in (room, reader.mandates.parents.get(room)) if one}
    acts = (
        Act.objects.filter(Q(workspace_id__in=above) | Q(workspace_id__isnull=True), pk__gt=visit)
        .exclude(by=reader)
        .exclude(code__in=BEHIND)
    )
    return told(reader, acts, rooms, LOOKED)


def _by_thing(found: dict[int, list[Touched]], acts: dict[int, Act]) -> dict[Touched, list[Act]]:
    """Put together the acts on one thing, the newest first: what an act was about counts, and not what hangs on it."""
    things: dict[Touched, list[Act]] = defaultdict(list)
    for key, touched in found.items():
        if known := [one for one in touched if one.model is not User]:
            things[_main(known, acts[key])].append(acts[key])
    return things


def _main(touched: list[Touched], act: Act) -> Touched:
    """Choose of what an act changed the thing to name: what it was about, else what has a page of its own."""
    about = [one for one in touched if (one.model._meta.label_lower, one.key) == (act.subject_type, act.subject_id)]
    paged = [one for one in touched if hasattr(one.model, "get_absolute_url")]
    return [*about, *paged, *touched][0]


def _lines(reader: User, rooms: set[int], things: list[tuple[Touched, list[Act]]]) -> Iterator[News]:
    """Put things in words: one query for each model, one for the workspaces. What the reader may not see today is left out."""
    names = Names(reader, None)
    wanted: Keys = defaultdict(set)
    for one, _acts in things:
        wanted[one.model].add(one.key)
    names.learn(wanted)
    found = {one: next(room for room in (one.workspace, acts[0].workspace_id) if room in rooms) for one, acts in things}
    places = Workspace.objects.in_bulk(found.values())
    for one, (act, *before) in things:
        if (name := names.of(one.model, one.key)) != UNTOLD:
            label = one.model._meta.label_lower
            url = reverse("history", args=[label, one.key])
            yield News(kind_of(label), name, url, act, names.who(act), places[found[one]], len(before))
