"""SVG elements as safe text: everything written into them is escaped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from collections.abc import Iterable

Attribute = str | float | None

INK, MUTED, LINE, PAPER, SOFT = "#1b1b1b", "#4b545b", "#8f989f", "#ffffff", "#e9edf0"
FONT = "Source Sans Pro, DejaVu Sans, sans-serif"


def el(element: str, /, *inside: str, **attributes: Attribute) -> SafeString:
    """Make one element; `stroke_width` becomes stroke-width, `class_` class, numbers two decimals, None nothing."""
    written = "".join(
        f' {name.strip("_").replace("_", "-")}="{_written(value)}"' for name, value in attributes.items() if value is not None
    )
    return mark_safe(f"<{element}{written}>{together(inside)}</{element}>")  # noqa: S308  # every part is escaped above


def together(parts: Iterable[str]) -> SafeString:
    """Put elements and texts after one another; what is not an element is escaped."""
    return mark_safe("".join(conditional_escape(part) for part in parts))  # noqa: S308  # conditional_escape


def drawing(width: float, height: float, *inside: str, title: str, key: str) -> SafeString:
    """Frame a drawing: an image with a name, that scales with its place."""
    return el(
        "svg",
        el("title", title, id=f"{key}-title"),
        *inside,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_written(width)} {_written(height)}",
        role="img",
        class_="drawing",
        aria_labelledby=f"{key}-title",
        font_family=FONT,
    )


def text(x: float, y: float, words: str, *, size: float = 14, anchor: str = "start", tone: str = "ink", bold: bool = False) -> SafeString:
    """Write words at a point; the tone is "ink" or "muted"."""
    return el(
        "text",
        words,
        x=x,
        y=y,
        font_size=size,
        text_anchor=anchor,
        font_weight="bold" if bold else None,
        fill=INK if tone == "ink" else MUTED,
        class_=f"d-{tone}",
    )


def hatch(name: str, *, gap: float = 6, thick: float = 1.2) -> SafeString:
    """Define a diagonal line pattern that survives black-and-white printing."""
    lines = f"M-1 1L1 -1M0 {gap:g}L{gap:g} 0M{gap - 1:g} {gap + 1:g}L{gap + 1:g} {gap - 1:g}"
    stroke = el("path", d=lines, stroke=INK, stroke_width=thick, class_="d-line")
    return el("pattern", stroke, id=name, width=gap, height=gap, patternUnits="userSpaceOnUse")


def dots(name: str, *, gap: float = 7) -> SafeString:
    """Define a dotted pattern, told from the hatch without colour."""
    dot = el("circle", cx=gap / 2, cy=gap / 2, r=1.1, fill=MUTED, class_="d-muted")
    return el("pattern", dot, id=name, width=gap, height=gap, patternUnits="userSpaceOnUse")


def width_of(words: str, size: float) -> float:
    """Estimate how wide words will be drawn, in the drawing's units; a little generous."""
    return len(words) * size * 0.56


def _written(value: Attribute) -> str:
    return escape(value) if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")
