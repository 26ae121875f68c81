"""How long a session lives and what it remembers. Django's SESSION_ENGINE; time here is real, also in a demonstration."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as RowStore
from django.db import InterfaceError, OperationalError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest

    from taskforce.models import Session, User

MARK_EVERY = 300  # seconds: a session in use is written at most this often
SINCE, SEEN, BROWSER = "since", "seen", "browser"
LAST_VISIT = "last_visit"  # the last act of the journal when the person was here before this session; None the first time
PASSED = "second_factor"  # set once the second factor was shown in this very session
BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"), ("Linux", "Linux"))


class SessionStore(RowStore):
    """Sessions in the database, with whose they are beside them."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Name the table."""
        from taskforce.models import Session  # noqa: PLC0415  # Django loads this module before its models

        return Session

    def save(self, must_create: bool = False) -> None:  # noqa: FBT002  # Django's signature
        """Save it; a database that is away is said to be away, and not taken for a session somebody has ended."""
        try:
            super().save(must_create)
        except UpdateError as error:
            if isinstance(error.__context__, OperationalError | InterfaceError):
                raise error.__context__ from None
            raise

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """Write whose session it is beside it; from its first writing it knows since when."""
        if SESSION_KEY in data:
            for name in (SINCE, SEEN):
                data.setdefault(name, int(time.time()))
        row = super().create_model_instance(data)
        row.account_id = data.get(SESSION_KEY)  # type: ignore[attr-defined]  # our own row has it
        return row


def why_over(session: Mapping[str, Any]) -> str:
    """Say why a session is over: ``idle``, ``day``, or empty while it is not."""
    now = time.time()
    if now - session.get(SINCE, now) > settings.SESSION_COOKIE_AGE:
        return "day"
    return "idle" if now - session.get(SEEN, now) > settings.SESSION_IDLE else ""


def arrive(request: HttpRequest, person: User) -> None:
    """Remember in a new session where the journal stood at the last visit, and begin this one."""
    from taskforce.models import Visit  # noqa: PLC0415  # as above

    request.session[LAST_VISIT] = Visit.of(person)
    Visit.mark(person)


def mark(request: HttpRequest) -> None:
    """Note that a session is in use and its person here, every five minutes at most."""
    from taskforce.models import Visit  # noqa: PLC0415  # as above

    now = int(time.time())
    if now - request.session.get(SEEN, now) >= MARK_EVERY:
        request.session[SEEN] = now
        Visit.mark(request.user)


def rough_browser(agent: str) -> str:
    """Name the browser and the system, enough to tell one's phone from one's desk and no more."""
    return " · ".join(next((name for mark, name in known if mark in agent), "?") for known in (BROWSERS, SYSTEMS))
