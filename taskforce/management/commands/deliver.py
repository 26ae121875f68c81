"""Mail what is due, once or over and over."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections

from taskforce import marks, outbox


class Command(BaseCommand):
    """Mails urgent notices and the digests whose hour has come; run again, it finds nothing to do."""

    help = "Mail the notices that are due, and forget those done half a year ago. Several at once do no harm: each mail goes once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--watch", type=float, metavar="SECONDS", help="go on for ever, pausing so long between two rounds")
        parser.add_argument("--now", action="store_true", help="send digests at once, whatever the hour")
        parser.add_argument("--again", action="store_true", help="first let what has failed wait once more")

    def handle(self, *args: Any, **options: Any) -> None:
        """Mail what is due."""
        if options["again"]:
            self.stdout.write(f"Tried again: {outbox.again()}.")
        pause = options["watch"]
        self._deliver(hurry=options["now"])
        while pause is not None:
            time.sleep(pause)
            try:
                close_old_connections()
                self._deliver(hurry=options["now"])
            except DatabaseError as error:  # the database may be away for a while; the next round finds it again
                self.stderr.write(f"Not delivered this time: {type(error).__name__}")

    def _deliver(self, *, hurry: bool) -> None:
        if went := outbox.run(hurry=hurry):
            self.stdout.write(f"Mailed: {went}.")
        marks.leave("deliver")
