# ruff: noqa: S608, S311
"""What somebody who owns the database may try: each attack changes a sealed chain by raw SQL, in its own way each time."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any

from django.db import connection

from taskforce.kernel import clock
from taskforce.kernel.seal import sealing
from taskforce.kernel.seal.marks import Mark
from taskforce.sealing import tree_at

ENTRY, QUANTITY = "actions_historicalentry", "actions_historicalquantity"
TEXTS = {
    "taskforce_act": ("reason", "by_name", "role", "code", "organisation_name", "request_id", "salt", "client_key"),
    "taskforce_reading": ("by_name", "role", "subject_type", "request_id", "salt"),
    ENTRY: ("note", "source", "slot", "axis", "tier", "history_type", "salt"),
    QUANTITY: ("qualifier", "salt"),
}
NUMBERS = {
    "taskforce_act": ("seat", "organisation", "workspace_id", "subject_id"),
    "taskforce_reading": ("seat", "subject_id"),
    ENTRY: ("quarter",),
    QUANTITY: ("value", "base_value"),
}


@dataclass
class Scene:
    """A sealed chain, and the anchor that was told of its end."""

    keys: list[int]
    free: list[int]
    anchor: Mark
    dice: Random


def run(sql: str, *given: Any) -> Any:
    """Let the database do something; return the first value of an answer."""
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        row = cursor.fetchone() if cursor.description else None
    return row[0] if row else None


@contextmanager
def long_ago() -> Any:
    """Let it be two hours earlier: what is sealed then has settled."""
    with clock.at(clock.now() - timedelta(hours=2)):
        yield


def anchored() -> Mark:
    """The anchor of the chain as it is."""
    end = sealing.head()
    return Mark(end.number, end.hash, tree_at("default", end.number).root, "The anchor")


def scene(keys: range, seed: int = 0) -> Scene:
    """Seal all there is, long ago, and anchor it."""
    with long_ago():
        sealing.seal()
    taken = [key for key in keys if run("SELECT id FROM taskforce_act WHERE id = %s", key)]
    return Scene(taken, [key for key in keys if key not in taken], anchored(), Random(seed))


def edit(it: Scene) -> str:
    """Change one value of one row."""
    table = it.dice.choice([*TEXTS])
    key = _some(it, table)
    column = it.dice.choice([*TEXTS[table], *NUMBERS[table], "history_date" if table in (ENTRY, QUANTITY) else "at"])
    if column in TEXTS[table]:
        new: Any = f"{it.dice.getrandbits(40):x}"[: 10 if column in {"slot", "tier", "qualifier"} else 30][
            : 1 if column == "history_type" else 30
        ]
    elif column in NUMBERS[table]:
        new = it.dice.randrange(10**6, 10**7)
    else:
        new = clock.now() - timedelta(seconds=it.dice.randrange(10**6))
    run(f"UPDATE {table} SET {column} = %s WHERE {_key(table)} = %s", new, key)
    return f"{table}.{column} of {key}"


def delete(it: Scene) -> str:
    """Take away a row, a whole act, or a link from the middle."""
    table = it.dice.choice([*TEXTS, "taskforce_seal"])
    if table == "taskforce_seal":
        number = it.dice.randrange(1, it.anchor.number)
        run("DELETE FROM taskforce_seal WHERE number = %s", number)
        return f"link {number}"
    return delete_row(it, table)


def delete_row(it: Scene, table: str) -> str:
    """Take away a row, an act with all its history."""
    key = _some(it, table)
    for one in (ENTRY, QUANTITY) if table == "taskforce_act" else ():
        run(f"DELETE FROM {one} WHERE act_id = %s", key)
    run(f"DELETE FROM {table} WHERE {_key(table)} = %s", key)
    return f"{table} {key}"


def swap(it: Scene) -> str:
    """Let two rows change places: two acts their history, two rows their texts, two links their digests."""
    one, other = it.dice.sample(it.keys, 2)
    what = it.dice.choice(["acts", "notes", "links"])
    if what == "acts":
        run(f"UPDATE {QUANTITY} SET act_id = %s WHERE history_id = %s", other, one)
        run(f"UPDATE {QUANTITY} SET act_id = %s WHERE history_id = %s", one, other)
    elif what == "notes":
        first, second = (run(f"SELECT note FROM {ENTRY} WHERE history_id = %s", key) for key in (one, other))
        run(f"UPDATE {ENTRY} SET note = %s WHERE history_id = %s", second, one)
        run(f"UPDATE {ENTRY} SET note = %s WHERE history_id = %s", first, other)
    else:
        one, other = it.dice.sample(range(2, it.anchor.number), 2)
        first, second = (run("SELECT digest FROM taskforce_seal WHERE number = %s", number) for number in (one, other))
        run("UPDATE taskforce_seal SET digest = %s WHERE number = %s", second, one)
        run("UPDATE taskforce_seal SET digest = %s WHERE number = %s", first, other)
    return f"{what} {one} {other}"


def insert(it: Scene) -> str:
    """Slip in an act, a reading, a history row or a link among those that are sealed."""
    table = it.dice.choice([*TEXTS, "taskforce_seal"])
    if table == "taskforce_seal":
        number = it.anchor.number + it.dice.randrange(1, 9)
        return _copy(table, it.dice.randrange(2, it.anchor.number), {"number": number, "key": it.free[0], "kind": "act"})
    free = [key for key in it.free if key < it.keys[-1]]
    if table in (ENTRY, QUANTITY):
        return _copy(table, _some(it, table), {_key(table): it.dice.choice(it.free), "act_id": it.dice.choice(it.keys)})
    if table == "taskforce_reading":
        free = [key for key in it.keys if key % 5 and key < it.keys[-5]]
    return _copy(table, _some(it, table), {"id": it.dice.choice(free)})


def truncate(it: Scene) -> str:
    """Cut off the end: its links, and sometimes what they sealed."""
    number = it.dice.randrange(2, it.anchor.number + 1)
    if it.dice.random() < 0.5:
        run("DELETE FROM taskforce_reading WHERE id IN (SELECT key FROM taskforce_seal WHERE kind = 'reading' AND number >= %s)", number)
        for table in (ENTRY, QUANTITY, "taskforce_act"):
            column = "id" if table == "taskforce_act" else "act_id"
            run(f"DELETE FROM {table} WHERE {column} IN (SELECT key FROM taskforce_seal WHERE kind = 'act' AND number >= %s)", number)
    run("DELETE FROM taskforce_seal WHERE number >= %s", number)
    return f"from {number}"


def rewrite(it: Scene) -> str:
    """Change something and make the whole chain again from there, as if it had always been so."""
    what = edit(it) if it.dice.random() < 0.5 else delete_row(it, it.dice.choice([*TEXTS]))
    run("DELETE FROM taskforce_seal")
    run("DELETE FROM taskforce_shape")
    with long_ago():
        sealing.seal()
    return f"{what}, all sealed again"


def renumber(it: Scene) -> str:
    """Give an act another key, or links other numbers."""
    if it.dice.random() < 0.5:
        key, new = it.dice.choice(it.keys), it.dice.choice(it.free)
        run("UPDATE taskforce_act SET id = %s WHERE id = %s", new, key)
        for table in (ENTRY, QUANTITY):
            run(f"UPDATE {table} SET act_id = %s WHERE act_id = %s", new, key)
        if it.dice.random() < 0.5:
            run("UPDATE taskforce_seal SET key = %s WHERE kind = 'act' AND key = %s", new, key)
        return f"act {key} as {new}"
    one, other = it.dice.sample(range(1, it.anchor.number + 1), 2)
    for number, new in ((one, 10**9), (other, one), (10**9, other)):
        run("UPDATE taskforce_seal SET number = %s WHERE number = %s", new, number)
    return f"links {one} and {other}"


ATTACKS: dict[str, Callable[[Scene], str]] = {
    "edit": edit, "delete": delete, "swap": swap, "insert": insert, "truncate": truncate, "rewrite": rewrite, "renumber": renumber,
}  # fmt: skip


def _key(table: str) -> str:
    return "history_id" if table in (ENTRY, QUANTITY) else "id"


def _some(it: Scene, table: str) -> int:
    return it.dice.choice([key for key in it.keys if key % 5 == 0] if table == "taskforce_reading" else it.keys)


def _copy(table: str, key: int, given: dict[str, Any]) -> str:
    """Write a row like another, but for some columns."""
    primary = "number" if table == "taskforce_seal" else _key(table)
    with connection.cursor() as cursor:
        names = [one.name for one in connection.introspection.get_table_description(cursor, table)]
    quoted = [connection.ops.quote_name(one) for one in names]
    values = ", ".join("%s" if name in given else one for name, one in zip(names, quoted, strict=True))
    run(
        f"INSERT INTO {table} ({', '.join(quoted)}) SELECT {values} FROM {table} WHERE {primary} = %s",
        *(given[name] for name in names if name in given),
        key,
    )
    return f"{table} {given}"
