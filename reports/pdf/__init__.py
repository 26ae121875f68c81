"""The printed page: a template becomes a sealed, tagged PDF, always the same bytes for the same content."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from reports.pdf import press
from reports.pdf.proof import Proof

__all__ = ["FONTS", "PRESS", "File", "Limits", "Meta", "PrintFailed", "Progress", "Proof", "environment", "print_document", "render"]
Progress = Callable[[int], None]
PRESS = Path(press.__file__).resolve()
FONTS = press.ASSETS / "fonts.conf"
LIBRARY_PATHS = ("PATH", "LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH")


class PrintFailed(Exception):
    """The document could not be printed; the message says why, and nothing half-made is returned."""


@dataclass(frozen=True)
class File:
    """A text attached to a document as the source of what it shows."""

    name: str
    about: str
    text: str


@dataclass(frozen=True)
class Meta:
    """What a document says about itself to readers, libraries and screen readers; dates come from the content, never the clock."""

    title: str
    language: str
    created: datetime
    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    modified: datetime | None = None
    files: tuple[File, ...] = ()

    def as_record(self) -> dict[str, Any]:
        """The same as plain text values, moments in UTC, ready to cross to the press."""
        return {
            "title": self.title,
            "language": self.language,
            "author": self.author,
            "subject": self.subject,
            "keywords": list(self.keywords),
            "created": _utc(self.created),
            "modified": _utc(self.modified or self.created),
            "files": [asdict(one) for one in self.files],
        }


@dataclass(frozen=True)
class Limits:
    """How much one print may use before it is stopped: bytes of address space, seconds of processor, seconds of waiting."""

    memory: int = 1536 * 1024 * 1024
    cpu_seconds: int = 60
    wall_seconds: float = 90


def print_document(
    template: str, context: dict[str, Any], *, language: str, meta: Meta, progress: Progress | None = None, limits: Limits = Limits()
) -> bytes:
    """Print a template in one language; the template also receives `meta`. ``progress`` is told each page as it is laid out."""
    with translation.override(language):
        html = render_to_string(template, {**context, "meta": meta})
    return render(html, meta=meta, limits=limits, progress=progress)


def render(html: str, *, meta: Meta, limits: Limits = Limits(), progress: Progress | None = None) -> bytes:
    """Print trusted HTML in a confined process of its own; raise PrintFailed rather than return a faulty document."""
    request = {"html": html, "meta": meta.as_record(), "memory": limits.memory, "cpu_seconds": limits.cpu_seconds}
    with TemporaryDirectory(prefix="press-") as desk:
        try:
            done = _run(request, desk, limits.wall_seconds) if progress is None else _followed(request, desk, limits.wall_seconds, progress)
        except subprocess.TimeoutExpired as late:
            raise PrintFailed(f"Printing took more than {limits.wall_seconds:g} seconds and was stopped.") from late
    if done.returncode != 0:
        raise PrintFailed(_reason(done))
    return done.stdout


def _run(request: dict[str, Any], desk: str, seconds: float, telling: tuple[int, ...] = ()) -> subprocess.CompletedProcess[bytes]:
    """Let the press answer one request; it may tell its progress on the one file handed to it, and has no other."""
    return subprocess.run(  # noqa: S603  # our own script, no shell, no argument from outside
        [sys.executable, "-s", "-P", str(PRESS)],
        input=json.dumps({**request, "tell": [*telling]}).encode(),
        capture_output=True,
        timeout=seconds,
        cwd=desk,
        env=environment(desk),
        pass_fds=telling,
        check=False,
    )


def _followed(request: dict[str, Any], desk: str, seconds: float, progress: Progress) -> subprocess.CompletedProcess[bytes]:
    """Follow the press page by page: a thread waits for it, so that whoever is told stays where its database connection is."""
    heard, told = os.pipe()
    with ThreadPoolExecutor(1) as beside, os.fdopen(heard) as lines:
        waiting = beside.submit(_run, request, desk, seconds, (told,))
        waiting.add_done_callback(lambda _done: os.close(told))  # the end of the lines, however the press ended
        for line in lines:
            with suppress(ValueError):
                progress(int(line))
        return waiting.result()


def environment(desk: str) -> dict[str, str]:
    """The little the press may know of its surroundings: no settings, no secrets, a closed set of fonts."""
    kept = {name: os.environ[name] for name in LIBRARY_PATHS if name in os.environ}
    own = {"HOME": desk, "TMPDIR": desk, "XDG_CACHE_HOME": desk, "LANG": "C.UTF-8", "TZ": "UTC"}
    return kept | own | {"FONTCONFIG_FILE": str(FONTS), "PYTHONHASHSEED": "0"}


def _reason(done: subprocess.CompletedProcess[bytes]) -> str:
    said = done.stderr.decode(errors="replace").strip()
    if done.returncode == press.REFUSED:
        return said
    if done.returncode == press.OUT_OF_MEMORY:
        return "Printing needed more memory than allowed and was stopped."
    if done.returncode == -signal.SIGXCPU:
        return "Printing used more processor time than allowed and was stopped."
    if done.returncode < 0:
        return f"Printing was stopped by signal {-done.returncode}, most likely for want of memory."
    return f"Printing broke down: {said.rpartition(chr(10))[2] or f'code {done.returncode}'}"


def _utc(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError("A document's dates need a time zone.")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
