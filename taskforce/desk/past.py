"""The past of one thing: what happened to it, how two of its versions differ, how it stood on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.apps import apps
from django.http import Http404
from django.utils.translation import gettext as _

from taskforce.desk import place
from taskforce.desk.names import Names
from taskforce.drawing import words
from taskforce.kernel import clock
from taskforce.kernel.changes import Change, FieldChange, changes, compared, gathered, kind_of, stood, versions
from taskforce.kernel.past import stood_on
from taskforce.kernel.readings import note
from taskforce.models import User

PAGE = 50
Asked = dict[str, Any]


@dataclass(frozen=True)
class Event:
    """One act on a thing, or the saves of one sitting, newest first; and who stood behind it."""

    changes: list[Change]
    who: str

    @property
    def newest(self) -> Change:
        """The act, or the last save."""
        return self.changes[0]

    @property
    def whole(self) -> Change:
        """All that was changed, from before the first save to after the last."""
        return Change(self.newest.number, self.changes[-1].old, self.newest.new, self.newest.names)


@dataclass(frozen=True)
class Past:
    """A thing whose past the reader may read, with all its versions; what is gone keeps its last one."""

    label: str
    thing: Any
    gone: bool
    changes: list[Change]
    names: Names

    @property
    def kind(self) -> str:
        """What kind of thing it is."""
        return kind_of(self.label)

    @property
    def title(self) -> str:
        """The thing's name, as far as the reader may be told it; of what is gone, the kind and the number."""
        if self.gone:
            return _("%(kind)s %(number)s, taken away since") % {"kind": self.kind, "number": self.thing.pk}
        return self.names.of(type(self.thing), self.thing.pk)

    @property
    def url(self) -> str:
        """Where the thing itself is shown; nowhere when it is gone or has no page."""
        return self.thing.get_absolute_url() if hasattr(self.thing, "get_absolute_url") and not self.gone else ""

    @cached_property
    def people(self) -> list[tuple[str, str]]:
        """Who changed it, of those the reader may be told, by key."""
        told = {str(one.act.by_id): one.act.by_name for one in self.changes if self.names.told(one.act.by_id, one.act.organisation)}
        return sorted(told.items(), key=lambda one: one[1])

    @cached_property
    def acts(self) -> list[tuple[str, str]]:
        """The acts that changed it, by code."""
        return sorted({one.act.code: one.title for one in self.changes}.items(), key=lambda one: one[1])

    @cached_property
    def numbered(self) -> list[tuple[int, str]]:
        """Its versions in words, newest first, by number."""
        said = _("%(number)s · %(moment)s · %(act)s")
        return [(one.number, said % {"number": one.number, "moment": words.moment(one.act.at), "act": one.title}) for one in self.changes]

    def events(self, asked: Asked, before: str = "") -> tuple[list[Event], int]:
        """Tell what happened to it, newest first and before a version, as far as asked for; and where the next page begins, or 0."""
        start = place(before) or len(self.changes) + 1
        told = [one for one in self.changes if one.number < start and self._is_asked(one, asked)]
        events = [Event(group, self.names.who(group[0].act)) for group in gathered(told[:PAGE])]
        return events, told[PAGE - 1].number if len(told) > PAGE else 0

    def _is_asked(self, change: Change, asked: Asked) -> bool:
        act, by = change.act, asked.get("by")
        return (
            (not by or (str(act.by_id) == by and self.names.told(act.by_id, act.organisation)))
            and asked.get("what", act.code) == act.code
            and ("since" not in asked or act.at >= clock.midnight_before(asked["since"]))
            and ("until" not in asked or act.at < clock.midnight_after(asked["until"]))
        )

    def between(self, old: int, new: int) -> list[FieldChange]:
        """Say how two of its versions, by number, differ."""
        return compared(self.changes[-old].new, self.changes[-new].new, self.names)

    def on(self, day: date) -> list[tuple[str, str]]:
        """Say how it stood at the end of a day; nothing where it was not there."""
        row = stood_on([one.new for one in reversed(self.changes)], day)
        return stood(row, self.names) if row is not None else []


def past_of(reader: User, label: str, key: int) -> Past:
    """Fetch the past of a thing, or 404: what you may not see does not exist. It counts as reading the thing."""
    model = _tracked(label)
    rows = versions(model.objects.history_visible_to(reader), key)
    thing = model.objects.visible_to(reader).filter(pk=key).first()
    gone = bool(rows) and rows[-1].history_type == "-"
    if not rows or (thing is None and not gone):
        raise Http404
    thing = rows[-1].instance if gone else thing
    note(reader, thing)
    names = Names(reader, thing.workspace)
    names.learn({model: {key}, User: {one.act.by_id for one in rows if not one.act.organisation_name}})
    return Past(model._meta.label_lower, thing, gone, changes(rows, names), names)


def _tracked(label: str) -> Any:
    """Find the model of a label that keeps a history, or 404."""
    try:
        model: Any = apps.get_model(label)
    except (LookupError, ValueError):
        raise Http404 from None
    if not hasattr(model, "history") or not hasattr(model._default_manager.all(), "history_visible_to"):
        raise Http404
    return model
