"""What is written down about a meeting: points, attendance, decisions, annexes, and the minutes on paper."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from pypdfium2 import PdfDocument

from actions import services
from actions.models import AgendaItem, Attendance, Decision, Meeting, MeetingFile
from reports.pdf_documents import print_annex, print_minutes
from taskforce import services as floor
from taskforce.kernel.acts import acting
from taskforce.kernel.journal import Reading
from taskforce.kernel.rules import Refused
from taskforce.kernel.seal.sealing import seal
from taskforce.models import Blob
from taskforce.uploads import receive
from tests import files
from tests.access.arrange import enter, put
from tests.cast import RESTRICTED, SECRET, Cast
from tests.table import a_decision, a_meeting, a_point, a_promise, an_annex, attended


@pytest.fixture
def held(cast: Cast) -> Meeting:
    """A meeting that is held."""
    with acting(cast.clerk, "tests.arrange"):
        return a_meeting(cast.workspace("TST-01"), "held")


def words_of(printed: bytes) -> str:
    """What stands on paper."""
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in PdfDocument(printed)).split())


def test_partners_put_points_each_as_far_as_they_want(cast: Cast, held: Meeting) -> None:
    """Numbered among the points with the same readers, so that no gap betrays another."""
    put_by = (
        (cast.police, "workspace"),
        (cast.police, "axis"),
        (cast.prosecutor, "axis"),
        (cast.worker, "organisation"),
        (cast.cleaning, "workspace"),
    )
    made = [services.put_point(by=by, meeting=held, text=f"Point {tier}", tier=tier) for by, tier in put_by]
    assert [one.position for one in made] == [2, 1, 2, 1, 3]
    assert [(one.axis, one.organisation.code) for one in made[1:4]] == [
        ("security", "POLICE"),
        ("security", "PARQUET"),
        ("prevention", "SOCIAL"),
    ]
    with pytest.raises(ValidationError):
        services.put_point(by=cast.police, meeting=held, text="Wrong", tier="public")
    with pytest.raises(Refused):
        services.put_point(by=cast.coordinator, meeting=held, text="No axis", tier="axis")


def test_a_point_is_changed_and_taken_off(cast: Cast, held: Meeting) -> None:
    """By the form; what it said before stays in its history, with who may read it."""
    item = held.agenda.get()
    page = enter(cast.coordinator).get(f"/points/{item.pk}/").content.decode()
    assert "Streets and squares" in page
    fields = {"text": "Squares", "position": "3", "client_key": uuid4()}
    assert enter(cast.coordinator).post(f"/points/{item.pk}/", fields).status_code == 302
    item.refresh_from_db()
    assert (item.text, item.position) == ("Squares", 3)
    services.take_off_point(by=cast.coordinator, item=item)
    page = enter(cast.coordinator).get(held.get_absolute_url())
    assert [point.item for point in page.context["sheet"].points] == []
    assert "Streets and squares" in enter(cast.cleaning).get(f"/history/actions.agendaitem/{item.pk}/").content.decode()


def test_attendance_is_of_organisations(cast: Cast, held: Meeting) -> None:
    """Every one at the table is asked for; a slip is corrected; nobody is named."""
    address = f"{held.get_absolute_url()}attendance/"
    form = enter(cast.coordinator).get(address).context["form"]
    assert {str(one) for one in form.bodies.values()} == {
        str(cast.organisation(code)) for code in ("NORD", "POLICE", "PARQUET", "SOCIAL", "ASSO", "PROPRETE")
    }
    states = dict.fromkeys(form.fields, "present")
    assert "This field is required." in enter(cast.coordinator).post(address, {"client_key": uuid4()}).content.decode()
    assert enter(cast.coordinator).post(address, {**states, "client_key": uuid4()}).status_code == 302
    assert Attendance.objects.filter(meeting=held, state="present").count() == 6
    for _twice in range(2):  # the second time there is nothing to correct
        services.record_attendance(by=cast.mayor, meeting=held, states={cast.organisation("POLICE"): "excused"})
    assert Attendance.objects.get(organisation__code="POLICE").history.count() == 2
    with pytest.raises(ValidationError):
        services.record_attendance(by=cast.mayor, meeting=held, states={cast.organisation("SUD"): "present"})


def test_a_decision_is_read_as_far_as_its_point(cast: Cast, held: Meeting) -> None:
    """The police decide on their restricted point; neither chair, coordinator nor cell find it or are told that it is there."""
    item = services.put_point(by=cast.police, meeting=held, text="Evenings", tier="axis")
    services.record_decision(by=cast.prosecutor, meeting=held, text="Three evenings", item=item)
    services.record_decision(by=cast.coordinator, meeting=held, text="Lamps first", item=held.agenda.get(tier="workspace"))
    services.record_decision(by=cast.mayor, meeting=held, text="Meet again")
    address = held.get_absolute_url()
    for name, wanted in (
        ("police", True),
        ("prosecutor", True),
        ("mayor", False),
        ("coordinator", False),
        ("worker", False),
        ("head", False),
    ):
        text = enter(getattr(cast, name)).get(address).content.decode()
        assert ("Three evenings" in text) == ("Evenings" in text) == wanted, name
        assert "Lamps first" in text
        assert "Meet again" in text
    with pytest.raises(Refused):
        services.record_decision(by=cast.coordinator, meeting=held, text="Overruled", item=item)
    with pytest.raises(Refused):
        services.record_decision(by=cast.police, meeting=held, text="For everybody")
    assert {one.subject_type for one in Reading.objects.filter(by=cast.police)} == {"actions.agendaitem", "actions.decision"}
    assert not Reading.objects.filter(by=cast.mayor).exists()


def test_the_form_of_a_decision_offers_what_one_may_decide(cast: Cast, held: Meeting) -> None:
    """The chair all points of everybody; a partner the restricted ones; whoever has none is told why not."""
    address = f"{held.get_absolute_url()}decisions/add/"
    item = services.put_point(by=cast.police, meeting=held, text="Evenings", tier="axis")
    for name, offered in (("mayor", ["On no point of the agenda", "Streets and squares"]), ("prosecutor", ["Evenings"])):
        form = enter(getattr(cast, name)).get(address).context["form"]
        assert [label for _key, label in form.fields["item"].choices] == offered
    assert enter(cast.cleaning).get(address).status_code == 403
    refused = enter(cast.prosecutor).post(address, {"text": "For everybody", "item": "", "client_key": uuid4()})
    assert "This field is required." in refused.content.decode()
    foreign = enter(cast.mayor).post(address, {"text": "My words", "item": item.pk, "client_key": uuid4()})
    assert "My words" in foreign.content.decode()
    assert not Decision.objects.exists()


def test_a_decision_stays_on_its_meeting(cast: Cast, held: Meeting) -> None:
    """No point of another meeting, and no text about a person."""
    with acting(cast.clerk, "tests.arrange"):
        other = a_meeting(cast.workspace("TST-01"), "held")
    with pytest.raises(ValidationError):
        services.record_decision(by=cast.coordinator, meeting=held, text="Elsewhere", item=other.agenda.get())
    with pytest.raises(ValidationError):
        services.record_decision(by=cast.coordinator, meeting=held, text="Write to jan.peeters@example.org")
    it = services.record_decision(by=cast.coordinator, meeting=held, text="Lamps frist")
    services.amend_decision(by=cast.mayor, decision=it, text="Lamps first")
    assert [one.text for one in it.history.order_by("history_id")] == ["Lamps frist", "Lamps first"]


def test_a_name_typed_by_mistake_is_erased(cast: Cast, held: Meeting) -> None:
    """From the decision and from its past, also after the meeting is closed; the tombstone stays."""
    it = services.record_decision(by=cast.coordinator, meeting=held, text="Ask the baker of the corner")
    services.record_attendance(by=cast.coordinator, meeting=held, states={cast.organisation("POLICE"): "present"})
    services.close_meeting(by=cast.coordinator, meeting=held)
    seal()
    assert floor.erase(by=cast.mayor, thing=it, field="text", fragment="the baker", reason="Article 17") == 1
    it.refresh_from_db()
    assert "baker" not in it.text + it.history.first().text


def test_annexes_are_handed_out_to_their_readers(cast: Cast, held: Meeting) -> None:
    """From the form to the bytes; a restricted one is nobody else's; taken away, its row stays."""
    address = f"{held.get_absolute_url()}attach/"
    sent = {"title": "Map of lamps", "tier": "axis", "client_key": uuid4(), "file": SimpleUploadedFile("map.jpg", files.a_photo())}
    assert enter(cast.police).post(address, sent).status_code == 302
    it = MeetingFile.objects.get()
    assert (it.axis, it.tier, it.organisation.code, it.history.get().act.code) == (
        "security",
        "axis",
        "POLICE",
        "actions.attach_to_meeting",
    )
    answer = enter(cast.prosecutor).get(f"/annexes/{it.pk}/")
    assert (answer.content, answer["Content-Type"], "attachment" in answer["Content-Disposition"]) == (it.contents, "image/jpeg", True)
    for name in ("mayor", "coordinator", "worker", "head"):
        assert enter(getattr(cast, name)).get(f"/annexes/{it.pk}/").status_code == 404, name
        assert "Map of lamps" not in enter(getattr(cast, name)).get(held.get_absolute_url()).content.decode(), name
    with pytest.raises(ValidationError):
        services.attach_to_meeting(by=cast.coordinator, meeting=held, file=receive("a.jpg", files.a_photo()), tier="axis")
    services.remove_meeting_file(by=cast.police, file=it, reason="Out of date")
    assert not Blob.objects.exists()
    assert "Map of lamps: removed" in enter(cast.prosecutor).get(held.get_absolute_url()).content.decode()
    assert enter(cast.prosecutor).get(f"/annexes/{it.pk}/").status_code == 404


