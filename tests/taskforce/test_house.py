"""The house itself: canonical contents, generated documents, pages that only read, regions that open."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client, RequestFactory, override_settings
from django.utils.translation import override

from actions.figures import Amount, Figure, MeasureFacts
from hotspots.models import Hotspot
from reports import desk
from taskforce import rules, services
from taskforce.kernel import clock
from taskforce.kernel.acts import acting
from taskforce.kernel.canon import canonical, digest
from taskforce.kernel.journal import Act
from taskforce.management.commands import write_docs
from taskforce.models import Area, Invitation, Organisation, User, Workspace
from taskforce.web import WroteWhileReading, reads
from tests.cast import Cast, a_seat, named


def test_equal_contents_have_equal_bytes() -> None:
    """Keys in order, decimals and dates as text, accents as they are; anything else is refused."""
    assert canonical({"b": Decimal("5.10"), "a": date(2024, 3, 28), "é": None}) == '{"a":"2024-03-28","b":"5.10","é":null}'
    assert digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})
    with pytest.raises(TypeError, match="set has no canonical form"):
        canonical({"a": {1}})


@pytest.mark.parametrize(("unit", "text"), [("%", "22.3 %"), ("", "0.22")])
def test_a_ratio_is_printed_as_people_read_it(unit: str, text: str) -> None:
    """Two decimals, or a percentage with one; the value itself stays exact."""
    facts = MeasureFacts("share", {"en": "Share"}, unit, "security", "ratio", "neither", activity_dependent=False, counts=False)
    figure = Figure(facts, Amount(value=Decimal("0.223464")))
    assert figure.text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ") == text
    assert figure.amount.value == Decimal("0.223464")


def test_generated_documents_agree_with_the_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check passes here, fails where a document is missing, and passes again once it is written."""
    call_command("write_docs", "--check")
    monkeypatch.setattr(write_docs, "DOCS", tmp_path)
    with pytest.raises(CommandError, match=r"permissions\.md, lifecycles\.md, openapi\.yaml differ"):
        call_command("write_docs", "--check")
    call_command("write_docs")
    call_command("write_docs", "--check")
    assert "reports.submit" in (tmp_path / "permissions.md").read_text()


def test_a_page_that_reads_cannot_write(cast: Cast) -> None:
    """Even inside an act, a GET that writes is stopped at the SQL."""

    def view(request: Any) -> Any:
        """Write while reading."""
        cast.hotspot.save()

    with acting(cast.clerk, "tests.write"), pytest.raises(WroteWhileReading):
        reads(view)(RequestFactory().get("/"))


@override_settings(DEMO=True)
def test_a_demonstration_says_so_on_every_page(cast: Cast, client: Client) -> None:
    """Signed in or not, the banner names what is invented and the day it is."""
    for person in (None, cast.mayor):
        if person:
            client.force_login(person)
        text = client.get("/sign-in/" if person is None else "/").content.decode()
        assert "activity figures are invented. Today is 15/11/2024" in text


def test_an_act_says_what_and_who(cast: Cast) -> None:
    """In lists of acts: its code and the name."""
    assert str(Act(code="reports.submit", by_name="Claude")) == "reports.submit · Claude"
    assert str(cast.mayor.workspace) == "None"


def test_a_dissolved_task_force_keeps_its_frame(arranging: Cast) -> None:
    """Nothing is written on a room that is closed."""
    workspace = arranging.workspace("TST-01")
    workspace.state = "dissolved"
    workspace.save()
    assert rules.frame(arranging.mayor, workspace).why_not == "This task force is dissolved."


def test_a_coordinator_without_a_plan_is_asked_to_draft_one(arranging: Cast) -> None:
    """Convened and without plan: the coordinator begins."""
    hotspot = Hotspot.objects.get(reference="TST-03")
    hotspot.state = "validated"
    hotspot.save()
    room = hotspot.workspace
    room.state, room.convened_on = "convened", clock.today()
    room.save()
    a_seat(arranging.outsider, "TST-03", "NORD", "coordinator")
    assert "Draft the plan" in [one.title for one in desk.waiting_for(arranging.outsider)]


def test_a_region_opens_with_the_people_who_seat_all_others(cast: Cast) -> None:
    """An area known already becomes a region: council, cell, and a head invited to the cell."""
    machine = User.objects.machine("open-region")
    with acting(machine, "tests.arrange"):
        machine.save()
        area = Area.objects.create(code="NEW", kind="region", **named("Nouvelle région"))
    body = Organisation(code="NEWCELL", kind="region", **named("Cellule nouvelle"))
    head = Invitation(email="head@new.invalid", name="Head", organisation=body, role="head")
    with override("en"):
        cell = services.open_region(
            by=machine,
            area=area,
            council=named("Conseil"),
            cell=named("Cellule"),
            founders=[head],
            link="/join/{secret}/",
        )
    assert (cell.reference, cell.parent.reference) == ("NEW-CELL", "NEW-COUNCIL")
    assert Invitation.objects.get(email="head@new.invalid").workspace == cell
    assert Workspace.objects.get(reference="NEW-COUNCIL").area == area
