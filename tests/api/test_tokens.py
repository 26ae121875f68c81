"""The life of a token: issued for one seat, shown once, used, and dead with everything it hangs on."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from taskforce import services
from taskforce.kernel import clock
from taskforce.kernel.acts import acting
from taskforce.kernel.journal import Act
from taskforce.models import Token, TokenUse
from taskforce.services.people import renew
from tests.access.arrange import enter
from tests.api.test_acts import LOG, WORK, send
from tests.cast import Cast, a_seat

pytestmark = pytest.mark.django_db
UNTIL = date(2025, 3, 1)


def bearing(secret: str) -> Client:
    """A program that holds a token."""
    return Client(headers={"authorization": f"Bearer {secret}"})


def issued(cast: Cast, name: str = "worker", where: str = "TST-01", scope: str = "write") -> Client:
    """A program somebody has let in."""
    person = getattr(cast, name)
    return bearing(services.issue_token(by=person, seat=cast.seat(name, where), name="Planning", scope=scope, until=UNTIL))


def test_a_token_is_issued_on_the_page_and_shown_once(cast: Cast) -> None:
    """Only its digest is kept; the journal of the task force tells of it, without the secret."""
    browser = enter(cast.worker)
    form = {"seat": cast.seat("worker").pk, "name": "Planning", "scope": "read", "until": "2025-03-01"}
    answer = browser.post("/account/tokens/", form)
    (secret,) = re.findall(r"<code>(taskforce_[\w-]{43})</code>", answer.content.decode())
    token = Token.objects.get()
    assert secret not in str(vars(token))
    assert (token.person, token.until, token.may_write, str(token)) == (cast.worker, UNTIL, False, "Planning")
    act = Act.objects.latest("pk")
    assert (act.code, act.workspace_id, act.by) == ("taskforce.issue_token", cast.hotspot.workspace_id, cast.worker)
    assert bearing(secret).get("/api/v1/hotspots/").status_code == 200
    shown = browser.get("/account/tokens/").content.decode()
    assert secret not in shown
    assert "Planning" in shown
    assert "15/11/2024" in shown or "15 November 2024" in shown
    assert "Programs and tokens" in browser.get("/account/security/").content.decode()


def test_a_token_ends_on_the_page(cast: Cast) -> None:
    """At once, for good."""
    client, token = issued(cast), Token.objects.get()
    assert client.get("/api/v1/hotspots/").status_code == 200
    assert enter(cast.worker).post(f"/account/tokens/{token.pk}/end/").status_code == 302
    assert client.get("/api/v1/hotspots/").status_code == 401
    assert enter(cast.police).get(f"/account/tokens/{token.pk}/end/").status_code == 404


@pytest.mark.parametrize("day", [date(2024, 11, 14), date(2025, 11, 16)])
def test_a_token_ends_within_a_year(day: date, cast: Cast) -> None:
    """And not before it begins; told at its field."""
    with pytest.raises(ValidationError, match="within a year"):
        services.issue_token(by=cast.worker, seat=cast.seat("worker"), name="Planning", scope="read", until=day)
    form = {"seat": cast.seat("worker").pk, "name": "Planning", "scope": "read", "until": str(day)}
    assert "within a year" in enter(cast.worker).post("/account/tokens/", form).content.decode()
    assert not Token.objects.exists()


def test_a_token_is_answered_up_to_its_last_day(cast: Cast) -> None:
    """That day included."""
    client = issued(cast)
    for days, status in ((0, 200), (1, 401)):
        with clock.at(clock.now() + (UNTIL - clock.today()) + timedelta(days=days)):
            assert client.get("/api/v1/hotspots/").status_code == status


def _unseat(cast: Cast) -> None:
    services.unseat(by=cast.mayor, seat=cast.seat("worker"), reason="Left")


def _withdraw(cast: Cast) -> None:
    services.withdraw_charter(by=cast.worker, seat=cast.seat("worker"), reason="Moved")


def _close(cast: Cast) -> None:
    services.disable_account(by=cast.steward, seat=cast.seat("worker"), reason="Left")


def _renew(cast: Cast) -> None:
    services.change_password(by=cast.worker, password="a quiet river 2024")


def _expire(cast: Cast) -> None:
    seat = cast.seat("worker")
    with acting(cast.clerk, "tests.arrange"):
        seat.until = date(2024, 11, 14)
        seat.save()


@pytest.mark.parametrize("end", [_unseat, _withdraw, _close, _renew, _expire])
def test_a_token_dies_with_what_it_hangs_on(end: Any, cast: Cast) -> None:
    """Its seat, its charter, its account, its epoch: nothing is answered after, and nothing done."""
    client = issued(cast)
    assert client.get("/api/v1/hotspots/").status_code == 200
    end(cast)
    before = Act.objects.count()
    for path in ("/api/v1/hotspots/", "/api/v1/hotspots/TST-01/", "/api/v1/schema/"):
        assert client.get(path).status_code == 401
    assert send(client, "post", LOG, WORK).status_code == 401
    assert Act.objects.count() == before


def test_a_token_of_another_seat_of_the_person_outlives_only_by_epoch(cast: Cast) -> None:
    """A new epoch ends every token of a person."""
    clients = [issued(cast, "mayor"), issued(cast, "mayor", "TST-03")]
    with acting(cast.clerk, "tests.arrange"):
        renew(cast.mayor)
    assert [one.get("/api/v1/hotspots/").status_code for one in clients] == [401, 401]


def test_a_token_sees_what_its_seat_gives(cast: Cast) -> None:
    """Of somebody with two seats each shows its own; neither notices nor seats of the other place come with it."""
    both = enter(cast.mayor).get("/hotspots/").content.decode()
    assert "TST-01" in both
    assert "TST-03" in both
    for where, other in (("TST-01", "TST-03"), ("TST-03", "TST-01")):
        client = issued(cast, "mayor", where)
        for noun in ("hotspots", "workspaces", "seats", "notices", "plans", "actions", "orders", "reports"):
            assert other not in client.get(f"/api/v1/{noun}/").content.decode(), f"{where} {noun}"
        assert client.get(f"/api/v1/hotspots/{other}/").status_code == 404
        assert client.get(f"/api/v1/hotspots/{where}/").status_code == 200


def test_a_token_acts_as_its_seat_alone(cast: Cast) -> None:
    """Somebody who leads in one seat and looks on in another acts by the one of the token."""
    with acting(cast.clerk, "tests.arrange"):
        seat = a_seat(cast.worker, "TST-02", "SOCIAL", "observer")
    client = bearing(services.issue_token(by=cast.worker, seat=seat, name="Look", scope="write", until=UNTIL))
    assert send(client, "post", LOG, WORK).status_code == 404
    assert send(issued(cast), "post", LOG, WORK).status_code == 201
    assert Act.objects.latest("pk").seat == cast.seat("worker").pk


def test_uses_are_counted_and_seen_by_their_owner(cast: Cast) -> None:
    """The last day, nobody else's business."""
    issued(cast).get("/api/v1/hotspots/")
    assert [one.last_on for one in TokenUse.objects.visible_to(cast.worker)] == [clock.today()]
    assert not TokenUse.objects.visible_to(cast.police).exists()
