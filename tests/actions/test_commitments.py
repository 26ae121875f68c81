"""Commitments: proposed in a meeting, accepted by their organisation or not, kept or not, confirmed by the chair, followed up."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from actions import services
from actions.models import Commitment, Meeting
from reports import desk
from taskforce.kernel.acts import acting
from taskforce.kernel.rules import Refused
from taskforce.models import Notice, User
from tests.access.arrange import enter, put
from tests.cast import Cast
from tests.table import a_meeting, a_promise

WHAT = "Mend the lamps of the square"


@pytest.fixture
def held(cast: Cast) -> Meeting:
    """A meeting that is held."""
    with acting(cast.clerk, "tests.arrange"):
        return a_meeting(cast.workspace("TST-01"), "held")


@pytest.fixture
def proposed(cast: Cast, held: Meeting) -> Commitment:
    """A commitment proposed to the police."""
    return services.propose_commitment(
        by=cast.coordinator, meeting=held, organisation=cast.organisation("POLICE"), what=WHAT, due=date(2024, 12, 1)
    )


def told(kind: str) -> set[str]:
    """Who was told something, by the part they play."""
    return {one.person.email.partition("@")[0] for one in Notice.objects.filter(kind=f"actions.{kind}").select_related("person")}


def waits_for(person: User) -> list[str]:
    """What waits for somebody, in words."""
    return [one.title for one in desk.waiting_for(User.objects.get(pk=person.pk)) if "commitment" in one.title]


def test_a_commitment_counts_once_accepted(cast: Cast, proposed: Commitment) -> None:
    """Nobody commands: neither chair nor coordinator can accept it for the police."""
    assert not Commitment.objects.counting().exists()
    for name in ("mayor", "coordinator", "prosecutor", "worker", "head"):
        with pytest.raises(Refused):
            services.accept_commitment(by=getattr(cast, name), commitment=proposed)
    accepted = services.accept_commitment(by=cast.police, commitment=proposed)
    assert (accepted.state, accepted.accepted_at is not None) == ("open", True)
    assert Commitment.objects.counting().get() == accepted
    with pytest.raises(Refused, match="answered already"):
        services.decline_commitment(by=cast.police, commitment=proposed, words="No")


def test_it_is_declined_in_words(cast: Cast, proposed: Commitment) -> None:
    """Why is read by everybody at the table; it never counts."""
    with pytest.raises(ValidationError):
        services.decline_commitment(by=cast.police, commitment=proposed, words=" ")
    services.decline_commitment(by=cast.police, commitment=proposed, words="Not our lamps")
    text = enter(cast.cleaning).get(proposed.get_absolute_url()).content.decode()
    assert "Not our lamps" in text
    assert "Declined" in text
    assert not Commitment.objects.counting().exists()


def test_kept_and_confirmed(cast: Cast, proposed: Commitment) -> None:
    """Its organisation says so in words, the chair confirms; each is asked on their first page."""
    assert waits_for(cast.police) == ["Accept the commitment, or decline it"]
    services.accept_commitment(by=cast.police, commitment=proposed)
    assert waits_for(cast.police) == ["Keep the commitment, and say so"]
    assert waits_for(cast.mayor) == []
    services.keep_commitment(by=cast.police, commitment=proposed, kept=True, words="All lamps burn")
    assert waits_for(cast.police) == []
    assert waits_for(cast.mayor) == ["Confirm that the commitment was kept"]
    assert "Kept, to be confirmed" in enter(cast.mayor).get("/hotspots/TST-01/commitments/").content.decode()
    with pytest.raises(Refused):
        services.confirm_commitment(by=cast.coordinator, commitment=proposed)
    services.confirm_commitment(by=cast.mayor, commitment=proposed)
    assert waits_for(cast.mayor) == []
    proposed.refresh_from_db()
    assert (proposed.state, proposed.words, proposed.confirmed_at is not None) == ("kept", "All lamps burn", True)


def test_not_kept_says_why(cast: Cast, proposed: Commitment) -> None:
    """It is settled, in red, and nobody confirms it."""
    services.accept_commitment(by=cast.police, commitment=proposed)
    services.keep_commitment(by=cast.police, commitment=proposed, kept=False, words="No lamps to be had")
    with pytest.raises(Refused, match="has not said that it is kept"):
        services.confirm_commitment(by=cast.mayor, commitment=proposed)
    with pytest.raises(Refused, match="settled already"):
        services.keep_commitment(by=cast.police, commitment=proposed, kept=True, words="After all")


def test_one_takes_the_place_of_another(cast: Cast, held: Meeting, proposed: Commitment) -> None:
    """The earlier one goes when the later is accepted, and not before; what was settled meanwhile stays."""
    services.accept_commitment(by=cast.police, commitment=proposed)
    given = {"meeting": held, "organisation": cast.organisation("POLICE"), "due": date(2025, 1, 15), "replaces": proposed}
    first, second = (services.propose_commitment(by=cast.mayor, what=what, **given) for what in ("Mend half", "Mend a third"))
    proposed.refresh_from_db()
    assert proposed.state == "open"
    services.accept_commitment(by=cast.police, commitment=first)
    proposed.refresh_from_db()
    assert proposed.state == "replaced"
    services.accept_commitment(by=cast.police, commitment=second)
    assert proposed.history.count() == 3
    assert "Mend the lamps of the square" in enter(cast.police).get(first.get_absolute_url()).content.decode()


def test_overdue_is_computed(arranging: Cast) -> None:
    """On its day it is still open, the day after it is overdue; nobody writes that down."""
    it = a_promise(a_meeting(arranging.workspace("TST-01"), "held"), "POLICE", "open", due=date(2024, 11, 15))
    assert not it.is_overdue
    put(it, due=date(2024, 11, 14))
    assert it.is_overdue
    assert Commitment.objects.overdue().get() == it
    assert not put(it, state="kept", words="Done").is_overdue
    assert not Commitment.objects.overdue().exists()


def test_the_form_says_what_is_wrong(cast: Cast, held: Meeting, proposed: Commitment) -> None:
    """A day gone by, a body without a seat, somebody else's commitment to be replaced."""
    services.accept_commitment(by=cast.police, commitment=proposed)
    address = f"{held.get_absolute_url()}commitments/add/"
    right = {"organisation": cast.organisation("SOCIAL").pk, "what": "Stand at the corner", "due": "2024-12-20", "client_key": uuid4()}
    for wrong, words in (
        ({"due": "2024-11-14"}, "Choose today or a later day."),
        ({"organisation": cast.organisation("SUD").pk}, "Select a valid choice"),
        ({"replaces": proposed.pk}, "Choose a commitment of the same organisation."),
        ({"what": "Ring 0470 12 34 56"}, "phone"),
    ):
        text = enter(cast.coordinator).post(address, {**right, **wrong}).content.decode()
        assert words in text
        assert "Stand at the corner" in text or "what" in wrong
    assert enter(cast.coordinator).post(address, right).status_code == 302


