"""Commitments: the list to follow up, one commitment, and every answer to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actions import rules, services, tables, web
from actions.forms import CommitmentForm, CommitmentsForm, DeclineForm, KeepForm, NothingForm
from actions.models import Commitment
from actions.views.meetings import done, meeting_seen
from actions.views.plans import room_seen
from taskforce.kernel.rules import Rule
from taskforce.lists import show_list
from taskforce.web import Request, acts, ask, reads, sent


def commitment_seen(request: Request, pk: int) -> Commitment:
    """Fetch a commitment the person sees, or 404."""
    found = Commitment.objects.visible_to(request.user).select_related("workspace", "organisation", "meeting__workspace", "replaces")
    it: Commitment = get_object_or_404(found, pk=pk)
    return it


@reads
def commitments(request: Request, reference: str) -> HttpResponse:
    """List the commitments of a task force: those to follow up, then those settled."""
    hotspot = room_seen(request, reference)
    promised = web.promises(request.user, hotspot.workspace)
    form = CommitmentsForm(request.GET, commitments=[one.commitment for one in promised])
    told = [one for one in promised if one.is_asked(**form.given)]
    settled = [one for one in told if not web.is_followed(one.commitment)]
    given: dict[str, Any] = {
        "hotspot": hotspot,
        "followed": [one for one in told if one not in settled],
        "settled": settled[::-1],
        "form": form,
    }
    given |= {"notice": hotspot.workspace.notice}
    made = [] if form.errors else [tables.of_commitments(told, form.said)]
    return show_list(request, "actions/commitments.html", given, made, where=hotspot.workspace)


@reads
def commitment(request: Request, pk: int) -> HttpResponse:
    """Show a commitment: who will do what by when, and how it stands."""
    it = commitment_seen(request, pk)
    promise = web.judged(request.user, [it])[0]
    given = {"commitment": it, "promise": promise, "hotspot": room_seen(request, it.workspace.reference)}
    return render(request, "actions/commitment.html", {**given, "notice": it.workspace.notice})


@acts
def propose_commitment(request: Request, reference: str, number: int) -> HttpResponse:
    """Propose a commitment to an organisation at the table."""
    it = meeting_seen(request, reference, number)
    rules.propose_commitment.require(request.user, Commitment(workspace=it.workspace, meeting=it))
    form = CommitmentForm(sent(request), person=request.user, meeting=it)
    if form.is_valid():
        services.propose_commitment(by=request.user, meeting=it, **form.cleaned_data)
        return done(request, it, _("The commitment is proposed. It counts once its organisation accepts it."))
    words = {"heading": _("Propose a commitment"), "submit": _("Propose the commitment"), "lead": it.title}
    return ask(request, form, **words, back=it.get_absolute_url(), notice=it.workspace.notice)


def _answer(
    rule: Rule[Commitment], act: Callable[..., Commitment], submit: Any, said: Any, form_of: type[Any] = NothingForm
) -> Callable[..., HttpResponse]:
    """Make the page of one answer: what must be said for it, and the service that takes it."""

    @acts
    def page(request: Request, pk: int) -> HttpResponse:
        """Answer for a commitment."""
        it = commitment_seen(request, pk)
        rule.require(request.user, it)
        form = form_of(sent(request))
        if form.is_valid():
            return done(request, act(by=request.user, commitment=it, **form.cleaned_data), str(said))
        return ask(request, form, heading=submit, submit=submit, lead=it.what, back=it.get_absolute_url(), notice=it.workspace.notice)

    return page


accept_commitment = _answer(
    rules.accept_commitment,
    services.accept_commitment,
    gettext_lazy("Accept the commitment"),
    gettext_lazy("Your organisation has accepted the commitment."),
)
decline_commitment = _answer(
    rules.decline_commitment,
    services.decline_commitment,
    gettext_lazy("Decline the commitment"),
    gettext_lazy("The commitment is declined."),
    DeclineForm,
)
keep_commitment = _answer(
    rules.keep_commitment,
    services.keep_commitment,
    gettext_lazy("Say whether it was kept"),
    gettext_lazy("Your answer is written down."),
    KeepForm,
)
confirm_commitment = _answer(
    rules.confirm_commitment,
    services.confirm_commitment,
    gettext_lazy("Confirm that it was kept"),
    gettext_lazy("The commitment is confirmed as kept."),
)
