"""Work logged: who did what, on which day, and how much of it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actions.models.measures import Measure, Unit
from actions.models.plans import Action
from taskforce import roles
from taskforce.kernel.lifecycle import Moves
from taskforce.kernel.trail import Trail
from taskforce.models import Organisation, Tiered, TieredQuerySet, Workspace, following


class EntryQuerySet(TieredQuerySet):
    """Entries, as seen by someone: by their own tier, and never wider than the action they are logged on."""

    def visible_to(self, person: Any) -> Any:
        """Keep the entries whose tier reaches the person, on actions the person may see."""
        return super().visible_to(person).filter(action__in=Action.objects.visible_to(person))

    def past_visible_to(self, person: Any) -> Any:
        """Keep the past for the author's organisation: an entry opened to others may have said more before."""
        own = Q()
        for organisation, workspaces in person.mandates.seats_by("organisation").items():
            own |= Q(organisation=organisation, workspace__in=workspaces)
        return self.visible_to(person).filter(own) if own else self.none()

    def kept(self) -> Any:
        """Keep what its author has not taken back."""
        return self.filter(state=Entry.State.KEPT)


class Entry(Tiered):
    """Work done on an action. Never a name of somebody met: places, not people."""

    class Slot(models.TextChoices):
        """The part of the day."""

        MORNING = "morning", _("Morning")
        AFTERNOON = "afternoon", _("Afternoon")
        EVENING = "evening", _("Evening")
        NIGHT = "night", _("Night")

    class State(models.TextChoices):
        """Whether it counts, or its author took it back."""

        KEPT = "kept", _("Kept")
        WITHDRAWN = "withdrawn", _("Taken back")

    MOVES: ClassVar[Moves] = {State.KEPT: frozenset({State.WITHDRAWN}), State.WITHDRAWN: frozenset()}

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+", editable=False)
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="entries", editable=False)
    axis = models.CharField(_("axis"), max_length=20, choices=roles.Axis, editable=False)
    tier = models.CharField(_("who may read it"), max_length=12, choices=roles.Tier, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", editable=False, verbose_name=_("organisation")
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False, verbose_name=_("author")
    )
    day = models.DateField(_("day"))
    quarter = models.PositiveIntegerField(
        editable=False, help_text="Year and quarter as one number, 20244: groups without asking the database for dates."
    )
    slot = models.CharField(_("part of the day"), max_length=10, choices=Slot, blank=True)
    note = models.TextField(_("note"), blank=True, max_length=2000)
    source = models.CharField(_("source"), max_length=300, blank=True)
    client_key = models.UUIDField(editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.KEPT, editable=False)

    NAMED_WITH = ("action",)

    objects = EntryQuerySet.as_manager()
    history = Trail()

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        base_manager_name = "objects"
        ordering: ClassVar = ["-day", "-pk"]
        indexes: ClassVar = [models.Index(fields=["workspace", "-day", "-id"], name="entry_of_workspace")]
        constraints: ClassVar = [models.UniqueConstraint(fields=["author", "client_key"], name="entry_sent_once")]

    def __str__(self) -> str:
        return f"{self.action.code} · {self.day:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        """Where the entry is shown, with what it counts in."""
        return reverse("actions:entry", args=[self.pk])


class Quantity(models.Model):
    """How much of one measure an entry brings, in the unit it was written in and in the base unit."""

    class Qualifier(models.TextChoices):
        """How sure the value is."""

        EXACT = "exact", _("exactly")
        ABOUT = "about", _("about")
        MORE_THAN = "more_than", _("more than")

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+", editable=False)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="quantities")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="quantities", verbose_name=_("measure"))
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=6)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("unit"))
    base_value = models.DecimalField(_("value in the base unit"), max_digits=24, decimal_places=10, editable=False)
    qualifier = models.CharField(_("precision"), max_length=10, choices=Qualifier, default=Qualifier.EXACT)

    NAMED_WITH = ("measure", "unit", "entry")

    objects = following("entry").as_manager()
    history = Trail()

    class Meta:
        verbose_name = _("quantity")
        verbose_name_plural = _("quantities")
        base_manager_name = "objects"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entry", "measure"], name="quantity_once_per_measure"),
            models.CheckConstraint(name="quantity_not_negative", condition=Q(value__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.measure} · {self.value} {self.unit.symbol}"

    @property
    def between(self) -> str:
        """The two whole numbers people met lie between, where “1–2” was ticked; empty for what was written as a number."""
        ticked = self.measure.counts_people and self.qualifier == self.Qualifier.ABOUT and self.value % 1 == Decimal("0.5")
        return f"{int(self.value)}–{int(self.value) + 1}" if ticked else ""
