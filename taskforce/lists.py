"""Lists: shown as a page, taken away as a file of the very same rows, kept under a name by their address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.shortcuts import render
from django.urls import resolve
from django.utils.translation import gettext as _

from taskforce import roles
from taskforce.drawing import words
from taskforce.kernel import clock
from taskforce.kernel.readings import note_list
from taskforce.models import SavedFilter, Workspace
from taskforce.sheets import SHEETS, Place, Table, table_file
from taskforce.sheets.registry import query_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from taskforce.web import Request

KINDS = ("xlsx", "csv")


class Way(NamedTuple):
    """One way to take a list away: in which form, which of the lists of the page, and its address."""

    kind: str
    title: str
    url: str


@dataclass(frozen=True)
class Tools:
    """What a page offers beside its list: files to take away, the address as it stands, and the addresses kept under a name."""

    ways: list[Way]
    keep: str
    saved: list[SavedFilter]


def show_list(
    request: Request, template: str, given: dict[str, Any], tables: Iterable[Table], *, where: Workspace | None = None
) -> HttpResponse:
    """Show a list; or, where its address asks ``as=xlsx`` or ``as=csv``, hand the same rows out as a file, and write down that it was taken.

    ``tables`` is empty where something was asked wrongly: then there is no file, and the page says what is wrong. ``where``: the
    workspace whose list it is; a list of no one workspace is noted where the person sits.
    """
    made, kind = list(tables), request.GET.get("as", "")
    if made and kind in KINDS:
        return _file(request, kind, made, where)
    return render(request, template, {**given, "tools": _tools(request, made)})


def _file(request: Request, kind: str, made: list[Table], where: Workspace | None) -> HttpResponse:
    part = request.GET.get("part", "")
    chosen = [one for one in made if one.name == part] or made
    said = [table.saying(_said(table, where)) for table in (chosen if kind == "csv" else made)]
    name = "-".join(filter(None, (where.reference if where else "", said[0].name or "list", f"{clock.today():%Y-%m-%d}")))
    answer = table_file(name, kind, said)
    rooms = [where] if where else Workspace.objects.filter(pk__in=request.user.mandates.seats)
    note_list(request.user, _name(request), rooms)
    return answer


def _said(table: Table, where: Workspace | None) -> list[tuple[str, str]]:
    """Say of a file what its page says around the list: whose it is, as of when, how far it may go, and what must be said everywhere."""
    said = [(_("Workspace"), f"{where.reference} · {where.name}")] if where else []
    said += [(_("As of"), words.moment(clock.now())), (_("Distribution"), _distribution(table, where))]
    said += [(_("Notice"), where.notice)] if where and where.notice else []
    said += [(_("Notice"), _("Demonstration: activity figures are invented."))] if settings.DEMO else []
    return said if table.said else [*said, (_("Filter"), _("none"))]


def _distribution(table: Table, where: Workspace | None) -> str:
    if table.is_restricted:
        return _("Restricted: holds rows that not everybody at the table may read")
    if where and where.kind == roles.Kind.LOCAL:
        return _("The task force and the regional cell")
    return _("People who hold a seat here")


def _tools(request: Request, made: list[Table]) -> Tools:
    place = Place(request.path, query_of(SHEETS[_name(request)], request.GET.dict()))
    ways = [Way("XLSX", "", _with(place, {"as": "xlsx"}))] if made else []
    for one in made:
        several = len(made) > 1
        ways.append(Way("CSV", one.title if several else "", _with(place, {"as": "csv", **({"part": one.name} if several else {})})))
    saved = SavedFilter.objects.visible_to(request.user).filter(path=request.path)
    return Tools(ways, urlencode({"at": place.url}), list(saved))


def _with(place: Place, more: dict[str, str]) -> str:
    return "?" + "&".join(filter(None, (place.query, urlencode(more))))


def _name(request: Request) -> str:
    return (request.resolver_match or resolve(request.path_info)).view_name
