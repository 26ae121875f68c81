"""Verification: every digest computed again, every link followed, in stretches shared among processes, within bounded memory."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import pairwise
from multiprocessing import get_context
from typing import Any

from django.db import connections, transaction

from taskforce.kernel.seal import digests, hashes
from taskforce.kernel.seal.books import Erasure, Seal
from taskforce.kernel.seal.marks import Mark
from taskforce.kernel.seal.merkle import Peak, leaf, peaks_of
from taskforce.kernel.seal.sealing import SEALED, settled, shapes
from taskforce.kernel.seal.shapes import Fields, shape_in_force

SPAN = 8192
"""How many links, or acts, one stretch holds: a power of two, so that the trees of stretches join into one."""
BOOK = Seal._meta.db_table


@dataclass
class Part:
    """What one stretch showed."""

    rows: int = 0
    links: int = 0
    wrong: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    unsealed: int = 0
    peaks: list[Peak] = field(default_factory=list)
    marks: dict[int, tuple[str, list[Peak]]] = field(default_factory=dict)


@dataclass(frozen=True)
class Ground:
    """What every stretch is judged by."""

    using: str
    shapes: list[tuple[int, Fields]]
    erased: digests.Erased
    settled: dict[str, int]
    marks: frozenset[int]


@dataclass(frozen=True)
class Stretch:
    """A stretch of the chain (kind ``links``) or of the keys of one kind, from low up to high, left out."""

    kind: str
    low: int
    high: int


def ground(using: str, anchors: Iterable[Mark]) -> Ground:
    """Gather what stretches are judged by: shapes, tombstones that are sealed, and how far all has settled."""
    read = [(number, fields or {}) for number, _key, fields in shapes(using)]
    sealed = Seal.objects.using(using).filter(kind=Seal.Kind.ERASURE).values("key")
    erased: digests.Erased = {}
    for one in Erasure.objects.using(using).filter(pk__in=sealed).order_by("pk"):
        erased.setdefault((one.label, one.key), []).append((one.act_id, one.before, one.after))
    return Ground(using, read, erased, {kind: settled(using, kind) for kind, _model in SEALED}, frozenset(one.number for one in anchors))


def stretches(using: str) -> Iterator[Stretch]:
    """Divide the work: the chain by numbers, then what is sealed by keys, so that neither gaps nor wild keys make it longer."""
    for (place,) in _asked(using, f"SELECT DISTINCT (number - 1) / {SPAN} FROM {BOOK} WHERE number > 0 ORDER BY 1"):  # noqa: S608
        yield Stretch("links", place * SPAN + 1, (place + 1) * SPAN + 1)
    for kind, model in SEALED:
        ends = [key for (key,) in _asked(using, f"SELECT key FROM {BOOK} WHERE kind = '{kind}' AND number % {SPAN} = 0 ORDER BY key")]  # noqa: S608
        ((last,),) = _asked(using, f"SELECT max(key) FROM {BOOK} WHERE kind = '{kind}'")  # noqa: S608
        ((first,),) = _asked(using, f"SELECT min(id) FROM {model._meta.db_table}")  # noqa: S608
        edges = sorted({min(-1, first or 0), *ends, (last or 0) + 1})
        yield from (Stretch(kind, low, high) for low, high in pairwise(edges))


def _asked(using: str, sql: str) -> list[Any]:
    with connections[using].cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


_ground: list[Ground] = []


def _begin(given: Ground) -> None:
    """Let a process know the ground once."""
    _ground[:] = [given]


def _work(stretch: Stretch) -> Part:
    """Judge one stretch in whichever process this is."""
    return judge(_ground[0], stretch)


def judged(given: Ground, work: list[Stretch], jobs: int | None = None) -> Iterator[Part]:
    """Judge all stretches, in their order; by several processes where there is enough to share and nothing uncommitted to see."""
    jobs = min(jobs or os.cpu_count() or 1, len(work))
    if jobs < 2 or connections[given.using].in_atomic_block:  # noqa: PLR2004  # one is no company
        yield from (judge(given, one) for one in work)
        return
    connections.close_all()  # a connection is no child's inheritance
    with ProcessPoolExecutor(jobs, mp_context=get_context("fork"), initializer=_begin, initargs=(given,)) as pool:
        yield from pool.map(_work, work)


def judge(given: Ground, stretch: Stretch) -> Part:
    """Judge one stretch, as it is at one moment."""
    with transaction.atomic(given.using):
        return links(given, stretch) if stretch.kind == "links" else things(given, stretch)


def links(given: Ground, stretch: Stretch) -> Part:
    """Follow the links of a stretch: numbers dense, each hash made of the one before it."""
    part, leaves, before = Part(), list[bytes](), hashes.GENESIS if stretch.low == 1 else ""
    expected = stretch.low
    sql = f"SELECT number, digest, hash FROM {BOOK} WHERE number >= {stretch.low - 1} AND number < {stretch.high} ORDER BY number"  # noqa: S608
    for number, digest, found in digests.texts(connections[given.using], sql):
        if number >= stretch.low:
            if number != expected:
                part.wrong.append(f"Numbers {expected} to {number - 1} are missing from the chain.")
            elif found != hashes.link(before, digest, number):
                part.wrong.append(f"Number {number}: the link does not follow from the one before it.")
            expected = number + 1
            leaves.append(leaf(digest))
            if number in given.marks:
                part.marks[number] = (found, list(peaks_of(leaves)))
        before = found
    part.links, part.peaks = len(leaves), list(peaks_of(leaves))
    return part


def things(given: Ground, stretch: Stretch) -> Part:
    """Compute what is sealed in a stretch of keys again and compare it with its seals."""
    sql = f"SELECT key, number, digest FROM {BOOK} WHERE kind = '{stretch.kind}' AND key >= {stretch.low} AND key < {stretch.high}"  # noqa: S608
    seals = {key: (number, digest) for key, number, digest in digests.texts(connections[given.using], sql)}
    part, numbers = Part(), [number for number, _fields in given.shapes]
    by_shape: dict[int, list[int]] = {}
    for key, (number, _digest) in seals.items():
        by_shape.setdefault(bisect_right(numbers, number) - 1, []).append(key)
    for place, keys in sorted(by_shape.items()) or [(len(numbers) - 1, [])]:
        found = _found(given, stretch, place, part)
        for key in sorted(keys):
            _compare(stretch.kind, key, seals[key], found, part)
    _strangers(given, stretch, found.keys() - seals.keys(), found, part)
    return part


def _found(given: Ground, stretch: Stretch, place: int, part: Part) -> dict[int, digests.Found]:
    """Compute a stretch in one shape."""
    fields = given.shapes[place][1] if place >= 0 else shape_in_force()
    connection = connections[given.using]
    tables, alone = digests.prepared(fields, connection)
    if stretch.kind == Seal.Kind.ACT:
        reader = digests.Stretch(connection, tables, given.erased)
        found = reader.acts(stretch.low, stretch.high)
        part.rows = max(part.rows, reader.many)
    else:
        table = alone.get(stretch.kind)  # none in a shape that is not as it was sealed
        found = digests.single(connection, table, stretch.low, stretch.high) if table else {}
        part.rows = max(part.rows, len(found))
    gone = fields.keys() - tables.keys() - {one.label for one in alone.values()}
    if gone:
        for one in found.values():
            one.unknown = one.unknown or min(gone)
    return found


def _compare(kind: str, key: int, sealed: tuple[int, str], found: dict[int, digests.Found], part: Part) -> None:
    """Compare one thing with its seal."""
    number, digest = sealed
    it, name = found.get(key), f"Number {number}: {kind} {key}"
    if it is None or not it.whole:
        part.wrong.append(f"{name} has been deleted.")
    elif digest in (it.digest, *it.earlier):
        part.wrong.extend(f"{name}: {fault}" for fault in it.wrong)
    elif it.unknown:
        part.unknown.append(f"{name}: {it.unknown}, which the seal covers, no longer exists.")
    else:
        part.wrong.append(f"{name} or its history is not as it was sealed.")


def _strangers(given: Ground, stretch: Stretch, keys: set[int], found: dict[int, digests.Found], part: Part) -> None:
    """Judge what has no seal: it waits for one, or it turned up where nothing honest can."""
    for key in sorted(keys):
        if not found[key].whole:
            part.wrong.append(f"There is history of act {key}, which does not exist.")
        elif key <= given.settled[stretch.kind]:
            part.wrong.append(f"{stretch.kind.capitalize()} {key} was inserted among what had been sealed long before.")
        else:
            part.unsealed += 1
