"""Police orders are drafted, signed, extended and repealed by whoever issues them; their use is counted where they hold."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from hotspots import rules
from hotspots.models import Covered, Hotspot, Order, OrderUse, Perimeter
from taskforce import roles
from taskforce.kernel.acts import service
from taskforce.kernel.lifecycle import move
from taskforce.models import User, Workspace

M = TypeVar("M", bound=Model)
SERIES = "A"


def _locked(row: M) -> M:
    """Read a row again and hold it until the act is over."""
    return type(row)._base_manager.select_for_update().get(pk=row.pk)


@service
def draft_order(*, by: User, workspace: Workspace, hotspots: Iterable[Hotspot], **fields: Any) -> Order:
    """Draft an order for one's own municipality or region. ``fields``: subject, basis, since, until and, for a municipality, framework."""
    region, workspace = _locked(_region(workspace)), _locked(workspace)
    rules.draft_order.require(by, workspace)
    order = rules.blank_order(by, workspace)
    order.reference = _next_reference(region)
    return _write(order, hotspots, fields)


@service
def amend_order(*, by: User, order: Order, hotspots: Iterable[Hotspot] | None = None, **fields: Any) -> Order:
    """Change a draft; what is left out stays as it is. An extension keeps the places of the order before it."""
    order = _locked(order)
    rules.amend_order.require(by, order)
    there = [one.hotspot for one in order.covered.select_related("hotspot")]
    return _write(order, there if hotspots is None or order.extends_id else hotspots, fields)


@service
def discard_order(*, by: User, order: Order) -> Order:
    """Discard a draft: it holds nowhere and extends nothing; its code is not given again, and that it was drafted stays."""
    order = _locked(order)
    rules.discard_order.require(by, order)
    move(order, Order.State.DISCARDED)
    order.extends = None
    order.save()
    return order


@service
def extend_order(*, by: User, order: Order, **fields: Any) -> Order:
    """Draft the order that comes after this one for the same places. ``fields``: since, until, evaluation and, if they change, subject and basis."""
    region = _locked(_region(order.workspace))
    order = _locked(order)
    rules.extend_order.require(by, order)
    kept = {name: getattr(order, name) for name in ("workspace", "level", "issuer", "subject", "basis", "framework")}
    new = Order(**kept, extends=order, reference=_next_reference(region))
    return _write(new, [one.hotspot for one in order.covered.select_related("hotspot")], fields)


@service
def sign_order(*, by: User, order: Order, on: date) -> Order:
    """Sign an order, or enter the day on which it was signed; each place keeps the outline in force on that day."""
    order = _locked(order)
    rules.sign_order.require(by, order)
    _flawless(rules.sign_flaws(order, on))
    seat = by.mandates.seat_in(order.workspace)
    assert seat is not None  # noqa: S101  # the rule saw to it
    move(order, Order.State.SIGNED)
    order.signed_on, order.signed_by_id = on, seat.seat
    order.save()
    for one in order.covered.all():
        one.perimeter = Perimeter.objects.on(on).filter(hotspot=one.hotspot_id).last()
        one.save()
    return order


@service
def repeal_order(*, by: User, order: Order, on: date, reason: str) -> Order:
    """Repeal an order from a day on, saying why."""
    order = _locked(order)
    rules.repeal_order.require(by, order)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the order is repealed.")})
    _flawless(rules.repeal_flaws(order, on))
    move(order, Order.State.REPEALED)
    order.repealed_on, order.repeal_reason = on, reason.strip()
    order.save()
    return order


@service
def record_use(*, by: User, order: Order, workspace: Workspace, **count: Any) -> OrderUse:
    """Record how often an order was used on the ground of a task force. ``count``: number, since, until, source."""
    use = OrderUse(order=_locked(order), workspace=workspace)
    rules.record_use.require(by, use)
    return _count(use, count)


@service
def correct_use(*, by: User, use: OrderUse, **count: Any) -> OrderUse:
    """Correct a count of use; what is left out stays, what it said before stays in its history."""
    _locked(use.order)
    use = _locked(use)
    rules.correct_use.require(by, use)
    return _count(use, count)


def _region(workspace: Workspace) -> Workspace:
    """Give the cell whose region numbers the order."""
    return workspace.parent if workspace.kind == roles.Kind.LOCAL and workspace.parent else workspace


def _next_reference(region: Workspace) -> str:
    """Count on from the highest number given in the region, so that a code names one order in it."""
    series = f"{region.area.code}-{SERIES}-"
    given = Order.objects.filter(reference__startswith=series).values_list("reference", flat=True)
    return f"{series}{max((int(one.removeprefix(series)) for one in given), default=0) + 1:02d}"


def _write(order: Order, hotspots: Iterable[Hotspot], fields: dict[str, Any]) -> Order:
    """Fill in what is given and write it, with the places it holds for."""
    for name, value in fields.items():
        setattr(order, name, value)
    places = {one.pk: one for one in hotspots}
    _flawless(rules.order_flaws(order, places.values()))
    order.full_clean(exclude=["workspace"])
    order.save()
    there = {one.hotspot_id: one for one in order.covered.all()}
    for key in sorted(there.keys() - places.keys()):
        there[key].delete()
    for key in sorted(places.keys() - there.keys()):
        Covered.objects.create(workspace=order.workspace, order=order, hotspot=places[key])
    return order


def _count(use: OrderUse, count: dict[str, Any]) -> OrderUse:
    for name, value in count.items():
        setattr(use, name, value)
    _flawless(rules.use_flaws(use))
    use.full_clean(exclude=["workspace", "order"])
    use.save()
    return use


def _flawless(flaws: Iterable[tuple[str, str]]) -> None:
    if found := dict(flaws):
        raise ValidationError(found)
