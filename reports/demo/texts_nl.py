"""What the Dutch-speaking task forces wrote in their reports on the third quarter of 2024."""

from __future__ import annotations

TEXTS: dict[int, dict[str, str]] = {
    1: {
        "security": "De zichtbare patrouilles zijn verschoven naar de late namiddag, op vraag van de bewoners. "
        "De gerechtelijke opvolging verloopt via een vast aanspreekpunt bij het parket.",
        "prevention": "De straathoekwerkers waren drie namiddagen per week aanwezig. Veel vragen gingen over nachtopvang en toegang tot zorg.",
        "neighbourhood": "De extra reiniging wordt voortgezet en het vervoersbedrijf verzekert ’s avonds toezicht aan de haltes.",
        "difficulties": "De nachtopvang is volzet, waardoor doorverwijzingen vaak niet lukken.",
        "decisions": "Bijkomende plaatsen voor nachtopvang voorzien in de winter.",
    },
    5: {
        "security": "De wijkbrigade was dagelijks te voet aanwezig rond de gebouwen. De samenwerking met de huisvestingsmaatschappij verloopt vlot.",
        "prevention": "Er werden weinig contacten gelegd: de groepen blijven binnen. De zitdagen voor gezinnen bereiken wel nieuwe ouders.",
        "neighbourhood": "De straten en groene hoeken worden regelmatig gereinigd. De plaatsing van de deurautomaten is uitgesteld door de leveringstermijn.",
        "difficulties": "De levering van de deurautomaten loopt vertraging op.",
        "decisions": "",
    },
    14: {
        "security": "Patrouilles en controles gebeurden vooral na schooltijd en in het weekend, rond het plein en de speeltuin.",
        "prevention": "Het straathoekwerk werkt samen met het wijkhuis. De zitdagen zijn gedeeltelijk gefinancierd en blijven dus beperkt.",
        "neighbourhood": "De inkomhallen zijn beter verlicht en het plein wordt vaker gereinigd. Bewoners melden minder sluikstort.",
        "difficulties": "De financiering van de zitdagen is niet verzekerd na dit jaar.",
        "decisions": "De zitdagen voor gezinnen volledig financieren in 2025.",
    },
}

EXPLAINED = {
    "use_uncounted": "De politiezone bezorgt deze telling één keer per semester; ze staat in het volgende verslag.",
    "late_unexplained": "De trekker gaf nog geen reden op. Het punt staat op de agenda van de volgende vergadering.",
    "parts_gap": "Het verschil komt van registraties bij acties die deze maat niet als streefcijfer hebben.",
    "small_base": "De noemer is te klein voor een percentage: lees alleen de twee getallen.",
    "axis_empty": "Het plan wordt herzien; op de volgende vergadering wordt een actie voorgesteld.",
    "perimeter_changed": "De perimeter werd hertekend; de cijfers zijn niet straat per straat te vergelijken.",
    "cumulated_falls": "Dubbele registraties werden verbeterd sinds het vorige verslag.",
}
