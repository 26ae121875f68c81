"""The canaries: what one part must never read stands in no history, no refusal and no frozen content.

The pages themselves are searched by tests/access/test_urls.py, on the same walk that checks who may open them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import Any

import pytest
from django.apps import apps
from django.http import Http404
from django.test import RequestFactory
from django.urls import reverse

from actions.models import Action, Entry, PlanVersion
from reports.models import RegionalReport, Version
from taskforce import roles
from taskforce.desk.lists import listed
from taskforce.desk.past import past_of
from taskforce.kernel.acts import acting
from taskforce.kernel.canon import canonical
from taskforce.kernel.changes import stood
from taskforce.kernel.past import LISTS
from taskforce.kernel.timeline import tracked_models
from taskforce.models import Directory, Seat, User, Workspace
from tests.access.canaries import HIDDEN, PLACES, overheard
from tests.access.pages import PAGES
from tests.access.test_urls import POSTED, VIEWS, title
from tests.access.world import DRAFT, INTERNAL, UNACCEPTED, UNSIGNED, World, opened, undone
from tests.cast import EVERYONE, RESTRICTED, SECRET, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.walks]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Three task forces with every canary in its cage; and something taken away from what holds one."""
    with opened(django_db_blocker) as it:
        for side in it.sides.values():
            for canary, part in (
                (RESTRICTED, Action.objects.get(workspace=side.room, code="S2").targets),
                (SECRET, Entry.objects.filter(workspace=side.room, action__code="P1", note=SECRET).first().quantities),
            ):
                with acting(it.cast.clerk, "tests.arrange", subject=side.room, reason=canary):
                    part.get().delete()
        yield it


FOLLOWING = re.compile(r'class="button" href="\?[^"]*before=(\d+)"')  # the address of the page itself stands on it too
LOST = ("actions.action", "actions.target", "actions.entry", "actions.quantity")


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


def asked(person: User, view: str, *args: Any, **given: Any) -> str:
    """What somebody is answered, without the door; nothing where nothing is."""
    request = RequestFactory().get(reverse(view, args=args), given)
    request.user = person
    try:
        return str(VIEWS[view](request, *args).content.decode())
    except Http404:
        return ""


@pytest.mark.parametrize("name", EVERYONE)
def test_comparisons_keep_their_secrets(name: str, world: World) -> None:
    """Any two versions of anything, and each of them as it stood, tell nobody what they may not read; what is gone neither."""
    person, compared = User.objects.get(email=f"{name}@test.invalid"), 0
    for model in tracked_models():
        label, key = model._meta.label_lower, model._meta.pk.attname
        for pk in sorted(set(model._default_manager.history_visible_to(person).values_list(key, flat=True)))[
            : 5 if issubclass(model, Directory | Seat) else None
        ]:
            past = past_of(person, label, pk)
            told = [stood(one.new, past.names) for one in past.changes]
            pairs = [past.between(old, new) for old, new in combinations(range(1, len(past.changes) + 1), 2)]
            words = canonical([told, [[one.name, *one.marked] for pair in pairs for one in pair], past.title])
            assert not overheard(name, words), f"{label} {pk}"
            compared += len(pairs)
    assert compared or not person.mandates.where(roles.VIEW)


@pytest.mark.parametrize("name", EVERYONE)
def test_lists_as_of_any_day_keep_their_secrets(name: str, world: World) -> None:
    """Every list of every task force as it stands; those that hold something taken away as they stood before."""
    person = User.objects.get(email=f"{name}@test.invalid")
    for where in world.sides:
        room = Workspace.objects.get(reference=where)
        for label, day in [*((one, TODAY) for one in LISTS), *((one, date(2024, 1, 8)) for one in LOST)]:
            words = canonical([one.values for one in listed(person, room, label, day).rows])
            assert not overheard(name, words, place(where)), f"{where} {label} {day}"


@pytest.mark.parametrize("name", EVERYONE)
def test_timelines_and_files_keep_their_secrets(name: str, world: World) -> None:
    """All that happened, page after page, and of one kind; and the journals as files."""
    person = User.objects.get(email=f"{name}@test.invalid")
    for where in (*world.sides, "TST-CELL"):
        before = ""
        while before is not None:
            text = asked(person, "timeline", where, before=before)
            assert not overheard(name, text, place(where)), f"{where} {before}"
            before = next(iter(FOLLOWING.findall(text)), None)
        assert not overheard(name, asked(person, "timeline", where, what="tests.arrange"), place(where)), where
        for view in ("readings", "timeline_csv", "readings_csv"):
            assert not any(canary in asked(person, view, where) for canary in HIDDEN), f"{view} {where}"


def place(where: str) -> str:
    """The task force a page is about, for those who might hear something of it; none for the cell and abroad."""
    return where if where in PLACES else ""


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
        ("worker", "/task-forces/TST-01/as-of/?list=actions.entry&on=2024-11-14", SECRET),
        ("police", "/task-forces/TST-01/as-of/?list=actions.target&on=2024-11-14", RESTRICTED),
        ("police", "/task-forces/TST-01/timeline/", RESTRICTED),
        ("coordinator", "/task-forces/TST-01/as-of/?list=reports.remark&on=2024-11-15", "How many evenings?"),
        ("reviewer", "/task-forces/TST-01/as-of/?list=reports.remark&on=2024-11-15", INTERNAL),
    ):
        assert canary in world.browsers[name].get(path).content.decode(), f"{name} {path}"
