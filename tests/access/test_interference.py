"""Whatever is done out of somebody's sight changes no answer they get: forty sequences here, a thousand in the heavy trials."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from actions.models import Meeting
from reports import services as reporting
from reports.models import RegionalReport
from taskforce.kernel.acts import acting
from taskforce.models import Organisation
from tests.access.arrange import put
from tests.access.interference import HIDDEN, Onlooker, trial
from tests.access.walking import Door
from tests.access.world import World, undone

pytestmark = [pytest.mark.django_db, pytest.mark.walks]
SEQUENCES, PAGES_EACH = 40, 4


@pytest.fixture(scope="module")
def onlookers(world: World) -> dict[str, Onlooker]:
    """Everybody from whom something is hidden."""
    door = Door(world)
    return {name: Onlooker(world, door, name) for name in HIDDEN}


def test_the_council_is_not_told_how_far_a_correction_has_come(world: World) -> None:
    """It reads that one is under way; what is written, submitted and returned meanwhile changes no page of the council's."""
    side, member = world.sides["TST-01"], Onlooker(world, Door(world), "member")
    report = side.report("accepted")
    paths = [f"/reports/{report.reference}/", "/reports/", "/hotspots/TST-01/", "/", f"/reports/{report.reference}/v2/"]

    def goes_on() -> None:
        reporting.submit(by=side.people["coordinator"], report=report)
        reporting.sign(by=side.people["mayor"], report=report)
        version = report.versions.latest("number")
        reporting.remark(by=side.people["reviewer"], version=version, section="figures", text="Why?")
        reporting.give_back(by=side.people["reviewer"], report=report, reason="One point")

    with undone():
        reporting.correct(by=side.people["coordinator"], report=report, reason="A slip")
        assert b"A correction is under way." in member.told(paths[0]).body
        assert not member.differences(paths, goes_on)


def test_the_council_is_not_told_what_the_cell_compiles_between_sessions(world: World) -> None:
    """Once a session is held and none is called, a draft and the decisions it asks for change no page of the council's."""
    side, member = world.sides["TST-01"], Onlooker(world, Door(world), "member")
    draft, period = RegionalReport.objects.get(period=side.period("compiled")), side.period("compiled")
    paths = ["/", "/reports/", draft.get_absolute_url(), "/search/?q=Fund+four+evenings", *member.doors]

    def goes_on() -> None:
        given = {"by": side.people["head"], "period": period}
        reporting.ask_decision(**given, text="Fund four evenings", organisation=Organisation.objects.get(code="PARQUET"))
        reporting.compile_regional(**given, text="Four evenings")

    with undone():
        with acting(world.cast.clerk, "tests.arrange"):
            put(Meeting.objects.get(workspace=draft.council, state="called"), state="held", starts_at=datetime(2024, 11, 14, 9, tzinfo=UTC))
        assert member.told(draft.get_absolute_url()).status == 404
        assert not member.differences(paths, goes_on)


@pytest.mark.parametrize("part", range(4))
def test_what_is_hidden_changes_no_answer(part: int, world: World, onlookers: dict[str, Onlooker]) -> None:
    """Pages, counts, orders, errors, mails and logs are alike to the byte before and after."""
    found = [trial(world, onlookers, seed, PAGES_EACH) for seed in range(part, SEQUENCES, 4)]
    assert not (wrong := [one for one in found if one]), "\n".join(wrong)
