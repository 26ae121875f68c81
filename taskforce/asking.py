"""What a form asks when something typed into it is about a person: take it out, say why it must stand, or confirm an office holder."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from taskforce.kernel.acts import Vouched, vouch
from taskforce.personal import Hit, Level, objections_to_file_name
from taskforce.texts import flaws_of_reason, fresh, objections
from taskforce.unchecked import FORMS

JUSTIFICATION, OFFICE_HOLDER = ASKED = ("justification", "office_holder")
LONGEST = 300


def is_checked(form: Any, name: str) -> bool:
    """Say whether a field of a form takes free text that is checked: not a choice, an address asked for as such, or one of the list."""
    field = form.fields[name]
    return (
        isinstance(field, forms.CharField)
        and not isinstance(field, forms.EmailField)
        and not isinstance(field.widget, forms.PasswordInput)
        and f"{type(form).__name__}.{name}" not in FORMS
    )


def ask_about_persons(form: Any) -> None:
    """Object to what is personal in the texts of a form, at each field; what the person vouches for goes with the act."""
    _check_files(form)
    texts = {name: text for name in form.fields if is_checked(form, name) and isinstance(text := form.cleaned_data.get(name), str)}
    found = {name: hits for name, text in texts.items() if (hits := fresh(text, partial(_before, form, name)))}
    if not found:
        return
    said = Vouched(_typed(form, JUSTIFICATION)[:LONGEST], bool(_typed(form, OFFICE_HOLDER)))
    _ask(form, found)
    for name, hits in found.items():
        for words in objections(texts[name], hits, said):
            form.add_error(name, words)
    for words in flaws_of_reason(said.why) if JUSTIFICATION in form.fields else ():
        form.add_error(JUSTIFICATION, words)
    if not form.errors:
        vouch(said)


def _typed(form: Any, name: str) -> str:
    return str(form.data.get(form.add_prefix(name), "")).strip()


def _before(form: Any, name: str) -> str:
    """Give the text the field was shown with."""
    return str(form.get_initial_for_field(form.fields[name], name) or "")


def _ask(form: Any, found: dict[str, list[Hit]]) -> None:
    """Add what can be said, right behind the first field it is about; the reason before the box to tick."""
    for level, name, field in (
        (Level.CONFIRMED, OFFICE_HOLDER, forms.BooleanField(label=_("This names an office holder, not a resident"), required=False)),
        (
            Level.JUSTIFIED,
            JUSTIFICATION,
            forms.CharField(label=_("Why this must stand here"), max_length=LONGEST, help_text=_("Kept in the history, with your name.")),
        ),
    ):
        if where := next((one for one, hits in found.items() if any(hit.level is level for hit in hits)), None):
            form.fields[name] = field
            form.order_fields(_behind(list(form.fields), where, name))


def _behind(names: list[str], where: str, name: str) -> Iterable[str]:
    names.remove(name)
    names.insert(names.index(where) + 1, name)
    return names


def _check_files(form: Any) -> None:
    """Object to the names of files."""
    for name, field in form.fields.items():
        if isinstance(field, forms.FileField) and (file := form.files.get(form.add_prefix(name))):
            for words in objections_to_file_name(file.name):
                form.add_error(name, words)
