"""The composer: texts kept while they are written, held by one writer at a time, checked, submitted, confirmed for good."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from reports import services
from reports.models import SectionLock, Version
from taskforce.kernel import clock
from taskforce.kernel.acts import acting
from taskforce.kernel.journal import Act
from taskforce.kernel.sending import Seen
from taskforce.models import User
from tests.cast import Cast, a_seat
from tests.filling import filled
from tests.reports.conftest import TEXTS, Road, SignIn
from tests.reports.test_checks import late
from tests.reports.test_pages import page, post, to

KEEP = {"section": "security", "was": TEXTS["security"]}


def keep(client: Client, **said: Any) -> tuple[int, dict[str, str]]:
    """Send a text as the page does by itself."""
    response = client.post(to("autosave"), {**KEEP, **said})
    return response.status_code, response.json()


def save(by: User, version: Version, text: str, **more: str) -> Version:
    """Keep a text by the service."""
    return services.autosave_section(by=by, version=version, **{**KEEP, "text": text, **more})


@pytest.fixture
def second(cast: Cast) -> User:
    """Another coordinator of TST-01."""
    with acting(cast.clerk, "tests.arrange"):
        a_seat(cast.outsider, "TST-01", "NORD", "coordinator")
    person: User = User.objects.get(pk=cast.outsider.pk)
    return person


def test_a_text_is_kept_while_it_is_written_and_says_when(cast: Cast, road: Road, sign_in: SignIn) -> None:
    """The answer names the version the form is about from now on, if nobody else has written since."""
    version = road.draft(cast.report)
    coordinator = sign_in(cast.coordinator)
    status, said = keep(coordinator, text="More patrols.", base=str(Seen.of(version)))
    version.refresh_from_db()
    assert (status, version.security) == (200, "More patrols.")
    assert said["said"].startswith("Saved at ")
    assert said["seen"] == str(Seen.of(version))
    status, said = keep(coordinator, text="More still. ", was="More patrols.", base="reports.version:1:1")
    assert (status, said["seen"]) == (200, "")
    assert Version.objects.get().security == "More still."


def test_the_act_of_keeping_is_its_own_and_taking_hold_is_none(cast: Cast, road: Road) -> None:
    """A history tells what was written, not who looked at a box."""
    version = road.draft(cast.report)
    before = Act.objects.count()
    save(cast.coordinator, version, TEXTS["security"])
    assert (Act.objects.count(), SectionLock.objects.get().person) == (before, cast.coordinator)
    save(cast.coordinator, version, "Else.")
    assert Act.objects.latest("pk").code == "reports.autosave_section"


def test_nothing_is_written_over_what_its_writer_has_not_seen(cast: Cast, road: Road, sign_in: SignIn) -> None:
    """A text that has changed since, one too long, one about a person, one of no report: each is refused in words and nothing is kept."""
    version = road.draft(cast.report)
    coordinator = sign_in(cast.coordinator)
    for wrong, words in (
        ({"was": "Something else."}, "Somebody has changed this text"),
        ({"text": "x" * 1201}, "Shorten this text"),
        ({"text": "Call 0475 12 34 56."}, ""),
        ({"section": "reason"}, "No remark asks"),
    ):
        status, said = keep(coordinator, **{"text": "New.", **wrong})
        assert status == 422
        assert words in said["said"]
    with pytest.raises(ValidationError, match="Somebody has changed"):
        save(cast.coordinator, version, "New.", was="Something else.")
    assert Version.objects.get().security == TEXTS["security"]
    assert coordinator.get(to("autosave")).status_code == 302


def test_one_text_has_one_writer_until_they_pause_for_five_minutes(cast: Cast, road: Road, second: User, sign_in: SignIn) -> None:
    """The other reads who writes since when and from when they may take over; then they may."""
    version = road.draft(cast.report)
    save(cast.coordinator, version, "Mine.")
    other = sign_in(second)
    words = page(other, to("compose"))
    assert "Person coordinator has been writing this text since" in words
    assert 'name="security"' not in words
    assert 'name="prevention"' in words
    status, said = keep(other, text="Yours.", was="Mine.")
    assert (status, "You can take over from" in said["said"]) == (422, True)
    with pytest.raises(ValidationError):
        services.write_sections(by=second, version=version, security="Yours.")
    with clock.at(clock.now() + SectionLock.HELD_FOR + timedelta(seconds=1)):
        save(second, version, "Yours.", was="Mine.")
        with pytest.raises(ValidationError):
            services.write_sections(by=cast.coordinator, version=version, security="Mine again.")
    assert SectionLock.objects.get().person == second


def test_another_text_is_free_and_the_button_lets_go(cast: Cast, road: Road, second: User) -> None:
    """Two people write two texts; whoever saves by the button holds nothing any more."""
    version = road.draft(cast.report)
    save(cast.coordinator, version, "Mine.")
    services.autosave_section(by=second, version=version, section="prevention", text="Ours.", was=TEXTS["prevention"])
    services.write_sections(by=cast.coordinator, version=version, security="Mine, done.")
    assert [(one.section, one.person) for one in SectionLock.objects.all()] == [("prevention", second)]
    assert str(SectionLock.objects.get()) == "TST-01-2024-T3 v1 · prevention"
    kept = Version.objects.get()
    assert (kept.security, kept.prevention) == ("Mine, done.", "Ours.")


def test_locks_are_seen_by_those_who_read_the_draft(cast: Cast, road: Road) -> None:
    """Not by the cell."""
    save(cast.coordinator, road.draft(cast.report), "Mine.")
    assert SectionLock.objects.visible_to(cast.police).exists()
    assert not SectionLock.objects.visible_to(cast.reviewer).exists()


def test_the_composer_lists_what_is_to_be_done(cast: Cast, road: Road, sign_in: SignIn) -> None:
    """Each text with its state, its figures with their source, and what the checks find with the way to mend it."""
    late(cast)
    version = services.start_report(by=cast.coordinator, report=cast.report)
    services.write_sections(by=cast.coordinator, version=version, security="S", difficulties="D")
    words = page(sign_in(cast.coordinator), to("compose"))
    for expected in (
        "What is to be done", "To write", "Not needed to submit.", "Entries of the period", "3 points are to be mended or explained.",
        'href="/hotspots/TST-01/actions/S1/"', "#id_prevention", "taskforce/composer.js", 'role="status"', "{count} of {most} characters",
    ):  # fmt: skip
        assert expected in words, expected


def test_closed_texts_say_why(cast: Cast, road: Road, sign_in: SignIn) -> None:
    """After a return, and the task of the answers stands beside."""
    road.returned(cast.report)
    words = page(sign_in(cast.coordinator), to("compose"))
    assert "No remark asks to change this text." in words
    assert "1 remark waits for an answer." in words


def test_answers_are_checked_explained_and_submitted(cast: Cast, road: Road, sign_in: SignIn) -> None:
    """The button says what it waits for; the explanation is read by the chair; the confirmation stays."""
    late(cast)
    road.draft(cast.report)
    coordinator, mayor = sign_in(cast.coordinator), sign_in(cast.mayor)
    assert "Explain first: S1 is late and nobody says why" in page(coordinator, to("submit"))
    assert coordinator.post(to("submit")).status_code == 403
    assert "S1 is late and nobody says why" in page(coordinator, to("explain"))
    assert "Everything is there." in post(coordinator, to("explain"), **{"late_unexplained/S1": "The car is missing."})
    words = post(coordinator, to("submit"))
    assert "The report is submitted" in words
    assert "The chair reads it and signs it" in words
    version = cast.report.versions.get()
    assert "The car is missing." in page(mayor, to("sign"))
    words = post(mayor, to("sign"), digest=version.digest)
    for expected in ("The report is signed", version.digest, "Person mayor", "15/11/2024", "The regional cell reads it."):
        assert expected in words, expected
    reviewer = sign_in(cast.reviewer)
    assert "The car is missing." in page(reviewer, to("review"))
    services.accept(by=cast.reviewer, report=cast.report)
    assert "The regional report counts this version" in page(mayor, to("receipt", "TST-01-2024-T3", 1))
    services.correct(by=cast.coordinator, report=cast.report, reason="A slip.")
    assert "The car is missing." in page(sign_in(cast.member), to("version", "TST-01-2024-T3", 1))


def test_explanations_sent_twice_are_one_act(cast: Cast, road: Road, sign_in: SignIn) -> None:
    """The second arrival makes nothing new, and says so."""
    late(cast)
    road.draft(cast.report)
    coordinator = sign_in(cast.coordinator)
    sent = filled(coordinator.get(to("explain")), **{"late_unexplained/S1": "The car is missing."})
    coordinator.post(to("explain"), sent)
    acts = Act.objects.count()
    assert Act.objects.latest("pk").code == "reports.explain"
    assert "This was saved already." in coordinator.post(to("explain"), sent, follow=True).content.decode()
    assert Act.objects.count() == acts


def test_a_text_that_arrives_twice_is_kept_once(cast: Cast, road: Road, sign_in: SignIn) -> None:
    """What a page keeps by itself has no key: the same words again change nothing."""
    road.draft(cast.report)
    coordinator = sign_in(cast.coordinator)
    assert keep(coordinator, text="More patrols.")[0] == 200
    acts = Act.objects.count()
    assert keep(coordinator, text="More patrols.", was="More patrols.")[0] == 200
    assert Act.objects.count() == acts


def test_an_unsigned_version_that_was_replaced_says_so_on_its_confirmation(cast: Cast, road: Road, sign_in: SignIn) -> None:
    """It stays on record."""
    road.submitted(cast.report)
    services.send_back(by=cast.mayor, report=cast.report, reason="Shorter.")
    assert "A newer version has taken its place" in page(sign_in(cast.coordinator), to("receipt", "TST-01-2024-T3", 1))


def test_what_is_personal_blocks_and_leads_to_the_texts(cast: Cast, road: Road, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is mended, never explained."""
    road.draft(cast.report)
    monkeypatch.setattr("taskforce.texts.unfit", lambda *_of: ["S1 · Title: this is a phone number."])
    coordinator = sign_in(cast.coordinator)
    words = page(coordinator, to("compose"))
    assert "this is a phone number." in words
    assert "Before signing" in words
    assert "this is a phone number." not in page(coordinator, to("explain"))
