"""The two documents: printed from what was frozen, in each language, always the same, with nothing left out unsaid."""

from __future__ import annotations

import csv
import io
import itertools
import re
from datetime import datetime
from typing import Any

import pikepdf
import pypdfium2
import pytest
from django.utils import translation
from django.utils.translation import gettext, pgettext

from reports import services
from reports.figures import annex, regional_content_of
from reports.models import RegionalReport, Report, Version
from reports.pdf_documents import hotspot, print_regional, print_version, regional, shared
from taskforce.kernel.acts import acting
from tests.cast import RESTRICTED, SECRET, Cast, an_entry
from tests.reports.conftest import Road
from tests.table import a_session

LANGUAGES = ("fr", "nl", "en")


def text_of(pdf: bytes) -> str:
    """The words of a document, blanks as single spaces."""
    with pypdfium2.PdfDocument(pdf) as document:
        return re.sub(r"\s+", " ", " ".join(page.get_textpage().get_text_range() for page in document))


def said(words: str, language: str) -> str:
    """A word of the house in a language."""
    with translation.override(language):
        return gettext(words)


def draft_word(language: str) -> str:
    """How a draft is marked in a language."""
    with translation.override(language):
        return pgettext("marking on paper", "DRAFT")


@pytest.fixture
def accepted(cast: Cast, road: Road) -> Version:
    """The report of TST-01, accepted."""
    return road.accepted(cast.report)


