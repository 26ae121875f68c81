"""The outbox at work: it takes what is due, mails it outside any transaction, and writes down that it went.

What is taken is put off first, for longer than any mail takes: of several processes one mails it, and one that dies in between leaves
it to the next. Between the moment a mail server says yes and the moment that is written down, a mail may go twice (it bears the same
Message-ID then); it never goes missing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, time, timedelta
from functools import partial
from hmac import compare_digest
from smtplib import SMTPDataError, SMTPNotSupportedError, SMTPRecipientsRefused
from threading import Lock, Thread
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import DatabaseError, connection, connections, transaction
from django.db.models import Min
from django.utils import timezone

from taskforce import letters
from taskforce.kernel import clock, readings
from taskforce.models import CharterSignature, Notice, User
from taskforce.notices import KINDS, RESET, Kind, digest_of

logger = logging.getLogger("taskforce")
WAITS = (1, 5, 15, 60, 240, 720)  # minutes after each try; after the one that follows the last of them it has failed
LEASE = timedelta(minutes=10)  # no mail takes longer
KEPT = timedelta(days=180)
MORNING = time(7)
MONDAY = 0
OF_ONE_MAIL = (SMTPRecipientsRefused, SMTPDataError, SMTPNotSupportedError)
_turn = Lock()
Claim = Callable[[], list[Notice]]


class Away(Exception):
    """The mail server is away: whatever else is due waits for the next round."""


def run(*, hurry: bool = False) -> int:
    """Mail all that is due, digests too, and forget what is long done; return how many mails went. ``hurry``: digests at once."""
    went = deliver() + digests(hurry=hurry)
    sweep()
    return went


def deliver() -> int:
    """Mail the urgent notices that are due, one by one; return how many went."""
    keys = Notice.objects.due(clock.now(), urgent=True).values_list("pk", flat=True)
    return _round(partial(_claim, urgent=True, pk=key) for key in list(keys))


def digests(*, hurry: bool = False) -> int:
    """Mail their digest to those whose hour has come, or to all who wait for one; return how many went."""
    waiting = Notice.objects.due(clock.now(), urgent=False).order_by("person").values("person").annotate(first=Min("at"))
    due = [key for key, rhythm, first in waiting.values_list("person", "person__digest", "first") if hurry or _is_time(rhythm, first)]
    return _round(partial(_claim, urgent=False, person=key, hurry=hurry) for key in due)


def at_once() -> None:
    """Mail what is urgent in a thread of its own: no answer waits for the mail server, or tells by its time who was written to."""
    if settings.MAIL_BESIDE:
        Thread(target=_apart, name="outbox").start()
    else:
        deliver()


def _apart() -> None:
    with _turn:
        try:
            deliver()
        except DatabaseError as error:
            logger.error("The outbox waits for the database: %s", type(error).__name__)  # noqa: TRY400  # the next round finds it again
        finally:
            connections.close_all()


def again() -> int:
    """Let what failed wait once more, for when the mail server is mended; return how many."""
    failed = Notice.objects.filter(state=Notice.State.FAILED)
    return failed.update(state=Notice.State.WAITING, tries=0, due_at=clock.now(), done_at=None)


def sweep() -> int:
    """Forget what was done half a year ago; return how many."""
    return Notice.objects.filter(done_at__lt=clock.now() - KEPT).delete()[0]


def next_digest(rhythm: str, after: datetime) -> datetime:
    """Say when the digest goes that tells of something: the next morning, or the next Monday's."""
    local = timezone.localtime(after)
    day = local.date() + timedelta(days=local.time() >= MORNING)
    if rhythm == User.Digest.WEEKLY:
        day += timedelta(days=(MONDAY - day.weekday()) % 7)
    return timezone.make_aware(datetime.combine(day, MORNING))


def _is_time(rhythm: str, first: datetime) -> bool:
    return rhythm == User.Digest.NONE or next_digest(rhythm, first) <= clock.now()


def _round(claims: Iterable[Claim]) -> int:
    """Take and mail one after the other, until the mail server is away."""
    went = 0
    for claim in claims:
        try:
            went += _mailed(claim())
        except Away:
            break
    return went


