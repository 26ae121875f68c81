"""Workbooks made by hand: honest ones, and those that act, lead outside, lie about their size or hold nonsense."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook, load_workbook

SHEET = "xl/worksheets/sheet1.xml"


def a_workbook(*rows: list[Any]) -> bytes:
    """A workbook of one sheet with these rows."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def sheets_of(contents: bytes) -> dict[str, list[list[Any]]]:
    """The values of each sheet of a workbook, by its name."""
    return {one.title: [[cell.value for cell in row] for row in one.iter_rows()] for one in load_workbook(io.BytesIO(contents)).worksheets}


def cells_of(contents: bytes) -> list[Any]:
    """Every cell of the first sheet that holds something."""
    return [cell for row in load_workbook(io.BytesIO(contents)).worksheets[0].iter_rows() for cell in row if cell.value is not None]


def with_parts(contents: bytes, **parts: bytes) -> bytes:
    """A workbook with further parts, or parts replaced; ``__`` in a name is a stroke and ``_dot_`` a dot."""
    written = io.BytesIO()
    named = {name.replace("__", "/").replace("_dot_", "."): value for name, value in parts.items()}
    with ZipFile(io.BytesIO(contents)) as there, ZipFile(written, "w", ZIP_DEFLATED) as made:
        for one in there.namelist():
            made.writestr(one, named.pop(one, None) or there.read(one))
        for name, value in named.items():
            made.writestr(name, value)
    return written.getvalue()


def with_part(contents: bytes, name: str, value: bytes) -> bytes:
    """A workbook with one part more, or one replaced."""
    return with_parts(contents, **{name.replace("/", "__").replace(".", "_dot_"): value})


def changed(contents: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """A workbook one of whose parts says something else."""
    with ZipFile(io.BytesIO(contents)) as there:
        return with_part(contents, name, change(there.read(name)))


def honest() -> bytes:
    """Two columns and a row."""
    return a_workbook(["Axis", "Title"], ["Security", "Patrols"])


def with_macros() -> bytes:
    """A workbook that would run a program."""
    return with_part(honest(), "xl/vbaProject.bin", b"\xd0\xcf\x11\xe0")


def declared_with_macros() -> bytes:
    """One that only says so."""
    return changed(
        honest(), "[Content_Types].xml", lambda text: text.replace(b"spreadsheetml.sheet.main+xml", b"ms-excel.sheet.macroEnabled.main+xml")
    )


def with_links() -> bytes:
    """A workbook that looks into another."""
    return with_part(honest(), "xl/externalLinks/externalLink1.xml", b"<externalLink/>")


def leading_outside() -> bytes:
    """A workbook one of whose parts is on another machine."""
    relation = b'<Relationship Id="r9" Type="http://x/image" Target="http://127.0.0.1:9/x" TargetMode="External"/></Relationships>'
    return changed(honest(), "xl/_rels/workbook.xml.rels", lambda text: text.replace(b"</Relationships>", relation))


def holding_another() -> bytes:
    """A workbook with a document in it."""
    return with_part(honest(), "xl/embeddings/document.docx", b"PK")


def with_a_formula() -> bytes:
    """A cell that is reckoned."""
    return a_workbook(["Axis", "Title"], ["Security", '=HYPERLINK("http://x";"y")'])


def with_a_fault() -> bytes:
    """A cell that could not be reckoned."""
    return a_workbook(["Axis", "Title"], ["Security", "#REF!"])


def a_bomb() -> bytes:
    """A few kilobytes that unpack to a hundred megabytes."""
    return with_part(honest(), SHEET, b"<x>" + b" " * 100_000_000 + b"</x>")


def a_lying_bomb() -> bytes:
    """One whose list of contents says it unpacks to little."""
    made = a_bomb()
    return made.replace((100_000_007).to_bytes(4, "little"), (700).to_bytes(4, "little"))


def many_parts() -> bytes:
    """More parts than any workbook has."""
    written = io.BytesIO(honest())
    with ZipFile(written, "a") as made:
        for number in range(2000):
            made.writestr(f"xl/x{number}.xml", b"<x/>")
    return written.getvalue()


def a_million_rows() -> bytes:
    """As many rows as a sheet holds, most of them with something."""
    row = "".join(f"<row r='{number}'><c r='A{number}' t='inlineStr'><is><t>x</t></is></c></row>" for number in range(1, 400_001))
    return changed(honest(), SHEET, lambda text: re.sub(rb"<sheetData>.*</sheetData>", f"<sheetData>{row}</sheetData>".encode(), text))


def a_wide_promise() -> bytes:
    """A sheet that says it is as large as can be, and holds one cell in its last corner."""
    cell = b"<sheetData><row r='1'><c r='A1' t='inlineStr'><is><t>Axis</t></is></c><c r='XFD1' t='inlineStr'><is><t>x</t></is></c></row></sheetData>"
    return changed(
        honest(),
        SHEET,
        lambda text: re.sub(
            rb"<sheetData>.*</sheetData>", cell, re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', text)
        ),
    )


def a_billion_laughs() -> bytes:
    """Entities upon entities."""
    bomb = b'<!DOCTYPE l [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;&a;">]>'
    return changed(honest(), SHEET, lambda text: text.replace(b"<worksheet", bomb + b"<worksheet", 1))


def locked() -> bytes:
    """A workbook behind a password, as its program saves it."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000)


def encrypted_zip() -> bytes:
    """A zip whose parts say that they are encrypted."""
    written = io.BytesIO()
    with ZipFile(written, "w") as made:
        made.writestr(ZipInfo("xl/workbook.xml"), b"x")
    contents = bytearray(written.getvalue())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        contents[contents.index(mark) + place] |= 1
    return bytes(contents)


def without_a_sheet() -> bytes:
    """A workbook whose only sheet is hidden."""
    return changed(honest(), "xl/workbook.xml", lambda text: text.replace(b'state="visible"', b'state="hidden"'))


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "This file is empty."),
    "macros": (with_macros, "holds macros"),
    "macros by name": (declared_with_macros, "holds macros"),
    "links": (with_links, "links to other files"),
    "a part elsewhere": (leading_outside, "links to other files"),
    "another document": (holding_another, "holds other files"),
    "a formula": (with_a_formula, "Cell B2 holds a formula"),
    "a fault": (with_a_fault, "Cell B2 holds an error"),
    "a bomb": (a_bomb, "asks too much"),
    "a bomb that lies": (a_lying_bomb, ""),
    "many parts": (many_parts, "asks too much"),
    "a million rows": (a_million_rows, "more than 500 rows"),
    "a billion laughs": (a_billion_laughs, "damaged"),
    "a password": (locked, "locked, or of an old kind"),
    "an encrypted zip": (encrypted_zip, "locked, or of an old kind"),
    "no sheet that shows": (without_a_sheet, "damaged"),
    "half of it": (lambda: honest()[:900], "damaged"),
    "a zip of something else": (lambda: with_part(honest(), "xl/workbook.xml", b"<x/>"), "damaged"),
    "no XML at all": (lambda: with_part(honest(), SHEET, b"\xff\xfe\x00nonsense"), "damaged"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), "not an XLSX file"),
    "a page": (lambda: b"<html><table><tr><td>=1</td></tr></table></html>", "not an XLSX file"),
    "eleven megabytes": (lambda: b"PK\x03\x04" + bytes(11_000_000), "larger than 10 MB"),
}
"""Each hostile workbook with the words by which it is refused; none means that it may be any."""
