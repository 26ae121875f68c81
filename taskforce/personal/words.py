"""What is said about a find: its kind, its place and what to do. Never what it says."""

from __future__ import annotations

import re

from django.utils.translation import gettext_lazy

from taskforce.personal.finding import find
from taskforce.personal.kinds import Hit, Kind

OBJECTIONS = {
    Kind.NATIONAL: gettext_lazy("Take the national register number out. It stands at word %(word)d."),
    Kind.IBAN: gettext_lazy("Take the account number out. It stands at word %(word)d."),
    Kind.PLATE: gettext_lazy("Take the number plate out. It stands at word %(word)d."),
    Kind.PHONE: gettext_lazy("Take the phone number at word %(word)d out, or say why it must stand here."),
    Kind.EMAIL: gettext_lazy("Take the e-mail address at word %(word)d out, or say why it must stand here."),
    Kind.BIRTH: gettext_lazy("Take the birth date at word %(word)d out, or say why it must stand here."),
    Kind.NAME: gettext_lazy("Take the name at word %(word)d out, or confirm that it is an office holder’s."),
}
FILE_NAMES = {
    Kind.NATIONAL: gettext_lazy("Rename the file: its name holds a national register number."),
    Kind.IBAN: gettext_lazy("Rename the file: its name holds an account number."),
    Kind.PLATE: gettext_lazy("Rename the file: its name holds a number plate."),
    Kind.PHONE: gettext_lazy("Rename the file: its name holds a phone number."),
    Kind.EMAIL: gettext_lazy("Rename the file: its name holds an e-mail address."),
    Kind.BIRTH: gettext_lazy("Rename the file: its name holds a birth date."),
    Kind.NAME: gettext_lazy("Rename the file: its name holds the name of a person."),
}
SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}\Z")
WORD = re.compile(r"\S+")


def place_of(hit: Hit, text: str) -> int:
    """Say at which word of the text it stands, counting from one."""
    return sum(1 for _word in WORD.finditer(text[: hit.start])) + (1 if text[: hit.start][-1:].isspace() or not hit.start else 0)


def objection(hit: Hit, text: str) -> str:
    """Say what to do about it."""
    return str(OBJECTIONS[hit.kind]) % {"word": place_of(hit, text)}


def objections_to_file_name(name: str) -> list[str]:
    """Say why a file may not bear this name; a name is never justified, for it is easily changed."""
    stem = SUFFIX.sub("", name)
    kinds = dict.fromkeys(hit.kind for hit in find(stem.replace("_", " ")))
    return [str(FILE_NAMES[kind]) for kind in kinds]


__all__ = ["objection", "objections_to_file_name", "place_of"]
