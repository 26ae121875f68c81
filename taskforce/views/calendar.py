"""One's own calendar: its secret address, and what is read there without signing in."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _

from taskforce import rules, services
from taskforce.desk.calendar import holder, written
from taskforce.forms_look import Form
from taskforce.models import Feed
from taskforce.views.afresh import afresh
from taskforce.views.limits import limited
from taskforce.web import Request, acts, ask, open_to_all, reads, seen_by, sent


@acts
@afresh
def calendar(request: Request) -> HttpResponse:
    """Make the secret address of one's calendar, and show it this once."""
    may = rules.make_feed(request.user, request.user)
    address = ""
    if request.method == "POST":
        address = settings.SITE + reverse("feed", args=[services.make_feed(by=request.user)])
    feeds = Feed.objects.visible_to(request.user).open().filter(epoch=request.user.epoch)
    return render(request, "taskforce/calendar.html", {"address": address, "feed": feeds.first(), "may": may})


@acts
def end_feed(request: Request, pk: int) -> HttpResponse:
    """End it."""
    it = seen_by(request.user, Feed, pk=pk)
    rules.end_feed.require(request.user, it)
    form = Form(sent(request))
    if form.is_valid():
        services.end_feed(by=request.user, feed=it)
        messages.success(request, _("The calendar address has ended. It answers nothing any more."))
        return redirect("calendar")
    lead = _("Calendars that use this address stop being updated.")
    words = {"heading": _("End the calendar address"), "lead": lead, "submit": _("End the address")}
    return ask(request, form, **words, back=it.get_absolute_url(), kind="danger")


@open_to_all
@limited("feed", Feed.digest_of)
@reads
def feed(request: Request, token: str) -> HttpResponse:
    """Hand out the calendar whose address it is; a dead address and one that never was are answered alike."""
    person = holder(token)
    if person is None:
        raise Http404
    content = written(person)
    etag = f'"{sha256(content).hexdigest()}"'
    headers = {"ETag": etag, "Cache-Control": "private, no-cache", "Content-Disposition": 'inline; filename="taskforce.ics"'}
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
    answer: Any = get_conditional_response(request, etag=etag, response=response)
    return answer  # type: ignore[no-any-return]
