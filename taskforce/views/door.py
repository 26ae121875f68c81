"""The door: signing in and out, second factors, forgotten passwords, confirming who one is. allauth's steps, our words and look."""

from __future__ import annotations

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.webauthn import views as webauthn
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from taskforce.forms_door import CodeForm, ConfirmCodeForm, ConfirmPasswordForm, ForgottenForm, NewPasswordForm, SignInForm
from taskforce.web import acts, open_to_all, reads

LIMITS = {"too_many_login_attempts", "rate_limited"}


def too_many(request: HttpRequest) -> HttpResponse:
    """Say that there were too many attempts, and when to try again."""
    response = render(request, "429.html", status=429)
    response["Retry-After"] = "300"
    return response


class Limited:
    """A form that answers 429 when what is wrong with it is the number of attempts."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show what is wrong."""
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]  # the view's own
        codes = {error.code for errors in form.errors.as_data().values() for error in errors}
        if codes & LIMITS:
            response.status_code, response["Retry-After"] = 429, "300"
        return response


class SignIn(Limited, account.LoginView):  # type: ignore[misc]  # allauth has no types
    """Sign in with an address and a password, a passkey, or the sign-in of the organisation."""

    form_class = SignInForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add why the last session ended, and the name of the organisation's sign-in."""
        more = {"ended": self.request.GET.get("ended"), "identities": settings.OIDC_NAME}
        context: dict[str, Any] = super().get_context_data(**kwargs) | more
        return context


class SignOut(account.LogoutView):  # type: ignore[misc]  # allauth has no types
    """Sign out; the browser forgets what it kept of the person."""

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """End the session, and have drafts and caches thrown away."""
        response: HttpResponse = super().post(*args, **kwargs)
        response["Clear-Site-Data"] = '"storage"'
        return response


class SecondFactor(Limited, mfa.AuthenticateView):  # type: ignore[misc]  # allauth has no types
    """Show a code or a passkey after the password."""

    form_class = CodeForm


class Forgotten(account.PasswordResetView):  # type: ignore[misc]  # allauth has no types
    """Ask for a link to choose a new password; the answer is the same whether the address is known or not."""

    form_class = ForgottenForm


class NewPassword(account.PasswordResetFromKeyView):  # type: ignore[misc]  # allauth has no types
    """Choose a new password by the link of a mail."""

    form_class = NewPasswordForm


class Confirm(Limited, account.ReauthenticateView):  # type: ignore[misc]  # allauth has no types
    """Confirm who one is, by password."""

    form_class = ConfirmPasswordForm


class ConfirmByCode(Limited, mfa.ReauthenticateView):  # type: ignore[misc]  # allauth has no types
    """Confirm who one is, by code."""

    form_class = ConfirmCodeForm


sign_in = open_to_all(acts(SignIn.as_view()))
sign_out = open_to_all(acts(SignOut.as_view()))
second_factor = open_to_all(acts(SecondFactor.as_view()))
passkey_sign_in = open_to_all(acts(webauthn.LoginWebAuthnView.as_view()))
closed = open_to_all(reads(account.AccountInactiveView.as_view()))
forgotten = open_to_all(acts(Forgotten.as_view()))
forgotten_sent = open_to_all(reads(account.PasswordResetDoneView.as_view()))
new_password = open_to_all(acts(NewPassword.as_view()))
new_password_done = open_to_all(reads(account.PasswordResetFromKeyDoneView.as_view()))
confirm = acts(Confirm.as_view())
confirm_by_code = acts(ConfirmByCode.as_view())
confirm_by_passkey = acts(webauthn.ReauthenticateWebAuthnView.as_view())
