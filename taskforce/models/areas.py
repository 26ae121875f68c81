"""Areas, the organisations that act in them and the titles people bear."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from taskforce import roles
from taskforce.kernel.trail import Trail
from taskforce.models.directory import Directory, DirectoryQuerySet


class AreaQuerySet(DirectoryQuerySet):
    """Areas, on a given day."""

    def on(self, day: date) -> AreaQuerySet:
        """Keep the areas that exist on that day: institutions merge and split."""
        return self.filter(Q(since__isnull=True) | Q(since__lte=day), Q(until__isnull=True) | Q(until__gte=day))


class Area(Directory):
    """A territory of an authority, with the days it is valid."""

    class Kind(models.TextChoices):
        """What the area is an area of."""

        REGION = "region", _("Region")
        MUNICIPALITY = "municipality", _("Municipality")
        POLICE_ZONE = "police_zone", _("Police zone")
        DEPARTMENT = "department", _("Department")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("part of"))
    police_zone = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="municipalities", verbose_name=_("police zone")
    )
    since = models.DateField(_("valid from"), null=True, blank=True)
    until = models.DateField(_("valid until"), null=True, blank=True)
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    geometry = models.JSONField(_("outline (GeoJSON)"), null=True, blank=True)

    objects = AreaQuerySet.as_manager()  # type: ignore[misc]  # Django lets a model have a manager of its own
    history = Trail()

    class Meta(Directory.Meta):
        verbose_name = _("area")
        verbose_name_plural = _("areas")
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="area_dates_in_order", condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=F("since"))
            )
        ]


class Organisation(Directory):
    """A body that takes part: it stays independent and answers for its own actions."""

    class Kind(models.TextChoices):
        """What sort of body it is."""

        REGION = "region", _("Regional body")
        MUNICIPALITY = "municipality", _("Municipality")
        POLICE = "police", _("Police")
        JUSTICE = "justice", _("Justice")
        STATE = "state", _("State")
        SOCIAL = "social", _("Social and health service")
        CLEANING = "cleaning", _("Town cleaning")
        LANDLORD = "landlord", _("Landlord")
        TRANSPORT = "transport", _("Public transport")
        ASSOCIATION = "association", _("Association")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    acronym = models.CharField(_("acronym"), max_length=40, blank=True)
    axis = models.CharField(_("usual axis"), max_length=20, choices=roles.Axis, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="organisations", verbose_name=_("area"))

    history = Trail()

    class Meta(Directory.Meta):
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering: ClassVar = ["name_fr"]


class Title(Directory):
    """The title a role bears in a country or town: mayor, prefect, public prosecutor…"""

    history = Trail()

    class Meta(Directory.Meta):
        verbose_name = _("title")
        verbose_name_plural = _("titles")
        ordering: ClassVar = ["name_fr"]
