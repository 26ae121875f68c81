"""What people type into periods, reports, remarks and regional reports."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actions.models import Meeting
from reports import rules
from reports.drafting import unlocked
from reports.figures import anchors_in
from reports.models import Period, RegionalReport, Remark, Report, Version
from taskforce import roles
from taskforce.forms_look import DayInput, Form, ModelForm
from taskforce.models import User, Workspace


class PeriodForm(Form):
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


class ConfirmForm(Form):
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


class AcceptForm(ConfirmForm):
    """Accept exactly what was shown, with a reserve if there is one."""

    reserve = forms.CharField(
        label=gettext_lazy("Reserve"), required=False, max_length=600, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("What the acceptance leaves open. The council reads it and the paper prints it."),
    )  # fmt: skip


class RemarkForm(ModelForm):
    """Make a remark on a text, on the figures as a whole, or on one figure or action."""

    number = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Remark
        fields = ("section", "text", "internal")
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, version: Version, at: str = "", **kwargs: Any) -> None:
        super().__init__(*args, initial={"number": version.number, "section": at}, **kwargs)
        self.shown, self.anchors = version.number, anchors_in(version.content or {})
        self.fields["internal"].help_text = _("An internal remark never reaches the task force or the paper.")
        self.fields["section"] = forms.ChoiceField(label=_("Part of the report"), choices=self._places())

    def _places(self) -> list[Any]:
        """Offer the parts of the report, then each figure and action by its axis."""
        single = [("", "---------"), *Remark.Section.choices]
        axes = [(str(axis.label), [(key, name) for key, (there, name) in self.anchors.items() if there == axis]) for axis in roles.Axis]
        return [*single, *((axis, there) for axis, there in axes if there)]

    def clean(self) -> dict[str, Any]:
        """Keep the anchor of a figure apart from the part it belongs to; say when another version has come meanwhile."""
        given = super().clean() or {}
        read, place = given.pop("number", None), given.get("section", "")
        given["anchor"] = place if place in self.anchors else ""
        if given["anchor"]:
            given["section"] = Remark.Section.FIGURES.value
        if read not in {None, self.shown}:
            self.data = {**dict(self.data.items()), "number": self.shown}  # once told, the same words may be sent again
            self.add_error(
                None, _("Version %(number)s has arrived. Look at the differences, then send the remark again.") % {"number": self.shown}
            )
        return given


class AnswerForm(Form):
    """Answer a remark."""

    answer = forms.CharField(
        label=gettext_lazy("Answer"),
        help_text=gettext_lazy("What was mended, or why not."),
        max_length=1200,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class OpenSectionForm(Form):
    """Open another text of a returned report."""

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        closed = [(one, Remark.Section(one).label) for one in Version.SECTIONS if one not in unlocked(report)]
        self.fields["section"] = forms.ChoiceField(label=_("Text to open"), choices=closed)
        self.fields["reason"] = forms.CharField(
            label=_("Reason"), help_text=_("Who asked for it, and why. It stays in the history."), max_length=600, widget=forms.Textarea(attrs={"rows": 3})
        )  # fmt: skip


class WordsForm(Form):
    """Add a word, if wanted."""

    reason = forms.CharField(
        label=gettext_lazy("Word to the task force"), required=False, max_length=1200, widget=forms.Textarea(attrs={"rows": 3})
    )


class CompileForm(Form):
    """Compile the regional report."""

    text = forms.CharField(
        label=gettext_lazy("Word of the cell"), required=False, max_length=RegionalReport.WORDS["text"], widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("What the council should read first. It is frozen with the figures."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for axis in roles.Axis:
            label = _("Word of the cell: %(axis)s") % {"axis": axis.label}
            self.fields[axis.value] = forms.CharField(
                label=label, required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
            )


class AdoptionForm(Form):
    """Record the council's adoption: in which session, by which decision."""

    session = forms.ModelChoiceField(Meeting.objects.none(), label=gettext_lazy("Session of the council"))
    decision = forms.CharField(label=gettext_lazy("Reference of the decision"), max_length=120)

    def __init__(self, *args: Any, person: User, regional: RegionalReport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = Meeting.objects.visible_to(person).filter(workspace=regional.workspace.parent_id, state__in=Meeting.MINUTED)
        self.fields["session"].queryset = held.select_related("workspace")  # type: ignore[attr-defined]
        self.initial.setdefault("session", held.first())


class HandInForm(Form):
    """Hand in a PDF, to be told whether it is the document: it is hashed and dropped, and so is its name."""

    file = forms.Field(
        label=gettext_lazy("PDF file"),
        widget=forms.FileInput(attrs={"accept": ".pdf,application/pdf"}),
        help_text=gettext_lazy("At most 10 MB. It is compared and not kept."),
        error_messages={"required": gettext_lazy("Choose the PDF you hold.")},
    )

    def clean_file(self) -> str:
        """Keep the digest of its bytes alone."""
        return sha256(self.cleaned_data["file"].read()).hexdigest()
