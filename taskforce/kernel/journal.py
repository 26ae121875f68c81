"""The journal: one row per act and per reading of something restricted, written once and never changed."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Frozen(RuntimeError):
    """A journal row was about to be changed or deleted."""


class JournalQuerySet(models.QuerySet[Any]):
    """Rows that are only ever added and read."""

    def _refuse(self, *_args: Any, **_kwargs: Any) -> Any:
        raise Frozen(self.model._meta.label)

    update = delete = bulk_update = _refuse  # adding and reading is all there is

    def visible_to(self, person: Any) -> JournalQuerySet:
        """Keep the rows of workspaces whose journal the person may read."""
        return self.filter(workspace_id__in=person.mandates.where(settings.JOURNAL_PERMISSION))


@dataclass(frozen=True)
class Capacity:
    """The part in which somebody acts: the seat, its role and organisation, in the words of the day."""

    seat: int | None = None
    role: str = ""
    organisation: int | None = None
    organisation_name: str = ""


def fresh_salt() -> str:
    """Draw the random part of a row's digest: without it nobody can guess what an erased text said by trying."""
    return secrets.token_hex(16)


class Written(models.Model):
    """A row that is written once: no one changes or deletes it."""

    objects = JournalQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row; a written row stays as it is."""
        if not self._state.adding:
            raise Frozen(self._meta.label)
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> Any:
        """Refuse: what is written stays."""
        raise Frozen(self._meta.label)


class JournalRow(Written):
    """Who, in which capacity, when and on what. Order is by key, never by the clock. Rows are only added."""

    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("who"))
    by_name = models.CharField(max_length=200)
    seat = models.BigIntegerField(null=True)
    role = models.CharField(_("role"), max_length=30, blank=True)
    organisation = models.BigIntegerField(null=True)
    organisation_name = models.CharField(max_length=200, blank=True)
    workspace_id = models.BigIntegerField(null=True)
    subject_type = models.CharField(max_length=80, blank=True)
    subject_id = models.BigIntegerField(null=True)
    request_id = models.CharField(max_length=64, blank=True)
    salt = models.CharField(max_length=32, default=fresh_salt, editable=False)

    class Meta:
        abstract = True


class Act(JournalRow):
    """Who did what, in which capacity and why."""

    code = models.CharField(_("act"), max_length=80)
    reason = models.TextField(_("reason"), blank=True)
    client_key = models.CharField(max_length=64, blank=True)
    sent = models.CharField(max_length=64, blank=True, help_text="Keyed digest of where the client key came and with which contents.")

    class Meta:
        verbose_name = _("act")
        verbose_name_plural = _("acts")
        base_manager_name = "objects"
        indexes: ClassVar = [
            models.Index(fields=["workspace_id", "-id"], name="act_of_workspace"),
            models.Index(fields=["subject_type", "subject_id", "-id"], name="act_on_subject"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["by", "code", "client_key"], condition=~models.Q(client_key=""), name="act_done_once_per_client_key"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} · {self.by_name}"


class Reading(JournalRow):
    """Who opened something restricted: written before the answer is sent, or nothing is answered."""

    class How(models.TextChoices):
        """In which form it was given out."""

        PAGE = "page", _("On a page")
        FILE = "file", _("As a file")

    how = models.CharField(_("how"), max_length=10, choices=How, default=How.PAGE)

    class Meta:
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        base_manager_name = "objects"
        indexes: ClassVar = [
            models.Index(fields=["workspace_id", "-id"], name="reading_of_workspace"),
            models.Index(fields=["subject_type", "subject_id", "-id"], name="reading_of_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id} · {self.by_name}"


def signed_by(person: Any, workspace_id: int | None, workspace: Any = None) -> dict[str, Any]:
    """Say who and in which capacity, as a journal row keeps it."""
    capacity: Capacity = person.mandates.capacity(workspace)
    return {
        "by": person,
        "by_name": str(person),
        "seat": capacity.seat,
        "role": capacity.role,
        "organisation": capacity.organisation,
        "organisation_name": capacity.organisation_name,
        "workspace_id": workspace_id,
    }
