"""Every page, looked at in French and in Dutch, narrow and wide, light and dark: nothing breaks a rule of accessibility, nothing overflows."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.looking import LOOKS, Looker, measured

pytestmark = pytest.mark.browser

# Who looks at what; an address that asks for a right is looked at by whoever has it.
TOURS = {
    "bourgmestre.molenbeek": (
        "/",
        "/hotspots/BRU-14/",
        "/hotspots/BRU-13/plan/",
        "/hotspots/BRU-14/plan/v1/",
        "/hotspots/BRU-14/perimeters/",
        "/reports/",
        "/reports/BRU-14-2024-T3/sign/",
        "/reports/BRU-14-2024-T3/send-back/",
        "/reports/BRU-13-2024-T3/v1/",
        "/task-forces/BRU-14/",
        "/task-forces/BRU-14/timeline/",
        "/task-forces/BRU-14/timeline/?since=2024-09-01&until=2024-10-31",
        "/history/hotspots.hotspot/15/?from=1&to=2",
        "/history/hotspots.hotspot/15/?on=2024-06-01",
        "/history/hotspots.hotspot/15/erase/",
        "/orders/",
        "/hotspots/BRU-14/orders/",
        "/notices/",
        "/account/notices/",
        "/account/calendar/",
        "/shortcuts/",
    ),
    "coordination.molenbeek": (
        "/",
        "/reports/BRU-15-2024-T3/",
        "/reports/BRU-15-2024-T3/compose/",
        "/reports/BRU-13-2024-T3/",
        "/reports/remarks/2/answer/",
        "/hotspots/BRU-15/plan/",
        "/hotspots/BRU-15/plan/propose/",
        "/hotspots/BRU-15/plan/revise/",
        "/task-forces/BRU-15/invite/",
        "/task-forces/BRU-15/as-of/",
        "/task-forces/BRU-15/as-of/?list=actions.action&on=2024-09-01",
        "/hotspots/BRU-15/plan/?view=list",
        "/hotspots/BRU-15/plan/paste/",
        "/hotspots/BRU-13/meetings/",
        "/hotspots/BRU-15/meetings/prepare/",
        "/hotspots/BRU-13/commitments/",
        "/search/?q=plan",
        "/search/?q=x",
    ),
    "rue-2": (
        "/",
        "/log/",
        "/log/mine/",
        "/hotspots/BRU-07/log/",
        "/log/mine/",
        "/hotspots/BRU-07/actions/P1/log/",
        "/hotspots/BRU-07/entries/",
        "/hotspots/BRU-07/actions/P1/",
        "/hotspots/BRU-07/actions/P1/attach/",
        "/account/security/",
        "/account/security/application/",
        "/account/security/passkey/",
        "/account/security/password/",
        "/account/security/sessions/end/",
        "/account/calendar/",
        "/search/",
        "/search/?q=a",
        "/search/?q=rue",
        "/search/?q=zzzz",
        "/shortcuts/",
    ),
    "police-5341": (
        "/",
        "/hotspots/BRU-07/plan/",
        "/hotspots/BRU-07/actions/S3/",
        "/hotspots/BRU-07/actions/S3/block/",
        "/hotspots/BRU-07/actions/S3/amend/",
        "/measures/",
        "/typical-actions/",
        "/hotspots/BRU-07/meetings/",
        "/hotspots/BRU-07/meetings/1/",
        "/hotspots/BRU-07/meetings/2/",
        "/hotspots/BRU-07/commitments/",
        "/hotspots/BRU-07/orders/",
    ),
    "relecture": (
        "/",
        "/reports/desk/BRU-CELL/2024-T3/",
        "/reports/BRU-01-2024-T3/review/",
        "/reports/BRU-01-2024-T3/accept/",
        "/reports/periods/",
        "/history/reports.report/1/",
    ),
    "cellule": (
        "/",
        "/hotspots/",
        "/hotspots/propose/BRU-CELL/",
        "/hotspots/BRU-17/",
        "/hotspots/BRU-07/perimeters/draw/",
        "/hotspots/BRU-07/rule/suspend/",
        "/reports/",
        "/reports/periods/BRU-CELL/open/",
        "/reports/desk/BRU-CELL/2024-T3/compile/",
        "/task-forces/BRU-CELL/frame/",
        "/measures/add/",
    ),
    "conseil": ("/", "/hotspots/BRU-07/", "/reports/", "/reports/regional/BRU-2024-T3-R1/", "/reports/BRU-07-2024-T3/"),
    "secretariat": ("/", "/task-forces/BRU-COUNCIL/anchors/", "/anchors/1/keep/", "/reports/regional/BRU-2024-T3-R1/"),
    "audit": ("/", "/task-forces/BRU-07/timeline/", "/task-forces/BRU-07/readings/", "/task-forces/BRU-COUNCIL/anchors/"),
    "steward": (
        "/",
        "/task-forces/",
        "/task-forces/BRU-COUNCIL/",
        "/task-forces/BRU-COUNCIL/invite/",
        "/directory/",
        "/directory/organisations/add/",
    ),
}
KNOWN = {
    "fr": ("Accueil", "Rapports", "Annuaire", "Des lieux, pas des personnes."),
    "nl": ("Start", "Verslagen", "Adresboek", "Plaatsen, geen personen."),
}


@pytest.mark.parametrize("who", TOURS)
def test_every_page(looker: Looker, who: str) -> None:
    """Each page once in each language: in French as one of a pair of looks, in Dutch as the other; the policy is broken by none."""
    looker.sign_in(who, "fr")
    for language in ("fr", "nl"):
        if language != looker.language:
            looker.speak(language)
        for place, path in enumerate(TOURS[who]):
            looker.visit(path, LOOKS[place % 4 if language == "fr" else place % 4 ^ 1])
    assert not looker.faults, "\n".join(looker.faults)


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_the_door(looker: Looker, language: str) -> None:
    """Signing in, failing to, what does not exist and what one may not do."""
    looker.page.goto("/sign-in/")
    looker.speak(language)
    looker.visit("/sign-in/", *LOOKS)
    looker.page.press("[name=password]", "Enter")
    looker.page.wait_for_selector("[role=alert]")
    looker.look(LOOKS[3])
    looker.sign_in("rue-2", language)
    looker.visit("/nowhere/", *LOOKS[:2], status=404)
    looker.visit("/hotspots/BRU-07/convene/", *LOOKS[:2], status=403)
    assert not looker.faults, "\n".join(looker.faults)


def test_the_first_pages_in_every_look(looker: Looker) -> None:
    """What most people see most, narrow and wide, light and dark; and a form sent with nothing in it."""
    looker.sign_in("coordination.molenbeek", "fr")
    for path in ("/", "/hotspots/BRU-13/plan/", "/reports/BRU-13-2024-T3/"):
        looker.visit(path, *LOOKS)
    looker.page.goto("/task-forces/BRU-15/invite/")
    looker.page.click("main button.primary")
    looker.page.wait_for_selector("[role=alert]")
    for look in LOOKS[:2]:
        looker.look(look)
    assert not looker.faults, "\n".join(looker.faults)


def test_a_form_left_empty(looker: Looker) -> None:
    """The title says so; the summary has the focus; each of its lines leads to a field with the same words beside it."""
    page = looker.page
    looker.sign_in("coordination.molenbeek", "fr")
    page.goto("/hotspots/BRU-15/plan/propose/")
    page.click("main button.primary")
    expect(page.locator("[role=alert]")).to_be_focused()
    assert page.title().startswith("Erreur\u00a0:")
    lines = page.locator("[role=alert] li a").all()
    assert len(lines) > 1
    for line in lines:
        field = page.locator(".field-bad").filter(has=page.locator(str(line.get_attribute("href"))))
        expect(field).to_contain_text(line.inner_text().partition(" · ")[2])
    lines[0].click()
    assert page.evaluate("document.activeElement.matches('.field-bad :is(input, select, textarea)')")


NOTHING = (
    "/orders/?on=1999-01-01",
    "/hotspots/?on=1999-01-01",
    "/search/?q=zzzz",
    "/task-forces/BRU-15/timeline/?since=1999-01-01&until=1999-01-02",
)


def test_lists_that_find_nothing(looker: Looker) -> None:
    """They say so, and what to do next."""
    looker.sign_in("coordination.molenbeek", "fr")
    for path in (*NOTHING, "/hotspots/BRU-15/plan/?state=done", "/hotspots/BRU-15/meetings/", "/log/mine/"):
        looker.page.goto(path)
        if not looker.page.locator("main .empty").count():
            looker.fault("a list that finds nothing does not say so")
        looker.note("empty")
    assert not looker.faults, "\n".join(looker.faults)


@pytest.mark.parametrize("language", KNOWN)
def test_known_words(looker: Looker, language: str) -> None:
    """The menu and the foot of the page speak the reader's language."""
    looker.sign_in("cellule", language)
    text = looker.page.inner_text("body")
    assert [one for one in KNOWN[language] if one not in text] == []


