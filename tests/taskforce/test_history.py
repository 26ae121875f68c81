"""The history of a thing: what changed, by whom as far as that may be told, and how any two versions differ."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from itertools import product
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions import services as acting_on
from reports import services as reporting
from taskforce import services as floor
from taskforce.desk.past import past_of
from taskforce.kernel import clock
from taskforce.kernel.acts import acting
from taskforce.kernel.changes import fields_of
from taskforce.kernel.journal import Reading
from taskforce.models import User
from tests.access.arrange import enter, put, report
from tests.cast import SECRET, TODAY, Cast

NOON = datetime(2024, 11, 15, 11, tzinfo=UTC)


def page(cast: Cast, name: str, thing: Any, **asked: Any) -> str:
    """The history of a thing as somebody is shown it."""
    response = enter(getattr(cast, name)).get(f"/history/{thing._meta.label_lower}/{thing.pk}/", asked)
    assert response.status_code == 200
    return str(response.content.decode())


@pytest.fixture
def rewritten(cast: Cast) -> Any:
    """An action amended three times, by its lead and once by the clerk."""
    action = cast.action("V1")
    for number, title in enumerate(("Nettoyages du soir", "Nettoyages du matin et du soir", "Nettoyages")):
        with (
            clock.at(NOON + timedelta(days=number)),
            acting(cast.cleaning, "actions.amend_action", subject=action, reason=f"Reason {number}"),
        ):
            put(action, title=title, description=f"Ligne 1\nLigne {number}")
    return action


def test_any_two_versions_differ_as_the_rows_do(cast: Cast, rewritten: Any) -> None:
    """Every pair, both ways: exactly the fields whose stored values differ, each side word for word what was stored."""
    past = past_of(cast.head, "actions.action", rewritten.pk)
    rows = list(rewritten.history.order_by("history_id").values())
    names = {str(one.verbose_name).capitalize(): one.attname for one in fields_of(rewritten.history.model)}
    for old, new in product(range(1, 5), repeat=2):
        before, after = rows[old - 1], rows[new - 1]
        differ = {name for name, attname in names.items() if before[attname] != after[attname]}
        told = past.between(old, new)
        assert {one.name for one in told} == differ
        for one in told:
            sides = [unescape(re.sub(r"</?(del|ins)>", "", side)) for side in one.marked]
            assert sides == [str(row[names[one.name]] or "–") for row in (before, after)]
            assert re.search(r"<(del|ins)>", one.marked.before + one.marked.after)


def test_two_versions_are_compared_on_the_page(cast: Cast, rewritten: Any) -> None:
    """Words struck out and written in; and in lines."""
    text = page(cast, "mayor", rewritten, **{"from": 2, "to": 3})
    assert "Version 2 compared with version 3" in text
    assert "Nettoyages du <ins>matin et du </ins>soir" in text
    assert "Ligne 1\nLigne <del>0</del>" in text
    assert "These two versions do not differ" in page(cast, "mayor", rewritten, **{"from": 2, "to": 2})


def test_a_thing_stands_as_it_stood(cast: Cast, rewritten: Any) -> None:
    """At the end of each day, every field in words."""
    for day, title in ((TODAY - timedelta(days=1), "Nettoyages"), (TODAY, "Nettoyages du soir")):
        text = page(cast, "mayor", rewritten, on=day)
        assert f'<dd class="lines">{title}</dd>' in text
        assert '<dd class="lines">Propreté publique (en)</dd>' in text
    assert "It was not there that day" in page(cast, "mayor", rewritten, on="2023-12-31")


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"on": "2024-02-30"}, "Enter a valid date."),
        ({"on": "9999-12-31"}, "Choose a day up to today."),
        ({"from": "1", "to": "99"}, "Select a valid choice."),
        ({"from": "1"}, "This field is required."),
        ({"by": "x"}, "Select a valid choice."),
        ({"what": "actions.log_work"}, "Select a valid choice."),
        ({"since": "2024-11-15", "until": "2024-11-14"}, "Choose a day from 15/11/2024."),
    ],
)
def test_an_impossible_question_is_refused_at_its_field(cast: Cast, rewritten: Any, asked: dict[str, str], words: str) -> None:
    """With words, in the title too."""
    text = page(cast, "mayor", rewritten, **asked)
    assert words in text
    assert "<title>Error:" in text


def test_who_is_named(cast: Cast, rewritten: Any) -> None:
    """One's own organisation by name; others by their organisation; the part they acted in is told to all."""
    assert "Person cleaning · Propreté publique · Partner" in page(cast, "cleaning", rewritten)
    text = page(cast, "police", rewritten)
    assert "Propreté publique · Partner" in text
    assert "Person cleaning" not in text


