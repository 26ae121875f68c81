"""What is typed into the catalogue of typical actions."""

from __future__ import annotations

from typing import Any

from actions.models import Measure, TypicalAction
from taskforce.forms import as_code
from taskforce.forms_look import ModelForm
from taskforce.models import User


class TypicalActionForm(ModelForm):
    """A typical action in every language; its code and axis stay as they are."""

    class Meta:
        model = TypicalAction
        fields = ("code", "axis", "name_fr", "name_nl", "name_en", "horizon", "measure")

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["measure"].queryset = Measure.objects.visible_to(person)  # type: ignore[attr-defined]
        for name in ("code", "axis") if self.instance.pk else ():
            del self.fields[name]
        if "code" in self.fields:
            self.fields["code"].validators.append(as_code)