def test_bytes_stay_while_an_action_has_the_same_file(cast: Cast, held: Meeting) -> None:
    """Evidence and annexes share what is kept."""
    file = receive("a.jpg", files.a_photo())
    evidence = services.attach(by=cast.police, action=cast.action("S1"), file=file)
    annex = services.attach_to_meeting(by=cast.police, meeting=held, file=file)
    services.remove_meeting_file(by=cast.police, file=annex, reason="Twice")
    assert enter(cast.police).get(f"/evidence/{evidence.pk}/").status_code == 200
    services.remove_evidence(by=cast.police, evidence=evidence, reason="Twice")
    assert not Blob.objects.exists()


def test_the_database_keeps_rows_whole(arranging: Cast) -> None:
    """A row for one axis names it; bytes stay while a file is kept; an organisation attends once."""
    it = a_meeting(arranging.workspace("TST-01"), "held")
    attended(it, "POLICE")
    annex = an_annex(it, arranging.clerk, "POLICE")
    for attempt in (
        lambda: a_point(it, "POLICE", tier="axis"),
        lambda: put(a_decision(it, "POLICE"), tier="axis"),
        lambda: attended(it, "POLICE", "absent"),
        lambda: put(annex, blob=None),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            attempt()


@pytest.fixture
def closed(arranging: Cast) -> Meeting:
    """A closed meeting with something for everybody, for the security axis and for the street workers."""
    it = a_meeting(arranging.workspace("TST-01"), "closed")
    for code, state in (("POLICE", "present"), ("SOCIAL", "excused")):
        attended(it, code, state)
    a_decision(it, "NORD", "Lamps come first", it.agenda.get())
    a_decision(it, "NORD", "Meet again in a month")
    a_decision(it, "POLICE", RESTRICTED, a_point(it, "POLICE", f"{RESTRICTED} point", "axis", "security"))
    a_decision(it, "SOCIAL", SECRET, a_point(it, "SOCIAL", f"{SECRET} point", "organisation", "prevention"))
    a_point(it, "NORD", "Taken off").__class__.objects.filter(text="Taken off").get()
    put(AgendaItem.objects.get(text="Taken off"), state="off")
    a_promise(it, "POLICE", "proposed", what="Walk the street at night")
    an_annex(it, arranging.clerk, "POLICE", "Plan of the lamps")
    an_annex(it, arranging.clerk, "POLICE", f"{RESTRICTED} map", "axis", "security")
    return it


def test_the_minutes_print_what_everybody_may_read(closed: Meeting) -> None:
    """The same bytes for everybody and every time, in each language; nothing restricted, nothing taken off."""
    printed = print_minutes(closed, "en")
    words = words_of(printed)
    for there in (
        "Streets and squares",
        "Lamps come first",
        "Meet again in a month",
        "Zone de police",
        "Travail de rue",
        "Walk the street at night",
        "Plan of the lamps",
        "Final",
    ):
        assert there in words, there
    for hidden in (RESTRICTED, SECRET, "Taken off", "DRAFT"):
        assert hidden not in words, hidden
    assert print_minutes(closed, "en") == printed
    assert print_minutes(closed, "nl") != printed


def test_the_annex_prints_what_its_reader_may_read(cast: Cast, closed: Meeting) -> None:
    """The police theirs, the street workers theirs, the chair none."""
    for name, there, hidden in (("police", RESTRICTED, SECRET), ("worker", SECRET, RESTRICTED)):
        answer = enter(getattr(cast, name)).get(f"{closed.get_absolute_url()}annex-fr.pdf")
        words = words_of(answer.content)
        assert there in words, name
        assert hidden not in words, name
        assert "Lamps come first" not in words, name
        assert Reading.objects.filter(by=getattr(cast, name), subject_type="actions.decision").exists()
    with pytest.raises(ValueError, match="kept for you alone"):
        print_annex(closed, cast.mayor, "fr")
    assert enter(cast.mayor).get(f"{closed.get_absolute_url()}annex-fr.pdf").status_code == 404
    assert enter(cast.police).get(f"{closed.get_absolute_url()}annex-xx.pdf").status_code == 404


def test_minutes_are_a_draft_until_closed_and_stay_as_they_were(arranging: Cast) -> None:
    """A commitment accepted after the close is followed up elsewhere: the paper does not change."""
    it = a_meeting(arranging.workspace("TST-01"), "held")
    assert "DRAFT" in words_of(print_minutes(it, "en"))
    attended(it, "POLICE")
    promise = a_promise(it, "POLICE")
    services.close_meeting(by=arranging.coordinator, meeting=it)
    it.refresh_from_db()
    before: Any = print_minutes(it, "en")
    services.accept_commitment(by=arranging.police, commitment=promise)
    assert print_minutes(it, "en") == before
    assert "Proposed" in words_of(before)
