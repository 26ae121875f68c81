"""The kernel: acts, trail, journal, lifecycle, clock, rules."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import override_settings

from hotspots.models import Hotspot
from taskforce.desk.names import Names
from taskforce.kernel import clock
from taskforce.kernel.acts import NoAct, acting, service
from taskforce.kernel.canon import digest
from taskforce.kernel.changes import Change, changes, versions
from taskforce.kernel.journal import Act, Frozen
from taskforce.kernel.lifecycle import WrongMove, diagram, living_models, move
from taskforce.kernel.rules import Refused, rule
from taskforce.kernel.trail import Untracked
from taskforce.models import Seat, User, Workspace
from tests.cast import Cast


def test_an_anonymous_write_raises(cast: Cast) -> None:
    """No act, no write: nothing happens without somebody."""
    with pytest.raises(NoAct):
        cast.hotspot.save()


def test_a_history_row_carries_its_act_and_the_act_its_capacity(cast: Cast) -> None:
    """Who, as what, for whom, in which workspace and why."""
    with acting(cast.mayor, "tests.act", reason="Because", subject=cast.hotspot):
        cast.hotspot.save()
    row = cast.hotspot.history.latest()
    act = row.act
    assert (act.by, act.by_name, act.role, act.organisation_name) == (cast.mayor, "Person mayor", "chair", "Commune de Nordville")
    assert (act.workspace_id, act.seat, act.reason, act.code) == (cast.hotspot.workspace_id, cast.seat("mayor").pk, "Because", "tests.act")
    assert (row.history_user, row.history_change_reason, row.history_date) == (cast.mayor, "Because", act.at)


def test_the_cell_acts_by_its_seat_above(cast: Cast) -> None:
    """A seat in the cell is the capacity in a workspace below it; without any seat there is none."""
    assert cast.head.mandates.capacity(cast.workspace("TST-01")).role == "head"
    assert cast.outsider.mandates.capacity(cast.workspace("TST-01")).seat is None
    assert cast.mayor.mandates.capacity(None).seat is None


def test_an_act_without_a_change_leaves_no_row(cast: Cast) -> None:
    """The journal holds what was done, not what was tried."""
    before = Act.objects.count()
    with acting(cast.mayor, "tests.nothing"):
        pass
    assert Act.objects.count() == before


def test_an_act_inside_an_act_is_part_of_it(cast: Cast) -> None:
    """What a service does through another is one act."""
    with acting(cast.mayor, "tests.outer") as outer, acting(cast.head, "tests.inner") as inner:
        assert inner is outer


def test_a_service_is_one_transaction(cast: Cast) -> None:
    """If it fails, nothing of it stays, not even the act."""

    @service
    def stumble(*, by: User, hotspot: Hotspot) -> None:
        """Write, then fall."""
        hotspot.reason = "Changed"
        hotspot.save()
        raise ValueError(by)

    acts = Act.objects.count()
    with pytest.raises(ValueError, match="mayor"):
        stumble(by=cast.mayor, hotspot=cast.hotspot)
    assert Act.objects.count() == acts
    assert Hotspot.objects.get(pk=cast.hotspot.pk).reason != "Changed"


@pytest.mark.parametrize(
    "write",
    [
        lambda rows: rows.update(reason="x"),
        lambda rows: rows.bulk_create([]),
        lambda rows: rows.bulk_update([], ["reason"]),
    ],
)
def test_nobody_writes_behind_the_history(write: Any, cast: Cast) -> None:
    """Bulk writes on tracked rows raise."""
    with pytest.raises(Untracked):
        write(Hotspot.objects.all())


def test_related_writes_do_not_go_round_the_history(arranging: Cast) -> None:
    """A reverse relation cannot move rows in bulk either."""
    with pytest.raises(Untracked):
        arranging.hotspot.perimeters.add(arranging.elsewhere.perimeters.get())


def test_the_journal_only_grows(cast: Cast) -> None:
    """Acts and history rows are neither changed nor deleted."""
    act, row = Act.objects.latest("pk"), cast.hotspot.history.latest()
    for attempt in (act.save, act.delete, Act.objects.all().delete, lambda: Act.objects.update(reason="x")):
        with pytest.raises(Frozen):
            attempt()
    for attempt in (row.save, row.delete, lambda: Hotspot.history.update(reason="x"), lambda: Hotspot.history.all().delete()):
        with pytest.raises(Frozen):
            attempt()


def test_auditors_alone_read_the_journal(cast: Cast) -> None:
    """Who did what is for auditors; a mayor has the history of things instead."""
    with acting(cast.mayor, "tests.act", subject=cast.hotspot):
        cast.hotspot.save()
    assert Act.objects.visible_to(cast.auditor).filter(code="tests.act").exists()
    assert not Act.objects.visible_to(cast.mayor).exists()


def test_a_wrong_move_names_both_states(cast: Cast) -> None:
    """The lifecycle refuses in words."""
    with pytest.raises(WrongMove, match=r"Proposed.*Validated"):
        move(cast.proposed, Hotspot.State.VALIDATED)


def test_every_lifecycle_can_be_drawn() -> None:
    """All moves end on known states; the drawing has a start and its ends."""
    for model in living_models():
        moves = model.MOVES
        assert set(moves) == set(model.State.values)
        assert frozenset().union(*moves.values()) <= set(moves)
        assert "[*] -->" in diagram(moves)
    assert "closed --> [*]" in diagram(Hotspot.MOVES)


def test_the_clock_stands_where_it_is_set() -> None:
    """A demonstration has its own day, the real time of day; ``at`` travels."""
    assert clock.today() == date(2024, 11, 15)
    with override_settings(TASKFORCE_TODAY=None):
        assert clock.today().year >= 2026
    with clock.at(datetime(2024, 3, 28, 23, 30, tzinfo=UTC)):
        assert clock.today() == date(2024, 3, 29)


def test_a_closed_account_may_nothing(arranging: Cast) -> None:
    """Even a rule that asks no permission refuses it."""
    person = arranging.mayor
    person.is_active = False
    person.save()
    again = User.objects.get(pk=person.pk)
    assert not again.mandates.held
    from taskforce import rules  # read here to show that it is the floor's own rule

    assert rules.choose_language(again, again).why_not == "Your account is closed."


def test_two_rules_cannot_share_a_name() -> None:
    """The registry is a book without doubles."""

    def seat(person: Any, thing: Any) -> Any:
        """Say nothing."""
        yield from ()

    seat.__module__ = "taskforce.rules"
    with pytest.raises(ValueError, match=r"taskforce\.seat"):
        rule(None)(seat)


def test_refusal_carries_every_objection(cast: Cast) -> None:
    """The words of a refusal are all the reasons."""
    from taskforce import rules  # as above

    it = Seat(workspace=cast.workspace("TST-01"), person=cast.mayor, role="head", organisation=cast.organisation("NORD"))
    with pytest.raises(Refused, match=r"no such role.*Nobody seats themselves"):
        rules.seat.require(cast.mayor, it)


def told(cast: Cast, thing: Any) -> list[Change]:
    """The history of a thing as the head of the cell reads it."""
    return changes(versions(type(thing).history.all(), thing.pk), Names(cast.head, thing.workspace))


def test_changes_say_what_was_and_what_is(cast: Cast) -> None:
    """Each change names its fields in words, newest first."""
    workspace = cast.workspace("TST-03")
    with acting(cast.clerk, "tests.rename", reason="New name"):
        workspace.name_fr, workspace.state, workspace.convened_on, workspace.area_id = (
            "Autre",
            "convened",
            date(2024, 5, 2),
            cast.proposed.approvals.first().municipality_id,
        )
        workspace.save()
    newest, oldest = told(cast, workspace)
    said = {one.name: (one.before, one.after) for one in newest.fields}
    assert said["Name in French"] == ("TST-03", "Autre")
    assert said["State"] == ("To convene", "Convened")
    assert said["Convened on"] == ("–", "02/05/2024")
    assert set(said["Area"][1].split()) & {"Nordville", "Nordville (en)"}
    assert oldest.created
    assert newest.title == "tests.rename"


def test_changes_put_every_kind_of_value_in_words(cast: Cast) -> None:
    """Yes and no, moments, contents."""
    person = cast.observer
    with acting(cast.clerk, "tests.close"):
        person.is_active = False
        person.save()
    assert [(one.before, one.after) for one in told(cast, person)[0].fields] == [("yes", "no")]
    perimeter = cast.hotspot.perimeters.get()
    with acting(cast.clerk, "tests.draw"):
        perimeter.geometry = {"type": "Polygon", "coordinates": []}
        perimeter.save()
    before, after = told(cast, perimeter)[0].fields[0].before, told(cast, perimeter)[0].fields[0].after
    assert after == f"(contents {digest(perimeter.geometry)[:12]})" != before
    period = cast.report
    with acting(cast.clerk, "tests.none"):
        period.save()
    assert told(cast, period)[0].fields == []
    assert told(cast, Workspace(pk=0)) == []
