"""As of a day: what the histories say stood then is what stood then, for each reader as far as they may read it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings

from actions import services as acting_on
from actions.models import Action
from taskforce.desk.lists import PAGE, listed
from taskforce.kernel import clock
from taskforce.kernel.acts import acting
from taskforce.kernel.journal import Reading
from taskforce.kernel.past import LISTS, as_of
from tests.access.arrange import enter, put
from tests.access.world import undone
from tests.cast import RESTRICTED, SECRET, TODAY, Cast, an_entry
from tests.pasts import DEEDS, VERBS, Deed, lived, remembered, told_to

YESTERDAY = TODAY - timedelta(days=1)
PATH = "/task-forces/TST-01/as-of/"


@given(DEEDS)
@settings(max_examples=3, deadline=None, suppress_health_check=[*HealthCheck], derandomize=True)
def test_the_histories_remember_every_evening(cast: Cast, deeds: list[Any]) -> None:
    """Whatever was done, in whatever order: each evening as it was written down that evening; to each reader their part of it."""
    with undone():
        evenings = lived(deeds, [])
        for day, stood in evenings.items():
            assert remembered(day) == stood, day
        for name in ("police", "cleaning", "worker"):
            told_to(getattr(Cast(), name), min(evenings), evenings[min(evenings)], evenings[max(evenings)])


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.__name__)
def test_every_kind_of_deed_can_be_played(cast: Cast, verb: Any) -> None:
    """Else the trial above would try little."""
    played: list[str] = []
    lived([Deed(verb, choice, 0, "09:00") for choice in range(2)], played)
    assert played


def as_seen(client: Any, label: str, day: Any) -> str:
    """The page of a list as of a day."""
    return str(client.get(PATH, {"list": label, "on": str(day)}).content.decode())


def test_a_day_ends_at_midnight_where_the_people_are(cast: Cast) -> None:
    """What was written at half past eleven in the evening belongs to that day, an hour later to the next, whatever the day in UTC."""
    action = cast.action("V1")
    for moment, title in ((datetime(2024, 6, 1, 21, 30, tzinfo=UTC), "Late"), (datetime(2024, 6, 1, 22, 30, tzinfo=UTC), "Next day")):
        with clock.at(moment), acting(cast.clerk, "tests.arrange"):
            put(action, title=title)
    titles = {day: as_of(Action.history.filter(id=action.pk), datetime(2024, 6, day, tzinfo=UTC).date()).get().title for day in (1, 2)}
    assert titles == {1: "Late", 2: "Next day"}


def test_the_last_word_of_an_act_counts(cast: Cast) -> None:
    """A row saved twice in one act stands once, as it was left."""
    action = cast.action("V1")
    with acting(cast.clerk, "tests.arrange"):
        for title in ("First", "Second"):
            put(action, title=title)
    assert [one.title for one in as_of(Action.history.filter(id=action.pk), TODAY)] == ["Second"]


def test_what_is_gone_shows_on_a_day_it_was_there(cast: Cast) -> None:
    """Targets and quantities that were taken away are told to those who may read what they hung on, and to nobody else."""
    target, quantity = cast.action("S2").targets.get(), cast.action("P1").entries.get().quantities.get()
    with acting(cast.clerk, "tests.arrange"):
        target.delete()
        quantity.delete()
    for label, word, may, may_not in (
        ("actions.target", RESTRICTED, "police", "cleaning"),
        ("actions.quantity", "contacts (en)", "colleague", "police"),
    ):
        assert word in as_seen(enter(getattr(cast, may)), label, YESTERDAY)
        assert word not in as_seen(enter(getattr(cast, may)), label, TODAY)
        assert word not in as_seen(enter(getattr(cast, may_not)), label, YESTERDAY)


def test_the_history_of_what_is_gone_is_still_told(cast: Cast) -> None:
    """By its kind and number, to those who may read what it hung on."""
    target = cast.action("S2").targets.get()
    path = f"/history/actions.target/{target.pk}/"
    with acting(cast.prosecutor, "actions.amend_action", subject=target.action):
        target.delete()
    text = enter(cast.police).get(path, {"on": str(YESTERDAY)}).content.decode()
    assert "taken away since" in text
    assert "It was taken away." in text
    assert "10.000" in text
    assert "It was not there that day" in enter(cast.police).get(path, {"on": str(TODAY)}).content.decode()
    assert enter(cast.cleaning).get(path).status_code == 404


def test_an_entry_opened_to_others_keeps_its_past(cast: Cast) -> None:
    """What the street workers wrote before they shared it stays theirs, on every day."""
    entry = cast.action("P1").entries.get()
    acting_on.amend_entry(by=cast.worker, entry=entry, note="Three people met", tier="workspace")
    for day in (YESTERDAY, TODAY):
        assert SECRET not in as_seen(enter(cast.police), "actions.entry", day)
    assert SECRET in as_seen(enter(cast.colleague), "actions.entry", YESTERDAY)
    assert SECRET not in as_seen(enter(cast.colleague), "actions.entry", TODAY)


@pytest.mark.parametrize("label", LISTS)
def test_every_list_opens(cast: Cast, label: str) -> None:
    """For the coordinator, today and before there was anything."""
    client = enter(cast.coordinator)
    assert client.get(PATH, {"list": label, "on": str(TODAY)}).status_code == 200
    assert "Nothing of this kind that day" in as_seen(client, label, "2023-06-01")


def test_reading_what_was_restricted_is_written_down(cast: Cast) -> None:
    """An old row of a restricted thing, and what hangs on it, is a reading of that thing."""
    enter(cast.colleague).get(PATH, {"list": "actions.quantity", "on": str(YESTERDAY)})
    enter(cast.police).get(PATH, {"list": "actions.action", "on": str(YESTERDAY)})
    read = {(one.by.name, one.subject_type, one.subject_id) for one in Reading.objects.all()}
    entry, action = cast.action("P1").entries.get(), cast.action("S2")
    assert read == {("Person colleague", "actions.entry", entry.pk), ("Person police", "actions.action", action.pk)}


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"list": "actions.action", "on": "2024-13-45"}, "Enter a valid date."),
        ({"list": "actions.action", "on": "2030-01-01"}, "Choose a day up to today."),
        ({"list": "actions.action", "on": "0001-01-01"}, "Choose a day from 01/01/2000."),
        ({"list": "actions.action", "on": ""}, "This field is required."),
        ({"list": "auth.permission", "on": "2024-06-01"}, "Select a valid choice."),
        ({"list": "", "on": "2024-06-01"}, "This field is required."),
    ],
)
def test_an_impossible_question_is_refused_at_its_field(cast: Cast, given: dict[str, str], words: str) -> None:
    """With words, and nothing shown."""
    text = enter(cast.coordinator).get(PATH, given).content.decode()
    assert words in text
    assert "<title>Error:" in text
    assert "Patrouilles" not in text


def test_nothing_asked_is_no_error(cast: Cast) -> None:
    """The page says what to do; a link may already have chosen the list."""
    text = enter(cast.coordinator).get(PATH, {"list": "actions.entry"}).content.decode()
    assert "Choose a list and a day" in text
    assert '<option value="actions.entry" selected>' in text
    assert "Error" not in text


def test_persons_are_their_organisation_to_others(cast: Cast) -> None:
    """Seats of a day: one's own people by name, the others by what they sit for."""
    text = as_seen(enter(cast.police), "taskforce.seat", TODAY)
    assert "Person police" in text
    assert "Person worker" not in text
    assert "Travail de rue (en)" in text


