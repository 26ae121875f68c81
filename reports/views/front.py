"""The pages that look over everything: the first page, and the page of one hotspot."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from actions.web import ahead_at, own_promises
from hotspots import desk as hotspot_desk
from hotspots import orders
from hotspots.models import Hotspot
from hotspots.web import offers
from reports import desk
from taskforce import roles
from taskforce.desk import news
from taskforce.desk.inbox import undelivered
from taskforce.desk.timeline import audited
from taskforce.kernel import clock
from taskforce.models import SavedFilter, User
from taskforce.sessions import LAST_VISIT
from taskforce.web import Request, reads, seen_by

SHOWN = 7


@reads
def home(request: Request) -> HttpResponse:
    """Show what waits for the person, soonest first, and how their hotspots stand."""
    waiting = desk.waiting_for(request.user)
    shown = waiting if "all" in request.GET else waiting[:SHOWN]
    counted = {"waiting": shown, "more": len(waiting) - len(shown), "count": len(waiting)}
    new = {"since": news.since(request.user, request.session.get(LAST_VISIT))}
    return render(request, "front/home.html", {**counted, **new, **_theirs(request.user)})


def _theirs(person: User) -> dict[str, Any]:
    """Gather what the first page shows beside what waits: hotspots, promises, journals, filters."""
    return {
        "first_steps": desk.first_steps(person),
        "standings": desk.standings(person),
        "mine": desk.seats_of(person),
        "axes": roles.Axis.labels,
        "council": desk.council_file(person),
        "audited": audited(person),
        "undelivered": undelivered(person),
        "promises": own_promises(person),
        "filters": SavedFilter.objects.visible_to(person),
    }


@reads
def hotspot(request: Request, reference: str) -> HttpResponse:
    """Show a hotspot: where and why, how its axes stand, its orders, its reports, its task force, and what the reader may do."""
    it = seen_by(request.user, Hotspot, reference=reference)
    sees_inside = request.user.mandates.hold(roles.VIEW, it.workspace)
    context = {
        "hotspot": it,
        "notice": it.workspace.notice,
        "identity": hotspot_desk.identity(request.user, it),
        "now": desk.now_at(request.user, it),
        "offers": offers(request.user, it),
        "sees_inside": sees_inside,
        "in_force": orders.in_force([it.workspace_id], clock.today()) if sees_inside else (),
        **ahead_at(request.user, it.workspace),
    }
    return render(request, "front/hotspot.html", context)
