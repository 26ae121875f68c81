"""The hotspots of Brussels: the fifteen listed on 28 March 2024 (RTL info, 29 March 2024), Aumale (announced in October 2024) and two fictional ones.

The municipalities are inferred from the names of the places; the reasons given and the outlines are invented.
"""

from __future__ import annotations

from math import cos, pi, radians, sin
from typing import Any, NamedTuple

METRES_PER_DEGREE = 111_320
NOWHERE = (0.0, 0.0)  # of places nobody outlines here
DECISION = "Contour indicatif de démonstration / Indicatieve omtrek voor de demonstratie"
SOURCE = "Statistiques policières (données fictives de démonstration)"
RADII = (190, 240, 175, 220, 260, 185, 230, 205)

DEALING, SCENE, VIOLENCE = "street-dealing", "open-scene", "network-violence"
NEEDLES, HALLS, INSECURITY = "discarded-equipment", "occupied-halls", "insecurity"


class Zone(NamedTuple):
    """A hotspot: number, names, municipalities, middle (longitude, latitude), phenomena, language of its task force, whether a station."""

    number: int
    french: str
    dutch: str
    municipalities: tuple[str, ...]
    middle: tuple[float, float]
    phenomena: tuple[str, ...]
    language: str = "fr"
    station: bool = False
    english: str = ""
    region: str = "BRU"
    why: str = ""

    @property
    def reference(self) -> str:
        """The reference of the hotspot and of its workspace."""
        return f"{self.region}-{self.number:02d}"

    @property
    def reason(self) -> str:
        """Why the cell proposed it, in the language of its task force."""
        return self.why or REASONS[self.language][self.number % 3]


REASONS = {
    "fr": (
        "Faits de vente de rue constatés tout au long de l’année 2023 et signalements répétés d’habitants et de commerçants.",
        "Concentration de faits en soirée, présence d’une scène de consommation et plaintes sur l’état de l’espace public.",
        "Tensions autour de la vente, occupation d’espaces communs et demande des services de terrain d’agir ensemble.",
    ),
    "nl": (
        "Straatdealen vastgesteld gedurende heel 2023 en herhaalde meldingen van bewoners en handelaars.",
        "Concentratie van feiten in de avond, aanwezigheid van een gebruikersscene en klachten over de openbare ruimte.",
        "Spanningen rond de verkoop, bezetting van gemeenschappelijke ruimten en vraag van de diensten om samen op te treden.",
    ),
}

BRUSSELS, ANDERLECHT, MOLENBEEK, SAINT_GILLES = "21004", "21001", "21012", "21013"
ZONES = (
    Zone(1, "Chaussée d’Anvers", "Antwerpsesteenweg", (BRUSSELS,), (4.3545, 50.8620), (DEALING, SCENE, INSECURITY), "nl"),
    Zone(2, "Matongé", "Matonge", ("21009",), (4.3640, 50.8365), (DEALING, INSECURITY)),
    Zone(3, "Périmètre Yser", "IJzer", (BRUSSELS,), (4.3510, 50.8583), (DEALING, SCENE, NEEDLES)),
    Zone(4, "Querelle (Marolles)", "Marollen (Querelle)", (BRUSSELS,), (4.3448, 50.8375), (DEALING, HALLS)),
    Zone(5, "Versailles (Neder-Over-Heembeek)", "Versailles (Neder-Over-Heembeek)", (BRUSSELS,), (4.3850, 50.8990), (DEALING, HALLS), "nl"),
    Zone(6, "Porte de Hal", "Hallepoort", (SAINT_GILLES,), (4.3450, 50.8335), (DEALING, SCENE, VIOLENCE)),
    Zone(7, "Clémenceau", "Clemenceau", (ANDERLECHT,), (4.3280, 50.8410), (DEALING, SCENE, NEEDLES, VIOLENCE)),
    Zone(8, "Peterbos", "Peterbos", (ANDERLECHT,), (4.2905, 50.8395), (DEALING, HALLS, VIOLENCE)),
    Zone(9, "Saint-Antoine", "Sint-Antonius", ("21007",), (4.3240, 50.8260), (DEALING, VIOLENCE)),
    Zone(
        10,
        "Gare du Midi",
        "Zuidstation",
        (SAINT_GILLES, ANDERLECHT),
        (4.3360, 50.8360),
        (DEALING, SCENE, NEEDLES, INSECURITY),
        station=True,
    ),
    Zone(
        11,
        "Gare du Nord",
        "Noordstation",
        ("21015", "21014", BRUSSELS),
        (4.3605, 50.8605),
        (DEALING, SCENE, NEEDLES, INSECURITY),
        station=True,
    ),
    Zone(12, "Étangs Noirs", "Zwarte Vijvers", (MOLENBEEK,), (4.3325, 50.8570), (DEALING, SCENE, INSECURITY)),
    Zone(13, "Ribaucourt", "Ribaucourt", (MOLENBEEK,), (4.3405, 50.8590), (DEALING, SCENE)),
    Zone(14, "Bonnevie", "Bonnevie", (MOLENBEEK,), (4.3365, 50.8545), (DEALING, HALLS), "nl"),
    Zone(15, "Paal/Kolom", "Paal/Kolom", (MOLENBEEK,), (4.3430, 50.8562), (DEALING, HALLS, INSECURITY)),
)
AUMALE = Zone(16, "Aumale", "Aumale", (ANDERLECHT,), (4.3130, 50.8420), (DEALING, VIOLENCE, INSECURITY))
AWAITED = Zone(
    17,
    "Place des Exemples (fictive)",
    "Voorbeeldenplein (fictief)",
    ("21015", "21006"),
    NOWHERE,
    (DEALING,),
    english="Examples Square (fictional)",
)
REFUSED = Zone(
    18, "Rue du Modèle (fictive)", "Modelstraat (fictief)", ("21005",), NOWHERE, (INSECURITY,), english="Model Street (fictional)"
)


def outline(zone: Zone) -> dict[str, Any]:
    """Draw an invented polygon of six to eight corners, about 200 metres around the middle of the place."""
    east, north = zone.middle
    corners = 6 + zone.number % 3
    width = METRES_PER_DEGREE * cos(radians(north))
    ring = []
    for corner in range(corners):
        reach, angle = RADII[(corner + zone.number) % len(RADII)], 2 * pi * corner / corners
        ring.append([round(east + reach * cos(angle) / width, 5), round(north + reach * sin(angle) / METRES_PER_DEGREE, 5)])
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
