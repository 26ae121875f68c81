"""The papers that are asked for: each is taken up by one printer at a time, tried again when it fails, and never lost.

Who asks writes a row within their act and lets a task be enqueued once that is committed. Should that be lost, or its printer be killed,
the row lies unheard past its time, and the sweep of any worker asks again. What was taken up is leased for longer than any print takes.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from reports.models import Printing, RegionalReport, Version
from reports.models.documents import new_code
from reports.sealed import seal_on
from taskforce.kernel import clock
from taskforce.models import User
from taskforce.models.directory import LANGUAGES
from taskforce.tasks import enqueue, forget

logger = logging.getLogger("taskforce")
WAITS = (1, 5, 15, 60, 240)  # minutes after each try; after the one that follows the last of them it has failed
LEASE = timedelta(minutes=5)  # no print takes longer without a sign of life
HEARD = timedelta(minutes=2)  # by then a worker that is free has taken it up
UNSEALED = timedelta(seconds=15)
TASK = "reports.pressroom.print_asked"
State = Printing.State


class PrinterStopped(Exception):
    """Whoever printed it ended before it was done, time and again."""


def ask_for(it: Version | RegionalReport, by: User, languages: Iterable[str] = LANGUAGES) -> list[Printing]:
    """Ask for the papers of what is decided, or of a draft regional report, once each; what failed before is tried again."""
    final = isinstance(it, Version) or it.state == RegionalReport.State.ADOPTED
    which: dict[str, Any] = {"version": it} if isinstance(it, Version) else {"regional": it}
    now = clock.now()
    given = {"workspace": it.workspace, "ordered_by": by, "ordered_at": now, "due_at": now + HEARD}
    asked = []
    for language in languages:
        one, new = Printing.objects.get_or_create(**which, language=language, final=final, defaults={**given, "code": new_code()})
        if new or _again(one):
            transaction.on_commit(partial(enqueue, TASK, one.pk), robust=True)
        asked.append(one)
    return asked


def _again(one: Printing) -> bool:
    """Let a paper that failed be tried afresh; say whether it had."""
    failed = Printing.objects.filter(pk=one.pk, state=State.FAILED)
    return bool(failed.update(state=State.WAITING, tries=0, done=0, due_at=clock.now() + HEARD, done_at=None))


def claim(key: int) -> Printing | None:
    """Take up a paper, if nobody else has: should this process die, it comes back after the lease. One not sealed yet waits a moment."""
    now = clock.now()
    with transaction.atomic():
        found = _locked().to_do(now).filter(pk=key).select_related("version__report", "regional", "ordered_by", "workspace")
        one: Printing | None = found.first()
        if one is None:
            return None
        if one.is_outdated:
            one.delete()
            return None
        if one.final and seal_on(one.thing) is None:
            one.due_at = now + UNSEALED
            one.save(update_fields=["due_at"])
            return None
        one.state, one.tries, one.due_at, one.done, one.expected = State.PRINTING, one.tries + 1, now + LEASE, 0, expected(one)
        one.save(update_fields=["state", "tries", "due_at", "done", "expected"])
    return one


def is_spent(one: Printing) -> bool:
    """Say whether a paper just taken up has had all its tries: the last one took its printer down with it."""
    return one.tries > len(WAITS) + 1


def expected(one: Printing) -> int:
    """Guess how many pages there will be: as many as in another language, or by the number of hotspots."""
    siblings = one.thing.documents.order_by("-final", "pk")
    pages: int | None = siblings.values_list("pages", flat=True).first()
    if pages is None:
        pages = 6 if one.regional is None else 10 + 3 * len(one.regional.content.get("hotspots", ())) // 2
    return pages


def progress(one: Printing, page: int) -> None:
    """Note that another page is laid out, which is a sign of life."""
    if page > one.done:
        one.done = page
        _held(one).update(done=page, expected=max(page, one.expected), due_at=clock.now() + LEASE)


def put_off(one: Printing, error: BaseException | None = None) -> bool:
    """Let a paper wait for its next try, each time a little longer; say whether that was the last one and it has failed."""
    kind = PrinterStopped if error is None else type(error)
    logger.error("Paper %s could not be printed: %s", one.pk, kind.__name__)  # a trace may tell what the paper says
    if one.tries > len(WAITS):
        return bool(_held(one).update(state=State.FAILED, done_at=clock.now()))
    _held(one).update(state=State.WAITING, due_at=clock.now() + timedelta(minutes=WAITS[one.tries - 1]))
    return False


def _held(one: Printing) -> Any:
    """Find it as this printer took it up: nothing where another has taken it up since."""
    return Printing.objects.filter(pk=one.pk, state=State.PRINTING, tries=one.tries)


def sweep() -> int:
    """Ask again for what nobody has taken up by its time, and for what was decided before papers were kept; return how many."""
    now = clock.now()
    with transaction.atomic():
        keys = [one.pk for one in _locked().unheard(now)]
        Printing.objects.filter(pk__in=keys).update(state=State.WAITING, due_at=now + HEARD)
    for key in keys:
        enqueue(TASK, key)
    forget()
    return len(keys) + sum(len(_asked_late(one, by)) for one, by in _forgotten())


def _asked_late(it: Version | RegionalReport, by: User) -> list[Printing]:
    with transaction.atomic():
        return ask_for(it, by)


def _forgotten() -> Iterator[tuple[Version | RegionalReport, User]]:
    """Find what was decided and whose papers nobody has asked for."""
    of_version, of_regional = Printing.objects.filter(version=OuterRef("pk")), Printing.objects.filter(regional=OuterRef("pk"), final=True)
    versions = Version.objects.filter(~Exists(of_version), accepted_at__isnull=False).select_related("accepted_by", "workspace")
    adopted = RegionalReport.objects.filter(~Exists(of_regional), state=RegionalReport.State.ADOPTED)
    yield from ((one, one.accepted_by) for one in versions.defer("content"))
    yield from ((one, one.compiled_by) for one in adopted.select_related("compiled_by", "workspace").defer("content"))


def _locked() -> Any:
    return Printing.objects.select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked, of=("self",))


def waited_for() -> datetime | None:
    """Say since when the oldest paper that nobody has taken up has been due; None where all are in hand."""
    oldest: datetime | None = Printing.objects.unheard(clock.now()).order_by("due_at").values_list("due_at", flat=True).first()
    return oldest
