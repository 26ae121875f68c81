"""Files people might hand in: honest ones, and what somebody hostile would make."""

from __future__ import annotations

import io
import struct
import zlib
from functools import cache
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image

CAMERA = "CANARI-APPAREIL"  # what a camera wrote beside a picture
AUTHOR = "CANARI-AUTEUR"  # who made a document
SEEN = "Seen by all"  # what stands on the page
FILLED = "Filled in"  # what was typed into a form


def a_picture(kind: str = "JPEG", size: tuple[int, int] = (40, 20), mode: str = "RGB", **given: Any) -> bytes:
    """A small picture."""
    written = io.BytesIO()
    Image.new(mode, size, 200 if mode in {"1", "L", "I;16"} else None).save(written, kind, **given)
    return written.getvalue()


def a_photo(*, turned: bool = False) -> bytes:
    """A photograph with its place, its device and a remark; perhaps lying on its side."""
    exif = Image.Exif()
    exif[0x010F] = CAMERA
    exif[0x0112] = 6 if turned else 1
    exif.get_ifd(0x8825).update({1: "N", 2: (50.0, 51.0, 0.0), 3: "E", 4: (4.0, 21.0, 0.0)})
    return a_picture("JPEG", exif=exif, comment=CAMERA.encode())


def a_pdf(pages: int = 1, **saved: Any) -> bytes:
    """A document that says one thing."""
    with pikepdf.new() as pdf:
        for _number in range(pages):
            _page(pdf)
        return _written(pdf, **saved)


def a_hostile_pdf() -> bytes:
    """A document with everything that acts, leads outside or tells on somebody, and a form that is filled in."""
    with pikepdf.new() as pdf:
        page = _page(pdf)
        _hide_annotations(pdf, page)
        _hide_in_the_catalogue(pdf)
        page.obj.AA = Dictionary(O=_script())
        page.obj.PieceInfo = Dictionary(App=Dictionary(Private=String(AUTHOR)))
        photo = Stream(
            pdf, a_photo(), Type=Name.XObject, Subtype=Name.Image, Width=40, Height=20, ColorSpace=Name.DeviceRGB, BitsPerComponent=8
        )
        photo.Filter = Name.DCTDecode
        photo.Metadata = Stream(pdf, AUTHOR.encode())
        outside = Stream(pdf, b"", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
        outside.F = Dictionary(Type=Name.Filespec, F=String("http://evil.example/x"))
        outside.Ref = Dictionary(F=String("other.pdf"), Page=0)
        page.obj.Resources.XObject = Dictionary(Im0=photo, AF=outside)
        pdf.docinfo["/Author"] = AUTHOR
        with pdf.open_metadata() as told:
            told["dc:creator"] = [AUTHOR]
        return _written(pdf)


def _page(pdf: Any) -> Any:
    page = pdf.add_blank_page(page_size=(300, 200))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.obj.Resources = Dictionary(Font=Dictionary(URI=pdf.make_indirect(font)))  # a font may be called anything
    page.obj.Contents = Stream(pdf, f"BT /URI 12 Tf 20 100 Td ({SEEN}) Tj ET".encode())
    return page


def _script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert('hit')"))


def _hide_annotations(pdf: Any, page: Any) -> None:
    def note(**given: Any) -> Any:
        return pdf.make_indirect(Dictionary(Type=Name.Annot, Rect=[10, 10, 60, 30], **given))

    file = Dictionary(Type=Name.Filespec, F=String("evil.exe"), EF=Dictionary(F=Stream(pdf, b"MZ evil", Type=Name.EmbeddedFile)))
    looks = Stream(
        pdf, f"/Tx BMC BT /Helv 9 Tf 2 2 Td ({FILLED}) Tj ET EMC".encode(), Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 50, 20]
    )
    helvetica = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    looks.Resources = Dictionary(Font=Dictionary(Helv=helvetica))
    field = note(Subtype=Name.Widget, FT=Name.Tx, T=String("name"), V=String(FILLED), AP=Dictionary(N=looks), AA=Dictionary(K=_script()))
    link = note(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("http://evil.example/")))
    page.obj.Annots = Array(
        [
            field,
            link,
            note(Subtype=Name.Link, A=Dictionary(S=Name.Launch, F=String("cmd.exe"))),
            note(Subtype=Name.Link, A=Dictionary(S=Name.GoTo, D=[page.obj, Name.Fit], Next=_script())),
            note(Subtype=Name.FileAttachment, FS=file),
            note(Subtype=Name.RichMedia, RichMediaContent=Dictionary(Assets=Dictionary(Names=[String("a"), file]))),
        ]
    )
    pdf.Root.AcroForm = Dictionary(Fields=[field], DA=String("/Helv 9 Tf"), DR=Dictionary(Font=Dictionary(Helv=helvetica)))
    element = Dictionary(Type=Name.StructElem, S=Name.Link, K=Dictionary(Type=Name.OBJR, Obj=link), A=Dictionary(O=Name.Layout))
    element.AF = file
    pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=pdf.make_indirect(element)))


