"""Figures: what may be added is added exactly, what may not is never added, and small hidden counts are masked."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from actions.figures import (
    ActionFigures,
    Amount,
    Figure,
    MeasureFacts,
    Reading,
    aimed,
    combine,
    figures_for,
    of_actions,
    of_workspace,
    reader_of,
    roll_up,
    together,
)  # fmt: skip
from actions.models import Action, Entry, Measure, Target
from taskforce.roles import Tier
from tests.cast import Cast, an_entry

KILO = MeasureFacts("drugs", {"fr": "drogues", "nl": "drugs", "en": "drugs"}, "kg", "security", "sum")
COUNT = replace(KILO, code="contacts", unit="", counts=True)
RATIO = replace(KILO, code="share", unit="%", aggregation="ratio", numerator="kept", denominator="made")


def readings(*values: str, measure: str = "drugs", **more: Any) -> list[Reading]:
    """Readings of one measure, one entry each, a day apart."""
    return [Reading(key, key, 1, measure, date(2024, 9, key), Decimal(value), **more) for key, value in enumerate(values, start=1)]


def of(aggregation: str, facts: MeasureFacts = KILO) -> MeasureFacts:
    """The same measure under another rule."""
    return replace(facts, aggregation=aggregation)


def test_five_point_one_kilos_and_548_grams_are_5_648_kilos(arranging: Cast) -> None:
    """The value is exact, in the base unit."""
    action = arranging.action("S1")
    an_entry(action, drugs="5.1")
    an_entry(action, drugs="548 g")
    (figure,) = figures_for(arranging.mayor, action)
    assert figure.amount.value == Decimal("5.648")
    assert str(figure.amount.value) == "5.648"
    assert figure.target == 10
    with override("fr"):
        assert figure.text == "5,648\u00a0kg"


def test_last_takes_the_latest_by_day_then_key() -> None:
    """Of two on the same day the later key counts."""
    first, second = readings("7", "9", qualifier="exact")
    assert combine(of("last"), [second, first]).value == 9
    assert combine(of("last"), [replace(first, day=second.day), second]).value == 9
    assert combine(of("last"), [replace(first, day=date(2024, 12, 1)), second]).value == 7


def test_max_takes_the_highest() -> None:
    """The highest value counts."""
    assert combine(of("max"), readings("3", "9", "4")).value == 9


def test_a_ratio_is_the_sum_of_numerators_over_the_sum_of_denominators() -> None:
    """Not the mean of ratios."""
    found = [*readings("1", "2", measure="kept"), *readings("2", "8", measure="made"), *readings("99")]
    amount = combine(RATIO, found)
    assert (amount.value, amount.numerator, amount.denominator) == (Decimal("0.3"), Decimal(3), Decimal(10))


def test_a_ratio_over_nothing_has_no_value() -> None:
    """Denominator 0: none, with the reason."""
    assert combine(RATIO, readings("3", measure="kept")).reason == "zero_denominator"


def test_what_is_not_additive_shows_one_value_and_never_several() -> None:
    """One value is shown; of several only the highest is named."""
    assert combine(of("not_additive"), readings("6")).value == 6
    several = combine(of("not_additive"), readings("6", "8"))
    assert (several.value, several.reason, several.highest) == (None, "not_additive", Decimal(8))


def test_nothing_logged_is_not_zero() -> None:
    """Missing is a dash with a reason; zero is zero."""
    nothing = combine(KILO, [])
    assert (nothing.value, nothing.reason, Figure(KILO, nothing).text) == (None, "nothing_logged", "–")
    assert combine(KILO, readings("0")).value == 0


@pytest.mark.parametrize(
    ("qualifiers", "expected"),
    [
        (["exact", "exact"], "exact"),
        (["exact", "more_than"], "more_than"),
        (["about", "more_than"], "about"),
        (["exact", "about"], "about"),
    ],
)
def test_the_least_sure_value_says_how_sure_all_are(qualifiers: list[str], expected: str) -> None:
    """About wins over more than, more than over exact."""
    found = [replace(one, qualifier=qualifier) for one, qualifier in zip(readings("1", "2"), qualifiers, strict=True)]
    assert combine(KILO, found).qualifier == expected


def test_sources_are_named_once_but_not_those_of_hidden_entries() -> None:
    """A hidden entry's words stay hidden."""
    found = [replace(one, source=source) for one, source in zip(readings("1", "2", "3"), ["b", "a", "a"], strict=True)]
    assert combine(KILO, found).source == "a; b"
    assert combine(KILO, [replace(found[0], hidden=True), found[1]]).source == "a"


