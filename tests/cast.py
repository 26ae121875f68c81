"""The cast and the scene: one small region, set once per test database; each test sees it fresh and leaves it as it was."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cached_property
from hashlib import sha256
from itertools import count
from typing import Any
from uuid import UUID, uuid5

from actions.models import Action, Entry, Evidence, Measure, Objective, Plan, PlanVersion, Quantity, Target, TypicalAction, Unit
from hotspots.models import Approval, Hotspot, Observed, Perimeter, Phenomenon, Ruling
from reports.models import Period, Report
from taskforce import roles
from taskforce.kernel import clock
from taskforce.kernel.acts import acting, current
from taskforce.models import Area, Blob, CharterSignature, Grant, Organisation, Seat, Title, User, Workspace
from taskforce.services.seats import due_grants

TODAY = date(2024, 11, 15)
SECRET = "CANARI-PREVENTION"  # stands in a note only the worker's organisation may read
RESTRICTED = "CANARI-RESTREINT"  # stands in a security action only the security axis may read
SQUARE = {"type": "Polygon", "coordinates": [[[4.34, 50.85], [4.35, 50.85], [4.35, 50.86], [4.34, 50.86], [4.34, 50.85]]]}
_next = count(1)

# Who sits where, for whom, as what, on which axis: the first word is the attribute of the cast.
SEATS = (
    ("mayor", "TST-01", "NORD", "chair", ""),
    ("coordinator", "TST-01", "NORD", "coordinator", ""),
    ("police", "TST-01", "POLICE", "partner", "security"),
    ("prosecutor", "TST-01", "PARQUET", "partner", "security"),
    ("worker", "TST-01", "SOCIAL", "worker", "prevention"),
    ("colleague", "TST-01", "SOCIAL", "partner", "prevention"),
    ("association", "TST-01", "ASSO", "partner", "prevention"),
    ("cleaning", "TST-01", "PROPRETE", "partner", "neighbourhood"),
    ("observer", "TST-01", "PARQUET", "observer", ""),
    ("mayor_elsewhere", "TST-02", "SUD", "chair", ""),
    ("coordinator_elsewhere", "TST-02", "SUD", "coordinator", ""),
    ("police_elsewhere", "TST-02", "POLICE", "partner", "security"),
    ("worker_elsewhere", "TST-02", "SOCIAL", "worker", "prevention"),
    ("cleaning_elsewhere", "TST-02", "PROPRETE", "partner", "neighbourhood"),
    ("mayor", "TST-03", "NORD", "chair", ""),
    ("mayor_elsewhere", "TST-03", "SUD", "chair", ""),
    ("head", "TST-CELL", "REGION", "head", ""),
    ("reviewer", "TST-CELL", "REGION", "reviewer", ""),
    ("member", "TST-COUNCIL", "REGION", "member", ""),
    ("secretary", "TST-COUNCIL", "REGION", "secretary", ""),
    ("auditor", "TST-COUNCIL", "REGION", "auditor", ""),
    ("steward", "TST-COUNCIL", "REGION", "steward", ""),
)
EVERYONE = (*dict.fromkeys(name for name, *_ in SEATS), "expired", "unsigned", "outsider")


class Cast:
    """The people and things of the scene by their names: ``cast.mayor``, ``cast.hotspot``…; fetched anew for each test."""

    def __getattr__(self, name: str) -> Any:
        """Fetch a person by the name of the part."""
        if name not in EVERYONE:
            raise AttributeError(name)
        person = User.objects.get(email=f"{name}@test.invalid")
        setattr(self, name, person)
        return person

    def seat(self, name: str, workspace: str = "TST-01") -> Seat:
        """The seat of a person in a workspace."""
        return Seat.objects.get(person__email=f"{name}@test.invalid", workspace__reference=workspace)

    def workspace(self, reference: str) -> Workspace:
        """A workspace: TST-01, TST-02, TST-03, TST-CELL, TST-COUNCIL."""
        return Workspace.objects.get(reference=reference)

    def organisation(self, code: str) -> Organisation:
        """An organisation: REGION, NORD, SUD, POLICE, PARQUET, SOCIAL, ASSO, PROPRETE."""
        return Organisation.objects.get(code=code)

    def measure(self, code: str) -> Measure:
        """A measure: drugs, persons, contacts, cleanups, cameras."""
        return Measure.objects.get(code=code)

    def action(self, code: str, workspace: str = "TST-01") -> Action:
        """An action by code: S1, P1, V1; S2 is restricted to the security axis."""
        return Action.objects.get(workspace__reference=workspace, code=code)

    @cached_property
    def clerk(self) -> User:
        """Whoever sets the scene."""
        return User.objects.get(email="clerk@test.invalid")

    @cached_property
    def hotspot(self) -> Hotspot:
        """The hotspot of TST-01: validated, convened, its plan adopted."""
        return Hotspot.objects.get(reference="TST-01")

    @cached_property
    def elsewhere(self) -> Hotspot:
        """The hotspot of TST-02, in the same state, of other people."""
        return Hotspot.objects.get(reference="TST-02")

    @cached_property
    def proposed(self) -> Hotspot:
        """The hotspot of TST-03, proposed, on the ground of both municipalities."""
        return Hotspot.objects.get(reference="TST-03")

    @cached_property
    def plan(self) -> Plan:
        """The plan of TST-01."""
        return Plan.objects.get(hotspot=self.hotspot)

    @cached_property
    def period(self) -> Period:
        """The third quarter of 2024, reports due on 31 October."""
        return Period.objects.get(workspace__reference="TST-CELL", code="2024-T3")

    @cached_property
    def report(self) -> Report:
        """The report of TST-01 for that quarter, still due."""
        return Report.objects.get(hotspot=self.hotspot, period=self.period)


def set_the_scene() -> None:
    """Write the small region: as the clerk, at the start of 2024."""
    clerk = User(email="clerk@test.invalid", name="Clerk", language="en")
    with clock.at(datetime(2024, 1, 8, 9, tzinfo=UTC)), acting(clerk, "tests.arrange"):
        clerk.save()
        _directory()
        _workspaces()
        _people()
        for reference in ("TST-01", "TST-02"):
            _active_hotspot(reference)
        _proposed_hotspot()
        _period()


def named(french: str, dutch: str = "", english: str = "") -> dict[str, str]:
    """The names of a thing, as model fields."""
    return {"name_fr": french, "name_nl": dutch or f"{french} (nl)", "name_en": english or f"{french} (en)"}


def _directory() -> None:
    region = Area.objects.create(code="TST", kind="region", **named("Région d’essai", "Testgewest"))
    areas = {"REGION": region}
    for code, french, dutch in (("NORD", "Nordville", "Noordstad"), ("SUD", "Sudville", "Zuidstad")):
        areas[code] = Area.objects.create(code=f"TST-{code}", kind="municipality", parent=region, **named(french, dutch))
    for code, kind, axis, french, dutch in (
        ("REGION", "region", "", "Cellule régionale", "Gewestelijke cel"),
        ("NORD", "municipality", "", "Commune de Nordville", "Gemeente Noordstad"),
        ("SUD", "municipality", "", "Commune de Sudville", "Gemeente Zuidstad"),
        ("POLICE", "police", "security", "Zone de police", "Politiezone"),
        ("PARQUET", "justice", "security", "Parquet", "Parket"),
        ("SOCIAL", "social", "prevention", "Travail de rue", "Straathoekwerk"),
        ("ASSO", "association", "prevention", "Association de quartier", "Wijkvereniging"),
        ("PROPRETE", "cleaning", "neighbourhood", "Propreté publique", "Netheid"),
    ):
        Organisation.objects.create(code=code, kind=kind, axis=axis, area=areas.get(code, region), **named(french, dutch))
    Title.objects.create(code="mayor", **named("Bourgmestre", "Burgemeester", "Mayor"))
    Phenomenon.objects.create(code="dealing", **named("Vente de rue", "Straatdealen", "Street dealing"))
    kilo = Unit.objects.create(code="kg", symbol="kg", **named("kilogramme", "kilogram"))
    Unit.objects.create(code="g", symbol="g", base=kilo, factor=Decimal("0.001"), **named("gramme", "gram"))
    one = Unit.objects.create(code="count", symbol="", **named("nombre", "aantal"))
    for code, unit, axis, aggregation, activity in (
        ("drugs", kilo, "security", "sum", True),
        ("persons", one, "prevention", "not_additive", True),
        ("contacts", one, "prevention", "sum", True),
        ("cleanups", one, "neighbourhood", "sum", True),
        ("cameras", one, "security", "last", False),
    ):
        rules = {"aggregation": aggregation, "activity_dependent": activity, "counts_people": code == "contacts"}
        Measure.objects.create(code=code, unit=unit, axis=axis, **rules, **named(code))
    contacts = Measure.objects.get(code="contacts")
    TypicalAction.objects.create(
        code="street-work", axis="prevention", measure=contacts, **named("Maraudes du soir", "Avondronde", "Street work")
    )


def _workspaces() -> None:
    region, above = Area.objects.get(code="TST"), None
    for reference, kind in (
        ("TST-COUNCIL", "council"),
        ("TST-CELL", "cell"),
        ("TST-01", "local"),
        ("TST-02", "local"),
        ("TST-03", "local"),
    ):
        convened = {} if reference == "TST-03" else {"state": "convened", "convened_on": clock.today()}
        it = Workspace.objects.create(reference=reference, kind=kind, area=region, parent=above, **convened, **named(reference))
        above = it if kind != "local" else above


def _people() -> None:
    for name in EVERYONE:
        User.objects.create(email=f"{name}@test.invalid", name=f"Person {name}", language="en")
    for name, reference, organisation, role, axis in SEATS:
        a_seat(User.objects.get(email=f"{name}@test.invalid"), reference, organisation, role, axis)
    a_seat(User.objects.get(email="expired@test.invalid"), "TST-01", "NORD", "coordinator", until=date(2024, 11, 14))
    a_seat(User.objects.get(email="unsigned@test.invalid"), "TST-01", "NORD", "observer", signed=False)


def a_seat(  # noqa: PLR0913  # a seat is all of this
    person: User,
    reference: str,
    organisation: str,
    role: str,
    axis: str = "",
    *,
    until: date | None = None,
    signed: bool = True,
    confirmed: bool = True,
) -> Seat:
    """A seat, its charter signed and its organisation's word given unless said otherwise."""
    workspace = Workspace.objects.get(reference=reference)
    seat = Seat.objects.create(
        workspace=workspace,
        person=person,
        organisation=Organisation.objects.get(code=organisation),
        role=role,
        axis=axis,
        since=date(2024, 1, 1),
        until=until,
        **({"confirmed_by": current().by, "confirmed_on": clock.today()} if confirmed else {}),
    )
    if signed:
        CharterSignature.objects.create(workspace=workspace, seat=seat, version=roles.CHARTER_VERSION, signed_at=clock.now())
    Grant.objects.bulk_create(due_grants(seat))
    return seat


