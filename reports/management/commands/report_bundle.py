"""Write the bundle of a decided report."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reports.bundle import made
from reports.management.finding import found
from taskforce.kernel.seal.proving import Unproved


class Command(BaseCommand):
    """Writes papers, contents and proofs into one file; hand it only to those who may read the report."""

    help = "Write the bundle of an accepted version, or of an adopted regional report, into a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("reference")
        parser.add_argument("version", type=int, nargs="?", help="number of the version; none for a regional report")
        parser.add_argument("--to", type=Path, metavar="FILE", help="where to write it (REFERENCE.zip)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Find it, make it, write it."""
        it = found(options["reference"], options["version"])
        path: Path = options["to"] or Path(f"{options['reference']}.zip")
        try:
            path.write_bytes(made(it))
        except Unproved as why:
            raise CommandError(str(why)) from why
        self.stdout.write(str(path))
