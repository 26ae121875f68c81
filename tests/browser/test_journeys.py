"""The core journeys of daily work, by keyboard alone, without scripts, and counted in clicks: on a demonstration of their own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from reports.demo.stage import PASSWORD, address
from tests.browser.looking import DESK, PHONE, measured

pytestmark = pytest.mark.browser
STOPS = 140
RING = """() => {
    const one = document.activeElement, ring = one.closest(".tile") ?? one;
    return one === document.body || [one, ring].some(it => getComputedStyle(it).outlineStyle !== "none");
}"""


class Keys:
    """Somebody with a keyboard and nothing else."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def enter(self, who: str) -> None:
        """Sign in from the empty door."""
        self.page.goto("/sign-in/")
        self.write("[name=login]", address(who))
        self.write("[name=password]", PASSWORD)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        expect(self.page.locator("details.account")).to_be_visible()

    def reach(self, wanted: str) -> None:
        """Go on with the Tab key until the focus is on what is wanted, seen at every stop."""
        for _stop in range(STOPS):
            if self.page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
                return
            self.page.keyboard.press("Tab")
            assert self.page.evaluate(RING), f"no ring on {self.page.url}"
        pytest.fail(f"{wanted} is not reached by the keyboard on {self.page.url}")

    def go(self, wanted: str) -> None:
        """Reach something, and press Enter on it."""
        self.reach(wanted)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def write(self, wanted: str, words: str) -> None:
        """Reach a field and type."""
        self.reach(wanted)
        self.page.keyboard.type(words)

    def choose(self, wanted: str, times: int = 1) -> None:
        """Reach a list and go down in it."""
        self.reach(wanted)
        for _time in range(times):
            self.page.keyboard.press("ArrowDown")


@pytest.fixture
def desk(browser: Browser, own_site: str) -> Iterator[BrowserContext]:
    """A desk nobody sits at yet."""
    context = browser.new_context(base_url=own_site, viewport={"width": DESK, "height": 800}, reduced_motion="reduce")
    context.set_default_timeout(60_000)
    yield context
    context.close()


@pytest.fixture
def keys(desk: BrowserContext) -> Keys:
    """Somebody at the desk, without a mouse."""
    return Keys(desk.new_page())


@pytest.fixture
def plain(browser: Browser, own_site: str) -> Iterator[Page]:
    """A phone that runs no script."""
    context = browser.new_context(base_url=own_site, java_script_enabled=False, viewport={"width": PHONE, "height": 640})
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()


def signed_in(page: Page, who: str) -> Page:
    """Come in by the door."""
    page.goto("/sign-in/")
    page.fill("[name=login]", address(who))
    page.fill("[name=password]", PASSWORD)
    page.click("main button.primary >> nth=0")
    page.wait_for_selector("details.account")
    return page


def test_a_mayor_signs_by_keyboard(keys: Keys) -> None:
    """1 sign in, 2 open what waits: two stops after the skip link, 3 sign the report."""
    page = keys.page
    keys.enter("bourgmestre.molenbeek")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the skip link
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.task-link')"), "what waits is the first stop of the page"
    keys.go(".task-link")
    keys.go("main a[href='/reports/BRU-14-2024-T3/sign/']")
    keys.go("main button.primary")
    assert page.url.endswith("/reports/BRU-14-2024-T3/v1/receipt/")
    expect(page.locator("main [role=status]")).not_to_be_empty()


def test_a_coordinator_works_by_keyboard(keys: Keys) -> None:
    """4 write a section of the report, 5 propose an action, 6 prepare a meeting, 7 change the language, 8 search."""
    page = keys.page
    keys.enter("coordination.molenbeek")
    page.goto("/reports/BRU-15-2024-T3/compose/")
    keys.write("[name=difficulties]", "Le chantier bloque la rue.")
    keys.go("main button.primary")
    page.goto("/reports/BRU-15-2024-T3/compose/")
    expect(page.locator("[name=difficulties]")).to_have_value("Le chantier bloque la rue.")
    page.goto("/hotspots/BRU-15/plan/propose/")
    keys.reach("[name=axis]")
    page.keyboard.press("Space")
    keys.write("[name=title]", "Éclairer le passage")
    keys.choose("[name=organisation]", 3)
    keys.go("main button.primary")
    expect(page.locator("main")).to_contain_text("Éclairer le passage")
    page.goto("/hotspots/BRU-15/meetings/prepare/")
    keys.write("[name=day]", "12122024")
    keys.write("[name=place]", "Maison communale")
    keys.go("main button.primary")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("main")).to_contain_text("12/12/2024")
    keys.reach("details.account summary")
    page.keyboard.press("Enter")
    keys.go("button[name=language][value=nl]")
    expect(page.locator("html[lang=nl]")).to_have_count(1)
    page.goto("/search/")
    keys.write("main [name=q]", "Éclairer")
    keys.go("main [name=q]")
    expect(page.locator("main")).to_contain_text("Éclairer le passage")


