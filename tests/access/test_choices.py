"""What every select box offers, and what everybody reads as figures: exactly what is written here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from actions.figures import OUTSIDER, Reader, figures_for, lacks, of_actions, of_workspace, reader_of
from actions.forms import ActionForm, BlockForm, EntryForm, MeasureForm
from actions.models import Action, Measure, Objective, Partner
from actions.services.entries import tiers_for
from hotspots.forms import ProposeForm
from reports.figures import content_of
from reports.models import Version
from taskforce.forms import InvitationForm, OrganisationForm
from taskforce.kernel.acts import acting
from taskforce.models import Area, User
from tests.access.arrange import put
from tests.access.world import World, undone
from tests.cast import TODAY, Cast, an_entry, named

pytestmark = pytest.mark.django_db
BODIES = {"REGION", "NORD", "SUD", "POLICE", "PARQUET", "SOCIAL", "ASSO", "PROPRETE"}
TIERS = {
    ("police", "S1"): ["workspace", "axis", "organisation"],
    ("association", "S1"): ["workspace", "organisation"],
    ("prosecutor", "S2"): ["axis", "organisation"],
    ("worker", "P1"): ["workspace", "axis", "organisation"],
}
SMALLEST = {("S1", "workspace"), ("S2", "axis"), ("P1", "organisation")}
# By persona, of TST-01: contacts of P1 and entries on it; drugs and their target of all; entries on S2 and whether its figures are told;
# cleanups, which are few and open to all. None: masked.
FIGURES: dict[str, tuple[Any, ...]] = {
    **dict.fromkeys(("worker", "colleague"), ("3", 2, "0.005", 12, 0, False, "2")),
    **dict.fromkeys(("association", "coordinator", "observer", "head", "cleaning"), (None, None, "0.005", 12, 0, False, "2")),
    "police": (None, None, "8.005", 22, None, True, "2"),
    "prosecutor": (None, None, "8.005", 22, 3, True, "2"),
}
NOTHING_OF_IT = ("worker_elsewhere", "member", "steward", "outsider")


def person(name: str) -> User:
    """Somebody as the next request finds them."""
    found: User = User.objects.get(email=f"{name}@test.invalid")
    return found


def codes(queryset: Any) -> set[str]:
    """The codes of what a select box offers."""
    return set(queryset.values_list("code", flat=True))


def wrong_choices(world: World) -> Iterator[str]:
    """Name every choice and every figure that is not as written."""
    with undone(), acting(world.cast.clerk, "tests.arrange"):
        found = [*_of_the_floor(Cast()), *_of_actions(Cast()), *_of_entries(Cast()), *_figures(Cast()), *_readiness(world, Cast())]
    yield from found


def _readiness(world: World, cast: Cast) -> Iterator[str]:
    """A seat on the axis at another table is none here."""
    counted = {axis["axis"]: axis["entries"] for axis in content_of(world.sides["TST-01"].report("due"), Version(number=1))["axes"]}
    yield from _unlike(
        "entries of the quarter", (counted["security"], counted["prevention"]), ({"count": 1, "below": None}, {"count": None, "below": 5})
    )
    put(cast.seat("cleaning"), ended_on=TODAY)
    yield from _unlike("lacks", [one[:18] for one in lacks(cast.plan)], ["Neighbourhood life"])


def _unlike(what: str, found: Any, wanted: Any) -> Iterator[str]:
    if found != wanted:
        yield f"{what}: {found}, not {wanted}"


def _of_the_floor(cast: Cast) -> Iterator[str]:
    Area.objects.create(code="ATT-VILLE", kind="municipality", parent=Area.objects.get(code="ATT"), **named("Ville"))
    Area.objects.create(code="TST-OLD", kind="municipality", parent=Area.objects.get(code="TST"), until=date(2020, 1, 1), **named("Avant"))
    Area.objects.create(code="TST-ZP", kind="police_zone", parent=Area.objects.get(code="TST"), **named("Zone"))
    share = {
        "unit": cast.measure("contacts").unit,
        "axis": "prevention",
        "numerator": cast.measure("contacts"),
        "denominator": cast.measure("persons"),
    }
    Measure.objects.create(code="share", aggregation="ratio", **share, **named("Part"))
    for name in ("numerator", "denominator"):
        yield from _unlike(
            f"a ratio's {name}", codes(MeasureForm().fields[name].queryset), {"drugs", "persons", "contacts", "cleanups", "cameras"}
        )
    for name, bodies in (("police", {*BODIES, "ATT-ORG"}), ("outsider", set())):
        yield from _unlike(f"{name}: who unblocks", codes(BlockForm(person=person(name)).fields["unblocker"].queryset), bodies)
    room, cell = cast.workspace("TST-01"), cast.workspace("TST-CELL")
    offered = InvitationForm(person=person("coordinator"), workspace=room)
    yield from _unlike("bodies to invite for", codes(offered.fields["organisation"].queryset), BODIES)
    yield from _unlike("parts to give", [one for one, _words in offered.fields["role"].choices], ["partner", "worker", "observer"])
    yield from _unlike("titles to give", codes(offered.fields["title"].queryset), {"mayor"})
    stranger = InvitationForm(person=person("outsider"), workspace=room)
    for name in ("organisation", "title"):
        yield from _unlike(f"a stranger's {name}", codes(stranger.fields[name].queryset), set())
    areas = codes(OrganisationForm(workspace=cell).fields["area"].queryset)
    yield from _unlike("areas of an organisation", areas, {"TST", "TST-NORD", "TST-SUD", "TST-OLD", "TST-ZP"})
    for name, places, seen in (("head", {"TST-NORD", "TST-SUD"}, {"dealing"}), ("outsider", set(), set())):
        form = ProposeForm(person=person(name), cell=cell)
        yield from _unlike("municipalities", codes(form.fields["municipalities"].queryset), places)
        yield from _unlike("phenomena", codes(form.fields["phenomena"].queryset), seen)


def _of_actions(cast: Cast) -> Iterator[str]:
    plan = cast.plan
    for name, bodies, measures in (
        ("coordinator", {*BODIES, "ATT-ORG"}, 6),
        ("outsider", set(), 0),
        ("coordinator_elsewhere", {*BODIES, "ATT-ORG"}, 6),
    ):
        form = ActionForm(instance=Action(plan=plan, workspace=plan.workspace), person=person(name))
        yield from _unlike(f"{name}: leads", codes(form.fields["organisation"].queryset), bodies)
        yield from _unlike(f"{name}: partners", codes(form.fields["partners"].queryset), bodies)
        yield from _unlike(f"{name}: measures", form.fields["measure_0"].queryset.count(), measures)
        offered = {str(label) for group, rows in form.fields["measure_0"].choices if group for _key, label in rows}
        yield from _unlike(f"{name}: measures offered", len(offered), measures)
        aims = set(form.fields["objective"].queryset)
        yield from _unlike(f"{name}: objectives", aims, set(Objective.objects.filter(plan=plan)) if name == "coordinator" else set())
        here = {str(label) for _key, label in form.fields["partners"].choices}
        seated = {str(seat.organisation) for seat in plan.workspace.seats.all() if seat.confirmed_on} if bodies else set()
        yield from _unlike(f"{name}: at the table", here, seated)


def _of_entries(cast: Cast) -> Iterator[str]:
    Partner.objects.create(workspace=cast.plan.workspace, action=cast.action("S1"), organisation=cast.organisation("ASSO"))
    yield from _unlike("head: tiers", tiers_for(person("head"), cast.action("S1")), ["workspace", "organisation"])
    for (name, code), tiers in TIERS.items():
        form = EntryForm(person=person(name), action=cast.action(code))
        yield from _unlike(f"{name} on {code}: tiers", [one for one, _words in form.fields["tier"].choices], tiers)
        yield from _unlike(f"{name} on {code}: usual tier", (code, form.initial["tier"]) in SMALLEST, wanted=True)


def _figures(cast: Cast) -> Iterator[str]:
    an_entry(cast.action("S2"), drugs="7 kg")
    put(an_entry(cast.action("S1"), drugs="1 kg"), tier="axis")
    an_entry(cast.action("V1"), cleanups="2")
    put(cast.action("S9"), tier="organisation")  # none is so today
    put(cast.action("S7"), state="agreed")
    work, restricted, room = cast.action("P1"), cast.action("S2"), cast.workspace("TST-01")
    for name, wanted in FIGURES.items():
        yield from _unlike(f"{name}: figures", _read(person(name), work, restricted), wanted)
    for name in NOTHING_OF_IT:
        yield from _unlike(f"{name}: figures", figures_for(person(name), work) + figures_for(person(name), cast.hotspot), ())
    for eyes in (OUTSIDER, Reader(axis="security")):
        told = of_actions([restricted], reader=eyes)[restricted.pk]
        yield from _unlike("a reader without the axis tier", (told.figures, told.entries), ((), 0))
    drugs = {one.measure.code: one for one in of_workspace(room.pk, None, None, axis="security")}["drugs"]
    yield from _unlike("what a report freezes", (str(drugs.amount.value), drugs.target), ("0.005", 12))


def _read(somebody: User, work: Action, restricted: Action) -> tuple[Any, ...]:
    reader = reader_of(somebody, work.workspace)
    assert reader is not None
    contacts = figures_for(somebody, work)[0].amount
    all_of_it = {one.measure.code: one for one in figures_for(somebody, work.plan.hotspot)}
    done = of_actions([work], reader=reader)[work.pk], of_actions([restricted], reader=reader)[restricted.pk]
    drugs, cleanups = all_of_it["drugs"], all_of_it["cleanups"].amount
    shown = [None if one.masked else str(one.value) for one in (contacts, drugs.amount, cleanups)]
    return shown[0], done[0].entries, shown[1], drugs.target, done[1].entries, bool(done[1].figures), shown[2]


def test_choices_and_figures_are_as_written(world: World) -> None:
    """No box offers, and no figure says, more or less."""
    assert not (wrong := list(wrong_choices(world))), "\n".join(wrong)
