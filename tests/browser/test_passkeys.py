"""Passkeys, with an authenticator inside Chromium: added under names, used instead of a password and after one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from reports.demo.stage import PASSWORD, address
from tests.browser.looking import LOOKS, Look, violations

pytestmark = pytest.mark.browser
WHO, OTHER = "bourgmestre.molenbeek", "relecture"
STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'"
)


@pytest.fixture
def page(browser: Browser, own_site: str) -> Iterator[Page]:
    """A window on the site by the name under which browsers allow passkeys without HTTPS, under a strict content policy."""
    context = browser.new_context(base_url=own_site.replace("127.0.0.1", "localhost"), reduced_motion="reduce", locale="en")
    context.route("**/*", _strictly)
    window = context.new_page()
    window.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    complaints.clear()
    yield window
    context.unroute_all(behavior="ignoreErrors")
    context.close()


complaints: list[str] = []


def _strictly(route: Any) -> None:
    """Answer with the policy of real use, so that what it would stop is stopped here."""
    if route.request.resource_type != "document":
        route.continue_()
        return
    answer = route.fetch(max_redirects=0)
    route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": STRICT})


def authenticator(page: Page) -> tuple[CDPSession, str]:
    """Put an authenticator into the browser that knows its owner and keeps passkeys."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }  # fmt: skip
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session, made["authenticatorId"]


def by_password(page: Page, who: str) -> None:
    """Type the address and the password."""
    page.goto("/sign-in/")
    page.fill("[name=login]", address(who))
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")


def english(page: Page) -> None:
    """Read in English."""
    page.click("details.account summary")
    page.click("button[name=language][value=en]")
    page.wait_for_selector("html[lang=en]")


def leave(page: Page) -> None:
    """Sign out."""
    page.goto("/sign-out/")
    page.click("main button.primary")
    page.wait_for_selector("[name=login]")


def looked_at(page: Page, *looks: Look) -> None:
    """Nothing on the page as it stands breaks a rule of accessibility, and nothing sticks out."""
    for look in looks:
        page.set_viewport_size({"width": look.width, "height": 800})
        page.emulate_media(color_scheme=look.scheme)
        assert violations(page) == []
        assert page.evaluate("document.scrollingElement.scrollWidth") <= look.width


def add(page: Page, name: str) -> None:
    """Add a passkey under a name."""
    page.goto("/account/security/passkey/")
    page.fill("[name=name]", name)
    page.get_by_role("button", name="Add the passkey").click()


def test_a_passkey_is_added(page: Page) -> None:
    """Under a name; recovery codes come with it; another one stands beside it; every page of it is good to look at."""
    session, first = authenticator(page)
    by_password(page, WHO)
    page.wait_for_selector("details.account")
    english(page)
    page.goto("/account/security/passkey/")
    looked_at(page, *LOOKS)
    add(page, "My phone")
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page.get_by_role("button", name="Make recovery codes").click()
    expect(page.locator(".codes li")).to_have_count(10)
    looked_at(page, *LOOKS)
    assert session.send("WebAuthn.getCredentials", {"authenticatorId": first})["credentials"][0]["isResidentCredential"]
    session.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": first})
    authenticator(page)
    add(page, "Key on my ring")
    expect(page.get_by_role("table", name="Second factors").get_by_role("rowheader")).to_have_text(["My phone", "Key on my ring"])
    looked_at(page, *LOOKS)
    assert complaints == []


def test_a_passkey_signs_in(page: Page) -> None:
    """Alone, to the page one came for; and after the password."""
    authenticator(page)
    by_password(page, OTHER)
    page.wait_for_selector("details.account")
    english(page)
    add(page, "My computer")
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    leave(page)
    page.goto("/sign-in/?next=/hotspots/")
    page.locator("form[data-passkey='sign-in'] button").click()
    page.wait_for_selector("details.account")
    assert page.url.endswith("/hotspots/")
    leave(page)
    by_password(page, OTHER)
    page.wait_for_url("**/sign-in/second-factor/")
    looked_at(page, *LOOKS)
    page.locator("form[data-passkey=show] button").click()
    page.wait_for_selector("details.account")
    assert complaints == []


def test_a_device_without_a_passkey_says_so(page: Page) -> None:
    """In words under the button; the password remains."""
    session, _known = authenticator(page)
    page.goto("/sign-in/")
    session.send("WebAuthn.setUserVerified", {"authenticatorId": _known, "isUserVerified": False})
    page.locator("form[data-passkey='sign-in'] button").click()
    expect(page.locator("form[data-passkey='sign-in'] [role=alert]")).to_be_visible()
    looked_at(page, LOOKS[0])
    by_password(page, WHO)
    page.wait_for_selector("h1")


def test_without_scripts_nothing_stands_in_the_way(browser: Browser, own_site: str) -> None:
    """The buttons of passkeys are not there; the rest is."""
    context = browser.new_context(base_url=own_site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/sign-in/")
    expect(page.locator("form[data-passkey]")).to_be_hidden()
    expect(page.locator("[name=login]")).to_be_visible()
    context.close()
