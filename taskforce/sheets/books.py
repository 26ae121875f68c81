"""Workbooks (XLSX): real days and numbers, texts that are nothing but texts; the same contents at the same moment give the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from itertools import chain, islice
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from taskforce.kernel import clock
from taskforce.sheets.cells import local, safe_cell
from taskforce.sheets.tables import Table

MOST_ROWS = 20_000
LONGEST_TEXT = 32_000
SAMPLE = 60  # rows looked at to choose how wide columns are
WIDEST, NARROWEST = 60, 10
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']")
LONGEST_NAME = 31
STAMPS = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</)")
BEGINNING = (1980, 1, 1, 0, 0, 0)  # of all time, to a zip
BOLD, TITLE = Font(bold=True), Font(bold=True, size=14)
TOP = Alignment(vertical="top", wrap_text=True)


def workbook(tables: Iterable[Table]) -> bytes:
    """Write tables into a workbook, a sheet for each. A list that is too long ends with a line that says so."""
    book = Workbook(write_only=True)
    taken: set[str] = set()
    for table in tables:
        _sheet(book.create_sheet(sheet_name(table.title, taken)), table)
    return closed(book)


def closed(book: Any) -> bytes:
    """Save a workbook so that only what stands in it, and the moment of our clock, decides its bytes."""
    raw, settled = BytesIO(), BytesIO()
    book.save(raw)
    stamp = clock.now().strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with ZipFile(raw) as there, ZipFile(settled, "w", ZIP_DEFLATED) as made:
        for one in sorted(there.namelist()):
            contents = there.read(one)
            entry = ZipInfo(one, BEGINNING)
            entry.compress_type = ZIP_DEFLATED
            made.writestr(entry, STAMPS.sub(rb"\g<1>" + stamp + rb"\g<2>", contents) if one == "docProps/core.xml" else contents)
    return settled.getvalue()


def sheet_name(title: str, taken: set[str]) -> str:
    """Make of a title a name a sheet may bear, and no other bears."""
    plain = NOT_IN_A_NAME.sub(" ", title).strip()[:LONGEST_NAME] or "1"
    name, number = plain, 2
    while name.casefold() in taken:
        name, number = f"{plain[: LONGEST_NAME - 4]} {number}", number + 1
    taken.add(name.casefold())
    return name


def cell(sheet: Any, value: Any, font: Any = None) -> Any:
    """Make a cell: a number, a day or a moment as such; whatever else as a text, which no program takes for anything else."""
    if value is None or value == "":
        return None
    made = _typed(WriteOnlyCell(sheet, value=_plain(value)), value)
    if font:
        made.font = font
    return made


def put(sheet: Any, row: int, place: int, value: Any) -> Any:
    """Put a value into a cell of a sheet kept in memory, as ``cell`` does."""
    found = sheet.cell(row, place)
    if value is None or value == "":
        return found
    found.value = _plain(value)
    return _typed(found, value)


def _typed(made: Any, value: Any) -> Any:
    if isinstance(value, datetime):
        made.number_format = "dd/mm/yyyy hh:mm"
    elif isinstance(value, date):
        made.number_format = "dd/mm/yyyy"
    elif not _is_number(value):
        made.data_type = "s"
        made.alignment = TOP
    return made


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return local(value)
    if isinstance(value, date) or _is_number(value):
        return value
    return UNWRITABLE.sub(" ", str(safe_cell(str(value))))[:LONGEST_TEXT]


def _sheet(sheet: Any, table: Table) -> None:
    """Fill a sheet: the title, what is said, and the list under its columns, which stay in sight."""
    rows = iter(table.rows)
    first = list(islice(rows, SAMPLE))
    head = len(table.said) + 3
    for number, width in enumerate(_widths(table.columns, first), start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = f"A{head + 1}"
    sheet.append([cell(sheet, table.title, TITLE)])
    for name, value in table.said:
        sheet.append([cell(sheet, name, BOLD), cell(sheet, value)])
    sheet.append([])
    sheet.append([cell(sheet, one, BOLD) for one in table.columns])
    count = _fill(sheet, chain(first, rows))
    sheet.auto_filter.ref = f"A{head}:{get_column_letter(len(table.columns))}{head + count}"


def _fill(sheet: Any, rows: Iterator[Sequence[Any]]) -> int:
    count = 0
    for row in islice(rows, MOST_ROWS):
        sheet.append([cell(sheet, one) for one in row])
        count += 1
    if next(rows, None) is not None:
        words = _("The list is longer: these are its first %(number)s rows. Take it as CSV to have all.") % {"number": MOST_ROWS}
        sheet.append([cell(sheet, words, BOLD)])
    return count


def _widths(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> Iterator[int]:
    for place, title in enumerate(columns):
        longest = max([len(str(title)), *(len(_shown(row[place])) for row in rows if place < len(row))])
        yield min(max(longest + 2, NARROWEST), WIDEST)


def _shown(value: Any) -> str:
    return "" if value is None else "dd/mm/yyyy" if isinstance(value, date) else str(value)
