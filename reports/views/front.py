"""The pages that look over everything: the first page, and the page of one hotspot."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from hotspots import desk as hotspot_desk
from hotspots.models import Hotspot
from hotspots.web import offers
from reports import desk
from taskforce import roles
from taskforce.web import Request, reads, seen_by

SHOWN = 7


@reads
def home(request: Request) -> HttpResponse:
    """Show what waits for the person, soonest first, and how their hotspots stand."""
    waiting = desk.waiting_for(request.user)
    shown = waiting if "all" in request.GET else waiting[:SHOWN]
    context = {
        "waiting": shown,
        "more": len(waiting) - len(shown),
        "count": len(waiting),
        "standings": desk.standings(request.user),
        "mine": desk.seats_of(request.user),
        "axes": roles.Axis.labels,
        "council": desk.council_file(request.user),
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
