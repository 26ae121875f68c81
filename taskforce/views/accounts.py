"""What whoever keeps the seats does about somebody's account, and the charter taken back; each with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from taskforce import rules, services
from taskforce.forms import ReasonForm
from taskforce.models import Seat
from taskforce.web import Request, acts, ask, seen_by, sent

if TYPE_CHECKING:
    from collections.abc import Callable


def _with_reason(request: Request, seat: Seat, rule: Any, service: Callable[..., Any], *, words: tuple[str, str, str, str]) -> HttpResponse:
    """Ask why, do it, and come back to the seats. ``words``: heading, lead, button, and what to say when it is done."""
    rule.require(request.user, seat)
    heading, lead, submit, done = words
    form = ReasonForm(sent(request))
    if form.is_valid():
        service(by=request.user, seat=seat, **form.cleaned_data)
        messages.success(request, done)
        return redirect("workspaces" if seat.person_id == request.user.pk else seat.workspace)
    return ask(request, form, heading=heading, lead=lead, submit=submit, back=seat.get_absolute_url(), kind="danger")


@acts
def withdraw_charter(request: Request, pk: int) -> HttpResponse:
    """Take back the signature under a seat."""
    it = seen_by(request.user, Seat, pk=pk)
    heading = _("Withdraw the charter of %(person)s") % {"person": it.person}
    lead = _("The seat gives nothing until the charter is signed again. All sessions end.")
    words = (heading, lead, _("Withdraw the charter"), _("The charter is withdrawn."))
    return _with_reason(request, it, rules.withdraw_charter, services.withdraw_charter, words=words)


@acts
def reset_factor(request: Request, pk: int) -> HttpResponse:
    """Help somebody who has lost their second factor."""
    it = seen_by(request.user, Seat, pk=pk)
    heading = _("Reset the second factor of %(person)s") % {"person": it.person}
    lead = _("Make sure by another way that it is they who ask. They are told by mail, and all their sessions end.")
    words = (heading, lead, _("Reset the second factor"), _("The second factor is reset."))
    return _with_reason(request, it, rules.reset_second_factor, services.reset_second_factor, words=words)


@acts
def disable_account(request: Request, pk: int) -> HttpResponse:
    """Close somebody's account."""
    it = seen_by(request.user, Seat, pk=pk)
    heading = _("Close the account of %(person)s") % {"person": it.person}
    lead = _("Nothing answers to this account any more, from the next request on.")
    words = (heading, lead, _("Close the account"), _("The account is closed."))
    return _with_reason(request, it, rules.disable_account, services.disable_account, words=words)


@acts
def enable_account(request: Request, pk: int) -> HttpResponse:
    """Open somebody's account again."""
    it = seen_by(request.user, Seat, pk=pk)
    heading = _("Open the account of %(person)s again") % {"person": it.person}
    lead = _("Its seats are what they were. Its old sessions stay closed.")
    words = (heading, lead, _("Open the account"), _("The account is open again."))
    return _with_reason(request, it, rules.enable_account, services.enable_account, words=words)
