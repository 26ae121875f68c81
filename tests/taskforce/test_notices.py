"""Notices by mail: who gets one, what it says, when it goes, and what becomes of it when it cannot."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from actions import services as acting_on
from hotspots import services as zoning
from reports import services as reporting
from taskforce import outbox, services
from taskforce.kernel import clock
from taskforce.kernel.acts import acting
from taskforce.kernel.journal import Act, Reading
from taskforce.kernel.readings import noting
from taskforce.models import Notice, Seat, User
from taskforce.notices import KINDS, File, Kind, ask_for_reset, deliver, tell
from taskforce.services.seats import asked_for_word
from tests.access import arrange as a
from tests.access.arrange import put
from tests.cast import EVERYONE, RESTRICTED, SECRET, Cast, a_seat

pytestmark = pytest.mark.django_db
BRUSSELS = ZoneInfo("Europe/Brussels")
FRIDAY = datetime(2024, 11, 15, 12, tzinfo=BRUSSELS)


@pytest.fixture(autouse=True)
def noon() -> Any:
    """Friday noon: the next morning is Saturday's, the next Monday the eighteenth."""
    with clock.at(FRIDAY):
        yield


@pytest.fixture(autouse=True)
def kinds() -> Any:
    """Leave the book of kinds as it was."""
    known = dict(KINDS)
    yield
    KINDS.clear()
    KINDS.update(known)


def tidings(cast: Cast, *people: User, kind: str = "actions.propose_action", thing: Any = None) -> list[Notice]:
    """Tell people something, by somebody else."""
    with acting(cast.clerk, "tests.tell"):
        tell(people, kind, thing or cast.action("S7"))
    return list(Notice.objects.order_by("pk"))


@pytest.fixture
def proposed(cast: Cast) -> Any:
    """An action proposed to the police by the coordinator: S7."""
    with acting(cast.clerk, "tests.arrange"):
        it = a.action("S1", "proposed")(cast)
        it.code, it.title = "S7", "Lampadaires rue Haute"
        it.save()
    return it


def states() -> list[str]:
    """How far each mail has come."""
    return list(Notice.objects.order_by("pk").values_list("state", flat=True))


def later(**span: int) -> datetime:
    """A moment after Friday noon."""
    return FRIDAY + timedelta(**span)


def failing(monkeypatch: pytest.MonkeyPatch, error: Exception, to: str = "") -> list[str]:
    """Let mail fail, to one address or to all; tell whom it was tried for."""
    tried: list[str] = []
    usual = EmailMessage.send

    def send(self: EmailMessage, *args: Any, **given: Any) -> int:
        tried.append(self.to[0])
        if not to or self.to == [f"{to}@test.invalid"]:
            raise error
        return usual(self, *args, **given)

    monkeypatch.setattr(EmailMessage, "send", send)
    return tried


def test_an_assignment_is_mailed_once_the_act_is_committed(cast: Cast) -> None:
    """From the service to the mail: to those who sit for the lead, in one line, by the name of the action, with the way there."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        it = acting_on.propose_action(
            by=cast.coordinator, plan=cast.plan, axis="security", title="Lampadaires", organisation=cast.organisation("POLICE")
        )
        assert not mail.outbox
    (sent,) = mail.outbox
    assert sent.to == ["police@test.invalid"]
    assert sent.subject == f"{it.code} · Lampadaires: agree to lead this action, or withdraw it"
    assert f"http://127.0.0.1:8000{it.get_absolute_url()}" in sent.body
    assert "TST-01" in sent.body
    assert states() == ["sent"]


def test_an_act_undone_tells_nobody(cast: Cast) -> None:
    """The notice is part of the act."""
    with pytest.raises(RuntimeError), transaction.atomic(), acting(cast.clerk, "tests.tell"):
        tell([cast.police], "actions.propose_action", cast.action("S1"))
        raise RuntimeError
    assert not Notice.objects.exists()


def test_nobody_is_told_twice_or_of_their_own_act(cast: Cast, proposed: Any) -> None:
    """Nor with a closed account; but of a change to how one signs in one is told by one's own."""
    closed = put_closed(cast)
    with acting(cast.police, "tests.tell"):
        tell([cast.police, cast.prosecutor, cast.prosecutor, closed], "actions.propose_action", proposed)
        tell([cast.police], "taskforce.change_password", cast.police)
    assert [(one.kind, one.person) for one in Notice.objects.order_by("pk")] == [
        ("actions.propose_action", cast.prosecutor),
        ("taskforce.change_password", cast.police),
    ]


