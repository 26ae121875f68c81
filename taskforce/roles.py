"""Who may do what: read this file to know. A seat's role gives permissions on its workspace and on those below it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Axis(models.TextChoices):
    """The three inseparable axes of every plan."""

    SECURITY = "security", _("Security")
    PREVENTION = "prevention", _("Prevention")
    NEIGHBOURHOOD = "neighbourhood", _("Neighbourhood life")


class Tier(models.TextChoices):
    """How far a row may be read, inside the workspace."""

    WORKSPACE = "workspace", _("The whole task force and the regional cell")
    AXIS = "axis", _("Partners of the same axis only")
    ORGANISATION = "organisation", _("My organisation only; others see totals")


class Kind(models.TextChoices):
    """The three kinds of workspace, each below the one before it."""

    COUNCIL = "council", _("Regional council")
    CELL = "cell", _("Regional cell")
    LOCAL = "local", _("Local task force")


class Role(models.TextChoices):
    """A person's part in one workspace; the title printed beside the name is a row of its own."""

    CHAIR = "chair", _("Chair")
    COORDINATOR = "coordinator", _("Coordinator")
    PARTNER = "partner", _("Partner")
    WORKER = "worker", _("Field worker")
    OBSERVER = "observer", _("Observer")
    HEAD = "head", _("Head of the cell")
    REVIEWER = "reviewer", _("Reviewer")
    MEMBER = "member", _("Council member")
    SECRETARY = "secretary", _("Council secretary")
    AUDITOR = "auditor", _("Auditor")
    STEWARD = "steward", _("Steward")


# Permissions, each held on a workspace.
VIEW = "see_workspace"
VIEW_DRAFTS = "see_drafts"
VIEW_COUNCIL = "see_council_file"
VIEW_JOURNAL = "read_journal"
SEAT = "seat_people"
KEEP = "keep_directory"
APPROVE = "approve_hotspot"
CONVENE = "convene_task_force"
PROPOSE = "propose_hotspot"
RULE = "record_council_ruling"
ORDER = "draft_order"
SIGN_ORDER = "sign_order"
USE = "record_order_use"
PLAN = "draft_plan"
ADOPT = "adopt_plan"
CHECK = "check_plan"
ACT = "carry_out_action"
LOG = "log_work"
MEET = "convene_meeting"
CONFIRM = "confirm_commitment"
COMPOSE = "compose_report"
SIGN = "sign_report"
REVIEW = "review_report"
COMPILE = "compile_regional_report"
ADOPT_REGIONAL = "adopt_regional_report"

PERMISSIONS: dict[str, str] = {
    VIEW: "See the workspace and what its whole task force may read",
    VIEW_DRAFTS: "Read reports while they are being drafted",
    VIEW_COUNCIL: "Read accepted reports and adopted regional reports",
    VIEW_JOURNAL: "Read who did what and when",
    SEAT: "Invite, seat and unseat people",
    KEEP: "Keep the directory: organisations, areas, titles, phenomena, units and measures",
    APPROVE: "Approve or refuse a hotspot for one's own municipality",
    CONVENE: "Convene and dissolve the local task force",
    PROPOSE: "Propose hotspots and draw their perimeters",
    RULE: "Record the council's rulings on a hotspot",
    ORDER: "Draft and extend the police orders one's organisation issues",
    SIGN_ORDER: "Sign and repeal the police orders one's organisation issues",
    USE: "Record how often a police order was used",
    PLAN: "Draft and submit the plan",
    ADOPT: "Adopt the plan or give it back",
    CHECK: "Check an adopted plan",
    ACT: "Agree to and change the actions one's organisation leads",
    LOG: "Log work on actions",
    MEET: "Call meetings, record what was decided there and propose commitments",
    CONFIRM: "Confirm that commitments were kept",
    COMPOSE: "Compose and submit the progress report",
    SIGN: "Sign the progress report",
    REVIEW: "Return or accept progress reports",
    COMPILE: "Open periods and compile the regional report",
    ADOPT_REGIONAL: "Record that the council adopted the regional report",
}

