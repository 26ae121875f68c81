"""Guards taken out one at a time: every one is found in the source, so that none is left out by hand."""

from __future__ import annotations

import ast
import copy
import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, NamedTuple

from taskforce.kernel.rules import REGISTRY

ROOT = Path(__file__).parents[2]
APPS = ("taskforce", "hotspots", "actions", "reports")
SIGHT = frozenset({"visible_to", "past_visible_to", "confirmed", "voices", "awaiting", "counts", "knows", "_rows", "live"})
NARROWING = frozenset({"filter", "exclude"})
LOOKED_UP = frozenset({"seen_by", "get_object_or_404"})


class Mutant(NamedTuple):
    """One guard and how it is taken out of the function that holds it."""

    room: str
    path: str
    function: str
    line: int
    what: str
    code: CodeType | None

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.function}: {self.what}"


Change = tuple[str, ast.AST]

EQUIVALENT = {
    ("taskforce.seat", "without seat_people"): "the table of who seats whom names only roles that hold the permission",
    ("taskforce.invite", "without seat_people"): "the table of who seats whom names only roles that hold the permission",
    ("taskforce.unseat", "without seat_people"): "the table of who seats whom names only roles that hold the permission",
    ("taskforce.withdraw_invitation", "without seat_people"): "the table of who seats whom names only roles that hold the permission",
    **dict.fromkeys(
        [(f"actions.{one}", "without see_workspace") for one in ("abandon", "agree", "amend_action", "block", "finish", "resume", "start")],
        "whoever carries out actions or drafts the plan sees the workspace",
    ),
    **dict.fromkeys(
        [(f"actions.{one}", "without see_workspace") for one in ("put_point", "amend_point", "record_decision", "attach_to_meeting")]
        + [("actions.remove_meeting_file", "without see_workspace"), ("reports.correct", "without see_workspace")],
        "whoever calls meetings, carries out actions, composes or reviews sees the workspace",
    ),
    **dict.fromkeys(
        [(f"hotspots.{one}_order", "without draft_order") for one in ("draft", "amend", "discard", "extend")],
        "nobody issues an order but by a seat that drafts orders",
    ),
    **dict.fromkeys(
        [(f"taskforce.{one}", "without seat_people") for one in ("reset_second_factor", "disable_account", "enable_account")],
        "heads and stewards, who alone look after accounts, hold the permission",
    ),
    (
        "remove_second_factor",
        "without yield _('Your part asks for a second factor. Add another one before yo",
    ): "no part asks for one on the day of these tests; tests/taskforce/test_second_factor.py says what happens where it does",
    ("Mandates._rows", "without Q(parent__in=above) | Q(parent__parent__in=above)"): "rows below nothing held are read and lead nowhere",
    ("Mandates._rows", "without content_object__kind=Workspace.Kind.LOCAL"): "nothing lies below a task force",
    ("RemarkQuerySet.visible_to", "without internal=True"): "who reviews a task force sees its shared remarks too",
    ("Reader.counts", "Tier.AXIS in self.tiers and self.axis without self.axis"): "no entry has an empty axis",
    ("of_actions", "without action__in=keys"): "what the reader knows of them is narrower still",
    ("_shown", "PlanVersion.objects, seen or not"): "who sees a plan sees its versions",
    ("desk", "Report.objects, seen or not"): "who sees a period of the cell sees every report of it",
    ("desk", "RegionalReport.objects, seen or not"): "who sees a period of the cell sees every regional report of it",
    ("_periods", "Report.objects, seen or not"): "who sees a period of the cell sees every report of it",
    ("_cells", "Workspace.objects, seen or not"): "who compiles for a cell sees it",
    ("workspaces", "Seat.objects, seen or not"): "only the person's own seats are asked for, which everybody sees",
    ("_kept", "Workspace.objects, seen or not"): "who keeps the directory of a workspace sees it",
}
"""What may go without anybody noticing, since nothing changes: by function and guard, with the reason."""


def _kept(old: ast.expr, new: ast.expr) -> ast.expr:
    """Put the new expression in the place of the old, which is still worked out: every name stays in use."""
    return ast.Subscript(ast.Tuple([old, new], ast.Load()), ast.Constant(1), ast.Load())


