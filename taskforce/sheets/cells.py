"""Cells of a file for spreadsheets: figures and days stay what they are, texts are never commands."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.timezone import is_aware, localtime

BLANKS = " \n\v\f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x2010)))
COMMANDS = frozenset("=+-@|%\t\r\0＝＋－＠｜％")


def is_command(text: str) -> bool:
    """Whether a spreadsheet could take a text for a command, after blanks too."""
    return text.lstrip(BLANKS)[:1] in COMMANDS


def safe_cell(value: Any) -> Any:
    """Write a value for a cell; a text that a spreadsheet could take for a command begins with a '."""
    if value is None or isinstance(value, int | float | Decimal):
        return value
    text = str(value)
    return f"'{text}" if is_command(text) else text


def as_it_was(text: str) -> str:
    """Read a text of one of our files back: without the ' we put before what looked like a command."""
    return text[1:] if text[:1] == "'" and is_command(text[1:]) else text


def local(moment: datetime) -> datetime:
    """Give a moment as the clock on the wall shows it: no spreadsheet knows time zones."""
    return localtime(moment).replace(tzinfo=None) if is_aware(moment) else moment


def written(value: Any, *, comma: bool) -> Any:
    """Write a value for a CSV: days as dd/mm/yyyy, numbers with the decimal mark of the reader's spreadsheet, texts safely."""
    if isinstance(value, datetime):
        return f"{local(value):%d/%m/%Y %H:%M:%S}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, Decimal | float):
        plain = f"{value:f}" if isinstance(value, Decimal) else repr(value)
        return plain.replace(".", ",") if comma else plain
    return safe_cell(value)
