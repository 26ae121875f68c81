"""What a report freezes around its axes, as people read it in the language in use; contents frozen before it was kept have none of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from actions.models import Attendance, Commitment
from hotspots.models import Order
from hotspots.orders import SOON
from reports.figures.reading import Mark, day, ratio, status
from taskforce.drawing import words
from taskforce.models.directory import in_language

PROMISED = {"open": "info", "kept": "done", "not_kept": "bad"}
PERCENT = 100


@dataclass(frozen=True)
class OrderLine:
    """An order in force on the last day of a period."""

    code: str
    subject: str
    level: str
    issuer: str
    since: str
    until: str
    ends_soon: bool
    extends: str
    used: str
    places: tuple[str, ...]

    @classmethod
    def of(cls, content: dict[str, Any], on: date) -> OrderLine:
        """Read a frozen order, as it stood on a day."""
        counted = content.get("is_counted", True)
        return cls(
            code=content["code"], subject=content["subject"], level=str(Order.Level(content["level"]).label),
            issuer=in_language(content["issuer"]), since=day(content["since"]), until=day(content["until"]),
            ends_soon=(date.fromisoformat(content["until"]) - on).days <= SOON, extends=content["extends"] or "",
            used=words.number(content.get("times_used") or 0) if counted else words.MISSING, places=tuple(content.get("places", ())),
        )  # fmt: skip


def orders_in(content: dict[str, Any]) -> tuple[OrderLine, ...]:
    """Read the orders a content froze."""
    on = date.fromisoformat(content["period"]["until"])
    return tuple(OrderLine.of(one, on) for one in content.get("orders", ()))


@dataclass(frozen=True)
class MeetingLine:
    """A meeting held in the period: who was there by organisation, and what was decided."""

    day: str
    title: str
    present: tuple[str, ...]
    excused: tuple[str, ...]
    absent: tuple[str, ...]
    decisions: tuple[str, ...]

    @classmethod
    def of(cls, content: dict[str, Any]) -> MeetingLine:
        """Read a frozen meeting."""
        came = [(one["state"], in_language(one["organisation"])) for one in content["attendance"]]
        present, excused, absent = (tuple(name for state, name in came if state == wanted) for wanted in Attendance.State.values)
        decisions = tuple(one["text"] for one in content["decisions"])
        return cls(day(content["day"]), content["title"], present, excused, absent, decisions)

    @property
    def turnout(self) -> str:
        """How many of those expected were there."""
        expected = len(self.present) + len(self.excused) + len(self.absent)
        return ratio(len(self.present), expected) if expected else words.MISSING


def meetings_in(content: dict[str, Any]) -> tuple[MeetingLine, ...]:
    """Read the meetings a content froze."""
    return tuple(MeetingLine.of(one) for one in content.get("meetings", ()))


@dataclass(frozen=True)
class PromiseLine:
    """What an organisation promised, by when, and what became of it."""

    what: str
    organisation: str
    due: str
    state: Mark

    @classmethod
    def of(cls, content: dict[str, Any]) -> PromiseLine:
        """Read a frozen commitment."""
        state = content["state"]
        mark = Mark("bad", _("Late")) if content["is_overdue"] else Mark(PROMISED[state], str(Commitment.State(state).label))
        return cls(content["what"], in_language(content["organisation"]), day(content["due"]), mark)


def promises_in(content: dict[str, Any]) -> tuple[PromiseLine, ...]:
    """Read the commitments a content froze."""
    return tuple(PromiseLine.of(one) for one in content.get("commitments", ()))


@dataclass(frozen=True)
class Stood:
    """How an axis stood in an earlier report."""

    period: str
    status: Mark
    done_of: str


def stood_before(content: dict[str, Any]) -> dict[str, Stood]:
    """Say, axis by axis, how it stood in the last report accepted for an earlier period; nothing where there is none."""
    trend = content.get("trend") or [{"period": "", "axes": {}}]
    last = trend[-1]
    return {
        axis: Stood(last["period"], status(one["status"]), ratio(one["counts"]["done"], one["counts"]["planned"]))
        for axis, one in last["axes"].items()
    }


Share = Decimal | None


def shares_of(content: dict[str, Any], now: dict[str, dict[str, int]]) -> list[tuple[str, Share]]:
    """Give the share of planned actions done, in percent, in each earlier period and lastly now; ``now``: this period's counts by axis."""
    earlier = [(one["period"], [axis["counts"] for axis in one["axes"].values()]) for one in content.get("trend") or ()]
    return [*((period, share(counts)) for period, counts in earlier), ("", share(list(now.values())))]


def share(counts: list[dict[str, int]]) -> Share:
    """Give the share of planned actions done, in whole percent; None where none is planned."""
    done, planned = (sum(one[name] for one in counts) for name in ("done", "planned"))
    return Decimal(round(PERCENT * done / planned)) if planned else None
