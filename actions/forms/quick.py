"""What a worker taps on the phone: what was done, how many, saved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actions.figures import OPEN_END, RANGES
from actions.forms.buttons import NOTE, NUMBER, PEOPLE, Option, shown
from actions.models import Entry, Measure
from actions.services.entries import Given, entry_faults, narrowest
from taskforce.asking import ASKED
from taskforce.forms_look import DayInput, Form
from taskforce.kernel import clock
from taskforce.models import User
from taskforce.roles import Tier


class Buttons(forms.RadioSelect):
    """Radios drawn as buttons, each saying in which way it asks how much."""

    asks: dict[str, str]

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what the style sheet and the script need to know of one button."""
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        option["attrs"]["data-asks"] = self.asks.get(str(value), "")
        return option


class QuickLogForm(Form):
    """Log work of one's own organisation in three taps: what, how many, save."""

    choice = forms.ChoiceField(label=_("What?"), widget=Buttons, error_messages={"required": _("Choose what you did.")})
    people = forms.ChoiceField(
        label=_("How many people?"), choices=[(one.code, one.words) for one in RANGES], widget=forms.RadioSelect, required=False
    )
    number = forms.DecimalField(
        label=_("Exact number"),
        required=False,
        min_value=0,
        max_digits=18,
        decimal_places=6,
        widget=forms.NumberInput(attrs={"inputmode": "decimal"}),
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("No names of people: describe places and work."),
    )
    day = forms.DateField(label=_("Day"), widget=DayInput)
    slot = forms.ChoiceField(label=_("Part of the day"), choices=[("", "–"), *Entry.Slot.choices], required=False)

    def __init__(self, *args: Any, person: User, options: Sequence[Option], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person, self.options = person, shown(options, self.data.get("choice", ""))
        self.fields["choice"].choices = [(one.value, one.words) for one in self.options]  # type: ignore[attr-defined]
        self.fields["choice"].widget.asks = {one.value: one.asks for one in self.options}
        only = self.options[0].value if len(self.options) == 1 else None
        self.initial.update({"choice": only, "day": clock.today(), "slot": part_of_day()})

    @property
    def buttons(self) -> Iterator[tuple[Any, Option]]:
        """Each radio with what stands on its button."""
        return zip(self["choice"], self.options, strict=True)

    @property
    def meets_people(self) -> bool:
        """Whether any button asks for people met."""
        return any(one.asks == PEOPLE for one in self.options)

    @property
    def readers(self) -> str:
        """Who will read it, where that is the same for every button."""
        found = {narrowest(one.action) for one in self.options}
        return str(Tier(found.pop()).label) if len(found) == 1 else ""

    @property
    def when(self) -> str:
        """The day and its part, in the words of the folded line."""
        written, slot = str(self["day"].value() or ""), str(self["slot"].value() or "")
        day = "/".join(reversed(written.split("-"))) if written != str(self.today) else gettext("today")
        return " · ".join(filter(None, (day, str(dict(Entry.Slot.choices).get(slot, "")).lower())))

    @property
    def today(self) -> date:
        """The day it is, for the folded line to call it so."""
        return clock.today()

    @property
    def when_is_wrong(self) -> bool:
        """Whether the folded line must be open: something in it is to be corrected."""
        return bool({"day", "slot"} & self.errors.keys())

    @property
    def asked(self) -> list[forms.BoundField]:
        """What is asked about a note that seems to be about a person."""
        return [self[name] for name in ASKED if name in self.fields]

    def clean(self) -> dict[str, Any]:
        """Ask of the entry what its service asks, each fault at its field."""
        given: dict[str, Any] = super().clean() or {}
        if not self.errors:
            option, counted = self._option(given), self._quantities(given)
            fields = {"day": given["day"], "note": given["note"], "tier": narrowest(option.action)}
            if counted or given["note"].strip():
                faults = entry_faults(self.person, option.action, fields, counted)
            else:
                faults = _nothing_said(option.asks)
            for field, fault in faults.items():
                self.add_error(NUMBER if field.startswith("value_") else field, fault)
        return given

    def _option(self, given: dict[str, Any]) -> Option:
        return next(one for one in self.options if one.value == given["choice"])

    def _quantities(self, given: dict[str, Any]) -> list[Given]:
        option, number, chosen = self._option(given), given.get("number"), given.get("people")
        if option.measure is None:
            return []
        if option.asks == NUMBER or (number is not None and chosen in {"", OPEN_END}):
            return [] if number is None else [_given(option.measure, number)]
        return [_given(option.measure, one.value, one.qualifier) for one in RANGES if one.code == chosen]

    @property
    def given(self) -> dict[str, Any]:
        """The entry as its service takes it."""
        kept = {name: self.cleaned_data[name] for name in ("day", "slot", "note")}
        return {**kept, "action": self._option(self.cleaned_data).action, "quantities": self._quantities(self.cleaned_data)}


def _given(measure: Measure, value: Decimal, qualifier: str = "exact") -> Given:
    return Given(measure=measure, value=value, unit=None, qualifier=qualifier)


def _nothing_said(asks: str) -> dict[str, str]:
    return {
        PEOPLE: {PEOPLE: gettext("Choose how many people, or write a note.")},
        NUMBER: {NUMBER: gettext("Write how many, or write a note.")},
        NOTE: {NOTE: gettext("Write a note: nothing is counted on this action.")},
    }[asks]


def part_of_day() -> str:
    """Say which part of the day it is where the people are."""
    hour = timezone.localtime(clock.now()).hour
    bounds = ((6, Entry.Slot.NIGHT), (12, Entry.Slot.MORNING), (18, Entry.Slot.AFTERNOON), (23, Entry.Slot.EVENING))
    return next((str(slot) for end, slot in bounds if hour < end), str(Entry.Slot.NIGHT))
