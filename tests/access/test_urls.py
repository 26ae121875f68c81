"""Every address × every persona × own, foreign and missing."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver, reverse

from taskforce.kernel.acts import acting
from taskforce.kernel.journal import Act
from taskforce.models import Seat
from tests.access.canaries import overheard
from tests.access.pages import DOOR, PAGES, Page
from tests.access.world import Side, World, undone
from tests.cast import EVERYONE

pytestmark = [pytest.mark.django_db, pytest.mark.walks]
NOBODY = {int: 987654321, str: "NOWHERE"}
PAPERS = {"reports:version_pdf": "mayor", "minutes": "observer", "minutes_annex": "police"}
ASKED = {
    "TST-01": EVERYONE,
    "TST-02": (*(name for name in EVERYONE if name.endswith("_elsewhere")), "coordinator", "worker", "head", "member", "steward"),
    "ATT-01": ("coordinator", "worker", "head", "secretary", "steward"),
}
POSTED = {
    "reason": "Because", "words": "Because", "remark": "Because", "answer": "Because", "blocked_reason": "Because", "unblocker": "1", "text": "Text",
    "section": "figures", "security": "S", "prevention": "P", "neighbourhood": "V", "digest": "0" * 64, "agreed": "on", "conform": "True",
    "on": "2024-11-01", "reference": "CRS", "session_on": "2024-11-01", "decision": "D", "code": "2031-T1", "since": "2031-01-01",
    "until": "2031-03-31", "due": "2031-04-30", "axis": "security", "title": "T", "organisation": "1", "tier": "workspace", "day": "2024-11-01",
    "note": "Note", "client_key": "00000000-0000-4000-8000-000000000001", "email": "x@test.invalid", "name": "X", "role": "observer", "language": "fr",
    "statement": "S", "indicator": "I", "horizon": "short", "funded": "no",
}  # fmt: skip
CHANGING = re.compile(rb"(?:csrfmiddlewaretoken|client_key)\" value=\"[^\"]*\"|name=\"next\" value=\"[^\"]*\"")


def named(patterns: Any, prefix: str = "") -> Any:
    """Name every address of the site, and its view."""
    for one in patterns:
        if hasattr(one, "url_patterns"):
            yield from named(one.url_patterns, f"{one.namespace}:" if one.namespace else prefix)
        else:
            yield f"{prefix}{one.name}", one.callback


VIEWS = dict(named(get_resolver().url_patterns))


def title(page: Page) -> str:
    """Name a row of the table."""
    return f"{page.name} ({page.case})" if page.case else page.name


def part_of(name: str, side: Side) -> str | None:
    """Say which part of the table somebody plays on a side: none where they are strangers."""
    if side.reference == "ATT-01":
        return None
    if not Seat.objects.filter(person__email=f"{name}@test.invalid").exclude(workspace__kind="local").exists():
        held = Seat.objects.filter(person__email=f"{name}@test.invalid", workspace__reference=side.reference)
        return name.removesuffix("_elsewhere") if held.exists() else None
    return name


def expected(page: Page, part: str | None) -> int:
    """Read the table: the status for a part."""
    if part in page.may:
        return page.ok
    return 403 if part in page.told else 404


def plainly(response: HttpResponse) -> bytes:
    """What an answer says, without what differs from one answer to the next."""
    return CHANGING.sub(b"", b"".join(response) if response.streaming else response.content)


def statuses(world: World, page: Page, side: Side, method: str = "get", **given: Any) -> dict[str, tuple[int, int, HttpResponse]]:
    """Answer every persona on a side (away from TST-01 some of each kind): expected and found status, and the answer.

    Papers are printed once: printing is slow.
    """
    path = reverse(page.name, args=page.args(side))
    found = {}
    for name in ASKED[side.reference]:
        wanted = expected(page, name if page.shared else part_of(name, side))
        if method == "post" and wanted not in {403, 404}:
            continue
        if page.name in PAPERS and wanted == 200 and (name, side.reference) != (PAPERS[page.name], "TST-01"):
            continue
        response = getattr(world.browsers[name], method)(path, **given)
        found[name] = (wanted, response.status_code, response)
    return found


def wrong(found: dict[str, tuple[int, int, HttpResponse]]) -> dict[str, str]:
    """Tell the personas who were not answered as written."""
    return {name: f"expected {wanted}, got {got}" for name, (wanted, got, _response) in found.items() if wanted != got}


def leaks(found: dict[str, tuple[int, int, HttpResponse]], where: str) -> dict[str, list[str]]:
    """Tell the personas who were told what that very task force keeps from them; ``where`` is empty for pages of no task force."""
    heard = {name: overheard(name, response.content.decode(errors="ignore"), where) for name, (_wanted, _got, response) in found.items()}
    return {name: canaries for name, canaries in heard.items() if canaries}


def nothing(world: World, name: str) -> bytes:
    """What somebody is answered where nothing is."""
    if name not in world.nothing:
        world.nothing[name] = plainly(world.browsers[name].get("/nowhere-at-all/"))
    return world.nothing[name]


def ready(world: World, page: Page) -> None:
    """Put every side in the state in which the address answers."""
    if page.ready:
        with acting(world.cast.clerk, "tests.arrange"):
            for side in world.sides.values():
                page.ready(side)


def test_every_address_is_in_the_table() -> None:
    """An address nobody wrote down who may open does not enter the house."""
    assert {page.name for page in PAGES} | DOOR == {name for name in VIEWS if not name.startswith("api:")}  # those: tests/api


@pytest.mark.parametrize("row", PAGES, ids=title)
def test_who_may_open_it(row: Page, world: World) -> None:
    """Own things open as written and keep their secrets; foreign ones and missing ones answer alike, to the byte."""
    with undone():
        ready(world, row)
        for side in list(world.sides.values())[: 1 if row.shared else None]:
            found = statuses(world, row, side)
            assert not wrong(found), f"{title(row)} on {side.reference}"
            assert not leaks(found, "" if row.shared else side.reference), f"{title(row)} on {side.reference}"
            for name, (_wanted, got, response) in found.items():
                if got == 404:
                    assert plainly(response) == nothing(world, name), f"{name}: a foreign thing is told from a missing one"


@pytest.mark.parametrize("row", [one for one in PAGES if not one.shared], ids=title)
def test_what_is_missing_is_missing_for_all(row: Page, world: World) -> None:
    """Each part of the address made up: nothing there, for those who may open the real one and for strangers."""
    with undone():
        ready(world, row)
        args = row.args(world.sides["TST-01"])
        for place, one in enumerate(args):
            made_up = [*args[:place], NOBODY[type(one)], *args[place + 1 :]]
            for name in {*sorted(row.may)[:1], "head", "worker", "outsider"}:
                response = world.browsers[name].get(reverse(row.name, args=made_up))
                assert response.status_code == 404, f"{name} {made_up}"


@pytest.mark.parametrize("row", PAGES, ids=title)
def test_methods(row: Page, world: World) -> None:
    """HEAD answers as GET without a body; what reads takes nothing else; what acts takes POST; the door sends strangers to sign in."""
    path = reverse(row.name, args=row.args(world.sides["TST-01"]))
    refused = ["put", "patch", "delete", *(["post"] if VIEWS[row.name].kind == "reads" else [])]
    for name in ("outsider", "coordinator"):
        browser = world.browsers[name]
        if row.name not in PAPERS:
            head = browser.head(path)
            assert (head.status_code, head.content) == (browser.get(path).status_code, b""), name
        assert {getattr(browser, method)(path).status_code for method in refused} == {405}, name
    for method in ("get", "head", "post"):
        response = getattr(world.browsers["anonymous"], method)(path)
        assert response.status_code == 302, method
        assert response["Location"] == f"/sign-in/?next={quote(path)}", method


@pytest.mark.parametrize("row", [one for one in PAGES if VIEWS[one.name].kind == "acts"], ids=title)
def test_posting_without_the_right_changes_nothing(row: Page, world: World) -> None:
    """Whoever may not open a form may not send it either, and leaves no trace."""
    with undone():
        ready(world, row)
        before = Act.objects.count()
        found = statuses(world, row, world.sides["TST-01"], "post", data=POSTED)
        assert not wrong(found), title(row)
        assert not leaks(found, "TST-01"), title(row)
        assert Act.objects.count() == before


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/sign-in/", 200),
        ("/sign-in/second-factor/", 302),
        ("/sign-in/passkey/", 302),
        ("/sign-in/closed/", 200),
        ("/sign-in/forgotten/", 200),
        ("/sign-in/forgotten/sent/", 200),
        ("/sign-in/forgotten/1-nothing/", 200),
        ("/sign-in/forgotten/done/", 200),
        ("/sign-in/with/oidc/", 404),
        ("/sign-in/with/oidc/back/", 404),
        ("/sign-out/", 302),
        ("/language/", 405),
        ("/join/nothing/", 404),
        ("/unsubscribe/nothing/", 404),
        ("/calendar/nothing.ics", 404),
        ("/calendar/feed-worker.ics", 200),
        ("/calendar/feed-outsider.ics", 404),
        ("/v/AAAA-AAAA/", 404),
        ("/v/nothing/", 404),
        ("/accessibility/", 200),
        ("/health/", 200),
        ("/health/all/", 503),  # nobody seals in the world of tests, which has a past
        ("/metrics/", 404),
        ("/sw.js", 200),
        ("/sw.js?language=nl", 200),
        ("/sw.js?language=xx", 404),
        ("/manifest/fr.webmanifest", 200),
        ("/manifest/xx.webmanifest", 404),
        ("/log/offline/nl/", 200),
        ("/log/offline/xx/", 404),
    ],
)
def test_the_door(path: str, status: int, world: World) -> None:
    """What stands open to all says no more than it must."""
    assert world.browsers["anonymous"].get(path).status_code == status


def test_an_invitation_is_its_owners(world: World) -> None:
    """Its link shows to nobody signed in as somebody else whose it is, and gives nothing."""
    path = "/join/secret-TST-01/"
    assert Client().get(path).status_code == 200
    before = Act.objects.count()
    for name in EVERYONE:
        response = world.browsers[name].post(path, {"password": "a long enough one", "again": "a long enough one"})
        assert response.status_code == 403, name
        assert b"new-TST-01@test.invalid" not in response.content, name
    assert Act.objects.count() == before
