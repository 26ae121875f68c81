"""The plan as a board or a list, and the state of an action changed on its card."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from actions import board, desk, rules, services
from actions.figures import lacks
from actions.forms import BoardForm, MoveForm
from actions.models import Action, Objective, Plan, PlanVersion
from actions.views.plans import hotspot_seen, plans_seen
from actions.views.undertakings import action_seen
from taskforce import roles
from taskforce.kernel.rules import Verdict
from taskforce.lists import show_list
from taskforce.models import User, Workspace
from taskforce.sheets import SHEETS
from taskforce.sheets.registry import query_of
from taskforce.web import Request, acts, reads, sent

ACTS = {name: getattr(services, name) for name in board.STEPS if name != "late"} | {"late": services.amend_action}


@reads
def plan(request: Request, reference: str) -> HttpResponse:
    """Show the plan in its three axes; or that there is none yet, and how to begin it."""
    it = plans_seen(request.user).filter(hotspot__reference=reference).first()
    if it is None:
        hotspot = hotspot_seen(request, reference)
        given = {"hotspot": hotspot, "may_draft": rules.draft_plan(request.user, hotspot), "notice": hotspot.workspace.notice}
        return render(request, "actions/no_plan.html", given)
    given, tables = _shown(request, it)
    return show_list(request, "actions/plan.html", given, tables, where=it.workspace)


@acts
def move(request: Request, reference: str, code: str) -> HttpResponse:
    """Change the state of an action on its card; what is wrong is said there, and the state stays as it was."""
    it = action_seen(request, reference, code)
    rules.abandon.require(request.user, it)  # whoever may take any step may take this one
    form = MoveForm(sent(request), person=request.user, action=it, step=request.GET.get("step", ""))
    if form.is_valid():
        ACTS[form.cleaned_data["step"]](by=request.user, action=it, **form.given)
        messages.success(request, _("%(code)s: the change is saved.") % {"code": it.code})
        return redirect(f"{it.plan.get_absolute_url()}?{_query(request)}#a-{it.code}")
    if form.merely_chosen:
        form = MoveForm(None, person=request.user, action=it, step=form.cleaned_data["step"])
    given, _tables = _shown(request, it.plan, moving=form)
    return render(request, "actions/plan.html", {**given, "form": form})


def _query(request: Request) -> str:
    return query_of(SHEETS["actions:plan"], request.GET.dict())


def _shown(request: Request, it: Plan, moving: MoveForm | None = None) -> tuple[dict[str, Any], list[Any]]:
    """Gather what the page of the plan shows, and its list as a table; the card that waits for words is shown whatever is asked for."""
    actions = board.actions_of(request.user, it)
    form = BoardForm(request.GET, actions=actions)
    columns = board.columns_of(request.user, it, actions, form.given, moving)
    tables = [] if form.errors else [board.table_of(columns, form.said)]
    asked = {"filters": form, "form": form, "view": form.view, "query": _query(request), "board": columns}
    return {**asked, **_about(request.user, it)}, tables


def _lacks(person: User, it: Plan, submit: Verdict) -> list[str]:
    """Say what a draft lacks; whoever may draft has been told so by the rule already."""
    if it.state != Plan.State.DRAFT:
        return []
    told = person.mandates.hold(roles.PLAN, it.workspace) and it.workspace.state == Workspace.State.CONVENED
    return list(submit.objections) if told else lacks(it)


def _about(person: User, it: Plan) -> dict[str, Any]:
    asked = {name: getattr(rules, f"{name}_plan")(person, it) for name in ("submit", "adopt", "give_back", "check", "revise")}
    asked["propose"] = rules.propose_action(person, Action(plan=it, workspace=it.workspace))
    asked["objective"] = rules.set_objective(person, Objective(plan=it, workspace=it.workspace))
    return {
        "plan": it,
        "hotspot": it.hotspot,
        "tone": desk.PLAN_TONES[it.state],
        "lacks": _lacks(person, it, asked["submit"]),
        "versions": PlanVersion.objects.visible_to(person).filter(plan=it),
        "may": asked,
        "logs": person.mandates.hold(roles.LOG, it.workspace),
        "notice": it.workspace.notice,
    }