def test_those_concerned_are_told(cast: Cast, proposed: Commitment) -> None:
    """The organisation of the proposal, whoever calls meetings of the answer; nobody of their own act."""
    assert told("propose_commitment") == {"police"}
    services.accept_commitment(by=cast.police, commitment=proposed)
    assert told("accept_commitment") == {"mayor", "coordinator"}
    services.keep_commitment(by=cast.police, commitment=proposed, kept=True, words="All lamps burn")
    assert told("keep_commitment") == {"mayor", "coordinator"}
    assert not Notice.objects.filter(urgent=True).exists()


def test_the_first_page_of_an_organisation_shows_its_own(cast: Cast, proposed: Commitment) -> None:
    """With the buttons for those who act for it; its other seats read it, others find nothing of it there."""
    page = enter(cast.police).get("/").content.decode()
    assert "Commitments of my organisation" in page
    assert WHAT in page
    assert "Accept the commitment" in page
    for name in ("worker", "mayor", "police_elsewhere", "head", "member"):
        assert "Commitments of my organisation" not in enter(getattr(cast, name)).get("/").content.decode(), name
    with acting(cast.clerk, "tests.arrange"):
        put(proposed, organisation=cast.organisation("PARQUET"))
    assert "Accept the commitment" not in enter(cast.observer).get("/").content.decode()
    assert WHAT in enter(cast.observer).get("/").content.decode()


