"""The perimeter of a hotspot: its versions, and a new one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hotspots import desk, rules, services
from hotspots.forms import PerimeterForm
from hotspots.models import Hotspot
from hotspots.views.deciding import case
from hotspots.web import offers
from taskforce.web import Request, acts, reads, seen_by, sent


@reads
def perimeters(request: Request, reference: str) -> HttpResponse:
    """List the versions of the perimeter over its map."""
    hotspot = seen_by(request.user, Hotspot, reference=reference)
    given = {"identity": desk.identity(request.user, hotspot), "offers": offers(request.user, hotspot, "perimeter")}
    return render(request, "hotspots/perimeters.html", given)


@acts
def perimeter(request: Request, reference: str) -> HttpResponse:
    """Draw a new version of the perimeter."""
    hotspot = seen_by(request.user, Hotspot, reference=reference)
    rules.draw_perimeter.require(request.user, hotspot)
    form = PerimeterForm(sent(request), request.FILES or None, hotspot=hotspot)
    if form.is_valid():
        services.draw_perimeter(by=request.user, hotspot=hotspot, **form.drawing)
        messages.success(request, _("The perimeter is drawn."))
        return redirect("hotspots:perimeters", reference=reference)
    return case(
        request,
        hotspot,
        form,
        heading=_("Draw the perimeter"),
        submit=_("Save the perimeter"),
        lead=_("A new outline makes a new version. Earlier ones stay."),
    )
