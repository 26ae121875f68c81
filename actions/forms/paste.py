"""What is pasted or handed in from a spreadsheet: the text stays, corrections go into it, and nothing typed is lost."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actions.models import Plan
from actions.pasting import Line, Sheet, grid_of, read, text_of
from actions.pasting.grid import LONGEST, corrected, fitting
from taskforce.forms_look import Form
from taskforce.models import User
from taskforce.uploads import Unfit
from taskforce.uploads.sheets import read_sheet

CORRECTION = re.compile(r"fix_(\d{1,3})_(\d{1,2})\Z")


class PasteForm(Form):
    """Rows of a spreadsheet: pasted, or in a file."""

    rows = forms.CharField(
        label=_("Rows of the spreadsheet"),
        help_text=_("Copy the rows with their first line, and paste them here."),
        required=False,
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "class": "cells"}),
    )
    file = forms.FileField(
        label=_("Or a file (XLSX)"), required=False, help_text=_("The template, filled in. Values only: no macros, no formulas.")
    )

    def __init__(self, data: Any, files: Any = None, *, person: User, plan: Plan) -> None:
        super().__init__(data.copy() if data is not None else None, files)
        self.person, self.plan = person, plan
        self.sheet: Sheet | None = None

    def clean(self) -> dict[str, Any]:
        """Read the file into the text, corrections too; then every row as an action."""
        given = super().clean() or {}
        if "file" in given and "rows" in given:
            try:
                self._read(given)
            except Unfit as unfit:
                self.add_error("file", str(unfit))
            except ValidationError as error:
                self.add_error("file" if given["file"] else "rows", error)
        return given

    def _read(self, given: dict[str, Any]) -> None:
        if given["file"]:
            grid = fitting(read_sheet(given["file"].read()))
        elif given["rows"].strip():
            grid = corrected(grid_of(given["rows"]), self._corrections(given["rows"]))
        else:
            raise ValidationError(gettext("Paste rows, or choose a file."))
        self.data["rows"] = text_of(grid)  # type: ignore[index]  # a copy of what was posted
        self.sheet = read(self.person, self.plan, grid)

    def _corrections(self, text: str) -> dict[tuple[int, int], str]:
        """What was corrected cell by cell; nothing, if the text itself was changed since: then the text counts."""
        if self.data.get("read") != mark_of(text):
            return {}
        found = ((CORRECTION.match(name), value) for name, value in self.data.items())
        return {(int(match[1]), int(match[2])): str(value) for match, value in found if match}

    @property
    def read(self) -> str:
        """The mark of the text as it is shown, so that corrections find their cells."""
        return mark_of(str(self.data.get("rows", "")))

    @property
    def shown(self) -> str:
        """The mark of what would happen, so that nothing else does."""
        rows = self.sheet.rows if self.sheet else []
        return mark_of(repr([(one.number, one.is_new, one.changes, [cell.text for cell in one.cells]) for one in rows]))

    @property
    def is_fit(self) -> bool:
        """Whether all rows can be imported as they stand, and some of them do something."""
        return self.sheet is not None and not self.sheet.faults and bool(self.sheet.lines)

    @property
    def is_agreed(self) -> bool:
        """Whether the person has seen this very preview and imports it."""
        return self.is_fit and self.data.get("do") == "import" and self.data.get("shown") == self.shown

    @property
    def is_outdated(self) -> bool:
        """Whether the plan, or the rows, are no longer as they were previewed."""
        return self.data.get("do") == "import" and self.is_fit and not self.is_agreed

    @property
    def lines(self) -> list[Line]:
        """What is to be done."""
        return self.sheet.lines if self.sheet else []


def mark_of(text: str) -> str:
    """Say in one word what a text said; line ends count alike, for browsers change them."""
    return salted_hmac("actions.paste", text.replace("\r\n", "\n").strip("\n"), algorithm="sha256").hexdigest()[:32]
