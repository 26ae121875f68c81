"""The timeline of a workspace, and its readings: to each reader what they may know, to the auditor everything but contents."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from actions import services as acting_on
from reports import services as reporting
from taskforce import services as floor
from taskforce.desk.timeline import PAGE, Room, room_of, timeline
from taskforce.kernel import clock
from taskforce.kernel.acts import acting
from taskforce.kernel.journal import Act, Reading
from taskforce.kernel.timeline import FIRST, told, touched, tracked_models
from taskforce.models import User
from tests.access.arrange import enter, put
from tests.cast import EVERYONE, RESTRICTED, SECRET, TODAY, Cast, a_seat

PATH = "/task-forces/TST-01/timeline/"
FILE = "/task-forces/TST-01/timeline.csv"
READ = "/task-forces/TST-01/readings/"
READ_FILE = "/task-forces/TST-01/readings.csv"
WHEN = datetime(2024, 11, 15, 6, 43, tzinfo=UTC)  # at 07:43, when nothing else happens


def page(cast: Cast, name: str, path: str = PATH, **asked: Any) -> str:
    """A page as somebody is shown it."""
    response = enter(getattr(cast, name)).get(path, asked)
    assert response.status_code == 200
    return str(response.content.decode())


@pytest.fixture
def logged(cast: Cast) -> Any:
    """Work the street worker logged at 07:43."""
    with clock.at(WHEN):
        return acting_on.log_work(by=cast.worker, action=cast.action("P1"), day=TODAY, note=SECRET, client_key=uuid4(), quantities=[])


def test_what_one_may_not_read_did_not_happen(cast: Cast, logged: Any) -> None:
    """A prevention worker's act does not show to police, mayor or cell: neither it nor its time; to the own organisation it does."""
    for name in ("police", "mayor", "association", "reviewer", "head", "observer"):
        text = page(cast, name)
        assert "Logged work</p>" not in text, name
        assert "07:43" not in text, name
    for name in ("worker", "colleague"):
        text = page(cast, name)
        assert "Logged work</p>" in text
        assert "07:43" in text
        assert f"/history/actions.entry/{logged.pk}/" in text


def test_the_iff(cast: Cast, logged: Any) -> None:
    """For each reader: exactly the acts of which some history row is one whose past they may read, counted by hand."""
    acting_on.finish(by=cast.prosecutor, action=cast.action("S2"))
    acting_on.finish(by=cast.cleaning, action=cast.action("V1"))
    floor.unseat(by=cast.mayor, seat=cast.seat("observer"), reason="Moved")
    for name in EVERYONE:
        reader = getattr(cast, name)
        if not reader.mandates.hold("see_workspace", cast.workspace("TST-01")):
            continue
        found = told(reader, Act.objects.filter(workspace_id=cast.hotspot.workspace_id), {cast.hotspot.workspace_id}, 1_000)
        wanted = set()
        for model in tracked_models():
            theirs = set(model._default_manager.past_visible_to(reader).values_list("pk", flat=True))
            rows = model.history.filter(act__workspace_id=cast.hotspot.workspace_id)
            wanted |= {row.act_id for row in rows if getattr(row, model._meta.pk.attname) in theirs}
        assert set(found) == wanted, name


def test_a_restricted_action_is_of_its_axis(cast: Cast) -> None:
    """Its acts and their reasons show to the security partners, and that is noted as a reading of it."""
    acting_on.abandon(by=cast.prosecutor, action=cast.action("S2"), reason="CANARI-RAISON")
    for name in ("police", "prosecutor"):
        text = page(cast, name)
        assert "CANARI-RAISON" in text
        assert RESTRICTED in text
    assert {(one.subject_type, one.subject_id) for one in Reading.objects.all()} == {("actions.action", cast.action("S2").pk)}
    for name in ("mayor", "cleaning", "worker", "reviewer"):
        assert "CANARI" not in page(cast, name), name
        assert "Abandoned an action</p>" not in page(cast, name), name


