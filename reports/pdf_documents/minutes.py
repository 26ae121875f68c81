"""The minutes of a meeting: what their template receives. What is restricted stands in an annex for its readers alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from actions.models import AgendaItem, Attendance, Commitment, Decision, Meeting, MeetingFile
from reports.figures.reading import Mark
from reports.pdf.parts import Column, Fact, Paper, Table, Value
from reports.pdf_documents import shared
from taskforce import roles
from taskforce.drawing.words import day, moment
from taskforce.kernel.canon import digest
from taskforce.models import User


@dataclass(frozen=True)
class Told:
    """The points and decisions a document tells, and whether it is the restricted annex."""

    points: list[AgendaItem]
    decisions: list[Decision]
    restricted: bool


@dataclass(frozen=True)
class PointPart:
    """A point as printed: its words, who reads it where not everybody does, and what was decided on it."""

    text: str
    readers: str
    decisions: tuple[str, ...]


def open_to_all(meeting: Meeting) -> Told:
    """Take what everybody at the table may read, whoever prints it."""
    points = AgendaItem.objects.filter(meeting=meeting, tier=roles.Tier.WORKSPACE, state=AgendaItem.State.ON)
    return Told(list(points), list(Decision.objects.filter(meeting=meeting, tier=roles.Tier.WORKSPACE)), restricted=False)


def kept_for(meeting: Meeting, reader: User) -> Told:
    """Take the restricted points and decisions one reader may read; raise ValueError where there are none."""
    points = AgendaItem.objects.visible_to(reader).filter(meeting=meeting, state=AgendaItem.State.ON)
    found = list(points.exclude(tier=roles.Tier.WORKSPACE).select_related("organisation").order_by("tier", "position", "pk"))
    decisions = list(Decision.objects.visible_to(reader).filter(meeting=meeting).exclude(tier=roles.Tier.WORKSPACE))
    if not found and not decisions:
        raise ValueError(_("Nothing here is kept for you alone."))
    return Told(found, decisions, restricted=True)


def context_of(meeting: Meeting, told: Told) -> dict[str, Any]:
    """Gather what the printed minutes show, in the language in use."""
    parts, besides = _parts(told)
    attendance = [] if told.restricted else list(meeting.attendance.select_related("organisation"))
    promises = [] if told.restricted else list(meeting.commitments.select_related("organisation").order_by("due", "pk"))
    kind = _("Restricted annex to the minutes") if told.restricted else _("Minutes of a meeting")
    return {
        "kind": kind,
        "meeting": meeting,
        "issuer": meeting.workspace.name if meeting.is_session else _("Local task force · %(name)s") % {"name": meeting.workspace.name},
        "when": _when(meeting),
        "paper": _paper(meeting, told, digest(_content(meeting, told, attendance, promises))),
        "state": shared.state_of(_standing(meeting)),
        "facts": _facts(meeting, told, attendance),
        "points": parts,
        "besides": besides,
        "commitments": _commitments(meeting, promises) if promises else None,
        "restricted": told.restricted,
    }


def _when(meeting: Meeting) -> str:
    starts, ends = localtime(meeting.starts_at), localtime(meeting.ends_at)
    return f"{date_format(starts, 'l')} {day(meeting.starts_at)}, {starts:%H:%M}–{ends:%H:%M}"


def _standing(meeting: Meeting) -> Mark:
    return Mark("done", _("Final")) if meeting.closed_at else Mark("todo", _("Not closed yet"))


def _parts(told: Told) -> tuple[list[PointPart], list[str]]:
    """Put decisions under their points; those on no point, or on one taken off, stand apart."""
    decided: dict[int | None, list[str]] = defaultdict(list)
    on = {one.pk for one in told.points}
    for one in told.decisions:
        decided[one.item_id if one.item_id in on else None].append(one.text)
    return [PointPart(one.text, _readers(one), tuple(decided[one.pk])) for one in told.points], decided[None]


def _readers(item: AgendaItem) -> str:
    if item.tier == roles.Tier.AXIS:
        return _("Readers: partners of the axis %(axis)s") % {"axis": item.get_axis_display()}
    return _("Readers: %(organisation)s") % {"organisation": item.organisation} if item.tier == roles.Tier.ORGANISATION else ""


def _paper(meeting: Meeting, told: Told, sealed: str) -> Paper:
    reference = f"{meeting.workspace.reference}-{meeting.number}"
    return Paper(
        place=shared.running_head(meeting.workspace.name, day(meeting.starts_at)),
        marking=_("For its readers only") if told.restricted else _("Restricted distribution"),
        reference=_("Annex %(reference)s") % {"reference": reference}
        if told.restricted
        else _("Minutes %(reference)s") % {"reference": reference},
        version="1",
        as_of=moment(meeting.closed_at or meeting.starts_at),
        digest=shared.short_digest(sealed),
        draft=meeting.closed_at is None,
        notice=meeting.workspace.notice,
    )


def _content(meeting: Meeting, told: Told, attendance: Iterable[Attendance], promises: Iterable[Commitment]) -> dict[str, Any]:
    """Write down what the digest stands for: everything told, in no language."""
    return {
        "meeting": [meeting.workspace.reference, meeting.number, meeting.title, meeting.place, meeting.starts_at, meeting.ends_at],
        "points": [[one.pk, one.text] for one in told.points],
        "decisions": [[one.pk, one.item_id, one.text] for one in told.decisions],
        "attendance": [[one.organisation.code, one.state] for one in attendance],
        "commitments": [[one.pk, one.organisation.code, one.what, one.due, _was_accepted(meeting, one)] for one in promises],
    }


def _facts(meeting: Meeting, told: Told, attendance: Iterable[Attendance]) -> tuple[Fact, ...]:
    bodies = defaultdict(list)
    for one in attendance:
        bodies[one.state].append(str(one.organisation))
    there = [Fact(str(state.label), " · ".join(bodies[state])) for state in Attendance.State if bodies[state]]
    files = [] if told.restricted else list(meeting.files.filter(tier=roles.Tier.WORKSPACE, state=MeetingFile.State.KEPT).order_by("pk"))
    annexes = [Fact(_("Annexes"), " · ".join(one.title for one in files))] if files else []
    closed = Fact(_("Closed on"), moment(meeting.closed_at), "" if meeting.closed_at else _("The minutes may still change."))
    return (Fact(_("Place"), meeting.place), *there, *annexes, closed)


def _was_accepted(meeting: Meeting, commitment: Commitment) -> bool:
    """Say whether its organisation had accepted it when the minutes became final: what comes after is followed up elsewhere."""
    return commitment.accepted_at is not None and (meeting.closed_at is None or commitment.accepted_at <= meeting.closed_at)


def _commitments(meeting: Meeting, promises: list[Commitment]) -> Table:
    columns = (Column(_("What"), 40), Column(_("Organisation"), 25), Column(_("By when"), 15), Column(_("Its word"), 20))
    words = {True: Mark("done", _("Accepted")), False: Mark("todo", _("Proposed"))}
    lines: list[list[Value]] = [
        [one.what, str(one.organisation), day(one.due), shared.state_of(words[_was_accepted(meeting, one)])] for one in promises
    ]
    note = _("As it stood when the meeting was closed. A commitment counts once its organisation has accepted it.")
    return Table.of(_("Commitments made in the meeting"), columns, lines, note=note)
