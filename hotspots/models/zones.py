"""Priority zones: why they were chosen, which municipalities approved and what the council ruled."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from taskforce import roles
from taskforce.kernel.lifecycle import Moves
from taskforce.kernel.trail import Trail
from taskforce.models import Area, Directory, Named, Workspace, WorkspaceQuerySet


class Phenomenon(Directory):
    """What happens there: open dealing, a consumption scene, violence between networks…"""

    history = Trail()

    class Meta(Directory.Meta):
        verbose_name = _("phenomenon")
        verbose_name_plural = _("phenomena")
        ordering: ClassVar = ["name_fr"]


class HotspotQuerySet(WorkspaceQuerySet):
    """Hotspots, as seen by someone and on a day."""

    def visible_to(self, person: Any) -> Any:
        """Keep those whose workspace the person sees; for the council, those it has ruled on."""
        council = Q(workspace__in=person.mandates.where(roles.VIEW_COUNCIL), pk__in=Ruling.objects.values("hotspot"))
        return self.filter(Q(workspace__in=person.mandates.where(roles.VIEW)) | council)

    def on(self, day: date) -> Any:
        """Keep the hotspots the council had ruled on by that day, with ``ruled`` as its latest ruling in force then."""
        latest = Ruling.objects.filter(hotspot=OuterRef("pk"), on__lte=day).order_by("-on", "-pk")
        return self.annotate(ruled=Subquery(latest.values("kind")[:1]), ruled_on=Subquery(latest.values("on")[:1])).filter(
            ruled__isnull=False
        )

    def in_force(self, day: date) -> Any:
        """Keep the hotspots that were priority zones on that day."""
        return self.on(day).filter(ruled__in=Ruling.IN_FORCE)


class Hotspot(Named):
    """A priority zone, from proposal to closing. Whether it is *active* is computed, never stored."""

    class State(models.TextChoices):
        """Where a hotspot stands."""

        PROPOSED = "proposed", _("Proposed")
        APPROVED = "approved", _("Approved by its municipalities")
        VALIDATED = "validated", _("Validated by the council")
        SUSPENDED = "suspended", _("Suspended")
        REFUSED = "refused", _("Refused")
        CLOSED = "closed", _("Closed")

    MOVES: ClassVar[Moves] = {
        State.PROPOSED: frozenset({State.APPROVED, State.REFUSED}),
        State.APPROVED: frozenset({State.VALIDATED, State.REFUSED}),
        State.VALIDATED: frozenset({State.SUSPENDED, State.CLOSED}),
        State.SUSPENDED: frozenset({State.VALIDATED, State.CLOSED}),
        State.REFUSED: frozenset(),
        State.CLOSED: frozenset(),
    }

    workspace = models.OneToOneField(Workspace, on_delete=models.PROTECT, related_name="hotspot", editable=False)
    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PROPOSED, editable=False)
    reason = models.TextField(_("why this place"))
    data_since = models.DateField(_("data from"))
    data_until = models.DateField(_("data until"))
    data_source = models.CharField(_("source of the data"), max_length=300)
    phenomena = models.ManyToManyField(Phenomenon, through="Observed", related_name="hotspots", verbose_name=_("phenomena"))

    objects = HotspotQuerySet.as_manager()
    history = Trail()

    class Meta:
        verbose_name = _("hotspot")
        verbose_name_plural = _("hotspots")
        base_manager_name = "objects"
        ordering: ClassVar = ["reference"]
        constraints: ClassVar = [models.CheckConstraint(name="hotspot_data_window_in_order", condition=Q(data_until__gte=F("data_since")))]

    def get_absolute_url(self) -> str:
        """Where the hotspot is shown."""
        return reverse("hotspot", args=[self.reference])

    @property
    def is_in_force(self) -> bool:
        """Whether the council's list has it today."""
        return self.state == self.State.VALIDATED


