"""What the search finds of hotspots and police orders, and of the task forces, cells and councils whose hotspot one does not see."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from hotspots.models import Hotspot, Order
from taskforce import roles
from taskforce.desk.calendar import CALENDAR, MOST, Mark
from taskforce.desk.search import SEARCHED, Line, Searched
from taskforce.findable import NAMES, within
from taskforce.models import User, Workspace


def _hotspots(person: Any) -> Any:
    return Hotspot.objects.visible_to(person).distinct()  # it may lie in several municipalities


def _workspaces(person: Any) -> Any:
    return Workspace.objects.visible_to(person).exclude(hotspot__in=Hotspot.objects.visible_to(person))


SEARCHED["hotspots"] = Searched(
    label=_("Hotspots"),
    rows=_hotspots,
    fields=("reference", *NAMES, "reason", *within("approvals__municipality", *NAMES)),
    line=lambda it: Line(str(it), it.get_absolute_url(), it.reference),
    code="reference",
    own_list="hotspots:hotspots",
    place=10,
)
SEARCHED["orders"] = Searched(
    label=_("Police orders"),
    rows=lambda person: Order.objects.visible_to(person).select_related("issuer").distinct().order_by("-pk"),
    fields=("reference", "subject", "basis"),
    line=lambda it: Line(str(it), it.get_absolute_url(), str(it.issuer)),
    code="reference",
    own_list="orders:orders",
    grows=True,
    place=25,
)
SEARCHED["workspaces"] = Searched(
    label=_("Task forces"),
    rows=_workspaces,
    fields=("reference", "acronym", *NAMES),
    line=lambda it: Line(str(it), it.get_absolute_url(), it.reference),
    code="reference",
    own_list="workspaces",
    place=15,
)


def orders_end(person: User, since: date, until: date) -> Iterator[Mark]:
    """The last days of the signed orders that hold on the ground of the task forces one sits in."""
    rooms = person.mandates.seats.keys() & person.mandates.where(roles.VIEW)
    theirs = Order.objects.visible_to(person).signed().covering(rooms).filter(repealed_on__isnull=True, until__range=(since, until))
    for one in theirs.distinct().order_by("-until")[:MOST]:
        yield Mark(_("Order ends"), one.get_absolute_url(), one.until)


CALENDAR["orders"] = orders_end
