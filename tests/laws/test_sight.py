"""The canaries: what one part must never read stands nowhere in what it is answered, on any page, history, paper or refusal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.urls import reverse

from actions.models import PlanVersion
from reports.models import RegionalReport, Version
from taskforce.kernel.canon import canonical
from taskforce.models import Directory, Seat, User
from tests.access.pages import PAGES
from tests.access.test_urls import POSTED, VIEWS
from tests.access.world import DRAFT, INTERNAL, UNACCEPTED, UNSIGNED, World, opened, undone
from tests.cast import EVERYONE, RESTRICTED, SEATS, SECRET

pytestmark = pytest.mark.django_db
SITTING = {name: {(where, organisation, role, axis) for one, where, organisation, role, axis in SEATS if one == name} for name in EVERYONE}
SLOW = {"reports:version_pdf", "reports:regional_pdf"}
HIDDEN = (
    (SECRET, "what the street workers wrote"),
    (RESTRICTED, "a restricted action"),
    (INTERNAL, "an internal remark"),
    (DRAFT, "a draft"),
    (UNSIGNED, "an unsigned version"),
    (UNACCEPTED, "a version not accepted"),
)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Three task forces with every canary in its cage."""
    with opened(django_db_blocker) as it:
        yield it


def may_read(name: str, canary: str, where: str) -> bool:
    """Say who may hear a canary of one task force: written here by hand, apart from the code it checks."""
    seats = {seat[1:] for seat in SITTING[name] if seat[0] == where}
    cell = any(seat[0] == "TST-CELL" for seat in SITTING[name]) and where != "ATT-01"
    drafting = any(role != "observer" for _organisation, role, _axis in seats)
    return {
        SECRET: any(organisation == "SOCIAL" for organisation, _role, _axis in seats),
        RESTRICTED: any(axis == "security" for _organisation, _role, axis in seats),
        INTERNAL: cell,
        DRAFT: drafting,
        UNSIGNED: drafting,
        UNACCEPTED: bool(seats) or cell,
    }[canary]


def heard(world: World, name: str, text: str) -> list[str]:
    """Name the canaries in an answer that nobody of this name may hear anywhere; each side's own are told apart by the address."""
    return [what for canary, what in HIDDEN if canary in text and not any(may_read(name, canary, where) for where in world.sides)]


def addresses(world: World, name: str) -> Iterator[tuple[str, str]]:
    """Every address on the side somebody is of, and what reads on the other; papers are looked into by their contents."""
    own = "TST-02" if name.endswith("_elsewhere") else "TST-01"
    for where in ("TST-01", "TST-02"):
        for page in PAGES:
            if page.name not in SLOW and (where == own or VIEWS[page.name].kind == "reads" and not page.shared):
                yield where, reverse(page.name, args=page.args(world.sides[where]))


def histories(person: User) -> Iterator[str]:
    """The history of every row of every model somebody can see, and of one they cannot; of the directory, one each."""
    for model in apps.get_models():
        if not hasattr(model, "history") or not hasattr(model._default_manager.all(), "visible_to"):
            continue
        seen = set(model._default_manager.all().visible_to(person).values_list("pk", flat=True))
        hidden = set(model._default_manager.values_list("pk", flat=True)) - seen
        for pk in [*sorted(seen)[: 1 if issubclass(model, Directory | User | Seat) else None], *sorted(hidden)[:1]]:
            yield reverse("history", args=[model._meta.label_lower, pk])


@pytest.mark.parametrize("name", EVERYONE)
def test_pages_keep_their_secrets(name: str, world: World) -> None:
    """No page, own or foreign, tells somebody what that very task force keeps from them; nor does a refusal."""
    browser, found = world.browsers[name], []
    for where, path in addresses(world, name):
        text = browser.get(path).content.decode()
        found += [
            f"{path}: {what}"
            for canary, what in HIDDEN
            if canary in text and not may_read(name, canary, where) and heard_here(world, name, canary, path)
        ]
    assert not found


def heard_here(world: World, name: str, canary: str, path: str) -> bool:
    """Pages that name no task force may tell what any of somebody's own may tell."""
    shared = not any(where in path for where in world.sides)
    return not (shared and any(may_read(name, canary, where) for where in world.sides))


@pytest.mark.parametrize("name", EVERYONE)
def test_histories_keep_their_secrets(name: str, world: World) -> None:
    """The history of a thing tells nobody what it said before they could read it."""
    browser, found = world.browsers[name], []
    for path in histories(User.objects.get(email=f"{name}@test.invalid")):
        text = browser.get(path).content.decode()
        found += [f"{path}: {what}" for what in heard(world, name, text)]
    assert not found


@pytest.mark.parametrize("name", EVERYONE)
def test_refusals_keep_their_secrets(name: str, world: World) -> None:
    """What is answered to a form nobody may send, or sent wrongly, tells nothing either."""
    browser, found = world.browsers[name], []
    for page in (one for one in PAGES if VIEWS[one.name].kind == "acts" and not one.shared):
        with undone():
            text = browser.post(
                reverse(page.name, args=page.args(world.sides["TST-01"])), {**POSTED, "day": "", "reason": "", "text": ""}
            ).content.decode()
        found += [f"{page.name}: {what}" for canary, what in HIDDEN if canary in text and not may_read(name, canary, "TST-01")]
    assert not found


def test_frozen_contents_hold_nothing_hidden(world: World) -> None:
    """What is frozen leaves the task force: plans, reports and regional reports, down to the last key."""
    contents = [one.content for model in (Version, RegionalReport, PlanVersion) for one in model.objects.exclude(content=None)]
    assert len(contents) > 12
    for content in map(canonical, contents):
        assert not [canary for canary in (SECRET, RESTRICTED, INTERNAL, DRAFT) if canary in content]


def test_the_canaries_are_alive(world: World) -> None:
    """Whoever may hear them does: else the tests above would prove nothing."""
    report = {state: f"/reports/{world.sides['TST-01'].report(state).reference}/" for state in ("draft", "submitted", "signed", "returned")}
    for name, path, canary in (
        ("worker", "/hotspots/TST-01/entries/", SECRET),
        ("colleague", "/hotspots/TST-01/actions/P1/", SECRET),
        ("police", "/hotspots/TST-01/plan/", RESTRICTED),
        ("reviewer", report["returned"], INTERNAL),
        ("coordinator", report["draft"], DRAFT),
        ("mayor", report["submitted"], UNSIGNED),
        ("reviewer", report["signed"], UNACCEPTED),
    ):
        assert canary in world.browsers[name].get(path).content.decode(), f"{name} {path}"
