"""The habits of the API: how it lists, how it refuses and in which words, and what it reads at all."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from actions.models import Action, Measure
from hotspots.models import Order
from taskforce import problems
from taskforce.kernel.acts import acting
from taskforce.kernel.journal import Reading
from taskforce.models import TokenUse
from taskforce.rest import bearers
from tests.access.arrange import a_token, give_factor
from tests.api.table import LISTS, program
from tests.api.test_acts import LOG, WORK, send
from tests.api.test_routes import API, PROBLEM
from tests.cast import Cast, an_entry

pytestmark = pytest.mark.django_db


def all_of(client: Client, path: str) -> list[Any]:
    """Follow a list from page to page."""
    found, next_page = [], path
    while next_page:
        answer = client.get(next_page).json()
        found += answer["results"]
        next_page = answer["next"]
    return found


def test_a_list_is_read_page_by_page(lent: Any, cast: Cast) -> None:
    """Each row once, in the order asked for, forwards and back; what comes meanwhile shifts nothing."""
    with acting(cast.clerk, "tests.arrange"):
        for day in range(1, 8):
            an_entry(cast.action("S1"), day=date(2024, 10, 1 + day // 2), note=f"Day {day}")
    client = lent("police")
    rows = all_of(client, "/api/v1/entries/?limit=3")
    assert len({one["id"] for one in rows}) == len(rows) == 7
    assert [one["day"] for one in rows] == sorted((one["day"] for one in rows), reverse=True)
    assert [one["id"] for one in all_of(client, "/api/v1/entries/?limit=2&ordering=id")] == sorted(one["id"] for one in rows)
    second = client.get(client.get("/api/v1/entries/?limit=3").json()["next"]).json()
    assert client.get(second["previous"]).json()["results"] == client.get("/api/v1/entries/?limit=3").json()["results"]


def test_a_mark_of_a_page_is_ours_and_its_readers(lent: Any, cast: Cast) -> None:
    """Made up, of another list, another order or another person, it is none."""
    client = lent("police")
    mark = client.get("/api/v1/actions/?limit=1").json()["next"].partition("cursor=")[2].partition("&")[0]
    assert client.get(f"/api/v1/actions/?limit=1&cursor={mark}").status_code == 200
    for path in ("actions/?cursor=cD1hYmM%3D", f"objectives/?cursor={mark}", f"actions/?ordering=code&cursor={mark}"):
        assert client.get(f"/api/v1/{path}").status_code == 404, path
    assert lent("worker").get(f"/api/v1/actions/?cursor={mark}").status_code == 404


@pytest.mark.parametrize(
    "query",
    ["author=1", "note=a", "note__icontains=CANARI", "ordering=note", "ordering=author", "ordering=action__title", "state=none", "since=never", "fields=note"],
)  # fmt: skip
def test_a_list_is_asked_for_nothing_hidden(query: str, lent: Any) -> None:
    """What is not written down is refused by its name, not passed over."""
    answer = lent("police").get(f"/api/v1/entries/?{query}")
    assert (answer.status_code, answer["Content-Type"]) == (400, PROBLEM)
    assert answer.json()["errors"][0]["parameter"] == query.partition("=")[0]


def test_questions_are_about_what_is_told() -> None:
    """Each filter and each order is of a field its reader is told, or of where the row belongs."""
    for view in API.values():
        fields = view.cls.serializer_class().fields
        told = set(fields) | set(getattr(fields.get("properties"), "fields", ())) | {"workspace", "id", "phenomena", "report", "version"}
        for one in view.cls.orderings:
            assert one.lstrip("-") in told | {"pk"}, view.cls
        for one in view.cls.filters.values():
            assert callable(one.lookup) or one.lookup.partition("__")[0] in told, f"{view.cls} {one.lookup}"


def test_questions_are_answered(lent: Any) -> None:
    """By day, by code, by one of several."""
    client = lent("police")
    for path, number in (
        ("actions/?axis=security", 2), ("actions/?organisation=SOCIAL", 1), ("actions/?due_until=2024-01-01", 0),
        ("hotspots/?in_force_on=2024-11-01", 1), ("hotspots/?in_force_on=2023-11-01", 0), ("hotspots/?phenomenon=dealing", 1),
        ("orders/?in_force_on=2024-11-01", 0), ("measures/?axis=prevention", 2),
    ):  # fmt: skip
        assert len(client.get(f"/api/v1/{path}").json()["results"]) == number, path
    for query, number in (("on=2024-11-01", 1), ("on=2023-01-01", 0), ("version=1", 1), ("version=2", 0)):
        assert len(client.get(f"/api/v1/perimeters/?{query}").json()["features"]) == number, query


def test_outlines_are_geojson(lent: Any) -> None:
    """A collection of features, each closed, longitude first (RFC 7946)."""
    found = lent("police").get("/api/v1/perimeters/").json()
    assert found["type"] == "FeatureCollection"
    (one,) = found["features"]
    assert (one["type"], one["geometry"]["type"], one["properties"]["hotspot"]) == ("Feature", "Polygon", "TST-01")
    ring = one["geometry"]["coordinates"][0]
    assert ring[0] == ring[-1]
    assert all(4 < east < 5 and 50 < north < 51 for east, north in ring)
    alone = lent("police").get("/api/v1/perimeters/TST-01/1/")
    assert alone.json() == one
    assert alone["ETag"]


@pytest.mark.parametrize("name", sorted(LISTS))
def test_a_list_asks_as_little_for_fifty_as_for_one(name: str, lent: Any, cast: Cast) -> None:
    """Seven questions at most about what is listed, however much that is; who asks is four more, and one write that counts the use."""
    client = lent("coordinator")
    path = client.get("/api/v1/schema/") and f"/api/v1/{name.replace('_', '-')}/"
    counts = []
    for more in (1, 30):
        with acting(cast.clerk, "tests.arrange"):
            for number in range(more, 2 * more):
                an_entry(cast.action("S1"), note=f"Note {number}", drugs="1 g")
                Measure.objects.create(code=f"m{number}", unit=cast.measure("drugs").unit, axis="security", aggregation="sum", name_fr="M")
                Action.objects.create(
                    workspace=cast.hotspot.workspace, plan=cast.plan, code=f"S{number + 9}", axis="security", title="T",
                    organisation=cast.organisation("POLICE"), state="running",
                )  # fmt: skip
                Order.objects.create(
                    workspace=cast.hotspot.workspace, level="municipality", issuer=cast.organisation("NORD"), reference=f"TST-A-{number + 10}",
                    subject="S", basis="B", since="2024-11-01", until="2024-12-01",
                )  # fmt: skip
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"{path}?limit=200").status_code == 200
        counts.append(len([one for one in asked.captured_queries if _about(one["sql"])]))
    assert counts[0] == counts[1] <= 7, counts


def _about(sql: str) -> bool:
    return not any(mark in sql for mark in ("taskforce_token", "SAVEPOINT", "taskforce_grant", "UNION", '"taskforce_user"."epoch" ='))


@pytest.mark.parametrize(("language", "words"), [("fr", "Rien ne se trouve ici."), ("nl", "Hier is niets."), ("en", "Nothing is there.")])
def test_problems_speak_the_callers_language(language: str, words: str, lent: Any) -> None:
    """What is missing; asked for in words, or not asked for: then the person's own."""
    answer = lent("police", language=language).get("/api/v1/hotspots/NOWHERE/")
    assert answer.json() == {"type": "about:blank", "title": "Not Found", "status": 404, "detail": words}
    assert answer["Content-Language"] == language


