"""Files people hand in: never kept as they come, but made anew in a confined process of its own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from django.conf import settings
from django.utils.translation import gettext as _

from taskforce.uploads import cleaner, names
from taskforce.uploads.apart import USUAL, GaveUp, Limits, run_apart

__all__ = ["SUFFIXES", "Limits", "Received", "Unfit", "made_here", "receive"]

SUFFIXES = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp"}
KINDS = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}


class Unfit(ValueError):
    """A file that is not taken; the message says why and what to do, ready to show."""


@dataclass(frozen=True)
class Received:
    """A file fit to be kept: only this room makes one (a law), so whoever holds one knows that it is clean."""

    name: str
    content_type: str
    contents: bytes

    @cached_property
    def sha256(self) -> str:
        """The digest of its bytes, in hexadecimal."""
        return sha256(self.contents).hexdigest()


def receive(name: str, contents: bytes, *, limits: Limits = USUAL) -> Received:
    """Make a PDF, JPEG, PNG or WebP anew, without anything that acts or tells on people. Raises Unfit, with words to show."""
    if not contents:
        raise Unfit(_("This file is empty."))
    if len(contents) > settings.LARGEST_FILE:
        raise Unfit(_("This file is larger than 10 MB. Make it smaller."))
    content_type = _kind(contents)
    if content_type is None:
        raise Unfit(_("This is not a PDF, JPEG, PNG or WebP file. Save it as one of these."))
    plain = names.plain(name, SUFFIXES[content_type])
    for objection in names.objections_to(plain):
        raise Unfit(objection)
    cleaned = _cleaned(content_type, contents, limits)
    if len(cleaned) > settings.LARGEST_FILE:
        raise Unfit(_("This file is larger than 10 MB. Make it smaller."))
    return Received(plain, content_type, cleaned)


def made_here(name: str, content_type: str, contents: bytes) -> Received:
    """Take what the house itself has made for a file fit to be kept."""
    return Received(name, content_type, contents)


def _kind(contents: bytes) -> str | None:
    """Tell what a file says it is by its first bytes, whatever its name and its sender say."""
    if contents[:4] == b"RIFF" and contents[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for start, kind in KINDS.items() if contents.startswith(start)), None)


def _cleaned(content_type: str, contents: bytes, limits: Limits) -> bytes:
    """Hand the file to the cleaner."""
    try:
        return run_apart(cleaner.__file__, content_type.rpartition("/")[2], contents, limits)
    except GaveUp as reason:
        raise Unfit(_words(str(reason))) from None


def _words(code: str) -> str:
    """Say what is wrong with a file and what to do, by the cleaner's code for it."""
    return {
        "encrypted": _("This PDF is locked with a password. Save it without one."),
        "form": _("This PDF is a form that needs a program of its own. Print it to a new PDF and choose that."),
        "pages": _("This PDF has more than %(number)s pages. Choose the pages that matter.") % {"number": cleaner.MOST_PAGES},
        "pixels": _("This picture has more than %(number)s million pixels. Make it smaller.")
        % {"number": cleaner.MOST_PIXELS // 1_000_000},
        "frames": _("This picture moves. Choose one that stands still."),
        "exhausting": _("This file asks too much to be opened. Save it again, simpler."),
    }.get(code, _("This file is damaged and cannot be opened. Save it again."))
