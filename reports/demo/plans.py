"""The plans: a library of actions the task forces draw on, what each one drew, and where things did not go as planned."""

from __future__ import annotations

from typing import Any, NamedTuple

from reports.demo.areas import ZONE_OF
from reports.demo.zones import Zone
from taskforce.roles import Axis

SECURITY, PREVENTION, NEIGHBOURHOOD = Axis.SECURITY, Axis.PREVENTION, Axis.NEIGHBOURHOOD
LETTERS: dict[str, str] = {SECURITY: "S", PREVENTION: "P", NEIGHBOURHOOD: "V"}


class Sample(NamedTuple):
    """An action of the library: axis, lead, partners, its title in both languages, its measures with targets, its day."""

    axis: str
    lead: str
    partners: tuple[str, ...]
    fr: str
    nl: str
    targets: dict[str, int | None]
    due: str = "2024-12-31"


LIBRARY = {
    "patrol": Sample(
        SECURITY, "police", ("parquet",), "Patrouilles visibles et contrôles ciblés", "Zichtbare patrouilles en gerichte controles",
        {"controls": 150, "reports": None, "report-rate": None, "cannabis": None, "cocaine": None}, "2025-06-30",
    ),
    "judicial": Sample(
        SECURITY, "parquet", ("police",), "Suivi judiciaire des faits constatés dans la zone", "Gerechtelijke opvolging van de feiten in de zone",
        {"convicted": None, "cash": None}, "2025-06-30",
    ),
    "cameras": Sample(
        SECURITY, "police", ("town",), "Caméras fixes temporaires aux points de passage", "Tijdelijke vaste camera’s op doorgangsplaatsen",
        {"cameras": 12}, "2024-12-31",
    ),
    "networks": Sample(
        SECURITY, "parquet", ("police",), "Enquête sur l’approvisionnement de la zone", "Onderzoek naar de bevoorrading van de zone",
        {"networks": 1}, "2025-06-30",
    ),
    "street": Sample(
        PREVENTION, "street", ("health",), "Maraudes et travail de rue", "Straathoekwerk in de zone",
        {"contacts": 80, "persons-met": None, "referrals": 10}, "2025-06-30",
    ),
    "health": Sample(
        PREVENTION, "health", ("street",), "Récupération de matériel et conseils de santé", "Inzameling van materiaal en gezondheidsadvies",
        {"syringes": 200}, "2025-06-30",
    ),
    "families": Sample(
        PREVENTION, "prevention", ("street",), "Permanences pour les familles et les jeunes", "Zitdagen voor gezinnen en jongeren",
        {"hours": 30}, "2024-12-31",
    ),
    "cleaning": Sample(
        NEIGHBOURHOOD, "cleaning", ("town",), "Nettoyage renforcé des rues et des recoins", "Extra reiniging van straten en hoeken",
        {"cleanups": 30, "street-length": None, "needles": None}, "2024-12-31",
    ),
    "housing": Sample(
        NEIGHBOURHOOD, "landlord", ("town",), "Éclairage et portes des halls d’immeubles", "Verlichting en deuren van de inkomhallen",
        {"repairs": 20}, "2024-12-31",
    ),
    "transport": Sample(
        NEIGHBOURHOOD, "transport", ("police",), "Présence aux entrées de la station", "Aanwezigheid aan de ingangen van het station",
        {"presence": 60}, "2024-12-31",
    ),
    "walk": Sample(
        NEIGHBOURHOOD, "town", ("prevention",), "Marches exploratoires avec les habitants", "Verkennende wandelingen met bewoners",
        {"walkers": 20}, "2024-09-30",
    ),
}  # fmt: skip

CHOSEN = {
    1: "patrol judicial street families cleaning transport",
    2: "patrol cameras street families cleaning walk",
    3: "patrol judicial street health cleaning housing",
    4: "patrol judicial street families cleaning housing walk",
    5: "patrol street families cleaning housing",
    6: "patrol judicial street health cleaning transport walk",
    7: "patrol judicial cameras street health cleaning housing",
    8: "patrol street families cleaning housing walk",
    9: "patrol judicial street families cleaning housing",
    10: "patrol judicial cameras street health families cleaning transport",
    11: "patrol judicial networks street health families cleaning transport",
    12: "patrol judicial street health cleaning walk",
    13: "patrol judicial street families cleaning transport",
    14: "patrol street families cleaning housing",
    15: "patrol judicial street families cleaning housing",
    16: "patrol judicial street health cleaning housing",
}

