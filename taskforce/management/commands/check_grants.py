"""Prove that seats and grants say the same."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from taskforce import roles
from taskforce.models import Grant, Seat
from taskforce.services.seats import due_grants


class Command(BaseCommand):
    """Compare every signed seat that has not ended with guardian's rows; fail on any difference."""

    help = "Prove that seats and grants say the same. Changes nothing."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Compare and tell."""
        signed = Seat.objects.filter(ended_on__isnull=True, signatures__version=roles.CHARTER_VERSION)
        due = {self._key(grant) for seat in signed for grant in due_grants(seat)}
        there = {self._key(grant) for grant in Grant.objects.all()}
        for words, keys in (("missing", due - there), ("without a seat", there - due)):
            for key in sorted(keys):
                self.stderr.write(f"{words}: person {key[0]}, workspace {key[1]}, permission {key[2]}, seat {key[3]}")
        if due != there:
            raise CommandError(f"{len(due ^ there)} grants differ from the seats.")
        self.stdout.write(f"{signed.count()} signed seats, {len(there)} grants: they agree.")

    @staticmethod
    def _key(grant: Any) -> tuple[int, int, int, int]:
        return grant.user_id, grant.content_object_id, grant.permission_id, grant.seat_id