def _without(node: ast.Call, place: int | str) -> ast.Call:
    new = copy.deepcopy(node)
    if isinstance(place, int):
        del new.args[place]
    else:
        new.keywords = [one for one in new.keywords if one.arg != place]
    return new


def _narrowing(node: ast.AST) -> Iterator[Change]:
    """Every condition of a filter and of a Q, every branch and limit of a set."""
    if isinstance(node, ast.Call) and _name(node) in NARROWING | {"Q"}:
        yield from _conditions(node)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr | ast.BitAnd):
        yield from ((f"only {ast.unparse(side)}", _kept(node, side)) for side in (node.left, node.right))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Invert):
        yield f"not {ast.unparse(node)}", _kept(node, node.operand)
    if isinstance(node, ast.AugAssign) and isinstance(node.op, ast.BitOr):
        yield f"without {ast.unparse(node.value)}", ast.If(ast.Constant(value=False), [node], [])


def _conditions(node: ast.Call) -> Iterator[Change]:
    if _name(node) == "Q" and len(node.keywords) + len(node.args) == 1:
        return  # what it stands in is taken out whole
    yield from ((f"without {ast.unparse(one)}", _kept(node, _without(node, place))) for place, one in enumerate(node.args))
    for one in node.keywords:
        if one.arg:
            yield f"without {one.arg}={ast.unparse(one.value)}", _kept(node, _without(node, one.arg))
        elif isinstance(node.func, ast.Attribute):
            yield "without its lookup", _kept(node, node.func.value)


