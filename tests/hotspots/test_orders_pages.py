"""The pages of police orders: registers and their filters, one order, its forms, what stands on the first page, and the warnings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext

from hotspots import services
from hotspots.models import Order, OrderUse
from hotspots.services.warning import threshold, warn_of_expiring
from reports import desk
from taskforce.kernel import clock
from taskforce.models import Act, Notice, User
from tests.cast import TODAY, Cast
from tests.hotspots.test_orders import DAYS, WORDS, drafted, regional, signed

Opens = Callable[[User], Client]


def told(browser: Client, path: str, **asked: Any) -> str:
    """What a page says."""
    response = browser.get(path, asked)
    assert response.status_code == 200, path
    return response.content.decode()


def at(day: date) -> Any:
    """Let it be noon of another day."""
    return clock.at(clock.midnight_before(day) + timedelta(hours=12))


def test_the_register_filters_by_state_place_and_day(cast: Cast, signed_in: Opens) -> None:
    """Each filter stands in the address; a copied address gives the same rows."""
    drafted(cast, subject="Drafted one")
    signed(cast, subject="Ending one")
    signed(cast, subject="Ended one", until=date(2024, 9, 30))
    regional(cast, subject="Regional one")
    browser = signed_in(cast.reviewer)
    for asked, there in (
        ({}, {"Drafted one", "Ending one", "Ended one", "Regional one"}),
        ({"state": "draft"}, {"Drafted one"}),
        ({"state": "expired"}, {"Ended one"}),
        ({"on": "2024-09-15"}, {"Ending one", "Ended one", "Regional one"}),
        ({"on": "2025-06-01"}, {"Regional one"}),
        ({"hotspot": "TST-02"}, {"Regional one"}),
        ({"hotspot": "TST-01", "state": "in_force"}, {"Ending one", "Regional one"}),
        ({"state": "nonsense"}, {"Drafted one", "Ending one", "Ended one", "Regional one"}),
    ):
        text = told(browser, "/orders/", **asked)
        assert {one for one in ("Drafted one", "Ending one", "Ended one", "Regional one") if f">{one}</a>" in text} == there, asked
    assert "Expires in 12 days" in told(browser, "/orders/")
    assert ">Ended one</a>" in told(browser, "/hotspots/TST-01/orders/", on="2024-09-15")
    assert "Ending one" not in told(browser, "/hotspots/TST-02/orders/")


def test_an_empty_register_says_what_comes_next(cast: Cast, signed_in: Opens) -> None:
    """Without a filter, and with one."""
    browser = signed_in(cast.police)
    assert "Orders appear here once" in told(browser, "/orders/")
    assert "Choose another state" in told(browser, "/orders/", state="expired")


def test_the_register_is_handed_out_as_a_file(cast: Cast, signed_in: Opens) -> None:
    """With the filter of the page and its day; words that look like a command are made harmless."""
    signed(cast, subject="=Ending one")
    drafted(cast, subject="Drafted one")
    text = signed_in(cast.police).get("/orders/", {"state": "in_force", "as": "csv"}).content.decode()
    assert "'=Ending one" in text
    assert "15/11/2024" in text
    assert "Drafted one" not in text


def test_a_neighbour_reads_the_regions_orders_and_no_others(cast: Cast, signed_in: Opens) -> None:
    """A framework is read by all task forces of the region, without the names of places they do not see; its past is the cell's."""
    order, framework = signed(cast), regional(cast)
    browser = signed_in(cast.police_elsewhere)
    assert browser.get(order.get_absolute_url()).status_code == 404
    text = told(browser, framework.get_absolute_url())
    assert "Quartier TST-02" in text
    assert "Quartier TST-01" not in text
    assert "History of this order" not in text
    assert browser.get(f"/history/hotspots.order/{framework.pk}/").status_code == 404
    assert "History of this order" in told(signed_in(cast.reviewer), framework.get_absolute_url())
    for name in ("member", "steward", "auditor", "outsider"):
        assert signed_in(getattr(cast, name)).get(framework.get_absolute_url()).status_code == 404, name


