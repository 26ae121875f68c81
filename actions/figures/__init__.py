"""Figures: what was done, measure by measure, as far as its reader may know."""

from actions.figures.amounts import Amount, Figure, MeasureFacts, Reading, is_small, threshold
from actions.figures.joining import aimed, combine, roll_up, together
from actions.figures.ranges import OPEN_END, RANGES, Range
from actions.figures.readiness import lacks
from actions.figures.reading import OPEN, OUTSIDER, ActionFigures, Reader, figures_for, of_actions, of_workspace, reader_of

__all__ = [
    "OPEN",
    "OPEN_END",
    "OUTSIDER",
    "RANGES",
    "ActionFigures",
    "Amount",
    "Figure",
    "MeasureFacts",
    "Range",
    "Reader",
    "Reading",
    "aimed",
    "combine",
    "figures_for",
    "is_small",
    "lacks",
    "of_actions",
    "of_workspace",
    "reader_of",
    "roll_up",
    "threshold",
    "together",
]
