"""What stands in lists, and for whom: a word on a page, written down by persona; and when a seat gives what it gives."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from actions.models import Action, Entry
from taskforce import rules
from taskforce.kernel.acts import acting
from taskforce.models import Seat, User
from tests.access.arrange import put
from tests.access.walking import Door
from tests.access.world import World, undone
from tests.cast import TODAY, Cast, a_seat

pytestmark = pytest.mark.django_db
# A page, a word on it, who reads the word there; the others named open the page and do not.
LISTS = (
    ("/task-forces/TST-COUNCIL/", "Person secretary", "steward secretary member head", "auditor"),
    ("/task-forces/TST-01/", "new-TST-01@test.invalid", "coordinator mayor head steward", "observer police worker reviewer"),
    ("/task-forces/", "TST-01", "police observer head steward", "coordinator_elsewhere outsider member"),
    ("/task-forces/", "Person", "", "police head"),
    ("/hotspots/", "Quartier TST-01 (en)", "police head member", "coordinator_elsewhere steward outsider"),
    ("/reports/", "TST-01-2023-T2", "police mayor", "coordinator_elsewhere steward outsider"),
    ("/reports/", "TST-2023-T3-R1", "head secretary member", "police steward"),
    ("/reports/", "TST-2023-T2-R1", "head secretary member", "police steward"),
    ("/reports/regional/TST-2023-T2-R1/", "2023-T2</a>", "head reviewer", "member secretary"),
    ("/reports/", "Open a period", "head", "reviewer police"),
    ("/reports/periods/", "2023-T2", "head reviewer", "police member steward"),
    ("/directory/", "Travail de rue", "police steward", "outsider unsigned expired"),
    ("/directory/", "Nordville", "police steward", "outsider unsigned expired"),
    ("/measures/", "contacts", "police steward", "outsider unsigned expired"),
    ("/orders/", ">Signed</a>", "police observer head mayor_elsewhere", "member steward outsider"),
    ("/orders/", ">Shared</a>", "police mayor_elsewhere", "coordinator_elsewhere worker_elsewhere member"),
    ("/orders/", ">Framework</a>", "police coordinator_elsewhere head", "member outsider"),
    ("/orders/", ">Framework draft</a>", "head reviewer", "police mayor coordinator_elsewhere"),
    ("/hotspots/TST-01/", "Orders in force", "police head", "member"),
    ("/", "Quartier TST-01 (en)", "observer police head", "member steward outsider coordinator_elsewhere"),
)

# Addresses that name something of the wrong kind, or of another place, and what somebody who sees both is answered.
ODD = (
    ("/hotspots/propose/TST-01/", "head", 404),
    ("/reports/periods/TST-01/open/", "head", 403),
    ("/reports/desk/TST-01/2024-T3/", "head", 404),
)


def wrong_lists(door: Door) -> Iterator[str]:
    """Name every word that is missing, or told."""
    for path, word, there, not_there in LISTS:
        for name in (*there.split(), *not_there.split()):
            answer = door.ask(name, "get", path)
            if (word in _body(answer.content.decode())) != (name in there.split()) or answer.status_code != 200:
                yield f"{path} {word}: {name}"
    yield from (f"{path} {name}" for path, name, status in ODD if door.ask(name, "get", path).status_code != status)


def _body(page: str) -> str:
    """What a page says, its head and its form of languages left out."""
    return page[page.index("</header>") : page.index("</main>")]


def wrong_dates(world: World) -> Iterator[str]:
    """Name every seat that gives something too early or too late."""
    day = timedelta(days=1)
    for what, fields, held in (
        ("until tomorrow", {"until": TODAY + day}, True), ("until today", {"until": TODAY}, True), ("until yesterday", {"until": TODAY - day}, False),
        ("from tomorrow", {"since": TODAY + day}, False), ("ended, its grants left behind", {"ended_on": TODAY}, False),
    ):  # fmt: skip
        with undone(), acting(world.cast.clerk, "tests.arrange"):
            seat: Seat = put(a_seat(world.cast.outsider, "TST-01", "SOCIAL", "partner", "prevention"), **fields)
            person = User.objects.get(pk=seat.person_id)
            if person.mandates.held != held or bool(Seat.objects.voices().filter(pk=seat.pk)) != held:
                yield what
            for half in ("signed", "confirmed"):
                yield from _halves(world, half)
            put(person, is_active=False)
            if User.objects.get(pk=person.pk).mandates.held or Seat.objects.voices().filter(pk=seat.pk):
                yield f"{what}, account closed"


def wrong_words(world: World) -> Iterator[str]:
    """Name everybody whose word counts for an organisation in TST-01 against the table."""
    room, machine = world.cast.workspace("TST-01"), User.objects.machine("word")
    for name, code, speaks in (
        ("coordinator", "NORD", True), ("coordinator", "SOCIAL", False), ("outsider", "NORD", False), ("head", "REGION", True), ("police_elsewhere", "POLICE", False),
    ):  # fmt: skip
        if rules.speaks_for(getattr(Cast(), name), Seat(workspace=room, organisation=world.cast.organisation(code))) != speaks:
            yield f"{name} for {code}"
    for giver, speaks in ((None, False), (machine, True)):
        if rules.speaks_for(giver, Seat(workspace=room, organisation=world.cast.organisation("NORD"))) != speaks:
            yield str(giver)


def wrong_waits(world: World) -> Iterator[str]:
    """Name every seat that waits for a word when it is over, or does not while it may still open."""
    for fields, waits in (({}, True), ({"ended_on": TODAY}, False), ({"until": TODAY}, True), ({"until": date(2024, 2, 1)}, False)):
        with undone(), acting(world.cast.clerk, "tests.arrange"):
            seat = put(a_seat(world.cast.outsider, "TST-02", "SOCIAL", "observer", confirmed=False), **fields)
            if (seat in Seat.objects.awaiting(world.cast.colleague)) != waits:
                yield f"waits: {fields}"


def test_whose_word_counts(world: World) -> None:
    """The word of whoever acts for the organisation in that workspace, and of the command line."""
    assert not [*wrong_words(world), *wrong_waits(world)]


def _halves(world: World, half: str) -> Iterator[str]:
    """Say whether a seat that is only signed, or only confirmed, gives something."""
    with undone():
        seat = a_seat(world.cast.member, "TST-02", "SOCIAL", "partner", "prevention", **{half: False})
        if Seat.objects.voices().filter(pk=seat.pk) or seat.grants.exists():
            yield f"not {half}"


def wrong_tiers(world: World) -> Iterator[str]:
    """Name every mix of seats that reads one task force's lower tiers by what it is in another, or without sight."""
    for what, seats, tier in (
        ("no sight", [("TST-01", "SOCIAL", "auditor", "security")], "axis"),
        ("an axis elsewhere", [("TST-01", "NORD", "observer", ""), ("TST-02", "POLICE", "partner", "security")], "axis"),
        ("an organisation elsewhere", [("TST-01", "NORD", "observer", ""), ("TST-02", "SOCIAL", "partner", "prevention")], "organisation"),
        ("no sight of the organisation", [("TST-01", "SOCIAL", "auditor", "")], "organisation"),
    ):  # fmt: skip
        with undone(), acting(world.cast.clerk, "tests.arrange"):
            for seat in seats:
                a_seat(world.cast.outsider, *seat)
            room = world.cast.workspace("TST-01")
            put(world.cast.action("S8"), tier="organisation", organisation=world.cast.organisation("SOCIAL"))  # none is so today
            person = User.objects.get(pk=world.cast.outsider.pk)
            told = [model.objects.visible_to(person).filter(workspace=room, tier=tier).count() for model in (Action, Entry)]
            past = Entry.objects.past_visible_to(person).filter(workspace=room).count()
            if any(told) or past:
                yield f"{what}: {told}, {past} of the past"


def test_no_seat_elsewhere_opens_a_lower_tier(world: World) -> None:
    """Axis and organisation are those of the seat in that very task force, and the seat must see it."""
    assert not list(wrong_tiers(world))


def test_every_word_stands_where_it_is_written(world: World) -> None:
    """No list shows more, and none less."""
    assert not (wrong := list(wrong_lists(Door(world)))), "\n".join(wrong)


def test_a_seat_gives_from_its_first_to_its_last_day(world: World) -> None:
    """And nothing once it has ended or its owner's account is closed."""
    assert not list(wrong_dates(world))