class Observed(models.Model):
    """A phenomenon seen at a hotspot."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+", editable=False)
    hotspot = models.ForeignKey(Hotspot, on_delete=models.PROTECT, related_name="observed")
    phenomenon = models.ForeignKey(Phenomenon, on_delete=models.PROTECT, related_name="observed")

    NAMED_WITH = ("hotspot", "phenomenon")

    objects = WorkspaceQuerySet.as_manager()
    history = Trail()

    class Meta:
        base_manager_name = "objects"
        constraints: ClassVar = [models.UniqueConstraint(fields=["hotspot", "phenomenon"], name="phenomenon_observed_once")]

    def __str__(self) -> str:
        return f"{self.hotspot} · {self.phenomenon}"


class Approval(models.Model):
    """One municipality's word on a hotspot that lies, wholly or in part, on its ground."""

    class State(models.TextChoices):
        """What the municipality said."""

        AWAITED = "awaited", _("Awaited")
        APPROVED = "approved", _("Approved")
        REFUSED = "refused", _("Refused")

    MOVES: ClassVar[Moves] = {
        State.AWAITED: frozenset({State.APPROVED, State.REFUSED}),
        State.APPROVED: frozenset(),
        State.REFUSED: frozenset(),
    }

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+", editable=False)
    hotspot = models.ForeignKey(Hotspot, on_delete=models.PROTECT, related_name="approvals")
    municipality = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="approvals", verbose_name=_("municipality"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.AWAITED, editable=False)
    by = models.ForeignKey("taskforce.Seat", on_delete=models.PROTECT, null=True, editable=False, related_name="+")
    on = models.DateField(_("on"), null=True, editable=False)
    remark = models.TextField(_("remark"), blank=True)

    NAMED_WITH = ("hotspot", "municipality")

    objects = WorkspaceQuerySet.as_manager()
    history = Trail()

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        base_manager_name = "objects"
        ordering: ClassVar = ["municipality__name_fr"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["hotspot", "municipality"], name="one_approval_per_municipality"),
            models.CheckConstraint(
                name="approval_is_whole",
                condition=Q(state="awaited", by__isnull=True, on__isnull=True) | Q(~Q(state="awaited"), by__isnull=False, on__isnull=False),
            ),
            models.CheckConstraint(name="refusal_says_why", condition=~Q(state="refused") | ~Q(remark="")),
        ]

    def __str__(self) -> str:
        return f"{self.hotspot} · {self.municipality}"


class Ruling(models.Model):
    """What the council decided on a hotspot, on which day and under which reference."""

    class Kind(models.TextChoices):
        """What was decided."""

        VALIDATE = "validate", _("Validated")
        REFUSE = "refuse", _("Refused")
        SUSPEND = "suspend", _("Suspended")
        RESUME = "resume", _("Resumed")
        CLOSE = "close", _("Closed")

    IN_FORCE = (Kind.VALIDATE, Kind.RESUME)

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+", editable=False)
    hotspot = models.ForeignKey(Hotspot, on_delete=models.PROTECT, related_name="rulings")
    kind = models.CharField(_("ruling"), max_length=10, choices=Kind)
    on = models.DateField(_("decided on"))
    reference = models.CharField(_("reference of the decision"), max_length=120)
    reason = models.TextField(_("reason"), blank=True)

    NAMED_WITH = ("hotspot",)

    objects = WorkspaceQuerySet.as_manager()
    history = Trail()

    class Meta:
        verbose_name = _("ruling")
        verbose_name_plural = _("rulings")
        base_manager_name = "objects"
        ordering: ClassVar = ["on", "pk"]
        indexes: ClassVar = [models.Index(fields=["hotspot", "-on", "-id"], name="ruling_latest")]
        constraints: ClassVar = [
            models.CheckConstraint(name="ruling_against_says_why", condition=Q(kind__in=["validate", "resume"]) | ~Q(reason=""))
        ]

    def __str__(self) -> str:
        return f"{self.hotspot} · {self.get_kind_display()} · {self.on}"
