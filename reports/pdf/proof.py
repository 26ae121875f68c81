"""What proves a printed paper to whoever holds it: a code, where to type it, and the same as a picture a phone reads."""

from __future__ import annotations

from dataclasses import dataclass

import segno
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe


@dataclass(frozen=True)
class Proof:
    """The code of a paper, the address at which it is confirmed, and its QR code as safe SVG."""

    code: str
    address: str
    qr: SafeString

    @classmethod
    def of(cls, code: str) -> Proof:
        """Draw what is printed for a code; the same each time."""
        address = f"{settings.SITE}{reverse('verify', args=[code])}"
        drawn = segno.make(address, error="m", micro=False)
        svg = drawn.svg_inline(border=0, omitsize=True, title=f"QR: {address}", svgclass=None, lineclass=None)
        return cls(code, address.partition("://")[2], mark_safe(svg))  # noqa: S308  # drawn here, of an address of ours
