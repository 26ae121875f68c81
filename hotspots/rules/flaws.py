"""What is wrong with what is typed about a police order: its days, its places, the counts of its use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.utils.translation import gettext as _

from hotspots.models import Hotspot, Order, OrderUse
from hotspots.rules.orders import frameworks_for, own_places, places_of
from taskforce.drawing.words import day
from taskforce.kernel import clock


def order_flaws(order: Order, hotspots: Iterable[Hotspot]) -> Iterator[tuple[str, str]]:
    """Say what is wrong with an order as it is drafted: the field and the words."""
    if order.until < order.since:
        yield "until", _("Choose a day from the first day on.")
    if order.extends and order.since <= order.extends.ends:
        yield "since", _("Choose a day after %(day)s: the order before it holds until then.") % {"day": day(order.extends.ends)}
    if order.extends and not order.evaluation.strip():
        yield "evaluation", _("Say what the order before it did, in a few words.")
    yield from _places_flaws(order, {one.pk for one in hotspots})
    if order.framework and not frameworks_for(order.workspace).filter(pk=order.framework_id).exists():
        yield "framework", _("Choose a signed order of your region.")


def _places_flaws(order: Order, places: set[int]) -> Iterator[tuple[str, str]]:
    if not places:
        yield "hotspots", _("Choose at least one hotspot.")
    elif not order.extends_id and not places <= set(places_of(order.workspace, order.issuer_id).values_list("pk", flat=True)):
        yield "hotspots", _("Choose hotspots on your own ground only.")
    elif order.level == Order.Level.MUNICIPALITY and not own_places(order.workspace).filter(pk__in=places).exists():
        yield "hotspots", _("Choose the hotspot of this task force too.")


def sign_flaws(order: Order, on: date) -> Iterator[tuple[str, str]]:
    """Say what is wrong with the day of a signature."""
    if on > clock.today():
        yield "on", _("Choose a day up to today: the order is signed by then.")
    elif on > order.since:
        yield "on", _("This order begins on %(day)s. Change its first day, or choose an earlier day.") % {"day": day(order.since)}


def repeal_flaws(order: Order, on: date) -> Iterator[tuple[str, str]]:
    """Say what is wrong with the day of a repeal."""
    if order.signed_on and not order.signed_on <= on <= order.until:
        yield "on", _("Choose a day from %(since)s to %(until)s.") % {"since": day(order.signed_on), "until": day(order.until)}


def use_flaws(use: OrderUse) -> Iterator[tuple[str, str]]:
    """Say what is wrong with a count of use: its days, or another count of the same days."""
    last = min(use.order.ends, clock.today())
    others = OrderUse.objects.filter(order=use.order, workspace=use.workspace, since__lte=use.until, until__gte=use.since)
    if use.until < use.since:
        yield "until", _("Choose a day from the first day on.")
    elif use.since < use.order.since or use.until > last:
        yield "since", _("Choose days from %(since)s to %(until)s.") % {"since": day(use.order.since), "until": day(last)}
    elif other := others.exclude(pk=use.pk).first():
        yield "since", _("Days from %(since)s to %(until)s are counted already.") % {"since": day(other.since), "until": day(other.until)}
