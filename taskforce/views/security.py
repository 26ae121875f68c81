"""My security: one's own password, second factors, recovery codes and sessions."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from taskforce import rules, services, sessions
from taskforce.adapters import stay
from taskforce.forms import JoinForm
from taskforce.forms_door import AppForm, PasskeyForm
from taskforce.forms_look import Form
from taskforce.models import Session, User
from taskforce.views.afresh import afresh
from taskforce.web import Request, acts, ask, reads, sent

if TYPE_CHECKING:
    pass

BACK = "/account/security/"


@reads
def security(request: Request) -> HttpResponse:
    """Show how one signs in and where one is signed in."""
    context = {
        **_factors(request.user),
        "held_back": getattr(request, "held_back", False),
        "open": _open_sessions(request),
        "identities": settings.OIDC_NAME,
        "connected": request.user.socialaccount_set.first(),
    }
    return render(request, "taskforce/security.html", context)


def _factors(person: User) -> dict[str, Any]:
    """List the second factors, and count the recovery codes that are left."""
    factors = [
        {"key": one.pk, "app": one.type == "totp", "name": str(one), "used": one.last_used_at, "since": one.created_at}
        for one in person.factors
    ]
    codes = person.authenticator_set.filter(type="recovery_codes").first()
    return {
        "factors": factors,
        "has_app": any(one["app"] for one in factors),
        "codes": len(codes.wrap().get_unused_codes()) if codes else 0,
    }


def _open_sessions(request: Request) -> list[dict[str, Any]]:
    """List where the person is signed in, latest first."""
    found = Session.objects.visible_to(request.user).open_for(request.user)
    told = [
        {
            "here": key == request.session.session_key,
            "browser": held.get(sessions.BROWSER, "?"),
            **{name: datetime.fromtimestamp(held.get(name, 0), UTC) for name in (sessions.SINCE, sessions.SEEN)},
        }
        for key, held in found
        if not sessions.why_over(held)
    ]
    return sorted(told, key=lambda one: one["seen"], reverse=True)


@acts
@afresh
def change_password(request: Request) -> HttpResponse:
    """Choose another password."""
    form = JoinForm(sent(request), person=request.user)
    if form.is_valid():
        stay(request, services.change_password(by=request.user, password=form.cleaned_data["password"]))
        messages.success(request, _("Your password is changed. All your other sessions have ended."))
        return redirect("security")
    return ask(request, form, heading=_("Change my password"), submit=_("Change the password"), back=BACK)


class AddApp(ActivateTOTPView):  # type: ignore[misc]  # allauth has no types
    """Add an authenticator application: its QR code, and the first code it shows."""

    form_class = AppForm

    def dispatch(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say so when there is one already."""
        rules.add_authenticator_app.require(request.user, request.user)
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer

    def form_valid(self, form: Any) -> HttpResponse:
        """Add it."""
        person = services.add_authenticator_app(by=self.request.user, secret=form.secret)
        return _added(self.request, person, _("The application is added. All your other sessions have ended."))


class AddPasskey(AddWebAuthnView):  # type: ignore[misc]  # allauth has no types
    """Add a passkey under a name."""

    form_class = PasskeyForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show what is wrong with the form, which allauth leaves out."""
        context: dict[str, Any] = super().get_context_data() | kwargs
        return context

    def form_valid(self, form: Any) -> HttpResponse:
        """Add it."""
        given = {name: form.cleaned_data[name] for name in ("name", "credential")}
        person = services.add_passkey(by=self.request.user, **given)
        return _added(self.request, person, _("The passkey is added. All your other sessions have ended."))


def _added(request: Any, person: Any, words: str) -> HttpResponse:
    """Keep this session, which has shown the factor just now, and lead on to recovery codes where there are none yet."""
    request.session[sessions.PASSED] = True
    request.session.pop("mfa.totp.secret", None)
    stay(request, person)
    messages.success(request, words)
    return redirect("security" if person.authenticator_set.filter(type="recovery_codes").exists() else "recovery_codes")


add_app = acts(afresh(AddApp.as_view()))
add_passkey = acts(afresh(AddPasskey.as_view()))


@acts
@afresh
def remove_factor(request: Request, pk: int) -> HttpResponse:
    """Remove a second factor."""
    it = request.user.factors.filter(pk=pk).first()
    if it is None:
        raise Http404
    rules.remove_second_factor.require(request.user, request.user)
    form = Form(sent(request))
    if form.is_valid():
        stay(request, services.remove_second_factor(by=request.user, key=pk))
        messages.success(request, _("The factor is removed. All your other sessions have ended."))
        return redirect("security")
    heading = _("Remove %(factor)s") % {"factor": it}
    return ask(request, form, heading=heading, submit=_("Remove the factor"), back=BACK, kind="danger")


@acts
@afresh
def recovery_codes(request: Request) -> HttpResponse:
    """Make ten recovery codes and show them this once."""
    may = rules.renew_recovery_codes(request.user, request.user)
    codes = []
    if request.method == "POST":
        codes = services.renew_recovery_codes(by=request.user)
        request.user.refresh_from_db()
        stay(request, request.user)
    return render(request, "taskforce/recovery_codes.html", {"codes": codes, "may": may})


@acts
def end_sessions(request: Request) -> HttpResponse:
    """End all of one's other sessions."""
    if request.method == "POST":
        stay(request, services.end_sessions(by=request.user))
        messages.success(request, _("All your other sessions have ended."))
    return redirect("security")
