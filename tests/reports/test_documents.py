"""Papers: asked for, printed beside the answers, kept once; what happens when a printer dies, fails, or comes second."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError
from django.urls import reverse
from pypdfium2 import PdfDocument

from reports import pressroom, printings, services
from reports.models import Document, Printing, RegionalReport, Version
from reports.models.documents import new_code, read_code
from reports.pdf import Meta, PrintFailed, Proof, render
from taskforce.desk import news
from taskforce.kernel import clock
from taskforce.kernel.acts import acting
from taskforce.kernel.journal import Act
from taskforce.kernel.rules import Refused
from taskforce.kernel.seal.sealing import seal
from taskforce.models import Notice
from tests.access.arrange import kept_paper
from tests.cast import Cast
from tests.papers import a_paper, keep_papers
from tests.reports.conftest import Road, SignIn
from tests.table import a_session

LATER = timedelta(minutes=6)


@pytest.fixture
def accepted(cast: Cast, road: Road) -> Version:
    """An accepted version; its act is sealed."""
    version = road.accepted(cast.report)
    seal()
    return version


@pytest.fixture
def press(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A press that prints at once; it counts what it printed."""
    used: list[int] = []

    def at_once(one: Printing) -> bytes:
        used.append(one.pk)
        return a_paper()

    monkeypatch.setattr(pressroom, "printed", at_once)
    return used


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """A press that breaks down, and would tell whose name it was printing."""

    def fail(_one: Printing) -> bytes:
        raise PrintFailed("Mrs Somebody")

    monkeypatch.setattr(pressroom, "printed", fail)


def paper(version: Version, language: str = "fr") -> Printing:
    """How far its paper has come."""
    return Printing.objects.get(version=version, language=language)


def later(when: timedelta = LATER) -> Any:
    """Let time pass."""
    return clock.at(clock.now() + when)


def told(kind: str) -> list[str]:
    """Who was told so."""
    return [one.person.email for one in Notice.objects.filter(kind=kind).select_related("person")]


def text_of(page: Any) -> str:
    """The words on a page, in one line."""
    return " ".join(page.get_textpage().get_text_range().split())


def test_a_printed_paper_is_whole_bears_its_code_and_comes_out_the_same_again(cast: Cast, accepted: Version) -> None:
    """Kept with its digest, in the name of whoever asked; its code stands on the cover, in the QR code and at the foot of each page."""
    one = paper(accepted)
    pressroom.print_asked.call(one.pk)
    kept = Document.objects.get(code=one.code)
    assert kept.history.get().act.by == cast.reviewer
    assert (kept.language, kept.final, kept.workspace, kept.size) == ("fr", True, accepted.workspace, len(kept.contents))
    pdf = PdfDocument(kept.contents)
    assert kept.pages == len(pdf) == paper(accepted).done == paper(accepted).expected
    assert all(one.code in text_of(page) for page in pdf)
    assert "Brouillon" not in text_of(pdf[0])
    assert "Journal no" in text_of(pdf[1]).replace("n°", "no").replace("Journal nº", "Journal no") or "Journal" in text_of(pdf[1])
    with pikepdf.open(BytesIO(kept.contents)) as opened:
        alternatives = [str(it.Alt) for it in opened.objects if isinstance(it, pikepdf.Dictionary) and "/Alt" in it]
    assert f"QR: {Proof.of(one.code).address}" in " ".join(alternatives).replace("http://", "")
    assert pressroom.printed(paper(accepted)) == kept.contents
    assert kept.made_with["renderer"]["weasyprint"].startswith("70")


def test_the_press_tells_each_page_as_it_lays_it_out() -> None:
    """One after the other, while it works."""
    heard: list[int] = []
    html = (
        "<!DOCTYPE html><html lang='en'><head><title>T</title></head><body>"
        + "<h1>T</h1><p style='break-after: page'>x</p>" * 3
        + "</body></html>"
    )
    made = render(html, meta=Meta("T", "en", clock.now()), progress=heard.append)
    assert heard[: len(PdfDocument(made))] == list(range(1, len(PdfDocument(made)) + 1))


def test_accepting_asks_for_the_paper_in_every_language(cast: Cast, road: Road) -> None:
    """Within the act: where it fails, nobody has asked."""
    version = road.accepted(cast.report)
    assert sorted(version.printings.values_list("language", flat=True)) == ["en", "fr", "nl"]
    assert {one.ordered_by for one in version.printings.all()} == {cast.reviewer}
    assert len(set(version.printings.values_list("code", flat=True))) == 3