def test_without_a_wish_the_persons_own_language(lent: Any, cast: Cast) -> None:
    """As it is kept with the person."""
    with acting(cast.clerk, "tests.arrange"):
        cast.police.language = "nl"
        cast.police.save()
    assert lent("police", language="de").get("/api/v1/hotspots/NOWHERE/").json()["detail"] == "Hier is niets."


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_a_refusal_has_the_words_of_its_rule(language: str, lent: Any, cast: Cast) -> None:
    """The very same as on the page."""
    from actions import rules

    client, path = lent("mayor", language=language), "/api/v1/actions/TST-01/S1/"
    answer = send(client, "post", f"{path}finish/", {}, seen=client.get(path)["ETag"], language=language)
    with translation.override(language):
        assert answer.json()["detail"] == " ".join(rules.finish(cast.mayor, cast.action("S1")).objections)
    assert (answer.status_code, answer["Content-Type"]) == (403, PROBLEM)


def test_every_refusal_is_a_problem(lent: Any) -> None:
    """Unknown, wrongly asked, in another form, without an address."""
    client = lent("worker")
    for answer, status in (
        (client.get("/api/v1/nowhere/"), 404), (client.get("/api/v1/\0/"), 404), (client.get("/api/nowhere/"), 404),
        (client.delete("/api/v1/hotspots/"), 405), (client.get("/api/v1/hotspots/", headers={"accept": "text/html"}), 406),
        (client.post(LOG, "a=b", content_type="application/x-www-form-urlencoded"), 415), (Client().get("/api/v1/hotspots/"), 401),
        (client.post(LOG, b"", content_type="application/json", CONTENT_LENGTH=str(settings.LARGEST_BODY + 1)), 413),
        (client.get("/api/v1/hotspots/", headers={"host": "elsewhere.example"}), 400),
    ):  # fmt: skip
        assert (answer.status_code, answer["Content-Type"]) == (status, PROBLEM), answer.content
        assert answer.json()["title"]
        assert answer.json()["status"] == status


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"[" * 100_000, 400), (b'{"note":' * 100_000, 400), (b"{", 400), (b"[]", 400), (b'{"note": NaN}', 400), (b"\xff\xfe", 400),
        (b'{"note": "\\u0000"}', 400), (b'{"note": "\\ud800"}', 400), (b'{"\\u0000": 1}', 400), (b'{"quantities": ["\\ud800"]}', 400),
        (b'{"note": ' + b"[" * 20 + b"]" * 20 + b"}", 400), (b'{"note": "' + b"x" * 1024 * 1024 + b'"}', 413), (b"", 422), (b'{"day": 1e999}', 422),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_so(body: bytes, status: int, lent: Any) -> None:
    """However deep, however large, however odd."""
    answer = lent("worker").post(LOG, body, content_type="application/json")
    assert (answer.status_code, answer["Content-Type"]) == (status, PROBLEM), answer.content


