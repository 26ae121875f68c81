"""Write, or compare, the roles of the PostgreSQL database."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from taskforce.database_roles import PREFIX, sql

FILE: Path = settings.ROOT / "deploy" / "postgresql" / "roles.sql"


class Command(BaseCommand):
    """deploy/postgresql/roles.sql from the models; for roles of other names, on the standard output."""

    help = "Write deploy/postgresql/roles.sql; --check only compares; --prefix prints it for roles of another name."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail if the file differs from the models")
        parser.add_argument("--prefix", default=PREFIX, help="how the names of the roles begin: several installations may share a server")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write, print or compare."""
        text = sql(options["prefix"])
        if options["prefix"] != PREFIX:
            self.stdout.write(text)
        elif not options["check"]:
            FILE.write_text(text)
        elif not FILE.exists() or FILE.read_text() != text:
            raise CommandError("deploy/postgresql/roles.sql differs from the models: run manage.py database_roles.")
