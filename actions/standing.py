"""How an axis stands: a pure rule on counts of actions, and the counts of many workspaces in one query."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from actions.models import Action
from taskforce.kernel import clock

if TYPE_CHECKING:
    from collections.abc import Iterable

STATUSES: dict[str, tuple[str, Any]] = {
    "done": ("done", _("Done")),
    "on_track": ("ok", _("On track")),
    "watch": ("warn", _("To watch")),
    "late": ("bad", _("Late")),
    "not_started": ("todo", _("Not started")),
}
"""Each status with the tone it is drawn in and its word."""


@dataclass(frozen=True)
class Counts:
    """How many actions of one axis stand where. Unit: actions; abandoned ones count nowhere but in their own field."""

    planned: int = 0
    agreed: int = 0
    running: int = 0
    blocked: int = 0
    done: int = 0
    late: int = 0
    abandoned: int = 0

    @property
    def open(self) -> int:
        """Actions still to be done."""
        return self.planned - self.done

    @property
    def status(self) -> str:
        """The key in STATUSES.

        The house's own rule, printed in every method note: *done* when all planned actions are done; *not started* when
        none is agreed, running, blocked or done; *late* when at least one open action in three is late; *to watch* when
        any is late or blocked; otherwise *on track*.
        """
        if self.planned and not self.open:
            return "done"
        if not (self.agreed or self.running or self.blocked or self.done):
            return "not_started"
        if self.late * 3 >= self.open:
            return "late"
        return "watch" if self.late or self.blocked else "on_track"

    @property
    def tone(self) -> str:
        """The tone the status is drawn in."""
        return STATUSES[self.status][0]

    @property
    def word(self) -> Any:
        """The status in words."""
        return STATUSES[self.status][1]


def counts(actions: Any, on: date | None = None) -> dict[tuple[int, str], Counts]:
    """Count a queryset of actions by (workspace id, axis), in one query; late is judged on the day given, or today."""
    day = on or clock.today()
    states = {state: Count("pk", filter=Q(state=state)) for state in ("agreed", "running", "blocked", "done", "abandoned")}
    late = Count("pk", filter=Q(due__lt=day) & ~Q(state__in=["done", "abandoned"]))
    planned = Count("pk", filter=~Q(state=Action.State.ABANDONED))
    rows = actions.order_by().values_list("workspace_id", "axis").annotate(planned=planned, **states, late=late)
    names = ("planned", *states, "late")
    return defaultdict(Counts, {(workspace, axis): Counts(**dict(zip(names, numbers, strict=True))) for workspace, axis, *numbers in rows})


def together(many: Iterable[Counts]) -> Counts:
    """Add up counts: actions of different places are different actions."""
    return Counts(
        *(
            sum(column)
            for column in zip(*((c.planned, c.agreed, c.running, c.blocked, c.done, c.late, c.abandoned) for c in many), strict=True)
        )
    )
