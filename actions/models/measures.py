"""What is counted, in which unit, and how it adds up."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from taskforce import roles
from taskforce.kernel.trail import Trail
from taskforce.models import Directory


class Unit(Directory):
    """A unit people write in; ``factor`` turns it into its base unit (1 g = 0.001 kg)."""

    symbol = models.CharField(_("symbol"), max_length=20, blank=True)
    base = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="multiples", verbose_name=_("base unit"))
    factor = models.DecimalField(_("factor to the base unit"), max_digits=20, decimal_places=10, default=1)

    history = Trail()

    class Meta(Directory.Meta):
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.CheckConstraint(name="unit_factor_positive", condition=Q(factor__gt=0)),
            models.CheckConstraint(name="base_unit_has_factor_one", condition=Q(base__isnull=False) | Q(factor=1)),
        ]

    @property
    def root(self) -> Unit:
        """The unit in which values are added up."""
        return self.base or self


class Measure(Directory):
    """Something counted: the rule by which its values may, or may not, be put together is part of it."""

    class Aggregation(models.TextChoices):
        """How values are put together."""

        SUM = "sum", _("Added up")
        LAST = "last", _("Last value of each place, then added up")
        MAX = "max", _("Highest value")
        RATIO = "ratio", _("Sum of numerators over sum of denominators")
        NOT_ADDITIVE = "not_additive", _("Never put together")

    class Direction(models.TextChoices):
        """Whether more is better."""

        GOOD_UP = "good_up", _("More is better")
        GOOD_DOWN = "good_down", _("Less is better")
        NEITHER = "neither", _("Neither")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="measures", verbose_name=_("unit"))
    axis = models.CharField(_("axis"), max_length=20, choices=roles.Axis)
    aggregation = models.CharField(_("aggregation"), max_length=12, choices=Aggregation)
    direction = models.CharField(_("direction"), max_length=10, choices=Direction, default=Direction.NEITHER)
    activity_dependent = models.BooleanField(
        _("depends on activity"), default=False, help_text=_("It rises when a service works more, without the facts changing.")
    )
    counts_people = models.BooleanField(
        _("people met"), default=False, help_text=_("The quick log asks for it as a range: 0, 1–2, 3–5, 6–10, 11 or more.")
    )
    numerator = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("numerator"))
    denominator = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("denominator")
    )

    history = Trail()

    class Meta(Directory.Meta):
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="ratio_has_both_parts",
                condition=Q(aggregation="ratio", numerator__isnull=False, denominator__isnull=False)
                | Q(~Q(aggregation="ratio"), numerator__isnull=True, denominator__isnull=True),
            ),
        ]
