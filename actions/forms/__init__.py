"""What people type in this room."""

from actions.forms.board import BoardForm, CommitmentsForm, MeetingsForm, MoveForm
from actions.forms.buttons import ButtonsForm, Option, options_of
from actions.forms.commitments import CommitmentForm, DeclineForm, KeepForm
from actions.forms.entries import EntryForm
from actions.forms.files import EvidenceForm, MeetingFileForm
from actions.forms.measures import MeasureForm
from actions.forms.meetings import (
    AmendDecisionForm,
    AmendPointForm,
    AttendanceForm,
    DecisionForm,
    MeetingForm,
    MonthsForm,
    MoveMeetingForm,
    PointForm,
)
from actions.forms.paste import PasteForm
from actions.forms.plans import ActionForm, ObjectiveForm
from actions.forms.quick import QuickLogForm
from actions.forms.typical import TypicalActionForm
from actions.forms.words import BlockForm, CheckForm, GiveBackForm, NothingForm, ReasonForm

__all__ = [
    "ActionForm",
    "AmendDecisionForm",
    "AmendPointForm",
    "AttendanceForm",
    "BlockForm",
    "BoardForm",
    "ButtonsForm",
    "CheckForm",
    "CommitmentForm",
    "CommitmentsForm",
    "DecisionForm",
    "DeclineForm",
    "EntryForm",
    "EvidenceForm",
    "GiveBackForm",
    "KeepForm",
    "MeasureForm",
    "MeetingFileForm",
    "MeetingForm",
    "MeetingsForm",
    "MonthsForm",
    "MoveForm",
    "MoveMeetingForm",
    "NothingForm",
    "ObjectiveForm",
    "Option",
    "PasteForm",
    "PointForm",
    "QuickLogForm",
    "ReasonForm",
    "TypicalActionForm",
    "options_of",
]
