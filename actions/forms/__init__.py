"""What people type in this room."""

from actions.forms.entries import EntryForm
from actions.forms.measures import MeasureForm
from actions.forms.plans import ActionForm, ObjectiveForm
from actions.forms.words import BlockForm, CheckForm, GiveBackForm, NothingForm, ReasonForm

__all__ = ["ActionForm", "BlockForm", "CheckForm", "EntryForm", "GiveBackForm", "MeasureForm", "NothingForm", "ObjectiveForm", "ReasonForm"]