def smuggled(tag: str, name: str = "", inside: str = "") -> str:
    """Put an element into the page; the policy lets nobody write it as text."""
    one = f"Object.assign(document.createElement('{tag}'), {{className: '{name}'}})"
    return f"document.querySelector('main').append({one}); document.querySelector('main > :last-child').append({inside})"


COVERED = smuggled("div", "cover") + "; document.querySelector('.cover').style.cssText = 'position: fixed; inset: 0'"
WRONG = {
    "label × 1": "document.querySelector('label[for=id_login]').remove()",
    "px wide on a screen of 320": "document.querySelector('main').style.width = '2000px'",
    "English: Skip to the content": "document.querySelector('main').append('Skip to the content')",
    "http://127.0.0.1:9/": "void fetch('http://127.0.0.1:9/', {mode: 'no-cors'}).catch(() => 0)",
    "px to tap, not 44: <button": "document.querySelector('main button.primary').style.cssText = 'min-height: 0; height: 30px; padding: 0'",
    "px to tap, not 24: <a": "document.querySelector('main a').style.cssText = 'display: inline-block; height: 12px; overflow: hidden'",
    "no ring around <button": "document.querySelector('main button.primary').style.outline = 'none'",
    "color-contrast": "document.querySelector('h1').style.color = '#ddd'",
    "a date written 2024-11-15": "document.querySelector('main').append(' 2024-11-15 ')",
    "a state without a shape": smuggled("span", "status status-ok", "'Bien'"),
    "an empty table": smuggled("table", inside="document.createElement('tbody')"),
    "nothing, and no next step": smuggled("div", "empty", "document.createElement('p')"),
    "says it is in another language": "document.documentElement.lang = 'nl'",
    "console: so it goes": "console.error('so it goes')",
    "script failed": "setTimeout(() => { throw new Error('so it goes') })",
    "bytes in": "performance.getEntriesByType = () => [{ name: location.origin, encodedBodySize: 70000 }]",
}


def test_a_fault_would_be_found(looker: Looker) -> None:
    """The guard is awake: a sound page has no fault; each fault smuggled into it is written down under its name."""
    page = looker.page
    page.goto("/sign-in/")
    looker.speak("fr")
    looker.weigh()
    looker.look(LOOKS[0])
    assert not looker.faults, "\n".join(looker.faults)
    for faults in (WRONG, {"under <div": COVERED}):
        page.goto("/sign-in/")
        looker.faults.clear()
        for script in faults.values():
            page.evaluate(script)
        looker.weigh()
        looker.look(LOOKS[0])
        for named in faults:
            assert any(named in one for one in looker.faults), f"{named}: {looker.faults}"


def test_a_caught_keyboard_would_be_found(looker: Looker) -> None:
    """The other guard is awake: a field that keeps the focus leaves the stops after it unreached."""
    page = looker.page
    page.goto("/sign-in/")
    measured(page)
    page.evaluate("document.querySelector('[name=login]').addEventListener('keydown', event => event.preventDefault())")
    for _stop in range(page.evaluate("strict.follow()") + 2):
        page.keyboard.press("Tab")
    assert any('name="password"' in one for one in page.evaluate("strict.missed()"))
