"""One's notices in the house: the list, the count, putting them aside, how often one is mailed, and the link that ends digests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from taskforce import outbox, services
from taskforce.desk.inbox import unread
from taskforce.kernel import clock
from taskforce.kernel.acts import acting
from taskforce.kernel.journal import Act, Reading
from taskforce.letters import unsubscribe_token
from taskforce.models import Notice, Seat, User
from taskforce.notices import tell
from tests.access import arrange as a
from tests.access.arrange import enter, put
from tests.cast import RESTRICTED, Cast

pytestmark = pytest.mark.django_db
MINE, READ, RHYTHM = "/notices/", "/notices/read/", "/account/notices/"


def told(cast: Cast, person: User, kind: str = "reports.accept", thing: Any = None) -> Notice:
    """Tell somebody something."""
    with acting(cast.clerk, "tests.tell"):
        tell([person], kind, thing or cast.report)
    return Notice.objects.latest("pk")


def page(person: User, path: str = MINE) -> str:
    """What somebody is shown."""
    return enter(person).get(path).content.decode()


def test_an_empty_list_says_what_comes_here(cast: Cast) -> None:
    """And leads on; nothing is counted in the menu."""
    text = page(cast.mayor)
    assert "No notice yet" in text
    assert "See what waits for you" in text
    assert 'class="news"' not in text
    assert "Mark all as read" not in text


def test_the_newest_stands_first(cast: Cast) -> None:
    """With where it leads, the task force, the moment, and that it is new; the menu counts on the first page too."""
    told(cast, cast.mayor)
    told(cast, cast.mayor, "actions.submit_plan", cast.plan)
    text = page(cast.mayor)
    assert text.index("adopt the plan or give it back") < text.index("the cell has accepted the report")
    assert f'<a href="{cast.plan.get_absolute_url()}">' in text
    assert "TST-01 (en) · <time" in text
    assert text.count("told-new") == 2
    assert '<span class="news">2<span class="hidden"> new notices' in page(cast.mayor, "/")


def test_putting_aside(cast: Cast) -> None:
    """One, or all that were shown; what came meanwhile stays new; twice is once; it is no act, and a GET does nothing."""
    notices = [told(cast, cast.mayor) for _each in range(3)]
    browser, acts = enter(cast.mayor), Act.objects.count()
    assert browser.get(READ).status_code == 302
    assert Notice.objects.unread().count() == 3
    assert browser.post(READ, {"only": notices[1].pk})["Location"] == MINE
    assert [one.pk for one in Notice.objects.unread()] == [notices[2].pk, notices[0].pk]
    for _twice in range(2):
        browser.post(READ, {"upto": notices[1].pk})
    assert [one.pk for one in Notice.objects.unread()] == [notices[2].pk]
    assert 'class="news">1<' in page(cast.mayor)
    browser.post(READ, {"upto": notices[2].pk})
    text = page(cast.mayor)
    assert 'class="news"' not in text
    assert text.count("the cell has accepted the report") == 3
    assert Act.objects.count() == acts


@pytest.mark.parametrize("upto", ["", "x", "-1", "9" * 40, "1.5", "\0"])
def test_nonsense_puts_nothing_aside(upto: str, cast: Cast) -> None:
    """And is no error."""
    told(cast, cast.mayor)
    assert enter(cast.mayor).post(READ, {"upto": upto}).status_code in {302, 400}
    assert Notice.objects.unread().count() == 1


def test_notices_are_their_persons_alone(cast: Cast) -> None:
    """Nobody else reads, counts or puts them aside."""
    it = told(cast, cast.mayor)
    for name in ("coordinator", "head", "steward", "auditor", "outsider"):
        assert "accepted the report" not in page(getattr(cast, name)), name
        enter(getattr(cast, name)).post(READ, {"upto": it.pk, "only": it.pk})
    assert Notice.objects.unread().count() == 1


def test_what_one_may_not_see_any_more_is_gone(cast: Cast) -> None:
    """From the list and from the count: the seat has ended, or the thing was kept from them."""
    with acting(cast.clerk, "tests.arrange"):
        action = a.action("S1", "proposed")(cast)
    told(cast, cast.police, "actions.propose_action", action)
    told(cast, cast.police, "actions.submit_plan", cast.plan)
    assert page(cast.police).count("told-new") == 2
    with acting(cast.clerk, "tests.arrange"):
        put(action, tier="axis", axis="prevention")
    text = page(cast.police)
    assert (text.count("told-new"), 'class="news">1<' in text) == (1, True)
    services.unseat(by=cast.steward, seat=cast.seat("police"), reason="Left")
    text = page(User.objects.get(pk=cast.police.pk))
    assert "adopt the plan" not in text
    assert "this seat has ended" in text


def test_a_restricted_thing_read_in_the_list_is_written_down(cast: Cast) -> None:
    """Its name is shown to those who may read it, and that is a reading; counting it is none."""
    with acting(cast.clerk, "tests.arrange"):
        action = a.action("S2", "proposed")(cast)
    told(cast, cast.prosecutor, "actions.propose_action", action)
    told(cast, cast.mayor, "actions.propose_action", action)
    assert unread(cast.prosecutor) == 1
    assert not Reading.objects.exists()
    assert RESTRICTED in page(cast.prosecutor)
    reading = Reading.objects.get()
    assert (reading.subject_type, reading.subject_id, reading.by) == ("actions.action", action.pk, cast.prosecutor)
    text = page(cast.mayor)
    assert "No notice yet" in text
    assert 'class="news"' not in text


def test_a_name_in_the_list_goes_no_further_than_elsewhere(cast: Cast) -> None:
    """A seat is told by its organisation and part to those of another organisation."""
    with acting(cast.clerk, "tests.arrange"):
        seat = a.awaited("SOCIAL")(cast)
    told(cast, cast.mayor, "taskforce.decline_seat", seat)
    assert "outsider" not in page(cast.mayor)


def test_the_list_has_pages_and_costs_the_same_however_long(cast: Cast) -> None:
    """Fifty at a time; as many questions for sixty as for two; one more on other pages while nothing is new."""
    counts = []
    for number in (2, 60):
        for _each in range(number):
            told(cast, cast.mayor)
        browser = enter(cast.mayor)
        with CaptureQueriesContext(connection) as asked:
            text = browser.get(MINE).content.decode()
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert text.count("told-new") == 50
    following = text.split('href="?before=')[1].split('"')[0]
    assert page(cast.mayor, f"{MINE}?before={following}").count("told-new") == 12
    assert page(cast.mayor, f"{MINE}?before=x").count("told-new") == 50


def test_a_notice_of_a_kind_that_is_gone_is_not_shown(cast: Cast) -> None:
    """An older notice never breaks the page."""
    told(cast, cast.mayor)
    Notice.objects.update(kind="gone.away")
    assert "No notice yet" in page(cast.mayor)


def test_how_often_one_is_mailed_is_ones_own_choice(cast: Cast) -> None:
    """On a page one reaches from the menu; kept with its history; choosing the same again is nothing new."""
    assert f'href="{RHYTHM}"' in page(cast.mayor)
    browser = enter(cast.mayor)
    assert 'value="daily"' in browser.get(RHYTHM).content.decode()
    assert browser.post(RHYTHM, {"digest": "weekly"})["Location"] == MINE
    person = User.objects.get(pk=cast.mayor.pk)
    assert (person.digest, person.language, person.epoch) == ("weekly", "en", cast.mayor.epoch)
    assert person.history.first().act.code == "taskforce.choose_digest"
    acts = Act.objects.count()
    browser.post(RHYTHM, {"digest": "weekly"})
    assert Act.objects.count() == acts
    wrong = browser.post(RHYTHM, {"digest": "hourly"})
    assert (wrong.status_code, b"Select a valid choice" in wrong.content) == (200, True)


def test_one_click_ends_the_digests(cast: Cast) -> None:
    """As mail programs do it: a POST from anywhere, without cookies, token of a form or session. Again is harmless."""
    path = f"/unsubscribe/{unsubscribe_token(cast.mayor)}/"
    program = Client(enforce_csrf_checks=True)
    for _twice in range(2):
        assert program.post(path, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded").status_code == 200
    person = User.objects.get(pk=cast.mayor.pk)
    assert person.digest == "none"
    (act,) = Act.objects.filter(code="taskforce.choose_digest")
    assert act.by == cast.mayor


def test_opening_the_link_changes_nothing(cast: Cast) -> None:
    """Scanners of mail open links: it takes the button. The page names nobody, and speaks the person's language."""
    services.choose_language(by=cast.mayor, language="fr")
    path = f"/unsubscribe/{unsubscribe_token(cast.mayor)}/"
    for method in ("get", "head"):
        answer = getattr(Client(), method)(path)
        assert answer.status_code == 200
    text = Client().get(path).content.decode()
    assert f'action="{path}"' in text
    assert "mayor" not in text
    assert User.objects.get(pk=cast.mayor.pk).digest == "daily"


