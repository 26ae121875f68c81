"""The pages that look over everything: the first page, and the page of one hotspot."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from hotspots import desk as hotspot_desk
from hotspots.models import Hotspot
from hotspots.web import offers
from reports import desk
from taskforce import roles
from taskforce.kernel import clock
from taskforce.models import Seat
from taskforce.web import Request, reads, seen_by

SHOWN = 7


@reads
def home(request: Request) -> HttpResponse:
    """Show what waits for the person, soonest first, and how their hotspots stand."""
    waiting = desk.waiting_for(request.user)
    everything = "all" in request.GET
    seats = Seat.objects.visible_to(request.user).filter(person=request.user).live().select_related("workspace", "organisation", "title")
    logs = request.user.mandates.where(roles.LOG)
    context = {
        "waiting": waiting if everything else waiting[:SHOWN],
        "more": 0 if everything else max(0, len(waiting) - SHOWN),
        "count": len(waiting),
        "standings": desk.standings(request.user),
        "seats": seats,
        "log_in": [seat.workspace for seat in seats if seat.workspace_id in logs],
        "today": clock.today(),
        "axes": roles.Axis.labels,
    }
    return render(request, "front/home.html", context)


@reads
def hotspot(request: Request, reference: str) -> HttpResponse:
    """Show a hotspot: where and why, how its axes stand, its plan, its reports, its task force, and what the reader may do."""
    it = seen_by(request.user, Hotspot, reference=reference)
    context = {
        "hotspot": it,
        "notice": it.workspace.notice,
        "identity": hotspot_desk.identity(request.user, it),
        "now": desk.now_at(request.user, it),
        "offers": offers(request.user, it),
        "sees_inside": request.user.mandates.hold(roles.VIEW, it.workspace),
    }
    return render(request, "front/hotspot.html", context)
