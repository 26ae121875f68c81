"""Databases of a test's own, on either engine, taken for the installation's while a test needs them and gone afterwards."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection, connections


@dataclass
class Places:
    """Two databases, in a folder or on the server of the tests: one with the scene, in use, and one without a table."""

    folder: Path

    @property
    def postgresql(self) -> bool:
        """Whether the tests run on PostgreSQL."""
        return bool(connections.settings["default"]["ENGINE"].endswith("postgresql"))

    def named(self, what: str) -> str:
        """Name one of the two."""
        tests = Path(str(connections.settings["default"]["NAME"])).stem
        return f"{tests}_{what}" if self.postgresql else str(self.folder / f"{what}.sqlite3")

    def in_use(self) -> str:
        """Copy the database of the tests, while no test is in it, and return the name of the copy."""
        name = self.named("in_use")
        if self.postgresql:
            connection.close()
            self._created(name, f'TEMPLATE "{connection.settings_dict["NAME"]}"')
            self._created(self.named("empty"), "TEMPLATE template0")
            return name
        connection.ensure_connection()
        with closing(sqlite3.connect(name)) as copy:
            connection.connection.backup(copy)
        return name

    def empty(self) -> str:
        """Empty the other, and return its name."""
        name = self.named("empty")
        if not self.postgresql:
            for one in self.folder.glob("empty*"):
                one.unlink()
            return name
        with inside(name), connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        return name

    def clear(self) -> None:
        """Drop both; the folder goes by itself."""
        if self.postgresql:
            with _beside() as cursor:
                for what in ("in_use", "empty"):
                    cursor.execute(f'DROP DATABASE IF EXISTS "{self.named(what)}" WITH (FORCE)')

    @staticmethod
    def _created(name: str, how: str) -> None:
        with _beside() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{name}" {how}')


@contextmanager
def _beside() -> Iterator[Any]:
    """Speak to the server beside every database, for as long as it takes: a database made or dropped waits for the disk."""
    with connection._nodb_cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        yield cursor


@contextmanager
def inside(name: str) -> Iterator[None]:
    """Take a database for the installation's, in this thread."""
    kept = connections["default"]
    it: Any = connections.create_connection("default")
    it.settings_dict = {**it.settings_dict, "NAME": name}
    connections["default"] = it
    try:
        yield
    finally:
        it.close()
        connections["default"] = kept