def put_closed(cast: Cast) -> User:
    """Somebody whose account is closed."""
    with acting(cast.clerk, "tests.arrange"):
        found: User = put(cast.observer, is_active=False)
    return found


def test_the_mail_is_text_and_html_that_fetches_nothing(cast: Cast, proposed: Any) -> None:
    """Both say the same; what is typed is escaped; no picture, style, script or address but our own; no machine answers it."""
    with acting(cast.clerk, "tests.arrange"):
        put(proposed, title="<b>Lampadaires</b> & bancs")
    tidings(cast, cast.police, thing=proposed)
    deliver()
    message: Any = mail.outbox[0]
    ((html, kind),) = message.alternatives
    assert kind == "text/html"
    assert "&lt;b&gt;Lampadaires&lt;/b&gt; &amp; bancs: agree" in html
    assert "<b>Lampadaires</b> & bancs: agree" in message.body
    assert set(re.findall(r"https?://[^/\"\s]+", html)) == {"http://127.0.0.1:8000"}
    assert not re.search(r"<(?:img|link|style|script|iframe|object|video|base)|url\(|src=|style=", html)
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    assert "List-Unsubscribe" not in message.extra_headers


@pytest.mark.parametrize(("language", "hello"), [("fr", "Bonjour"), ("nl", "Beste"), ("en", "Hello")])
def test_the_mail_speaks_the_language_of_its_person(language: str, hello: str, cast: Cast, proposed: Any) -> None:
    """Whoever acted speaks another one."""
    services.choose_language(by=cast.police, language=language)
    tidings(cast, cast.police, thing=proposed)
    deliver()
    assert hello in mail.outbox[0].body
    assert f'<html lang="{language}">' in mail.outbox[0].alternatives[0][0]  # type: ignore[attr-defined]


def test_what_part_of_the_table_must_not_read_has_no_name_in_a_mail(cast: Cast) -> None:
    """A restricted action is "Action": neither title, nor code, nor its address; the way leads to one's own list."""
    with acting(cast.clerk, "tests.arrange"):
        it = a.action("S2", "proposed")(cast)
        it.code = "SR1"
        it.save()
    tidings(cast, cast.prosecutor, thing=it)
    deliver()
    (sent,) = mail.outbox
    whole = str(sent.message()) + str(sent.body) + str(sent.alternatives[0][0])  # type: ignore[attr-defined]
    assert sent.subject == "Action: agree to lead this action, or withdraw it"
    assert "/notices/" in sent.body
    assert not [one for one in (RESTRICTED, "SR1", "/actions/") if one in whole]


def test_a_name_in_a_mail_goes_no_further_than_in_the_house(cast: Cast) -> None:
    """Whoever gives the word of an organisation reads who sits for it; the head hears of the same seat by organisation and part."""
    with acting(cast.clerk, "tests.arrange"):
        seat = a.awaited("SOCIAL")(cast)
    tidings(cast, cast.colleague, cast.mayor, kind="taskforce.decline_seat", thing=seat)
    outbox.run(hurry=True)
    said = {one.to[0]: one.subject for one in mail.outbox}
    assert said["colleague@test.invalid"].startswith("Person outsider · Partner:")
    assert "outsider" not in said["mayor@test.invalid"]
    assert said["mayor@test.invalid"].startswith("Travail de rue")


def test_a_subject_is_one_short_line(cast: Cast, proposed: Any) -> None:
    """However a title is written, no header can be slipped in by it."""
    with acting(cast.clerk, "tests.arrange"):
        put(proposed, title="Rue Haute\r\nBcc: somebody " + "x" * 150)
    tidings(cast, cast.police, thing=proposed)
    deliver()
    (sent,) = mail.outbox
    assert len(sent.subject) <= 150
    assert "\n" not in sent.subject
    assert sent.recipients() == ["police@test.invalid"]


def test_delivering_is_no_reading(cast: Cast) -> None:
    """Not of a restricted thing, not even within somebody's request; and it leaves no act."""
    with acting(cast.clerk, "tests.arrange"):
        it = a.action("S2", "proposed")(cast)
    tidings(cast, cast.prosecutor, thing=it)
    acts = Act.objects.count()
    with noting() as noted:
        deliver()
    assert len(mail.outbox) == 1
    assert not noted
    assert not Reading.objects.exists()
    assert Act.objects.count() == acts


