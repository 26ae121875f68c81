"""Sessions, kept with whose they are, so that people can see where they are signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.db.models.functions import Now

if TYPE_CHECKING:
    from taskforce.models.people import User


class SessionQuerySet(models.QuerySet[Any]):
    """Sessions, as seen by whose they are."""

    def visible_to(self, person: User) -> SessionQuerySet:
        """Keep the person's own sessions that have not run out."""
        return self.filter(account=person, expire_date__gt=Now())

    def open_for(self, person: User) -> list[tuple[str, dict[str, Any]]]:
        """List the keys and contents of the sessions that would still be answered."""
        found = [(one.session_key, one.get_decoded()) for one in self.visible_to(person)]
        return [(key, held) for key, held in found if held.get(HASH_SESSION_KEY) == person.get_session_auth_hash()]


class Session(AbstractBaseSession):
    """A session and the account it belongs to; what it holds is signed and opaque. Not a deed, so it has no history."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")

    objects: ClassVar[Any] = BaseSessionManager.from_queryset(SessionQuerySet)()

    @classmethod
    def get_session_store_class(cls) -> Any:
        """Name the store that reads and writes these rows."""
        from taskforce.sessions import SessionStore  # noqa: PLC0415  # the store points back here

        return SessionStore
