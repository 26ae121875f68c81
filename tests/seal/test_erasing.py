"""Personal data typed by mistake goes from the present and the past; that it went stays, and the seal still verifies."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError

from actions.models import Action, Entry
from actions.services import abandon, amend_entry, log_work
from taskforce.kernel.acts import acting
from taskforce.kernel.journal import Act, Reading
from taskforce.kernel.rules import Refused
from taskforce.kernel.seal import digests, erasing, sealing
from taskforce.kernel.seal.books import Erasure, Seal
from taskforce.kernel.seal.verdict import ALTERED, INTACT, verify
from taskforce.services import erase
from taskforce.services.erasing import REASONS
from tests.access import arrange as a
from tests.access.arrange import enter
from tests.access.world import undone
from tests.cast import TODAY, Cast
from tests.seal.tampering import anchored, run

NAME = "Jean Témoin"


@pytest.fixture
def entry(cast: Cast) -> Entry:
    """Work logged with a name in its note, then amended: the name stands in two history rows and in the present."""
    given = {"day": TODAY, "quantities": [], "source": "", "client_key": "00000000-0000-4000-8000-00000000000a"}
    made = log_work(by=cast.worker, action=cast.action("P1"), note=f"Met {NAME} and two others", **given)
    return amend_entry(by=cast.worker, entry=made, note=f"Met {NAME} and three others", source="", tier="organisation")


def everywhere(entry: Entry) -> str:
    """All that is written of an entry, now and before."""
    history: Any = Entry.history.filter(id=entry.pk)
    return " ".join([Entry.objects.get(pk=entry.pk).note, *history.values_list("note", flat=True)])


def test_a_name_goes_from_the_present_and_the_past_and_the_seal_still_verifies(cast: Cast, entry: Entry) -> None:
    """Sealed before, verified after, against the anchor of before; nobody can say what was erased, everybody that."""
    sealing.seal()
    told = anchored()
    assert erase(by=cast.worker, thing=entry, field="note", fragment=NAME, reason="GDPR art. 17") == 2
    sealing.seal()
    assert NAME not in everywhere(entry)
    assert everywhere(entry).count("[erased]") == 4
    found = verify(anchors=[told])
    assert (found.code, found.wrong) == (INTACT, [])
    stone = Erasure.objects.earliest("pk")
    assert (stone.rule, stone.field, stone.act.by) == ("GDPR art. 17", "note", cast.worker)
    assert str(stone).startswith("actions.historicalentry ")
    assert stone.before != stone.after
    assert Seal.objects.filter(kind="erasure").count() == 2
    written = [list(model.objects.values()) for model in (Act, Erasure, Reading)]
    assert NAME not in str(written)


def test_what_is_not_sealed_yet_is_sealed_first(cast: Cast, entry: Entry) -> None:
    """Without a sealer of its own the house seals on the way: what the row said before must be known to be proved."""
    erase(by=cast.worker, thing=entry, field="note", fragment=NAME, reason="Rule")
    sealing.seal()
    assert verify().code == INTACT


def test_two_erasures_in_a_row_verify(cast: Cast, entry: Entry) -> None:
    """Tombstones follow on one another."""
    sealing.seal()
    for fragment in (NAME, "others"):
        erase(by=cast.colleague, thing=entry, field="note", fragment=fragment, reason="Rule")
        sealing.seal()
        assert verify().code == INTACT


def test_a_change_after_an_erasure_a_missing_and_a_forged_tombstone_are_found(cast: Cast, entry: Entry) -> None:
    """An erasure opens no door: what is changed under its cover is seen."""
    sealing.seal()
    history: Any = Entry.history.filter(id=entry.pk).earliest("history_id")
    erase(by=cast.worker, thing=entry, field="note", fragment=NAME, reason="Rule")
    sealing.seal()
    stone = Erasure.objects.earliest("pk")
    number = Seal.objects.get(kind="act", key=history.act_id).number
    with undone():
        run("UPDATE actions_historicalentry SET note = 'Met nobody' WHERE history_id = %s", history.pk)
        assert verify().wrong == [
            f"Number {number}: act {history.act_id}: actions.historicalentry {history.pk} has changed since a text was erased from it."
        ]
    with undone():
        run("DELETE FROM taskforce_erasure WHERE id = %s", stone.pk)
        assert any(f"erasure {stone.pk} has been deleted" in one for one in verify().wrong)
    with undone():
        run("UPDATE taskforce_erasure SET after = before WHERE id = %s", stone.pk)
        assert any(f"erasure {stone.pk} or its history is not as it was sealed" in one for one in verify().wrong)
    other: Any = Action.history.filter(act__isnull=False).earliest("history_id")
    with undone():  # somebody changes a row, and writes a tombstone of their own
        run("UPDATE actions_historicalaction SET title = 'Forged' WHERE history_id = %s", other.pk)
        Erasure.objects.create(
            act=stone.act,
            label="actions.historicalaction",
            key=other.pk,
            field="title",
            before=stone.before,
            after=stone.after,
            rule="None",
        )
        assert verify().code == ALTERED
    assert verify().code == INTACT


def test_an_erasure_that_was_written_but_not_carried_out_is_told_and_can_be_done_again(cast: Cast, entry: Entry) -> None:
    """The eraser's own connection may fail after the tombstones are there: nothing is lost, and the second time heals the first."""
    sealing.seal()
    history: Any = Entry.history.filter(id=entry.pk).earliest("history_id")
    number, label = Seal.objects.get(kind="act", key=history.act_id).number, "actions.historicalentry"
    erase(by=cast.worker, thing=entry, field="note", fragment=NAME, reason="Rule")
    sealing.seal()
    run("UPDATE actions_historicalentry SET note = %s, salt = %s WHERE history_id = %s", history.note, history.salt, history.pk)
    assert verify().wrong == [
        f"Number {number}: act {history.act_id}: {label} {history.pk} still says what was to be erased from it: erase it again."
    ]
    assert erase(by=cast.worker, thing=entry, field="note", fragment=NAME, reason="Rule") == 1
    sealing.seal()
    assert NAME not in everywhere(entry)
    assert verify().code == INTACT


