"""Sent once, and about what its sender saw: the corners the walk over all forms does not reach."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.db import OperationalError
from django.test import Client

from taskforce import posts, services
from taskforce.kernel.acts import acting
from taskforce.kernel.journal import Act
from taskforce.kernel.sending import Seen, Sent, Stale, sending, things_of
from taskforce.models import User, Workspace
from tests.access.arrange import enter, put, report
from tests.cast import Cast
from tests.filling import filled

FRAME = "/task-forces/TST-01/frame/"


@pytest.mark.parametrize("text", ["", "actions.action", "actions.action:1", "a:x:1", "a:1:²", "a:1:-1", f"a:1:{'9' * 30}", "\0"])
def test_a_token_that_is_none_is_nothing(text: str) -> None:
    """Neither a fault nor a version."""
    assert Seen.parse(text) is None


def test_a_service_called_for_an_old_version_writes_nothing(cast: Cast) -> None:
    """What an API needs for If-Match: the same comparison without any page."""
    room = cast.workspace("TST-01")
    seen = Seen.of(room)
    assert Seen.parse(str(seen)) == seen
    with sending(Sent(seen=seen)):
        services.frame(by=cast.mayor, workspace=room, purpose="First")
    acts = Act.objects.count()
    with sending(Sent(seen=seen)), pytest.raises(Stale):
        services.frame(by=cast.coordinator, workspace=room, purpose="Second")
    assert (Act.objects.count(), Workspace.objects.get(pk=room.pk).purpose) == (acts, "First")


def test_what_changed_between_reading_and_asking_was_never_seen(cast: Cast) -> None:
    """A row read a moment before somebody's change gets a version that is never current."""
    room = cast.workspace("TST-01")
    services.frame(by=cast.mayor, workspace=room, purpose="Meanwhile")
    assert Seen.of(room).version == Seen.NEVER


def test_a_thing_written_twice_in_one_act_is_compared_once(arranging: Cast) -> None:
    """An act does not stand in its own way."""
    with sending(Sent(seen=Seen.of(arranging.hotspot))):
        put(arranging.hotspot, reason="One")
        put(arranging.hotspot, reason="Two")
    assert arranging.hotspot.history.filter(reason__in=("One", "Two")).count() == 2


def test_the_key_may_come_in_a_header(cast: Cast) -> None:
    """As an API sends it; the act keeps it."""
    key = str(uuid4())
    browser = enter(cast.mayor)
    for _time in (1, 2):
        response = browser.post(FRAME, {"purpose": "By header"}, headers={"idempotency-key": key.upper()})
        assert response.status_code == 302
    assert Act.objects.get(client_key=key).code == "taskforce.frame"


@pytest.mark.parametrize("key", ["no key", "0" * 31, "\0", "ключ", "1" * 5000])
def test_a_damaged_key_is_refused_in_words(cast: Cast, key: str) -> None:
    """Nothing is saved under a key that cannot be told from another."""
    response = enter(cast.mayor).post(FRAME, {"purpose": "X", "client_key": key})
    assert response.status_code == 400
    assert "This request cannot be read" in response.content.decode()
    assert not Act.objects.filter(code="taskforce.frame").exists()


def test_a_key_is_its_senders_and_its_addresses(cast: Cast) -> None:
    """The same key from somebody else is another key; on another address it is refused and not swallowed."""
    key = str(uuid4())
    with acting(cast.clerk, "tests.arrange"):
        report("submitted", signed=True)(cast)
    remark = {"section": "figures", "text": "Why?", "client_key": key}
    path = f"/reports/{cast.report.reference}/review/"
    assert enter(cast.reviewer).post(path, remark).status_code == 302
    assert enter(cast.head).post(path, remark).status_code == 302
    assert Act.objects.filter(client_key=key).count() == 2
    elsewhere = enter(cast.reviewer).post(f"/reports/{cast.report.reference}/return/", {"reason": "", "client_key": key})
    assert elsewhere.status_code == 409
    again = filled(elsewhere, to=f"/reports/{cast.report.reference}/return/")
    assert again["client_key"] != [key]
    assert enter(cast.reviewer).post(f"/reports/{cast.report.reference}/return/", again).status_code == 302


