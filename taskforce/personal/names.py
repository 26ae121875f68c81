"""Somebody called by their name: a civility with a name behind it. Functions, streets and houses named after people are left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

Span = tuple[int, int]
CIVILITY = (
    r"(?:MM?\.|[Mm]rs?\b\.?|[Mm]s\b\.?|(?:[Mm]mes?|MMES?|MLLES?)\b\.?|[Mm]lles?\b\.?|(?i:miss|mister|monsieur|madame|mademoiselle|messieurs|mesdames)\b|(?<![A-Za-z])m\."
    r"|(?i:dhr|mevr|mej|mw)\b\.?|(?i:meneer|mijnheer|mevrouw|mejuffrouw|juffrouw|de heer|herr|frau)\b)"
)
CAPITAL = "[A-ZÀ-ÖØ-ÞĀ-Ž]"
PARTICLE = r"(?:(?:d'|l'|(?:de|du|des|la|le|van|von|den|der|ten|ter|te|'t|el|al|ben|bin|da|di|dos|het) ))"
WORD = rf"{CAPITAL}[\w'\-]+"
NAME = re.compile(
    rf"(?<![\w\-.]){CIVILITY}[ \n]{{1,2}}(?P<name>{PARTICLE}{{0,3}}(?:{CAPITAL}\.[ \-]?){{0,3}}(?P<first>{WORD})(?: {PARTICLE}{{0,3}}{WORD}){{0,3}})"
)

FUNCTIONS = re.compile(
    r"(?:bourgmestre|maire|préfet|préfète|sous-préfet|sous-préfète|procureur|procureure|substitut|ministre|ministre-présidente|"
    r"ministre-président|échevin|échevine|président|présidente|vice-président|vice-présidente|directeur|directrice|commissaire|"
    r"gouverneur|gouverneure|secrétaire|conseiller|conseillère|député|députée|sénateur|sénatrice|juge|magistrat|magistrate|chef|"
    r"cheffe|coordinateur|coordinatrice|commandant|commandante|colonel|général|adjoint|adjointe|inspecteur|inspectrice|premier|"
    r"première|rapporteur|rapporteuse|médiateur|médiatrice|greffier|greffière|auditeur|auditrice|représentant|représentante|haut|"
    r"haute|délégué|déléguée|fonctionnaire|burgemeester|schepen|minister|minister-president|voorzitter|voorzitster|korpschef|"
    r"commissaris|secretaris|hoofd|coördinator|rechter|raadslid|staatssecretaris|prefect|hoofdcommissaris|griffier|ombudsman|"
    r"ombudsvrouw|vertegenwoordiger|wijkagent|mayor|prosecutor|president|chair|chairman|chairwoman|chairperson|secretary|director|"
    r"commissioner|governor|judge|speaker)"
)
ORDINARY = re.compile(
    r"(?:le|la|les|il|elle|ils|elles|on|un|une|des|du|de|ce|cet|cette|ces|en|dans|pour|par|sur|avec|sans|mais|ou|et|donc|or|ni|car|si|"
    r"quand|que|qui|quoi|dont|où|à|au|aux|l|d|het|een|dit|dat|deze|die|hij|zij|ze|wij|we|u|men|in|op|voor|met|zonder|maar|of|want|"
    r"als|toen|er|the|a|an|it|he|she|they|this|that|these|those|for|with|tout|tous|toute|toutes|chaque|plusieurs|alle|elke)"
)
STREET = re.compile(
    r"(?i)\b(?:rue|avenue|place|square|boulevard|chauss[ée]e|impasse|clos|all[ée]e|quai|[ée]cole|lyc[ée]e|coll[èe]ge|ath[ée]n[ée]e|h[ôo]pital|clinique|parc|station|arr[êe]t"
    r"|stade|salle|centre|institut|[ée]glise|pont|cit[ée]|r[ée]sidence|laan|straat|plein|school|zaal)(?: (?:de|du|des|la|l'|d'|van|den|der))*[ ']{0,2}\Z"
)
STREET_ENDS = ("laan", "straat", "plein", "weg", "dreef", "kaai", "park", "lei", "plaats", "school")


def names(text: str) -> Iterator[Span]:
    """Find people called by civility and name; what is found is the name."""
    for found in NAME.finditer(text):
        if not _is_function(found) and not _is_place(text, found):
            yield found.span("name")


def _is_function(found: re.Match[str]) -> bool:
    """An office, not a person; or "M." that ended a sentence or counted metres and millions."""
    first = found["first"].casefold()
    lone = found["first"] == found["name"]
    if FUNCTIONS.fullmatch(first.split("'")[-1]) or (lone and ORDINARY.fullmatch(first)):
        return True
    return found.string[: found.start()].rstrip()[-1:].isdigit()


def _is_place(text: str, found: re.Match[str]) -> bool:
    """A street, a school or a hospital bears the name."""
    return found["name"].casefold().endswith(STREET_ENDS) or STREET.search(text, max(0, found.start() - 40), found.start()) is not None
