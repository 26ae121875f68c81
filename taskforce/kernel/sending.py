"""What somebody sends: once, however often it arrives, and about a thing in the version they had before them."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist

if TYPE_CHECKING:
    from collections.abc import Iterator


class Stale(RuntimeError):
    """Somebody has changed the thing since the sender read it; nothing of what was sent is kept."""

    def __init__(self, row: Any) -> None:
        super().__init__(row.history_object)
        self.row = row


@dataclass(frozen=True)
class Seen:
    """One version of one thing, by its latest history row: the token of a form, the ETag of an answer."""

    label: str
    pk: int
    version: int

    NEVER = 0

    def __str__(self) -> str:
        return f"{self.label}:{self.pk}:{self.version}"

    @classmethod
    def of(cls, thing: Any) -> Seen:
        """Name the version of a thing just read; NEVER current, if somebody has written between the reading and this question."""
        row = _past(thing).last()
        same = row is not None and all(getattr(row, one.attname) == getattr(thing, one.attname) for one in row.tracked_fields)
        return cls(thing._meta.label_lower, thing.pk, row.pk if same else cls.NEVER)

    @classmethod
    def parse(cls, text: str) -> Seen | None:
        """Read a token; None if it is none."""
        label, _, numbers = text.partition(":")
        pk, _, version = numbers.partition(":")
        if not all(one.isascii() and one.isdigit() and len(one) < 19 for one in (pk, version)):  # noqa: PLR2004  # fits a key
            return None
        return cls(label, int(pk), int(version))


@dataclass
class Sent:
    """What came with a request: the client key, a digest of where it went and what it said, and what the sender had seen."""

    key: str = ""
    digest: str = ""
    seen: Seen | None = None
    form: Any = None


_sent: ContextVar[Sent | None] = ContextVar("sent", default=None)


def sent() -> Sent:
    """Return what was sent; nothing outside a request that sends."""
    return _sent.get() or Sent()


@contextmanager
def sending(it: Sent) -> Iterator[Sent]:
    """Let what is sent hold for all that is done inside: its key marks the act, what was seen is compared before it is written over.

    A page takes them from its form, an API from ``Idempotency-Key`` and ``If-Match`` (412 when Stale is raised).
    """
    token = _sent.set(it)
    try:
        yield it
    finally:
        _sent.reset(token)


def compare(thing: Any) -> None:
    """Raise Stale if this very thing was sent about and is no longer as its sender saw it.

    Asked once, between the write of a row and that of its history: the row is locked then, so no other version can slip in.
    """
    it = sent()
    if it.seen is None or (it.seen.label, it.seen.pk) != (thing._meta.label_lower, thing.pk):
        return
    row = _past(thing).select_related("act").last()
    if row is not None and row.pk != it.seen.version:
        raise Stale(row)
    it.seen = None


def things_of(act: Any, models: Any) -> Iterator[Any]:
    """Find what an act made or changed, as it is today: by its history rows, what it made first."""
    for model in models:
        rows = model.history.filter(act=act).order_by("history_type", "history_id")
        for row in rows:
            try:
                yield model._base_manager.get(pk=getattr(row, model._meta.pk.attname))
            except ObjectDoesNotExist:
                continue


def _past(thing: Any) -> Any:
    return type(thing).history.filter(**{thing._meta.pk.attname: thing.pk}).order_by("history_id")
