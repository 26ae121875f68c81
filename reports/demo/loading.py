"""Loading the demonstration: whole, once, in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain

from django.conf import settings
from django.db import transaction

from reports.demo import alencon, brussels
from reports.demo.stage import play
from taskforce.models import Workspace

NOWHERE = "django.core.mail.backends.dummy.EmailBackend"


def is_loaded() -> bool:
    """Say whether the demonstration is there; it is loaded whole or not at all."""
    return Workspace.objects.filter(reference__in=[brussels.COUNCIL_ROOM, alencon.COUNCIL_ROOM]).exists()


def load() -> bool:
    """Play both regions unless they are there already; say whether anything was done."""
    if is_loaded():
        return False
    with _no_mail(), transaction.atomic():
        play(chain(brussels.deeds(), alencon.deeds()))
    return True


@contextmanager
def _no_mail() -> Iterator[None]:
    """Send no invitation: the addresses of the demonstration lead nowhere."""
    usual, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, NOWHERE
    try:
        yield
    finally:
        settings.EMAIL_BACKEND = usual
