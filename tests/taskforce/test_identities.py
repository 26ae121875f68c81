"""The organisation's own sign-in (OpenID Connect), against a provider that runs on this machine."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client

from taskforce.kernel.journal import Act
from taskforce.models import User
from tests.cast import Cast
from tests.taskforce.doors import browser, signed_in, with_password
from tests.taskforce.test_second_factor import age

pytestmark = pytest.mark.django_db
START, BACK = "/sign-in/with/oidc/", "/sign-in/with/oidc/back/"
CLAIMS = {"sub": "strong", "email": "worker@test.invalid", "email_verified": True, "name": "Somebody", "amr": ["pwd", "mfa"]}


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """A provider of identities, as a process of its own; ended by its number."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    claims = ["--user-claims", json.dumps(CLAIMS)]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--host", "127.0.0.1", "--port", str(port), *claims]
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    running = subprocess.Popen(command, env={**os.environ, "AUTHLIB_INSECURE_TRANSPORT": "1"}, **quiet)  # our own
    issuer = f"http://127.0.0.1:{port}"
    try:
        _wait_for(issuer)
        yield issuer
    finally:
        running.send_signal(signal.SIGTERM)
        running.wait(10)


def _wait_for(issuer: str) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            requests.get(f"{issuer}/.well-known/openid-configuration", timeout=2).raise_for_status()
        except requests.RequestException:
            time.sleep(0.1)
        else:
            return
    pytest.fail("The provider does not answer.")


@pytest.fixture
def offered(provider: str, settings: Any) -> str:
    """The provider, named in the settings."""
    name_provider(settings, provider)
    return provider


def name_provider(settings: Any, issuer: str) -> None:
    """Name a provider as the environment would."""
    settings.OIDC_ISSUER, settings.OIDC_NAME = issuer, "Town hall"
    app = {"provider_id": "oidc", "name": "Town hall", "client_id": "taskforce", "secret": "s", "settings": {"server_url": issuer}}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}


def through(client: Client, sub: str, start: str = START) -> Any:
    """Go to the provider, be recognised there as somebody, and come back."""
    away = client.get(start)["Location"]
    asked = parse_qs(urlsplit(away).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["code_challenge"][0]) >= 43
    back = requests.post(away, data={"sub": sub}, allow_redirects=False, timeout=5).headers["Location"]
    assert back.startswith(f"http://testserver{BACK}?")
    return client.get(back.removeprefix("http://testserver"))


def connected(cast: Cast, name: str, sub: str, *, factor: bool = False) -> User:
    """Somebody who connected an identity, by the page of their security."""
    client = signed_in(cast, name, factor=factor)
    assert client.get("/account/security/connect/")["Location"] == f"{START}?process=connect"
    assert through(client, sub, f"{START}?process=connect")["Location"] == "/account/security/"
    assert "is connected" in client.get("/account/security/").content.decode()
    return User.objects.get(pk=getattr(cast, name).pk)


def test_without_settings_there_is_no_such_door(cast: Cast) -> None:
    """No link, no address."""
    assert b"with/oidc" not in browser().get("/sign-in/").content
    assert browser().get(START).status_code == 404
    assert browser().get(f"{BACK}?code=1&state=2").status_code == 404


def test_a_stranger_gets_no_account(cast: Cast, offered: str) -> None:
    """Whoever the provider recognises: without a connection there is no way in, and nothing is kept; the same address does not help."""
    with_password(cast, "worker")
    before = User.objects.count()
    assert b"Sign in with Town hall" in browser().get("/sign-in/").content
    for sub in ("nobody", "strong", "worker@test.invalid"):
        client = browser()
        answer = through(client, sub)
        assert b"This identity opens no account here" in answer.content, sub
        assert client.get("/").status_code == 302
    assert (User.objects.count(), SocialAccount.objects.count()) == (before, 0)


def test_connected_it_opens_the_account(cast: Cast, offered: str) -> None:
    """An act of the person; nothing kept of the identity but its number; the way back is kept; other sessions ended."""
    elsewhere = signed_in(cast, "worker")
    person = connected(cast, "worker", "weak")
    assert elsewhere.get("/").status_code == 302
    assert Act.objects.latest("pk").code == "taskforce.connect_identity"
    client = browser()
    assert through(client, "weak", f"{START}?next=/hotspots/")["Location"] == "/hotspots/"
    assert client.get("/").status_code == 200
    assert client.session["_auth_user_id"] == str(person.pk)
    row = SocialAccount.objects.get()
    assert (row.uid, row.extra_data, SocialToken.objects.count()) == ("weak", {}, 0)


