"""What people type about meetings: when and where, the points, who attended, what was decided."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actions import rules
from actions.models import AgendaItem, Attendance, Decision, Meeting
from actions.services.meetings import MOST_MONTHS
from actions.services.minutes import blank_decision, bodies_of, tiers_at
from actions.web import decidable
from taskforce.forms_look import DayInput, Form
from taskforce.kernel import clock
from taskforce.models import Organisation, User, Workspace
from taskforce.roles import Kind, Tier

USUAL_HOURS = {"begins": "14:00", "ends": "16:00"}


class HourInput(forms.TimeInput):
    """An hour, with the clock of the reader's own device."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class WhenForm(Form):
    """When and where a meeting is, in the time of the people there."""

    day = forms.DateField(label=_("Day"), widget=DayInput)
    begins = forms.TimeField(label=_("Begins at"), widget=HourInput)
    ends = forms.TimeField(label=_("Ends at"), widget=HourInput)
    place = forms.CharField(label=_("Place"), max_length=200, help_text=_("A building and a room."))

    def __init__(self, *args: Any, meeting: Meeting | None = None, **kwargs: Any) -> None:
        super().__init__(*args, about=meeting, **kwargs)
        self.initial = {**USUAL_HOURS, **(_shown(meeting) if meeting else {}), **self.initial}

    def clean(self) -> dict[str, Any]:
        """Ask for a moment to come, and an end after the beginning."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("begins") and given.get("ends") and given["ends"] <= given["begins"]:
            self.add_error("ends", gettext("Choose an hour after the beginning."))
        if given.get("day") and given.get("begins") and _moment(given["day"], given["begins"]) <= clock.now():
            self.add_error("day", gettext("Choose a day and an hour to come."))
        return given

    @property
    def given(self) -> dict[str, Any]:
        """The meeting as its services take it."""
        kept = {name: value for name, value in self.cleaned_data.items() if name in {"title", "place", "reason"}}
        day = self.cleaned_data["day"]
        return {
            **kept,
            **{f"{name}_at": _moment(day, self.cleaned_data[field]) for name, field in (("starts", "begins"), ("ends", "ends"))},
        }


def _moment(day: Any, hour: Any) -> datetime:
    return make_aware(datetime.combine(day, hour))


def _shown(meeting: Meeting) -> dict[str, Any]:
    starts, ends = localtime(meeting.starts_at), localtime(meeting.ends_at)
    return {"title": meeting.title, "day": starts.date(), "begins": starts.time(), "ends": ends.time(), "place": meeting.place}


class MeetingForm(WhenForm):
    """What a meeting is called, when and where it is."""

    title = forms.CharField(label=_("Title"), max_length=200)
    field_order = ("title",)

    def __init__(self, *args: Any, meeting: Meeting | None = None, workspace: Workspace | None = None, **kwargs: Any) -> None:
        super().__init__(*args, meeting=meeting, **kwargs)
        council = workspace is not None and workspace.kind == Kind.COUNCIL
        self.initial.setdefault("title", gettext("Session of the council") if council else gettext("Task force meeting"))


class MoveMeetingForm(WhenForm):
    """Another day, hour or place, and why."""

    reason = forms.CharField(label=_("Reason"), max_length=300, help_text=_("Kept in the history; not in the mail."))


class MonthsForm(Form):
    """For how many months the meeting comes again."""

    months = forms.IntegerField(
        label=_("How many months"),
        min_value=1,
        max_value=MOST_MONTHS,
        initial=3,
        help_text=_("The same weekday of each month, hour and place. You send each invitation yourself."),
    )


class PointForm(Form):
    """A point for the agenda, and who may read it."""

    text = forms.CharField(label=_("Point"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
    tier = forms.ChoiceField(label=_("Who may read this point"), widget=forms.RadioSelect, initial=Tier.WORKSPACE)

    def __init__(self, *args: Any, person: User, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = _("No names of people: describe places and work.")
        self.fields["tier"].choices = [(one, Tier(one).label) for one in tiers_at(person, meeting.workspace)]  # type: ignore[attr-defined]


class AmendPointForm(Form):
    """Other words for a point, or another place on the agenda."""

    text = forms.CharField(label=_("Point"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
    position = forms.IntegerField(label=_("Place on the agenda"), min_value=1, max_value=200)

    def __init__(self, *args: Any, item: AgendaItem, **kwargs: Any) -> None:
        super().__init__(*args, about=item, initial={"text": item.text, "position": item.position}, **kwargs)


class AttendanceForm(Form):
    """For each organisation at the table, whether it is there."""

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = {one.organisation_id: one.state for one in meeting.attendance.all()}
        self.bodies: dict[str, Organisation] = {f"body_{one.pk}": one for one in bodies_of(meeting)}
        for name, body in self.bodies.items():
            self.fields[name] = forms.ChoiceField(
                label=str(body), choices=[("", "–"), *Attendance.State.choices], initial=there.get(body.pk, "")
            )

    @property
    def states(self) -> dict[Organisation, str]:
        """The answers given, as the service takes them."""
        return {body: self.cleaned_data[name] for name, body in self.bodies.items()}


class DecisionForm(Form):
    """What was decided, and on which point: whoever reads the point reads the decision."""

    text = forms.CharField(
        label=_("Decision"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What is decided. Who does what by when is a commitment."),
    )
    item = forms.ModelChoiceField(
        AgendaItem.objects.none(),
        label=_("On which point"),
        required=False,
        help_text=_("A decision on a restricted point is read by its readers alone."),
    )

    def __init__(self, *args: Any, person: User, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        points = decidable(person, meeting)
        field = self.fields["item"]
        field.queryset = AgendaItem.objects.filter(pk__in=[one.pk for one in points])  # type: ignore[attr-defined]
        choices: list[tuple[Any, str]] = [(one.pk, str(one)) for one in points]
        if rules.record_decision(person, blank_decision(person, meeting)):
            choices = [("", gettext("On no point of the agenda")), *choices]
        else:
            field.required = True
        field.choices = choices  # type: ignore[attr-defined]


class AmendDecisionForm(Form):
    """Other words for a decision."""

    text = forms.CharField(label=_("Decision"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, decision: Decision, **kwargs: Any) -> None:
        super().__init__(*args, about=decision, initial={"text": decision.text}, **kwargs)


def usual_due() -> Any:
    """Propose four weeks for a commitment."""
    return clock.today() + timedelta(days=28)
