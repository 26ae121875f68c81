"""The secret address of a calendar: made and shown once, read without signing in, dead with the access of its person."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from icalendar import Calendar

from actions.calendar import uid_of
from taskforce import services
from taskforce.desk.calendar import CALENDAR, Mark, written
from taskforce.kernel import clock
from taskforce.kernel.acts import acting
from taskforce.kernel.journal import Act, Reading
from taskforce.models import Feed, User
from tests.access import arrange as a
from tests.access.arrange import enter, give_factor, put
from tests.cast import Cast
from tests.filling import filled

pytestmark = pytest.mark.django_db
ACCOUNT = "/account/calendar/"


def made(cast: Cast, name: str) -> str:
    """The address of somebody's calendar, made on their page."""
    client = enter(getattr(cast, name))
    page = client.post(ACCOUNT, filled(client.get(ACCOUNT), ACCOUNT))
    return re.search(r"http://127.0.0.1:8000(/calendar/\S+\.ics)", page.content.decode())[1]


def events(path: str) -> list[Any]:
    """What stands in a calendar, as a calendar application reads it."""
    answer = Client().get(path)
    assert answer.status_code == 200
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def test_it_is_shown_once_and_kept_as_a_digest(cast: Cast) -> None:
    """The page shows it after it was made and never again; no column, no history, no journal holds it."""
    client = enter(cast.worker)
    page = client.post(ACCOUNT, filled(client.get(ACCOUNT), ACCOUNT)).content.decode()
    token = re.search(r"/calendar/(\S+)\.ics", page)[1]
    assert len(token) >= 43, "256 bits"
    again = client.get(ACCOUNT).content.decode()
    assert token not in again
    assert "Your calendar has had an address since" in again
    feed = Feed.objects.get()
    assert feed.digest == Feed.digest_of(token)
    assert (feed.person, feed.epoch, feed.workspace, str(feed)) == (cast.worker, cast.worker.epoch, None, "15/11/2024")
    rows = [*Feed.objects.values(), *Feed.history.values(), *Act.objects.values()]
    assert token not in str(rows)
    assert (Act.objects.latest("pk").code, Act.objects.latest("pk").by) == ("taskforce.make_feed", cast.worker)


def test_calendar_applications_understand_it(cast: Cast) -> None:
    """A day, a title without contents and a link, each under a number that stays; the type and the headers say what it is."""
    path = made(cast, "cleaning")
    action = next(one for one in events(path) if one["summary"] == "Action due")
    assert action["dtstart"].dt == date(2024, 12, 31)
    assert action["url"] == action["description"] == "http://127.0.0.1:8000/hotspots/TST-01/actions/V1/"
    assert action["dtstamp"].dt == datetime(2024, 12, 31, tzinfo=UTC)
    assert (action["class"], action["transp"]) == ("PRIVATE", "TRANSPARENT")
    answer = Client().get(path)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-cache"
    assert not answer.cookies
    assert b"\r\n" in answer.content
    with acting(cast.clerk, "tests.arrange"):
        put(cast.action("V1"), due=date(2025, 1, 15), title="Autre", description="Autre")
    moved = next(one for one in events(path) if one["summary"] == "Action due")
    assert (moved["uid"], moved["dtstart"].dt) == (action["uid"], date(2025, 1, 15))
    assert moved["dtstamp"].dt != action["dtstamp"].dt


def test_meetings_promises_and_ends_of_orders_stand_in_it(cast: Cast) -> None:
    """A meeting under the number its call has in the mail; nothing but what it is, when, and where to read it."""
    with acting(cast.clerk, "tests.arrange"):
        called, promised, order = a.meeting("called")(cast), a.promise("open")(cast), a.order("signed")(cast)
    told = events(made(cast, "police"))
    found = {one["summary"]: one for one in told}
    assert uid_of(called) in {str(one["uid"]) for one in told}
    assert called.starts_at in {one["dtstart"].dt for one in told if one["summary"] == "Task force meeting"}
    assert found["Commitment due"]["dtstart"].dt == promised.due
    assert found["Order ends"]["dtstart"].dt == order.until
    assert {one["url"] == one["description"] for one in found.values()} == {True}
    others = {one["summary"] for one in events(made(cast, "police_elsewhere"))}
    assert not others & {"Task force meeting", "Commitment due", "Order ends"}


