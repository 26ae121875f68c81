"""Where a hotspot lies, and the task force that is convened for it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hotspots import desk, geometry, rules
from hotspots.models import Hotspot, Perimeter
from taskforce import roles
from taskforce.kernel import clock
from taskforce.kernel.acts import service
from taskforce.kernel.lifecycle import move
from taskforce.models import User, Workspace
from taskforce.notices import holders, tell


@service
def draw_perimeter(*, by: User, hotspot: Hotspot, geometry: dict[str, Any], since: date, decision: str) -> Perimeter:
    """Draw a new version of the perimeter; the version before it ends the day before."""
    hotspot = Hotspot.objects.select_for_update().get(pk=hotspot.pk)
    rules.draw_perimeter.require(by, hotspot)
    perimeter = Perimeter(workspace=hotspot.workspace, hotspot=hotspot, since=since, decision=decision)
    perimeter.geometry = _checked(hotspot, geometry)
    if flaws := dict(rules.perimeter_flaws(perimeter)):
        raise ValidationError(flaws)
    last = Perimeter.objects.filter(hotspot=hotspot).last()
    perimeter.version = last.version + 1 if last else 1
    if last:
        last.until = since - timedelta(days=1)
        last.save()
    perimeter.full_clean(exclude=["workspace"])
    perimeter.save()
    return perimeter


def _checked(hotspot: Hotspot, given: dict[str, Any]) -> dict[str, Any]:
    try:
        return geometry.perimeter(given, near=desk.ground(hotspot))
    except ValueError as error:
        raise ValidationError({"geometry": str(error)}) from error


@service
def convene(*, by: User, hotspot: Hotspot) -> Workspace:
    """Convene the local task force from today."""
    hotspot = _locked(hotspot)
    rules.convene.require(by, hotspot)
    workspace = hotspot.workspace
    move(workspace, Workspace.State.CONVENED)
    workspace.convened_on = clock.today()
    workspace.save()
    tell(holders(workspace, roles.COMPOSE), "hotspots.convene", hotspot)
    return workspace


@service
def dissolve(*, by: User, hotspot: Hotspot, reason: str) -> Workspace:
    """Dissolve the local task force, saying why."""
    hotspot = _locked(hotspot)
    rules.dissolve.require(by, hotspot)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the task force is dissolved.")})
    workspace = hotspot.workspace
    move(workspace, Workspace.State.DISSOLVED)
    workspace.save()
    tell(holders(workspace, roles.COMPOSE, roles.RULE), "hotspots.dissolve", hotspot)
    return workspace


def _locked(hotspot: Hotspot) -> Hotspot:
    """Read the workspace, then the hotspot, again and keep others from moving them."""
    workspace = Workspace.objects.select_for_update().get(pk=hotspot.workspace_id)
    hotspot = Hotspot.objects.select_for_update().get(pk=hotspot.pk)
    hotspot.workspace = workspace
    return hotspot
