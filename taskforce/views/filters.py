"""Filters somebody keeps: giving a list as it is asked for a name, and removing it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from taskforce import rules, services
from taskforce.forms_filters import SavedFilterForm
from taskforce.models import SavedFilter
from taskforce.sheets import place_of
from taskforce.web import Request, acts, ask, seen_by, sent


@acts
def save_filter(request: Request) -> HttpResponse:
    """Give the address of a list a name."""
    rules.save_filter.require(request.user, SavedFilter(person=request.user))
    at = place_of(request.GET.get("at", ""))
    form = SavedFilterForm(sent(request), person=request.user, initial={"at": at.url if at else ""})
    if form.is_valid():
        saved = services.save_filter(by=request.user, **form.cleaned_data)
        messages.success(request, _("The filter is kept. You find it here and on your first page."))
        return redirect(saved)
    lead = _("Only you see the filter. Its address shows everybody what they may see.")
    return ask(request, form, heading=_("Keep this filter"), submit=_("Keep the filter"), back=at.url if at else reverse("home"), lead=lead)


@acts
def forget_filter(request: Request, pk: int) -> HttpResponse:
    """Remove a filter of one's own."""
    saved = seen_by(request.user, SavedFilter, pk=pk)
    rules.forget_filter.require(request.user, saved)
    if request.method == "POST":
        services.forget_filter(by=request.user, saved=saved)
        messages.success(request, _("The filter is removed."))
    return redirect(saved)
