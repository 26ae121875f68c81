"""The work logged from July to October 2024: invented figures, the same at every load, and notes that name nobody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple
from zlib import crc32

from reports.demo.plans import chosen
from reports.demo.zones import Zone


class Amount(NamedTuple):
    """How much of a measure one entry brings: at least ``least``, up to ``spread`` more, in a unit."""

    measure: str
    least: int
    spread: int
    unit: str = ""
    qualifier: str = "exact"
    rarely: bool = False


class Rhythm(NamedTuple):
    """When an action's work is logged, how much of it, at which part of the day, and in which words."""

    days: tuple[str, ...]
    slot: str
    amounts: tuple[Amount, ...]
    fr: tuple[str, ...]
    nl: tuple[str, ...]


class Work(NamedTuple):
    """One entry: the action, the day, and what was done."""

    action: str
    day: date
    slot: str
    note: str
    quantities: list[tuple[str, Decimal, str, str]]


RHYTHMS = {
    "patrol": Rhythm(
        ("2024-07-04", "2024-08-09", "2024-08-30", "2024-09-26", "2024-10-11"), "evening",
        (Amount("controls", 22, 19), Amount("reports", 3, 8), Amount("cannabis", 40, 460, "g"), Amount("cocaine", 4, 60, "g", rarely=True)),
        ("Patrouille à pied avec la brigade locale.", "Contrôles aux heures de sortie des commerces.", "Action conjointe avec la brigade canine."),
        ("Voetpatrouille met de wijkbrigade.", "Controles bij sluitingstijd van de winkels.", "Gezamenlijke actie met de hondenbrigade."),
    ),
    "judicial": Rhythm(
        ("2024-09-24",), "",
        (Amount("convicted", 2, 9), Amount("cash", 850, 6400)),
        ("Relevé trimestriel des dossiers jugés et des sommes saisies.",), ("Kwartaaloverzicht van de beoordeelde dossiers en de in beslag genomen bedragen.",),
    ),
    "cameras": Rhythm(
        ("2024-07-15", "2024-09-16"), "", (Amount("cameras", 8, 3),),
        ("Relevé des caméras en service.",), ("Overzicht van de camera’s in gebruik.",),
    ),
    "networks": Rhythm(("2024-09-19",), "", (Amount("networks", 1, 1),), ("Premier volet clos par le parquet.",), ("Eerste luik door het parket afgesloten.",)),
    "street": Rhythm(
        ("2024-07-09", "2024-08-13", "2024-09-18", "2024-10-08"), "afternoon",
        (Amount("contacts", 9, 22), Amount("referrals", 1, 4)),
        ("Passage calme, échanges sur l’accès aux soins.", "Beaucoup de demandes d’hébergement pour la nuit.", "Présence d’un nouveau groupe, premier contact pris."),
        ("Rustige ronde, gesprekken over toegang tot zorg.", "Veel vragen naar opvang voor de nacht.", "Nieuwe groep aanwezig, eerste contact gelegd."),
    ),
    "health": Rhythm(
        ("2024-07-18", "2024-09-23"), "afternoon", (Amount("syringes", 35, 90, "", "about"),),
        ("Boîtes de récupération vidées et remplacées.", "Conseils donnés au point de passage habituel."),
        ("Inzamelboxen geledigd en vervangen.", "Advies gegeven op de vaste plek."),
    ),
    "families": Rhythm(
        ("2024-07-10", "2024-09-11"), "afternoon", (Amount("hours", 4, 9),),
        ("Permanence tenue avec la maison de quartier.", "Rencontre de parents avant la rentrée."),
        ("Zitdag gehouden samen met het wijkhuis.", "Ontmoeting met ouders voor de start van het schooljaar."),
    ),
    "cleaning": Rhythm(
        ("2024-07-12", "2024-08-16", "2024-09-20", "2024-10-18"), "morning",
        (Amount("cleanups", 2, 5), Amount("street-length", 300, 900, "", "about"), Amount("needles", 0, 14)),
        ("Passage complet, dépôts clandestins enlevés.", "Recoins et grilles d’arbres nettoyés à haute pression."),
        ("Volledige ronde, sluikstort verwijderd.", "Hoeken en boomroosters onder hoge druk gereinigd."),
    ),
    "housing": Rhythm(
        ("2024-08-27", "2024-09-25"), "morning", (Amount("repairs", 2, 8),),
        ("Éclairage des halls remis en service.", "Portes d’entrée réglées."), ("Verlichting van de inkomhallen hersteld.", "Toegangsdeuren bijgesteld."),
    ),
    "transport": Rhythm(
        ("2024-07-22", "2024-09-17"), "evening", (Amount("presence", 12, 18),),
        ("Présence en binôme aux deux entrées.",), ("Aanwezigheid per twee aan beide ingangen.",),
    ),
    "walk": Rhythm(
        ("2024-09-14",), "afternoon", (Amount("walkers", 8, 12),),
        ("Marche avec habitants et commerçants, relevé remis à la commune.",), ("Wandeling met bewoners en handelaars, verslag bezorgd aan de gemeente.",),
    ),
}  # fmt: skip

SCALE = {10: 3, 11: 3, 7: 2}
NOT_SCALED = frozenset({"cameras", "networks"})
# Places where little is seen: their prevention totals stay below the threshold.
QUIET = {5: {"contacts", "referrals"}, 14: {"referrals"}}
CENSUS = date(2024, 9, 27)


def logged(zone: Zone) -> Iterator[Work]:
    """List the work logged on the actions of a hotspot."""
    for name in chosen(zone):
        rhythm = RHYTHMS[name]
        for rank, day in enumerate(rhythm.days):
            notes = getattr(rhythm, zone.language)
            yield Work(name, _day(day, zone), rhythm.slot, notes[(rank + zone.number) % len(notes)], list(_quantities(zone, rhythm, rank)))
    yield _census(zone)


def _day(written: str, zone: Zone) -> date:
    return date.fromisoformat(written) + timedelta(days=zone.number % 3)


def _quantities(zone: Zone, rhythm: Rhythm, rank: int) -> Iterator[tuple[str, Decimal, str, str]]:
    for amount in rhythm.amounts:
        if not (amount.rarely and rank % 3):
            yield amount.measure, Decimal(_value(zone, amount, rank)), amount.unit, amount.qualifier


def _value(zone: Zone, amount: Amount, rank: int) -> int:
    """Draw a value from the place, the measure and the rank, always the same one."""
    if amount.measure in QUIET.get(zone.number, ()):
        return rank % 2
    drawn = crc32(f"{zone.reference} {amount.measure} {rank}".encode())
    scale = 1 if amount.measure in NOT_SCALED else SCALE.get(zone.number, 1)
    return (amount.least + drawn % amount.spread) * scale


def _census(zone: Zone) -> Work:
    """Count the distinct persons met over the quarter once, at its end: they can never be added up."""
    met = Decimal(_value(zone, Amount("persons-met", 11, 30), 0))
    note = {"fr": "Personnes distinctes rencontrées sur le trimestre.", "nl": "Unieke personen bereikt in het kwartaal."}[zone.language]
    return Work("street", CENSUS, "", note, [("persons-met", met, "", "exact")])
