"""What people type while they compose a report: its texts, and why something the checks found is as it is."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.drafting import LONGEST, plain, text_objections, unlocked
from reports.figures.findings import CheckLine
from reports.locks import held_by_others, taken_words
from reports.models import Explanation, Remark, Version
from taskforce import roles
from taskforce.forms_look import Form
from taskforce.models import User


class NeededToSubmit(forms.CharField):
    """A text that is needed to submit, not yet to save."""

    def validate(self, value: str) -> None:
        """Let it be empty for now."""


class SectionsForm(Form):
    """Write the texts of a version: those that are open."""

    use_required_attribute = False

    def __init__(self, *args: Any, version: Version, person: User, **kwargs: Any) -> None:
        super().__init__(*args, about=version, **kwargs)
        taken = held_by_others(person, version)
        for section in (one for one in unlocked(version.report) if one not in taken):
            kind: Any = NeededToSubmit if section in roles.Axis.values else partial(forms.CharField, required=False)
            box = forms.Textarea(attrs={"rows": 7, "maxlength": LONGEST})
            self.fields[section] = kind(
                label=Remark.Section(section).label, help_text=HELP[section], initial=getattr(version, section), widget=box
            )

    def clean(self) -> dict[str, Any]:
        """Say by section what is wrong."""
        given = super().clean() or {}
        for section in list(given):
            given[section] = plain(given[section])
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


class AutosaveForm(Form):
    """One text as it stands in somebody's browser, and as it stood when they last saw it kept."""

    section = forms.CharField(max_length=20)
    text = forms.CharField(required=False, strip=False)
    was = forms.CharField(required=False, strip=False)

    def __init__(self, *args: Any, version: Version, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.version, self.person = version, person
        section = self.data.get("section", "")
        self.initial["text"] = getattr(version, section) if section in Version.SECTIONS else ""

    def clean(self) -> dict[str, Any]:
        """Say why the text cannot be kept: it is too long, closed, or somebody else is writing it."""
        given = super().clean() or {}
        section, taken = given.get("section", ""), held_by_others(self.person, self.version)
        if section in taken:
            self.add_error(None, taken_words(taken[section]))
        elif section not in unlocked(self.version.report):
            self.add_error(None, _("No remark asks to change this text."))
        elif plain(given.get("was", "")).strip() != getattr(self.version, section):
            self.add_error(None, _("Somebody has changed this text. Save by the button to see both."))
        for words in text_objections(section, plain(given.get("text", "")).strip()):
            self.add_error(None, words)
        return given


class ExplanationsForm(Form):
    """Say why what the checks found is as it is: one field for each finding that asks for it."""

    use_required_attribute = False

    def __init__(self, *args: Any, lines: Iterable[CheckLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        most = Explanation._meta.get_field("explanation").max_length
        for one in (line for line in lines if line.asks):
            box = forms.Textarea(attrs={"rows": 2})
            self.fields[one.key] = forms.CharField(label=one.words, required=False, max_length=most, initial=one.explanation, widget=box)
