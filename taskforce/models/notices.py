"""Notices: what is told to a person by mail and on their own page, and how far the mail has come."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from taskforce.models.workspaces import Workspace


class NoticeQuerySet(models.QuerySet[Any]):
    """Notices, as seen by someone."""

    def visible_to(self, person: Any) -> NoticeQuerySet:
        """Keep one's own."""
        return self.filter(person=person)

    def unread(self) -> NoticeQuerySet:
        """Keep those their person has not put aside yet."""
        return self.filter(seen_at__isnull=True)

    def due(self, moment: datetime, *, urgent: bool) -> NoticeQuerySet:
        """Keep those whose mail is to be tried by now, the oldest first: each by itself, or those for digests."""
        return self.filter(state=Notice.State.WAITING, urgent=urgent, due_at__lte=moment).order_by("pk")


class Notice(models.Model):
    """That something happened, to be told to one person; what happened is read when it is told, as far as they may see it then.

    Somebody who forgot their password is not known yet: ``asked`` is the keyed digest of the address they typed, and the account
    is looked for when the mail goes.
    """

    class State(models.TextChoices):
        """How far its mail has come."""

        WAITING = "waiting", _("To be sent")
        SENT = "sent", _("Sent")
        DROPPED = "dropped", _("Not to be sent any more")
        FAILED = "failed", _("Could not be sent")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="notices")
    asked = models.CharField(max_length=64, blank=True)
    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=80)
    subject_type = models.CharField(max_length=80, blank=True)
    subject_id = models.BigIntegerField(null=True)
    urgent = models.BooleanField()
    at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        base_manager_name = "objects"
        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [
            models.Index(fields=["state", "urgent", "due_at"], name="notice_due"),
            models.Index(fields=["person", "seen_at"], name="notice_of_person"),
            models.Index(fields=["done_at"], name="notice_done"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="notice_has_its_person",
                condition=Q(person__isnull=False, asked="", subject_id__isnull=False)
                | Q(person__isnull=True, subject_id__isnull=True) & ~Q(asked=""),
            ),
            models.CheckConstraint(
                name="notice_is_done_or_waits",
                condition=Q(state="waiting", done_at__isnull=True) | ~Q(state="waiting") & Q(done_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} · {self.subject_type} {self.subject_id}"

    def subject(self) -> Any:
        """Fetch what it is about, as far as its person may see it today; None where they may not, or it is gone."""
        return apps.get_model(self.subject_type)._default_manager.visible_to(self.person).filter(pk=self.subject_id).first()
