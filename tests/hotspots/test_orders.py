"""Police orders: who drafts, signs, extends and repeals them, how they stand on a day, and how often they were used."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hotspots import orders, services
from hotspots.models import Covered, Hotspot, Order, OrderUse, Perimeter
from taskforce.kernel.acts import acting
from taskforce.kernel.rules import Refused
from taskforce.models import Act, User
from tests.access import arrange as a
from tests.cast import SQUARE, TODAY, Cast

Opens = Callable[[User], Client]
DAYS = {"since": date(2024, 11, 20), "until": date(2025, 1, 19)}
WORDS = {"subject": "Ban on gatherings", "basis": "New municipal act, article 135"}


def drafted(cast: Cast, **fields: Any) -> Order:
    """A draft of the north."""
    given = {**WORDS, **DAYS, **fields}
    return services.draft_order(by=cast.coordinator, workspace=cast.workspace("TST-01"), hotspots=[cast.hotspot], **given)


def signed(
    cast: Cast, *, on: date = date(2024, 8, 1), since: date = date(2024, 9, 1), until: date = date(2024, 11, 27), **fields: Any
) -> Order:
    """An order of the north, signed; it ends twelve days from now unless said otherwise."""
    return services.sign_order(by=cast.mayor, order=drafted(cast, since=since, until=until, **fields), on=on)


def regional(cast: Cast, **fields: Any) -> Order:
    """An order of the region, signed."""
    given = {**WORDS, "since": date(2024, 9, 1), "until": date(2025, 8, 31), **fields}
    draft = services.draft_order(by=cast.head, workspace=cast.workspace("TST-CELL"), hotspots=[cast.hotspot, cast.elsewhere], **given)
    return services.sign_order(by=cast.head, order=draft, on=date(2024, 8, 20))


def test_a_code_names_one_order_of_the_region(cast: Cast) -> None:
    """Numbers go on over task forces and cell: A-01, A-02, A-03."""
    first, second = drafted(cast), regional(cast)
    given = {**WORDS, **DAYS}
    third = services.draft_order(by=cast.mayor_elsewhere, workspace=cast.workspace("TST-02"), hotspots=[cast.elsewhere], **given)
    assert [one.code for one in (first, second, third)] == ["A-01", "A-02", "A-03"]
    assert third.get_absolute_url() == "/orders/TST-A-03/"
    assert [one.level for one in (first, second)] == ["municipality", "region"]
    assert [one.issuer.code for one in (first, second, third)] == ["NORD", "REGION", "SUD"]


def test_signing_keeps_the_outline_in_force(cast: Cast) -> None:
    """The version of the day of signature stays, whatever is drawn afterwards."""
    order = services.sign_order(by=cast.mayor, order=drafted(cast), on=TODAY)
    services.draw_perimeter(by=cast.head, hotspot=cast.hotspot, geometry=SQUARE, since=date(2024, 11, 18), decision="CRS 2")
    place = Covered.objects.get(order=order)
    assert place.perimeter == Perimeter.objects.get(hotspot=cast.hotspot, version=1)
    assert (order.signed_on, order.signed_by) == (TODAY, cast.seat("mayor"))


def test_a_signature_from_before_any_outline_keeps_none(cast: Cast, signed_in: Opens) -> None:
    """Said in words, never left blank."""
    order = signed(cast, on=date(2023, 6, 1))
    assert Covered.objects.get(order=order).perimeter is None
    assert "No outline was in force when it was signed" in signed_in(cast.mayor).get(order.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("on", "standing"),
    [
        (date(2024, 8, 31), "to_come"),
        (date(2024, 9, 1), "in_force"),
        (date(2024, 11, 27), "in_force"),
        (date(2024, 11, 28), "expired"),
    ],
)
def test_it_stands_by_the_day(on: date, standing: str, cast: Cast) -> None:
    """Asked in the database and told of one row, it is the same on every day, the first and last included."""
    order = signed(cast)
    for one in Order.Standing.values:
        assert Order.objects.standing(one, on).filter(pk=order.pk).exists() == (one == standing), one
    assert orders.standing_on(order, on, extended=False) == standing
    assert Order.objects.in_force(on).filter(pk=order.pk).exists() == (standing == "in_force")


def test_a_draft_never_holds_and_a_repealed_one_until_its_day(cast: Cast) -> None:
    """The day of the repeal is the first on which it does not hold."""
    draft, order = drafted(cast, since=TODAY), signed(cast)
    assert not Order.objects.in_force(TODAY).filter(pk=draft.pk).exists()
    order = services.repeal_order(by=cast.mayor, order=order, on=date(2024, 11, 20), reason="The square is calm")
    assert order.ends == date(2024, 11, 19)
    found = {one.pk: one for one in Order.objects.all()}
    for on, standing in ((TODAY, "in_force"), (date(2024, 11, 19), "in_force"), (date(2024, 11, 20), "repealed")):
        assert Order.objects.standing(standing, on).filter(pk=order.pk).exists()
        assert orders.standing_on(found[order.pk], on, extended=False) == standing
    assert not Order.objects.expiring(TODAY, 60).exists()
    assert orders.standing_on(draft, TODAY, extended=False) == "draft"


def test_a_chain_shows_its_evaluations_and_its_gaps(cast: Cast, signed_in: Opens) -> None:
    """Three orders, twelve days without one between the second and the third."""
    first = signed(cast, since=date(2024, 5, 1), until=date(2024, 6, 30), on=date(2024, 4, 25))
    given = {"since": date(2024, 7, 1), "until": date(2024, 8, 31), "evaluation": "Fewer gatherings at night"}
    second = services.sign_order(
        by=cast.mayor, order=services.extend_order(by=cast.coordinator, order=first, **given), on=date(2024, 6, 28)
    )
    given = {"since": date(2024, 9, 13), "until": date(2024, 11, 30), "evaluation": "They moved one street further"}
    third = services.sign_order(by=cast.mayor, order=services.extend_order(by=cast.mayor, order=second, **given), on=date(2024, 9, 12))
    for one in (first, second, third):
        links = orders.chain(cast.police, Order.objects.get(pk=one.pk), TODAY)
        assert [(link.order.code, link.gap, link.state) for link in links] == [
            ("A-01", 0, "Extended by another"),
            ("A-02", 0, "Extended by another"),
            ("A-03", 12, "In force"),
        ]
        assert orders.gaps(links) == 12
    text = signed_in(cast.police).get(third.get_absolute_url()).content.decode()
    for words in (
        "Gap of 12 days",
        "Fewer gatherings at night",
        "They moved one street further",
        "12 days without an order between extensions",
    ):
        assert words in text
    assert (third.subject, third.framework, list(third.covered.values_list("hotspot__reference", flat=True))) == (
        first.subject,
        None,
        ["TST-01"],
    )


def test_an_extension_needs_an_evaluation_and_comes_after(cast: Cast) -> None:
    """Without words, or while the order before it holds, it is refused at the field; the database refuses it too."""
    order = signed(cast)
    good = {"since": date(2024, 11, 28), "until": date(2025, 1, 31)}
    for field, given in (("evaluation", {**good, "evaluation": " "}), ("since", {**good, "since": order.until, "evaluation": "Calmer"})):
        with pytest.raises(ValidationError) as wrong:
            services.extend_order(by=cast.mayor, order=order, **given)
        assert list(wrong.value.message_dict) == [field]
    with acting(cast.clerk, "tests.arrange"), pytest.raises(IntegrityError), transaction.atomic():
        Order.objects.create(
            workspace=order.workspace, level="municipality", issuer=order.issuer, reference="X", extends=order, **WORDS, **good
        )


def test_an_order_is_extended_once(cast: Cast) -> None:
    """The draft of the first extension stands in the way of a second."""
    order = signed(cast)
    given = {"since": date(2024, 11, 28), "until": date(2025, 1, 31), "evaluation": "Calmer"}
    services.extend_order(by=cast.mayor, order=order, **given)
    with pytest.raises(Refused, match="Another order extends this one already"):
        services.extend_order(by=cast.coordinator, order=order, **given)


def test_a_draft_extension_may_change_but_not_its_places(cast: Cast) -> None:
    """It is the same measure for more days."""
    given = {"since": date(2024, 11, 28), "until": date(2025, 1, 31), "evaluation": "Calmer"}
    draft = services.extend_order(by=cast.mayor, order=signed(cast), **given)
    changed = services.amend_order(
        by=cast.coordinator, order=draft, hotspots=[cast.proposed], evaluation="Calmer at night", subject="Ban, shorter"
    )
    assert (changed.evaluation, changed.subject) == ("Calmer at night", "Ban, shorter")
    assert [one.hotspot for one in changed.covered.all()] == [cast.hotspot]


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({"until": date(2024, 11, 19)}, "until"),
        ({"hotspots": []}, "hotspots"),
        ({"hotspots": ["elsewhere"]}, "hotspots"),
        ({"hotspots": ["proposed"]}, "hotspots"),
        ({"framework": "own"}, "framework"),
        ({"framework": "draft"}, "framework"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(fields: dict[str, Any], at: str, cast: Cast) -> None:
    """Days, places and the order above it; nothing is kept."""
    given: dict[str, Any] = {**WORDS, **DAYS, "hotspots": [cast.hotspot], **fields}
    given["hotspots"] = [getattr(cast, one) if isinstance(one, str) else one for one in given["hotspots"]]
    if fields.get("framework") == "own":
        given["framework"] = signed(cast)
    if fields.get("framework") == "draft":
        cell = cast.workspace("TST-CELL")
        given["framework"] = services.draft_order(by=cast.head, workspace=cell, hotspots=[cast.hotspot], **WORDS, **DAYS)
    before = Order.objects.count()
    with pytest.raises(ValidationError) as wrong:
        services.draft_order(by=cast.mayor, workspace=cast.workspace("TST-01"), **given)
    assert list(wrong.value.message_dict) == [at]
    assert Order.objects.count() == before


def test_a_municipal_order_stands_under_a_regional_one(cast: Cast, signed_in: Opens) -> None:
    """Its framework is named and led to; the region's own order has none."""
    framework = regional(cast)
    order = drafted(cast, framework=framework)
    assert f'href="{framework.get_absolute_url()}"' in signed_in(cast.police).get(order.get_absolute_url()).content.decode()
    with pytest.raises(ValidationError):
        regional(cast, framework=framework)


