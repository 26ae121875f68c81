"""Evidence: files attached to actions, who may read them, and what is left when they go."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from actions import services
from actions.models import Evidence
from taskforce.kernel.journal import Act, Frozen, Reading
from taskforce.kernel.rules import Refused
from taskforce.models import Blob, User
from taskforce.services import blobs
from taskforce.uploads import receive
from tests import files
from tests.access.arrange import enter
from tests.cast import Cast, a_file

ADDRESS = "/hotspots/TST-01/actions/{}/attach/"


def hand_in(person: User, code: str = "S1", name: str = "photo.jpg", contents: bytes | None = None, **given: Any) -> HttpResponse:
    """Send the form as a browser does."""
    tier = "organisation" if code == "P1" else "axis" if code == "S2" else "workspace"
    file = SimpleUploadedFile(name, files.a_photo() if contents is None else contents)
    return enter(person).post(ADDRESS.format(code), {"tier": tier, "client_key": str(uuid4()), "file": file, **given})


def test_a_photo_is_attached_and_handed_out(cast: Cast) -> None:
    """From the form to the bytes: clean, tracked, and saved by the browser rather than shown."""
    response = hand_in(cast.police, name="Rue de la Halte été.JPEG", title="Works in the street")
    assert response.status_code == 302
    it = Evidence.objects.get()
    assert (it.title, it.file_name, it.organisation.code, it.author) == (
        "Works in the street",
        "Rue de la Halte été.jpg",
        "POLICE",
        cast.police,
    )
    assert it.history.get().act.code == "actions.attach"
    answer = enter(cast.reviewer).get(f"/evidence/{it.pk}/")
    assert answer.content == it.contents
    assert files.CAMERA.encode() not in answer.content
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''Rue%20de%20la%20Halte%20%C3%A9t%C3%A9.jpg"
    assert (answer["X-Content-Type-Options"], answer["Cache-Control"]) == ("nosniff", "no-store")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert not Reading.objects.exists()


def test_the_page_of_the_action_lists_it(cast: Cast) -> None:
    """Its title, its file and who may read it; a button for those who take part, its reason for those who do not."""
    hand_in(cast.police, title="Works in the street")
    for name, wanted, not_wanted in (("police", "Attach a file", "neither leads"), ("cleaning", "neither leads", "Remove the file")):
        text = enter(getattr(cast, name)).get("/hotspots/TST-01/actions/S1/").content.decode()
        assert "Works in the street" in text
        assert wanted in text
        assert not_wanted not in text


def test_what_prevention_attaches_stays_in_its_organisation(cast: Cast) -> None:
    """Police, prosecutor, mayor and cell find neither the file nor that there is one; each download is written down."""
    hand_in(cast.worker, "P1", title="Canary")
    it = Evidence.objects.get()
    for name in ("police", "prosecutor", "mayor", "reviewer", "head", "association", "worker_elsewhere"):
        browser = enter(getattr(cast, name))
        assert browser.get(f"/evidence/{it.pk}/").status_code == 404, name
        assert b"Canary" not in browser.get("/hotspots/TST-01/actions/P1/").content, name
    assert not Reading.objects.exists()
    assert enter(cast.colleague).get(f"/evidence/{it.pk}/").status_code == 200
    reading = Reading.objects.get()
    assert (reading.subject_type, reading.subject_id, reading.by) == ("actions.evidence", it.pk, cast.colleague)


def test_evidence_is_never_wider_than_its_action(arranging: Cast) -> None:
    """Neither by the form, nor by the service, nor when the row says otherwise."""
    assert b"Select a valid choice" in hand_in(arranging.prosecutor, "S2", tier="workspace").content
    file = receive("a.jpg", files.a_photo())
    with pytest.raises(ValidationError):
        services.attach(by=arranging.prosecutor, action=arranging.action("S2"), file=file, tier="workspace")
    it = a_file(arranging.action("S2"), arranging.prosecutor)
    it.tier = "workspace"
    it.save()
    assert not Evidence.objects.visible_to(arranging.cleaning).exists()
    assert Evidence.objects.visible_to(arranging.police).exists()


def test_only_those_who_take_part_attach(cast: Cast) -> None:
    """The same people who log work."""
    for name in ("cleaning", "mayor", "reviewer"):
        assert hand_in(getattr(cast, name)).status_code == 403, name
    assert not Evidence.objects.exists()
    with pytest.raises(Refused):
        services.attach(by=cast.cleaning, action=cast.action("S1"), file=receive("a.jpg", files.a_photo()))


def test_a_file_sent_twice_is_one(cast: Cast) -> None:
    """The same client key gives the first one back, once in the journal."""
    key = str(uuid4())
    for _time in (1, 2):
        assert hand_in(cast.police, client_key=key).status_code == 302
    assert Evidence.objects.count() == Act.objects.filter(code="actions.attach").count() == 1


def test_another_file_of_the_same_name_and_size_is_not_taken_for_the_first(cast: Cast) -> None:
    """Files are told apart by their bytes: the form comes back and asks, and the first file stays as it is."""
    key, photo = str(uuid4()), files.a_photo()
    assert hand_in(cast.police, client_key=key, contents=photo).status_code == 302
    other = hand_in(cast.police, client_key=key, contents=photo[:-1] + b"\0")
    assert other.status_code == 409
    assert "This form was sent before" in other.content.decode()
    assert Evidence.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "contents", "words"),
    [
        ("photo.jpg", b"<svg onload=alert(1)>", "This is not a PDF, JPEG, PNG or WebP file"),
        ("paper.pdf", files.a_locked_pdf(), "This PDF is locked with a password"),
        ("photo.png", files.a_pixel_bomb(), "40 million pixels"),
        ("empty.pdf", b"", "empty"),
    ],
)
def test_an_error_stands_at_the_file_and_nothing_typed_is_lost(cast: Cast, name: str, contents: bytes, words: str) -> None:
    """Plain words, the title still there, nothing kept."""
    response = hand_in(cast.police, name=name, contents=contents, title="What I typed")
    text = response.content.decode()
    assert response.status_code == 200
    assert words in text
    assert 'value="What I typed"' in text
    assert not Evidence.objects.exists()
    assert not Blob.objects.exists()


def test_another_error_asks_for_the_file_again(cast: Cast) -> None:
    """Browsers do not send a file twice: the form says so."""
    text = hand_in(cast.police, title="x" * 201).content.decode()
    assert "Choose the file again" in text


def test_a_removed_file_leaves_its_row(cast: Cast) -> None:
    """The bytes go, digest, title and reason stay; the address answers no more; nobody removes twice."""
    hand_in(cast.police, title="Works in the street")
    it = Evidence.objects.get()
    assert enter(cast.cleaning).post(f"/evidence/{it.pk}/remove/", {"reason": "No"}).status_code == 403
    assert enter(cast.police).post(f"/evidence/{it.pk}/remove/", {"reason": " "}).status_code == 200
    assert enter(cast.police).post(f"/evidence/{it.pk}/remove/", {"reason": "A face is seen"}).status_code == 302
    digest = it.sha256
    it.refresh_from_db()
    assert (it.state, it.blob, it.sha256, it.contents) == ("removed", None, digest, b"")
    assert not Blob.objects.exists()
    assert it.history.first().act.reason == "A face is seen"
    browser = enter(cast.police)
    assert browser.get(f"/evidence/{it.pk}/").status_code == 404
    assert browser.post(f"/evidence/{it.pk}/remove/", {"reason": "Again"}).status_code == 403
    assert "Works in the street: removed" in browser.get("/hotspots/TST-01/actions/S1/").content.decode()
    assert "A face is seen" in browser.get(f"/history/actions.evidence/{it.pk}/").content.decode()


def test_bytes_stay_while_another_file_is_the_same(cast: Cast) -> None:
    """Kept once, handed out twice, gone with the last."""
    hand_in(cast.police, "S1")
    hand_in(cast.worker, "P1")
    assert Blob.objects.count() == 1
    first, second = Evidence.objects.order_by("pk")
    services.remove_evidence(by=cast.police, evidence=first, reason="Twice")
    assert enter(cast.worker).get(f"/evidence/{second.pk}/").status_code == 200
    services.remove_evidence(by=cast.worker, evidence=second, reason="Twice")
    assert not Blob.objects.exists()
    blobs.let_go(second.sha256)


def test_bytes_let_go_meanwhile_are_kept_again(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody removes the same file in the moment in which it is handed in."""
    file, found = receive("a.jpg", files.a_photo()), [None]
    real = blobs._held
    monkeypatch.setattr(blobs, "_held", lambda digest: found.pop() if found else real(digest))
    with transaction.atomic():
        assert blobs.keep(file).sha256 == file.sha256


