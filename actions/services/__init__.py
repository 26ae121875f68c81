"""Everything that can happen to a plan, its actions, the work logged on them, their evidence, to meetings and to commitments."""

from actions.services.buttons import choose_buttons
from actions.services.commitments import accept_commitment, confirm_commitment, decline_commitment, keep_commitment, propose_commitment
from actions.services.entries import amend_entry, log_work, undo_log
from actions.services.evidence import attach, attach_to_meeting, remove_evidence, remove_meeting_file
from actions.services.importing import import_actions
from actions.services.meetings import (
    amend_meeting,
    call_meeting,
    cancel_meeting,
    close_meeting,
    draft_meeting,
    hold_meeting,
    move_meeting,
    propose_agenda,
    repeat_meeting,
)
from actions.services.minutes import amend_decision, amend_point, put_point, record_attendance, record_decision, take_off_point
from actions.services.plans import adopt_plan, check_plan, draft_plan, give_back_plan, revise_plan, set_objective, submit_plan
from actions.services.undertakings import abandon, agree, amend_action, block, finish, propose_action, resume, start

__all__ = [
    "abandon",
    "accept_commitment",
    "adopt_plan",
    "agree",
    "amend_action",
    "amend_decision",
    "amend_entry",
    "amend_meeting",
    "amend_point",
    "attach",
    "attach_to_meeting",
    "block",
    "call_meeting",
    "cancel_meeting",
    "check_plan",
    "choose_buttons",
    "close_meeting",
    "confirm_commitment",
    "decline_commitment",
    "draft_meeting",
    "draft_plan",
    "finish",
    "give_back_plan",
    "hold_meeting",
    "import_actions",
    "keep_commitment",
    "log_work",
    "move_meeting",
    "propose_action",
    "propose_agenda",
    "propose_commitment",
    "put_point",
    "record_attendance",
    "record_decision",
    "remove_evidence",
    "remove_meeting_file",
    "repeat_meeting",
    "resume",
    "revise_plan",
    "set_objective",
    "start",
    "submit_plan",
    "take_off_point",
    "undo_log",
]