def _name(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id if isinstance(node.func, ast.Name) else ""


def _objection(node: ast.AST) -> Iterator[Change]:
    """Every sentence a rule objects with."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Yield | ast.YieldFrom):
        yield f"without {ast.unparse(node)[:70]}", ast.If(ast.Constant(value=False), [node], [])


def _looking(node: ast.AST) -> Iterator[Change]:
    """Every restriction of what a page fetches, and its asking what the person may see."""
    if isinstance(node, ast.Call) and _name(node) in LOOKED_UP and len(node.keywords) > 1:
        yield from ((f"without {one.arg}=", _without(node, str(one.arg))) for one in node.keywords if one.arg)
    if isinstance(node, ast.Call) and _name(node) == "visible_to" and isinstance(node.func, ast.Attribute):
        everything = ast.Call(ast.Attribute(node.func.value, "all", ast.Load()), [], [])
        yield f"{ast.unparse(node.func.value)}, seen or not", _kept(node, everything)
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and _name(node.value) == "require":
        yield f"without {ast.unparse(node)}", ast.If(ast.Constant(value=False), [node], [])


def _tier(node: ast.AST) -> Iterator[Change]:
    """Every comparison and every half of an and/or, each way."""
    if isinstance(node, ast.Compare):
        for value in (True, False):
            yield f"{ast.unparse(node)} is {value}", _kept(node, ast.Constant(value=value))
    if isinstance(node, ast.BoolOp):
        for place in range(len(node.values)):
            left = [one for number, one in enumerate(node.values) if number != place]
            new = left[0] if len(left) == 1 else ast.BoolOp(node.op, left)
            yield f"{ast.unparse(node)} without {ast.unparse(node.values[place])}", _kept(node, new)


def _eyes(node: ast.AST) -> Iterator[Change]:
    """Every condition of a query that says through whose eyes it reads, or of which place."""
    if isinstance(node, ast.Call) and _name(node) in NARROWING:
        yield from (change for change in _conditions(node) if any(word in change[0] for word in ("reader.", "workspace=", "action__in=")))


Kind = Callable[[ast.AST], Iterator[Change]]
TIERS = {
    "actions/figures/reading.py": {"counts", "knows", "is_outside", "reader_of", "figures_for", "_known"},
    "actions/services/entries.py": {"narrowest", "tiers_for"},
    "taskforce/rules.py": {"speaks_for", "is_ours"},
}


def kinds_of(path: str, function: str) -> list[Kind]:
    """Say which guards are looked for in a function."""
    room, name = room_of(path), function.rsplit(".", 1)[-1]
    tiered, boxes = name in TIERS.get(path, ()), name in {"__init__", "_choose_bodies"} and path != "actions/forms/entries.py"
    asked: tuple[tuple[Kind, bool], ...] = (
        (_tier, tiered),
        (_narrowing, tiered or (room == "models" and name in SIGHT) or (room == "forms" and boxes)),
        (_eyes, room == "figures" and not tiered),
        (_objection, room == "rules" and not name.endswith("_flaws")),  # what is wrong with what is typed is no question of who
        (_looking, room in {"views", "forms", "desk"}),
    )
    return [kind for kind, wanted in asked if wanted]


def room_of(path: str) -> str:
    """Say in which room a module stands."""
    parts = Path(path).with_suffix("").parts
    rooms = ("rules", "models", "views", "forms", "figures", "services", "desk", "kernel")
    return next((one for one in rooms if one in parts), "")


def _functions(tree: ast.AST, prefix: str = "") -> Iterator[tuple[str, ast.FunctionDef]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef):
            yield f"{prefix}{node.name}", node
            yield from _functions(node, f"{prefix}{node.name}.<locals>.")
        elif isinstance(node, ast.ClassDef):
            yield from _functions(node, f"{prefix}{node.name}.")
        else:
            yield from _functions(node, prefix)


def _own(function: ast.FunctionDef) -> Iterator[ast.AST]:
    """Walk a function's own statements, not those of functions inside it."""
    waiting: list[ast.AST] = [one for one in function.body if not isinstance(one, ast.FunctionDef | ast.ClassDef)]
    while waiting:
        node = waiting.pop()
        yield node
        inside = [node.value] if isinstance(node, ast.AnnAssign) else ast.iter_child_nodes(node)  # a type is no guard
        waiting += [one for one in inside if one is not None and not isinstance(one, ast.FunctionDef | ast.ClassDef)]


@cache
def mutants() -> tuple[Mutant, ...]:
    """Find every guard in the source, and the permission of every rule."""
    found = [Mutant("rules", "", name, 0, f"without {one.permission}", None) for name, one in sorted(REGISTRY.items()) if one.permission]
    for app in APPS:
        for file in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in file.parts and "demo" not in file.parts and "management" not in file.parts:
                found += _in_file(file)
    return tuple(one for one in found if (one.function, one.what) not in EQUIVALENT)


def _in_file(file: Path) -> Iterator[Mutant]:
    path = str(file.relative_to(ROOT))
    tree = ast.parse(file.read_text())
    for name, function in _functions(tree):
        for kind in kinds_of(path, name):
            for node in list(_own(function)):
                for what, new in kind(node):
                    yield Mutant(room_of(path), path, name, getattr(node, "lineno", 0), what, _compiled(tree, node, new, file, name))


def _compiled(tree: ast.Module, old: ast.AST, new: ast.AST, file: Path, name: str) -> CodeType:
    """Compile the module with one node replaced and return the code of the function."""
    parent, field, place = next(
        (parent, field, place)
        for parent in ast.walk(tree)
        for field, value in ast.iter_fields(parent)
        for place, one in enumerate(value if isinstance(value, list) else [value])
        if one is old
    )
    value = getattr(parent, field)
    before = list(value) if isinstance(value, list) else value
    setattr(parent, field, [*before[:place], new, *before[place + 1 :]] if isinstance(before, list) else new)
    code = compile(ast.fix_missing_locations(copy.deepcopy(tree)), str(file), "exec")
    setattr(parent, field, before)
    return next(one for one in _codes(code) if one.co_qualname == name)


def _codes(code: CodeType) -> Iterator[CodeType]:
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield one
            yield from _codes(one)


@contextmanager
def taken_out(mutant: Mutant) -> Iterator[None]:
    """Let the guard be gone inside: in the very functions that are running."""
    if mutant.code is None:
        rule: Any = REGISTRY[mutant.function]
        object.__setattr__(rule, "permission", None)
        try:
            yield
        finally:
            object.__setattr__(rule, "permission", mutant.what.removeprefix("without "))
        return
    running = _running(str(ROOT / mutant.path), mutant.function)
    before = [one.__code__ for one in running]
    for one in running:
        one.__code__ = mutant.code
    try:
        yield
    finally:
        for one, code in zip(running, before, strict=True):
            one.__code__ = code


def _running(file: str, name: str) -> list[FunctionType]:
    """Find every function that was made from a definition, closures and methods alike."""
    found = [
        one
        for one in gc.get_objects()
        if type(one) is FunctionType and one.__code__.co_qualname == name and one.__code__.co_filename == file
    ]
    assert found, f"{file} {name} is not there"
    return found
