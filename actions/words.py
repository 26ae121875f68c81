"""What the acts on plans, actions and entries are called in a history."""

from django.utils.translation import gettext_lazy as _

from taskforce.kernel.acts import NAMES

NAMES.update(
    {
        "actions.draft_plan": _("Began the plan"),
        "actions.set_objective": _("Wrote an objective"),
        "actions.submit_plan": _("Submitted the plan"),
        "actions.adopt_plan": _("Adopted the plan"),
        "actions.give_back_plan": _("Gave the plan back"),
        "actions.check_plan": _("Checked the plan"),
        "actions.revise_plan": _("Opened the plan again"),
        "actions.propose_action": _("Proposed an action"),
        "actions.amend_action": _("Changed an action"),
        "actions.agree": _("Agreed to an action"),
        "actions.start": _("Started an action"),
        "actions.block": _("Said that an action is blocked"),
        "actions.resume": _("Took an action up again"),
        "actions.finish": _("Finished an action"),
        "actions.abandon": _("Abandoned an action"),
        "actions.log_work": _("Logged work"),
        "actions.amend_entry": _("Corrected an entry"),
    }
)
