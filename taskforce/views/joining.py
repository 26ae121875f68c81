"""The door: accepting an invitation, before or after signing in."""

from __future__ import annotations

from allauth.core.ratelimit import consume
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from taskforce import rules, services
from taskforce.adapters import enter, stay
from taskforce.forms import JoinForm
from taskforce.models import Invitation, User
from taskforce.prospect import prospect
from taskforce.services.invitations import digest_of
from taskforce.views.door import too_many
from taskforce.views.workspaces import somebody_new
from taskforce.web import Request, acts, open_to_all, sent


@open_to_all
@acts
def join(request: Request, secret: str) -> HttpResponse:
    """Show what is offered; take it only by the button: mail scanners open links."""
    if not consume(request, action="join"):
        return too_many(request)
    invitation = get_object_or_404(Invitation, digest=digest_of(secret))
    known = User.objects.filter(email__iexact=invitation.email).first()
    person = known or somebody_new(invitation)
    verdict = rules.accept_invitation(request.user if request.user.is_authenticated else person, invitation)
    context = {"invitation": invitation, "verdict": verdict, "person": person, "known": known is not None}
    context["confirmed"] = rules.speaks_for(invitation.sent_by, invitation)
    context["prospect"] = prospect(invitation.role, invitation.axis)
    if not verdict:
        return render(request, "taskforce/join.html", context, status=403)
    if known and not request.user.is_authenticated:
        return redirect(f"{reverse('account_login')}?next={request.path}")
    return _take(request, person, invitation, context)


def _take(request: HttpRequest, person: User, invitation: Invitation, context: dict[str, object]) -> HttpResponse:
    form = JoinForm(sent(request), person=person) if person.pk is None else None
    if request.method == "POST" and (form is None or form.is_valid()):
        if form is not None:
            person.set_password(form.cleaned_data["password"])
        seat = services.accept_invitation(by=person, invitation=invitation)
        (stay if form is None else enter)(request, User.objects.get(pk=person.pk))
        return redirect("charter", seat.pk)
    return render(request, "taskforce/join.html", {**context, "form": form})
