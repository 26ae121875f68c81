"""What is new for one: what others did since one's last visit, one's notices, how often one is mailed, and the link by which a mail ends its digests."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt

from taskforce import services
from taskforce.desk import inbox, place
from taskforce.desk import news as desk
from taskforce.forms import DigestForm
from taskforce.letters import unsubscribing
from taskforce.models import User
from taskforce.notices import mark_read
from taskforce.sessions import LAST_VISIT
from taskforce.web import Request, acts, ask, open_to_all, reads, sent


@reads
def notices(request: Request) -> HttpResponse:
    """List what one was told, newest first."""
    return render(request, "taskforce/notices.html", {"page": inbox.inbox(request.user, request.GET.get("before", ""))})


@reads
def news(request: Request) -> HttpResponse:
    """List what others did since one's last visit."""
    found = desk.whole(request.user, request.session.get(LAST_VISIT))
    return render(request, "taskforce/news.html", {"since": found})


@acts
def notices_read(request: Request) -> HttpResponse:
    """Put notices aside: one, or all that were shown."""
    if request.method == "POST":
        mark_read(request.user, **{name: place(request.POST.get(name, "")) for name in ("upto", "only")})
    return redirect("notices")


@acts
def first_steps_away(request: Request) -> HttpResponse:
    """Put the list of first steps away."""
    if request.method == "POST":
        services.put_away_first_steps(by=request.user)
        messages.success(request, _("The first steps are put away."))
    return redirect("home")


@acts
def digest(request: Request) -> HttpResponse:
    """Choose how often one is mailed what can wait."""
    form = DigestForm(sent(request), initial={"digest": request.user.digest})
    if form.is_valid():
        services.choose_digest(by=request.user, **form.cleaned_data)
        messages.success(request, _("Your choice is kept."))
        return redirect("notices")
    lead = _("Returned reports, assignments and calls are mailed at once. What can wait comes in one mail, the digest.")
    return ask(request, form, heading=_("How often you are mailed"), submit=_("Keep the choice"), back="/notices/", lead=lead)


@csrf_exempt
@open_to_all
@acts
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """End somebody's digests by the link of their mail: one button for people, one POST for mail programs; opening it changes nothing."""
    person = unsubscribing(token)
    if person is None:
        raise Http404
    if request.method == "POST":
        services.choose_digest(by=person, digest=User.Digest.NONE)
    given: dict[str, Any] = {"done": request.method == "POST"}
    with override(person.language):
        return render(request, "taskforce/unsubscribe.html", given)