def test_from_draft_to_repeal_by_the_pages(cast: Cast, signed_in: Opens) -> None:
    """The coordinator drafts and changes, the mayor signs, extends and repeals, the police count: each button where it belongs."""
    coordinator, mayor, police = (signed_in(one) for one in (cast.coordinator, cast.mayor, cast.police))
    days = {"since": "2024-11-01", "until": "2024-11-27"}
    given = {**WORDS, **days, "hotspots": [str(cast.hotspot.pk)]}
    assert coordinator.post("/orders/draft/TST-01/", given).status_code == 302
    order = Order.objects.get()
    page = told(coordinator, "/orders/TST-A-01/")
    assert "/orders/TST-A-01/amend/" in page
    assert "/orders/TST-A-01/sign/" not in page
    assert coordinator.post("/orders/TST-A-01/amend/", {**given, "subject": "Ban at night"}).status_code == 302
    assert mayor.post("/orders/TST-A-01/sign/", {"on": "2024-10-30"}).status_code == 302
    days = {"since": "2024-11-01", "until": "2024-11-10"}
    count = {"number": "3", **days, "source": "Police log"}
    assert police.post("/orders/TST-A-01/uses/TST-01/", count).status_code == 302
    use = OrderUse.objects.get()
    assert coordinator.post(f"/orders/TST-A-01/uses/{use.pk}/", {**count, "number": "4"}).status_code == 302
    days = {"since": "2024-12-01", "until": "2024-12-31"}
    assert mayor.post("/orders/TST-A-01/extend/", {**days, "evaluation": "Fewer calls"}).status_code == 302
    assert "Gap of 3 days" in told(police, "/orders/TST-A-02/")
    assert mayor.post("/orders/TST-A-01/repeal/", {"on": "2024-11-20", "reason": "Calm"}).status_code == 302
    order.refresh_from_db()
    use.refresh_from_db()
    assert (order.subject, order.state, use.number) == ("Ban at night", "repealed", 4)
    text = told(mayor, "/orders/TST-A-01/")
    assert "Repealed from 20/11/2024" in text
    assert "Used <strong>4</strong> times" in text


@pytest.mark.parametrize(
    ("path", "given", "words"),
    [
        ("/orders/draft/TST-01/", {"until": "2024-11-01"}, "Choose a day from the first day on."),
        ("/orders/draft/TST-01/", {"hotspots": []}, "This field is required."),
        ("/orders/TST-A-01/sign/", {"on": "2024-11-16"}, "Choose a day up to today"),
        ("/orders/TST-A-02/extend/", {"evaluation": "", "since": "2024-12-01", "until": "2024-12-31"}, "This field is required."),
        ("/orders/TST-A-02/extend/", {"evaluation": "What I typed", "since": "2024-11-20"}, "Choose a day after 27/11/2024"),
        ("/orders/TST-A-02/repeal/", {"on": "2025-11-16", "reason": "What I typed"}, "Choose a day from 01/08/2024 to 27/11/2024."),
        ("/orders/TST-A-02/repeal/", {"on": "2024-11-16", "reason": ""}, "This field is required."),
    ],
)
def test_an_error_stands_at_its_field_and_nothing_typed_is_lost(
    path: str, given: dict[str, Any], words: str, cast: Cast, signed_in: Opens
) -> None:
    """The words of the rule at the field, what was typed still there, and nothing done."""
    drafted(cast)
    signed(cast)
    before = Act.objects.count()
    usual = {
        "subject": "What I typed",
        "basis": "Article 135",
        "hotspots": [str(cast.hotspot.pk)],
        "since": "2024-11-20",
        "until": "2024-12-20",
    }
    response = signed_in(cast.mayor).post(path, {**usual, **given})
    text = response.content.decode()
    assert response.status_code == 200
    assert words in text
    assert Act.objects.count() == before
    if "What I typed" in [*given.values(), *(usual.values() if "draft" in path else [])]:
        assert "What I typed" in text


def test_a_count_typed_wrongly_comes_back(cast: Cast, signed_in: Opens) -> None:
    """Days outside those of the order, and a number below nothing."""
    order = signed(cast)
    browser = signed_in(cast.police)
    for given, words in (
        ({"since": "2024-01-01"}, "Choose days from 01/09/2024 to 15/11/2024."),
        ({"number": "-1"}, "greater than or equal to 0"),
    ):
        typed = {"number": "3", "since": "2024-09-01", "until": "2024-09-30", "source": "Log", **given}
        assert words in browser.post(f"/orders/{order.reference}/uses/TST-01/", typed).content.decode()
    assert not OrderUse.objects.exists()


def test_the_page_of_a_hotspot_tells_what_is_in_force(cast: Cast, signed_in: Opens) -> None:
    """The next to end first, with its warning; what is not in force is not there; the council is told nothing."""
    signed(cast, subject="Ending one")
    signed(cast, subject="Ended one", until=date(2024, 9, 30))
    text = told(signed_in(cast.police), "/hotspots/TST-01/")
    assert "Expires in 12 days" in text
    assert "Ending one" in text
    assert "Ended one" not in text
    assert "Ending one" not in told(signed_in(cast.member), "/hotspots/TST-01/")


