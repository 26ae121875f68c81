"""Small numbers, attacked at length: two hundred tables and a hundred years of publications, by whole numbers and linear programmes."""

from __future__ import annotations

import subprocess
import sys

import pytest
from django.conf import settings

from reports.disclosure import Refusal
from tests.reports.breaking import broken, told_by_marks
from tests.reports.stories import Forgetful, Story, asked, printed, table

pytestmark = pytest.mark.heavy
TABLES, STORIES = range(1000, 1200), range(1000, 1100)
AT_ONCE = 10
ORDER = "from tests.reports.stories import table; from reports.disclosure import plan; p = plan(table({0})); print(p.released, p.ratios, p.ledger)"


@pytest.mark.parametrize("first", TABLES[::AT_ONCE])
def test_no_table_is_broken(first: int) -> None:
    """Tables over one to three hierarchies: nothing is recovered, nothing known to be small, every interval as wide as promised."""
    hidden = refused = 0
    for seed in range(first, first + AT_ONCE):
        answer = asked(table(seed))
        if isinstance(answer, Refusal):
            refused += 1
            continue
        sheets, ledger = [printed(*answer)], answer[1].ledger
        assert broken(sheets, ledger, answer[1], thoroughly=True) == [], seed
        assert told_by_marks(sheets, ledger) <= set(answer[1].told_by_marks), seed
        hidden += len(answer[1].hidden)
    print(f"{AT_ONCE} tables from {first}: {refused} refused, {hidden} cells hidden, 0 broken")
    assert hidden
    assert refused <= AT_ONCE / 3


@pytest.mark.parametrize("first", STORIES[::AT_ONCE])
def test_no_year_is_broken(first: int) -> None:
    """Years with corrections, added and moved hotspots, percentages and years to date: all sheets together tell nothing."""
    happened: set[str] = set()
    hidden = refused = told = 0
    for seed in range(first, first + AT_ONCE):
        story = Story(seed).tell()
        assert broken(story.sheets, story.ledger, story.plans[-1]) == [], seed
        happened |= story.happened
        refused += story.refused
        hidden += sum(one.is_protected for one in story.ledger.entries.values())
        told += len(story.plans[-1].told_by_marks)
    print(f"{AT_ONCE} years from {first}: {refused} publications refused, {hidden} cells hidden, {told} told by marks, 0 broken")
    assert {"correction", "added", "moved"} <= happened
    assert refused <= AT_ONCE


def test_who_forgets_is_caught() -> None:
    """The same years without a ledger: the attacker breaks most of them, so he would have broken ours."""
    years = [Forgetful(seed).tell() for seed in STORIES[:10]]
    assert sum(bool(broken(one.sheets, one.ledger)) for one in years) >= 8


@pytest.mark.parametrize("seed", [1, 7])
def test_the_answer_does_not_hang_on_the_machine(seed: int) -> None:
    """Whatever order sets have in a process, the plan is the same."""
    order = [sys.executable, "-c", ORDER.format(seed)]
    answers = {
        subprocess.run(order, cwd=settings.ROOT, env={"PYTHONHASHSEED": hash_seed}, check=True, capture_output=True).stdout
        for hash_seed in ("0", "1", "2")
    }
    assert len(answers) == 1
