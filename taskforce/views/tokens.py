"""Programs and tokens: which programs one has let in, and letting one in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from taskforce import rules, services
from taskforce.forms_look import Form
from taskforce.forms_tokens import TokenForm
from taskforce.models import Token
from taskforce.views.afresh import afresh
from taskforce.web import Request, acts, ask, seen_by, sent


@acts
@afresh
def tokens(request: Request) -> HttpResponse:
    """Show the tokens of one's programs, and issue one more, shown this once."""
    form = TokenForm(sent(request), person=request.user)
    secret = _issued(request, form) if form.is_valid() else ""
    open_now = Token.objects.visible_to(request.user).open().filter(epoch=request.user.epoch)
    shown = open_now.select_related("seat__workspace", "seat__organisation", "seat__title", "use")
    return render(request, "taskforce/tokens.html", {"form": form, "secret": secret, "tokens": shown})


def _issued(request: Request, form: TokenForm) -> str:
    """Issue it, or put what is wrong beside the field."""
    given: dict[str, Any] = form.cleaned_data
    try:
        return services.issue_token(by=request.user, **{name: given[name] for name in ("seat", "name", "scope", "until")})
    except ValidationError as error:
        form.add_error(None, error)
        return ""


@acts
def end_token(request: Request, pk: int) -> HttpResponse:
    """End one."""
    it = seen_by(request.user, Token, pk=pk)
    rules.end_token.require(request.user, it)
    form = Form(sent(request))
    if form.is_valid():
        services.end_token(by=request.user, token=it)
        messages.success(request, _("The token has ended. The program is answered nothing any more."))
        return redirect("tokens")
    lead = _("The program that uses it is answered nothing any more, at once.")
    words = {"heading": _("End the token: %(name)s") % {"name": it}, "lead": lead, "submit": _("End the token")}
    return ask(request, form, **words, back=it.get_absolute_url(), kind="danger")
