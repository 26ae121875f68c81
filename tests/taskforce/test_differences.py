"""Two texts compared: what is marked, and that nothing else changes."""

from __future__ import annotations

import re
import time
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taskforce.kernel.differences import BOUND, marked, marked_unless_missing, pieces

TEXTS = st.text(alphabet="abé <>&'\"\n.,", max_size=60) | st.text(max_size=40)
MARKS = re.compile(r"</?(?:del|ins)>")


def bare(html: str) -> str:
    """A side without its marks, as its reader would type it."""
    return unescape(MARKS.sub("", html))


def kept(html: str) -> str:
    """What of a side is not marked."""
    return unescape(re.sub(r"<(del|ins)>.*?</\1>", "", html, flags=re.DOTALL))


@given(TEXTS, TEXTS)
@settings(max_examples=200, deadline=None)
def test_each_side_is_its_text_to_the_letter(before: str, after: str) -> None:
    """Marks add nothing and take nothing away; what is not marked stands on both sides; nothing else is HTML."""
    both = marked(before, after)
    assert (bare(both.before), bare(both.after)) == (before, after)
    assert kept(both.before) == kept(both.after)
    assert "<" not in MARKS.sub("", both.before + both.after)
    assert ("<" in both.before + both.after) == (before != after)


@pytest.mark.parametrize(
    ("before", "after", "old", "new"),
    [
        ("Three people met.", "Four people met.", "<del>Three</del> people met.", "<ins>Four</ins> people met."),
        ("Met.", "Met. Twice.", "Met.", "Met.<ins> Twice.</ins>"),
        ("one\ntwo\nthree", "one\nthree", "one\n<del>two\n</del>three", "one\nthree"),
        ("l’été", "l’hiver", "l’<del>été</del>", "l’<ins>hiver</ins>"),
        ("<b>a</b>", "<b>c</b>", "&lt;b&gt;<del>a</del>&lt;/b&gt;", "&lt;b&gt;<ins>c</ins>&lt;/b&gt;"),
    ],
)
def test_words_are_marked_and_not_letters(before: str, after: str, old: str, new: str) -> None:
    """What people would strike out and write in, with blanks and lines in their place."""
    assert marked(before, after) == (old, new)


def test_pieces_stand_in_the_order_of_reading() -> None:
    """What stays, what goes and what comes; nothing of nothing."""
    assert pieces("Two evenings a week", "Three evenings a week") == [("del", "Two"), ("ins", "Three"), ("same", " evenings a week")]
    assert pieces("", "New") == [("ins", "New")]
    assert pieces("", "") == []


def test_what_was_missing_is_not_struck_out() -> None:
    """A dash is no word."""
    assert marked_unless_missing("–", "Done", "–") == ("–", "<ins>Done</ins>")
    assert marked_unless_missing("Done", "–", "–") == ("<del>Done</del>", "–")


def test_long_texts_are_compared_by_line_and_soon() -> None:
    """However long, however alike: an answer within a second."""
    lines = [f"Line {number} of the rules.\n" for number in range(3_000)]
    begun = time.perf_counter()
    both = marked("".join(lines), "".join([*lines[:1_500], "Inserted.\n", *lines[1_500:]]))
    assert both.after.count("<ins>") == 1
    assert "<ins>Inserted.\n</ins>" in both.after
    assert "<del>" not in both.before
    letters = "x\n" * int(BOUND**0.5 + 1)
    assert marked(letters, "y\n" + letters).before == f"<del>{letters}</del>"
    assert time.perf_counter() - begun < 1
