"""Looking at a page the way a strict reader would: does it fit, is it in my language, can everybody use it, does it talk to others."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from axe_playwright_python.base import AXE_SCRIPT
from babel.messages.pofile import read_po
from django.conf import settings
from playwright.sync_api import ConsoleMessage, Page, Request

from reports.demo.stage import PASSWORD, address

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EVERYTHING = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "tag", "values": STANDARDS},
    "rules": {"target-size": {"enabled": True}},
}
COLOURS = {"resultTypes": ["violations"], "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
STRICT = (Path(__file__).parent / "looking.js").read_text()
AXE = "options => axe.run(document, options).then(found => found.violations)"
LONG = 3  # words: shorter texts may be the same in two languages
HEAVIEST, HEAVIEST_MAP, MOST = 60_000, 150_000, 6  # bytes on the way, and requests
HEADERS = 700  # bytes of a request's answer beside its body, and more than ours are
WEIGHT = """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
    .filter(one => one.name.startsWith(location.origin) || one.entryType === "navigation")
    .map(one => one.encodedBodySize)"""


class Look(NamedTuple):
    """How wide and in which colours a page is looked at."""

    width: int
    scheme: Any

    def __str__(self) -> str:
        return f"{self.width} px, {self.scheme}"


# The narrowest is a phone, and a desk's screen of 1280 px enlarged four times.
NARROWEST, PHONE, DESK = 320, 360, 1280
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
        self.looked = 0
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
        self.page.fill("[name=login]", address(who))
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
        self.weigh()
        self.look(*looks)

    def put_on(self, look: Look) -> None:
        """Take the screen and the colours."""
        self.page.set_viewport_size({"width": look.width, "height": 800})
        self.page.emulate_media(color_scheme=look.scheme)

    def look(self, *looks: Look) -> None:
        """Write down all that is wrong with the page as it stands; what colours do not change is looked at once for each width."""
        self._read()
        self.note("written", "states", "empty")
        widths: set[int] = set()
        for look in looks:
            self.looked += 1
            self.put_on(look)
            found = violations(self.page, COLOURS if look.width in widths else EVERYTHING)
            self.faults += [f"{self.page.url.removeprefix(self.site)} ({self.language}, {look}): {one}" for one in found]
            if look.width not in widths:
                self.note("wide", "small", "focus")
            widths.add(look.width)
        for width in {NARROWEST, PHONE, DESK} - widths:
            self.put_on(Look(width, looks[-1].scheme))
            self.note("wide", "small")

    def weigh(self) -> None:
        """Write down a page that is too heavy for a phone, as if nothing of it had been kept from the last visit."""
        bodies = self.page.evaluate(WEIGHT)
        most = HEAVIEST_MAP if self.page.query_selector("main .drawing, main img") else HEAVIEST
        if sum(bodies) + HEADERS * len(bodies) > most or len(bodies) > MOST:
            self.fault(f"{sum(bodies)} bytes in {len(bodies)} requests")

    def _read(self) -> None:
        if self.page.get_attribute("html", "lang") != self.language:
            self.fault("says it is in another language")
        text = self.page.inner_text("body")
        for one in english_left(self.language):
            if one in text:
                self.fault(f"English: {one}")

    def note(self, *names: str) -> None:
        """Write down what our own measures with these names find."""
        for one in measured(self.page, *names):
            self.fault(one)


def _ready(page: Page) -> None:
    """Hand the page what measures it, once: longer than the measuring itself."""
    if not page.evaluate("'strict' in window && 'axe' in window"):
        page.evaluate(f"{AXE_SCRIPT};{STRICT};0")


def measured(page: Page, *names: str) -> list[str]:
    """What is wrong by our own measures: those of looking.js with these names."""
    _ready(page)
    return list(page.evaluate("names => names.flatMap(name => strict[name]().map(found => `${name}: ${found}`))", list(names)))


# What a bar lies on just now is scrolled free to be tapped: it is not too small.
UNSTUCK = """() => document.querySelectorAll("main *").forEach(one => {
    if (getComputedStyle(one).position === "sticky") { one.style.position = "static"; one.classList.add("unstuck"); }
})"""
STUCK = """() => document.querySelectorAll(".unstuck").forEach(one => { one.style.position = ""; one.classList.remove("unstuck"); })"""


def violations(page: Page, options: dict[str, Any] = EVERYTHING) -> list[str]:
    """What axe finds: the rule, and the first element that breaks it."""
    _ready(page)
    page.evaluate(UNSTUCK)
    found = page.evaluate(AXE, options)
    page.evaluate(STUCK)
    return [
        f"{one['id']} × {len(one['nodes'])}: {one['nodes'][0]['html'][:200]} {one['nodes'][0]['failureSummary'][:300]}" for one in found
    ]
