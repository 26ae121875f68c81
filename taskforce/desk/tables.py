"""The lists of the floor as tables: the rows and columns of their pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from taskforce.models import Area, Invitation, Organisation, Seat, Workspace
from taskforce.sheets import Table


def organisations(rows: Iterable[Organisation]) -> Table:
    """The organisations of the directory."""
    lines = ([one.code, one.name, one.acronym, one.get_kind_display(), one.get_axis_display(), str(one.area)] for one in rows)
    columns = [_("Code"), _("Name"), _("Acronym"), _("Kind"), _("Usual axis"), _("Area")]
    return Table(_("Organisations"), columns, lines, name="organisations")


def areas(rows: Iterable[Area]) -> Table:
    """The areas of the directory."""
    lines = ([one.name, one.get_kind_display(), _or_nothing(one.parent), _or_nothing(one.police_zone), one.population] for one in rows)
    return Table(_("Areas"), [_("Name"), _("Kind"), _("Part of"), _("Police zone"), _("Population")], lines, name="areas")


def my_seats(rows: Iterable[Seat]) -> Table:
    """The seats somebody holds."""
    lines = ([str(one.workspace), one.part, one.get_axis_display(), str(one.organisation), one.until] for one in rows)
    return Table(_("My seats"), [_("Workspace"), _("Part"), _("Axis"), _("For"), _("Until")], lines, name="my-seats")


def workspaces(rows: Iterable[Workspace]) -> Table:
    """The workspaces somebody sees."""
    lines = ([one.reference, one.name, one.get_kind_display(), one.get_state_display()] for one in rows)
    return Table(_("All I may see"), [_("Reference"), _("Name"), _("Kind"), _("State")], lines, name="workspaces")


def people_of(people: dict[str, Any]) -> list[Table]:
    """Who sits in a workspace, who sat there, and who is invited, as far as its page tells."""
    seats = [*(_seat(seat) for seat, _may in people["live"]), *(_seat(seat) for seat in people["ended"])]
    columns = [_("Person"), _("Part"), _("Axis"), _("Organisation"), _("From"), _("Until"), _("Confirmed on")]
    tables = [Table(_("Seats"), columns, seats, name="seats")]
    if people["invited"]:
        columns = [_("Person"), _("E-mail"), _("Part"), _("Organisation"), _("Link good until")]
        tables.append(Table(_("Invited, not yet here"), columns, [_invited(one) for one, _may in people["invited"]], name="invitations"))
    return tables


def _seat(one: Seat) -> list[Any]:
    until = one.ended_on or one.until
    return [str(one.person), one.part, one.get_axis_display(), str(one.organisation), one.since, until, one.confirmed_on]


def _invited(one: Invitation) -> list[Any]:
    return [one.name, one.email, one.get_role_display(), str(one.organisation), one.expires_at]


def _or_nothing(thing: Any) -> str | None:
    return None if thing is None else str(thing)
