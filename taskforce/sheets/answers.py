"""Files people take away, as answers to their browser."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import TextIOWrapper
from tempfile import SpooledTemporaryFile
from typing import IO, Any, cast

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import get_language

from taskforce.sheets.cells import written
from taskforce.sheets.tables import Table

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
IN_MEMORY = 1024 * 1024  # bytes; a longer CSV waits on disk and leaves piece by piece


def csv_file(name: str, rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """Answer with a CSV in the manner of the reader's language: semicolons, decimal commas and a byte order mark in French and Dutch.

    All rows are read before the first byte leaves, so that what is restricted is written down as read before it is given out.
    """
    english = (get_language() or "").startswith("en")
    kept = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  # closed with the answer
    text = TextIOWrapper(cast("IO[bytes]", kept), encoding="utf-8" if english else "utf-8-sig", newline="", errors="replace")
    writer = csv.writer(text, delimiter="," if english else ";")
    for row in rows:
        writer.writerow([written(one, comma=not english) for one in row])
    text.detach()
    return _saved(kept, f"{name}.csv", "text/csv; charset=utf-8")


def xlsx_file(name: str, contents: bytes) -> HttpResponse:
    """Answer with a workbook."""
    return _named(HttpResponse(contents, content_type=XLSX), f"{name}.xlsx")


def table_file(name: str, kind: str, tables: Sequence[Table]) -> HttpResponse:
    """Answer with lists as a file: a workbook of all of them, or the first as CSV."""
    if kind == "xlsx":
        from taskforce.sheets.books import workbook  # noqa: PLC0415  # takes its time, and few requests need it

        return xlsx_file(name, workbook(tables))
    return csv_file(name, tables[0].lines())


def _saved(kept: Any, name: str, content_type: str) -> HttpResponse:
    size = kept.tell()
    kept.seek(0)
    if size > IN_MEMORY:
        answer: HttpResponseBase = FileResponse(kept, content_type=content_type)
        answer["Content-Length"] = size
        return _named(cast("HttpResponse", answer), name)
    with kept:
        return _named(HttpResponse(kept.read(), content_type=content_type), name)


def _named(answer: HttpResponse, name: str) -> HttpResponse:
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
