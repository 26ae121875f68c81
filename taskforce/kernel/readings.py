"""Who opened something restricted: noted while a page is made, written before it is sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import models

from taskforce.kernel import clock
from taskforce.kernel.journal import Reading, signed_by
from taskforce.kernel.request import request_id

Noted = dict[tuple[str, int, str], tuple[Any, Any]]
_noted: ContextVar[Noted | None] = ContextVar("noted", default=None)


class Noting:
    """A queryset whose rows are noted as read when a person's own query brings them out; subqueries, counts and sums bring nothing out."""

    _reader: Any = None

    def noting(self: Any, person: Any) -> Any:
        """Note whatever this query brings out as read by the person."""
        found = self.all()
        found._reader = person
        return found

    def _clone(self) -> Any:
        clone: Any = super()._clone()  # type: ignore[misc]  # the queryset's own
        clone._reader = self._reader
        return clone

    def _fetch_all(self: Any) -> None:
        fresh = self._result_cache is None
        super()._fetch_all()  # type: ignore[misc]  # the queryset's own
        if fresh and self._reader is not None:
            note(self._reader, *(row for row in self._result_cache or () if isinstance(row, models.Model)))


def note(person: Any, *things: Any) -> None:
    """Note what a person reads in this request, as far as it is restricted. Outside a request nothing is noted."""
    if (noted := _noted.get()) is None:
        return
    for thing in things:
        if (read := restricted_part(thing)) is not None:
            noted[read._meta.label_lower, read.pk, Reading.How.PAGE] = (person, read)


def note_journal(person: Any, journal: Any, workspace: Any, how: str = Reading.How.PAGE) -> None:
    """Note that somebody reads a workspace's journal, of acts or of readings, on a page or as a file."""
    if (noted := _noted.get()) is not None:
        noted[journal._meta.label_lower, workspace.pk, how] = (person, workspace)


def note_list(person: Any, name: str, workspaces: Iterable[Any]) -> None:
    """Note that somebody takes a list away, by the name of its address; what was read for it is given out as a file too."""
    if (noted := _noted.get()) is not None:
        for label, key, how in [one for one in noted if one[2] == Reading.How.PAGE]:
            noted[label, key, Reading.How.FILE] = noted.pop((label, key, how))
        for one in workspaces:
            noted[name, one.pk, Reading.How.FILE] = (person, one)


def restricted_part(thing: Any) -> Any:
    """Find what of it is restricted: the thing itself, or what it hangs on; None where everybody at the table may read it."""
    while field := getattr(type(thing)._default_manager.all(), "follows", ""):
        thing = getattr(thing, field)
    return thing if getattr(thing, "is_restricted", False) else None


@contextmanager
def noting() -> Iterator[Noted]:
    """Gather what is read inside."""
    noted: Noted = {}
    token = _noted.set(noted)
    try:
        yield noted
    finally:
        _noted.reset(token)


def write(noted: Noted) -> None:
    """Write down what was read. Raises DatabaseError when that fails: then nothing may be answered."""
    if noted:
        now = clock.now()
        Reading.objects.bulk_create(
            Reading(
                at=now,
                subject_type=label,
                subject_id=key,
                how=how,
                request_id=request_id.get(),
                **signed_by(person, thing.workspace.pk, thing.workspace),
            )
            for (label, key, how), (person, thing) in noted.items()
        )
