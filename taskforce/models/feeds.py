"""The secret address of somebody's calendar."""

from __future__ import annotations

from hashlib import sha256
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from taskforce.kernel.trail import TrackedQuerySet, Trail


class FeedQuerySet(TrackedQuerySet):
    """Addresses of calendars, as seen by someone and as they are asked for."""

    def visible_to(self, person: Any) -> FeedQuerySet:
        """Keep one's own."""
        return self.filter(person=person)

    def open(self) -> FeedQuerySet:
        """Keep those that have not been ended; each may be dead all the same, by the epoch of its person."""
        return self.filter(ended_at__isnull=True)

    def bearing(self, token: str) -> Any:
        """Return the open one with this token, or None."""
        return self.open().filter(digest=Feed.digest_of(token)).first()


class Feed(models.Model):
    """An address at which one person's calendar is read without signing in. Only the digest of its secret is kept."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="feeds", editable=False, verbose_name=_("person")
    )
    digest = models.CharField(max_length=64, unique=True, editable=False)
    epoch = models.PositiveIntegerField(_("access renewed"), editable=False)
    made_at = models.DateTimeField(_("made at"), editable=False)
    ended_at = models.DateTimeField(_("ended at"), null=True, editable=False)

    objects = FeedQuerySet.as_manager()
    history = Trail()

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")
        base_manager_name = "objects"
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person"], condition=Q(ended_at__isnull=True), name="one_open_feed_each"),
        ]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.made_at):%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        """Where it is ended or made anew."""
        return reverse("calendar")

    @property
    def workspace(self) -> None:
        """No workspace: a calendar goes through all of its person's."""
        return

    @staticmethod
    def digest_of(token: str) -> str:
        """Return what is kept of a token."""
        return sha256(token.encode()).hexdigest()
