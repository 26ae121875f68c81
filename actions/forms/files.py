"""What people hand in: a file, what it is called and who may read it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actions.models import Action, Meeting
from actions.services.entries import narrowest, tiers_for
from actions.services.minutes import tiers_at
from taskforce import uploads
from taskforce.forms_look import Form
from taskforce.models import User
from taskforce.roles import Tier


class FileForm(Form):
    """A file and who may read it."""

    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput(attrs={"accept": ",".join(uploads.SUFFIXES)}),
        help_text=_(
            "PDF, JPEG, PNG or WebP, at most 10 MB. Show places, not people. What a camera or a program wrote beside it is left out: "
            "author, place, links, scripts, signatures."
        ),
    )
    title = forms.CharField(label=_("Title"), required=False, max_length=200, help_text=_("If empty, the name of the file."))
    tier = forms.ChoiceField(label=_("Who may read this file"), widget=forms.RadioSelect)

    def _offer(self, tiers: Iterable[str], usual: str) -> None:
        """Offer who may read it, and choose one of them."""
        self.fields["tier"].choices = [(one, Tier(one).label) for one in tiers]  # type: ignore[attr-defined]
        self.initial["tier"] = usual

    def clean_file(self) -> uploads.Received:
        """Make the file anew, without anything harmful."""
        sent = self.cleaned_data["file"]
        try:
            return uploads.receive(sent.name, sent.read())
        except uploads.Unfit as unfit:
            raise ValidationError(str(unfit)) from None

    def clean(self) -> dict[str, Any]:
        """Ask for the file again where something else must be corrected: a browser does not send it twice."""
        given: dict[str, Any] = super().clean() or {}
        if self.errors and "file" not in self.errors:
            self.add_error("file", gettext("Choose the file again: your browser did not keep it."))
        return given


class EvidenceForm(FileForm):
    """A file that shows what was done on an action."""

    def __init__(self, *args: Any, person: User, action: Action, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer(tiers_for(person, action), narrowest(action))


class MeetingFileForm(FileForm):
    """A file handed out with a meeting."""

    def __init__(self, *args: Any, person: User, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer(tiers_at(person, meeting.workspace), Tier.WORKSPACE)
