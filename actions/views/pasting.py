"""Actions out of a spreadsheet: pasted or handed in, previewed, corrected, imported all or none; and the template to fill in."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from actions import rules, services
from actions.forms import PasteForm
from actions.models import Action, Plan
from actions.views.plans import plan_seen
from taskforce.kernel.readings import note_list
from taskforce.kernel.rules import Refused
from taskforce.sheets import xlsx_file
from taskforce.web import Request, acts, reads, sent


def _planned(request: Request, reference: str) -> Plan:
    """Fetch a plan the person may propose actions to."""
    it = plan_seen(request, reference)
    rules.propose_action.require(request.user, Action(plan=it, workspace=it.workspace))
    return it


@acts
def paste(request: Request, reference: str) -> HttpResponse:
    """Preview rows of a spreadsheet, take corrections, and import them in one act."""
    it = _planned(request, reference)
    form = PasteForm(sent(request), request.FILES or None, person=request.user, plan=it)
    if form.is_valid() and form.is_agreed:
        try:
            return _done(request, it, services.import_actions(by=request.user, plan=it, lines=form.lines))
        except Refused as refusal:  # somebody changed something meanwhile: what was typed stays
            form.add_error(None, str(refusal))
    return render(request, "actions/paste.html", {"form": form, "plan": it, "hotspot": it.hotspot, "notice": it.workspace.notice})


def _done(request: Request, it: Plan, made: list[Action]) -> HttpResponse:
    words = ngettext("%(number)s action is imported.", "%(number)s actions are imported.", len(made))
    messages.success(request, words % {"number": len(made)})
    return redirect(it)


@reads
def plan_template(request: Request, reference: str) -> HttpResponse:
    """Hand out the template, with its drop-down lists; filled in with the actions of the plan where the address asks for it."""
    it = _planned(request, reference)
    filled = "filled" in request.GET
    from actions.template import workbook  # noqa: PLC0415  # takes its time, and few requests need it

    contents = workbook(request.user, it, filled=filled)
    if filled:
        note_list(request.user, "actions:plan", [it.workspace])
    return xlsx_file(f"{reference}-template", contents)
