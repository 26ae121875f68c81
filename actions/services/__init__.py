"""Everything that can happen to a plan, its actions and the work logged on them."""

from actions.services.entries import amend_entry, log_work
from actions.services.plans import adopt_plan, check_plan, draft_plan, give_back_plan, revise_plan, set_objective, submit_plan
from actions.services.undertakings import abandon, agree, amend_action, block, finish, propose_action, resume, start

__all__ = [
    "abandon",
    "adopt_plan",
    "agree",
    "amend_action",
    "amend_entry",
    "block",
    "check_plan",
    "draft_plan",
    "finish",
    "give_back_plan",
    "log_work",
    "propose_action",
    "resume",
    "revise_plan",
    "set_objective",
    "start",
    "submit_plan",
]
