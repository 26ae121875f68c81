"""The buttons of the quick log: what somebody may have done; what they chose comes first, then what is used most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from actions.figures.amounts import PERSONS
from actions.models import Action, Measure
from actions.services.buttons import MOST
from taskforce.forms_look import Form

PEOPLE, NUMBER, NOTE = "people", "number", "note"


@dataclass(frozen=True)
class Option:
    """One button: an action and what is counted on it; no measure where it counts nothing."""

    action: Action
    measure: Measure | None
    is_one_of_several: bool = False

    @property
    def value(self) -> str:
        """Its name in the form and in a draft: where, which action, which measure; no words of anybody."""
        return f"{self.action.workspace.reference}/{self.action.code}/{self.measure.code if self.measure else ''}"

    @property
    def asks(self) -> str:
        """How much is asked in which way: people as a range, other things as a number, nothing but a note."""
        if self.measure is None:
            return NOTE
        return PEOPLE if self.measure.counts_people else NUMBER

    @property
    def words(self) -> str:
        """What is counted, with its unit; the action itself where nothing is."""
        if self.measure is None:
            return self.action.title
        unit = self.measure.unit
        return f"{self.measure} ({unit.symbol})" if unit.symbol and unit.code not in PERSONS else str(self.measure)

    @property
    def more(self) -> str:
        """The action it counts for, where another button says the same."""
        return f"{self.action.code} · {self.action.title}" if self.is_one_of_several else ""


def options_of(actions: Iterable[Action], usual: Sequence[tuple[int, int]], chosen: Sequence[str] = ()) -> list[Option]:
    """List every button there could be, those chosen first, then what is used most; a ratio is computed, so nobody logs it."""
    found = [Option(one, measure) for one in actions for measure in _measures(one)]
    times = Counter(one.words for one in found)
    found = [replace(one, is_one_of_several=times[one.words] > 1) for one in found]
    rank = {pair: place for place, pair in enumerate(usual)}
    found.sort(key=lambda one: rank.get((one.action.pk, one.measure.pk if one.measure else 0), len(rank)))
    first = {value: place for place, value in enumerate(chosen)}
    return sorted(found, key=lambda one: first.get(one.value, len(first)))


class ButtonsForm(Form):
    """Choose the buttons of one's quick log in one workspace."""

    buttons = forms.MultipleChoiceField(
        label=_("Buttons that come first"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Six at most. The places left show what your organisation logs most."),
    )

    def __init__(self, *args: Any, options: Sequence[Option], chosen: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = [(one.value, " — ".join(filter(None, (one.words, one.more)))) for one in options]
        self.fields["buttons"].choices = said  # type: ignore[attr-defined]
        self.initial["buttons"] = [one.value for one in options if one.value in chosen]

    def clean_buttons(self) -> list[str]:
        """Let no more be chosen than fit."""
        chosen: list[str] = self.cleaned_data["buttons"]
        if len(chosen) > MOST:
            raise ValidationError(_("Choose six at most."))
        return chosen


def _measures(action: Action) -> list[Measure | None]:
    counted = [one.measure for one in action.targets.all() if one.measure.aggregation != Measure.Aggregation.RATIO]
    return [*counted] or [None]


def shown(options: Sequence[Option], chosen: str) -> list[Option]:
    """Keep the first six; what was chosen stays on the page even if others are used more by now."""
    first = list(options[:MOST])
    return first if any(one.value == chosen for one in first) else [*first[: MOST - 1], *_last(options, chosen, first)]


def _last(options: Sequence[Option], chosen: str, first: list[Option]) -> list[Option]:
    return [one for one in options[MOST:] if one.value == chosen] or first[MOST - 1 :]
