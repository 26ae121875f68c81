"""The template of a plan's spreadsheet: its columns, with lists to choose from, and if asked its actions as they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from actions.models import Action, Measure, Plan
from actions.pasting.columns import MOST_MEASURES, REQUIRED, USUAL_MEASURES, Column, columns
from actions.pasting.grid import MOST_ROWS
from actions.pasting.known import TIERS
from actions.pasting.sheet import listed, of_action
from taskforce import roles
from taskforce.models import Organisation, Seat
from taskforce.sheets.books import closed, put, sheet_name

if TYPE_CHECKING:
    from taskforce.models import User

WIDTHS = {"title": 48, "description": 48, "organisation": 34, "partners": 34, "axis": 20, "tier": 34, "code": 8}
USUAL_WIDTH = 16
DAY = "dd/mm/yyyy"


def workbook(person: User, plan: Plan, *, filled: bool) -> bytes:
    """Write the template as an XLSX file, in the language in use."""
    actions = list(_actions(person, plan)) if filled else []
    measures = min(max([USUAL_MEASURES, *(len(one.targets.all()) for one in actions)]), MOST_MEASURES)
    names = columns(measures)
    book, taken = Workbook(), set[str]()
    sheet = book.active
    sheet.title = sheet_name(_("Actions"), taken)
    lists = book.create_sheet(sheet_name(_("Lists"), taken))
    lists.sheet_state = "hidden"
    _head(sheet, names)
    _offer(sheet, lists, names, _choices(person, plan))
    for number, one in enumerate(actions, start=2):
        for place, value in enumerate(of_action(one, measures), start=1):
            put(sheet, number, place, value)
    return closed(book)


def _actions(person: User, plan: Plan) -> Any:
    found = Action.objects.visible_to(person).filter(plan=plan).exclude(state=Action.State.ABANDONED)
    return found.select_related("organisation").prefetch_related("targets__measure", "partners__organisation").order_by("axis", "pk")


def _choices(person: User, plan: Plan) -> dict[str, list[str]]:
    """What each column offers: the axes, who sits at the table, the measures by code…"""
    seated = Seat.objects.confirmed().filter(workspace=plan.workspace).values("organisation")
    kinds: dict[str, Any] = {"axis": roles.Axis, "horizon": Action.Horizon, "funded": Action.Funded, "tier": TIERS}
    offered = {name: [str(one.label) for one in many] for name, many in kinds.items()}
    offered["organisation"] = [listed(one) for one in Organisation.objects.visible_to(person).filter(pk__in=seated).order_by("code")]
    offered["measure"] = [f"{one.code} · {one}" for one in Measure.objects.visible_to(person).order_by("axis", "code")]
    return offered


def _head(sheet: Any, names: tuple[Column, ...]) -> None:
    for place, column in enumerate(names, start=1):
        needed = "*" if column.field in REQUIRED else ""
        cell = put(sheet, 1, place, f"{column.label} {needed}".strip())
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = WIDTHS.get(column.field, USUAL_WIDTH)
        for row in range(2, MOST_ROWS + 2) if column.kind == "day" else ():
            sheet.cell(row, place).number_format = DAY
    sheet.freeze_panes = "A2"


def _offer(sheet: Any, lists: Any, names: tuple[Column, ...], choices: dict[str, list[str]]) -> None:
    """Let columns be filled in from lists; another organisation of the directory may still be written by its code."""
    for place, (name, offered) in enumerate(choices.items(), start=1):
        put(lists, 1, place, name)
        for row, value in enumerate(offered, start=2):
            put(lists, row, place, value)
        letter = get_column_letter(place)
        there = f"'{lists.title}'!${letter}$2:${letter}${len(offered) + 1}"
        rule = DataValidation(type="list", formula1=there, allow_blank=True, showErrorMessage=name not in {"organisation", "measure"})
        for column, one in enumerate(names, start=1):
            if offered and name in {one.field, one.kind}:
                mine = get_column_letter(column)
                rule.add(f"{mine}2:{mine}{MOST_ROWS + 1}")
        sheet.add_data_validation(rule)
