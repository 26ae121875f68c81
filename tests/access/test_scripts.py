"""Stored scripts: a hundred strings in every text anybody can write, and no page and no paper makes anything of them but words."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pikepdf
import pytest
from django.db import connection
from django.urls import reverse

from reports import services as reporting
from taskforce.kernel.acts import acting
from tests.access import world as worlds
from tests.access.pages import PAGES
from tests.access.test_urls import PAPERS, VIEWS, ready, title
from tests.access.world import Side, World, same_browser, undone
from tests.cast import Cast
from tests.poison import ALL, STRINGS, fitting, ours, poison
from tests.reports.test_pdf_documents import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.walks]
NEVER = frozenset({"script", "style", "iframe", "object", "embed", "base", "math", "template"})
WORDS = frozenset({"value", "title", "content", "alt", "aria-label", "aria-description", "placeholder", "label"})
ADDRESSES = frozenset({"href", "src", "action", "formaction", "data", "xlink:href", "poster"})
HARMLESS = ("/", "#", "?", "data:image/")
PROOF = "x5s"
DATA = re.compile(r'<script id="question" type="application/json">[^<>&]*</script>')
"""The question for a passkey: data that no browser runs, with nothing in it by which it could end early."""
LONGEST_TEXT = 1200


class Reader(HTMLParser):
    """Reads a page as a strict browser would and writes down what only a script of somebody's could have put there."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.fields: dict[str, str] = {}
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at an element: its name, the names of its attributes, where they lead, and whether words stand where only we write."""
        given = {name: value or "" for name, value in attrs}
        ours = tag == "script" and given.get("src", "").startswith("/static/")
        self.faults += [tag] if (tag in NEVER and not ours) or PROOF in tag else []
        self.faults += [f"{tag} {name}" for name in given if name.startswith("on") or name in {"style", "srcdoc"} or not _plain(name)]
        leading = {name: value for name, value in given.items() if name in ADDRESSES and value}
        self.faults += [f"{tag} {name}={value[:60]}" for name, value in leading.items() if not _inside(value)]
        self.faults += [f"{tag} {name}={value[:60]}" for name, value in given.items() if PROOF in value and name not in WORDS]
        if tag in {"input", "textarea"} and given.get("type") not in {"hidden", "radio", "checkbox", "file", "date", "number"}:
            self.fields[given.get("name", "")] = ""


def _plain(name: str) -> bool:
    return all(one.isalnum() or one in "-:_" for one in name) and PROOF not in name and "__hit" not in name


def _inside(address: str) -> bool:
    return address.startswith(HARMLESS) and not address.startswith("//")


def faults(text: str) -> list[str]:
    """What is wrong with a page: what the reader finds, and any string that stands there as it was typed although it has signs to escape."""
    text = DATA.sub("", text)
    found = Reader(text).faults
    return found + [one for one in STRINGS if any(sign in one for sign in "<>\"'") and one in text]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The widened scene: its names poisoned before anything is frozen, its reports written in poison, all else poisoned at last."""
    with django_db_blocker.unblock(), undone(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(worlds, "INTERNAL", fitting(LONGEST_TEXT))
        patch.setattr(worlds, "_written", _written)
        _poison_all(free=False)
        it = World()
        assert _poison_all(free=connection.vendor == "sqlite") > 40  # it takes words of any length, so that every field holds them all
        yield it


def _poison_all(*, free: bool) -> int:
    with acting(Cast().clerk, "tests.arrange"):
        return sum(poison(model, free=free) for model in ours())


def _written(side: Side, state: str, _word: str) -> None:
    """Start a report and write its texts: all the strings, a quarter in each, as long as a text may be."""
    by, report = side.people["coordinator"], side.report(state)
    version = reporting.start_report(by=by, report=report)
    sections = ("security", "prevention", "neighbourhood", "difficulties")
    texts = {one: fitting(LONGEST_TEXT, len(STRINGS) * place // 4) for place, one in enumerate(sections)}
    reporting.write_sections(by=by, version=version, **texts)


def test_there_are_a_hundred() -> None:
    """Each is told from the others; and the reader would find every one that is not escaped."""
    assert len(set(STRINGS)) >= 100
    active = [one for one in STRINGS if one.startswith("<") and not one.startswith(("<!--", "<%", "<http"))]
    assert len(active) > 35
    assert not [one for one in active if not faults(f"<p>{one}</p>")]
    assert faults('<input value="" onmouseover="__hit(1)">')
    assert not faults(
        f"<p>{ALL.replace('&', '&amp;').replace('<', '&lt;').replace(chr(34), '&quot;').replace(chr(39), '&#x27;').replace('>', '&gt;')}</p>"
    )


@pytest.mark.parametrize("row", [one for one in PAGES if one.name not in PAPERS], ids=title)
def test_pages_show_words(row: Any, world: World) -> None:
    """Every page, as those see it who may; and every form, sent back with the strings in it."""
    path = reverse(row.name, args=row.args(world.sides["TST-01"]))
    with undone():
        ready(world, row)
        for name in sorted(row.may)[:: max(1, len(row.may) // 3)]:
            answer = world.browsers[name].get(path)
            if "attachment" in answer.headers.get("Content-Disposition", "") or answer.status_code != 200:
                assert "\n" not in str(answer.headers)
                continue
            page = answer.content.decode()
            assert not faults(page), f"{name} {path}"
            if VIEWS[row.name].kind == "acts":
                with undone(), same_browser(world.browsers[name]) as browser:
                    sent = browser.post(path, dict.fromkeys(Reader(page).fields, ALL))
                assert not faults(sent.content.decode()), f"{name} sends {path}"


def test_the_words_are_shown(world: World) -> None:
    """The guard is awake: what people wrote is there, all of it, as they typed it."""
    browsers, report = world.browsers, world.sides["TST-01"].report("signed").reference
    for name, path in (
        ("police", "/hotspots/TST-01/plan/"), ("police", "/hotspots/TST-01/actions/S1/"), ("reviewer", f"/reports/{report}/"), ("head", "/directory/"),
        ("mayor", "/hotspots/TST-01/"), ("worker", "/hotspots/TST-01/entries/"), ("coordinator", "/task-forces/TST-01/"), ("head", "/measures/"),
    ):  # fmt: skip
        shown = unescape(browsers[name].get(path).content.decode())
        missing = [one for one in STRINGS if " ".join(one.split()) not in " ".join(shown.split())]
        assert len(missing) < (10 if connection.vendor == "sqlite" else 90), f"{path}: {missing}"


@pytest.mark.parametrize("row", [one for one in PAGES if one.name in PAPERS and one.may and one.case != "being printed"], ids=title)
def test_papers_print_words(row: Any, world: World) -> None:
    """The press stops at anything it would have to fetch, so a printed paper fetched nothing; no script, no link out of the house in it."""
    path = reverse(row.name, args=row.args(world.sides["TST-01"]))
    answer = world.browsers[PAPERS[row.name]].get(path)
    assert answer.status_code == 200
    printed = "".join(text_of(answer.content).split())
    missing = [one for one in STRINGS if f"__hit({STRINGS.index(one)})" in one and f"__hit({STRINGS.index(one)})" not in printed]
    assert len(missing) < (5 if row.name == "reports:version_pdf" else 60), missing
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        for one in pdf.objects:
            if isinstance(one, pikepdf.Dictionary):
                assert not {"/JS", "/JavaScript", "/Launch", "/EmbeddedFiles", "/OpenAction", "/AA"} & set(one.keys())
                assert str(one.get("/S")) not in {"/URI", "/JavaScript", "/Launch", "/GoToR"}