@pytest.mark.parametrize(
    ("facts", "values", "masked"),
    [
        (COUNT, ["1", "3"], True),
        (COUNT, ["0"], False),
        (COUNT, ["5"], False),
        (KILO, ["1"], False),
        (of("not_additive", COUNT), ["2", "3"], True),
    ],
)
def test_small_hidden_counts_are_masked(facts: MeasureFacts, values: list[str], masked: bool) -> None:
    """Over 0 and under 5, of acts or persons: kilos are not masked."""
    amount = combine(facts, readings(*values, measure=facts.code, hidden=True))
    assert amount.masked is masked
    assert masked == (Figure(facts, amount).text == "<\u00a05")
    assert (amount.value is None and amount.highest is None) == masked


def test_one_hidden_part_is_enough_to_mask() -> None:
    """A total that comes in part from hidden entries is masked whole."""
    open_one, hidden = readings("1", "2", measure="contacts")
    assert combine(COUNT, [open_one, replace(hidden, hidden=True)]).masked
    assert not combine(COUNT, [open_one, hidden]).masked
    assert not combine(of("last", COUNT), [replace(open_one, hidden=True), hidden]).masked


def test_a_ratio_with_a_small_hidden_part_is_masked() -> None:
    """Its parts would be known from it."""
    amount = combine(RATIO, readings("2", measure="kept", hidden=True) + readings("9", measure="made"))
    assert (amount.masked, amount.numerator, amount.denominator) == (True, None, None)


def test_few_hidden_entries_are_not_counted_out() -> None:
    """Their number is masked like any small count."""
    assert combine(KILO, readings("90", hidden=True)).entries is None
    assert combine(KILO, readings(*["1"] * 5, hidden=True)).entries == 5
    assert combine(KILO, readings("90")).entries == 1


def test_places_are_put_together_by_the_rule() -> None:
    """Sums and last values are added, the highest of maxima counts, ratios by their parts."""
    amounts = [
        Amount(Decimal(2), entries=1, inputs=(2,), sources=("b",)),
        Amount(Decimal(3), entries=2, inputs=(1,), sources=("a", "b")),
        Amount(reason="nothing_logged"),
    ]
    total = together(KILO, amounts)
    assert (total.value, total.entries, total.inputs, total.source) == (Decimal(5), 3, (1, 2), "a; b")
    assert together(of("last"), amounts).value == 5
    assert together(of("max"), amounts).value == 3
    parts = [combine(RATIO, readings(above, measure="kept") + readings(below, measure="made")) for above, below in (("1", "4"), ("5", "8"))]
    assert together(RATIO, parts).value == Decimal("0.5")
    assert together(RATIO, [combine(RATIO, readings("1", measure="kept"))]).reason == "zero_denominator"


def test_what_is_not_additive_is_never_put_together_over_places() -> None:
    """None, with the reason and the highest."""
    amount = together(of("not_additive"), [Amount(Decimal(4)), Amount(reason="not_additive", highest=Decimal(9))])
    assert (amount.value, amount.reason, amount.highest) == (None, "not_additive", Decimal(9))


def test_nothing_logged_anywhere_is_nothing_logged() -> None:
    """No place, no value."""
    assert together(KILO, [Amount(reason="nothing_logged")]).reason == "nothing_logged"


def test_masked_places_are_left_out_and_said_to_be() -> None:
    """The total is then more than what is known."""
    masked = Amount(masked=True, entries=None)
    total = together(COUNT, [Amount(Decimal(10), entries=1), masked])
    assert (total.value, total.qualifier, total.reason, total.entries) == (Decimal(10), "more_than", "without_masked", None)
    assert together(COUNT, [masked]).masked
    assert together(of("max", COUNT), [Amount(Decimal(10)), masked]).value == 10
    assert together(of("max", COUNT), [Amount(Decimal(2)), masked]).masked
    ratio = together(RATIO, [Amount(Decimal(1), numerator=Decimal(6), denominator=Decimal(6)), masked])
    assert (ratio.value, ratio.qualifier, ratio.reason) == (Decimal(1), "exact", "without_masked")


