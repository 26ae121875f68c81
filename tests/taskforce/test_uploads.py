"""Files handed in: what one sees stays; what acts, hides or tells on somebody is gone."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from taskforce import uploads
from taskforce.uploads import Limits, Unfit, cleaner, names, receive
from tests import files
from tests.files import AUTHOR, CAMERA, FILLED, SEEN

GONE = cleaner.ACTING - {"/A"} | cleaner.TELLING | {"/FS", "/RichMediaContent", "/AcroForm", "/F"}
ENDINGS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}


def keys_of(pdf: Any) -> Iterator[str]:
    """Every key of every typed part of a document, and the kind of every action in it."""
    for one in pdf.objects:
        for part in cleaner._parts(one):
            typed = isinstance(part, pikepdf.Stream) or "/Type" in part or "/S" in part
            yield from (key for key in part if typed)
            yield from (str(part["/S"]) for _one in "1" if str(part.get("/S")) in cleaner.ACTIONS)


def opened(stream: Any) -> bytes:
    """The bytes of a stream, unpacked; a photograph as it is."""
    return bytes(stream.read_raw_bytes() if stream.get("/Filter") == "/DCTDecode" else stream.read_bytes())


def words_of(pdf: bytes) -> str:
    """What stands on the pages."""
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(page.get_textpage().get_text_range() for page in document)


def test_a_hostile_document_becomes_a_quiet_one() -> None:
    """No script, link, attachment, form or author is left; the words, what was filled in, the structure and the picture are."""
    hostile = files.a_hostile_pdf()
    with pikepdf.open(io.BytesIO(hostile)) as pdf:
        assert set(keys_of(pdf)) >= {"/OpenAction", "/AA", "/URI", "/JS", "/EF", "/AF", "/Metadata", "/PieceInfo", "/Ref", "/F", "/Launch"}
    quiet = cleaner.paper(hostile)
    with pikepdf.open(io.BytesIO(quiet)) as pdf:
        assert not set(keys_of(pdf)) & (GONE | cleaner.ACTIONS)
        assert set(pdf.trailer.keys()) == {"/Root", "/Size", "/ID"}
        assert set(pdf.pages[0].obj.Resources.XObject.keys()) >= {"/Im0", "/AF"}
        assert pdf.Root.StructTreeRoot.K.A.O == "/Layout"
        told = b"".join(opened(one) for one in pdf.objects if isinstance(one, pikepdf.Stream))
    for canary in (AUTHOR, CAMERA, "evil", "alert", "GPS", "Exif"):
        assert canary.encode() not in quiet + told, canary
    assert SEEN in words_of(quiet)
    assert FILLED in words_of(quiet)


def test_the_same_document_is_cleaned_to_the_same_bytes() -> None:
    """So that one file is kept once; and cleaning a clean one changes nothing any more."""
    once = cleaner.paper(files.a_hostile_pdf())
    assert cleaner.paper(files.a_hostile_pdf()) == once
    assert cleaner.paper(cleaner.paper(once)) == cleaner.paper(once)


@pytest.mark.parametrize("kind", ENDINGS)
@pytest.mark.parametrize("mode", ["RGB", "L", "RGBA", "P", "1", "CMYK", "I;16"])
def test_pictures_are_drawn_anew(kind: str, mode: str) -> None:
    """In the kind they came in, of the same size, with nothing behind the last pixel."""
    if mode in {"JPEG": {"RGBA", "P", "I;16"}, "PNG": {"CMYK"}, "WEBP": {"CMYK", "I;16", "1", "P"}}[kind]:
        return
    drawn = cleaner.picture(files.a_picture(kind, mode=mode) + b"<script>alert(1)</script>PK\x03\x04", kind.lower())
    with Image.open(io.BytesIO(drawn)) as found:
        assert (found.format, found.size) == (kind, (40, 20))
        assert not {"exif", "icc_profile", "comment", "xmp"} & set(found.info)
    assert b"script" not in drawn
    assert b"PK" not in drawn


def test_sixteen_bits_of_grey_stay_grey() -> None:
    """A scan does not turn white."""
    written = io.BytesIO()
    Image.new("I;16", (4, 4), 128 * 256).save(written, "PNG")
    with Image.open(io.BytesIO(cleaner.picture(written.getvalue(), "png"))) as found:
        assert found.getpixel((0, 0)) == 128


def test_a_photograph_forgets_where_it_was_taken() -> None:
    """No place, no device, no remark; and it stands the right way up without being told to."""
    photo = files.a_photo(turned=True)
    assert CAMERA.encode() in photo
    drawn = cleaner.picture(photo, "jpeg")
    with Image.open(io.BytesIO(drawn)) as found:
        assert found.size == (20, 40)
        assert not found.getexif()
    assert CAMERA.encode() not in drawn


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (lambda: b"", "empty"),
        (lambda: b"x" * (10 * 1024 * 1024 + 1), "larger than 10 MB"),
        (lambda: b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "not a PDF"),
        (lambda: b"<!doctype html><script>alert(1)</script>", "not a PDF"),
        (lambda: b"GIF89a" + bytes(50), "not a PDF"),
        (lambda: b"PK\x03\x04" + bytes(50), "not a PDF"),
        (lambda: b"MZ" + files.a_pdf(), "not a PDF"),
        (lambda: b"\x89PNG\r\n\x1a\n" + b"<svg onload=alert(1)>", "damaged"),
        (lambda: b"%PDF-1.7\n<script>alert(1)</script>", "damaged"),
        (lambda: b"\xff\xd8\xff" + files.a_pdf(), "damaged"),
        (lambda: files.a_photo()[:200], "damaged"),
        (files.a_locked_pdf, "password"),
        (files.an_open_locked_pdf, "password"),
        (files.a_living_form, "program of its own"),
        (lambda: files.a_pdf(cleaner.MOST_PAGES + 1), "more than 200 pages"),
        (files.a_pixel_bomb, "40 million"),
        (files.a_text_bomb, "damaged"),
        (files.a_stream_bomb, "damaged|too much"),
        (lambda: files.a_moving_picture("PNG"), "stands still"),
        (lambda: files.a_moving_picture("WEBP"), "stands still"),
    ],
)
def test_what_is_not_taken_is_told_why(made: Callable[[], bytes], words: str) -> None:
    """In words that say what to do; nothing breaks and nothing is kept."""
    with pytest.raises(Unfit, match=words):
        receive("a.pdf", made())


def test_a_file_that_asks_too_much_is_stopped() -> None:
    """Memory, processor and patience have an end, whatever a library makes of the file."""
    large = files.a_picture("PNG", (6000, 6000))
    for limits in (Limits(memory=150 * 1024 * 1024), Limits(wall_seconds=0.01)):
        with pytest.raises(Unfit, match="asks too much"):
            receive("a.png", large, limits=limits)


def test_what_is_received_carries_its_digest() -> None:
    """Kind by its contents, whatever it was called."""
    it = receive("C:\\photos\\evil.html", files.a_photo())
    assert (it.name, it.content_type, len(it.sha256)) == ("evil.html.jpg", "image/jpeg", 64)
    assert it.contents.startswith(b"\xff\xd8\xff")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("photo.jpg", "photo.jpg"),
        ("photo.JPEG", "photo.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("..\\..\\boot.ini", "boot.ini.jpg"),
        ("a/b\0c.jpg", "bc.jpg"),
        ("\u202egpj.exe", "gpj.exe.jpg"),
        ("a\u200bb\ufeff\u2066c\ud800.jpg", "abc.jpg"),
        ("a\r\nSet-Cookie: x=1.jpg", "a Set-Cookie_ x=1.jpg"),
        ('"><script>.jpg', "___script_.jpg"),
        ("...", "document.jpg"),
        ("", "document.jpg"),
        (".jpg", ".jpg.jpg"),
        ("  Rue  de la\tHalte .jpg ", "Rue de la Halte.jpg"),
        ("e\u0301te\u0301.jpg", "été.jpg"),
        ("x" * 500 + ".jpg", "x" * 116 + ".jpg"),
        ("%2e%2e%2fx.jpg", "_2e_2e_2fx.jpg"),
    ],
)
def test_names_are_only_names(given: str, kept: str) -> None:
    """No path, nothing invisible, nothing that turns the letters round, the ending of the contents."""
    name = names.plain(given, ".jpg")
    assert name == kept.lstrip(".") or name == kept
    assert len(name) <= names.LONGEST
    assert not [one for one in name if unicodedata.category(one)[0] == "C" or one in "/\\"]


def test_others_may_object_to_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is on the list is asked, with the name as it would be kept."""
    monkeypatch.setattr(names, "OBJECTING", [lambda name: ["Write no names of persons."] if "Jan" in name else []])
    with pytest.raises(uploads.Unfit, match="no names"):
        receive("/tmp/Jan Peeters.jpg", files.a_photo())  # noqa: S108  # a name, not a place
