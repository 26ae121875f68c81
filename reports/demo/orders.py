"""The police orders of the demonstration: all invented, plainly so; one framework of the region and what municipalities ordered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from hotspots import services
from hotspots.models import Hotspot, Order
from reports.demo.areas import ZONE_OF
from reports.demo.people import HEAD, POLICE, coordinator, mayor
from reports.demo.stage import Deed, deed
from reports.demo.zones import AUMALE, ZONES, Zone
from taskforce.models import User, Workspace

CELL = "BRU-CELL"
FRAMEWORK = "2024-06-01"


class Ordered(NamedTuple):
    """An order of a municipality: its hotspot, first and last day, what it says, and the days after which it was counted."""

    zone: Zone
    since: str
    until: str
    subject: str
    basis: str
    counts: tuple[tuple[str, str, int], ...] = ()
    signed: bool = True


class Extension(NamedTuple):
    """An order that extends another: whose first day was ``of``, with what that one had done."""

    zone: Zone
    of: str
    since: str
    until: str
    evaluation: str
    counts: tuple[tuple[str, str, int], ...] = ()


FRENCH = "Arrêté fictif, à des fins de démonstration. Nouvelle loi communale, articles 133 et 135. "
DUTCH = "Fictief besluit, ter demonstratie. Nieuwe gemeentewet, artikelen 133 en 135. "
CLEMENCEAU, PETERBOS, NORTH = ZONES[6], ZONES[7], ZONES[10]
SAID = (
    "Cadre régional fictif, à des fins de démonstration / Fictief gewestelijk kader, ter demonstratie. "
    "Les communes peuvent interdire les rassemblements dans les périmètres, pour une durée limitée et évaluée. / "
    "De gemeenten kunnen samenscholingen in de perimeters verbieden, voor een beperkte duur en met evaluatie."
)
ORDERS = (
    Ordered(
        CLEMENCEAU, "2024-06-17", "2024-08-16", "Interdiction de rassemblement de 18 h à 6 h",
        FRENCH + "Les rassemblements qui gênent le passage sont interdits dans le périmètre.",
        (("2024-06-17", "2024-06-30", 9), ("2024-07-01", "2024-07-31", 21), ("2024-08-01", "2024-08-16", 12)),
    ),
    Ordered(
        PETERBOS, "2024-08-28", "2024-11-27", "Fermeture nocturne des halls d’entrée aux non-résidents",
        FRENCH + "L’accès aux halls est réservé aux habitants et à leurs visiteurs entre 22 h et 6 h.",
        (("2024-08-28", "2024-09-30", 14), ("2024-10-01", "2024-10-31", 11)),
    ),
    Ordered(
        NORTH, "2024-07-01", "2025-02-28", "Alcoholverbod rond het station",
        DUTCH + "Het verbruik van alcohol is verboden op de openbare weg binnen de perimeter.",
        (),
    ),
    Ordered(
        ZONES[0], "2024-05-27", "2024-08-31", "Samenscholingsverbod in de late namiddag",
        DUTCH + "Samenscholingen die de doorgang hinderen zijn verboden tussen 16 uur en 22 uur.",
        (("2024-05-27", "2024-08-31", 0),),
    ),
    Ordered(
        AUMALE, "2024-12-02", "2025-03-01", "Interdiction de rassemblement aux abords de la station",
        FRENCH + "Les rassemblements sont interdits entre 18 h et 6 h aux abords de la station de métro.",
        signed=False,
    ),
)  # fmt: skip
EXTENSIONS = (
    Extension(
        CLEMENCEAU, "2024-06-17", "2024-08-17", "2024-09-30",
        "Moins de rassemblements en soirée dans le périmètre ; les services de terrain en voient davantage deux rues plus loin.",
        (("2024-08-17", "2024-09-30", 18),),
    ),
    Extension(
        CLEMENCEAU, "2024-08-17", "2024-10-14", "2025-01-13",
        "Pendant l’arrêté, les plaintes pour bruit ont diminué. Elles ont repris début octobre, une fois qu’il avait pris fin.",
    ),
)  # fmt: skip


def deeds() -> Iterator[Deed]:
    """List how the orders came about; the stage puts it in the order of time."""
    yield deed("2024-05-21 10:00", HEAD.key, draft_framework)
    yield deed("2024-05-23 10:00", HEAD.key, sign, workspace=CELL, since=FRAMEWORK, on="2024-05-23")
    for one in ORDERS:
        yield from _ordered(one)
    for extension in EXTENSIONS:
        yield from _extended(extension)


def _ordered(one: Ordered) -> Iterator[Deed]:
    town, ready = one.zone.municipalities[0], "2024-11-13" if not one.signed else _before(one.since, 6)
    given = {"workspace": one.zone.reference, "since": one.since, "until": one.until, "subject": one.subject, "basis": one.basis}
    yield deed(f"{ready} 14:00", coordinator(town).key, draft, **given)
    if one.signed:
        yield from _signed(one.zone, one.since)
        yield from _counted(one.zone, one.since, one.counts)


def _extended(one: Extension) -> Iterator[Deed]:
    given = {"workspace": one.zone.reference, "of": one.of, "since": one.since, "until": one.until, "evaluation": one.evaluation}
    yield deed(f"{_before(one.since, 4)} 14:00", coordinator(one.zone.municipalities[0]).key, extend, **given)
    yield from _signed(one.zone, one.since)
    yield from _counted(one.zone, one.since, one.counts)


def _signed(zone: Zone, since: str) -> Iterator[Deed]:
    day = _before(since, 2)
    yield deed(f"{day} 16:00", mayor(zone.municipalities[0]).key, sign, workspace=zone.reference, since=since, on=day)


def _counted(zone: Zone, since: str, counts: tuple[tuple[str, str, int], ...]) -> Iterator[Deed]:
    police = POLICE[ZONE_OF[zone.municipalities[0]]].key
    for first, last, number in counts:
        given = {"first": first, "last": last, "number": number, "dutch": zone.language == "nl" or zone is NORTH}
        yield deed(f"{_before(last, -2)} 17:00", police, count, workspace=zone.reference, since=since, **given)


def _before(day: str, days: int) -> str:
    return str(date.fromisoformat(day) - timedelta(days=days))


def _found(workspace: str, since: str) -> Order:
    found: Order = Order.objects.get(workspace__reference=workspace, since=since)
    return found


def draft_framework(*, by: User) -> None:
    """Draft the order of the region, for every hotspot on its list."""
    places = Hotspot.objects.filter(reference__in=[zone.reference for zone in ZONES])
    words = {"subject": "Cadre régional des mesures de police / Gewestelijk kader voor politiemaatregelen", "basis": SAID}
    services.draft_order(by=by, workspace=Workspace.objects.get(reference=CELL), hotspots=places, **words, **_days(FRAMEWORK, "2025-05-31"))


def draft(*, by: User, workspace: str, since: str, until: str, **words: Any) -> None:
    """Draft an order of a municipality for its hotspot, under the framework where it is signed."""
    place = Hotspot.objects.get(reference=workspace)
    framework = Order.objects.signed().filter(workspace__reference=CELL).first()
    given = {**words, **_days(since, until), "framework": framework}
    services.draft_order(by=by, workspace=place.workspace, hotspots=[place], **given)


def sign(*, by: User, workspace: str, since: str, on: str) -> None:
    """Sign an order."""
    services.sign_order(by=by, order=_found(workspace, since), on=date.fromisoformat(on))


def extend(*, by: User, workspace: str, of: str, since: str, until: str, evaluation: str) -> None:
    """Draft an extension."""
    services.extend_order(by=by, order=_found(workspace, of), evaluation=evaluation, **_days(since, until))


def count(*, by: User, workspace: str, since: str, first: str, last: str, number: int, dutch: bool) -> None:  # a count is all of this
    """Record how often an order was used."""
    order = _found(workspace, since)
    source = "Register van de politiezone (fictieve cijfers)" if dutch else "Registre de la zone de police (chiffres fictifs)"
    given = {"number": number, "since": date.fromisoformat(first), "until": date.fromisoformat(last), "source": source}
    services.record_use(by=by, order=order, workspace=order.workspace, **given)


def _days(since: str, until: str) -> dict[str, date]:
    return {"since": date.fromisoformat(since), "until": date.fromisoformat(until)}
