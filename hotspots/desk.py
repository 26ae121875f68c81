"""What pages show about hotspots: frozen rows read in a few queries, whatever the number of hotspots."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.safestring import SafeString
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _

from hotspots import geometry
from hotspots.models import Approval, Hotspot, Perimeter, Ruling
from taskforce import roles
from taskforce.drawing.maps import draw_map
from taskforce.drawing.words import day
from taskforce.kernel import clock
from taskforce.models import Area, User, Workspace
from taskforce.sheets import Table

TONES = {
    Hotspot.State.PROPOSED: "todo",
    Hotspot.State.APPROVED: "info",
    Hotspot.State.VALIDATED: "done",
    Hotspot.State.SUSPENDED: "warn",
    Hotspot.State.REFUSED: "off",
    Hotspot.State.CLOSED: "off",
}
# What a ruling makes of a hotspot.
STATE_AFTER = {
    Ruling.Kind.VALIDATE: Hotspot.State.VALIDATED,
    Ruling.Kind.REFUSE: Hotspot.State.REFUSED,
    Ruling.Kind.SUSPEND: Hotspot.State.SUSPENDED,
    Ruling.Kind.RESUME: Hotspot.State.VALIDATED,
    Ruling.Kind.CLOSE: Hotspot.State.CLOSED,
}
APPROVAL_TONES = {Approval.State.AWAITED: "todo", Approval.State.APPROVED: "done", Approval.State.REFUSED: "bad"}


@dataclass(frozen=True)
class Row:
    """One line of the list: a hotspot as it stood on a day."""

    reference: str
    name: str
    url: str
    municipalities: str
    state: str
    tone: str
    since: date | None
    task_force: str


@dataclass(frozen=True)
class Listing:
    """The hotspots the council had ruled on by a day; and, today only, those it has not ruled on."""

    on: date
    rows: tuple[Row, ...]
    waiting: tuple[Row, ...]


@dataclass(frozen=True)
class Word:
    """One municipality's word on the hotspot."""

    municipality: str
    state: str
    tone: str
    on: date | None
    by: str
    remark: str


@dataclass(frozen=True)
class Outline:
    """One version of the perimeter, measured."""

    version: int
    since: date
    until: date | None
    decision: str
    km2: float
    current: bool


@dataclass(frozen=True)
class Identity:
    """All that the page of a hotspot says about where and why."""

    hotspot: Hotspot
    state: str
    tone: str
    municipalities: tuple[str, ...]
    phenomena: tuple[str, ...]
    approvals: tuple[Word, ...]
    rulings: tuple[Ruling, ...]
    outlines: tuple[Outline, ...]
    map: SafeString

    @property
    def outline(self) -> Outline | None:
        """The version in force today."""
        return next((one for one in self.outlines if one.current), None)


def listing(person: User, on: date) -> Listing:
    """List, in four queries, what the person may see as it stood at the end of a day."""
    ruled = list(Hotspot.objects.visible_to(person).on(on))
    waiting = list(Hotspot.objects.visible_to(person).filter(rulings=None)) if on >= clock.today() else []
    shown = [*ruled, *waiting]
    places, rooms = _places(shown), _rooms_on(shown, on)
    about = {one.pk: {"municipalities": ", ".join(places[one.pk]), "task_force": rooms.get(one.workspace_id, "")} for one in shown}
    after = tuple(_row(one, STATE_AFTER[one.ruled], since=one.ruled_on, **about[one.pk]) for one in ruled)
    now = tuple(_row(one, Hotspot.State(one.state), since=None, **about[one.pk]) for one in waiting)
    return Listing(on, after, now)


def table(listing: Listing) -> Table:
    """The list as a table: those the council has ruled on, then those that wait for it."""
    columns = [_("Reference"), _("Name"), _("Municipalities"), _("State"), _("Since"), _("Task force")]
    found = (*listing.rows, *listing.waiting)
    rows = [[one.reference, one.name, one.municipalities, one.state, one.since, one.task_force] for one in found]
    return Table(_("Hotspots"), columns, rows, [(_("As it stood at the end of"), day(listing.on))], "hotspots")


def _row(one: Hotspot, state: Hotspot.State, **more: Any) -> Row:
    return Row(reference=one.reference, name=one.name, url=one.get_absolute_url(), state=str(state.label), tone=TONES[state], **more)


