"""What a program may do: one act by one service, once, about the version it has read, and under the name of its seat."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from actions.models import Action, Decision, Entry
from hotspots.models import Order
from taskforce import posts
from taskforce.kernel.acts import acting
from taskforce.kernel.journal import Act
from tests.access.arrange import put
from tests.access.world import World, undone
from tests.api.table import Post, program
from tests.cast import EVERYONE, Cast
from tests.table import a_meeting

pytestmark = pytest.mark.django_db
LOG = "/api/v1/actions/TST-01/P1/entries/"
WORK = {"day": "2024-11-14", "note": "Two evenings", "quantities": [{"measure": "contacts", "value": "3"}]}
TABLE = {"mayor", "coordinator", "police", "prosecutor", "worker", "colleague", "association", "cleaning", "observer"}
INSIDE = TABLE | {"head", "reviewer"}


def _here(*more: Any) -> Any:
    return lambda side: (side.reference, *more)


def _action(code: str, **fields: Any) -> Any:
    return lambda side: put(Action.objects.get(workspace=side.room, code=code), **fields)


def _promise(state: str) -> Any:
    return lambda side: (side.room.commitments.filter(state=state).order_by("pk").first().pk,)


def _held(side: Any) -> tuple[Any, ...]:
    return side.reference, side.room.meetings.get(state="held").number


def _decided(side: Any) -> tuple[int]:
    return (Decision.objects.filter(meeting=side.room.meetings.get(state="held"), tier="workspace").first().pk,)


def _just_logged(side: Any) -> tuple[int]:
    return (Entry.objects.filter(workspace=side.room, action__code="P1").latest("pk").pk,)


def _text(side: Any) -> tuple[Any, ...]:
    return side.report("draft").reference, 1


def _report(state: str, *more: Any) -> Any:
    return lambda side: (side.report(state).reference, *more)


def _whole(side: Any) -> None:
    """Nothing stands in the way of submitting."""
    put(side.report("draft").versions.get(), security="S", prevention="P", neighbourhood="V")


BLOCKED = {"blocked_reason": "Works", "unblocker": "NORD"}
NEW = {"axis": "security", "title": "More lamps", "organisation": "POLICE", "targets": [{"measure": "drugs", "value": "2"}]}
ORDER = {"hotspots": ["TST-01"], "subject": "No gatherings", "basis": "Article 135", "since": "2024-12-01", "until": "2025-01-31"}
NEXT = {"since": "2025-01-01", "until": "2025-02-28", "evaluation": "Fewer gatherings."}
POSTS = (
    Post("log_work", "post", _here("P1"), WORK, {"worker", "colleague"}, INSIDE),
    Post("take_back", "post", _just_logged, {}, {"worker"}, {"worker", "colleague"}, ready=lambda side: side.log("worker", "P1")),
    Post("propose_action", "post", _here(), NEW, {"coordinator", "police", "prosecutor", "colleague", "association", "cleaning"}, INSIDE,
         ready=lambda side: put(side.plan, state="draft")),
    Post("action", "patch", _here("S1"), {"title": "Otherwise"}, {"police"}, INSIDE),
    Post("agree", "post", _here("S1"), {}, {"police"}, INSIDE, ready=_action("S1", state="proposed")),
    Post("start", "post", _here("S1"), {}, {"police"}, INSIDE, ready=_action("S1", state="agreed")),
    Post("block", "post", _here("S1"), BLOCKED, {"police"}, INSIDE),
    Post("finish", "post", _here("S1"), {}, {"police"}, INSIDE),
    Post("abandon", "post", _here("S1"), {"reason": "No means"}, {"police"}, INSIDE),
    Post("accept_commitment", "post", _promise("proposed"), {}, set(), INSIDE),
    Post("decline_commitment", "post", _promise("proposed"), {"words": "Not ours"}, set(), INSIDE),
    Post("keep_commitment", "post", _promise("open"), {"kept": True, "words": "Done"}, set(), INSIDE),
    Post("record_attendance", "post", _held, {"states": [{"organisation": "POLICE", "state": "absent"}]}, {"mayor", "coordinator"}, INSIDE),
    Post("record_decision", "post", _held, {"text": "So be it"}, {"mayor", "coordinator"}, INSIDE),
    Post("decision", "patch", _decided, {"text": "Otherwise"}, {"mayor", "coordinator"}, INSIDE),
    Post("draft_order", "post", _here(), ORDER, {"mayor", "coordinator"}, INSIDE | {"steward"}),
    Post("order", "patch", lambda side: (side.order("Draft").reference,), {"subject": "Otherwise"}, {"mayor", "coordinator"}, INSIDE),
    Post("extend_order", "post", lambda side: (side.order("Signed").reference,), NEXT, {"mayor", "coordinator"}, INSIDE),
    Post("start_report", "post", _report("due"), {}, {"coordinator"}, INSIDE),
    Post("version", "patch", _text, {"security": "What was done."}, {"coordinator"}, TABLE - {"observer"}),
    Post("submit", "post", _report("draft"), {}, {"coordinator"}, INSIDE, ready=_whole),
    Post("remark_on", "post", _report("signed", 1), {"section": "prevention", "text": "How many?"}, {"head", "reviewer"}, INSIDE),
)  # fmt: skip


def send(client: Any, method: str, path: str, body: Any, key: str = "", seen: str = "", language: str = "") -> Any:
    """Send an act."""
    headers = {"idempotency-key": key, "if-match": seen, "accept-language": language}
    return getattr(client, method)(
        path, json.dumps(body), content_type="application/json", headers={name: value for name, value in headers.items() if value}
    )


def version_at(client: Any, path: str) -> str:
    """The version a program reads where an act leads, or of the thing above it."""
    while path != "/api/v1/":
        answer = client.get(path)
        if answer.status_code == 200 and "ETag" in answer:
            return answer["ETag"]
        path = path.rstrip("/").rpartition("/")[0] + "/"
    return '"none"'


def test_every_act_is_in_the_table() -> None:
    """An act nobody wrote down who may do does not enter the API."""
    from tests.api.test_routes import API

    written = {(one.name, one.method) for one in POSTS} | {("resume", "post")}
    assert written == {(name, method) for name, view in API.items() for method in view.actions if method in {"post", "patch"}}


@pytest.mark.parametrize("one", POSTS, ids=lambda one: one.name)
def test_who_may(one: Post, world: World) -> None:
    """Those written down; those who see it are refused in words, to the others nothing is there; nothing is done by any of these."""
    for name in EVERYONE:
        with undone():
            if one.ready:
                with acting(world.cast.clerk, "tests.arrange"):
                    one.ready(world.sides["TST-01"])
            client, before = world.programs[name], Act.objects.count()
            path = reverse(f"api:{one.name}", args=one.args(world.sides["TST-01"]))
            answer = send(client, one.method, path, one.body, seen=version_at(client, path))
            said = f"{name}: {answer.status_code} {answer.content[:300]!r}"
            assert answer.status_code in wanted(one, name), said
            assert Act.objects.count() == before + (answer.status_code in {200, 201}), said
            assert answer.status_code in {200, 201} or answer.json()["detail"], said


def wanted(one: Post, name: str) -> set[int]:
    """What the table says is answered."""
    if name in {"expired", "unsigned", "outsider"}:
        return {401}
    if name in one.may:
        return {200, 201}
    if name not in one.told:
        return {404}
    if name == "steward":
        return {422}  # keeps the seats, and sees no hotspot to name
    whose = not one.may and name not in {"observer", "reviewer"}  # whose organisation committed itself: see below
    return {200, 403} if whose else {403}


@pytest.mark.parametrize(("state", "act", "body", "then"), [
    ("proposed", "accept", {}, "open"), ("proposed", "decline", {"words": "Not ours"}, "declined"),
    ("open", "keep", {"kept": True, "words": "Done"}, "kept"), ("open", "keep", {"kept": False, "words": "No means"}, "not_kept"),
])  # fmt: skip
def test_an_organisation_answers_for_its_commitments(state: str, act: str, body: Any, then: str, world: World) -> None:
    """It accepts, declines, keeps or does not."""
    with undone():
        it = world.sides["TST-01"].room.commitments.filter(state=state).first()
        seat = it.workspace.seats.filter(organisation=it.organisation, role__in=["partner", "worker", "coordinator"]).first()
        client = _lent(world, seat.person, seat)
        path = f"/api/v1/commitments/{it.pk}/"
        answer = send(client, "post", f"{path}{act}/", body, seen=client.get(path)["ETag"])
        assert (answer.status_code, answer.json()["state"]) == (200, then), answer.content


def _lent(world: World, person: Any, seat: Any) -> Any:
    with acting(world.cast.clerk, "tests.arrange"):
        return program(person, seat)


def test_a_blocked_action_is_taken_up_again(lent: Any, cast: Cast) -> None:
    """By its lead."""
    client, path = lent("police"), "/api/v1/actions/TST-01/S1/"
    blocked = send(client, "post", f"{path}block/", BLOCKED, seen=client.get(path)["ETag"])
    assert blocked.json()["unblocker"] == "NORD"
    assert send(client, "post", f"{path}resume/", {}, seen=blocked["ETag"]).json()["state"] == "running"


def test_work_is_logged_in_the_name_of_the_seat(lent: Any, cast: Cast) -> None:
    """The journal says who, in which part, for whom; the entry is what was sent."""
    answer = send(lent("worker"), "post", LOG, {**WORK, "tier": "workspace"}, key=str(uuid4()))
    assert answer.status_code == 201
    told = answer.json()
    assert told["quantities"] == [{"measure": "contacts", "value": "3", "unit": "count", "qualifier": "exact"}]
    assert (told["workspace"], told["action"], told["tier"], told["note"]) == ("TST-01", "P1", "workspace", "Two evenings")
    act = Act.objects.latest("pk")
    assert (act.code, act.by, act.seat) == ("actions.log_work", cast.worker, cast.seat("worker").pk)
    assert (act.role, act.organisation_name, act.workspace_id) == ("worker", "Travail de rue", cast.hotspot.workspace_id)


def test_the_same_key_gives_the_receipt(lent: Any, cast: Cast) -> None:
    """The same answer and status, and no second act; with other contents it is a mistake."""
    client, key = lent("worker"), str(uuid4())
    first = send(client, "post", LOG, WORK, key=key)
    second = send(client, "post", LOG, dict(reversed(WORK.items())), key=key)
    assert (first.status_code, second.status_code) == (201, 201)
    assert (first.content, first["ETag"]) == (second.content, second["ETag"])
    assert Act.objects.filter(code="actions.log_work", client_key=key).count() == 1
    other = send(client, "post", LOG, {**WORK, "note": "Else"}, key=key)
    assert (other.status_code, other["Content-Type"]) == (422, "application/problem+json")
    assert Entry.objects.filter(author=cast.worker, day="2024-11-14").count() == 1
    assert send(client, "post", LOG, WORK, key="no-key").status_code == 400


def test_the_receipt_of_a_change_needs_no_new_version(lent: Any) -> None:
    """What was done stays done, though the version it was about is no more."""
    client, path, key = lent("police"), "/api/v1/actions/TST-01/S1/", str(uuid4())
    seen = client.get(path)["ETag"]
    first, second = (send(client, "patch", path, {"title": "Otherwise"}, key=key, seen=seen) for _ in range(2))
    assert (first.status_code, second.status_code, first.content) == (200, 200, second.content)


def test_two_that_race_make_one(lent: Any, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither saw the other's act: the database takes one, and the other is given its receipt."""
    key, look, looks = str(uuid4()), posts.first_act, iter([True])
    with acting(cast.clerk, "tests.arrange"):
        words = f"/api/v1/meetings/TST-01/{a_meeting(cast.hotspot.workspace, 'held').number}/decisions/"
    client = lent("coordinator")
    first = send(client, "post", words, {"text": "So be it"}, key=key)
    monkeypatch.setattr("taskforce.rest.acts.first_act", lambda *asked: None if next(looks, False) else look(*asked))
    second = send(client, "post", words, {"text": "So be it"}, key=key)
    assert (first.status_code, second.status_code, second.content) == (201, 201, first.content)
    assert Decision.objects.filter(text="So be it").count() == 1


