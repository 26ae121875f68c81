"""The guides, gone by: whoever follows one finds every button and heading it names, and its pictures are taken on the way."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, expect

from taskforce.guides import FAMILIES
from tests.browser.conftest import served
from tests.browser.guiding import PHONE, PICTURE, Newcomer, said_in, source
from tests.browser.looking import LOOKS, Looker

pytestmark = pytest.mark.browser
# Where pictures are to be written (make guide-images); otherwise they are taken and thrown away.
FOLDER = os.environ.get("GUIDE_IMAGES", "")
LANGUAGES = ("fr", "nl", "en") if FOLDER else ("fr", "nl")
MEETING = "/hotspots/BRU-07/meetings/"
WORDS = {
    "fr": ("Éclairage du square", "Les lampes du square passent en premier.", "Réparer les lampes du square."),
    "nl": ("Verlichting van het plein", "De lampen van het plein komen eerst.", "De lampen van het plein herstellen."),
    "en": ("Lights of the square", "The lamps of the square come first.", "Mend the lamps of the square."),
}


class Place(NamedTuple):
    """A served demonstration, and what it is made of."""

    site: str
    database: Path
    language: str


@pytest.fixture(scope="module", params=LANGUAGES)
def place(request: pytest.FixtureRequest, demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A demonstration of its own for the readers of one language."""
    database = Path(shutil.copy(demonstration, tmp_path_factory.mktemp(f"guides-{request.param}")))
    with served(database) as site:
        yield Place(site, database, request.param)


def prepared(one: Newcomer) -> None:
    """Convene a meeting, as the guide says."""
    one.sign_in("coordination.anderlecht")
    one.press("Home", "nav a")
    one.page.click("main a[href='/hotspots/BRU-07/'] >> nth=0")
    one.look()
    one.press("All meetings")
    one.press("Prepare a meeting")
    one.page.fill("[name=day]", "2024-11-22")
    one.page.fill("[name=place]", "Maison communale, salle 2")
    one.press("Prepare the meeting", "main form button")
    one.press("Put a point on the agenda")
    one.page.fill("[name=text]", WORDS[one.language][0])
    one.press("Put the point", "main form button")
    one.shoot("agenda", to=".masthead")
    one.press_twice("Call the meeting")


def held(one: Newcomer) -> None:
    """Record a decision and its commitment on the day, as the guide says."""
    _point, decision, promise = WORDS[one.language]
    one.sign_in("coordination.anderlecht")
    one.open(MEETING)
    one.page.click("main a:has-text('22/11/2024')")
    one.press_twice("Begin the meeting")
    one.page.fill("#decisions [name=text]", decision)
    one.page.select_option("#decisions [name=item]", label=re.sub(r"\s+", " ", one.page.locator("#decisions option").last.inner_text()))
    one.press("Save the decision", "main form button")
    one.page.select_option(
        "#commitments [name=organisation]", label=one.page.locator("option:text-matches('Propre|[Nn]et|[Cc]lean')").first.inner_text()
    )
    one.page.fill("#commitments [name=what]", promise)
    one.page.fill("#commitments [name=due]", "2024-12-13")
    one.press("Propose the commitment", "main form button")
    one.shoot("meeting", to="#decisions")
    one.press("Write down who is there")
    for choice in one.page.locator("main form select").all():
        choice.select_option("present")
    one.press("Save the attendance", "main form button")
    one.press_twice("Close and send the minutes")


def test_a_newcomer_goes_by_the_guide_of_the_coordinator(browser: Browser, place: Place, demonstration: Path, tmp_path: Path) -> None:
    """A meeting, a decision and a commitment by the words of the guide alone; the organisation finds the commitment on its first page."""
    promise = WORDS[place.language][2]
    database = Path(shutil.copy(demonstration, tmp_path))
    with served(database) as site:
        one = Newcomer(browser, site, "coordinator", place.language)
        prepared(one)
        one.leave()
    with served(database, "2024-11-22") as site:
        on_the_day = Newcomer(browser, site, "coordinator", place.language)
        held(on_the_day)
        for who, waits in (("logement", 0), ("proprete", 1)):
            on_the_day.sign_in(who)
            expect(on_the_day.page.locator("#commitments").get_by_text(promise)).to_have_count(waits)
        expect(on_the_day.found("Accept the commitment", "button")).to_be_visible()
        partner = Newcomer(browser, site, "partner", place.language)
        partner.sign_in("proprete")
        partner.shoot("commitment", to=".masthead")
        partner.press("Accept the commitment", "#commitments button")
        partner.look()
        assert partner.found("Say whether it was kept").is_visible()
        for reader in (on_the_day, partner):
            reader.leave()
    finished(on_the_day, one, there=coordinator_elsewhere(browser, place))
    finished(partner, there=partner_elsewhere(browser, place))


