"""Drafting, signing, extending and repealing police orders, and counting their use."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from hotspots import rules, services
from hotspots.forms_orders import ExtendForm, OrderForm, RepealForm, SignForm, UseForm
from hotspots.models import Covered, Order, OrderUse
from taskforce import roles
from taskforce.forms_look import Form
from taskforce.models import Workspace
from taskforce.web import Request, acts, ask, seen_by, sent


@acts
def draft_order(request: Request, workspace: str) -> HttpResponse:
    """Draft an order."""
    room = seen_by(request.user, Workspace, reference=workspace, pk__in=request.user.mandates.where(roles.VIEW))
    rules.draft_order.require(request.user, room)
    blank = rules.blank_order(request.user, room)
    form = OrderForm(sent(request), person=request.user, order=blank)
    if form.is_valid():
        return _done(
            request,
            services.draft_order(by=request.user, workspace=room, **form.given),
            _("The order is drafted. It waits for its signature."),
        )
    words = {"heading": _("Draft an order"), "submit": _("Save the draft"), "lead": str(blank.issuer)}
    return ask(request, form, back=reverse("orders:orders"), notice=room.notice, **words)


@acts
def amend_order(request: Request, reference: str) -> HttpResponse:
    """Change a draft."""
    it = seen_by(request.user, Order, reference=reference)
    rules.amend_order.require(request.user, it)
    form = OrderForm(sent(request), person=request.user, order=it)
    if form.is_valid():
        return _done(request, services.amend_order(by=request.user, order=it, **form.given), _("The draft is changed."))
    return _ask(request, it, form, heading=_("Change the draft %(code)s") % {"code": it.code}, submit=_("Save the draft"))


@acts
def sign_order(request: Request, reference: str) -> HttpResponse:
    """Sign an order."""
    it = seen_by(request.user, Order, reference=reference)
    rules.sign_order.require(request.user, it)
    form = SignForm(sent(request), order=it)
    if form.is_valid():
        return _done(request, services.sign_order(by=request.user, order=it, **form.cleaned_data), _("The order is signed."))
    return _ask(request, it, form, submit=_("Sign the order"), note=_("A signed order stays as it is."))


@acts
def discard_order(request: Request, reference: str) -> HttpResponse:
    """Discard a draft."""
    it = seen_by(request.user, Order, reference=reference)
    rules.discard_order.require(request.user, it)
    form = Form(sent(request))
    if form.is_valid():
        services.discard_order(by=request.user, order=it)
        messages.success(request, _("The draft is discarded."))
        return redirect("orders:orders")
    note = _("This cannot be undone. Its history stays, and its code is not given again.")
    return _ask(request, it, form, submit=_("Discard the draft"), note=note, kind="danger")


@acts
def extend_order(request: Request, reference: str) -> HttpResponse:
    """Draft the order that extends this one."""
    it = seen_by(request.user, Order, reference=reference)
    rules.extend_order.require(request.user, it)
    form = ExtendForm(sent(request), order=it)
    if form.is_valid():
        words = _("The extension is drafted. It waits for its signature.")
        return _done(request, services.extend_order(by=request.user, order=it, **form.cleaned_data), words)
    return _ask(request, it, form, submit=_("Extend the order"), note=_("A new order for the same places, with an evaluation of this one."))


@acts
def repeal_order(request: Request, reference: str) -> HttpResponse:
    """Repeal an order."""
    it = seen_by(request.user, Order, reference=reference)
    rules.repeal_order.require(request.user, it)
    form = RepealForm(sent(request), order=it)
    if form.is_valid():
        return _done(request, services.repeal_order(by=request.user, order=it, **form.cleaned_data), _("The order is repealed."))
    return _ask(request, it, form, submit=_("Repeal the order"), note=_("This cannot be undone."), kind="danger")


@acts
def record_use(request: Request, reference: str, hotspot: str) -> HttpResponse:
    """Record how often an order was used at a hotspot."""
    place = seen_by(request.user, Covered, order__reference=reference, hotspot__reference=hotspot)
    use = OrderUse(order=place.order, workspace=place.hotspot.workspace)
    rules.record_use.require(request.user, use)
    form = UseForm(sent(request), use=use)
    if form.is_valid():
        services.record_use(by=request.user, order=place.order, workspace=use.workspace, **form.cleaned_data)
        return _done(request, place.order, _("The count is recorded."))
    return _ask(
        request, place.order, form, heading=_("Record how often it was used"), submit=_("Record the count"), note=str(place.hotspot)
    )


@acts
def correct_use(request: Request, reference: str, pk: int) -> HttpResponse:
    """Correct a count of use."""
    it = seen_by(request.user, OrderUse, order__reference=reference, pk=pk)
    rules.correct_use.require(request.user, it)
    form = UseForm(sent(request), use=it)
    if form.is_valid():
        services.correct_use(by=request.user, use=it, **form.cleaned_data)
        return _done(request, it.order, _("The count is corrected."))
    return _ask(request, it.order, form, heading=_("Correct a count"), submit=_("Save the count"), note=str(it.workspace))


def _ask(request: Request, it: Order, form: Any, *, submit: str, heading: str = "", note: str = "", kind: str = "") -> HttpResponse:
    """Show a form about an order, named first."""
    lead = " — ".join(filter(None, (str(it), note)))
    more = {"lead": lead, "notice": it.workspace.notice, **({"kind": kind} if kind else {})}
    return ask(request, form, heading=heading or submit, submit=submit, back=it.get_absolute_url(), **more)


def _done(request: Request, it: Order, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect(it)