def _blind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the first look for the key find nothing, as when two arrive at the same moment."""
    look, looks = posts.first_act, iter([True])

    def first(request: Any, sent: Sent) -> Any:
        return None if next(looks, False) else look(request, sent)

    monkeypatch.setattr(posts, "first_act", first)


@pytest.mark.parametrize(
    ("name", "path", "fields"),
    [
        ("police", "/hotspots/TST-01/actions/S1/log/", {"day": "2024-11-15", "tier": "workspace", "note": "N", "qualifier_drugs": "exact", "unit_drugs": "kg"}),
        ("police", "/hotspots/TST-01/plan/propose/", {"axis": "security", "title": "T", "organisation": "4", "horizon": "short", "funded": "no", "tier": "workspace"}),
        ("police", "/hotspots/TST-01/actions/S1/finish/", {}),
        ("head", "/reports/periods/TST-CELL/open/", {"code": "2025-T1", "since": "2025-01-01", "until": "2025-03-31", "due": "2025-04-30"}),
    ],
    ids=["found by its own key", "made twice", "moved twice", "not valid twice"],
)  # fmt: skip
def test_the_same_at_the_same_moment_is_done_once(cast: Cast, monkeypatch: pytest.MonkeyPatch, name: str, path: str, fields: Any) -> None:
    """Whatever stops the second of two: the key in the journal, a rule, or the form."""
    browser, key = enter(getattr(cast, name)), str(uuid4())
    if "organisation" in fields:
        fields = {**fields, "organisation": cast.organisation("POLICE").pk}
    assert browser.post(path, {**fields, "client_key": key}).status_code == 302
    acts = Act.objects.count()
    _blind(monkeypatch)
    assert browser.post(path, {**fields, "client_key": key}).status_code == 302
    assert Act.objects.count() == acts


def test_a_refusal_stays_a_refusal(cast: Cast) -> None:
    """A key that has done nothing yet opens no door."""
    browser = enter(cast.police)
    assert browser.post("/hotspots/TST-01/actions/S1/start/", {"client_key": str(uuid4())}).status_code == 403
    assert browser.post("/hotspots/TST-01/actions/S99/start/", {"client_key": str(uuid4())}).status_code == 404


def test_a_receipt_shows_nothing_that_is_hidden_today(cast: Cast) -> None:
    """Whose seat has ended meanwhile is told that it was saved, and led home."""
    key = str(uuid4())
    browser = enter(cast.coordinator)
    sent = {"purpose": "Before leaving", "client_key": key}
    assert browser.post(FRAME, sent)["Location"] == "/task-forces/TST-01/"
    services.unseat(by=cast.mayor, seat=cast.seat("coordinator"), reason="Moved")
    assert browser.post(FRAME, sent)["Location"].startswith("/sign-in/")  # every session ends with a seat
    again = enter(User.objects.get(pk=cast.coordinator.pk))
    assert again.post(FRAME, sent)["Location"] == "/"


def test_a_mended_slip_hides_nothing(cast: Cast) -> None:
    """A form sent with a fault comes back with the version its reader had, not with today's."""
    browser = enter(cast.mayor)
    page = browser.get(FRAME)
    services.frame(by=cast.coordinator, workspace=cast.workspace("TST-01"), purpose="Theirs")
    faulty = browser.post(FRAME, filled(page, purpose="Mine", since="2024-05-01", until="2024-01-01"))
    assert faulty.status_code == 200
    conflict = browser.post(FRAME, filled(faulty, until="2024-12-31"))
    assert conflict.status_code == 409


def test_what_one_left_alone_stays_as_the_other_wrote_it(cast: Cast) -> None:
    """Saving one's text over theirs takes nothing back that was never touched."""
    browser = enter(cast.mayor)
    page = browser.get(FRAME)
    services.frame(by=cast.coordinator, workspace=cast.workspace("TST-01"), purpose="Theirs", rules="Their rules")
    conflict = browser.post(FRAME, filled(page, purpose="Mine", since="2024-02-01"))
    text = conflict.content.decode()
    assert ("Only they changed it" in text, "Only you changed it" in text, "Both changed it" in text) == (True, True, True)
    assert "01/02/2024" in text
    assert "Commune de Nordville" in text
    assert browser.post(FRAME, filled(conflict, to=FRAME)).status_code == 302
    now = Workspace.objects.get(reference="TST-01")
    assert (now.purpose, now.rules, str(now.since)) == ("Mine", "Their rules", "2024-02-01")