def coordinator_elsewhere(browser: Browser, place: Place) -> Newcomer:
    """What the guide of the coordinator says beside meetings."""
    one = Newcomer(browser, place.site, "coordinator", place.language)
    one.sign_in("coordination.anderlecht")
    one.open(
        "/hotspots/BRU-07/", "/hotspots/BRU-07/plan/", "/reports/BRU-07-2024-T4/", "/task-forces/BRU-07/", "/task-forces/BRU-07/invite/"
    )
    one.open("/hotspots/BRU-07/commitments/")
    one.sign_in("coordination.molenbeek")
    one.open("/hotspots/BRU-13/plan/")
    one.press("Revise the plan")
    one.page.fill("[name=reason]", WORDS[place.language][1])
    one.press("Revise the plan", "main form button")
    assert one.page.get_by_text(one.word("Submit the plan"), exact=True).is_visible()
    one.open("/reports/BRU-13-2024-T3/", "/reports/BRU-15-2024-T3/", "/reports/BRU-15-2024-T3/compose/")
    one.page.route("**/compose/keep/", lambda route: route.abort())  # what is kept while one writes is tried elsewhere
    for axis in ("security", "prevention", "neighbourhood"):
        one.page.fill(f"[name={axis}]", WORDS[place.language][1])
    one.press("Save the texts", "main form button")
    one.press("Check the answers")
    assert one.found("Submit the report").is_visible()
    return one


def partner_elsewhere(browser: Browser, place: Place) -> Newcomer:
    """What the guide of field workers and partners says beside commitments."""
    one = Newcomer(browser, place.site, "partner", place.language)
    one.sign_in("rue-2", **PHONE)
    one.page.click("main a[href='/log/?at=BRU-07']")
    one.look()
    one.page.click("label.tile >> nth=0")
    one.page.click("label.tile:has([name=people][value='3-5'])")
    one.shoot("log")
    one.press("Save the entry", "main form button")
    assert one.found("Undo (10 minutes)").is_visible()
    one.press("My notes")
    one.open("/hotspots/BRU-07/", "/hotspots/BRU-07/actions/P1/", "/hotspots/BRU-07/meetings/", "/hotspots/BRU-07/meetings/2/", "/log/")
    one.sign_in("stib")
    return one


def finished(*readers: Newcomer, there: Newcomer) -> None:
    """All words of the guide were met by one of them, and all its pictures taken; write these down where that is asked."""
    for one in readers:
        there.met |= one.met
        there.pictures |= one.pictures
    assert not there.missing(), f"{there.slug} ({there.language})"
    assert {name for _alt, name in PICTURE.findall(source(there.slug, there.language))} == {
        f"{one}-{there.language}" for one in there.pictures
    }
    if FOLDER:
        there.keep(Path(FOLDER))
    there.leave()


def test_the_guide_of_the_chair(browser: Browser, place: Place) -> None:
    """Approving, adopting, signing, extending, confirming."""
    one = Newcomer(browser, place.site, "chair", place.language)
    one.sign_in("bourgmestre.evere")
    one.open("/hotspots/BRU-17/")
    one.page.click("main a[href$='/approve/']")
    one.look()
    one.sign_in("bourgmestre.molenbeek")
    one.press("Sign the report")
    one.press("Sign the report")
    one.shoot("sign", to=".masthead")
    one.sign_in("coordination.anderlecht")
    one.open("/commitments/5/keep/")
    one.page.check("[name=kept][value=yes]")
    one.page.fill("[name=words]", WORDS[place.language][1])
    one.page.click("main form button.primary")
    one.sign_in("bourgmestre.anderlecht")
    one.open("/hotspots/BRU-16/plan/", "/orders/BRU-A-07/", "/orders/BRU-A-08/", "/commitments/5/")
    finished(there=one)


def test_the_guide_of_the_police(browser: Browser, place: Place) -> None:
    """Keeping something among themselves, counting the use of an order, moving an action."""
    one = Newcomer(browser, place.site, "police", place.language)
    one.sign_in("police-5341")
    one.open("/hotspots/BRU-07/", "/hotspots/BRU-07/plan/", f"{MEETING}1/", f"{MEETING}2/")
    one.press("Put a point on the agenda")
    one.page.check("[name=tier][value=axis]")
    one.shoot("restricted", to=".masthead")
    one.open("/orders/BRU-A-07/")
    one.press("Record its use")
    finished(there=one)


def test_the_guide_of_the_observer(browser: Browser, place: Place) -> None:
    """Seeing how things stand, and how they stood."""
    one = Newcomer(browser, place.site, "observer", place.language)
    one.sign_in("observatoire")
    one.open("/hotspots/BRU-07/")
    one.shoot("hotspot", to=".masthead")
    one.press("Open the plan")
    finished(there=one)


