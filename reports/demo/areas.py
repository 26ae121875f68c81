"""The areas of the Brussels-Capital Region: 19 municipalities and the six police zones of 2024.

Names and codes are Statbel's; population on 1 January 2020, Statbel (Directorate-general Statistics - Statistics Belgium).
"""

from __future__ import annotations

from typing import Any, NamedTuple

from taskforce.models import Area

REGION = "BRU"
REGION_NAMES = {
    "name_fr": "Région de Bruxelles-Capitale",
    "name_nl": "Brussels Hoofdstedelijk Gewest",
    "name_en": "Brussels-Capital Region",
}

ZONES = (
    ("5339", "Zone de police Bruxelles-CAPITALE-Ixelles", "Politiezone Brussel HOOFDSTAD Elsene"),
    ("5340", "Zone de police Bruxelles-Ouest", "Politiezone Brussel-West"),
    ("5341", "Zone de police Midi", "Politiezone Zuid"),
    ("5342", "Zone de police Uccle – Watermael-Boitsfort – Auderghem", "Politiezone Ukkel – Watermaal-Bosvoorde – Oudergem"),
    ("5343", "Zone de police Montgomery", "Politiezone Montgomery"),
    ("5344", "Zone de police Bruxelles-Nord", "Politiezone Brussel-Noord"),
)


class Municipality(NamedTuple):
    """A municipality: its code, its names, its people on 1 January 2020 and its police zone."""

    code: str
    french: str
    dutch: str
    population: int
    zone: str


MUNICIPALITIES = tuple(
    Municipality(*row)
    for row in (
        ("21001", "Anderlecht", "Anderlecht", 120887, "5341"),
        ("21002", "Auderghem", "Oudergem", 34404, "5342"),
        ("21003", "Berchem-Sainte-Agathe", "Sint-Agatha-Berchem", 25502, "5340"),
        ("21004", "Bruxelles", "Brussel", 185103, "5339"),
        ("21005", "Etterbeek", "Etterbeek", 48473, "5343"),
        ("21006", "Evere", "Evere", 42656, "5344"),
        ("21007", "Forest", "Vorst", 56581, "5341"),
        ("21008", "Ganshoren", "Ganshoren", 25234, "5340"),
        ("21009", "Ixelles", "Elsene", 87632, "5339"),
        ("21010", "Jette", "Jette", 52728, "5340"),
        ("21011", "Koekelberg", "Koekelberg", 21959, "5340"),
        ("21012", "Molenbeek-Saint-Jean", "Sint-Jans-Molenbeek", 97979, "5340"),
        ("21013", "Saint-Gilles", "Sint-Gillis", 49678, "5341"),
        ("21014", "Saint-Josse-ten-Noode", "Sint-Joost-ten-Node", 27497, "5344"),
        ("21015", "Schaerbeek", "Schaarbeek", 132799, "5344"),
        ("21016", "Uccle", "Ukkel", 83980, "5342"),
        ("21017", "Watermael-Boitsfort", "Watermaal-Bosvoorde", 25332, "5342"),
        ("21018", "Woluwe-Saint-Lambert", "Sint-Lambrechts-Woluwe", 57712, "5343"),
        ("21019", "Woluwe-Saint-Pierre", "Sint-Pieters-Woluwe", 42119, "5343"),
    )
)
ZONE_OF = {one.code: one.zone for one in MUNICIPALITIES}


def names(french: str, dutch: str, english: str = "") -> dict[str, str]:
    """Return the names of a thing as fields of its model."""
    return {"name_fr": french, "name_nl": dutch, "name_en": english}


def zone_parts() -> list[dict[str, Any]]:
    """List the police zones as parts of the region."""
    return [{"code": f"ZP-{code}", "kind": Area.Kind.POLICE_ZONE, **names(french, dutch)} for code, french, dutch in ZONES]


def municipality_parts() -> list[dict[str, Any]]:
    """List the municipalities as parts of the region, each in its police zone."""
    zones = {one.code: one for one in Area.objects.filter(kind=Area.Kind.POLICE_ZONE)}
    return [
        {
            "code": one.code,
            "kind": Area.Kind.MUNICIPALITY,
            "population": one.population,
            "police_zone": zones[f"ZP-{one.zone}"],
            **names(one.french, one.dutch, "Brussels" if one.french == "Bruxelles" else ""),
        }
        for one in MUNICIPALITIES
    ]