def test_the_link_dies_with_the_access_of_its_person(cast: Cast) -> None:
    """A new epoch, a closed account, a forged or foreign token: nothing is there."""
    mayor, closed = unsubscribe_token(cast.mayor), unsubscribe_token(cast.observer)
    services.end_sessions(by=cast.mayor)
    services.disable_account(by=cast.steward, seat=cast.seat("observer"), reason="Leave")
    forged = unsubscribe_token(cast.worker).replace(str(cast.worker.pk), str(cast.police.pk), 1)
    for token in (mayor, closed, forged, "x", f"{cast.worker.pk}.0", f"{cast.worker.pk}.0:x"):
        for method in ("get", "post"):
            assert getattr(Client(), method)(f"/unsubscribe/{token}/").status_code == 404, token
    assert not User.objects.exclude(digest="daily").exists()


def test_a_stranger_who_is_signed_in_ends_the_digests_of_the_token(cast: Cast) -> None:
    """Not their own."""
    enter(cast.worker).post(f"/unsubscribe/{unsubscribe_token(cast.mayor)}/")
    assert [one.email for one in User.objects.exclude(digest="daily")] == ["mayor@test.invalid"]


def test_keepers_read_how_many_mails_did_not_go(cast: Cast) -> None:
    """On their first page: a number, no name and no content; of their region, and of this week. Others read nothing of it."""
    with acting(cast.clerk, "tests.arrange"):
        action = a.action("S1", "proposed")(cast)
    told(cast, cast.police, "actions.propose_action", action)
    told(cast, cast.worker, "taskforce.change_password", cast.worker)
    told(cast, cast.outsider, "taskforce.change_password", cast.outsider)
    assert "could not be mailed" not in page(cast.steward, "/")
    Notice.objects.update(state="failed", done_at=clock.now())
    for name in ("steward", "head"):
        text = page(getattr(cast, name), "/")
        assert "2 notices could not be mailed this week" in text, name
        assert not [one for one in ("police@", "worker@", action.title, "password") if one in text], name
    for name in ("mayor", "police", "reviewer", "auditor", "outsider"):
        assert "could not be mailed" not in page(getattr(cast, name), "/"), name
    Notice.objects.update(done_at=clock.now() - timedelta(days=8))
    assert "could not be mailed" not in page(cast.steward, "/")


def test_somebody_without_a_seat_finds_their_own_account_only(cast: Cast) -> None:
    """A change to how they sign in is told to them, whatever else they may not see."""
    told(cast, cast.outsider, "taskforce.change_password", cast.outsider)
    told(cast, cast.outsider, "reports.accept", cast.report)
    assert page(cast.outsider).count("told-new") == 1
    assert outbox.run(hurry=True) == 1


def test_the_seat_that_waits_for_a_signature_leads_to_its_charter(cast: Cast) -> None:
    """Where its person signs."""
    seat = Seat.objects.get(person=cast.unsigned)
    told(cast, cast.unsigned, "taskforce.seat", seat)
    assert f'href="/seats/{seat.pk}/charter/"' in page(cast.unsigned)
