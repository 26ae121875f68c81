"""How hotspots, their outlines and police orders are told, and what is given to act on orders."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from hotspots.models import Hotspot, Order, OrderUse, Perimeter, Ruling
from taskforce.rest import Given, Names, Of, Told, code_of, reference_of


class RulingTold(Told):
    """What the council decided on a hotspot."""

    class Meta:
        model = Ruling
        fields = ("kind", "on", "reference", "reason")


class HotspotTold(Told):
    """A priority zone."""

    names = Names(read_only=True)
    workspace = reference_of("workspace.reference")
    phenomena = serializers.SlugRelatedField(slug_field="code", many=True, read_only=True)  # type: ignore[var-annotated]
    rulings = RulingTold(many=True, read_only=True)

    class Meta:
        model = Hotspot
        fields = (
            "reference", "workspace", "names", "state", "reason", "data_since", "data_until", "data_source", "phenomena", "rulings",
        )  # fmt: skip


class Geometry(serializers.JSONField):
    """A geometry of GeoJSON (RFC 7946)."""


class Properties(serializers.Serializer[Any]):
    """What a feature says beside its outline."""

    hotspot = reference_of("hotspot.reference")
    names = Names(read_only=True, source="hotspot.names")
    version = serializers.IntegerField(read_only=True)
    since = serializers.DateField(read_only=True)
    until = serializers.DateField(read_only=True)
    decision = serializers.CharField(read_only=True)


class PerimeterTold(serializers.Serializer[Any]):
    """An outline as a feature of GeoJSON."""

    type = serializers.SerializerMethodField()
    id = serializers.IntegerField(read_only=True, source="pk")
    geometry = Geometry(read_only=True)
    properties = Properties(read_only=True, source="*")

    def get_type(self, _perimeter: Perimeter) -> str:
        """What GeoJSON calls it."""
        return "Feature"


class UseTold(Told):
    """How often an order was used."""

    workspace = reference_of("workspace.reference")

    class Meta:
        model = OrderUse
        fields = ("workspace", "number", "since", "until", "source")


class OrderTold(Told):
    """A police order."""

    workspace = reference_of("workspace.reference")
    issuer = code_of("issuer.code")
    framework = reference_of("framework.reference")
    extends = reference_of("extends.reference")
    hotspots = serializers.SerializerMethodField()
    uses = UseTold(many=True, read_only=True)

    class Meta:
        model = Order
        fields = (
            "reference", "workspace", "level", "issuer", "subject", "basis", "framework", "extends", "since", "until", "evaluation",
            "state", "signed_on", "repealed_on", "repeal_reason", "hotspots", "uses",
        )  # fmt: skip

    def get_hotspots(self, order: Order) -> list[str]:
        """The places on whose ground it holds, as far as the reader sees them."""
        return [one.hotspot.reference for one in order.covered.all()]


class OrderGiven(Given):
    """An order to be drafted, or what changes in a draft."""

    hotspots = Of(Hotspot, "reference", many=True)
    subject = serializers.CharField(max_length=200)
    basis = serializers.CharField()
    since = serializers.DateField()
    until = serializers.DateField()
    framework = Of(Order, "reference", required=False, allow_null=True)


class ExtensionGiven(Given):
    """The days of the order that comes next, and what this one did."""

    since = serializers.DateField()
    until = serializers.DateField()
    evaluation = serializers.CharField()
