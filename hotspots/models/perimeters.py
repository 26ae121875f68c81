"""Where exactly a hotspot lies: dated versions of its outline."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hotspots.models.zones import Hotspot
from taskforce.kernel import clock
from taskforce.kernel.trail import Trail
from taskforce.models import Workspace, WorkspaceQuerySet


class PerimeterQuerySet(WorkspaceQuerySet):
    """Perimeters, as seen by someone and on a day."""

    def on(self, day: date) -> PerimeterQuerySet:
        """Keep the version in force on that day."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)

    def now(self) -> PerimeterQuerySet:
        """Keep the version in force today."""
        return self.on(clock.today())


class Perimeter(models.Model):
    """The outline of a hotspot between two days; a new decision makes a new version."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+", editable=False)
    hotspot = models.ForeignKey(Hotspot, on_delete=models.PROTECT, related_name="perimeters")
    version = models.PositiveSmallIntegerField(_("version"), editable=False)
    geometry = models.JSONField(_("outline (GeoJSON)"))
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True, editable=False)
    decision = models.CharField(_("decision"), max_length=200)

    NAMED_WITH = ("hotspot",)

    objects = PerimeterQuerySet.as_manager()
    history = Trail()

    class Meta:
        verbose_name = _("perimeter")
        verbose_name_plural = _("perimeters")
        base_manager_name = "objects"
        ordering: ClassVar = ["version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["hotspot", "version"], name="perimeter_version_once"),
            models.CheckConstraint(name="perimeter_dates_in_order", condition=Q(until__isnull=True) | Q(until__gte=F("since"))),
        ]

    def __str__(self) -> str:
        return f"{self.hotspot} · v{self.version}"