def test_a_change_says_what_it_has_read(lent: Any) -> None:
    """Without the version 428; over what somebody else wrote 412, with the thing as it stands."""
    client, path = lent("police"), "/api/v1/actions/TST-01/S1/"
    seen = client.get(path)["ETag"]
    for named in ("", "*"):
        assert send(client, "patch", path, {"title": "A"}, seen=named).status_code == 428
    assert send(client, "patch", path, {"title": "A"}, seen=seen).status_code == 200
    stale = send(client, "patch", path, {"title": "B"}, seen=seen)
    assert (stale.status_code, stale.json()["current"]["title"]) == (412, "A")
    assert send(client, "patch", path, {"title": "B"}, seen=stale["ETag"]).json()["title"] == "B"


def test_a_change_between_the_look_and_the_lock_is_seen(lent: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The version is compared again where the row is locked."""
    from actions import services

    client, path, amend = lent("police"), "/api/v1/actions/TST-01/S1/", services.amend_action

    def meanwhile(**given: Any) -> Any:
        from taskforce.kernel.sending import Sent, sending

        with sending(Sent()):
            amend(**{**given, "title": "Meanwhile"})
        return amend(**given)

    seen = client.get(path)["ETag"]
    monkeypatch.setattr("actions.services.amend_action", meanwhile)
    answer = send(client, "patch", path, {"title": "Mine"}, seen=seen)
    assert (answer.status_code, answer.json()["current"]["title"]) == (412, "Meanwhile")


@pytest.mark.parametrize("field", ["state", "author", "organisation", "workspace", "action", "id", "client_key", "axis"])
def test_nothing_is_assigned_in_passing(field: str, lent: Any) -> None:
    """What an act does not take is refused by name, and nothing is kept."""
    answer = send(lent("worker"), "post", LOG, {**WORK, field: "1"})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, f"#/{field}")
    assert not Entry.objects.filter(day="2024-11-14").exists()


@pytest.mark.parametrize("body", [{"plan": 2}, {"workspace": "TST-02"}, {"code": "S9"}, {"tier": "workspace"}, {"axis": "prevention"}])
def test_parents_do_not_move(body: Any, lent: Any) -> None:
    """What something belongs to is said by its address."""
    client, path = lent("police"), "/api/v1/actions/TST-01/S1/"
    assert send(client, "patch", path, body, seen=client.get(path)["ETag"]).status_code == 422


def test_what_one_may_not_see_cannot_be_named(lent: Any, cast: Cast) -> None:
    """Neither an objective nor a hotspot of others; it is answered as if it were not there."""
    client, path = lent("police"), "/api/v1/actions/TST-01/S1/"
    theirs = cast.elsewhere.plan.objectives.first().pk
    answers = [send(client, "patch", path, {"objective": one}, seen=client.get(path)["ETag"]) for one in (theirs, 987654321)]
    assert [one.status_code for one in answers] == [422, 422]
    assert answers[0].content.replace(str(theirs).encode(), b"N") == answers[1].content.replace(b"987654321", b"N")
    orders = "/api/v1/workspaces/TST-01/orders/"
    assert send(lent("coordinator"), "post", orders, {**ORDER, "hotspots": ["TST-02"]}).json()["errors"][0]["pointer"] == "#/hotspots"
    assert not Order.objects.filter(subject="No gatherings").exists()


def test_faults_are_told_at_their_fields(lent: Any) -> None:
    """Those of reading and those of the act alike."""
    client = lent("worker")
    for body, pointers in (
        ({**WORK, "day": "2025-01-01"}, {"#/day"}),
        ({**WORK, "day": "never", "quantities": [{"measure": "nothing", "value": "-1"}]}, {"#/day", "#/quantities/0/measure", "#/quantities/0/value"}),
        ({**WORK, "quantities": [{"measure": "drugs", "value": 1}]}, {"#/value_drugs"}),
        ({"day": "2024-11-14", "quantities": []}, {"#/note"}),
        ({**WORK, "note": "Call 0470 12 34 56"}, {"#/note"}),
    ):  # fmt: skip
        answer = send(client, "post", LOG, body)
        assert answer.status_code == 422, answer.content
        assert {one["pointer"] for one in answer.json()["errors"]} == pointers, body


def test_a_measure_is_chosen_once(lent: Any, cast: Cast) -> None:
    """Twice is a slip, told at its field."""
    client, path = lent("police"), "/api/v1/actions/TST-01/S1/"
    twice = [{"measure": "drugs", "value": 1}, {"measure": "drugs", "value": None}]
    answer = send(client, "patch", path, {"targets": twice}, seen=client.get(path)["ETag"])
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "#/targets")
    once = send(client, "patch", path, {"targets": twice[:1]}, seen=client.get(path)["ETag"])
    assert once.json()["targets"] == [{"measure": "drugs", "value": "1"}]


def test_an_act_after_which_its_sender_sees_nothing_tells_nothing(lent: Any, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is done; there is nothing to show."""
    from taskforce.rest import nouns

    client = lent("worker")
    monkeypatch.setattr("actions.api.Entries.get_queryset", lambda self: nouns.Noun.get_queryset(self).none())
    assert send(client, "post", LOG, WORK).status_code == 204
