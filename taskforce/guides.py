"""The guides, one for each part people play: written once as Markdown in docs/guide, read there and under Help."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

from taskforce.roles import Axis, Role

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from taskforce.models import User

FOLDER = settings.ROOT / "docs" / "guide"
STATEMENT = settings.ROOT / "docs" / "accessibility"
IMAGES = "../images/"


class Family(NamedTuple):
    """One guide and the roles it is written for; with an axis, only for those who sit on it."""

    slug: str
    roles: frozenset[str]
    axis: str = ""

    def concerns(self, person: User) -> bool:
        """Say whether one of the person's seats is of this family."""
        return any(one.role in self.roles and self.axis in {"", one.axis} for one in person.mandates.seats.values())


FAMILIES = (
    Family("start", frozenset(Role.values)),
    Family("coordinator", frozenset({Role.COORDINATOR})),
    Family("chair", frozenset({Role.CHAIR})),
    Family("police", frozenset({Role.PARTNER, Role.WORKER}), Axis.SECURITY),
    Family("partner", frozenset({Role.PARTNER, Role.WORKER})),
    Family("observer", frozenset({Role.OBSERVER})),
    Family("cell", frozenset({Role.HEAD, Role.REVIEWER})),
    Family("council", frozenset({Role.MEMBER, Role.SECRETARY})),
    Family("auditor", frozenset({Role.AUDITOR})),
    Family("steward", frozenset({Role.STEWARD})),
)


class Section(NamedTuple):
    """One heading of a text and what stands under it."""

    anchor: str
    title: str
    body: SafeString


class Text(NamedTuple):
    """A text as its page shows it; ``slug`` is the family of a guide."""

    slug: str
    title: str
    lead: SafeString
    sections: tuple[Section, ...]

    @property
    def url(self) -> str:
        """Where this guide is read."""
        return reverse("guide", args=[self.slug])


def guide(slug: str, language: str) -> Text | None:
    """Return the guide of a family in a language; none where there is no such family."""
    known = slug in {one.slug for one in FAMILIES}
    return _text(FOLDER / language / f"{slug}.md") if known else None


def guides_for(person: User, language: str) -> tuple[list[Text], list[Text]]:
    """Return the guides of the parts the person plays, and all the others."""
    mine = [one for one in FAMILIES if one.concerns(person)]
    others = [one for one in FAMILIES if one not in mine]
    return _texts(mine, language), _texts(others, language)


def _texts(families: list[Family], language: str) -> list[Text]:
    return [_text(FOLDER / language / f"{one.slug}.md") for one in families]


def statement(language: str, **filled: str) -> Text:
    """Return the accessibility statement in a language, with what each installation says for itself put in its place."""
    return read(STATEMENT / f"{language}.md", **filled)


@cache
def _text(path: Path) -> Text:
    return read(path)


def read(path: Path, **filled: str) -> Text:
    """Read a Markdown file: its title, what stands before the first heading, and one section for each heading. HTML in it stays text."""
    source = path.read_text()
    for name, words in filled.items():
        source = source.replace(f"{{{name}}}", words)
    markdown = MarkdownIt("commonmark", {"html": False})
    tokens = markdown.parse(source)
    _settle(tokens)
    _fold(tokens)
    parts = list(_parted(tokens))

    def drawn(some: list[Token]) -> SafeString:
        html: str = markdown.renderer.render(some, markdown.options, {})
        return mark_safe(html)  # noqa: S308  # drawn with HTML off, from files of ours

    sections = tuple(Section(f"part-{number}", title, drawn(body)) for number, (title, body) in enumerate(parts[1:], start=1))
    return Text(path.stem, parts[0][0], drawn(parts[0][1]), sections)


def _parted(tokens: list[Token]) -> Iterator[tuple[str, list[Token]]]:
    """Cut at the headings of the first and the second level: the words of each, and what follows it."""
    starts = [place for place, one in enumerate(tokens) if one.type == "heading_open" and one.tag in {"h1", "h2"}]
    for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True):
        yield tokens[start + 1].content, tokens[start + 3 : end]


def _settle(tokens: list[Token]) -> None:
    """Let links between guides and pictures, which are right among the files, be right among the pages."""
    for one in (child for token in tokens for child in token.children or ()):
        if one.type == "image":
            name = str(one.attrs["src"]).removeprefix(IMAGES)
            width, height = size(FOLDER / "images" / name)
            one.attrs |= {"src": static(f"guide/{name}"), "width": width, "height": height, "loading": "lazy"}
        elif one.type == "link_open" and str(one.attrs["href"]).endswith(".md"):
            one.attrs["href"] = reverse("guide", args=[str(one.attrs["href"]).removesuffix(".md")])


def _fold(tokens: list[Token]) -> None:
    """Leave the first picture of a text in sight; the others open at their words: a phone fetches none that nobody looks at."""
    alone = [
        place for place, one in enumerate(tokens) if one.type == "inline" and [child.type for child in one.children or ()] == ["image"]
    ]
    for place in alone[1:]:
        picture = tokens[place].children or []
        words = [Token("summary_open", "summary", 1), *(picture[0].children or []), Token("summary_close", "summary", -1)]
        tokens[place].children = [*words, *picture]
        tokens[place - 1].tag = tokens[place + 1].tag = "details"


def size(path: Path) -> tuple[int, int]:
    """Return width and height of a lossy WebP picture, which stand in its first bytes."""
    head = path.read_bytes()[:30]
    width, height = (int.from_bytes(head[start : start + 2], "little") & 0x3FFF for start in (26, 28))
    return width, height