def test_targets_are_added_only_where_values_are() -> None:
    """A single target stands; several are added for sums."""
    assert aimed(KILO, [None]) is None
    assert aimed(of("max"), [Decimal(3), None]) == 3
    assert aimed(of("max"), [Decimal(3), Decimal(4)]) is None
    assert aimed(KILO, [Decimal(3), Decimal(4)]) == 7


def test_figures_of_places_roll_up_by_measure() -> None:
    """Each measure once, in the order of the codes."""
    figures = [Figure(one, Amount(Decimal(2), entries=1), Decimal(4)) for one in (KILO, COUNT, KILO)]
    assert [(one.measure.code, one.amount.value, one.target) for one in roll_up(figures)] == [
        ("contacts", Decimal(2), Decimal(4)),
        ("drugs", Decimal(4), Decimal(8)),
    ]


def test_figures_are_written_and_read_back() -> None:
    """As plain JSON with numbers as text."""
    figure = Figure(RATIO, combine(RATIO, readings("1", measure="kept", source="x") + readings("100", measure="made")), Decimal("0.50"))
    content = json.loads(json.dumps(figure.as_dict()))
    assert content["amount"]["value"] == "0.01"
    assert content["amount"]["denominator"] == "100"
    assert content["target"] == "0.5"
    assert Figure.from_dict(content) == figure


def test_words_say_how_sure_and_why_not() -> None:
    """In the reader's language; English here."""
    with override("en"):
        assert Figure(KILO, Amount(Decimal("5.6"), qualifier="about")).text == "about 5.6\u00a0kg"
        assert Figure(KILO, Amount(Decimal(5), qualifier="more_than")).text == "more than 5\u00a0kg"
        assert Figure(KILO, Amount(Decimal(5))).why == ""
        assert "9\u00a0kg" in Figure(KILO, Amount(reason="not_additive", highest=Decimal(9))).why
        assert "Fewer than 5" in Figure(COUNT, Amount(masked=True)).why
        assert Figure(KILO, Amount()).name == "drugs"


decimals = st.decimals(min_value=0, max_value=10**9, places=6)


@given(st.lists(decimals, min_size=1, max_size=20), st.randoms())
def test_the_order_of_entries_does_not_matter(values: list[Decimal], chance: Any) -> None:
    """Whatever the rule."""
    found = readings(*map(str, values))
    mixed = list(found)
    chance.shuffle(mixed)
    for rule in ("sum", "last", "max", "not_additive"):
        assert combine(of(rule), found) == combine(of(rule), mixed)


@given(st.lists(st.lists(decimals, min_size=1, max_size=6), min_size=1, max_size=5))
def test_parts_roll_up_to_the_whole(places: list[list[Decimal]]) -> None:
    """The sum over places of sums over time is the sum of all."""
    parts = [combine(KILO, readings(*map(str, one))) for one in places]
    assert together(KILO, parts).value == sum((value for one in places for value in one), Decimal(0))


@given(st.lists(decimals, min_size=2, max_size=10))
def test_persons_are_never_added_up(values: list[Decimal]) -> None:
    """Neither over time nor over places."""
    persons = of("not_additive")
    assert combine(persons, readings(*map(str, values))).value is None
    assert together(persons, [Amount(one) for one in values]).value is None


def test_totals_show_exactly_to_the_organisation_and_masked_to_others(cast: Cast) -> None:
    """Three contacts of the street workers: 3 for them, fewer than 5 for the mayor, the police and the cell."""
    action = cast.action("P1")
    (own,) = figures_for(cast.colleague, action)
    assert (own.amount.value, own.amount.entries, own.amount.masked) == (Decimal(3), 1, False)
    for name in ("mayor", "police", "reviewer", "association", "observer"):
        (figure,) = figures_for(getattr(cast, name), action)
        assert (figure.amount.value, figure.amount.entries, figure.amount.masked) == (None, None, True)


def test_nobody_outside_gets_figures(cast: Cast) -> None:
    """Neither of the hotspot nor of an action."""
    for name in ("mayor_elsewhere", "member", "steward", "expired"):
        assert figures_for(getattr(cast, name), cast.hotspot) == ()
        assert figures_for(getattr(cast, name), cast.action("P1")) == ()
    assert reader_of(cast.member, cast.workspace("TST-01")) is None