@pytest.mark.parametrize(
    ("on", "words"), [(date(2024, 11, 16), "Choose a day up to today"), (date(2024, 11, 15), "This order begins on 10/11/2024")]
)
def test_an_order_is_signed_before_it_begins(on: date, words: str, cast: Cast) -> None:
    """Not in the future, and not after its first day."""
    draft = drafted(cast, since=date(2024, 11, 10))
    with pytest.raises(ValidationError, match=words):
        services.sign_order(by=cast.mayor, order=draft, on=on)


def test_only_the_issuer_acts(cast: Cast) -> None:
    """Neither the cell nor a mayor of elsewhere touches a municipal order; no mayor a regional one; the coordinator prepares and does not sign."""
    order, framework = signed(cast), regional(cast)
    for by in (cast.head, cast.mayor_elsewhere, cast.reviewer, cast.police, cast.coordinator):
        with pytest.raises(Refused):
            services.repeal_order(by=by, order=order, on=TODAY, reason="No")
    for by in (cast.mayor, cast.coordinator, cast.reviewer):
        with pytest.raises(Refused):
            services.extend_order(by=by, order=framework, since=date(2025, 9, 1), until=date(2025, 10, 1), evaluation="E")
    with pytest.raises(Refused):
        services.sign_order(by=cast.coordinator, order=drafted(cast), on=TODAY)


