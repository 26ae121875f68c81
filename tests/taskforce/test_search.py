"""The search: straight to a code, else whatever holds every word; only what one may see, and nothing tells of the rest."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from actions.models import Action, Objective
from taskforce import services
from taskforce.desk import search as desk
from taskforce.desk.search import SEARCHED, Line, Searched, search, straight
from taskforce.kernel.acts import acting
from taskforce.kernel.folding import PAIRS, RANGES, fold, pattern, words_of
from taskforce.kernel.journal import Reading
from taskforce.kernel.seal.sealing import seal
from taskforce.models import Organisation
from tests.access.arrange import enter, put
from tests.cast import Cast, a_file, an_entry

pytestmark = pytest.mark.django_db


def found(client: Client, q: str, **more: str) -> dict[str, list[str]]:
    """What a search shows, kind by kind."""
    answer = client.get("/search/", {"q": q, **more})
    assert answer.status_code == 200, answer.headers
    return {group.name: [line.title for line in group.lines] for group in answer.context.get("groups", [])}


# Words


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Œuvre Élève", ["oeuvre", "eleve"]),
        ("l’eau-de-vie !", ["l-eau-de-vie"]),
        ("STRAẞE Straße", ["strasse", "strasse"]),
        ("İĳssel", ["iijssel"]),
        ("Łódź Ørsted", ["lodz", "orsted"]),
        ("«BRU–07»", ["bru-07"]),
        ("Ｆｕｌｌ", ["full"]),
        ("Ἀθῆναι Ёлка", ["αθηναι", "елка"]),
        ("…!? €", []),
    ],
)
def test_words_are_split_and_folded(typed: str, words: list[str]) -> None:
    """Letters and digits, small, without accents, whatever stands between them."""
    assert words_of(typed) == words


def test_a_letter_finds_itself_however_it_is_accented() -> None:
    """Every letter there is in the ranges, by its plain form, composed or taken apart; and the plain form by itself."""
    asked = 0
    for one in (chr(code) for since, until in RANGES for code in range(since, until)):
        plain = fold(one)
        if not (one.isalnum() and plain.isalnum()):
            continue
        asked += 1
        assert re.search(f"^{pattern(plain)}$", one), one
        assert re.search(f"^{pattern(plain)}$", plain), one
    assert asked > 1000
    assert {"oe", "ae", "ss", "ij"} <= set(PAIRS)


TITLES = {
    "Éclairage du café": ("eclairage", "ÉCLAIRAGE", "cafe", "CAFÉ", "cafe\u0301"),
    "Cafe\u0301 décomposé": ("décomposé", "decompose", "cafe decompose"),
    "Œuvre de la Sœur": ("oeuvre", "œuvre", "soeur", "SŒUR oeuvre"),
    "Straße nach IJmuiden": ("strasse", "straße", "ĳmuiden", "IJMUIDEN"),
    "Coördinatie wijk ’t Zuid": ("coordinatie", "COÖRDINATIE", "t zuid"),
    "Łódź, Ørsted & Ñandú": ("lodz", "orsted", "nandu"),
    "Площадь Ёлок": ("елок", "ПЛОЩАДЬ"),
    "50 % de [plus] (ou) \\moins\\ ^*$": ("50 plus", "ou moins"),
}


@pytest.mark.parametrize("title", TITLES)
def test_accents_and_case_do_not_matter(title: str, cast: Cast) -> None:
    """On whichever database this runs; and a word that does not stand there is not found."""
    with acting(cast.clerk, "tests.arrange"):
        put(cast.action("S1"), title=title)
    client = enter(cast.police)
    for asked in TITLES[title]:
        assert found(client, asked)["actions"] == [f"S1 · {title}"], asked
        assert "actions" not in found(client, f"{asked} nirgends"), asked


def test_every_word_must_stand_somewhere(cast: Cast) -> None:
    """In one field or in several, in any order; not all of them is not enough."""
    with acting(cast.clerk, "tests.arrange"):
        put(cast.action("V1"), description="Chaque mardi, avec les riverains")
    client = enter(cast.cleaning)
    assert found(client, "riverains nettoy")["actions"] == ["V1 · Nettoyages"]
    assert found(client, "NETTOY mardi V1")["actions"] == ["V1 · Nettoyages"]
    assert found(client, "nettoy mercredi") == {}


def test_signs_are_no_pattern(cast: Cast) -> None:
    """What means something to a database or to an expression means nothing here."""
    client = enter(cast.police)
    for typed in ("pat.ouilles", "pat%lles", "pat_ouilles", "[p]atrouille", "(patrouilles|x)", "patr+ouilles", "^patrouille$ xx"):
        assert "actions" not in found(client, typed), typed
    assert found(client, "«patrouilles»!")["actions"] == ["S1 · Patrouilles"]


# What is found


def test_a_few_of_each_are_shown_and_more_on_demand(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten, then a hundred of one kind, the latest first; never how many there are."""
    with acting(cast.clerk, "tests.arrange"):
        for number in range(12):
            Objective.objects.create(
                workspace=cast.plan.workspace, plan=cast.plan, axis="security", statement=f"Zebra {number}", indicator="I"
            )
    client = enter(cast.mayor)
    page = client.get("/search/", {"q": "zebra"})
    assert found(client, "zebra")["objectives"] == [f"Zebra {number}" for number in range(11, 1, -1)]
    assert 'href="?q=zebra&amp;kind=objectives"' in page.content.decode()
    assert len(found(client, "zebra", kind="objectives")["objectives"]) == 12
    assert "more than a hundred" not in client.get("/search/?q=zebra&kind=objectives").content.decode()
    monkeypatch.setattr(desk, "ALL_SHOWN", 11)
    assert "There are more than a hundred." in client.get("/search/?q=zebra&kind=objectives").content.decode()
    assert "12" not in re.sub(r"<[^>]*>", "", page.content.decode().split("<main")[1]), "the number is told nowhere"
    assert found(client, "zebra", kind="nothing-known") == found(client, "zebra")


