"""Who opens a region, keeps its directory and frames its workspaces, and when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from taskforce import roles
from taskforce.kernel.rules import rule
from taskforce.models import Area, User, Workspace


@rule(None)
def open_region(person: User, area: Area) -> Iterator[str]:
    """Open a region's council and cell, from the command line, once."""
    if not person.is_machine:
        yield _("A region is opened from the command line.")
    if Workspace.objects.filter(area__code=area.code, kind=roles.Kind.COUNCIL).exists():
        yield _("This region is open already.")


@rule(None)
def import_areas(person: User, area: Area) -> Iterator[str]:
    """Import areas and outlines, from the command line."""
    if not person.is_machine:
        yield _("Areas are imported from the command line.")


@dataclass(frozen=True)
class Kept:
    """A row of the directory to be kept on behalf of a region's ``workspace``, and what is to stand in it."""

    workspace: Workspace
    row: Any = None
    fields: dict[str, Any] = field(default_factory=dict)

    def is_ours(self) -> bool:
        """Whether the row, as it stands and as it shall stand, lies in the region; titles, phenomena, units and measures are shared."""
        where = [getattr(self.row, "area_id", None), getattr(self.fields.get("area"), "pk", None)]
        if isinstance(self.row, Area):
            where = [self.row.pk, getattr(self.fields.get("parent"), "pk", None)]
        return {key for key in where if key is not None} <= set(regional_areas(self.workspace).values_list("pk", flat=True))


def regional_areas(workspace: Workspace) -> Any:
    """List the region of a workspace and the areas within it."""
    return Area.objects.filter(pk=workspace.area_id) | Area.objects.filter(parent=workspace.area_id)


@rule(roles.KEEP)
def keep_directory(person: User, kept: Kept) -> Iterator[str]:
    """Add to or rename what the directory lists of one's own region, from its cell or council."""
    if kept.workspace.kind == roles.Kind.LOCAL:
        yield _("The directory is kept by the region.")
    if not kept.is_ours():
        yield _("This belongs to another region.")


@rule(roles.SEAT)
def frame(person: User, workspace: Workspace) -> Iterator[str]:
    """Write down the legal frame of a workspace that is not dissolved."""
    if workspace.state == Workspace.State.DISSOLVED:
        yield _("This task force is dissolved.")
