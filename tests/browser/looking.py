"""Looking at a page the way a strict reader would: does it fit, is it in my language, can everybody use it, does it talk to others."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from axe_playwright_python.sync_playwright import Axe
from babel.messages.pofile import read_po
from django.conf import settings
from playwright.sync_api import ConsoleMessage, Page, Request

from reports.demo.stage import PASSWORD, address

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE, OPTIONS = Axe(), {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": STANDARDS}}
# The first thing that sticks out, unless it lies in a place of its own that scrolls.
TOO_WIDE = """() => {
    const edge = document.documentElement.clientWidth + 1;
    const scrolls = one => one !== document.body && (getComputedStyle(one).overflowX !== "visible" || scrolls(one.parentElement));
    const out = [...document.body.querySelectorAll("*")].filter(one => one.getBoundingClientRect().right > edge);
    return out.find(one => !scrolls(one.parentElement))?.outerHTML.slice(0, 200);
}"""
LONG = 3  # words: shorter texts may be the same in two languages


class Look(NamedTuple):
    """How wide and in which colours a page is looked at."""

    width: int
    scheme: Any

    def __str__(self) -> str:
        return f"{self.width} px, {self.scheme}"


PHONE, DESK = 360, 1280
# Neighbours differ in both: looked at as one of a pair in French and as the other in Dutch, a page is seen wide, narrow, light and dark.
LOOKS = (Look(PHONE, "light"), Look(DESK, "dark"), Look(DESK, "light"), Look(PHONE, "dark"))


@cache
def english_left(language: str) -> frozenset[str]:
    """The English texts that have another wording in this language and so must not be read in it."""
    with (settings.ROOT / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as catalogue:
        texts = {one.id: one.string for one in read_po(catalogue) if isinstance(one.id, str) and one.string}
    return frozenset(one for one, other in texts.items() if one != other and "%" not in one and len(one.split()) >= LONG)


class Looker:
    """A browser in somebody's hands, and the faults they found so far."""

    def __init__(self, page: Page, site: str) -> None:
        self.page, self.site, self.language = page, site, "fr"
        self.faults: list[str] = []
        page.on("request", self._hear_request)
        page.on("console", self._hear_console)
        page.on("pageerror", lambda error: self.fault(f"script failed: {error}"))

    def fault(self, words: str) -> None:
        """Write down what is wrong, and where."""
        self.faults.append(f"{self.page.url.removeprefix(self.site)} ({self.language}): {words}")

    def _hear_request(self, request: Request) -> None:
        if not request.url.startswith((self.site, "data:")):
            self.fault(f"asks {request.url}")

    def _hear_console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and "the server responded with a status of 40" not in message.text:
            self.fault(f"console: {message.text}")

    def sign_in(self, who: str, language: str) -> None:
        """Sign in with an account of the demonstration, in a language."""
        self.language = language
        self.page.goto("/sign-in/")
        self.page.fill("[name=username]", address(who))
        self.page.fill("[name=password]", PASSWORD)
        self.page.press("[name=password]", "Enter")
        self.page.wait_for_selector("details.account")
        if self.page.get_attribute("html", "lang") != language:
            self.speak(language)

    def speak(self, language: str) -> None:
        """Choose another language in one's account; the same page comes back."""
        self.language = language
        if self.page.query_selector("details.account"):
            self.page.click("details.account summary")
        self.page.click(f"button[name=language][value={language}]")
        self.page.wait_for_selector(f"html[lang={language}]")

    def visit(self, path: str, *looks: Look, status: int = 200) -> None:
        """Open a page and look at it in each of these ways."""
        self.put_on(looks[0])
        response = self.page.goto(path)
        if response is None or response.status != status:
            self.fault(f"answers {response and response.status}, not {status}")
        for look in looks:
            self.look(look)

    def put_on(self, look: Look) -> None:
        """Take the screen and the colours."""
        self.page.set_viewport_size({"width": look.width, "height": 800})
        self.page.emulate_media(color_scheme=look.scheme)

    def look(self, look: Look) -> None:
        """Write down all that is wrong with the page as it stands."""
        self._read()
        self.put_on(look)
        self.faults += [f"{self.page.url.removeprefix(self.site)} ({self.language}, {look}): {one}" for one in violations(self.page)]
        for width in (PHONE, DESK):
            self.put_on(Look(width, look.scheme))
            wide = self.page.evaluate("document.scrollingElement.scrollWidth")
            if wide > width:
                self.fault(f"{wide} px wide on a screen of {width}: {self.page.evaluate(TOO_WIDE)}")

    def _read(self) -> None:
        if self.page.get_attribute("html", "lang") != self.language:
            self.fault("says it is in another language")
        text = self.page.inner_text("body")
        for one in english_left(self.language):
            if one in text:
                self.fault(f"English: {one}")


def violations(page: Page) -> list[str]:
    """What axe finds: the rule, and the first element that breaks it."""
    found = AXE.run(page, options=OPTIONS).response["violations"]
    return [
        f"{one['id']} × {len(one['nodes'])}: {one['nodes'][0]['html'][:200]} {one['nodes'][0]['failureSummary'][:300]}" for one in found
    ]
