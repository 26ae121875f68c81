"""The list of hotspots as of any day, and the proposal of a new one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from hotspots import desk, rules, services
from hotspots.forms import AsOfForm, ProposeForm
from hotspots.web import proposals
from taskforce import roles
from taskforce.kernel import clock
from taskforce.lists import show_list
from taskforce.models import Workspace
from taskforce.web import Request, acts, ask, reads, seen_by, sent


@reads
def hotspots(request: Request) -> HttpResponse:
    """List the hotspots as of a day."""
    form = AsOfForm({"on": request.GET.get("on") or clock.today()})
    on = form.cleaned_data["on"] if form.is_valid() else clock.today()
    listing = desk.listing(request.user, on)
    given = {"form": form, "listing": listing, "today": clock.today(), "offers": proposals(request.user)}
    return show_list(request, "hotspots/hotspots.html", given, [] if form.errors else [desk.table(listing)])


@acts
def propose(request: Request, cell: str) -> HttpResponse:
    """Propose a hotspot."""
    workspace = seen_by(request.user, Workspace, reference=cell, kind=roles.Kind.CELL)
    rules.propose.require(request.user, workspace)
    form = ProposeForm(sent(request), person=request.user, cell=workspace)
    if form.is_valid():
        hotspot = services.propose(by=request.user, workspace=workspace, **form.proposal)
        messages.success(request, _("%(name)s is proposed. Seat its mayors so that they can decide.") % {"name": hotspot.name})
        return redirect(hotspot)
    lead = _("Each municipality decides for itself, then the council rules.")
    return ask(request, form, heading=_("Propose a hotspot"), submit=_("Propose the hotspot"), back=reverse("hotspots:hotspots"), lead=lead)
