"""How plans, actions, work and commitments are told, and what is given to act on them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from actions.models import Action, Commitment, Entry, Measure, Objective, Plan, Quantity, Target, Unit
from taskforce import roles
from taskforce.models import Organisation
from taskforce.rest import Given, Names, Number, Of, Told, code_of, reference_of


class ObjectiveTold(Told):
    """What should be different by a day."""

    workspace = reference_of("workspace.reference")
    baseline = Number(read_only=True)
    target = Number(read_only=True)

    class Meta:
        model = Objective
        fields = ("id", "workspace", "axis", "statement", "indicator", "unit", "baseline", "target", "due")


class PlanTold(Told):
    """The plan of a hotspot."""

    hotspot = reference_of("hotspot.reference")
    workspace = reference_of("workspace.reference")
    adopted = serializers.SlugRelatedField(slug_field="number", source="versions", many=True, read_only=True)  # type: ignore[var-annotated]

    class Meta:
        model = Plan
        fields = ("hotspot", "workspace", "version", "state", "words", "adopted")


class TargetTold(Told):
    """What an action counts, and how much of it is aimed at."""

    measure = code_of("measure.code")
    value = Number(read_only=True)

    class Meta:
        model = Target
        fields = ("measure", "value")


class ActionTold(Told):
    """One thing the plan says will be done."""

    workspace = reference_of("workspace.reference")
    organisation = code_of("organisation.code")
    unblocker = code_of("unblocker.code")
    objective = serializers.IntegerField(read_only=True, source="objective_id", allow_null=True)
    partners = serializers.SerializerMethodField()
    targets = TargetTold(many=True, read_only=True)

    class Meta:
        model = Action
        fields = (
            "workspace", "code", "axis", "tier", "title", "description", "objective", "organisation", "partners", "horizon", "start", "due",
            "funded", "state", "blocked_reason", "unblocker", "late_reason", "targets",
        )  # fmt: skip

    def get_partners(self, action: Action) -> list[str]:
        """The organisations that help."""
        return [one.organisation.code for one in action.partners.all()]


class UnitTold(Told):
    """A unit, and how much of its base unit it is."""

    names = Names(read_only=True)
    base = code_of("base.code")
    factor = Number(read_only=True)

    class Meta:
        model = Unit
        fields = ("code", "symbol", "names", "base", "factor")


class MeasureTold(Told):
    """Something counted, and by which rule it adds up."""

    names = Names(read_only=True)
    unit = UnitTold(read_only=True)
    numerator = code_of("numerator.code")
    denominator = code_of("denominator.code")

    class Meta:
        model = Measure
        fields = (
            "code", "names", "axis", "unit", "aggregation", "direction", "activity_dependent", "counts_people", "numerator", "denominator",
        )  # fmt: skip


class QuantityTold(Told):
    """How much of a measure."""

    measure = code_of("measure.code")
    value = Number(read_only=True)
    unit = code_of("unit.code")

    class Meta:
        model = Quantity
        fields = ("measure", "value", "unit", "qualifier")


class EntryTold(Told):
    """Work logged."""

    workspace = reference_of("workspace.reference")
    action = code_of("action.code")
    organisation = code_of("organisation.code")
    quantities = QuantityTold(many=True, read_only=True)

    class Meta:
        model = Entry
        fields = ("id", "workspace", "action", "axis", "tier", "organisation", "day", "slot", "note", "source", "state", "quantities")


class CommitmentTold(Told):
    """What an organisation said it will do."""

    workspace = reference_of("workspace.reference")
    meeting = serializers.IntegerField(read_only=True, source="meeting.number")
    organisation = code_of("organisation.code")
    replaces = serializers.IntegerField(read_only=True, source="replaces_id", allow_null=True)

    class Meta:
        model = Commitment
        fields = (
            "id", "workspace", "meeting", "organisation", "what", "due", "replaces", "state", "words", "accepted_at", "confirmed_at",
        )  # fmt: skip


class Nothing(Given):
    """An act that needs no more words."""


class QuantityGiven(Given):
    """How much of a measure, in its own unit unless another is said."""

    measure = Of(Measure)
    value = Number(max_digits=18, decimal_places=6, min_value=Decimal(0))
    unit = Of(Unit, required=False)
    qualifier = serializers.ChoiceField(choices=Quantity.Qualifier.choices, required=False)


class EntryGiven(Given):
    """The work of a day."""

    day = serializers.DateField()
    slot = serializers.ChoiceField(choices=Entry.Slot.choices, required=False)
    note = serializers.CharField(required=False, max_length=2000)
    source = serializers.CharField(required=False, max_length=300)  # type: ignore[assignment]  # a field, not the name a framework keeps
    tier = serializers.ChoiceField(choices=roles.Tier.choices, required=False)
    quantities = QuantityGiven(many=True)


class TargetGiven(Given):
    """What an action will count."""

    measure = Of(Measure)
    value = Number(max_digits=14, decimal_places=3, min_value=Decimal(0), allow_null=True)


class _ActionWords(Given):
    """What may be said of an action, at first and later."""

    title = serializers.CharField(max_length=200)
    description = serializers.CharField(required=False, allow_blank=True)
    objective = Of(Objective, "id", required=False, allow_null=True)
    organisation = Of(Organisation)
    partners = Of(Organisation, many=True, required=False)
    targets = TargetGiven(many=True, required=False)
    horizon = serializers.ChoiceField(choices=Action.Horizon.choices, required=False)
    start = serializers.DateField(required=False, allow_null=True)
    due = serializers.DateField(required=False, allow_null=True)
    funded = serializers.ChoiceField(choices=Action.Funded.choices, required=False)

    def validate_targets(self, value: list[dict[str, Any]]) -> dict[Measure, Decimal | None]:
        """Take each measure once."""
        found = {one["measure"]: one["value"] for one in value}
        if len(found) < len(value):
            raise serializers.ValidationError(_("This measure is chosen twice. Keep one."))
        return found


class ActionGiven(_ActionWords):
    """An action to be proposed to the organisation that would lead it."""

    axis = serializers.ChoiceField(choices=roles.Axis.choices)
    tier = serializers.ChoiceField(choices=Action._meta.get_field("tier").choices, required=False)  # type: ignore[arg-type]


class ActionChanged(_ActionWords):
    """What changes in an action; its lead only while it is proposed."""

    late_reason = serializers.CharField(max_length=300, required=False, allow_blank=True)


class Block(Given):
    """What blocks an action, and who can unblock it."""

    blocked_reason = serializers.CharField()
    unblocker = Of(Organisation)


class Why(Given):
    """A reason."""

    reason = serializers.CharField(max_length=300)


class Words(Given):
    """The words of an organisation."""

    words = serializers.CharField()


class Kept(Words):
    """Whether a commitment was kept, and in words what was done or why it was not."""

    kept = serializers.BooleanField()