def test_what_ends_waits_for_its_issuer(cast: Cast, signed_in: Opens) -> None:
    """For chair and coordinator of the municipality, for nobody else; a draft waits for the chair's signature; the region's for its head."""
    order, draft = signed(cast), drafted(cast)
    regional(cast, until=date(2024, 11, 30))
    decide, sign = f"Decide what follows the order {order.code}", f"Sign the order {draft.code}"
    found = {
        name: {one.title for one in desk.waiting_for(getattr(cast, name))}
        for name in ("mayor", "coordinator", "head", "police", "mayor_elsewhere")
    }
    assert {decide, sign} <= found["mayor"]
    assert decide in found["coordinator"]
    assert sign not in found["coordinator"]
    assert not {decide, sign} & (found["head"] | found["police"] | found["mayor_elsewhere"])
    assert "Decide what follows the order A-03" in found["head"]
    assert "Expires in 12 days" in told(signed_in(cast.mayor), "/", all="1")
    given = {"since": date(2024, 11, 28), "until": date(2025, 1, 31), "evaluation": "Calmer"}
    services.sign_order(by=cast.mayor, order=services.extend_order(by=cast.mayor, order=order, **given), on=TODAY)
    assert decide not in {one.title for one in desk.waiting_for(User.objects.get(pk=cast.mayor.pk))}


def test_each_threshold_is_told_once(cast: Cast) -> None:
    """At 60, 30 and 7 days to the chair and the coordinator, by mail at once; in between, and run twice, nothing more."""
    order = signed(cast, since=date(2024, 8, 1), until=date(2025, 1, 20))
    for day, people in (
        (date(2024, 11, 20), 0),
        (date(2024, 11, 21), 2),
        (date(2024, 11, 22), 0),
        (date(2024, 12, 20), 0),
        (date(2024, 12, 21), 2),
        (date(2025, 1, 12), 0),
        (date(2025, 1, 14), 2),
        (date(2025, 1, 20), 0),
        (date(2025, 1, 21), 0),
    ):
        before = Notice.objects.count()
        with at(day), TestCase.captureOnCommitCallbacks(execute=True):
            assert warn_of_expiring() == (1 if people else 0), day
            assert warn_of_expiring() == 0, day
        assert Notice.objects.count() - before == people, day
    assert {one.recipients()[0] for one in mail.outbox} == {"mayor@test.invalid", "coordinator@test.invalid"}
    assert len(mail.outbox) == 6
    assert mail.outbox[0].subject == f"{order} expires on 20/01/2025: decide what follows"
    assert order.get_absolute_url() in mail.outbox[0].body
    assert order.basis not in mail.outbox[0].body


def test_a_late_first_run_tells_the_nearest_threshold_alone(cast: Cast) -> None:
    """Twelve days before the end one notice each, not two; and it leaves no act of its own."""
    order = signed(cast)
    assert threshold(order, TODAY) == 30
    acts, said = Act.objects.count(), StringIO()
    call_command("warn_orders", stdout=said)
    call_command("warn_orders", stdout=said)
    assert said.getvalue().split("\n")[:2] == ["Told of 1 order.", "Told of 0 orders."]
    assert Notice.objects.count() == 2
    assert Act.objects.count() == acts


def test_nobody_is_told_of_what_is_decided(cast: Cast) -> None:
    """An extension signed before the mail goes makes it needless."""
    order = signed(cast)
    assert warn_of_expiring() == 1
    given = {"since": date(2024, 11, 28), "until": date(2025, 1, 31), "evaluation": "Calmer"}
    services.sign_order(by=cast.mayor, order=services.extend_order(by=cast.mayor, order=order, **given), on=TODAY)
    call_command("warn_orders", stdout=StringIO())
    from taskforce.notices import deliver

    assert deliver() == 0
    assert {one.state for one in Notice.objects.all()} == {"dropped"}


def test_the_registers_ask_as_much_with_many_orders_as_with_one(cast: Cast, signed_in: Opens) -> None:
    """A bounded number of queries on every page."""
    browser = signed_in(cast.mayor)
    counts: dict[str, list[int]] = {}
    for number in (1, 6):
        for _one in range(number):
            order = signed(cast)
        for path in ("/orders/", "/hotspots/TST-01/orders/", "/hotspots/TST-01/", f"/orders/{order.reference}/", "/"):
            with CaptureQueriesContext(connection) as asked:
                browser.get(path)
            counts.setdefault(path.rstrip("0123456789/"), []).append(len(asked))
    assert all(first == second for first, second in counts.values()), counts
    assert max(second for _first, second in counts.values()) <= 35, counts


def test_how_it_stood_can_be_read_as_of_a_day(cast: Cast, signed_in: Opens) -> None:
    """The list of orders, of their places and of their uses, and the timeline of the task force."""
    order = signed(cast)
    services.record_use(
        by=cast.police, order=order, workspace=order.workspace, number=5, since=date(2024, 9, 1), until=date(2024, 9, 9), source="Log"
    )
    browser = signed_in(cast.police)
    for label, words in (("order", "Ban on gatherings"), ("covered", "A-01"), ("orderuse", "01/09/2024")):
        assert words in told(browser, "/task-forces/TST-01/as-of/", list=f"hotspots.{label}", on="2024-11-15"), label
    assert "Signed an order" in told(browser, "/task-forces/TST-01/timeline/")
    assert DAYS["since"] > TODAY
