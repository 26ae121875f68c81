"""The kinds of personal data that are looked for, and how far each may go."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Level(Enum):
    """What happens to a text in which something is found."""

    REFUSED = "refused"
    JUSTIFIED = "justified"
    CONFIRMED = "confirmed"


class Kind(Enum):
    """What was found."""

    NATIONAL = "national"
    IBAN = "iban"
    PLATE = "plate"
    EMAIL = "email"
    BIRTH = "birth"
    PHONE = "phone"
    NAME = "name"

    @property
    def level(self) -> Level:
        """Refused, refused unless justified, or to be confirmed as an office holder's."""
        if self in {Kind.NATIONAL, Kind.IBAN, Kind.PLATE}:
            return Level.REFUSED
        return Level.CONFIRMED if self is Kind.NAME else Level.JUSTIFIED


@dataclass(frozen=True)
class Hit:
    """Something personal: its kind and where it stands in the text, from ``start`` up to ``end``. What it says stays in the text."""

    kind: Kind
    start: int
    end: int

    @property
    def level(self) -> Level:
        """How far its kind may go."""
        return self.kind.level
