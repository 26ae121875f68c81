"""With what a paper is made: the versions of the renderer and of the fonts, and one digest over templates, style and words."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings

from reports.pdf import press

RENDERER = ("weasyprint", "pydyf", "fonttools")
FONTS = "font-source-sans-pro"


@cache
def made_with() -> dict[str, Any]:
    """Name the versions and digests that, with the frozen content, give the same bytes again."""
    return {
        "renderer": {name: version(name) for name in RENDERER},
        "fonts": {FONTS: version(FONTS), **{name: _digest([path]) for name, path in press.shelf().items() if path.suffix == ".ttf"}},
        "templates": _digest(
            [*sorted((settings.ROOT / "templates" / "print").iterdir()), press.ASSETS / "print.css", press.ASSETS / "logo.svg"]
        ),
        "words": _digest(sorted((settings.ROOT / "locale").glob("*/LC_MESSAGES/django.po"))),
        "address": settings.SITE,
    }


def _digest(paths: list[Path]) -> str:
    found = sha256()
    for path in paths:
        found.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()
