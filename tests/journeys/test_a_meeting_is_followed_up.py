"""The coordinator convenes a meeting, records a decision and a commitment; its organisation finds it, keeps it, and the chair confirms."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.test import TestCase

from taskforce.kernel import clock
from tests.cast import Cast
from tests.journeys.steps import Visitor

BRUSSELS = ZoneInfo("Europe/Brussels")
WHEN = {"title": "Monthly table", "day": "2024-11-21", "begins": "14:00", "ends": "16:00", "place": "Town hall"}
DECISION, PROMISE = "The lamps of the square come first.", "Mend the lamps of the square"


def called(cast: Cast) -> None:
    """The coordinator prepares a meeting and sends the invitation."""
    coordinator = Visitor(cast.coordinator).open("hotspot", "TST-01").follow("All meetings").reads("No meeting is planned")
    coordinator.follow("Prepare a meeting").press("Prepare the meeting", **WHEN).reads("In preparation", "Town hall")
    assert coordinator.why_not("Call the meeting") == "Put a point on the agenda that everybody may read."
    coordinator.follow("Put a point on the agenda").press("Put the point", text="Lamps of the square").reads("Lamps of the square")
    with TestCase.captureOnCommitCallbacks(execute=True):
        coordinator.follow("Call the meeting").press("Call the meeting").reads("The invitation is on its way")
    assert "police@test.invalid" in {one.to[0] for one in mail.outbox}
    assert coordinator.why_not("Begin the meeting") == "It begins on 21/11/2024."


def held(cast: Cast) -> None:
    """On the day, the coordinator writes down who is there, what is decided and what is promised, and closes."""
    coordinator = Visitor(cast.coordinator).open("home").follow("Begin the meeting")
    coordinator.follow("Begin the meeting").press("Begin the meeting").reads("Write down who is there")
    coordinator.press("Save the decision", text=DECISION).reads(DECISION)
    police = str(cast.organisation("POLICE").pk)
    coordinator.press("Propose the commitment", organisation=police, what=PROMISE, due="2024-12-20").reads(PROMISE, "Proposed")
    coordinator.follow("Write down who is there").press("Save the attendance", **_everybody(coordinator)).reads("Present")
    coordinator.follow("Close and send the minutes").press("Close and send the minutes").reads("The minutes are final.", "Minutes final")


def _everybody(visitor: Visitor) -> dict[str, str]:
    """Everybody is there."""
    form = visitor.client.get(visitor.address).context["form"]
    return dict.fromkeys(form.fields, "present")


@pytest.mark.parametrize("answer", ["kept", "declined"])
def test_a_commitment_is_found_by_its_organisation(cast: Cast, answer: str) -> None:
    """It waits on the first page of the police and of nobody else, until it is answered."""
    called(cast)
    with clock.at(datetime(2024, 11, 21, 14, 5, tzinfo=BRUSSELS)):
        held(cast)
        for name in ("worker", "cleaning", "prosecutor", "police_elsewhere"):
            Visitor(getattr(cast, name)).open("home").reads_nothing_of(PROMISE)
        police = Visitor(cast.police).open("home").reads("Commitments of my organisation", PROMISE)
        if answer == "declined":
            police.follow("Decline the commitment").press("Decline the commitment", words="Not our lamps").reads(
                "Declined", "Not our lamps"
            )
            Visitor(cast.police).open("home").reads_nothing_of(PROMISE)
            return
        police.press("Accept the commitment").reads("Your organisation has accepted the commitment.")
        police.follow("Say whether it was kept").press("Say whether it was kept", kept="yes", words="All lamps burn again.")
        police.reads("Kept, to be confirmed", "All lamps burn again.")
        mayor = Visitor(cast.mayor).open("home").follow("Confirm that the commitment was kept")
        mayor.press("Confirm that it was kept").reads("The commitment is confirmed as kept.")
        Visitor(cast.cleaning).open("actions:commitments", "TST-01").reads("Settled", PROMISE, "Kept as promised")
