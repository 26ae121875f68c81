"""What must be right before real people are let in: asked by `manage.py check --deploy`, and by the web server before it starts."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import ERROR, CheckMessage, Error, Tags, Warning, register  # noqa: A004  # Django's name for it
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

KNOWN = frozenset(
    {"only-for-the-demonstration-and-tests-never-for-real-use", "known-to-everybody-for-the-demonstration-only", "changeme", "secret"}
)
SHORTEST_KEY, FEWEST_SIGNS, SHORTEST_TOKEN = 50, 10, 32
NOWHERE = ("console", "dummy", "locmem", "filebased")


@register(Tags.security, deploy=True)
def surroundings(**_asked: Any) -> list[CheckMessage]:
    """Name what is missing or unsafe in the surroundings of a real installation; errors keep the web server from starting."""
    return [*_key(), *_hosts(), *_https(), *_proxies(), *_trial(), *_database(), *_mail(), *_watching(), *_accessibility()]


def require_safe() -> None:
    """Refuse to serve with a key everybody knows or under any name; a demonstration and a developer's machine may."""
    if settings.DEMO or settings.DEBUG:
        return
    if wrong := [one for one in surroundings() if one.level >= ERROR]:
        raise ImproperlyConfigured("\n".join(f"{one.msg} {one.hint}" for one in wrong))


def _key() -> Iterator[CheckMessage]:
    hint = "Write 64 random signs: python3 -c 'import secrets; print(secrets.token_urlsafe(64))'"
    if settings.SECRET_KEY in KNOWN:
        yield Error("SECRET_KEY is not set, or is one that everybody knows.", hint=hint, id="taskforce.E001")
    elif len(settings.SECRET_KEY) < SHORTEST_KEY or len(set(settings.SECRET_KEY)) < FEWEST_SIGNS:
        yield Error("SECRET_KEY is short enough to be guessed.", hint=hint, id="taskforce.E002")


def _hosts() -> Iterator[CheckMessage]:
    hint = "Write the names people type to get here, with commas between them and no blanks."
    if any(one.strip() in {"", "*"} for one in settings.ALLOWED_HOSTS or [""]):
        yield Error("ALLOWED_HOSTS lets the site answer under any name, or none.", hint=hint, id="taskforce.E003")


def _https() -> Iterator[CheckMessage]:
    if not settings.HTTPS:
        yield Warning("HTTPS is not 1: passwords and sessions travel in the clear.", hint="Set HTTPS=1.", id="taskforce.W004")


def _proxies() -> Iterator[CheckMessage]:
    behind, counted = settings.SECURE_PROXY_SSL_HEADER is not None, settings.ALLAUTH_TRUSTED_PROXY_COUNT
    if behind and not counted:
        hint = "Set TRUSTED_PROXIES to how many proxies write X-Forwarded-For, mostly 1."
        yield Warning("Attempts to sign in are counted for the proxy, so for everybody together.", hint=hint, id="taskforce.W011")
    if counted and not behind:
        hint = "Set BEHIND_PROXY=1 if there is a proxy, and TRUSTED_PROXIES=0 if there is none."
        yield Warning("Whoever tries passwords may choose the address that is counted.", hint=hint, id="taskforce.W012")


def _trial() -> Iterator[CheckMessage]:
    if settings.DEMO:
        yield Warning("DEMO is 1: everybody knows the passwords of a demonstration.", hint="Leave DEMO out.", id="taskforce.W005")
    if settings.TASKFORCE_TODAY:
        yield Warning("TASKFORCE_TODAY is set: time stands still.", hint="Leave TASKFORCE_TODAY out.", id="taskforce.W006")


def _database() -> Iterator[CheckMessage]:
    if connection.vendor == "sqlite" and not settings.SQLITE_ALLOWED:
        hint = "Set DATABASE_URL=postgres://…, or ALLOW_SQLITE=1 for a small installation on one machine."
        yield Warning("The database is SQLite, which serves one machine only.", hint=hint, id="taskforce.W007")


def _mail() -> Iterator[CheckMessage]:
    if settings.EMAIL_BACKEND.rsplit(".", 2)[-2] in NOWHERE:
        hint = "Set EMAIL_BACKEND=django.core.mail.backends.smtp.EmailBackend and EMAIL_HOST."
        yield Warning("E-mail goes nowhere: nobody receives an invitation.", hint=hint, id="taskforce.W008")
    if settings.DEFAULT_FROM_EMAIL.endswith("@localhost"):
        hint = "Set DEFAULT_FROM_EMAIL to an address people may answer to."
        yield Warning("E-mail comes from an address that does not exist.", hint=hint, id="taskforce.W009")
    if settings.HTTPS and not settings.SITE.startswith("https://"):
        hint = "Set SITE to the address people type, https://…"
        yield Warning("Links in mails lead nowhere, or travel in the clear.", hint=hint, id="taskforce.W010")


def _accessibility() -> Iterator[CheckMessage]:
    """The law asks for a statement that names who publishes, whom to tell and where to complain, to each reader in their language."""
    if not (settings.PUBLISHER and settings.ACCESSIBILITY_CONTACT):
        hint = "Set PUBLISHER to the name of your organisation and ACCESSIBILITY_CONTACT to an address of yours."
        yield Warning("The accessibility statement does not say who answers for it.", hint=hint, id="taskforce.W015")
    if unsaid := [f"ACCESSIBILITY_APPEAL_{language.upper()}" for language, words in settings.ACCESSIBILITY_APPEAL.items() if not words]:
        hint = f"Set {', '.join(unsaid)} to the name and address of the body that sees to accessibility where you are."
        yield Warning("The accessibility statement does not say where to complain.", hint=hint, id="taskforce.W016")


def _watching() -> Iterator[CheckMessage]:
    if settings.METRICS_TOKEN and len(settings.METRICS_TOKEN) < SHORTEST_TOKEN:
        hint = "Write 32 random signs: python3 -c 'import secrets; print(secrets.token_urlsafe(32))'; or leave it empty: there are no numbers then."
        yield Warning("METRICS_TOKEN is short enough to be guessed.", hint=hint, id="taskforce.W013")
    if settings.MARKS and not os.access(settings.MARKS, os.W_OK | os.X_OK):
        hint = "Make the folder, give it to the account that runs seal, deliver, warn_orders and backup; or leave MARKS empty."
        yield Warning(
            "MARKS is no folder this account may write to: nobody learns when a backup was last made.", hint=hint, id="taskforce.W014"
        )
