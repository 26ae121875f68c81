"""What people type about plans and actions, and what must be right in it."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actions import rules
from actions.models import Action, Measure, Objective
from taskforce import roles
from taskforce.forms_look import DayInput, ModelForm
from taskforce.models import Organisation, Seat, User

ROWS = 3


class ObjectiveForm(ModelForm):
    """What should be different, and by when."""

    class Meta:
        model = Objective
        fields = ("axis", "statement", "indicator", "unit", "baseline", "target", "due")
        widgets = {"due": DayInput, "axis": forms.RadioSelect}
        help_texts = {"indicator": _("What is counted to see it."), "baseline": _("Where it stands today.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["axis"].choices = roles.Axis.choices  # type: ignore[attr-defined]


class ActionForm(ModelForm):
    """One thing to be done: who leads, who helps, by when, and what is counted."""

    partners = forms.ModelMultipleChoiceField(
        Organisation.objects.none(), label=_("Partners"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Action
        fields = (
            "axis",
            "title",
            "description",
            "objective",
            "organisation",
            "partners",
            "start",
            "due",
            "horizon",
            "funded",
            "late_reason",
            "tier",
        )
        widgets = {
            "start": DayInput,
            "due": DayInput,
            "axis": forms.RadioSelect,
            "tier": forms.RadioSelect,
            "description": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["axis"].choices = roles.Axis.choices  # type: ignore[attr-defined]
        self._choose_bodies()
        self.fields["objective"].queryset = Objective.objects.visible_to(person).filter(plan=self.instance.plan)  # type: ignore[attr-defined]
        self.fields["objective"].required = False
        self.fields["description"].help_text = _("Describe places and work. No names of people.")
        self._keep(*self._left_out())
        self._add_rows()

    def _choose_bodies(self) -> None:
        """Offer the organisations at the table first; any other of the directory can be asked too."""
        bodies = Organisation.objects.visible_to(self.person)
        seated = set(Seat.objects.confirmed().filter(workspace=self.instance.workspace).values_list("organisation", flat=True))
        here = [(one.pk, str(one)) for one in bodies if one.pk in seated]
        others = [(one.pk, str(one)) for one in bodies if one.pk not in seated]
        self.fields["organisation"].queryset = self.fields["partners"].queryset = bodies  # type: ignore[attr-defined]
        self.fields["organisation"].choices = [("", "---------"), (gettext("At the table"), here), (gettext("Others"), others)]  # type: ignore[attr-defined]
        self.fields["partners"].choices = here  # type: ignore[attr-defined]
        self.fields["organisation"].help_text = _("It decides for itself whether it agrees.")
        if self.instance.pk:
            self.initial["partners"] = [one.organisation_id for one in self.instance.partners.all()]

    def _left_out(self) -> list[str]:
        """Leave out what cannot change: axis and readers once proposed, the lead once agreed."""
        if self.instance.pk is None:
            return ["late_reason"]
        asked = self.instance.state == Action.State.PROPOSED and rules.propose_action(self.person, self.instance)
        return ["axis", "tier"] + ([] if asked else ["organisation"]) + ([] if self.instance.is_late else ["late_reason"])

    def _keep(self, *left_out: str) -> None:
        for name in left_out:
            del self.fields[name]

    def _add_rows(self) -> None:
        """Add rows of measure and target: three, or one more than there are."""
        there = list(self.instance.targets.all()) if self.instance.pk else []
        choices = _by_axis(Measure.objects.visible_to(self.person))
        for row in range(max(ROWS, len(there) + 1)):
            measure = forms.ModelChoiceField(Measure.objects.visible_to(self.person), label=_("Measure"), required=False)
            measure.choices = choices
            self.fields[f"measure_{row}"] = measure
            self.fields[f"value_{row}"] = forms.DecimalField(
                label=_("Target"), required=False, min_value=0, max_digits=14, decimal_places=3
            )
        for row, target in enumerate(there):
            self.initial.update({f"measure_{row}": target.measure_id, f"value_{row}": target.value})

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The rows of measure and target."""
        count = sum(name.startswith("measure_") for name in self.fields)
        return [(self[f"measure_{row}"], self[f"value_{row}"]) for row in range(count)]

    @property
    def others(self) -> list[forms.BoundField]:
        """The fields that are not rows."""
        return [one for one in self.visible_fields() if not one.name.startswith(("measure_", "value_"))]

    def clean(self) -> dict[str, Any]:
        """Check what rows and rules ask for."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("start") and given.get("due") and given["due"] < given["start"]:
            self.add_error("due", gettext("Choose a day on or after the start."))
        chosen = [measure for row, _value in enumerate(self.rows) if (measure := given.get(f"measure_{row}"))]
        for row, measure in enumerate(chosen):
            if measure in chosen[:row]:
                self.add_error(f"measure_{row}", gettext("This measure is chosen twice. Keep one."))
        return given

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]  # Django's own hook, unknown to its types
        if not self.errors and "organisation" in self.fields:
            for objection in rules.propose_action(self.person, self.instance).objections:
                self.add_error(None, objection)

    @property
    def given(self) -> dict[str, Any]:
        """The action as its service takes it."""
        fields = {name: value for name, value in self.cleaned_data.items() if not name.startswith(("measure_", "value_"))}
        rows = [(self.cleaned_data[measure.name], self.cleaned_data[value.name]) for measure, value in self.rows]
        return {**fields, "partners": list(fields["partners"]), "targets": {measure: value for measure, value in rows if measure}}


def _by_axis(measures: Any) -> list[Any]:
    grouped: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for one in measures.select_related("unit"):
        grouped[one.axis].append((one.pk, f"{one} ({one.unit})"))
    return [("", "---------"), *((axis.label, grouped[axis]) for axis in roles.Axis if grouped[axis])]
