"""Hotspots, their outlines and police orders by the API."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from rest_framework import serializers

from hotspots import services
from hotspots.models import Covered, Hotspot, Order, OrderUse, Perimeter, Ruling
from hotspots.rest import ExtensionGiven, HotspotTold, OrderGiven, OrderTold, PerimeterTold
from taskforce.models import Workspace
from taskforce.rest import Asked, Below, Features, Noun, a_choice, a_code, a_day, act


class Hotspots(Noun):
    """Priority zones, as far as they are seen from the token's seat."""

    model, serializer_class = Hotspot, HotspotTold
    orderings = ("reference",)
    filters = {
        "state": a_choice("state", Hotspot.State.choices),
        "phenomenon": a_code("phenomena__code"),
        "in_force_on": a_day(lambda rows, day: rows.in_force(day)),
    }

    def gathered(self, rows: Any) -> Any:
        """With what happens there and what the council decided."""
        rulings = Ruling.objects.visible_to(self.person)
        return rows.select_related("workspace").prefetch_related("phenomena", Prefetch("rulings", rulings))


class Perimeters(Noun):
    """Outlines of hotspots, each version with its days: ask ``on`` for those of a day."""

    model, serializer_class = Perimeter, PerimeterTold
    pagination_class = Features
    by = {"reference": "hotspot__reference", "version": "version"}
    orderings = ("id", "-since")
    filters = {
        "hotspot": a_code("hotspot__reference"),
        "on": a_day(lambda rows, day: rows.on(day)),
        "version": Asked("version", serializers.IntegerField(min_value=1, max_value=9999)),
    }

    def gathered(self, rows: Any) -> Any:
        """With their hotspot."""
        return rows.select_related("hotspot")


class Orders(Noun):
    """Police orders: of one's workspaces, and signed ones that hold on ground one sees."""

    model, serializer_class = Order, OrderTold
    orderings = ("-since", "reference", "until")
    filters = {
        "state": a_choice("state", Order.State.choices),
        "level": a_choice("level", Order.Level.choices),
        "workspace": a_code("workspace__reference"),
        "issuer": a_code("issuer__code"),
        "in_force_on": a_day(lambda rows, day: rows.in_force(day)),
    }

    def gathered(self, rows: Any) -> Any:
        """With the orders, places and counts its reader sees."""
        person = self.person
        others = Order.objects.visible_to(person)
        return rows.select_related("workspace", "issuer").prefetch_related(
            Prefetch("framework", others),
            Prefetch("extends", others),
            Prefetch("covered", Covered.objects.visible_to(person).select_related("hotspot")),
            Prefetch("uses", OrderUse.objects.visible_to(person).select_related("workspace")),
        )

    @act(OrderGiven, below=Below(Workspace, {"reference": "reference"}))
    def create(self, workspace: Workspace, **given: Any) -> Order:
        """Draft an order for one's own municipality or region."""
        return services.draft_order(by=self.person, workspace=workspace, **given)

    @act(OrderGiven)
    def change(self, order: Order, **given: Any) -> Order:
        """Change a draft; what is left out stays as it is."""
        return services.amend_order(by=self.person, order=order, **given)

    @act(ExtensionGiven, below=Below(Order, {"reference": "reference"}))
    def extend(self, order: Order, **given: Any) -> Order:
        """Draft the order that comes after this one, for the same places."""
        return services.extend_order(by=self.person, order=order, **given)
