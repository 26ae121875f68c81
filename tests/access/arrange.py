"""Things prepared in the state in which a rule may say yes, by direct writes inside an open act."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.test import Client

from actions.models import Action, Entry, Objective, Partner
from hotspots.models import Approval, Hotspot
from reports.models import Period, RegionalReport, Remark, Report, Version
from taskforce.kernel import clock
from taskforce.models import Area, Invitation, Seat
from tests.cast import Cast, a_seat

Prepare = Callable[[Cast], Any]


def put(thing: Any, **fields: Any) -> Any:
    """Write fields of a thing, whatever its lifecycle says."""
    for name, value in fields.items():
        setattr(thing, name, value)
    thing.save()
    return thing


def workspace(reference: str) -> Prepare:
    """A workspace as it is."""
    return lambda cast: cast.workspace(reference)


def seat(role: str, axis: str = "", where: str = "TST-01") -> Prepare:
    """A seat to be given to the outsider."""
    return lambda cast: Seat(workspace=cast.workspace(where), person=cast.outsider, role=role, axis=axis, since=clock.today())


def invitation(role: str, axis: str = "", where: str = "TST-01", email: str = "new@test.invalid") -> Prepare:
    """An invitation, pending."""
    return lambda cast: Invitation(
        workspace=cast.workspace(where), role=role, axis=axis, email=email, expires_at=clock.now() + timedelta(days=1)
    )


def hotspot(state: str, reference: str = "TST-03", room: str = "") -> Prepare:
    """A hotspot in a state, its workspace too."""

    def prepare(cast: Cast) -> Hotspot:
        it = Hotspot.objects.get(reference=reference)
        if room:
            put(it.workspace, state=room, convened_on=None if room == "to_convene" else clock.today())
        return put(it, state=state)

    return prepare


def without_plan(cast: Cast) -> Hotspot:
    """A hotspot without a plan, convened, with everybody who may draft one."""
    a_seat(cast.coordinator, "TST-03", "NORD", "coordinator")
    a_seat(cast.cleaning, "TST-03", "PROPRETE", "partner", "neighbourhood")
    a_seat(cast.worker, "TST-03", "SOCIAL", "worker", "prevention")
    return hotspot("validated", room="convened")(cast)


def approval(municipality: str) -> Prepare:
    """An approval awaited of a municipality."""
    return lambda cast: Approval.objects.get(hotspot=cast.proposed, municipality__code=municipality)


def plan(state: str) -> Prepare:
    """The plan of TST-01 in a state."""
    return lambda cast: put(cast.plan, state=state)


def objective(cast: Cast) -> Objective:
    """An objective of a plan that is a draft."""
    put(cast.plan, state="draft")
    return Objective(plan=cast.plan, workspace=cast.plan.workspace)


def proposal(tier: str) -> Prepare:
    """A security action to be proposed to the police."""
    return lambda cast: Action(
        plan=cast.plan, workspace=cast.plan.workspace, axis="security", tier=tier, organisation=cast.organisation("POLICE"), title="Neuve"
    )


def action(code: str, state: str, *, lead: str = "", partner: str = "") -> Prepare:
    """An action of TST-01 in a state, led and helped with by whom."""

    def prepare(cast: Cast) -> Action:
        it = cast.action(code)
        if lead:
            it.organisation = cast.organisation(lead)
        if partner:
            Partner.objects.create(workspace=it.workspace, action=it, organisation=cast.organisation(partner))
        blocked = {"blocked_reason": "Works", "unblocker": cast.organisation("REGION")} if state == "blocked" else {}
        return put(it, state=state, **blocked)

    return prepare


def entry(cast: Cast) -> Entry:
    """What the street worker wrote."""
    return Entry.objects.get(workspace=cast.hotspot.workspace)


def report(state: str, *, signed: bool = False, by: str = "coordinator") -> Prepare:
    """The report of TST-01 in a state, with the version that goes with it."""

    def prepare(cast: Cast) -> Report:
        given: dict[str, Any] = {"security": "S", "prevention": "P", "neighbourhood": "V"}
        if state in {"submitted", "accepted"} or signed:
            given |= {"content": {}, "digest": "1" * 64, "submitted_by": getattr(cast, by), "submitted_at": clock.now()}
        if signed:
            given |= {"signed_by": cast.mayor, "signed_at": clock.now(), "signed_as": {}}
        if state == "accepted":
            given |= {"accepted_by": cast.reviewer, "accepted_at": clock.now()}
        version = Version.objects.create(workspace=cast.report.workspace, report=cast.report, number=1, **given)
        return put(cast.report, state=state, accepted=version if state == "accepted" else None)

    return prepare


def version(cast: Cast) -> Version:
    """A version being drafted."""
    return report("draft")(cast).versions.get()


def remark(state: str, *, saved: bool = True, **given: Any) -> Prepare:
    """A remark on a signed version."""

    def prepare(cast: Cast) -> Remark:
        it = report(state, signed=True)(cast)
        made = Remark(workspace=it.workspace, version=it.versions.get(), section="figures", text="Why?", **given)
        if saved:
            made.save()
        return made

    return prepare


def remarked(cast: Cast) -> Report:
    """A signed report with an open remark."""
    return remark("submitted")(cast).version.report


def period(cast: Cast) -> Period:
    """A period to be opened by the cell."""
    return Period(
        workspace=cast.workspace("TST-CELL"), code="2030-T1", since=date(2030, 1, 1), until=date(2030, 3, 31), due=date(2030, 4, 30)
    )


def period_accepted(cast: Cast) -> Period:
    """A period with an accepted report."""
    return report("accepted", signed=True)(cast).period


def regional(cast: Cast) -> RegionalReport:
    """A regional report not adopted yet."""
    given = {"reference": "R", "content": {}, "digest": "2" * 64, "compiled_by": cast.head, "compiled_at": clock.now()}
    return RegionalReport.objects.create(workspace=cast.period.workspace, period=cast.period, number=1, **given)


def account(name: str) -> Prepare:
    """Somebody's account."""
    return lambda cast: get_user_model().objects.get(email=f"{name}@test.invalid")


def area(cast: Cast) -> Area:
    """A region to be opened."""
    return Area(code="NEW", kind="region")


def enter(person: Any) -> Client:
    """Sign somebody in."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(person)
    return client