def test_persons_to_ask_for_are_those_one_may_be_told(cast: Cast, rewritten: Any) -> None:
    """The choice of persons is no list of names; a key guessed is refused."""
    key = str(cast.cleaning.pk)
    assert f'<option value="{key}">Person cleaning</option>' in page(cast, "cleaning", rewritten)
    assert f'value="{key}"' not in page(cast, "police", rewritten)
    assert "Select a valid choice." in page(cast, "police", rewritten, by=key)
    assert "Reason 1" in page(cast, "cleaning", rewritten, by=key)


def test_changes_are_found_by_act_and_day(cast: Cast, rewritten: Any) -> None:
    """Each filter keeps what it says, together they keep what all say."""
    assert "Reason" not in page(cast, "mayor", rewritten, what="tests.arrange")
    assert page(cast, "mayor", rewritten, what="actions.amend_action").count("<blockquote>") == 3
    with clock.at(NOON + timedelta(days=5)):
        past = past_of(cast.mayor, "actions.action", rewritten.pk)
        found = {day: [one.newest.act.reason for one in past.events({"since": TODAY + timedelta(days=day)})[0]] for day in (0, 1, 3)}
        ended = [one.newest.act.reason for one in past.events({"until": TODAY, "what": "actions.amend_action"})[0]]
    assert found == {0: ["Reason 2", "Reason 1", "Reason 0"], 1: ["Reason 2", "Reason 1"], 3: []}
    assert ended == ["Reason 0"]
    assert "Nothing fits what you asked" in page(cast, "mayor", rewritten, since=TODAY, what="tests.arrange")


def test_a_person_without_organisation_is_named_by_what_they_sit_for(cast: Cast) -> None:
    """Who had no seat yet when they acted; whoever acted for nobody at all stays unnamed; a command has its own name."""
    action = cast.action("V1")
    for by in (cast.outsider, User.objects.machine("night")):
        with acting(by, "tests.act", subject=action):
            by.save() if by.pk is None else None
            action.save()
    told = {one.who for one in past_of(cast.mayor, "actions.action", action.pk).events({})[0]}
    assert {"–", "night"} <= told
    floor.seat(
        by=cast.mayor, workspace=cast.workspace("TST-01"), person=cast.outsider, organisation=cast.organisation("ASSO"), role="observer"
    )
    told = {one.who for one in past_of(cast.police, "actions.action", action.pk).events({})[0]}
    assert "Association de quartier (en)" in told
    assert "Person outsider" in {one.who for one in past_of(cast.association, "actions.action", action.pk).events({})[0]}


def test_a_history_names_no_foreign_thing(cast: Cast) -> None:
    """What a thing points to is named where the reader may see it, else a dash: an objective, a person, a seat."""
    with acting(cast.clerk, "tests.arrange"):
        foreign = put(cast.elsewhere.plan.objectives.get(), statement="FOREIGN-OBJECTIVE")
        put(cast.action("V1"), objective=foreign)
    text = page(cast, "cleaning", cast.action("V1"), on=TODAY)
    assert "FOREIGN-OBJECTIVE" not in text
    assert '<th scope="row">Objective</th>' not in text  # not even that it changed
    assert '<dt>Objective</dt><dd class="lines">–</dd>' in text
    approval = cast.hotspot.approvals.get()
    with acting(cast.clerk, "tests.arrange"):
        put(approval, remark="Yes")
    assert "Person mayor" not in page(cast, "police", approval, on=TODAY)
    assert "Commune de Nordville (en) · Chair" in page(cast, "police", approval, on=TODAY)
    assert "Person mayor · Chair" in page(cast, "coordinator", approval, on=TODAY)