def test_titles_are_in_the_language_of_the_person(cast: Cast) -> None:
    """Whatever the application asks for."""
    path = made(cast, "worker")
    with acting(cast.clerk, "tests.arrange"):
        put(User.objects.get(pk=cast.worker.pk), language="fr")
    first, second = (Client(headers={"accept-language": one}).get(path) for one in ("nl", "en"))
    assert first.content == second.content == written(User.objects.get(pk=cast.worker.pk))


def test_the_tag_changes_with_the_contents_alone(cast: Cast) -> None:
    """Days go by and rows are saved: the same tag and an empty 304; the day of an action moves: another."""
    path = made(cast, "cleaning")
    client = Client()
    tag = client.get(path)["ETag"]
    with acting(cast.clerk, "tests.arrange"):
        put(cast.action("V1"), description="More")
        put(cast.action("S1"), due=date(2025, 3, 1))
    with clock.at(clock.now() + timedelta(days=3)):
        answer = client.get(path, headers={"if-none-match": tag})
        assert (answer.status_code, answer.content, answer["ETag"], answer["Cache-Control"]) == (304, b"", tag, "private, no-cache")
    with acting(cast.clerk, "tests.arrange"):
        put(cast.action("V1"), due=date(2025, 3, 1))
    answer = client.get(path, headers={"if-none-match": tag})
    assert (answer.status_code, answer["ETag"] == tag) == (200, False)


def test_what_is_done_is_gone(cast: Cast) -> None:
    """Actions finished or abandoned, reports handed in; plans once somebody has seen to them."""
    mayor, cleaning = made(cast, "mayor"), made(cast, "cleaning")
    with acting(cast.clerk, "tests.arrange"):
        put(cast.plan, state="submitted")
    waits = [one for one in events(mayor) if one["summary"] == "Plan waits for you"]
    assert [(one["dtstart"].dt, one["url"]) for one in waits] == [(date(2024, 11, 15), "http://127.0.0.1:8000/hotspots/TST-01/plan/")]
    with acting(cast.clerk, "tests.arrange"):
        put(cast.plan, state="conform")
        put(cast.action("V1"), state="done")
        put(cast.report, state="submitted")
    assert events(mayor) == events(cleaning) == []


def test_reading_it_notes_nothing_and_writes_nothing(cast: Cast) -> None:
    """Nothing restricted stands in it; a calendar application leaves no act."""
    path = made(cast, "prosecutor")
    acts = Act.objects.count()
    assert [one["summary"] for one in events(path)] == ["Report due"], "the restricted action they lead is absent"
    assert (Act.objects.count(), Reading.objects.count()) == (acts, 0)
    assert {getattr(Client(), method)(path).status_code for method in ("post", "put", "delete", "patch", "options")} == {405}
    head = Client().head(path)
    assert (head.status_code, head.content) == (200, b"")


def test_a_new_address_ends_the_earlier_one(cast: Cast) -> None:
    """One at a time; the database keeps it so."""
    first = made(cast, "worker")
    second = made(cast, "worker")
    assert [Client().get(one).status_code for one in (first, second)] == [404, 200]
    assert Feed.objects.visible_to(cast.worker).open().count() == 1
    with pytest.raises(IntegrityError), transaction.atomic(), acting(cast.clerk, "tests.arrange"):
        Feed.objects.create(person=cast.worker, digest="x", epoch=0, made_at=clock.now())


def test_it_is_ended_on_its_page(cast: Cast) -> None:
    """By its person alone, once."""
    path = made(cast, "worker")
    feed = Feed.objects.get()
    client, address = enter(cast.worker), f"{ACCOUNT}{feed.pk}/end/"
    assert address in client.get(ACCOUNT).content.decode()
    assert enter(cast.steward).post(address).status_code == 404
    assert client.post(address)["Location"] == ACCOUNT
    assert Client().get(path).status_code == 404
    assert "Your calendar has no address" in client.get(ACCOUNT).content.decode()
    assert client.get(address).status_code == 403
    with pytest.raises(PermissionDenied, match="ended already"):
        services.end_feed(by=cast.worker, feed=feed)
    with pytest.raises(PermissionDenied, match="own account"):
        services.end_feed(by=cast.mayor, feed=Feed.objects.get())


