"""The history of a thing: who did what and when, and what it changed."""

from __future__ import annotations

from django.apps import apps
from django.http import Http404, HttpResponse
from django.shortcuts import render

from taskforce.kernel.changes import Change, changes
from taskforce.models import User
from taskforce.roles import Role
from taskforce.web import Request, reads, seen_by


def _who(person: User, change: Change) -> str:
    """Name the person to their own organisation, to auditors and to themselves; name the organisation to others."""
    seats = person.mandates.seats.values()
    act = change.act
    if act.by_id == person.pk or any(one.role == Role.AUDITOR or one.organisation == act.organisation for one in seats):
        return f"{act.by_name} · {act.organisation_name}".rstrip(" ·")
    return act.organisation_name or act.by_name


@reads
def history(request: Request, label: str, pk: int) -> HttpResponse:
    """Tell the history of one thing the reader can see today."""
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        raise Http404 from None
    if not hasattr(model, "history") or not hasattr(model._default_manager.all(), "visible_to"):
        raise Http404
    it = seen_by(request.user, model, pk__in=model._default_manager.past_visible_to(request.user).filter(pk=pk))
    told = [(change, _who(request.user, change)) for change in changes(it)]
    return render(request, "taskforce/history.html", {"thing": it, "told": told})
