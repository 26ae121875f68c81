"""The laws of the guides: every part has one, in three languages that say the same, in the very words of the interface."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client, override_settings
from PIL import Image

from taskforce import guides
from taskforce.guides import FAMILIES, FOLDER, STATEMENT, guide
from taskforce.roles import Axis, Role
from tests.browser.guiding import PICTURE, named, plainly, said_in, source
from tests.cast import Cast

LANGUAGES = ("fr", "nl", "en")
SLUGS = [one.slug for one in FAMILIES]
EVERYBODY = "start"


def shape(text: str) -> list[str]:
    """What a text is made of, line by line: headings, steps, pictures and paragraphs, whatever they say."""
    kinds = {"# ": "title", "## ": "heading", "- ": "item", "![": "picture"}
    lines = [one for one in text.splitlines() if one]
    return [
        "step" if re.match(r"\d+\. ", one) else next((kind for mark, kind in kinds.items() if one.startswith(mark)), "words")
        for one in lines
    ]


def test_every_role_has_a_guide() -> None:
    """Beside the one for everybody; and who is of the police is led to theirs before that of all partners."""
    assert {role for one in FAMILIES if one.slug != EVERYBODY for role in one.roles} == set(Role.values)
    assert SLUGS.index("police") < SLUGS.index("partner")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_file_is_a_guide_and_every_guide_a_file(language: str) -> None:
    """No text lies about that nobody can read under Help."""
    assert {path.stem for path in (FOLDER / language).iterdir()} == set(SLUGS)


@pytest.mark.parametrize("slug", SLUGS)
def test_a_guide_is_made_alike_in_every_language(slug: str) -> None:
    """The same headings, steps and pictures in the same order; each ends with what its reader will not see."""
    french, dutch, english = (source(slug, language) for language in LANGUAGES)
    assert shape(french) == shape(dutch) == shape(english)
    last = english.rsplit("## ", 1)[1]
    assert last.startswith("What you will not see\n")
    assert "- " in last
    assert all(
        one.count("## ") == len(guide(slug, language).sections) for language, one in zip(LANGUAGES, (french, dutch, english), strict=True)
    )


@pytest.mark.parametrize("slug", SLUGS)
def test_what_a_guide_names_is_what_the_interface_says(slug: str) -> None:
    """What stands in bold is a text of the catalogue, and the same one in all three languages."""
    for french, dutch, english in zip(*(named(slug, language) for language in LANGUAGES), strict=True):
        assert english in said_in("en").values(), f"{english}: no such words in the interface"
        assert (said_in("fr").get(english), said_in("nl").get(english)) == (french, dutch), english


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", SLUGS)
def test_pictures_are_there_light_and_told_in_words(slug: str, language: str) -> None:
    """Each says what it shows, in its language; it is at most 40 kB, and its size is what its page says."""
    for alt, name in PICTURE.findall(source(slug, language)):
        path = FOLDER / "images" / f"{name}.webp"
        assert name.endswith(f"-{language}")
        assert len(alt.split()) > 4, name
        assert path.stat().st_size <= 40_000, name
        with Image.open(path) as picture:
            assert guides.size(path) == picture.size


def test_no_picture_is_left_over() -> None:
    """What lies among the pictures is in a guide; together they are at most 1 MB."""
    used = {f"{name}.webp" for slug in SLUGS for language in LANGUAGES for _alt, name in PICTURE.findall(source(slug, language))}
    there = list((FOLDER / "images").iterdir())
    assert {path.name for path in there} == used
    assert sum(path.stat().st_size for path in there) <= 1_000_000


def test_the_statement_says_the_same_in_every_language() -> None:
    """The same headings and points; each names its parts that an installation fills in."""
    texts = [(STATEMENT / f"{language}.md").read_text() for language in LANGUAGES]
    assert shape(texts[0]) == shape(texts[1]) == shape(texts[2])
    assert {tuple(re.findall(r"\{(\w+)\}", text)) for text in texts} == {("publisher", "site", "contact", "appeal")}


def test_html_in_a_text_stays_text(tmp_path: Path) -> None:
    """Whoever writes a guide writes words, no markup and no address that runs."""
    path = tmp_path / "bad.md"
    path.write_text("# T\n\n<b>x</b>\n\n## S\n\n<script>alert(1)</script> [a](javascript:alert(1))\n")
    text = guides.read(path)
    assert text.lead == "<p>&lt;b&gt;x&lt;/b&gt;</p>\n"
    assert "<script" not in text.sections[0].body
    assert "href" not in text.sections[0].body


def test_only_the_first_picture_is_fetched_unasked() -> None:
    """The others open at their own words."""
    text = guide("coordinator", "en")
    first, second = (one.body for one in text.sections[:2])
    assert "<details>" not in first
    assert "<img" in first
    assert re.search(r"<details><summary>A meeting under way: [^<]+</summary><img [^>]+></details>", second)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "own"),
    [
        ("coordinator", ["start", "coordinator"]),
        ("mayor", ["start", "chair"]),
        ("police", ["start", "police", "partner"]),
        ("worker", ["start", "partner"]),
        ("observer", ["start", "observer"]),
        ("head", ["start", "cell"]),
        ("secretary", ["start", "council"]),
        ("outsider", []),
    ],
)
def test_ones_own_guides_come_first(cast: Cast, who: str, own: list[str]) -> None:
    """By the seats one holds today; nobody without a seat is told that a guide is theirs."""
    mine, others = guides.guides_for(getattr(cast, who), "fr")
    assert [one.slug for one in mine] == own
    assert {one.slug for one in [*mine, *others]} == set(SLUGS)


@pytest.mark.django_db
def test_a_guide_is_shown_in_the_language_of_its_reader(cast: Cast) -> None:
    """With links to the other guides that lead to pages; a guide that does not exist is not found."""
    client = Client()
    client.force_login(cast.police)
    for language, title in (("fr", "Police ou parquet"), ("nl", "Politie of parket"), ("en", "Police or prosecutor")):
        client.post("/language/", {"language": language})
        page = client.get("/help/police/").content.decode()
        assert f"<h1>{title}</h1>" in page
        assert 'href="/help/partner/"' in page
        assert f'src="/static/guide/restricted-{language}.webp"' in page
    assert client.get("/help/nobody/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_statement_names_who_answers_for_it(language: str) -> None:
    """An installation says who publishes, whom to tell and where to complain; one that has not said so admits it."""
    client = Client(headers={"accept-language": language})
    appeal = dict.fromkeys(LANGUAGES, "Ombuds, https://ombuds.example.org")
    with override_settings(PUBLISHER="Example Region", ACCESSIBILITY_CONTACT="help_us@example.org", ACCESSIBILITY_APPEAL=appeal):
        page = client.get("/accessibility/").content.decode()
    for words in ("Example Region", '<a href="mailto:help_us@example.org">help_us@example.org</a>', "Ombuds, https://ombuds.example.org"):
        assert words in page
    unsaid = plainly(client.get("/accessibility/").content.decode())
    assert {"fr": "aucune adresse", "nl": "geen adres", "en": "no address is named"}[language] in unsaid
    assert "{" not in unsaid.split("<main")[1].split("</main")[0]


def test_every_axis_is_of_some_guide() -> None:
    """A partner of whatever axis has a guide."""
    for axis in Axis.values:
        assert any(Role.PARTNER in one.roles and one.axis in {"", axis} and one.slug != EVERYBODY for one in FAMILIES)


def test_the_guides_travel_with_the_project() -> None:
    """What the pages read lies under the project's folder, and the pictures among the files that are served."""
    assert FOLDER.is_relative_to(settings.ROOT)
    assert ("guide", FOLDER / "images") in settings.STATICFILES_DIRS
