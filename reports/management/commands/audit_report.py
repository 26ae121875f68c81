"""Compute a report's contents again from history, and compare them with what it froze."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from reports.auditing import CannotTell, differences
from reports.management.finding import found

DIFFERENT, UNKNOWN = 1, 2


class Command(BaseCommand):
    """Ends with 0 (equal), 1 (some paths differ, each is named) or 2 (cannot tell). It reads the whole past of a task force."""

    help = "Compute the contents of a version, or of a regional report, again from the history before it was frozen, and compare."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("reference")
        parser.add_argument("version", type=int, nargs="?", help="number of the version (the accepted one); none for a regional report")

    def handle(self, *args: Any, **options: Any) -> None:
        """Find it, compute it again, say how it differs."""
        it = found(options["reference"], options["version"])
        try:
            paths = differences(it)
        except CannotTell as why:
            self.stderr.write(f"Cannot tell: {why}")
            sys.exit(UNKNOWN)
        if paths:
            self.stderr.write("\n".join([f"{it} differs from its history:", *paths]))
            sys.exit(DIFFERENT)
        self.stdout.write(f"Equal. {it} says what its history says.")
