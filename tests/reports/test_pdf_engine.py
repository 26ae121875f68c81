"""The press: what comes out is tagged, sealed and always the same; what should not go in is refused."""

from __future__ import annotations

import hashlib
import io
import json
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from reports.pdf import FONTS, PRESS, Limits, Meta, PrintFailed, environment, parts, press, print_document, render

META = Meta(
    title="Quartier de la Halte – T4 2024",
    language="fr",
    created=datetime(2024, 11, 12, 10, 5, tzinfo=UTC),
    author="Task-force locale",
    subject="Rapport d’avancement",
    keywords=("BRU-04-2024-T4", "hotspot"),
)
PAGE = '<!DOCTYPE html><html lang="fr"><head><title>t</title><link rel="stylesheet" href="asset:print.css"></head><body>{}</body></html>'
ON_TRACK = parts.State("◐", "En bonne voie", "good")
LATE = parts.State("■", "En retard", "late")


def context(**changes: Any) -> dict[str, Any]:
    """A small document with every part the base layout knows."""
    paper = parts.Paper(
        place="Valmont · Halte",
        marking="Diffusion restreinte",
        reference="BRU-04-2024-T4",
        version="3",
        as_of="31/10/2024 18:00",
        digest="4b22 9f01",
        draft=True,
        notice="Chiffres inventés.",
    )
    cover = parts.Cover("Task-force", "Rapport", "Quartier de la Halte", "Valmont", (parts.Fact("Période", "T4 2024"),), ON_TRACK)
    method = parts.Method((parts.Fact("Sources", "Registre"),), ("Une baisse ne prouve rien.",))
    approval = parts.Approval(
        (parts.Signature("Signé", "H. D.", "Bourgmestre", "5 nov."), parts.Signature("Visa", "", "Conseil")), "Réserve.", "Sceau"
    )
    return {"paper": paper, "cover": cover, "method_note": method, "approval_note": approval} | changes


def body() -> str:
    """A table, a matrix, tiles and a chart, as the partials draw them."""
    columns = (parts.Column("Action", 60), parts.Column("Réalisé", 20, numeric=True), parts.Column("État", 20))
    lines: list[list[Any]] = [
        ["Maraudes", "32", ON_TRACK],
        [parts.Cell("Caméras", note="Motif : avis attendu."), "1", LATE],
        ["Total", "33", ""],
    ]
    matrix = parts.Matrix(
        "Par axe", "Hotspot", ("Sécurité", "Prévention"), (parts.MatrixRow("Halte", (ON_TRACK, LATE), "Note"),), "Lecture"
    )
    svg = '<svg viewBox="0 0 9 9"><title>Un carré.</title><rect width="9" height="9"/></svg>'
    shown: dict[str, dict[str, Any]] = {
        "_figure_table": {"table": parts.Table.of("Actions", columns, lines, note="Depuis janvier", total=True)},
        "_matrix": {"matrix": matrix},
        "_tiles": {"tiles": (parts.Tile("Maraudes", "18", "sur 24", "Plan adopté"),)},
        "_chart": {"chart": parts.Chart("Évolution", mark_safe(svg), "Source")},  # noqa: S308  # our own drawing
    }
    return "".join(render_to_string(f"print/{name}.html", values) for name, values in shown.items())


@pytest.fixture(scope="module")
def printed() -> bytes:
    """The base layout with its cover, method and approval."""
    return print_document("print/base.html", context(), language="en", meta=META)


@pytest.fixture(scope="module")
def parted() -> bytes:
    """Every partial on one page."""
    return render(PAGE.format("<h1>Parts</h1>" + body()), meta=META)


def text_of(pdf: bytes) -> str:
    """The words of a document, in reading order of its pages."""
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def elements(pdf: pikepdf.Pdf) -> list[Any]:
    """Every structure element a reader can reach."""
    found: list[Any] = []
    waiting: list[Any] = [pdf.Root.StructTreeRoot.K[0]]
    while waiting:
        element = waiting.pop()
        found.append(element)
        waiting += [kid for kid in element.get("/K", []) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
    return found


def test_same_content_gives_same_bytes(printed: bytes) -> None:
    """Printing again gives the identical file."""
    assert print_document("print/base.html", context(), language="en", meta=META) == printed


def test_bytes_do_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    """Processes with other hash seeds give the identical file."""
    request = {"html": PAGE.format("<h1>Parts</h1>" + body()), "meta": META.as_record(), "memory": Limits().memory, "cpu_seconds": 30}
    digests = set()
    for seed in ("1", "77", "4242"):
        surroundings = environment(str(tmp_path)) | {"PYTHONHASHSEED": seed}
        command, question = [sys.executable, str(PRESS)], json.dumps(request).encode()
        made = subprocess.run(command, input=question, capture_output=True, env=surroundings, check=True)  # our own script
        digests.add(hashlib.sha256(made.stdout).hexdigest())
    assert len(digests) == 1


def test_every_font_is_embedded(parted: bytes) -> None:
    """Every font travels in the file: the house face and the fallback for shapes."""
    with pikepdf.open(io.BytesIO(parted)) as pdf:
        fonts = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor"]
        names = {str(font.FontName) for font in fonts}
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)
    assert any("House" in name for name in names)
    assert any("DejaVu" in name for name in names)


