"""The directory: the organisations that take part and the areas they act in."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from taskforce import roles, rules, services
from taskforce.desk import tables as desk
from taskforce.forms import OrganisationForm
from taskforce.lists import show_list
from taskforce.models import Area, Organisation, Workspace
from taskforce.web import Request, acts, ask, reads, seen_by, sent


def _kept(request: Request) -> Any:
    """Find the cell on whose behalf the person may keep the directory, if any."""
    return Workspace.objects.visible_to(request.user).filter(pk__in=request.user.mandates.where(roles.KEEP), kind=roles.Kind.CELL).first()


@reads
def directory(request: Request) -> HttpResponse:
    """List organisations and areas."""
    organisations = Organisation.objects.visible_to(request.user).select_related("area")
    areas = Area.objects.visible_to(request.user).select_related("parent", "police_zone")
    given = {"organisations": organisations, "areas": areas, "may_keep": _kept(request) is not None}
    return show_list(request, "taskforce/directory.html", given, [desk.organisations(organisations), desk.areas(areas)])


@acts
def organisation(request: Request, code: str | None = None) -> HttpResponse:
    """Add an organisation, or change its names."""
    cell = _kept(request)
    rules.keep_directory.require(request.user, rules.Kept(cell or Workspace()))
    ours = {"code": code, "area__in": rules.regional_areas(cell)} if cell else {}
    it = seen_by(request.user, Organisation, **ours) if code else None
    form = OrganisationForm(sent(request), instance=it, workspace=cell)
    if form.is_valid():
        row = seen_by(request.user, Organisation, **ours) if code else Organisation()
        services.keep_directory(by=request.user, workspace=cell, row=row, **form.cleaned_data)
        return redirect("directory")
    heading = _("Change an organisation") if it else _("Add an organisation")
    return ask(request, form, heading=heading, submit=_("Save the organisation"), back="/directory/")