def _hotspot(reference: str, **given: Any) -> Hotspot:
    window = {
        "data_since": date(2023, 1, 1),
        "data_until": date(2023, 12, 31),
        "data_source": "Police",
        "reason": "Street dealing seen all year.",
    }
    workspace = Workspace.objects.get(reference=reference)
    hotspot = Hotspot.objects.create(
        workspace=workspace, reference=reference, **named(f"Quartier {reference}", f"Wijk {reference}"), **window, **given
    )
    Observed.objects.create(workspace=workspace, hotspot=hotspot, phenomenon=Phenomenon.objects.get())
    return hotspot


def _active_hotspot(reference: str) -> None:
    hotspot = _hotspot(reference, state="validated")
    workspace, municipality = hotspot.workspace, "NORD" if reference == "TST-01" else "SUD"
    chair = Seat.objects.get(workspace=workspace, role="chair")
    Approval.objects.create(
        workspace=workspace,
        hotspot=hotspot,
        municipality=Area.objects.get(code=f"TST-{municipality}"),
        state="approved",
        by=chair,
        on=clock.today(),
    )
    Ruling.objects.create(workspace=workspace, hotspot=hotspot, kind="validate", on=clock.today(), reference="CRS 2024/1")
    Perimeter.objects.create(workspace=workspace, hotspot=hotspot, version=1, geometry=SQUARE, since=clock.today(), decision="CRS 2024/1")
    plan = Plan.objects.create(workspace=workspace, hotspot=hotspot, state="conform")
    for code, axis, organisation, measure, title, tier in (
        ("S1", "security", "POLICE", "drugs", "Patrouilles", "workspace"),
        ("P1", "prevention", "SOCIAL", "contacts", "Maraudes", "workspace"),
        ("V1", "neighbourhood", "PROPRETE", "cleanups", "Nettoyages", "workspace"),
        ("S2", "security", "PARQUET", "drugs", RESTRICTED, "axis"),
    ):
        _action(plan, code, axis, organisation, measure, title=title, tier=tier)
    Objective.objects.create(
        workspace=workspace, plan=plan, axis="security", statement="Moins de vente de rue", indicator="Points de deal", baseline=4, target=1
    )
    PlanVersion.objects.create(
        workspace=workspace,
        plan=plan,
        number=1,
        content={},
        digest="0" * 64,
        submitted_by=chair.person,
        adopted_by=chair.person,
        adopted_on=clock.today(),
    )
    an_entry(Action.objects.get(workspace=workspace, code="P1"), note=SECRET, contacts="3")


