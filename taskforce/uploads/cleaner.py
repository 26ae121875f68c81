"""The cleaner: a script run in a process of its own, which reads one file and writes it anew.

It knows neither Django nor the domain. What one sees in a file stays; what acts, hides or tells on somebody goes.
"""

from __future__ import annotations

import io
import resource
import sys
from collections.abc import Iterator
from typing import Any

REFUSED = 3  # how this process ends when it gives up; the code of the reason stands on standard error
MOST_PIXELS = 40_000_000
MOST_PAGES = 200
MOST_OBJECTS = 200_000
MOST_UNPACKED = 64 * 1024 * 1024  # bytes of one stream that must be read to make sense of a PDF
QUALITY = 90

CATALOGUE = frozenset({"/Type", "/Pages", "/Version", "/Lang", "/MarkInfo", "/StructTreeRoot", "/OCProperties", "/PageLabels"})
BOXES = frozenset({"/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox"})
PAGE = BOXES | {"/Type", "/Parent", "/Resources", "/Contents", "/Rotate", "/Group", "/UserUnit", "/StructParents", "/Tabs"}
ACTING = frozenset(
    {"/A", "/AA", "/OpenAction", "/JS", "/JavaScript", "/URI", "/Launch", "/EmbeddedFiles", "/EF", "/AF", "/XFA", "/Names", "/Dests"}
)
TELLING = frozenset({"/Metadata", "/PieceInfo", "/LastModified", "/Private", "/Ref", "/OPI", "/Alternates", "/Obj", "/Annots"})
SCAN, NOTES = 0xDA, frozenset({0xFE, *range(0xE1, 0xEE), 0xEF})  # of a JPEG: APP0 and APP14 say how it is to be drawn
OUTSIDE = frozenset({"/F", "/FFilter", "/FDecodeParms"})
ACTIONS = frozenset(
    {
        "/GoTo", "/GoToR", "/GoToE", "/GoToDp", "/Launch", "/Thread", "/URI", "/Sound", "/Movie", "/Hide", "/Named", "/SubmitForm", "/ResetForm",
        "/ImportData", "/JavaScript", "/SetOCGState", "/Rendition", "/Trans", "/GoTo3DView", "/RichMediaExecute",
    }
)  # fmt: skip


class Refused(Exception):
    """The file is not taken; the message is the code of the reason."""


def picture(contents: bytes, kind: str) -> bytes:
    """Draw a picture anew: the same pixels the right way up, and nothing beside them."""
    from PIL import Image, ImageOps  # noqa: PLC0415  # only what this file needs

    Image.MAX_IMAGE_PIXELS = None  # ours is counted before anything is drawn
    with Image.open(io.BytesIO(contents), formats=(kind.upper(),)) as found:
        if found.width * found.height > MOST_PIXELS:
            raise Refused("pixels")
        if kind != "jpeg" and getattr(found, "n_frames", 1) > 1:
            raise Refused("frames")
        drawn = _plain_mode(ImageOps.exif_transpose(found), kind)
    drawn.info.clear()
    written = io.BytesIO()
    drawn.save(written, format=kind.upper(), **({} if kind == "png" else {"quality": QUALITY}))
    return written.getvalue()


def _plain_mode(found: Any, kind: str) -> Any:
    """Bring a picture to grey, colour, or colour with transparency."""
    if found.mode.startswith("I"):
        found = found.convert("I").point(lambda value: value / 256)  # sixteen bits of grey
    if kind != "jpeg" and found.has_transparency_data:
        return found.convert("RGBA")
    return found.convert("L" if found.mode in {"1", "L", "I"} else "RGB")


def paper(contents: bytes) -> bytes:
    """Write a PDF anew: its pages as one sees them, their text and structure; no script, link, attachment, form or author."""
    import pikepdf  # noqa: PLC0415  # only what this file needs

    try:
        pdf = pikepdf.open(io.BytesIO(contents), suppress_warnings=True)
    except pikepdf.PasswordError:
        raise Refused("encrypted") from None
    with pdf:
        _judge(pdf)
        pdf.generate_appearance_streams()
        pdf.flatten_annotations("screen")  # what was filled in or marked becomes part of the page
        _keep(pdf.Root, CATALOGUE)
        _keep(pdf.trailer, frozenset({"/Root", "/Size", "/ID"}))
        for page in pdf.pages:
            _keep(page.obj, PAGE)
        for one in pdf.objects:
            for part in _parts(one):
                _disarm(part)
            if isinstance(one, pikepdf.Stream) and one.get("/Filter") == "/DCTDecode":
                one.write(without_notes(one.read_raw_bytes()), filter=pikepdf.Name.DCTDecode, decode_parms=one.get("/DecodeParms"))  # type: ignore[arg-type]
        written = io.BytesIO()
        pdf.save(written, deterministic_id=True)
    return written.getvalue()


