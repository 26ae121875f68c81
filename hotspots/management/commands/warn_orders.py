"""Tell issuers which of their police orders are about to expire."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from hotspots.services.warning import warn_of_expiring
from taskforce import marks


class Command(BaseCommand):
    """Tells of each order once at 60, 30 and 7 days before its last day; run again, it tells nothing twice. Run it every morning."""

    help = "Tell chairs, coordinators and heads of the cell which of their orders expire within 60, 30 and 7 days."

    def handle(self, *args: Any, **options: Any) -> None:
        """Tell, and say of how many orders."""
        told = warn_of_expiring()
        marks.leave("warn_orders")
        self.stdout.write(ngettext("Told of %(count)d order.", "Told of %(count)d orders.", told) % {"count": told})
