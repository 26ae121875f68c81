"""The pages of reports: the whole life by clicking, and who sees what."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from reports import services
from reports.models import Period, RegionalReport, Remark, Report
from taskforce.kernel.acts import acting
from taskforce.services import choose_language
from tests.cast import EVERYONE, RESTRICTED, SECRET, Cast
from tests.reports.conftest import DECISIONS, TEXTS, Road, SignIn
from tests.table import a_session

REFERENCE = "TST-01-2024-T3"


def to(name: str, *args: Any) -> str:
    """An address of this room; of the report of TST-01 unless told."""
    return reverse(f"reports:{name}", args=() if name in {"reports", "periods"} else args or [REFERENCE])


def page(client: Client, url: str, status: int = 200) -> str:
    """The words of a page."""
    response = client.get(url)
    assert response.status_code == status, url
    return response.content.decode()


def post(client: Client, url: str, **data: Any) -> str:
    """Send a form and follow."""
    response = client.post(url, data, follow=True)
    assert response.status_code == 200, url
    return response.content.decode()


def test_the_whole_life_through_pages(cast: Cast, sign_in: SignIn) -> None:  # a life is long
    """Composed, submitted, signed, remarked, returned, answered, accepted, compiled, adopted, read by the council."""
    coordinator, mayor, reviewer = sign_in(cast.coordinator), sign_in(cast.mayor), sign_in(cast.reviewer)
    assert "Start the report" in page(coordinator, to("report"))
    assert "The cell sees that the report is begun" in page(coordinator, to("start_report"))
    assert "Live figures" in post(coordinator, to("start_report"))
    assert "The texts are saved, 15/11/2024" in post(coordinator, to("compose"), **TEXTS, decisions=DECISIONS)
    assert "Check before you submit" in page(coordinator, to("submit"))
    assert "waits for the signature of the chair" in post(coordinator, to("submit"))
    version = cast.report.versions.get()
    assert version.digest in page(mayor, to("sign"))
    assert "You signed the report" in post(mayor, to("sign"), digest=version.digest)
    assert "Review: Quartier TST-01" in page(reviewer, to("review"))
    post(reviewer, to("review"), section="prevention", text="Say how many evenings.")
    assert "Only sections with a shared remark" in page(reviewer, to("give_back"))
    assert "is returned" in post(reviewer, to("give_back"), reason="")
    remark = Remark.objects.get()
    words = page(coordinator, to("compose"))
    assert "No remark asks to change this text." in words
    assert 'name="security"' not in words
    post(coordinator, to("compose"), prevention="Twelve evenings.")
    assert "Say how many evenings" in page(coordinator, to("answer", remark.pk))
    assert "The remark is answered" in post(coordinator, to("answer", remark.pk), answer="Twelve.")
    post(coordinator, to("submit"))
    second = cast.report.versions.get(number=2)
    post(mayor, to("sign"), digest=second.digest)
    assert second.digest in page(reviewer, to("accept"))
    assert "is accepted" in post(reviewer, to("accept"), digest=second.digest)
    head = sign_in(cast.head)
    assert "Only accepted versions count" in page(head, to("compile_regional", "TST-CELL", "2024-T3"))
    assert "Word for the session" in post(head, to("compile_regional", "TST-CELL", "2024-T3"), text="Word for the session")
    secretary, held = sign_in(cast.secretary), a_session()
    assert "Record the adoption" in page(secretary, to("regional", "TST-2024-T3-R1"))
    assert "is recorded" in post(secretary, to("adopt_regional", "TST-2024-T3-R1"), session=held.pk, decision="CRS 2024/11")
    words = page(sign_in(cast.member), to("regional", "TST-2024-T3-R1"))
    for expected in ("Adopted by the council", "Fund two posts.", "No accepted report: Not started", "Quartier TST-02"):
        assert expected in words


def test_a_chair_sends_back_and_a_reviewer_corrects_by_pages(cast: Cast, road: Road, sign_in: SignIn) -> None:
    """Each with a reason; nothing is sent without."""
    road.submitted(cast.report)
    mayor = sign_in(cast.mayor)
    assert "Send the report back" in page(mayor, to("send_back"))
    assert "went back to the coordinator" in post(mayor, to("send_back"), reason="Shorter.")
    road.submit_again(cast.report)
    road.sign_again(cast.report)
    services.accept(by=cast.reviewer, report=cast.report)
    coordinator = sign_in(cast.coordinator)
    assert "Open a new version" in page(coordinator, to("correct"))
    assert "stands until the next acceptance" in post(coordinator, to("correct"), reason="A slip.")
    assert "Reason for this version: A slip." in page(coordinator, to("report"))
    assert "A correction is under way" in page(sign_in(cast.reviewer), to("report"))
    assert "A correction is under way" in page(sign_in(cast.member), to("report"))


def test_one_signs_and_accepts_what_was_shown(cast: Cast, road: Road, sign_in: SignIn) -> None:
    """A digest of another version is refused in words."""
    road.submitted(cast.report)
    assert "A newer version has arrived" in post(sign_in(cast.mayor), to("sign"), digest="0" * 64)
    road.sign_again(cast.report)
    assert "A newer version has arrived" in post(sign_in(cast.reviewer), to("accept"), digest="0" * 64)


def test_texts_too_long_are_kept_and_explained(cast: Cast, road: Road, sign_in: SignIn) -> None:
    """The error stands at the field; nothing is saved."""
    road.draft(cast.report)
    words = post(sign_in(cast.coordinator), to("compose"), **{**TEXTS, "security": "x" * 1201}, decisions="a\nb\nc\nd")
    assert "Shorten this text to 1200 characters" in words
    assert "Ask for three decisions at most" in words
    assert cast.report.versions.get().security == TEXTS["security"]


def test_disabled_buttons_say_why(cast: Cast, road: Road, sign_in: SignIn) -> None:
    """A return needs a remark, a submission its texts, a review a signature."""
    version = services.start_report(by=cast.coordinator, report=cast.report)
    assert "Write the text on this axis first: Security." in page(sign_in(cast.coordinator), to("report"))
    services.write_sections(by=cast.coordinator, version=version, **TEXTS)
    road.submit_again(cast.report)
    reviewer = sign_in(cast.reviewer)
    assert "The chair has not signed this version yet." in page(reviewer, to("report"))
    road.sign_again(cast.report)
    assert "Write at least one remark for the task force first." in page(reviewer, to("review"))
    assert reviewer.get(to("give_back")).status_code == 403


def test_a_draft_stays_inside_its_task_force(cast: Cast, road: Road, sign_in: SignIn) -> None:
    """The cell sees that there is one, nothing of it; the council does not know of it."""
    services.write_sections(by=cast.coordinator, version=road.draft(cast.report), security="CANARI-BROUILLON")
    assert "CANARI-BROUILLON" in page(sign_in(cast.police), to("report"))
    for who in ("head", "reviewer", "observer"):
        words = page(sign_in(getattr(cast, who)), to("report"))
        assert "Draft" in words
        assert "CANARI-BROUILLON" not in words
        assert "Nothing to read yet" in words
    page(sign_in(cast.member), to("report"), 404)


def test_a_submitted_version_waits_unseen_for_its_signature(cast: Cast, road: Road, sign_in: SignIn) -> None:
    """The cell reads it once it is signed, the council once it is accepted; the paper follows."""
    road.submitted(cast.report)
    for url in (to("version", REFERENCE, 1), to("version_pdf", REFERENCE, 1, "fr")):
        page(sign_in(cast.reviewer), url, 404)
    assert "To sign" in page(sign_in(cast.reviewer), to("report"))
    assert "Not signed" in page(sign_in(cast.mayor), to("version", REFERENCE, 1))
    road.sign_again(cast.report)
    assert "Patrols held." in page(sign_in(cast.reviewer), to("version", REFERENCE, 1))
    for url in (to("report"), to("version", REFERENCE, 1), to("version_pdf", REFERENCE, 1, "fr")):
        page(sign_in(cast.member), url, 404)
    services.accept(by=cast.reviewer, report=cast.report)
    assert "Patrols held." in page(sign_in(cast.member), to("report"))


def test_an_internal_remark_never_leaves_the_cell(cast: Cast, road: Road, sign_in: SignIn) -> None:
    """Not on any page of the task force, before or after the return."""
    version = road.signed(cast.report)
    internal = services.remark(by=cast.reviewer, version=version, section="security", text="CANARI-INTERNE", internal=True)
    services.remark(by=cast.reviewer, version=version, section="security", text="Shared words.")
    services.give_back(by=cast.reviewer, report=cast.report)
    assert "CANARI-INTERNE" in page(sign_in(cast.head), to("report"))
    for who in ("coordinator", "mayor", "police", "observer", "worker"):
        client = sign_in(getattr(cast, who))
        for url in (to("report"), to("version", REFERENCE, 1)):
            assert "CANARI-INTERNE" not in page(client, url)
        page(client, to("close_remark", internal.pk), 404)
        page(client, to("answer", internal.pk), 404)
    assert "CANARI-INTERNE" not in page(sign_in(cast.coordinator), to("compose"))


def test_a_remark_is_closed_by_its_button(cast: Cast, road: Road, sign_in: SignIn) -> None:
    """By the cell only."""
    road.returned(cast.report)
    remark = Remark.objects.get()
    assert sign_in(cast.coordinator).post(to("close_remark", remark.pk)).status_code == 403
    client = sign_in(cast.reviewer)
    assert client.get(to("close_remark", remark.pk)).status_code == 302
    assert "The remark is closed." in post(client, to("close_remark", remark.pk))


@pytest.mark.parametrize("who", EVERYONE)
def test_nobody_reads_the_canaries_on_any_page(cast: Cast, road: Road, sign_in: SignIn, who: str) -> None:
    """A note kept to one organisation and a restricted action are in no report, for nobody: 200 or 404, never a canary."""
    version = road.accepted(cast.report)
    regional = services.compile_regional(by=cast.head, period=cast.period)
    services.adopt_regional(by=cast.secretary, regional=regional, session=a_session(), decision="CRS")
    client = sign_in(getattr(cast, who))
    urls = [to("reports"), to("periods"), to("report"), to("version", REFERENCE, version.number), to("desk", "TST-CELL", "2024-T3")]
    for url in [*urls, to("regional", regional.reference)]:
        response = client.get(url)
        assert response.status_code in {200, 404}
        assert SECRET not in response.content.decode()
        assert RESTRICTED not in response.content.decode()


@pytest.mark.parametrize(
    "who", ["mayor_elsewhere", "coordinator_elsewhere", "worker_elsewhere", "steward", "auditor", "outsider", "expired", "unsigned"]
)
def test_a_foreign_report_does_not_exist(cast: Cast, road: Road, sign_in: SignIn, who: str) -> None:
    """404 on every address, whatever the act."""
    road.accepted(cast.report)
    client = sign_in(getattr(cast, who))
    for name in ("report", "start_report", "compose", "submit", "sign", "send_back", "review", "accept", "give_back", "correct"):
        page(client, to(name), 404)
    for url in (to("version", REFERENCE, 1), to("version_pdf", REFERENCE, 1, "nl"), to("desk", "TST-CELL", "2024-T3")):
        page(client, url, 404)


def test_there_is_nothing_to_compose_before_the_start(cast: Cast, sign_in: SignIn) -> None:
    """No draft, no page."""
    page(sign_in(cast.coordinator), to("compose"), 404)


def test_lists_are_cut_to_the_reader(cast: Cast, road: Road, sign_in: SignIn) -> None:
    """Mine by hotspot, the cell's by period, the council's when accepted and adopted."""
    mine = page(sign_in(cast.coordinator), to("reports"))
    assert REFERENCE in mine
    assert "TST-02" not in mine
    assert "No progress report to read" in page(sign_in(cast.member), to("reports"))
    cell = page(sign_in(cast.reviewer), to("reports"))
    assert "0 / 2" in cell
    assert "Open a period" not in cell
    road.accepted(cast.report)
    regional = services.compile_regional(by=cast.head, period=cast.period)
    council = page(sign_in(cast.member), to("reports"))
    assert REFERENCE in council
    assert regional.reference not in council
    page(sign_in(cast.member), to("regional", regional.reference), 404)
    assert regional.reference in page(sign_in(cast.secretary), to("reports"))
    assert "1 / 2" in page(sign_in(cast.head), to("periods"))


def test_the_desk_has_a_line_for_each_hotspot(cast: Cast, road: Road, sign_in: SignIn, other: Report) -> None:
    """Received, returned, accepted, late; axis states as words; drafts by their state alone."""
    road.returned(cast.report)
    road.draft(other)
    words = page(sign_in(cast.reviewer), to("desk", "TST-CELL", "2024-T3"))
    for expected in ("Quartier TST-01", "Quartier TST-02", "Returned", "Draft", "Late", "On track", "Your role here does not allow this."):
        assert expected in words
    page(sign_in(cast.coordinator), to("desk", "TST-CELL", "2024-T3"), 404)


def test_a_period_is_opened_by_a_form(cast: Cast, sign_in: SignIn) -> None:
    """The rule's objections are the form's errors."""
    client = sign_in(cast.head)
    assert "Each active hotspot gets one report" in page(client, to("open_period", "TST-CELL"))
    given = {"code": "2024-T4", "since": "2024-10-01", "until": "2024-12-31", "due": "2025-01-31", "note_fr": "Note"}
    assert "overlap" in post(client, to("open_period", "TST-CELL"), **{**given, "since": "2024-09-01"})
    assert "This field is required" in post(client, to("open_period", "TST-CELL"), **{**given, "due": ""})
    assert "The period is open" in post(client, to("open_period", "TST-CELL"), **given)
    assert Period.objects.get(code="2024-T4").note_fr == "Note"
    assert sign_in(cast.reviewer).get(to("open_period", "TST-CELL")).status_code == 403


def test_reports_now_due_are_opened_by_a_button(cast: Cast, sign_in: SignIn) -> None:
    """And the page says how many."""
    client = sign_in(cast.head)
    url = to("open_due_reports", "TST-CELL", "2024-T3")
    assert client.get(url).status_code == 302
    assert "0 reports were opened." in post(client, url)


def test_a_session_to_come_adopts_nothing(cast: Cast, road: Road, sign_in: SignIn) -> None:
    """Only sessions that were held are offered."""
    road.accepted(cast.report)
    regional = services.compile_regional(by=cast.head, period=cast.period)
    url = to("adopt_regional", regional.reference)
    to_come, _held = a_session("called", "2024-11-21"), a_session()
    assert "Select a valid choice" in post(sign_in(cast.head), url, session=to_come.pk, decision="CRS")
    assert "required" in post(sign_in(cast.head), url, session="", decision="")
    assert RegionalReport.objects.get().state == "draft"


def test_compiling_again_starts_from_the_last_word(cast: Cast, road: Road, sign_in: SignIn) -> None:
    """The text is offered again."""
    road.accepted(cast.report)
    services.compile_regional(by=cast.head, period=cast.period, text="Last word.")
    assert "Last word." in page(sign_in(cast.head), to("compile_regional", "TST-CELL", "2024-T3"))


def test_the_cell_has_a_word_on_each_axis(cast: Cast, road: Road, sign_in: SignIn) -> None:
    """Typed with the report, too long said at its field, frozen, read by the council with the rest, proposed for the next number."""
    road.accepted(cast.report)
    head, there = sign_in(cast.head), to("compile_regional", "TST-CELL", "2024-T3")
    assert "Word of the cell: Neighbourhood life" in page(head, there)
    refused = head.post(there, {"security": "Calmer nights.", "prevention": "x" * 2001})
    assert list(refused.context["form"].errors) == ["prevention"]
    assert "Calmer nights." in refused.content.decode()
    shown = post(head, there, security="Calmer nights.", neighbourhood="Lamps first.")
    regional = RegionalReport.objects.get()
    assert regional.content["synthesis"] == {"security": "Calmer nights.", "prevention": "", "neighbourhood": "Lamps first."}
    assert (regional.text, regional.security, regional.neighbourhood) == ("", "Calmer nights.", "Lamps first.")
    a_session("called", "2024-11-21")
    for words in (shown, page(sign_in(cast.member), regional.get_absolute_url())):
        assert "Calmer nights." in words
        assert "Lamps first." in words
    assert "Lamps first." in page(head, there)


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_pages_speak_the_language_of_the_reader(cast: Cast, road: Road, sign_in: SignIn, language: str) -> None:
    """Names of places and measures follow."""
    road.accepted(cast.report)
    choose_language(by=cast.mayor, language=language)
    assert {"fr": "Quartier TST-01", "nl": "Wijk TST-01"}[language] in page(sign_in(cast.mayor), to("report"))


def test_papers_are_private_and_of_frozen_versions_only(cast: Cast, road: Road, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    """In three languages; an unknown one does not exist, a draft has none."""
    import sys
    from types import SimpleNamespace

    printer = SimpleNamespace(print_version=lambda version, language: b"%PDF " + language.encode())
    monkeypatch.setitem(sys.modules, "reports.pdf_documents", printer)
    road.draft(cast.report)
    client = sign_in(cast.mayor)
    page(client, to("version_pdf", REFERENCE, 1, "fr"), 404)
    road.submit_again(cast.report)
    response = client.get(to("version_pdf", REFERENCE, 1, "fr"))
    assert (response.content, response["Content-Type"]) == (b"%PDF fr", "application/pdf")
    assert response["Content-Disposition"] == f'inline; filename="{REFERENCE}-v1-fr.pdf"'
    assert (response["X-Content-Type-Options"], response["Cache-Control"]) == ("nosniff", "no-store")
    page(client, to("version_pdf", REFERENCE, 1, "de"), 404)
    road.sign_again(cast.report)
    services.accept(by=cast.reviewer, report=cast.report)
    regional = services.compile_regional(by=cast.head, period=cast.period)
    page(sign_in(cast.member), to("regional_pdf", regional.reference, "nl"), 404)


def test_pages_that_read_never_write(cast: Cast, road: Road, sign_in: SignIn) -> None:
    """A draft's live figures are computed without leaving a trace."""
    road.draft(cast.report)
    with acting(cast.clerk, "tests.arrange"):
        rows = cast.report.history.count()
    page(sign_in(cast.coordinator), to("report"))
    assert cast.report.history.count() == rows


def test_lists_cost_a_fixed_number_of_queries(cast: Cast, road: Road, sign_in: SignIn, django_assert_max_num_queries: Any) -> None:
    """However many periods and reports there are."""
    for year in range(2000, 2004):
        given = {"since": date(year, 1, 1), "until": date(year, 12, 31), "due": date(year + 1, 1, 31)}
        services.open_period(by=cast.head, workspace=cast.workspace("TST-CELL"), code=str(year), **given)
    road.accepted(cast.report)
    client = sign_in(cast.head)
    for url in (to("reports"), to("desk", "TST-CELL", "2024-T3")):
        with django_assert_max_num_queries(20):
            page(client, url)


def test_a_period_without_an_active_hotspot_says_what_makes_one(cast: Cast, sign_in: SignIn) -> None:
    """An empty desk has a next step."""
    with acting(cast.clerk, "tests.arrange"):
        given = {"since": date(2020, 1, 1), "until": date(2020, 3, 31), "due": date(2020, 4, 30)}
        Period.objects.create(workspace=cast.workspace("TST-CELL"), code="2020-T1", **given)
    assert "No hotspot is active" in page(sign_in(cast.head), to("desk", "TST-CELL", "2020-T1"))