def _action(plan: Plan, code: str, axis: str, organisation: str, measure: str, **given: Any) -> None:
    action = Action.objects.create(
        workspace=plan.workspace, plan=plan, code=code, axis=axis, organisation=Organisation.objects.get(code=organisation),
        start=date(2024, 1, 8), due=date(2024, 12, 31), state="running", funded="yes", **given,
    )  # fmt: skip
    Target.objects.create(workspace=plan.workspace, action=action, measure=Measure.objects.get(code=measure), value=10)


def an_entry(action: Action, *, day: date = date(2024, 9, 10), note: str = "", **values: str) -> Entry:
    """Work logged by the action's lead, on its own tier; ``contacts="3"`` or ``drugs="548 g"`` are its quantities."""
    seat = Seat.objects.filter(workspace=action.workspace, organisation=action.organisation).exclude(role="observer").earliest("pk")
    tier = "organisation" if action.axis == "prevention" else action.tier
    entry = Entry.objects.create(
        workspace=action.workspace, action=action, axis=action.axis, tier=tier, organisation=action.organisation, author=seat.person,
        day=day, quarter=day.year * 10 + (day.month + 2) // 3, note=note, client_key=uuid5(UUID(int=0), str(next(_next))),
    )  # fmt: skip
    for code, written in values.items():
        number, _, symbol = written.partition(" ")
        measure = Measure.objects.get(code=code)
        unit = Unit.objects.get(code=symbol) if symbol else measure.unit
        value = Decimal(number)
        Quantity.objects.create(
            workspace=action.workspace, entry=entry, measure=measure, value=value, unit=unit, base_value=value * unit.factor
        )
    return entry


