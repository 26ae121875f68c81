"""The log: what went where and how long it took; never an address, a query, a name, a note or the words of an error."""

from __future__ import annotations

import ast
import json
import logging
from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError
from django.test import Client

from actions.models import Entry
from taskforce.kernel.journal import Act
from taskforce.logs import Line, configuration
from taskforce.models import User
from tests.access.arrange import enter
from tests.access.test_faults import gone
from tests.cast import RESTRICTED, SECRET, Cast
from tests.filling import filled
from tests.laws.test_laws import MODULES, name

LOG = "/hotspots/TST-01/actions/P1/log/"
TYPED = "Canari note près du 12 rue Haute"
CANARIES = (
    SECRET,
    RESTRICTED,
    "canari",
    "@test.invalid",
    "Person ",
    "TST-01",
    "rue Haute",
    "sekret",
    "evil.example",
    "Mozilla",
    "10.9.8.7",
)


@pytest.fixture
def written() -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """Everything any logger writes, down to the finest level, through the formatter of real installations."""
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Line())
    heard = [logging.getLogger(one) for one in ("", "django.db.backends", "django", "taskforce", "taskforce.requests", "gunicorn.error")]
    before = [(one, one.level, one.propagate) for one in heard]
    logging.getLogger("django.template").setLevel(logging.INFO)  # it tells every name a template looks for in vain
    for one in heard:
        one.setLevel(logging.DEBUG)
        one.propagate = True
    logging.getLogger().addHandler(handler)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    logging.getLogger().removeHandler(handler)
    for one, level, propagate in before:
        one.setLevel(level)
        one.propagate = propagate


def kept_quiet(lines: list[dict[str, Any]]) -> bool:
    """Whether no canary is in the log."""
    text = json.dumps(lines, ensure_ascii=False).lower()
    heard = [one for one in CANARIES if one.lower() in text]
    assert not heard, heard
    return True


