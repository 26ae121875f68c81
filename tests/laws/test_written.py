"""The laws of what is written once: nobody changes it but an erasure, nothing of it is left unsealed, and the database knows it too."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from taskforce.kernel.seal.shapes import shape_in_force
from taskforce.management.commands import database_roles
from tests.laws.test_laws import MODULES, name, our_models


def test_only_an_erasure_touches_what_is_written() -> None:
    """One module goes round the refusal to change a written row, and one service calls it."""
    going_round = [name(path) for path in MODULES if "models.QuerySet(" in path.read_text()]
    assert going_round == ["taskforce/kernel/seal/erasing.py"]
    calling = [name(path) for path in MODULES if "erasing.erase(" in path.read_text()]
    assert calling == ["taskforce/services/erasing.py"]


def test_no_raw_write_to_the_database() -> None:
    """Modules ask the database in SQL of their own at most; they never write by it."""
    marks = ("UPDATE ", "DELETE FROM", "INSERT INTO", "TRUNCATE")
    writing = {name(path) for path in MODULES if any(mark in path.read_text() for mark in marks)}
    # A copy to be restored, the roles' rights, and a database in memory that is asked about the past and then forgotten.
    assert writing <= {"taskforce/archives/sqlite.py", "taskforce/database_roles.py", "taskforce/scratch.py"}


def test_the_history_of_every_model_is_sealed() -> None:
    """A model that is tracked is sealed, without anybody having to think of it."""
    assert {one.history.model._meta.label_lower for one in our_models()} <= shape_in_force().keys()


def test_the_roles_of_the_database_are_those_of_the_models(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file that is shipped was written from today's models; for another prefix it is printed."""
    call_command("database_roles", "--check")
    said = StringIO()
    call_command("database_roles", "--prefix=other", stdout=said)
    assert "CREATE ROLE other_app LOGIN" in said.getvalue()
    monkeypatch.setattr(database_roles, "FILE", tmp_path / "roles.sql")
    with pytest.raises(CommandError, match="differs"):
        call_command("database_roles", "--check")
    call_command("database_roles")
    call_command("database_roles", "--check")
