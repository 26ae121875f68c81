"""Tokens: how a program asks and acts for one seat of a person."""

from __future__ import annotations

import time
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from taskforce.kernel import clock
from taskforce.kernel.trail import TrackedQuerySet, Trail
from taskforce.models.feeds import Feed
from taskforce.models.people import User
from taskforce.models.workspaces import Seat, Workspace


class TokenQuerySet(TrackedQuerySet):
    """Tokens, as seen by someone and as they are shown."""

    def visible_to(self, person: Any) -> TokenQuerySet:
        """Keep one's own."""
        return self.filter(person=person)

    def open(self) -> TokenQuerySet:
        """Keep those that have not ended; each may be dead all the same, by the epoch of its person or with its seat."""
        return self.filter(ended_at__isnull=True, until__gte=clock.today())

    def bearing(self, secret: str) -> Any:
        """Return the open one with this secret, or None."""
        return self.open().filter(digest=Feed.digest_of(secret)).first()


class Token(models.Model):
    """A secret by which a program reads, or reads and acts, as one person in one seat. Only the digest of the secret is kept."""

    class Scope(models.TextChoices):
        """What a program may do with it, of what the seat gives."""

        READ = "read", _("Read only")
        WRITE = "write", _("Read and act")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="tokens", editable=False, verbose_name=_("person")
    )
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="tokens", verbose_name=_("seat"))
    name = models.CharField(_("what it is for"), max_length=80)
    scope = models.CharField(_("scope"), max_length=5, choices=Scope, default=Scope.READ)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    epoch = models.PositiveIntegerField(_("access renewed"), editable=False)
    made_at = models.DateTimeField(_("made at"), editable=False)
    until = models.DateField(_("last day"))
    ended_at = models.DateTimeField(_("ended at"), null=True, editable=False)

    objects = TokenQuerySet.as_manager()
    history = Trail()

    class Meta:
        verbose_name = _("token")
        verbose_name_plural = _("tokens")
        base_manager_name = "objects"
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Where it is ended."""
        return reverse("tokens")

    @property
    def workspace(self) -> Workspace:
        """The workspace of its seat, whose journal tells of it."""
        return self.seat.workspace

    @property
    def may_write(self) -> bool:
        """Whether a program may act with it."""
        return self.scope == self.Scope.WRITE

    def holder(self) -> User | None:
        """Return its person as this one seat lets them be, while seat, account and epoch live; a part that takes a second factor needs one."""
        person: User | None = User.objects.holding(self.person_id, self.epoch)
        if person is None:
            return None
        person.sit_only(self.seat_id)
        if not person.mandates.held:
            return None
        return None if person.mandates.ask_second_factor and not person.factors.exists() else person


class TokenUseQuerySet(models.QuerySet[Any]):
    """Uses of tokens, as seen by someone."""

    def visible_to(self, person: Any) -> TokenUseQuerySet:
        """Keep those of one's own tokens."""
        return self.filter(token__in=Token.objects.visible_to(person))


class TokenUse(models.Model):
    """The last day on which a token was used, and how often in the minute it was last used: one row for each, overwritten."""

    MOST = 300
    """Requests a minute, whichever of our processes they come to."""

    token = models.OneToOneField(Token, on_delete=models.CASCADE, primary_key=True, related_name="use")
    last_on = models.DateField()
    minute = models.BigIntegerField()
    number = models.PositiveIntegerField()

    objects: ClassVar[Any] = TokenUseQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"

    def __str__(self) -> str:
        return f"{self.token_id} · {self.last_on}"

    @classmethod
    def count(cls, token: Token) -> int:
        """Count one use more, in one statement, so that no process misses another's; return how many there were this minute."""
        now = {"last_on": clock.today(), "minute": int(time.time()) // 60}  # time is real here, also in a demonstration
        again = Case(When(Q(minute=now["minute"]), then=F("number") + 1), default=Value(1))
        if not cls.objects.filter(token=token).update(number=again, **now):
            cls.objects.bulk_create([cls(token=token, number=1, **now)], ignore_conflicts=True)
        found: int = cls.objects.values_list("number", flat=True).get(token=token)
        return found
