"""Every page, looked at in French and in Dutch, narrow and wide, light and dark: nothing breaks a rule of accessibility, nothing overflows."""

from __future__ import annotations

import pytest

from tests.browser.looking import LOOKS, Looker, violations

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
    ),
    "rue-2": (
        "/",
        "/hotspots/BRU-07/log/",
        "/hotspots/BRU-07/actions/P1/log/",
        "/hotspots/BRU-07/entries/",
        "/hotspots/BRU-07/actions/P1/",
    ),
    "police-5341": (
        "/",
        "/hotspots/BRU-07/plan/",
        "/hotspots/BRU-07/actions/S3/",
        "/hotspots/BRU-07/actions/S3/block/",
        "/hotspots/BRU-07/actions/S3/amend/",
        "/measures/",
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
@pytest.mark.parametrize("language", ["fr", "nl"])
def test_every_page(looker: Looker, who: str, language: str) -> None:
    """Each page once in each language: in French as one of a pair of looks, in Dutch as the other."""
    looker.sign_in(who, language)
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


@pytest.mark.parametrize("language", KNOWN)
def test_known_words(looker: Looker, language: str) -> None:
    """The menu and the foot of the page speak the reader's language."""
    looker.sign_in("cellule", language)
    text = looker.page.inner_text("body")
    assert [one for one in KNOWN[language] if one not in text] == []


def test_a_fault_would_be_found(looker: Looker) -> None:
    """The guard is awake: a label taken away, a strange address, a wide page and an English sentence are all written down."""
    looker.page.goto("/sign-in/")
    looker.language = "fr"
    assert violations(looker.page) == []
    looker.page.evaluate("document.querySelector('label[for=id_username]').remove()")
    looker.page.evaluate("document.querySelector('main').style.width = '2000px'")
    looker.page.evaluate("document.querySelector('main').append('Skip to the content')")
    looker.page.evaluate("void fetch('http://127.0.0.1:9/', {mode: 'no-cors'}).catch(() => 0)")
    looker.look(LOOKS[0])
    for expected in ("label × 1", "px wide on a screen of 360", "English: Skip to the content", "http://127.0.0.1:9/"):
        assert any(expected in one for one in looker.faults), f"{expected}: {looker.faults}"
