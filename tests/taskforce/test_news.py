"""Since my last visit: what others did, one line for each thing, and nothing one may not see."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localtime

from actions import services as deeds
from actions.models import Action
from taskforce.desk import news
from taskforce.kernel.acts import acting
from taskforce.kernel.journal import Act, Reading
from taskforce.models import Organisation, Visit
from taskforce.sessions import LAST_VISIT
from tests.cast import RESTRICTED, SECRET, Cast
from tests.taskforce.doors import browser, knock, signed_in, with_password
from tests.taskforce.test_second_factor import age

pytestmark = pytest.mark.django_db


@pytest.fixture(name="now")
def _now(cast: Cast) -> int:
    """The last act there is before anything happens."""
    return Act.objects.latest("pk").pk


def names(person: Any, since: int | None, size: int = news.FEW) -> list[str]:
    """What is new to somebody, by name."""
    return [one.name for one in news.since(person, since, size).lines]


def blocked(cast: Cast, name: str, code: str, why: str = "Works") -> None:
    """Let whoever leads an action say what stands in its way, and then that it is out of it."""
    action, person = cast.action(code), getattr(cast, name)
    deeds.block(by=person, action=action, blocked_reason=why, unblocker=Organisation.objects.get(code="NORD"))


def visiting(client: Client, person: Any, since: int | None) -> Client:
    """Sign somebody in whose last visit ended with an act."""
    client.force_login(person)
    session = client.session
    session[LAST_VISIT] = since
    session.save()
    return client


def test_a_first_visit_has_no_news(cast: Cast, client: Client, now: int) -> None:
    """Nothing is new to somebody who was never here, nor to somebody without a seat."""
    blocked(cast, "police", "S1")
    assert names(cast.mayor, None) == names(cast.outsider, now) == []
    assert 'id="since"' not in visiting(client, cast.mayor, None).get("/").content.decode()
    assert "Nothing new since your last visit" in client.get("/news/").content.decode()


def test_acts_on_one_thing_are_one_line(cast: Cast, client: Client, now: int) -> None:
    """The last act is named, how many came before is counted, and the thing changed last comes first."""
    blocked(cast, "police", "S1")
    deeds.resume(by=cast.police, action=cast.action("S1"))
    blocked(cast, "cleaning", "V1")
    lines = news.since(cast.mayor, now).lines
    assert [(one.name, one.act.code, one.before, str(one.room)) for one in lines] == [
        ("V1 · Nettoyages", "actions.block", 0, "TST-01 (en)"),
        ("S1 · Patrouilles", "actions.resume", 1, "TST-01 (en)"),
    ]
    assert [one.who.split(" · ")[-1] for one in lines] == ["Partner", "Partner"]
    assert not [one for one in lines if "Person" in one.who]
    text = visiting(client, cast.mayor, now).get("/").content.decode()
    assert "and 1 act before" in text
    assert f'href="/history/actions.action/{cast.action("S1").pk}/"' in text
    assert text.count('href="/news/"') == 1


def test_what_was_there_at_the_last_visit_and_ones_own_acts_are_not_new(cast: Cast, now: int) -> None:
    """Whoever did it knows; what was done before is told no more."""
    blocked(cast, "police", "S1")
    assert names(cast.police, now) == []
    assert names(cast.mayor, Act.objects.latest("pk").pk) == []


def test_what_is_restricted_is_new_to_its_axis_alone(cast: Cast, client: Client, now: int) -> None:
    """The canary: not in a line, not in a count; and whoever finds it there is written down as its reader."""
    blocked(cast, "prosecutor", "S2", "Secret works")
    for name in ("mayor", "coordinator", "worker", "cleaning", "reviewer", "member", "mayor_elsewhere", "head", "auditor", "steward"):
        person = getattr(cast, name)
        assert names(person, now) == names(person, now, news.MANY) == [], name
        visiting(client, person, now)
        for address in ("/", "/news/"):
            text = client.get(address).content.decode()
            assert RESTRICTED not in text, (name, address)
            assert 'class="told"' not in text, (name, address)
    assert not Reading.objects.exclude(subject_type="taskforce.workspace").exists()
    text = visiting(client, cast.police, now).get("/news/").content.decode()
    assert RESTRICTED in text
    assert "Person prosecutor" not in text
    assert Reading.objects.filter(by=cast.police, subject_type="actions.action", subject_id=cast.action("S2").pk).exists()


def test_work_of_another_organisation_is_not_new(cast: Cast, now: int) -> None:
    """What a worker logs is read by their organisation; others are not even told that something was logged."""
    deeds.log_work(by=cast.worker, action=cast.action("P1"), day=cast.action("P1").start, slot="", note=SECRET, quantities=[])
    for name in ("police", "mayor", "coordinator", "reviewer"):
        assert names(getattr(cast, name), now) == [], name


def test_the_page_of_news_leads_to_the_timelines(cast: Cast, client: Client, now: int) -> None:
    """Everything is told where one may read it, from the day of the last visit on."""
    text = visiting(client, cast.police, now).get("/news/").content.decode()
    assert f'href="/task-forces/TST-01/timeline/?since={localtime(Act.objects.get(pk=now).at):%Y-%m-%d}"' in text
    assert "TST-02" not in text


def test_five_lines_at_most_on_the_first_page(cast: Cast, client: Client, now: int) -> None:
    """The others are behind the link; the questions do not grow with them."""
    with acting(cast.clerk, "tests.arrange"):
        for number in range(8):
            Action.objects.create(
                workspace=cast.plan.workspace, plan=cast.plan, code=f"V{number + 10}", axis="neighbourhood", title=f"Do {number}",
                organisation=cast.organisation("PROPRETE"), state="running", due=cast.action("V1").due,
            )  # fmt: skip
    counts = []
    for number in (1, 7):
        for one in range(number):
            blocked(cast, "cleaning", f"V{10 + one}" if number > 1 else "V1")
        visiting(client, cast.mayor, now)
        with CaptureQueriesContext(connection) as asked:
            text = client.get("/").content.decode()
        counts.append((len(asked), text.count('class="told"')))
    assert [shown for _asked, shown in counts] == [2, 5]
    assert counts[0][0] == counts[1][0]
    assert client.get("/news/").content.decode().count('class="told"') == 8


def test_a_visit_is_marked_at_the_door_and_not_by_reading(cast: Cast) -> None:
    """Signing in remembers where the journal stood at the last visit; pages write nothing until five minutes are over."""
    client = signed_in(cast, "worker")
    assert client.session[LAST_VISIT] is None
    first = Visit.objects.get(account=cast.worker).act
    blocked(cast, "police", "S1")
    with CaptureQueriesContext(connection) as asked:
        client.get("/")
    assert not [one for one in asked if "taskforce_visit" in one["sql"]]
    again = browser()
    knock(again, cast.worker)
    assert again.session[LAST_VISIT] == first
    assert "S1" in again.get("/").content.decode()
    assert Visit.objects.get(account=cast.worker).act > first


def test_whoever_stays_has_seen_what_happened_meanwhile(cast: Cast) -> None:
    """A visit lasts as long as its session is used: what happened in it is not new at the next one."""
    client = signed_in(cast, "worker")
    blocked(cast, "police", "S1")
    age(client, seen=400)
    client.get("/hotspots/")
    again = browser()
    knock(again, with_password(cast, "worker"))
    assert names(cast.worker, again.session[LAST_VISIT]) == []