@pytest.fixture
def crowded(cast: Cast) -> Callable[[int], None]:
    """A way to add entries by the dozen."""

    def add(number: int) -> None:
        with clock.at(datetime(2024, 10, 1, 9, tzinfo=UTC)), acting(cast.clerk, "tests.arrange"):
            for place in range(number):
                an_entry(cast.action("P1"), note=f"Note {place}", contacts="2")

    return add


@pytest.mark.parametrize("label", ["actions.entry", "actions.quantity"])
def test_a_list_asks_as_many_questions_whatever_its_length(cast: Cast, crowded: Any, label: str) -> None:
    """Two for the rows and what they hang on, one or two for each kind of thing they point to."""
    counts = []
    for more in (3, 30):
        crowded(more)
        worker = type(cast.worker).objects.get(pk=cast.worker.pk)
        assert worker.mandates.held
        with CaptureQueriesContext(connection) as asked:
            found = listed(worker, cast.workspace("TST-01"), label, YESTERDAY)
        counts.append(len(asked) - 1)  # the workspace
    assert counts[0] == counts[1] <= 6
    assert len(found.rows) == 34


def test_long_lists_come_in_pages(cast: Cast, crowded: Any) -> None:
    """The latest hundred, then the others, none twice and none left out."""
    crowded(PAGE + 3)
    client = enter(cast.worker)
    first = listed(cast.worker, cast.workspace("TST-01"), "actions.entry", YESTERDAY)
    second = listed(cast.worker, cast.workspace("TST-01"), "actions.entry", YESTERDAY, before=str(first.following))
    seen = [one.url for one in (*first.rows, *second.rows)]
    assert (len(first.rows), len(seen), len(set(seen)), second.following) == (PAGE, PAGE + 4, PAGE + 4, 0)
    assert f"before={first.following}" in as_seen(client, "actions.entry", YESTERDAY)


def test_a_steward_goes_back_to_the_seats_and_to_nothing_else(cast: Cast) -> None:
    """Who sat where is theirs to keep; contents are not."""
    client = enter(cast.steward)
    assert "Nothing of this kind that day" not in as_seen(client, "taskforce.seat", TODAY)
    for label in set(LISTS) - {"taskforce.seat", "taskforce.workspace", "taskforce.invitation"}:
        assert "Nothing of this kind that day" in as_seen(client, label, TODAY), label
