"""The people of the Brussels demonstration: all invented, plainly so; no office holder is meant."""

from __future__ import annotations

from typing import NamedTuple

from reports.demo.areas import ZONE_OF
from reports.demo.zones import Zone
from taskforce.roles import Axis, Role

SECURITY, PREVENTION, NEIGHBOURHOOD = Axis.SECURITY, Axis.PREVENTION, Axis.NEIGHBOURHOOD


class Person(NamedTuple):
    """Somebody: the first half of the address, a name, a language, an organisation and a title."""

    key: str
    name: str
    language: str
    organisation: str
    title: str = ""


STEWARD = Person("steward", "Sacha Échantillon", "fr", "BRU-SAFE")
HEAD = Person("cellule", "Andrea Voorbeeld", "fr", "BRU-SAFE", "senior-official")
REVIEWERS = (
    Person("relecture", "Maxime Modèle", "fr", "BRU-SAFE"),
    Person("nalezing", "Robin Proefpersoon", "nl", "BRU-SAFE"),
)
COUNCIL = {
    Person("conseil", "Dominique Exemple", "fr", "BRU-CORES", "minister-president"): Role.MEMBER,
    Person("raad", "Kim Denkbeeldig", "nl", "BRU-CORES"): Role.MEMBER,
    Person("secretariat", "Alix Spécimen", "fr", "BRU-SAFE"): Role.SECRETARY,
    Person("audit", "Noor Steekproef", "nl", "BRU-SAFE"): Role.AUDITOR,
}

# A mayor and a coordinator for each municipality that has, or was offered, a hotspot.
TOWNS = {
    "21001": ("anderlecht", "Claude Exemple", "Sam Maquette", "fr"),
    "21004": ("bruxelles", "Camille Modèle", "Lou Voorbeeld", "fr"),
    "21005": ("etterbeek", "Morgan Fictif", "Jo Gabarit", "fr"),
    "21006": ("evere", "Eden Imaginaire", "Nour Ébauche", "fr"),
    "21007": ("forest", "Ariel Spécimen", "Charlie Esquisse", "fr"),
    "21009": ("ixelles", "Gaby Fictif", "Val Patron", "fr"),
    "21012": ("molenbeek", "Yaël Échantillon", "Alex Canevas", "fr"),
    "21013": ("saint-gilles", "Frédérique Gabarit", "Luca Modèle", "fr"),
    "21014": ("saint-josse", "Céleste Maquette", "Mika Exemple", "fr"),
    "21015": ("schaerbeek", "Lien Verzonnen", "Bo Denkbeeldig", "nl"),
}
OUTREACH = (
    Person("rue-1", "Inès Prototype", "fr", "BRU-RUE"),
    Person("rue-2", "Wout Voorbeeld", "nl", "BRU-RUE"),
    Person("rue-3", "Sasha Croquis", "fr", "BRU-RUE"),
)
PARTNERS = {
    "parquet": Person("parquet", "Ange Spécimen", "fr", "BRU-PARQUET", "kings-prosecutor"),
    "federale": Person("federale", "Toon Proefstuk", "nl", "BRU-FEDPOL"),
    "sante": Person("sante", "Elio Modèle", "fr", "BRU-RDR"),
    "proprete": Person("proprete", "Fleur Exemple", "fr", "BRU-PROPRETE"),
    "logement": Person("logement", "Jade Gabarit", "fr", "BRU-LOGEMENT"),
    "stib": Person("stib", "Ilke Verzonnen", "nl", "BRU-STIB"),
    "observatoire": Person("observatoire", "Lise Croquis", "fr", "BRU-SAFE"),
}
POLICE = {
    "5339": Person("police-5339", "Noé Spécimen", "fr", "BRU-ZP-5339", "police-commissioner"),
    "5340": Person("police-5340", "Tess Modèle", "fr", "BRU-ZP-5340", "police-commissioner"),
    "5341": Person("police-5341", "Milan Exemple", "fr", "BRU-ZP-5341", "police-commissioner"),
    "5343": Person("police-5343", "Lore Fictief", "nl", "BRU-ZP-5343", "police-commissioner"),
    "5344": Person("police-5344", "Senne Voorbeeld", "nl", "BRU-ZP-5344", "police-commissioner"),
}


def mayor(nis: str) -> Person:
    """Return the mayor of a municipality."""
    slug, name, _, language = TOWNS[nis]
    return Person(f"bourgmestre.{slug}", name, language, f"BRU-COM-{nis}", "mayor")


def coordinator(nis: str) -> Person:
    """Return who coordinates the task forces of a municipality."""
    slug, _, name, language = TOWNS[nis]
    return Person(f"coordination.{slug}", name, language, f"BRU-COM-{nis}")


def prevention(nis: str) -> Person:
    """Return who speaks for the prevention service of a municipality."""
    slug, *_, language = TOWNS[nis]
    given = {"21001": "Rayan", "21004": "Manon", "21005": "Léo", "21006": "Mona", "21007": "Liv", "21009": "Adam"}
    return Person(f"prevention.{slug}", f"{given.get(nis, 'Zoé')} Prototype", language, f"BRU-PREV-{nis}")


def everybody() -> list[Person]:
    """List everybody but the steward, who comes first and by invitation."""
    towns = [part(nis) for nis in TOWNS for part in (mayor, coordinator, prevention)]
    return [HEAD, *REVIEWERS, *COUNCIL, *towns, *OUTREACH, *PARTNERS.values(), *POLICE.values()]


class Place(NamedTuple):
    """A seat at a local task force: who, as what, on which axis."""

    person: Person
    role: str
    axis: str = ""


def chairs(zone: Zone) -> list[Place]:
    """List the chairs of a hotspot: the mayor of each of its municipalities."""
    return [Place(mayor(nis), Role.CHAIR) for nis in zone.municipalities]


def table(zone: Zone) -> list[Place]:
    """List who else sits at the table of a hotspot, and on which axis."""
    nis = zone.municipalities[0]
    places = [Place(POLICE[ZONE_OF[nis]], Role.PARTNER, SECURITY), Place(PARTNERS["parquet"], Role.PARTNER, SECURITY)]
    places += [Place(PARTNERS["federale"], Role.PARTNER, SECURITY)] if zone.station else []
    places += [Place(street_worker(zone), Role.WORKER, PREVENTION), Place(PARTNERS["sante"], Role.WORKER, PREVENTION)]
    places += [Place(prevention(nis), Role.PARTNER, PREVENTION)]
    places += [Place(PARTNERS[key], Role.PARTNER, NEIGHBOURHOOD) for key in ("proprete", "logement", "stib")]
    return [*places, Place(PARTNERS["observatoire"], Role.OBSERVER)]


def street_worker(zone: Zone) -> Person:
    """Return the street worker who knows a hotspot."""
    return OUTREACH[zone.number % len(OUTREACH)]