# Where an action differs from the library: fields of the action.
SPECIAL: dict[tuple[int, str], dict[str, Any]] = {
    (2, "families"): {"funded": "no"},
    (5, "housing"): {"due": "2024-10-15"},
    (7, "cameras"): {"due": "2024-09-30", "funded": "partly"},
    (11, "networks"): {"tier": "axis"},
    (13, "transport"): {"due": "2024-10-31", "funded": "partly"},
    (14, "families"): {"funded": "partly"},
}
# Said by the lead once the day has passed.
LATE = {
    (5, "housing"): "Leveringstermijn van de deurautomaten; plaatsing voorzien in december.",
    (7, "cameras"): "Raccordement électrique en attente ; pose reportée à janvier 2025.",
    (13, "transport"): "Postes vacants dans l’équipe de station ; renfort annoncé pour décembre.",
}
# What blocks an action, and the organisation that can unblock it.
BLOCKED = {(8, "housing"): ("L’accès aux caves des deux tours demande un accord de la commune.", "town")}
DONE = {(4, "walk"), (6, "walk"), (8, "walk"), (12, "walk"), (2, "walk")}
WAITING = {(9, "housing"), (15, "judicial")}

OBJECTIVES = {
    SECURITY: {
        "fr": ("Moins de points de vente visibles dans la zone", "Points de vente observés par semaine", "points"),
        "nl": ("Minder zichtbare dealplekken in de zone", "Waargenomen dealplekken per week", "plekken"),
        "figures": (6, 2),
    },
    PREVENTION: {
        "fr": ("Plus de personnes en contact avec un service d’aide", "Orientations par trimestre", "orientations"),
        "nl": ("Meer personen in contact met een hulpdienst", "Doorverwijzingen per kwartaal", "doorverwijzingen"),
        "figures": (4, 10),
    },
    NEIGHBOURHOOD: {
        "fr": ("Un espace public propre et éclairé", "Signalements de propreté par mois", "signalements"),
        "nl": ("Een nette en verlichte openbare ruimte", "Meldingen over netheid per maand", "meldingen"),
        "figures": (40, 20),
    },
}
OBJECTIVES_DUE = "2025-06-30"

WORDS_OF_CELL = {
    "conform": "Plan conforme : trois axes couverts, échéances réalistes.",
    "to_complete": "Précisez la cible de l’axe prévention et le partenaire de l’axe vie de quartier.",
}


def organisation(part: str, zone: Zone) -> str:
    """Return the code of the organisation that plays a part in a hotspot."""
    nis = zone.municipalities[0]
    played = {
        "police": f"BRU-ZP-{ZONE_OF[nis]}",
        "parquet": "BRU-PARQUET",
        "street": "BRU-RUE",
        "health": "BRU-RDR",
        "prevention": f"BRU-PREV-{nis}",
        "cleaning": "BRU-PROPRETE",
        "landlord": "BRU-LOGEMENT",
        "transport": "BRU-STIB",
        "town": f"BRU-COM-{nis}",
    }
    return played[part]


def chosen(zone: Zone) -> list[str]:
    """List the actions of the library a task force drew on."""
    return CHOSEN[zone.number].split()


def codes(zone: Zone) -> dict[str, str]:
    """Return the code each action of a hotspot bears: its axis's letter, R if restricted, and its rank."""
    given: dict[str, str] = {}
    for name in chosen(zone):
        prefix = LETTERS[LIBRARY[name].axis] + ("R" if SPECIAL.get((zone.number, name), {}).get("tier") else "")
        given[name] = f"{prefix}{1 + sum(code.rstrip('0123456789') == prefix for code in given.values())}"
    return given