def test_bytes_do_not_change(cast: Cast) -> None:
    """Neither one by one nor many at once."""
    with transaction.atomic():
        blob = blobs.keep(receive("a.jpg", files.a_photo()))
    for attempt in (blob.save, lambda: Blob.objects.update(contents=b""), Blob.objects.all().delete):
        with pytest.raises(Frozen):
            attempt()


def test_a_row_without_bytes_is_no_evidence(arranging: Cast) -> None:
    """Kept means kept: the database itself sees to it."""
    it = a_file(arranging.action("S1"), arranging.police)
    it.blob = None
    with pytest.raises(IntegrityError), transaction.atomic():
        it.save()


def test_an_action_holds_so_many_files(arranging: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then one must go first."""
    monkeypatch.setattr(Evidence, "MOST", 1)
    a_file(arranging.action("S1"), arranging.police)
    assert b"This action has 1 files already" in enter(arranging.police).get("/hotspots/TST-01/actions/S1/").content
    assert hand_in(arranging.police).status_code == 403


def test_the_page_asks_as_much_with_many_files_as_with_one(arranging: Cast) -> None:
    """And reads no bytes."""
    browser, it = enter(arranging.police), arranging.action("S1")
    counts = []
    for number in (1, 20):
        for copy in range(number):
            a_file(it, arranging.police, title=f"Photo {number} {copy}", contents=b"x" * number)
        with CaptureQueriesContext(connection) as asked:
            browser.get("/hotspots/TST-01/actions/S1/")
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert not [one for one in asked.captured_queries if "taskforce_blob" in one["sql"]]
    assert it.evidence.first().attached_on == date(2024, 11, 15)


def test_the_empty_form_scolds_nobody(cast: Cast) -> None:
    """Whoever opens it sees no error, and the narrowest readers chosen already."""
    form = enter(cast.police).get(ADDRESS.format("S1")).context["form"]
    assert not form.is_bound
    assert form.initial["tier"] == "workspace"
