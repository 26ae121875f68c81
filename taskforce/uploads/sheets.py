"""Spreadsheets people hand in: read as rows of plain values in a confined process of its own; nothing of the file is kept."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from taskforce.uploads import Unfit, opener
from taskforce.uploads.apart import USUAL, GaveUp, Limits, run_apart

ZIP, OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def read_sheet(contents: bytes, *, limits: Limits = USUAL) -> list[list[str]]:
    """Read the first sheet of an XLSX file as texts: days as 2024-11-15, numbers with a point. Raises Unfit, with words to show."""
    if not contents:
        raise Unfit(_("This file is empty."))
    if len(contents) > settings.LARGEST_FILE:
        raise Unfit(_("This file is larger than 10 MB. Make it smaller."))
    if contents.startswith(OLD):
        raise Unfit(_words("old"))
    if not contents.startswith(ZIP):
        raise Unfit(_("This is not an XLSX file. Save the spreadsheet as XLSX."))
    try:
        rows: list[list[str]] = json.loads(run_apart(opener.__file__, "xlsx", contents, limits))
    except GaveUp as reason:
        code, _colon, where = str(reason).partition(":")
        raise Unfit(_words(code, where)) from None
    return rows


def _words(code: str, where: str = "") -> str:
    """Say what is wrong with a spreadsheet and what to do, by the opener's code for it."""
    given: dict[str, Any] = {"place": where, "number": opener.MOST_ROWS}
    found = {
        "old": _("This file is locked, or of an old kind. Save it as XLSX without a password."),
        "macros": _("This file holds macros. Save it as XLSX without them."),
        "links": _("This file has links to other files. Copy the values into the template."),
        "embedded": _("This file holds other files. Copy the values into the template."),
        "formula": _("Cell %(place)s holds a formula. Copy its value into the cell."),
        "fault": _("Cell %(place)s holds an error of the spreadsheet. Write its value."),
        "rows": _("This file has more than %(number)s rows. Choose the rows of this plan."),
        "exhausting": _("This file asks too much to be opened. Save it again, simpler."),
    }.get(code, _("This file is damaged and cannot be opened. Save it again."))
    return found % given if "%(" in found else found
