"""Work logged: choose an action, write, read, correct."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from actions import desk, rules, services, tables
from actions.forms import EntryForm
from actions.models import Entry
from actions.views.plans import hotspot_seen
from actions.views.undertakings import action_seen
from taskforce.lists import show_list
from taskforce.web import Request, acts, reads, seen_by, sent


@reads
def log(request: Request, reference: str) -> HttpResponse:
    """Choose the action on which work was done: those one's own organisation leads or helps with."""
    hotspot = hotspot_seen(request, reference)
    mine = [one for one in desk.loggable(request.user, hotspot.workspace) if rules.log_work(request.user, one)]
    return render(request, "actions/log.html", {"hotspot": hotspot, "actions": mine, "notice": hotspot.workspace.notice})


@acts
def log_work(request: Request, reference: str, code: str) -> HttpResponse:
    """Log the work of a day."""
    it = action_seen(request, reference, code)
    rules.log_work.require(request.user, it)
    form = EntryForm(sent(request), person=request.user, action=it)
    if form.is_valid():
        services.log_work(by=request.user, action=it, **form.given)
        messages.success(request, _("The work is logged on %(code)s.") % {"code": it.code})
        return redirect("actions:entries", reference=reference)
    given = {"form": form, "action": it, "hotspot": it.plan.hotspot, "notice": it.workspace.notice}
    return render(request, "actions/log_work.html", {**given, "heading": _("Log work"), "submit": _("Save the entry")})


@reads
def entries(request: Request, reference: str) -> HttpResponse:
    """List the entries of a workspace that the reader may read, latest first."""
    hotspot = hotspot_seen(request, reference)
    page = desk.entries(request.user, hotspot.workspace, before=request.GET.get("before", ""))
    shown = [(one, rules.amend_entry(request.user, one)) for one in page.entries]
    given = {"hotspot": hotspot, "page": page, "entries": shown, "notice": hotspot.workspace.notice}
    made = [tables.of_entries(request.user, hotspot.workspace)]
    return show_list(request, "actions/entries.html", given, made, where=hotspot.workspace)


@acts
def amend_entry(request: Request, reference: str, pk: int) -> HttpResponse:
    """Correct an entry of one's own organisation."""
    it = seen_by(request.user, Entry, workspace__reference=reference, pk=pk)
    rules.amend_entry.require(request.user, it)
    form = EntryForm(sent(request), person=request.user, action=it.action, entry=it)
    if form.is_valid():
        services.amend_entry(by=request.user, entry=it, **form.given)
        messages.success(request, _("The entry is corrected."))
        return redirect("actions:entries", reference=reference)
    given = {"form": form, "action": it.action, "hotspot": it.action.plan.hotspot, "notice": it.workspace.notice}
    return render(request, "actions/log_work.html", {**given, "heading": _("Correct an entry"), "submit": _("Save the entry")})
