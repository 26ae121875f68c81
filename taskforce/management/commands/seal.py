"""Seal what has been written since the last time, once or over and over."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections

from taskforce import marks
from taskforce.sealing import run


class Command(BaseCommand):
    """Gives acts, readings and erasures their number and their link; run again, it finds nothing to do."""

    help = "Seal the journal. Runs apart from those who write; several at once do no harm."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--watch", type=float, metavar="SECONDS", help="go on for ever, pausing so long between two sealings")

    def handle(self, *args: Any, **options: Any) -> None:
        """Seal and tell the end of the chain."""
        pause = options["watch"]
        self._seal()
        while pause is not None:
            time.sleep(pause)
            try:
                close_old_connections()
                self._seal()
            except DatabaseError as error:  # the database may be away for a while; the next round finds it again
                self.stderr.write(f"Not sealed this time: {type(error).__name__}")

    def _seal(self) -> None:
        before, after = run()
        marks.leave("seal")
        if after.number > before.number or not after.number:
            self.stdout.write(f"Sealed {after.number - before.number}. The chain ends at number {after.number}, hash {after.hash}.")
