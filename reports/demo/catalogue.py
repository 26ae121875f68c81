"""What the directory knows of names and counting: titles, phenomena, units and measures, shared by both regions."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple

from actions.models import Measure, Unit
from hotspots.models import Phenomenon
from reports.demo.areas import names
from taskforce.models import Title
from taskforce.roles import Axis

SECURITY, PREVENTION, NEIGHBOURHOOD = Axis.SECURITY, Axis.PREVENTION, Axis.NEIGHBOURHOOD
SUM, LAST, MAX = Measure.Aggregation.SUM, Measure.Aggregation.LAST, Measure.Aggregation.MAX
NEVER, RATIO = Measure.Aggregation.NOT_ADDITIVE, Measure.Aggregation.RATIO
UP, DOWN, NEITHER = Measure.Direction.GOOD_UP, Measure.Direction.GOOD_DOWN, Measure.Direction.NEITHER

TITLES = (
    ("mayor", "Bourgmestre", "Burgemeester", "Mayor"),
    ("senior-official", "Haut fonctionnaire", "Hoge ambtenaar", "Senior official"),
    ("kings-prosecutor", "Procureur du Roi", "Procureur des Konings", "Public prosecutor"),
    ("minister-president", "Ministre-Président", "Minister-president", "Minister-President"),
    ("police-commissioner", "Commissaire de police", "Politiecommissaris", "Police superintendent"),
    ("maire", "Maire", "Burgemeester", "Mayor"),
    ("prefect", "Préfète", "Prefect", "Prefect"),
    ("republic-prosecutor", "Procureur de la République", "Procureur van de Republiek", "Public prosecutor"),
)
PHENOMENA = (
    ("street-dealing", "Vente de rue", "Straatdealen", "Street dealing"),
    ("open-scene", "Scène ouverte de consommation", "Open drugsscene", "Open drug scene"),
    ("network-violence", "Violence entre réseaux", "Geweld tussen netwerken", "Violence between networks"),
    ("discarded-equipment", "Matériel d’injection abandonné", "Achtergelaten injectiemateriaal", "Discarded injecting equipment"),
    ("occupied-halls", "Occupation de halls d’immeubles", "Bezetting van inkomhallen", "Occupied entrance halls"),
    ("insecurity", "Sentiment d’insécurité", "Onveiligheidsgevoel", "Feeling of insecurity"),
)


class Scale(NamedTuple):
    """A unit: its code, symbol, names and, for a multiple, its base and its factor."""

    code: str
    symbol: str
    french: str
    dutch: str
    english: str
    base: str = ""
    factor: str = "1"


UNITS = tuple(
    Scale(*row)
    for row in (
        ("count", "", "nombre", "aantal", "count"),
        ("kg", "kg", "kilogramme", "kilogram", "kilogram"),
        ("g", "g", "gramme", "gram", "gram", "kg", "0.001"),
        ("t", "t", "tonne", "ton", "tonne", "kg", "1000"),
        ("persons", "pers.", "personnes", "personen", "persons"),
        ("h", "h", "heure", "uur", "hour"),
        ("m", "m", "mètre", "meter", "metre"),
        ("km", "km", "kilomètre", "kilometer", "kilometre", "m", "1000"),
        ("EUR", "€", "euro", "euro", "euro"),
        ("percent", "%", "pour cent", "procent", "per cent"),
    )
)


class Counted(NamedTuple):
    """A measure: how it is named, in which unit, and the rule by which its values are put together."""

    code: str
    unit: str
    axis: str
    aggregation: str
    direction: str
    french: str
    dutch: str
    english: str
    activity: bool = True
    parts: tuple[str, str] | None = None
    people: bool = False


MEASURES = tuple(
    Counted(*row)
    for row in (
        ("controls", "count", SECURITY, SUM, NEITHER, "Contrôles effectués", "Uitgevoerde controles", "Checks carried out"),
        (
            "reports", "count", SECURITY, SUM, NEITHER,
            "Contrôles suivis d’un procès-verbal", "Controles gevolgd door een proces-verbaal", "Checks leading to an official report",
        ),
        (
            "report-rate", "count", SECURITY, RATIO, NEITHER,
            "Procès-verbaux par contrôle", "Processen-verbaal per controle", "Official reports per check", True, ("reports", "controls"),
        ),
        ("cannabis", "kg", SECURITY, SUM, NEITHER, "Cannabis saisi", "In beslag genomen cannabis", "Cannabis seized"),
        ("heroin", "kg", SECURITY, SUM, NEITHER, "Héroïne saisie", "In beslag genomen heroïne", "Heroin seized"),
        ("cocaine", "kg", SECURITY, SUM, NEITHER, "Cocaïne saisie", "In beslag genomen cocaïne", "Cocaine seized"),
        ("crack", "g", SECURITY, SUM, NEITHER, "Crack saisi", "In beslag genomen crack", "Crack seized"),
        ("cash", "EUR", SECURITY, SUM, NEITHER, "Argent liquide saisi", "In beslag genomen contant geld", "Cash seized"),
        ("networks", "count", SECURITY, SUM, UP, "Réseaux démantelés", "Ontmantelde netwerken", "Networks dismantled"),
        (
            "dealing-spots", "count", SECURITY, SUM, UP,
            "Points de deal neutralisés", "Geneutraliseerde dealplekken", "Dealing spots neutralised",
        ),
        ("convicted", "persons", SECURITY, NEVER, NEITHER, "Personnes condamnées", "Veroordeelde personen", "Persons convicted"),
        ("new-cameras", "count", SECURITY, SUM, NEITHER, "Caméras installées", "Geplaatste camera’s", "Cameras installed", False),
        ("cameras", "count", SECURITY, LAST, NEITHER, "Caméras en service", "Camera’s in gebruik", "Cameras in service", False),
        ("contacts", "count", PREVENTION, SUM, NEITHER, "Contacts en rue", "Contacten op straat", "Street contacts", True, None, True),
        (
            "persons-met", "persons", PREVENTION, NEVER, NEITHER,
            "Personnes distinctes rencontrées", "Unieke bereikte personen", "Distinct persons met",
        ),
        (
            "referrals", "count", PREVENTION, SUM, UP,
            "Orientations vers un service", "Doorverwijzingen naar een dienst", "Referrals to a service", True, None, True,
        ),
        ("syringes", "count", PREVENTION, SUM, NEITHER, "Seringues récupérées", "Ingezamelde spuiten", "Syringes collected"),
        ("hours", "h", PREVENTION, SUM, NEITHER, "Heures de permanence", "Uren zitdag", "Hours of drop-in service"),
        ("associations", "count", PREVENTION, LAST, UP, "Associations engagées", "Betrokken verenigingen", "Associations engaged", False),
        ("cleanups", "count", NEIGHBOURHOOD, SUM, NEITHER, "Nettoyages", "Reinigingsbeurten", "Clean-ups"),
        (
            "street-length", "m", NEIGHBOURHOOD, SUM, NEITHER,
            "Longueur de voirie nettoyée", "Lengte van de gereinigde straten", "Length of street cleaned",
        ),
        (
            "needles", "count", NEIGHBOURHOOD, SUM, DOWN,
            "Seringues ramassées dans l’espace public", "Opgeruimde zwerfspuiten", "Needles found in public space",
        ),
        (
            "repairs", "count", NEIGHBOURHOOD, SUM, UP,
            "Éclairages et portes réparés", "Herstelde verlichting en deuren", "Lights and doors repaired",
        ),
        (
            "presence", "h", NEIGHBOURHOOD, SUM, NEITHER,
            "Heures de présence en station", "Uren aanwezigheid in het station", "Hours of presence in the station",
        ),
        (
            "walkers", "persons", NEIGHBOURHOOD, MAX, UP,
            "Plus forte participation à une marche", "Hoogste deelname aan een wandeling", "Best attended walk", False,
        ),
        (
            "conventions", "count", NEIGHBOURHOOD, SUM, UP,
            "Conventions signées avec les bailleurs", "Met verhuurders gesloten overeenkomsten", "Agreements signed with landlords", False,
        ),
    )
)  # fmt: skip


def rows() -> list[tuple[Any, dict[str, Any]]]:
    """List every row that needs no other, with its fields."""
    plain: list[tuple[Any, dict[str, Any]]] = [(Title(code=code), names(*words)) for code, *words in TITLES]
    plain += [(Phenomenon(code=code), names(*words)) for code, *words in PHENOMENA]
    return plain


def unit_row(one: Scale) -> tuple[Unit, dict[str, Any]]:
    """Return a unit and its fields; a multiple finds its base in the directory."""
    base = Unit.objects.get(code=one.base) if one.base else None
    return Unit(code=one.code), {
        "symbol": one.symbol,
        "base": base,
        "factor": Decimal(one.factor),
        **names(one.french, one.dutch, one.english),
    }


def measure_row(one: Counted) -> tuple[Measure, dict[str, Any]]:
    """Return a measure and its fields; a ratio finds its two parts in the directory."""
    parts = [Measure.objects.get(code=code) for code in one.parts] if one.parts else [None, None]
    fields = {name: getattr(one, name) for name in ("axis", "aggregation", "direction")}
    fields |= {"unit": Unit.objects.get(code=one.unit), "activity_dependent": one.activity, "counts_people": one.people}
    fields |= {"numerator": parts[0], "denominator": parts[1]}
    return Measure(code=one.code), fields | names(one.french, one.dutch, one.english)
