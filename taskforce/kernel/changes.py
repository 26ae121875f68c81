"""The versions of a thing: what each act changed in it, and how any two of them differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Protocol

from django.apps import apps
from django.db import models
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from taskforce.kernel.acts import NAMES
from taskforce.kernel.canon import digest
from taskforce.kernel.differences import Marked, marked_unless_missing

if TYPE_CHECKING:
    from taskforce.kernel.journal import Act

Keys = dict[Any, set[int]]

MISSING = "–"
SILENT = frozenset({"id", "workspace", "client_key", "digest", "blob", "quarter"})
WORDS: dict[str, Any] = {}
"""What fields and kinds of things are called that were given no words themselves: by ``field`` or by ``app.model``; filled from every app's ``words``."""
AUTOSAVES: set[str] = set()
"""The acts a page does by itself while somebody types; filled from every app's ``words``."""
BEHIND: set[str] = set()
"""The acts the house does behind what somebody began: part of the past, and no news; filled from every app's ``words``."""
ONE_SITTING = timedelta(minutes=30)


class Names(Protocol):
    """Whoever knows the names of things, as far as the reader may be told them."""

    def learn(self, wanted: Keys) -> None:
        """Find the names of many things of each model at once."""
        ...

    def of(self, model: Any, key: int) -> str:
        """Say the name of a thing, or "–"."""
        ...


@dataclass(frozen=True)
class FieldChange:
    """One field before and after, in words."""

    name: str
    before: str
    after: str

    @cached_property
    def marked(self) -> Marked:
        """Both sides as HTML, with what is gone and what is new marked word by word."""
        return marked_unless_missing(self.before, self.after, MISSING)


@dataclass(frozen=True)
class Change:
    """One act on the thing, the version it made and how that differs from the one before."""

    number: int
    old: Any
    new: Any
    names: Names

    @property
    def act(self) -> Act:
        """The act that made the version."""
        act: Act = self.new.act
        return act

    @property
    def title(self) -> str:
        """The act in words."""
        return title_of(self.act)

    @property
    def created(self) -> bool:
        """Whether the thing began with it."""
        return self.old is None

    @property
    def before(self) -> int:
        """The number of the version it changed."""
        return self.number - 1

    @property
    def removed(self) -> bool:
        """Whether the thing ended with it."""
        return bool(self.new.history_type == "-")

    @cached_property
    def fields(self) -> list[FieldChange]:
        """The fields it changed."""
        return [] if self.created else compared(self.old, self.new, self.names)


def title_of(act: Act) -> str:
    """Say an act in words."""
    return str(NAMES.get(act.code, act.code))


def kind_of(label: str) -> str:
    """Say what kind of thing a model holds, by its label."""
    return _own_words(apps.get_model(label)._meta.verbose_name, label)


def kinds_of(label: str) -> str:
    """Say what many things a model holds are called, by its label."""
    return _own_words(apps.get_model(label)._meta.verbose_name_plural, f"{label}s")


def field_name(field: Any) -> str:
    """Say what a field is called."""
    return _own_words(field.verbose_name, field.name)


def _own_words(words: Any, key: str) -> str:
    """Take the words a thing was given in the reader's language, or those in the book where it was given none."""
    return capfirst(str(words if isinstance(words, Promise) else WORDS.get(key, words)))


def fields_of(history: Any, only: Sequence[str] = ()) -> list[Any]:
    """List the fields a history tells: all but those that say nothing to people; or ``only`` these, in their order."""
    told = {one.name: one for one in history.tracked_fields if one.name not in SILENT}
    return [told[name] for name in only] if only else list(told.values())


def versions(rows: Any, key: int) -> list[Any]:
    """Read the versions of one thing among history rows, oldest first. One query."""
    return list(rows.filter(**{rows.model.instance_type._meta.pk.attname: key}).select_related("act").order_by("history_id"))


def changes(rows: Sequence[Any], names: Names) -> list[Change]:
    """Tell a thing's history from its versions, newest first. One query for each other model they point to."""
    names.learn(pointed_to(rows))
    told = [Change(number, old, new, names) for number, (old, new) in enumerate(pairwise([None, *rows]), start=1)]
    return told[::-1]


def pointed_to(rows: Iterable[Any], only: Sequence[str] = ()) -> Keys:
    """Gather what history rows of one model point to."""
    wanted: Keys = {}
    for row in rows:
        for one in fields_of(row, only):
            if isinstance(one, models.ForeignKey) and (key := getattr(row, one.attname)):
                wanted.setdefault(one.related_model, set()).add(key)
    return wanted


def compared(old: Any, new: Any, names: Names) -> list[FieldChange]:
    """Say in which fields two versions of a thing differ, and how; not even that, where it points to what the reader may not know."""
    differ = [one for one in fields_of(new) if getattr(old, one.attname) != getattr(new, one.attname)]
    told = [(one, FieldChange(field_name(one), *(in_words(one, getattr(row, one.attname), names) for row in (old, new)))) for one in differ]
    return [change for one, change in told if not (isinstance(one, models.ForeignKey) and change.before == change.after)]


def stood(row: Any, names: Names, only: Sequence[str] = ()) -> list[tuple[str, str]]:
    """Say how a thing stood in one version, field by field."""
    return [(field_name(one), in_words(one, getattr(row, one.attname), names)) for one in fields_of(row, only)]


def in_words(field: Any, value: Any, names: Names) -> str:
    """Say a value as a person reads it."""
    if value is None or value == "":
        return MISSING
    if isinstance(field, models.ForeignKey):
        return names.of(field.related_model, value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dict | list):
        return _("(contents %(digest)s)") % {"digest": digest(value)[:12]}
    if hasattr(value, "hour"):
        return date_format(localtime(value), "SHORT_DATETIME_FORMAT")
    return date_format(value, "SHORT_DATE_FORMAT") if hasattr(value, "strftime") else str(value)


def gathered(told: Iterable[Any]) -> list[list[Any]]:
    """Group acts, or changes, newest first: put the saves of one sitting together: what one person's page saved by itself within half an hour; the rest stands alone."""
    groups: list[list[Any]] = []
    for one in told:
        if groups and _one_sitting(_act_of(groups[-1][0]), _act_of(one)):
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _act_of(one: Any) -> Any:
    return getattr(one, "act", one)


def _one_sitting(newest: Act, act: Act) -> bool:
    same = all(getattr(newest, name) == getattr(act, name) for name in ("code", "by_id", "subject_type", "subject_id"))
    return same and act.code in AUTOSAVES and newest.at - act.at <= ONE_SITTING