def test_an_act_names_only_what_one_may_read(cast: Cast) -> None:
    """An act that changed something open and something restricted shows with the open thing alone."""
    with clock.at(WHEN), acting(cast.prosecutor, "actions.amend_action", subject=cast.action("S1")):
        for code in ("S1", "S2"):
            cast.action(code).save()
    assert "S1 · Patrouilles" in page(cast, "cleaning")
    assert RESTRICTED not in page(cast, "cleaning")
    assert RESTRICTED in page(cast, "police")


def test_what_the_cell_does_here_shows_here(cast: Cast) -> None:
    """Proposing a hotspot and opening its reports are acts of the cell; the task force sees them, other task forces do not."""
    with clock.at(WHEN):
        reporting.open_period(
            by=cast.head, workspace=cast.workspace("TST-CELL"), code="2024-T9", since=date(2024, 1, 1), until=date(2024, 3, 31), due=TODAY
        )
    text = page(cast, "mayor")
    assert "Opened the period</p>" in text
    assert "TST-01-2024-T9" in text
    assert "TST-02" not in text
    assert "Cellule régionale · Head of the cell" in text
    assert "Person head" not in text
    cell = page(cast, "head", "/task-forces/TST-CELL/timeline/")
    assert "TST-01-2024-T9" in cell
    assert "TST-02-2024-T9" in cell


def test_persons_are_named_to_their_own(cast: Cast) -> None:
    """And the choice of persons holds no others; what a colleague did for another organisation is not told with their name."""
    acting_on.finish(by=cast.cleaning, action=cast.action("V1"))
    assert "Person cleaning · Propreté publique · Partner" in page(cast, "cleaning")
    text = page(cast, "police")
    assert "Person cleaning" not in text
    assert re.findall(r"<option value=\"\d+\">(Person [^<]*)", text) == ["Person police"]
    assert "Select a valid choice." in page(cast, "police", by=cast.cleaning.pk)
    with acting(cast.clerk, "tests.arrange"):
        put(cast.seat("cleaning"), organisation=cast.organisation("POLICE"))
    assert "Finished an action</p>" not in page(cast, "police", by=cast.cleaning.pk)


def test_acts_are_found_by_person_act_and_day(cast: Cast, logged: Any) -> None:
    """Each filter keeps what it says."""
    acting_on.finish(by=cast.cleaning, action=cast.action("V1"))
    assert "Finished an action</p>" in page(cast, "colleague", what="actions.finish")
    assert "Logged work</p>" not in page(cast, "colleague", what="actions.finish")
    assert "Logged work</p>" in page(cast, "colleague", by=cast.worker.pk)
    assert "Finished an action</p>" not in page(cast, "colleague", by=cast.worker.pk)
    assert "tests.arrange" in page(cast, "colleague", until="2024-06-01")
    assert "Finished an action</p>" not in page(cast, "colleague", until="2024-11-14")
    assert "tests.arrange" not in page(cast, "colleague", since="2024-11-15")
    assert "No act to show" in page(cast, "police", what="actions.log_work")


@pytest.mark.parametrize("path", [PATH, READ])
@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"since": "2024-13-45"}, "Enter a valid date."),
        ({"until": "2030-01-01"}, "Choose a day up to today."),
        ({"since": "2024-11-02", "until": "2024-11-01"}, "Choose a day from 02/11/2024."),
        ({"what": "nothing"}, "Select a valid choice."),
        ({"by": "\0"}, "Select a valid choice."),
    ],
)
def test_an_impossible_question_is_refused_at_its_field(cast: Cast, path: str, asked: dict[str, str], words: str) -> None:
    """With words, and nothing shown; the file sends back to the page that says so."""
    text = page(cast, "auditor", path, **asked)
    assert words in text
    assert "<title>Error:" in text
    assert 'class="event' not in text
    assert "<tbody>" not in text
    answer = enter(cast.auditor).get(f"{path.rstrip('/')}.csv", asked)
    assert answer.status_code == 302
    assert answer["Location"].startswith(f"{path}?")


