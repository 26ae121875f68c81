"""Short forms: words that go with a step."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taskforce.forms_look import Form
from taskforce.models import Organisation, User


def words_of(label: Any, help_text: Any = "", *, required: bool = True) -> forms.CharField:
    """Make a field for a few sentences."""
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class NothingForm(Form):
    """Nothing to fill in: only the button."""


class ReasonForm(Form):
    """Say why."""

    reason = words_of(_("Reason"))


class GiveBackForm(Form):
    """Say what the authors of the plan should change."""

    words = words_of(_("What to change"))


class CheckForm(Form):
    """Say whether the plan conforms."""

    conform = forms.TypedChoiceField(
        label=_("Result"),
        choices=[("yes", _("Conform")), ("no", _("To complete"))],
        coerce=lambda value: value == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
    )
    words = words_of(_("Words to the task force"), _("Needed when the plan must be completed."), required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for words where something is missing."""
        given = super().clean() or {}
        if given.get("conform") is False and not given.get("words"):
            self.add_error("words", gettext("Say what the plan must complete."))
        return given


class BlockForm(Form):
    """Say what blocks an action and who can unblock it."""

    blocked_reason = words_of(_("What blocks it"))
    unblocker = forms.ModelChoiceField(Organisation.objects.none(), label=_("Who can unblock it"))

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unblocker"].queryset = Organisation.objects.visible_to(person)  # type: ignore[attr-defined]
