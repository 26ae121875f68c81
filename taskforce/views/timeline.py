"""What happened in a workspace, who read what, and how its lists stood on a day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from taskforce.desk import files, lists
from taskforce.desk import readings as reading_desk
from taskforce.desk import timeline as desk
from taskforce.desk.timeline import Page, Room, room_of
from taskforce.forms_past import FilterForm, OnForm
from taskforce.kernel.readings import note_journal
from taskforce.lists import show_list
from taskforce.models import Act, Reading, User, Workspace
from taskforce.sheets import csv_file
from taskforce.web import Request, reads, seen_by

NOTHING = Page([], 0)


@reads
def timeline(request: Request, reference: str) -> HttpResponse:
    """Tell what happened in a workspace: to its readers what they may know, to an auditor everything but the contents."""
    room = room_of(request.user, reference)
    form = _acts_asked(request, room)
    page = desk.timeline(request.user, room, form.given, request.GET.get("before", "")) if not form.errors else NOTHING
    if room.audits:
        note_journal(request.user, Act, room.workspace)
    tables = [] if form.errors else [files.acts_table(request.user, room, form.given, form.said)]
    return show_list(
        request, "taskforce/timeline.html", {"room": room, "page": page, **_with_form(request, form)}, tables, where=room.workspace
    )


@reads
def readings(request: Request, reference: str) -> HttpResponse:
    """Tell an auditor who opened which restricted thing, and when."""
    room = _audited(request.user, reference)
    form = _readings_asked(request, room)
    page = reading_desk.readings(request.user, room, form.given, request.GET.get("before", "")) if not form.errors else NOTHING
    note_journal(request.user, Reading, room.workspace)
    tables = [] if form.errors else [files.readings_table(request.user, room, form.given, form.said)]
    return show_list(
        request, "taskforce/readings.html", {"room": room, "page": page, **_with_form(request, form)}, tables, where=room.workspace
    )


@reads
def timeline_csv(request: Request, reference: str) -> HttpResponse:
    """Give an auditor the acts as a file."""
    room = _audited(request.user, reference)
    return _file(request, room, Act, _acts_asked(request, room), files.acts_file)


@reads
def readings_csv(request: Request, reference: str) -> HttpResponse:
    """Give an auditor the readings as a file."""
    room = _audited(request.user, reference)
    return _file(request, room, Reading, _readings_asked(request, room), files.readings_file)


@reads
def as_of(request: Request, reference: str) -> HttpResponse:
    """Show any list of a workspace as it stood at the end of a day."""
    it = seen_by(request.user, Workspace, reference=reference)
    form = OnForm(request.GET, lists=lists.choices())
    asked, shown = form.given, None
    if asked:
        shown = lists.listed(request.user, it, asked["list"], asked["on"], before=request.GET.get("before", ""))
    tables = [lists.table_of(request.user, it, asked["list"], asked["on"])] if asked else []
    return show_list(
        request, "taskforce/as_of.html", {"workspace": it, "asked": asked, "listing": shown, **_with_form(request, form)}, tables, where=it
    )


def _audited(reader: User, reference: str) -> Room:
    """Fetch a workspace whose journal the reader reads, or 404."""
    room = room_of(reader, reference)
    if not room.audits:
        raise Http404
    return room


def _acts_asked(request: Request, room: Room) -> FilterForm:
    return FilterForm(request.GET, people=desk.people(request.user, room), whats=desk.codes(), what=_("Act"))


def _readings_asked(request: Request, room: Room) -> FilterForm:
    return FilterForm(request.GET, people=reading_desk.people(request.user, room), whats=reading_desk.kinds(), what=_("Kind of thing"))


def _with_form(request: Request, form: Any) -> dict[str, Any]:
    """What a page with a question shows of it; its own question without the place in the list, for the next page."""
    kept = request.GET.copy()
    kept.pop("before", None)
    return {"form": form, "query": kept.urlencode()}


def _file(request: Request, room: Room, journal: Any, form: FilterForm, rows: Callable[..., Iterator[list[Any]]]) -> HttpResponse:
    """Send a journal as a file, written down as taken; a question asked wrongly goes back to the page that says what is wrong."""
    name = journal._meta.model_name
    if form.errors:
        page = {"act": "timeline", "reading": "readings"}[name]
        return redirect(f"{reverse(page, args=[room.workspace.reference])}?{request.GET.urlencode()}")
    note_journal(request.user, journal, room.workspace, Reading.How.FILE)
    return csv_file(f"{room.workspace.reference}-{name}s", rows(request.user, room, form.given, form.said))