@pytest.fixture
def busy(cast: Cast) -> Callable[[int, int], None]:
    """A way to let much happen: so many acts all may read, each after so many only the street workers may."""

    def happen(seen: int, hidden: int) -> None:
        entry = cast.action("P1").entries.get()
        for number in range(seen):
            for _hidden in range(hidden):
                with acting(cast.worker, "actions.amend_entry", subject=entry):
                    entry.save()
            with acting(cast.cleaning, "actions.amend_action", subject=cast.action("V1"), reason=f"Reason {number}."):
                cast.action("V1").save()

    return happen


def _room(reader: Any) -> Room:
    assert reader.mandates.held
    return room_of(reader, "TST-01")


@pytest.mark.parametrize("name", ["police", "worker", "auditor"])
def test_a_page_asks_as_many_questions_whatever_has_happened(cast: Cast, busy: Any, name: str) -> None:
    """Sixty acts or two hundred: the same questions."""
    counts = []
    for more in (60, 140):
        busy(more, 0)
        reader = User.objects.get(email=f"{name}@test.invalid")
        room = _room(reader)
        with CaptureQueriesContext(connection) as asked:
            found = timeline(reader, room, {})
        assert len(found.lines) == PAGE
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 5


def test_pages_follow_one_another_and_betray_nothing(cast: Cast, busy: Any) -> None:
    """However much lies hidden in between: full pages, none twice, none left out, and only keys of acts that were shown."""
    busy(PAGE + 5, 5)
    assert Act.objects.filter(code="actions.amend_entry").count() > FIRST
    reader, reasons, before = User.objects.get(email="police@test.invalid"), [], ""
    room = _room(reader)
    sizes = []
    for _page in range(2):
        found = timeline(reader, room, {}, before)
        reasons += [line.reason for line in found.lines]
        sizes.append(len(found.lines))
        before = str(found.following)
        if found.following:
            assert found.following == found.lines[-1].act.pk
    assert reasons[: PAGE + 5] == [f"Reason {number}." for number in reversed(range(PAGE + 5))]
    assert sizes[0] == PAGE
    assert before == "0"


def test_the_search_for_acts_ends(cast: Cast, busy: Any) -> None:
    """For somebody who may read nothing of it, after everything was looked through once, in few questions."""
    busy(1, FIRST + 20)
    acts, room = Act.objects.filter(code="actions.amend_entry"), cast.hotspot.workspace_id
    assert cast.police.mandates.held
    with CaptureQueriesContext(connection) as asked:
        assert told(cast.police, acts, {room}, PAGE) == {}
    assert len(asked) == 4
    assert touched(cast.police, acts) == {}


