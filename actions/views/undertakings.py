"""One action: its page, its proposal and every step of its life."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actions import desk, rules, services
from actions.forms import ActionForm, BlockForm, NothingForm, ReasonForm
from actions.models import Action, TypicalAction
from actions.views.plans import plan_seen
from taskforce.kernel.rules import Rule
from taskforce.web import Request, acts, ask, reads, sent

STEPS = ("agree", "start", "resume", "finish", "block", "abandon")


def action_seen(request: Request, reference: str, code: str) -> Action:
    """Fetch an action the person sees, or 404."""
    found: Action = get_object_or_404(desk.actions_seen(request.user), workspace__reference=reference, code=code)
    return found


@reads
def action(request: Request, reference: str, code: str) -> HttpResponse:
    """Show an action, what is done so far, and the entries the reader may read."""
    it = action_seen(request, reference, code)
    may = {name: getattr(rules, name)(request.user, it) for name in (*STEPS, "amend_action", "log_work", "attach")}
    given = {
        "card": desk.cards_of(request.user, it.workspace, [it])[0],
        "page": desk.entries(request.user, it.workspace, action=it),
        "files": [(one, rules.remove_evidence(request.user, one)) for one in desk.evidence(request.user, it)],
        "may": may,
        "steps": [name for name in STEPS if may[name]],
    }
    return render(request, "actions/action.html", {"action": it, "hotspot": it.plan.hotspot, "notice": it.workspace.notice, **given})


@acts
def propose_action(request: Request, reference: str) -> HttpResponse:
    """Propose an action to the organisation that would lead it."""
    plan = plan_seen(request, reference)
    blank = Action(plan=plan, workspace=plan.workspace)
    rules.propose_action.require(request.user, blank)
    form = ActionForm(sent(request), instance=blank, person=request.user, initial=_begun(request))
    if form.is_valid():
        it = services.propose_action(by=request.user, plan=plan, **form.given)
        return _done(request, it, _("The action is proposed. Its lead decides whether it agrees."))
    words = {"heading": _("Propose an action"), "submit": _("Propose the action"), "back": plan.get_absolute_url()}
    return render(request, "actions/action_form.html", {"form": form, "notice": plan.workspace.notice, **words})


def _begun(request: Request) -> dict[str, Any]:
    """What the form begins with: an axis, or the words of a typical action."""
    code = request.GET.get("like", "")
    like = TypicalAction.objects.visible_to(request.user).filter(code=code).first() if code.isprintable() and code else None
    if like is None:
        return {"axis": request.GET.get("axis")}
    return {"axis": like.axis, "title": like.name, "horizon": like.horizon, "measure_0": like.measure_id}


@acts
def amend_action(request: Request, reference: str, code: str) -> HttpResponse:
    """Change what an action says."""
    it = action_seen(request, reference, code)
    rules.amend_action.require(request.user, it)
    form = ActionForm(sent(request), instance=it, person=request.user)
    if form.is_valid():
        return _done(request, services.amend_action(by=request.user, action=it, **form.given), _("The action is changed."))
    words = {"heading": _("Change the action %(code)s") % {"code": code}, "submit": _("Save the action"), "back": it.get_absolute_url()}
    return render(request, "actions/action_form.html", {"form": form, "notice": it.workspace.notice, **words})


def _step(
    rule: Rule[Action], act: Callable[..., Action], submit: Any, done: Any, form_of: Callable[..., Form]
) -> Callable[..., HttpResponse]:
    """Make the page of one step: what must be said for it, and the service that takes it."""

    @acts
    def page(request: Request, reference: str, code: str) -> HttpResponse:
        """Take one step in the life of an action."""
        it = action_seen(request, reference, code)
        rule.require(request.user, it)
        form = form_of(request.POST if request.method == "POST" else None, person=request.user)
        if form.is_valid():
            return _done(request, act(by=request.user, action=it, **form.cleaned_data), str(done))
        return ask(request, form, heading=submit, submit=submit, back=it.get_absolute_url(), lead=str(it), notice=it.workspace.notice)

    return page


def _plain(form: type[Form]) -> Callable[..., Form]:
    return lambda data, **_person: form(data)


agree = _step(
    rules.agree,
    services.agree,
    gettext_lazy("Agree to lead this action"),
    gettext_lazy("Your organisation leads this action."),
    _plain(NothingForm),
)
start = _step(rules.start, services.start, gettext_lazy("Start the action"), gettext_lazy("The action is running."), _plain(NothingForm))
resume = _step(
    rules.resume,
    services.resume,
    gettext_lazy("Take the action up again"),
    gettext_lazy("The action is running again."),
    _plain(NothingForm),
)
finish = _step(rules.finish, services.finish, gettext_lazy("Finish the action"), gettext_lazy("The action is done."), _plain(NothingForm))
block = _step(rules.block, services.block, gettext_lazy("Say it is blocked"), gettext_lazy("The action is blocked."), BlockForm)
abandon = _step(
    rules.abandon, services.abandon, gettext_lazy("Abandon the action"), gettext_lazy("The action is abandoned."), _plain(ReasonForm)
)


def _done(request: Request, it: Action, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect(it)
