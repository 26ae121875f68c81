"""The canaries: what one part must never read stands in no history, no refusal and no frozen content.

The pages themselves are searched by tests/access/test_urls.py, on the same walk that checks who may open them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.http import Http404
from django.test import RequestFactory
from django.urls import reverse

from actions.models import PlanVersion
from reports.models import RegionalReport, Version
from taskforce.kernel.canon import canonical
from taskforce.models import Directory, Seat, User
from tests.access.canaries import overheard
from tests.access.pages import PAGES
from tests.access.test_urls import POSTED, VIEWS, title
from tests.access.world import DRAFT, INTERNAL, UNACCEPTED, UNSIGNED, World, opened, undone
from tests.cast import EVERYONE, RESTRICTED, SECRET

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Three task forces with every canary in its cage."""
    with opened(django_db_blocker) as it:
        yield it


def histories(person: User) -> Iterator[tuple[str, int, bool]]:
    """Every row of every model somebody can see, and one they cannot: its model, its key and whether they can; of people and names, one each."""
    for model in apps.get_models():
        if not hasattr(model, "history") or not hasattr(model._default_manager.all(), "past_visible_to"):
            continue
        seen = set(model._default_manager.past_visible_to(person).values_list("pk", flat=True))
        hidden = set(model._default_manager.values_list("pk", flat=True)) - seen
        for pk in sorted(seen)[: 1 if issubclass(model, Directory | User | Seat) else None]:
            yield model._meta.label_lower, pk, True
        yield from ((model._meta.label_lower, pk, False) for pk in sorted(hidden)[:1])


@pytest.mark.parametrize("name", EVERYONE)
def test_histories_keep_their_secrets(name: str, world: World) -> None:
    """The history of a thing tells nobody what it said before they could read it; the page is asked directly, without the door."""
    person = User.objects.get(email=f"{name}@test.invalid")
    for label, pk, seen in histories(person):
        request = RequestFactory().get(f"/history/{label}/{pk}/")
        request.user = person
        try:
            text = VIEWS["history"](request, label, pk).content.decode()
        except Http404:
            text = ""
        assert bool(text) == seen, f"{label} {pk}"
        assert not overheard(name, text), f"{label} {pk}"


@pytest.mark.parametrize("row", [one for one in PAGES if VIEWS[one.name].kind == "acts" and not one.shared], ids=title)
def test_a_form_sent_wrongly_keeps_its_secrets(row: Any, world: World) -> None:
    """What is answered to those who may send a form, and fill it in wrongly, tells nothing either."""
    path = reverse(row.name, args=row.args(world.sides["TST-01"]))
    for name in sorted(row.may - {"unsigned"}):
        with undone():
            text = world.browsers[name].post(path, {**POSTED, "day": "", "reason": "", "text": ""}).content.decode()
        assert not overheard(name, text, "TST-01"), name


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
