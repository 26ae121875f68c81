"""Police orders to be read: the register of all one may see, that of a hotspot, and one order."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from hotspots import orders as desk
from hotspots import rules
from hotspots.forms_orders import RegisterForm
from hotspots.models import Hotspot, Order
from hotspots.web_orders import counting, drafting, order_offers
from taskforce import roles
from taskforce.kernel import clock
from taskforce.lists import show_list
from taskforce.models import User
from taskforce.web import Request, reads, seen_by


def _hotspots(person: User) -> list[Hotspot]:
    """List the hotspots whose workspace the person sees."""
    return list(Hotspot.objects.visible_to(person).filter(workspace__in=person.mandates.where(roles.VIEW)))


@reads
def orders(request: Request) -> HttpResponse:
    """List the orders one may see, by how they stand, by place and by the day on which they hold."""
    form = RegisterForm(request.GET, hotspots=_hotspots(request.user))
    lines, on = desk.register(request.user, **form.asked), form.asked["on"]
    given = {"form": form, "lines": lines, "on": on, "most": desk.MOST}
    given["offers"] = drafting(request.user, request.user.mandates.where(roles.ORDER))
    return show_list(request, "hotspots/orders.html", given, [] if form.errors else [desk.table(lines, on)])


@reads
def hotspot_orders(request: Request, reference: str) -> HttpResponse:
    """List the orders that hold, held or will hold at a hotspot."""
    it = seen_by(request.user, Hotspot, reference=reference, workspace__in=request.user.mandates.where(roles.VIEW))
    form = RegisterForm(request.GET, hotspots=[])
    asked = {**form.asked, "hotspot": it}
    given = {"hotspot": it, "form": form, "lines": desk.register(request.user, **asked), "on": asked["on"], "most": desk.MOST}
    given |= {"offers": drafting(request.user, [it.workspace_id]), "notice": it.workspace.notice}
    return render(request, "hotspots/hotspot_orders.html", given)


@reads
def order(request: Request, reference: str) -> HttpResponse:
    """Show an order: what it says and where, what it extends and is extended by, how often it was used."""
    it = seen_by(request.user, Order, reference=reference)
    links = desk.chain(request.user, it, clock.today())
    given = {"order": it, "line": desk.line(request.user, it, clock.today()), "links": links, "gaps": desk.gaps(links)}
    return render(request, "hotspots/order.html", {**given, **_inside(request.user, it)})


def _inside(person: User, it: Order) -> dict[str, Any]:
    """Gather what the page shows beside: the places, the counts of use and what the reader may do."""
    grounds, uses = desk.grounds(person, it), desk.uses(person, it)
    return {
        "grounds": grounds,
        "uses": uses,
        "counts": [(one, rules.correct_use(person, one)) for one in uses.counts],
        "offers": order_offers(person, it),
        "counting": counting(person, it, [hotspot for hotspot, _outline in grounds]),
        "reads_past": person.mandates.hold(roles.VIEW, it.workspace),
        "notice": it.workspace.notice,
    }
