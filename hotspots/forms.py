"""What people type about hotspots, and what must be right in it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hotspots import desk, geometry, rules
from hotspots.models import Hotspot, Perimeter, Phenomenon, Ruling
from taskforce.forms_look import DayInput, Form, ModelForm
from taskforce.kernel import clock
from taskforce.models import Area, User, Workspace

NAMES = ("name_fr", "name_nl", "name_en")


class AsOfForm(Form):
    """The day on which the list is looked at."""

    on = forms.DateField(label=_("As of"), widget=DayInput)

    def clean_on(self) -> date:
        """Look back only: what will be is not known."""
        on: date = self.cleaned_data["on"]
        if on > clock.today():
            raise ValidationError(gettext("Choose a day up to today."))
        return on


class ProposeForm(ModelForm):
    """A proposal: names, places, phenomena, and the data that made the cell choose."""

    municipalities = forms.ModelMultipleChoiceField(
        Area.objects.none(),
        label=_("Municipalities"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick each municipality whose ground it touches. Each one decides for itself."),
    )
    phenomena = forms.ModelMultipleChoiceField(Phenomenon.objects.none(), label=_("Phenomena"), widget=forms.CheckboxSelectMultiple)

    field_order = [*NAMES, "municipalities", "phenomena", "reason", "data_since", "data_until", "data_source"]

    class Meta:
        model = Hotspot
        fields = [*NAMES, "reason", "data_since", "data_until", "data_source"]
        widgets = {"data_since": DayInput, "data_until": DayInput}
        help_texts = {
            "reason": _("What the data show about the place. Write no names of persons."),
            "data_since": _("First day of the data the choice stands on."),
            "data_until": _("Last day of that data."),
            "data_source": _("Who counted, and what: “Police recorded offences, March 2024”."),
        }

    def __init__(self, *args: Any, person: User, cell: Workspace, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas: Any = Area.objects.visible_to(person)
        here = areas.on(clock.today()).filter(parent=cell.area, kind=Area.Kind.MUNICIPALITY)
        self.fields["municipalities"].queryset = here.order_by("name_fr").defer("geometry")  # type: ignore[attr-defined]
        self.fields["phenomena"].queryset = Phenomenon.objects.visible_to(person)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Check the window of data."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("data_since") and given.get("data_until"):
            _add(self, rules.window_flaws(given["data_since"], given["data_until"]))
        return given

    @property
    def proposal(self) -> dict[str, Any]:
        """The proposal as its service takes it."""
        given = dict(self.cleaned_data)
        names = {one: given.pop(one) for one in NAMES}
        return {**given, "names": names, "municipalities": list(given["municipalities"]), "phenomena": list(given["phenomena"])}


class RemarkForm(Form):
    """A municipality's words with its decision; needed when it refuses."""

    remark = forms.CharField(label=_("Remark"), widget=forms.Textarea, required=False)

    def __init__(self, *args: Any, needed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if needed:
            self.fields["remark"].label, self.fields["remark"].required = gettext("Reason"), True


class ReasonForm(Form):
    """Why something is done."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea)


class RulingForm(ModelForm):
    """A ruling of the council; against the hotspot it says why."""

    class Meta:
        model = Ruling
        fields = ["on", "reference", "reason"]
        widgets = {"on": DayInput}
        help_texts = {"reference": _("As it stands on the council's minutes.")}

    def __init__(self, *args: Any, hotspot: Hotspot, kind: str, **kwargs: Any) -> None:
        kwargs["instance"] = Ruling(workspace=hotspot.workspace, hotspot=hotspot, kind=kind)
        super().__init__(*args, **kwargs)
        if kind in Ruling.IN_FORCE:
            del self.fields["reason"]
        else:
            self.fields["reason"].required = True

    def clean(self) -> dict[str, Any]:
        """Check the day against today and the ruling before it."""
        given: dict[str, Any] = super().clean() or {}
        if not self.errors:
            ruling = Ruling(hotspot=self.instance.hotspot, kind=self.instance.kind, **given)
            _add(self, rules.ruling_flaws(ruling))
        return given


class PerimeterForm(ModelForm):
    """A new outline, pasted or uploaded; what was uploaded stands in the text box when something must be corrected."""

    upload = forms.FileField(label=_("GeoJSON file"), required=False, help_text=_("At most 200 kB. A file takes the place of pasted text."))
    outline = forms.CharField(
        label=_("Outline as GeoJSON text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "autocomplete": "off"}),
        help_text=_("A Polygon or MultiPolygon in degrees, longitude first. Choose a file or paste the text."),
    )

    field_order = ["upload", "outline", "since", "decision"]

    class Meta:
        model = Perimeter
        fields = ["since", "decision"]
        widgets = {"since": DayInput}
        help_texts = {"since": _("The present outline ends the day before."), "decision": _("Which decision draws it so.")}

    def __init__(self, *args: Any, hotspot: Hotspot, **kwargs: Any) -> None:
        kwargs["instance"] = Perimeter(workspace=hotspot.workspace, hotspot=hotspot)
        super().__init__(*args, **kwargs)

    def clean_upload(self) -> None:
        """Put the text of the file where pasted text goes: a browser does not send a file twice."""
        upload = self.cleaned_data["upload"]
        if upload is None:
            return
        if upload.size > geometry.LARGEST_TEXT:
            raise ValidationError(gettext("This file is larger than 200 kB. Simplify the outline first."))
        try:
            text = upload.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise ValidationError(gettext("This file is not text. Export the outline as GeoJSON.")) from None
        typed: Any = self.data
        self.data = typed.copy()
        self.data[self.add_prefix("outline")] = text  # type: ignore[index]  # the copy of a form's data can be written

    def clean_outline(self) -> dict[str, Any] | None:
        """Read the outline."""
        text = self.data.get(self.add_prefix("outline"), "").strip()
        if "upload" in self.errors:
            return None
        if not text:
            raise ValidationError(gettext("Choose a file or paste the outline."))
        try:
            return geometry.parse(text, near=desk.ground(self.instance.hotspot))
        except ValueError as error:
            raise ValidationError(str(error)) from None

    def clean(self) -> dict[str, Any]:
        """Check the day against the outline before it."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("since"):
            _add(self, rules.perimeter_flaws(Perimeter(hotspot=self.instance.hotspot, since=given["since"])))
        return given

    @property
    def drawing(self) -> dict[str, Any]:
        """The outline as its service takes it."""
        given = self.cleaned_data
        return {"geometry": given["outline"], "since": given["since"], "decision": given["decision"]}


def _add(form: forms.BaseForm, flaws: Iterable[tuple[str, str]]) -> None:
    for field, words in flaws:
        form.add_error(field, words)
