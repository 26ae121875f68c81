"""PostgreSQL: dumped by pg_dump out of one snapshot, put back by psql in one transaction."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from taskforce.archives.contents import asking, told

PART = "database.pgdump"
EMPTY = ("DROP SCHEMA public CASCADE", "CREATE SCHEMA public")
NAMED = {"NAME": "PGDATABASE", "USER": "PGUSER", "PASSWORD": "PGPASSWORD", "HOST": "PGHOST", "PORT": "PGPORT"}


class ToolFailed(Exception):
    """A programme of PostgreSQL is missing or said no."""


def dump(connection: Any, into: Path, without: list[str]) -> dict[str, Any]:
    """Dump the database as it stands at one moment, without the rows left out, and say what was in it at that moment."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        ask = asking(cursor)
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        ((snapshot,),) = ask("SELECT pg_export_snapshot()")
        apart = [f'--exclude-table-data="{one}"' for one in without]
        _run(connection, "pg_dump", "--format=custom", "--no-owner", "--no-acl", f"--snapshot={snapshot}", *apart, f"--file={into}")
        tables = [one.name for one in connection.introspection.get_table_list(cursor) if one.type in {"t", "p"}]
        return {"server": str(connection.pg_version), **told(ask, tables, without)}


def load(connection: Any, part: Path) -> None:
    """Put the dump in the place of what is there, in one transaction: until it ends, what was there before is there."""
    script = part.with_suffix(".sql")
    _run(connection, "pg_restore", "--no-owner", "--no-acl", "--schema=public", f"--file={script}", str(part))
    connection.close()
    orders = [word for order in EMPTY for word in ("--command", order)]
    _run(connection, "psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", *orders, f"--file={script}")


def _run(connection: Any, tool: str, *words: str) -> None:
    """Run a programme of PostgreSQL on this database; the password goes by its environment, never by its command line."""
    given = {variable: str(connection.settings_dict[name]) for name, variable in NAMED.items() if connection.settings_dict[name]}
    options = {f"PG{name.upper()}": str(value) for name, value in connection.settings_dict["OPTIONS"].items() if name.startswith("ssl")}
    environment = {**os.environ, **given, **options, "PGOPTIONS": "-c client_min_messages=warning"}
    try:
        subprocess.run([tool, *words], env=environment, check=True, capture_output=True, text=True)  # noqa: S603  # words of ours
    except FileNotFoundError as error:
        words_of_help = _("%(tool)s is not on this machine. Install the package postgresql-client, of the server's version or later.")
        raise ToolFailed(words_of_help % {"tool": tool}) from error
    except subprocess.CalledProcessError as error:
        raise ToolFailed(error.stderr.strip()) from error