def test_restricted_actions_count_only_for_their_axis(arranging: Cast) -> None:
    """Others get the same figures as if it were not there."""
    an_entry(arranging.action("S2"), drugs="7")
    an_entry(arranging.action("S1"), drugs="1")
    drugs = {
        name: next(one for one in figures_for(getattr(arranging, name), arranging.hotspot) if one.measure.code == "drugs")
        for name in ("police", "mayor")
    }
    assert (drugs["police"].amount.value, drugs["police"].target) == (Decimal(8), Decimal(20))
    assert (drugs["mayor"].amount.value, drugs["mayor"].target) == (Decimal(1), Decimal(10))
    assert figures_for(arranging.mayor, arranging.action("S2")) == ()
    assert figures_for(arranging.police, arranging.action("S2"))[0].amount.value == 7


def test_an_organisations_entry_on_a_restricted_action_stays_out_of_open_totals(arranging: Cast) -> None:
    """The lower tier of the action decides."""
    entry = an_entry(arranging.action("S2"), drugs="7")
    entry.tier = Tier.ORGANISATION
    entry.save()
    assert {one.measure.code: one.amount.reason for one in of_workspace(entry.workspace_id, None, None)}["drugs"] == "nothing_logged"
    asked = of_workspace(entry.workspace_id, None, None, tiers=Tier.values, axis="security")
    assert {one.measure.code: one.amount.value for one in asked}["drugs"] == 7


def test_a_span_has_both_its_days(arranging: Cast) -> None:
    """From the first to the last day, both included."""
    action = arranging.action("V1")
    for day in (date(2024, 7, 1), date(2024, 9, 30), date(2024, 10, 1)):
        an_entry(action, day=day, cleanups="10")
    quarter = of_workspace(action.workspace_id, date(2024, 7, 1), date(2024, 9, 30))
    assert {one.measure.code: one.amount.value for one in quarter}["cleanups"] == 20
    assert of_actions([action], since=date(2024, 10, 1))[action.pk].figures[0].amount.value == 10


def test_measures_aimed_at_are_listed_even_with_nothing_logged(arranging: Cast) -> None:
    """No silent gap; ratios whose parts are there come along, proposed actions do not."""
    one = Measure.objects.get(code="contacts")
    share = Measure.objects.create(
        code="share",
        unit=one.unit,
        axis="prevention",
        aggregation="ratio",
        numerator=one,
        denominator=Measure.objects.get(code="cleanups"),
        name_fr="part",
        name_nl="deel",
    )
    action = arranging.action("S1")
    proposed = Action.objects.create(
        workspace=action.workspace, plan=action.plan, code="S9", axis="security", title="x", organisation=action.organisation
    )
    Target.objects.create(workspace=action.workspace, action=proposed, measure=arranging.measure("cameras"))
    found = {it.measure.code: it for it in of_workspace(action.workspace_id, date(2024, 11, 1), None)}
    assert list(found) == ["cleanups", "contacts", "drugs", "share"]
    assert found["share"].measure == MeasureFacts.of(share)
    assert {it.amount.reason for it in found.values()} == {"nothing_logged"}


def test_an_action_counts_its_notes_too(arranging: Cast) -> None:
    """Entries without a number are entries."""
    action = arranging.action("S1")
    for _time in range(6):
        an_entry(action, note="Passage.")
    assert of_actions([action])[action.pk].entries == 6
    assert of_actions([arranging.action("P1")])[arranging.action("P1").pk].entries is None
    assert of_actions([]) == {}
    assert ActionFigures().entries == 0


def test_figures_cost_three_queries_however_much_was_logged(arranging: Cast) -> None:
    """For a workspace and for many actions alike."""
    actions = list(Action.objects.filter(plan=arranging.plan))
    counts = []
    for _time in range(2):
        with CaptureQueriesContext(connection) as queries:
            of_workspace(arranging.plan.workspace_id, None, None)
            of_actions(actions)
        counts.append(len(queries))
        for _entry in range(5):
            an_entry(actions[0], drugs="1")
    assert counts == [6, 6]
    assert Entry.objects.filter(action=actions[0]).count() == 10
