"""What every page is built with: {% ui "card" title=… %} … {% endui %}, icons, and figures in words."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast
from uuid import uuid4

from django import template
from django.forms import RadioSelect
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from heroicons.templatetags.heroicons import heroicon_outline

from taskforce.drawing import words

if TYPE_CHECKING:
    from django.forms import BoundField

register = template.Library()
register.filter("day", words.day)
register.filter("moment", words.moment)
register.filter("number", words.number)
register.filter("quantity", words.quantity)

GLYPHS = {
    "done": ("●", '<circle cx="8" cy="8" r="6" fill="currentColor"/>'),
    "ok": ("◐", '<path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor"/><circle cx="8" cy="8" r="5.2" fill="none" stroke="currentColor" stroke-width="1.6"/>'),
    "warn": ("△", '<path d="M8 2.4 14.2 13.2H1.8z" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linejoin="round"/>'),
    "bad": ("■", '<rect x="2.5" y="2.5" width="11" height="11" rx="1" fill="currentColor"/>'),
    "todo": ("○", '<circle cx="8" cy="8" r="5.2" fill="none" stroke="currentColor" stroke-width="1.6"/>'),
    "info": ("◇", '<path d="M8 1.8 14.2 8 8 14.2 1.8 8z" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round"/>'),
    "off": ("–", '<path d="M3 8h10" stroke="currentColor" stroke-width="2" stroke-linecap="round"/>'),
}  # fmt: skip


@register.simple_block_tag(takes_context=True, end_name="endui")
def ui(context: template.Context, content: SafeString, component: str, **props: Any) -> SafeString:
    """Render templates/components/<component>.html around what is between the tags; it sees its props and nothing else."""
    engine = cast("template.Template", context.template).engine
    found = engine.get_template(f"components/{component}.html")
    inside = mark_safe(content.strip())  # noqa: S308  # comes from a template, already escaped
    return found.render(context.new({**props, "content": inside, "csrf_token": context.get("csrf_token")}))


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str, size: int = 20) -> SafeString:
    """Draw a heroicon beside words that already say the same; the icon is silent to screen readers."""
    return mark_safe(heroicon_outline(name, size=size, aria_hidden="true", **{"class": "icon"}))  # noqa: S308  # drawn by heroicons


@register.simple_tag
def fresh_key() -> str:
    """Draw the key of one form as it is shown: however often it is sent, it is done once."""
    return str(uuid4())


@register.filter
def as_shown(field: BoundField) -> str:
    """Keep what a field said when the page was opened, to be compared if somebody changes the same thing meanwhile."""
    return field.as_hidden(only_initial=True)


@register.filter
def shape(tone: str) -> SafeString:
    """Draw the shape that stands for a tone: done, ok, warn, bad, todo, info or off."""
    drawn = mark_safe(GLYPHS[tone][1])  # noqa: S308  # from the table above
    return format_html('<svg class="glyph" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">{}</svg>', drawn)


@register.filter
def glyph(tone: str) -> str:
    """Give the shape of a tone as one character, for print and plain text."""
    return GLYPHS[tone][0]


@register.filter
def at(things: Any, key: str) -> Any:
    """Give what a mapping holds under a key; nothing where there is no mapping or no such key."""
    return things.get(key, ()) if things else ()


@register.filter
def is_group(field: BoundField) -> bool:
    """Tell whether a field shows its choices one by one, as radios, boxes or tiles."""
    return isinstance(field.field.widget, RadioSelect)


@register.filter
def first_control(field: BoundField) -> str:
    """Give the id an error summary links to: the control, or the first choice of a group."""
    return field.id_for_label or f"{field.auto_id}_0"
