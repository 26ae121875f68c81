"""What somebody was told, as they may see it today; how much of it is new; and what could not be mailed. Read models, no writes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.db.models import Q

from taskforce import roles
from taskforce.desk import place
from taskforce.desk.names import Names
from taskforce.kernel import clock
from taskforce.models import Notice, User
from taskforce.notices import KINDS

PAGE = 50
COUNTED = 99  # nobody reads a larger number
LATELY = timedelta(days=7)


@dataclass(frozen=True)
class Told:
    """One notice in words: what is to be done, in which task force, and where."""

    notice: Notice
    text: str
    place: str
    url: str


@dataclass(frozen=True)
class Page:
    """Some notices, the latest first, and where the next ones begin, or 0."""

    told: list[Told]
    following: int

    @property
    def newest(self) -> int:
        """The number of the first, up to which a reader has seen them."""
        return self.told[0].notice.pk if self.told else 0


def inbox(reader: User, before: str = "") -> Page:
    """Read up to fifty of one's notices, newest first, whose things one may see; a restricted thing is noted as read by its name."""
    rows = Notice.objects.visible_to(reader).filter(kind__in=KINDS).select_related("workspace")
    found = list((rows.filter(pk__lt=place(before)) if place(before) else rows)[: PAGE + 1])
    names, told = Names(reader, None), []
    things = _things(reader, found[:PAGE])
    for one in found[:PAGE]:
        if (thing := things.get((one.subject_type, one.subject_id))) is not None:
            kind, room = KINDS[one.kind], one.workspace
            told.append(Told(one, kind.said(thing, names.name(thing)), room.name if room and room != thing else "", kind.where(thing)))
    return Page(told, found[PAGE - 1].pk if len(found) > PAGE else 0)


def unread(reader: User) -> int:
    """Count one's new notices whose things one may see, up to a hundred or so. One query where there are none."""
    rows = Notice.objects.visible_to(reader).unread().filter(kind__in=KINDS).values_list("subject_type", "subject_id")
    new = list(rows[:COUNTED])
    seen = {(label, key) for label, keys in _by_label(new).items() for key in _visible(reader, label, keys).values_list("pk", flat=True)}
    return sum(one in seen for one in new)


def undelivered(reader: User) -> int:
    """Count the notices that lately could not be mailed to people of the regions whose directory one keeps: how many, and no more."""
    kept = reader.mandates.where(roles.KEEP)
    if not kept:
        return 0
    failed = Notice.objects.filter(state=Notice.State.FAILED, done_at__gte=clock.now() - LATELY)
    return failed.filter(Q(workspace__in=kept) | Q(workspace=None, person__seats__workspace__in=kept)).distinct().count()


def _things(reader: User, found: list[Notice]) -> dict[tuple[str, int], Any]:
    """Find what notices are about, as far as their reader may see it: one query for each sort of thing."""
    keys = _by_label((one.subject_type, one.subject_id) for one in found)
    beside: dict[str, set[str]] = defaultdict(set)
    for one in found:
        beside[one.subject_type] |= set(KINDS[one.kind].beside)
    things = {}
    for label, wanted in keys.items():
        named: Iterable[str] = getattr(apps.get_model(label), "NAMED_WITH", ())
        rows = _visible(reader, label, wanted)
        for thing in rows.select_related(*sorted({*named, *beside[label]})) if {*named, *beside[label]} else rows:
            things[label, thing.pk] = thing
    return things


def _visible(reader: User, label: str, keys: Iterable[int]) -> Any:
    model: Any = apps.get_model(label)
    return model.objects.visible_to(reader).filter(pk__in=keys)


def _by_label(pairs: Iterable[tuple[str, Any]]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for label, key in pairs:
        found[label].add(key)
    return found