def answered(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The lines of requests."""
    return [line for line in lines if line["logger"] == "taskforce.requests"]


def test_a_request_is_one_line(cast: Cast, written: Any) -> None:
    """Its number is that of the answer, its route names no thing."""
    response = enter(cast.worker).get("/hotspots/TST-01/?q=canari", headers={"user-agent": "Mozilla/5.0", "x-forwarded-for": "10.9.8.7"})
    (line,) = answered(written())
    assert line | {"at": "", "ms": 0} == {
        "at": "", "level": "info", "logger": "taskforce.requests", "text": "answered", "request": response["X-Request-ID"],
        "method": "GET", "route": "hotspot", "status": 200, "ms": 0,
    }  # fmt: skip
    assert kept_quiet(written())


@pytest.mark.django_db(transaction=True)
def test_the_acts_of_a_request_stand_in_its_line(written: Any) -> None:
    """So the line leads to the journal, which says who and what to those who may read it."""
    cast = Cast()
    browser = enter(cast.worker)
    form = filled(browser.get(LOG), note="On the square")
    response = browser.post(LOG, form)
    assert response.status_code == 302
    act = Act.objects.latest("pk")
    line = answered(written())[-1]
    assert (line["acts"], line["status"], line["request"]) == ([act.pk], 302, act.request_id)


def test_the_log_keeps_what_people_typed_to_itself(cast: Cast, written: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sent, refused, lost, broken; in the address, the query, the form, the headers and the words of the error."""
    browser = enter(cast.worker)
    browser.raise_request_exception = False
    headers = {"user-agent": "Mozilla/5.0 canari", "referer": "https://evil.example/?q=canari", "x-forwarded-for": "10.9.8.7"}
    form = filled(browser.get(LOG), note=TYPED)
    browser.post(LOG + "?q=canari", form, headers=headers)
    browser.get("/search/?q=canari+rue+Haute", headers=headers)
    browser.get("/nowhere/worker@test.invalid/?mail=worker@test.invalid", headers=headers)
    browser.get("/", headers={**headers, "host": "canari.evil.example"})
    browser.get("/hotspots/TST-01/entries/", headers=headers)
    Client(enforce_csrf_checks=True).post("/sign-in/", {"login": "worker@test.invalid", "password": "sekret"}, headers=headers)
    Client().post("/sign-in/", {"login": "worker@test.invalid", "password": "sekret"}, headers=headers)
    Client().get("/join/sekret/", headers=headers)
    Client().get("/calendar/sekret.ics", headers=headers)
    browser.post(LOG, {"note": "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)}, headers=headers)
    with gone():
        browser.post(LOG, form, headers=headers)

    def fall(*_args: Any, **_kwargs: Any) -> None:
        error = IntegrityError('duplicate key: DETAIL: Key (email)=(worker@test.invalid) "Canari"')
        raise error from ValueError(TYPED)

    monkeypatch.setattr(Entry, "save", fall)
    assert browser.post(LOG, filled(browser.get(LOG), note=TYPED), headers=headers).status_code == 500
    lines = written()
    assert kept_quiet(lines)
    assert {200, 302, 400, 403, 404, 413, 500, 503} <= {line["status"] for line in answered(lines)}
    (broken,) = [line for line in lines if line.get("error") == "IntegrityError"]
    assert broken["cause"] == "ValueError"
    assert any(place.startswith("actions/services/") for place in broken["where"])
    assert broken["request"] in {line["request"] for line in answered(lines) if line["status"] == 500}


def test_of_the_words_of_others_the_fixed_part_stays(cast: Cast, written: Any) -> None:
    """Of ours and of others: the mails of an invitation that cannot leave, an outbox whose server refuses: numbers and kinds."""
    logging.getLogger("taskforce").error("Notices %s could not be mailed: %s", "4, 5", "SMTPDataError")
    logging.getLogger("weasyprint").warning("Failed to load %s at %s: %d", "https://evil.example/canari", ValueError("canari"), 7)
    logging.getLogger("gunicorn.error").warning("Invalid request from ip=10.9.8.7: canari")
    logging.getLogger("gunicorn.error").info("Booting worker with pid: %s", 42)
    logging.getLogger("django").error(ValueError("canari"))
    logging.getLogger("django").error("%(who)s: 100%% of %(count)03d", {"who": "canari", "count": 3})
    lines = written()
    assert kept_quiet(lines)
    assert [line.get("text") for line in lines] == [
        "Notices 4, 5 could not be mailed: SMTPDataError", "Failed to load … at …: 7", None, "Booting worker with pid: 42", None,
        "…: 100% of 3",
    ]  # fmt: skip


def test_machines_that_ask_often_fill_no_log(cast: Cast) -> None:
    """Health and numbers are written down only when something is wrong."""
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    logger = logging.getLogger("taskforce.requests")
    before = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        Client().get("/health/")
        assert not stream.getvalue()
        Client().get("/metrics/")
        assert stream.getvalue() == "answered\n"
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before)


def test_a_line_for_people(cast: Cast) -> None:
    """Without JSON the same is said in words."""
    record = logging.LogRecord("taskforce", logging.ERROR, __file__, 1, "Notices %s could not be mailed: %s", ("4", "OSError"), None)
    line = Line(as_json=False).format(record)
    assert line.endswith(" error logger=taskforce text=Notices 4 could not be mailed: OSError")


@pytest.mark.parametrize("as_json", [True, False])
def test_requests_are_written_as_json_only(as_json: bool) -> None:
    """The demonstration's terminal stays readable; every line of every logger goes through the one formatter."""
    written_down = configuration(as_json=as_json)
    assert written_down["loggers"]["taskforce.requests"]["level"] == ("INFO" if as_json else "WARNING")
    assert list(written_down["formatters"]) == ["line"]
    assert {handler["formatter"] for handler in written_down["handlers"].values()} == {"line"}


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Every call of a logger."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value) in {"logger", "requests"}:
            yield node


@pytest.mark.parametrize("path", [one for one in MODULES if "logging.getLogger" in one.read_text()], ids=name)
def test_our_own_words_hold_nothing_but_numbers_and_kinds(path: Any) -> None:
    """What we log is a fixed sentence, with keys of rows and names of types put in."""
    for call in calls(ast.parse(path.read_text())):
        if call.func.attr in {"log", "addHandler", "removeHandler", "setLevel", "addFilter", "removeFilter"}:
            continue
        words, *put_in = call.args
        assert isinstance(words, ast.Constant), ast.unparse(call)
        assert all(ast.unparse(one).endswith((".pk", ".__name__")) or ast.unparse(one) in {"keys", "what"} for one in put_in), ast.unparse(
            call
        )


def test_nobody_of_the_scene_is_unknown_to_the_canaries(cast: Cast) -> None:
    """The guard would hear them: every account is an address and a name of the test."""
    assert all("@test.invalid" in one.email for one in User.objects.filter(email__contains="@test"))
    assert User.objects.filter(name__startswith="Person ").exists()
