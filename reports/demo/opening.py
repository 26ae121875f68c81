"""Opening a region: its council and cell, its first steward, its areas, its directory and its accounts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from reports.demo import areas, catalogue, stage, typical
from reports.demo.organisations import Body
from reports.demo.people import Person
from taskforce import services
from taskforce.kernel.acts import acting
from taskforce.models import Area, Invitation, Organisation, User, Workspace
from taskforce.roles import Role


def open_region(*, by: User, area: dict[str, str], names: dict[str, dict[str, str]], body: Body, steward: Person) -> None:
    """Open a region and let its first steward in, by the invitation the opening sends; ``names``: of the council, the cell and the notice."""
    organisation = Organisation(code=body.code, **body.fields)
    offer = Invitation(
        email=stage.address(steward.key), name=steward.name, language=steward.language, organisation=organisation, role=Role.STEWARD
    )
    services.open_region(by=by, area=Area(**area), founders=[offer], link="{secret}", **names)
    newcomer = stage.newcomer(steward.key, steward.name, steward.language)
    services.sign_charter(by=newcomer, seat=services.accept_invitation(by=newcomer, invitation=offer))


def import_brussels(*, by: User) -> None:
    """Bring in the police zones, then the municipalities that lie in them."""
    region = Area.objects.get(code=areas.REGION)
    services.import_areas(by=by, area=region, parts=areas.zone_parts())
    services.import_areas(by=by, area=region, parts=areas.municipality_parts())


def import_parts(*, by: User, region: str, parts: list[dict[str, Any]]) -> None:
    """Bring in the areas of a region."""
    services.import_areas(by=by, area=Area.objects.get(code=region), parts=parts)


def enter_catalogue(*, by: User, council: str) -> None:
    """Enter titles, phenomena, units, measures and typical actions."""
    workspace = Workspace.objects.get(reference=council)
    for row, fields in catalogue.rows():
        services.keep_directory(by=by, workspace=workspace, row=row, **fields)
    for unit in catalogue.UNITS:
        row, fields = catalogue.unit_row(unit)
        services.keep_directory(by=by, workspace=workspace, row=row, **fields)
    for measure in catalogue.MEASURES:
        row, fields = catalogue.measure_row(measure)
        services.keep_directory(by=by, workspace=workspace, row=row, **fields)
    for like, fields in typical.rows():
        services.keep_directory(by=by, workspace=workspace, row=like, **fields)


def enter_organisations(*, by: User, council: str, bodies: Iterable[Body]) -> None:
    """Enter organisations, each in its area."""
    workspace = Workspace.objects.get(reference=council)
    for body in bodies:
        area = Area.objects.get(code=body.area)
        services.keep_directory(by=by, workspace=workspace, row=Organisation(code=body.code), area=area, **body.fields)


def open_accounts(*, by: User, people: Iterable[Person]) -> None:
    """Give people an account; it opens nothing before a seat."""
    with acting(by, "demo.open_accounts"):
        for one in people:
            stage.newcomer(one.key, one.name, one.language).save()
