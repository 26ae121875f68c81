"""The sign-in of the organisation (OpenID Connect): the way there and back, connected to an account or not."""

from __future__ import annotations

from typing import Any

from allauth.socialaccount.providers.openid_connect import views as openid
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from requests import RequestException

from taskforce import services
from taskforce.adapters import stay
from taskforce.views.afresh import afresh
from taskforce.web import Request, acts, open_to_all


def _identities(view: Any) -> Any:
    """Make a page of the organisation's sign-in: nothing there unless the settings name one; in words when it does not answer."""

    def page(request: HttpRequest, provider_id: str) -> HttpResponse:
        if not settings.OIDC_ISSUER:
            raise Http404
        try:
            answer: HttpResponse = view(request, provider_id)
        except RequestException:
            answer = render(request, "socialaccount/authentication_error.html", status=503)
            answer["Retry-After"] = "60"
        return answer

    return open_to_all(acts(page))


identity_sign_in = _identities(openid.login)
identity_back = _identities(openid.callback)


@acts
@afresh
def connect(_request: Request) -> HttpResponse:
    """Go and fetch the identity to connect, at the organisation's own sign-in."""
    if not settings.OIDC_ISSUER:
        raise Http404
    return redirect(f"/sign-in/with/{settings.OIDC_PROVIDER}/?process=connect")


@acts
@afresh
def disconnect(request: Request, pk: int) -> HttpResponse:
    """Disconnect an identity."""
    if not request.user.socialaccount_set.filter(pk=pk).exists():
        raise Http404
    if request.method == "POST":
        stay(request, services.disconnect_identity(by=request.user, key=pk))
        messages.success(request, _("The sign-in of your organisation is disconnected. All your other sessions have ended."))
    return redirect("security")
