"""Making the proof of one record: what was sealed, and the hashes that lead from it to the root over the whole journal."""

from __future__ import annotations

from typing import Any

from django.db import connections

from taskforce.kernel.journal import Act
from taskforce.kernel.seal.books import Seal
from taskforce.kernel.seal.digests import LABELS, prepared, written
from taskforce.kernel.seal.merkle import path, tree_of
from taskforce.kernel.seal.proof import digest_of
from taskforce.kernel.seal.sealing import head, shape_at


class Unproved(RuntimeError):
    """There is no proof: the act is not sealed, or it is not as it was sealed."""


def prove(act: Act, what: str, using: str = "default", *, upto: int = 0) -> dict[str, Any]:
    """Prove that an act stands in the journal, as of the end of the chain or of an earlier number. Raises Unproved."""
    sealed = Seal.objects.using(using).filter(kind=Seal.Kind.ACT, key=act.pk).first()
    if sealed is None:
        raise Unproved(f"{what} is not sealed yet.")
    record = record_of(act, sealed.number, using)
    if digest_of(record) != sealed.digest:
        raise Unproved(f"{what} is not as it was sealed.")
    end = upto or head(using).number
    return {
        "what": what,
        "record": record,
        "digest": sealed.digest,
        "number": sealed.number,
        "hash": sealed.hash,
        "size": end,
        "path": path(sealed.number - 1, 0, end, lambda low, high: _root(using, low, high)),
        "root": _root(using, 0, end),
    }


def record_of(act: Act, number: int, using: str) -> list[dict[str, Any]]:
    """Bring out an act and its history rows, as text, in the shape in which they were sealed."""
    fields = shape_at(number, using)
    tables, _alone = prepared(fields, connections[using])
    found = []
    for label, table in tables.items():
        names = [name for name, _kind in fields[label]]
        read = written(connections[using], table, act.pk, act.pk + 1)
        found += [{"model": label, "fields": names, "values": values} for _act, _key, values in read]
    return sorted(found, key=lambda one: one["model"] != LABELS[Seal.Kind.ACT])


def _root(using: str, low: int, high: int) -> str:
    """Return the root over the digests of the numbers above low up to high."""
    digests = Seal.objects.using(using).filter(number__gt=low, number__lte=high).order_by("number")
    return tree_of(digests.values_list("digest", flat=True).iterator()).root
