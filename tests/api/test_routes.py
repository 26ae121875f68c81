"""Every address of the API × every persona × own, foreign and missing."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from taskforce.kernel.acts import acting
from taskforce.kernel.canon import canonical
from tests.access.canaries import overheard
from tests.access.test_urls import NOBODY, named
from tests.access.world import World, undone
from tests.api.table import LISTS, ONES, SHARED, One
from tests.cast import EVERYONE

pytestmark = pytest.mark.django_db
API = {name.removeprefix("api:"): view for name, view in named(get_resolver().url_patterns) if name.startswith("api:")}
UNSEATED = {"expired", "unsigned", "outsider"}
PROBLEM = "application/problem+json"


def title(one: One) -> str:
    """Name a row of the table."""
    return f"{one.name} ({one.case})" if one.case else one.name


def words(answer: Any) -> str:
    """What an answer says."""
    return (b"".join(answer) if answer.streaming else answer.content).decode(errors="ignore")


def ready(world: World, one: One) -> None:
    """Put every side in the state in which the address answers."""
    if one.ready:
        with acting(world.cast.clerk, "tests.arrange"):
            for side in world.sides.values():
                one.ready(side)


def reads(name: str) -> bool:
    """Whether an address only reads."""
    return "get" in API[name].actions


def test_every_address_is_in_the_table() -> None:
    """An address nobody wrote down who is told it does not enter the API."""
    assert {one.name for one in ONES} | LISTS | {"schema"} == {name for name in API if reads(name)}


def test_every_method_reads_or_acts() -> None:
    """And every address knows tokens and nothing else."""
    for name, view in API.items():
        for method, function in view.actions.items():
            if name != "schema" and not getattr(view.cls, function).__qualname__.startswith("Noun."):
                assert getattr(view.cls, function).kind == ("reads" if method == "get" else "acts"), name
        assert [one.__name__ for one in view.cls.authentication_classes] == ["Bearer"], name
        assert [one.__name__ for one in view.cls.renderer_classes] == ["JSONRenderer"], name


@pytest.mark.parametrize("one", ONES, ids=title)
def test_who_is_told(one: One, world: World) -> None:
    """Those written down; foreign and missing things answer alike, and nobody hears a canary."""
    with undone():
        ready(world, one)
        path = reverse(f"api:{one.name}", args=one.args(world.sides["TST-01"]))
        nothing = reverse(f"api:{one.name}", args=[NOBODY[type(part)] for part in one.args(world.sides["TST-01"])])
        found = {name: world.programs[name].get(path) for name in EVERYONE}
        for name, answer in found.items():
            wanted = 401 if name in UNSEATED else 200 if name in one.may else 404
            assert answer.status_code == wanted, f"{name}: {answer.content[:200]!r}"
            assert not overheard(name, words(answer), "" if one.name in SHARED else "TST-01"), name
            if wanted == 404:
                assert answer.content == world.programs[name].get(nothing).content, name
            if wanted != 200:
                assert answer["Content-Type"] == PROBLEM, name


@pytest.mark.parametrize("one", [one for one in ONES if one.name not in SHARED], ids=title)
def test_foreign_things_are_not_there(one: One, world: World) -> None:
    """Of another task force, for those who sit in this one; of another region, for anybody."""
    with undone():
        ready(world, one)
        for side, asking in (("TST-02", sorted(one.may - {"head", "reviewer", "member", "secretary", "steward"})), ("ATT-01", EVERYONE)):
            path = reverse(f"api:{one.name}", args=one.args(world.sides[side]))
            for name in asking:
                assert world.programs[name].get(path).status_code == (401 if name in UNSEATED else 404), f"{name} {side}"


@pytest.mark.parametrize("name", sorted(LISTS))
def test_lists_tell_what_is_visible(name: str, world: World) -> None:
    """Every list, to everybody: no canary, nothing of another region, and what is listed can be read one by one."""
    for who in EVERYONE:
        answer = world.programs[who].get(f"{reverse(f'api:{name}')}?limit=200")
        assert answer.status_code == (401 if who in UNSEATED else 200), who
        assert not overheard(who, words(answer)), who
        assert "ATT-0" not in words(answer), who


@pytest.mark.parametrize("name", sorted(API))
def test_methods(name: str, world: World) -> None:
    """What an address does not know is refused, to those who may read it too; nobody without a token is answered."""
    known = set(API[name].actions) | ({"head"} if reads(name) else set())
    args = [{"pk": 1, "number": 1, "version": 1}.get(part, "TST-01") for part in _parts(name)]
    path = reverse(f"api:{name}", args=args)
    for method in ("get", "head", "post", "put", "patch", "delete", "options"):
        answer = getattr(Client(), method)(path, content_type="application/json")
        assert answer.status_code == 401, method
        assert answer["WWW-Authenticate"] == "Bearer"
        if method not in known:
            assert getattr(world.programs["coordinator"], method)(path, content_type="application/json").status_code == 405, method


def _parts(name: str) -> list[str]:
    (possibility, *_more), *_others = [one[0] for one in get_resolver().namespace_dict["api"][1].reverse_dict.getlist(name)]
    return possibility[1]


def test_a_session_opens_nothing(world: World) -> None:
    """A page of another site can do nothing with a browser that is signed in."""
    for path in ("/api/v1/hotspots/", "/api/v1/schema/"):
        assert world.browsers["mayor"].get(path).status_code == 401


def test_figures_are_told_as_they_are_printed(world: World) -> None:
    """Not what proves them: its number would betray what is masked. Data, CSV and workbook say the same."""
    report = world.sides["TST-01"].report("accepted")
    path = f"/api/v1/reports/{report.reference}/versions/1/"
    frozen, client = canonical(report.versions.get(number=1).content), world.programs["member"]
    assert '"inputs"' in frozen
    told = client.get(path).json()["content"]
    assert not any(word in canonical(told) for word in ('"inputs"', '"entries_', '"numerator"', '"highest"'))
    assert told["axes"][0]["axis"] == "security"
    figures = client.get(f"{path}figures/").json()["figures"]
    assert figures
    assert {one["axis"] for one in figures} <= {"security", "prevention", "neighbourhood"}
    assert all(one["value"] is not None or one["status"] for one in figures)
    assert all((one["below"] is not None) == (one["status"] == "masked") for one in figures)
    lines = client.get(f"{path}figures.csv", headers={"accept": "text/csv"}).content.decode().splitlines()
    assert lines[2].split(",")[3:8] == ["Value", "Unit", "Qualifier", "Status", "Below"]
    assert len(lines) == 3 + len(figures)
    assert client.get(f"{path}figures.xlsx").content[:2] == b"PK"
    assert client.get("/api/v1/reports/NOWHERE/versions/1/figures.csv")["Content-Type"] == PROBLEM


def test_a_paper_is_given_as_it_was_printed(world: World) -> None:
    """Byte by byte, with the digest that proves it."""
    with undone():
        (row,) = [one for one in ONES if one.name == "paper"]
        ready(world, row)
        (code,) = row.args(world.sides["TST-01"])
        told, pages = (world.programs["member"].get(f"/api/v1/documents/{code}/{rest}") for rest in ("", "paper.pdf"))
        assert sha256(pages.content).hexdigest() == told.json()["sha256"]
        assert (pages["Content-Type"], told.json()["language"]) == ("application/pdf", "fr")
