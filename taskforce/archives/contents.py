"""What an archive says about the database in it, and what it leaves out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.db import BaseDatabaseCache

Ask = Callable[[str], list[Any]]

SETTINGS = ("LANGUAGE_CODE", "TIME_ZONE", "DEMO", "SMALL_NUMBER", "DEFAULT_FROM_EMAIL", "ALLOWED_HOSTS", "INSTALLED_APPS", "MIDDLEWARE")
"""The settings worth keeping beside the data: none is a secret, and restoring does not set them."""
SESSIONS = ("taskforce.Session",)
MADE_BY_MIGRATING = frozenset({"django_migrations", "django_content_type", "auth_permission"})


def left_out() -> list[str]:
    """List the tables whose rows stay behind: who is signed in just now, and what is only remembered for speed."""
    caching = [caches[alias] for alias in settings.CACHES]
    found = [one._table for one in caching if isinstance(one, BaseDatabaseCache)]  # type: ignore[attr-defined]
    return sorted({*found, *(model._meta.db_table for model in sessions())})


def sessions() -> list[Any]:
    """List the models of who is signed in."""
    return [apps.get_model(label) for label in SESSIONS if apps.is_installed(_package(label))]


def _package(label: str) -> str:
    installed = {one.label: one.name for one in apps.get_app_configs()}
    return installed.get(label.partition(".")[0], label)


def kept_settings() -> dict[str, Any]:
    """Read the settings worth keeping."""
    return {name: getattr(settings, name) for name in SETTINGS}


def told(ask: Ask, tables: list[str], without: list[str]) -> dict[str, Any]:
    """Say which migrations are done and how many rows each table has."""
    return {
        "migrations": sorted(map(list, ask("SELECT app, name FROM django_migrations"))),
        "rows": rows(ask, [one for one in tables if one not in without]),
        "left_out": without,
    }


def rows(ask: Ask, tables: list[str]) -> dict[str, int]:
    """Count the rows of each table."""
    return {one: ask(f'SELECT count(*) FROM "{one}"')[0][0] for one in sorted(tables)}  # noqa: S608  # the database's own names


def asking(cursor: Any) -> Ask:
    """Ask by a cursor of any kind."""

    def ask(sql: str) -> list[Any]:
        cursor.execute(sql)
        return list(cursor.fetchall())

    return ask
