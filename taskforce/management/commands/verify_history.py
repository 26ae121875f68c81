"""Verify that the journal and its history are as they were sealed."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError

from taskforce.kernel.seal.marks import Mark, Unreadable, read
from taskforce.kernel.seal.verdict import CANNOT_TELL, Verdict, verify
from taskforce.models import Anchor

MOST = 50
WORDS = {0: "Intact", 1: "ALTERED", 2: "CANNOT TELL"}


class Command(BaseCommand):
    """Computes every digest again, follows every link, compares with the anchors: exit 0 intact, 1 altered, 2 cannot tell."""

    help = "Verify the sealed journal: exit 0 intact, 1 altered, 2 cannot tell."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--anchor", type=Path, nargs="+", action="extend", default=[], metavar="FILE", help="the mail kept outside, as text or as JSON"
        )
        parser.add_argument("--jobs", type=int, help="how many processes share the work (default: one per processor)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Verify, tell, and end with the code of the verdict."""
        start = time.monotonic()
        try:
            anchors = [_mark(path) for path in options["anchor"]]
            verdict = verify(anchors=anchors, kept=[one.mark for one in Anchor.objects.order_by("number")], jobs=options["jobs"])
        except (Unreadable, DatabaseError) as error:
            self.stderr.write(f"{WORDS[CANNOT_TELL]}: {error}")
            sys.exit(CANNOT_TELL)
        self._tell(verdict, time.monotonic() - start)
        sys.exit(verdict.code)

    def _tell(self, verdict: Verdict, seconds: float) -> None:
        for lines in (verdict.wrong, verdict.unknown, verdict.cautions):
            for line in lines[:MOST]:
                self.stdout.write(line)
            if len(lines) > MOST:
                self.stdout.write(f"… and {len(lines) - MOST} more.")
        rate = verdict.rows / max(seconds, 1e-9)
        self.stdout.write(f"{verdict.rows} rows and {verdict.links} links verified in {seconds:.2f} s: {rate:,.0f} rows/s.")
        self.stdout.write(f"{WORDS[verdict.code]} up to number {verdict.head.number}, hash {verdict.head.hash}.")


def _mark(path: Path) -> Mark:
    try:
        return read(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise Unreadable(f"{path} cannot be read: {error}") from error
