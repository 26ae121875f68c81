"""Numbers a state or a bank gives to one person, known by their checksums."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from stdnum import iban, luhn, verhoeff
from stdnum.be import bis, nn
from stdnum.ch import ssn
from stdnum.de import idnr
from stdnum.es import dni, nie
from stdnum.fr import nir
from stdnum.gb import nhs
from stdnum.it import codicefiscale
from stdnum.nl import bsn
from stdnum.pl import pesel
from stdnum.ro import cnp

from taskforce.personal.runs import ANY, COMPANY_BEFORE, MONEY, PHONE_BEFORE, Groups, Window, runs, windows

Span = tuple[int, int]
MONTH, DAY = "(?:0[1-9]|1[0-2])", "(?:0[1-9]|[12][0-9]|3[01])"
BSN_BEFORE = re.compile(r"(?i)\b(?:bsn|sofi\w*|burgerservice\w*)[\s:.n°]{0,6}\Z")
AS_BSN: Groups = frozenset({(9,), (3, 3, 3), (4, 2, 3), (4, 3, 2), (2, 2, 2, 3)})
SHORTEST_IBAN, LONGEST_IBAN = 15, 34
AS_NUMBERS = {ord(one): str(int(one, 36)) for one in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}


def _luxembourg(digits: str) -> bool:
    """Check a Luxembourg matricule: a day of birth, a serial, a Luhn digit and a Verhoeff digit."""
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return False
    return bool(luhn.is_valid(digits[:12]) and verhoeff.is_valid(digits[:11] + digits[12]))


def _belgian(digits: str) -> bool:
    """Check a Belgian number, of somebody registered or not; the sum first, for it is quick."""
    first, key = int(digits[:9]), 97 - int(digits[9:])
    return key in {first % 97, (first + 2_000_000_000) % 97} and bool(nn.is_valid(digits) or bis.is_valid(digits))


def _french(digits: str) -> bool:
    return int(digits[:13]) % 97 == 97 - int(digits[13:])


def _romanian(digits: str) -> bool:
    total = sum(int(one) * int(weight) for one, weight in zip(digits, "279146358279", strict=False)) % 11
    return total % 10 + total // 10 == int(digits[12]) and bool(cnp.is_valid(digits))


# A shape looks ahead, so that numbers may overlap while they are looked for; the check decides; weak checks want the usual groups.
SHAPES: tuple[tuple[re.Pattern[str], Callable[[str], bool], Groups], ...] = (
    (re.compile(r"(?=([0-9]{2}[0-5][0-9][0-3][0-9]{6}))"), _belgian, ANY),
    (re.compile(r"(?=([1-478][0-9]{14}))"), _french, ANY),
    (re.compile(rf"(?=((?:19|20)[0-9]{{2}}{MONTH}{DAY}[0-9]{{5}}))"), _luxembourg, ANY),
    (re.compile(rf"(?=([1-9][0-9]{{2}}{MONTH}{DAY}[0-9]{{6}}))"), _romanian, ANY),
    (re.compile(r"(?=(756[0-9]{10}))"), ssn.is_valid, frozenset({(13,), (3, 4, 4, 2)})),
    (re.compile(r"(?=([1-9][0-9]{10}))"), idnr.is_valid, frozenset({(11,), (2, 3, 3, 3)})),
    (re.compile(r"(?=([0-9]{11}))"), pesel.is_valid, frozenset({(11,), (6, 5)})),
)
BSN = re.compile(r"(?=([0-9]{9}))")
# Numbers with letters in them, by their own writing: Corsican, Spanish, Italian, British, Moroccan, and British health numbers.
GAP = r"[ .\-/]{0,2}"
LETTERED: tuple[tuple[re.Pattern[str], Callable[[str], bool]], ...] = (
    (re.compile(rf"(?i)\b([1-478](?:{GAP}[0-9]){{4}}{GAP}2{GAP}[AB](?:{GAP}[0-9]){{8}})\b"), nir.is_valid),
    (re.compile(r"(?i)\b([0-9]{2}\.?[0-9]{3}\.?[0-9]{3}[ \-]?[A-Z])\b"), dni.is_valid),
    (re.compile(r"(?i)\b([XYZ][ \-]?[0-9]{7}[ \-]?[A-Z])\b"), nie.is_valid),
    (
        re.compile(rf"(?i)\b((?:[A-Z]{GAP}){{6}}(?:[0-9]{GAP}){{2}}[A-Z]{GAP}(?:[0-9]{GAP}){{2}}[A-Z]{GAP}(?:[0-9]{GAP}){{3}}[A-Z])\b"),
        codicefiscale.is_valid,
    ),
    (re.compile(rf"\b((?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z](?:{GAP}[0-9]){{6}}{GAP}[A-D])\b"), bool),
    (re.compile(r"(?i)\bCIN[ :.°n]{1,5}([A-Z]{1,2}[ \-]?[0-9]{5,6})\b"), bool),
    (re.compile(rf"(?i)\bNHS(?: number| no)?[ :.°]{{1,4}}((?:[0-9]{GAP}){{9}}[0-9])\b"), nhs.is_valid),
)
TO_STRIP = str.maketrans("", "", " .-/")


def national_numbers(text: str) -> Iterator[Span]:
    """Find the numbers a state gives to a person: Belgian, French, Dutch, Luxembourg, and of neighbours and newcomers."""
    for run in runs(text, 9):
        for shape, is_valid, usual in SHAPES:
            yield from (one.span for one in windows(run, shape, usual) if is_valid(one.digits) and one.is_free)
        yield from (one.span for one in windows(run, BSN, AS_BSN) if _is_bsn(text, one))
    for shape, is_valid in LETTERED:
        yield from (found.span(1) for found in shape.finditer(text) if is_valid(found[1].translate(TO_STRIP)))


def _is_bsn(text: str, one: Window) -> bool:
    """Nine digits are often something else: the grouping must be usual, and no money or company may be spoken of."""
    if not one.is_whole_run or not one.is_free or not bsn.is_valid(one.digits):
        return False
    start, end = one.span
    if one.digits.startswith("0") or PHONE_BEFORE.search(text, max(0, start - 30), start):
        return BSN_BEFORE.search(text, max(0, start - 20), start) is not None
    return not COMPANY_BEFORE.search(text, max(0, start - 30), start) and not MONEY.match(text, end)


# Countries that write such numbers outside the international register, and how long theirs are.
UNREGISTERED = {
    "MA": 28,
    "DZ": 26,
    "SN": 28,
    "CI": 28,
    "CM": 27,
    "ML": 28,
    "BJ": 28,
    "BF": 28,
    "NE": 28,
    "TG": 28,
    "CG": 27,
    "GA": 27,
    "MG": 27,
    "IR": 26,
    "AO": 25,
    "CV": 25,
    "MZ": 25,
}
IBAN = re.compile(r"(?i)(?<![A-Z0-9])[A-Z]{2}[ .\-]?[0-9]{2}(?=[ .\-]{0,2}[A-Z0-9])")
PIECE = re.compile(r"[ .\-]{0,2}([A-Za-z0-9]{1,34})")


def ibans(text: str) -> Iterator[Span]:
    """Find the account numbers of any country."""
    for found in IBAN.finditer(text):
        if end := _end_of_iban(text, found):
            yield found.start(), end


def _end_of_iban(text: str, found: re.Match[str]) -> int:
    """Read on, piece by piece, until the checksum and the country's length are met."""
    number, at = found[0].translate(TO_STRIP).upper(), found.end()
    while len(number) < LONGEST_IBAN and (piece := PIECE.match(text, at, at + LONGEST_IBAN)):
        number, at = number + piece[1].upper(), piece.end()
        whole = len(number) >= SHORTEST_IBAN and not text[at : at + 1].isalnum()
        if whole and _is_iban(number):
            return at
    return 0


def _is_iban(number: str) -> bool:
    """Check the sum first, for it is quick; then the country's own length and letters."""
    if int((number[4:] + number[:4]).translate(AS_NUMBERS)) % 97 != 1:
        return False
    return len(number) == UNREGISTERED.get(number[:2]) or bool(iban.is_valid(number, check_country=False))