def test_a_reason_given_can_be_erased(cast: Cast) -> None:
    """Reasons stand in the journal itself; they go the same way."""
    action = abandon(by=cast.police, action=cast.action("S1"), reason=f"{NAME} is on leave")
    sealing.seal()
    assert erase(by=cast.police, thing=action, field=REASONS, fragment=NAME, reason="Rule") == 1
    assert Act.objects.get(code="actions.abandon").reason == "[erased] is on leave"
    sealing.seal()
    assert verify().code == INTACT
    run("UPDATE taskforce_act SET reason = 'Nobody is on leave' WHERE code = 'actions.abandon'")
    assert "taskforce.act" in verify().wrong[0]


def test_who_may_erase(cast: Cast, entry: Entry) -> None:
    """The organisation that wrote; not the police, not the mayor, who cannot even read it."""
    for person in (cast.mayor, cast.police, cast.head, cast.association):
        with pytest.raises(Refused):
            erase(by=person, thing=entry, field="note", fragment=NAME, reason="Rule")


@pytest.mark.parametrize(
    ("field", "fragment", "reason", "words"),
    [
        ("note", "Nobody at all", "Rule", "does not stand there"),
        ("note", "J", "Rule", "exact text"),
        ("note", NAME, " ", "the rule under which"),
        ("note", NAME, f"{NAME} asked", "Do not repeat"),
        ("tier", "organisation", "Rule", "by nobody"),
        ("salt", "00", "Rule", "by nobody"),
        (REASONS, NAME, "Rule", "does not stand there"),
    ],
)
def test_an_erasure_that_is_not_whole_is_refused_in_words(
    field: str, fragment: str, reason: str, words: str, cast: Cast, entry: Entry
) -> None:
    """And changes nothing."""
    before = everywhere(entry)
    with pytest.raises(ValidationError, match=words):
        erase(by=cast.worker, thing=entry, field=field, fragment=fragment, reason=reason)
    assert everywhere(entry) == before
    assert not Erasure.objects.exists()


