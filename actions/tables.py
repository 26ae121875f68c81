"""The lists of work logged, of meetings, of commitments and of the catalogue as tables: the rows and columns of their pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from actions import desk
from actions.models import Commitment, Entry, Measure, Meeting, TypicalAction
from taskforce import roles
from taskforce.sheets import Table

if TYPE_CHECKING:
    from actions.web import Promise
    from taskforce.models import User, Workspace
    from taskforce.sheets.tables import Said


def of_entries(person: User, workspace: Workspace) -> Table:
    """All entries the person may read, the latest first: a line for each quantity, and one for an entry without any."""
    columns = [
        _("Entry"),
        _("Day"),
        _("Part of the day"),
        _("Action"),
        _("Organisation"),
        _("Measure"),
        _("Precision"),
        _("Value"),
        _("Unit"),
    ]
    restricted = Entry.objects.visible_to(person).filter(workspace=workspace).exclude(tier=roles.Tier.WORKSPACE)
    lines = _entries(person, workspace)
    columns += [_("Note"), _("Source"), _("Read by")]
    return Table(_("Work logged"), columns, lines, name="entries", restricted=restricted.exists)


def _entries(person: User, workspace: Workspace) -> Iterator[list[Any]]:
    """Read page after page, so that each is noted as read."""
    before, more = "", True
    while more:
        page = desk.entries(person, workspace, before=before)
        for one in page.entries:
            yield from _entry(one)
        before, more = page.following, bool(page.following)


def _entry(one: Entry) -> Iterator[list[Any]]:
    begin = [one.pk, one.day, one.get_slot_display(), str(one.action), str(one.organisation)]
    end = [one.note, one.source, one.get_tier_display()]
    found = [[str(it.measure), it.get_qualifier_display(), it.value, it.unit.symbol] for it in one.quantities.all()]
    yield from ([*begin, *quantity, *end] for quantity in found or [["", "", None, ""]])


def of_meetings(rows: Iterable[Meeting], said: Said) -> Table:
    """The meetings of a task force: those to come, then those over."""
    columns = [_("No."), _("Meeting"), _("Begins"), _("Ends"), _("Place"), _("State"), _("Called"), _("Minutes final")]
    lines = ([it.number, it.title, it.starts_at, it.ends_at, it.place, it.get_state_display(), it.called_at, it.closed_at] for it in rows)
    return Table(_("Meetings"), columns, lines, said, "meetings")


def of_commitments(rows: Iterable[Promise], said: Said) -> Table:
    """The commitments of a task force, soonest due first."""
    columns = [_("Commitment"), _("Organisation"), _("Due"), _("State"), _("Made in meeting no."), _("Words of the organisation")]
    columns += [_("Accepted"), _("Confirmed")]
    lines = (_commitment(one.commitment, one.word) for one in rows)
    return Table(_("Commitments"), columns, lines, said, "commitments")


def _commitment(it: Commitment, word: str) -> list[Any]:
    return [it.what, str(it.organisation), it.due, word, it.meeting.number, it.words, it.accepted_at, it.confirmed_at]


def of_measures(rows: Iterable[Measure]) -> Table:
    """The catalogue of measures."""
    columns = [_("Measure"), _("Code"), _("Axis"), _("Unit"), _("Put together"), _("Numerator"), _("Denominator"), _("Direction")]
    columns.append(_("Depends on activity"))
    return Table(_("Measures"), columns, map(_measure, rows), name="measures")


def _measure(one: Measure) -> list[Any]:
    parts = [str(part) if part else "" for part in (one.numerator, one.denominator)]
    depends = _("Yes") if one.activity_dependent else _("No")
    unit = f"{one.unit} ({one.unit.symbol})" if one.unit.symbol else str(one.unit)
    return [str(one), one.code, one.get_axis_display(), unit, one.get_aggregation_display(), *parts, one.get_direction_display(), depends]


def of_typical(rows: Iterable[TypicalAction]) -> Table:
    """The typical actions."""
    columns = [_("Typical action"), _("Code"), _("Axis"), _("Horizon"), _("Measure")]
    lines = ([str(one), one.code, one.get_axis_display(), one.get_horizon_display(), str(one.measure or "")] for one in rows)
    return Table(_("Typical actions"), columns, lines, name="typical-actions")
