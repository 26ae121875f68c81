"""A worker logs an evening: colleagues read it, everybody else finds a total and nothing more."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from actions import services as planning
from actions.models import Action, Entry
from reports import services
from taskforce.kernel.acts import acting
from tests.cast import Cast
from tests.journeys.steps import Visitor

PASSWORD = "three words by heart"
NOTE = "Two came back to the bus."
WITHOUT = ("police", "prosecutor", "mayor", "coordinator", "head", "reviewer")


@pytest.fixture
def action(cast: Cast) -> Action:
    """An action of the street workers on which nothing is logged yet."""
    asked: dict[str, Any] = {"axis": "prevention", "organisation": cast.organisation("SOCIAL"), "title": "Bus de nuit"}
    asked |= {"start": date(2024, 9, 1), "due": date(2024, 12, 31), "targets": {cast.measure("contacts"): Decimal(24)}}
    it = planning.propose_action(by=cast.coordinator, plan=cast.plan, **asked)
    return planning.agree(by=cast.colleague, action=it)


@pytest.fixture
def entry(cast: Cast, action: Action) -> Entry:
    """What the worker has logged, by the way a worker goes: sign in, first page, action, numbers, save."""
    with acting(cast.clerk, "tests.arrange"):
        cast.worker.set_password(PASSWORD)
        cast.worker.save()
    worker = Visitor().open("account_login").reads("Sign in")
    worker.press("Sign in", login=cast.worker.email, password=PASSWORD).reads("Hello Person worker")
    worker.follow("Log work").follow("Other actions").reads("choose the action").follow("Bus de nuit").reads(
        "My organisation only; others see totals"
    )
    worker.press("Save the entry", value_contacts="3", note=NOTE, day="2024-09-20").reads("The work is logged on P2.", NOTE)
    worker.send_again().reads(NOTE)
    return Entry.objects.get(note=NOTE)


def test_sent_twice_it_is_one_entry(cast: Cast, entry: Entry) -> None:
    """The second send finds the first; the work counts once."""
    assert entry.quantities.get().value == 3
    worker = Visitor(cast.worker).open("actions:entries", "TST-01")
    assert worker.words.count(NOTE) == 1
    worker.open("actions:action", "TST-01", "P2").reads("3 of 24")


def test_the_organisation_reads_it(cast: Cast, entry: Entry) -> None:
    """A colleague finds the note, the figure and the history."""
    colleague = Visitor(cast.colleague).open("actions:entries", "TST-01").reads(NOTE)
    colleague.open("history", "actions.entry", entry.pk).reads("Logged work", "Person worker")


@pytest.mark.parametrize("name", WITHOUT)
def test_others_find_the_total_only(name: str, cast: Cast, entry: Entry) -> None:
    """Not on the plan, not in the list, not in the history: a masked total, and nothing besides."""
    reader = Visitor(getattr(cast, name))
    reader.open("actions:plan", "TST-01").reads("< 5 of 24").reads_nothing_of(NOTE)
    reader.open("actions:action", "TST-01", "P2").reads("< 5 of 24", "No entry you may read").reads_nothing_of(NOTE)
    reader.open("actions:entries", "TST-01").reads_nothing_of(NOTE)
    reader.open("history", "actions.entry", entry.pk, status=404)


@pytest.mark.parametrize("name", ["member", "secretary"])
def test_the_council_finds_neither_plan_nor_entry(name: str, cast: Cast, entry: Entry) -> None:
    """It reads accepted reports; what lies under them does not exist for it."""
    reader = Visitor(getattr(cast, name))
    reader.open("hotspot", "TST-01").reads_nothing_of(NOTE, "Bus de nuit")
    reader.open("actions:plan", "TST-01", status=404)
    reader.open("history", "actions.entry", entry.pk, status=404)


def test_the_report_carries_the_masked_total(cast: Cast, entry: Entry) -> None:
    """The coordinator drafts beside totals under which no entry shows."""
    services.start_report(by=cast.coordinator, report=cast.report)
    coordinator = Visitor(cast.coordinator).open("reports:compose", cast.report.reference)
    coordinator.reads("Live figures").reads_nothing_of(NOTE)
    coordinator.open("reports:report", cast.report.reference).reads("P2 · Bus de nuit", "< 5 / 24").reads_nothing_of(NOTE)
