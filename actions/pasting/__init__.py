"""Actions that come from a spreadsheet: read cell by cell, each fault at its place, and what would change before it does."""

from actions.pasting.grid import Grid, grid_of, text_of
from actions.pasting.sheet import Line, Sheet, read

__all__ = ["Grid", "Line", "Sheet", "grid_of", "read", "text_of"]
