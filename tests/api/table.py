"""One written table of the API: every address, what it names on a side, and who is told it; to everybody else nothing is there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.test import Client

from reports.models import RegionalReport
from taskforce.models import Notice, Seat, User
from tests.access.arrange import a_token, kept_paper
from tests.access.pages import ABOVE, COUNCIL, DRAFTING, INSIDE, OUTREACH, SEATED, SECURITY, _printings, _report
from tests.access.world import Side
from tests.cast import EVERYONE, SEATS

LISTS = {
    "workspaces", "seats", "organisations", "notices", "hotspots", "perimeters", "orders", "plans", "objectives", "actions", "measures", "entries",
    "commitments", "meetings", "decisions", "periods", "reports", "versions", "remarks", "regional_reports", "documents",
}  # fmt: skip
WHERE = {name: where for name, where, *_ in reversed(SEATS)}


class One(NamedTuple):
    """An address of one thing: its words, and who is told it; ``ready`` puts the side in the state in which it answers."""

    name: str
    args: Callable[[Side], tuple[Any, ...]]
    may: set[str]
    case: str = ""
    ready: Callable[[Side], Any] | None = None


def _here(*more: Any) -> Callable[[Side], tuple[Any, ...]]:
    return lambda side: (side.reference, *more)


def _version(state: str) -> Callable[[Side], tuple[Any, ...]]:
    return lambda side: (side.report(state).reference, 1)


def _order(subject: str) -> Callable[[Side], tuple[Any, ...]]:
    return lambda side: (side.order(subject).reference,)


def _decision(tier: str) -> Callable[[Side], tuple[Any, ...]]:
    from actions.models import Decision

    return lambda side: (Decision.objects.filter(workspace=side.room, tier=tier).order_by("pk").first().pk,)


def _printed(side: Side) -> None:
    kept_paper(_printings(side).get(language="fr"))


def _paper(side: Side) -> tuple[str]:
    return (_printings(side).get(language="fr").code,)


def _told(side: Side) -> None:
    from taskforce.kernel import clock

    it = side.people["worker"]
    Notice.objects.create(
        person=it, workspace=side.room, kind="actions.call_meeting", subject_type="hotspots.hotspot", subject_id=side.hotspot.pk,
        urgent=True, at=clock.now(), due_at=clock.now(), state="sent", done_at=clock.now(),
    )  # fmt: skip


def _notice(side: Side) -> tuple[int]:
    return (Notice.objects.filter(person=side.people["worker"], workspace=side.room).latest("pk").pk,)


def _regional(state: str) -> Callable[[Side], tuple[str]]:
    return lambda side: (RegionalReport.objects.get(workspace__reference=side.cell, state=state).reference,)


ONES = (
    One("workspace", _here(), INSIDE | {"steward"}),
    One("seat", lambda side: (side.seat("worker").pk,), INSIDE | {"steward"}),
    One("organisation", lambda _side: ("SOCIAL",), SEATED),
    One("notice", _notice, {"worker"}, ready=_told),
    One("hotspot", _here(), INSIDE | COUNCIL),
    One("perimeter", _here(1), INSIDE),
    One("order", _order("Signed"), INSIDE),
    One("order", _order("Draft"), INSIDE, "draft"),
    One("plan", _here(), INSIDE),
    One("objective", lambda side: (side.plan.objectives.first().pk,), INSIDE),
    One("action", _here("S1"), INSIDE),
    One("action", _here("S2"), SECURITY, "restricted"),
    One("measure", lambda _side: ("drugs",), SEATED),
    One("entry", lambda side: (side.entry("S1").pk,), INSIDE),
    One("entry", lambda side: (side.entry("P1").pk,), OUTREACH, "prevention"),
    One("commitment", lambda side: (side.room.commitments.first().pk,), INSIDE),
    One("meeting", lambda side: (side.reference, side.room.meetings.get(state="closed").number), INSIDE),
    One("decision", _decision("workspace"), INSIDE),
    One("decision", _decision("axis"), SECURITY, "restricted"),
    One("period", lambda side: (side.cell, side.period("accepted").code), ABOVE),
    One("report", _report("accepted"), INSIDE | COUNCIL),
    One("report", _report("signed"), INSIDE, "not accepted"),
    One("version", _version("accepted"), INSIDE | COUNCIL),
    One("version", _version("signed"), INSIDE, "not accepted"),
    One("version", _version("submitted"), DRAFTING, "not signed"),
    One("version", _version("draft"), DRAFTING, "draft"),
    One("figures", _version("accepted"), INSIDE | COUNCIL),
    One("figures", _version("draft"), set(), "draft"),
    One("figures_csv", _version("accepted"), INSIDE | COUNCIL),
    One("figures_xlsx", _version("signed"), INSIDE),
    One("remark", lambda side: (side.remark(internal=False).pk,), INSIDE),
    One("remark", lambda side: (side.remark(internal=True).pk,), ABOVE, "internal"),
    One("regional_report", _regional("adopted"), ABOVE | COUNCIL),
    One("regional_report", _regional("draft"), ABOVE | {"secretary", "member"}, "draft"),
    One("document", _paper, INSIDE | COUNCIL, ready=_printed),
    One("paper", _paper, INSIDE | COUNCIL, ready=_printed),
)
SHARED = {"organisation", "measure", "period", "regional_report"}
"""What does not belong to one task force."""


class Post(NamedTuple):
    """An act: its method and address, what it names, what is sent, who may, and who sees it and is refused in words."""

    name: str
    method: str
    args: Callable[[Side], tuple[Any, ...]]
    body: dict[str, Any]
    may: set[str]
    told: set[str]
    ready: Callable[[Side], Any] | None = None


def programs(scope: str = "write") -> dict[str, Client]:
    """A program for everybody of the cast, each with a token of its person's first seat; those whose seat gives nothing have one too."""
    found = {}
    for name in EVERYONE:
        person = User.objects.get(email=f"{name}@test.invalid")
        seat = Seat.objects.filter(person=person, workspace__reference=WHERE.get(name, "TST-01")).first() or Seat.objects.earliest("pk")
        found[name] = program(person, seat, scope)
    return found


def program(person: User, seat: Seat, scope: str = "write", language: str = "en") -> Client:
    """A program with a token of its own."""
    headers = {"authorization": f"Bearer {a_token(person, seat, scope)}", "accept-language": language}
    return Client(raise_request_exception=False, headers=headers)
