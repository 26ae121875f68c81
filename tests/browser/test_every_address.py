"""Every address that has a name, as every role that may open it: in two languages, narrow and wide, light and dark. Minutes; see make test-browser.

The demonstration is walked as it is served. What it has no example of (a plan that waits to be adopted, an account that is closed)
is looked at in the widened scene of tests/access, where there is something in every state, and who may open it is written.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Browser, Route

from taskforce.kernel.acts import acting
from tests.access.arrange import put
from tests.access.pages import DOOR, PAGES, Page
from tests.access.test_urls import VIEWS, ready, title
from tests.access.world import World, opened, undone
from tests.browser.atlas import ROLES
from tests.browser.conftest import alone, environment, served
from tests.browser.looking import DESK, PHONE, Look, Looker

pytestmark = [pytest.mark.browser, pytest.mark.heavy, pytest.mark.timeout(1700)]
LOOKS = tuple(Look(width, scheme) for width in (PHONE, DESK) for scheme in ("light", "dark"))
LANGUAGES = ("fr", "nl")
# Not pages of their own: files to take home, and what answers by leading elsewhere.
FILES = {
    "timeline_csv", "readings_csv", "actions:plan_template", "actions:evidence", "actions:meeting_calendar", "actions:meeting_file", "minutes",
    "minutes_annex", "reports:regional_pdf", "reports:version_pdf", "documents:bundle",
}  # fmt: skip
UNSEEN = {"actions:draft_plan", "connect"}
"""Shown to nobody in either scene: everywhere there is a plan, and no organisation signs its people in."""
CHANGING = re.compile(r'(?:csrfmiddlewaretoken|client_key)" value="[^"]*"|name="next" value="[^"]*"')
SITE = "http://taskforce.test"
known: set[tuple[str, str]] = set()


class Walk:
    """A looker who counts, and looks once only at what is the same to the letter for several roles."""

    def __init__(self, looker: Looker) -> None:
        self.looker, self.pages, self.alike = looker, 0, 0

    def visit(self, path: str) -> None:
        """Open a page and look at it in every way, unless somebody saw the very same."""
        looker = self.looker
        looker.put_on(LOOKS[0])
        response = looker.page.goto(path)
        self.pages += 1
        if response is None or response.status != 200:
            looker.fault(f"{path} answers {response and response.status}")
        looker.weigh()
        text = CHANGING.sub("", looker.page.inner_html("main"))
        key = (looker.language, hashlib.sha256(text.encode()).hexdigest())
        if key in known and path != "/":
            self.alike += 1
        else:
            known.add(key)
            looker.look(*LOOKS)

    def figures(self, what: str) -> str:
        """Say how much was looked at."""
        faults = len(self.looker.faults)
        return f"{what}: {self.pages} pages, {self.alike} the same as others saw, {self.looker.looked} looks, {faults} violations"


@pytest.fixture(scope="session")
def atlas(demonstration: Path) -> tuple[Path, Any]:
    """A demonstration whose links were followed as each role, once for all test processes: its file, and the places found."""
    copy, found = demonstration.with_name("walked.sqlite3"), demonstration.with_name("atlas.json")
    with alone(found.with_suffix(".lock")):
        if not found.exists():
            shutil.copy(demonstration, copy)
            command = [sys.executable, "-W", "ignore", "-m", "tests.browser.atlas"]
            surroundings = environment(copy) | {"DJANGO_SETTINGS_MODULE": "taskforce.settings"}
            said = subprocess.run(command, cwd=settings.ROOT, env=surroundings, check=True, capture_output=True, text=True)
            found.write_text(said.stdout)
    return copy, json.loads(found.read_text())


@pytest.fixture(scope="session")
def walked(atlas: tuple[Path, Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """That demonstration, served."""
    with served(Path(shutil.copy(atlas[0], tmp_path_factory.mktemp("walked")))) as address:
        yield address


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", ROLES)
def test_every_page_of_the_demonstration(browser: Browser, walked: str, atlas: tuple[Path, Any], role: str, language: str) -> None:
    """Whatever a role can click its way to."""
    given = atlas[1][ROLES[role]]
    context = browser.new_context(base_url=walked, reduced_motion="reduce")
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": given["session"], "url": walked}])
    looker = Looker(context.new_page(), walked)
    looker.page.goto("/shortcuts/")
    looker.speak(language)
    walk = Walk(looker)
    for _name, path in given["places"]:
        walk.visit(path)
    print(walk.figures(f"{role}, {language}"))
    context.close()
    assert not looker.faults, "\n".join(looker.faults)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The widened scene; a browser's loop may run beside it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        with opened(django_db_blocker) as it:
            yield it


def left(atlas: Any) -> set[str]:
    """The names no link of the demonstration leads to, and that are pages."""
    found = {name for given in atlas.values() for name, _path in given["places"]}
    return set(VIEWS) - found - DOOR - FILES


def shown(atlas: Any) -> list[Page]:
    """The rows of the written table in which they are shown to somebody."""
    return [row for row in PAGES if row.name in left(atlas) and row.ok == 200 and row.may]


def test_no_name_is_left_out(atlas: tuple[Path, Any]) -> None:
    """Every name is walked in the demonstration, or stands in the written table of who may open it, or is a file or a door."""
    leading_on = {row.name for row in PAGES if row.ok != 200}
    assert left(atlas[1]) - {row.name for row in shown(atlas[1])} - leading_on <= UNSEEN
    assert len({name for given in atlas[1].values() for name, _path in given["places"]}) >= 85


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_other_page(browser: Browser, world: World, atlas: tuple[Path, Any], language: str) -> None:
    """What the demonstration has no example of, as those see it who may: drawn by the same templates, read in the same browser."""
    rows = shown(atlas[1])
    context = browser.new_context(base_url=SITE, reduced_motion="reduce")
    looker = Looker(context.new_page(), SITE)
    looker.language = language
    walk = Walk(looker)
    drawn: dict[str, Any] = {}
    context.route("**/*", lambda route: _hand(route, drawn))
    for row in rows:
        path = reverse(row.name, args=row.args(world.sides["TST-01"]))
        drawn[path] = _drawn(world, row, path, language)
        walk.visit(path)
    print(walk.figures(f"the widened scene, {language}"))
    context.close()
    assert not looker.faults, "\n".join(looker.faults)
    assert len(rows) > 40, [title(row) for row in rows]


def _drawn(world: World, row: Any, path: str, language: str) -> Any:
    """Ask as one of those who may open it, in a language."""
    name = min(row.may)
    with undone():
        ready(world, row)
        with acting(world.cast.clerk, "tests.arrange"):
            put(getattr(world.cast, name), language=language)
        return world.browsers[name].get(path)


def _hand(route: Route, drawn: dict[str, Any]) -> None:
    """Hand the browser what was drawn, and our own files."""
    path = route.request.url.removeprefix(SITE)
    if path.startswith("/static/"):
        route.fulfill(path=settings.ROOT / "taskforce" / path.removeprefix("/").partition("?")[0])
    elif path in drawn:
        route.fulfill(status=drawn[path].status_code, body=drawn[path].content.decode(), content_type="text/html; charset=utf-8")
    else:
        route.fulfill(status=204)
