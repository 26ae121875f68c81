"""What people type about people and bodies."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.core.validators import RegexValidator
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taskforce import roles, rules
from taskforce.forms_look import DayInput, Form, ModelForm
from taskforce.kernel import clock
from taskforce.models import Invitation, Organisation, Title, User, Workspace
from taskforce.services.erasing import REASONS

as_code = RegexValidator(r"^(?!add$)[\w-]+\Z", _("Write the code with letters, digits and hyphens only: it stands in an address."))


class InvitationForm(ModelForm):
    """Invite somebody to a seat."""

    class Meta:
        model = Invitation
        fields = ("name", "email", "language", "organisation", "role", "axis", "title", "until")
        widgets = {"until": DayInput}

    def __init__(self, *args: Any, person: User, workspace: Workspace, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = rules.seats_to_give(person, workspace)
        self.fields["role"].choices = [(role, roles.Role(role).label) for role in given]  # type: ignore[attr-defined]
        areas = rules.regional_areas(workspace)
        self.fields["organisation"].queryset = Organisation.objects.visible_to(person).filter(area__in=areas)  # type: ignore[attr-defined]
        self.fields["title"].queryset = Title.objects.visible_to(person)  # type: ignore[attr-defined]
        self.fields["axis"].help_text = _("Needed for partners and field workers.")
        self.fields["title"].help_text = _("Printed beside the name, instead of the role.")
        self.fields["until"].help_text = _("Leave empty for a seat without end.")
        self.instance.workspace = workspace

    def clean(self) -> dict[str, Any]:
        """Ask for the axis where the role needs one, and for none elsewhere."""
        given = super().clean() or {}
        if given.get("role") and "axis" in given:
            for objection in rules.axis_objections(Invitation(role=given["role"], axis=given["axis"])):
                self.add_error("axis", objection)
        return given

    def clean_until(self) -> date | None:
        """Refuse a seat that would be over before it begins."""
        until: date | None = self.cleaned_data["until"]
        if until and until < clock.today():
            raise forms.ValidationError(gettext("Choose a day from today on."))
        return until


class FrameForm(ModelForm):
    """Say on what a workspace stands, what for and by which rules."""

    class Meta:
        model = Workspace
        fields = ("legal_basis", "purpose", "rules", "since", "until")
        widgets = {
            "since": DayInput,
            "until": DayInput,
            **{name: forms.Textarea(attrs={"rows": 3}) for name in ("legal_basis", "purpose", "rules")},
        }


class ReasonForm(Form):
    """Say why."""

    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class JoinForm(Form):
    """Choose a password for a new account."""

    password = forms.CharField(
        label=_("Choose a password"),
        help_text=_("At least twelve characters."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(label=_("The same password again"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password(self) -> str:
        """Refuse what is short, common or too like the name."""
        password_validation.validate_password(self.cleaned_data["password"], self.person)
        return str(self.cleaned_data["password"])

    def clean(self) -> dict[str, Any]:
        """Refuse a slip of the finger."""
        given = super().clean() or {}
        if given.get("password") and given.get("again") and given["password"] != given["again"]:
            self.add_error("again", _("Type the same password twice."))
        return given


class CharterForm(Form):
    """Sign the charter."""

    agreed = forms.BooleanField(label=_("I have read the charter and I keep to it."))


class OrganisationForm(ModelForm):
    """Name an organisation in both languages."""

    class Meta:
        model = Organisation
        fields = ("code", "name_fr", "name_nl", "name_en", "acronym", "kind", "axis", "area")

    def __init__(self, *args: Any, workspace: Workspace, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = rules.regional_areas(workspace)  # type: ignore[attr-defined]
        self.fields["code"].validators.append(as_code)


class FilingForm(Form):
    """Say where the mail is filed."""

    place = forms.CharField(label=_("Where it is filed"), max_length=200, help_text=_("For example the file number of your registry."))


class EraseForm(Form):
    """Say exactly what to erase, where, and under which rule."""

    field = forms.ChoiceField(label=_("Field"))
    fragment = forms.CharField(label=_("Text to erase, exactly as it stands"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    reason = forms.CharField(label=_("Under which rule"), max_length=300, help_text=_("It stays written. Do not repeat the text to erase."))

    def __init__(self, *args: Any, thing: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields = [(name, capfirst(words)) for name, words in rules.erasable(type(thing)).items()]
        self.fields["field"].choices = [*fields, (REASONS, _("Reasons given"))]  # type: ignore[attr-defined]


class DigestForm(Form):
    """Choose how often one is mailed what can wait; the last choice counts, whatever it was before."""

    digest = forms.ChoiceField(label=_("The digest comes"), choices=User.Digest.choices, widget=forms.RadioSelect)
