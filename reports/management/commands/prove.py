"""Write the proof that a report's acceptance, or a regional report's adoption, stands in the journal."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reports.management.finding import found
from reports.sealed import proof_of
from taskforce.kernel.seal.proving import Unproved


class Command(BaseCommand):
    """Prints the proof as JSON: it holds the record itself, so hand it only to those who may read the report."""

    help = "Print the proof of an accepted version, or of an adopted regional report, as JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("reference")
        parser.add_argument("version", type=int, nargs="?", help="number of the version; none for a regional report")

    def handle(self, *args: Any, **options: Any) -> None:
        """Find it and prove it."""
        try:
            proof = proof_of(found(options["reference"], options["version"]))
        except Unproved as why:
            raise CommandError(str(why)) from why
        self.stdout.write(json.dumps(proof, ensure_ascii=False, indent=1))
