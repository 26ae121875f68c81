"""Readings: who opened something restricted is written down before the answer is sent."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError

from taskforce.kernel.journal import Act, Frozen, Reading
from taskforce.kernel.readings import note, note_journal, note_list
from tests.access.arrange import enter
from tests.cast import RESTRICTED, SECRET, Cast


def test_reading_a_prevention_entry_is_written_down(cast: Cast) -> None:
    """Who, as what, for whom and which row; once per page."""
    assert SECRET in enter(cast.colleague).get("/hotspots/TST-01/entries/").content.decode()
    reading = Reading.objects.get(subject_type="actions.entry")
    assert (reading.by, reading.role, reading.organisation_name) == (cast.colleague, "partner", "Travail de rue")
    assert reading.workspace_id == cast.hotspot.workspace_id
    assert reading.request_id


def test_what_no_request_reads_is_nobodys_reading(cast: Cast) -> None:
    """A command or a paper made at night notes nothing by itself."""
    note(cast.police, cast.action("S2"))
    note_journal(cast.police, Act, cast.hotspot.workspace)
    note_list(cast.police, "timeline", [cast.hotspot.workspace])
    assert not Reading.objects.exists()


def test_reading_a_restricted_action_is_written_down(cast: Cast) -> None:
    """The plan shows it to the security axis and notes it; to the others it shows nothing, so there is nothing to note."""
    assert RESTRICTED in enter(cast.police).get("/hotspots/TST-01/plan/").content.decode()
    assert Reading.objects.get().subject_id == cast.action("S2").pk
    enter(cast.cleaning).get("/hotspots/TST-01/plan/")
    enter(cast.reviewer).get("/hotspots/TST-01/entries/")
    assert Reading.objects.count() == 1


def test_the_history_of_a_part_counts_as_reading_the_whole(cast: Cast) -> None:
    """A target tells of its action: its history is a reading of the action."""
    enter(cast.police).get(f"/history/actions.target/{cast.action('S2').targets.get().pk}/")
    assert [(one.subject_type, one.subject_id) for one in Reading.objects.all()] == [("actions.action", cast.action("S2").pk)]


def test_what_cannot_be_written_down_is_not_shown(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its reading there is no answer, and a hint when to ask again."""

    def fail(*_args: Any, **_kwargs: Any) -> None:
        raise DatabaseError

    monkeypatch.setattr(type(Reading.objects.all()), "bulk_create", fail)
    response = enter(cast.worker).get("/hotspots/TST-01/entries/")
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert SECRET not in response.content.decode()
    assert enter(cast.cleaning).get("/hotspots/TST-01/entries/").status_code == 200


def test_readings_are_only_added(cast: Cast) -> None:
    """Nobody tidies up behind themselves."""
    enter(cast.worker).get("/hotspots/TST-01/entries/")
    reading = Reading.objects.get()
    for attempt in (reading.save, reading.delete, Reading.objects.all().delete, lambda: Reading.objects.update(by_name="x")):
        with pytest.raises(Frozen):
            attempt()
    assert Reading.objects.visible_to(cast.auditor).exists()
    assert not Reading.objects.visible_to(cast.mayor).exists()