def test_each_mayor_orders_on_their_own_ground(arranging: Cast) -> None:
    """At a hotspot on two grounds both chairs order, each for their own municipality and never over the other's order."""
    room = arranging.workspace("TST-03")
    given = {**WORDS, **DAYS, "hotspots": [arranging.proposed]}
    north = services.draft_order(by=arranging.mayor, workspace=room, **given)
    south = services.draft_order(by=arranging.mayor_elsewhere, workspace=room, **given)
    assert (north.issuer.code, south.issuer.code) == ("NORD", "SUD")
    with pytest.raises(Refused):
        services.sign_order(by=arranging.mayor, order=south, on=TODAY)


def test_a_repeal_says_why_and_from_when(cast: Cast) -> None:
    """A reason, and a day between signature and last day."""
    order = signed(cast)
    for given, at in (({"on": TODAY, "reason": " "}, "reason"), ({"on": date(2025, 1, 1), "reason": "Calm"}, "on")):
        with pytest.raises(ValidationError) as wrong:
            services.repeal_order(by=cast.mayor, order=order, **given)
        assert list(wrong.value.message_dict) == [at]
    repealed = services.repeal_order(by=cast.mayor, order=order, on=TODAY, reason="Calm")
    assert repealed.history.first().act.reason == "Calm"


def test_the_database_keeps_orders_whole(arranging: Cast) -> None:
    """Days in order, a signature whole, a repeal with its reason, a framework for municipalities only, begun once signed."""
    framework = a.order("signed", "TST-CELL", "REGION")(arranging)
    for fields in (
        {"until": DAYS["since"] - timedelta(days=1)},
        {"state": "signed"},
        {"signed_on": TODAY},
        {"state": "repealed", "signed_on": TODAY, "signed_by": arranging.seat("mayor"), "repealed_on": TODAY},
        {"level": "region", "framework": framework},
        {"state": "signed", "signed_on": date(2024, 12, 1), "signed_by": arranging.seat("mayor")},
    ):
        given: dict[str, Any] = {
            "workspace": arranging.workspace("TST-01"),
            "level": "municipality",
            "issuer": arranging.organisation("NORD"),
            **WORDS,
            **DAYS,
        }
        with pytest.raises(IntegrityError), transaction.atomic():
            Order.objects.create(reference="X", **{**given, **fields})


