"""The search: what somebody may see, by its code or by words. Whatever is counted, ordered or limited was visible before."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise

from taskforce.kernel.folding import pattern, words_of
from taskforce.models import User

SHOWN, ALL_SHOWN = 10, 100
REACH = 20_000
"""How many of the latest rows a kind is searched in that grows with the work: a search must end soon however long a region works."""
CODE = re.compile(r"[^\W_][\w./-]{0,39}")
TOLD_APART = re.compile(r"[\d_./-]")


class Line(NamedTuple):
    """One thing found: its name, where it belongs, and where it is shown."""

    title: str
    url: str
    place: str = ""


@dataclass(frozen=True)
class Searched:
    """One kind of thing that is searched.

    ``rows`` gives what a person may see of it, from ``visible_to``, with what its lines need beside it; ``fields`` hold the words looked
    for, ``code`` the code that leads straight to it. ``own_list`` is the address of the kind's own list. ``grows``: with each day of work.
    """

    label: str | Promise
    rows: Callable[[User], Any]
    fields: tuple[str, ...]
    line: Callable[[Any], Line]
    code: str = ""
    own_list: str = ""
    grows: bool = False
    place: int = 50


SEARCHED: dict[str, Searched] = {}
"""Every kind that is searched, by its name in addresses; filled from every app's ``findable``."""


@dataclass(frozen=True)
class Group:
    """What was found of one kind: some lines, whether there are more, and whether only the latest were looked at."""

    name: str
    label: str
    lines: list[Line]
    more: bool = False
    cut: bool = False
    own_list: str = ""


def kinds() -> list[tuple[str, Searched]]:
    """List the kinds in the order in which they are shown."""
    return sorted(SEARCHED.items(), key=lambda one: one[1].place)


def search(person: User, words: list[str], only: str = "") -> list[Group]:
    """Find what holds every one of the words, in any of its fields: ten things of each kind, or a hundred of one. A query or two a kind."""
    most = ALL_SHOWN if only in SEARCHED else SHOWN
    wanted = [(name, kind) for name, kind in kinds() if only not in SEARCHED or name == only]
    return [group for name, kind in wanted if (group := _found(person, name, kind, words, most)).lines]


def _found(person: User, name: str, kind: Searched, words: list[str], most: int) -> Group:
    visible = kind.rows(person)
    start = _start(visible) if kind.grows else 0
    reached = visible.filter(pk__gte=start) if start else visible
    things = list(reached.filter(_holding(kind.fields, words))[: most + 1])
    lines = [kind.line(one) for one in things[:most]]
    own = reverse(kind.own_list) if kind.own_list else ""
    return Group(name, str(kind.label), lines, len(things) > most, bool(start), own)


def _start(visible: Any) -> int:
    """Find the oldest of the latest rows a person may see that are searched; 0 where they are all."""
    keys = list(visible.order_by("-pk").values_list("pk", flat=True)[REACH - 1 : REACH + 1])
    return keys[0] if len(keys) > 1 else 0


def _holding(fields: tuple[str, ...], words: list[str]) -> Q:
    """Ask that each word stands somewhere in the fields."""
    found = Q()
    for wanted in map(pattern, words):
        found &= reduce(or_, (Q(**{f"{one}__regex": wanted}) for one in fields))
    return found


def straight(person: User, typed: str) -> str:
    """Give the address of the one thing somebody may see that bears this code; empty where there is none, or more than one.

    A code with a digit or a stroke in it is known in either case, one of letters alone only as it is written; and one that might be a
    word, in small letters, leads straight only where nothing else holds that word.
    """
    if not CODE.fullmatch(typed):
        return ""
    compared = "iexact" if TOLD_APART.search(typed) else "exact"
    asked = ((kind, kind.rows(person).filter(**{f"{kind.code}__{compared}": typed})[:2]) for _name, kind in kinds() if kind.code)
    found = [kind.line(one).url for kind, rows in asked for one in rows]
    if len(found) != 1 or (typed.islower() and typed.isalpha() and _elsewhere(person, typed)):
        return ""
    return found[0]


def _elsewhere(person: User, word: str) -> bool:
    """Say whether more than one thing holds a word."""
    return sum(len(group.lines) for group in search(person, words_of(word))) > 1
