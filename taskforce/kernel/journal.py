"""The journal: one row per act, written once and never changed."""

from __future__ import annotations

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
        """Keep the acts of workspaces whose journal the person may read."""
        return self.filter(workspace_id__in=person.mandates.where(settings.JOURNAL_PERMISSION))


@dataclass(frozen=True)
class Capacity:
    """The part in which somebody acts: the seat, its role and organisation, in the words of the day."""

    seat: int | None = None
    role: str = ""
    organisation: int | None = None
    organisation_name: str = ""


class Act(models.Model):
    """Who did what, in which capacity and why. Order is by key, never by the clock."""

    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("who"))
    by_name = models.CharField(max_length=200)
    seat = models.BigIntegerField(null=True)
    role = models.CharField(_("role"), max_length=30, blank=True)
    organisation = models.BigIntegerField(null=True)
    organisation_name = models.CharField(max_length=200, blank=True)
    workspace_id = models.BigIntegerField(null=True)
    code = models.CharField(_("act"), max_length=80)
    subject_type = models.CharField(max_length=80, blank=True)
    subject_id = models.BigIntegerField(null=True)
    reason = models.TextField(_("reason"), blank=True)
    request_id = models.CharField(max_length=64, blank=True)
    client_key = models.CharField(max_length=64, blank=True)

    objects = JournalQuerySet.as_manager()

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

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the act; a written act stays as it is."""
        if self.pk is not None:
            raise Frozen(self._meta.label)
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> Any:
        """Refuse: the journal only grows."""
        raise Frozen(self._meta.label)
