"""The pages of the seal: the anchors of a council, signing one off, and erasing what was typed by mistake."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from taskforce import roles, rules, services
from taskforce.forms import EraseForm, FilingForm
from taskforce.kernel.readings import note
from taskforce.models import Anchor, User, Workspace
from taskforce.models.anchors import councils_read_by
from taskforce.web import Request, acts, ask, reads, seen_by, sent


@reads
def anchors(request: Request, reference: str) -> HttpResponse:
    """List the ends of the chain a council was told, and whether each is filed outside."""
    it = seen_by(request.user, Workspace, reference=reference, kind=roles.Kind.COUNCIL, pk__in=councils_read_by(request.user))
    found = Anchor.objects.visible_to(request.user).filter(workspace=it).select_related("workspace", "filing")
    told = [(one, rules.keep_anchor(request.user, one)) for one in found]
    return render(request, "taskforce/anchors.html", {"workspace": it, "told": told})


@acts
def keep_anchor(request: Request, pk: int) -> HttpResponse:
    """Sign that the mail is filed outside."""
    it = seen_by(request.user, Anchor, pk=pk)
    rules.keep_anchor.require(request.user, it)
    form = FilingForm(sent(request))
    if form.is_valid():
        services.keep_anchor(by=request.user, anchor=it, **form.cleaned_data)
        messages.success(request, _("The anchor is signed off."))
        return redirect(it)
    lead = _("You confirm that the mail on number %(number)d is filed outside Taskforce, unchanged.") % {"number": it.number}
    return ask(request, form, heading=_("Sign off the anchor"), submit=_("Sign off the anchor"), back=it.get_absolute_url(), lead=lead)


@acts
def erase(request: Request, label: str, pk: int) -> HttpResponse:
    """Take personal data typed by mistake out of a thing and its past."""
    it = _thing(request.user, label, pk)
    rules.erase.require(request.user, it)
    form, back = EraseForm(sent(request), thing=it), reverse("history", args=[label, pk])
    if form.is_valid():
        try:
            services.erase(by=request.user, thing=it, **form.cleaned_data)
            messages.success(request, _("The text is erased, in the past too. That it was erased stays written."))
            return redirect(back)
        except ValidationError as objection:
            form.add_error(None, objection)
    lead = _("For personal data typed by mistake. It cannot be undone; the text itself is kept nowhere.")
    return ask(
        request, form, heading=_("Erase a text: %(thing)s") % {"thing": it}, submit=_("Erase the text"), back=back, lead=lead, kind="danger"
    )


def _thing(person: User, label: str, pk: int) -> Any:
    """Find a thing whose past the person may read, or nothing."""
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        raise Http404 from None
    if not hasattr(model, "history") or not hasattr(model._default_manager.all(), "visible_to"):
        raise Http404
    it = seen_by(person, model, pk__in=model._default_manager.past_visible_to(person).filter(pk=pk))
    note(person, it)
    return it
