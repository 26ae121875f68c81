"""The models of what is planned, done, discussed and promised."""

from actions.models.commitments import Commitment
from actions.models.entries import Entry, Quantity
from actions.models.evidence import Evidence
from actions.models.measures import Measure, Unit
from actions.models.meetings import AgendaItem, Attendance, Decision, Meeting, MeetingFile
from actions.models.plans import Action, Objective, Partner, Plan, PlanVersion, Target
from actions.models.typical import TypicalAction

__all__ = [
    "Action",
    "AgendaItem",
    "Attendance",
    "Commitment",
    "Decision",
    "Entry",
    "Evidence",
    "Measure",
    "Meeting",
    "MeetingFile",
    "Objective",
    "Partner",
    "Plan",
    "PlanVersion",
    "Quantity",
    "Target",
    "TypicalAction",
    "Unit",
]
