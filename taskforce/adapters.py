"""Where django-allauth asks the house: closed sign-up, limits, words, factors, and identities of other organisations."""

from __future__ import annotations

import time
from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.ratelimit import consume
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest
from django.shortcuts import redirect, render
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taskforce import services, sessions
from taskforce.models import User

KNOCKED = "knocked"  # the epoch in which a sign-in began
SAID = {
    "account/messages/logged_out.txt": _("You are signed out."),
    "account/messages/password_changed.txt": _("Your password is changed. Sign in with the new one."),
    "socialaccount/messages/account_connected_other.txt": _("This identity opens another account. Nothing was connected."),
    "socialaccount/messages/account_connected_updated.txt": _("This identity is connected to your account already."),
}


def is_fresh(request: HttpRequest) -> bool:
    """Whether the person proved who they are a moment ago, by signing in or by confirming it."""
    proofs = [one["at"] for one in get_authentication_records(request, request.user) if one.get("reauthenticated")]
    latest: float = max([request.session.get(sessions.SINCE, 0), *proofs])
    return time.time() - latest < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def stay(request: HttpRequest, person: Any) -> None:
    """Keep this one session of a person whose access was just renewed, under a new key; all others are dead."""
    update_session_auth_hash(request, person)
    request.user = person
    if not person.factors.exists():
        request.session.pop(sessions.PASSED, None)


def enter(request: HttpRequest, person: User) -> None:
    """Begin the first session of somebody whose account was opened just now."""
    request.session[KNOCKED] = person.epoch
    Account().login(request, person)