def test_only_the_latest_are_looked_at_where_work_grows(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the page says so, counting nothing but what this person may see."""
    for code in ("S1", "P1"):
        with acting(cast.clerk, "tests.arrange"):
            for number in range(3):
                an_entry(cast.action(code), note=f"Zebra {number}")
    monkeypatch.setattr(desk, "REACH", 2)
    page = enter(cast.police).get("/search/", {"q": "zebra"})
    assert [len(group.lines) for group in page.context["groups"]] == [2]
    assert b"Only the latest 20,000 were searched." in page.content
    monkeypatch.setattr(desk, "REACH", 3)
    page = enter(cast.police).get("/search/", {"q": "zebra"})
    assert [(len(group.lines), group.cut) for group in page.context["groups"]] == [(3, False)], "the others' three do not count"


# What is not found


def test_what_was_erased_is_not_found(cast: Cast) -> None:
    """Nor what stood there before."""
    client = enter(cast.mayor)
    assert found(client, "dealing seen")["hotspots"]
    seal()
    services.erase(by=cast.mayor, thing=cast.hotspot, field="reason", fragment="dealing", reason="Article 17")
    assert [line for line in found(client, "dealing seen").get("hotspots", []) if "TST-01" in line] == []
    with acting(cast.clerk, "tests.arrange"):
        put(cast.action("S1"), title="Autre chose")
    assert found(client, "patrouilles") == {}, "history is not searched"


def test_files_that_are_gone_are_not_found(cast: Cast) -> None:
    """Their titles stay in the list of the action, with why they were removed."""
    with acting(cast.clerk, "tests.arrange"):
        it = a_file(cast.action("S1"), cast.police, title="Zebra")
    client = enter(cast.police)
    assert found(client, "zebra") == {"evidence": ["Zebra"]}
    with acting(cast.clerk, "tests.arrange"):
        put(it, state="removed", blob=None)
    assert found(client, "zebra") == {}


def test_people_are_found_while_they_sit(cast: Cast) -> None:
    """By name, part and organisation; never by their address, and not once they have left."""
    client = enter(cast.coordinator)
    assert found(client, "person worker") == {"people": ["Person worker · Field worker"]}
    assert found(client, "worker test.invalid") == {}
    services.unseat(by=cast.coordinator, seat=cast.seat("worker"), reason="Left")
    assert found(client, "person worker") == {}


def test_what_is_restricted_is_noted_as_read(cast: Cast) -> None:
    """As lists do it: what is found, also by its code; what is not found is not noted."""
    enter(cast.cleaning).get("/search/", {"q": "canari"})
    assert not Reading.objects.exists()
    enter(cast.police).get("/search/", {"q": "canari"})
    assert [(one.by, one.subject_type, one.subject_id) for one in Reading.objects.all()] == [
        (cast.police, "actions.action", cast.action("S2").pk)
    ]
    enter(cast.worker).get("/search/", {"q": "canari"})
    assert [one.subject_type for one in Reading.objects.filter(by=cast.worker)] == ["actions.entry"]
    enter(cast.prosecutor).get("/search/", {"q": "S2"})
    assert Reading.objects.filter(by=cast.prosecutor, subject_id=cast.action("S2").pk).exists()


# The form and the page


@pytest.mark.parametrize(
    ("q", "words"),
    [
        ("", "Write a code or a word to look for."),
        ("  ", "Write a code or a word to look for."),
        ("a", "Write two letters or digits at least."),
        ("…!", "Write two letters or digits at least."),
        ("é", "Write two letters or digits at least."),
        ("un deux trois quatre cinq six sept huit neuf", "Write eight words at most."),
        ("x" * 101, "at most 100 characters"),
        ("a\0b", "Null characters are not allowed."),
    ],
)
def test_what_cannot_be_looked_for_is_said_at_the_field(q: str, words: str, cast: Cast) -> None:
    """And what was typed stays in it."""
    page = enter(cast.mayor).get("/search/", {"q": q})
    text = unescape(page.content.decode())
    assert page.status_code == 200
    assert text.count(words) == 2, "in the summary and at the field"
    assert "<title>Error:" in text
    assert 'href="#id_q"' in text
    assert "\0" in q or f'value="{q.strip()}"' in text or not q.strip()


def test_a_name_may_be_looked_for(cast: Cast) -> None:
    """A question is kept nowhere, so it is not checked for what is personal."""
    assert found(enter(cast.mayor), "Madame Dupont 0470 12 34 56") == {}


def test_nothing_found_says_what_to_do_next(cast: Cast) -> None:
    """Also to somebody who sits nowhere."""
    for name in ("mayor", "outsider"):
        text = enter(getattr(cast, name)).get("/search/", {"q": "nirgends"}).content.decode()
        assert "Nothing you may see holds all of this" in text
        assert "Try fewer words" in text
        assert 'href="/"' in text


def test_the_box_stands_in_the_header_of_those_who_hold_a_seat(cast: Cast) -> None:
    """A form without scripts; pages of the door and of those who would find nothing have none, and the search itself has one."""
    text = enter(cast.worker).get("/hotspots/").content.decode()
    assert '<form class="seek" method="get" role="search" action="/search/">' in text
    assert 'class="seek"' not in enter(cast.outsider).get("/").content.decode()
    assert 'class="seek"' not in Client().get("/sign-in/").content.decode()
    page = enter(cast.worker).get("/search/").content.decode()
    assert (page.count('role="search"'), page.count('name="q"')) == (1, 1)


def test_somebody_who_must_set_up_a_second_factor_searches_nothing(cast: Cast, settings: Any) -> None:
    """No box, and no answer."""
    settings.SECOND_FACTOR_REQUIRED = True
    client = enter(cast.mayor)
    assert client.get("/search/?q=TST-01")["Location"] == "/account/security/"
    assert 'class="seek"' not in client.get("/account/security/").content.decode()


def test_a_new_kind_adds_itself(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a few lines: rows, fields, a line, and its code if it has one."""
    kind = Searched(
        label="Bodies",
        rows=Organisation.objects.visible_to,
        fields=("acronym",),
        line=lambda it: Line(it.acronym, f"/x/{it.pk}/"),
        code="acronym",
    )
    monkeypatch.setitem(SEARCHED, "bodies", kind)
    with acting(cast.clerk, "tests.arrange"):
        it = put(cast.organisation("ASSO"), acronym="ZBR-9")
    assert found(enter(cast.mayor), "zbr")["bodies"] == ["ZBR-9"]
    assert straight(cast.mayor, "zbr-9") == f"/x/{it.pk}/"


def test_results_speak_the_language_of_their_reader(cast: Cast) -> None:
    """Names are found in every language and shown in one's own."""
    with override("nl"):
        groups = {group.name: [line.title for line in group.lines] for group in search(cast.mayor, words_of("straathoek"))}
    assert groups["organisations"] == ["Straathoekwerk"]
    assert Action.objects.filter(title__regex=pattern("patrouilles")).exists()
