"""Real deeds by real hands: on a phone without scripts, by keyboard alone, in another language."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from reports.demo.stage import PASSWORD, address
from tests.browser.looking import DESK, LOOKS, PHONE, Looker

pytestmark = pytest.mark.browser


def test_a_worker_logs_on_a_phone_without_scripts(browser: Browser, site: str) -> None:
    """From the sign-in page to the entry in the list; the first field and the button need no sideways move."""
    context = browser.new_context(base_url=site, java_script_enabled=False, viewport={"width": PHONE, "height": 640}, has_touch=True)
    page = context.new_page()
    page.goto("/sign-in/")
    page.fill("[name=login]", address("rue-2"))
    page.fill("[name=password]", PASSWORD)
    page.tap("main button.primary")
    page.tap("main a[href='/log/?at=BRU-07']")
    page.tap("main a[href='/hotspots/BRU-07/log/']")
    page.tap("a[href='/hotspots/BRU-07/actions/P1/log/']")
    page.fill("[name^=value_] >> nth=0", "4")
    page.fill("[name=note]", "Rustige avond aan het metrostation.")
    page.tap("main button.primary")
    expect(page).to_have_url(f"{site}/hotspots/BRU-07/entries/")
    expect(page.get_by_role("status")).to_contain_text("P1")
    expect(page.get_by_text("Rustige avond aan het metrostation.")).to_have_count(1)
    context.close()


def press_until(page: Page, wanted: str, limit: int = 60) -> None:
    """Go on with the Tab key until the focus is on what is wanted, always in sight."""
    for _step in range(limit):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body || getComputedStyle(document.activeElement).outlineStyle !== 'none'")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    pytest.fail(f"{wanted} is not reached by the keyboard on {page.url}")


def test_a_remark_is_answered_by_keyboard(looker: Looker) -> None:
    """From the first page on, with Tab and Enter only; the focus is seen at every stop."""
    page = looker.page
    looker.sign_in("coordination.bruxelles", "fr")
    page.set_viewport_size({"width": DESK, "height": 800})
    page.goto("/reports/BRU-04-2024-T3/")
    press_until(page, "a[href='/reports/remarks/3/answer/']")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{looker.site}/reports/remarks/3/answer/")
    press_until(page, "textarea[name=answer]")
    page.keyboard.type("Le chiffre est corrigé.")
    press_until(page, "main button.primary")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{looker.site}/reports/BRU-04-2024-T3/")
    expect(page.locator("#remarks")).to_contain_text("Le chiffre est corrigé.")
    assert not looker.faults


def test_the_skip_link_comes_first(looker: Looker) -> None:
    """One key and Enter, and the reader is past the menu."""
    looker.sign_in("cellule", "fr")
    looker.page.goto("/hotspots/")
    looker.page.keyboard.press("Tab")
    expect(looker.page.locator(".skip")).to_be_focused()
    looker.page.keyboard.press("Enter")
    expect(looker.page.locator("#main")).to_be_focused()


def test_the_language_changes_and_the_page_stays(looker: Looker) -> None:
    """The address with its question, and all that stands on it, in the other language; it is kept for the next page."""
    looker.sign_in("nalezing", "nl")
    looker.page.goto("/hotspots/?on=2024-06-30")
    looker.speak("fr")
    expect(looker.page).to_have_url(f"{looker.site}/hotspots/?on=2024-06-30")
    expect(looker.page.locator("[name=on]")).to_have_value("2024-06-30")
    expect(looker.page.get_by_role("navigation", name="Menu principal")).to_contain_text("Accueil")
    looker.page.goto("/reports/")
    assert looker.page.get_attribute("html", "lang") == "fr"
    looker.speak("nl")


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_two_write_at_once(looker: Looker, language: str) -> None:
    """Two windows on one action: the second is shown both texts, good to look at in every look; what is kept is what was chosen."""
    looker.sign_in("police-5341", language)
    other, page, path = looker.page.context.new_page(), looker.page, "/hotspots/BRU-07/actions/S3/amend/"
    for window in (other, page):
        window.goto(path)
    for window, words in ((other, f"De 18 h à 2 h ({language})"), (page, f"De 18 h à 1 h ({language})")):
        window.fill("[name=description]", words)
        window.click("main button.primary")
    expect(page.locator(".both section")).to_have_count(2)
    for look in LOOKS:
        looker.look(look)
    page.click("main form button.primary >> nth=0")
    expect(page.get_by_text(f"De 18 h à 1 h ({language})").first).to_be_visible()
    other.close()
    assert not looker.faults, "\n".join(looker.faults)


def test_shortcuts_lead_on_and_can_be_switched_off(looker: Looker) -> None:
    """A stroke goes to the box, a question mark to the list, "g h" home; none while one types; off, none at all, also after a reload."""
    page = looker.page
    looker.sign_in("coordination.molenbeek", "fr")
    page.goto("/reports/")
    page.keyboard.press("/")
    expect(page.locator("#seek")).to_be_focused()
    page.keyboard.type("g h ? / BRU-13")
    expect(page.locator("#seek")).to_have_value("g h ? / BRU-13")
    page.fill("#seek", "bru-13")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{looker.site}/hotspots/BRU-13/")
    page.keyboard.press("g")
    page.keyboard.press("h")
    expect(page).to_have_url(f"{looker.site}/")
    page.keyboard.press("?")
    expect(page).to_have_url(f"{looker.site}/shortcuts/")
    page.uncheck("#shortcuts-on")
    page.goto("/reports/")
    for key in ("/", "g", "h", "?"):
        page.keyboard.press(key)
    expect(page).to_have_url(f"{looker.site}/reports/")
    expect(page.locator("#seek")).not_to_be_focused()
    page.goto("/shortcuts/")
    expect(page.locator("#shortcuts-on")).not_to_be_checked()
    page.check("#shortcuts-on")
    page.keyboard.press("Tab")
    page.goto("/reports/")
    page.keyboard.press("/")
    expect(page.locator("#seek")).to_be_focused()
    assert not looker.faults
