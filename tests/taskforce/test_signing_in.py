"""Signing in: by invitation only, in the house's look and the person's language, with limits."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.account.adapter import get_adapter
from allauth.core import context
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.urls import NoReverseMatch, reverse

from taskforce import services
from taskforce.kernel.acts import acting
from taskforce.kernel.journal import Act
from taskforce.models import User
from taskforce.notices import deliver
from tests.cast import Cast
from tests.taskforce.doors import PASSWORD, browser, code, knock, signed_in, with_password

pytestmark = pytest.mark.django_db
FORGOTTEN = "/sign-in/forgotten/"


def test_nobody_signs_up(cast: Cast, rf: Any) -> None:
    """There is no such address, and the adapter refuses whoever would ask it."""
    for name in ("account_signup", "socialaccount_signup", "mfa_signup_webauthn", "account_signup_by_passkey"):
        with pytest.raises(NoReverseMatch):
            reverse(name)
    for path in (
        "/accounts/signup/",
        "/signup/",
        "/sign-up/",
        "/accounts/login/",
        "/accounts/",
        "/account/",
        "/_allauth/browser/v1/auth/signup",
    ):
        assert browser().get(path).status_code in {302, 404}, path
        assert signed_in(cast, "worker").get(path).status_code == 404, path
    request = rf.get("/")
    request.user = AnonymousUser()
    with context.request_context(request):
        assert not get_adapter().is_open_for_signup(request)


def test_a_new_account_has_its_address(cast: Cast, django_capture_on_commit_callbacks: Any) -> None:
    """Verified, because the link of the invitation came by it; the first session knows its times."""
    with django_capture_on_commit_callbacks(execute=True):
        made = services.invite(
            by=cast.coordinator, workspace=cast.workspace("TST-01"), link="/join/{secret}/", email="New@test.invalid", name="New", language="fr",
            organisation=cast.organisation("NORD"), role="observer", axis="",
        )  # fmt: skip
    client = browser()
    assert client.post(made.link, {"password": PASSWORD, "again": PASSWORD}).status_code == 302
    person = User.objects.get(email="new@test.invalid")
    assert [(one.email, one.verified, one.primary) for one in person.emailaddress_set.all()] == [("new@test.invalid", True, True)]
    assert client.session["browser"] == "Firefox · Windows"
    assert {"since", "seen"} <= set(client.session.keys())


def test_a_seat_taken_while_signed_in_keeps_the_session(cast: Cast) -> None:
    """The earlier seat ends, and with it every session but the one in which the new seat is taken."""
    here, elsewhere = signed_in(cast, "observer"), browser()
    knock(elsewhere, cast.observer)
    made = services.invite(
        by=cast.coordinator, workspace=cast.workspace("TST-01"), link="/join/{secret}/", email="observer@test.invalid", name="O", language="en",
        organisation=cast.organisation("NORD"), role="partner", axis="security",
    )  # fmt: skip
    assert here.post(made.link).status_code == 302
    assert here.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302


def test_the_key_of_the_session_rotates(cast: Cast) -> None:
    """At the password, at the second factor, and when the way of signing in changes."""
    with_password(cast, "worker", factor=True)
    client, keys = browser(), []
    client.get("/sign-in/")
    knock(client, cast.worker)
    keys.append(client.session.session_key)
    client.post("/sign-in/second-factor/", {"code": code()})
    keys.append(client.session.session_key)
    client.post("/account/security/codes/")
    keys.append(client.session.session_key)
    assert len(set(keys)) == 3
    assert client.get("/").status_code == 200


def test_a_forgotten_password(cast: Cast, django_capture_on_commit_callbacks: Any) -> None:
    """By a link that works once, in the person's language; an act by them, told by mail; every session ends, and the way is open."""
    person = with_password(cast, "worker")
    with acting(cast.clerk, "tests.arrange"):
        person.language = "fr"
        person.save()
    old = browser()
    knock(old, person)
    client = browser()
    assert client.post(FORGOTTEN, {"email": "WORKER@test.invalid"})["Location"] == f"{FORGOTTEN}sent/"
    assert deliver() == 1
    assert mail.outbox[0].to == ["worker@test.invalid"]
    assert "Bonjour" in mail.outbox[0].body
    link = re.findall(rf"{settings.SITE}(/\S+)", mail.outbox[0].body)[0]
    page = client.get(link, follow=True)
    assert link not in page.redirect_chain[-1][0], "the secret does not stay in the address"
    with django_capture_on_commit_callbacks(execute=True):
        short = client.post(page.redirect_chain[-1][0], {"password1": "short", "password2": "short"})
        assert short.status_code == 200
        answer = client.post(
            page.redirect_chain[-1][0], {"password1": "another quiet river", "password2": "another quiet river"}, follow=True
        )
    assert b"All your sessions have ended" in answer.content
    act = Act.objects.latest("pk")
    assert (act.code, act.by_id) == ("taskforce.change_password", person.pk)
    assert len(mail.outbox) == 2
    assert old.get("/").status_code == 302
    assert b"has been used or is too old" in browser().get(link).content, "once"
    assert knock(browser(), person).status_code == 200
    assert knock(browser(), person, "another quiet river")["Location"] == "/"


