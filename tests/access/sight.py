"""Who reads which row: written by hand, apart from the code it checks (DESIGN: who sees what)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hotspots.models import Covered, Ruling
from taskforce.models import Seat
from tests.access.canaries import SITTING

LOCAL = ("TST-01", "TST-02", "TST-03")
REGION = ("TST-COUNCIL", "TST-CELL", *LOCAL)
TABLE = {"chair", "coordinator", "partner", "worker", "observer"}
Reads = Callable[[str, str, Any], bool]


def role(name: str, where: str) -> str:
    """The part somebody of the cast plays in a workspace."""
    return next((part for place, _organisation, part, _axis in SITTING[name] if place == where), "")


def sees(name: str, where: str) -> bool:
    """Whether somebody sees a workspace: those at its table; the cell sees itself, every task force of the region and the council."""
    in_cell = role(name, "TST-CELL") in {"head", "reviewer"} and where in REGION
    in_council = where == "TST-COUNCIL" and role(name, where) in {"member", "secretary"}
    return in_cell or in_council or (where in LOCAL and role(name, where) in TABLE)


def reads_council(name: str, where: str) -> bool:
    """Whether somebody reads what is accepted and adopted: the council everywhere, the cell below the council."""
    council = role(name, "TST-COUNCIL") in {"member", "secretary"} and where in REGION
    return council or (role(name, "TST-CELL") in {"head", "reviewer"} and where in ("TST-CELL", *LOCAL))


def keeps_seats(name: str, where: str) -> bool:
    """Whether somebody keeps the seats of a workspace."""
    steward = role(name, "TST-COUNCIL") == "steward" and where in REGION
    head = role(name, "TST-CELL") == "head" and where in ("TST-CELL", *LOCAL)
    return steward or head or role(name, where) in {"chair", "coordinator"}


def drafts(name: str, where: str) -> bool:
    """Whether somebody reads drafts: the table, its observers left out."""
    return where in LOCAL and role(name, where) in TABLE - {"observer"}


def own(name: str, where: str, organisation: str) -> bool:
    """Whether somebody sits there for an organisation."""
    return any(place == where and body == organisation for place, body, _part, _axis in SITTING[name]) and sees(name, where)


def on_axis(name: str, where: str, axis: str) -> bool:
    """Whether somebody sits there on an axis."""
    return any(place == where and axis == one for place, _body, _part, one in SITTING[name]) and sees(name, where)


def tiered(name: str, where: str, row: Any) -> bool:
    """The tier says how far: the workspace, the axis, the organisation."""
    return {
        "workspace": sees(name, where),
        "axis": on_axis(name, where, row.axis),
        "organisation": own(name, where, row.organisation.code),
    }[row.tier]


def entry(name: str, where: str, row: Any) -> bool:
    """An entry, or a piece of evidence, is read as far as its tier says, and never further than its action."""
    return tiered(name, where, row) and tiered(name, where, row.action)


def seat(name: str, where: str, row: Any) -> bool:
    """Seats are read where one sees or keeps them, one's own, and by whoever is asked to confirm them."""
    return sees(name, where) or keeps_seats(name, where) or row.person.email == f"{name}@test.invalid" or _asked(name, where, row)


def _asked(name: str, where: str, row: Any) -> bool:
    if row.confirmed_on or row.ended_on or where not in REGION:
        return False
    voices = {
        one
        for one, seats in SITTING.items()
        if any(body == row.organisation.code and part in TABLE - {"observer"} for _at, body, part, _axis in seats)
    }
    keeper = role(name, "TST-CELL") == "head" or role(name, "TST-COUNCIL") == "steward"
    return name in voices if voices else keeper


def sat_where_seen(name: str, _where: str, row: Any) -> bool:
    """People are read by those who see or keep a workspace they sit in, and by themselves."""
    places = Seat.objects.filter(person=row).values_list("workspace__reference", flat=True)
    return row.email == f"{name}@test.invalid" or any(sees(name, one) or keeps_seats(name, one) for one in places)


def holds(name: str, _where: str, _row: Any) -> bool:
    """The directory is read by whoever holds a seat."""
    return bool(SITTING[name])


def remark(name: str, where: str, row: Any) -> bool:
    """An internal remark stays in the cell."""
    return role(name, "TST-CELL") in {"head", "reviewer"} and where in LOCAL if row.internal else sees(name, where)


def version(name: str, where: str, row: Any) -> bool:
    """A draft is its table's, a signed version the cell's too, an accepted one the council's."""
    signed, accepted = row.signed_at is not None, row.accepted_at is not None
    return drafts(name, where) or (signed and sees(name, where)) or (accepted and reads_council(name, where))


def regional(name: str, where: str, row: Any) -> bool:
    """A draft of the regional report is the cell's and its secretary's; adopted or with a session called, it is the council's."""
    adopts = role(name, "TST-COUNCIL") == "secretary" and where in REGION
    sessions = row.workspace.parent.meetings
    held = sessions.filter(state="held", starts_at__gt=row.compiled_at)
    on_the_table = row.state == "adopted" or sessions.filter(state="called").exists() or held.exists()
    return sees(name, where) or adopts or (on_the_table and reads_council(name, where))


def carries_the_word(name: str, organisation: str) -> bool:
    """Whether somebody answers the council for an organisation: neither a field worker nor an observer does."""
    silent = {"worker", "observer", "reviewer", "auditor", "steward"}
    return any(place in REGION and body == organisation and part not in silent for place, body, part, _axis in SITTING[name])


def answer(name: str, where: str, row: Any) -> bool:
    """An answer is read by the council and the cell, and by the body that gives it."""
    return sees(name, where) or (where in REGION and carries_the_word(name, row.organisation.code))


def at_table(name: str, where: str, _row: Any) -> bool:
    """What the whole task force and the cell read."""
    return sees(name, where)