def _hide_in_the_catalogue(pdf: Any) -> None:
    file = Dictionary(Type=Name.Filespec, F=String("evil.exe"), EF=Dictionary(F=Stream(pdf, b"MZ evil", Type=Name.EmbeddedFile)))
    pdf.Root.OpenAction = _script()
    pdf.Root.AA = Dictionary(WC=_script())
    pdf.Root.AF = [file]
    pdf.Root.URI = Dictionary(Base=String("http://evil.example/"))
    scripts = Dictionary(Names=[String("a"), _script()])
    pdf.Root.Names = Dictionary(JavaScript=scripts, EmbeddedFiles=Dictionary(Names=[String("evil.exe"), file]))
    pdf.Root.Lang = String("fr")


def _written(pdf: Any, **saved: Any) -> bytes:
    written = io.BytesIO()
    pdf.save(written, **saved)
    return written.getvalue()


def a_locked_pdf() -> bytes:
    """A document with a password."""
    return a_pdf(encryption=pikepdf.Encryption(owner="o", user="u"))


def an_open_locked_pdf() -> bytes:
    """A document anybody opens, under rules of its owner."""
    return a_pdf(encryption=pikepdf.Encryption(owner="o", user=""))


def a_living_form() -> bytes:
    """A form drawn by a program of its own (XFA)."""
    with pikepdf.open(io.BytesIO(a_pdf())) as pdf:
        pdf.Root.AcroForm = Dictionary(Fields=[], XFA=Stream(pdf, b"<xdp/>"))
        return _written(pdf)


@cache
def a_pixel_bomb(side: int = 50_000) -> bytes:
    """A few kilobytes that claim to be billions of pixels."""
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(b"\0" * 100_000)) + _chunk(b"IEND", b"")


@cache
def a_text_bomb() -> bytes:
    """A picture whose remark unpacks to a hundred megabytes."""
    plain = a_picture("PNG")
    return plain[:33] + _chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"x" * 100_000_000, 9)) + plain[33:]


@cache
def a_stream_bomb() -> bytes:
    """A document whose table of objects unpacks to a gigabyte."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b"\0" * 1_000_000) for _number in range(1_000)) + packer.flush()
    head = b"%PDF-1.5\n"
    table = b"1 0 obj\n<</Type/XRef/Size 99999999/W[1 2 1]/Root 2 0 R/Filter/FlateDecode/Length %d>>stream\n%s\nendstream\nendobj\n"
    return head + table % (len(packed), packed) + b"startxref\n%d\n%%%%EOF\n" % len(head)


def a_moving_picture(kind: str) -> bytes:
    """Two pictures in one."""
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    written = io.BytesIO()
    frames[0].save(written, kind, save_all=True, append_images=frames[1:], duration=100)
    return written.getvalue()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
