"""What people say when they let a program in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from taskforce.forms_look import DayInput, ModelForm
from taskforce.kernel import clock
from taskforce.models import Seat, Token, User

USUAL = timedelta(days=90)


class TokenForm(ModelForm):
    """Let a program in: by which seat, what for, what it may do and until when."""

    class Meta:
        model = Token
        fields = ("seat", "name", "scope", "until")
        widgets = {"until": DayInput, "scope": forms.RadioSelect}
        help_texts = {
            "seat": _("The program sees and does what this seat gives, and no more."),
            "name": _("For example the system that will use it. No names of people."),
            "until": _("A year from today at most."),
        }

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = [one.seat for one in person.mandates.seats.values()]
        seats = Seat.objects.visible_to(person).filter(pk__in=held).select_related("workspace", "organisation", "title")
        self.fields["seat"].queryset = seats  # type: ignore[attr-defined]
        self.fields["seat"].label_from_instance = _sits  # type: ignore[attr-defined]
        self.fields["scope"].choices = Token.Scope.choices  # type: ignore[attr-defined]
        self.initial.setdefault("until", clock.today() + USUAL)


def _sits(seat: Seat) -> str:
    return f"{seat.workspace.name} · {seat.part} · {seat.organisation}"
