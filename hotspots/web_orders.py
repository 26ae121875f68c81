"""What a person may be offered on the pages of police orders, each with its address and the rule's verdict."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from hotspots import rules
from hotspots.models import Hotspot, Order, OrderUse
from hotspots.web import Offer
from taskforce import roles
from taskforce.models import User, Workspace

State = Order.State


def drafting(person: User, workspaces: Any) -> list[Offer]:
    """Offer to draft an order in those of these workspaces where the person sits for a body that may order."""
    rooms = Workspace.objects.visible_to(person).filter(pk__in=workspaces).filter(pk__in=person.mandates.where(roles.ORDER))
    mine = [one for one in rooms if rules.issuer_for(person, one) is not None]
    return [_draft(person, one, alone=len(mine) == 1) for one in mine]


def _draft(person: User, room: Workspace, *, alone: bool) -> Offer:
    words = _("Draft an order") if alone else _("Draft an order: %(place)s") % {"place": room}
    return Offer(words, reverse("orders:draft_order", args=[room.reference]), rules.draft_order(person, room), "primary" if alone else "")


def order_offers(person: User, order: Order) -> list[Offer]:
    """List what belongs to the person's part with an order as it stands; what cannot be done now says why."""
    return list(_offers(person, order)) if rules.issuer_for(person, order.workspace) == order.issuer_id else []


def _offers(person: User, order: Order) -> Iterator[Offer]:
    signs = person.mandates.hold(roles.SIGN_ORDER, order.workspace)
    if order.state == State.DRAFT:
        yield Offer(_("Change the draft"), _to("amend_order", order), rules.amend_order(person, order), "" if signs else "primary")
    if order.state == State.DRAFT:
        yield Offer(_("Discard the draft"), _to("discard_order", order), rules.discard_order(person, order), "danger")
    if order.state == State.DRAFT and signs:
        yield Offer(_("Sign the order"), _to("sign_order", order), rules.sign_order(person, order), "primary")
    if order.state == State.SIGNED:
        yield Offer(_("Extend the order"), _to("extend_order", order), rules.extend_order(person, order), "primary")
    if order.state == State.SIGNED and signs:
        yield Offer(_("Repeal the order"), _to("repeal_order", order), rules.repeal_order(person, order), "danger")


def _to(name: str, order: Order) -> str:
    return reverse(f"orders:{name}", args=[order.reference])


def counting(person: User, order: Order, hotspots: list[Hotspot]) -> list[Offer]:
    """Offer to count the use of a signed order on each of these places where the person may."""
    return [one for one in (_use(person, order, hotspot) for hotspot in hotspots) if one.may]


def _use(person: User, order: Order, hotspot: Hotspot) -> Offer:
    may = rules.record_use(person, OrderUse(order=order, workspace=hotspot.workspace))
    words = _("Record its use: %(place)s") % {"place": hotspot.name}
    return Offer(words, reverse("orders:record_use", args=[order.reference, hotspot.reference]), may)