def test_a_paper_waits_until_its_decision_is_sealed(cast: Cast, road: Road, press: list[int]) -> None:
    """Its foot says where in the journal the decision stands; waiting for that is no try."""
    one = paper(road.accepted(cast.report))
    pressroom.print_asked.call(one.pk)
    assert not press
    one.refresh_from_db()
    assert (one.state, one.tries) == ("waiting", 0)
    seal()
    pressroom.print_asked.call(one.pk)
    assert press == [one.pk]


def test_what_is_asked_for_is_printed_once_it_is_committed(
    cast: Cast, road: Road, press: list[int], printing: None, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    """The seal runs first: all three are there right after the acceptance, and whoever asked is told once."""
    with django_capture_on_commit_callbacks(execute=True):
        version = road.accepted(cast.report)
    assert version.documents.count() == len(press) == 3
    assert told("reports.keep_document") == ["reviewer@test.invalid"]


def test_a_killed_printer_loses_nothing(accepted: Version, press: list[int]) -> None:
    """Taken up and never heard of again: after its lease, and not before, another takes it up; there is one document."""
    one = paper(accepted)
    assert printings.claim(one.pk) is not None
    pressroom.print_asked.call(one.pk)
    assert not press
    with later():
        assert printings.sweep() == 3
        pressroom.print_asked.call(one.pk)
    assert Document.objects.filter(version=accepted, language="fr").count() == 1
    assert (paper(accepted).state, paper(accepted).tries) == ("done", 2)


def test_whoever_comes_second_finds_it_there(accepted: Version, press: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    """A printer thought dead ends after all: what the other kept stays."""
    slow = printings.claim(paper(accepted).pk)
    with later():
        printings.sweep()
        pressroom.print_asked.call(slow.pk)
    with pytest.raises(Refused, match="kept already"):
        pressroom.keep(slow, a_paper(7))
    monkeypatch.setattr(pressroom.printings, "claim", lambda _key: slow)
    pressroom.print_asked.call(slow.pk)
    assert Document.objects.get(code=slow.code).pages == 3


def test_a_paper_that_fails_is_tried_again_then_given_up_and_told(
    cast: Cast, accepted: Version, broken: None, caplog: pytest.LogCaptureFixture, sign_in: SignIn
) -> None:
    """Each wait is longer; the log names the kind of error and nothing of what it said; anybody who reads the report may ask again."""
    one, waits = paper(accepted), []
    for _ in range(len(printings.WAITS) + 1):
        pressroom.print_asked.call(one.pk)
        one.refresh_from_db()
        waits.append(round((one.due_at - clock.now()).total_seconds() / 60))
    assert waits[:-1] == list(printings.WAITS)
    assert one.state == "failed"
    assert told("reports.printing_failed") == ["reviewer@test.invalid"]
    assert "PrintFailed" in caplog.text
    assert "Somebody" not in caplog.text
    client, page = sign_in(cast.mayor), reverse("documents:document", args=[one.code])
    assert "could not be printed" in client.get(page).content.decode()
    acts = Act.objects.count()
    again = reverse("documents:again", args=[one.code])
    assert client.post(again).status_code == 302
    assert client.post(again).status_code == 403, "it is on its way"
    one.refresh_from_db()
    assert (one.state, one.tries) == ("waiting", 0)
    assert Act.objects.count() == acts


def test_the_last_try_may_take_its_printer_down(accepted: Version, press: list[int]) -> None:
    """A paper that kills whoever prints it is given up too."""
    one = paper(accepted)
    for _ in range(len(printings.WAITS) + 1):
        assert printings.claim(one.pk) is not None
        Printing.objects.filter(pk=one.pk).update(due_at=clock.now())
    pressroom.print_asked.call(one.pk)
    assert paper(accepted).state == "failed"
    assert not press


def test_a_database_away_leaves_the_paper_to_the_sweep(accepted: Version, broken: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The task ends without a trace to be stored."""

    def away(*_given: Any) -> bool:
        raise DatabaseError

    monkeypatch.setattr(pressroom.printings, "put_off", away)
    pressroom.print_asked.call(paper(accepted).pk)
    assert paper(accepted).state == "printing"


def test_papers_nobody_asked_for_are_asked_for_by_the_sweep(cast: Cast, accepted: Version, press: list[int], printing: None) -> None:
    """Of what was decided before papers were kept, and what was enqueued and lost."""
    Printing.objects.all().delete()
    assert printings.sweep() == 3
    assert accepted.printings.count() == 3
    assert not press  # enqueued once the asking is committed; this test never is
    with later():
        assert printings.sweep() == 3
    assert len(press) == 3
    assert printings.sweep() == 0


def test_a_closed_account_keeps_no_paper_back(cast: Cast, accepted: Version, press: list[int]) -> None:
    """It is kept in the name of the press then; nobody else keeps it in another's name."""
    with acting(cast.clerk, "tests.arrange"):
        cast.reviewer.is_active = False
        cast.reviewer.save()
    for language in ("fr", "nl"):
        pressroom.print_asked.call(paper(accepted, language).pk)
        assert paper(accepted, language).state == "done"
    assert accepted.documents.first().history.get().act.by_name == "press"
    with pytest.raises(Refused, match="Somebody else"):
        given = {"contents": a_paper(), "pages": 3, "made_with": {}}
        services.keep_document(by=cast.mayor, printing=paper(accepted, "en"), **given)


@pytest.fixture
def queue(settings: Any) -> Any:
    """The library's own table."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    return apps.get_model("django_tasks_database", "DBTaskResult").objects


@pytest.mark.django_db(transaction=True)
def test_the_worker_prints_what_is_enqueued(press: list[int], queue: Any) -> None:
    """The command takes what is there, sweeps, and stops when nothing is left."""
    cast = Cast()
    version = Road(cast).accepted(cast.report)
    assert queue.count() == 3
    call_command("work", "--once")
    assert len(press) == 3
    assert version.documents.count() == 3
    assert set(queue.values_list("status", "traceback", "exception_class_path")) == {("SUCCESSFUL", "", "")}


def test_a_task_that_fails_stores_no_trace(accepted: Version, broken: None, queue: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A trace may tell what the paper says: the library is given none."""
    from taskforce.tasks import enqueue, worker

    monkeypatch.setattr("django_tasks_db.management.commands.db_worker.close_old_connections", lambda: None)  # it is the test's own
    enqueue(printings.TASK, paper(accepted).pk)
    worker().run()
    assert list(queue.values_list("status", "traceback", "return_value")) == [("SUCCESSFUL", "", None)]


# Pages


def test_the_page_of_a_paper_says_how_far_it_has_come(cast: Cast, accepted: Version, sign_in: SignIn) -> None:
    """In words, as a bar and for a script; the address of the PDF leads there until there is one."""
    one = printings.claim(paper(accepted).pk)
    Printing.objects.filter(pk=one.pk).update(expected=40)
    one.refresh_from_db()
    printings.progress(one, 22)
    client, address = sign_in(cast.mayor), reverse("documents:document", args=[one.code])
    assert client.get(reverse("reports:version_pdf", args=[accepted.report.reference, 1, "fr"]))["Location"] == address
    page = client.get(address).content.decode()
    assert "22 pages of 40. You may leave this page." in page
    assert '<progress aria-labelledby="said" max="40" value="22">' in page
    assert "Look again" in page, "without scripts"
    said = client.get(address, headers={"accept": "application/json"}).json()
    assert (said["done"], said["expected"], said["over"]) == (22, 40, False)


def test_a_kept_paper_is_given_out_as_it_is(cast: Cast, accepted: Version, sign_in: SignIn) -> None:
    """The same bytes for everybody who reads the report, in the language asked for; its page says what proves it."""
    kept = {one.language: one for one in keep_papers(accepted)}
    for name in ("mayor", "reviewer", "member"):
        answer = sign_in(getattr(cast, name)).get(reverse("reports:version_pdf", args=[accepted.report.reference, 1, "nl"]))
        assert answer.content == kept["nl"].contents
        assert answer["Content-Disposition"] == f'inline; filename="{accepted.report.reference}-v1-nl.pdf"'
    page = sign_in(cast.member).get(kept["nl"].get_absolute_url()).content.decode()
    assert kept["nl"].sha256 in page
    assert kept["nl"].code in page
    for name in ("mayor_elsewhere", "outsider", "steward", "auditor"):
        for address in (kept["nl"].get_absolute_url(), reverse("documents:bundle", args=[kept["nl"].code])):
            assert sign_in(getattr(cast, name)).get(address).status_code == 404, name


def test_somebody_whose_seat_ended_opens_no_paper_any_more(cast: Cast, accepted: Version, sign_in: SignIn) -> None:
    """At the next request, whichever address."""
    from taskforce.services import unseat

    kept = keep_papers(accepted)[0]
    client = sign_in(cast.observer)
    assert client.get(kept.get_absolute_url()).status_code == 200
    unseat(by=cast.mayor, seat=cast.seat("observer"), reason="Left")
    for address in (kept.get_absolute_url(), kept.paper_url, reverse("documents:bundle", args=[kept.code])):
        assert client.get(address).status_code in {302, 404}
        assert kept.sha256 not in client.get(address, follow=True).content.decode()


def compiled(cast: Cast, road: Road) -> RegionalReport:
    """A draft of the regional report."""
    road.accepted(cast.report)
    return services.compile_regional(by=cast.head, period=cast.period)


def test_a_draft_of_the_regional_report_is_printed_when_asked_for(cast: Cast, road: Road, press: list[int], sign_in: SignIn) -> None:
    """Its page has the button; the council does not find it; it is printed beside the answers, without waiting for a seal."""
    it, client = compiled(cast, road), sign_in(cast.head)
    address = reverse("reports:regional_pdf", args=[it.reference, "nl"])
    assert client.get(address)["Location"] == it.get_absolute_url()
    assert "Prepare the PDF, Dutch" in client.get(it.get_absolute_url()).content.decode()
    prepare = reverse("reports:prepare_regional", args=[it.reference, "nl"])
    led = client.post(prepare)["Location"]
    assert client.get(address)["Location"] == led == client.post(prepare)["Location"]
    assert sign_in(cast.member).get(led).status_code == 404
    one = Printing.objects.get(regional=it)
    pressroom.print_asked.call(one.pk)
    assert client.get(address).content == a_paper()
    assert told("reports.keep_document") == ["head@test.invalid"]
    assert client.post(reverse("reports:prepare_regional", args=[it.reference, "xx"])).status_code == 404
    assert client.get(reverse("reports:regional_pdf", args=[it.reference, "xx"])).status_code == 404


def test_adoption_asks_for_papers_of_its_own_and_nobody_prints_the_draft_any_more(cast: Cast, road: Road, press: list[int]) -> None:
    """A draft that was printed stays; one that was on its way is dropped."""
    it = compiled(cast, road)
    (draft,) = printings.ask_for(it, cast.head, ["fr"])
    slow = printings.claim(printings.ask_for(it, cast.head, ["nl"])[0].pk)
    services.adopt_regional(by=cast.head, regional=it, session=a_session(day="2024-11-04"), decision="Session 4")
    seal()
    assert it.printings.filter(final=True).count() == 3
    pressroom.print_asked.call(draft.pk)
    assert not Printing.objects.filter(pk=draft.pk).exists()
    with pytest.raises(Refused, match="adopted"):
        pressroom.keep(slow, a_paper())
    final = it.printings.get(final=True, language="fr")
    pressroom.print_asked.call(final.pk)
    assert Document.objects.get(regional=it).final
    assert it.get_absolute_url() in str(Document.objects.get(regional=it).thing.get_absolute_url())
    with pytest.raises(Refused, match="adopted"):
        from reports import rules

        rules.prepare_regional.require(cast.head, RegionalReport.objects.get(pk=it.pk))


def test_expected_pages_are_those_of_another_language(cast: Cast, road: Road) -> None:
    """Where there is none yet, by the number of hotspots."""
    it = compiled(cast, road)
    (fr, nl) = printings.ask_for(it, cast.head, ["fr", "nl"])
    assert printings.expected(fr) >= 11
    from tests.access.arrange import kept_paper

    kept_paper(fr)
    assert printings.expected(nl) == 4


def test_codes_are_read_as_people_type_them() -> None:
    """In small letters, without the hyphen, O for 0 and I for 1; forty bits are drawn each time."""
    assert read_code("k7q2 9mxa") == read_code("K7Q29MXA") == "K7Q2-9MXA"
    assert read_code("o1il-0000") == "0111-0000"
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(read_code(one) == one for one in codes)


def test_what_is_printed_behind_an_act_is_no_news(cast: Cast, accepted: Version) -> None:
    """The report that was accepted is news; its papers, kept a minute later in three languages, are not."""
    before = Act.objects.get(code="reports.accept").pk - 1
    for one in Printing.objects.filter(version=accepted):
        kept_paper(one)
    assert Act.objects.filter(pk__gt=before, code="reports.keep_document").exists()
    assert [(one.kind, one.act.code) for one in news.since(cast.mayor, before).lines] == [("Progress report", "reports.accept")]