class Account(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Passwords and sign-in."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("This address and this password do not belong together."),
        "too_many_login_attempts": _("Too many attempts. Wait five minutes and try again."),
        "rate_limited": _("Too many attempts. Wait five minutes and try again."),
        "incorrect_password": _("This is not your password."),
        "incorrect_code": _("This code or passkey is not right. Try again; a code works once, for half a minute."),
        "invalid_password_reset": _("This link has been used or is too old. Ask for a new one."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up: the only door is an invitation."""
        return False

    def is_reauthentication_required(self, **_app: Any) -> bool:
        """Ask again who it is, unless that was shown a moment ago."""
        return not is_fresh(self.request)

    def get_login_stages(self) -> list[str]:
        """Take one step between the password and the session."""
        return ["taskforce.adapters.SecondFactor"]

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Ask for the second factor of whoever has one: a password alone must not remove it."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [one for one in methods if one["id"].startswith("mfa")] or methods

    def set_password(self, user: User, password: str) -> None:
        """Change the password by the link of a mail: an act like any other."""
        services.change_password(by=user, password=password)

    def pre_login(self, request: HttpRequest, user: Any, **more: Any) -> Any:
        """Remember in which epoch the sign-in began."""
        request.session[KNOCKED] = user.epoch
        return super().pre_login(request, user, **more)

    def login(self, request: HttpRequest, user: Any) -> None:
        """Begin the session, unless the person's access was renewed or closed between the password and the second factor."""
        if request.session.pop(KNOCKED, None) != user.epoch or not user.is_active:
            raise ImmediateHttpResponse(redirect("account_login"))
        records = get_authentication_records(request, user)
        passed = any(one["method"] == "mfa" for one in records) or is_vouched_for(request)
        super().login(request, user)
        for mark in (sessions.SINCE, sessions.SEEN):
            request.session.pop(mark, None)
        request.session[sessions.PASSED] = passed
        sessions.arrive(request, user)
        request.session[sessions.BROWSER] = sessions.rough_browser(request.headers.get("user-agent", ""))

    def get_client_ip(self, request: HttpRequest) -> str:
        """Say from which address it comes, past our own proxies; the nearest one where the header says less than it should."""
        try:
            address: str = super().get_client_ip(request)
        except (ImproperlyConfigured, PermissionDenied):
            address = request.META.get("REMOTE_ADDR") or "unknown"
        return address

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count failures per account and address together: hammering from elsewhere does not lock the person out."""
        return f"{credentials.get('email', '').casefold()} {self.get_client_ip(request)}"

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse before looking at the password once there were too many failures: here, or on this account from everywhere."""
        if not consume(request, action="login_account", key=credentials.get("email", "").casefold(), dry_run=True):
            raise self.validation_error("too_many_login_attempts")
        super().pre_authenticate(request, **credentials)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the failure against the account."""
        consume(request, action="login_account", key=credentials.get("email", "").casefold())

    def add_message(self, request: HttpRequest, level: int, message_template: str = "", *rest: Any, **more: Any) -> None:
        """Say what the house has words for, and nothing else."""
        if said := SAID.get(message_template) or more.get("message"):
            messages.add_message(request, level, said)


class Factors(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Second factors."""

    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": Account.error_messages["incorrect_code"]}

    def _get_site_name(self) -> str:
        """Name the product beside the account in applications and keys."""
        return "Taskforce"

    def generate_authenticator_name(self, user: Any, type: str) -> str:  # noqa: A002  # allauth's signature
        """Propose a name for a new passkey."""
        return gettext("Passkey %(number)d") % {"number": user.factors.count() + 1}

    @cached_property
    def _box(self) -> MultiFernet:
        keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
        return MultiFernet([Fernet(urlsafe_b64encode(sha256(f"second factor {key}".encode()).digest())) for key in keys])

    def encrypt(self, text: str) -> str:
        """Keep secrets so that a copy of the database alone does not open accounts."""
        return self._box.encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Read a secret back."""
        return self._box.decrypt(encrypted_text.encode()).decode()

    def renew(self) -> tuple[int, int]:
        """Write every secret again under the key in force, so that an earlier one may be given up; return how many, and of how many."""
        found = list(Authenticator.objects.filter(type__in=(Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)))
        return sum(self._renewed(one) for one in found), len(found)

    def _renewed(self, factor: Any) -> bool:
        kept = {name: self._box.rotate(factor.data[name].encode()).decode() for name in ("secret", "seed") if name in factor.data}
        unused = Authenticator.objects.filter(pk=factor.pk, data=factor.data)  # since it was read: a recovery code is used once
        return bool(unused.update(data=factor.data | kept))


class SecondFactor(AuthenticateStage):  # type: ignore[misc]  # allauth has no types
    """The step between the password and the session."""

    def handle(self) -> tuple[Any, bool]:
        """Ask for the second factor, unless the organisation's own sign-in vouches that it asked."""
        return (None, True) if is_vouched_for(self.request) else super().handle()


class Identities(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """The sign-in of the organisation (OpenID Connect): for accounts that exist and are connected."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Keep nothing of the identity but its number; connect it by an act of the person who asked for it."""
        request.vouched = _vouches(sociallogin.account.extra_data.get("id_token", {}))  # type: ignore[attr-defined]  # for this request
        sociallogin.account.extra_data = {}
        if sociallogin.is_existing:
            sociallogin.account.save(update_fields=["extra_data"])
        elif sociallogin.state.get("process") == "connect" and request.user.is_authenticated and is_fresh(request):
            stay(request, services.connect_identity(by=request.user, identity=sociallogin.account))
            messages.success(request, _("The sign-in of your organisation is connected. All your other sessions have ended."))
            raise ImmediateHttpResponse(redirect("security"))

    def on_authentication_error(self, request: HttpRequest, provider: Any, **_why: Any) -> None:
        """Say in our words that the way through the provider did not work, cancelled or failed."""
        raise ImmediateHttpResponse(render(request, "socialaccount/authentication_error.html", status=403))

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        """Come back to the security page."""
        return "/account/security/"


def is_vouched_for(request: HttpRequest) -> bool:
    """Whether the organisation's own sign-in says, in this very request, that it asked for a second factor."""
    return getattr(request, "vouched", False)


def _vouches(claims: dict[str, Any]) -> bool:
    """Read the claim the settings trust (``amr=mfa``); without the setting nothing is trusted."""
    name, _equals, wanted = settings.OIDC_MFA_CLAIM.partition("=")
    said = claims.get(name) if name else None
    return bool(wanted) and (wanted in said if isinstance(said, list) else said == wanted)
