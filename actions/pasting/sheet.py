"""Rows of a spreadsheet read as actions: what is wrong at which cell, what is new, and what would change."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from actions import rules
from actions.models import Action, Measure, Plan
from actions.pasting.columns import FIXED, MOST_MEASURES, REQUIRED, USUAL_MEASURES, Column, columns, header_of
from actions.pasting.grid import Grid
from actions.pasting.known import Known
from taskforce import roles
from taskforce.drawing import words
from taskforce.kernel.acts import Vouched
from taskforce.texts import fresh, objections

if TYPE_CHECKING:
    from taskforce.models import Organisation, User

FIXED_ONCE_PROPOSED = ("axis", "tier")
PLAIN = ("title", "description", "horizon", "funded", "start", "due", "organisation")
ABOVE = 15  # rows in which the names of the columns are looked for: a list of ours says things above them
MAY_BE_EMPTY = {"description": "", "start": None, "due": None}


@dataclass(frozen=True)
class Line:
    """One action as its service takes it: a new one, or what changes in one there is."""

    action: Action | None
    fields: dict[str, Any]


@dataclass
class Cell:
    """One cell: where it stands in the grid, what was typed, what that is, and what is wrong with it."""

    row: int
    place: int
    column: Column
    text: str
    value: Any = None
    errors: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name of the field that corrects it."""
        return f"fix_{self.row}_{self.place}"


@dataclass
class Row:
    """One row: its cells, the action it names or would make, and what is wrong with it as a whole."""

    number: int
    cells: list[Cell]
    action: Action | None = None
    errors: list[str] = field(default_factory=list)
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    line: Line | None = None

    @property
    def faults(self) -> list[tuple[str, str, str]]:
        """Everything wrong: the id of the field that mends it (none for the row), the column and the words."""
        found = [(one.name, str(one.column.label), words) for one in self.cells for words in one.errors]
        return [*found, *(("", "", words) for words in self.errors)]

    @property
    def is_new(self) -> bool:
        """Whether it proposes an action."""
        return self.action is None


@dataclass
class Sheet:
    """All rows, and the columns they have."""

    columns: list[Column | None]
    rows: list[Row]
    ignored: list[str]

    @property
    def faults(self) -> list[tuple[int, str, str, str]]:
        """Everything wrong, with the number of its row."""
        return [(row.number, *one) for row in self.rows for one in row.faults]

    @cached_property
    def lines(self) -> list[Line]:
        """What is to be done, where nothing is wrong; rows that change nothing are left out."""
        return [row.line for row in self.rows if row.line and (row.is_new or row.changes)]

    @property
    def shown(self) -> list[Column]:
        """The columns to show: those that mean something."""
        return [one for one in self.columns if one is not None]


def read(person: User, plan: Plan, grid: Grid) -> Sheet:
    """Read a grid as actions of a plan, as far as the person may see and change them. Raises ValidationError where it has no rows."""
    found = [(place, names) for place, cells in enumerate(grid[:ABOVE]) if (names := header_of(cells))]
    usual: list[Column | None] = [*columns(USUAL_MEASURES)]
    head, names = found[0] if found else (-1, usual)
    known = Known(person, plan)
    rows = [_row(place + 1, cells, names, known) for place, cells in enumerate(grid) if place > head and any(cells)]
    if not rows:
        raise ValidationError(_("There is no row to read. Copy the rows with their first line."))
    _refuse_twins(rows)
    for one in rows:
        _judge(person, plan, one)
    ignored = [grid[head][place] for place, one in enumerate(names) if one is None and grid[head][place]] if found else []
    return Sheet(names, rows, ignored)


def _row(number: int, texts: list[str], names: list[Column | None], known: Known) -> Row:
    padded = [*texts, *[""] * (len(names) - len(texts))]
    found = [Cell(number - 1, place, column, padded[place]) for place, column in enumerate(names) if column]
    for one in found:
        _fill(one, known)
    row = Row(number, found, next((one.value for one in found if one.column.field == "code"), None))
    if extra := [one for one in texts[len(names) :] if one]:
        row.errors.append(_("%(text)s stands outside the columns.") % {"text": extra[0][:40]})
    return row


def _fill(cell: Cell, known: Known) -> None:
    try:
        cell.value = known.read(cell.column.field, cell.column.kind, cell.text) if cell.text else None
    except ValidationError as error:
        cell.errors += error.messages


def _refuse_twins(rows: list[Row]) -> None:
    often = Counter(one.action.code for one in rows if one.action)
    for row in rows:
        if row.action and often[row.action.code] > 1:
            row.errors.append(_("%(code)s stands in several rows. Keep one.") % {"code": row.action.code})


def _judge(person: User, plan: Plan, row: Row) -> None:
    """Say what is wrong with a row as an action, or what it would do."""
    given = {one.column.field: one for one in row.cells}
    if row.is_new:
        _ask_for(row, given)
    _check_texts(row, given)
    if row.faults:
        return
    targets = _targets(given)
    action = _as_it_would_be(plan, row, given)
    _check_whole(row, given, action)
    if not row.faults:
        _say(row, given, action, targets)
    if not row.faults and (row.is_new or row.changes):  # what changes nothing asks nothing
        row.errors += _objections(person, row, action)


def _ask_for(row: Row, given: dict[str, Cell]) -> None:
    for name in REQUIRED:
        if name not in given:
            label = next(str(one.label) for one in FIXED if one.field == name)
            row.errors.append(_("A new action needs the column %(name)s.") % {"name": label})
        elif not given[name].text:
            given[name].errors.append(_("Fill this in: a new action needs it."))


