"""The timeline of a workspace: what happened in it, as far as its reader may know."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.urls import reverse

from taskforce import roles
from taskforce.desk import place
from taskforce.desk.names import UNTOLD, Names
from taskforce.kernel import clock
from taskforce.kernel.acts import NAMES
from taskforce.kernel.changes import Keys, gathered, kind_of, title_of
from taskforce.kernel.timeline import Touched, told
from taskforce.models import Act, Seat, User, Workspace

PAGE = 50
OPEN_REASONS = "taskforce."  # the reasons of the floor's acts are about seats and frames; those of others may be of lower tiers


class Thing(NamedTuple):
    """A thing an act was about: its kind, its name or number, and where its history is told."""

    kind: str
    name: str
    url: str = ""


@dataclass(frozen=True)
class Line:
    """One act, or the saves of one sitting, newest first: who, what about, why."""

    acts: list[Act]
    who: str
    things: list[Thing]
    reason: str

    @property
    def act(self) -> Act:
        """The act, or the last save."""
        return self.acts[0]

    @property
    def title(self) -> str:
        """The act in words."""
        return title_of(self.act)


@dataclass(frozen=True)
class Page:
    """Some lines, the latest first, and where the next ones begin, or 0."""

    lines: list[Any]
    following: int


class Room(NamedTuple):
    """A workspace whose timeline somebody reads, and whether as an auditor: everything that was done, and no contents."""

    workspace: Workspace
    audits: bool


def room_of(reader: User, reference: str) -> Room:
    """Fetch a workspace whose timeline the reader may open, or 404."""
    rooms = Workspace.objects.told_to(reader).select_related("parent")
    found = get_object_or_404(rooms, reference=reference)
    return Room(found, reader.mandates.hold(roles.VIEW_JOURNAL, found))


def audited(reader: User) -> list[Workspace]:
    """List the workspaces whose journal the reader reads. One query; none for somebody who is no auditor."""
    rooms = reader.mandates.where(roles.VIEW_JOURNAL)
    return list(Workspace.objects.filter(pk__in=rooms).order_by("reference")) if rooms else []


def timeline(reader: User, room: Room, asked: dict[str, Any], before: str = "") -> Page:
    """Read up to fifty acts, newest first, before a place in the journal."""
    names = Names(reader, room.workspace)
    acts = asked_of(acts_of(reader, room), asked)
    if room.audits:
        rows = list((acts.filter(pk__lt=place(before)) if place(before) else acts).order_by("-pk")[: PAGE + 1])
        return Page(audit_lines(rows[:PAGE], names), rows[PAGE - 1].pk if len(rows) > PAGE else 0)
    if asked.get("by") and asked["by"] != str(reader.pk):
        acts = acts.filter(organisation__in=names.own)  # what they did for others is not told with their name
    found = told(reader, acts, {room.workspace.pk}, PAGE + 1, place(before))
    keys = list(found)[:PAGE]
    return Page(_lines({key: found[key] for key in keys}, names), keys[-1] if len(found) > PAGE else 0)


def acts_of(reader: User, room: Room) -> Any:
    """The acts that may have changed something here: its own, those of the workspaces above and of none; to an auditor its own."""
    if room.audits:
        return Act.objects.visible_to(reader).filter(workspace_id=room.workspace.pk)
    return Act.objects.filter(Q(workspace_id__in=_lineage(room.workspace)) | Q(workspace_id__isnull=True))


def _lineage(workspace: Workspace) -> list[int]:
    above = workspace.parent
    return [one for one in (workspace.pk, workspace.parent_id, above.parent_id if above else None) if one]


def asked_of(rows: Any, asked: dict[str, Any]) -> Any:
    """Keep the rows of a journal that were asked for: by whom, of what code or kind, from and until which day."""
    what = "code" if rows.model is Act else "subject_type"
    wanted = {
        "by": lambda value: Q(by=value),
        "what": lambda value: Q(**{what: value}),
        "since": lambda value: Q(at__gte=clock.midnight_before(value)),
        "until": lambda value: Q(at__lt=clock.midnight_after(value)),
    }
    return rows.filter(*(wanted[name](value) for name, value in asked.items()))


def _lines(found: dict[int, list[Touched]], names: Names) -> list[Line]:
    """Put acts and what they changed in words: one query for the acts, and one for each model they changed."""
    acts = Act.objects.in_bulk(found)
    wanted: Keys = defaultdict(set, {User: {one.by_id for one in acts.values() if not one.organisation_name}})
    for one in (thing for things in found.values() for thing in things):
        wanted[one.model].add(one.key)
    names.learn(wanted)
    return [
        Line(group, names.who(group[0]), _things(group, found, names), group[0].reason) for group in gathered(acts[key] for key in found)
    ]


def _things(acts: list[Act], found: dict[int, list[Touched]], names: Names) -> list[Thing]:
    things = dict.fromkeys(one for act in acts for one in found[act.pk])
    return [_thing(one, names) for one in things]


def _thing(one: Touched, names: Names) -> Thing:
    label, name = one.model._meta.label_lower, names.of(one.model, one.key)
    return Thing(kind_of(label), str(one.key) if name == UNTOLD else name, reverse("history", args=[label, one.key]))


def audit_lines(acts: list[Act], names: Names) -> list[Line]:
    """Say who did what, when and as what, on which kind of thing and its number: no title, and no reason but the floor's own."""
    return [Line(group, names.who(group[0]), subjects(group[0]), told_reason(group[0])) for group in gathered(acts)]


def subjects(row: Any) -> list[Thing]:
    """Name what a row of the journal is about by kind and number."""
    return [Thing(kind_of(row.subject_type), str(row.subject_id))] if row.subject_type else []


def told_reason(act: Act) -> str:
    """Give the reason of an act to an auditor, where it cannot be of a lower tier."""
    return act.reason if act.code.startswith(OPEN_REASONS) else ""


def people(reader: User, room: Room) -> list[tuple[str, str]]:
    """List whom one may ask for, by key: an auditor whoever acted, others themselves and those of their own organisations."""
    if room.audits:
        found = acts_of(reader, room).values_list("by", "by_name").distinct()
    else:
        own = {seat.organisation for seat in reader.mandates.seats.values()}
        sits = Seat.objects.visible_to(reader).filter(workspace__in=_lineage(room.workspace), organisation__in=own)
        found = [(reader.pk, reader.name), *sits.values_list("person", "person__name")]
    return sorted({str(key): name for key, name in found}.items(), key=lambda one: one[1])


def codes() -> list[tuple[str, str]]:
    """List every act there is, by code: whether any was done is not said."""
    return sorted(((code, str(name)) for code, name in NAMES.items()), key=lambda one: one[1])
