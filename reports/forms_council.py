"""What people type about what the council is asked and asks."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.models import Asked, Period, Report
from reports.services.council import bodies_of_region
from taskforce.forms_look import DayInput, Form
from taskforce.kernel import clock
from taskforce.models import Organisation, User, Workspace

TWO_WEEKS = timedelta(days=14)


class AskedForm(Form):
    """Word a decision the council is asked for."""

    text = forms.CharField(label=gettext_lazy("Decision asked"), max_length=600, widget=forms.Textarea(attrs={"rows": 3}))
    report = forms.ModelChoiceField(
        Report.objects.none(), label=gettext_lazy("Report it comes from"), required=False, empty_label=gettext_lazy("No report")
    )
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=gettext_lazy("Asked by"), required=False)
    amount = forms.DecimalField(
        label=gettext_lazy("Cost in euros"), required=False, min_value=Decimal("0.01"), max_digits=12, decimal_places=2,
        help_text=gettext_lazy("Leave it empty where it costs nothing."),
    )  # fmt: skip
    deadline = forms.DateField(label=gettext_lazy("Decide by"), required=False, widget=DayInput)

    def __init__(self, *args: Any, person: User, period: Period, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        accepted = Report.objects.visible_to(person).filter(period=period, accepted__isnull=False)
        self.fields["report"].queryset = accepted  # type: ignore[attr-defined]
        self.fields["organisation"].queryset = Organisation.objects.visible_to(person)  # type: ignore[attr-defined]
        self.fields["organisation"].help_text = _("Where no report asks for it.")

    def clean(self) -> dict[str, Any]:
        """Ask who asks."""
        given: dict[str, Any] = super().clean() or {}
        if not given.get("report") and not given.get("organisation"):
            self.add_error("report", _("Say which report or which organisation asks."))
        return given


class SettleForm(Form):
    """What the session answers to a decision asked, and in which words."""

    state = forms.ChoiceField(
        label=gettext_lazy("The council’s answer"),
        choices=[(one.value, one.label) for one in Asked.State if one in Asked.SETTLED],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=gettext_lazy("Words of the council"), max_length=1200, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("They stand in the minutes of the session."),
    )  # fmt: skip


class QuestionForm(Form):
    """A question to one or several bodies, and by when they should answer."""

    text = forms.CharField(
        label=gettext_lazy("Question"), max_length=1200, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Your name stands beside it. No names of other people."),
    )  # fmt: skip
    organisations = forms.ModelMultipleChoiceField(
        Organisation.objects.none(), label=gettext_lazy("Who should answer"), widget=forms.CheckboxSelectMultiple
    )
    due = forms.DateField(label=gettext_lazy("Answer by"), widget=DayInput)

    def __init__(self, *args: Any, person: User, council: Workspace, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = Organisation.objects.visible_to(person).filter(pk__in=bodies_of_region(council))
        self.fields["organisations"].queryset = bodies  # type: ignore[attr-defined]
        self.initial.setdefault("due", clock.today() + TWO_WEEKS)

    def clean_due(self) -> Any:
        """Ask for a day to come."""
        if self.cleaned_data["due"] < clock.today():
            raise forms.ValidationError(_("Choose today or a later day."))
        return self.cleaned_data["due"]


class AnswerQuestionForm(Form):
    """The answer of one's organisation."""

    text = forms.CharField(
        label=gettext_lazy("Answer"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("The council and the cell read it, with your name and your organisation."),
    )  # fmt: skip
