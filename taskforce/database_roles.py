"""Who may do what in the database itself, written from the models: a promise the application cannot break, even when it is broken into."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import models

from taskforce.kernel.journal import Act, Written
from taskforce.kernel.seal.books import Seal, Shape
from taskforce.kernel.trail import Stamp
from taskforce.models import Anchor
from taskforce.rules import erasable

ROLES = {
    "app": "the application: writes live tables, adds to the journal, changes nothing in it",
    "sealer": "manage.py seal: reads all, adds links and anchors",
    "eraser": "the erasure of personal data: changes texts and salts of written rows, nothing else",
    "backup": "backups: reads all",
}
PREFIX = "taskforce"
CHAIN = (Seal, Shape, Anchor)
GIVEN = (Permission, ContentType)

HEAD = """\
-- The roles of the database. Written by `manage.py database_roles` from the models. Do not edit.
--
-- Run it as the owner of the tables after each migration:
--     psql --set ON_ERROR_STOP=1 --single-transaction --file deploy/postgresql/roles.sql DATABASE
-- Then give each role that connects its password: ALTER ROLE … PASSWORD '…'.
"""


def sql(prefix: str = PREFIX) -> str:
    """Write the whole of it for roles whose names begin with a prefix."""
    names = {one: f"{prefix}_{one}" for one in ROLES}
    everybody = ", ".join(names.values())
    lines = [HEAD]
    for one, words in ROLES.items():
        lines += [f"-- {words}", _created(names[one])]
    lines += [
        "",
        "REVOKE ALL ON SCHEMA public FROM PUBLIC;",
        "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC;",
        "REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM PUBLIC;",
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {everybody};",
        f"GRANT USAGE ON SCHEMA public TO {everybody};",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {names['app']}, {names['sealer']}, {names['backup']};",
        f"GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO {names['backup']};",
    ]
    for model in sorted(apps.get_models(include_auto_created=True), key=lambda one: one._meta.db_table):
        lines += _grants(model, names)
    lines.append(
        f'GRANT INSERT, UPDATE, DELETE ON "{settings.CACHES["default"]["LOCATION"]}" TO {names["app"]};'
    )  # counts of attempts: no model
    return "\n".join(lines) + "\n"


def _created(name: str) -> str:
    """Create a role where there is none: roles belong to the whole server."""
    return f"DO $$ BEGIN CREATE ROLE {name} LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;"


def written(model: type[models.Model]) -> bool:
    """Say whether a model's rows are only ever added by the application: the journal and the history."""
    return issubclass(model, Stamp | Written) and model not in CHAIN


def _grants(model: type[models.Model], names: dict[str, str]) -> Iterator[str]:
    """Say what the roles may do with one table beyond reading it."""
    table = f'"{model._meta.db_table}"'
    if written(model):
        yield f"GRANT INSERT ({_columns(model)}) ON {table} TO {names['app']};"
        if texts := changeable(model):
            key: Any = model._meta.pk
            yield f'GRANT SELECT ("{key.column}"), UPDATE ({_listed(texts)}) ON {table} TO {names["eraser"]};'
    elif model in CHAIN:
        yield f"GRANT INSERT ({_columns(model)}) ON {table} TO {names['sealer']};"
    elif model not in GIVEN and model._meta.managed:
        yield f"GRANT INSERT, UPDATE, DELETE ON {table} TO {names['app']};"


def changeable(model: type[models.Model]) -> list[str]:
    """Name the columns an erasure may change in a written row: its texts and its salt."""
    if model is Act:
        return ["reason", "salt"]
    thing = getattr(model, "instance_type", None)
    fields: Any = [model._meta.get_field(name) for name in erasable(thing)] if thing is not None else []
    texts = [one.column for one in fields]
    return [*texts, "salt"] if texts else []


def _columns(model: type[models.Model]) -> str:
    """List the columns somebody may fill: all but a key the database gives itself, so that no row is slipped in among older ones."""
    return _listed([str(one.column) for one in model._meta.concrete_fields if not isinstance(one, models.AutoField | models.BigAutoField)])


def _listed(columns: list[str]) -> str:
    return ", ".join(f'"{one}"' for one in columns)