def test_a_database_that_is_away_is_told_so(lent: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """While asking, while writing down a reading, and before anything: 503, with when to come back."""
    client = lent("police")

    def gone(*_asked: Any, **_more: Any) -> Any:
        raise OperationalError

    for place in ("hotspots.api.Hotspots.get_queryset", "taskforce.web.readings.write", "taskforce.rest.bearers.Token.holder"):
        with monkeypatch.context() as patch:
            patch.setattr(place, gone)
            answer = client.get("/api/v1/hotspots/")
        assert (answer.status_code, answer["Retry-After"], answer["Content-Type"]) == (503, "30", PROBLEM), place
        assert answer.json()["detail"]


def test_a_fault_of_ours_is_a_problem_too(lent: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a word about what went wrong."""
    monkeypatch.setattr("hotspots.api.Hotspots.get_queryset", lambda _self: 1 / 0)
    answer = lent("police").get("/api/v1/hotspots/")
    assert (answer.status_code, answer.json()) == (500, problems.problem(500))


def test_what_reads_cannot_write(lent: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a page."""
    client = lent("police")
    monkeypatch.setattr(
        "hotspots.api.Hotspots.get_queryset", lambda _self: connection.cursor().execute("UPDATE taskforce_tokenuse SET number = 0")
    )
    assert client.get("/api/v1/hotspots/").status_code == 500
    assert TokenUse.objects.get().number == 1


def test_readings_of_what_is_restricted_are_noted(lent: Any, cast: Cast) -> None:
    """Of one, and of a list; in the capacity of the seat. What everybody reads is not noted."""
    client = lent("police")
    client.get("/api/v1/actions/TST-01/S1/")
    assert not Reading.objects.exists()
    client.get("/api/v1/actions/TST-01/S2/")
    client.get("/api/v1/actions/")
    found = [(one.subject_type, one.subject_id, one.by, one.seat) for one in Reading.objects.order_by("pk")]
    assert found == [("actions.action", cast.action("S2").pk, cast.police, cast.seat("police").pk)] * 2


def test_versions_betray_no_numbers(lent: Any, cast: Cast) -> None:
    """The name of a version tells nobody how much others write; it changes with the thing and with nothing else."""
    client, path = lent("police"), "/api/v1/actions/TST-01/S1/"
    before = client.get(path)["ETag"]
    with acting(cast.clerk, "tests.arrange"):
        cast.action("S2").save()
    assert client.get(path)["ETag"] == before
    assert "." not in before
    assert ":" not in before


def test_one_token_asks_so_often_and_no_more(lent: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a minute, counted in the database, whichever process answers; the next minute begins anew."""
    client = lent("police")
    monkeypatch.setattr(TokenUse, "MOST", 2)
    monkeypatch.setattr("taskforce.models.tokens.time.time", lambda: 6000)
    assert [client.get("/api/v1/hotspots/").status_code for _ in range(3)] == [200, 200, 429]
    answer = client.get("/api/v1/hotspots/")
    assert (answer["Retry-After"], answer["Content-Type"]) == ("60", PROBLEM)
    monkeypatch.setattr("taskforce.models.tokens.time.time", lambda: 6060)
    assert client.get("/api/v1/hotspots/").status_code == 200
    assert str(TokenUse.objects.get()).endswith("2024-11-15")


def test_whoever_guesses_is_told_to_wait(cast: Cast, settings: Any) -> None:
    """From one place, behind a proxy of one's own that of the visitor."""
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "token": "2/5m/ip"}
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    from django.core.cache import cache

    cache.clear()
    guess = {"authorization": "Bearer taskforce_guess", "x-forwarded-for": "192.0.2.7"}
    assert [Client(headers=guess).get("/api/v1/hotspots/").status_code for _ in range(3)] == [401, 401, 429]
    assert Client(headers={**guess, "x-forwarded-for": "192.0.2.8"}).get("/api/v1/hotspots/").status_code == 401
    assert Client(headers={"authorization": "Basic abc"}).get("/api/v1/hotspots/").status_code == 401
    cache.clear()


def test_a_token_that_only_reads_does_not_act(lent: Any) -> None:
    """It is told so in words, before anything is looked at."""
    answer = send(lent("worker", scope="read"), "post", LOG, WORK)
    assert (answer.status_code, answer.json()["detail"]) == (403, "This token only reads. Issue one that may act.")
    assert lent("worker", scope="read").get("/api/v1/entries/").status_code == 200


def test_the_schema_tells_all(lent: Any) -> None:
    """OpenAPI 3.1, every address of it, each with its problem."""
    told = lent("police").get("/api/v1/schema/").json()
    assert told["openapi"].startswith("3.1")
    assert len(told["paths"]) == len({name for name in API if name != "schema"})
    for path, operations in told["paths"].items():
        for operation in operations.values():
            assert "default" in operation["responses"], path
            assert operation["security"] == [{"token": []}], path
    patch = told["paths"]["/api/v1/actions/{reference}/{code}/"]["patch"]
    assert {one["name"] for one in patch["parameters"] if one["in"] == "header"} == {"Idempotency-Key", "If-Match"}


def test_languages_are_read_as_they_are_asked_for(rf: Any, cast: Cast) -> None:
    """The first of ours."""
    request = rf.get("/", headers={"accept-language": "de, nl-BE;q=0.8, fr;q=0.5"})
    request._request, request.user = request, cast.police
    assert bearers.language_of(request) == "nl"


def test_a_token_without_its_factor_is_not_answered(cast: Cast, settings: Any) -> None:
    """A part that decides takes a second factor; its program waits for it."""
    settings.SECOND_FACTOR_REQUIRED = True
    with acting(cast.clerk, "tests.arrange"):
        client = program(cast.mayor, cast.seat("mayor"))
        partner = Client(headers={"authorization": f"Bearer {a_token(cast.police, cast.seat('police'))}"})
    assert (client.get("/api/v1/hotspots/").status_code, partner.get("/api/v1/hotspots/").status_code) == (401, 200)
    give_factor(cast.mayor)
    assert client.get("/api/v1/hotspots/").status_code == 200