def test_an_unknown_address_is_answered_alike(cast: Cast) -> None:
    """Nobody learns who has an account, and no mail goes to strangers."""
    for email in ("worker@test.invalid", "nobody@test.invalid"):
        answer = browser().post(FORGOTTEN, {"email": email}, follow=True)
        assert b"If there is an account with this address" in answer.content
    assert not mail.outbox, "nothing goes before the answer"
    assert deliver() == 1
    assert [one.to for one in mail.outbox] == [["worker@test.invalid"]]
    with_password(cast, "worker")
    wrong = [knock(browser(), person, "wrong").content.decode() for person in (cast.worker, User(email="nobody@test.invalid"))]
    said = [re.sub(r'(csrfmiddlewaretoken|login)" value="[^"]*"|value="[^"]*"', "", one) for one in wrong]
    assert said[0] == said[1]


def test_changing_the_password_keeps_this_session_only(cast: Cast) -> None:
    """And the old password opens nothing any more."""
    client, elsewhere = signed_in(cast, "worker"), browser()
    knock(elsewhere, cast.worker)
    assert client.post("/account/security/password/", {"password": "short", "again": "short"}).status_code == 200
    given = {"password": "another quiet river", "again": "another quiet river"}
    assert client.post("/account/security/password/", given)["Location"] == "/account/security/"
    assert client.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302
    assert knock(browser(), cast.worker).status_code == 200


def test_a_closed_account_is_told_so_only_with_its_password(cast: Cast) -> None:
    """The page says whom to ask."""
    person = with_password(cast, "observer")
    services.disable_account(by=cast.steward, seat=cast.seat("observer"), reason="Long leave")
    assert knock(browser(), person)["Location"] == "/sign-in/closed/"
    assert b"do not belong together" in knock(browser(), person, "wrong").content
    assert b"Your account is closed" in browser().get("/sign-in/closed/").content


def test_leaving(cast: Cast) -> None:
    """By the button, or by the address and its button; the session is gone."""
    client = signed_in(cast, "worker")
    assert b"Sign out" in client.get("/sign-out/").content
    answer = client.post("/sign-out/", follow=True)
    assert b"You are signed out." in answer.content
    assert client.get("/").status_code == 302


def test_failed_attempts_are_limited_where_they_come_from(cast: Cast) -> None:
    """Five on one account from one place; then 429 in our words, the right password too; the person elsewhere is not locked out."""
    person = with_password(cast, "worker")
    thief = {"REMOTE_ADDR": "203.0.113.5"}
    answers = [knock(browser(), person, f"wrong {number}", **thief) for number in range(6)]
    assert [one.status_code for one in answers] == [200] * 5 + [429]
    assert b"Too many attempts. Wait five minutes" in answers[-1].content
    assert answers[-1]["Retry-After"] == "300"
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM taskforce_cache")
        assert cursor.fetchone()[0] > 0, "counted in the database, for every process"
    assert knock(browser(), person, **thief).status_code == 429
    assert knock(browser(), person, REMOTE_ADDR="198.51.100.7").status_code == 302