def test_the_guides_of_the_cell_and_the_council(browser: Browser, place: Place) -> None:
    """Reviewing, watching, compiling and proposing; then reading, adopting and filing."""
    one = Newcomer(browser, place.site, "cell", place.language)
    one.sign_in("relecture")
    one.press("Review the report")
    one.press("Review the report")
    one.page.select_option("[name=section]", "prevention")
    one.page.fill("main textarea[name=text]", WORDS[place.language][2])
    one.press("Add the remark", "main form button")
    one.shoot("review", to=".masthead")
    one.open("/reports/", "/reports/periods/", "/reports/desk/BRU-CELL/2024-T4/", "/hotspots/")
    one.sign_in("cellule")
    one.open("/reports/periods/", "/hotspots/", "/hotspots/BRU-17/", "/hotspots/propose/BRU-CELL/", "/reports/desk/BRU-CELL/2024-T3/")
    one.press("Compile the regional report")
    one.press("Compile the report", "main form button")
    finished(there=one)
    two = Newcomer(browser, place.site, "council", place.language)
    two.sign_in("conseil")
    two.open("/reports/", "/hotspots/BRU-07/", "/reports/regional/BRU-2024-T3-R1/")
    two.shoot("regional", to=".masthead")
    two.sign_in("secretariat")
    two.open("/council/BRU-COUNCIL/meetings/")
    two.open("/reports/regional/BRU-2024-T3-R2/", "/task-forces/BRU-COUNCIL/", "/task-forces/BRU-COUNCIL/anchors/")
    two.press("Sign off the anchor")
    finished(there=two)


def test_the_guide_of_the_auditor(browser: Browser, place: Place) -> None:
    """Reading the journal, and who read what."""
    one = Newcomer(browser, place.site, "auditor", place.language)
    one.sign_in("audit")
    one.page.click("main a[href='/task-forces/BRU-07/timeline/']")
    one.look()
    one.shoot("timeline", to=".masthead")
    one.press("Open the readings")
    one.open("/task-forces/BRU-COUNCIL/", "/task-forces/BRU-COUNCIL/anchors/")
    finished(there=one)


def test_the_guide_of_the_steward_and_the_first_steps(browser: Browser, place: Place) -> None:
    """Opening organisations and seats; then the invited person takes the seat by the link in the mail."""
    one = Newcomer(browser, place.site, "steward", place.language)
    one.open("/sign-in/")
    one.sign_in("steward")
    one.open("/directory/", "/directory/organisations/add/", "/task-forces/BRU-COUNCIL/", "/task-forces/BRU-07/")
    one.press("Invite somebody")
    one.page.locator("main details").first.evaluate("it => it.open = true")
    one.shoot("invite", to=".masthead")
    one.page.fill("[name=name]", "Nouvelle Personne")
    one.page.fill("[name=email]", "nouvelle@demo.example")
    one.page.select_option("select[name=language]", place.language)
    one.page.select_option("[name=organisation]", index=1)
    one.page.select_option("[name=role]", "observer")
    one.press("Send the invitation", "main form button")
    finished(there=one)
    two = Newcomer(browser, place.site, "start", place.language)
    link = re.findall(r"http://\S+(/join/\S+/)", place.database.with_suffix(".log").read_text())[-1]
    two.open(link)
    two.page.fill("[name=password]", "un long mot de passe")
    two.page.fill("[name=again]", "un long mot de passe")
    two.press("Take the seat", "main form button")
    two.open("/")
    two.press("Sign the charter")
    two.sign_in("rue-2")
    finished(there=two)


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_help_is_shown(looker: Looker, language: str) -> None:
    """Every guide, looked at narrow and wide, light and dark; one's own guides come first; pictures show and say what they show."""
    looker.sign_in("coordination.anderlecht", language)
    looker.visit("/help/", *LOOKS)
    own = looker.page.locator("main section").first
    assert own.locator("h3 a").evaluate_all("all => all.map(one => one.getAttribute('href'))") == ["/help/start/", "/help/coordinator/"]
    for number, family in enumerate(FAMILIES):
        looker.visit(f"/help/{family.slug}/", LOOKS[number % 4], LOOKS[number % 4 ^ 1])
        looker.page.locator("main details").evaluate_all("all => all.forEach(one => one.open = true)")
        for picture in looker.page.locator("main img").all():
            picture.scroll_into_view_if_needed()
            expect(picture).to_have_js_property("complete", value=True)
            assert picture.evaluate("it => it.naturalWidth") == int(picture.get_attribute("width") or 0)
            assert (picture.get_attribute("alt") or "").strip()
    looker.page.click("details.account summary")
    expect(looker.page.locator(".account-panel").get_by_role("link", name=said_in(language)["Help"])).to_be_visible()
    assert not looker.faults, "\n".join(looker.faults)


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_the_statement_is_open_to_all(looker: Looker, language: str) -> None:
    """Reached from the door, in the reader's language, in every look."""
    looker.page.goto("/sign-in/")
    looker.speak(language)
    looker.page.get_by_role("link", name=said_in(language)["Accessibility"]).click()
    expect(looker.page).to_have_url(f"{looker.site}/accessibility/")
    looker.visit("/accessibility/", *LOOKS)
    assert not looker.faults, "\n".join(looker.faults)