def test_the_search_for_acts_is_bounded(cast: Cast, busy: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """After so many rounds it ends, whatever is left, and nothing leads on: the key of an act one may not see would betray it."""
    busy(1, 0)
    busy(1, FIRST + 20)
    monkeypatch.setattr("taskforce.kernel.timeline.ROUNDS", 1)
    reader = User.objects.get(email="police@test.invalid")
    found = timeline(reader, _room(reader), {})
    assert (len(found.lines), found.following) == (1, 0)


def test_rows_of_the_journal_say_what_they_are(cast: Cast, logged: Any) -> None:
    """In one line, for whoever meets them in a console."""
    page(cast, "colleague", "/hotspots/TST-01/entries/")
    assert str(Act.objects.get(code="actions.log_work")) == "actions.log_work · Person worker"
    assert str(Reading.objects.get(subject_id=logged.pk)) == f"actions.entry {logged.pk} · Person colleague"


@pytest.mark.parametrize(
    "query", [{}, {"before": "x"}, {"before": "-1"}, {"before": "9" * 40}, {"before": "9" * 5_000}, {"before": "١"}, {"before": "0"}]
)
def test_odd_places_break_nothing(cast: Cast, query: dict[str, str]) -> None:
    """A place that is none is the beginning."""
    for name, path in (("mayor", PATH), ("auditor", PATH), ("auditor", READ)):
        page(cast, name, path, **query)
    page(cast, "mayor", f"/history/actions.action/{cast.action('V1').pk}/", **query)
    page(cast, "mayor", "/task-forces/TST-01/as-of/", list="actions.action", on=str(TODAY), **query)


# What auditors read.


def test_auditors_read_who_what_when_and_no_contents(cast: Cast, logged: Any) -> None:
    """Every act with its author, capacity, kind and number; no title, no text, no reason of a lower tier."""
    acting_on.abandon(by=cast.prosecutor, action=cast.action("S2"), reason="CANARI-RAISON")
    text = page(cast, "auditor")
    assert "Person worker · Travail de rue · Field worker" in text
    assert "Logged work</p>" in text
    assert "07:43" in text
    assert f'<span class="muted">Action</span> {cast.action("S2").pk}' in text
    assert "CANARI" not in text
    assert "/history/" not in text


def test_auditors_read_the_reasons_of_the_floor(cast: Cast) -> None:
    """Why a seat ended is no content of a task force."""
    floor.unseat(by=cast.mayor, seat=cast.seat("observer"), reason="Moved away")
    assert "Moved away" in page(cast, "auditor")
    assert "Moved away" in enter(cast.auditor).get(FILE).content.decode()


def test_auditors_may_ask_for_anybody(cast: Cast, logged: Any) -> None:
    """Whoever did something, or read something."""
    assert "Logged work</p>" in page(cast, "auditor", by=cast.worker.pk)
    acting_on.finish(by=cast.cleaning, action=cast.action("V1"))
    assert "Finished an action</p>" not in page(cast, "auditor", by=cast.worker.pk)
    page(cast, "colleague", "/hotspots/TST-01/entries/")
    text = page(cast, "auditor", READ, by=cast.colleague.pk, what="actions.entry", since="2024-11-15", until="2024-11-15")
    assert f"Entry {logged.pk}" in text
    assert "No reading to show" in page(cast, "auditor", READ, what="actions.action")


def test_readings_say_who_opened_what(cast: Cast, logged: Any) -> None:
    """Kind and number, and no contents."""
    page(cast, "colleague", "/hotspots/TST-01/entries/")
    page(cast, "police", "/hotspots/TST-01/plan/")
    text = page(cast, "auditor", READ)
    assert "Person colleague · Travail de rue · Partner" in text
    assert f"Entry {logged.pk}" in text
    assert f"Action {cast.action('S2').pk}" in text
    assert "CANARI" not in text


def test_opening_a_journal_is_written_down(cast: Cast) -> None:
    """As a page or as a file, before it is sent; a member's timeline is no journal."""
    for path in (PATH, FILE, READ, READ_FILE):
        enter(cast.auditor).get(path)
    enter(cast.mayor).get(PATH)
    written = (
        Reading.objects.filter(by=cast.auditor).order_by("pk").values_list("subject_type", "subject_id", "workspace_id", "how", "role")
    )
    room = cast.hotspot.workspace_id
    assert list(written) == [
        ("taskforce.act", room, room, "page", "auditor"),
        ("taskforce.act", room, room, "file", "auditor"),
        ("taskforce.reading", room, room, "page", "auditor"),
        ("taskforce.reading", room, room, "file", "auditor"),
    ]
    assert not Reading.objects.filter(by=cast.mayor).exists()
    text = page(cast, "auditor", READ)
    assert "As a file" in text
    assert "On a page" in text


def test_a_file_that_cannot_be_written_down_is_not_sent(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing leaves without a trace."""

    def fail(*_args: Any, **_kwargs: Any) -> None:
        raise DatabaseError

    monkeypatch.setattr(type(Reading.objects.all()), "bulk_create", fail)
    for path in (FILE, READ_FILE, PATH, READ):
        answer = enter(cast.auditor).get(path)
        assert answer.status_code == 503
        assert b"Number" not in answer.content
        assert b"event-title" not in answer.content


def rows(content: bytes) -> list[list[str]]:
    """The rows of a file in English."""
    return list(csv.reader(StringIO(content.decode(), newline="")))


def test_the_file_says_what_it_holds(cast: Cast, logged: Any) -> None:
    """Which journal, of where, as of when, by which filters; then one row per act, and nothing a spreadsheet would run."""
    floor.unseat(by=cast.mayor, seat=cast.seat("observer"), reason="=HYPERLINK(1)")
    answer = enter(cast.auditor).get(FILE, {"by": cast.mayor.pk, "since": "2024-11-15"})
    found = rows(answer.content)
    assert found[0] == ["Timeline", "TST-01", "TST-01 (en)"]
    assert found[1][0] == "As of"
    assert found[1][1].startswith("15/11/2024 ")
    assert found[2:5] == [["Person", "Person mayor"], ["From", "15/11/2024"], []]
    assert found[5] == ["Number", "When", "Person", "Organisation", "Role", "Act", "Kind of thing", "Its number", "Reason"]
    seat = str(cast.seat("observer").pk)
    assert [row[2:] for row in found[6:]] == [
        ["Person mayor", "Commune de Nordville", "Chair", "Ended a seat", "Seat", seat, "'=HYPERLINK(1)"]
    ]
    assert answer["Content-Disposition"] == 'attachment; filename="TST-01-acts.csv"'
    everything = enter(cast.auditor).get(FILE).content.decode()
    assert "Logged work" in everything
    assert "CANARI" not in everything


def test_the_file_of_readings(cast: Cast, logged: Any) -> None:
    """One row per reading."""
    page(cast, "colleague", "/hotspots/TST-01/entries/")
    found = rows(enter(cast.auditor).get(READ_FILE, {"what": "actions.entry"}).content)
    assert found[2] == ["Kind of thing", "Entry"]
    assert found[4] == ["Number", "When", "Person", "Organisation", "Role", "Kind of thing", "Its number", "How"]
    assert {tuple(row[2:]) for row in found[5:]} >= {
        ("Person colleague", "Travail de rue", "Partner", "Entry", str(logged.pk), "On a page")
    }


def test_an_auditor_begins_with_the_journals(cast: Cast) -> None:
    """The first page leads to every workspace whose journal they read; it says nothing of it to others."""
    text = page(cast, "auditor", "/")
    for reference in ("TST-01", "TST-02", "TST-03", "TST-CELL", "TST-COUNCIL"):
        assert f'href="/task-forces/{reference}/timeline/"' in text
        assert f'href="/task-forces/{reference}/readings/"' in text
    for name in ("mayor", "head", "member", "steward", "outsider"):
        assert "Journals you may read" not in page(cast, name, "/")


def test_an_auditor_of_one_task_force_reads_that_one(cast: Cast) -> None:
    """Not the cell above it, nor the other task forces."""
    with acting(cast.clerk, "tests.arrange"):
        a_seat(cast.outsider, "TST-01", "REGION", "auditor")
    client = enter(cast.outsider)
    found = {where: client.get(f"/task-forces/{where}/timeline/").status_code for where in ("TST-01", "TST-02", "TST-CELL")}
    assert found == {"TST-01": 200, "TST-02": 404, "TST-CELL": 404}


def test_the_past_is_found_where_people_look(cast: Cast) -> None:
    """From the workspace, the hotspot, the plan and the entries."""
    for path in ("/task-forces/TST-01/", "/hotspots/TST-01/", "/hotspots/TST-01/plan/", "/hotspots/TST-01/entries/"):
        assert "/task-forces/TST-01/as-of/" in page(cast, "coordinator", path), path
    for path in ("/task-forces/TST-01/", "/hotspots/TST-01/", "/hotspots/TST-01/entries/"):
        assert f'href="{PATH}"' in page(cast, "coordinator", path), path
    assert PATH not in page(cast, "steward", "/task-forces/TST-01/")
    assert PATH not in page(cast, "member", "/hotspots/TST-01/")