def journal(name: str, where: str, _row: Any) -> bool:
    """The journal is the auditor's."""
    return role(name, "TST-COUNCIL") == "auditor" and where in REGION


def anchor(name: str, where: str, row: Any) -> bool:
    """The end of the chain is told to those who read the council's file, and to the auditor."""
    return reads_council(name, where) or journal(name, where, row)


def own_session(name: str, _where: str, row: Any) -> bool:
    """A session is its owner's alone, and so is the place they had read to."""
    return row.account is not None and row.account.email == f"{name}@test.invalid"


def own_notice(name: str, _where: str, row: Any) -> bool:
    """A notice is its person's alone."""
    return row.person is not None and row.person.email == f"{name}@test.invalid"


def own_feed(name: str, _where: str, row: Any) -> bool:
    """A calendar's address is its person's alone."""
    return bool(row.person.email == f"{name}@test.invalid")


def keeps_a_seat_of(name: str, _where: str, row: Any) -> bool:
    """The past of an account, which tells addresses, is its owner's and of those who keep a seat of this person."""
    places = Seat.objects.filter(person=row).values_list("workspace__reference", flat=True)
    return row.email == f"{name}@test.invalid" or any(keeps_seats(name, one) for one in places)


def hotspot(name: str, where: str, row: Any) -> bool:
    """A hotspot is read where one sees its workspace; by the council once it has ruled on it."""
    return sees(name, where) or (reads_council(name, where) and Ruling.objects.filter(hotspot=row).exists())


def order(name: str, where: str, row: Any) -> bool:
    """An order is its table's and the cell's; signed, also of those on whose ground it holds, and the region's of every task force in it."""
    places = [one.hotspot.workspace.reference for one in Covered.objects.filter(order=row).select_related("hotspot__workspace")]
    below = LOCAL if where == "TST-CELL" else ()
    return sees(name, where) or (row.state != "draft" and any(sees(name, one) for one in (*places, *below)))


def covered(name: str, where: str, row: Any) -> bool:
    """The place of an order is told to those who read the order and know of the place."""
    return order(name, where, row.order) and hotspot(name, row.hotspot.workspace.reference, row.hotspot)


MACHINERY = {
    "taskforce.seal": "a link of the chain: numbers and digests, read by commands",
    "taskforce.shape": "the names of the fields that digests cover, read by commands",
    "taskforce.erasure": "digests before and after, read by commands; its act is the journal's",
}
"""Models of no workspace that no page lists: nobody reads their rows, and asking who may is an error, which gives out nothing."""

PRESENT: dict[str, Reads] = {
    "taskforce.workspace": lambda name, where, row: sees(name, where) or keeps_seats(name, where) or bool(role(name, where)),
    "taskforce.seat": seat,
    "taskforce.chartersignature": at_table,
    "taskforce.invitation": lambda name, where, row: keeps_seats(name, where),
    "taskforce.user": sat_where_seen,
    "taskforce.act": journal,
    "taskforce.reading": journal,
    "taskforce.justification": journal,
    "taskforce.anchor": anchor,
    "taskforce.filing": anchor,
    "taskforce.session": own_session,
    "taskforce.visit": own_session,
    "taskforce.notice": own_notice,
    "hotspots.hotspot": hotspot,
    "hotspots.order": order,
    "hotspots.covered": covered,
    "taskforce.feed": own_feed,
    "taskforce.token": lambda name, where, row: row.person.email == f"{name}@test.invalid",
    "taskforce.tokenuse": lambda name, where, row: row.token.person.email == f"{name}@test.invalid",
    "taskforce.savedfilter": lambda name, where, row: row.removed_on is None and row.person.email == f"{name}@test.invalid",
    "actions.action": tiered,
    "actions.partner": lambda name, where, row: tiered(name, where, row.action),
    "actions.target": lambda name, where, row: tiered(name, where, row.action),
    "actions.entry": entry,
    "actions.quantity": lambda name, where, row: entry(name, where, row.entry),
    "actions.evidence": entry,
    "actions.agendaitem": tiered,
    "actions.meetingfile": tiered,
    "actions.decision": lambda name, where, row: tiered(name, where, row) and (row.item is None or tiered(name, where, row.item)),
    "reports.report": lambda name, where, row: sees(name, where) or (row.accepted_id is not None and reads_council(name, where)),
    "reports.version": version,
    "reports.remark": remark,
    "reports.explanation": lambda name, where, row: drafts(name, where),
    "reports.sectionlock": lambda name, where, row: drafts(name, where),
    "reports.asked": lambda name, where, row: reads_council(name, where),
    "reports.question": lambda name, where, row: any(answer(name, where, one) for one in row.answers.all()),
    "reports.answer": answer,
    "reports.regionalreport": regional,
    "reports.printing": lambda name, where, row: version(name, where, row.version) if row.version else regional(name, where, row.regional),
    "reports.document": lambda name, where, row: version(name, where, row.version) if row.version else regional(name, where, row.regional),
    "reports.inclusion": lambda name, where, row: regional(name, where, row.regional),
}
"""By model; a model that is not named is read by its table and the cell, a name of the directory by whoever holds a seat."""

PAST: dict[str, Reads] = {
    "taskforce.user": keeps_a_seat_of,
    "hotspots.order": at_table,
    "hotspots.covered": lambda name, where, row: sees(name, where) and covered(name, where, row),
    "actions.entry": lambda name, where, row: entry(name, where, row) and own(name, where, row.organisation.code),
    "actions.quantity": lambda name, where, row: PAST["actions.entry"](name, where, row.entry),
    "reports.report": at_table,
    "reports.version": lambda name, where, row: drafts(name, where),
}
"""What one may read of the past, where that is less than of the present."""
