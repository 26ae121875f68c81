"""Files attached to actions and to meetings, and taken away again."""

from __future__ import annotations

from typing import TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from actions import rules
from actions.models import Action, Evidence, Meeting, MeetingFile
from actions.services.entries import narrowest, tiers_for
from actions.services.minutes import tiers_at
from actions.services.words import locked, said
from taskforce.kernel import clock
from taskforce.kernel.acts import service
from taskforce.kernel.lifecycle import move
from taskforce.models import User
from taskforce.roles import Tier
from taskforce.services import blobs
from taskforce.uploads import Received

F = TypeVar("F", Evidence, MeetingFile)


@service
def attach(*, by: User, action: Action, file: Received, title: str = "", tier: str = "") -> Evidence:
    """Attach a file to an action, under its own name unless a title says more."""
    action = locked(action)
    rules.attach.require(by, action)
    tier = tier or narrowest(action)
    if tier not in tiers_for(by, action):
        raise ValidationError({"tier": _("Choose who may read this: never more people than may read the action.")})
    return _fill(Evidence(workspace=action.workspace, action=action, axis=action.axis, tier=tier, title=title), by, file)


@service
def attach_to_meeting(*, by: User, meeting: Meeting, file: Received, title: str = "", tier: str = Tier.WORKSPACE) -> MeetingFile:
    """Attach a file to a meeting, for everybody or for one's own axis or organisation alone."""
    meeting = locked(meeting)
    rules.attach_to_meeting.require(by, meeting)
    if tier not in tiers_at(by, meeting.workspace):
        raise ValidationError({"tier": _("Choose who may read this.")})
    seat = by.mandates.seat_in(meeting.workspace)
    axis = seat.axis if seat else ""
    return _fill(MeetingFile(workspace=meeting.workspace, meeting=meeting, axis=axis, tier=tier, title=title), by, file)


def _fill(row: F, by: User, file: Received) -> F:
    """Keep a file and write down what it is and who attached it."""
    seat = by.mandates.seat_in(row.workspace)
    assert seat is not None  # noqa: S101  # the rule saw to it
    row.organisation_id, row.author, row.attached_on = seat.organisation, by, clock.today()
    row.title = row.title or file.name
    row.file_name, row.content_type = file.name, file.content_type
    row.size, row.sha256 = len(file.contents), file.sha256
    row.blob = blobs.keep(file)
    row.full_clean(exclude=["workspace", "action", "meeting", "blob"])
    row.save()
    return row


@service
def remove_evidence(*, by: User, evidence: Evidence, reason: str) -> Evidence:
    """Take a file away, for a reason; its row stays, its bytes go unless the same file was handed in elsewhere."""
    evidence = locked(evidence)
    rules.remove_evidence.require(by, evidence)
    return _taken_away(evidence, reason)


@service
def remove_meeting_file(*, by: User, file: MeetingFile, reason: str) -> MeetingFile:
    """Take an annex away, for a reason; its row stays, its bytes go unless the same file was handed in elsewhere."""
    file = locked(file)
    rules.remove_meeting_file.require(by, file)
    return _taken_away(file, reason)


def _taken_away(row: F, reason: str) -> F:
    said(reason, "reason")
    move(row, row.State.REMOVED)
    row.blob = None
    row.save()
    blobs.let_go(row.sha256)
    return row
