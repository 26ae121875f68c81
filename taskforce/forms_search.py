"""What somebody asks the search."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taskforce.forms_look import Form
from taskforce.kernel.folding import words_of

LONGEST, MOST_WORDS, FEWEST_LETTERS = 100, 8, 2


class SearchForm(Form):
    """A code or some words, and if wanted one kind of thing."""

    q = forms.CharField(
        label=_("Code or words"),
        max_length=LONGEST,
        help_text=_("Every word must be found. Accents and capital letters do not matter."),
        error_messages={"required": _("Write a code or a word to look for.")},
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    kind = forms.CharField(required=False, max_length=LONGEST, widget=forms.HiddenInput)

    def clean_q(self) -> str:
        """Ask for something that can be found: two letters or digits, and not a whole letter of words."""
        typed: str = self.cleaned_data["q"]
        words = words_of(typed)
        if len("".join(words).replace("-", "")) < FEWEST_LETTERS:
            raise ValidationError(gettext("Write two letters or digits at least."))
        if len(words) > MOST_WORDS:
            raise ValidationError(gettext("Write eight words at most."))
        return typed
