"""Who may draft, sign, extend and repeal police orders and count their use, and when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from hotspots.models import Covered, Hotspot, Order, OrderUse
from taskforce import roles
from taskforce.kernel import clock
from taskforce.kernel.lifecycle import can_move
from taskforce.kernel.rules import rule
from taskforce.models import Area, Organisation, User, Workspace

OVER = (Hotspot.State.REFUSED, Hotspot.State.CLOSED)


@rule(roles.ORDER)
def draft_order(person: User, workspace: Workspace) -> Iterator[str]:
    """Draft an order as chair or coordinator who sits for a municipality of the hotspot, or as head of the cell for the region."""
    yield from _not_over(workspace)
    if issuer_for(person, workspace) is None:
        yield _("Only somebody who sits here for the municipality or the region drafts its orders.")
    elif not own_places(workspace).exists():
        yield _("There is no hotspot here for which anything could be ordered.")


@rule(roles.ORDER)
def amend_order(person: User, order: Order) -> Iterator[str]:
    """Change an order while it is a draft, for the organisation that issues it."""
    yield from _for_the_issuer(person, order)
    yield from _drafted(order)


@rule(roles.ORDER)
def discard_order(person: User, order: Order) -> Iterator[str]:
    """Discard an order while it is a draft, for the organisation that would issue it."""
    yield from _for_the_issuer(person, order)
    yield from _drafted(order)


def _drafted(order: Order) -> Iterator[str]:
    if order.state == Order.State.DISCARDED:
        yield _("This draft is discarded. Draft another.")
    elif order.state != Order.State.DRAFT:
        yield _("A signed order stays as it is. Extend or repeal it.")


@rule(roles.SIGN_ORDER)
def sign_order(person: User, order: Order) -> Iterator[str]:
    """Sign a draft order as chair for the municipality that issues it, or as head of the cell for the region."""
    yield from _for_the_issuer(person, order)
    if order.state == Order.State.DISCARDED:
        yield from _drafted(order)
    elif not can_move(order, Order.State.SIGNED):
        yield _("This order is signed already.")


@rule(roles.ORDER)
def extend_order(person: User, order: Order) -> Iterator[str]:
    """Draft, once, the order that extends a signed one, for the organisation that issues it and with an evaluation of what it did."""
    yield from _for_the_issuer(person, order)
    if order.state == Order.State.DRAFT:
        yield _("A draft is not extended: change its days.")
    elif order.state == Order.State.DISCARDED:
        yield from _drafted(order)
    elif order.state == Order.State.REPEALED:
        yield _("This order is repealed. Draft another.")
    if Order.objects.filter(extends=order.pk).exists():
        yield _("Another order extends this one already.")


@rule(roles.SIGN_ORDER)
def repeal_order(person: User, order: Order) -> Iterator[str]:
    """Repeal a signed order that has not expired, for a reason, as chair for the municipality or head of the cell for the region."""
    yield from _for_the_issuer(person, order)
    if not can_move(order, Order.State.REPEALED):
        yield _("Only a signed order can be repealed, once.")
    elif order.until < clock.today():
        yield _("This order has expired: there is nothing to repeal.")


@rule(roles.USE)
def record_use(person: User, use: OrderUse) -> Iterator[str]:
    """Record how often a signed order was used on the ground of one's task force, as its police or its coordinator."""
    yield from _about_use(person, use)


@rule(roles.USE)
def correct_use(person: User, use: OrderUse) -> Iterator[str]:
    """Correct a count of use of one's task force, as its police or its coordinator."""
    yield from _about_use(person, use)


def _about_use(person: User, use: OrderUse) -> Iterator[str]:
    yield from _not_over(use.workspace)
    if not _counts(person, use.workspace):
        yield _("Only the police and the coordinator of the task force count the use of orders.")
    if use.order.state in Order.UNSIGNED:
        yield _("Only a signed order is used.")
    if not Covered.objects.filter(order=use.order, hotspot__workspace=use.workspace).exists():
        yield _("This order does not hold on the ground of this task force.")


def _counts(person: User, workspace: Workspace) -> bool:
    """Say whether the seat there of somebody who may count is the coordinator's, or one of the police."""
    seat = person.mandates.seat_in(workspace)
    police = Organisation.objects.filter(pk=seat.organisation if seat else 0, kind=Organisation.Kind.POLICE)
    return seat is not None and (seat.role == roles.Role.COORDINATOR or police.exists())


def _not_over(workspace: Workspace) -> Iterator[str]:
    if workspace.state == Workspace.State.DISSOLVED:
        yield _("This task force is dissolved.")


def _for_the_issuer(person: User, order: Order) -> Iterator[str]:
    yield from _not_over(order.workspace)
    if issuer_for(person, order.workspace) != order.issuer_id:
        yield _("Only the organisation that issues this order does this.")


def issuer_for(person: User, workspace: Workspace) -> int | None:
    """Find the organisation for which somebody's own seat here may order: that of a municipality of the hotspot, or of the region."""
    seat = person.mandates.seat_in(workspace)
    if seat is None or roles.ORDER not in roles.GRANTS[seat.role]:
        return None
    local = workspace.kind == roles.Kind.LOCAL
    grounds = Area.objects.filter(approvals__workspace=workspace) if local else Area.objects.filter(pk=workspace.area_id)
    ours = Organisation.objects.filter(pk=seat.organisation, area__in=grounds.values("pk")).exists()
    return seat.organisation if ours else None


def blank_order(person: User, workspace: Workspace) -> Order:
    """Begin, unsaved, the order that somebody who may draft here would draft: at which level, and for whom."""
    issuer = issuer_for(person, workspace)
    level = Order.Level.MUNICIPALITY if workspace.kind == roles.Kind.LOCAL else Order.Level.REGION
    return Order(workspace=workspace, level=level, **({"issuer_id": issuer} if issuer is not None else {}))


def own_places(workspace: Workspace) -> Any:
    """Find the hotspots a workspace is about and that are not over: a task force's own, or those of the cell's region."""
    local = workspace.kind == roles.Kind.LOCAL
    rows = Hotspot.objects.exclude(state__in=OVER).order_by("reference")
    return rows.filter(workspace=workspace) if local else rows.filter(workspace__parent=workspace)


def places_of(workspace: Workspace, issuer: int | None) -> Any:
    """Find the hotspots for which an organisation may order from a workspace: all on its municipality's ground, or in the cell's region."""
    if workspace.kind != roles.Kind.LOCAL:
        return own_places(workspace)
    return Hotspot.objects.exclude(state__in=OVER).filter(approvals__municipality__organisations=issuer).order_by("reference")


def frameworks_for(workspace: Workspace) -> Any:
    """Find the regional orders under which a municipality may order: those signed in the cell above it."""
    return Order.objects.signed().filter(workspace=workspace.parent_id).order_by("reference")
