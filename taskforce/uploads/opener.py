"""The opener: a script run in a process of its own, which reads the first sheet of a workbook as plain values.

It knows neither Django nor the domain. Whatever acts, leads outside or unpacks to too much is refused before it is read.
"""

from __future__ import annotations

import io
import json
import re
import resource
import sys
from datetime import date, datetime, time
from typing import Any
from zipfile import ZipFile

REFUSED = 3  # how this process ends when it gives up; the code of the reason stands on standard error
MOST_ROWS = 500
MOST_COLUMNS = 60
MOST_PARTS = 500
MOST_UNPACKED = 64 * 1024 * 1024  # bytes of all parts together
ACTING = re.compile(r"vbaproject|macrosheet|activex|dialogsheet|customui|\.bin$", re.IGNORECASE)
HARMLESS = re.compile(r"printersettings", re.IGNORECASE)  # what a printer was told: bytes nobody reads
LEADING = re.compile(r"externallink|connections\.xml|querytable", re.IGNORECASE)
HOLDING = re.compile(r"embeddings/|oleobject", re.IGNORECASE)
MACROS = (b"macroEnabled", b"vnd.ms-office.vbaProject")
RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
OUTSIDE = re.compile(rb"""TargetMode\s*=\s*["']External""")
HYPERLINK = re.compile(rb"""/hyperlink["']""")  # of a cell, whose words alone are read
DECLARED = (b"<!DOCTYPE", b"<!ENTITY")


class Refused(Exception):
    """The file is not read; the message is the code of the reason, and after a colon where."""


def judge(book: ZipFile) -> None:
    """Refuse a workbook that acts, leads outside, holds other files, or unpacks to too much; nothing is unpacked before it is counted."""
    parts = book.infolist()
    if len(parts) > MOST_PARTS or sum(one.file_size for one in parts) > MOST_UNPACKED:
        raise Refused("exhausting")
    for one in parts:
        if one.flag_bits & 1:
            raise Refused("old")
        _judge_name(one.filename)
    for one in parts:
        if one.filename.endswith((".xml", ".rels", ".vml")):
            _judge_part(one.filename, _unpacked(book, one))


def _unpacked(book: ZipFile, part: Any) -> bytes:
    """Unpack one part, and no more of it than it says it holds."""
    with book.open(part) as opened:
        contents = opened.read(part.file_size + 1)
    if len(contents) > part.file_size:
        raise Refused("exhausting")
    return contents


def _judge_name(name: str) -> None:
    if ACTING.search(name) and not HARMLESS.search(name):
        raise Refused("macros")
    if LEADING.search(name):
        raise Refused("links")
    if HOLDING.search(name):
        raise Refused("embedded")


def _judge_part(name: str, contents: bytes) -> None:
    plain = contents.replace(b"\0", b"")  # in UTF-16 too
    if any(mark in plain for mark in DECLARED):
        raise Refused("damaged")
    if name == "[Content_Types].xml" and any(mark in plain for mark in MACROS):
        raise Refused("macros")
    if name.endswith(".rels") and any(OUTSIDE.search(one) and not HYPERLINK.search(one) for one in RELATION.findall(plain)):
        raise Refused("links")


def rows_of(contents: bytes) -> list[list[str]]:
    """Read the first sheet that shows as rows of texts."""
    from openpyxl import load_workbook  # noqa: PLC0415  # only once the file is judged

    book = load_workbook(io.BytesIO(contents), read_only=True, data_only=False, keep_links=False)
    sheet = next(one for one in book.worksheets if one.sheet_state == "visible")
    sheet.reset_dimensions()
    found: list[list[str]] = []
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
        if number > MOST_ROWS:
            if any(one.value is not None for one in row):
                raise Refused("rows")
            break
        texts = [_text(one) for one in row]
        while texts and not texts[-1]:
            texts.pop()
        found.append(texts)
    while found and not found[-1]:
        found.pop()
    return found


def _text(cell: Any) -> str:
    """Write the value of a cell; a formula or an error is none."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        raise Refused(f"formula:{cell.coordinate}")
    if cell.data_type == "e":
        raise Refused(f"fault:{cell.coordinate}")
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return _number(value) if isinstance(value, int | float) and not isinstance(value, bool) else str(value)


def _number(value: float) -> str:
    """Write a number without doubt: with three decimals a fourth is added, so that no mark is taken for one of thousands."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**15:
        return str(int(value))
    text = f"{value:.10f}".rstrip("0") if isinstance(value, float) and abs(value) < 10**15 else str(value)
    return f"{text}0" if re.search(r"\.\d{3}\Z", text) else text.rstrip(".")


def confine(memory: int, cpu_seconds: int) -> None:
    """Let the system stop this process when it asks for more than it may have; it writes no file at all."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def main(_kind: str, memory: str, cpu_seconds: str) -> None:
    """Answer the workbook on standard input with its rows as JSON on standard output, or end with the reason."""
    contents = sys.stdin.buffer.read()
    confine(int(memory), int(cpu_seconds))
    try:
        with ZipFile(io.BytesIO(contents)) as book:
            judge(book)
        rows = rows_of(contents)
    except Refused as refusal:
        reason = str(refusal)
    except MemoryError:
        reason = "exhausting"
    except Exception:  # noqa: BLE001  # whatever the libraries make of nonsense, it is not a workbook
        reason = "damaged"
    else:
        sys.stdout.write(json.dumps(rows))
        return
    sys.stderr.write(reason)
    sys.exit(REFUSED)


if __name__ == "__main__":
    main(*sys.argv[1:])
