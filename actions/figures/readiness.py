"""Whether a plan stands on its three axes, and if not, what each of them lacks."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Case, Exists, OuterRef, Value, When
from django.utils.translation import gettext as _

from actions.models import Action, Plan, Target
from taskforce import roles
from taskforce.models import Seat

LACKS = {
    "seat": lambda axis: _("%(axis)s: no organisation has a seat on this axis. Seat one.") % {"axis": axis},
    "action": lambda axis: _("%(axis)s: no action agreed by its lead. Propose one and have it agreed.") % {"axis": axis},
    "whole": lambda axis: _("%(axis)s: no agreed action has a start, a due day and a measure. Complete one.") % {"axis": axis},
}


def lacks(plan: Plan) -> list[str]:
    """Say in words what the plan lacks, axis by axis, before it can be submitted. Restricted actions do not count: none may know of them."""
    whole = Case(
        When(Exists(Target.objects.filter(action=OuterRef("pk"))), start__isnull=False, due__isnull=False, then=Value("whole")),
        default=Value("action"),
    )
    actions = Action.objects.live().filter(plan=plan, tier=roles.Tier.WORKSPACE)
    seats = Seat.objects.confirmed().filter(workspace=plan.workspace_id, role__in=roles.ON_AN_AXIS)
    found = set(actions.order_by().values_list("axis", whole).union(seats.order_by().values_list("axis", Value("seat"))))
    return [LACKS[what](axis.label) for axis in roles.Axis for what in _missing({what for one, what in found if one == axis})]


def _missing(found: set[str]) -> Iterator[str]:
    if "whole" not in found:
        yield "whole" if "action" in found else "action"
    if "seat" not in found:
        yield "seat"
