"""How every form looks: Django's {{ form }} and {{ field }} drawn by our own components."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.renderers import DjangoTemplates
from django.template import loader

from taskforce.asking import ask_about_persons
from taskforce.kernel.sending import Seen, sent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest


class Look(DjangoTemplates):
    """Draws forms and fields with templates/components, widgets with Django's own templates."""

    form_template_name = "components/fields.html"
    field_template_name = "components/field.html"

    def render(self, template_name: str, context: Mapping[str, Any], request: HttpRequest | None = None) -> str:
        """Render one part of a form."""
        if template_name.startswith("components/"):
            return loader.render_to_string(template_name, dict(context), request)
        return super().render(template_name, dict(context), request)


class House(forms.BaseForm):
    """What every form of the house does, whatever it is about (a law: there is no other form)."""

    def __init__(self, *args: Any, about: Any = None, **kwargs: Any) -> None:
        """Fill it in. about: the saved row it changes, if it is not a ModelForm's own."""
        super().__init__(*args, **kwargs)
        row = about or getattr(self, "instance", None)
        self.current = Seen.of(row) if row is not None and row.pk else None
        if self.is_bound:
            sent().form = self

    @property
    def seen(self) -> str:
        """The version its reader has before them: what they sent comes back as it was, so that a mended slip hides nothing."""
        return str(self.data.get("seen", "") if self.is_bound else self.current) if self.current else ""

    def full_clean(self) -> None:
        """Check what was typed, and then whether any of it is about a person."""
        super().full_clean()
        if self.is_bound:
            ask_about_persons(self)


class Form(House, forms.Form):
    """A form of the house."""


class ModelForm(House, forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """A form of the house about a row."""


class DayInput(forms.DateInput):
    """A date, with the calendar of the reader's own device."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")
