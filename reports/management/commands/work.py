"""Do the long work that was asked for: print papers, one after the other, for ever or until nothing is left."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections

from reports import printings
from taskforce import marks
from taskforce.tasks import worker

PAUSE = 2.0
SWEEP = 30.0


class Command(BaseCommand):
    """Prints what is asked for, and every half minute asks again for what nobody has taken up. As many may run as there are processors."""

    help = "Print the papers that were asked for, for ever. Several at once, on several machines, do no harm: each paper is kept once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="stop when nothing is left to do")

    def handle(self, *args: Any, **options: Any) -> None:
        """Work, sweeping up first what was left lying."""
        hand = worker()
        if options["once"]:
            self._round(hand, swept=True)
            return
        hand.configure_signals()  # asked to end, it finishes the paper in hand
        last = 0.0
        while hand.running:
            now = time.monotonic()
            swept = now - last >= SWEEP or not last
            self._round(hand, swept=swept)
            last = now if swept else last
            time.sleep(PAUSE)

    def _round(self, hand: Any, *, swept: bool) -> None:
        """Sweep, if it is time, and do what there is; the database may be away for a while."""
        try:
            close_old_connections()
            if swept and (found := printings.sweep()):
                self.stdout.write(f"Asked again for papers: {found}.")
            hand.run()
            marks.leave("work")
        except DatabaseError as error:
            self.stderr.write(f"The database is away: {type(error).__name__}")
