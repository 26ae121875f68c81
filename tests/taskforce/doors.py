"""People at the door: a browser of their own, a password, a second factor."""

from __future__ import annotations

import base64
import hmac
import struct
import time
from typing import Any

from django.test import Client

from taskforce.kernel.acts import acting
from taskforce.models import User
from tests.access.arrange import SECRET, give_factor
from tests.cast import Cast

PASSWORD = "quiet-river-2024"


def with_password(cast: Cast, name: str, *, factor: bool = False) -> User:
    """Somebody with a password, and a second factor where wanted."""
    person: User = getattr(cast, name)
    with acting(cast.clerk, "tests.arrange"):
        person.set_password(PASSWORD)
        person.save()
    if factor:
        give_factor(person)
    return person


def browser(**more: Any) -> Client:
    """A browser in English."""
    return Client(headers={"accept-language": "en", "user-agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/130.0"}, **more)


def knock(client: Client, person: User, password: str = PASSWORD, **more: Any) -> Any:
    """Send an address and a password."""
    return client.post("/sign-in/", {"login": person.email, "password": password}, **more)


def code(secret: str = SECRET, *, ahead: int = 0) -> str:
    """What an authenticator application shows now, or so many half minutes later (RFC 6238)."""
    counter = struct.pack(">Q", int(time.time()) // 30 + ahead)
    digest = hmac.new(base64.b32decode(secret), counter, "sha1").digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"


def signed_in(cast: Cast, name: str, *, factor: bool = False) -> Client:
    """A browser in which somebody signed in as people do: password, and code where they have a factor."""
    person, client = with_password(cast, name, factor=factor), browser()
    answer = knock(client, person)
    if factor:
        assert answer["Location"] == "/sign-in/second-factor/"
        answer = client.post("/sign-in/second-factor/", {"code": code()})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    return client
