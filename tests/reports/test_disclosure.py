"""Small numbers that are not printed cannot be found from what is, whatever was printed before."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from functools import cache

import pytest

from reports.disclosure import (
    Cell,
    Correction,
    Interval,
    Ledger,
    Plan,
    Publication,
    Ratio,
    Reason,
    Refusal,
    Standing,
    Step,
    Sum,
    plan,
    planning,
    seen,
    trial,
)
from reports.disclosure.attack import Siege
from reports.disclosure.hiding import ROUNDS
from tests.reports.attacker import Attacker
from tests.reports.breaking import broken, told_by_marks
from tests.reports.stories import Forgetful, Story, asked, printed, table

TABLES, STORIES = range(20), range(10)  # a sample; tests/heavy/test_disclosure.py takes many more
A_ROW = Publication((Cell("all", 30), Cell("a", 3, 1), Cell("b", 7, 1), Cell("c", 20, 1)), (Sum("all", ("a", "b", "c")),))


def planned(publication: Publication, ledger: Ledger | None = None) -> Plan:
    """Give the plan; fail if it is refused."""
    answer = plan(publication, ledger or Ledger())
    assert isinstance(answer, Plan), answer
    return answer


def refused(publication: Publication, ledger: Ledger | None = None) -> Refusal:
    """Give the refusal; fail if there is a plan."""
    answer = plan(publication, ledger or Ledger())
    assert isinstance(answer, Refusal), answer
    return answer


@cache
def answered(seed: int) -> tuple[Publication, Plan] | Refusal:
    """Ask for a table once."""
    return asked(table(seed))


@pytest.mark.parametrize("seed", TABLES)
def test_no_table_is_broken(seed: int) -> None:
    """A table is printed so that the attacker breaks no promise, or is refused."""
    answer = answered(seed)
    if not isinstance(answer, Refusal):
        assert broken([printed(*answer)], answer[1].ledger, answer[1]) == []


def test_few_tables_are_refused() -> None:
    """What is printed is not nothing: most tables get a plan, and most large counts are printed."""
    answers = [answered(seed) for seed in TABLES]
    plans = [answer for answer in answers if not isinstance(answer, Refusal)]
    assert len(plans) >= 0.9 * len(answers)
    large = [one.key in answer.released for said, answer in plans for one in said.cells if one.value >= 5]
    assert sum(large) > 0.4 * len(large)


@pytest.mark.parametrize("seed", STORIES)
def test_no_year_is_broken(seed: int) -> None:
    """Corrections, new and moved hotspots, percentages, years to date: all sheets together break no promise."""
    story = Story(seed, quarters=2 + seed % 2).tell()
    assert story.plans
    assert broken(story.sheets, story.ledger, story.plans[-1]) == []


def test_who_hides_only_what_is_small_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """The attacker is no straw man: without complementary suppression he breaks nearly every table that hides anything."""
    monkeypatch.setattr(planning, "suppress", lambda board: [])
    monkeypatch.setattr(planning, "attack", lambda reading: Siege())
    answers = [answer for seed in range(8) if not isinstance(answer := asked(table(seed)), Refusal) and answer[1].hidden]
    caught = [bool(broken([printed(*answer)], answer[1].ledger, answer[1])) for answer in answers]
    assert len(caught) > 4
    assert sum(caught) > len(caught) / 2


def test_who_forgets_what_was_printed_before_is_caught() -> None:
    """The same years, published without a ledger, are broken."""
    years = [Forgetful(seed, quarters=3).tell() for seed in range(2)]
    assert all(broken(one.sheets, one.ledger) for one in years)


def test_a_small_count_is_hidden_with_another_and_the_total_stays() -> None:
    """Of a row one more cell is hidden, the cheapest; the mark is the same for both."""
    answer = planned(A_ROW)
    assert answer.released == {"all": 30, "c": 20}
    assert {key: one.is_small for key, one in answer.hidden.items()} == {"a": True, "b": False}
    assert answer.hidden["a"].promised == Interval(1, 5)
    assert seen(answer.ledger) == {"a": Interval(0, 10), "b": Interval(0, 10)}


def test_the_example_of_the_method_note() -> None:
    """What docs/small-numbers.md tells its reader is what is done."""
    quarter = (Cell("A1", 12, 1, 1), Cell("B1", 40, 1, 1), Cell("C1", 25, 1, 1), Cell("R1", 77, 0, 1))
    first = planned(Publication(quarter, (Sum("R1", ("A1", "B1", "C1")),)))
    new = (Cell("A2", 3, 1, 1), Cell("B2", 40, 1, 1), Cell("C2", 31, 1, 1), Cell("R2", 74, 0, 1))
    year = (Cell("A", 15, 1), Cell("B", 80, 1), Cell("C", 56, 1), Cell("R", 151))
    sums = [Sum("R2", ("A2", "B2", "C2")), Sum("R", ("A", "B", "C")), *(Sum(one, (f"{one}1", f"{one}2")) for one in "ABCR")]
    answer = planned(Publication((*new, *year), tuple(sums)), first.ledger)
    assert answer.released == {"B2": 40, "R2": 74, "B": 80, "R": 151}
    assert seen(answer.ledger)["A2"] == seen(answer.ledger)["C2"] == Interval(0, 34)
    assert answer.told_by_marks == ()


def test_what_is_seen_is_what_the_attacker_sees() -> None:
    """The ranges we compute are those he computes."""
    for seed in (3, 4):
        answered_ = answered(seed)
        assert not isinstance(answered_, Refusal)
        answer, reader = answered_[1], Attacker([printed(*answered_)], 0)
        assert {key: (one.lower, one.upper) for key, one in seen(answer.ledger).items()} == {
            key: reader.range_by_lp(key) for key in answer.hidden
        }


def test_the_same_question_gets_the_same_answer() -> None:
    """Nothing is left to chance."""
    assert asked(table(1)) == answered(1)


def test_a_nought_is_printed_unless_noughts_are_guarded() -> None:
    """Nobody is counted by a nought; whoever thinks otherwise hides it."""
    row = Publication((Cell("all", 40), Cell("a", 0), Cell("b", 18), Cell("c", 22)), (Sum("all", ("a", "b", "c")),))
    assert planned(row).released == {"all": 40, "a": 0, "b": 18, "c": 22}
    guarded = planned(replace(row, zeros_guarded=True))
    assert guarded.hidden["a"].promised == Interval(0, 5)
    assert len(guarded.hidden) == 2


def test_what_counts_nobody_is_printed_however_small() -> None:
    """Two meetings are two meetings."""
    assert planned(Publication((Cell("meetings", 2, guarded=False),))).released == {"meetings": 2}


def test_marks_that_only_one_small_count_explains_are_named() -> None:
    """Lamps are hidden for nobody's sake but the person's beside them: no sum tells, but the mark does, and the plan says so."""
    row = Publication((Cell("all", 33), Cell("a", 3), Cell("lamps", 30, guarded=False)), (Sum("all", ("a", "lamps")),))
    answer = planned(row)
    assert answer.told_by_marks == ("a",)
    assert told_by_marks([printed(row, answer)], answer.ledger) == {"a"}
    assert planned(replace(row, cells=(*row.cells[:2], Cell("b", 30)), sums=(Sum("all", ("a", "b")),))).told_by_marks == ()


@pytest.mark.parametrize("seed", range(3))
def test_marks_tell_nothing_the_plan_does_not_name(seed: int) -> None:
    """In nearly every table another count could be the small one; where none could, the plan names it."""
    answer = answered(seed)
    assert not isinstance(answer, Refusal)
    told = told_by_marks([printed(*answer)], answer[1].ledger)
    assert told <= set(answer[1].told_by_marks)
    assert len(told) <= 1


def test_the_year_to_date_does_not_tell_the_quarter() -> None:
    """The first quarter and the year to date were printed: the second is their difference, so it is not printed with them."""
    first = planned(Publication((Cell("Q1", 12, grain=1),)))
    second = Publication((Cell("Q2", 3, grain=1), Cell("to Q2", 15)), (Sum("to Q2", ("Q1", "Q2")),))
    assert planned(second, first.ledger).hidden.keys() == {"Q2", "to Q2"}
    alone = refused(replace(second, cells=(second.cells[0], replace(second.cells[1], must_show=True))), first.ledger)
    assert alone.reason is Reason.NO_WAY
    assert alone.cells == ("Q2",)


def test_a_correction_does_not_tell_what_it_corrects() -> None:
    """A total printed again, and one part with it, must not give away the parts hidden before."""
    before = planned(A_ROW)
    new = Publication(
        (Cell("all'", 31), Cell("a'", 4, 1)),
        (Sum("all'", ("a'", "b", "c")),),
        corrections=(Correction("all'", "all"), Correction("a'", "a")),
    )
    answer = planned(new, before.ledger)
    assert answer.released == {"all'": 31}
    assert broken([printed(A_ROW, before), printed(new, answer)], answer.ledger, answer) == []


def test_a_figure_corrected_below_the_threshold_is_refused_unless_more_is_thinkable() -> None:
    """Who read 6 and believes in corrections by two at most knows it is no 1; who believes in five does not."""
    before = planned(Publication((Cell("a", 6),)))
    new = Publication((Cell("a'", 4),), corrections=(Correction("a'", "a"),))
    assert refused(new, before.ledger).reason is Reason.NO_WAY
    assert planned(replace(new, corrections=(Correction("a'", "a", within=5),)), before.ledger).hidden.keys() == {"a'"}


def test_a_hotspot_added_is_not_told_by_two_totals() -> None:
    """The total without it was printed; the total with it would tell what it adds, which stands in no table."""
    before = planned(Publication((Cell("all", 60), Cell("a", 28, 1), Cell("b", 32, 1)), (Sum("all", ("a", "b")),)))
    new = Publication((Cell("all with c", 63), Cell("c", 3, 1, shown=False)), (Sum("all with c", ("a", "b", "c")),))
    answer = planned(new, before.ledger)
    assert answer.hidden.keys() == {"all with c"}
    assert answer.ledger.entries["c"].standing is Standing.UNSAID
    assert answer.ledger.entries["c"].promised == Interval(1, 5)
    shown = planned(replace(new, cells=(Cell("all with c", 70), Cell("c", 10, 1, shown=False))), before.ledger)
    assert shown.released == {"all with c": 70}


def test_a_hotspot_moved_is_not_told_by_its_parents() -> None:
    """Both parents printed before and after: what moved is the difference."""
    cells = (Cell("m", 40, 1), Cell("n", 33, 1), Cell("a", 37, 2), Cell("b", 3, 2), Cell("c", 33, 2))
    before = planned(Publication(cells, (Sum("m", ("a", "b")), Sum("n", ("c",)))))
    after = Publication((Cell("m'", 37, 1), Cell("n'", 36, 1)), (Sum("m'", ("a",)), Sum("n'", ("b", "c"))))
    answer = plan(after, before.ledger)
    assert isinstance(answer, Plan)
    assert not {"m'", "n'"} <= answer.released.keys()


def test_percentages_come_from_what_is_printed() -> None:
    """A share is printed if both its ends are; rounded half up, by one function."""
    ratios = (Ratio("% c", "c", "all", decimals=1), Ratio("% a", "a", "all"), Ratio("mean", "c", "all", scale=1, decimals=2))
    answer = planned(replace(A_ROW, ratios=ratios))
    assert answer.ratios == {"% c": Decimal("66.7"), "% a": None, "mean": Decimal("0.67")}
    assert planned(Publication((Cell("a", 1, guarded=False), Cell("b", 8)), ratios=(Ratio("%", "a", "b"),))).ratios == {"%": Decimal(13)}


def test_a_share_of_a_known_base_is_a_count() -> None:
    """2.4 % of 250 are six: what the table does not say, its percentage does; so none is printed where the count is small."""
    told = Publication((Cell("met", 250), Cell("minors", 3, shown=False)), ratios=(Ratio("%", "minors", "met", decimals=1),))
    assert planned(told).ratios == {"%": None}
    enough = planned(replace(told, cells=(Cell("met", 250), Cell("minors", 60, shown=False))))
    assert enough.ratios == {"%": Decimal("24.0")}
    both = (Cell("met", 250), Cell("minors", 247, shown=False), Cell("others", 3, shown=False))
    apart = planned(replace(told, cells=both, sums=(Sum("met", ("minors", "others")),)))
    assert apart.ratios == {"%": None} or "met" in apart.hidden


def test_there_is_no_percentage_of_nothing() -> None:
    """A share of a base of nought is a mark."""
    assert planned(Publication((Cell("a", 0), Cell("b", 0)), ratios=(Ratio("%", "a", "b"),))).ratios == {"%": None}


def test_a_small_count_that_must_be_shown_is_refused() -> None:
    """Nobody can order a small count into print."""
    assert refused(Publication((Cell("a", 3, must_show=True),))).reason is Reason.MUST_SHOW


@pytest.mark.parametrize(("step", "level", "grain"), [(Step.LEVEL, 1, 0), (Step.GRAIN, 0, 1)])
def test_something_coarser_is_offered(step: Step, level: int, grain: int) -> None:
    """Where the parts may not be hidden, the total alone can still be printed."""
    cells = (Cell("all", 30, must_show=True), Cell("a", 3, level, grain), Cell("b", 27, level, grain, must_show=True))
    answer = refused(Publication(cells, (Sum("all", ("a", "b")),)))
    assert (answer.reason, answer.cells) == (Reason.NO_WAY, ("a",))
    assert answer.coarser
    assert (answer.coarser.step, answer.coarser.without) == (step, frozenset({"a", "b"}))
    assert answer.coarser.plan.released == {"all": 30}


def test_both_ways_of_saying_less_together() -> None:
    """Neither leaving out hotspots nor leaving out quarters is enough; both are."""
    cells = (Cell("all", 30, must_show=True), Cell("a", 3, 1), Cell("b", 27, 1, must_show=True))
    times = (Cell("Q1", 4, 0, 1), Cell("Q2", 26, 0, 1, must_show=True))
    answer = refused(Publication((*cells, *times), (Sum("all", ("a", "b")), Sum("all", ("Q1", "Q2")))))
    assert answer.coarser
    assert (answer.coarser.step, answer.coarser.plan.released) == (Step.BOTH, {"all": 30})


def test_what_was_given_away_before_is_named_and_can_be_given_up() -> None:
    """Earlier publications, made without care, gave a count away: nothing is printed before somebody takes note."""
    careless = planned(A_ROW)
    entries = {**careless.ledger.entries, "b": replace(careless.ledger.entries["b"], standing=Standing.RELEASED)}
    ledger = replace(careless.ledger, entries=entries)
    later = Publication((Cell("next", 12),))
    answer = refused(replace(later, cells=(*later.cells, Cell("a", 3, 1))), ledger)
    assert (answer.reason, answer.cells, answer.coarser) == (Reason.EARLIER, ("a",), None)
    assert planned(later, ledger.given_up(["a"])).released == {"next": 12}


def test_what_was_hidden_stays_hidden_and_what_was_printed_stays_printed() -> None:
    """The same cells again: the answer of the first time, whatever the threshold says now."""
    first = planned(A_ROW)
    again = planned(replace(A_ROW, threshold=8), first.ledger)
    assert again.released == first.released
    assert again.hidden["a"].promised == Interval(1, 8)
    assert again.hidden["b"].promised == Interval(1, 8)
    assert planned(replace(A_ROW, threshold=3), first.ledger).hidden["a"].promised == Interval(1, 5)


def test_what_everybody_knows_is_counted_against_us() -> None:
    """There are six lamps in the street: a reader knows that no more than six can be broken."""
    cells = (Cell("all", 21), Cell("a", 3, 1, at_most=6), Cell("b", 4, 1, at_most=5), Cell("c", 14, 1))
    answer = planned(Publication(cells, (Sum("all", ("a", "b", "c")),)))
    assert "c" in answer.hidden or "all" in answer.hidden
    known = planned(Publication((Cell("a", 3, at_most=6), Cell("b", 2))))
    assert seen(known.ledger)["a"] == Interval(0, 6)
    assert refused(Publication((Cell("a", 3, at_most=4), Cell("b", 2)))).cells == ("a",)


WRONG = {
    "named twice": Publication((Cell("a", 1), Cell("a", 1))),
    "negative": Publication((Cell("a", -1),)),
    "exceeds": Publication((Cell("a", 9, at_most=8),)),
    "must be shown": Publication((Cell("a", 9, must_show=True, shown=False),)),
    "nobody says": Publication((Cell("a", 9),), (Sum("a", ("b",)),)),
    "nobody says what": Publication((Cell("a", 9),), ratios=(Ratio("%", "a", "b"),)),
    "no sensible scale": Publication((Cell("a", 9),), ratios=(Ratio("%", "a", "a", decimals=-1),)),
    "not so": Publication((Cell("a", 9), Cell("b", 8)), (Sum("a", ("b",)),)),
    "not so: Row": Publication((Cell("a", 9), Cell("b", 5)), corrections=(Correction("a", "b", within=3),)),
    "another value": Publication((Cell("old", 8),)),
    "two at least": Publication((), threshold=1),
}


@pytest.mark.parametrize("words", WRONG)
def test_what_is_not_so_is_not_planned(words: str) -> None:
    """Sums that are none, values that changed under their key: the caller hears of it at once."""
    ledger = planned(Publication((Cell("old", 9),))).ledger
    with pytest.raises(ValueError, match=words):
        plan(WRONG[words], ledger)


def test_the_trial_prints_what_a_region_takes(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The command that measures prints cells and seconds."""
    monkeypatch.setattr(trial, "region", lambda seed: A_ROW if seed == 1 else Publication((Cell("a", 3, must_show=True),)))
    monkeypatch.setattr("sys.argv", ["trial", "2"])
    trial.main()
    assert Counter(capsys.readouterr().out.split())["region"] == 2


def test_a_region_is_made_up_whole() -> None:
    """Its sums are sums, and three hotspots with a family of measures get a plan well within the rounds there are."""
    publication = trial.region(hotspots=3, measures=3)
    publication.check({})
    assert planned(publication).hidden
    assert ROUNDS > 2
