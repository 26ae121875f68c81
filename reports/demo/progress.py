"""How each report on the third quarter of 2024 fared, from its first draft to the council's table."""

from __future__ import annotations

from collections.abc import Iterator

from reports.demo import texts_fr, texts_nl, verbs
from reports.demo.people import HEAD, REVIEWERS, coordinator, mayor
from reports.demo.stage import Deed, deed, later
from reports.demo.zones import ZONES, Zone

PERIOD, NEXT_PERIOD = "2024-T3", "2024-T4"
NOTES = {
    "fr": "Les contrôles et les saisies dépendent de l’activité des services : une hausse ou une baisse ne dit rien à elle seule des faits.",
    "nl": "Controles en inbeslagnames hangen af van de activiteit van de diensten: een stijging of daling zegt op zich niets over de feiten.",
    "en": "Checks and seizures depend on the activity of the services: a rise or a fall alone says nothing about the facts.",
}
TEXTS = texts_fr.TEXTS | texts_nl.TEXTS

# What became of each report beyond its submission; a hotspot without texts has not begun its report.
ACCEPTED = frozenset({2, 5, 6, 8, 9, 10, 11, 12})
MENDED_THEN_ACCEPTED = frozenset({7})
RETURNED = frozenset({4, 13})
SIGNED = frozenset({1})
DRAFT = frozenset({15})


def periods() -> Iterator[Deed]:
    """Open the two periods, and close the first with the council's adoption."""
    cell = {"cell": "BRU-CELL", "notes": NOTES}
    yield deed("2024-07-01 09:00", HEAD.key, verbs.open_period, code=PERIOD, dates=("2024-07-01", "2024-09-30", "2024-10-31"), **cell)
    yield deed("2024-10-01 09:00", HEAD.key, verbs.open_period, code=NEXT_PERIOD, dates=("2024-10-01", "2024-12-31", "2025-01-31"), **cell)
    yield deed("2024-11-05 09:00", HEAD.key, verbs.remind, cell="BRU-CELL", code=PERIOD)
    number, reason = texts_fr.SKIPPED
    yield deed("2024-11-08 10:00", HEAD.key, verbs.skip, report=f"BRU-{number:02d}-{PERIOD}", reason=reason)
    yield deed("2024-11-12 16:00", HEAD.key, verbs.compile_regional, cell="BRU-CELL", code=PERIOD, words=texts_fr.WORDS_OF_CELL)
    session = {"session": 2, "decision": "CORES/2024/11-14 (démonstration)"}
    yield deed("2024-11-14 17:00", "secretariat", verbs.adopt_regional, cell="BRU-CELL", code=PERIOD, **session)


def reports() -> Iterator[Deed]:
    """Take the report of each hotspot as far as it came."""
    for zone in ZONES:
        for chapter, numbers in CHAPTERS:
            if zone.number in numbers:
                yield from chapter(zone)


def _composed(zone: Zone) -> Iterator[Deed]:
    who, report = coordinator(zone.municipalities[0]).key, _reference(zone)
    yield deed(later(_day(zone), 0, "09:30"), who, verbs.start_report, report=report)
    yield deed(later(_day(zone), 2, "16:00"), who, verbs.write, report=report, texts=TEXTS[zone.number])
    if zone.number not in DRAFT:
        said = (texts_nl if zone.language == "nl" else texts_fr).EXPLAINED
        yield deed(later(_day(zone), 3, "16:00"), who, verbs.explain, report=report, said=said)
        yield deed(later(_day(zone), 3, "16:30"), who, verbs.submit, report=report)


def _signed(zone: Zone) -> Iterator[Deed]:
    yield deed(later(_day(zone), 4, "11:00"), mayor(zone.municipalities[0]).key, verbs.sign, report=_reference(zone))


def _accepted(zone: Zone) -> Iterator[Deed]:
    yield deed(later(_day(zone), 8, "15:00"), _reviewer(zone), verbs.accept, report=_reference(zone))


def _returned(zone: Zone) -> Iterator[Deed]:
    who, report = _reviewer(zone), _reference(zone)
    section, text = texts_fr.REMARKS[zone.number]
    yield deed(later(_day(zone), 6, "10:00"), who, verbs.remark, report=report, section=section, text=text)
    if zone.number == texts_fr.FIGURE[0]:
        _, axis, text = texts_fr.FIGURE
        yield deed(later(_day(zone), 6, "10:02"), who, verbs.remark_figure, report=report, axis=axis, text=text)
    if zone.number == texts_fr.INTERNAL[0]:
        _, section, text = texts_fr.INTERNAL
        yield deed(later(_day(zone), 6, "10:05"), who, verbs.remark, report=report, section=section, text=text, internal=True)
    yield deed(later(_day(zone), 6, "10:10"), who, verbs.give_back, report=report)


def _mended(zone: Zone) -> Iterator[Deed]:
    who, report = coordinator(zone.municipalities[0]).key, _reference(zone)
    yield deed(later(_day(zone), 8, "14:00"), who, verbs.write, report=report, texts=texts_fr.MENDED[zone.number])
    yield deed(later(_day(zone), 8, "14:10"), who, verbs.answer, report=report, text=texts_fr.ANSWER)
    yield deed(later(_day(zone), 9, "09:30"), who, verbs.submit, report=report)
    yield deed(later(_day(zone), 9, "11:00"), mayor(zone.municipalities[0]).key, verbs.sign, report=report)
    yield deed(later(_day(zone), 10, "15:00"), _reviewer(zone), verbs.accept, report=report)


def _reference(zone: Zone) -> str:
    return f"{zone.reference}-{PERIOD}"


def _day(zone: Zone) -> str:
    """Return the day of mid-October, from Monday to Friday, on which the coordinator began."""
    return f"2024-10-{14 + zone.number % 5}"


def _reviewer(zone: Zone) -> str:
    return REVIEWERS[1 if zone.language == "nl" else 0].key


CHAPTERS = (
    (_composed, frozenset(TEXTS)),
    (_signed, ACCEPTED | MENDED_THEN_ACCEPTED | RETURNED | SIGNED),
    (_accepted, ACCEPTED),
    (_returned, RETURNED | MENDED_THEN_ACCEPTED),
    (_mended, MENDED_THEN_ACCEPTED),
)
