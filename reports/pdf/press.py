"""The press: a script run in a process of its own, which reads one request and writes one PDF.

It knows neither Django nor the domain, and reaches nothing but the assets packaged with it.
"""

from __future__ import annotations

import gc
import json
import logging
import os
import resource
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from warnings import catch_warnings

ASSETS = Path(__file__).resolve().parent / "assets"
MIME_TYPES = {".css": "text/css", ".svg": "image/svg+xml", ".ttf": "font/ttf"}
FACES = {"regular": "Regular", "italic": "It", "semibold": "Semibold", "bold": "Bold"}
REFUSED, OUT_OF_MEMORY = 3, 4  # how this process ends when it gives up
TOLERATED = ".notdef glyph"  # a sign no font has: typed by a person, shown as an empty box, no reason to lose a report
VARIANT = "pdf/a-3a"  # for the archive; what makes it PDF/UA-1 too is added to it
UNIVERSAL = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1" />\
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"\
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>\
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""
"""Says in the archive's own metadata that the file is PDF/UA-1, and explains to the archive what saying so means."""
SHAPES = frozenset("●◐△■○")  # states rest on these: without them the fallback font is not installed


class Refused(Exception):
    """The document asks for something the press does not do, or would come out faulty."""


def shelf() -> dict[str, Path]:
    """Everything a document may ask for, by name."""
    found = find_spec("font_source_sans_pro")
    if found is None or found.origin is None:
        raise Refused("The package font-source-sans-pro is not installed.")
    folder = Path(found.origin).parent / "files"
    fonts = {f"source-sans-{name}.ttf": folder / f"SourceSansPro-{face}.ttf" for name, face in FACES.items()}
    return fonts | {name: ASSETS / name for name in ("print.css", "logo.svg")}


def closed_fetcher() -> Any:
    """A fetcher that serves `asset:` names and `data:` addresses, and stops the print at anything else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415  # slow to import

    assets = shelf()

    class ClosedFetcher(URLFetcher):  # type: ignore[misc]
        """Knows the shelf and nothing of the network or the disk."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            """Return the asset or the data named by the address."""
            if not url.startswith("asset:"):
                return super().fetch(url, headers)
            path = assets.get(url.removeprefix("asset:"))
            if path is None:
                raise ValueError(f"There is no asset called {url}.")
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": MIME_TYPES[path.suffix]})

    return ClosedFetcher(allowed_protocols=("data",), allow_redirects=False, fail_on_errors=True)


class Complaints(logging.Handler):
    """Collects what WeasyPrint found wrong with a document."""

    def __init__(self) -> None:
        """Start with none."""
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one message, unless it is tolerated."""
        message = record.getMessage()
        if not message.startswith(TOLERATED) or SHAPES & set(message):
            self.heard.append(message)


class Pages(logging.Handler):
    """Tells each page as it is laid out, as a line with its number; that nobody listens any more is no reason to stop."""

    def __init__(self, told: int) -> None:
        """Tell it on an open file, given by its number."""
        super().__init__(logging.INFO)
        self.told = told

    def emit(self, record: logging.LogRecord) -> None:
        """Tell the number of a page."""
        if "Page %d" in str(record.msg) and record.args:
            with suppress(OSError):
                os.write(self.told, f"{record.args[-1]}\n".encode())  # type: ignore[index]


def follow(told: list[int]) -> None:
    """Let the pages be told, if anybody asked for it."""
    progress = logging.getLogger("weasyprint.progress")
    for one in told:
        progress.addHandler(Pages(one))
        progress.setLevel(logging.INFO)
        progress.propagate = False


def produce(html: str, meta: dict[str, Any]) -> bytes:
    """Lay out the document and return a tagged file that is PDF/UA-1 and PDF/A-3a at once; raise Refused at any complaint."""
    from weasyprint import HTML  # noqa: PLC0415  # slow to import
    from weasyprint.urls import FatalURLFetchingError  # noqa: PLC0415

    complaints = Complaints()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(complaints)
    try:
        document = HTML(string=html, url_fetcher=closed_fetcher()).render(pdf_variant=VARIANT, presentational_hints=False)
        describe(document.metadata, meta)
        with catch_warnings(action="ignore", category=ResourceWarning):  # WeasyPrint leaves its colour profile to be closed by itself
            pdf: bytes = document.write_pdf(pdf_variant=VARIANT, pdf_identifier=True, finisher=lambda _, made: complete(made))
    except FatalURLFetchingError as refusal:
        raise Refused(f"{refusal}: {refusal.__cause__}") from refusal
    finally:
        logger.removeHandler(complaints)
    if complaints.heard:
        raise Refused("\n".join(complaints.heard))
    return pdf


