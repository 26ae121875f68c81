"""A task force at work, deed by deed: it is convened, sits down, plans, acts and logs what it does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from reports.demo import planning, plans, verbs, work
from reports.demo.areas import ZONE_OF
from reports.demo.people import PARTNERS, POLICE, REVIEWERS, Place, coordinator, mayor, prevention, street_worker, table
from reports.demo.stage import Deed, day_after, deed, later
from reports.demo.zones import Zone
from taskforce.roles import Role

STARTED = "2024-06-17"
TO_COMPLETE = {13}
EVIDENCED = 1  # the hotspot one of whose actions has a document beside it


def deeds(zone: Zone, *, convened: str, planned: str, as_far_as: str = "running") -> Iterator[Deed]:
    """List what a task force did from the days it was convened and planned; ``as_far_as="submitted"`` stops before the plan is adopted."""
    chair = mayor(zone.municipalities[0]).key
    yield deed(f"{convened} 10:00", chair, verbs.convene, hotspot=zone.reference)
    yield deed(f"{convened} 10:05", chair, verbs.frame, workspace=zone.reference)
    yield from seated(convened, chair, zone.reference, Place(coordinator(zone.municipalities[0]), Role.COORDINATOR))
    for place in table(zone):
        yield from seated(day_after(convened, 1), coordinator(zone.municipalities[0]).key, zone.reference, place)
    yield from _planned(zone, planned)
    if as_far_as == "running":
        yield from _adopted(zone, planned)
        yield from _run(zone)
        yield from _logged(zone)


def seated(day: str, by: str, workspace: str, place: Place) -> Iterator[Deed]:
    """Seat somebody, who signs the charter the same day; their organisation confirms it."""
    person = place.person
    seat = {"organisation": person.organisation, "role": place.role, "axis": place.axis, "title": person.title}
    yield deed(f"{day} 11:00", by, verbs.sit, workspace=workspace, who=person.key, **seat)
    yield deed(f"{day} 12:00", person.key, verbs.sign_charter, workspace=workspace)
    about = {"who": person.key, "workspace": workspace}
    yield deed(f"{day} 12:30", partial(verbs.whose_word, **about), verbs.confirm, **about)


def _planned(zone: Zone, day: str) -> Iterator[Deed]:
    who = coordinator(zone.municipalities[0]).key
    yield deed(f"{day} 14:00", who, planning.draft_plan, hotspot=zone.reference, objectives=_objectives(zone))
    for name in plans.chosen(zone):
        fields = _fields(zone, name)
        restricted = fields.get("tier") == "axis"
        yield deed(f"{day} 14:30", lead(zone, name) if restricted else who, planning.propose_action, hotspot=zone.reference, **fields)
    for name, code in plans.codes(zone).items():
        yield deed(later(day, 3), lead(zone, name), planning.agree, hotspot=zone.reference, code=code)
    yield deed(later(day, 5), who, planning.submit_plan, hotspot=zone.reference)


def _objectives(zone: Zone) -> list[dict[str, Any]]:
    listed = []
    for axis, one in plans.OBJECTIVES.items():
        statement, indicator, unit = one[zone.language]
        baseline, target = one["figures"]
        words = {"axis": axis, "statement": statement, "indicator": indicator, "unit": unit}
        listed.append({**words, "baseline": baseline, "target": target, "due": date.fromisoformat(plans.OBJECTIVES_DUE)})
    return listed


def _fields(zone: Zone, name: str) -> dict[str, Any]:
    """Return an action of the library as this task force proposes it."""
    sample = plans.LIBRARY[name]
    given: dict[str, Any] = {"due": sample.due, "funded": "yes", **plans.SPECIAL.get((zone.number, name), {})}
    given |= {"start": date.fromisoformat(STARTED), "due": date.fromisoformat(given["due"])}
    given["horizon"] = "short" if given["due"].year == given["start"].year else "medium"
    given |= {"axis": sample.axis, "title": getattr(sample, zone.language), "targets": sample.targets}
    partners = [plans.organisation(part, zone) for part in sample.partners]
    return {**given, "lead": plans.organisation(sample.lead, zone), "partners": partners}


def lead(zone: Zone, name: str) -> str:
    """Return the address of whoever speaks for the organisation that leads an action."""
    nis = zone.municipalities[0]
    speakers = {
        "police": POLICE[ZONE_OF[nis]],
        "parquet": PARTNERS["parquet"],
        "street": street_worker(zone),
        "health": PARTNERS["sante"],
        "prevention": prevention(nis),
        "cleaning": PARTNERS["proprete"],
        "landlord": PARTNERS["logement"],
        "transport": PARTNERS["stib"],
        "town": coordinator(nis),
    }
    return speakers[plans.LIBRARY[name].lead].key


def _adopted(zone: Zone, day: str) -> Iterator[Deed]:
    yield deed(later(day, 7), mayor(zone.municipalities[0]).key, planning.adopt_plan, hotspot=zone.reference)
    verdict = "to_complete" if zone.number in TO_COMPLETE else "conform"
    words = plans.WORDS_OF_CELL[verdict]
    who = REVIEWERS[1 if zone.language == "nl" else 0].key
    yield deed(later(day, 12), who, planning.check_plan, hotspot=zone.reference, conform=verdict == "conform", words=words)


def _run(zone: Zone) -> Iterator[Deed]:
    for name, code in plans.codes(zone).items():
        key, about = (zone.number, name), {"hotspot": zone.reference, "code": code}
        if key not in plans.WAITING:
            yield deed(f"{STARTED} 10:00", lead(zone, name), planning.start, **about)
        if key in plans.DONE:
            yield deed("2024-09-24 16:00", lead(zone, name), planning.finish, **about)
        if key in plans.LATE:
            due = plans.SPECIAL[key]["due"]
            yield deed(later(due, 1), lead(zone, name), planning.explain, late_reason=plans.LATE[key], **about)
        if key in plans.BLOCKED:
            reason, part = plans.BLOCKED[key]
            yield deed(
                "2024-09-30 15:00", lead(zone, name), planning.block, reason=reason, unblocker=plans.organisation(part, zone), **about
            )


def _logged(zone: Zone) -> Iterator[Deed]:
    codes = plans.codes(zone)
    for one in work.logged(zone):
        if (zone.number, one.action) in plans.WAITING:
            continue
        about = {"hotspot": zone.reference, "code": codes[one.action], "slot": one.slot, "note": one.note}
        yield deed(f"{one.day} 20:00", lead(zone, one.action), planning.log_work, day=one.day, quantities=one.quantities, **about)
    if zone.number == EVIDENCED:
        yield deed("2024-10-21 09:00", lead(zone, "cleaning"), planning.attach, hotspot=zone.reference, code=codes["cleaning"])
