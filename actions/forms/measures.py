"""What is typed into the catalogue of measures."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actions.models import Measure
from taskforce.forms import as_code
from taskforce.forms_look import ModelForm

NAMES = ("name_fr", "name_nl", "name_en")
RULES = ("code", "unit", "aggregation", "numerator", "denominator")


class MeasureForm(ModelForm):
    """A measure; once it is there, its names and direction change, not how its values are put together."""

    class Meta:
        model = Measure
        fields = (
            "code",
            *NAMES,
            "axis",
            "unit",
            "aggregation",
            "direction",
            "activity_dependent",
            "counts_people",
            "numerator",
            "denominator",
        )
        help_texts = {"numerator": _("Only for a ratio."), "denominator": _("Only for a ratio.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in RULES if self.instance.pk else ():
            del self.fields[name]
        for name in ("numerator", "denominator"):
            if name in self.fields:
                self.fields[name].queryset = Measure.objects.exclude(aggregation=Measure.Aggregation.RATIO)  # type: ignore[attr-defined]
        if "code" in self.fields:
            self.fields["code"].validators.append(as_code)

    def clean(self) -> dict[str, Any]:
        """Ask for both parts of a ratio, and for none of anything else."""
        given: dict[str, Any] = super().clean() or {}
        ratio = given.get("aggregation") == Measure.Aggregation.RATIO
        for name in ("numerator", "denominator") if "aggregation" in given else ():
            if ratio and not given.get(name):
                self.add_error(name, gettext("Choose both parts of the ratio."))
            elif given.get(name) and not ratio:
                self.add_error(name, gettext("Leave this empty: only a ratio has parts."))
        return given