def test_document_is_tagged_and_names_itself(printed: bytes) -> None:
    """Readers find structure, language, title, dates and bookmarks."""
    with pikepdf.open(io.BytesIO(printed)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.Root.Lang) == "fr"
        assert str(pdf.docinfo.Title) == META.title
        assert str(pdf.docinfo.Author) == "Task-force locale"
        assert str(pdf.docinfo.Keywords) == "BRU-04-2024-T4, hotspot"
        assert str(pdf.docinfo.CreationDate) == str(pdf.docinfo.ModDate) == "D:20241112100500Z"
        xmp = pdf.Root.Metadata.read_bytes()
        assert str(elements(pdf)[0].S) == "/Document"
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root] == ["Quartier de la Halte"]
            assert [item.title for item in outline.root[0].children] == ["Method and limits", "Approval"]
    assert b'pdfuaid:part="1"' in xmp


def test_headings_start_at_one_and_skip_no_level(printed: bytes) -> None:
    """The base layout uses levels one to three."""
    with pikepdf.open(io.BytesIO(printed)) as pdf:
        kinds = {str(element.S) for element in elements(pdf)}
    assert {"/H1", "/H2", "/H3"} <= kinds
    assert not {"/H4", "/H5", "/H6"} & kinds


def test_header_cells_say_what_they_head(parted: bytes) -> None:
    """Header cells carry a scope and are listed by identifier."""
    with pikepdf.open(io.BytesIO(parted)) as pdf:
        heads = [element for element in elements(pdf) if element.S == "/TH"]
        indexed = list(pdf.Root.StructTreeRoot.IDTree.Kids[0].Names)[::2]
        assert [str(name) for name in indexed] == sorted(str(head.ID) for head in heads)
        scopes = [str(head.A.Scope) for head in heads]
    assert scopes.count("/Column") == 6
    assert scopes.count("/Row") == 4


def test_charts_have_an_alternative_text(parted: bytes) -> None:
    """The title of a drawing is read in its place."""
    with pikepdf.open(io.BytesIO(parted)) as pdf:
        assert [str(element.Alt) for element in elements(pdf) if element.S == "/Figure"] == ["Un carré."]


def test_running_lines_are_printed_but_not_read_aloud(printed: bytes) -> None:
    """Head and foot of pages are artifacts."""
    words = text_of(printed)
    assert "BRU-04-2024-T4 · version 3 · data as of 31/10/2024 18:00 · SHA-256 4b22 9f01" in words
    assert re.search(r"Page\s1\s/\s2", words)
    with pikepdf.open(io.BytesIO(printed)) as pdf:
        for number, page in enumerate(pdf.pages):
            marks = [(str(ins.operands[0]), ins.operands[1]) for ins in pikepdf.parse_content_stream(page) if str(ins.operator) == "BDC"]
            read = {int(values.MCID) for _, values in marks if "/MCID" in values}
            owners = pdf.Root.StructTreeRoot.ParentTree.Nums[2 * number + 1]
            assert any(tag == "/Artifact" and values.Type == "/Pagination" for tag, values in marks)
            assert read == {place for place, owner in enumerate(owners) if owner is not None}


def test_draft_notice_and_marking_are_said(printed: bytes) -> None:
    """Cover and running lines carry draft, notice and marking."""
    words = text_of(printed)
    assert words.count("DRAFT") == 2
    assert words.count("Chiffres inventés.") == 3
    assert "Diffusion restreinte" in words


def test_states_have_shape_and_word(parted: bytes) -> None:
    """States read in black and white."""
    words = text_of(parted)
    assert words.count("◐ En bonne voie") == 2
    assert words.count("■ En retard") == 2
    assert "Motif : avis attendu." in words


