"""SQLite: copied page by page by its own backup, out of a database in use and back into it in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from taskforce.archives.contents import asking, told

PART = "database.sqlite3"
PAGES = 4096
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
Progress = Callable[[int, int, int], object]


def dump(connection: Any, into: Path, without: list[str]) -> dict[str, Any]:
    """Copy the database as it stands at one moment, without the rows left out, and say what is in the copy."""
    connection.ensure_connection()
    with closing(sqlite3.connect(into, isolation_level=None)) as copy:
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
        ask = asking(copy.cursor())
        tables = [name for (name,) in ask(TABLES)]
        for table in set(without) & set(tables):
            ask(f'DELETE FROM "{table}"')  # noqa: S608  # a table of ours
        ask("VACUUM")  # what was deleted must not stay behind in free pages
        return {"server": sqlite3.sqlite_version, **told(ask, tables, without)}


def load(connection: Any, part: Path, progress: Progress | None = None) -> None:
    """Put the copy in the place of what is there: until the last page is in, everybody reads what was there before."""
    connection.ensure_connection()
    with closing(sqlite3.connect(f"file:{part}?mode=ro", uri=True)) as copy:
        copy.backup(connection.connection, pages=PAGES, progress=progress)
    connection.close()