def test_people_in_fields_are_their_organisation_to_others(cast: Cast) -> None:
    """Who submitted and adopted a plan; by name to their own, by body to the others."""
    version = cast.plan.versions.get()
    with acting(cast.clerk, "tests.arrange"):
        version.save()
    assert "Person mayor" in page(cast, "coordinator", version, on=TODAY)
    text = page(cast, "police", version, on=TODAY)
    assert "Person mayor" not in text
    assert '<dt>Adopted by</dt><dd class="lines">Commune de Nordville (en)</dd>' in text


def test_saves_of_one_sitting_are_one_line(cast: Cast) -> None:
    """Twelve saves within half an hour open on demand, with all they changed together; the next sitting stands apart."""
    with acting(cast.clerk, "tests.arrange"):
        version = report("draft")(cast).versions.get()
    for minutes in (*range(0, 24, 2), 60):
        with clock.at(NOON + timedelta(minutes=minutes)):
            version.refresh_from_db()
            given = {"section": "security", "text": f"Text {minutes}", "was": version.security}
            reporting.autosave_section(by=cast.coordinator, version=version, **given)
    text = page(cast, "mayor", version)
    assert "12 automatic saves" in text
    assert text.count("Kept the text being written</p>") == 2
    assert '<del>S</del></td><td class="lines"><ins>Text 22</ins>' in text
    assert text.count("?from=") == 12
    assert "12 automatic saves" in enter(cast.mayor).get("/task-forces/TST-01/timeline/").content.decode()


def test_long_histories_come_in_pages(cast: Cast) -> None:
    """The latest fifty changes, then the others."""
    action = cast.action("V1")
    for number in range(60):
        with acting(cast.cleaning, "actions.amend_action", subject=action):
            put(action, title=f"Title {number}")
    first, following = past_of(cast.mayor, "actions.action", action.pk).events({})
    second, end = past_of(cast.mayor, "actions.action", action.pk).events({}, str(following))
    numbers = [one.newest.number for one in (*first, *second)]
    assert numbers == list(range(61, 0, -1))
    assert (len(first), end) == (50, 0)
    assert f"before={following}" in page(cast, "mayor", action)


def test_a_history_asks_as_many_questions_whatever_its_length(cast: Cast) -> None:
    """And an author, an objective and an organisation more or less."""
    counts = []
    for more in (2, 30):
        for number in range(more):
            with acting(cast.worker, "actions.amend_entry"):
                put(cast.action("P1").entries.get(), note=f"{SECRET} {number}")
        client = enter(cast.worker)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/history/actions.entry/{cast.action('P1').entries.get().pk}/").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_an_account_tells_its_past_to_its_owner_and_the_keepers_of_its_seats(cast: Cast) -> None:
    """An address is not for everybody who sits at the same table."""
    path = f"/history/taskforce.user/{cast.police.pk}/"
    answers = {name: enter(getattr(cast, name)).get(path).status_code for name in ("police", "mayor", "cleaning", "reviewer", "auditor")}
    assert answers == {"police": 200, "mayor": 200, "cleaning": 404, "reviewer": 404, "auditor": 404}


def test_the_history_of_an_entry_counts_as_reading_it(cast: Cast) -> None:
    """By whoever wrote it as well."""
    entry = an_entry_of(cast)
    page(cast, "worker", entry)
    assert Reading.objects.filter(subject_type="actions.entry", subject_id=entry.pk, by=cast.worker).count() == 1


def an_entry_of(cast: Cast) -> Any:
    """What the street worker wrote."""
    acting_on.amend_entry(by=cast.worker, entry=cast.action("P1").entries.get(), note="Other words")
    return cast.action("P1").entries.get()