def test_what_people_type_stays_text() -> None:
    """Markup typed by people is shown, not obeyed."""
    paper = parts.Paper('"><img src=x>', "<b>", "R&D", "1", "<i>", "0")
    cover = parts.Cover("<script>1</script>", "k", "<h4>Titre</h4>")
    words = text_of(print_document("print/base.html", {"paper": paper, "cover": cover}, language="fr", meta=META))
    assert "<script>1</script>" in words
    assert "<h4>Titre</h4>" in words
    assert "R&D" in words


ELSEWHERE = ("http://127.0.0.1:9/a.png", "ftp://127.0.0.1/a.png", "file:///etc/hostname", "asset:secret", "asset:../press.py")


@pytest.mark.parametrize("address", ELSEWHERE)
def test_nothing_is_fetched_from_elsewhere(address: str) -> None:
    """Pictures from the network, the disk or off the shelf stop the print."""
    with pytest.raises(press.Refused, match=re.escape(address)):
        press.produce(PAGE.format(f'<h1>t</h1><img alt="a" src="{address}">'), META.as_record())


@pytest.mark.parametrize(
    "markup",
    [
        '<link rel="stylesheet" href="file:///etc/hostname">',
        '<link rel="attachment" href="file:///etc/hostname">',
        "<style>@import url(http://127.0.0.1:9/x.css);</style>",
        "<style>@font-face { font-family: X; src: url(file:///etc/hostname); } p { font-family: X }</style>",
        '<svg viewBox="0 0 1 1"><title>t</title><image href="file:///etc/hostname" width="1" height="1"/></svg>',
        "<img alt=a src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/hostname'/></svg>\">",
    ],
)
def test_side_doors_are_closed(markup: str) -> None:
    """So do style sheets, attachments, fonts and pictures within pictures."""
    with pytest.raises(press.Refused):
        press.produce(PAGE.format(f"<h1>t</h1>{markup}<p>x</p>"), META.as_record())


@pytest.mark.parametrize(
    ("markup", "complaint"),
    [
        ('<img alt="a" src="a.png">', "Relative URI"),
        ('<img src="asset:logo.svg">', "no required alt"),
        ("<style>p { colour: red }</style>", "colour"),
    ],
)
def test_complaints_stop_the_print(markup: str, complaint: str) -> None:
    """What WeasyPrint complains of makes the print fail, in its words."""
    with pytest.raises(PrintFailed, match=complaint):
        render(PAGE.format(f"<h1>t</h1>{markup}"), meta=META)


def test_packaged_and_inlined_pictures_are_served() -> None:
    """The logo and data addresses are welcome."""
    dot = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
    assert press.produce(PAGE.format(f'<h1>t</h1><img alt="a" src="asset:logo.svg"><img alt="b" src="{dot}">{body()}'), META.as_record())


def test_a_sign_no_font_has_does_not_lose_the_report() -> None:
    """A rare sign prints as an empty box."""
    assert press.produce(PAGE.format("<h1>\U0001fae8</h1>"), META.as_record())


def test_a_state_without_its_shape_stops_the_print(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without the fallback font cannot print a matrix that would lose its shapes."""
    bare = tmp_path / "fonts.conf"
    bare.write_text(FONTS.read_text().replace("/usr/share/fonts", str(tmp_path)))
    monkeypatch.setattr("reports.pdf.FONTS", bare)
    with pytest.raises(PrintFailed, match="◐"):
        render(PAGE.format("<h1>◐ En bonne voie</h1>"), meta=META)


def test_a_table_bomb_is_stopped_by_the_wall_clock() -> None:
    """Thirty bytes cannot keep a worker waiting."""
    with pytest.raises(PrintFailed, match="more than 2 seconds"):
        render("<table><td colspan=100000>", meta=META, limits=Limits(wall_seconds=2))


def test_a_table_bomb_is_stopped_by_the_processor_limit() -> None:
    """Nor keep a processor busy."""
    with pytest.raises(PrintFailed, match="processor time"):
        render("<table><td colspan=100000>", meta=META, limits=Limits(cpu_seconds=1))


def test_a_hungry_document_is_stopped() -> None:
    """Nor eat the memory of the machine."""
    with pytest.raises(PrintFailed, match="memory"):
        render(PAGE.format("<p>word" * 40_000), meta=META, limits=Limits(memory=160 * 1024 * 1024))


def test_a_date_needs_a_time_zone() -> None:
    """A moment without a time zone would print differently elsewhere."""
    with pytest.raises(ValueError, match="time zone"):
        Meta(title="t", language="fr", created=datetime(2024, 1, 1)).as_record()  # noqa: DTZ001
