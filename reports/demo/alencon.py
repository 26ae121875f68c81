"""Alençon 2023–2024, a real case: the published figures, and nothing more, entered after the fact in November 2024.

People, titles of actions and the words of the report are the demonstration's; every figure is the press's.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from reports.demo import opening, planning, taskforces, verbs
from reports.demo.areas import names
from reports.demo.organisations import Body
from reports.demo.people import Person, Place
from reports.demo.stage import MACHINE, Deed, deed
from reports.demo.texts_fr import EXPLAINED
from reports.demo.zones import NOWHERE, Zone
from taskforce.models import Organisation
from taskforce.roles import Axis, Role

Kind = Organisation.Kind
REGION, TOWN, HOTSPOT, PERIOD = "ALE", "61001", "ALE-01", "2023-2024"
COUNCIL_ROOM, CELL_ROOM = f"{REGION}-COUNCIL", f"{REGION}-CELL"
SINCE, UNTIL = "2023-01-01", "2024-10-31"
SOURCE = "Chiffres publiés (presse, novembre 2024)"

NAMES = {
    "council": names("Comité de pilotage (démonstration)", "Stuurgroep (demonstratie)", "Steering committee (demonstration)"),
    "cell": names("Cellule de suivi (démonstration)", "Opvolgingscel (demonstratie)", "Monitoring cell (demonstration)"),
    "notice": {
        "notice_fr": "Cas réel : chiffres publiés, rapportés par la presse et saisis après coup. Les personnes sont fictives.",
        "notice_nl": "Echt geval: gepubliceerde cijfers, overgenomen uit de pers en achteraf ingevoerd. De personen zijn fictief.",
        "notice_en": "Real case: published figures, as reported by the press and entered after the fact. People are fictional.",
    },
}
NOTES = {
    "fr": "La presse parle de « 18 mois ». La période retenue, de janvier 2023 à octobre 2024, en compte 22 : les deux diffèrent.",
    "nl": "De pers spreekt van “18 maanden”. De gekozen periode, van januari 2023 tot oktober 2024, telt er 22: beide verschillen.",
    "en": "The press speaks of “18 months”. The period used, January 2023 to October 2024, has 22: the two differ.",
}
ZONE = Zone(
    1, "Alençon", "Alençon", (TOWN,), NOWHERE, ("street-dealing",), english="Alençon", region=REGION,
    why="Cas réel repris de la presse : action commune de l’État, de la Ville et de la justice contre le trafic de stupéfiants.",
)  # fmt: skip

STATE = Body("ALE-PREF", Kind.STATE, "", "Préfecture de l’Orne", "Prefectuur van de Orne", "Prefecture of the Orne", area=REGION)
BODIES = (
    Body("ALE-VILLE", Kind.MUNICIPALITY, "", "Ville d’Alençon", "Stad Alençon", "Town of Alençon", area=TOWN),
    Body(
        "ALE-PARQUET",
        Kind.JUSTICE,
        Axis.SECURITY,
        "Parquet d’Alençon",
        "Parket van Alençon",
        "Public prosecutor’s office of Alençon",
        area=REGION,
    ),
    Body("ALE-POLICE", Kind.POLICE, Axis.SECURITY, "Police nationale", "Nationale politie", "National police", area=REGION),
    Body(
        "ALE-ASSO",
        Kind.ASSOCIATION,
        Axis.PREVENTION,
        "Associations de prévention",
        "Preventieverenigingen",
        "Prevention associations",
        area=TOWN,
    ),
    Body("ALE-BAILLEURS", Kind.LANDLORD, Axis.NEIGHBOURHOOD, "Bailleurs", "Verhuurders", "Landlords", area=TOWN),
)

STEWARD = Person("steward.alencon", "Sacha Gabarit", "fr", "ALE-PREF")
HEAD = Person("cellule.alencon", "Alix Modèle", "fr", "ALE-PREF")
REVIEWER = Person("relecture.alencon", "Noa Maquette", "fr", "ALE-PREF")
MEMBER = Person("comite.alencon", "Lou Fictif", "fr", "ALE-PREF")
PREFECT = Person("prefecture.alencon", "Andréa Exemple", "fr", "ALE-PREF", "prefect")
MAYOR = Person("mairie.alencon", "Camille Échantillon", "fr", "ALE-VILLE", "maire")
PROSECUTOR = Person("procureur.alencon", "Dominique Spécimen", "fr", "ALE-PARQUET", "republic-prosecutor")
COORDINATOR = Person("coordination.alencon", "Charlie Ébauche", "fr", "ALE-VILLE")
POLICE = Person("police.alencon", "Max Esquisse", "fr", "ALE-POLICE")
MAGISTRATE = Person("parquet.alencon", "Claude Croquis", "fr", "ALE-PARQUET")
PREVENTION = Person("prevention.alencon", "Yaël Prototype", "fr", "ALE-ASSO")
LANDLORD = Person("bailleurs.alencon", "Gaby Canevas", "fr", "ALE-BAILLEURS")
CHAIRS = (PREFECT, MAYOR, PROSECUTOR)
TABLE = (
    Place(POLICE, Role.PARTNER, Axis.SECURITY),
    Place(MAGISTRATE, Role.PARTNER, Axis.SECURITY),
    Place(PREVENTION, Role.WORKER, Axis.PREVENTION),
    Place(LANDLORD, Role.PARTNER, Axis.NEIGHBOURHOOD),
)


class Published(NamedTuple):
    """An action under which published figures are entered: its code, axis, title, who leads it, and the figures with their units."""

    code: str
    axis: str
    title: str
    lead: Person
    figures: tuple[tuple[str, str, str], ...]

    @property
    def targets(self) -> dict[str, None]:
        """What it counts; no target was published."""
        return {measure: None for measure, *_ in self.figures}


PUBLISHED = (
    Published(
        "S1", Axis.SECURITY, "Démantèlement des réseaux et des points de deal", POLICE,
        (("networks", "2", ""), ("dealing-spots", "4", ""), ("cannabis", "35", "kg"), ("heroin", "5.1", "kg"), ("cocaine", "2.15", "kg"), ("crack", "548", "g")),
    ),
    Published("S2", Axis.SECURITY, "Réponse pénale", MAGISTRATE, (("convicted", "34", ""),)),
    Published("S3", Axis.SECURITY, "Développement de la vidéoprotection", COORDINATOR, (("new-cameras", "20", ""), ("cameras", "72", ""))),
    Published("P1", Axis.PREVENTION, "Actions de prévention avec les associations", PREVENTION, (("associations", "4", ""),)),
    Published("V1", Axis.NEIGHBOURHOOD, "Convention avec les bailleurs", LANDLORD, (("conventions", "1", ""),)),
)  # fmt: skip

TEXTS = {
    "security": "Deux réseaux ont été démantelés et quatre points de deal neutralisés. Les saisies publiées portent sur 35 kg de cannabis, 5,1 kg d’héroïne, "
    "2,15 kg de cocaïne et 548 g de crack. Trente-quatre personnes ont été condamnées. Vingt nouvelles caméras portent leur nombre à 72.",
    "prevention": "Quatre associations sont engagées dans la prévention.",
    "neighbourhood": "Une convention a été conclue avec les bailleurs.",
    "difficulties": "La presse parle de « 18 mois », alors que la période de janvier 2023 à octobre 2024 en compte 22.",
}


def deeds() -> Iterator[Deed]:
    """List how the case was entered, from 4 to 14 November 2024."""
    yield from _region()
    yield from _hotspot()
    yield from _plan()
    yield from _figures()
    yield from _report()


def _region() -> Iterator[Deed]:
    area = {"code": REGION, "kind": "department", **names("Orne", "Orne", "Orne")}
    town = [{"code": TOWN, "kind": "municipality", **names("Alençon", "Alençon", "Alençon")}]
    yield deed("2024-11-04 09:00", MACHINE, opening.open_region, area=area, names=NAMES, body=STATE, steward=STEWARD)
    yield deed("2024-11-04 09:10", MACHINE, opening.import_parts, region=REGION, parts=town)
    yield deed("2024-11-04 09:20", STEWARD.key, opening.enter_organisations, council=COUNCIL_ROOM, bodies=BODIES)
    people = [HEAD, REVIEWER, MEMBER, *CHAIRS, COORDINATOR, *(place.person for place in TABLE)]
    yield deed("2024-11-04 09:30", MACHINE, opening.open_accounts, people=people)
    yield from taskforces.seated("2024-11-04", STEWARD.key, COUNCIL_ROOM, Place(MEMBER, Role.MEMBER))
    yield from taskforces.seated("2024-11-04", STEWARD.key, CELL_ROOM, Place(HEAD, Role.HEAD))
    yield from taskforces.seated("2024-11-04", STEWARD.key, CELL_ROOM, Place(REVIEWER, Role.REVIEWER))


def _hotspot() -> Iterator[Deed]:
    yield deed("2024-11-05 09:00", HEAD.key, verbs.propose, zone=ZONE, cell=CELL_ROOM, window=(SINCE, UNTIL), source=SOURCE)
    for person in CHAIRS:
        yield from taskforces.seated("2024-11-05", HEAD.key, HOTSPOT, Place(person, Role.CHAIR))
    yield deed("2024-11-05 14:00", MAYOR.key, verbs.approve, hotspot=HOTSPOT, municipality=TOWN)
    reference = "Saisie après coup : premier jour de la période"
    yield deed("2024-11-05 16:00", HEAD.key, verbs.validate, hotspot=HOTSPOT, on=SINCE, reference=reference)
    yield deed("2024-11-06 09:00", PREFECT.key, verbs.convene, hotspot=HOTSPOT)
    yield deed(
        "2024-11-06 09:02", PREFECT.key, verbs.frame, workspace=HOTSPOT, basis="Coprésidence par la préfète, le maire et le procureur"
    )
    yield from taskforces.seated("2024-11-06", PREFECT.key, HOTSPOT, Place(COORDINATOR, Role.COORDINATOR))
    for place in TABLE:
        yield from taskforces.seated("2024-11-07", COORDINATOR.key, HOTSPOT, place)


def _plan() -> Iterator[Deed]:
    about = {"hotspot": HOTSPOT}
    yield deed("2024-11-07 14:00", COORDINATOR.key, planning.draft_plan, objectives=[], **about)
    common: dict[str, Any] = {
        "start": date.fromisoformat(SINCE),
        "due": date.fromisoformat(UNTIL),
        "funded": "yes",
        "partners": [],
        **about,
    }
    for one in PUBLISHED:
        fields = {"axis": one.axis, "title": one.title, "targets": one.targets, "lead": one.lead.organisation}
        yield deed("2024-11-07 14:30", COORDINATOR.key, planning.propose_action, **fields, **common)
        yield deed("2024-11-07 15:00", one.lead.key, planning.agree, code=one.code, **about)
        yield deed("2024-11-07 15:30", one.lead.key, planning.start, code=one.code, **about)
        yield deed("2024-11-08 16:00", one.lead.key, planning.finish, code=one.code, **about)
    yield deed("2024-11-07 17:00", COORDINATOR.key, planning.submit_plan, **about)
    yield deed("2024-11-08 09:00", PREFECT.key, planning.adopt_plan, **about)
    yield deed("2024-11-08 11:00", REVIEWER.key, planning.check_plan, conform=True, words="", **about)


def _figures() -> Iterator[Deed]:
    """Enter each published figure for the whole task force to read, on the last day of the period."""
    for one in PUBLISHED:
        quantities = [(measure, Decimal(value), unit, "exact") for measure, value, unit in one.figures]
        said = {"source": SOURCE, "tier": "workspace"}
        day = date.fromisoformat(UNTIL)
        yield deed(
            "2024-11-08 14:00", one.lead.key, planning.log_work, hotspot=HOTSPOT, code=one.code, day=day, quantities=quantities, **said
        )


def _report() -> Iterator[Deed]:
    report = f"{HOTSPOT}-{PERIOD}"
    yield deed(
        "2024-11-11 09:00", HEAD.key, verbs.open_period, cell=CELL_ROOM, code=PERIOD, dates=(SINCE, UNTIL, "2024-11-30"), notes=NOTES
    )
    yield deed("2024-11-12 09:00", COORDINATOR.key, verbs.start_report, report=report)
    yield deed("2024-11-12 09:30", COORDINATOR.key, verbs.write, report=report, texts=TEXTS)
    yield deed("2024-11-12 09:45", COORDINATOR.key, verbs.explain, report=report, said=EXPLAINED)
    yield deed("2024-11-12 10:00", COORDINATOR.key, verbs.submit, report=report)
    yield deed("2024-11-13 10:00", PREFECT.key, verbs.sign, report=report)
    yield deed("2024-11-14 10:00", REVIEWER.key, verbs.accept, report=report)
