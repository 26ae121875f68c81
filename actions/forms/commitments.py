"""What people type about commitments: who will do what by when, and whether it was kept."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actions.forms.meetings import usual_due
from actions.forms.words import words_of
from actions.models import Commitment, Meeting
from taskforce.forms_look import DayInput, Form
from taskforce.kernel import clock
from taskforce.models import Organisation, Seat, User


class CommitmentForm(Form):
    """What an organisation at the table is asked to do, and by when."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Organisation"), help_text=_("It decides for itself whether it accepts.")
    )
    what = forms.CharField(label=_("What it will do"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    due = forms.DateField(label=_("By when"), widget=DayInput)
    replaces = forms.ModelChoiceField(
        Commitment.objects.none(), label=_("Takes the place of"), required=False, empty_label=_("No earlier commitment")
    )

    def __init__(self, *args: Any, person: User, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seats = Seat.objects.confirmed().filter(workspace=meeting.workspace)
        bodies = Organisation.objects.visible_to(person).filter(pk__in=seats.values("organisation"))
        open_now = Commitment.objects.visible_to(person).filter(workspace=meeting.workspace, state=Commitment.State.OPEN)
        self.fields["organisation"].queryset = bodies  # type: ignore[attr-defined]
        self.fields["replaces"].queryset = open_now.select_related("organisation")  # type: ignore[attr-defined]
        self.initial.setdefault("due", usual_due())

    def clean(self) -> dict[str, Any]:
        """Ask for a day to come, and for a commitment of the same organisation to be replaced."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("due") and given["due"] < clock.today():
            self.add_error("due", gettext("Choose today or a later day."))
        if given.get("replaces") and given["replaces"].organisation != given.get("organisation"):
            self.add_error("replaces", gettext("Choose a commitment of the same organisation."))
        return given


class DeclineForm(Form):
    """Say why a commitment is declined."""

    words = words_of(_("Why your organisation declines"), _("Your task force and the regional cell read this."))


class KeepForm(Form):
    """Say whether a commitment was kept, and in words how or why not."""

    kept = forms.TypedChoiceField(
        label=_("Was it kept?"),
        choices=[("yes", _("Kept as promised")), ("no", _("Not kept"))],
        coerce=lambda value: value == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
    )
    words = words_of(_("What was done, or why not"), _("Your task force and the regional cell read this."))
