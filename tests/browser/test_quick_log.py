"""The quick log in the street: three taps on a small phone, with a network that goes and a phone that changes hands."""

from __future__ import annotations

import json
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from reports.demo.stage import PASSWORD, address
from taskforce.sessions import SEEN, SINCE, SessionStore
from tests.browser.conftest import served
from tests.browser.looking import LOOKS, Looker, violations

pytestmark = pytest.mark.browser
WIDTH, HEIGHT, LEAST = 360, 640, 44
WORKER, COLLEAGUE = "rue-2", "rue-1"
NOTE = "Rustige avond aan het metrostation."
CONTACTS = "BRU-07/P1/contacts"


class Phone:
    """A phone in somebody's hand, and the site's own books to look things up in."""

    def __init__(self, context: BrowserContext, database: Path) -> None:
        self.context, self.page, self.database = context, context.new_page(), database
        self.taps = 0

    def sign_in(self, who: str = WORKER) -> None:
        """Sign in, in Dutch as the demonstration's workers of BRU-07 do."""
        self.page.goto("/sign-in/")
        self.type_password(who)
        self.page.wait_for_selector("details.account")

    def type_password(self, who: str = WORKER) -> None:
        """Fill in the door."""
        self.page.fill("[name=login]", address(who))
        self.page.fill("[name=password]", PASSWORD)
        self.page.tap("main form button.primary >> nth=0")

    def open(self) -> Page:
        """Open the quick log and wait until its script has run."""
        self.page.goto("/log/?at=BRU-07")
        expect(self.page.locator("form.quick")).to_be_visible()
        return self.page

    def tap(self, selector: str) -> None:
        """Tap once, and count."""
        self.page.tap(selector)
        self.taps += 1

    def choose(self, value: str = CONTACTS, people: str = "3-5") -> None:
        """Tap what and how many."""
        self.tap(f"label.tile:has([value='{value}'])")
        self.tap(f"label.tile:has([name=people][value='{people}'])")

    def save(self) -> None:
        """Tap the button that saves."""
        self.tap(".quick-save button")

    def entries(self) -> int:
        """How many entries there are."""
        return int(self.asked("SELECT count(*) FROM actions_entry")[0][0])

    def asked(self, sql: str, *given: Any) -> list[Any]:
        """Ask the site's books."""
        with closing(sqlite3.connect(self.database, timeout=20)) as books:
            found = books.execute(sql, given).fetchall()
            books.commit()
        return found

    def kept(self, storage: str) -> dict[str, str]:
        """What the browser keeps under our names."""
        found: dict[str, str] = self.page.evaluate(f"({{...{storage}}})")
        return {key: value for key, value in found.items() if key.startswith("taskforce.")}

    def caches(self) -> dict[str, str]:
        """Every address in every cache, with what is kept under it."""
        found: dict[str, str] = self.page.evaluate(
            """async () => {
                const found = {};
                for (const name of await caches.keys()) {
                    const cache = await caches.open(name);
                    for (const one of await cache.keys()) found[new URL(one.url).pathname] = await (await cache.match(one)).text();
                }
                return found;
            }"""
        )
        return found

    def workers(self) -> int:
        """How many service workers are registered."""
        return int(self.page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)"))

    def wait_for_worker(self) -> None:
        """Wait until the empty form is kept and its worker answers for the page."""
        self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        self.page.wait_for_function("navigator.serviceWorker.controller !== null")


