"""Check the bundle of a report on a machine without the database."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from reports.bundle import NotABundle, objections
from taskforce.kernel.seal.marks import Mark, Unreadable, read

ALTERED, UNKNOWN = 1, 2


class Command(BaseCommand):
    """Says whether a bundle is as it was made. Ends with 0 (it is), 1 (something was altered) or 2 (cannot tell: it is no bundle)."""

    help = "Check the bundle of a report, and with --anchor that the journal a council was told about contains it. Asks no database."
    requires_system_checks: Any = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("bundle", type=Path)
        parser.add_argument("--anchor", type=Path, metavar="FILE", help="the mail that told the end of the journal, or its JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, check and say."""
        try:
            mark = _mark(options["anchor"])
            wrong = objections(options["bundle"].read_bytes(), mark)
        except (NotABundle, Unreadable, OSError) as why:
            self.stderr.write(f"Cannot tell: {why}")
            sys.exit(UNKNOWN)
        if wrong:
            self.stderr.write("\n".join(["Altered.", *wrong]))
            sys.exit(ALTERED)
        told = (
            f"The journal of the anchor, number {mark.number}, contains it."
            if mark
            else "It agrees with itself; give --anchor to prove more."
        )
        self.stdout.write(f"Intact. {told}")


def _mark(path: Path | None) -> Mark | None:
    return read(path.read_text(), str(path)) if path is not None else None