def _claim(*, urgent: bool, hurry: bool = True, **which: Any) -> list[Notice]:
    """Take what one mail tells, if nobody else has: it is put off, so that it comes back should this process die."""
    now = clock.now()
    with transaction.atomic():
        locked = Notice.objects.select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked, of=("self",))
        found = list(locked.due(now, urgent=urgent).filter(**which).select_related("person", "workspace"))
        if found and not (hurry or _is_time(found[0].person.digest, found[0].at)):
            return []  # somebody else took the rest
        for one in found:
            one.person = found[0].person
            one.tries, one.due_at = one.tries + 1, now + LEASE
            one.save(update_fields=["tries", "due_at"])
    spent = [one for one in found if one.tries > len(WAITS) + 1]
    _close(spent, Notice.State.FAILED)  # it took its last try down with it
    return [one for one in found if one not in spent]


def _mailed(notices: list[Notice]) -> bool:
    """Mail some notices to their person, all in one; say whether it went. Raises Away."""
    with readings.noting():  # to be told of something is not to have opened it: what is noted here is written down nowhere
        letter, told = _written(notices)
    if letter is None:
        return False
    try:
        letter.send()
    except Exception as error:  # whatever it is, the notices wait
        _put_off(told, error)
        if isinstance(error, OSError) and not isinstance(error, OF_ONE_MAIL):
            raise Away from error
        return False
    _close(told, Notice.State.SENT)
    return True


def _written(notices: list[Notice]) -> tuple[EmailMessage | None, list[Notice]]:
    """Write the letter for what is still worth telling, and name the notices in it; the others are dropped, or wait where one is broken."""
    lines: dict[str, letters.Line] = {}
    told = []
    for one in notices:
        try:
            line = _line(one)
        except DatabaseError:
            raise
        except Exception as error:  # noqa: BLE001  # one broken notice keeps no other from going
            _put_off([one], error)
            continue
        if line is None:
            _close([one], Notice.State.DROPPED)
        else:
            lines[str(one)] = line
            told.append(one)
    return (letters.letter(told, list(lines.values())) if told else None), told


def _line(notice: Notice) -> letters.Line | None:
    """Say a notice as its mail may; None where there is nothing left to tell."""
    if notice.kind == RESET:
        return _way_back(notice)
    kind: Kind = KINDS[notice.kind]
    person: Any = notice.person  # known but for those who forgot their password
    unwanted = not notice.urgent and person.digest == User.Digest.NONE
    if unwanted or not person.is_active or not (kind.own or _has_signed(person)):
        return None
    thing = notice.subject()
    return None if thing is None or not kind.still(thing) else letters.line(person, kind, thing)


def _has_signed(person: User) -> bool:
    """Say whether somebody has ever signed a charter: before that nobody is written to, but for their own invitation and account."""
    return CharterSignature.objects.filter(seat__person=person).exists()


def _way_back(notice: Notice) -> letters.Line | None:
    """Find whose password was forgotten, and make the link; None where nobody's was, or they waited too long for it to be welcome."""
    if clock.now() - notice.at > timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT):
        return None
    open_ = User.objects.filter(is_active=True)
    found = [key for key, email in open_.values_list("pk", "email") if compare_digest(digest_of(email), notice.asked)]
    if not found:
        return None
    notice.person = open_.get(pk=found[0])  # for this letter only: what is kept does not say whose address was typed
    return letters.way_back(notice.person)


def _put_off(notices: list[Notice], error: Exception) -> None:
    """Let notices wait for their next try, each time a little longer; after the last one they have failed."""
    keys = ", ".join(str(one.pk) for one in notices)
    logger.error("Notices %s could not be mailed: %s", keys, type(error).__name__)  # a trace may tell addresses
    _close([one for one in notices if one.tries > len(WAITS)], Notice.State.FAILED)
    for one in notices:
        if one.tries <= len(WAITS):
            _waiting([one]).update(due_at=clock.now() + timedelta(minutes=WAITS[one.tries - 1]))


def _close(notices: list[Notice], state: Notice.State) -> None:
    if notices:
        _waiting(notices).update(state=state, done_at=clock.now())


def _waiting(notices: list[Notice]) -> Any:
    return Notice.objects.filter(pk__in=[one.pk for one in notices], state=Notice.State.WAITING)
