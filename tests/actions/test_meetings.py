"""Meetings: prepared with a proposed agenda, called, moved, cancelled, held, closed and repeated."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.timezone import localtime
from django.utils.translation import override

from actions import services
from actions.agenda import AGENDA_SOURCES, LONGEST, proposed
from actions.models import Meeting
from actions.services.meetings import same_weekday
from taskforce.kernel import clock
from taskforce.kernel.acts import acting, vouching
from taskforce.kernel.rules import Refused
from tests.access.arrange import enter, put
from tests.cast import RESTRICTED, Cast
from tests.table import a_meeting, a_promise, an_hour, attended

PREPARE = "/hotspots/TST-01/meetings/prepare/"


def prepared(cast: Cast, day: str = "2024-12-05", **given: Any) -> Meeting:
    """A meeting prepared by the coordinator."""
    when = {"starts_at": an_hour(day), "ends_at": an_hour(day, "16:00")}
    return services.draft_meeting(
        by=cast.coordinator, workspace=cast.workspace("TST-01"), **{"title": "Table", "place": "Town hall", **when, **given}
    )


def texts(meeting: Meeting) -> list[str]:
    """The points of an agenda, as they stand."""
    return list(meeting.agenda.filter(state="on").order_by("position").values_list("text", flat=True))


def test_a_meeting_is_prepared_by_the_form(cast: Cast) -> None:
    """Day and hours in the time of the people there; numbered within its task force."""
    fields = {
        "title": "Monthly table",
        "day": "2024-12-05",
        "begins": "14:00",
        "ends": "16:30",
        "place": "Town hall",
        "client_key": uuid4(),
    }
    response = enter(cast.coordinator).post(PREPARE, fields)
    it = Meeting.objects.get()
    assert response["Location"] == it.get_absolute_url() == "/hotspots/TST-01/meetings/1/"
    assert (str(it.starts_at), str(localtime(it.ends_at))) == ("2024-12-05 13:00:00+00:00", "2024-12-05 16:30:00+01:00")
    assert (it.state, it.sequence, it.history.get().act.code) == ("draft", 0, "actions.draft_meeting")
    assert prepared(cast, "2025-01-09").number == 2


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"ends": "14:00"}, "Choose an hour after the beginning."),
        ({"day": "2024-11-14"}, "Choose a day and an hour to come."),
        ({"day": ""}, "This field is required."),
        ({"begins": "25:00"}, "Enter a valid time."),
        ({"place": "Chez Jan Peeters, 0470 12 34 56"}, "phone"),
    ],
)
def test_what_is_wrong_is_said_at_the_field(cast: Cast, given: dict[str, str], words: str) -> None:
    """Nothing is kept, nothing typed is lost."""
    fields = {"title": "My own title", "day": "2024-12-05", "begins": "14:00", "ends": "16:00", "place": "Town hall", "client_key": uuid4()}
    text = enter(cast.coordinator).post(PREPARE, {**fields, **given}).content.decode()
    assert words in text
    assert 'value="My own title"' in text
    assert not Meeting.objects.exists()


def test_the_agenda_is_proposed_from_what_is_overdue_and_late(arranging: Cast) -> None:
    """Soonest due first; restricted actions, done ones and those of other task forces are not in it."""
    meeting = a_meeting(arranging.workspace("TST-01"), "closed")
    a_promise(meeting, "POLICE", "open", what="Mend the lamps", due=date(2024, 11, 2))
    a_promise(meeting, "SOCIAL", "proposed", what="Not accepted", due=date(2024, 11, 1))
    for code, due in (("S1", date(2024, 11, 8)), ("V1", date(2024, 11, 1)), ("S2", date(2024, 10, 1))):
        put(arranging.action(code), due=due)
    put(arranging.action("P1"), due=date(2024, 10, 1), state="done")
    put(arranging.action("S1", "TST-02"), due=date(2024, 10, 1))
    assert proposed(arranging.workspace("TST-01")) == [
        "Overdue since 02/11/2024: commitment of Zone de police (en) · Mend the lamps",
        "Late since 01/11/2024: action V1 · Nettoyages",
        "Late since 08/11/2024: action S1 · Patrouilles",
    ]


def test_an_agenda_is_proposed_once_and_again(cast: Cast) -> None:
    """What stands there, or was taken off, is not put a second time; what came later is added behind."""
    with acting(cast.clerk, "tests.arrange"):
        put(cast.action("S1"), due=date(2024, 11, 8))
    it = prepared(cast)
    services.put_point(by=cast.police, meeting=it, text="Lamps")
    services.take_off_point(by=cast.coordinator, item=it.agenda.get(position=1))
    with acting(cast.clerk, "tests.arrange"):
        put(cast.action("V1"), due=date(2024, 11, 9))
    services.propose_agenda(by=cast.coordinator, meeting=it)
    assert texts(it) == ["Lamps", "Late since 09/11/2024: action V1 · Nettoyages"]
    assert [one.position for one in it.agenda.order_by("pk")] == [1, 2, 3]


def test_what_somebody_vouched_for_elsewhere_is_cut_back(cast: Cast) -> None:
    """An action may name an office in the plan; the agenda then says which action, and no more. Long words are cut."""
    with vouching("Its public line"), acting(cast.clerk, "tests.arrange"):
        put(cast.action("S1"), title="Call 02 279 79 79 for repairs", due=date(2024, 11, 8))
        put(cast.action("V1"), title="V" * 200, due=date(2024, 11, 9))
    assert texts(prepared(cast)) == ["Late since 08/11/2024: action S1", f"Late since 09/11/2024: action V1 · {'V' * 200}"]
    assert LONGEST == 400


def test_other_rooms_add_their_sources(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """A source is a callable on a workspace; the agenda is written in the language of whoever prepares it."""
    assert list(AGENDA_SOURCES)[:2] == ["actions.overdue_commitments", "actions.late_actions"]
    monkeypatch.setitem(AGENDA_SOURCES, "tests.orders", lambda workspace: iter([f"Order of {workspace.reference} expires"]))
    with override("nl"):
        assert texts(prepared(cast)) == ["Order of TST-01 expires"]


def test_from_invitation_to_minutes(cast: Cast) -> None:
    """Each step by its button; closed, nothing more is written."""
    with acting(cast.clerk, "tests.arrange"):
        it = a_meeting(cast.workspace("TST-01"), "draft")
    services.call_meeting(by=cast.mayor, meeting=it)
    with clock.at(an_hour("2024-12-05", "14:05")):
        services.hold_meeting(by=cast.coordinator, meeting=it)
        with pytest.raises(Refused, match="Write down who attended first"):
            services.close_meeting(by=cast.coordinator, meeting=it)
        services.record_attendance(by=cast.coordinator, meeting=it, states={cast.organisation("POLICE"): "present"})
        closed = services.close_meeting(by=cast.coordinator, meeting=it)
    assert (closed.state, closed.called_at is None, closed.closed_at) == ("closed", False, an_hour("2024-12-05", "14:05"))
    for attempt in (
        lambda: services.put_point(by=cast.police, meeting=it, text="Late"),
        lambda: services.record_decision(by=cast.coordinator, meeting=it, text="Late"),
        lambda: services.record_attendance(by=cast.coordinator, meeting=it, states={cast.organisation("POLICE"): "absent"}),
        lambda: services.cancel_meeting(by=cast.coordinator, meeting=it, reason="Late"),
    ):
        with pytest.raises(Refused, match="The minutes are final"):
            attempt()


def test_a_called_meeting_is_moved_not_changed(cast: Cast) -> None:
    """It is numbered anew for calendars, for a reason, to a moment to come."""
    with acting(cast.clerk, "tests.arrange"):
        it = a_meeting(cast.workspace("TST-01"), "called")
    new = {"starts_at": an_hour("2024-11-26"), "ends_at": an_hour("2024-11-26", "15:00"), "place": "Library"}
    with pytest.raises(Refused, match="Move the meeting or cancel it"):
        services.amend_meeting(by=cast.coordinator, meeting=it, title="Other", **new)
    with pytest.raises(ValidationError):
        services.move_meeting(by=cast.coordinator, meeting=it, reason=" ", **new)
    with pytest.raises(ValidationError):
        services.move_meeting(by=cast.coordinator, meeting=it, reason="Works", **{**new, "starts_at": an_hour("2024-11-14")})
    moved = services.move_meeting(by=cast.coordinator, meeting=it, reason="Works", **new)
    assert (moved.sequence, moved.place, moved.day) == (1, "Library", date(2024, 11, 26))
    assert moved.history.first().act.reason == "Works"
    again = services.move_meeting(by=cast.coordinator, meeting=it, reason="Works", **{**new, "place": "School"})
    assert again.sequence == 2
    assert services.cancel_meeting(by=cast.coordinator, meeting=it, reason="Snow").sequence == 3


def test_a_meeting_in_preparation_is_changed_and_cancelled_quietly(cast: Cast) -> None:
    """Nobody was told of it, so nobody is told that it goes."""
    it = prepared(cast)
    with pytest.raises(ValidationError):
        services.amend_meeting(
            by=cast.coordinator, meeting=it, title="T", place="P", starts_at=an_hour("2024-12-06"), ends_at=an_hour("2024-12-06", "13:00")
        )
    changed = services.amend_meeting(
        by=cast.mayor, meeting=it, title="T", place="P", starts_at=an_hour("2024-12-06"), ends_at=an_hour("2024-12-06", "15:00")
    )
    assert (changed.title, changed.place, changed.day) == ("T", "P", date(2024, 12, 6))
    services.cancel_meeting(by=cast.coordinator, meeting=it, reason="Not needed")
    assert not cast.mayor.notices.exists()


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        ("2024-11-14", 1, "2024-12-12"),  # the second Thursday
        ("2024-11-14", 2, "2025-01-09"),
        ("2024-11-30", 1, "2024-12-28"),  # the fifth Saturday: the fourth where there is no fifth
        ("2024-11-30", 4, "2025-03-29"),
        ("2025-01-31", 1, "2025-02-28"),  # the fifth Friday
        ("2024-11-01", 11, "2025-10-03"),
    ],
)
def test_the_same_weekday_of_the_month(day: str, months: int, found: str) -> None:
    """The second Thursday stays the second Thursday; where there is no fifth, it is the last."""
    here = same_weekday(date.fromisoformat(day), months)
    assert str(here) == found
    assert here.weekday() == date.fromisoformat(day).weekday()


def test_a_series_keeps_its_hour_over_the_change_of_clocks(cast: Cast) -> None:
    """Fourteen hours in winter, fourteen hours in summer; drafts without an agenda, numbered on."""
    made = services.repeat_meeting(by=cast.coordinator, meeting=prepared(cast, "2025-02-13"), months=3)
    assert [str(localtime(one.starts_at)) for one in made] == [
        "2025-03-13 14:00:00+01:00",
        "2025-04-10 14:00:00+02:00",
        "2025-05-08 14:00:00+02:00",
    ]
    assert {(one.ends_at - one.starts_at, one.state, one.agenda.count()) for one in made} == {(timedelta(hours=2), "draft", 0)}
    assert [one.number for one in made] == [2, 3, 4]
    for months in (0, 13):
        with pytest.raises(ValidationError):
            services.repeat_meeting(by=cast.coordinator, meeting=made[0], months=months)


def test_the_database_keeps_states_whole(arranging: Cast) -> None:
    """Called has its moment, closed has its own, and a meeting ends after it begins."""
    for state, wrong in (
        ("called", {"called_at": None}),
        ("draft", {"called_at": an_hour("2024-11-01")}),
        ("closed", {"closed_at": None}),
        ("held", {"closed_at": an_hour("2024-11-14")}),
        ("draft", {"ends_at": an_hour("2024-12-05", "13:00")}),
    ):
        it = a_meeting(arranging.workspace("TST-01"), state)
        with pytest.raises(IntegrityError), transaction.atomic():
            put(it, **wrong)


def test_the_list_shows_what_comes_first(arranging: Cast) -> None:
    """To come, soonest first; over, latest first; an empty one says what to do."""
    browser = enter(arranging.coordinator)
    assert "No meeting is planned" in browser.get("/hotspots/TST-01/meetings/").content.decode()
    for state in ("draft", "called", "closed"):
        a_meeting(arranging.workspace("TST-01"), state)
    page = browser.get("/hotspots/TST-01/meetings/")
    assert [one.state for one, _tone in page.context["ahead"]] == ["called", "draft"]
    assert [one.state for one, _tone in page.context["over"]] == ["closed"]
    assert "Prepare a meeting" in page.content.decode()
    assert "Prepare a meeting" not in enter(arranging.police).get("/hotspots/TST-01/meetings/").content.decode()


@pytest.mark.parametrize(
    ("state", "there", "not_there"),
    [
        ("draft", "Call the meeting", "Begin the meeting"),
        ("called", "Begin the meeting", "Call the meeting"),
        ("held", "Close and send the minutes", "Begin the meeting"),
        ("closed", "In French (PDF)", "Close and send the minutes"),
        ("cancelled", "Cancelled", "Prepare the next months"),
    ],
)
def test_each_state_has_its_button(arranging: Cast, state: str, there: str, not_there: str) -> None:
    """One primary button, and nothing that is over."""
    it = a_meeting(arranging.workspace("TST-01"), state)
    attended(it, "POLICE")
    text = enter(arranging.mayor).get(it.get_absolute_url()).content.decode()
    assert there in text
    assert not_there not in text
    assert text.count("button primary") == (state in {"draft", "held"})


def test_the_page_asks_as_much_with_many_points_as_with_one(arranging: Cast, django_assert_max_num_queries: Any) -> None:
    """A fixed number of questions."""
    it = a_meeting(arranging.workspace("TST-01"), "held")
    attended(it, "POLICE")
    for number in range(12):
        services_point = it.agenda.create(
            workspace=it.workspace, position=number + 2, text=f"Point {number}", organisation=arranging.organisation("POLICE")
        )
        it.decisions.create(workspace=it.workspace, item=services_point, text="So", organisation=arranging.organisation("NORD"))
        a_promise(it, "POLICE", "open")
    browser = enter(arranging.mayor)
    browser.get(it.get_absolute_url())
    with django_assert_max_num_queries(32):
        browser.get(it.get_absolute_url())


def test_restricted_words_never_reach_the_list(arranging: Cast) -> None:
    """Nor do they count for the invitation."""
    it = a_meeting(arranging.workspace("TST-01"), "draft")
    put(it.agenda.get(), tier="axis", axis="security", text=RESTRICTED)
    page = enter(arranging.mayor).get(it.get_absolute_url()).content.decode()
    assert RESTRICTED not in page
    assert "Put a point on the agenda that everybody may read." in page
