"""Access that ends, ends everywhere at the very next request: each cause × each channel × several personas."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client

from taskforce import roles, services
from taskforce.kernel import clock
from taskforce.kernel.acts import acting
from taskforce.kernel.journal import Act
from taskforce.kernel.rules import Refused
from taskforce.letters import unsubscribe_token
from taskforce.models import Seat, User
from taskforce.notices import deliver
from tests.access.arrange import put
from tests.cast import Cast
from tests.taskforce.doors import PASSWORD, browser, code, knock, signed_in

pytestmark = pytest.mark.django_db
PERSONAS = ("mayor", "worker", "police", "coordinator", "reviewer", "member", "auditor")
PAGES = ("/", "/hotspots/", "/task-forces/", "/directory/", "/reports/", "/account/security/")


def seat_of(cast: Cast, name: str) -> Seat:
    """The seat that ends."""
    return Seat.objects.filter(person=getattr(cast, name)).earliest("pk")


def _own_charter(cast: Cast, name: str) -> None:
    services.withdraw_charter(by=getattr(cast, name), seat=seat_of(cast, name), reason="I leave")


def _replaced(cast: Cast, name: str) -> None:
    """Give the same part to the same person for somebody else: the earlier seat ends."""
    it = seat_of(cast, name)
    services.seat(
        by=cast.steward, workspace=it.workspace, person=it.person, organisation=cast.organisation("SUD"), role=it.role, axis=it.axis
    )


CAUSES: dict[str, Callable[[Cast, str], Any]] = {
    "a seat ends": lambda cast, name: services.unseat(by=cast.steward, seat=seat_of(cast, name), reason="Left"),
    "a seat is replaced": _replaced,
    "the charter is withdrawn": lambda cast, name: services.withdraw_charter(by=cast.steward, seat=seat_of(cast, name), reason="Broken"),
    "one withdraws it oneself": _own_charter,
    "the account is closed": lambda cast, name: services.disable_account(by=cast.steward, seat=seat_of(cast, name), reason="Leave"),
    "factors are reset": lambda cast, name: services.reset_second_factor(by=cast.steward, seat=seat_of(cast, name), reason="Lost"),
    "the password changes elsewhere": lambda cast, name: services.change_password(by=getattr(cast, name), password="another quiet river"),
    "a factor is added elsewhere": lambda cast, name: services.add_passkey(by=getattr(cast, name), name="Phone", credential={}),
    "all sessions are ended elsewhere": lambda cast, name: services.end_sessions(by=getattr(cast, name)),
}  # fmt: skip


def _answers(client: Client, path: str) -> bool:
    return client.get(path).status_code == 200


def opened(cast: Cast, name: str) -> dict[str, Callable[[], bool]]:
    """Every channel by which somebody is answered, open now: each says whether it still answers."""
    pages, half = signed_in(cast, name, factor=True), browser()
    person = User.objects.get(pk=getattr(cast, name).pk)
    knock(half, person)
    browser().post("/sign-in/forgotten/", {"email": person.email})
    deliver()
    link = re.findall(rf"{settings.SITE}(/\S+)", mail.outbox[-1].body)[0]
    token, feed = unsubscribe_token(person), services.make_feed(by=person)
    epoch = person.epoch

    def half_open() -> bool:
        half.post("/sign-in/second-factor/", {"code": code(ahead=1)})
        return half.get("/").status_code == 200

    return {
        **{f"GET {path}": partial(_answers, pages, path) for path in PAGES},
        "POST": lambda: "/sign-in/" not in pages.post("/account/security/sessions/end/").headers.get("Location", "/sign-in/"),
        "a sign-in half done": half_open,
        "a link to a new password": lambda: b"Ask for a new link" not in browser().get(link, follow=True).content,
        "the link that ends one's digests": lambda: _answers(browser(), f"/unsubscribe/{token}/"),
        "the calendar's secret address": partial(_answers, Client(), f"/calendar/{feed}.ics"),
        "a token or a feed": lambda: User.objects.holding(person.pk, epoch) is not None,
    }


@pytest.mark.parametrize("cause", CAUSES)
@pytest.mark.parametrize("name", PERSONAS)
def test_nothing_answers_after_it(cause: str, name: str, cast: Cast) -> None:
    """Open before, dead after: pages, forms, half-done sign-ins, links in mails, tokens and feeds."""
    channels = opened(cast, name)
    alive = {channel for channel, answers in channels.items() if channel.startswith("GET") and answers()}
    assert len(alive) == len(PAGES)
    CAUSES[cause](cast, name)
    assert [channel for channel, answers in channels.items() if answers()] == []


def test_before_it_everything_answers(cast: Cast) -> None:
    """Else the test above would prove nothing: every channel is open while nothing ends it."""
    channels = opened(cast, "worker")
    last = ("POST",)  # it ends the other sessions itself
    assert [name for name in channels if name not in last and not channels[name]()] == []
    assert channels["POST"]()


@pytest.mark.parametrize("name", ["mayor", "worker", "police", "coordinator"])
def test_a_seat_ends_by_its_date(name: str, cast: Cast) -> None:
    """The next day nothing of the workspace is there, in a session begun the day before."""
    with acting(cast.clerk, "tests.arrange"):
        put(cast.seat(name), until=clock.today())
    client = browser()
    client.force_login(getattr(cast, name))
    assert client.get("/hotspots/TST-01/").status_code == 200
    with clock.at(clock.now() + timedelta(days=1)):
        assert {client.get(path).status_code for path in ("/hotspots/TST-01/", "/hotspots/TST-01/plan/", "/task-forces/TST-01/")} == {404}


def test_a_closed_account_opens_again_without_its_sessions(cast: Cast) -> None:
    """Nobody comes back by an old cookie; by the password, to the same seats."""
    client = signed_in(cast, "worker")
    services.disable_account(by=cast.steward, seat=cast.seat("worker"), reason="Long leave")
    services.enable_account(by=cast.steward, seat=cast.seat("worker"), reason="Back")
    assert client.get("/").status_code == 302
    again = browser()
    knock(again, cast.worker)
    assert again.get("/hotspots/TST-01/").status_code == 200
    assert [one.code for one in Act.objects.order_by("-pk")[:2]] == ["taskforce.enable_account", "taskforce.disable_account"]


def test_a_withdrawn_charter_is_signed_again(cast: Cast) -> None:
    """The seat is there and gives nothing until then; the journal keeps both, with the reason."""
    services.withdraw_charter(by=cast.mayor, seat=cast.seat("worker"), reason="Wrote names")
    client = browser()
    client.force_login(User.objects.get(pk=cast.worker.pk))
    assert client.get("/hotspots/TST-01/").status_code == 404
    seat = cast.seat("worker")
    assert (seat.ended_on, seat.grants.count(), seat.signatures.count()) == (None, 0, 0)
    act = Act.objects.latest("pk")
    assert (act.code, act.reason, act.by_id) == ("taskforce.withdraw_charter", "Wrote names", cast.mayor.pk)
    with pytest.raises(Refused):
        services.withdraw_charter(by=cast.mayor, seat=seat, reason="Again")
    assert client.post(f"/seats/{seat.pk}/charter/", {"agreed": "on"}).status_code == 302
    assert client.get("/hotspots/TST-01/").status_code == 200
    assert seat.grants.count() == len(roles.GRANTS["worker"])


def test_an_ended_seat_has_no_charter_to_withdraw(cast: Cast) -> None:
    """In words."""
    services.unseat(by=cast.coordinator, seat=cast.seat("worker"), reason="Left")
    with pytest.raises(Refused, match="This seat has ended already"):
        services.withdraw_charter(by=cast.mayor, seat=cast.seat("worker"), reason="Broken")


def test_the_pages_do_it(cast: Cast) -> None:
    """From the seats of the task force, with a reason; from one's own list of seats too."""
    steward, worker = browser(), signed_in(cast, "worker")
    steward.force_login(cast.steward)
    seat = cast.seat("worker")
    page = steward.get("/task-forces/TST-01/").content.decode()
    for path, reason in (("close-account", "Leave"), ("open-account", "Back"), ("charter/withdraw", "Broken")):
        address = f"/seats/{seat.pk}/{path}/"
        assert (path == "open-account") or f'href="{address}"' in page
        assert steward.post(address, {"reason": ""}).status_code == 200, "a reason is needed"
        assert steward.post(address, {"reason": reason})["Location"] == "/task-forces/TST-01/"
        assert Act.objects.latest("pk").reason == reason
    assert worker.get("/").status_code == 302
    police = signed_in(cast, "police")
    address = f"/seats/{cast.seat('police').pk}/charter/withdraw/"
    assert f'href="{address}"' in police.get("/task-forces/").content.decode()
    assert police.post(address, {"reason": "I leave"}).status_code == 302
    assert police.get("/").status_code == 302


def test_a_chair_sees_no_way_to_accounts(cast: Cast) -> None:
    """Accounts are the business of heads and stewards."""
    client = browser()
    client.force_login(cast.mayor)
    page = client.get("/task-forces/TST-01/").content.decode()
    assert "charter/withdraw" in page
    assert "close-account" not in page


def test_a_token_holds_for_one_epoch(cast: Cast) -> None:
    """The helper for tokens and feeds: right epoch, open account."""
    assert User.objects.holding(cast.worker.pk, cast.worker.epoch) == cast.worker
    assert User.objects.holding(cast.worker.pk, cast.worker.epoch + 1) is None
    with acting(cast.clerk, "tests.arrange"):
        put(cast.worker, is_active=False)
    assert User.objects.holding(cast.worker.pk, cast.worker.epoch) is None


def test_the_password_opens_nothing_of_an_ended_seat(cast: Cast) -> None:
    """Signing in again is signing in to what is left: nothing of that workspace."""
    signed_in(cast, "worker")
    services.unseat(by=cast.coordinator, seat=cast.seat("worker"), reason="Left")
    again = browser()
    assert knock(again, cast.worker, PASSWORD).status_code == 302
    assert again.get("/hotspots/TST-01/").status_code == 404