def a_file(action: Action, by: User, *, title: str = "Photo", contents: bytes = b"") -> Evidence:
    """A file attached for the action's lead, on its own tier."""
    tier = "organisation" if action.axis == "prevention" else action.tier
    blob = Blob(sha256=sha256(contents).hexdigest(), contents=contents)
    Blob.objects.bulk_create([blob], ignore_conflicts=True)
    return Evidence.objects.create(
        workspace=action.workspace, action=action, axis=action.axis, tier=tier, organisation=action.organisation, author=by,
        attached_on=clock.today(), title=title, file_name=f"{title}.png", content_type="image/png", size=len(contents), sha256=blob.pk, blob=blob,
    )  # fmt: skip


def _proposed_hotspot() -> None:
    hotspot = _hotspot("TST-03")
    for code in ("TST-NORD", "TST-SUD"):
        Approval.objects.create(workspace=hotspot.workspace, hotspot=hotspot, municipality=Area.objects.get(code=code))


def _period() -> None:
    cell = Workspace.objects.get(reference="TST-CELL")
    period = Period.objects.create(workspace=cell, code="2024-T3", since=date(2024, 7, 1), until=date(2024, 9, 30), due=date(2024, 10, 31))
    for hotspot in Hotspot.objects.filter(state="validated"):
        Report.objects.create(workspace=hotspot.workspace, hotspot=hotspot, period=period, reference=f"{hotspot.reference}-{period.code}")