@pytest.fixture(scope="module")
def database(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demonstration of this module's own: it logs, ends sessions and ages them."""
    return Path(shutil.copy(demonstration, tmp_path_factory.mktemp("street")))


@pytest.fixture(scope="module")
def street(database: Path) -> Iterator[str]:
    """Where it is served."""
    with served(database) as site:
        yield site


@pytest.fixture
def phone(browser: Browser, street: str, database: Path) -> Iterator[Phone]:
    """A small phone nobody has used yet."""
    context = browser.new_context(base_url=street, viewport={"width": WIDTH, "height": HEIGHT}, has_touch=True, reduced_motion="reduce")
    yield Phone(context, database)
    context.close()


def test_three_taps(phone: Phone) -> None:
    """What, how many, save: logged where one logged last; the receipt says what it counts in, and takes it back."""
    phone.sign_in()
    phone.open()
    phone.choose(people="0")
    phone.save()
    phone.page.wait_for_selector(".quick-counts")
    phone.page.goto("/log/")
    before, phone.taps = phone.entries(), 0
    assert not phone.page.locator(".ask-counts :checked").count(), "nothing is chosen for me"
    phone.choose()
    phone.save()
    expect(phone.page.locator("h1")).to_be_visible()
    assert phone.taps == 3
    assert phone.entries() == before + 1
    expect(phone.page.locator(".quick-counts li").first).to_contain_text("P1")
    expect(phone.page.locator("main")).to_contain_text("4")
    phone.page.tap("form.act[action$='/undo/'] button")
    expect(phone.page.locator(".status-off")).to_be_visible()
    state = phone.asked("SELECT state FROM actions_entry ORDER BY id DESC LIMIT 1")[0][0]
    assert (state, phone.entries()) == ("withdrawn", before + 1)


def test_without_scripts(browser: Browser, street: str, database: Path) -> None:
    """The same three taps where no script runs."""
    context = browser.new_context(base_url=street, java_script_enabled=False, viewport={"width": WIDTH, "height": HEIGHT}, has_touch=True)
    phone = Phone(context, database)
    before = phone.entries()
    phone.sign_in()
    phone.open()
    phone.choose(people="11")
    phone.page.fill("[name=number]", "14")
    phone.save()
    expect(phone.page.locator(".quick-counts")).to_be_visible()
    assert phone.entries() == before + 1
    value = phone.asked("SELECT value, qualifier FROM actions_quantity ORDER BY id DESC LIMIT 1")[0]
    assert (float(value[0]), value[1]) == (14, "exact")
    context.close()


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_it_fits_a_small_phone(phone: Phone, language: str) -> None:
    """All that must be tapped is in sight without scrolling, under nothing else, and large enough for a thumb; in both languages."""
    phone.sign_in()
    page = phone.page
    if page.get_attribute("html", "lang") != language:
        page.click("details.account summary")
        page.click(f"button[name=language][value={language}]")
        page.wait_for_selector(f"html[lang={language}]")
    phone.open()
    assert not (wrong := out_of_reach(page)), wrong
    page.evaluate(SIX)  # as many buttons as there can be; real use has no word on a demonstration
    assert page.locator(".tiles .tile").count() == 6
    assert not (wrong := out_of_reach(page)), wrong
    if language == "fr":
        page.click("details.account summary")
        page.click("button[name=language][value=nl]")
        page.wait_for_selector("html[lang=nl]")


SIX = """() => {
    for (const one of document.querySelectorAll(".banner, main > .notice")) one.remove();
    const tiles = document.querySelector(".tiles");
    while (tiles.children.length < 6) tiles.append(tiles.lastElementChild.cloneNode(true));
}"""


def out_of_reach(page: Page) -> list[str]:
    """What must be tapped and is not wholly in sight, lies under the button that saves, or is too small for a thumb."""
    needed = [*page.locator(".quick label.tile").all(), page.locator(".where summary"), page.locator(".quick-save button")]
    assert page.evaluate("scrollY") == 0
    assert len(needed) > 8
    return [f"{one.inner_text()}: {box}" for one in needed if not is_in_reach(page, box := one.bounding_box(), last=one is needed[-1])]


def is_in_reach(page: Page, box: Any, *, last: bool) -> bool:
    """Whether a place on the screen can be tapped at once."""
    below = HEIGHT if last else page.locator(".quick-save").bounding_box()["y"]  # type: ignore[index]  # it is shown
    return bool(box["y"] >= 0 and box["y"] + box["height"] <= min(below, HEIGHT) and min(box["height"], box["width"]) >= LEAST)


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_it_is_good_to_look_at(looker: Looker, language: str) -> None:
    """Empty, chosen, with the details open, wrong, kept without a network: nothing for axe, no foreign word, in every look."""
    looker.sign_in(WORKER, language)
    page = looker.page
    looker.visit("/log/?at=BRU-07", *LOOKS)
    page.press(".quick-save button", "Enter")  # a ring is for those who use the keys
    expect(page.locator("[role=alert]")).to_be_focused()
    for look in LOOKS:
        looker.look(look)
    for one in page.locator("details:not(.account)").all():
        one.evaluate("one => { one.open = true; }")
    page.check(f"[value='{CONTACTS}']")
    page.check("[name=people][value='11']")
    page.fill("[name=note]", "Gesproken met Jan Peeters, 0475 12 34 56, 1-ABC-234.")
    page.press("[name=note]", "End")
    assert page.locator("[data-warns]:visible").count() == 3
    for look in LOOKS:
        looker.look(look)
    looker.visit(f"/log/offline/{language}/", *LOOKS)
    looker.visit("/log/mine/", *LOOKS)
    assert not looker.faults, "\n".join(looker.faults)


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_the_receipt_is_good_to_look_at(looker: Looker, language: str) -> None:
    """What is shown once it is saved, and the list of today."""
    looker.sign_in(WORKER, language)
    page = looker.page
    page.goto("/log/?at=BRU-07")
    page.check(f"[value='{CONTACTS}']")
    page.check("[name=people][value='1-2']")
    page.click(".quick-save button")
    page.wait_for_selector(".quick-counts")
    for look in LOOKS:
        looker.look(look)
    looker.visit("/log/mine/", *LOOKS)
    assert "1–2" in page.inner_text("main")
    assert not looker.faults, "\n".join(looker.faults)


def test_by_keyboard(phone: Phone) -> None:
    """Two groups with arrows inside, Enter saves; the focus is seen and under nothing."""
    phone.sign_in()
    page = phone.open()
    before = phone.entries()
    page.locator(f"[value='{CONTACTS}']").focus()
    page.keyboard.press("Space")
    for _step in range(12):
        page.keyboard.press("Tab")
        box = page.evaluate(
            "(one => { const it = (one.closest('.tile') ?? one).getBoundingClientRect(); return [it.top, it.bottom]; })(document.activeElement)"
        )
        assert 0 <= box[0] <= box[1] <= HEIGHT
        if page.evaluate("document.activeElement.name") == "people":
            break
    page.keyboard.press("ArrowRight")
    assert page.locator(".ask-counts :checked").get_attribute("value") == "1-2"
    page.keyboard.press("Enter")
    page.wait_for_selector(".quick-counts")
    assert phone.entries() == before + 1


def test_a_network_that_goes(phone: Phone) -> None:
    """Told within a second; after a reload nothing is lost; it opens without a network; it is never sent by itself, and once in the end."""
    phone.sign_in()
    page = phone.open()
    phone.wait_for_worker()
    before = phone.entries()
    phone.choose(people="6-10")
    page.click("details.more summary")
    page.fill("[name=note]", NOTE)
    phone.context.set_offline(True)
    since = time.monotonic()
    phone.save()
    expect(page.locator("[data-says=offline]")).to_be_visible(timeout=1000)
    assert time.monotonic() - since < 1.5
    assert NOTE not in json.dumps(phone.kept("localStorage"))
    assert NOTE in json.dumps(phone.kept("sessionStorage"))
    page.reload()
    expect(page.locator("form.quick[data-quick='']")).to_be_visible()
    assert page.locator("[name=people]:checked").get_attribute("value") == "6-10"
    assert page.input_value("[name=note]") == NOTE
    expect(page.locator("p[data-choice]")).to_contain_text("BRU-07 · P1 · contacts")
    page.fill("[name=note]", f"{NOTE} Later.")
    page.goto("/log/")
    assert page.input_value("[name=note]") == f"{NOTE} Later.", "what was typed without a network is kept too"
    phone.context.set_offline(False)
    expect(page.locator("[data-says=back]")).to_be_visible()
    assert phone.entries() == before
    page.tap(".quick-save a")
    expect(page.locator(".quick-save button")).to_be_visible()
    assert page.locator("[name=choice]:checked").get_attribute("value") == CONTACTS
    assert page.locator("[name=people]:checked").get_attribute("value") == "6-10"
    assert phone.entries() == before
    phone.save()
    page.wait_for_selector(".quick-counts")
    assert phone.entries() == before + 1
    assert not phone.kept("localStorage")
    assert not phone.kept("sessionStorage")


def test_a_server_that_is_gone(phone: Phone) -> None:
    """The phone thinks it has a network and does not arrive: the form comes back with its draft, and saving again makes one entry."""
    phone.sign_in()
    page = phone.open()
    phone.wait_for_worker()
    before = phone.entries()
    phone.choose()
    key = page.input_value("form.quick [name=client_key]")
    page.evaluate("Object.defineProperty(Navigator.prototype, 'onLine', { get: () => true })")
    phone.context.set_offline(True)
    phone.save()
    expect(page.locator("form.quick[data-quick='']")).to_be_visible()
    assert page.url.endswith("/log/")
    phone.context.set_offline(False)
    page.goto("/log/")
    expect(page.locator(f"[value='{CONTACTS}']")).to_be_checked()
    assert page.input_value("form.quick [name=client_key]") == key
    phone.save()
    page.wait_for_selector(".quick-counts")
    assert phone.entries() == before + 1


def test_tapped_twice_and_sent_twice(phone: Phone) -> None:
    """A second tap sends nothing; the same note arriving twice is one entry and shows its first receipt."""
    phone.sign_in()
    page = phone.open()
    before = phone.entries()
    phone.choose()
    sent = page.evaluate("Object.fromEntries(new FormData(document.querySelector('form.quick')))")
    page.evaluate(
        "(form => { const button = form.querySelector('.quick-save button'); button.click(); button.click(); })(document.querySelector('form.quick'))"
    )
    page.wait_for_selector(".quick-counts")
    receipt = page.url.partition("?")[0]
    again = page.request.post("/log/", form=sent, headers={"referer": page.url})
    assert again.url == receipt
    assert phone.entries() == before + 1


def test_only_the_empty_form_is_kept(phone: Phone) -> None:
    """After a walk through what one may read, the caches hold the list written down here, to the byte what a stranger is handed."""
    phone.sign_in()
    phone.open()
    phone.wait_for_worker()
    for path in ("/", "/hotspots/", "/hotspots/BRU-07/plan/", "/hotspots/BRU-07/entries/", "/log/mine/", "/log/", "/account/security/"):
        phone.page.goto(path)
    found = phone.caches()
    language = phone.page.get_attribute("html", "lang")
    files = {f"/static/taskforce/{name}" for name in ("taskforce.css", "keeper.js", "quick_log.js", "favicon.svg")}
    assert set(found) == {f"/log/offline/{language}/", *files}
    stranger = phone.context.browser.new_context(base_url=phone.page.url.partition("/account")[0])  # type: ignore[union-attr]
    for path, contents in found.items():
        assert stranger.request.get(path).text() == contents, path
    stranger.close()
    person, place = address(WORKER), "Ribaucourt"
    assert not [path for path, contents in found.items() if person in contents or place in contents or "csrf" in contents]


def test_the_folded_line_says_what_is_under_it(phone: Phone) -> None:
    """Another day and another part of it show at once, and after a reload."""
    phone.sign_in()
    page = phone.open()
    page.click(".where summary")
    page.fill("[name=day]", "2024-11-13")
    page.select_option("[name=slot]", "morning")
    for _time in range(2):
        expect(page.locator("[data-when]")).to_contain_text("13/11/2024 · ")
        page.reload()
    phone.choose(people="0")
    phone.save()
    page.wait_for_selector(".quick-counts")
    assert phone.asked("SELECT day, slot FROM actions_entry ORDER BY id DESC LIMIT 1")[0] == ("2024-11-13", "morning")


def drafted(phone: Phone) -> None:
    """Begin a note, with a free text."""
    phone.choose()
    phone.page.click("details.more summary")
    phone.page.fill("[name=note]", NOTE)
    assert phone.kept("localStorage")
    assert phone.kept("sessionStorage")


def gone(phone: Phone) -> None:
    """Find nothing left of anybody."""
    phone.page.wait_for_function("navigator.serviceWorker.getRegistrations().then(all => all.length === 0)")
    phone.page.wait_for_function("caches.keys().then(names => names.length === 0)")
    assert (phone.kept("localStorage"), phone.kept("sessionStorage"), phone.caches()) == ({}, {}, {})


def leave(phone: Phone) -> None:
    """Sign out by the button in the header."""
    phone.page.click("details.account summary")
    phone.page.click("form[action='/sign-out/'] button")
    phone.page.wait_for_selector("[name=login]")


def test_signing_out_wipes_everything(phone: Phone) -> None:
    """Both storages, the caches and the worker; in the other window, too."""
    phone.sign_in()
    other = phone.page
    phone.open()
    phone.wait_for_worker()
    drafted(phone)
    phone.page = phone.context.new_page()
    phone.open()
    leave(phone)
    gone(phone)
    other.wait_for_selector("[name=login]")
    phone.page = other
    gone(phone)


def test_the_browser_wipes_on_our_word_alone(phone: Phone) -> None:
    """Chromium honours Clear-Site-Data on this address: what stays in a window is thrown away by the page it is led to."""
    phone.sign_in()
    phone.open()
    phone.wait_for_worker()
    drafted(phone)
    phone.context.route("**/keeper.js", lambda route: route.abort())
    leave(phone)
    assert (phone.kept("localStorage"), phone.caches(), phone.workers()) == ({}, {}, 0)


def test_a_session_that_slept_gives_the_draft_back(phone: Phone, database: Path) -> None:
    """After two hours: sign in again, and the note is there; a wrong password on the way costs nothing."""
    phone.sign_in()
    phone.open()
    drafted(phone)
    age(phone, 3 * 60 * 60)
    phone.save()
    expect(phone.page.locator("main .notice")).to_be_visible()
    phone.page.fill("[name=login]", address(WORKER))
    phone.page.fill("[name=password]", "not this one")
    phone.page.tap("main form button.primary >> nth=0")
    expect(phone.page.locator(".notice[role=alert]")).to_be_visible()
    phone.type_password()
    phone.page.wait_for_selector("form.quick")
    assert phone.page.input_value("[name=note]") == NOTE
    assert phone.page.locator("[name=people]:checked").get_attribute("value") == "3-5"


def age(phone: Phone, seconds: int) -> None:
    """Let the sessions of the site have been used last so long ago."""
    store = SessionStore()
    for key, data in phone.asked("SELECT session_key, session_data FROM taskforce_session"):
        held = store.decode(data)
        older = {name: int(held.get(name, time.time())) - seconds for name in (SEEN, SINCE)}
        phone.asked("UPDATE taskforce_session SET session_data = ? WHERE session_key = ?", store.encode({**held, **older}), key)


def test_a_seat_that_ends_wipes_everything(phone: Phone) -> None:
    """Whoever ended the session: what is left on the phone goes with the next page it asks for."""
    phone.sign_in()
    phone.open()
    phone.wait_for_worker()
    drafted(phone)
    phone.asked("DELETE FROM taskforce_session")
    phone.page.goto("/hotspots/")
    phone.page.wait_for_selector("[name=login]")
    gone(phone)


def test_what_is_refused_wipes_everything(phone: Phone) -> None:
    """A page that says one may not."""
    phone.sign_in()
    phone.open()
    phone.wait_for_worker()
    drafted(phone)
    answer = phone.page.goto("/hotspots/BRU-07/convene/")
    assert answer is not None
    assert answer.status == 403
    gone(phone)


def test_another_person_finds_nothing(phone: Phone) -> None:
    """A phone that changes hands after a session that slept: the next one's first page throws the draft away."""
    phone.sign_in()
    phone.open()
    drafted(phone)
    age(phone, 3 * 60 * 60)
    phone.page.goto("/log/")
    phone.type_password(COLLEAGUE)
    phone.page.wait_for_selector("details.account")
    assert WORKER not in phone.page.content()
    assert NOTE not in json.dumps([phone.kept("localStorage"), phone.kept("sessionStorage")])
    assert CONTACTS not in json.dumps(phone.kept("localStorage"))


def test_twelve_hours_are_enough(phone: Phone) -> None:
    """An old draft is not shown again, nor kept."""
    phone.sign_in()
    page = phone.open()
    drafted(phone)
    page.evaluate(
        """() => {
            const key = Object.keys(localStorage).find(one => one.startsWith("taskforce.log."));
            const kept = JSON.parse(localStorage.getItem(key));
            localStorage.setItem(key, JSON.stringify({ ...kept, since: kept.since - 12 * 60 * 60 * 1000 - 1 }));
        }"""
    )
    page.reload()
    assert page.input_value("[name=note]") == ""
    assert not page.locator(".quick input:checked").count()
    assert CONTACTS not in json.dumps(phone.kept("localStorage"))
    assert not phone.kept("sessionStorage")


def test_nobody_signed_in_finds_an_empty_house(phone: Phone) -> None:
    """The empty form shows no field to a phone nobody works with, and keeps nothing."""
    phone.page.goto("/log/offline/nl/")
    expect(phone.page.locator("[data-says=nobody]")).to_be_visible()
    expect(phone.page.locator("form.quick")).to_be_hidden()
    assert not phone.kept("localStorage")


def test_it_can_be_installed(phone: Phone) -> None:
    """Chromium reads the manifest without an objection; the icons are as large as they say."""
    phone.sign_in()
    page = phone.open()
    phone.wait_for_worker()
    session = phone.context.new_cdp_session(page)
    told = session.send("Page.getAppManifest")
    assert not told["errors"]
    manifest = json.loads(told["data"])
    assert (manifest["start_url"], manifest["scope"], manifest["lang"]) == ("/log/", "/", page.get_attribute("html", "lang"))
    for one in manifest["icons"][1:]:
        size = page.evaluate(
            "address => new Promise(done => { const it = new Image(); it.onload = () => done(`${it.naturalWidth}x${it.naturalHeight}`); it.src = address; })",
            one["src"],
        )
        assert size == one["sizes"]
    objections = {one["errorId"] for one in session.send("Page.getInstallabilityErrors")["installabilityErrors"]}
    assert objections <= {"in-incognito"}  # Playwright's windows keep nothing
    assert not violations(page)