def test_the_list_follows_up(arranging: Cast) -> None:
    """What is not settled first; what is settled apart; elsewhere it is nowhere."""
    it = a_meeting(arranging.workspace("TST-01"), "held")
    for state in ("proposed", "open", "kept", "not_kept", "replaced"):
        a_promise(it, "POLICE", state, what=f"Promise {state}")
    page = enter(arranging.reviewer).get("/hotspots/TST-01/commitments/")
    assert [one.commitment.state for one in page.context["followed"]] == ["proposed", "open", "kept"]
    assert [one.commitment.state for one in page.context["settled"]] == ["replaced", "not_kept"]
    assert enter(arranging.mayor_elsewhere).get("/hotspots/TST-01/commitments/").status_code == 404
    assert "overdue" not in enter(arranging.mayor).get("/hotspots/TST-01/").content.decode()
    put(Commitment.objects.get(state="open"), due=date(2024, 11, 1))
    assert "1 overdue" in enter(arranging.mayor).get("/hotspots/TST-01/").content.decode()


def test_the_database_keeps_states_whole(arranging: Cast) -> None:
    """What counts was accepted; an answer has words; only what is kept is confirmed."""
    it = a_meeting(arranging.workspace("TST-01"), "held")
    for state, wrong in (
        ("open", {"accepted_at": None}),
        ("proposed", {"accepted_at": it.starts_at}),
        ("kept", {"words": ""}),
        ("declined", {"words": ""}),
        ("open", {"confirmed_at": it.starts_at}),
    ):
        promise = a_promise(it, "POLICE", state)
        with pytest.raises(IntegrityError), transaction.atomic():
            put(promise, **wrong)


def test_the_lists_leave_as_files_of_what_is_asked(arranging: Cast) -> None:
    """Meetings and commitments: filtered on the page, the same rows in the file, the filter named above them."""
    room = arranging.workspace("TST-01")
    meeting = a_meeting(room, "held")
    a_meeting(room, "draft")
    a_promise(meeting, "POLICE", "open", what="Light the lamps")
    a_promise(meeting, "SOCIAL", "proposed", what="Open the door")
    browser = Client(headers={"accept-language": "en"})
    browser.force_login(arranging.observer)
    page = browser.get("/hotspots/TST-01/commitments/?lead=POLICE").content.decode()
    assert "Light the lamps" in page
    assert "Open the door" not in page
    found = browser.get("/hotspots/TST-01/commitments/?lead=POLICE&as=csv").content.decode()
    assert "Light the lamps" in found
    assert "Open the door" not in found
    assert "Organisation,Zone de police" in found
    assert "Distribution," in found
    assert "As of," in found
    drafts = browser.get("/hotspots/TST-01/meetings/?state=draft&as=csv").content.decode()
    assert "In preparation" in drafts
    assert ",Held," not in drafts
    assert browser.get("/hotspots/TST-01/meetings/?state=nothing").content.decode().count("As of another day") == 1
    assert "as=csv" not in browser.get("/hotspots/TST-01/meetings/?state=nothing").content.decode()
    browser.force_login(arranging.police_elsewhere)
    assert browser.get("/hotspots/TST-01/commitments/?as=csv").status_code == 404
