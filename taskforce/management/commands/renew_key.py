"""After a change of SECRET_KEY: write what is kept encrypted again under the new key."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from taskforce.adapters import Factors


class Command(BaseCommand):
    """Lets the earlier key be given up without anybody losing their second factor; run again, it does no harm."""

    help = "Write the secrets of second factors again under SECRET_KEY. Run it while the earlier key still stands in SECRET_KEY_FALLBACKS."

    def handle(self, *args: Any, **options: Any) -> None:
        """Renew, and say how many."""
        renewed, there = Factors().renew()
        self.stdout.write(f"{renewed} of {there} second factors renewed.")
        if renewed < there:
            raise CommandError("Some were in use just now. Run it again.")
