"""Number plates: those that look like nothing else, and those that mean a vehicle only where one is spoken of."""

from __future__ import annotations

import re
from collections.abc import Iterator

Span = tuple[int, int]
BEGIN, END = r"(?<![\w\-/.])", r"(?![\w]|[\-/][\w]|\.[0-9])"
SIV = "[A-HJ-NP-TV-Z]"
CONSONANTS = "[BCDFGHJKLMNPQRSTVWXZ]"


def _either(*forms: str) -> re.Pattern[str]:
    return re.compile(f"{BEGIN}(?:{'|'.join(forms)}){END}")


# The Dutch series, letters as L and digits as 9.
SERIES = "LL-99-99|99-99-LL|99-LL-99|LL-99-LL|LL-LL-99|99-LL-LL|99-LLL-9|9-LLL-99|LL-999-L|L-999-LL|LLL-99-L|L-99-LLL|9-LL-999|999-LL-9"
NETHERLANDS = SERIES.replace("9", "[0-9]").replace("L", CONSONANTS)
GERMAN = "[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} (?!(?:19|20)[0-9]{2}(?![0-9]))[0-9]{3,4}[EH]?"
# Belgian since 2010, French since 2009, Dutch with their dashes, German with dash and blank.
PLAIN = _either(
    "[1-9] ?- ?[A-Z]{3} ?- ?[0-9]{3}",
    "[1-9][A-Z]{3}[0-9]{3}",
    f"{SIV}{{2}}-[0-9]{{3}}-{SIV}{{2}}",
    f"{SIV}{{2}}[0-9]{{3}}{SIV}{{2}}",
    GERMAN,
    NETHERLANDS,
)
LOWER = _either("[1-9]-[a-z]{3}-[0-9]{3}", f"{SIV.lower()}{{2}}-[0-9]{{3}}-{SIV.lower()}{{2}}")
SPACED = _either("[1-9][ .][A-Z]{3}[ .][0-9]{3}", f"{SIV}{{2}}[ .][0-9]{{3}}[ .]{SIV}{{2}}")
WORDS = re.compile(
    r"\b(?:ETP|VTE|FTE|TFL|LTF|GSM|PMR|SDF|PV|ASBL|VZW|BMW|CPAS|OCMW|RUE|LES|DES|UNE|AUX|SUR|PAR|EST|ONT|SES|CES|NOS|VOS|VAN|HET|EEN|DAT|DIE|MET|OOK|THE|AND|FOR"
    r"|DE|LE|LA|EN|ET|NE|SE|CE|SA|MA|TE|ER|WE|ZE|DE|ART|KWH|MWH|MIN|MAX|SEC|LED|CHF|EUR|USD)\b"
)
# Old Belgian, old French, Luxembourg, German without its dash, Dutch without theirs: letters and digits like any code.
OPEN = "[ .\\-]?"
CODES = re.compile(
    rf"(?i)(?<![\w])(?:[0-9]{{1,4}}{OPEN}[A-Z]{{2,3}}{OPEN}(?:[0-9]{{2,3}}|2[AB])|[A-Z]{{3}}{OPEN}[0-9]{{3}}|[0-9]{{3}}{OPEN}[A-Z]{{3}}"
    rf"|[A-Z]{{2}}{OPEN}[0-9]{{4}}|[A-ZÄÖÜ]{{1,3}}[ \-][A-Z]{{1,2}}[ \-]?[0-9]{{1,4}}|(?:[A-Z]{{2}}|[0-9]{{2}}){OPEN}(?:[A-Z]{{2}}|[0-9]{{2}}){OPEN}(?:[A-Z]{{2}}|[0-9]{{2}})"
    rf"|[0-9]{{1,2}}{OPEN}[A-Z]{{3}}{OPEN}[0-9]{{1,3}}|[A-Z]{{1,2}}{OPEN}[0-9]{{3}}{OPEN}[A-Z]{{1,2}})(?![\w]|[./]\w)"
)
VEHICLE = re.compile(
    r"(?i)\b(?:plaques?|immatricul\w*|v[ée]hicules?|voitures?|camionnettes?|scooters?|motos?|utilitaires?|fourgon\w*|kenteken\w*|nummerpl\w+|wagens?|voertuig\w*"
    r"|bestelwagens?|auto'?s?|number ?plates?|licen[cs]e|registration|cars?|vehicles?|kennzeichen|renault|peugeot|citro[eë]n|golf|bmw|audi|mercedes|clio|ford|opel"
    r"|toyota|dacia|fiat|volkswagen|vw|polo|m[ée]gane|tesla)\b"
)
NEAR = 45
SENTENCE = re.compile(r"[.!?\n]\s")


def plates(text: str) -> Iterator[Span]:
    """Find number plates of Belgium, France, the Netherlands, Luxembourg and Germany."""
    for form in (PLAIN, LOWER):
        yield from (found.span() for found in form.finditer(text))
    yield from (found.span() for found in SPACED.finditer(text) if not WORDS.search(found[0]))
    for vehicle in VEHICLE.finditer(text):
        yield from _beside(text, vehicle)


def _beside(text: str, vehicle: re.Match[str]) -> Iterator[Span]:
    """Find a plate of the looser sort after, or just before, the word for the vehicle, in the same sentence."""
    after = SENTENCE.search(text, vehicle.end(), vehicle.end() + NEAR)
    before = [*SENTENCE.finditer(text, max(0, vehicle.start() - NEAR // 2), vehicle.start())]
    for start, end in (
        (vehicle.end(), after.start() if after else vehicle.end() + NEAR),
        (before[-1].end() if before else max(0, vehicle.start() - NEAR // 2), vehicle.start()),
    ):
        yield from (found.span() for found in CODES.finditer(text, start, min(end, len(text))) if _is_plate(found[0]))


def _is_plate(code: str) -> bool:
    """Capitals and digits both; a row of lower-case words with numbers is prose."""
    letters = [one for one in code if one.isalpha()]
    return (
        bool(letters)
        and any(one.isdigit() for one in code)
        and all(one.isupper() for one in letters)
        and not (" " in code and WORDS.search(code))
    )
