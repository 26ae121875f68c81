"""One world for every address: two task forces of one region and one of another, each with something in every state."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.db import connection, transaction
from django.test import Client

from actions import services as acting_on
from actions.models import Action, AgendaItem, Commitment, Decision, Entry, Evidence, Meeting, MeetingFile, Objective, Plan, Target
from hotspots import services as ordering
from hotspots.models import Hotspot, Order, OrderUse
from reports import services as reporting
from reports.models import Answer, Asked, Period, Printing, Question, RegionalReport, Remark, Report
from taskforce.kernel import clock
from taskforce.kernel.acts import acting
from taskforce.models import Anchor, Area, Filing, Invitation, Justification, Notice, Organisation, SavedFilter, Seat, User, Workspace
from taskforce.services.invitations import digest_of
from taskforce.sessions import LAST_VISIT
from tests import cast as scene
from tests import table
from tests.access.arrange import a_token, feed, kept_paper

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
ORDERS, FRAMEWORKS = ("Draft", "Signed", "Shared"), ("Framework draft", "Framework")  # in the order of their making: words may be rewritten
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

    def asked(self) -> Asked:
        """What its council is asked to decide."""
        return Asked.objects.get(workspace__reference=self.cell)

    def answer(self) -> Answer:
        """What the prosecutor owes its council."""
        return Answer.objects.get(workspace__reference=self.council)

    def remark(self, *, internal: bool) -> Remark:
        """A remark on its returned report."""
        return Remark.objects.get(workspace__reference=self.reference, internal=internal, version__report=self.report("returned"))

    def entry(self, code: str) -> Entry:
        """The first work logged on one of its actions."""
        return Entry.objects.filter(workspace__reference=self.reference, action__code=code).earliest("pk")

    def last_entry(self, code: str) -> Entry:
        """The work logged last on one of its actions."""
        return Entry.objects.filter(workspace__reference=self.reference, action__code=code).latest("pk")

    def log(self, part: str, code: str) -> Entry:
        """Work logged just now by somebody at its table, kept to their organisation where it is prevention."""
        action = Action.objects.get(workspace=self.room, code=code)
        given = {"day": clock.today(), "quantities": [], "note": "Just now", "client_key": uuid4()}
        return acting_on.log_work(by=self.people[part], action=action, **given)

    def evidence(self, code: str) -> Evidence:
        """The file attached to one of its actions."""
        return Evidence.objects.get(workspace__reference=self.reference, action__code=code)

    def order(self, subject: str) -> Order:
        """One of the orders of its municipality."""
        return Order.objects.filter(workspace__reference=self.reference).order_by("pk")[ORDERS.index(subject)]

    def framework(self, subject: str) -> Order:
        """One of the orders of its region."""
        return Order.objects.filter(workspace__reference=self.cell).order_by("pk")[FRAMEWORKS.index(subject)]

    def use(self) -> OrderUse:
        """How often its order was used."""
        return OrderUse.objects.get(workspace__reference=self.reference)

    def meeting(self, state: str) -> Meeting:
        """Its meeting in a state."""
        return Meeting.objects.get(workspace__reference=self.reference, state=state)

    def point(self, tier: str) -> AgendaItem:
        """The point of a tier on the agenda of its meeting that is held."""
        return AgendaItem.objects.get(workspace__reference=self.reference, meeting__state="held", tier=tier)

    def decision(self, tier: str) -> Decision:
        """What was decided there on that point."""
        return Decision.objects.get(workspace__reference=self.reference, meeting__state="held", tier=tier)

    def annex(self, tier: str) -> MeetingFile:
        """The file of a tier attached there."""
        return MeetingFile.objects.get(workspace__reference=self.reference, tier=tier)

    def promise(self, state: str) -> Commitment:
        """The commitment of its police in a state."""
        return Commitment.objects.get(workspace__reference=self.reference, state=state)

    def seat(self, part: str) -> Seat:
        """The seat of somebody at its table."""
        return Seat.objects.get(workspace__reference=self.reference, person=self.people[part])

    def anchor(self) -> Anchor:
        """An anchor told to the council above it."""
        given = {"hash": "0" * 64, "root": "0" * 64, "peaks": "[]", "about": "A report", "sent_to": "somebody", "at": clock.now()}
        council = Workspace.objects.get(reference=self.council)
        return Anchor.objects.get_or_create(workspace=council, number=1, defaults=given)[0]

    @property
    def council(self) -> str:
        """The council above its cell."""
        return self.cell.replace("CELL", "COUNCIL")

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
            _was_here_before(self.browsers[name])
        with acting(self.cast.clerk, "tests.arrange"):
            _abroad()
            self.sides = {reference: _side(reference) for reference in ("TST-01", "TST-02", "ATT-01")}
            for side in self.sides.values():
                _periods(side)
                _work(side)
                _files(side)
                _meetings(side)
        for side in self.sides.values():
            _plan(side)
            _reports(side)
            _orders(side)
        for side in (self.sides["TST-01"], self.sides["ATT-01"]):
            _regional(side)
            _frameworks(side)
        with acting(self.cast.clerk, "tests.arrange"):
            for side in self.sides.values():
                _invitation(side)
                _journal(side)
                SavedFilter.objects.create(person=side.people["coordinator"], name=f"Mine {side.reference}", path="/hotspots/")
            _feeds(self.cast)
            a_token(self.cast.worker, self.cast.seat("worker"))
        Notice.objects.update(state=Notice.State.SENT, done_at=clock.now())  # what was told meanwhile has gone


def _was_here_before(browser: Client) -> None:
    """Let somebody's last visit be before anything happened: all they may know is new to them."""
    session = browser.session
    session[LAST_VISIT] = 0
    session.save()