@pytest.mark.parametrize("why", ["seat", "tier", "still", "account", "charter"])
def test_what_is_not_worth_telling_any_more_is_dropped(why: str, cast: Cast, proposed: Any) -> None:
    """When the mail goes, its person's seat has ended, the thing is kept from them, it is done, their account is closed, or they never signed."""
    person = cast.unsigned if why == "charter" else cast.police
    thing, kind = (Seat.objects.get(person=person), "taskforce.seat") if why == "charter" else (proposed, "actions.propose_action")
    tidings(cast, person, thing=thing, kind=kind)
    if why == "seat":
        services.unseat(by=cast.steward, seat=cast.seat("police"), reason="Left")
    with acting(cast.clerk, "tests.arrange"):
        if why == "tier":
            put(proposed, tier="axis", axis="prevention")
        elif why == "still":
            put(proposed, state="agreed")
        elif why == "account":
            put(person, is_active=False)
    outbox.run(hurry=True)
    assert not [one for one in mail.outbox if "ended" not in one.subject]
    assert states()[0] == "dropped"


def test_a_server_that_is_away_is_tried_again_ever_later(cast: Cast, proposed: Any, monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    """After 1, 5, 15, 60, 240 and 720 minutes, and not before; then it has failed, visibly. The log names no address."""
    tidings(cast, cast.police, thing=proposed)
    tried, moment = failing(monkeypatch, ConnectionRefusedError()), FRIDAY
    for number, minutes in enumerate(outbox.WAITS, start=1):
        with clock.at(moment):
            assert deliver() == 0
        with clock.at(moment + timedelta(minutes=minutes) - timedelta(seconds=1)):
            assert deliver() == 0
        assert (len(tried), states()) == (number, ["waiting"])
        moment += timedelta(minutes=minutes)
    with clock.at(moment):
        deliver()
    assert (len(tried), states()) == (7, ["failed"])
    assert "could not be mailed: ConnectionRefusedError" in caplog.text
    assert "police" not in caplog.text


def test_a_server_that_comes_back_gets_everything(cast: Cast, proposed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """While it is away a round ends at the first try; nothing is lost; a failed one goes when somebody says so."""
    tidings(cast, cast.police, cast.prosecutor, cast.coordinator, thing=proposed)
    with monkeypatch.context() as patched:
        tried = failing(patched, SMTPServerDisconnected())
        deliver()
        assert len(tried) == 1
    assert deliver() == 2
    with clock.at(later(minutes=1)):
        assert deliver() == 1
    assert states() == ["sent"] * 3
    Notice.objects.filter(person=cast.police).update(state="failed", tries=7)
    call_command("deliver", again=True)
    assert states() == ["sent"] * 3
    assert len(mail.outbox) == 4


@pytest.mark.parametrize("error", [SMTPRecipientsRefused({}), SMTPDataError(550, b"no"), ValueError()])
def test_one_letter_that_does_not_go_keeps_no_other(error: Exception, cast: Cast, proposed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A refused address, or one that cannot even be written: the others go."""
    tidings(cast, cast.police, cast.prosecutor, cast.coordinator, thing=proposed)
    failing(monkeypatch, error, to="police")
    assert deliver() == 2
    assert sorted(states()) == ["sent", "sent", "waiting"]


def test_a_broken_notice_keeps_no_other(cast: Cast, proposed: Any) -> None:
    """Of a kind that is gone, or whose words fail: it waits and fails by itself, in a digest too."""
    KINDS["tests.broken"] = Kind("%(thing)s", still=lambda _thing: 1 / 0)  # type: ignore[arg-type,return-value]
    KINDS["tests.gone"] = Kind("%(thing)s: gone")
    KINDS["tests.whole"] = Kind("%(thing)s: whole")
    for kind in ("tests.broken", "tests.gone", "tests.whole"):
        tidings(cast, cast.police, kind=kind, thing=proposed)
    del KINDS["tests.gone"]
    outbox.run(hurry=True)
    assert [one.subject for one in mail.outbox] == ["S7 · Lampadaires rue Haute: whole"]
    assert states() == ["waiting", "waiting", "sent"]


def test_a_database_that_is_away_stops_the_round(cast: Cast, proposed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not taken for a fault of the letter: what was taken comes back after its lease."""
    tidings(cast, cast.police, thing=proposed)
    with monkeypatch.context() as patched, pytest.raises(DatabaseError):
        patched.setattr(outbox, "_line", lambda _notice: (_ for _ in ()).throw(DatabaseError()))
        deliver()
    assert states() == ["waiting"]
    with clock.at(FRIDAY + outbox.LEASE):
        assert deliver() == 1


def test_a_process_that_dies_loses_nothing(cast: Cast, proposed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed while it speaks to the server, or before it writes down that the mail went: another takes it after the lease, by the same name."""
    tidings(cast, cast.police, thing=proposed)
    usual = outbox._close

    def killed(*_what: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(outbox, "_close", lambda notices, state: killed() if notices else usual(notices, state))
        deliver()
    assert states() == ["waiting"]
    assert deliver() == 0, "it is taken"
    with clock.at(FRIDAY + outbox.LEASE):
        assert deliver() == 1
    first, second = mail.outbox
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]
    assert re.fullmatch(r"<[0-9a-f]{32}@127\.0\.0\.1>", first.extra_headers["Message-ID"])


def test_what_kills_every_process_fails_in_the_end(cast: Cast, proposed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A try counts when it begins: a letter that takes its process down does so seven times at most."""
    tidings(cast, cast.police, thing=proposed)
    for turn in range(8):
        with clock.at(FRIDAY + turn * outbox.LEASE), monkeypatch.context() as patched:
            patched.setattr(outbox, "_mailed", lambda _notices: False)
            deliver()
    assert states() == ["failed"]


def test_a_file_comes_with_its_mail(cast: Cast, proposed: Any) -> None:
    """A call brings the meeting for a calendar, made for its person."""
    KINDS["tests.call"] = Kind(
        "%(thing)s: come on %(due)s",
        urgent=True,
        due=lambda _thing: "21/11/2024",
        file=lambda _thing, person: File("call.ics", f"BEGIN:VCALENDAR {person.name}", "text/calendar"),
    )
    tidings(cast, cast.police, kind="tests.call", thing=proposed)
    deliver()
    (sent,) = mail.outbox
    assert sent.subject.endswith("come on 21/11/2024")
    assert sent.attachments == [("call.ics", "BEGIN:VCALENDAR Person police", "text/calendar")]


@pytest.mark.parametrize(
    ("rhythm", "told", "goes"),
    [
        ("daily", "2024-11-15 12:00", "2024-11-16 07:00"),
        ("daily", "2024-11-15 06:59", "2024-11-15 07:00"),
        ("daily", "2024-11-15 07:00", "2024-11-16 07:00"),
        ("weekly", "2024-11-15 12:00", "2024-11-18 07:00"),
        ("weekly", "2024-11-18 06:00", "2024-11-18 07:00"),
        ("weekly", "2024-11-18 08:00", "2024-11-25 07:00"),
        ("daily", "2025-03-29 12:00", "2025-03-30 07:00"),
    ],
)
def test_digests_have_their_hour(rhythm: str, told: str, goes: str) -> None:
    """Seven in the morning where the people are, whatever the clocks do that night."""
    found = outbox.next_digest(rhythm, datetime.fromisoformat(told).replace(tzinfo=BRUSSELS))
    assert f"{found.astimezone(BRUSSELS):%Y-%m-%d %H:%M}" == goes


def test_what_can_wait_comes_in_one_mail(cast: Cast) -> None:
    """Merged, each thing once, at seven the next morning or on Monday; urgent ones do not wait for it."""
    services.choose_digest(by=cast.mayor, digest="weekly")
    for kind, thing in (("reports.accept", cast.report), ("reports.accept", cast.report), ("actions.conform", cast.plan)):
        tidings(cast, cast.mayor, cast.coordinator, kind=kind, thing=thing)
    with clock.at(later(hours=18)):
        assert outbox.run() == 0
    with clock.at(later(hours=19)):
        assert outbox.run() == 1
        assert outbox.run() == 0
    (sent,) = mail.outbox
    assert sent.to == ["coordinator@test.invalid"]
    assert sent.subject == "2 notices from your task forces"
    assert sent.body.count("the cell has accepted the report") == 1
    assert "the plan conforms" in sent.body
    with clock.at(datetime(2024, 11, 18, 7, tzinfo=BRUSSELS)):
        assert outbox.run() == 1
    assert mail.outbox[1].to == ["mayor@test.invalid"]
    assert set(states()) == {"sent"}


def test_a_digest_of_one_says_it_in_the_subject(cast: Cast) -> None:
    """Who must do what by when."""
    tidings(cast, cast.mayor, kind="reports.open_period", thing=cast.report)
    outbox.run(hurry=True)
    assert mail.outbox[0].subject == "TST-01-2024-T3: compose and submit the report (due 31/10/2024)"


def test_whoever_wants_no_digest_gets_none_but_what_is_urgent(cast: Cast, proposed: Any) -> None:
    """What can wait is dropped as mail, and still there on their page."""
    services.choose_digest(by=cast.mayor, digest="none")
    tidings(cast, cast.mayor, kind="reports.accept", thing=cast.report)
    tidings(cast, cast.mayor, thing=proposed)
    assert outbox.run() == 1
    assert states() == ["dropped", "sent"]
    assert "accepted the report" in a.enter(cast.mayor).get("/notices/").content.decode()


def test_the_digest_another_process_took_is_left_to_it(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both found it due; the second finds only what was told meanwhile, whose hour has not come."""
    tidings(cast, cast.mayor, kind="reports.accept", thing=cast.report)
    with clock.at(later(hours=19)):
        usual = outbox._round

        def meanwhile(claims: Any) -> int:
            """Let the other one go first."""
            with monkeypatch.context() as patched:
                patched.setattr(outbox, "_round", usual)
                assert outbox.digests() == 1
            tidings(cast, cast.mayor, kind="actions.conform", thing=cast.plan)
            return usual(claims)

        monkeypatch.setattr(outbox, "_round", meanwhile)
        assert outbox.digests() == 0
    assert states() == ["sent", "waiting"]
    assert Notice.objects.get(state="waiting").tries == 0


def test_what_is_long_done_is_forgotten(cast: Cast, proposed: Any) -> None:
    """Half a year after it went; what still waits stays."""
    tidings(cast, cast.police, cast.prosecutor, thing=proposed)
    deliver()
    Notice.objects.filter(person=cast.prosecutor).update(state="waiting", done_at=None, due_at=later(days=999))
    with clock.at(later(days=179)):
        assert outbox.sweep() == 0
    with clock.at(later(days=181)):
        assert outbox.sweep() == 1
    assert [one.person for one in Notice.objects.all()] == [cast.prosecutor]


def test_a_forgotten_password_costs_the_same_whoever_asks(cast: Cast) -> None:
    """Known or not: the same statements in the request, the same answer, and nothing kept that says whose address it was."""
    asked = []
    a.enter(cast.worker).get("/sign-in/forgotten/")
    for email in ("worker@test.invalid", "nobody@test.invalid"):
        with CaptureQueriesContext(connection) as found, TestCase.captureOnCommitCallbacks(execute=False):
            answer = a.Client().post("/sign-in/forgotten/", {"email": email})
        plain = [
            re.sub(r"'[^']*'|\d+", "?", one["sql"])
            for one in found
            if "taskforce_cache" not in one["sql"] and "SAVEPOINT" not in one["sql"]
        ]
        asked.append((answer.status_code, answer["Location"], plain))
    assert asked[0] == asked[1]
    assert not [sql for sql in asked[0][2] if "taskforce_user" in sql]
    kept = list(Notice.objects.order_by("pk"))
    assert not [one for one in kept if one.person_id or "test.invalid" in repr(vars(one))]
    assert (outbox.deliver(), states()) == (1, ["sent", "dropped"])
    assert [one.to for one in mail.outbox] == [["worker@test.invalid"]]
    assert not Notice.objects.exclude(person=None).exists()


def test_a_way_back_that_comes_too_late_does_not_come(cast: Cast) -> None:
    """After two hours they have asked again, or do not want it any more; a closed account gets none."""
    ask_for_reset(" Worker@Test.invalid ")
    with clock.at(later(hours=2, seconds=1)):
        assert deliver() == 0
    put_closed(cast)
    ask_for_reset("observer@test.invalid")
    assert deliver() == 0
    assert states() == ["dropped", "dropped"]


def test_the_digest_says_how_to_end_it(cast: Cast) -> None:
    """In its headers for mail programs (RFC 8058), and in its words for people."""
    tidings(cast, cast.mayor, kind="reports.accept", thing=cast.report)
    outbox.run(hurry=True)
    (sent,) = mail.outbox
    link = re.fullmatch(r"<(http://127\.0\.0\.1:8000/unsubscribe/[^>]+/)>", sent.extra_headers["List-Unsubscribe"])
    assert link is not None
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link[1] in sent.body
    assert link[1] in sent.alternatives[0][0]  # type: ignore[attr-defined]


@pytest.mark.parametrize("organisation", ["SOCIAL", "PARQUET", "VIDE"])
@pytest.mark.parametrize("by", ["mayor", "head"])
def test_whose_word_a_seat_waits_for_is_told(by: str, organisation: str, cast: Cast) -> None:
    """Exactly those for whom it is awaited."""
    with acting(cast.clerk, "tests.arrange"):
        seat = a.awaited(organisation, by=by)(cast)
    awaited = {name for name in EVERYONE if Seat.objects.awaiting(getattr(cast, name)).filter(pk=seat.pk).exists()}
    assert awaited == {one.email.removesuffix("@test.invalid") for one in asked_for_word(seat)}


def test_a_chair_is_told_of_the_hotspot_that_waits_for_their_word(cast: Cast) -> None:
    """When their organisation confirms the seat: as it was proposed nobody sat there."""
    with acting(cast.clerk, "tests.arrange"):
        zone = zoning.propose(by=cast.head, **proposal(cast))
        a_seat(cast.outsider, zone.reference, "NORD", "chair", confirmed=False)
    services.confirm_seat(by=cast.mayor, seat=Seat.objects.get(workspace__reference=zone.reference, person=cast.outsider))
    told = Notice.objects.filter(person=cast.outsider)
    assert {one.kind for one in told} == {"hotspots.awaited", "taskforce.confirm_seat"}
    assert {one.workspace.reference for one in told} == {zone.reference}
    outbox.run(hurry=True)
    assert "approve or refuse the hotspot for your municipality" in mail.outbox[-1].body


def proposal(cast: Cast) -> dict[str, Any]:
    """A hotspot on the ground of both municipalities."""
    from tests.faults.recipes import proposal as given

    return given(cast)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            lambda cast: acting_on.amend_action(by=cast.coordinator, action=cast.action("S7"), organisation=cast.organisation("PROPRETE")),
            {"cleaning"},
        ),
        (lambda cast: acting_on.amend_action(by=cast.coordinator, action=cast.action("S7"), title="Autre"), set()),
    ],
)
def test_a_new_lead_is_asked(change: Callable[[Cast], Any], told: set[str], cast: Cast, proposed: Any) -> None:
    """And only a new one."""
    change(cast)
    assert {one.person.email.removesuffix("@test.invalid") for one in Notice.objects.all()} == told


def test_a_keeper_who_withdraws_a_charter_asks_for_it_again(cast: Cast) -> None:
    """Whoever held two seats hears of it; with no signature left nobody is written to."""
    services.withdraw_charter(by=cast.steward, seat=cast.seat("mayor"), reason="Not read")
    outbox.run(hurry=True)
    assert mail.outbox[0].subject.endswith("sign the charter of your seat")


def test_the_plan_a_chair_signs_for_is_not_asked_for_twice(cast: Cast) -> None:
    """A report signed meanwhile asks no more for a signature; the reviewers hear of it."""
    with acting(cast.clerk, "tests.arrange"):
        report = a.report("draft")(cast)
    reporting.submit(by=cast.coordinator, report=report)
    reporting.sign(by=cast.mayor, report=report)
    outbox.run(hurry=True)
    assert {one.to[0] for one in mail.outbox} == {"head@test.invalid", "reviewer@test.invalid"}


def test_the_database_keeps_notices_whole(cast: Cast, proposed: Any) -> None:
    """A notice has its person or the digest of an address; one that is done says when."""
    tidings(cast, cast.police, thing=proposed)
    for wrong in ({"person": None}, {"asked": "x"}, {"state": "sent"}, {"done_at": FRIDAY}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Notice.objects.update(**wrong)
    assert str(Notice.objects.get()).startswith("actions.propose_action · actions.action ")


def test_no_mail_of_a_whole_story_says_what_it_must_not(cast: Cast) -> None:
    """Everything that is told by every service, to everybody who might be told: no canary is in any mail."""
    with acting(cast.clerk, "tests.arrange"):
        restricted = a.action("S2", "proposed")(cast)
        for kind in ("actions.propose_action", "actions.block"):
            tell([getattr(cast, name) for name in EVERYONE], kind, restricted)
        put(restricted, state="blocked", blocked_reason=RESTRICTED, unblocker=cast.organisation("POLICE"))
        tell([getattr(cast, name) for name in EVERYONE], "actions.block", restricted)
    outbox.run(hurry=True)
    assert {one.to[0] for one in mail.outbox} == {"police@test.invalid", "prosecutor@test.invalid"}
    assert not [one for one in mail.outbox if RESTRICTED in one.message().as_string() or SECRET in one.message().as_string()]
