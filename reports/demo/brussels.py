"""Brussels in 2024, deed by deed: the region opens, hotspots are proposed, approved and validated, task forces convened."""

from __future__ import annotations

from collections.abc import Iterator

from reports.demo import council, meetings, opening, orders, people, progress, taskforces, verbs
from reports.demo.areas import REGION, REGION_NAMES, names
from reports.demo.organisations import SAFE, brussels
from reports.demo.people import COUNCIL, HEAD, REVIEWERS, STEWARD, Place, mayor
from reports.demo.stage import MACHINE, Deed, day_after, deed, later
from reports.demo.zones import AUMALE, AWAITED, REFUSED, ZONES, Zone
from taskforce.roles import Role

COUNCIL_ROOM, CELL_ROOM = "BRU-COUNCIL", "BRU-CELL"
NAMES = {
    "council": {**names("Conseil régional de sécurité", "Gewestelijke Veiligheidsraad", "Regional Security Council"), "acronym": "CORES"},
    "cell": {**names("Cellule de sécurité régionale", "Gewestelijke veiligheidscel", "Regional security cell"), "acronym": "CSR"},
    "notice": {
        "notice_fr": "Données d’activité, personnes et contours fictifs, à des fins de démonstration.",
        "notice_nl": "Fictieve activiteitsgegevens, personen en omtrekken, ter demonstratie.",
        "notice_en": "Activity data, people and outlines are fictional, for demonstration.",
    },
}
SESSION, SESSION_REFERENCE = "2024-03-28", "CORES/2024/03-28 (démonstration)"
AUMALE_SESSION, AUMALE_REFERENCE = "2024-10-24", "CORES/2024/10-24 (démonstration)"
REFUSAL = "Les faits relevés concernent un seul immeuble ; la commune préfère une réponse locale."


def deeds() -> Iterator[Deed]:
    """List everything done in Brussels; the stage puts it in the order of time."""
    yield from _region()
    yield from _council()
    for zone in ZONES:
        yield from _listed(zone)
        yield from taskforces.deeds(zone, convened=day_after("2024-04-15", zone.number), planned=day_after("2024-05-06", zone.number))
    yield from _aumale()
    yield from _undecided()
    yield from orders.deeds()
    yield from progress.periods()
    yield from progress.reports()
    yield from meetings.deeds()
    yield from council.deeds()


def _region() -> Iterator[Deed]:
    area = {"code": REGION, "kind": "region", **REGION_NAMES}
    yield deed("2024-01-08 09:00", MACHINE, opening.open_region, area=area, names=NAMES, body=SAFE, steward=STEWARD)
    yield deed("2024-01-08 09:30", MACHINE, opening.import_brussels)
    yield deed("2024-01-09 09:00", STEWARD.key, opening.enter_catalogue, council=COUNCIL_ROOM)
    yield deed("2024-01-09 11:00", STEWARD.key, opening.enter_organisations, council=COUNCIL_ROOM, bodies=brussels())
    yield deed("2024-01-10 09:00", MACHINE, opening.open_accounts, people=people.everybody())


def _council() -> Iterator[Deed]:
    seats = [(COUNCIL_ROOM, Place(person, role)) for person, role in COUNCIL.items()]
    seats += [(CELL_ROOM, Place(HEAD, Role.HEAD)), *((CELL_ROOM, Place(one, Role.REVIEWER)) for one in REVIEWERS)]
    for workspace, place in seats:
        yield from taskforces.seated("2024-01-10", STEWARD.key, workspace, place)


def _proposed(zone: Zone, day: str) -> Iterator[Deed]:
    yield deed(f"{day} 09:00", HEAD.key, verbs.propose, zone=zone)
    for place in people.chairs(zone):
        yield from taskforces.seated(day, HEAD.key, zone.reference, place)


def _approved(zone: Zone, day: str) -> Iterator[Deed]:
    for rank, nis in enumerate(zone.municipalities):
        yield deed(later(day, 3 * rank), mayor(nis).key, verbs.approve, hotspot=zone.reference, municipality=nis)


def _validated(zone: Zone, day: str, reference: str) -> Iterator[Deed]:
    yield deed(f"{day} 18:00", HEAD.key, verbs.validate, hotspot=zone.reference, on=day, reference=reference)
    yield deed(later(day, 1, "09:00"), HEAD.key, verbs.draw, zone=zone, since=day)


def _listed(zone: Zone) -> Iterator[Deed]:
    """List how one of the fifteen came onto the council's list of 28 March 2024."""
    yield from _proposed(zone, day_after("2024-01-15", zone.number))
    yield from _approved(zone, day_after("2024-02-19", zone.number))
    yield from _validated(zone, SESSION, SESSION_REFERENCE)


def _aumale() -> Iterator[Deed]:
    yield from _proposed(AUMALE, "2024-09-09")
    yield from _approved(AUMALE, "2024-09-23")
    yield from _validated(AUMALE, AUMALE_SESSION, AUMALE_REFERENCE)
    yield from taskforces.deeds(AUMALE, convened="2024-10-28", planned="2024-11-04", as_far_as="submitted")


def _undecided() -> Iterator[Deed]:
    """List a proposal that waits for its second municipality, and one that was refused."""
    yield from _proposed(AWAITED, "2024-10-21")
    yield deed(
        "2024-11-05 10:00",
        mayor(AWAITED.municipalities[0]).key,
        verbs.approve,
        hotspot=AWAITED.reference,
        municipality=AWAITED.municipalities[0],
    )
    yield from _proposed(REFUSED, "2024-02-01")
    town = REFUSED.municipalities[0]
    yield deed("2024-02-26 10:00", mayor(town).key, verbs.refuse, hotspot=REFUSED.reference, municipality=town, remark=REFUSAL)