def _places(hotspots: list[Hotspot]) -> dict[int, list[str]]:
    """Name the municipalities of several hotspots: public facts about each of them."""
    found: dict[int, list[str]] = defaultdict(list)
    for approval in Approval.objects.filter(hotspot__in=hotspots).select_related("municipality").defer("municipality__geometry"):
        found[approval.hotspot_id].append(str(approval.municipality))
    return found


def _rooms_on(hotspots: list[Hotspot], on: date) -> dict[int, str]:
    """Say how each hotspot's task force stood at the end of a day, from its history."""
    evening = make_aware(datetime.combine(on + timedelta(days=1), time.min))
    rooms = Workspace.history.as_of(evening).filter(id__in=[one.workspace_id for one in hotspots])
    return {one.pk: _room(one) for one in rooms}


def _room(workspace: Workspace) -> str:
    if workspace.state == Workspace.State.CONVENED:
        return _("Convened on %(day)s") % {"day": day(workspace.convened_on)}
    return str(workspace.get_state_display())


def identity(person: User, hotspot: Hotspot) -> Identity:
    """Gather, in five queries, what is to be shown about a hotspot the person sees; approvals only for those who see its workspace."""
    places = list(Area.objects.filter(approvals__hotspot=hotspot).order_by("name_fr"))
    perimeters = list(hotspot.perimeters.all())
    state = Hotspot.State(hotspot.state)
    return Identity(
        hotspot=hotspot,
        state=str(state.label),
        tone=TONES[state],
        municipalities=tuple(map(str, places)),
        phenomena=tuple(map(str, hotspot.phenomena.all())),
        approvals=tuple(map(_word, _approvals(person, hotspot))),
        rulings=tuple(hotspot.rulings.all()),
        outlines=tuple(map(_outline, reversed(perimeters))),
        map=_map(hotspot, places, perimeters),
    )


def _approvals(person: User, hotspot: Hotspot) -> Any:
    theirs = Approval.objects.visible_to(person).filter(hotspot=hotspot)
    return theirs.select_related("municipality", "by__organisation", "by__title").defer("municipality__geometry")


def awaited_from(person: User, hotspot: Hotspot) -> list[Approval]:
    """List the approvals that wait for the person: those of the municipality their seat's organisation belongs to."""
    held = person.mandates.seat_in(hotspot.workspace)
    if held is None or not person.mandates.hold(roles.APPROVE, hotspot.workspace):
        return []
    theirs = Approval.objects.visible_to(person).filter(hotspot=hotspot, state=Approval.State.AWAITED)
    return list(theirs.filter(municipality__organisations=held.organisation).select_related("municipality", "hotspot"))


def ground(hotspot: Hotspot) -> geometry.Bounds | None:
    """Return the box around the hotspot's municipalities, if the outlines of all of them are known."""
    outlines = [area.geometry for area in Area.objects.filter(approvals__hotspot=hotspot)]
    return geometry.together(outlines) if all(outlines) else None


def _word(approval: Approval) -> Word:
    state, by = Approval.State(approval.state), approval.by
    who = f"{by.part}, {by.organisation}" if by else ""
    return Word(str(approval.municipality), str(state.label), APPROVAL_TONES[state], approval.on, who, approval.remark)


def _outline(perimeter: Perimeter) -> Outline:
    measured = float(f"{geometry.area_km2(perimeter.geometry):.3g}")
    return Outline(perimeter.version, perimeter.since, perimeter.until, perimeter.decision, measured, _holds(perimeter))


def _holds(perimeter: Perimeter) -> bool:
    return perimeter.since <= clock.today() and (perimeter.until is None or perimeter.until >= clock.today())


def _map(hotspot: Hotspot, places: list[Area], perimeters: list[Perimeter]) -> SafeString:
    """Draw the outline in force over its municipalities, earlier and later versions dashed."""
    areas = [(area.name, area.geometry, "area") for area in places if area.geometry]
    others = [("", one.geometry, "other") for one in perimeters if not _holds(one)]
    current = [(hotspot.name, one.geometry, "perimeter") for one in perimeters if _holds(one)]
    title = _("Map of %(name)s") % {"name": hotspot.name}
    return draw_map([*areas, *others, *current], title=title, width=400, focus=("perimeter", "other") if perimeters else ())
