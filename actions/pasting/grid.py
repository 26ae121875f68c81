"""What is pasted from a spreadsheet, as rows of cells and back."""

from __future__ import annotations

import csv
from io import StringIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from taskforce.sheets import as_it_was

Grid = list[list[str]]

MOST_ROWS = 200
MOST_COLUMNS = 40
LONGEST = 200_000  # characters


def grid_of(text: str) -> Grid:
    """Take a pasted text apart: tabs as a spreadsheet copies them, or semicolons as it saves them. Raises ValidationError, ready to show."""
    marks = "\t" if "\t" in text else ";"
    try:
        rows = list(csv.reader(StringIO(text.lstrip("\ufeff"), newline=""), delimiter=marks))
    except csv.Error:
        raise ValidationError(_("These rows cannot be read. Copy them again from the spreadsheet.")) from None
    grid = [[as_it_was(one.strip()) for one in row] for row in rows]
    while grid and not any(grid[-1]):
        grid.pop()
    return fitting(grid)


def fitting(grid: Grid) -> Grid:
    """Return the grid. Raises ValidationError where it holds more than one plan does."""
    if sum(map(any, grid)) > MOST_ROWS + 1:
        raise ValidationError(_("At most %(number)s actions come at once. Paste the rest afterwards.") % {"number": MOST_ROWS})
    if any(len(row) > MOST_COLUMNS for row in grid):
        raise ValidationError(
            _("These rows have more than %(number)s columns. Copy the columns of the template only.") % {"number": MOST_COLUMNS}
        )
    if sum(len(cell) for row in grid for cell in row) > LONGEST:
        raise ValidationError(_("These rows hold too much text. Import them in two parts."))
    return grid


def text_of(grid: Grid) -> str:
    """Write a grid as a spreadsheet copies it: what comes back is what went."""
    written = StringIO()
    csv.writer(written, dialect="excel-tab", lineterminator="\n").writerows(grid)
    return written.getvalue()


def corrected(grid: Grid, corrections: dict[tuple[int, int], str]) -> Grid:
    """Put corrections into their cells, by row and column from 0; a place outside the grid is none."""
    made = [list(row) for row in grid]
    for (row, column), value in corrections.items():
        if row < len(made) and column < MOST_COLUMNS:
            made[row] += [""] * (column + 1 - len(made[row]))
            made[row][column] = value.strip()
    return made
