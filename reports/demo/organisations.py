"""The bodies of the Brussels strategy. Those of the social sector and the landlords stand under generic names."""

from __future__ import annotations

from typing import NamedTuple

from reports.demo.areas import MUNICIPALITIES, REGION, ZONES, Municipality, names
from taskforce.models import Organisation
from taskforce.roles import Axis

Kind = Organisation.Kind
SECURITY, PREVENTION, NEIGHBOURHOOD = Axis.SECURITY, Axis.PREVENTION, Axis.NEIGHBOURHOOD


class Body(NamedTuple):
    """An organisation: its code, kind, usual axis, names, acronym and the code of its area."""

    code: str
    kind: str
    axis: str
    french: str
    dutch: str
    english: str = ""
    acronym: str = ""
    area: str = REGION

    @property
    def fields(self) -> dict[str, str]:
        """What the directory keeps of it, its area aside."""
        return {"kind": self.kind, "axis": self.axis, "acronym": self.acronym, **names(self.french, self.dutch, self.english)}


# Enters the directory with the region itself, because the first seats are for its people.
SAFE = Body("BRU-SAFE", Kind.REGION, "", "safe.brussels", "safe.brussels", "safe.brussels")

REGIONAL = tuple(
    Body(*row)
    for row in (
        (
            "BRU-CORES",
            Kind.REGION,
            "",
            "Conseil régional de sécurité",
            "Gewestelijke Veiligheidsraad",
            "Regional Security Council",
            "CORES",
        ),
        ("BRU-CSR", Kind.REGION, "", "Cellule de sécurité régionale", "Gewestelijke veiligheidscel", "Regional security cell", "CSR"),
        ("BRU-PARQUET", Kind.JUSTICE, SECURITY, "Parquet de Bruxelles", "Parket Brussel", "Brussels public prosecutor’s office"),
        ("BRU-FEDPOL", Kind.POLICE, SECURITY, "Police fédérale", "Federale politie", "Federal police"),
        ("BRU-PROPRETE", Kind.CLEANING, NEIGHBOURHOOD, "Bruxelles-Propreté", "Net Brussel", "Brussels town cleaning"),
        ("BRU-STIB", Kind.TRANSPORT, NEIGHBOURHOOD, "STIB-MIVB", "STIB-MIVB", "STIB-MIVB"),
        (
            "BRU-LOGEMENT",
            Kind.LANDLORD,
            NEIGHBOURHOOD,
            "Société de logement social",
            "Sociale huisvestingsmaatschappij",
            "Social housing company",
        ),
        (
            "BRU-RUE",
            Kind.ASSOCIATION,
            PREVENTION,
            "Association de travail de rue",
            "Vereniging voor straathoekwerk",
            "Street work association",
        ),
        (
            "BRU-RDR",
            Kind.ASSOCIATION,
            PREVENTION,
            "Association de réduction des risques",
            "Vereniging voor schadebeperking",
            "Harm reduction association",
        ),
    )
)


def brussels() -> list[Body]:
    """List every organisation the head of the cell enters: regional, police, municipal."""
    police = [Body(f"BRU-ZP-{code}", Kind.POLICE, SECURITY, french, dutch, area=f"ZP-{code}") for code, french, dutch in ZONES]
    municipal = [body for one in MUNICIPALITIES for body in _municipal(one)]
    return [*REGIONAL, *police, *municipal]


def _municipal(one: Municipality) -> list[Body]:
    town = one.french == "Bruxelles"
    of = f"d’{one.french}" if one.french[0] in "AEIUO" else f"de {one.french}"
    french, dutch = (f"{'Ville' if town else 'Commune'} {of}", f"{'Stad' if town else 'Gemeente'} {one.dutch}")
    prevention = (f"Service de prévention {of}", f"Preventiedienst {one.dutch}")
    return [
        Body(f"BRU-COM-{one.code}", Kind.MUNICIPALITY, "", french, dutch, area=one.code),
        Body(f"BRU-PREV-{one.code}", Kind.SOCIAL, PREVENTION, *prevention, area=one.code),
    ]
