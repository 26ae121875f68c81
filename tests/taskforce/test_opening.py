"""Workbooks that are handed in: plain values come out, whatever acts, leads outside or costs too much is refused in words."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest

from taskforce.uploads import Unfit, opener
from taskforce.uploads.apart import Limits
from taskforce.uploads.sheets import read_sheet
from tests import workbooks

MORNING = datetime(2024, 11, 15, 9)  # noqa: DTZ001  # no spreadsheet knows time zones


def test_plain_values_come_out() -> None:
    """Texts as they are, days as days, numbers without doubt about thousands; what is empty at the end is left out."""
    given = ["é\n2", 12, 12.5, 1.125, -3.0, True, date(2024, 11, 15), MORNING, time(9, 30), None, "  x ", 0.1 + 0.2, 1e20]
    found = read_sheet(workbooks.a_workbook(["A", None], given, [], [None, None]))
    assert found == [
        ["A"],
        ["é\n2", "12", "12.5", "1.1250", "-3", "True", "2024-11-15", "2024-11-15", "09:30:00", "", "  x ", "0.3", "1e+20"],
    ]


def test_a_text_that_looks_like_a_formula_is_a_text() -> None:
    """As our own files write it."""
    assert read_sheet(workbooks.a_workbook(["'=1+1"])) == [["'=1+1"]]


def test_a_link_in_a_cell_is_its_words() -> None:
    """Where it leads is not read, nor is it a reason to refuse."""
    from io import BytesIO

    from openpyxl import Workbook

    book, written = Workbook(), BytesIO()
    book.active["A1"] = "See"
    book.active["A1"].hyperlink = "http://example.invalid/"
    book.save(written)
    assert read_sheet(written.getvalue()) == [["See"]]


def test_a_wide_promise_costs_nothing() -> None:
    """What stands beyond the columns anybody needs is not read."""
    found = read_sheet(workbooks.a_wide_promise())
    assert found == [["Axis"]]


@pytest.mark.parametrize("title", workbooks.HOSTILE)
def test_what_is_hostile_is_refused_in_words(title: str) -> None:
    """Each with what to do; nothing of it is opened in our own process."""
    made, words = workbooks.HOSTILE[title]
    with pytest.raises(Unfit) as refused:
        read_sheet(made())
    assert words in str(refused.value)
    assert "%(" not in str(refused.value)


def test_a_file_that_takes_too_long_or_too_much_is_given_up() -> None:
    """The process is stopped from outside."""
    for limits in (Limits(wall_seconds=0.01), Limits(memory=1), Limits(cpu_seconds=0)):
        with pytest.raises(Unfit, match=r"asks too much|damaged"):
            read_sheet(workbooks.honest(), limits=limits)


def test_rows_are_counted_without_blank_ones_at_the_end() -> None:
    """Formats of empty rows count for nothing; five hundred rows are the most."""
    assert len(read_sheet(workbooks.a_workbook(*[["x"]] * opener.MOST_ROWS, *[[None]] * 300))) == opener.MOST_ROWS
    with pytest.raises(Unfit, match="more than 500 rows"):
        read_sheet(workbooks.a_workbook(*[["x"]] * (opener.MOST_ROWS + 1)))


@pytest.mark.parametrize(
    ("value", "written"), [(12.345, "12.3450"), (12.3456, "12.3456"), (1234, "1234"), (0.5, "0.5"), (1e16, "1e+16"), (2.0, "2")]
)
def test_numbers_are_written_without_doubt(value: Any, written: str) -> None:
    """Three decimals could be thousands: they get a fourth."""
    assert opener._number(value) == written
