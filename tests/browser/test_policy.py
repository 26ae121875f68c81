"""The content policy in a real browser: nothing of ours breaks it, nothing of others gets round it, and nobody else is asked for anything."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.browser.looking import Looker

pytestmark = pytest.mark.browser
LISTENING = """
    window.__broken = [];
    window.__hits = [];
    window.__hit = number => { window.__hits.push(number); };
    document.addEventListener("securitypolicyviolation", event => window.__broken.push(`${event.violatedDirective} ${event.blockedURI}`));
"""
POISONED = {
    "coordination.molenbeek": (
        "/",
        "/hotspots/BRU-15/plan/",
        "/reports/BRU-13-2024-T3/",
        "/reports/BRU-15-2024-T3/compose/",
        "/task-forces/BRU-15/",
    ),
    "police-5341": (
        "/hotspots/BRU-07/plan/",
        "/hotspots/BRU-07/actions/S3/",
        "/hotspots/BRU-07/actions/S3/amend/",
        "/hotspots/BRU-07/entries/",
    ),
    "cellule": (
        "/",
        "/hotspots/",
        "/hotspots/BRU-07/",
        "/hotspots/BRU-07/perimeters/",
        "/directory/",
        "/measures/",
        "/reports/",
        "/history/hotspots.hotspot/7/",
    ),
    "conseil": ("/", "/reports/regional/BRU-2024-T3-R1/", "/hotspots/BRU-07/"),
}


def listening(browser: Browser, site: str) -> Iterator[Looker]:
    """Somebody who looks at pages while every breach, every script and every dialog is written down."""
    context = browser.new_context(base_url=site, reduced_motion="reduce")
    context.add_init_script(LISTENING)
    looker = Looker(context.new_page(), site)

    def heard(dialog: Any) -> None:
        looker.fault(f"dialog: {dialog.message}")
        dialog.dismiss()

    looker.page.on("dialog", heard)
    yield looker
    context.close()


@pytest.fixture
def watcher(browser: Browser, site: str) -> Iterator[Looker]:
    """A watcher of the demonstration."""
    yield from listening(browser, site)


@pytest.fixture
def victim(browser: Browser, poisoned: str) -> Iterator[Looker]:
    """A watcher of the poisoned one."""
    yield from listening(browser, poisoned)


def opened(looker: Looker, path: str) -> None:
    """Open a page, wait until it is quiet, and write down what broke or ran."""
    response = looker.page.goto(path, wait_until="load")
    if response is None or response.status not in {200, 403, 404}:
        looker.fault(f"answers {response and response.status}")
    for name in ("__broken", "__hits"):
        for one in looker.page.evaluate(f"window.{name}"):
            looker.fault(f"{name}: {one}")


def test_the_door_and_the_errors_keep_the_policy(watcher: Looker) -> None:
    """Before one has signed in, and where nothing is."""
    for path in ("/sign-in/", "/nowhere/", "/static/nothing.css"):
        opened(watcher, path)
    watcher.sign_in("rue-2", "nl")
    for path in ("/hotspots/BRU-07/convene/", "/evidence/999999/"):
        opened(watcher, path)
    assert not watcher.faults, "\n".join(watcher.faults)


@pytest.mark.parametrize("who", POISONED)
def test_scripts_people_wrote_do_not_run(victim: Looker, who: str) -> None:
    """A sample of all pages, in a real browser: nothing runs, nothing is asked for, no dialog opens; and the strings are there."""
    victim.sign_in(who, "fr")
    for path in POISONED[who]:
        opened(victim, path)
        _touch(victim.page)
        assert "x5s" in victim.page.content(), path
    assert not victim.faults, "\n".join(victim.faults)


def _touch(page: Page) -> None:
    """Go with the mouse and the keyboard where a script might wait for them."""
    for place in (200, 400, 600):
        page.mouse.move(400, place)
        page.keyboard.press("Tab")


def test_a_breach_would_be_found(watcher: Looker) -> None:
    """The guard is awake: a script, a style and a picture from elsewhere, smuggled into a page of ours, are blocked and written down."""

    def smuggle(route: Route) -> None:
        answer = route.fetch()
        smuggled = (
            "<script>window.__hit(1)</script><p style='color:red'>x</p><img src='http://127.0.0.1:9/x5s' onerror='window.__hit(2)'></body>"
        )
        route.fulfill(response=answer, body=answer.text().replace("</body>", smuggled))

    watcher.page.route("**/sign-in/", smuggle)
    opened(watcher, "/sign-in/")
    for expected in ("script-src-elem inline", "style-src-attr inline", "img-src http://127.0.0.1:9/x5s", "console:"):
        assert any(expected in one for one in watcher.faults), f"{expected}: {watcher.faults}"
    assert not any("__hits" in one for one in watcher.faults)


def test_without_the_policy_the_strings_would_run(browser: Browser, site: str) -> None:
    """The other guard is awake: the hook hears a script that does run."""
    for watcher in listening(browser, site):
        watcher.page.route("**/sign-in/", lambda route: route.fulfill(body="<img src=x5s onerror=__hit(7)>", content_type="text/html"))
        watcher.page.goto("/sign-in/")
        watcher.page.wait_for_function("window.__hits.length")
        assert watcher.page.evaluate("window.__hits") == [7]
