"""The first steps of somebody new: what to do first, by role, ticked by what is kept and gone when done or put away."""

from __future__ import annotations

import pytest
from django.test import Client

from actions import services as deeds
from reports import desk
from taskforce import services
from taskforce.models import SavedFilter, User
from tests.access.arrange import give_factor
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def steps(person: User) -> dict[str, bool]:
    """The steps of somebody, and whether each is done."""
    fresh = User.objects.get(pk=person.pk)
    return {one.label: one.done for one in desk.first_steps(fresh)}


@pytest.mark.parametrize(
    ("who", "wanted", "not_wanted"),
    [
        (
            "coordinator",
            {"Draft the plan of your hotspot", "Call a meeting", "Log your first work"},
            {"Review a report: accept or return it"},
        ),
        ("mayor", {"Take your first decision: what waits for you is on this page", "Invite somebody to your table"}, {"Call a meeting"}),
        ("worker", {"Choose the buttons of your quick log", "Log your first work"}, {"Invite somebody to your table"}),
        ("police", {"Choose the buttons of your quick log"}, {"Call a meeting"}),
        ("reviewer", {"Review a report: accept or return it"}, {"Log your first work"}),
        ("member", {"Keep a list you follow under a name"}, {"Review a report: accept or return it"}),
        ("auditor", {"Open a journal: that you read it is written down"}, {"Log your first work"}),
        ("steward", {"Complete the directory of organisations", "Invite somebody to your table"}, {"Log your first work"}),
    ],
)
def test_each_role_has_its_first_steps(who: str, wanted: set[str], not_wanted: set[str], cast: Cast, client: Client) -> None:
    """Those of everybody, those of the part, none of another part; every link opens."""
    person = getattr(cast, who)
    found = desk.first_steps(person)
    labels = {one.label for one in found}
    assert {"Sign the charter of your seat", "Choose how often you are mailed", *wanted} <= labels
    assert not labels & not_wanted
    client.force_login(person)
    text = client.get("/").content.decode()
    assert "Your first steps" in text
    assert all((f'href="{one.url}"' in text) for one in found[:4]), "four at a time"
    for one in found:
        assert one.url.startswith("#") or client.get(one.url).status_code == 200, one


def test_a_step_is_done_when_it_shows_in_what_is_kept(cast: Cast, client: Client) -> None:
    """Not by opening its page, but by doing it."""
    factor, mail, calendar = (
        "Add a passkey or an authenticator application",
        "Choose how often you are mailed",
        "Put meetings and dates into your calendar",
    )
    log, buttons = "Log your first work", "Choose the buttons of your quick log"
    client.force_login(cast.worker)
    for address in ("/account/security/", "/account/notices/", "/account/calendar/", "/log/", "/log/buttons/TST-01/"):
        client.get(address)
    assert {name for name, done in steps(cast.worker).items() if done} == {"Sign the charter of your seat", log}
    assert not steps(cast.colleague)[log]
    give_factor(cast.worker)
    services.choose_digest(by=cast.worker, digest="weekly")
    services.make_feed(by=cast.worker)
    assert steps(cast.worker) == {
        "Sign the charter of your seat": True,
        factor: True,
        mail: True,
        calendar: True,
        buttons: False,
        log: True,
    }
    deeds.choose_buttons(by=cast.worker, reference="TST-01", buttons=["TST-01/P1/contacts"])
    assert steps(cast.worker) == {}


def test_the_list_is_put_away_for_good(cast: Cast, client: Client) -> None:
    """By one button; the act is the person's own and done once."""
    client.force_login(cast.mayor)
    answer = client.post("/account/first-steps/away/", follow=True)
    assert "The first steps are put away." in answer.content.decode()
    assert "Your first steps" not in client.get("/").content.decode()
    person = User.objects.get(pk=cast.mayor.pk)
    services.put_away_first_steps(by=person)
    assert [row.act.code for row in person.history.all()].count("taskforce.put_away_first_steps") == 1
    assert "Your first steps" not in client.get("/account/first-steps/away/", follow=True).content.decode()


def test_nobody_without_a_seat_is_sent_anywhere(cast: Cast) -> None:
    """What they may do first is to sign, which waits for them; the others may do nothing here."""
    assert steps(cast.unsigned) == steps(cast.outsider) == steps(cast.expired) == {}


def test_a_list_kept_under_a_name_ticks_the_step_of_the_council(arranging: Cast) -> None:
    """A filter that is removed unticks it again."""
    kept = SavedFilter.objects.create(person=arranging.member, name="Mine", path="/hotspots/")
    assert steps(arranging.member)["Keep a list you follow under a name"]
    services.forget_filter(by=arranging.member, saved=kept)
    assert not steps(arranging.member)["Keep a list you follow under a name"]
