"""Police orders: what a region or a municipality ordered, for which places and days, and how often it was used."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hotspots.models.perimeters import Perimeter
from hotspots.models.zones import Hotspot
from taskforce import roles
from taskforce.kernel.lifecycle import Moves
from taskforce.kernel.trail import Trail
from taskforce.models import Organisation, Workspace, WorkspaceQuerySet, following


class OrderQuerySet(WorkspaceQuerySet):
    """Orders, as seen by someone and on a day."""

    def visible_to(self, person: Any) -> Any:
        """Keep those of workspaces the person sees; once signed, also those that hold on ground the person sees, and those of the region above it."""
        seen = person.mandates.where(roles.VIEW)
        here = Covered.objects.filter(hotspot__workspace__in=seen).values("order")
        above = Workspace.objects.filter(children__in=seen).values("pk")
        signed = ~Q(state__in=Order.UNSIGNED)
        return self.filter(Q(workspace__in=seen) | Q(signed, pk__in=here) | Q(signed, workspace__in=above))

    def past_visible_to(self, person: Any) -> Any:
        """Keep the past of those of workspaces the person sees: as drafts they were nobody else's business."""
        return self.filter(workspace__in=person.mandates.where(roles.VIEW))

    def signed(self) -> Any:
        """Keep what was signed, whatever became of it."""
        return self.exclude(state__in=Order.UNSIGNED)

    def kept(self) -> Any:
        """Leave out the drafts that were discarded."""
        return self.exclude(state=Order.State.DISCARDED)

    def in_force(self, on: date) -> Any:
        """Keep the orders that hold on that day."""
        return self.signed().filter(Q(repealed_on__isnull=True) | Q(repealed_on__gt=on), since__lte=on, until__gte=on)

    def expiring(self, on: date, days: int) -> Any:
        """Keep the orders in force on that day whose last day comes within so many days and that no signed order extends."""
        soon = self.in_force(on).filter(state=Order.State.SIGNED, until__lte=on + timedelta(days=days))
        return soon.with_extended().filter(extended=False)

    def covering(self, workspaces: Any) -> Any:
        """Keep the orders that hold on the ground of these workspaces' hotspots."""
        return self.filter(pk__in=Covered.objects.filter(hotspot__workspace__in=workspaces).values("order"))

    def with_extended(self) -> Any:
        """Say of each order, as ``extended``, whether a signed order extends it."""
        return self.annotate(extended=Exists(Order.objects.signed().filter(extends=OuterRef("pk"))))

    def standing(self, standing: str, on: date) -> Any:
        """Keep the orders that stand so on that day."""
        kind = Order.Standing
        gone = Q(repealed_on__lte=on)
        rows = self.with_extended()
        if standing in {kind.DRAFT, kind.DISCARDED}:
            return rows.filter(state=standing)
        if standing == kind.REPEALED:
            return rows.filter(gone)
        if standing == kind.IN_FORCE:
            return rows.in_force(on)
        rows = rows.signed().filter(Q(repealed_on__isnull=True) | ~gone)
        if standing == kind.TO_COME:
            return rows.filter(since__gt=on)
        return rows.filter(until__lt=on, extended=standing == kind.EXTENDED)