def test_what_is_frozen_is_corrected_in_a_new_version(arranging: Cast) -> None:
    """A signed report is not touched, even by an erasure."""
    regional = a.put(a.regional(arranging), text=f"Thanks to {NAME}", content={"text": f"Thanks to {NAME}"})
    with pytest.raises(ValidationError, match="Correct it in a new version"):
        erase(by=arranging.head, thing=regional, field="text", fragment=NAME, reason="Rule")


def test_where_another_seals_a_fresh_row_waits(cast: Cast, entry: Entry, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a sealer of its own, or a role that may not seal, what is not sealed yet cannot be erased yet."""

    def refused() -> None:
        raise DatabaseError

    monkeypatch.setattr("taskforce.services.erasing.seal", refused)
    with pytest.raises(ValidationError, match="Try again in a few minutes"):
        erase(by=cast.worker, thing=entry, field="note", fragment=NAME, reason="Rule")
    monkeypatch.setattr("taskforce.services.erasing.sealer", lambda: "sealer")
    with pytest.raises(ValidationError, match="Try again in a few minutes"):
        erase(by=cast.worker, thing=entry, field="note", fragment=NAME, reason="Rule")


def test_the_page_erases_and_says_so(cast: Cast, entry: Entry) -> None:
    """From the history of the thing; the wrong text is refused on the form, and a stranger finds nothing."""
    path = f"/history/actions.entry/{entry.pk}/erase/"
    browser = enter(cast.worker)
    assert path in browser.get(f"/history/actions.entry/{entry.pk}/").content.decode()
    assert b"kept nowhere" in browser.get(path).content
    sent = {"field": "note", "fragment": "Nobody at all", "reason": "Rule"}
    assert b"does not stand there" in browser.post(path, sent).content
    response = browser.post(path, {**sent, "fragment": NAME}, follow=True)
    assert b"The text is erased" in response.content
    assert NAME not in everywhere(entry)
    assert NAME not in response.content.decode()
    assert enter(cast.mayor).get(path).status_code == 404
    assert browser.get("/history/nothing.at/1/erase/").status_code == 404
    assert browser.get("/history/taskforce.act/1/erase/").status_code == 404


def test_an_erased_text_still_fits_its_field(cast: Cast) -> None:
    """The mark that stands for it may be longer than what it replaces."""
    action = cast.action("S1")
    title = "x" * (int(Action._meta.get_field("title").max_length or 0) - 2) + "Jo"
    with acting(cast.clerk, "tests.arrange"):
        a.put(action, title=title)
    erase(by=cast.mayor, thing=action, field="title", fragment="Jo", reason="Rule")
    assert len(Action.objects.get(pk=action.pk).title) == len(title)
    sealing.seal()
    assert verify().code == INTACT


def test_tombstones_that_do_not_follow_on_one_another_are_told() -> None:
    """A stone that begins where no other ended was laid by nobody honest."""
    assert digests._fault([(1, "a", "b"), (2, "x", "c")], "c") == "has changed since a text was erased from it."
    assert digests._fault([(1, "a", "b"), (2, "b", "c")], "c") == ""
    assert digests._fault([(1, "a", "b"), (2, "a", "c")], "c") == "", "the first was not carried out, the second was"


def test_an_eraser_of_its_own_waits_for_the_tombstones(
    cast: Cast, entry: Entry, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    """Where another connection erases, it changes nothing before the tombstones are committed."""
    sealing.seal()
    names = iter(["eraser"])
    monkeypatch.setattr(erasing, "eraser", lambda: next(names, "default"))
    with django_capture_on_commit_callbacks(execute=True):
        erase(by=cast.worker, thing=entry, field="note", fragment=NAME, reason="Rule")
        assert Erasure.objects.count() == 2
        assert NAME in everywhere(entry)
    assert NAME not in everywhere(entry)
