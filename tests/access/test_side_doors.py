"""The side doors: the search and the calendar, asked by everybody in the widened world; neither tells what its asker may not see."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from actions.models import Objective
from taskforce.desk import search as desk
from taskforce.desk.search import SEARCHED, search, straight
from taskforce.kernel.acts import acting
from taskforce.models import User
from tests.access import interference
from tests.access.canaries import may_hear
from tests.access.world import World, undone
from tests.cast import EVERYONE, RESTRICTED, SECRET
from tests.taskforce.test_search import found

pytestmark = [pytest.mark.django_db, pytest.mark.walks]
ASKS = 40  # queries of a page of the search, at most
DUE = ("Report due", "Reports due", "Action due", "Plan waits for you")


def test_kinds_are_grouped(world: World) -> None:
    """A chair finds hotspots, task forces, actions, objectives, reports, organisations, people and measures, in this order."""
    assert list(SEARCHED) != sorted(SEARCHED)
    assert [name for name, _kind in desk.kinds()] == [
        "hotspots", "workspaces", "actions", "orders", "objectives", "meetings", "commitments", "reports", "regional", "organisations", "people",
        "measures", "evidence", "entries",
    ]  # fmt: skip
    mayor = world.browsers["mayor"]
    told = found(mayor, "quartier tst")
    assert told["hotspots"] == ["Quartier TST-01 (en)", "Quartier TST-03 (en)"]
    assert told["reports"] == [f"TST-01-{code}" for code in ("2024-T3", "2023-T3", "2023-T2", "2023-T1", "2022-T4", "2022-T3", "2022-T2")]
    assert found(mayor, "nordville")["hotspots"] == ["Quartier TST-01 (en)", "Quartier TST-03 (en)"], "by its municipalities, once each"
    assert found(mayor, "vente rue") == {"objectives": ["Moins de vente de rue"]}
    assert found(mayor, "parket prosecutor")["people"] == ["Person prosecutor · Partner"]
    assert found(mayor, "contacts")["measures"] == ["contacts (en)"]
    assert found(mayor, "open all")["evidence"] == ["Open to all"]
    assert found(world.browsers["police"], "open all")["entries"], "work of one's own organisation"
    assert "entries" not in found(mayor, "open all"), "of others it is not found, although it may be read"
    assert found(world.browsers["head"], "as every quarter") == {"regional": ["TST-2023-T2-R1"]}
    assert found(world.browsers["member"], "as agreed tst-01")["reports"] == ["TST-01-2023-T3", "TST-01-2023-T2"], "accepted texts"
    assert found(world.browsers["steward"], "TST 01")["workspaces"] == ["TST-01 (en)"], "who sees no hotspot finds its task force"


def test_each_line_leads_to_its_thing(world: World) -> None:
    """Every address of every group opens, with what it names on it."""
    for name in ("mayor", "police", "worker", "head", "member", "steward"):
        client = world.browsers[name]
        for q in ("tst", "person", "open", "contacts", "vente", "twelve", "quarter"):
            for group in search(User.objects.get(email=f"{name}@test.invalid"), [q]):
                for line in group.lines:
                    path, _, place = line.url.partition("#")
                    page = client.get(path)
                    assert page.status_code == 200, f"{name} {line}"
                    assert not place or f'id="{place}"' in page.content.decode(), f"{name} {line}"
                assert not group.own_list or client.get(group.own_list).status_code == 200


@pytest.mark.parametrize(
    ("name", "typed", "where"),
    [
        ("mayor", "TST-01", "/hotspots/TST-01/"),
        ("mayor", " tst-01 ", "/hotspots/TST-01/"),
        ("police", "S1", "/hotspots/TST-01/actions/S1/"),
        ("police", "s2", "/hotspots/TST-01/actions/S2/"),
        ("worker", "P1", "/hotspots/TST-01/actions/P1/"),
        ("head", "P1", ""),  # two task forces have one
        ("coordinator", "tst-01-2024-t3", "/reports/TST-01-2024-T3/"),
        ("head", "TST-2023-T2-R1", "/reports/regional/TST-2023-T2-R1/"),
        ("cleaning", "SOCIAL", "/directory/#SOCIAL"),
        ("cleaning", "social", ""),  # a word
        ("cleaning", "cameras", "/measures/#cameras"),  # nothing else holds it
        ("mayor", "contacts", ""),  # an objective holds it too
        ("head", "TST-CELL", "/task-forces/TST-CELL/"),
        ("steward", "TST-01", "/task-forces/TST-01/"),
        ("worker", "S2", ""),
        ("worker", "TST-02", ""),
        ("member", "TST-01-2022-T3", ""),
        ("member", "TST-2023-T3-R1", "/reports/regional/TST-2023-T3-R1/"),
        ("police", "TST-2023-T3-R1", ""),
        ("mayor", "ATT-01", ""),
        ("outsider", "TST-01", ""),
        ("unsigned", "TST-01", ""),
    ],
)
def test_a_code_leads_straight_to_what_one_may_see(name: str, typed: str, where: str, world: World) -> None:
    """If it is one thing among what this person sees; else the results are shown."""
    answer = world.browsers[name].get("/search/", {"q": typed})
    assert (answer.status_code, answer.headers.get("Location", "")) == ((302, where) if where else (200, ""))


def test_rows_are_never_more_than_visible(world: World) -> None:
    """Each kind, for everybody: what is searched is a part of what visible_to keeps."""
    for name in EVERYONE:
        person = User.objects.get(email=f"{name}@test.invalid")
        for kind in SEARCHED.values():
            rows = kind.rows(person)
            assert set(rows.values_list("pk", flat=True)) <= set(rows.model.objects.visible_to(person).values_list("pk", flat=True)), name


HEARD: dict[str, tuple[Callable[[str], bool], str]] = {
    "restreint": (lambda name: any(may_hear(name, RESTRICTED, one) for one in ("TST-01", "TST-02")), RESTRICTED),
    "prevention canari": (lambda name: any(may_hear(name, SECRET, one) for one in ("TST-01", "TST-02")), SECRET),
    "canari interne": (lambda name: False, ""),
    "canari brouillon": (lambda name: False, ""),
    "non signe canari": (lambda name: False, ""),
    "non accepte canari": (lambda name: False, ""),
}


@pytest.mark.parametrize("name", EVERYONE)
@pytest.mark.parametrize("typed", HEARD)
def test_canaries_are_found_by_those_who_may_hear_them(typed: str, name: str, world: World) -> None:
    """In titles of actions and files, in notes: nothing is found by anybody else, and drafts and remarks by nobody."""
    may, word = HEARD[typed]
    groups = found(world.browsers[name], typed)
    assert bool(groups) == may(name), groups
    shown = world.browsers[name].get("/search/", {"q": "canari"}).content.decode()
    assert not word or (word in shown) == may(name)


@pytest.mark.parametrize(
    "name", ["worker", "mayor", "association", "observer", "head", "member", "coordinator_elsewhere", "steward", "outsider"]
)
def test_a_hidden_code_and_an_unknown_one_are_answered_alike(name: str, world: World) -> None:
    """The same status, headers, bytes and number of questions to the database, whatever is behind the code."""
    client, person = world.browsers[name], User.objects.get(email=f"{name}@test.invalid")
    hidden = {"S2": "S4", "ATT-01": "ATT-09", "ATT-CELL": "ATT-DELL", "ATT-01-2023-T3": "ATT-09-2023-T3"}
    hidden |= (
        {} if name in {"head", "member", "steward", "coordinator_elsewhere"} else {"TST-02": "TST-09", "TST-02-2023-T3": "TST-08-2023-T3"}
    )
    client.get("/search/")  # the session is marked as in use now and then
    for real, unknown in hidden.items():
        assert straight(person, real) == "" == straight(person, unknown)
        told = []
        for typed in (real, unknown):
            with CaptureQueriesContext(connection) as asked:
                answer = client.get("/search/", {"q": typed})
            headers = {key: value for key, value in answer.items() if key != "X-Request-ID"}
            body = re.sub(r'(client_key|csrfmiddlewaretoken)" value="[^"]*"', "", answer.content.decode())
            told.append((answer.status_code, headers, body.replace(typed, "CODE").replace(typed.lower(), "CODE"), len(asked)))
        assert told[0] == told[1], real


def test_questions_to_the_database_do_not_grow(world: World) -> None:
    """The same number for one thing found and for ten; a bounded one for everybody."""
    with undone(), acting(world.cast.clerk, "tests.arrange"):
        numbers = []
        world.browsers["mayor"].get("/search/")  # the session is marked as in use now and then
        for more in (1, 9):
            for number in range(more):
                Objective.objects.create(
                    workspace=world.cast.plan.workspace,
                    plan=world.cast.plan,
                    axis="security",
                    statement=f"Zebra {more} {number}",
                    indicator="I",
                )
            with CaptureQueriesContext(connection) as asked:
                world.browsers["mayor"].get("/search/?q=zebra")
            numbers.append(len(asked))
    assert numbers[0] == numbers[1] < ASKS


# The calendar


@pytest.mark.parametrize("name", EVERYONE)
def test_calendars_hold_no_canary_and_no_name(name: str, world: World) -> None:
    """Days, four titles and links to what this person may open; nothing for those without a seat, and nothing restricted for anybody."""
    answer = Client().get(f"/calendar/feed-{name}.ics")
    assert answer.status_code == (404 if name in {"expired", "unsigned", "outsider"} else 200)
    text = answer.content.decode() if answer.status_code == 200 else ""
    assert not [one for one in ("CANARI", "Person", "Patrouilles", "Maraudes", "Zone", "Quartier", "/S2/", "ATT-") if one in text]
    assert set(re.findall(r"SUMMARY:(.*)\r", text)) <= {*DUE, "Task force meeting", "Commitment due", "Order ends"}
    links = re.findall(r"URL:http://127.0.0.1:8000(\S+)", text)
    assert len(links) == text.count("BEGIN:VEVENT") == len(set(re.findall(r"UID:(\S+)", text)))
    assert all(world.browsers[name].get(one).status_code == 200 for one in links)


def test_calendars_hold_what_is_due(world: World) -> None:
    """One's own organisation's actions, the reports of one's task forces, plans that wait; the cell sees its periods."""
    told = {
        name: sorted({f"{title} {day} {path}" for title, day, path in _marks(name)})
        for name in ("mayor", "police", "prosecutor", "observer", "head", "member", "auditor", "cleaning")
    }
    mine = [f"Action due 20241231 /hotspots/TST-01/actions/{code}/" for code in ("S1", "S7", "S8", "S9")]
    due = ["Report due 20241031 /reports/TST-01-2024-T3/"]
    assert told["police"] == [*mine, *due]
    assert told["cleaning"] == ["Action due 20241231 /hotspots/TST-01/actions/V1/", *due]
    assert told["prosecutor"] == told["observer"] == told["mayor"] == due, "S2 is restricted: it is absent, also for its lead"
    assert told["head"] == [
        "Plan waits for you 20241115 /hotspots/TST-01/plan/",
        "Plan waits for you 20241115 /hotspots/TST-02/plan/",
        "Reports due 20241031 /reports/desk/TST-CELL/2024-T3/",
    ]
    assert told["member"] == told["auditor"] == []