def test_the_other_is_named_as_in_histories(cast: Cast) -> None:
    """To their own organisation by name, to others by the organisation."""
    for reader, name in (("mayor", "Person coordinator · Commune de Nordville"), ("head", "Commune de Nordville")):
        browser = enter(getattr(cast, reader))
        page = browser.get(FRAME)
        services.frame(by=cast.coordinator, workspace=cast.workspace("TST-01"), purpose=f"Theirs, {reader}")
        text = browser.post(FRAME, filled(page, purpose="Mine")).content.decode()
        assert name in text
        assert ("Person coordinator" in text) == (reader == "mayor")


def test_choices_boxes_and_numbers_are_compared_in_words(cast: Cast) -> None:
    """A conflict reads as the form does: names instead of keys, and no difference where only the spelling differs."""
    browser = enter(cast.police)
    path = "/hotspots/TST-01/actions/S1/amend/"
    page = browser.get(path)
    from actions import services as acting_on

    acting_on.amend_action(by=cast.police, action=cast.action("S1"), partners=[cast.organisation("SOCIAL")], due=cast.action("S1").due)
    mine = filled(page, partners=[str(cast.organisation("ASSO").pk)], value_0="10", funded="partly")
    conflict = browser.post(path, mine)
    text = conflict.content.decode()
    assert conflict.status_code == 409
    assert "Association de quartier (en)" in text
    assert "<ins>Travail</ins>" in text or "<ins>Travail" in text
    assert "Target" not in [row.name for row in conflict.context["rows"]]


def test_what_an_act_made_is_found_as_far_as_it_is_there(arranging: Cast) -> None:
    """What was made and what was changed, as they are today; not what is gone."""
    from actions.models import Action, Partner

    one = Partner.objects.create(
        workspace=arranging.plan.workspace, action=arranging.action("S1"), organisation=arranging.organisation("SUD")
    )
    put(arranging.action("S1"), title="Changed")
    act = one.history.get().act
    assert list(things_of(act, [Partner, Action])) == [one, arranging.action("S1")]
    one.delete()
    assert list(things_of(act, [Partner, Action])) == [arranging.action("S1")]


def test_a_forged_version_is_no_fault(cast: Cast) -> None:
    """A version of something the form is not about is refused in words."""
    path = "/hotspots/TST-01/actions/S1/finish/"
    forged = f"actions.action:{cast.action('S1').pk}:0"
    assert enter(cast.police).post(path, {"seen": forged}).status_code == 400
    assert cast.action("S1").state == "running"


def test_a_page_brought_back_by_the_browser_is_compared(cast: Cast) -> None:
    """Saved, gone back, changed again and saved: the key is used up, and the version says that one's own text came between."""
    browser = enter(cast.mayor)
    page = browser.get(FRAME)
    assert browser.post(FRAME, filled(page, purpose="First")).status_code == 302
    conflict = browser.post(FRAME, filled(page, purpose="First and second"))
    assert conflict.status_code == 409
    assert browser.post(FRAME, filled(conflict, to=FRAME)).status_code == 302


class Collision(Exception):  # as the driver names it
    """What the driver says when two transactions ran into one another."""

    sqlstate = "40P01"


def test_a_collision_of_transactions_is_tried_once_more(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is bothered with a deadlock, unless it comes again: then the answer is 503."""
    frame, falls = services.frame, iter([True])

    def stumbling(**given: Any) -> Any:
        if next(falls, False):
            raise OperationalError from Collision()
        return frame(**given)

    monkeypatch.setattr(services, "frame", stumbling)
    browser = Client(raise_request_exception=False)
    browser.force_login(cast.mayor)
    assert browser.post(FRAME, {"purpose": "Through"}).status_code == 302
    falls = iter([True, True])
    assert browser.post(FRAME, {"purpose": "Not through"}).status_code == 503
    assert Workspace.objects.get(reference="TST-01").purpose == "Through"
