"""Regions: opened once from the command line, with their areas and their directory."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from taskforce import roles, rules
from taskforce.addresses import COUNCIL
from taskforce.kernel import clock
from taskforce.kernel.acts import service
from taskforce.models import Area, Directory, Invitation, User, Workspace
from taskforce.services.invitations import send

D = TypeVar("D", bound=Directory)


@service
def open_region(
    *,
    by: User,
    area: Area,
    council: dict[str, str],
    cell: dict[str, str],
    notice: dict[str, str] | None = None,
    founders: Iterable[Invitation] = (),
    link: str = "",
) -> Workspace:
    """Open the council and the cell of a region, invite those who seat all others, and return the cell.

    Names are dictionaries of model fields. ``founders``: seats offered to a head, in the cell, and to stewards, in the council;
    their organisations, when new, enter the directory. ``link`` is that of ``invite``.
    """
    rules.open_region.require(by, area)
    if area.pk is None:
        area.full_clean()
        area.save()
    common = {"area": area, "state": Workspace.State.CONVENED, "convened_on": clock.today(), **(notice or {})}
    above = Workspace(kind=roles.Kind.COUNCIL, reference=f"{area.code}{COUNCIL}", **common, **council)
    above.save()
    below = Workspace(kind=roles.Kind.CELL, reference=f"{area.code}-CELL", parent=above, **common, **cell)
    below.save()
    for founder in founders:
        founder.workspace = below if founder.role == roles.Role.HEAD else above
        founder.organisation = _write(founder.organisation, {"area": area})
        send(by, founder, link)
    return below


@service
def import_areas(*, by: User, area: Area, parts: list[dict[str, Any]]) -> list[Area]:
    """Add or bring up to date the areas within a region, found by their code."""
    rules.import_areas.require(by, area)
    found = {one.code: one for one in Area.objects.filter(code__in=[part["code"] for part in parts])}
    return [_write(found.get(part["code"]) or Area(code=part["code"]), {"parent": area, **part}) for part in parts]


@service
def keep_directory(*, by: User, workspace: Workspace, row: D, **fields: Any) -> D:
    """Add a row to the directory, or change one, on behalf of the region's ``workspace``."""
    if row.pk:
        row = type(row)._base_manager.select_for_update().get(pk=row.pk)
    rules.keep_directory.require(by, rules.Kept(workspace, row, fields))
    _write(row, fields)
    return row


def _write(row: Any, fields: dict[str, Any]) -> Any:
    changed = [name for name, value in fields.items() if getattr(row, name, None) != value]
    for name in changed:
        setattr(row, name, fields[name])
    if changed or row.pk is None:
        row.full_clean()
        row.save()
    return row