@pytest.fixture
def fewer(settings: Any) -> None:
    """The same limits with smaller numbers, so that they are reached soon."""
    shipped = settings.ACCOUNT_RATE_LIMITS
    assert (shipped["login_failed"], shipped["login_account"]) == ("30/5m/ip,5/5m/key", "50/h/key")
    settings.ACCOUNT_RATE_LIMITS = shipped | {"login_failed": "6/5m/ip,5/5m/key", "login_account": "7/h/key"}


def test_hammering_an_account_from_everywhere_is_bounded(cast: Cast, fewer: None) -> None:
    """So many an hour from all the world together; a password then opens it from nowhere until the hour is over; others come in."""
    person = with_password(cast, "worker")
    for number in range(7):
        assert knock(browser(), person, "wrong", REMOTE_ADDR=f"203.0.113.{number}").status_code == 200
    assert knock(browser(), person, "wrong", REMOTE_ADDR="203.0.113.60").status_code == 429
    assert knock(browser(), person, REMOTE_ADDR="198.51.100.7").status_code == 429
    assert knock(browser(), with_password(cast, "police"), REMOTE_ADDR="198.51.100.7").status_code == 302


def test_one_place_does_not_try_many_accounts(cast: Cast, fewer: None) -> None:
    """So many failures in five minutes from one address, whatever the accounts."""
    answers = [knock(browser(), User(email=f"nobody-{number}@test.invalid"), "wrong").status_code for number in range(7)]
    assert answers == [200] * 6 + [429]


def test_a_right_password_is_no_failure(cast: Cast) -> None:
    """Signing in seven times in a row counts as none."""
    person = with_password(cast, "worker")
    assert {knock(browser(), person).status_code for _time in range(7)} == {302}


def test_links_to_new_passwords_are_limited(cast: Cast) -> None:
    """Three an hour to one address; ten an hour from one place; the page in the language of the browser."""
    answers = [browser().post(FORGOTTEN, {"email": "worker@test.invalid"}) for _time in range(4)]
    assert [one.status_code for one in answers] == [302] * 3 + [429]
    assert b"Too many attempts" in answers[-1].content
    assert answers[-1]["Retry-After"] == "300"
    assert deliver() == 3
    assert len(mail.outbox) == 3
    dutch = browser()
    dutch.post("/language/", {"language": "nl", "next": "/"})
    assert b'lang="nl"' in dutch.post(FORGOTTEN, {"email": "worker@test.invalid"}).content


def test_joining_is_limited(cast: Cast) -> None:
    """Thirty tries in five minutes from one place."""
    answers = [browser().post("/join/guess/").status_code for _time in range(31)]
    assert answers == [404] * 30 + [429]


def test_a_forwarded_address_counts_only_behind_a_proxy_of_ours(cast: Cast, settings: Any) -> None:
    """Without one, what a sender writes there changes nothing; behind one, only what the proxy wrote counts."""
    person = with_password(cast, "worker")

    def tried(number: int) -> int:
        return knock(browser(), person, "wrong", headers={"x-forwarded-for": f"203.0.113.{number}, 198.51.100.1"}).status_code

    assert [tried(number) for number in range(6)] == [200] * 5 + [429]
    cache.clear()
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert [tried(number) for number in range(6)] == [200] * 5 + [429]
    cache.clear()
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    assert [tried(number) for number in range(6)] == [200] * 6
    assert knock(browser(), person, headers={"x-forwarded-for": "203.0.113.1"}).status_code == 302, (
        "fewer than it should be: the nearest counts"
    )


def test_the_way_back(cast: Cast) -> None:
    """To the page one came for, through the second factor too."""
    with_password(cast, "worker", factor=True)
    client = browser()
    path = client.get("/hotspots/TST-01/plan/")["Location"]
    assert path == "/sign-in/?next=/hotspots/TST-01/plan/"
    assert b'name="next" value="/hotspots/TST-01/plan/"' in client.get(path).content
    client.post(path, {"login": "worker@test.invalid", "password": PASSWORD, "next": "/hotspots/TST-01/plan/"})
    assert client.post("/sign-in/second-factor/", {"code": code()})["Location"] == "/hotspots/TST-01/plan/"
