"""A migration runs while the version before it still answers: expand, migrate, contract (docs/operations.md)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.laws.test_laws import APPS, ROOT, name

# How far the first release goes: nothing runs before it, so nothing can be broken by it.
FIRST = {"actions": 1, "hotspots": 1, "reports": 2, "taskforce": 1}
# What the version before would stumble over, or what holds a lock as long as a table is large. Allowed with a line "Upgrade: …" in the
# docstring of the migration that says why it does no harm, or what to do before it.
HEAVY = frozenset(
    {
        "RemoveField", "RenameField", "AlterField", "DeleteModel", "RenameModel", "AlterModelTable", "AddIndex", "AddConstraint",
        "AlterUniqueTogether", "AlterIndexTogether", "RunSQL", "RunPython", "SeparateDatabaseAndState",
    }
)  # fmt: skip


def later() -> list[Path]:
    """The migrations after the first release."""
    found = [path for app in APPS for path in sorted((ROOT / app / "migrations").glob("0*.py"))]
    return [path for path in found if int(path.name[:4]) > FIRST[path.parts[-3]]]


def heavy(text: str) -> Iterator[str]:
    """Name what in a migration asks for a word about upgrading."""
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call) or not ast.unparse(node.func).startswith("migrations."):
            continue
        operation = ast.unparse(node.func).removeprefix("migrations.")
        if operation in HEAVY:
            yield operation
        if operation == "AddField" and not _takes_old_rows(node):
            yield "AddField without null or db_default"


def _takes_old_rows(added: ast.Call) -> bool:
    """Whether the version before, which does not know the column, can still write rows."""
    (field,) = [one.value for one in added.keywords if one.arg == "field"]
    given = {one.arg: ast.unparse(one.value) for one in getattr(field, "keywords", [])}
    return given.get("null") == "True" or "db_default" in given or ast.unparse(field).startswith("models.ManyToManyField")


def noted(text: str) -> bool:
    """Whether a migration says what it means for an upgrade."""
    return any(line.strip().startswith("Upgrade: ") for line in (ast.get_docstring(ast.parse(text)) or "").splitlines())


def test_a_migration_says_what_it_means_for_those_at_work() -> None:
    """Whatever could break the version before, or lock a large table, comes with a word."""
    wrong = {name(path): sorted(set(heavy(path.read_text()))) for path in later() if not noted(path.read_text())}
    assert not {path: found for path, found in wrong.items() if found}


def test_the_first_release_is_no_larger_than_it_is() -> None:
    """The line is not drawn ahead of what there is."""
    for app, number in FIRST.items():
        assert len(list((ROOT / app / "migrations").glob(f"{number:04}_*.py"))) == 1, app


@pytest.mark.parametrize(
    ("operation", "found"),
    [
        ("migrations.AddField(model_name='a', name='b', field=models.TextField(null=True))", []),
        ("migrations.AddField(model_name='a', name='b', field=models.TextField(db_default=''))", []),
        ("migrations.AddField(model_name='a', name='b', field=models.TextField(default=''))", ["AddField without null or db_default"]),
        ("migrations.AddIndex(model_name='a', index=models.Index(fields=['b'], name='c'))", ["AddIndex"]),
        ("migrations.RemoveField(model_name='a', name='b')", ["RemoveField"]),
        ("migrations.CreateModel(name='a', fields=[])", []),
    ],
)
def test_what_is_heavy_is_found(operation: str, found: list[str]) -> None:
    """The guard is awake."""
    assert list(heavy(operation)) == found
    assert not noted(f'"""A migration."""\n{operation}')
    assert noted(f'"""A migration.\n\nUpgrade: the table is small.\n"""\n{operation}')
