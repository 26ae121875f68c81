"""One world for every address: two task forces of one region and one of another, each with something in every state."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.db import connection, transaction
from django.test import Client

from actions import services as acting_on
from actions.models import Action, Entry, Objective, Plan, Target
from hotspots.models import Hotspot
from reports import services as reporting
from reports.models import Period, RegionalReport, Remark, Report
from taskforce.kernel import clock
from taskforce.kernel.acts import acting
from taskforce.models import Area, Invitation, Organisation, Seat, User, Workspace
from taskforce.services.invitations import digest_of
from tests import cast as scene

INTERNAL = "CANARI-INTERNE"  # in an internal remark: the cell's own
DRAFT = "CANARI-BROUILLON"  # in a text that was never submitted, and in one rewritten before submission
UNSIGNED = "CANARI-NON-SIGNE"  # in a version submitted, not signed
UNACCEPTED = "CANARI-NON-ACCEPTE"  # in a version signed, not accepted

QUARTERS = {
    "due": (2024, 7),
    "draft": (2022, 4),
    "submitted": (2022, 7),
    "signed": (2022, 10),
    "returned": (2023, 1),
    "accepted": (2023, 4),
    "compiled": (2023, 7),
}
ACTIONS = {"S7": "proposed", "S8": "agreed", "S9": "blocked"}


@dataclass
class Side:
    """A task force and the cell above it, with what their addresses name."""

    reference: str
    cell: str
    people: dict[str, User] = field(default_factory=dict)

    @property
    def room(self) -> Workspace:
        """The task force."""
        return Workspace.objects.get(reference=self.reference)

    @property
    def hotspot(self) -> Hotspot:
        """Its hotspot."""
        return Hotspot.objects.get(reference=self.reference)

    @property
    def plan(self) -> Plan:
        """Its plan."""
        return Plan.objects.get(hotspot__reference=self.reference)

    def report(self, state: str) -> Report:
        """Its report in a state."""
        return Report.objects.get(workspace__reference=self.reference, period__code=code_of(state))

    def period(self, state: str) -> Period:
        """The period in which its report has come so far."""
        return Period.objects.get(workspace__reference=self.cell, code=code_of(state))

    def regional(self, state: str) -> RegionalReport:
        """The regional report above it, draft or adopted."""
        return RegionalReport.objects.get(workspace__reference=self.cell, state=state)

    def remark(self, *, internal: bool) -> Remark:
        """A remark on its returned report."""
        return Remark.objects.get(workspace__reference=self.reference, internal=internal, version__report=self.report("returned"))

    def entry(self, code: str) -> Entry:
        """The first work logged on one of its actions."""
        return Entry.objects.filter(workspace__reference=self.reference, action__code=code).earliest("pk")

    def seat(self, part: str) -> Seat:
        """The seat of somebody at its table."""
        return Seat.objects.get(workspace__reference=self.reference, person=self.people[part])

    def invitation(self) -> Invitation:
        """An invitation to its table."""
        return Invitation.objects.get(workspace__reference=self.reference)


def code_of(state: str) -> str:
    """The period whose reports have come as far as a state."""
    year, month = QUARTERS[state]
    return f"{year}-T{(month + 2) // 3}"


class World:
    """The scene, widened: ``sides`` by reference, and a signed-in browser for everybody; that of ``anonymous`` is not."""

    def __init__(self) -> None:
        self.cast = scene.Cast()
        self.browsers = {
            name: Client(raise_request_exception=False, headers={"accept-language": "en"}) for name in (*scene.EVERYONE, "anonymous")
        }
        self.nothing: dict[str, bytes] = {}
        for name in scene.EVERYONE:
            self.browsers[name].force_login(getattr(self.cast, name))
        with acting(self.cast.clerk, "tests.arrange"):
            _abroad()
            self.sides = {reference: _side(reference) for reference in ("TST-01", "TST-02", "ATT-01")}
            for side in self.sides.values():
                _periods(side)
                _work(side)
        for side in self.sides.values():
            _plan(side)
            _reports(side)
        for side in (self.sides["TST-01"], self.sides["ATT-01"]):
            _regional(side)
        with acting(self.cast.clerk, "tests.arrange"):
            for side in self.sides.values():
                _invitation(side)


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside has not happened afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _abroad() -> None:
    """Open another region with one task force of its own people."""
    region = Area.objects.create(code="ATT", kind="region", **scene.named("Autre région"))
    Organisation.objects.create(code="ATT-ORG", kind="social", area=region, **scene.named("Organisme d’ailleurs"))
    above = None
    for reference, kind in (("ATT-COUNCIL", "council"), ("ATT-CELL", "cell"), ("ATT-01", "local")):
        above = Workspace.objects.create(
            reference=reference, kind=kind, area=region, parent=above, state="convened", convened_on=clock.today(), **scene.named(reference)
        )
    for part, where, organisation, role, axis in (
        ("mayor", "ATT-01", "SUD", "chair", ""),
        ("coordinator", "ATT-01", "SUD", "coordinator", ""),
        ("police", "ATT-01", "POLICE", "partner", "security"),
        ("worker", "ATT-01", "SOCIAL", "worker", "prevention"),
        ("cleaning", "ATT-01", "PROPRETE", "partner", "neighbourhood"),
        ("head", "ATT-CELL", "ATT-ORG", "head", ""),
        ("reviewer", "ATT-CELL", "ATT-ORG", "reviewer", ""),
    ):
        person = User.objects.create(email=f"{part}_abroad@test.invalid", name=f"Person {part} abroad", language="en")
        scene.a_seat(person, where, organisation, role, axis)
    scene._active_hotspot("ATT-01")


def _side(reference: str) -> Side:
    """Find who sits where, and give every table somebody who has left their charter unsigned and somebody who observes."""
    suffix = {"TST-01": "", "TST-02": "_elsewhere", "ATT-01": "_abroad"}[reference]
    region = reference[:3]
    above = "_abroad" if region == "ATT" else ""
    names = {one: f"{one}{suffix}" for one in ("mayor", "coordinator", "police", "worker", "cleaning")}
    names |= {one: f"{one}{above}" for one in ("head", "reviewer")}
    people = {part: User.objects.get(email=f"{name}@test.invalid") for part, name in names.items()}
    for part, signed in (("observing", True), ("signing", False)):
        known = reference == "TST-01" and not signed
        email = "unsigned@test.invalid" if known else f"{part}-{reference}@test.invalid"
        people[part], _new = User.objects.get_or_create(email=email, defaults={"name": f"{part} {reference}"})
        if not known:
            scene.a_seat(people[part], reference, "NORD", "observer", signed=signed)
    return Side(reference, f"{region}-CELL", people)


def _periods(side: Side) -> None:
    cell = Workspace.objects.get(reference=side.cell)
    for state, (year, month) in QUARTERS.items():
        since = date(year, month, 1)
        until = (since + timedelta(days=95)).replace(day=1) - timedelta(days=1)
        given = {"since": since, "until": until, "due": until + timedelta(days=31)}
        period, _new = Period.objects.get_or_create(workspace=cell, code=code_of(state), defaults=given)
        Report.objects.get_or_create(
            hotspot=side.hotspot, period=period, defaults={"workspace": side.room, "reference": f"{side.reference}-{period.code}"}
        )


def _work(side: Side) -> None:
    """Actions in every state, and work on them on every tier."""
    police = Organisation.objects.get(code="POLICE")
    for code, state in ACTIONS.items():
        blocked = {"blocked_reason": "Works", "unblocker": police} if state == "blocked" else {}
        one = Action.objects.create(
            workspace=side.room, plan=side.plan, code=code, axis="security", title=f"Action {code}", organisation=police, state=state,
            start=date(2024, 1, 8), due=date(2024, 12, 31), **blocked,
        )  # fmt: skip
        Target.objects.create(
            workspace=side.room, action=one, measure_id=Target.objects.filter(action__code="S1").first().measure_id, value=1
        )
    Objective.objects.create(workspace=side.room, plan=side.plan, axis="prevention", statement="Plus de contacts", indicator="Contacts")
    scene.an_entry(Action.objects.get(workspace=side.room, code="S1"), note="Open to all", drugs="5 g")
    restricted = Action.objects.get(workspace=side.room, code="S2")
    for tier in ("axis", "organisation"):
        Entry.objects.create(
            workspace=side.room, action=restricted, axis="security", tier=tier, organisation=restricted.organisation, author=side.people["police"],
            day=date(2024, 9, 11), quarter=20243, note=scene.RESTRICTED, source=scene.RESTRICTED, client_key=uuid4(),
        )  # fmt: skip


def _plan(side: Side) -> None:
    """Adopt a second version of the plan; let the street worker write a word, then clean it and share it."""
    by = side.people
    acting_on.revise_plan(by=by["coordinator"], plan=side.plan, reason="A new year")
    acting_on.submit_plan(by=by["coordinator"], plan=side.plan)
    acting_on.adopt_plan(by=by["mayor"], plan=side.plan)
    given = {"day": date(2024, 9, 12), "client_key": uuid4(), "quantities": [], "note": scene.SECRET, "source": scene.SECRET}
    entry = acting_on.log_work(by=by["worker"], action=Action.objects.get(workspace=side.room, code="P1"), **given)
    acting_on.amend_entry(by=by["worker"], entry=entry, note="Twelve people met", source="", tier="workspace")


def _reports(side: Side) -> None:
    """Take each report as far as the name of its period says."""
    cell, local = side.people["reviewer"], (side.people["coordinator"], side.people["mayor"])
    for state, word in (
        ("draft", DRAFT),
        ("submitted", UNSIGNED),
        ("signed", UNACCEPTED),
        ("returned", UNACCEPTED),
        ("accepted", ""),
        ("compiled", ""),
    ):
        _written(side, state, word)
    for state in ("submitted", "signed", "returned", "accepted", "compiled"):
        reporting.submit(by=local[0], report=side.report(state))
    for state in ("signed", "returned", "accepted", "compiled"):
        version = reporting.sign(by=local[1], report=side.report(state))
        _remarked(cell, version)
    reporting.give_back(by=cell, report=side.report("returned"), reason="One point.")
    for state in ("accepted", "compiled"):
        reporting.accept(by=cell, report=side.report(state))


def _written(side: Side, state: str, word: str) -> None:
    """Start a report and write its texts twice: what was written first is nobody's business but the task force's."""
    by, report = side.people["coordinator"], side.report(state)
    version = reporting.start_report(by=by, report=report)
    for text in (DRAFT, word or "As agreed"):
        reporting.write_sections(by=by, version=version, security=text, prevention=text, neighbourhood=text)


def _remarked(cell: User, version: Any) -> None:
    for internal in (False, True):
        reporting.remark(
            by=cell, version=version, section="prevention", text=INTERNAL if internal else "How many evenings?", internal=internal
        )


def _regional(side: Side) -> None:
    """Compile two periods; the council adopts the earlier."""
    head = side.people["head"]
    earlier = reporting.compile_regional(by=head, period=side.period("accepted"), text="As every quarter.")
    reporting.adopt_regional(by=head, regional=earlier, session_on=date(2024, 11, 4), decision="Session 4")
    reporting.compile_regional(by=head, period=side.period("compiled"), text="To be adopted.")


def _invitation(side: Side) -> None:
    Invitation.objects.create(
        workspace=side.room, email=f"new-{side.reference}@test.invalid", name="New", organisation=Organisation.objects.get(code="NORD"), role="observer",
        digest=digest_of(f"secret-{side.reference}"), expires_at=clock.now() + timedelta(days=7),
    )  # fmt: skip


@contextmanager
def opened(blocker: Any) -> Iterator[World]:
    """Build the world outside any one test, in a test database and nowhere else, and undo it."""
    assert "test" in str(connection.settings_dict["NAME"]) or "memory" in str(connection.settings_dict["NAME"])
    with blocker.unblock(), undone():
        yield World()