def test_use_is_counted_where_it_was_used(cast: Cast, signed_in: Opens) -> None:
    """Each task force counts for itself; the cell reads the sum, a neighbour its own alone, and a correction keeps what stood before."""
    framework = regional(cast)
    days = {"since": date(2024, 9, 1), "until": date(2024, 9, 30)}
    use = services.record_use(by=cast.police, order=framework, workspace=cast.workspace("TST-01"), number=7, source="Police log", **days)
    services.record_use(
        by=cast.coordinator_elsewhere, order=framework, workspace=cast.workspace("TST-02"), number=4, source="Coordinator", **days
    )
    assert [orders.uses(one, framework).times for one in (cast.head, cast.police, cast.coordinator_elsewhere)] == [11, 7, 4]
    services.correct_use(by=cast.coordinator, use=use, number=9)
    assert orders.uses(cast.head, framework).times == 13
    assert [one.number for one in OrderUse.history.filter(id=use.pk)] == [9, 7]
    text = signed_in(cast.police).get(framework.get_absolute_url()).content.decode()
    assert "Used <strong>9</strong> times" in text
    assert "TST-02" not in text
    rooms = [cast.workspace("TST-01").pk, cast.workspace("TST-02").pk]
    assert orders.times_used(rooms, date(2024, 9, 1), date(2024, 9, 30)) == {framework.pk: 13}
    assert orders.times_used(rooms, date(2024, 9, 2), date(2024, 9, 30)) == {}


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        (date(2024, 10, 9), date(2024, 10, 1), "Choose a day from the first day on"),
        (date(2024, 8, 31), date(2024, 9, 30), "Choose days from 01/09/2024 to 15/11/2024"),
        (date(2024, 11, 1), date(2024, 11, 16), "Choose days from 01/09/2024 to 15/11/2024"),
        (date(2024, 9, 30), date(2024, 10, 31), "Days from 01/09/2024 to 30/09/2024 are counted already"),
    ],
)
def test_days_are_counted_once_and_while_it_held(since: date, until: date, words: str, cast: Cast) -> None:
    """Within its days, up to today, and never twice."""
    order, room = signed(cast), cast.workspace("TST-01")
    services.record_use(
        by=cast.police, order=order, workspace=room, number=1, since=date(2024, 9, 1), until=date(2024, 9, 30), source="Log"
    )
    with pytest.raises(ValidationError, match=words):
        services.record_use(by=cast.police, order=order, workspace=room, number=1, since=since, until=until, source="Log")


@pytest.mark.parametrize("name", ["mayor", "prosecutor", "worker", "association", "cleaning", "reviewer", "head", "police_elsewhere"])
def test_only_police_and_coordinator_count(name: str, cast: Cast) -> None:
    """Nobody else, whatever their part."""
    days = {"since": TODAY, "until": TODAY}
    with pytest.raises(Refused):
        services.record_use(by=getattr(cast, name), order=signed(cast), workspace=cast.workspace("TST-01"), number=1, source="Log", **days)


def test_names_of_residents_are_refused(cast: Cast) -> None:
    """A number of the national register does not get into an order."""
    with pytest.raises(ValidationError):
        drafted(cast, basis="85.07.30-033.28 may not gather")
    assert not Order.objects.exists()


def test_lists_for_others_ask_little(cast: Cast) -> None:
    """Three queries, however many orders; the next to end first; what is extended by a signed order does not expire."""
    room = cast.workspace("TST-01").pk
    late, soon = signed(cast, until=date(2025, 1, 10)), signed(cast)
    regional(cast)
    with CaptureQueriesContext(connection) as asked:
        found = orders.in_force([room], TODAY)
    assert len(asked) == 2
    assert [(one.code, one.warning, one.warning_tone) for one in found] == [
        (soon.code, "Expires in 12 days", "bad"),
        (late.code, "Expires in 56 days", "warn"),
        ("A-03", "", "warn"),
    ]
    assert [str(place) for place in found[2].places] == [str(cast.hotspot)]
    assert [one.code for one in orders.expiring([room], TODAY, 30)] == [soon.code]
    draft = services.extend_order(by=cast.mayor, order=soon, since=date(2024, 11, 28), until=date(2025, 1, 1), evaluation="Calmer")
    assert [one.code for one in orders.expiring([room], TODAY, 30)] == [soon.code]
    services.sign_order(by=cast.mayor, order=draft, on=TODAY)
    assert orders.expiring([room], TODAY, 30) == ()
    assert orders.in_force([], TODAY) == ()
    assert str(found[0]) == str(soon)


