"""What people ask of the past: whose acts, which, when; two versions to compare; a day to go back to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taskforce.drawing import words
from taskforce.forms_look import DayInput, Form
from taskforce.kernel import clock

Choices = Sequence[tuple[Any, str]]
FIRST_DAY = date(2000, 1, 1)


class DayField(forms.DateField):
    """A day that has begun: what will be is not known."""

    widget = DayInput

    def validate(self, value: Any) -> None:
        """Refuse what lies ahead, and days before anything here was written."""
        super().validate(value)
        if value and value > clock.today():
            raise ValidationError(gettext("Choose a day up to today."))
        if value and value < FIRST_DAY:
            raise ValidationError(gettext("Choose a day from %(day)s.") % {"day": words.day(FIRST_DAY)})


class Asked(Form):
    """A question in an address; without one there is nothing to find fault with."""

    def __init__(self, data: Mapping[str, Any], fields: Mapping[str, forms.Field], *, is_asked: bool | None = None, **kwargs: Any) -> None:
        self.is_asked = any(data.get(name) for name in fields) if is_asked is None else is_asked
        super().__init__(data if self.is_asked else None, **kwargs)
        self.fields.update(fields)

    @property
    def given(self) -> dict[str, Any]:
        """What was asked; nothing where something in it is wrong."""
        return {name: value for name, value in self.cleaned_data.items() if value} if self.is_valid() else {}

    @property
    def said(self) -> list[tuple[str, str]]:
        """What was asked, in words: the field and what was chosen."""
        return [(str(self.fields[name].label), self._said(name, value)) for name, value in self.given.items()]

    def _said(self, name: str, value: Any) -> str:
        return words.day(value) if isinstance(value, date) else str(dict(self.fields[name].choices)[value])  # type: ignore[attr-defined]


class FilterForm(Asked):
    """Whose acts, or readings, of what kind, from which day until which."""

    def __init__(self, data: Mapping[str, Any], *, people: Choices, whats: Choices, what: Any) -> None:
        fields = {
            "by": forms.ChoiceField(label=_("Person"), choices=[("", _("All")), *people], required=False),
            "what": forms.ChoiceField(label=what, choices=[("", _("All")), *whats], required=False),
            "since": DayField(label=_("From"), required=False),
            "until": DayField(label=_("Until"), required=False),
        }
        super().__init__(data, fields)

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the beginning."""
        given = super().clean() or {}
        if given.get("since") and given.get("until") and given["until"] < given["since"]:
            self.add_error("until", gettext("Choose a day from %(day)s.") % {"day": words.day(given["since"])})
        return given


class CompareForm(Asked):
    """Two versions of one thing, by their numbers."""

    def __init__(self, data: Mapping[str, Any], *, versions: Choices) -> None:
        fields = {
            name: forms.TypedChoiceField(label=label, choices=versions, coerce=int)
            for name, label in (("from", _("Before")), ("to", _("After")))
        }
        latest = [key for key, _name in versions[:2]]
        super().__init__(data, fields, initial={"from": latest[-1], "to": latest[0]})


class OnForm(Asked):
    """The day at whose end one looks; and at which list, where there are several."""

    def __init__(self, data: Mapping[str, Any], *, lists: Choices = ()) -> None:
        fields: dict[str, forms.Field] = {"list": forms.ChoiceField(label=_("List"), choices=lists)} if lists else {}
        day = {"on": DayField(label=_("As it stood at the end of"))}
        super().__init__(data, fields | day, is_asked="on" in data, initial=data)
