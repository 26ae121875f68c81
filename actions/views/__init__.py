"""Pages about plans, actions, work logged and measures."""

from actions.views.catalogue import keep_measure, measures
from actions.views.plans import (
    adopt_plan,
    check_plan,
    draft_plan,
    give_back_plan,
    plan,
    plan_version,
    revise_plan,
    set_objective,
    submit_plan,
)
from actions.views.undertakings import abandon, action, agree, amend_action, block, finish, propose_action, resume, start
from actions.views.work import amend_entry, entries, log, log_work

__all__ = [
    "abandon",
    "action",
    "adopt_plan",
    "agree",
    "amend_action",
    "amend_entry",
    "block",
    "check_plan",
    "draft_plan",
    "entries",
    "finish",
    "give_back_plan",
    "keep_measure",
    "log",
    "log_work",
    "measures",
    "plan",
    "plan_version",
    "propose_action",
    "resume",
    "revise_plan",
    "set_objective",
    "start",
    "submit_plan",
]
