"""Typical actions of the demonstration: what plans of the three axes often begin with. Words of the field, no real plan."""

from __future__ import annotations

from typing import Any, NamedTuple

from actions.models import Action, Measure, TypicalAction
from reports.demo.areas import names
from taskforce.roles import Axis

SHORT, MEDIUM, LONG = Action.Horizon.SHORT, Action.Horizon.MEDIUM, Action.Horizon.LONG
SECURITY, PREVENTION, NEIGHBOURHOOD = Axis.SECURITY, Axis.PREVENTION, Axis.NEIGHBOURHOOD


class Typical(NamedTuple):
    """A typical action: its axis, horizon, measure and names."""

    code: str
    axis: str
    horizon: str
    measure: str
    french: str
    dutch: str
    english: str


TYPICAL = tuple(
    Typical(*row)
    for row in (
        ("foot-patrols", SECURITY, SHORT, "controls", "Patrouilles pédestres aux heures sensibles", "Voetpatrouilles op gevoelige uren", "Foot patrols at sensitive hours"),
        ("dealing-spots", SECURITY, SHORT, "dealing-spots", "Actions coordonnées sur les points de deal", "Gecoördineerde acties op dealplekken", "Joint action on dealing spots"),
        ("camera-plan", SECURITY, MEDIUM, "new-cameras", "Compléter le réseau de caméras", "Het cameranetwerk aanvullen", "Extend the network of cameras"),
        ("hall-access", SECURITY, MEDIUM, "repairs", "Sécuriser les accès des halls d’immeubles", "De toegang tot inkomhallen beveiligen", "Secure the access to entrance halls"),
        ("street-work", PREVENTION, SHORT, "contacts", "Maraudes du soir et du week-end", "Straathoekwerk ’s avonds en in het weekend", "Street work in evenings and at weekends"),
        ("referral", PREVENTION, SHORT, "referrals", "Orientation vers les soins et les services sociaux", "Doorverwijzing naar zorg en sociale diensten", "Referral to care and social services"),
        ("drop-in", PREVENTION, MEDIUM, "hours", "Permanence de proximité, sans rendez-vous", "Laagdrempelige zitdag zonder afspraak", "Local drop-in service without appointment"),
        ("syringes", PREVENTION, SHORT, "syringes", "Récupération de seringues avec les comptoirs", "Spuitenruil met de inloophuizen", "Syringe exchange with the drop-in centres"),
        ("deep-clean", NEIGHBOURHOOD, SHORT, "cleanups", "Nettoyage renforcé des lieux signalés", "Versterkte reiniging van gemelde plaatsen", "Extra cleaning of places that were reported"),
        ("lighting", NEIGHBOURHOOD, MEDIUM, "repairs", "Réparer l’éclairage et les portes", "Verlichting en deuren herstellen", "Repair lights and doors"),
        ("needles", NEIGHBOURHOOD, SHORT, "needles", "Ramassage du matériel abandonné", "Opruimen van achtergelaten materiaal", "Collect discarded equipment"),
        ("walks", NEIGHBOURHOOD, SHORT, "walkers", "Marches exploratoires avec les habitants", "Wijkwandelingen met bewoners", "Walks through the area with people who live there"),
        ("landlords", NEIGHBOURHOOD, LONG, "conventions", "Conventions avec les bailleurs", "Overeenkomsten met verhuurders", "Agreements with landlords"),
    )
)  # fmt: skip


def rows() -> list[tuple[TypicalAction, dict[str, Any]]]:
    """Return each typical action with its fields; its measure is found in the directory."""
    measures = {one.code: one for one in Measure.objects.filter(code__in={one.measure for one in TYPICAL})}
    return [
        (
            TypicalAction(code=one.code),
            {"axis": one.axis, "horizon": one.horizon, "measure": measures[one.measure], **names(one.french, one.dutch, one.english)},
        )
        for one in TYPICAL
    ]
