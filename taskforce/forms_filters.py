"""What is typed to keep the address of a list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taskforce.forms_look import Form
from taskforce.models import SavedFilter, User
from taskforce.sheets import place_of
from taskforce.sheets.registry import LONGEST


class SavedFilterForm(Form):
    """A name for a list as it is asked for."""

    name = forms.CharField(label=_("Name of the filter"), max_length=80, help_text=_("For example: late actions of my service."))
    at = forms.CharField(
        label=_("Address of the list"), max_length=LONGEST, help_text=_("From the bar of your browser, or from a colleague.")
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_name(self) -> str:
        """Refuse a name already given."""
        name: str = self.cleaned_data["name"]
        if SavedFilter.objects.visible_to(self.person).filter(name=name).exists():
            raise ValidationError(gettext("You have a filter of this name. Choose another."))
        return name

    def clean_at(self) -> str:
        """Bring an address to one of our lists; an address copied whole, with our own host, is one too."""
        typed: str = self.cleaned_data["at"]
        _scheme, mark, rest = typed.partition("://")
        place = place_of("/" + rest.partition("/")[2] if mark else typed)
        if place is None:
            raise ValidationError(gettext("This is no address of a list here."))
        return place.url
