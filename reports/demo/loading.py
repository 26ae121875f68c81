"""Loading the demonstration: whole, once, in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import chain

from django.conf import settings
from django.db import transaction
from django.db.models import F

from reports.demo import alencon, brussels
from reports.demo.stage import play
from taskforce.kernel import clock
from taskforce.models import Act, Notice, User, Visit, Workspace
from taskforce.sealing import run

STILL_NEW = timedelta(days=14)
AWAY = timedelta(days=7)
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
        _delivered()
        _visited()
    with _no_mail():
        run()  # the papers of the demonstration say where in the journal they stand
    return True


def _delivered() -> None:
    """Take the mails of the story for gone when they were told; what people were told before its last days they have read."""
    Notice.objects.update(state=Notice.State.SENT, done_at=F("at"))
    Notice.objects.filter(at__lt=clock.now() - STILL_NEW).update(seen_at=F("at"))


def _visited() -> None:
    """Let everybody have been here before the last days of the story, so that their first page tells what is new since."""
    before = Act.objects.filter(at__lt=clock.now() - AWAY).order_by("pk").last()
    people = User.objects.filter(seats__isnull=False).distinct().order_by("pk")
    Visit.objects.bulk_create(Visit(account=one, act=before.pk if before else 0) for one in people)


@contextmanager
def _no_mail() -> Iterator[None]:
    """Send no invitation and no notice: the addresses of the demonstration lead nowhere."""
    usual = settings.EMAIL_BACKEND, settings.MAIL_AT_ONCE
    settings.EMAIL_BACKEND, settings.MAIL_AT_ONCE = NOWHERE, False
    try:
        yield
    finally:
        settings.EMAIL_BACKEND, settings.MAIL_AT_ONCE = usual