class Order(models.Model):
    """A police order with its days. Whether it is in force, expired or extended is computed on any day, never stored."""

    class Level(models.TextChoices):
        """Who issues it: the region sets a framework, a municipality orders on its own ground."""

        REGION = "region", _("Region (framework)")
        MUNICIPALITY = "municipality", _("Municipality")

    class State(models.TextChoices):
        """What its issuer has done with it."""

        DRAFT = "draft", _("Draft")
        DISCARDED = "discarded", _("Discarded")
        SIGNED = "signed", _("Signed")
        REPEALED = "repealed", _("Repealed")

    class Standing(models.TextChoices):
        """Where it stands on a day."""

        DRAFT = "draft", _("Draft")
        TO_COME = "to_come", _("Not in force yet")
        IN_FORCE = "in_force", _("In force")
        EXTENDED = "extended", _("Extended by another")
        EXPIRED = "expired", _("Expired")
        REPEALED = "repealed", _("Repealed")
        DISCARDED = "discarded", _("Draft discarded")

    MOVES: ClassVar[Moves] = {
        State.DRAFT: frozenset({State.SIGNED, State.DISCARDED}),
        State.DISCARDED: frozenset(),
        State.SIGNED: frozenset({State.REPEALED}),
        State.REPEALED: frozenset(),
    }
    UNSIGNED = (State.DRAFT, State.DISCARDED)

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+", editable=False)
    level = models.CharField(_("level"), max_length=12, choices=Level, editable=False)
    issuer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="orders", editable=False, verbose_name=_("issued by"))
    reference = models.CharField(_("reference"), max_length=30, unique=True, editable=False)
    subject = models.CharField(_("subject"), max_length=200)
    basis = models.TextField(_("legal basis"))
    framework = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="applied_by", verbose_name=_("under the regional order")
    )
    extends = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, editable=False, related_name="extensions", verbose_name=_("extends the order")
    )
    since = models.DateField(_("first day"))
    until = models.DateField(_("last day"))
    evaluation = models.TextField(_("evaluation of the order before it"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT, editable=False)
    signed_on = models.DateField(_("signed on"), null=True, editable=False)
    signed_by = models.ForeignKey(
        "taskforce.Seat", on_delete=models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("signed by")
    )
    repealed_on = models.DateField(_("repealed from"), null=True, editable=False)
    repeal_reason = models.TextField(_("reason of the repeal"), blank=True, editable=False)

    objects = OrderQuerySet.as_manager()
    history = Trail()

    class Meta:
        verbose_name = _("police order")
        verbose_name_plural = _("police orders")
        base_manager_name = "objects"
        ordering: ClassVar = ["-since", "-pk"]
        indexes: ClassVar = [models.Index(fields=["state", "until"], name="order_by_end")]
        constraints: ClassVar = [
            models.CheckConstraint(name="order_dates_in_order", condition=Q(until__gte=F("since"))),
            models.CheckConstraint(name="order_extension_is_evaluated", condition=Q(extends__isnull=True) | ~Q(evaluation="")),
            models.UniqueConstraint(fields=["extends"], name="order_extended_once"),
            models.CheckConstraint(name="order_framework_is_regional", condition=Q(framework__isnull=True) | Q(level="municipality")),
            models.CheckConstraint(
                name="order_signature_is_whole",
                condition=Q(state__in=["draft", "discarded"], signed_on__isnull=True, signed_by__isnull=True)
                | Q(~Q(state__in=["draft", "discarded"]), signed_on__isnull=False, signed_by__isnull=False),
            ),
            models.CheckConstraint(name="order_begins_once_signed", condition=Q(signed_on__isnull=True) | Q(since__gte=F("signed_on"))),
            models.CheckConstraint(
                name="order_repeal_is_whole",
                condition=(Q(state="repealed", repealed_on__isnull=False) & ~Q(repeal_reason=""))
                | Q(~Q(state="repealed"), repealed_on__isnull=True, repeal_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} · {self.subject}"

    def get_absolute_url(self) -> str:
        """Where the order is shown."""
        return reverse("orders:order", args=[self.reference])

    @property
    def code(self) -> str:
        """Its short code, such as A-07: one in its region."""
        return "-".join(self.reference.rsplit("-", 2)[1:])

    @property
    def continues(self) -> Order | None:
        """The order whose words an extension begins with."""
        return self.extends

    @property
    def ends(self) -> date:
        """The last day on which it holds, as it stands: the day before its repeal, or its last day."""
        if self.repealed_on is not None and self.repealed_on <= self.until:
            return self.repealed_on - timedelta(days=1)
        return self.until


class CoveredQuerySet(following("order")):  # type: ignore[misc]  # a queryset made for its field
    """The places of orders: as readable as the order, where one may know of the place."""

    def visible_to(self, person: Any) -> Any:
        """Keep the places the person sees of orders the person sees."""
        return super().visible_to(person).filter(hotspot__in=Hotspot.objects.visible_to(person))

    def past_visible_to(self, person: Any) -> Any:
        """Keep those the person sees, of orders whose past the person may read."""
        return super().past_visible_to(person).filter(hotspot__in=Hotspot.objects.visible_to(person))

    def history_visible_to(self, person: Any) -> Any:
        """Keep the history of these, of places taken out too."""
        return super().history_visible_to(person).filter(hotspot__in=Hotspot.objects.visible_to(person).values("pk"))


class Covered(models.Model):
    """A hotspot on whose ground an order holds, with the outline that was in force when it was signed."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+", editable=False)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="covered", editable=False, verbose_name=_("order"))
    hotspot = models.ForeignKey(Hotspot, on_delete=models.PROTECT, related_name="covered", verbose_name=_("hotspot"))
    perimeter = models.ForeignKey(
        Perimeter, on_delete=models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("outline when signed")
    )

    NAMED_WITH = ("order", "hotspot")

    objects = CoveredQuerySet.as_manager()
    history = Trail()

    class Meta:
        verbose_name = _("place of an order")
        verbose_name_plural = _("places of orders")
        base_manager_name = "objects"
        ordering: ClassVar = ["hotspot__reference"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["order", "hotspot"], name="order_covers_once")]

    def __str__(self) -> str:
        return f"{self.order.code} · {self.hotspot}"


class OrderUse(models.Model):
    """How often an order was used on the ground of one task force between two days, and who counted: never on whom."""

    workspace = models.ForeignKey(Workspace, on_delete=models.PROTECT, related_name="+", editable=False)
    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="uses", editable=False, verbose_name=_("order"))
    number = models.PositiveIntegerField(_("times used"))
    since = models.DateField(_("first day counted"))
    until = models.DateField(_("last day counted"))
    source = models.CharField(_("source of the count"), max_length=200)

    NAMED_WITH = ("order",)

    objects = WorkspaceQuerySet.as_manager()
    history = Trail()

    class Meta:
        verbose_name = _("use of an order")
        verbose_name_plural = _("uses of orders")
        base_manager_name = "objects"
        ordering: ClassVar = ["since", "pk"]
        constraints: ClassVar = [models.CheckConstraint(name="order_use_dates_in_order", condition=Q(until__gte=F("since")))]

    def __str__(self) -> str:
        return f"{self.order.code} · {self.since:%d/%m/%Y} – {self.until:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        """Where it is listed: with its order."""
        return self.order.get_absolute_url()