def test_a_dead_address_and_one_that_never_was_are_answered_alike(cast: Cast) -> None:
    """To the byte, for the stranger and for its person."""
    path = made(cast, "worker")
    services.end_sessions(by=cast.worker)
    assert "Your calendar has no address" in enter(User.objects.get(pk=cast.worker.pk)).get(ACCOUNT).content.decode()
    dead, unknown, nowhere = (Client().get(one) for one in (path, "/calendar/unknown.ics", "/nowhere/"))
    assert {one.status_code for one in (dead, unknown, nowhere)} == {404}
    assert len({re.sub(rb'name="(next|csrfmiddlewaretoken)" value="[^"]*"', b"", one.content) for one in (dead, unknown, nowhere)}) == 1


def test_it_ends_with_the_last_seat_by_its_date(cast: Cast) -> None:
    """The next day, without anybody doing anything; and opens nothing of a seat whose date has passed."""
    path = made(cast, "worker")
    with acting(cast.clerk, "tests.arrange"):
        put(cast.seat("worker"), until=clock.today())
    assert Client().get(path).status_code == 200
    with clock.at(clock.now() + timedelta(days=1)):
        assert Client().get(path).status_code == 404


def test_a_session_of_an_earlier_epoch_makes_no_address_that_lives(cast: Cast) -> None:
    """Two requests at once: access was renewed between reading the session and making the address."""
    early = User.objects.get(pk=cast.worker.pk)
    services.end_sessions(by=cast.worker)
    assert Client().get(f"/calendar/{services.make_feed(by=early)}.ics").status_code == 404


def test_a_part_that_takes_a_second_factor_takes_it_here_too(cast: Cast, settings: Any) -> None:
    """Somebody who became a chair since and has none yet is not answered, here as elsewhere."""
    path = made(cast, "mayor")
    settings.SECOND_FACTOR_REQUIRED = True
    assert Client().get(path).status_code == 404
    with acting(cast.clerk, "tests.arrange"):
        give_factor(cast.mayor)
    assert Client().get(path).status_code == 200


def test_somebody_without_a_seat_makes_none(cast: Cast) -> None:
    """The page says why; sending the form anyway is refused."""
    client = enter(cast.outsider)
    assert "You hold no seat yet" in client.get(ACCOUNT).content.decode()
    assert client.post(ACCOUNT).status_code == 403
    assert not Feed.objects.exists()


def test_making_one_asks_again_who_it_is(cast: Cast, settings: Any) -> None:
    """A secret is not made at a desk somebody left."""
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    answer = enter(cast.worker).post(ACCOUNT)
    assert answer["Location"].startswith("/account/confirm/")
    assert not Feed.objects.exists()


def test_asking_too_often_is_answered_429(cast: Cast, settings: Any) -> None:
    """The same address, or any from one place; others go on."""
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"feed": "5/5m/ip,2/5m/key"}
    paths = [made(cast, "worker"), made(cast, "police")]
    asked = [Client().get(paths[0]) for _time in range(3)]
    assert [one.status_code for one in asked] == [200, 200, 429]
    assert asked[-1]["Retry-After"] == "300"
    assert [Client().get(one).status_code for one in (paths[1], "/calendar/guess.ics", "/calendar/guess-2.ics")] == [200, 404, 429]


def test_a_meeting_adds_itself(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a beginning, an end, a number it has elsewhere and the moment it was last changed."""
    begins = datetime(2024, 11, 20, 9, tzinfo=UTC)
    mark = Mark("Task force meeting", "/meetings/1/", begins, begins + timedelta(hours=2), "m-1@taskforce", begins - timedelta(days=9), 3)
    monkeypatch.setitem(CALENDAR, "meetings", lambda person, since, until: [mark] if since < mark.begins.date() < until else [])
    it = next(one for one in events(made(cast, "worker")) if one["summary"] == "Task force meeting")
    assert (it["dtstart"].dt, it["dtend"].dt, it["dtstamp"].dt) == (begins, begins + timedelta(hours=2), begins - timedelta(days=9))
    assert (it["uid"], it["sequence"], it["transp"]) == ("m-1@taskforce", 3, "OPAQUE")
