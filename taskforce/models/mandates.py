"""What a person may do, and where. The only reader of guardian's grants."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from django.conf import settings
from django.db.models import Q, Value

from taskforce import roles
from taskforce.kernel import clock
from taskforce.kernel.journal import Capacity
from taskforce.models.workspaces import Grant, Workspace

if TYPE_CHECKING:
    from taskforce.models.people import User


class Held(NamedTuple):
    """One permission held on one workspace, with the seat that gives it; or, without permission, a workspace below one held."""

    permission: str
    workspace: int
    parent: int | None
    seat: int
    role: str
    axis: str
    organisation: int
    organisation_name: str


class Mandates:
    """Object checks (``hold``) and lists (``where``) come from this one table, read in one query, so they cannot disagree."""

    def __init__(self, person: User, only: int | None = None) -> None:
        """Read them; ``only``: as far as this one seat of theirs gives them."""
        rows = [Held(*row) for row in self._rows(person)] if person.pk and person.is_active else []
        rows = [row for row in rows if only is None or not row.permission or row.seat == only]
        self.seats: dict[int, Held] = {row.workspace: row for row in rows if row.permission}
        self.parents: dict[int, int | None] = {row.workspace: row.parent for row in rows}
        below: dict[int, set[int]] = defaultdict(set)
        for row in rows:
            if not row.permission and row.parent:
                below[row.parent].add(row.workspace)
        self.by_permission: dict[str, set[int]] = defaultdict(set)
        for row in rows:
            if row.permission:
                self.by_permission[row.permission] |= self._reached(row, below)

    @staticmethod
    def _rows(person: User) -> Any:
        """Ask once: the grants in force today, and the workspaces below those they are on."""
        today = clock.today()
        grants = Grant.objects.filter(
            Q(seat__since__lte=today), Q(seat__until__isnull=True) | Q(seat__until__gte=today), user=person, seat__ended_on__isnull=True
        )
        held = grants.values_list(
            "permission__codename",
            "content_object_id",
            "content_object__parent_id",
            "seat_id",
            "seat__role",
            "seat__axis",
            "seat__organisation_id",
            "seat__organisation__name_fr",
        )
        above = grants.exclude(content_object__kind=Workspace.Kind.LOCAL).values("content_object_id")
        blank = [Value(0), Value(""), Value(""), Value(0), Value("")]
        below = Workspace.objects.filter(Q(parent__in=above) | Q(parent__parent__in=above)).values_list(
            Value(""), "pk", "parent_id", *blank
        )
        return held.order_by().union(below.order_by(), all=True)

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
