"""Prove that seats and grants say the same."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from taskforce.models import Grant, Seat
from taskforce.services.seats import due_grants, follow_role_table


class Command(BaseCommand):
    """Compare every seat that has not ended with guardian's rows; fail on any difference."""

    help = "Prove that seats and grants say the same."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the wish to mend."""
        parser.add_argument("--follow", action="store_true", help="after an upgrade: first let grants follow the role table as it is now")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Compare and tell; nothing changes unless it is asked for."""
        if options["follow"]:
            self.stdout.write(f"{follow_role_table()} grants given or taken away.")
        open_now = [grants for seat in Seat.objects.filter(ended_on__isnull=True) if (grants := due_grants(seat))]
        due = {self._key(grant) for held in open_now for grant in held}
        there = {self._key(grant) for grant in Grant.objects.all()}
        for words, keys in (("missing", due - there), ("without a seat", there - due)):
            for key in sorted(keys):
                self.stderr.write(f"{words}: person {key[0]}, workspace {key[1]}, permission {key[2]}, seat {key[3]}")
        if due != there:
            raise CommandError(f"{len(due ^ there)} grants differ from the seats.")
        self.stdout.write(f"{len(open_now)} seats, signed and confirmed, {len(there)} grants: they agree.")

    @staticmethod
    def _key(grant: Any) -> tuple[int, int, int, int]:
        return grant.user_id, grant.content_object_id, grant.permission_id, grant.seat_id
