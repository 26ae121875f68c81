"""The word of an organisation on who sits for it: given, or refused with a reason."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from taskforce import rules, services
from taskforce.forms import ReasonForm
from taskforce.models import Seat
from taskforce.prospect import prospect
from taskforce.web import Request, acts, ask, seen_by, sent


@acts
def confirm(request: Request, pk: int) -> HttpResponse:
    """Show who would sit for the organisation, where and as what; confirm it by the button."""
    it = seen_by(request.user, Seat, pk=pk)
    rules.confirm_seat.require(request.user, it)
    if request.method == "POST":
        services.confirm_seat(by=request.user, seat=it)
        messages.success(request, _("The seat is confirmed. It opens once its charter is signed."))
        return redirect("home")
    return render(request, "taskforce/confirm.html", {"seat": it, "prospect": prospect(it.role, it.axis)})


@acts
def decline(request: Request, pk: int) -> HttpResponse:
    """Say why this person does not sit for the organisation."""
    it = seen_by(request.user, Seat, pk=pk)
    rules.decline_seat.require(request.user, it)
    form = ReasonForm(sent(request))
    if form.is_valid():
        services.decline_seat(by=request.user, seat=it, **form.cleaned_data)
        messages.success(request, _("The seat is declined. It has opened nothing."))
        return redirect("home")
    heading = _("Decline the seat of %(person)s") % {"person": it.person}
    return ask(request, form, heading=heading, submit=_("Decline the seat"), back=reverse("confirm", args=[pk]), kind="danger")
