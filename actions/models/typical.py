"""Typical actions: what other plans begin with, offered where an axis is still empty."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from actions.models.measures import Measure
from actions.models.plans import Action
from taskforce import roles
from taskforce.kernel.trail import Trail
from taskforce.models import Directory


class TypicalAction(Directory):
    """An action many plans hold, in every language. It proposes words, a horizon and a measure; whoever takes it up changes them."""

    axis = models.CharField(_("axis"), max_length=20, choices=roles.Axis)
    horizon = models.CharField(_("horizon"), max_length=10, choices=Action.Horizon, default=Action.Horizon.SHORT)
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("measure"))

    history = Trail()

    class Meta(Directory.Meta):
        verbose_name = _("typical action")
        verbose_name_plural = _("typical actions")
        ordering: ClassVar = ["axis", "code"]
