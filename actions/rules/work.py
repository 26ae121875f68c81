"""Who may log work and attach evidence, and when."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from actions.models import Action, Entry, Evidence
from actions.rules.plans import at_work, out_of_sight
from taskforce import roles
from taskforce.kernel import clock
from taskforce.kernel.lifecycle import can_move
from taskforce.kernel.rules import rule
from taskforce.models import User

UNDO = timedelta(minutes=10)
HOLDS: list[Callable[[Entry, datetime], str]] = []
"""What else may hold an entry logged at a moment: each says why, or nothing; filled by the apps above, which freeze figures."""


def _taking_part(person: User, action: Action) -> Iterator[str]:
    yield from at_work(action.workspace)
    yield from out_of_sight(person, action)
    if action.state not in Action.LOGGABLE:
        yield _("Work is logged once the lead has agreed to the action.")
    seat = person.mandates.seat_in(action.workspace)
    if seat is None or seat.organisation not in {action.organisation_id, *(one.organisation_id for one in action.partners.all())}:
        yield _("Your organisation neither leads this action nor helps with it.")


@rule(roles.LOG)
def log_work(person: User, action: Action) -> Iterator[str]:
    """Log work on an agreed action which one's own organisation leads or helps with."""
    yield from _taking_part(person, action)


@rule(roles.LOG)
def amend_entry(person: User, entry: Entry) -> Iterator[str]:
    """Correct an entry of one's own organisation."""
    yield from at_work(entry.workspace)
    yield from out_of_sight(person, entry.action)
    seat = person.mandates.seat_in(entry.workspace)
    if seat is None or seat.organisation != entry.organisation_id:
        yield _("Only the organisation that logged an entry corrects it.")
    if entry.state == Entry.State.WITHDRAWN:
        yield _("This entry was taken back. Log it anew.")


@rule(roles.LOG)
def undo_log(person: User, entry: Entry) -> Iterator[str]:
    """Take back an entry of one's own within ten minutes, unless a submitted report holds it."""
    yield from at_work(entry.workspace)
    yield from out_of_sight(person, entry.action)
    seat = person.mandates.seat_in(entry.workspace)
    if entry.author_id != person.pk or seat is None or seat.organisation != entry.organisation_id:
        yield _("Only the person who logged an entry takes it back.")
    if not can_move(entry, Entry.State.WITHDRAWN):
        yield _("This entry was taken back already.")
    logged = _logged_at(entry)
    if clock.now() - logged > UNDO:
        yield _("Ten minutes have passed. Correct the entry instead.")
    yield from filter(None, (held(entry, logged) for held in HOLDS))


def _logged_at(entry: Entry) -> datetime:
    """The moment of the act that logged it."""
    moment: datetime = entry.history.order_by("history_id").values_list("history_date", flat=True)[0]
    return moment


@rule(roles.LOG)
def attach(person: User, action: Action) -> Iterator[str]:
    """Attach evidence to an agreed action which one's own organisation leads or helps with; fifty files at most."""
    yield from _taking_part(person, action)
    if action.pk and Evidence.objects.filter(action=action).kept().count() >= Evidence.MOST:
        yield _("This action has %(number)s files already. Remove one first.") % {"number": Evidence.MOST}


@rule(roles.LOG)
def remove_evidence(person: User, evidence: Evidence) -> Iterator[str]:
    """Remove evidence of one's own organisation; that it was there stays."""
    yield from at_work(evidence.workspace)
    yield from out_of_sight(person, evidence.action)
    seat = person.mandates.seat_in(evidence.workspace)
    if seat is None or seat.organisation != evidence.organisation_id:
        yield _("Only the organisation that attached a file removes it.")
    if not can_move(evidence, Evidence.State.REMOVED):
        yield _("This file is removed already.")


@rule(None)
def choose_buttons(person: User, account: User) -> Iterator[str]:
    """Choose the buttons of one's own quick log."""
    if account.pk != person.pk:
        yield _("Each person chooses their own buttons.")
