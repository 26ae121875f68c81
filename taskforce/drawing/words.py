"""Numbers, quantities and dates as people read them, in the language of the reader."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from babel.numbers import format_currency, format_decimal
from django.utils.timezone import is_aware, localtime
from django.utils.translation import get_language

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

MISSING = "–"
NO_BREAK = "\u00a0"


def number(value: Decimal | float | str | None) -> str:
    """Write a number as the reader's language does; a masked value ("< 5") stays as it is, None is "–"."""
    if value is None or value == "":
        return MISSING
    if isinstance(value, str):
        return value
    return format_decimal(value, format="#,##0.######", locale=(get_language() or "en").replace("-", "_"))


def quantity(value: Decimal | float | str | None, unit: str = "") -> str:
    """Write a number with its unit, never broken over two lines; a missing value has no unit."""
    text = number(value)
    return text if text == MISSING or not unit else f"{text}{NO_BREAK}{unit}"


def money(value: Decimal, currency: str) -> str:
    """Write an amount with its currency as the reader's language does."""
    return format_currency(value, currency, locale=(get_language() or "en").replace("-", "_"))


def day(value: date | None) -> str:
    """Write a date as dd/mm/yyyy in every language; a moment is read in local time first."""
    if not value:
        return MISSING
    return _local(value).strftime("%d/%m/%Y")


def moment(value: datetime | None) -> str:
    """Write a moment as dd/mm/yyyy HH:MM in local time."""
    return _local(value).strftime("%d/%m/%Y %H:%M") if value else MISSING


def hour(value: datetime) -> str:
    """Write the time of day as HH:MM in local time."""
    return _local(value).strftime("%H:%M")


def _local(value: date) -> date:
    return localtime(value) if isinstance(value, datetime) and is_aware(value) else value
