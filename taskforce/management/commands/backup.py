"""Put the whole installation into one file, or verify such a file."""

from __future__ import annotations

import json
import platform
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import django
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from taskforce import marks
from taskforce.archives import container, postgresql, sqlite
from taskforce.archives.contents import kept_settings, left_out
from taskforce.desk.health import version
from taskforce.kernel import clock


class Command(BaseCommand):
    """Copies the database as it stands at one moment, documents included, while people go on working."""

    help = "Back the installation up into one file (documents included, secrets not); --verify checks such a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the archive")
        parser.add_argument("--verify", action="store_true", help="read an archive from end to end; touch nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Back up, or verify; tell."""
        path: Path = options["file"]
        try:
            manifest = container.verify(path) if options["verify"] else self._back_up(path)
        except container.Damaged as error:
            raise CommandError(_("The archive is damaged. %(what)s") % {"what": error}) from error
        except (OSError, DatabaseError, postgresql.ToolFailed) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(_("The archive is whole.") if options["verify"] else _("The backup is made. Keep it encrypted, elsewhere."))
        self.stdout.write(summary(path, manifest))

    def _back_up(self, path: Path) -> dict[str, Any]:
        if path.exists():
            raise CommandError(_("%(file)s is there already. Choose another name.") % {"file": path})
        keeper = sqlite if connection.vendor == "sqlite" else postgresql
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".backup-") as scratch:
            part, kept = Path(scratch, keeper.PART), Path(scratch, "settings.json")
            facts = keeper.dump(connection, part, left_out())
            kept.write_text(json.dumps(kept_settings(), indent=1, default=str))
            manifest = container.write(path, {kept.name: kept, keeper.PART: part}, {**_about(), **facts}, Path(scratch))
        marks.leave("backup")
        return manifest


def _about() -> dict[str, Any]:
    """Say when, of what, and by which versions."""
    versions = {"taskforce": version(), "django": django.__version__, "python": platform.python_version()}
    return {"made_at": clock.now().isoformat(), "database": connection.vendor, **versions, "system": sys.platform}


def summary(path: Path, manifest: dict[str, Any]) -> str:
    """Tell an archive in one line."""
    told = {
        "file": path,
        "size": path.stat().st_size,
        "tables": len(manifest["rows"]),
        "rows": sum(manifest["rows"].values()),
        "database": manifest["database"],
        "when": manifest["made_at"],
    }
    return _("%(file)s: %(size)d bytes, %(rows)d rows in %(tables)d tables of %(database)s, made at %(when)s.") % told