def _marks(name: str) -> list[tuple[str, str, str]]:
    """The days in somebody's calendar on which something of reports, actions and plans is due."""
    events = Client().get(f"/calendar/feed-{name}.ics").content.decode().split("BEGIN:VEVENT")[1:]
    events = [one for one in events if any(f"SUMMARY:{title}\r" in one for title in DUE)]
    wanted = (r"SUMMARY:(.*)\r", r"DTSTART;VALUE=DATE:(\d+)", r"URL:http://127.0.0.1:8000(\S+)")
    return [tuple(re.search(one, event)[1] for one in wanted) for event in events]  # type: ignore[misc]


def test_what_others_do_changes_no_etag(world: World) -> None:
    """A restricted action, work, seats and texts come and go: the same tag, so the same 304."""
    client = Client()
    tags = {name: client.get(f"/calendar/feed-{name}.ics")["ETag"] for name in ("observer", "cleaning", "police", "coordinator_elsewhere")}
    with undone():
        side, rng = world.sides["TST-01"], Random(1)  # noqa: S311  # no secret
        for act in (
            interference.restricted_action,
            interference.restricted_entry,
            interference.open_work,
            interference.secret_word,
            interference.a_seat_given,
        ):
            act(side, rng)
        for name, tag in tags.items():
            answer = client.get(f"/calendar/feed-{name}.ics", headers={"if-none-match": tag})
            assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", tag), name