def _journal(side: Side) -> None:
    """What the journal's own pages are about: an anchor of an earlier session signed off, and a text vouched for."""
    council = Workspace.objects.get(reference=side.council)
    given = {"hash": "1" * 64, "root": "1" * 64, "peaks": "[]", "about": "An earlier report", "sent_to": "somebody", "at": clock.now()}
    anchor, new = Anchor.objects.get_or_create(workspace=council, number=2, defaults=given)
    if new:
        Filing.objects.create(workspace=council, anchor=anchor, place="Registry", filed_at=clock.now())
    Justification.objects.create(
        workspace=side.room, subject_type="actions.entry", subject_id=side.entry("S1").pk, field="note", kind=Justification.Kind.PHONE
    )


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside has not happened afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def same_browser(browser: Client) -> Iterator[Client]:
    """Let a browser forget the new session it was given by something that is undone."""
    cookies = deepcopy(browser.cookies)
    try:
        yield browser
    finally:
        browser.cookies = cookies


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
    """Find who sits where; give every table somebody who observes, who has not signed, and whom no organisation has confirmed yet."""
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
    people["waiting"] = User.objects.create(email=f"waiting-{reference}@test.invalid", name=f"waiting {reference}")
    asked = "ASSO" if reference == "TST-01" else "PARQUET"
    scene.a_seat(people["waiting"], reference, asked, "observer", confirmed=False)
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


def _files(side: Side) -> None:
    """A file on an action of each tier: read by all, by one axis, by one organisation."""
    for code in ("S1", "S2", "P1"):
        action = Action.objects.get(workspace=side.room, code=code)
        scene.a_file(action, side.people["police"], title={"S2": scene.RESTRICTED, "P1": scene.SECRET}.get(code, "Open to all"))


