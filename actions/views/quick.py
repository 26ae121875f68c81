"""The quick log: work noted in three taps on a phone, read back, and taken back within ten minutes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from actions import desk, rules, services
from actions.forms import ButtonsForm, NothingForm, Option, QuickLogForm, options_of
from actions.models import Entry
from taskforce.models import Workspace
from taskforce.web import Request, acts, ask, reads, seen_by, sent


@acts
def quick_log(request: Request) -> HttpResponse:
    """Log work where one logged last, or where the address says."""
    rooms = desk.rooms(request.user)
    here = _here(request, rooms)
    if here is None:
        return render(request, "actions/quick_nowhere.html", status=403 if request.method == "POST" else 200)
    form = QuickLogForm(sent(request), person=request.user, options=_options(request, here))
    if form.is_valid():
        it = services.log_work(by=request.user, **form.given)
        return redirect(f"{it.get_absolute_url()}?logged")
    status = 403 if form.is_bound and not form.options else 200
    return render(request, "actions/quick_log.html", {"form": form, **_around(request, here, rooms)}, status=status)


def _here(request: Request, rooms: list[Workspace]) -> Workspace | None:
    """The workspace of what is sent, or of the address, or of the last entry; else the first."""
    asked = (request.POST.get("choice", "").partition("/")[0], request.GET.get("at", ""))
    named = [one for reference in asked for one in rooms if one.reference == reference]
    if not named:
        last = desk.last_room(request.user)
        named = [one for one in rooms if one.pk == last]
    return next(iter([*named, *rooms]), None)


def _options(request: Request, here: Workspace) -> list[Option]:
    mine = [one for one in desk.loggable(request.user, here) if rules.log_work(request.user, one)]
    return options_of(mine, desk.usual(request.user, here), request.user.buttons)


def _around(request: Request, here: Workspace, rooms: list[Workspace]) -> dict[str, Any]:
    others = [one for one in rooms if one != here]
    return {"here": here, "others": others, "today": len(desk.own_today(request.user)), "notice": here.notice}


@acts
def quick_buttons(request: Request, reference: str) -> HttpResponse:
    """Choose which buttons of one's quick log come first."""
    here = next((one for one in desk.rooms(request.user) if one.reference == reference), None)
    if here is None:
        raise Http404
    form = ButtonsForm(sent(request), options=_options(request, here), chosen=request.user.buttons)
    back = f"{reverse('actions:quick_log')}?at={reference}"
    if form.is_valid():
        services.choose_buttons(by=request.user, reference=reference, **form.cleaned_data)
        messages.success(request, _("Your buttons are kept."))
        return redirect(back)
    words = {"heading": _("The buttons of my quick log"), "submit": _("Keep the buttons"), "lead": str(here)}
    return ask(request, form, **words, back=back, notice=here.notice)


@reads
def entry(request: Request, pk: int) -> HttpResponse:
    """Show an entry: what it says, who reads it, what it counts in, and what can still be done to it."""
    it = seen_by(request.user, Entry, pk=pk)
    it.action = desk.actions_seen(request.user).get(pk=it.action_id)
    may = {name: getattr(rules, name)(request.user, it) for name in ("undo_log", "amend_entry")}
    card = desk.cards_of(request.user, it.workspace, [it.action])[0]
    given = {"entry": it, "card": card, "may": may, "fresh": "logged" in request.GET, "mine": it.author_id == request.user.pk}
    return render(request, "actions/entry.html", {**given, "hotspot": it.action.plan.hotspot, "notice": it.workspace.notice})


@acts
def undo_log(request: Request, pk: int) -> HttpResponse:
    """Take an entry back."""
    it = seen_by(request.user, Entry, pk=pk)
    rules.undo_log.require(request.user, it)
    form = NothingForm(sent(request))
    if form.is_valid():
        it = services.undo_log(by=request.user, entry=it)
        messages.success(request, _("The entry is taken back. It counts no more."))
        return redirect(it)
    words = {"heading": _("Take an entry back"), "submit": _("Take the entry back"), "lead": str(it), "kind": "danger"}
    return ask(request, form, **words, back=it.get_absolute_url(), notice=it.workspace.notice)


@reads
def my_notes(request: Request) -> HttpResponse:
    """List what the person logged about today."""
    found = desk.own_today(request.user)
    shown = [(one, rules.undo_log(request.user, one), rules.amend_entry(request.user, one)) for one in found]
    return render(request, "actions/my_notes.html", {"entries": shown})
