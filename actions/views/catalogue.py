"""The catalogue: measures, and typical actions."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from actions import tables
from actions.forms import MeasureForm, TypicalActionForm
from actions.models import Measure, TypicalAction
from taskforce import roles, rules, services
from taskforce.lists import show_list
from taskforce.models import Workspace
from taskforce.web import Request, acts, ask, reads, seen_by, sent


def _kept(request: Request) -> Workspace:
    """Find the cell or council on whose behalf the person keeps the directory; a blank one, refused by the rule, if there is none."""
    found = Workspace.objects.visible_to(request.user).filter(pk__in=request.user.mandates.where(roles.KEEP)).exclude(kind=roles.Kind.LOCAL)
    return found.first() or Workspace()


@reads
def measures(request: Request) -> HttpResponse:
    """List what is counted, in which unit and how it is put together."""
    found = Measure.objects.visible_to(request.user).select_related("unit", "numerator", "denominator").order_by("axis", "code")
    may = rules.keep_directory(request.user, rules.Kept(_kept(request)))
    return show_list(request, "actions/measures.html", {"measures": found, "may_keep": may}, [tables.of_measures(found)])


@acts
def keep_measure(request: Request, code: str | None = None) -> HttpResponse:
    """Add a measure, or change its names and direction."""
    workspace = _kept(request)
    rules.keep_directory.require(request.user, rules.Kept(workspace))
    row = seen_by(request.user, Measure, code=code) if code else Measure()
    form = MeasureForm(sent(request), instance=seen_by(request.user, Measure, code=code) if code else None)
    if form.is_valid():
        services.keep_directory(by=request.user, workspace=workspace, row=row, **form.cleaned_data)
        messages.success(request, _("The measure is saved."))
        return redirect("actions:measures")
    heading = _("Change a measure") if code else _("Add a measure")
    return ask(request, form, heading=heading, submit=_("Save the measure"), back=reverse("actions:measures"))


@reads
def typical(request: Request) -> HttpResponse:
    """List the typical actions a plan can begin with."""
    found = TypicalAction.objects.visible_to(request.user).select_related("measure").order_by("axis", "code")
    may = rules.keep_directory(request.user, rules.Kept(_kept(request)))
    return show_list(request, "actions/typical.html", {"typical": found, "may_keep": may}, [tables.of_typical(found)])


@acts
def keep_typical(request: Request, code: str | None = None) -> HttpResponse:
    """Add a typical action, or change its names."""
    workspace = _kept(request)
    rules.keep_directory.require(request.user, rules.Kept(workspace))
    row = seen_by(request.user, TypicalAction, code=code) if code else TypicalAction()
    shown = seen_by(request.user, TypicalAction, code=code) if code else None
    form = TypicalActionForm(sent(request), instance=shown, person=request.user)
    if form.is_valid():
        services.keep_directory(by=request.user, workspace=workspace, row=row, **form.cleaned_data)
        messages.success(request, _("The typical action is saved."))
        return redirect("actions:typical")
    heading = _("Change a typical action") if code else _("Add a typical action")
    return ask(request, form, heading=heading, submit=_("Save the typical action"), back=reverse("actions:typical"))
