"""What a council is asked to decide, and what became of what it decided last, as a frozen regional content tells it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from babel.numbers import format_currency
from django.utils.translation import get_language

from reports.figures.reading import day
from reports.figures.regional_reading import RegionalView
from taskforce.drawing.words import MISSING
from taskforce.models.directory import in_language


@dataclass(frozen=True)
class Asked:
    """One decision asked: who proposes it, what it costs, by when, and the hotspot on whose page it is explained."""

    text: str
    by: str
    cost: str
    deadline: str
    place: str


@dataclass(frozen=True)
class Followed:
    """One decision of an earlier session: what became of it, by when and by whom."""

    text: str
    state: str
    due: str
    by: str


def asked_in(content: dict[str, Any], view: RegionalView) -> tuple[Asked, ...]:
    """Read the decisions asked; where none were prepared for the session, those the accepted reports ask for."""
    if "asked" not in content:
        return tuple(Asked(text, one.name, MISSING, MISSING, one.reference) for one in view.present for text in one.decisions)
    places = {key: one.reference for one in view.present for key in (one.report, one.reference)}
    return tuple(
        Asked(
            _worded(one["text"]),
            _worded(one["by"]),
            cost_text(one.get("cost")),
            day(one.get("deadline")),
            places.get(one.get("report"), ""),
        )
        for one in content["asked"]
    )


def followed_in(content: dict[str, Any]) -> tuple[Followed, ...]:
    """Read what became of the decisions of earlier sessions; none where nobody kept them."""
    found = content.get("follow_up", ())
    return tuple(Followed(_worded(one["text"]), _worded(one["state"]), day(one.get("due")), _worded(one.get("by"))) for one in found)


def cost_text(cost: dict[str, Any] | None) -> str:
    """Write an amount of money as the reader's language does."""
    if not cost:
        return MISSING
    locale = (get_language() or "en").replace("-", "_")
    return format_currency(Decimal(str(cost["amount"])), cost["currency"], locale=locale)


def _worded(said: Any) -> str:
    """Read words that were frozen in one language or in all."""
    return in_language(said) if isinstance(said, dict) else str(said or MISSING)
