"""How things are hashed: pure functions, so that anybody can check a proof without the house and without its database."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from json.encoder import encode_basestring

GENESIS = "0" * 64


def of_text(text: str) -> str:
    """Return the SHA-256 of a text, in hexadecimal."""
    return sha256(text.encode()).hexdigest()


def of_row(label: str, values: Sequence[str | None]) -> str:
    """Return the digest of a row from its values as text: that of a JSON array of its label and its values."""
    array = ",".join(["null" if one is None else encode_basestring(one) for one in values])
    return sha256(f'["{label}",{array}]'.encode()).hexdigest()


def of_act(own: str, rows: list[str]) -> str:
    """Return the digest of an act from its own and those of its history rows, each written ``["label","digest"]``."""
    return sha256(f'["act","{own}",[{",".join(rows)}]]'.encode()).hexdigest()


def of_shape(fields: str) -> str:
    """Return the digest of a shape as it is kept."""
    return of_text(f'["shape",{fields}]')


def link(before: str, digest: str, number: int) -> str:
    """Return the hash of a link: SHA-256 of the hash before it, its digest and its number, as text without blanks."""
    return sha256(f"{before}{digest}{number}".encode()).hexdigest()
