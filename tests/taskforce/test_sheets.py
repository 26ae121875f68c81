"""Files for spreadsheets: no text in them is a command."""

from __future__ import annotations

import csv
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.utils.functional import lazystr
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from taskforce.sheets import BLANKS, csv_file, safe_cell

DANGEROUS = "=+-@|%\t\r\0"


@pytest.mark.parametrize("blanks", ["", " ", "\n", "  \n ", "\u00a0", "\ufeff", "\u200b \u3000"])
@pytest.mark.parametrize("first", [*DANGEROUS, "＝", "＋", "－", "＠"])
def test_a_command_becomes_a_text(first: str, blanks: str) -> None:
    """Whatever blanks it hides behind."""
    text = f"{blanks}{first}HYPERLINK(1)"
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("value", ["", " ", "A=1", "1-2", "été", "'=1", "–", 5, -5, 0.5, Decimal("-1.5"), None])
def test_what_is_no_command_stays(value: Any) -> None:
    """Figures stay figures, texts stay texts."""
    assert safe_cell(value) == value


def test_other_values_are_written_as_texts() -> None:
    """A text translated late is still a text."""
    assert safe_cell(lazystr("=1")) == "'=1"


@given(st.lists(st.text(max_size=20), min_size=1, max_size=4))
@settings(max_examples=150, deadline=None)
def test_every_cell_comes_back_as_it_went_and_commands_nothing(texts: list[str]) -> None:
    """Separators, quotes, lines and NULs break no cell open."""
    for language, separator in (("en", ","), ("fr", ";")):
        with override(language):
            content = csv_file("x", [texts]).content.decode("utf-8" if language == "en" else "utf-8-sig")
        cells = next(csv.reader(StringIO(content, newline=""), delimiter=separator), [])
        assert cells == [safe_cell(one) for one in texts]
        assert not any(one.lstrip(BLANKS)[:1] in tuple(DANGEROUS) for one in cells)


def test_the_file_speaks_the_language_of_its_reader() -> None:
    """Semicolons and a mark of UTF-8 for French and Dutch spreadsheets, commas for English ones; saved, never shown."""
    for language, beginning in (("fr", b"\xef\xbb\xbf" + b"a;b\r\n"), ("nl", b"\xef\xbb\xbf" + b"a;b\r\n"), ("en", b"a,b\r\n")):
        with override(language):
            answer = csv_file("TST-01-acts", [["a", "b"]])
        assert answer.content == beginning
        assert answer["Content-Disposition"] == 'attachment; filename="TST-01-acts.csv"'
        assert answer["Content-Type"] == "text/csv; charset=utf-8"
