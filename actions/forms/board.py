"""What is asked of the board and of the lists of meetings and commitments, and what is said on one card."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actions import board
from actions.forms.words import words_of
from actions.models import Action, Commitment, Meeting
from taskforce.forms_look import Form
from taskforce.forms_past import Asked
from taskforce.models import Organisation, User

ALL = ("", _("All"))
VIEWS = ("board", "list")


class MeetingsForm(Asked):
    """Which meetings of a task force: how far they have come."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data, {"state": forms.ChoiceField(label=_("State"), choices=[ALL, *Meeting.State.choices], required=False)})


class CommitmentsForm(Asked):
    """Which commitments of a task force: how they stand, and whose they are."""

    def __init__(self, data: Mapping[str, Any], *, commitments: Iterable[Commitment]) -> None:
        bodies = sorted({one.organisation.code: str(one.organisation) for one in commitments}.items(), key=lambda one: one[1])
        fields: dict[str, forms.Field] = {
            "state": forms.ChoiceField(label=_("State"), choices=[ALL, *Commitment.State.choices], required=False),
            "lead": forms.ChoiceField(label=_("Organisation"), choices=[ALL, *bodies], required=False),
        }
        super().__init__(data, fields)


class BoardForm(Asked):
    """Which actions of a plan: their state, lead, horizon, and whether they are late."""

    def __init__(self, data: Mapping[str, Any], *, actions: Iterable[Action]) -> None:
        leads = sorted({one.organisation.code: str(one.organisation) for one in actions}.items(), key=lambda one: one[1])
        fields: dict[str, forms.Field] = {
            "state": forms.ChoiceField(label=_("State"), choices=[ALL, *Action.State.choices], required=False),
            "lead": forms.ChoiceField(label=_("Lead"), choices=[ALL, *leads], required=False),
            "late": forms.ChoiceField(label=_("Late"), choices=[ALL, ("1", _("Late only"))], required=False),
            "horizon": forms.ChoiceField(label=_("Horizon"), choices=[ALL, *Action.Horizon.choices], required=False),
        }
        super().__init__(data, fields)
        self.view = data.get("view") if data.get("view") in VIEWS else VIEWS[0]


class MoveForm(Form):
    """Change the state of an action from its card: the step, and the words it asks for."""

    step = forms.ChoiceField(label=_("Change the state"), choices=[(name, words) for name, (_rule, words) in board.STEPS.items()])

    def __init__(self, data: Any, *, person: User, action: Action, step: str = "") -> None:
        chosen = (data or {}).get("step", step)
        super().__init__(data, initial={"step": step}, about=action if chosen == "late" else None)
        self.person, self.action = person, action
        self.fields["step"].widget.choices = board.steps_of(person, action)
        self.fields.update(self._words(chosen))
        if chosen == "late":
            self.initial["late_reason"] = action.late_reason

    def _words(self, step: str) -> dict[str, forms.Field]:
        """The fields a step asks for."""
        if step == "block":
            bodies = Organisation.objects.visible_to(self.person)
            who = forms.ModelChoiceField(bodies, label=_("Who can unblock it"))
            return {"blocked_reason": words_of(_("What blocks it")), "unblocker": who}
        if step == "abandon":
            return {"reason": words_of(_("Reason"))}
        if step == "late":
            return {"late_reason": forms.CharField(label=_("Why it is late"), max_length=300, help_text=_("One line."))}
        return {}

    def clean_step(self) -> str:
        """Refuse, with its reason, a step that may not be taken now."""
        step: str = self.cleaned_data["step"]
        verdict = board.verdict(self.person, self.action, step)
        if not verdict:
            raise ValidationError(verdict.why_not if verdict is not None else gettext("This action is not late."))
        return step

    @property
    def asked(self) -> list[str]:
        """The names of the words the step asks for."""
        return [name for name in self.fields if name != "step"]

    @property
    def merely_chosen(self) -> bool:
        """Whether a step was chosen whose words nobody was asked for yet."""
        return self.is_bound and "step" in self.cleaned_data and bool(self.asked) and not any(name in self.data for name in self.asked)

    @property
    def given(self) -> dict[str, Any]:
        """The words, as the service takes them."""
        return {name: self.cleaned_data[name] for name in self.asked if name in self.cleaned_data}
