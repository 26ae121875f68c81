"""Filters somebody keeps: the address of a list as they asked for it, under a name of their own."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from taskforce.kernel.trail import TrackedQuerySet, Trail


class SavedFilterQuerySet(TrackedQuerySet):
    """Saved filters, as seen by someone."""

    def visible_to(self, person: Any) -> SavedFilterQuerySet:
        """Keep one's own, as long as they are kept."""
        return self.filter(person=person, removed_on__isnull=True)


class SavedFilter(models.Model):
    """The address of a list with what is asked of it. It gives whoever opens it what they may see there, and nothing else."""

    MOST = 30

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="filters", editable=False, verbose_name=_("person")
    )
    name = models.CharField(_("name of the filter"), max_length=80)
    path = models.CharField(_("list"), max_length=200, editable=False)
    query = models.CharField(_("what is asked"), max_length=500, blank=True, editable=False)

    removed_on = models.DateField(_("removed on"), null=True, editable=False)

    objects = SavedFilterQuerySet.as_manager()
    history = Trail()

    class Meta:
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        base_manager_name = "objects"
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "name"], condition=Q(removed_on__isnull=True), name="filter_named_once")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The list, as it is asked for."""
        return f"{self.path}?{self.query}" if self.query else self.path

    @property
    def workspace(self) -> None:
        """No workspace: a filter is its owner's alone, wherever they sit."""
        return
