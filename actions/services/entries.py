"""Work logged on actions: places and numbers, never names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, TypedDict
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from actions import rules
from actions.models import Action, Entry, Measure, Quantity, Unit
from actions.services.words import locked
from taskforce import roles
from taskforce.kernel import clock
from taskforce.kernel.acts import current, service
from taskforce.kernel.lifecycle import move
from taskforce.models import User
from taskforce.roles import Tier

WIDE_TO_NARROW = (Tier.WORKSPACE, Tier.AXIS, Tier.ORGANISATION)
LONGEST_BACK = timedelta(days=731)
BASE_PLACES = Decimal("1E-10")


class Given(TypedDict, total=False):
    """One quantity as given: of a measure, so much, in a unit (the measure's own if None), this sure."""

    measure: Measure
    value: Decimal
    unit: Unit | None
    qualifier: str


@service
def log_work(  # noqa: PLR0913  # what a worker fills in on the phone
    *,
    by: User,
    action: Action,
    day: date,
    slot: str = "",
    note: str = "",
    source: str = "",
    tier: str = "",
    client_key: UUID | None = None,
    quantities: Sequence[Given],
) -> Entry:
    """Log work on an action; the same client key sent again gives the first entry back. Left out, it is the key of the act."""
    action = locked(action)
    rules.log_work.require(by, action)
    key = client_key or current().key
    first: Entry | None = Entry.objects.filter(author=by, client_key=key).first()
    if first:
        return first
    seat = by.mandates.seat_in(action.workspace)
    assert seat is not None  # noqa: S101  # the rule saw to it
    entry = Entry(workspace=action.workspace, action=action, axis=action.axis, organisation_id=seat.organisation, author=by, client_key=key)
    return _write(entry, by, {"day": day, "slot": slot, "note": note, "source": source, "tier": tier or narrowest(action)}, quantities)


@service
def amend_entry(*, by: User, entry: Entry, quantities: Sequence[Given] | None = None, **fields: Any) -> Entry:
    """Correct an entry of one's own organisation; what is left out stays as it is, the earlier words stay in its history."""
    entry = locked(entry)
    rules.amend_entry.require(by, entry)
    there = [Given(measure=one.measure, value=one.value, unit=one.unit, qualifier=one.qualifier) for one in entry.quantities.all()]
    kept = {name: getattr(entry, name) for name in ("day", "slot", "note", "source", "tier")}
    return _write(entry, by, {**kept, **fields}, there if quantities is None else quantities)


@service
def undo_log(*, by: User, entry: Entry) -> Entry:
    """Take back an entry of one's own just logged: it counts nowhere any more, and stays in its history."""
    entry = locked(entry)
    rules.undo_log.require(by, entry)
    move(entry, Entry.State.WITHDRAWN)
    entry.save()
    return entry


def narrowest(action: Action) -> str:
    """Say who reads an entry unless its author says otherwise: prevention stays in its organisation, restricted work on its axis."""
    return Tier.ORGANISATION if action.axis == roles.Axis.PREVENTION else Tier(action.tier)


def tiers_for(person: User, action: Action) -> list[str]:
    """List the tiers an author may give an entry, widest first: never wider than the action, an axis only if it is the author's."""
    seat = person.mandates.seat_in(action.workspace)
    own = seat is not None and seat.axis == action.axis
    return [one for one in WIDE_TO_NARROW[WIDE_TO_NARROW.index(Tier(action.tier)) :] if own or one != Tier.AXIS]


def entry_faults(person: User, action: Action, fields: dict[str, Any], quantities: Sequence[Given]) -> dict[str, str]:
    """Say what is wrong with an entry, by field; a quantity's field is ``value_`` and the code of its measure."""
    faults = {f"value_{one['measure'].code}": fault for one in quantities if (fault := _quantity_fault(action, one))}
    if fault := _day_fault(action, fields["day"]):
        faults["day"] = fault
    if fields["tier"] not in tiers_for(person, action):
        faults["tier"] = _("Choose who may read this: never more people than may read the action.")
    if not quantities and not fields["note"].strip():
        faults["note"] = _("Write at least one number or a note.")
    return faults


def _day_fault(action: Action, day: date) -> str:
    today = clock.today()
    if day > today:
        return _("Choose today or an earlier day.")
    if action.start and day < action.start:
        return _("Choose a day from %(day)s, when the action started.") % {"day": f"{action.start:%d/%m/%Y}"}
    return _("Choose a day of the last two years.") if day < today - LONGEST_BACK else ""


def _quantity_fault(action: Action, given: Given) -> str:
    measure, unit = given["measure"], given.get("unit") or given["measure"].unit
    if measure.aggregation == Measure.Aggregation.RATIO:
        return _("A ratio is computed. Log its two parts.")
    if not action.targets.filter(measure=measure).exists():
        return _("This action does not count this measure.")
    if unit.root != measure.unit.root:
        return _("Choose a unit of %(unit)s.") % {"unit": measure.unit.root}
    return _("Write 0 or more.") if given["value"] < 0 else ""


def _write(entry: Entry, by: User, fields: dict[str, Any], quantities: Sequence[Given]) -> Entry:
    if faults := entry_faults(by, entry.action, fields, quantities):
        raise ValidationError(faults)
    for name, value in fields.items():
        setattr(entry, name, value)
    entry.quarter = entry.day.year * 10 + (entry.day.month + 2) // 3
    entry.full_clean(exclude=["workspace", "action"])
    entry.save()
    _set_quantities(entry, quantities)
    return entry


def _set_quantities(entry: Entry, quantities: Sequence[Given]) -> None:
    there = {one.measure_id: one for one in entry.quantities.all()}
    for key in sorted(there.keys() - {given["measure"].pk for given in quantities}):
        there[key].delete()
    for given in quantities:
        one = there.get(given["measure"].pk) or Quantity(workspace=entry.workspace, entry=entry, measure=given["measure"])
        one.value, one.unit = given["value"], given.get("unit") or given["measure"].unit
        one.base_value = (one.value * one.unit.factor).quantize(BASE_PLACES)
        one.qualifier = given.get("qualifier") or Quantity.Qualifier.EXACT
        one.full_clean(exclude=["workspace", "entry"])
        one.save()
