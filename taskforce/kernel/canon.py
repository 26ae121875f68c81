"""One way to write a content down, so that equal contents have equal bytes and one digest."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any


def canonical(content: Any) -> str:
    """Write a content as JSON: keys in order, no blanks, decimals and dates as text. Raises TypeError on anything else."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_as_text)


def digest(content: Any) -> str:
    """Return the SHA-256 of a content's canonical form, in hexadecimal."""
    return sha256(canonical(content).encode()).hexdigest()


def _as_text(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no canonical form.")