def test_connecting_needs_a_fresh_proof(cast: Cast, offered: str) -> None:
    """Not by an old session, by whatever address."""
    client = signed_in(cast, "worker")
    age(client, since=3601)
    assert client.get("/account/security/connect/")["Location"].startswith("/account/confirm/")
    assert through(client, "weak", f"{START}?process=connect")["Location"].startswith("/account/confirm/")
    assert SocialAccount.objects.count() == 0


def test_the_second_factor_is_asked_all_the_same(cast: Cast, offered: str) -> None:
    """The provider's word counts for nothing unless the settings say which word."""
    connected(cast, "worker", "strong", factor=True)
    client = browser()
    assert through(client, "strong")["Location"] == "/sign-in/second-factor/"
    assert client.get("/").status_code == 302


@pytest.mark.parametrize(
    ("claim", "sub", "passes"), [("amr=mfa", "strong", True), ("amr=hwk", "strong", False), ("amr=mfa", "weak", False)]
)
def test_a_claim_the_settings_name_counts(claim: str, sub: str, passes: bool, cast: Cast, offered: str, settings: Any) -> None:
    """And lets in somebody whose part asks for a second factor; another value, or none, does not."""
    connected(cast, "mayor", sub)
    settings.OIDC_MFA_CLAIM, settings.SECOND_FACTOR_REQUIRED = claim, True
    client = browser()
    through(client, sub)
    assert client.get("/").status_code == (200 if passes else 302)
    assert client.session["second_factor"] is passes


def test_one_identity_opens_one_account(cast: Cast, offered: str) -> None:
    """Connecting what opens another account is refused in words."""
    connected(cast, "worker", "weak")
    client = signed_in(cast, "police")
    answer = through(client, "weak", f"{START}?process=connect")
    assert b"This identity opens another account" in client.get(answer["Location"]).content
    assert SocialAccount.objects.get().user == cast.worker


def test_a_closed_account_stays_closed(cast: Cast, offered: str) -> None:
    """Whoever recognises its owner."""
    from taskforce import services

    connected(cast, "observer", "weak")
    services.disable_account(by=cast.steward, seat=cast.seat("observer"), reason="Leave")
    client = browser()
    assert through(client, "weak")["Location"] == "/sign-in/closed/"
    assert client.get("/").status_code == 302


def test_it_is_disconnected(cast: Cast, offered: str) -> None:
    """By an act; only one's own."""
    person = connected(cast, "worker", "weak")
    key = SocialAccount.objects.get().pk
    assert signed_in(cast, "police").post(f"/account/security/identities/{key}/disconnect/").status_code == 404
    client = signed_in(cast, "worker")
    assert client.post(f"/account/security/identities/{key}/disconnect/").status_code == 302
    assert not person.socialaccount_set.exists()
    assert Act.objects.latest("pk").code == "taskforce.disconnect_identity"
    assert b"opens no account" in through(browser(), "weak").content


def test_what_goes_wrong_is_told_in_words(cast: Cast, offered: str, settings: Any) -> None:
    """Refused there, replayed, made up, or no answer at all: never an error of ours."""
    client = browser()
    away = client.get(START)["Location"]
    denied = requests.post(away, data={"action": "deny"}, allow_redirects=False, timeout=5).headers["Location"]
    state = parse_qs(urlsplit(away).query)["state"][0]
    for question in (urlsplit(denied).query, f"code=made-up&state={state}", "code=1&state=made-up", "", "error=x"):
        answer = client.get(f"{BACK}?{question}")
        assert (answer.status_code, b"did not work" in answer.content) == (403, True), question
    name_provider(settings, "http://127.0.0.1:9")
    answer = browser().get(START)
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert b"Try again in a minute" in answer.content


def test_nobody_is_sent_elsewhere_afterwards(cast: Cast, offered: str) -> None:
    """The way back stays in the house."""
    connected(cast, "worker", "weak")
    assert through(browser(), "weak", f"{START}?next=https://evil.example/")["Location"] == "/"