def _judge(pdf: Any) -> None:
    """Refuse what cannot be made harmless, or costs too much."""
    if pdf.is_encrypted:
        raise Refused("encrypted")
    if len(pdf.objects) > MOST_OBJECTS:
        raise Refused("exhausting")
    if len(pdf.pages) > MOST_PAGES:
        raise Refused("pages")
    if not len(pdf.pages):
        raise Refused("damaged")
    if "/XFA" in pdf.Root.get("/AcroForm", {}):
        raise Refused("form")


def _keep(thing: Any, kept: frozenset[str]) -> None:
    for key in [one for one in thing.keys() if one not in kept]:  # noqa: SIM118  # not a dictionary of Python
        del thing[key]


def _parts(thing: Any) -> Iterator[Any]:
    """Yield an object of the file and all that stands in it directly; what it points to is an object of its own."""
    import pikepdf  # noqa: PLC0415

    waiting = [thing]
    while waiting:
        part = waiting.pop()
        if isinstance(part, pikepdf.Dictionary | pikepdf.Stream):
            yield part
            waiting += [value for _key, value in part.items() if _direct(value)]
        elif isinstance(part, pikepdf.Array):
            waiting += [value for value in part if _direct(value)]


def _direct(value: Any) -> bool:
    return not getattr(value, "is_indirect", True)


def _disarm(part: Any) -> None:
    """Take out of a dictionary what acts, leads outside or tells on somebody; a list of names (fonts, pictures) has no type and stays."""
    import pikepdf  # noqa: PLC0415

    stream = isinstance(part, pikepdf.Stream)
    typed = stream or any(key in part for key in ("/Type", "/Subtype", "/S"))
    for key, value in list(part.items()):
        if (typed and key in TELLING) or (stream and key in OUTSIDE) or _acts(key, value, typed=typed):
            del part[key]


def _acts(key: str, value: Any, *, typed: bool) -> bool:
    """Tell whether a part of a file does something, rather than show something; the /A of a structure is a list of its attributes."""
    import pikepdf  # noqa: PLC0415

    action = isinstance(value, pikepdf.Dictionary) and str(value.get("/S", "")) in ACTIONS
    attributes = key == "/A" and isinstance(value, pikepdf.Array | pikepdf.Dictionary | pikepdf.Stream) and not action
    return action or (typed and key in ACTING and not attributes)


def without_notes(jpeg: bytes) -> bytes:
    """Leave out of a photograph in a PDF what the camera wrote beside it: place, hour, device. Raises IndexError where it ends too soon."""
    kept, here = [jpeg[:2]], 2
    while True:
        while jpeg[here : here + 2] == b"\xff\xff":
            here += 1
        mark = jpeg[here + 1]
        if mark == SCAN:
            return b"".join([*kept, jpeg[here:]])
        end = here + 2 + int.from_bytes(jpeg[here + 2 : here + 4])
        if mark not in NOTES:
            kept.append(jpeg[here:end])
        here = end


def confine(memory: int, cpu_seconds: int) -> None:
    """Let the system stop this process when it asks for more than it may have; it writes no file at all."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _bound_unpacking() -> None:
    from pikepdf.settings import set_qpdf_limits  # noqa: PLC0415  # only what this file needs

    most = MOST_UNPACKED
    set_qpdf_limits(flate_max_memory=most, run_length_max_memory=most, png_max_memory=most, tiff_max_memory=most, doc_max_warnings=1000)


def main(kind: str, memory: str, cpu_seconds: str) -> None:
    """Answer the file on standard input with a clean one on standard output, or end with the reason."""
    contents = sys.stdin.buffer.read()
    confine(int(memory), int(cpu_seconds))
    try:
        if kind == "pdf":
            _bound_unpacking()
        cleaned = paper(contents) if kind == "pdf" else picture(contents, kind)
    except Refused as refusal:
        sys.stderr.write(str(refusal))
        sys.exit(REFUSED)
    except MemoryError:
        sys.stderr.write("exhausting")
        sys.exit(REFUSED)
    except Exception:  # noqa: BLE001  # whatever the libraries make of nonsense, it is not a file
        sys.stderr.write("damaged")
        sys.exit(REFUSED)
    sys.stdout.buffer.write(cleaned)


if __name__ == "__main__":
    main(*sys.argv[1:])
