"""Going by a guide as a newcomer: pressing only what it names, looking for all it names, and taking its pictures on the way."""

from __future__ import annotations

import io
import re
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po
from django.conf import settings
from PIL import Image
from playwright.sync_api import Browser, Locator, expect

from reports.demo.stage import PASSWORD, address
from taskforce.guides import FOLDER

WORD = re.compile(r"\*\*(.+?)\*\*")
PICTURE = re.compile(r"!\[(.*?)\]\(\.\./images/([\w-]+)\.webp\)")
PHONE, PAGE = {"width": 360, "height": 640}, {"width": 1000, "height": 680}
LIGHTEST, HEAVIEST = 20, 28_000  # quality and bytes of a picture
NAMING = "h1, h2, h3, a, button, .button, label, legend, summary, summary *, dt, th, option"


def plainly(words: str) -> str:
    """The words with every blank the same."""
    return " ".join(words.split())


@cache
def said_in(language: str) -> dict[str, str]:
    """The words of the interface in a language by their English, without what is filled in at their end."""
    source = "fr" if language == "en" else language
    with (settings.ROOT / "locale" / source / "LC_MESSAGES" / "django.po").open("rb") as catalogue:
        texts = [one for one in read_po(catalogue) if isinstance(one.id, str) and one.id]
    texts.sort(key=lambda one: one.id == _bare(one.id))  # words that stand by themselves come last, and win
    return {_bare(one.id): _bare(one.id if language == "en" else str(one.string)) for one in texts}


def _bare(words: str) -> str:
    return re.sub(r"\s*:?\s*%\(\w+\)s$", "", plainly(words))


def source(slug: str, language: str) -> str:
    """A guide as it is written."""
    return (FOLDER / language / f"{slug}.md").read_text()


def named(slug: str, language: str) -> list[str]:
    """The words of the interface a guide names, in its order."""
    return [plainly(one) for one in WORD.findall(source(slug, language))]


class Newcomer:
    """Somebody who never saw the site: goes by one guide in one language, and remembers every word met on the way."""

    def __init__(self, browser: Browser, site: str, slug: str, language: str) -> None:
        self.browser, self.site, self.slug, self.language = browser, site, slug, language
        self.met: set[str] = set()
        self.pictures: dict[str, bytes] = {}
        self.enter()

    def enter(self, **screen: int) -> None:
        """Come anew, on a screen of this size, not signed in."""
        screen_size: Any = screen or PAGE
        scripts = {"locale": self.language, "reduced_motion": "reduce", "color_scheme": "light"}
        self.page = self.browser.new_context(base_url=self.site, viewport=screen_size, **scripts).new_page()  # type: ignore[arg-type]

    def leave(self) -> None:
        """Close the window."""
        self.page.context.close()

    def sign_in(self, who: str, **screen: int) -> None:
        """Sign in as somebody of the demonstration, and speak the language of the guide."""
        self.leave()
        self.enter(**screen)
        self.page.goto("/sign-in/")
        self.page.fill("[name=login]", address(who))
        self.page.fill("[name=password]", PASSWORD)
        self.page.press("[name=password]", "Enter")
        self.page.wait_for_selector("details.account")
        if self.page.get_attribute("html", "lang") != self.language:
            self.page.click("details.account summary")
            self.page.click(f"button[name=language][value={self.language}]")
            self.page.wait_for_selector(f"html[lang={self.language}]")
        self.look()

    def open(self, *paths: str) -> None:
        """Open pages by their address, one after the other."""
        for path in paths:
            answer = self.page.goto(path)
            assert answer is not None, path
            assert answer.ok, f"{path}: {answer.status}"
            self.look()

    def look(self) -> None:
        """Remember what stands here to be pressed, filled in and read as a heading."""
        self.met |= {plainly(one) for one in self.page.locator(NAMING).all_text_contents()}

    def word(self, english: str) -> str:
        """The words of the guide for these: it must name them."""
        said = said_in(self.language)[english]
        assert said in named(self.slug, self.language), f"the guide {self.slug} does not name {said}"
        return said

    def found(self, english: str, kind: str = "a, button, summary") -> Locator:
        """What bears these words on the page."""
        return self.page.locator(f"main :is({kind})").filter(has_text=re.compile(rf"^\s*{_loosely(self.word(english))}")).first

    def press(self, english: str, place: str = "") -> None:
        """Press what bears these words of the guide."""
        it = self.page.locator(place).filter(has_text=re.compile(_loosely(self.word(english)))).first if place else self.found(english)
        expect(it, f"{self.word(english)} on {self.page.url}").to_be_visible()
        with self.page.expect_navigation():
            it.click()
        self.look()

    def press_twice(self, english: str) -> None:
        """Press it, and the same words on the page that asks again."""
        self.press(english)
        self.press(english, "main form button")

    def shoot(self, name: str, *, to: str = "") -> None:
        """Take a picture of the page, from its top or from this place on."""
        top = self.page.locator(to or "body").first.bounding_box()
        self.page.evaluate("top => window.scrollTo(0, top)", max(0, (top or {"y": 0})["y"]))
        self.pictures[name] = lightly(self.page.screenshot())

    def missing(self) -> list[str]:
        """The words of the guide that were nowhere on the way."""
        return [one for one in dict.fromkeys(named(self.slug, self.language)) if not any(_begins(met, one) for met in self.met)]

    def keep(self, folder: Path) -> None:
        """Write the pictures down."""
        for name, picture in self.pictures.items():
            (folder / f"{name}-{self.language}.webp").write_bytes(picture)


def _loosely(words: str) -> str:
    return r"\s+".join(re.escape(one) for one in words.split())


def _begins(met: str, words: str) -> bool:
    return re.match(rf"{re.escape(words)}(?!\w)", met) is not None


def lightly(png: bytes) -> bytes:
    """The same picture as a WebP that is light enough."""
    for quality in range(80, LIGHTEST - 1, -5):
        written = io.BytesIO()
        Image.open(io.BytesIO(png)).convert("RGB").save(written, "WEBP", quality=quality, method=6)
        if written.tell() <= HEAVIEST:
            break
    return written.getvalue()