def test_a_partner_works_by_keyboard(keys: Keys) -> None:
    """9 change the state of an action on its card, 10 filter the plan and see it as a list."""
    page = keys.page
    keys.enter("police-5341")
    page.goto("/hotspots/BRU-07/plan/?state=running")
    keys.choose("#step-S3")
    chosen = page.eval_on_selector("#step-S3", "one => one.value")
    assert chosen
    page.keyboard.press("Tab")
    keys.go("button:focus")
    expect(page.locator("main :is(.notice-ok, .move)").first).to_be_visible()
    page.goto("/hotspots/BRU-07/plan/")
    keys.choose("[name=lead]", 2)
    keys.go("main form.filters button[value=list]")
    expect(page.locator("main table").first).to_be_visible()
    assert "lead=BRU" in page.url
    assert "view=list" in page.url


def test_a_reviewer_works_by_keyboard(keys: Keys) -> None:
    """11 read the desk and remark on a report; 12 a form left empty leads to what is missing, and back."""
    page = keys.page
    keys.enter("relecture")
    page.goto("/reports/desk/BRU-CELL/2024-T3/")
    keys.go("main a[href*='/reports/BRU-01-2024-T3/']")
    page.goto("/reports/BRU-01-2024-T3/review/")
    keys.go("main form.form button.primary")
    expect(page.locator("[role=alert]")).to_be_focused()
    assert page.title().startswith("Erreur")
    keys.reach("[role=alert] a")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.matches('form.form :is(input, select, textarea)')")
    keys.choose("[name=section]")
    keys.write("[name=text]", "Combien de soirées ?")
    keys.go("main form.form button.primary")
    expect(page.locator("main")).to_contain_text("Combien de soirées ?")


def test_the_keyboard_is_never_caught(keys: Keys) -> None:
    """Every stop of a page is reached, and the page is left at its end."""
    page = keys.page
    keys.enter("coordination.molenbeek")
    for path in ("/", "/hotspots/BRU-13/", "/hotspots/BRU-13/plan/", "/hotspots/BRU-15/plan/propose/"):
        page.goto(path)
        measured(page)
        for _stop in range(page.evaluate("strict.follow()") + 2):
            page.keyboard.press("Tab")
        assert page.evaluate("strict.missed()") == [], path


def test_a_mayor_approves_in_few_clicks_without_scripts(plain: Page) -> None:
    """One click opens what waits for her; with two more the plan is adopted: no script runs."""
    signed_in(plain, "bourgmestre.anderlecht")
    plain.click(".task-link[href='/hotspots/BRU-16/plan/']")
    plain.click("main a.primary")
    plain.click("main form.form button.primary")
    expect(plain.locator("main [role=status] .notice-ok")).to_be_visible()
    assert plain.url.endswith("/hotspots/BRU-16/plan/")


def test_reading_and_reviewing_without_scripts(plain: Page) -> None:
    """A reviewer reads the desk, remarks on a report and reaches its acceptance: no script runs."""
    signed_in(plain, "relecture")
    plain.goto("/reports/desk/BRU-CELL/2024-T3/")
    plain.click("main a[href*='/reports/BRU-01-2024-T3/'] >> nth=0")
    plain.goto("/reports/BRU-01-2024-T3/review/")
    plain.select_option("[name=section]", index=1)
    plain.fill("[name=text]", "Sans script.")
    plain.click("main form.form button.primary")
    expect(plain.locator("main")).to_contain_text("Sans script.")
    plain.goto("/reports/BRU-01-2024-T3/accept/")
    expect(plain.locator("main form.form button.primary")).to_be_visible()


LISTS = ("/orders/?state=in_force", "/hotspots/BRU-07/plan/?state=running&view=list", "/hotspots/?on=2024-06-30")


def test_a_filtered_list_is_the_same_for_a_colleague(desk: BrowserContext, browser: Browser, own_site: str) -> None:
    """The address copied to somebody with the same rights shows the same rows, in another language."""
    other = browser.new_context(base_url=own_site)
    both = (signed_in(desk.new_page(), "relecture"), signed_in(other.new_page(), "nalezing"))
    for path in LISTS:
        mine, theirs = (_rows(page, path) for page in both)
        assert mine == theirs, path
        assert mine, path
    other.close()


def _rows(page: Page, path: str) -> list[str]:
    """Where the rows of a list lead."""
    page.goto(path)
    return list(page.locator("main tbody tr").evaluate_all("all => all.map(one => one.querySelector('a')?.getAttribute('href'))"))
