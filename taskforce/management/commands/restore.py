"""Put an archive back, whole or not at all, and prove what came back."""

from __future__ import annotations

import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from taskforce.archives import container, postgresql, sqlite
from taskforce.archives.contents import MADE_BY_MIGRATING, asking, rows, sessions
from taskforce.management.commands.backup import summary

ALTERED, CANNOT_TELL, REFUSED = 1, 2, 3


class Command(BaseCommand):
    """Restores into an empty database, or in the place of what is there; then history and grants are verified and nobody is signed in."""

    help = "Restore an archive; exit 0 proven, 1 history or grants are not as they were, 2 cannot tell, 3 refused: nothing was changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the archive")
        parser.add_argument("--replace", action="store_true", help="restore in the place of what the database holds now")
        parser.add_argument("--yes", action="store_true", help="with --replace: do not ask for the name of the database")
        parser.add_argument("--anchor", action="append", default=[], metavar="FILE", help="an anchor kept outside, for verify_history")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check before anything is touched; restore; prove; tell. Ends with the code of the proof."""
        path: Path = options["file"]
        try:
            manifest = container.verify(path)
            _check_versions(manifest)
            self._ask(options)
            self._restore(path, manifest)
        except container.Damaged as error:
            raise CommandError(_("The archive is damaged; nothing was changed. %(what)s") % {"what": error}, returncode=REFUSED) from error
        except (OSError, DatabaseError, postgresql.ToolFailed) as error:
            raise CommandError(_("The database is as it was before. %(what)s") % {"what": error}, returncode=REFUSED) from error
        self.stdout.write(_("The archive is restored: %(what)s") % {"what": summary(path, manifest)})
        sys.exit(self._prove(manifest, options["anchor"]))

    def _ask(self, options: dict[str, Any]) -> None:
        """Refuse a database in use, unless it is to be replaced, and ask then."""
        if not (there := _occupied()):
            return
        name = Path(str(connection.settings_dict["NAME"])).name
        if not options["replace"]:
            words = _("The database %(name)s holds rows (%(table)s, …). Restore into an empty one, or say --replace.")
            raise CommandError(words % {"name": name, "table": there[0]}, returncode=REFUSED)
        if not options["yes"] and _typed(_("Type the name of the database to replace all it holds (%(name)s): ") % {"name": name}) != name:
            raise CommandError(_("That is not its name. Nothing was changed."), returncode=REFUSED)

    def _restore(self, path: Path, manifest: dict[str, Any]) -> None:
        keeper: Any = sqlite if connection.vendor == "sqlite" else postgresql
        with tempfile.TemporaryDirectory(prefix="restore-") as scratch:
            keeper.load(connection, container.extract(path, keeper.PART, Path(scratch)))

    def _prove(self, manifest: dict[str, Any], anchors: list[str]) -> int:
        """Count, bring up to this version, sign everybody out, verify grants and history; return the code of the proof."""
        with connection.cursor() as cursor:
            counted = rows(asking(cursor), list(manifest["rows"]))
        if counted != manifest["rows"]:
            raise CommandError(_("The rows restored are not those of the archive. Do not use this database."))
        ContentType.objects.clear_cache()
        call_command("migrate", verbosity=0, interactive=False)
        for model in sessions():
            model._default_manager.all().delete()
        self.stdout.write(_("Everybody is signed out."))
        codes = {self._grants(), self._history(anchors)}
        return ALTERED if ALTERED in codes else max(codes)

    def _grants(self) -> int:
        try:
            call_command("check_grants", stdout=self.stdout, stderr=self.stderr)
        except CommandError as error:
            self.stderr.write(str(error))
            return ALTERED
        return 0

    def _history(self, anchors: list[str]) -> int:
        """Verify the history by its own command, and take over its code."""
        if "verify_history" not in get_commands():
            self.stdout.write(_("History: cannot tell, there is no verify_history here."))
            return CANNOT_TELL
        try:
            call_command("verify_history", *(f"--anchor={one}" for one in anchors), stdout=self.stdout, stderr=self.stderr)
        except SystemExit as end:
            return int(end.code or 0)
        return 0


def _check_versions(manifest: dict[str, Any]) -> None:
    """Refuse what this version, or this kind of database, cannot read."""
    if manifest["database"] != connection.vendor:
        words = _("The archive is of %(theirs)s, this installation is on %(ours)s.")
        raise CommandError(words % {"theirs": manifest["database"], "ours": connection.vendor}, returncode=REFUSED)
    known = MigrationExecutor(connection).loader.disk_migrations
    if newer := [f"{app} {name}" for app, name in manifest["migrations"] if (app, name) not in known]:
        words = _("The archive was made by a newer version. Install that one first: %(migration)s is not known here.")
        raise CommandError(words % {"migration": newer[-1]}, returncode=REFUSED)


def _occupied() -> list[str]:
    """List the tables that hold rows, apart from what migrating fills by itself."""
    with connection.cursor() as cursor:
        tables = [one for one in connection.introspection.table_names(cursor) if one not in MADE_BY_MIGRATING]
        return [one for one, count in rows(asking(cursor), tables).items() if count]


def _typed(question: str) -> str:
    try:
        return input(question).strip()
    except EOFError:
        return ""
