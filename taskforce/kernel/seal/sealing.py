"""Sealing: what is committed gets its number and its link, a batch at a time, by one sealer at a time and apart from those who write."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connections, transaction
from django.db.models import Exists, Max, OuterRef

from taskforce.kernel import clock
from taskforce.kernel.journal import Act, Reading
from taskforce.kernel.seal import digests, hashes
from taskforce.kernel.seal.books import Erasure, Seal, Shape, written_down
from taskforce.kernel.seal.shapes import Fields, shape_in_force

BATCH = 500
SETTLED = timedelta(hours=1)
"""No transaction lives this long: a row that turns up among keys sealed earlier than this was not written by the house."""
LOCK = {"postgresql": "SELECT pg_advisory_xact_lock(24225)", "sqlite": "SELECT 1"}
SEALED: tuple[tuple[str, Any], ...] = ((Seal.Kind.ACT, Act), (Seal.Kind.READING, Reading), (Seal.Kind.ERASURE, Erasure))


@dataclass(frozen=True)
class Head:
    """The end of the chain: its number and its hash."""

    number: int = 0
    hash: str = hashes.GENESIS


def head(using: str = "default") -> Head:
    """Return the end of the chain."""
    last = Seal.objects.using(using).order_by("number").last()
    return Head(last.number, last.hash) if last else Head()


def seal(using: str = "default") -> tuple[Head, Head]:
    """Seal all that is committed and not sealed yet; return the end of the chain before and after. Repeating it does no harm."""
    before = head(using)
    after: dict[str, int] = {}
    moment = clock.now()
    while _batch(using, moment, after):
        pass
    return before, head(using)


def _batch(using: str, moment: datetime, after: dict[str, int]) -> bool:
    """Seal one batch in a transaction of its own; say whether it was full. What comes meanwhile waits for the next time: writers are not chased."""
    with transaction.atomic(using):
        _alone(using)
        wanted = {kind: _unsealed(using, kind, model, after) for kind, model in SEALED}
        if not any(wanted.values()):
            return False
        _write(using, moment, [*_shape(using), *_computed(using, wanted)])
    after.update({kind: keys[-1] for kind, keys in wanted.items() if keys})
    return any(len(keys) == BATCH for keys in wanted.values())


def _alone(using: str) -> None:
    """Wait until no other sealer is at work; nobody who writes acts waits for this lock. SQLite has one writer anyway."""
    with connections[using].cursor() as cursor:
        cursor.execute(LOCK[connections[using].vendor])


def settled(using: str, kind: str) -> int:
    """Return the highest key of a kind that was sealed so long ago that nothing honest can turn up below it any more."""
    seals = Seal.objects.using(using)
    old = seals.filter(sealed_at__lte=clock.now() - SETTLED).aggregate(number=Max("number"))["number"]
    found = seals.filter(kind=kind, number__lte=old or 0).order_by("-key").first()
    return found.key if found else 0


def _unsealed(using: str, kind: str, model: Any, after: dict[str, int]) -> list[int]:
    """Find the next keys to seal, lowest first."""
    low = after.get(kind) or settled(using, kind)
    sealed = Seal.objects.using(using).filter(kind=kind, key=OuterRef("pk"))
    found = model.objects.using(using).filter(pk__gt=low).exclude(Exists(sealed)).order_by("pk")
    return list(found.values_list("pk", flat=True)[:BATCH])


def _shape(using: str) -> Iterator[tuple[str, int, str]]:
    """Seal the shape in force first, where it is not the one sealed last."""
    fields, shapes = written_down(shape_in_force()), Shape.objects.using(using)
    last = shapes.order_by("pk").last()
    if last is None or last.fields != fields:
        made = shapes.create(fields=fields)
        yield Seal.Kind.SHAPE, made.pk, hashes.of_shape(fields)


def _computed(using: str, wanted: dict[str, list[int]]) -> Iterator[tuple[str, int, str]]:
    """Give each wanted thing its digest."""
    tables, alone = digests.prepared(shape_in_force(), connections[using])
    for kind, keys in wanted.items():
        for low, high in spans(keys):
            if kind == Seal.Kind.ACT:
                found = digests.Stretch(connections[using], tables, {}).acts(low, high)
            else:
                found = digests.single(connections[using], alone[kind], low, high)
            yield from ((kind, key, found[key].digest) for key in keys if low <= key < high)


def spans(keys: list[int], *, gap: int = 100) -> Iterator[tuple[int, int]]:
    """Cover keys in order by few stretches, each from a first key up to an end left out, without reading far between them."""
    start = last = None
    for key in keys:
        if start is None or last is None or key - last > gap:
            if start is not None and last is not None:
                yield start, last + 1
            start = key
        last = key
    if start is not None and last is not None:
        yield start, last + 1


def _write(using: str, moment: datetime, things: list[tuple[str, int, str]]) -> None:
    """Link the things to the end of the chain."""
    end, links = head(using), []
    for kind, key, digest in things:
        number = end.number + 1
        end = Head(number, hashes.link(end.hash, digest, number))
        links.append(Seal(number=number, kind=kind, key=key, digest=digest, hash=end.hash, sealed_at=moment))
    Seal.objects.using(using).bulk_create(links)


def shapes(using: str = "default") -> list[tuple[int, int, Fields | None]]:
    """Give the number, the key and the fields of every sealed shape, oldest first; no fields where it is not as it was sealed."""
    seals = list(Seal.objects.using(using).filter(kind=Seal.Kind.SHAPE).order_by("number"))
    texts = dict(Shape.objects.using(using).filter(pk__in=[one.key for one in seals]).values_list("pk", "fields"))
    return [(one.number, one.key, _fields(texts.get(one.key, ""), one.digest)) for one in seals]


def _fields(text: str, digest: str) -> Fields | None:
    return json.loads(text) if hashes.of_shape(text) == digest else None


def shape_at(number: int, using: str = "default") -> Fields:
    """Return the shape in which a number was sealed; none at all if the shape itself is not as it was."""
    return next((fields or {} for at, _key, fields in reversed(shapes(using)) if at <= number), {})
