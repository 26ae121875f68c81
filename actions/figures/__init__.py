"""Figures: what was done, measure by measure, as far as its reader may know."""

from actions.figures.amounts import Amount, Figure, MeasureFacts, Reading, is_small, threshold
from actions.figures.joining import aimed, combine, roll_up, together
from actions.figures.readiness import lacks
from actions.figures.reading import OPEN, OUTSIDER, ActionFigures, Reader, figures_for, of_actions, of_workspace, reader_of

__all__ = [
    "OPEN",
    "OUTSIDER",
    "ActionFigures",
    "Amount",
    "Figure",
    "MeasureFacts",
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
