"""Figures read from the entries of one workspace, through the eyes of one reader. A fixed number of queries, whatever the size."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q

from actions.figures.amounts import Figure, MeasureFacts, Reading, plain, shown
from actions.figures.joining import aimed, combine
from actions.models import Action, Entry, Measure, Quantity, Target
from taskforce import roles
from taskforce.roles import Tier

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from decimal import Decimal

    from hotspots.models import Hotspot
    from taskforce.models import User, Workspace

OPEN = frozenset({Tier.WORKSPACE, Tier.ORGANISATION})
ROW = ("pk", "entry", "entry__action", "measure__code", "entry__day", "base_value", "qualifier", "entry__source")


@dataclass(frozen=True)
class Reader:
    """Whose eyes: the tiers counted, the axis whose restricted rows are counted too, the organisation whose entries are exact."""

    tiers: frozenset[str] = OPEN
    axis: str = ""
    organisation: int | None = None

    def counts(self, entry: str = "") -> Q:
        """Keep the entries that go into this reader's totals; ``entry`` is the path to them, with its final underscores."""
        kept = Q(**{f"{entry}state": Entry.State.KEPT})
        tiers = Q(**{f"{entry}tier__in": self.tiers - {Tier.AXIS}})
        found = tiers & Q(**{f"{entry}action__tier": Tier.WORKSPACE})
        if Tier.AXIS in self.tiers and self.axis:
            found |= Q(**{f"{entry}axis": self.axis, f"{entry}tier__in": self.tiers})
        return kept & found

    def knows(self) -> Q:
        """Keep the actions this reader may know of."""
        return Q(tier=Tier.WORKSPACE) | Q(tier=Tier.AXIS, axis=self.axis if Tier.AXIS in self.tiers else None)

    def is_outside(self, tier: str, organisation: int) -> bool:
        """Say whether the reader gets nothing but totals of such an entry."""
        return tier == Tier.ORGANISATION and organisation != self.organisation


OUTSIDER = Reader()


@dataclass(frozen=True)
class ActionFigures:
    """The figures of one action, one per measure it counts, and how many entries were logged (None: a small hidden number)."""

    figures: tuple[Figure, ...] = ()
    entries: int | None = 0


def reader_of(person: User, workspace: Workspace) -> Reader | None:
    """Say through whose eyes a person reads this workspace; None where the person sees nothing of it."""
    if workspace.pk not in person.mandates.where(roles.VIEW):
        return None
    seat = person.mandates.seat_in(workspace)
    return Reader(frozenset(Tier), seat.axis, seat.organisation) if seat else OUTSIDER


def figures_for(person: User, thing: Hotspot | Action, since: date | None = None, until: date | None = None) -> tuple[Figure, ...]:
    """Give the figures of a hotspot or an action between two days, both included: exact where the person may read, else masked."""
    reader = reader_of(person, thing.workspace)
    if reader is None:
        return ()
    if isinstance(thing, Action):
        return of_actions([thing], since, until, reader=reader)[thing.pk].figures
    return _of(thing.workspace_id, since, until, reader)


def of_workspace(
    workspace_id: int,
    since: date | None,
    until: date | None,
    *,
    tiers: Iterable[str] = OPEN,
    axis: str = "",
    organisation: int | None = None,
) -> tuple[Figure, ...]:
    """Give a workspace's figures between two days, both included, one per measure counted or logged, by code. Three queries.

    By default as for a reader outside every organisation: what a report may freeze. Restricted entries count only when
    ``tiers`` holds the axis tier and ``axis`` names the reader's own.
    """
    return _of(workspace_id, since, until, Reader(frozenset(tiers), axis, organisation))


def of_actions(
    actions: Sequence[Action], since: date | None = None, until: date | None = None, *, reader: Reader = OUTSIDER
) -> dict[int, ActionFigures]:
    """Give the figures of actions the reader sees, by key of the action: each target with what was done. Three queries."""
    keys = [one.pk for one in actions]
    aims: dict[int, list[Target]] = defaultdict(list)
    chosen = ("measure__unit__base", "measure__numerator", "measure__denominator")
    for target in Target.objects.filter(action__in=keys).filter(action__in=_known(actions, reader)).select_related(*chosen):
        aims[target.action_id].append(target)
    readings: dict[int, list[Reading]] = defaultdict(list)
    for one in _readings(reader, since, until, entry__action__in=keys):
        readings[one.action].append(one)
    counts = _counts(reader, since, until, action__in=keys)
    return {key: ActionFigures(tuple(_figure(one, readings[key]) for one in aims[key]), counts.get(key, 0)) for key in keys}


def _known(actions: Sequence[Action], reader: Reader) -> list[int]:
    return [one.pk for one in actions if one.tier == Tier.WORKSPACE or (Tier.AXIS in reader.tiers and one.axis == reader.axis)]


def _figure(target: Target, readings: list[Reading]) -> Figure:
    measure = MeasureFacts.of(target.measure)
    return Figure(measure, combine(measure, readings), None if target.value is None else plain(target.value))


def _of(workspace_id: int, since: date | None, until: date | None, reader: Reader) -> tuple[Figure, ...]:
    readings = _readings(reader, since, until, workspace=workspace_id)
    known = Action.objects.filter(reader.knows(), workspace=workspace_id, state__in=Action.LOGGABLE)
    targets: dict[str, list[Decimal | None]] = defaultdict(list)
    for code, value in Target.objects.filter(action__in=known).values_list("measure__code", "value"):
        targets[code].append(value)
    codes = {one.measure for one in readings} | targets.keys()
    wanted = Q(code__in=codes) | Q(aggregation=Measure.Aggregation.RATIO, numerator__code__in=codes, denominator__code__in=codes)
    measures = Measure.objects.filter(wanted).select_related("unit__base", "numerator", "denominator").order_by("code")
    facts = [MeasureFacts.of(one) for one in measures]
    return tuple(Figure(one, combine(one, readings), aimed(one, targets[one.code])) for one in facts)


def _between(since: date | None, until: date | None, entry: str = "") -> Q:
    days = Q()
    if since:
        days &= Q(**{f"{entry}day__gte": since})
    if until:
        days &= Q(**{f"{entry}day__lte": until})
    return days


def _readings(reader: Reader, since: date | None, until: date | None, **only: Any) -> list[Reading]:
    found = Quantity.objects.filter(reader.counts("entry__"), _between(since, until, "entry__"), **only).order_by("pk")
    rows = found.values_list(*ROW, "measure__unit__factor", "entry__tier", "entry__organisation")
    return [_reading(row, factor, hidden=reader.is_outside(tier, organisation)) for *row, factor, tier, organisation in rows]


def _reading(row: Any, factor: Decimal, *, hidden: bool) -> Reading:
    """Turn the value from the base unit into the measure's own: 0.548 kg of a measure in grams is 548."""
    reading = Reading(*row)
    return replace(reading, value=reading.value / factor, hidden=hidden)


def _counts(reader: Reader, since: date | None, until: date | None, **only: Any) -> dict[int, int | None]:
    found = Entry.objects.filter(reader.counts(), _between(since, until), **only)
    outside = Q(tier=Tier.ORGANISATION) & ~Q(organisation=reader.organisation)
    rows = found.order_by().values_list("action").annotate(found=Count("pk"), hidden=Count("pk", filter=outside))
    return {action: shown(count, hidden=hidden > 0) for action, count, hidden in rows}
