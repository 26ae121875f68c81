"""Walking the whole table: every address × method × persona × own, elsewhere, foreign, archived and missing things."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.test.client import ClientHandler, RequestFactory, conditional_content_removal
from django.urls import reverse

from taskforce.kernel.acts import acting
from tests.access.arrange import put
from tests.access.pages import PAGES, Page
from tests.access.test_urls import CHANGING, POSTED, VIEWS, expected, part_of
from tests.access.world import Side, World
from tests.cast import TODAY

METHODS = ("get", "head", "options", "post", "put", "patch", "delete")
PERSONAS = (
    "mayor", "coordinator", "police", "worker", "association", "observer", "coordinator_elsewhere", "head", "reviewer", "secretary", "auditor", "steward",
    "unsigned", "outsider", "anonymous",
)  # fmt: skip
TARGETS = {"own": "TST-01", "elsewhere": "TST-02", "foreign": "ATT-01", "missing": "TST-01", "archived": "TST-01"}
NOBODY: dict[type, Any] = {int: 987654321, str: "NOWHERE"}
ANSWERED = frozenset({200, 302, 422})
THE_REGION = (b"TST-", b"Travail de rue", b"contacts (en)")
"""Words of the region that somebody without a seat reads nowhere."""


class Case(NamedTuple):
    """One request and the statuses the table allows for it."""

    target: str
    persona: str
    method: str
    path: str
    allowed: frozenset[int]


class Door:
    """The site's own middleware and views, without what the test client records beside them."""

    def __init__(self, world: World) -> None:
        self.handler = ClientHandler(enforce_csrf_checks=False)
        self.handler.load_middleware()
        self.requests = RequestFactory(headers={"accept-language": "en"})
        self.cookies = {name: {key: one.value for key, one in browser.cookies.items()} for name, browser in world.browsers.items()}

    def ask(self, persona: str, method: str, path: str, data: Any = None) -> HttpResponse:
        """Answer one request of a persona."""
        request = getattr(self.requests, method)(path, data) if data else getattr(self.requests, method)(path)
        request.COOKIES = dict(self.cookies[persona])
        request._dont_enforce_csrf_checks = True
        answer: Any = self.handler.get_response(request)
        return conditional_content_removal(request, answer)


def archive(world: World, side: Side) -> None:
    """Bring everything of a side to its end: the task force is dissolved, the hotspot closed, seats, invitations and remarks are over."""
    with acting(world.cast.clerk, "tests.arrange"):
        put(side.room, state="dissolved", convened_on=side.room.convened_on or TODAY)
        put(side.hotspot, state="closed")
        for part in ("observing", "signing", "waiting"):
            put(side.seat(part), ended_on=TODAY)
        put(side.invitation(), withdrawn_at=side.invitation().expires_at)
        for internal in (True, False):
            put(side.remark(internal=internal), state="closed")


def targets(row: Page) -> list[str]:
    """What a row is walked on, the archived last: what all sides share is only there or missing."""
    return ["own", "missing"] if row.shared else list(TARGETS)


def paths(row: Page, side: Side, target: str) -> list[str]:
    """The addresses of a row on a side; of what is missing one for each of its parts."""
    args = row.args(side)
    if target != "missing":
        return [reverse(row.name, args=args)]
    made_up = ([*args[:place], NOBODY[type(one)], *args[place + 1 :]] for place, one in enumerate(args))
    return [reverse(row.name, args=one) for one in made_up]


def statuses(row: Page, side: Side, target: str, persona: str) -> frozenset[int]:
    """Read the table: what a persona is answered to GET."""
    part = persona if row.shared else part_of(persona, side)
    wanted = expected(row, part)
    if target == "missing":
        return frozenset({403 if row.shared and wanted == 403 else 404})
    if target == "archived":
        still = row.still if row.still is not None else row.may if VIEWS[row.name].kind == "reads" else set()
        wanted = row.ok if part in still else 403 if part in row.may | row.told else wanted
    return frozenset({wanted})


def allowed(row: Page, side: Side, target: str, persona: str, method: str) -> frozenset[int]:
    """Read the table for any method: strangers are sent to sign in, wrong methods refused before anything is looked for."""
    acts = VIEWS[row.name].kind == "acts"
    if persona == "anonymous":
        return frozenset({302})
    if method in {"options", "put", "patch", "delete"} or (method == "post" and not acts):
        return frozenset({405})
    found = statuses(row, side, target, persona)
    if method != "post" or not found & ANSWERED:
        return found
    if row.sends is not None and (target == "archived" or part_of(persona, side) not in row.sends):
        return frozenset({403})
    return ANSWERED


def cases(row: Page, side: Side, target: str, *, one_in: int = 1) -> Iterator[Case]:
    """List a row's cases on a target; ``one_in`` keeps every n-th, turning so that all pairs of persona and method are met."""
    place = PAGES.index(row) + list(TARGETS).index(target)
    for path in paths(row, side, target):
        for here, persona in enumerate(PERSONAS):
            for there, method in enumerate(METHODS):
                if (place + here + there) % one_in == 0:
                    yield Case(target, persona, method, path, allowed(row, side, target, persona, method))


def asked(door: Door, case: Case) -> HttpResponse:
    """Send a case's request: a POST carries what somebody who may would send."""
    return door.ask(case.persona, case.method, case.path, POSTED if case.method == "post" else None)


def plainly(answer: HttpResponse) -> bytes:
    """What an answer says, without what differs from one answer to the next."""
    return CHANGING.sub(b"", answer.content)
