"""What people type to prove who they are: allauth's forms in our words and our look."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm, ReauthenticateForm, ResetPasswordForm, ResetPasswordKeyForm
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm, LoginWebAuthnForm, ReauthenticateWebAuthnForm
from django.utils.translation import gettext_lazy as _

from taskforce.forms_look import House
from taskforce.notices import ask_for_reset

CODE = {"autocomplete": "one-time-code", "inputmode": "numeric"}


class Plain(House):
    """A form of allauth without its placeholders, in words of ours by field: ``(label, help, attributes)``."""

    words: dict[str, tuple[Any, Any, dict[str, str]]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, help_text, attributes) in self.words.items():
            field = self.fields[name]
            field.label, field.help_text = label, help_text
            field.widget.attrs.pop("placeholder", None)
            field.widget.attrs.update(attributes)


class SignInForm(Plain, LoginForm):  # type: ignore[misc]  # allauth has no types
    """An address and a password."""

    words = {
        "login": (_("E-mail address"), "", {"autocomplete": "username"}),
        "password": (_("Password"), "", {"autocomplete": "current-password"}),
    }


class ForgottenForm(Plain, ResetPasswordForm):  # type: ignore[misc]  # allauth has no types
    """The address to which a link goes."""

    words = {"email": (_("E-mail address"), "", {"autocomplete": "email"})}

    def clean_email(self) -> str:
        """Look nobody up: whether there is such an account must not show, not even by the time it takes."""
        return str(self.cleaned_data["email"])

    def save(self, request: Any, **_more: Any) -> str:
        """Leave it to the outbox, which makes the link when the mail goes."""
        ask_for_reset(self.cleaned_data["email"])
        return str(self.cleaned_data["email"])


class NewPasswordForm(Plain, ResetPasswordKeyForm):  # type: ignore[misc]  # allauth has no types
    """A new password, twice."""

    words = {
        "password1": (_("Choose a password"), _("At least twelve characters."), {"autocomplete": "new-password"}),
        "password2": (_("The same password again"), "", {"autocomplete": "new-password"}),
    }


class ConfirmPasswordForm(Plain, ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    """One's own password, again."""

    words = {"password": (_("Password"), "", {"autocomplete": "current-password"})}


class CodeForm(Plain, AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    """A code of the application, or a recovery code."""

    words = {"code": (_("Code"), _("From your authenticator application, or one of your recovery codes."), CODE)}


class ConfirmCodeForm(Plain, ReauthenticateByCodeForm):  # type: ignore[misc]  # allauth has no types
    """The same, to confirm who one is."""

    words = CodeForm.words


class AppForm(Plain, ActivateTOTPForm):  # type: ignore[misc]  # allauth has no types
    """The first code of a new application."""

    words = {"code": (_("Code shown by the application"), "", CODE)}


class FromDevice:
    """What a device sends may be anything: allauth fails on an answer in another shape; to us it is a wrong one."""

    def full_clean(self) -> None:
        """Clean, and find wrong what cannot be read."""
        try:
            super().full_clean()  # type: ignore[misc]  # the form's
        except (AttributeError, KeyError, TypeError, ValueError):
            self.add_error(None, get_adapter().validation_error("incorrect_code"))  # type: ignore[attr-defined]  # the form's


class PasskeySignInForm(FromDevice, Plain, LoginWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """A passkey instead of the password."""


class PasskeyCodeForm(FromDevice, Plain, AuthenticateWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """A passkey after the password."""


class ConfirmPasskeyForm(FromDevice, Plain, ReauthenticateWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """A passkey to confirm who one is."""


class PasskeyForm(FromDevice, Plain, AddWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """The name of a new passkey."""

    words = {"name": (_("Name of this passkey"), _("So that you know it again: “My phone”, “Key on my ring”."), {"maxlength": "60"})}
