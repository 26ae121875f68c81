"""Who is writing which text just now: so that two people do not write the same one."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from reports.models.reports import Version
from taskforce import roles
from taskforce.kernel import clock
from taskforce.models import Workspace


class SectionLockQuerySet(models.QuerySet[Any]):
    """Locks, as seen by someone."""

    def visible_to(self, person: Any) -> SectionLockQuerySet:
        """Keep those of drafts the person may read."""
        return self.filter(workspace__in=person.mandates.where(roles.VIEW_DRAFTS))

    def held(self, version: Version) -> SectionLockQuerySet:
        """Keep those of a version that still hold: whoever held one and paused too long has let go of it."""
        return self.filter(version=version, at__gt=clock.now() - SectionLock.HELD_FOR)


class SectionLock(models.Model):
    """Somebody is writing a text of a draft. The machine's own memory, no part of the trail: what is written is."""

    HELD_FOR: ClassVar = timedelta(minutes=5)

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+", editable=False)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="locks", editable=False)
    section = models.CharField(max_length=20, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    since = models.DateTimeField(editable=False)
    at = models.DateTimeField(editable=False)

    objects = SectionLockQuerySet.as_manager()

    class Meta:
        verbose_name = _("section being written")
        verbose_name_plural = _("sections being written")
        constraints: ClassVar = [models.UniqueConstraint(fields=["version", "section"], name="section_held_once")]

    def __str__(self) -> str:
        return f"{self.version} · {self.section}"

    @property
    def until(self) -> datetime:
        """When somebody else may take over."""
        return self.at + self.HELD_FOR
