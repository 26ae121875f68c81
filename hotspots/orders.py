"""Police orders as they stand on any day, for pages, papers and calendars: frozen rows, read in a few queries however many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hotspots.models import Covered, Hotspot, Order, OrderUse
from taskforce.drawing.words import day
from taskforce.models import Organisation, User
from taskforce.sheets import Table

WARNINGS = (60, 30, 7)  # days before its last day on which an issuer is told
SOON = 30  # days: from here on it presses
NAMED = 4  # places named in one cell
MOST = 200  # rows of a register on one page
Standing = Order.Standing
TONES = {
    Standing.DRAFT: "todo",
    Standing.TO_COME: "info",
    Standing.IN_FORCE: "done",
    Standing.EXTENDED: "ok",
    Standing.EXPIRED: "off",
    Standing.REPEALED: "off",
    Standing.DISCARDED: "off",
}


@dataclass(frozen=True)
class Line:
    """One order as it stands on a day; ``warning`` is empty unless its end is near and nothing extends it."""

    key: int
    reference: str
    code: str
    subject: str
    level: str
    issuer: Organisation
    workspace: int
    places: tuple[Hotspot, ...]
    since: date
    until: date
    ends: date
    state: str
    tone: str
    warning: str
    warning_tone: str
    url: str

    def __str__(self) -> str:
        return f"{self.code} · {self.subject}"

    @property
    def where(self) -> str:
        """Its places in a few words: all of them, or the first and how many more there are."""
        names = [one.name for one in self.places]
        if len(names) <= NAMED:
            return ", ".join(names)
        others = len(names) - NAMED + 1
        words = ngettext("%(names)s and %(count)d other", "%(names)s and %(count)d others", others)
        return words % {"names": ", ".join(names[: NAMED - 1]), "count": others}


@dataclass(frozen=True)
class Link:
    """One order of a chain of extensions: the days nobody ordered before it, and what is said of the order before."""

    order: Order
    gap: int
    state: str
    tone: str


@dataclass(frozen=True)
class Uses:
    """How often an order was used, as far as the reader may know: the counts, their sum and the days they span."""

    counts: tuple[OrderUse, ...]
    times: int
    since: date | None
    until: date | None


def in_force(workspaces: Collection[int], on: date) -> tuple[Line, ...]:
    """List the orders that hold on the ground of these workspaces on a day, by their last day. Three queries."""
    rows = Order.objects.covering(workspaces).in_force(on)
    return _lines(rows.order_by("until", "reference"), on, Hotspot.objects.filter(workspace__in=workspaces))


def expiring(workspaces: Collection[int], on: date, days: int) -> tuple[Line, ...]:
    """List those of them that end within so many days and that no signed order extends, the next to end first. Three queries."""
    rows = Order.objects.covering(workspaces).expiring(on, days)
    return _lines(rows.order_by("until", "reference"), on, Hotspot.objects.filter(workspace__in=workspaces))


def to_decide(issued: Iterable[tuple[int, int]], on: date, days: int) -> tuple[Line, ...]:
    """List what ends within so many days among the orders these pairs of workspace and organisation issue. Two queries at most."""
    return _lines(_issued(issued).expiring(on, days).order_by("until", "reference"), on, Hotspot.objects.all())


def drafted(issued: Iterable[tuple[int, int]], on: date) -> tuple[Line, ...]:
    """List the drafts of these pairs of workspace and organisation. Two queries at most."""
    return _lines(_issued(issued).filter(state=Order.State.DRAFT).order_by("since", "reference"), on, Hotspot.objects.all())


def _issued(pairs: Iterable[tuple[int, int]]) -> Any:
    mine = Q(pk__in=[])
    for workspace, organisation in pairs:
        mine |= Q(workspace=workspace, issuer=organisation)
    return Order.objects.filter(mine)


def register(person: User, on: date, *, standing: str = "", hotspot: Hotspot | None = None, dated: bool = False) -> tuple[Line, ...]:
    """List the orders the person may see, the latest to begin first: all but discarded drafts, those that stand so, or if ``dated`` those in force that day."""
    rows = Order.objects.visible_to(person)
    if hotspot is not None:
        rows = rows.covering([hotspot.workspace_id])
    rows = rows.standing(standing or Standing.IN_FORCE, on) if standing or dated else rows.kept()
    return _lines(rows.order_by("-since", "-pk")[:MOST], on, Hotspot.objects.visible_to(person))


def line(person: User, order: Order, on: date) -> Line:
    """Say how one order the person sees stands on a day. Three queries."""
    return _lines(Order.objects.visible_to(person).filter(pk=order.pk), on, Hotspot.objects.visible_to(person))[0]


def _lines(orders: Any, on: date, hotspots: Any) -> tuple[Line, ...]:
    """Make lines of orders, with those of their places that are among these hotspots."""
    rows = list(orders.with_extended().select_related("issuer"))
    if not rows:
        return ()
    places: dict[int, list[Hotspot]] = defaultdict(list)
    for one in Covered.objects.filter(order__in=[row.pk for row in rows], hotspot__in=hotspots).select_related("hotspot"):
        places[one.order_id].append(one.hotspot)
    return tuple(_line(row, on, tuple(places[row.pk])) for row in rows)


def _line(order: Any, on: date, places: tuple[Hotspot, ...]) -> Line:
    standing = standing_on(order, on, extended=order.extended)
    left = days_left(order, on, extended=order.extended)
    return Line(
        key=order.pk, reference=order.reference, code=order.code, subject=order.subject, level=str(order.get_level_display()),
        issuer=order.issuer, workspace=order.workspace_id, places=places, since=order.since, until=order.until, ends=order.ends,
        state=str(standing.label), tone=TONES[standing], warning=warning(left), warning_tone=tone_of(left), url=order.get_absolute_url(),
    )  # fmt: skip


def standing_on(order: Order, on: date, *, extended: bool) -> Order.Standing:
    """Say where an order stands on a day; ``extended``: whether a signed order extends it. Agrees with ``OrderQuerySet.standing``."""
    if order.state in Order.UNSIGNED:
        return Standing(order.state)
    if order.repealed_on is not None and order.repealed_on <= on:
        return Standing.REPEALED
    if on < order.since:
        return Standing.TO_COME
    if on <= order.until:
        return Standing.IN_FORCE
    return Standing.EXTENDED if extended else Standing.EXPIRED


def days_left(order: Order, on: date, *, extended: bool) -> int | None:
    """Count the days to the last day of an order that is in force and about to end; None where its issuer has nothing to decide."""
    left = (order.until - on).days
    open_ended = order.state == Order.State.SIGNED and on >= order.since and not extended
    return left if open_ended and 0 <= left <= WARNINGS[0] else None


def warning(left: int | None) -> str:
    """Say how near the end is; nothing where there is none to tell."""
    if left is None:
        return ""
    return _("Expires today") if left == 0 else ngettext("Expires in %(days)d day", "Expires in %(days)d days", left) % {"days": left}


def tone_of(left: int | None) -> str:
    """Say how much the end presses."""
    return "bad" if left is not None and left <= SOON else "warn"


def chain(person: User, order: Order, on: date) -> tuple[Link, ...]:
    """List, oldest first, the orders this one extends and is extended by, as far as the person may see them. One query."""
    same = (
        Order.objects.visible_to(person).filter(workspace=order.workspace_id).filter(Q(extends__isnull=False) | Q(extensions__isnull=False))
    )
    rows = {one.pk: one for one in same.with_extended().distinct()}
    rows.setdefault(order.pk, order)
    after = {one.extends_id: one for one in rows.values() if one.extends_id}
    first: Order = rows[order.pk]
    while first.extends_id in rows:
        first = rows[first.extends_id]
    linked = [first]
    while linked[-1].pk in after:
        linked.append(after[linked[-1].pk])
    return tuple(_link(one, before, on) for one, before in zip(linked, [None, *linked], strict=False))


def _link(one: Any, before: Order | None, on: date) -> Link:
    standing = standing_on(one, on, extended=getattr(one, "extended", False))
    return Link(one, gap_between(before, one), str(standing.label), TONES[standing])


def gap_between(before: Order | None, after: Order) -> int:
    """Count the days between two orders of a chain on which neither holds."""
    return max((after.since - before.ends).days - 1, 0) if before is not None else 0


def gaps(links: Iterable[Link]) -> int:
    """Count all days of a chain on which nothing held."""
    return sum(one.gap for one in links)


def uses(person: User, order: Order) -> Uses:
    """Gather how often an order was used, on the ground of the task forces the person sees. One query."""
    counts = tuple(OrderUse.objects.visible_to(person).filter(order=order).select_related("workspace").order_by("since", "pk"))
    return Uses(
        counts,
        sum(one.number for one in counts),
        min((one.since for one in counts), default=None),
        max((one.until for one in counts), default=None),
    )


def times_used(workspaces: Collection[int], since: date, until: date) -> dict[int, int]:
    """Sum, by order, the counts of these workspaces that lie wholly between two days: an order without a count is not among them. One query."""
    rows = OrderUse.objects.filter(workspace__in=workspaces, since__gte=since, until__lte=until)
    return dict(rows.order_by().values_list("order").annotate(times=Sum("number")))


def grounds(person: User, order: Order) -> tuple[tuple[Hotspot, Any], ...]:
    """List the places of an order the person may see, each with the outline it keeps (None where none was in force). One query."""
    rows = Covered.objects.visible_to(person).filter(order=order).select_related("hotspot", "perimeter").defer("perimeter__geometry")
    return tuple((one.hotspot, one.perimeter) for one in rows)


def table(lines: Iterable[Line], on: date) -> Table:
    """The register as a table, as it holds on a day."""
    columns = [_("Code"), _("Subject"), _("Level"), _("Issued by"), _("Hotspots"), _("First day"), _("Last day"), _("State")]
    rows = (
        [one.code, one.subject, one.level, str(one.issuer), ", ".join(place.name for place in one.places), one.since, one.until, one.state]
        for one in lines
    )
    return Table(_("Police orders"), columns, rows, [(_("As it holds on"), day(on))], "orders")
