"""Fail when a text on the screen has no French or Dutch translation, or a doubtful one."""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation.template import templatize

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Message

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("fr", "nl")
PACKAGES = ("taskforce", "hotspots", "actions", "reports")
PLAIN, PLURAL, CONTEXT, BOTH = None, (1, 2), ((1, "c"), 2), ((1, "c"), 2, 3)
KEYWORDS = {
    name + ending: arguments
    for name, arguments in {"gettext": PLAIN, "ngettext": PLURAL, "pgettext": CONTEXT, "npgettext": BOTH}.items()
    for ending in ("", "_lazy", "_noop")
} | {"_": PLAIN}


def sources() -> Iterator[tuple[str, str]]:
    """Yield each file that may hold a text to translate, with its Python equivalent."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            yield str(path.relative_to(ROOT)), path.read_text()
    for path in sorted((ROOT / "templates").rglob("*.*")):
        calls = templatize(path.read_text())
        yield str(path.relative_to(ROOT)), "\n".join(line.strip() for line in calls.splitlines())


def used() -> Catalog:
    """Collect the texts the code and the templates ask a translation for."""
    catalogue = Catalog()
    for name, text in sources():
        for line, message, _comments, context in extract("python", BytesIO(text.encode()), keywords=KEYWORDS):
            catalogue.add(message, locations=[(name, line)], context=context)
    return catalogue


def objections(wanted: Catalog, language: str) -> Iterator[str]:
    """Yield what is wrong with the translation into one language."""
    path = ROOT / "locale" / language / "LC_MESSAGES" / "django.po"
    if not path.exists():
        yield f"{path.relative_to(ROOT)} is missing: run make messages"
        return
    with path.open("rb") as file:
        done = read_po(file, locale=language)
    for message in wanted:
        if message.id and done.get(message.id, message.context) is None:
            place, line = message.locations[0]
            yield f"{language}: absent: {message.id!r} ({place}:{line})"
    for message in done:
        if message.id:
            yield from (f"{language}: {fault}: {message.id!r}" for fault in faults(done, message))


def faults(catalogue: Catalog, message: Message) -> Iterator[str]:
    """Yield what is wrong with one translation."""
    strings = message.string if isinstance(message.string, tuple) else (message.string,)
    if not all(strings):
        yield "not translated"
    elif message.fuzzy:
        yield "fuzzy"
    else:
        yield from (str(error) for error in message.check(catalogue))


def main() -> int:
    """Print every objection and say by the exit code whether there is one."""
    settings.configure()
    wanted = used()
    found = [words for language in LANGUAGES for words in objections(wanted, language)]
    sys.stdout.write("".join(f"{words}\n" for words in found))
    sys.stdout.write(f"{len(wanted)} texts, {len(found)} objections to their translations\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
