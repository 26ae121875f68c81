"""Approving, ruling on, convening and dissolving: each on a page that shows the case beside the form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hotspots import desk, rules, services
from hotspots.forms import ReasonForm, RemarkForm, RulingForm
from hotspots.models import Approval, Hotspot, Ruling
from taskforce.forms_look import Form
from taskforce.kernel.rules import Rule
from taskforce.web import Request, acts, seen_by


@acts
def approve(request: Request, reference: str, municipality: str) -> HttpResponse:
    """Approve a hotspot for a municipality."""
    approval = seen_by(request.user, Approval, hotspot__reference=reference, municipality__code=municipality)
    rules.approve.require(request.user, approval)
    form = RemarkForm(_posted(request))
    if form.is_valid():
        services.approve(by=request.user, approval=approval, **form.cleaned_data)
        return _done(request, approval.hotspot, _("The hotspot is approved for %(place)s.") % {"place": approval.municipality})
    words = {"heading": _("Approve for %(place)s") % {"place": approval.municipality}, "submit": _("Approve the hotspot")}
    return case(request, approval.hotspot, form, lead=_("Your approval cannot be changed afterwards."), **words)


@acts
def refuse(request: Request, reference: str, municipality: str) -> HttpResponse:
    """Refuse a hotspot for a municipality."""
    approval = seen_by(request.user, Approval, hotspot__reference=reference, municipality__code=municipality)
    rules.refuse.require(request.user, approval)
    form = RemarkForm(_posted(request), needed=True)
    if form.is_valid():
        services.refuse(by=request.user, approval=approval, **form.cleaned_data)
        return _done(request, approval.hotspot, _("The hotspot is refused for %(place)s.") % {"place": approval.municipality})
    words = {"heading": _("Refuse for %(place)s") % {"place": approval.municipality}, "submit": _("Refuse the hotspot")}
    return case(request, approval.hotspot, form, lead=_("One refusal ends the proposal."), kind="danger", **words)


class Words(NamedTuple):
    """A kind of ruling: its rule and service, and the words of its page."""

    rule: Rule[Hotspot]
    service: Callable[..., Hotspot]
    heading: Any
    submit: Any
    done: Any
    kind: str = "primary"


RULINGS = {
    Ruling.Kind.VALIDATE: Words(
        rules.validate,
        services.validate,
        gettext_lazy("Record the council's validation"),
        gettext_lazy("Record the validation"),
        gettext_lazy("The hotspot is in force."),
    ),
    Ruling.Kind.REFUSE: Words(
        rules.reject,
        services.reject,
        gettext_lazy("Record the council's refusal"),
        gettext_lazy("Record the refusal"),
        gettext_lazy("The hotspot is refused."),
        "danger",
    ),
    Ruling.Kind.SUSPEND: Words(
        rules.suspend,
        services.suspend,
        gettext_lazy("Record the council's suspension"),
        gettext_lazy("Record the suspension"),
        gettext_lazy("The hotspot is suspended."),
        "danger",
    ),
    Ruling.Kind.RESUME: Words(
        rules.resume,
        services.resume,
        gettext_lazy("Record the council's resumption"),
        gettext_lazy("Record the resumption"),
        gettext_lazy("The hotspot is in force again."),
    ),
    Ruling.Kind.CLOSE: Words(
        rules.close,
        services.close,
        gettext_lazy("Record the closing by the council"),
        gettext_lazy("Record the closing"),
        gettext_lazy("The hotspot is closed."),
        "danger",
    ),
}


@acts
def rule(request: Request, reference: str, kind: str) -> HttpResponse:
    """Record what the council decided."""
    hotspot = seen_by(request.user, Hotspot, reference=reference)
    if kind not in RULINGS:
        raise Http404
    words = RULINGS[Ruling.Kind(kind)]
    words.rule.require(request.user, hotspot)
    form = RulingForm(_posted(request), hotspot=hotspot, kind=kind)
    if form.is_valid():
        words.service(by=request.user, hotspot=hotspot, **form.cleaned_data)
        return _done(request, hotspot, words.done)
    return case(request, hotspot, form, heading=words.heading, submit=words.submit, kind=words.kind)


@acts
def convene(request: Request, reference: str) -> HttpResponse:
    """Convene the task force."""
    hotspot = seen_by(request.user, Hotspot, reference=reference)
    rules.convene.require(request.user, hotspot)
    form = Form(_posted(request))
    if form.is_valid():
        services.convene(by=request.user, hotspot=hotspot)
        return _done(request, hotspot, _("The task force is convened. Now its plan can be drafted."))
    lead = _("From today its partners can draft the plan and log work.")
    return case(request, hotspot, form, heading=_("Convene the task force"), submit=_("Convene the task force"), lead=lead)


@acts
def dissolve(request: Request, reference: str) -> HttpResponse:
    """Dissolve the task force."""
    hotspot = seen_by(request.user, Hotspot, reference=reference)
    rules.dissolve.require(request.user, hotspot)
    form = ReasonForm(_posted(request))
    if form.is_valid():
        services.dissolve(by=request.user, hotspot=hotspot, **form.cleaned_data)
        return _done(request, hotspot, _("The task force is dissolved."))
    words = {"heading": _("Dissolve the task force"), "submit": _("Dissolve the task force")}
    return case(request, hotspot, form, lead=_("This cannot be undone. What was written stays readable."), kind="danger", **words)


def case(request: Request, hotspot: Hotspot, form: forms.BaseForm, **words: str) -> HttpResponse:
    """Show a form with the hotspot's case beside it. words: heading, submit, and if need be lead and kind."""
    return render(request, "hotspots/case.html", {"form": form, "identity": desk.identity(request.user, hotspot), **words})


def _posted(request: Request) -> Any:
    return request.POST if request.method == "POST" else None


def _done(request: Request, hotspot: Hotspot, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect(hotspot)
