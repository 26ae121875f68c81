"""What a person may do, and where. The only reader of guardian's grants."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from django.conf import settings
from django.db.models import Q

from taskforce import roles
from taskforce.kernel import clock
from taskforce.kernel.journal import Capacity
from taskforce.models.workspaces import Grant, Workspace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from taskforce.models.people import User


class Held(NamedTuple):
    """One permission held on one workspace, with the seat that gives it."""

    permission: str
    workspace: int
    parent: int | None
    kind: str
    seat: int
    role: str
    axis: str
    organisation: int
    organisation_name: str


@cache
def _asked() -> tuple[QuerySet[Grant, Any], QuerySet[Workspace, Any]]:
    """Put the two questions together, once: for every request that takes longer than asking them of its person and day."""
    grants = Grant.objects.filter(seat__ended_on__isnull=True).values_list(
        "permission__codename",
        "content_object_id",
        "content_object__parent_id",
        "content_object__kind",
        "seat_id",
        "seat__role",
        "seat__axis",
        "seat__organisation_id",
        "seat__organisation__name_fr",
    )
    return grants.order_by(), Workspace.objects.order_by().values_list("pk", "parent_id")


class Mandates:
    """Object checks (``hold``) and lists (``where``) come from this one table, so they cannot disagree."""

    def __init__(self, person: User, only: int | None = None) -> None:
        """Read them; ``only``: as far as this one seat of theirs gives them."""
        rows = self._grants(person) if person.pk and person.is_active else []
        rows = [row for row in rows if only is None or row.seat == only]
        self.seats: dict[int, Held] = {row.workspace: row for row in rows}
        self.parents: dict[int, int | None] = {row.workspace: row.parent for row in rows}
        below: dict[int, set[int]] = defaultdict(set)
        for workspace, parent in self._below(rows):
            self.parents[workspace] = parent
            below[parent].add(workspace)
        self.by_permission: dict[str, set[int]] = defaultdict(set)
        for row in rows:
            self.by_permission[row.permission] |= self._reached(row, below)

    @staticmethod
    def _grants(person: User) -> list[Held]:
        """Ask for the grants in force today."""
        today = clock.today()
        in_force = Q(seat__until__isnull=True) | Q(seat__until__gte=today)
        grants, _workspaces = _asked()
        return [Held(*row) for row in grants.filter(in_force, user=person, seat__since__lte=today)]

    @staticmethod
    def _below(rows: list[Held]) -> Iterable[tuple[int, int]]:
        """Ask for the workspaces below those held, where there can be any."""
        above = {row.workspace for row in rows if row.kind != Workspace.Kind.LOCAL}
        _grants, workspaces = _asked()
        return workspaces.filter(Q(parent__in=above) | Q(parent__parent__in=above)) if above else ()

    @staticmethod
    def _reached(row: Held, below: dict[int, set[int]]) -> set[int]:
        """Say where a permission holds: at the seat and below it, unless the role keeps it at home or carries it one up."""
        if row.permission in roles.AT_HOME.get(row.role, ()):
            return {row.workspace}
        children = below.get(row.workspace, set())
        above = {row.parent} if row.parent and row.permission in roles.ABOVE.get(row.role, ()) else set()
        return {row.workspace} | above | children | {leaf for child in children for leaf in below.get(child, ())}

    @property
    def held(self) -> bool:
        """Whether the person holds any seat that is in force and whose charter is signed."""
        return bool(self.seats)

    @property
    def sees_below(self) -> bool:
        """Whether the person sees a task force or a cell from inside, and not the council alone."""
        return any(roles.VIEW in roles.GRANTS[seat.role] and seat.role not in roles.AT_HOME for seat in self.seats.values())

    @property
    def ask_second_factor(self) -> bool:
        """Whether one of the parts the person plays takes a second factor."""
        return settings.SECOND_FACTOR_REQUIRED and any(seat.role in roles.SECOND_FACTOR for seat in self.seats.values())

    def hold(self, permission: str, workspace: Any) -> bool:
        """Say whether the person holds the permission in this workspace, by a seat there or above it."""
        return workspace is not None and workspace.pk in self.by_permission.get(permission, ())

    def where(self, permission: str) -> set[int]:
        """Return the ids of the workspaces where the person holds the permission."""
        return self.by_permission.get(permission, set())

    def seat_in(self, workspace: Any) -> Held | None:
        """Return the person's own seat in this very workspace, not above it."""
        return self.seats.get(workspace.pk) if workspace is not None else None

    def seats_by(self, what: str) -> dict[Any, set[int]]:
        """Group the workspaces the person sits in by ``axis`` or ``organisation`` of the seat."""
        grouped: dict[Any, set[int]] = defaultdict(set)
        for workspace, seat in self.seats.items():
            grouped[getattr(seat, what)].add(workspace)
        return grouped

    def acting_seat(self, workspace: Any) -> Held | None:
        """Return the seat by which the person acts here: the one in the workspace, or the nearest above it."""
        here = workspace.pk if workspace is not None else None
        while here is not None and here not in self.seats:
            here = self.parents.get(here)
        return self.seats.get(here) if here is not None else None

    def roles_over(self, workspace: Any) -> set[str]:
        """Return the roles of every seat that reaches this workspace: there, or above it."""
        here, found = workspace.pk, set()
        while here is not None:
            found |= {self.seats[here].role} if here in self.seats else set()
            here = self.parents.get(here)
        return found

    def capacity(self, workspace: Any) -> Capacity:
        """Say in which part the person acts here, for the journal: from elsewhere, for the one organisation they sit for."""
        seat = self.acting_seat(workspace)
        if seat is None and workspace is not None and len({one.organisation for one in self.seats.values()}) == 1:
            seat = min(self.seats.values(), key=lambda one: one.seat)
        return Capacity(seat.seat, seat.role, seat.organisation, seat.organisation_name) if seat else Capacity()
