"""Workspaces, their seats and the invitations to them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from taskforce import roles, rules, services
from taskforce.desk import tables as desk
from taskforce.forms import CharterForm, FrameForm, InvitationForm, ReasonForm
from taskforce.lists import show_list
from taskforce.models import Invitation, Seat, User, Workspace
from taskforce.models.anchors import councils_read_by
from taskforce.prospect import prospect, prospects
from taskforce.web import Request, acts, ask, reads, seen_by, sent


@reads
def workspaces(request: Request) -> HttpResponse:
    """List the workspaces the person sits in or sees, and the charters still to sign."""
    mine = Seat.objects.visible_to(request.user).filter(person=request.user).live().select_related("workspace", "organisation", "title")
    seen = Workspace.objects.visible_to(request.user).select_related("area")
    unsigned = mine.filter(signatures__isnull=True)
    given = {"mine": mine, "workspaces": seen, "unsigned": unsigned}
    return show_list(request, "taskforce/workspaces.html", given, [desk.my_seats(mine), desk.workspaces(seen)])


@reads
def workspace(request: Request, reference: str) -> HttpResponse:
    """Show a workspace, who sits in it and who is invited."""
    it = seen_by(request.user, Workspace, reference=reference)
    may = {"may_invite": rules.invite(request.user, _some_invitation(request.user, it)), "may_frame": rules.frame(request.user, it)}
    anchored = it.kind == roles.Kind.COUNCIL and it.pk in councils_read_by(request.user)
    inside = {"sees_inside": request.user.mandates.hold(roles.VIEW, it), "notice": it.notice, "anchored": anchored}
    people = _people(request.user, it)
    given = {"workspace": it, **inside, **people, **may}
    return show_list(request, "taskforce/workspace.html", given, desk.people_of(people), where=it)


def _people(person: User, workspace: Workspace) -> dict[str, Any]:
    """Gather the seats in force, each with whether the reader may end it, those that ended, and the invitations on their way."""
    seats = Seat.objects.visible_to(person).filter(workspace=workspace).select_related("person", "organisation", "title")
    invited = (
        Invitation.objects.visible_to(person).filter(workspace=workspace).pending().select_related("workspace", "organisation", "title")
    )
    given = rules.seats_to_give(person, workspace)
    live = [(seat, seat.role in given) for seat in seats.live()]
    offered = [(one, rules.withdraw_invitation(person, one)) for one in invited]
    keeps = bool(roles.ACCOUNTS & person.mandates.roles_over(workspace))
    return {"live": live, "keeps_accounts": keeps, "ended": [seat for seat in seats if not seat.is_live], "invited": offered}


@acts
def frame(request: Request, reference: str) -> HttpResponse:
    """Write down the legal frame."""
    it = seen_by(request.user, Workspace, reference=reference)
    rules.frame.require(request.user, it)
    form = FrameForm(sent(request), instance=it)
    if form.is_valid():
        services.frame(by=request.user, workspace=it, **form.cleaned_data)
        return redirect(it)
    return ask(request, form, heading=_("Legal frame"), submit=_("Save the legal frame"), back=it.get_absolute_url())


@acts
def invite(request: Request, reference: str) -> HttpResponse:
    """Invite somebody to a seat and show the link once."""
    it = seen_by(request.user, Workspace, reference=reference)
    rules.invite.require(request.user, _some_invitation(request.user, it))
    form = InvitationForm(sent(request), person=request.user, workspace=it)
    if form.is_valid():
        link = request.build_absolute_uri(reverse("join", args=["SECRET"])).replace("SECRET", "{secret}")
        made = services.invite(by=request.user, workspace=it, link=link, **form.cleaned_data)
        given = {
            "invitation": made,
            "workspace": it,
            "confirmed": rules.speaks_for(request.user, made),
            "prospect": prospect(made.role, made.axis),
        }
        return render(request, "taskforce/invited.html", given)
    told = {"workspace": it, "form": form, "prospects": prospects(rules.seats_to_give(request.user, it))}
    return render(request, "taskforce/invite.html", told)


def _some_invitation(person: User, workspace: Workspace) -> Invitation:
    """Sketch an invitation to the first role the person hands out here: whether any may be sent at all."""
    role = next(iter(rules.seats_to_give(person, workspace)), "")
    return Invitation(workspace=workspace, role=role, axis=roles.Axis.SECURITY if role in roles.ON_AN_AXIS else "")


@acts
def withdraw(request: Request, pk: int) -> HttpResponse:
    """Take an invitation back."""
    it = seen_by(request.user, Invitation, pk=pk)
    if request.method == "POST":
        services.withdraw_invitation(by=request.user, invitation=it)
    return redirect(it.workspace)


@acts
def unseat(request: Request, pk: int) -> HttpResponse:
    """End somebody's seat, saying why."""
    it = seen_by(request.user, Seat, pk=pk)
    rules.unseat.require(request.user, it)
    form = ReasonForm(sent(request))
    if form.is_valid():
        services.unseat(by=request.user, seat=it, **form.cleaned_data)
        messages.success(request, _("The seat has ended. It gives nothing any more."))
        return redirect(it.workspace)
    heading = _("End the seat of %(person)s") % {"person": it.person}
    return ask(request, form, heading=heading, submit=_("End the seat"), back=it.get_absolute_url(), kind="danger")


@acts
def charter(request: Request, pk: int) -> HttpResponse:
    """Read and sign the charter for one's own seat."""
    it = seen_by(request.user, Seat, pk=pk, person=request.user)
    rules.sign_charter.require(request.user, it)
    form = CharterForm(sent(request))
    if form.is_valid():
        services.sign_charter(by=request.user, seat=it)
        messages.success(request, _opened(it))
        return redirect("home")
    return render(request, "taskforce/charter.html", {"form": form, "seat": it, "prospect": prospect(it.role, it.axis)})


def _opened(seat: Seat) -> str:
    if seat.confirmed_on is None:
        return _("You signed the charter. Your seat waits for the word of %(organisation)s.") % {"organisation": seat.organisation}
    return _("You signed the charter. Your workspace is open.")


def somebody_new(invitation: Invitation) -> User:
    """Sketch the account an invitation would open, not saved."""
    return User(email=invitation.email.lower(), name=invitation.name, language=invitation.language)
