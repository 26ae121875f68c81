"""The columns of a spreadsheet of actions, known by their names in every language."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

MOST_MEASURES = 10
USUAL_MEASURES = 3


class Column(NamedTuple):
    """One column: the field it fills, its name, and how its cells are read."""

    field: str
    label: Any
    kind: str


FIXED = (
    Column("code", _("Code"), "code"),
    Column("axis", _("Axis"), "choice"),
    Column("title", _("Title"), "text"),
    Column("description", _("Description"), "text"),
    Column("organisation", _("Lead"), "body"),
    Column("partners", _("Partners"), "bodies"),
    Column("start", _("Start"), "day"),
    Column("due", _("Due"), "day"),
    Column("horizon", _("Horizon"), "choice"),
    Column("funded", _("Funding"), "choice"),
    Column("tier", _("Who may read it"), "choice"),
)
ALSO = {"title": _("Action")}  # as our own list of a plan names it
REQUIRED = ("axis", "title", "organisation")
MEASURE, TARGET = _("Measure %(number)d"), _("Target %(number)d")


def columns(measures: int = USUAL_MEASURES) -> tuple[Column, ...]:
    """All columns in their order, with so many pairs of measure and target."""
    pairs = [
        column
        for number in range(1, measures + 1)
        for column in (
            Column(f"measure_{number}", _numbered(MEASURE, number), "measure"),
            Column(f"target_{number}", _numbered(TARGET, number), "number"),
        )
    ]
    return (*FIXED, *pairs)


def _numbered(words: Any, number: int) -> Any:
    return lazy(lambda: str(words) % {"number": number}, str)()


def folded(text: str) -> str:
    """Write a name so that case, blanks and marks at its end do not tell it from itself."""
    return re.sub(r"\s+", " ", text.replace("*", " ")).strip(" :.").casefold()


def names_of(words: Any) -> set[str]:
    """A lazy text in every language of the house, folded."""
    found = set()
    for language, _name in settings.LANGUAGES:
        with override(language):
            found.add(folded(str(words)))
    return found


def header_of(row: list[str]) -> list[Column | None]:
    """Read a first row as the names of columns; nothing where it is no header: fewer than two of its cells are names."""
    known = {name: column for column in columns(MOST_MEASURES) for name in (*names_of(column.label), column.field)}
    known |= {name: column for column in FIXED if column.field in ALSO for name in names_of(ALSO[column.field])}
    found = [known.get(folded(cell)) for cell in row]
    return found if sum(one is not None for one in found) > 1 else []
