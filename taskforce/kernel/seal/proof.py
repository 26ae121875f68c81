"""A proof that one record stands in the journal: small, and checked without any database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from taskforce.kernel.seal.hashes import of_act, of_row
from taskforce.kernel.seal.merkle import root_from

MALFORMED = "The proof is not one."


def verify_proof(proof: Any, *, number: int | None = None, root: str = "") -> list[str]:
    """Say what is wrong with a proof; nothing is wrong if its record leads to its root. Give the number and root of the anchor."""
    try:
        return list(_objections(proof, number, root))
    except (AttributeError, KeyError, TypeError, ValueError, IndexError):
        return [MALFORMED]


def _objections(proof: Any, number: int | None, root: str) -> Iterator[str]:
    if digest_of(proof["record"]) != proof["digest"]:
        yield "The record does not have the digest the proof names."
    if root_from(proof["digest"], proof["number"] - 1, proof["size"], proof["path"]) != proof["root"]:
        yield "The path does not lead from the digest to the root."
    if root and (number, root.lower()) != (proof["size"], proof["root"]):
        yield "The anchor knows another number or root."


def digest_of(record: list[Any]) -> str:
    """Return the digest of an act from its record: its own row, then its history rows."""
    (own, *rows) = [(one["model"], of_row(one["model"], one["values"])) for one in record]
    return of_act(own[1], [f'["{label}","{digest}"]' for label, digest in rows])
