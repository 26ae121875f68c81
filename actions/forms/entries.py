"""What a worker types about the work of a day."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from actions.figures.amounts import plain
from actions.models import Action, Entry, Measure, Quantity, Unit
from actions.services.entries import Given, entry_faults, narrowest, tiers_for
from taskforce.asking import ASKED
from taskforce.forms_look import DayInput, Form
from taskforce.kernel import clock
from taskforce.models import User
from taskforce.roles import Tier

KEPT = ("day", "slot", "note", "source", "tier")


class EntryForm(Form):
    """Log the work of a day: numbers for what the action counts, or a note."""

    day = forms.DateField(label=_("Day"), widget=DayInput)
    slot = forms.ChoiceField(label=_("Part of the day"), choices=[("", "–"), *Entry.Slot.choices], required=False)
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("No names of people: describe places and work."),
    )
    source = forms.CharField(label=_("Source"), required=False, max_length=300, help_text=_("Only if the numbers come from elsewhere."))
    tier = forms.ChoiceField(label=_("Who will read it"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, person: User, action: Action, entry: Entry | None = None, **kwargs: Any) -> None:
        super().__init__(*args, about=entry, **kwargs)
        self.person, self.action = person, action
        chosen = ("measure__unit__base",)
        counted = action.targets.exclude(measure__aggregation=Measure.Aggregation.RATIO).select_related(*chosen)
        self.measures = {target.measure.code: target.measure for target in counted}
        roots = {one.unit.root.pk for one in self.measures.values()}
        self.units = list(Unit.objects.filter(pk__in=roots) | Unit.objects.filter(base__in=roots))
        for measure in self.measures.values():
            self._add(measure)
        tiers = tiers_for(person, action)
        self.fields["tier"].choices = [(one, Tier(one).label) for one in tiers]  # type: ignore[attr-defined]
        self.initial.update({"day": clock.today(), "tier": narrowest(action)})
        if entry:
            self._fill(entry)

    def _add(self, measure: Measure) -> None:
        units = self._units_of(measure)
        self.fields[f"value_{measure.code}"] = forms.DecimalField(
            label=str(measure),
            required=False,
            min_value=0,
            max_digits=18,
            decimal_places=6,
            widget=forms.NumberInput(attrs={"inputmode": "decimal"}),
        )
        if len(units) > 1:
            chosen = [(one.code, one.symbol or str(one)) for one in units]
            self.fields[f"unit_{measure.code}"] = forms.ChoiceField(label=_("Unit"), choices=chosen, initial=measure.unit.code)
        self.fields[f"qualifier_{measure.code}"] = forms.ChoiceField(
            label=_("Precision: %(measure)s") % {"measure": measure}, choices=Quantity.Qualifier.choices, initial=Quantity.Qualifier.EXACT
        )

    def _units_of(self, measure: Measure) -> list[Unit]:
        return [one for one in self.units if (one.base_id or one.pk) == measure.unit.root.pk]

    def _fill(self, entry: Entry) -> None:
        self.initial.update({name: getattr(entry, name) for name in KEPT})
        for one in entry.quantities.select_related("measure", "unit"):
            given = {"value": format(plain(one.value), "f"), "unit": one.unit.code, "qualifier": one.qualifier}
            self.initial.update({f"{name}_{one.measure.code}": value for name, value in given.items()})

    @property
    def rows(self) -> list[list[forms.BoundField]]:
        """For each measure its number, and its unit where there is a choice."""
        return [[self[name] for name in (f"value_{code}", f"unit_{code}") if name in self.fields] for code in self.measures]

    @property
    def details(self) -> list[forms.BoundField]:
        """The fields beside the numbers."""
        return [self[name] for name in ("day", "note", *ASKED, "tier") if name in self.fields]

    @property
    def more(self) -> list[forms.BoundField]:
        """What is rarely needed: how sure each number is, the part of the day, another source."""
        return [self[name] for name in (*(f"qualifier_{code}" for code in self.measures), "slot", "source")]

    def clean(self) -> dict[str, Any]:
        """Ask of the entry what its service asks, each fault at its field."""
        given: dict[str, Any] = super().clean() or {}
        if not self.errors:
            for field, fault in entry_faults(self.person, self.action, given, self._quantities(given)).items():
                self.add_error(field, fault)
        return given

    def _quantities(self, given: dict[str, Any]) -> list[Given]:
        units = {one.code: one for one in self.units}
        return [
            Given(
                measure=measure, value=value, unit=units.get(given.get(f"unit_{code}"), measure.unit), qualifier=given[f"qualifier_{code}"]
            )
            for code, measure in self.measures.items()
            if (value := given[f"value_{code}"]) is not None
        ]

    @property
    def given(self) -> dict[str, Any]:
        """The entry as its service takes it."""
        return {**{name: self.cleaned_data[name] for name in KEPT}, "quantities": self._quantities(self.cleaned_data)}