def _meetings(side: Side) -> None:
    """A meeting in every state; those over and under way with points, decisions and files of every tier, and commitments in every state."""
    made = {state: table.a_meeting(side.room, state) for state in ("closed", "held", "called", "draft", "cancelled")}
    for it in (made["closed"], made["held"]):
        table.attended(it, "POLICE")
        table.a_decision(it, "NORD", item=it.agenda.get())
        for organisation, canary, tier, axis in (
            ("POLICE", scene.RESTRICTED, "axis", "security"),
            ("SOCIAL", scene.SECRET, "organisation", "prevention"),
        ):
            table.a_decision(it, organisation, canary, table.a_point(it, organisation, canary, tier, axis))
    for organisation, part, title, tier, axis in (
        ("POLICE", "police", "Open to all", "workspace", "security"),
        ("POLICE", "police", scene.RESTRICTED, "axis", "security"),
        ("SOCIAL", "worker", scene.SECRET, "organisation", "prevention"),
    ):
        table.an_annex(made["held"], side.people[part], organisation, title, tier, axis)
    table.a_promise(made["held"], "POLICE", "open", due=date(2024, 11, 1))
    for state in ("proposed", "kept", "not_kept", "declined", "replaced"):
        table.a_promise(made["held"], "POLICE", state)


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
    kept_paper(Printing.objects.get(version__report=side.report("compiled"), language="en"))


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
    reporting.adopt_regional(
        by=head, regional=earlier, session=table.a_session(day="2024-11-04", region=side.cell.removesuffix("-CELL")), decision="Session 4"
    )
    reporting.ask_decision(
        by=head, period=side.period("compiled"), text="Fund two posts.", organisation=side.room.seats.first().organisation
    )
    late = reporting.compile_regional(by=head, period=side.period("compiled"), text="To be adopted.")
    table.a_session("called", "2024-11-21", region=side.cell.removesuffix("-CELL"))  # so the council reads it
    given = {"asked_by": head, "asked_at": clock.now(), "text": "How many evenings?", "due": date(2024, 12, 1)}
    body = Organisation.objects.get(code="PARQUET")
    with acting(User.objects.get(email="clerk@test.invalid"), "tests.arrange"):
        question = Question.objects.create(workspace=late.council, regional=late, **given)
        Answer.objects.create(workspace=question.workspace, question=question, organisation=body)


DAYS = {"since": date(2024, 9, 1), "until": date(2024, 12, 31), "basis": "New municipal act, article 135"}


def _orders(side: Side) -> None:
    """A draft, a signed order that was used, and in the north one that holds on the ground of another task force too."""
    by, room = side.people, side.room
    for subject in ("Draft", "Signed"):
        ordering.draft_order(by=by["coordinator"], workspace=room, hotspots=[side.hotspot], subject=subject, **DAYS)
    ordering.sign_order(by=by["mayor"], order=side.order("Signed"), on=date(2024, 8, 30))
    count = {"number": 3, "since": date(2024, 9, 1), "until": date(2024, 9, 30), "source": "Police log"}
    ordering.record_use(by=by["police"], order=side.order("Signed"), workspace=room, **count)
    if side.reference == "TST-01":
        places = [side.hotspot, Hotspot.objects.get(reference="TST-03")]
        shared = ordering.draft_order(by=by["mayor"], workspace=room, hotspots=places, subject="Shared", **DAYS)
        ordering.sign_order(by=by["mayor"], order=shared, on=date(2024, 8, 30))


def _frameworks(side: Side) -> None:
    """A framework of the region, signed, and one that is a draft."""
    head, cell = side.people["head"], Workspace.objects.get(reference=side.cell)
    for subject in ("Framework draft", "Framework"):
        order = ordering.draft_order(
            by=head, workspace=cell, hotspots=Hotspot.objects.filter(workspace__parent=cell), subject=subject, **DAYS
        )
    ordering.sign_order(by=head, order=order, on=date(2024, 8, 30))


def _feeds(cast: scene.Cast) -> None:
    """Give everybody a secret address of their calendar: ``/calendar/feed-<name>.ics``."""
    for name in scene.EVERYONE:
        feed(name)(cast)


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
