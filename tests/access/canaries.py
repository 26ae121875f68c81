"""Who may hear which canary: written by hand, apart from the code it checks."""

from __future__ import annotations

from tests.access.world import DRAFT, INTERNAL, UNACCEPTED, UNSIGNED
from tests.cast import EVERYONE, RESTRICTED, SEATS, SECRET

PLACES = ("TST-01", "TST-02")
SITTING = {name: {(where, organisation, role, axis) for one, where, organisation, role, axis in SEATS if one == name} for name in EVERYONE}
HIDDEN = {
    SECRET: "what the street workers wrote",
    RESTRICTED: "a restricted action",
    INTERNAL: "an internal remark",
    DRAFT: "a draft",
    UNSIGNED: "an unsigned version",
    UNACCEPTED: "a version not accepted",
}


def may_hear(name: str, canary: str, where: str) -> bool:
    """Say who may hear a canary of one task force; of another region, nobody of the cast."""
    seats = {seat[1:] for seat in SITTING[name] if seat[0] == where}
    cell = where in PLACES and any(seat[0] == "TST-CELL" for seat in SITTING[name])
    drafting = any(role != "observer" for _organisation, role, _axis in seats)
    return {
        SECRET: any(organisation == "SOCIAL" for organisation, _role, _axis in seats),
        RESTRICTED: any(axis == "security" for _organisation, _role, axis in seats),
        INTERNAL: cell,
        DRAFT: drafting,
        UNSIGNED: drafting,
        UNACCEPTED: bool(seats) or cell,
    }[canary]


def overheard(name: str, text: str, where: str = "") -> list[str]:
    """Name the canaries in an answer about one task force, or about any, that this person may not hear there."""
    places = (where,) if where else PLACES
    return [what for canary, what in HIDDEN.items() if canary in text and not any(may_hear(name, canary, one) for one in places)]
