"""The laws of telling: whatever lands on somebody's desk is told to them, in words of the house, and to nobody else."""

from __future__ import annotations

import ast
import re
from typing import Any

import pytest
from django.utils.functional import Promise

from taskforce.kernel.acts import NAMES
from taskforce.models import Notice, Seat
from taskforce.notices import KINDS, RESET
from tests.cast import Cast
from tests.faults.recipes import RECIPES, Recipe
from tests.faults.test_half_states import Fault, prepared
from tests.laws.telling import QUIET, TELLS
from tests.laws.test_laws import MODULES, name

HOLDERS = {"thing", "due"}


def named(email: str) -> str:
    """The name in the cast."""
    return email.removesuffix("@test.invalid")


def test_every_service_tells_or_says_why_not() -> None:
    """On whose desk does its work lie afterwards? A service that is in neither table has not been asked."""
    assert set(TELLS) | set(QUIET) == set(NAMES), "enter it in tests/laws/telling.py"
    assert not set(TELLS) & set(QUIET)
    assert all(len(why) > 10 for why in QUIET.values())


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.service)
def test_services_tell_whom_the_table_names(recipe: Recipe, cast: Cast) -> None:
    """Done for real, each leaves exactly the notices written down; nobody is told before they hold a seat that is confirmed and signed."""
    with prepared(recipe, cast) as trial:
        before = list(Notice.objects.values_list("pk", flat=True))
        trial.run(Fault())
        told: dict[str, list[str]] = {}
        for one in Notice.objects.exclude(pk__in=before).select_related("person").order_by("person__email"):
            told.setdefault(one.kind, []).append(named(one.person.email))
            assert one.state == Notice.State.WAITING
            assert one.urgent == KINDS[one.kind].urgent
    assert {kind: " ".join(people) for kind, people in told.items()} == TELLS.get(recipe.service, {})


def test_every_kind_has_words_and_is_told_somewhere() -> None:
    """In every language, with no placeholder but the thing and the day; no kind without its ``tell``, no ``tell`` without its kind."""
    said = "\n".join(path.read_text() for path in MODULES if "services" in path.parts)
    for code, kind in KINDS.items():
        assert isinstance(kind.words, Promise), code
        assert set(re.findall(r"%\((\w+)\)s", str(kind.words))) <= HOLDERS, code
        assert f'"{code}"' in said or _composed(code, said), code
    assert RESET not in KINDS


def _composed(code: str, said: str) -> bool:
    """Whether the code is put together from a field of the thing: ``f"hotspots.ruled_{ruling.kind}"``."""
    return any(re.fullmatch(re.sub(r"\{[^}]*\}", r"\\w+", one), code) for one in re.findall(r'f"([\w.{}]+)"', said))


def test_only_services_tell() -> None:
    """A notice is written within an act, never by a page; and mails of the house leave by the outbox, but for the three that hold a secret or a proof."""
    telling = {name(path) for path in MODULES if calls(path, {"tell"})}
    assert all("/services/" in one for one in telling), telling
    mailing = {name(path) for path in MODULES if calls(path, {"send_mail", "EmailMessage", "EmailMultiAlternatives", "mail_admins"})}
    assert mailing == {"taskforce/letters.py", "taskforce/sealing.py", "taskforce/services/invitations.py"}


def calls(path: Any, names: set[str]) -> bool:
    """Whether a module calls one of these."""
    return any(
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names
        for node in ast.walk(ast.parse(path.read_text()))
    )


def test_only_whoever_writes_notices_reads_past_their_person() -> None:
    """Pages find notices through ``visible_to``; the outbox, the inbox, the demonstration, what warns once and what counts are where rows are touched."""
    found = {name(path) for path in MODULES if "Notice.objects" in path.read_text()}
    assert found == {
        "taskforce/notices.py",
        "taskforce/outbox.py",
        "taskforce/desk/inbox.py",
        "taskforce/desk/health.py",
        "reports/demo/loading.py",
        "hotspots/services/warning.py",
    }


def test_the_table_would_notice(cast: Cast) -> None:
    """The guard is awake: somebody without a signature holds a seat here, and is in no line of the table."""
    unsigned = Seat.objects.filter(signatures__isnull=True, ended_on__isnull=True).values_list("person__email", flat=True)
    people = {one for kinds in TELLS.values() for line in kinds.values() for one in line.split()}
    assert "unsigned" in {named(one) for one in unsigned}
    assert not people & {"unsigned", "expired"}
