"""What the council decides on a hotspot, as the cell records it."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError

from hotspots import rules
from hotspots.models import Hotspot, Ruling
from taskforce import roles
from taskforce.kernel.acts import service
from taskforce.kernel.lifecycle import move
from taskforce.models import User
from taskforce.notices import holders, tell

Kind, State = Ruling.Kind, Hotspot.State


@service
def validate(*, by: User, hotspot: Hotspot, on: date, reference: str) -> Hotspot:
    """Record that the council made it a priority zone."""
    hotspot = _locked(hotspot)
    rules.validate.require(by, hotspot)
    return _ruled(hotspot, State.VALIDATED, Ruling(kind=Kind.VALIDATE, on=on, reference=reference))


@service
def reject(*, by: User, hotspot: Hotspot, on: date, reference: str, reason: str) -> Hotspot:
    """Record that the council refused it."""
    hotspot = _locked(hotspot)
    rules.reject.require(by, hotspot)
    return _ruled(hotspot, State.REFUSED, Ruling(kind=Kind.REFUSE, on=on, reference=reference, reason=reason))


@service
def suspend(*, by: User, hotspot: Hotspot, on: date, reference: str, reason: str) -> Hotspot:
    """Record that the council suspended it."""
    hotspot = _locked(hotspot)
    rules.suspend.require(by, hotspot)
    return _ruled(hotspot, State.SUSPENDED, Ruling(kind=Kind.SUSPEND, on=on, reference=reference, reason=reason))


@service
def resume(*, by: User, hotspot: Hotspot, on: date, reference: str) -> Hotspot:
    """Record that the council put it back in force."""
    hotspot = _locked(hotspot)
    rules.resume.require(by, hotspot)
    return _ruled(hotspot, State.VALIDATED, Ruling(kind=Kind.RESUME, on=on, reference=reference))


@service
def close(*, by: User, hotspot: Hotspot, on: date, reference: str, reason: str) -> Hotspot:
    """Record that the council closed it."""
    hotspot = _locked(hotspot)
    rules.close.require(by, hotspot)
    return _ruled(hotspot, State.CLOSED, Ruling(kind=Kind.CLOSE, on=on, reference=reference, reason=reason))


def _locked(hotspot: Hotspot) -> Hotspot:
    again: Hotspot = Hotspot.objects.select_for_update().get(pk=hotspot.pk)
    return again


def _ruled(hotspot: Hotspot, state: str, ruling: Ruling) -> Hotspot:
    """Write the ruling and what it makes of the hotspot."""
    ruling.hotspot, ruling.workspace = hotspot, hotspot.workspace
    if flaws := dict(rules.ruling_flaws(ruling)):
        raise ValidationError(flaws)
    ruling.full_clean(exclude=["workspace"])
    ruling.save()
    move(hotspot, state)
    hotspot.save()
    tell(holders(hotspot.workspace, roles.CONVENE, roles.COMPOSE), f"hotspots.ruled_{ruling.kind}", hotspot)
    return hotspot
