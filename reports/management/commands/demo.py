"""Load the demonstration, say how to get in and, when asked, print its papers."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from reports.demo.accounts import accounts
from reports.demo.loading import load


class Command(BaseCommand):
    """Brings the demonstration in, once; run again, it finds everything there and changes nothing."""

    help = "Load the demonstration: Brussels in 2024 and Alençon 2023-2024. Needs DEMO=1."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--pdf", action="store_true", help="also write the reports as PDF into var/demo")

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse outside a demonstration; load; tell."""
        if not settings.DEMO:
            raise CommandError(_("This is not a demonstration. Set DEMO=1 and use a database of its own."))
        call_command("migrate", verbosity=0)
        done = load()
        self.stdout.write(_("The demonstration is loaded.") if done else _("The demonstration is there already. Nothing was changed."))
        if options["pdf"]:
            self._print()
        self._show_the_way_in()

    def _print(self) -> None:
        from reports.demo.printing import papers, write  # noqa: PLC0415  # printing takes a second to import; loading does without

        for path in write(papers(), settings.ROOT / "var" / "demo"):
            self.stdout.write(str(path.relative_to(settings.ROOT)))

    def _show_the_way_in(self) -> None:
        self.stdout.write("\n" + _("Address: %(address)s") % {"address": f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"} + "\n\n")
        shown = list(accounts())
        width = max(len(one.email) for one in shown)
        for one in shown:
            self.stdout.write(f"{one.email:<{width}}  {one.password}  {one.part}")
