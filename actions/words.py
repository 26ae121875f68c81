"""What the acts of this room are called in a history, what its lists show as of a day, what is told of it and what agendas are proposed from."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from actions.agenda import AGENDA_SOURCES, commitments_of_the_session, expiring_orders, late_actions, overdue_commitments
from actions.calendar import invitation
from taskforce.kernel.acts import NAMES
from taskforce.kernel.changes import WORDS
from taskforce.kernel.past import LISTS
from taskforce.notices import KINDS, Kind
from taskforce.sheets import SHEETS, Listed

NAMES.update(
    {
        "actions.choose_buttons": _("Chose the buttons of the quick log"),
        "actions.draft_plan": _("Began the plan"),
        "actions.set_objective": _("Wrote an objective"),
        "actions.submit_plan": _("Submitted the plan"),
        "actions.adopt_plan": _("Adopted the plan"),
        "actions.give_back_plan": _("Gave the plan back"),
        "actions.check_plan": _("Checked the plan"),
        "actions.revise_plan": _("Opened the plan again"),
        "actions.propose_action": _("Proposed an action"),
        "actions.amend_action": _("Changed an action"),
        "actions.import_actions": _("Imported actions from a spreadsheet"),
        "actions.agree": _("Agreed to an action"),
        "actions.start": _("Started an action"),
        "actions.block": _("Said that an action is blocked"),
        "actions.resume": _("Took an action up again"),
        "actions.finish": _("Finished an action"),
        "actions.abandon": _("Abandoned an action"),
        "actions.log_work": _("Logged work"),
        "actions.amend_entry": _("Corrected an entry"),
        "actions.undo_log": _("Took an entry back"),
        "actions.attach": _("Attached a file"),
        "actions.remove_evidence": _("Removed a file"),
        "actions.draft_meeting": _("Prepared a meeting"),
        "actions.propose_agenda": _("Proposed the agenda"),
        "actions.amend_meeting": _("Changed a meeting"),
        "actions.call_meeting": _("Called a meeting"),
        "actions.move_meeting": _("Moved a meeting"),
        "actions.cancel_meeting": _("Cancelled a meeting"),
        "actions.hold_meeting": _("Began a meeting"),
        "actions.close_meeting": _("Closed a meeting"),
        "actions.repeat_meeting": _("Prepared the meetings of the next months"),
        "actions.put_point": _("Put a point on the agenda"),
        "actions.amend_point": _("Changed a point of the agenda"),
        "actions.take_off_point": _("Took a point off the agenda"),
        "actions.record_attendance": _("Recorded who attended"),
        "actions.record_decision": _("Recorded a decision"),
        "actions.amend_decision": _("Corrected a decision"),
        "actions.propose_commitment": _("Proposed a commitment"),
        "actions.accept_commitment": _("Accepted a commitment"),
        "actions.decline_commitment": _("Declined a commitment"),
        "actions.keep_commitment": _("Said whether a commitment was kept"),
        "actions.confirm_commitment": _("Confirmed that a commitment was kept"),
        "actions.attach_to_meeting": _("Attached a file to a meeting"),
        "actions.remove_meeting_file": _("Removed a file of a meeting"),
    }
)

WORDS.update(
    {
        "actions.partner": _("partner of an action"),
        "actions.partners": _("partners of actions"),
        "plan": _("plan"),
        "action": _("action"),
        "entry": _("entry"),
        "organisation": _("organisation"),
        "submitted_by": _("submitted by"),
        "adopted_by": _("adopted by"),
    }
)

LISTS.update(
    {
        "actions.plan": ("version", "state", "words"),
        "actions.planversion": ("number", "adopted_on", "submitted_by", "adopted_by"),
        "actions.objective": ("statement", "axis", "indicator", "baseline", "target", "unit", "due"),
        "actions.action": ("code", "title", "axis", "organisation", "state", "start", "due", "tier"),
        "actions.partner": ("action", "organisation"),
        "actions.target": ("action", "measure", "value"),
        "actions.entry": ("day", "action", "organisation", "author", "slot", "note", "source", "state", "tier"),
        "actions.evidence": ("action", "title", "file_name", "attached_on", "organisation", "state", "tier"),
        "actions.quantity": ("entry", "measure", "value", "unit", "qualifier"),
        "actions.meeting": ("number", "title", "starts_at", "ends_at", "place", "state"),
        "actions.agendaitem": ("meeting", "position", "text", "organisation", "state", "tier"),
        "actions.attendance": ("meeting", "organisation", "state"),
        "actions.decision": ("meeting", "item", "text", "organisation", "tier"),
        "actions.meetingfile": ("meeting", "title", "file_name", "attached_on", "organisation", "state", "tier"),
        "actions.commitment": ("organisation", "what", "due", "state", "meeting", "words", "accepted_at", "confirmed_at"),
    }
)

AGENDA_SOURCES.update(
    {
        "actions.overdue_commitments": overdue_commitments,
        "actions.late_actions": late_actions,
        "hotspots.orders": expiring_orders,
        "actions.commitments_of_the_session": commitments_of_the_session,
    }
)


def _in_state(*states: str) -> Any:
    return lambda thing: thing.state in states


def _due(commitment: Any) -> str:
    return f"{commitment.due:%d/%m/%Y}"


_KEPT_OR_NOT = _in_state("kept", "not_kept")
KINDS.update(
    {
        "actions.call_meeting": Kind(_("%(thing)s: come to the meeting"), urgent=True, still=_in_state("called"), file=invitation),
        "actions.move_meeting": Kind(_("%(thing)s: the meeting is moved"), urgent=True, still=_in_state("called"), file=invitation),
        "actions.cancel_meeting": Kind(
            _("%(thing)s: the meeting is cancelled"), urgent=True, still=_in_state("cancelled"), file=invitation
        ),
        "actions.close_meeting": Kind(_("%(thing)s: read the minutes of the meeting"), still=_in_state("closed")),
        "actions.propose_commitment": Kind(
            _("Accept or decline the commitment proposed to your organisation, due on %(due)s"), due=_due, still=_in_state("proposed")
        ),
        "actions.accept_commitment": Kind(_("A commitment due on %(due)s is accepted"), due=_due, still=_in_state("open")),
        "actions.decline_commitment": Kind(_("A commitment due on %(due)s is declined"), due=_due, still=_in_state("declined")),
        "actions.keep_commitment": Kind(
            _("A commitment due on %(due)s has its answer: confirm it if it is kept"), due=_due, still=_KEPT_OR_NOT
        ),
    }
)

KINDS.update(
    {
        "actions.submit_plan": Kind(_("%(thing)s: adopt the plan or give it back"), still=lambda plan: plan.state == "submitted"),
        "actions.give_back_plan": Kind(
            _("%(thing)s: the chair has given the plan back; change it and submit it again"),
            urgent=True,
            still=lambda plan: plan.state == "draft",
        ),
        "actions.adopt_plan": Kind(_("%(thing)s: check the adopted plan"), still=lambda plan: plan.state == "adopted"),
        "actions.conform": Kind(_("%(thing)s: the cell finds that the plan conforms")),
        "actions.to_complete": Kind(
            _("%(thing)s: the cell asks you to complete the plan"), urgent=True, still=lambda plan: plan.state == "to_complete"
        ),
        "actions.propose_action": Kind(
            _("%(thing)s: agree to lead this action, or withdraw it"),
            urgent=True,
            still=lambda action: action.state == "proposed",
            beside=("workspace",),
        ),
        "actions.block": Kind(
            _("%(thing)s: blocked; your organisation can unblock it"),
            urgent=True,
            still=lambda action: action.state == "blocked",
            beside=("workspace",),
        ),
    }
)

SHEETS.update(
    {
        "actions:plan": Listed(_("Local action plan"), ("view", "state", "lead", "late", "horizon")),
        "actions:entries": Listed(_("Work logged")),
        "actions:meetings": Listed(_("Meetings"), ("state",)),
        "actions:commitments": Listed(_("Commitments"), ("state", "lead")),
        "actions:measures": Listed(_("Measures")),
        "actions:typical": Listed(_("Typical actions")),
    }
)