@pytest.fixture
def compiled(cast: Cast, accepted: Version) -> RegionalReport:
    """The region's report: TST-01 accepted, TST-02 still due."""
    return services.compile_regional(by=cast.head, period=cast.period, text="Two words of the cell.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_version_prints_in_each_language(accepted: Version, language: str) -> None:
    """The same content, in the names and words of the reader."""
    words = text_of(print_version(accepted, language))
    names = {"fr": ("Quartier TST-01", "Nordville", "Propreté publique"), "nl": ("Wijk TST-01", "Noordstad", "Netheid")}
    for one in names.get(language, ("Quartier TST-01 (en)", "Nordville (en)", "Propreté publique (en)")):
        assert one in words
    for one in ("The essentials", "Decisions asked", "Difficulties", "Who attends", "Method and limits", "Approval", "Accepted"):
        assert said(one, language) in words
    assert said("A fall in what is counted is not proof of fewer facts.", language) in words
    for one in ("Patrols held.", "Outreach every week.", "Streets cleaned.", "Staff is short.", "Fund two posts.", "Light the square."):
        assert one in words


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_regional_report_prints_in_each_language(compiled: RegionalReport, language: str) -> None:
    """Names, words and decisions; the region in the reader's language."""
    words = text_of(print_regional(compiled, language))
    assert {"fr": "Région d’essai", "nl": "Testgewest", "en": "Région d’essai (en)"}[language] in words
    for one in ("For the chair", "How the hotspots stand", "Method and limits", "Reports counted and reports missing", "Approval"):
        assert said(one, language) in words
    for one in ("Fund two posts.", "Two words of the cell.", "Outreach every week.", accepted_digest(compiled)):
        assert one in words


def accepted_digest(it: RegionalReport) -> str:
    """The digest of the only version counted."""
    return str(it.inclusions.get().version.digest)


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_are_tagged_and_whole(accepted: Version, compiled: RegionalReport, language: str) -> None:
    """Tagged, in their language, with fonts, bookmarks and a chart that can be read aloud."""
    for pdf in (print_version(accepted, language), print_regional(compiled, language)):
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            assert opened.Root.MarkInfo.Marked
            assert str(opened.Root.Lang) == language
            assert b'pdfuaid:part="1"' in opened.Root.Metadata.read_bytes()
            assert _alternatives(opened)
            assert all("/FontFile2" in font or "/FontFile3" in font for font in _things(opened, "/FontDescriptor"))
            with opened.open_outline() as outline:
                assert len(outline.root[0].children) >= 5


def _things(opened: pikepdf.Pdf, kind: str) -> list[Any]:
    found = [thing for thing in opened.objects if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == kind]
    assert found
    return found


def _alternatives(opened: pikepdf.Pdf) -> list[str]:
    return [str(one.Alt) for one in _things(opened, "/StructElem") if one.S == "/Figure"]


def test_the_chart_says_its_numbers(accepted: Version) -> None:
    """The alternative text carries what the bars show."""
    with pikepdf.open(io.BytesIO(print_version(accepted, "en"))) as opened:
        chart, place = sorted(_alternatives(opened))
    assert "Security: 0 done of 1 planned" in chart
    assert place.startswith("Map: outline of Quartier TST-01 (en)")


def test_printing_again_gives_the_same_bytes(accepted: Version, compiled: RegionalReport) -> None:
    """Read anew from the database, the file is identical; its dates are those of the content."""
    first, second = (print_version(Version.objects.get(pk=accepted.pk), "nl") for _ in range(2))
    assert first == second
    assert print_regional(compiled, "nl") == print_regional(RegionalReport.objects.get(pk=compiled.pk), "nl")
    with pikepdf.open(io.BytesIO(first)) as opened:
        assert accepted.submitted_at is not None
        assert str(opened.docinfo.CreationDate) == f"D:{accepted.submitted_at:%Y%m%d%H%M%S}Z"


def test_an_accepted_version_does_not_change(cast: Cast, accepted: Version) -> None:
    """Later work, other names and a correction leave its paper as it was."""
    before = print_version(accepted, "fr")
    with acting(cast.clerk, "tests.arrange"):
        an_entry(cast.action("P1"), contacts="40")
        cast.hotspot.name_fr = "Autre nom"
        cast.hotspot.save()
        coordinator = accepted.submitted_by
        assert coordinator is not None
        coordinator.name = "Somebody else"
        coordinator.save()
    services.correct(by=cast.reviewer, report=cast.report, reason="A figure.")
    assert print_version(Version.objects.get(pk=accepted.pk), "fr") == before


def test_every_page_bears_the_short_digest_and_one_the_whole(accepted: Version, compiled: RegionalReport) -> None:
    """The foot of every page; the method note has all of it."""
    for pdf, digest in ((print_version(accepted, "fr"), accepted.digest), (print_regional(compiled, "fr"), compiled.digest)):
        with pypdfium2.PdfDocument(pdf) as document:
            pages = [page.get_textpage().get_text_range() for page in document]
        assert all(f"SHA-256 {shared.short_digest(digest)}" in page for page in pages)
        assert sum(digest in page for page in pages) == 1


def test_small_numbers_are_masked_and_secrets_absent(accepted: Version, compiled: RegionalReport) -> None:
    """Three contacts print as less than five; neither the note nor the restricted action is anywhere."""
    paper, both = text_of(print_version(accepted, "fr")), text_of(print_version(accepted, "fr")) + text_of(print_regional(compiled, "fr"))
    assert paper.count("< 5") >= 3  # the figure, the action, the entries, the method note
    assert SECRET not in both
    assert RESTRICTED not in both


def test_only_what_is_accepted_or_adopted_is_no_draft(cast: Cast, road: Road, other: Report) -> None:
    """The word stands on every page until then; nobody's signature is invented."""
    signed = road.signed(cast.report)
    for language in LANGUAGES:
        assert text_of(print_version(signed, language)).count(draft_word(language)) >= 3
    waiting = road.submitted(other)
    assert said("Not signed yet.", "fr") in text_of(print_version(waiting, "fr"))
    accepted = services.accept(by=cast.reviewer, report=cast.report)
    assert draft_word("fr") not in text_of(print_version(accepted, "fr"))
    compiled = services.compile_regional(by=cast.head, period=cast.period)
    assert draft_word("nl") in text_of(print_regional(compiled, "nl"))
    adopted = services.adopt_regional(
        by=cast.secretary, regional=compiled, session=a_session(day=str(cast.period.due)), decision="CRS 2024/9"
    )
    words = text_of(print_regional(adopted, "nl"))
    assert draft_word("nl") not in words
    assert "CRS 2024/9" in words


def test_a_signature_says_who_and_in_which_part(accepted: Version) -> None:
    """Name, part and organisation as they were signed."""
    words = text_of(print_version(accepted, "nl"))
    assert "Person mayor" in words
    assert "Gemeente Noordstad" in words


def test_a_draft_cannot_be_printed(cast: Cast, road: Road) -> None:
    """Nothing is frozen before the submission."""
    with pytest.raises(ValueError, match=r"\w"):
        print_version(road.draft(cast.report), "fr")


def test_missing_reports_are_named_with_their_reason(compiled: RegionalReport) -> None:
    """On the page for the chair, in the list under the map, in the matrix and among the versions."""
    words = text_of(print_regional(compiled, "en"))
    assert words.count("Quartier TST-02 (en)") == 4
    assert "No accepted report: Not started" in words
    assert words.count("Not started") >= 3
    assert "1 of 2 hotspots" in words


def test_nothing_accepted_still_prints(cast: Cast) -> None:
    """Everything is missing and said to be; no empty chapter and no chart of nothing."""
    content = regional_content_of(cast.period, 1, list(cast.period.reports.all()), [], {})
    nothing = RegionalReport(content=content, digest="0" * 64, compiled_at=datetime.fromisoformat(content["as_of"]))
    context = regional.context_of(nothing)
    assert context["chart"] is None
    assert [anchor for anchor, *_ in context["contents"]] == [
        *("chair", "figures", "places", "standing", "orders", "turnout", "followed", "method", "versions", "glossary", "approval")
    ]
    words = text_of(print_regional(nothing, "en"))
    assert "0 of 2 hotspots" in words
    assert "No report has been accepted." in words


def test_a_late_action_says_why(accepted: Version) -> None:
    """Its reason stands under its title; without one that is said too."""
    axes = hotspot.frozen(accepted)["axes"]
    axes[0]["actions"][0].update(is_late=True, late_reason="Works on the street.")
    axes[1]["actions"][0].update(is_late=True, late_reason="")
    with translation.override("en"):
        parts = hotspot.context_of(accepted)["axis_parts"]
    heads = [part.actions.rows[0].head.note for part in parts]
    assert heads == ["Why it is late: Works on the street.", "Late, no reason given.", ""]
    assert parts[0].actions.rows[0].cells[-1].state.shape == "■"


def test_sources_have_a_column_where_there_are_any(accepted: Version) -> None:
    """The axis whose entries name one."""
    hotspot.frozen(accepted)["axes"][0]["figures"][0]["amount"]["sources"] = ["Press"]
    parts = hotspot.context_of(accepted)["axis_parts"]
    assert [len(part.figures.columns) for part in parts] == [4, 3, 3]
    assert parts[0].figures.rows[0].cells[-1].text == "Press"


def test_an_empty_version_prints(accepted: Version) -> None:
    """Without action, figure, seat or text every part says so."""
    content = hotspot.frozen(accepted)
    content.update(seats=[], objectives=[], texts=dict.fromkeys(content["texts"], ""))
    for axis in content["axes"]:
        axis.update(actions=[], figures=[], counts=dict.fromkeys(axis["counts"], 0))
    words = text_of(print_version(accepted, "en"))
    for one in ("No action is planned.", "No decision is asked.", "None reported.", "Nobody holds a seat in this task force."):
        assert one in words


def test_very_long_names_print(accepted: Version) -> None:
    """The cover takes smaller type, the head of page one line."""
    hotspot.frozen(accepted)["hotspot"]["names"] = dict.fromkeys(LANGUAGES, "Quartier au nom interminable " * 10)
    context = hotspot.context_of(accepted)
    assert context["cover"].is_long
    assert len(context["paper"].place) <= shared.RUNNING_HEAD
    assert text_of(print_version(accepted, "fr")).count("Quartier au nom interminable") >= 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_paper_is_for_everybody_and_for_the_archive(accepted: Version, compiled: RegionalReport, language: str) -> None:
    """PDF/UA-1 and PDF/A-3a in one file: both names, headings that skip no level, a scope on every head, words for every picture."""
    for pdf in (print_version(accepted, language), print_regional(compiled, language)):
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            about = opened.Root.Metadata.read_bytes()
            assert b'pdfuaid:part="1"' in about
            assert b'pdfaid:part="3" pdfaid:conformance="A"' in about
            assert b"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>" in about
            assert opened.Root.OutputIntents[0].S == "/GTS_PDFA1"
            assert all(_alternatives(opened))
            elements = _things(opened, "/StructElem")
            assert all(one.A.Scope in {"/Column", "/Row"} for one in elements if one.S == "/TH")
            with opened.open_outline() as outline:
                assert outline.root[0].children
            levels = [int(str(one.S)[2]) for one in elements_in_order(opened) if re.fullmatch(r"/H\d", str(one.S))]
            assert levels[0] == 1
            assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def elements_in_order(opened: pikepdf.Pdf) -> list[Any]:
    """Every structure element in the order in which it is read."""
    found: list[Any] = []
    waiting: list[Any] = [opened.Root.StructTreeRoot.K[0]]
    while waiting:
        found.append(element := waiting.pop())
        waiting += reversed([kid for kid in element.get("/K", []) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid])
    return found


def test_the_frozen_figures_travel_in_the_file(accepted: Version, compiled: RegionalReport) -> None:
    """As its source, in the language of the paper, equal to what was frozen; what is masked has no number there either."""
    for pdf, content in ((print_version(accepted, "fr"), hotspot.frozen(accepted)), (print_regional(compiled, "fr"), compiled.content)):
        with pikepdf.open(io.BytesIO(pdf)) as opened, translation.override("fr"):
            files = dict(opened.attachments.items())
            assert {one.relationship for one in files.values()} == {"/Source"}
            assert len(opened.Root.AF) == len(files) == 2
            figures = files[f"{content['reference']}-figures.csv"].get_file().read_bytes().decode("utf-8-sig")
            assert figures == annex.as_csv(annex.figure_columns(), annex.figure_rows(content)).lstrip("\ufeff")
            rows = list(csv.DictReader(io.StringIO(figures), delimiter=";"))
            masked = [one for one in rows if one["Code"] == "contacts" and one[gettext("Place")] == "Quartier TST-01"]
            assert [one[gettext("Value")] for one in masked] == [""]
            assert all(one[gettext("Why there is no value")] for one in masked)
            axes = files[f"{content['reference']}-axes.csv"].get_file().read_bytes().decode("utf-8-sig")
            assert axes.count("\r\n") == 4


def test_english_files_are_written_as_english_programs_read_them(accepted: Version) -> None:
    """With commas and points, and no mark of byte order."""
    with translation.override("en"):
        text = annex.as_csv(annex.figure_columns(), annex.figure_rows(hotspot.frozen(accepted)))
    assert text.startswith("Reference,Place,Axis,")