def describe(metadata: Any, meta: dict[str, Any]) -> None:
    """Write what the document says about itself, whatever its HTML says."""
    metadata.title = meta["title"]
    metadata.lang = meta["language"]
    metadata.authors = [meta["author"]] if meta["author"] else []
    metadata.description = meta["subject"]
    metadata.keywords = meta["keywords"]
    metadata.generator = "Taskforce"
    metadata.created = meta["created"]
    metadata.modified = meta["modified"]
    metadata.attachments += [attached(one, datetime.fromisoformat(meta["modified"])) for one in meta.get("files", ())]
    written = metadata.generate_rdf_metadata
    metadata.generate_rdf_metadata = lambda *given: written(*given).replace(b"</rdf:RDF>", UNIVERSAL + b"</rdf:RDF>")


def attached(file: dict[str, str], moment: datetime) -> Any:
    """Make an attachment of a text: the source of what the document shows, dated as the document."""
    from weasyprint import Attachment  # noqa: PLC0415  # slow to import

    dates = {"created": moment, "modified": moment}
    return Attachment(string=file["text"], name=file["name"], description=file["about"], relationship="Source", **dates)


def complete(pdf: Any) -> None:
    """Add to the structure what PDF/UA asks and WeasyPrint leaves out."""
    tree = _referred(pdf, pdf.catalog["StructTreeRoot"])
    scope_headers(pdf)
    index_headers(pdf, tree)
    set_aside_running_lines(pdf, tree)
    if "AF" in pdf.catalog:
        pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])  # each file once


def scope_headers(pdf: Any) -> None:
    """Say of each header cell whether it heads a column (in the head of its table) or a row."""
    for cell in _elements(pdf, "/TH"):
        row = _referred(pdf, cell["P"])
        in_head = _referred(pdf, row["P"]).get("S") == "/THead"
        cell["A"]["Scope"] = "/Column" if in_head else "/Row"


def index_headers(pdf: Any, tree: Any) -> None:
    """List the header cells by their identifier, so that readers can follow a cell to its headers."""
    from pydyf import Array, Dictionary  # type: ignore[import-untyped]  # noqa: PLC0415  # comes with WeasyPrint

    named = sorted((cell["ID"].data, cell) for cell in _elements(pdf, "/TH") if "ID" in cell)
    if not named:
        return
    names = Array(part for identifier, cell in named for part in (identifier, cell.reference))
    limits = Array((named[0][0], named[-1][0]))
    leaf = Dictionary({"Names": names, "Limits": limits})
    pdf.add_object(leaf)
    tree["IDTree"] = Dictionary({"Kids": Array((leaf.reference,))})


def set_aside_running_lines(pdf: Any, tree: Any) -> None:
    """Mark headers and footers of pages as artifacts, so that they are not read aloud on every page."""
    (root,) = tree["K"]
    read = set(_reachable(pdf, root))
    nums = _referred(pdf, tree["ParentTree"])["Nums"]
    pages = [_referred(pdf, reference) for reference in pdf.page_references]
    for page, owners in zip(pages, nums[1::2], strict=False):
        running = {place for place, owner in enumerate(owners) if owner not in read}
        _as_artifacts(_referred(pdf, page["Contents"]).stream, running)
        for place in running:
            _referred(pdf, owners[place]).clear()
            owners[place] = b"null"


def _as_artifacts(content: list[Any], running: set[int]) -> None:
    for line, operand in enumerate(content):
        if isinstance(operand, dict) and operand.get("MCID") in running:
            content[line - 1] = "/Artifact"
            operand.clear()
            operand["Type"] = "/Pagination"


def _reachable(pdf: Any, reference: bytes) -> Iterator[bytes]:
    waiting = [reference]
    while waiting:
        current = waiting.pop()
        yield current
        waiting.extend(kid for kid in _referred(pdf, current).get("K", ()) if isinstance(kid, bytes))


def _elements(pdf: Any, kind: str) -> Iterator[Any]:
    return (thing for thing in pdf.objects if isinstance(thing, dict) and thing.get("S") == kind)


def _referred(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


def confine(memory: int, cpu_seconds: int) -> None:
    """Let the system stop this process when it asks for more than it may have."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Answer the one request on standard input with a PDF on standard output, or end with the code of the reason."""
    request = json.load(sys.stdin.buffer)
    confine(request["memory"], request["cpu_seconds"])
    follow(request.get("tell", []))
    gc.disable()  # one document, then the process ends: collecting costs a fifth of the time
    try:
        pdf = produce(request["html"], request["meta"])
    except (MemoryError, SystemError):  # C code that could not allocate says the latter
        sys.exit(OUT_OF_MEMORY)
    except Refused as refusal:
        sys.stderr.write(str(refusal))
        sys.exit(REFUSED)
    sys.stdout.buffer.write(pdf)


if __name__ == "__main__":
    main()