_LOCAL = frozenset({VIEW, VIEW_DRAFTS})
_CELL = frozenset({VIEW, VIEW_COUNCIL, CHECK, REVIEW})

GRANTS: dict[str, frozenset[str]] = {
    Role.CHAIR: _LOCAL | {SEAT, APPROVE, CONVENE, ORDER, SIGN_ORDER, ADOPT, SIGN, MEET, CONFIRM},
    Role.COORDINATOR: _LOCAL | {SEAT, ORDER, USE, PLAN, COMPOSE, ACT, LOG, MEET},
    Role.PARTNER: _LOCAL | {USE, PLAN, ACT, LOG},
    Role.WORKER: _LOCAL | {ACT, LOG},
    Role.OBSERVER: frozenset({VIEW}),
    Role.HEAD: _CELL | {SEAT, KEEP, PROPOSE, RULE, ORDER, SIGN_ORDER, COMPILE, ADOPT_REGIONAL},
    Role.REVIEWER: _CELL,
    Role.MEMBER: frozenset({VIEW, VIEW_COUNCIL, ACT}),
    Role.SECRETARY: frozenset({VIEW, VIEW_COUNCIL, ACT, MEET, CONFIRM, ADOPT_REGIONAL}),
    Role.AUDITOR: frozenset({VIEW_JOURNAL}),
    Role.STEWARD: frozenset({SEAT, KEEP}),
}

# What a seat of the council gives in the council alone, for its sessions; what one of the cell gives in the council above it too.
AT_HOME: dict[str, frozenset[str]] = dict.fromkeys((Role.MEMBER, Role.SECRETARY), frozenset({VIEW, ACT, MEET, CONFIRM}))
ABOVE: dict[str, frozenset[str]] = dict.fromkeys((Role.HEAD, Role.REVIEWER), frozenset({VIEW}))

ROLES_OF: dict[str, tuple[str, ...]] = {
    Kind.LOCAL: (Role.CHAIR, Role.COORDINATOR, Role.PARTNER, Role.WORKER, Role.OBSERVER, Role.AUDITOR, Role.STEWARD),
    Kind.CELL: (Role.HEAD, Role.REVIEWER, Role.AUDITOR, Role.STEWARD),
    Kind.COUNCIL: (Role.MEMBER, Role.SECRETARY, Role.AUDITOR, Role.STEWARD),
}

# Who seats whom: nobody hands out more than the part allows, and nobody seats themselves.
SEATS: dict[str, frozenset[str]] = {
    Role.CHAIR: frozenset({Role.COORDINATOR, Role.PARTNER, Role.WORKER, Role.OBSERVER}),
    Role.COORDINATOR: frozenset({Role.PARTNER, Role.WORKER, Role.OBSERVER}),
    Role.HEAD: frozenset({Role.CHAIR, Role.COORDINATOR, Role.REVIEWER, Role.AUDITOR}),
    Role.STEWARD: frozenset(Role.values),
}

# Roles whose seat never gives its organisation's word on who else sits for it.
WITHOUT_A_WORD = frozenset({Role.OBSERVER, Role.AUDITOR, Role.STEWARD})
# Roles that answer the council for their organisation: those that carry its word, and not whoever only logs its work.
ANSWERING = frozenset({Role.CHAIR, Role.COORDINATOR, Role.PARTNER, Role.HEAD, Role.MEMBER, Role.SECRETARY})
# Roles that speak for one axis: their seat names it.
ON_AN_AXIS = frozenset({Role.PARTNER, Role.WORKER})
# Whom signing in takes a second factor: they decide, review, prove or hand out access.
SECOND_FACTOR = frozenset({Role.CHAIR, Role.HEAD, Role.REVIEWER, Role.AUDITOR, Role.STEWARD})
# Roles that look after the accounts of those they seat: they close an account and reset a lost factor.
ACCOUNTS = frozenset({Role.HEAD, Role.STEWARD})

CHARTER_VERSION = "2024-1"
