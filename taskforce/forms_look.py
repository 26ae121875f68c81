"""How every form looks: Django's {{ form }} and {{ field }} drawn by our own components."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.renderers import DjangoTemplates
from django.template import loader

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


class DayInput(forms.DateInput):
    """A date, with the calendar of the reader's own device."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")