@pytest.mark.parametrize(("left", "words"), [(None, ""), (0, "Expires today"), (1, "Expires in 1 day"), (60, "Expires in 60 days")])
def test_the_end_has_words(left: int | None, words: str) -> None:
    """Told from sixty days before to the last day itself."""
    assert orders.warning(left) == words


def test_many_places_are_told_in_few_words(cast: Cast) -> None:
    """Four by name; of more the first three, and how many others."""
    order = signed(cast)
    line = orders.line(cast.mayor, order, TODAY)
    for number, ending in ((4, "Quartier TST-01 (en)"), (5, "and 2 others")):
        assert replace(line, places=(cast.hotspot,) * number).where.endswith(ending)


def test_nothing_is_kept_of_a_refused_act(cast: Cast) -> None:
    """No act, no number used up."""
    before = Act.objects.count()
    with pytest.raises(Refused):
        services.draft_order(by=cast.police, workspace=cast.workspace("TST-01"), hotspots=[cast.hotspot], **WORDS, **DAYS)
    assert Act.objects.count() == before
    assert drafted(cast).code == "A-01"


def test_a_place_may_be_taken_out_of_a_draft(arranging: Cast) -> None:
    """What it was to hold for stays in its history."""
    places = list(Hotspot.objects.filter(reference__in=["TST-01", "TST-03"]))
    order = drafted(arranging)
    for chosen in (places, places[:1]):
        services.amend_order(by=arranging.coordinator, order=order, hotspots=chosen, subject="Other")
        assert {one.hotspot for one in order.covered.all()} == set(chosen)


def test_a_draft_is_discarded_and_its_code_is_not_given_again(cast: Cast, signed_in: Opens) -> None:
    """It stands nowhere any more but in its history, and for those who ask for discarded drafts."""
    order = drafted(cast)
    browser = signed_in(cast.coordinator)
    assert "Discard the draft" in browser.get(order.get_absolute_url()).content.decode()
    assert "Its history stays" in browser.get("/orders/TST-A-01/discard/").content.decode()
    answer = browser.post("/orders/TST-A-01/discard/", follow=True).content.decode()
    assert "The draft is discarded." in answer
    assert "TST-A-01" not in answer
    assert "/orders/TST-A-01/" in browser.get("/orders/?state=discarded").content.decode()
    order.refresh_from_db()
    assert (order.state, order.history.first().act.code) == ("discarded", "hotspots.discard_order")
    assert drafted(cast).code == "A-02"
    assert [one.code for one in orders.drafted([(order.workspace_id, order.issuer_id)], TODAY)] == ["A-02"]
    page = browser.get("/orders/TST-A-01/").content.decode()
    assert "Draft discarded" in page
    assert "Change the draft" not in page
    for act in ("amend", "sign", "extend", "discard"):
        assert browser.get(f"/orders/TST-A-01/{act}/").status_code == 403, act


def test_a_discarded_extension_leaves_the_order_to_be_extended(cast: Cast) -> None:
    """What was drafted to come after it comes after nothing; another may."""
    order = signed(cast)
    more = {"since": date(2024, 11, 28), "until": date(2024, 12, 31), "evaluation": "Calmer"}
    draft = services.extend_order(by=cast.coordinator, order=order, **more)
    services.discard_order(by=cast.mayor, order=draft)
    again = services.extend_order(by=cast.coordinator, order=order, **more)
    assert (again.extends, [one.order for one in orders.chain(cast.mayor, order, TODAY)]) == (order, [order, again])


def test_a_discarded_draft_is_told_to_nobody_else(cast: Cast, signed_in: Opens) -> None:
    """Signed orders are read on the ground they hold on; a draft that was discarded was nobody else's business."""
    place = {"hotspots": [cast.hotspot, cast.elsewhere]}
    draft = services.draft_order(by=cast.head, workspace=cast.workspace("TST-CELL"), **place, **WORDS, **DAYS)
    services.discard_order(by=cast.head, order=draft)
    assert signed_in(cast.mayor).get(draft.get_absolute_url()).status_code == 404
    assert signed_in(cast.reviewer).get(draft.get_absolute_url()).status_code == 200
    for how in ("", "discarded", "draft"):
        assert not orders.register(cast.mayor, TODAY, standing=how), how