def _check_texts(row: Row, given: dict[str, Cell]) -> None:
    """Object to what is about a person. Here nobody can vouch for it: that takes the form of one action."""
    for name in ("title", "description"):
        if name in given and (text := given[name].text):
            before = str(getattr(row.action, name, ""))
            given[name].errors += objections(text, fresh(text, lambda before=before: before), Vouched())  # type: ignore[misc]


def _targets(given: dict[str, Cell]) -> dict[Measure, Decimal | None]:
    found: dict[Measure, Decimal | None] = {}
    for number in range(1, MOST_MEASURES + 1):
        measure, value = given.get(f"measure_{number}"), given.get(f"target_{number}")
        if measure and measure.value in found:
            measure.errors.append(_("This measure is chosen twice. Keep one."))
        elif measure and measure.value:
            found[measure.value] = value.value if value else None
        elif value and value.text:
            value.errors.append(_("Name the measure of this target."))
    return found


def _as_it_would_be(plan: Plan, row: Row, given: dict[str, Cell]) -> Action:
    """The action as the row would make it, not saved."""
    made = Action(plan=plan, workspace=plan.workspace)
    if row.action:
        for one in Action._meta.concrete_fields:
            setattr(made, one.attname, getattr(row.action, one.attname))
    for name, cell in given.items():
        if name in PLAIN or (row.is_new and name in FIXED_ONCE_PROPOSED):
            _put(made, name, cell)
    return made


def _put(made: Action, name: str, cell: Cell) -> None:
    if cell.value is not None:
        setattr(made, name, cell.value)
    elif name in MAY_BE_EMPTY:
        setattr(made, name, MAY_BE_EMPTY[name])


def _check_whole(row: Row, given: dict[str, Cell], action: Action) -> None:
    for name in FIXED_ONCE_PROPOSED if row.action else ():
        if name in given and given[name].value not in {None, getattr(row.action, name)}:
            given[name].errors.append(_("This does not change once the action is proposed."))
    if action.start and action.due and action.due < action.start:
        where = given.get("due") or given.get("start")
        (where.errors if where else row.errors).append(_("Choose a day on or after the start."))
    try:
        action.clean_fields(exclude={"workspace", "plan", "code", "objective", "organisation", "unblocker"})
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            (given[name].errors if name in given else row.errors).extend(messages)


def _objections(person: User, row: Row, action: Action) -> list[str]:
    """What the rules say against it: to propose it, or to change the one there is."""
    if row.action is None:
        return list(rules.propose_action(person, action).objections)
    found = list(rules.amend_action(person, row.action).objections)
    if not found and action.organisation_id != row.action.organisation_id:
        agreed = row.action.state != Action.State.PROPOSED
        found += [_("The lead does not change once it has agreed.")] if agreed else rules.propose_action(person, action).objections
    return found


def _say(row: Row, given: dict[str, Cell], action: Action, targets: dict[Measure, Decimal | None]) -> None:
    """Write down what is to be done, and for an action there is, what changes in it."""
    fields = {name: getattr(action, name) for name in given if name in PLAIN}
    if "partners" in given:
        fields["partners"] = given["partners"].value or []
    if any(name.startswith("measure_") for name in given):
        fields["targets"] = targets
    if row.action is None:
        fields |= {name: getattr(action, name) for name in ("axis", "title", "organisation", "tier")}
    else:
        row.changes = [change for name, value in fields.items() if (change := _change(row.action, name, value))]
        fields = {name: value for name, value in fields.items() if _differs(row.action, name, value)}
    row.line = Line(row.action, fields)


def _now(action: Action, name: str) -> Any:
    if name == "partners":
        return [one.organisation for one in action.partners.all()]
    if name == "targets":
        return {one.measure: one.value for one in action.targets.all()}
    return getattr(action, name)


def _differs(action: Action, name: str, value: Any) -> bool:
    before = _now(action, name)
    return set(before) != set(value) - {action.organisation} if name == "partners" else bool(before != value)


def _change(action: Action, name: str, value: Any) -> tuple[str, str, str] | None:
    if not _differs(action, name, value):
        return None
    labels = {one.field: str(one.label) for one in FIXED} | {"targets": _("What it counts")}
    return labels[name], _in_words(name, _now(action, name)), _in_words(name, value)


def _in_words(name: str, value: Any) -> str:
    if name == "partners":
        return ", ".join(sorted(map(str, value))) or words.MISSING
    if name == "targets":
        return ", ".join(f"{measure}: {words.number(aim)}" for measure, aim in value.items()) or words.MISSING
    if name in {"start", "due"}:
        return words.day(value)
    kinds = {"horizon": Action.Horizon, "funded": Action.Funded}
    return str(kinds[name](value).label) if name in kinds else str(value) or words.MISSING


def of_action(action: Action, measures: int) -> list[Any]:
    """An action as a row of the template, so that it comes back as itself."""
    tier, axis = roles.Tier(action.tier).label, roles.Axis(action.axis).label
    partners = ", ".join(one.organisation.code for one in action.partners.all())
    row = [action.code, str(axis), action.title, action.description, listed(action.organisation), partners, action.start, action.due]
    row += [action.get_horizon_display(), action.get_funded_display(), str(tier)]
    aims = [(one.measure.code, one.value) for one in action.targets.all()]
    return [*row, *(part for pair in [*aims, *[("", None)] * (measures - len(aims))] for part in pair)]


def listed(body: Organisation) -> str:
    """An organisation as a drop-down list shows it: code and name."""
    return f"{body.code} · {body}"
