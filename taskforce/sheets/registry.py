"""The lists a person can open: taken away as files, and kept under a name by their address. A new list adds itself in its app's ``words``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.urls import Resolver404, resolve

LONGEST = 500
VALUE = re.compile(r"[\w.:-]{1,80}\Z")  # a code, a day, a number: no words, so nothing about anybody


@dataclass(frozen=True)
class Listed:
    """One list: what it is called, and what may be asked of it in its address."""

    title: Any
    asks: tuple[str, ...] = ()


SHEETS: dict[str, Listed] = {}
"""Every list, by the name of its address; filled from every app's ``words``."""


class Place(NamedTuple):
    """Where a list is shown, as somebody asked for it."""

    path: str
    query: str

    @property
    def url(self) -> str:
        """Its address."""
        return f"{self.path}?{self.query}" if self.query else self.path


def place_of(address: str) -> Place | None:
    """Read an address: one of our lists with what may be asked of it, in one order; None where it is anything else."""
    parts = _split(address)
    if parts is None or not parts.path.startswith("/") or parts.path.startswith("//"):
        return None
    try:
        name = resolve(parts.path).view_name
    except Resolver404:
        return None
    listed = SHEETS.get(name)
    return None if listed is None else Place(parts.path, query_of(listed, dict(parse_qsl(parts.query))))


def _split(address: str) -> Any:
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    odd = len(address) > LONGEST or any(ord(one) < ord(" ") for one in address)
    return None if odd or parts.netloc or parts.scheme else parts


def query_of(listed: Listed, asked: dict[str, str]) -> str:
    """Write down what is asked of a list, in its own order; what it does not know, and what is no code, day or number, is left out."""
    return urlencode([(name, asked[name]) for name in listed.asks if VALUE.match(asked.get(name, ""))])
