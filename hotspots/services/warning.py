"""Telling the issuer of an order, once at each threshold, that its last day comes near."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.functional import Promise

from hotspots.models import Order
from hotspots.orders import WARNINGS
from taskforce import roles
from taskforce.kernel import clock
from taskforce.kernel.acts import acting
from taskforce.models import Notice, Seat, User
from taskforce.notices import Kind, tell

KIND = "hotspots.order_expires"
TOLD = (roles.Role.CHAIR, roles.Role.COORDINATOR, roles.Role.HEAD)


def notice_kind(words: Promise) -> Kind:
    """Make the kind of notice: it cannot wait, and is worth telling while nothing has been decided."""
    return Kind(words, urgent=True, due=lambda order: f"{order.until:%d/%m/%Y}", still=_is_undecided)


def _is_undecided(order: Order) -> bool:
    undecided: bool = Order.objects.filter(pk=order.pk).expiring(clock.today(), WARNINGS[0]).exists()
    return undecided


def warn_of_expiring() -> int:
    """Tell chairs, coordinators and heads of the orders their organisation lets expire; return of how many. Run again, it tells nothing twice."""
    machine = User.objects.machine("warn-orders")
    keys = list(Order.objects.expiring(clock.today(), WARNINGS[0]).order_by("until", "pk").values_list("pk", flat=True))
    return sum(_warn(machine, key) for key in keys)


def _warn(machine: User, key: int) -> bool:
    """Tell of one order, held meanwhile: two runs at once tell it once."""
    with acting(machine, "hotspots.warn_of_expiring"):
        order = Order.objects.select_for_update().get(pk=key)
        if not _is_undecided(order) or _is_told(order, clock.today()):
            return False
        people = issuers_of(order)
        tell(people, KIND, order)
        return bool(people)


def threshold(order: Order, on: date) -> int:
    """Give the nearest threshold an order has come to: the least number of days that is not less than those left."""
    left = (order.until - on).days
    return min(one for one in WARNINGS if left <= one)


def _is_told(order: Order, on: date) -> bool:
    """Say whether a notice has been written since the order came to the threshold at which it stands."""
    reached = clock.midnight_before(order.until - timedelta(days=threshold(order, on)))
    told = Notice.objects.filter(kind=KIND, subject_type=Order._meta.label_lower, subject_id=order.pk, at__gte=reached)
    return told.exists()


def issuers_of(order: Order) -> list[User]:
    """List who must decide: whoever chairs, coordinates or heads there for the organisation that issues the order."""
    seats = Seat.objects.voices().filter(workspace=order.workspace_id, organisation=order.issuer_id, role__in=TOLD)
    return [one.person for one in seats.select_related("person").order_by("pk").distinct()]
