"""The plan of a hotspot: its three axes, its versions, and what is done with it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from actions import desk, rules, services
from actions.forms import CheckForm, GiveBackForm, NothingForm, ObjectiveForm, ReasonForm
from actions.models import Objective, Plan, PlanVersion
from hotspots.models import Hotspot
from taskforce import roles
from taskforce.models import User, Workspace
from taskforce.web import Request, acts, ask, reads, seen_by, sent


def plans_seen(person: User) -> Any:
    """Find the plans a person sees, with their hotspot and workspace."""
    return Plan.objects.visible_to(person).select_related("hotspot", "workspace")


def plan_seen(request: Request, reference: str) -> Plan:
    """Fetch the plan of a hotspot, or 404."""
    found: Plan = get_object_or_404(plans_seen(request.user), hotspot__reference=reference)
    found.hotspot.workspace = found.workspace
    return found


def hotspot_seen(request: Request, reference: str) -> Hotspot:
    """Fetch a hotspot whose workspace the person sees, or 404: the council reads reports, not plans."""
    return seen_by(request.user, Hotspot, reference=reference, workspace__in=request.user.mandates.where(roles.VIEW))


def room_seen(request: Request, reference: str) -> Hotspot | Workspace:
    """Fetch whose meetings these are: a hotspot, or a council, whose workspace the person sees; or 404."""
    inside = request.user.mandates.where(roles.VIEW)
    found: Hotspot | None = Hotspot.objects.visible_to(request.user).filter(reference=reference, workspace__in=inside).first()
    return found or seen_by(request.user, Workspace, reference=reference, kind=roles.Kind.COUNCIL, pk__in=inside)


@reads
def plan_version(request: Request, reference: str, number: int) -> HttpResponse:
    """Show one adopted version of the plan, as it was frozen."""
    it = plan_seen(request, reference)
    version = seen_by(request.user, PlanVersion, plan=it, number=number)
    given = {
        "plan": it,
        "hotspot": it.hotspot,
        "version": version,
        "axes": desk.frozen_axes(version.content),
        "notice": it.workspace.notice,
    }
    return render(request, "actions/plan_version.html", given)


@acts
def draft_plan(request: Request, reference: str) -> HttpResponse:
    """Begin the plan."""
    hotspot = hotspot_seen(request, reference)
    rules.draft_plan.require(request.user, hotspot)
    if request.method == "POST":
        return redirect(services.draft_plan(by=request.user, hotspot=hotspot))
    return ask(
        request, NothingForm(), heading=_("Begin the plan"), submit=_("Begin the plan"), back=reverse("actions:plan", args=[reference])
    )


@acts
def submit_plan(request: Request, reference: str) -> HttpResponse:
    """Submit the plan to the chair."""
    it = plan_seen(request, reference)
    rules.submit_plan.require(request.user, it)
    if request.method == "POST":
        services.submit_plan(by=request.user, plan=it)
        return _done(request, it, _("The plan is with the chair."))
    return _ask(request, NothingForm(), it, _("Submit the plan"), _("Nothing in it changes until the chair has answered."))


@acts
def adopt_plan(request: Request, reference: str) -> HttpResponse:
    """Adopt the plan."""
    it = plan_seen(request, reference)
    rules.adopt_plan.require(request.user, it)
    if request.method == "POST":
        services.adopt_plan(by=request.user, plan=it)
        return _done(request, it, _("The plan is adopted. This version stays as it is."))
    return _ask(request, NothingForm(), it, _("Adopt the plan"), _("What you adopt is kept with its digest."))


@acts
def give_back_plan(request: Request, reference: str) -> HttpResponse:
    """Give the plan back to its authors."""
    it = plan_seen(request, reference)
    rules.give_back_plan.require(request.user, it)
    form = GiveBackForm(sent(request))
    if form.is_valid():
        services.give_back_plan(by=request.user, plan=it, **form.cleaned_data)
        return _done(request, it, _("The plan is a draft again."))
    return _ask(request, form, it, _("Give the plan back"))


@acts
def check_plan(request: Request, reference: str) -> HttpResponse:
    """Check the adopted plan for the cell."""
    it = plan_seen(request, reference)
    rules.check_plan.require(request.user, it)
    form = CheckForm(sent(request))
    if form.is_valid():
        services.check_plan(by=request.user, plan=it, **form.cleaned_data)
        return _done(request, it, _("The plan is checked."))
    return _ask(request, form, it, _("Check the plan"))


@acts
def revise_plan(request: Request, reference: str) -> HttpResponse:
    """Open the plan again."""
    it = plan_seen(request, reference)
    rules.revise_plan.require(request.user, it)
    form = ReasonForm(sent(request))
    if form.is_valid():
        services.revise_plan(by=request.user, plan=it, **form.cleaned_data)
        return _done(request, it, _("The plan is a draft again, as its next version."))
    return _ask(request, form, it, _("Revise the plan"), _("The adopted version stays as it is."))


@acts
def set_objective(request: Request, reference: str, pk: int | None = None) -> HttpResponse:
    """Write an objective."""
    it = plan_seen(request, reference)
    objective = Objective(plan=it, workspace=it.workspace) if pk is None else seen_by(request.user, Objective, plan=it, pk=pk)
    rules.set_objective.require(request.user, objective)
    form = ObjectiveForm(sent(request), instance=objective, initial={"axis": request.GET.get("axis")} if not pk else None)
    if form.is_valid():
        services.set_objective(by=request.user, plan=it, objective=objective, **form.cleaned_data)
        return _done(request, it, _("The objective is saved."))
    return _ask(request, form, it, _("Save the objective"), heading=_("Change an objective") if pk else _("Add an objective"))


def _done(request: Request, it: Plan, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect(it)


def _ask(request: Request, form: Any, it: Plan, submit: str, lead: str = "", heading: str = "") -> HttpResponse:
    return ask(request, form, heading=heading or submit, submit=submit, back=it.get_absolute_url(), lead=lead, notice=it.workspace.notice)
