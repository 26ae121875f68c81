"""What people type into periods, reports, remarks and regional reports."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports import rules
from reports.drafting import LONGEST, text_objections, unlocked
from reports.models import Period, RegionalReport, Remark, Version
from taskforce import roles
from taskforce.forms_look import DayInput
from taskforce.kernel import clock
from taskforce.models import User, Workspace


class PeriodForm(forms.Form):
    """Open a period."""

    def __init__(self, *args: Any, person: User, workspace: Workspace, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person, self.workspace = person, workspace
        days = dict.fromkeys(("since", "until", "due"), DayInput)
        notes = {name: forms.Textarea(attrs={"rows": 2}) for name in ("note_fr", "note_nl", "note_en")}
        self.fields.update(forms.fields_for_model(Period, fields=["code", *days, *notes], widgets={**days, **notes}))

    def clean(self) -> dict[str, Any]:
        """Ask the rule once everything is filled in: its objections are the form's."""
        given = super().clean() or {}
        if not self.errors:
            for objection in rules.open_period(self.person, Period(workspace=self.workspace, **given)).objections:
                self.add_error(None, objection)
        return given

    def as_given(self) -> dict[str, Any]:
        """What the service takes."""
        plain = {name: self.cleaned_data[name] for name in ("code", "since", "until", "due")}
        return {**plain, "notes": {language: self.cleaned_data[f"note_{language}"] for language in ("fr", "nl", "en")}}


class NeededToSubmit(forms.CharField):
    """A text that is needed to submit, not yet to save."""

    def validate(self, value: str) -> None:
        """Let it be empty for now."""


class SectionsForm(forms.Form):
    """Write the texts of a version: those that are open."""

    use_required_attribute = False

    def __init__(self, *args: Any, version: Version, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for section in unlocked(version.report):
            kind: Any = NeededToSubmit if section in roles.Axis.values else partial(forms.CharField, required=False)
            box = forms.Textarea(attrs={"rows": 6, "maxlength": LONGEST})
            self.fields[section] = kind(
                label=Remark.Section(section).label, help_text=HELP[section], initial=getattr(version, section), widget=box
            )

    def clean(self) -> dict[str, Any]:
        """Say by section what is wrong."""
        given = super().clean() or {}
        for section in list(given):
            given[section] = given[section].replace("\r\n", "\n")
            for objection in text_objections(section, given[section]):
                self.add_error(section, objection)
        return given


HELP = {
    **dict.fromkeys(
        ("security", "prevention", "neighbourhood"),
        gettext_lazy("What was done, what was difficult, what comes next. 1,200 characters at most."),
    ),
    "difficulties": gettext_lazy("What holds the work up, across the axes. 1,200 characters at most."),
    "decisions": gettext_lazy("One per line, three at most. Say who decides and by when."),
}


class ConfirmForm(forms.Form):
    """Confirm an act on exactly the content that was shown."""

    digest = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, shown: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["digest"] = self.shown = shown

    def clean_digest(self) -> str:
        """Refuse when another version has come in the meantime."""
        if self.cleaned_data["digest"] != self.shown:
            raise forms.ValidationError(_("A newer version has arrived. Read it first."))
        return self.shown


class RemarkForm(forms.ModelForm):
    """Make a remark."""

    class Meta:
        model = Remark
        fields = ("section", "text", "internal")
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["internal"].help_text = _("An internal remark never reaches the task force or the paper.")


class AnswerForm(forms.Form):
    """Answer a remark."""

    answer = forms.CharField(
        label=gettext_lazy("Answer"),
        help_text=gettext_lazy("What was mended, or why not."),
        max_length=1200,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class WordsForm(forms.Form):
    """Add a word, if wanted."""

    reason = forms.CharField(
        label=gettext_lazy("Word to the task force"), required=False, max_length=1200, widget=forms.Textarea(attrs={"rows": 3})
    )


class CompileForm(forms.Form):
    """Compile the regional report."""

    text = forms.CharField(
        label=gettext_lazy("Word of the cell"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("What the council should read first. It is frozen with the figures."),
    )  # fmt: skip


class AdoptionForm(forms.ModelForm):
    """Record the council's adoption."""

    class Meta:
        model = RegionalReport
        fields = ("session_on", "decision")
        widgets = {"session_on": DayInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = True

    def clean_session_on(self) -> date:
        """Refuse a session that has not been held."""
        day: date = self.cleaned_data["session_on"]
        if day > clock.today():
            raise forms.ValidationError(_("Give the day of a session that has been held."))
        return day
