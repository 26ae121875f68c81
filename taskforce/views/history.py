"""The history of a thing: who did what and when, what it changed, how two versions differ and how it stood on a day."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from taskforce import rules
from taskforce.desk.past import Past, past_of
from taskforce.forms_past import CompareForm, FilterForm, OnForm
from taskforce.web import Request, reads


@reads
def history(request: Request, label: str, pk: int) -> HttpResponse:
    """Tell the history of one thing the reader can see today."""
    past = past_of(request.user, label, pk)
    filters = FilterForm(request.GET, people=past.people, whats=past.acts, what=_("Act"))
    events, following = past.events(filters.given, request.GET.get("before", "")) if not filters.errors else ([], 0)
    query = QueryDict(mutable=True)
    query.update({name: request.GET[name] for name in filters.fields if name in request.GET})
    told = {"past": past, "filters": filters, "events": events, "following": following, "query": query.urlencode()}
    told["may_erase"] = not past.gone and rules.erase(request.user, past.thing)
    return render(request, "taskforce/history.html", {**told, **_looked_up(request, past, filters)})


def _looked_up(request: Request, past: Past, filters: FilterForm) -> dict[str, Any]:
    """Answer what was asked besides: two versions compared, a day gone back to; ``form`` is whichever was asked wrongly."""
    compare, on = CompareForm(request.GET, versions=past.numbered), OnForm(request.GET)
    between, day = compare.given, on.given.get("on")
    wrong = next((one for one in (filters, compare, on) if one.errors), None)
    found: dict[str, Any] = {"compare": compare, "on": on, "form": wrong, "day": day}
    if between:
        found |= {"between": between, "differences": past.between(between["from"], between["to"])}
    return found | ({"stood": past.on(day)} if day else {})
