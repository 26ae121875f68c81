"""What a seat opens is said before it is offered, and what is said is so."""

from __future__ import annotations

import pytest

from actions.models import Action, Entry, Meeting, Plan
from reports.models import Version
from taskforce import roles
from taskforce.kernel.acts import acting
from taskforce.kernel.journal import Act
from taskforce.prospect import DEEDS, SEEING, prospect, prospects
from tests import table
from tests.access import arrange as a
from tests.access.arrange import enter
from tests.cast import EVERYONE, SEATS, Cast

SEATED = [one for one in EVERYONE if any(name == one for name, *_seat in SEATS) and not one.endswith("_elsewhere")]


def part_of(name: str) -> tuple[str, str, str, str]:
    """Where somebody of the cast sits, for whom, as what and on which axis."""
    return next((where, body, role, axis) for one, where, body, role, axis in SEATS if one == name)


def seen(name: str, cast: Cast) -> dict[str, bool]:
    """What somebody sees in truth, by the sentence that says it."""
    person, (where, body, _role, _axis) = getattr(cast, name), part_of(name)
    actions, entries = Action.objects.visible_to(person), Entry.objects.visible_to(person)
    local = where.startswith("TST-0")
    wide = "Plans, actions, orders, meetings and figures of every task force of the region"
    narrow = "The plan, the actions, orders, meetings, figures and the map of this task force"
    told = {
        wide if where == "TST-CELL" else narrow: Plan.objects.visible_to(person).exists(),
        "Progress reports while they are being drafted": Version.objects.visible_to(person).filter(signed_at=None).exists(),
        "Notes on work that their own organisation logged": local and person.mandates.where(roles.VIEW) != set(),
        "Notes on work that other organisations logged: only totals are seen": entries.filter(tier="organisation")
        .exclude(organisation__code=body)
        .exists(),
        "Who did what and when, without contents": Act.objects.visible_to(person).exists(),
        "Accepted reports and the regional report": bool(person.mandates.where(roles.VIEW_COUNCIL)),
    }
    if Meeting.objects.visible_to(person).filter(workspace__kind=roles.Kind.COUNCIL).exists():
        told["The sessions of the council: agenda, decisions and commitments"] = True
    for axis in roles.Axis:
        told[f"Restricted actions of the axis “{axis.label}”"] = actions.filter(tier="axis", axis=axis).exists()
    return told


@pytest.mark.parametrize("name", SEATED)
def test_what_is_said_is_so(name: str, cast: Cast) -> None:
    """For everybody of the cast: each sentence stands on the side on which the rows themselves put it."""
    table.a_session()
    with acting(cast.clerk, "tests.arrange", subject=cast.hotspot):
        a.report("submitted")(cast)
        for axis in roles.Axis.values:
            made = Action.objects.filter(workspace__reference=part_of(name)[0], axis=axis).first()
            if made is not None:
                a.put(made, tier="axis")
    _where, _body, role, axis = part_of(name)
    told = prospect(role, axis)
    truth = seen(name, cast)
    assert {*told.sees} == {words for words, is_seen in truth.items() if is_seen}
    assert {*told.sees_not} == {words for words, is_seen in truth.items() if not is_seen}


def test_whatever_a_role_lets_people_do_is_said() -> None:
    """No permission that does something is passed over."""
    assert DEEDS.keys() | SEEING == roles.PERMISSIONS.keys()
    assert not DEEDS.keys() & SEEING
    for role in roles.Role.values:
        assert len(prospect(role).may) == len(roles.GRANTS[role] - SEEING)


def test_a_role_that_speaks_for_an_axis_is_said_for_each() -> None:
    """One prospect for each choice the form offers."""
    found = prospects(["chair", "worker"])
    assert [(one.role, one.axis) for one in found] == [("chair", ""), *(("worker", axis) for axis in roles.Axis.values)]
    assert found[2].part == "Field worker · Prevention"


def test_it_stands_where_a_seat_is_offered_and_taken(cast: Cast) -> None:
    """Beside the invitation for the roles one hands out and no other; on the charter for one's own."""
    page = enter(cast.coordinator).get("/task-forces/TST-01/invite/").content.decode()
    assert "What this person will and will not see" in page
    assert "Field worker · Prevention" in page
    assert "Head of the cell" not in page
    page = enter(cast.unsigned).get(f"/seats/{cast.seat('unsigned').pk}/charter/").content.decode()
    assert "What your seat opens" in page
    assert "Restricted actions of the axis “Security”" in page
