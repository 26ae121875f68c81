"""What people type about police orders, and what must be right in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hotspots import rules
from hotspots.models import Hotspot, Order, OrderUse
from taskforce.forms_look import DayInput, Form, ModelForm
from taskforce.kernel import clock
from taskforce.models import User

DAYS = {"since": DayInput, "until": DayInput}
BASIS = _("The articles or decisions it stands on, and what it orders. No names of persons.")


def _add(form: forms.BaseForm, flaws: Any) -> None:
    for field, words in flaws:
        form.add_error(field if field in form.fields else None, words)


class OrderForm(ModelForm):
    """An order as a draft: what it says, where and from when to when it holds; an extension says what the one before it did."""

    hotspots = forms.ModelMultipleChoiceField(
        Hotspot.objects.none(),
        label=_("Hotspots"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Each keeps the outline in force on the day of signature."),
    )

    field_order = ["subject", "basis", "hotspots", "framework", "since", "until", "evaluation"]

    class Meta:
        model = Order
        fields = ["subject", "basis", "framework", "since", "until", "evaluation"]
        widgets = DAYS
        help_texts = {
            "subject": _("In a few words: “Ban on gatherings at night”."),
            "basis": BASIS,
            "evaluation": _("What it changed, and what it did not."),
        }

    def __init__(self, *args: Any, person: User, order: Order, **kwargs: Any) -> None:
        super().__init__(*args, instance=order, **kwargs)
        self._offer_places(person, order)
        self._offer_frameworks(person, order)
        if order.extends_id:
            self.fields["evaluation"].required = True
        else:
            del self.fields["evaluation"]

    def _offer_places(self, person: User, order: Order) -> None:
        if order.extends_id:
            del self.fields["hotspots"]
            return
        mine = rules.places_of(order.workspace, order.issuer_id).values("pk")
        self.fields["hotspots"].queryset = Hotspot.objects.visible_to(person).filter(pk__in=mine)  # type: ignore[attr-defined]
        there = [one.hotspot_id for one in order.covered.all()] if order.pk else []
        self.initial["hotspots"] = there or Hotspot.objects.filter(workspace=order.workspace, pk__in=mine).values_list("pk", flat=True)

    def _offer_frameworks(self, person: User, order: Order) -> None:
        if order.level == Order.Level.REGION:
            del self.fields["framework"]
            return
        seen = Order.objects.visible_to(person).filter(pk__in=rules.frameworks_for(order.workspace).values("pk"))
        self.fields["framework"].queryset = seen.order_by("reference")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Check days, places and framework against one another."""
        given: dict[str, Any] = super().clean() or {}
        if not self.errors:
            for name in ("framework", "since", "until", "evaluation"):
                setattr(self.instance, name, given.get(name, getattr(self.instance, name)))
            places = given["hotspots"] if "hotspots" in given else [one.hotspot for one in self.instance.covered.all()]
            _add(self, rules.order_flaws(self.instance, places))
        return given

    @property
    def given(self) -> dict[str, Any]:
        """The order as its service takes it."""
        given = dict(self.cleaned_data)
        return {**given, **({"hotspots": list(given["hotspots"])} if "hotspots" in given else {})}


class ExtendForm(ModelForm):
    """The days of the order that comes next, and what this one did."""

    field_order = ["evaluation", "since", "until"]

    class Meta:
        model = Order
        fields = ["evaluation", "since", "until"]
        widgets = DAYS
        help_texts = {
            "evaluation": _("What it changed, and what it did not."),
            "since": _("Days on which neither order holds are shown as a gap."),
        }

    def __init__(self, *args: Any, order: Order, **kwargs: Any) -> None:
        self.new = Order(workspace=order.workspace, level=order.level, issuer=order.issuer, framework=order.framework, extends=order)
        since = order.ends + timedelta(days=1)
        given = {"since": since, "until": since + (order.until - order.since)}
        super().__init__(*args, instance=self.new, initial=given, **kwargs)
        self.fields["evaluation"].required = True

    def clean(self) -> dict[str, Any]:
        """Check the days against those of the order before it."""
        given: dict[str, Any] = super().clean() or {}
        if not self.errors:
            for name, value in given.items():
                setattr(self.new, name, value)
            before: Any = self.new.extends
            _add(self, rules.order_flaws(self.new, [one.hotspot for one in before.covered.all()]))
        return given


class SignForm(Form):
    """The day of the signature."""

    on = forms.DateField(label=_("Signed on"), widget=DayInput, help_text=_("The day that stands on the order."))

    def __init__(self, *args: Any, order: Order, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order = order
        self.initial["on"] = min(clock.today(), order.since)

    def clean(self) -> dict[str, Any]:
        """Check the day against today and the order's first day."""
        given: dict[str, Any] = super().clean() or {}
        if "on" in given:
            _add(self, rules.sign_flaws(self.order, given["on"]))
        return given


class RepealForm(Form):
    """From when an order no longer holds, and why."""

    on = forms.DateField(label=_("Repealed from"), widget=DayInput, help_text=_("The first day on which it no longer holds."))
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea)

    def __init__(self, *args: Any, order: Order, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order = order
        self.initial["on"] = clock.today()

    def clean(self) -> dict[str, Any]:
        """Check the day against the order's days."""
        given: dict[str, Any] = super().clean() or {}
        if "on" in given:
            _add(self, rules.repeal_flaws(self.order, given["on"]))
        return given


class UseForm(ModelForm):
    """How often an order was used between two days, and who counted."""

    class Meta:
        model = OrderUse
        fields = ["number", "since", "until", "source"]
        widgets = DAYS
        help_texts = {
            "number": _("0 if it was not used. Count uses, not persons."),
            "source": _("Who counted, and how: “Police log of the zone”."),
        }

    def __init__(self, *args: Any, use: OrderUse, **kwargs: Any) -> None:
        super().__init__(*args, instance=use, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Check the days against those of the order and the other counts."""
        given: dict[str, Any] = super().clean() or {}
        if not self.errors:
            use = OrderUse(pk=self.instance.pk, order=self.instance.order, workspace=self.instance.workspace, **given)
            _add(self, rules.use_flaws(use))
        return given


class RegisterForm(Form):
    """Which orders a register shows: how they stand, where, and on which day."""

    state = forms.ChoiceField(label=_("State"), required=False)
    hotspot = forms.ChoiceField(label=_("Hotspot"), required=False)
    on = forms.DateField(label=_("In force on"), widget=DayInput, required=False)

    def __init__(self, data: Mapping[str, Any], *, hotspots: list[Hotspot]) -> None:
        asked = any(data.get(name) for name in ("state", "hotspot", "on"))
        super().__init__(data if asked else None)
        self.known = {one.reference: one for one in hotspots}
        self.fields["state"].choices = [("", _("All")), *Order.Standing.choices]  # type: ignore[attr-defined]
        self.fields["hotspot"].choices = [("", _("All")), *((one.reference, one.name) for one in hotspots)]  # type: ignore[attr-defined]
        if not hotspots:
            del self.fields["hotspot"]

    @property
    def asked(self) -> dict[str, Any]:
        """What was asked, as the register takes it; everything as it stands today where nothing was, or something is wrong."""
        given = self.cleaned_data if self.is_bound and self.is_valid() else {}
        on = given.get("on")
        return {
            "on": on or clock.today(),
            "standing": given.get("state", ""),
            "hotspot": self.known.get(given.get("hotspot", "")),
            "dated": on is not None,
        }
