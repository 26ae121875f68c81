"""Things prepared in the state in which a rule may say yes, by direct writes inside an open act."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from allauth.mfa.utils import encrypt
from django.contrib.auth import get_user_model
from django.test import Client

from actions.models import Action, AgendaItem, Commitment, Decision, Entry, Evidence, Meeting, MeetingFile, Objective, Partner
from hotspots.models import Approval, Covered, Hotspot, Order, OrderUse
from reports import services as reporting
from reports.figures import one_asked
from reports.models import Answer, Asked, Period, Question, RegionalReport, Remark, Report, Version
from reports.printings import ask_for
from taskforce.kernel import clock
from taskforce.models import Act, Anchor, Area, Feed, Filing, Invitation, Organisation, SavedFilter, Seat, Token
from taskforce.rules import Kept
from tests import table, watch
from tests.cast import Cast, a_file, a_seat, an_entry, named

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # of an authenticator application
Prepare = Callable[[Cast], Any]


def put(thing: Any, **fields: Any) -> Any:
    """Write fields of a thing, whatever its lifecycle says."""
    for name, value in fields.items():
        setattr(thing, name, value)
    thing.save()
    return thing


def with_a_local_steward(cast: Cast) -> Seat:
    """A seat of a body without anybody, while somebody is steward of a task force alone."""
    a_seat(cast.unsigned, "TST-02", "NORD", "steward")
    return awaited("VIDE")(cast)


def second(name: str, organisation: str) -> Prepare:
    """A second seat of somebody for their organisation, at another table, that waits for its word."""
    return lambda cast: put(a_seat(getattr(cast, name), "TST-03", organisation, "observer", confirmed=False), given_by=cast.mayor)


def but(prepare: Prepare, **fields: Any) -> Prepare:
    """The same thing with other fields; what is not saved yet stays so."""

    def prepared(cast: Cast) -> Any:
        thing = prepare(cast)
        for name, value in fields.items():
            setattr(thing, name, value(cast) if callable(value) else value)
        if thing.pk:
            thing.save()
        return thing

    return prepared


def room(state: str, prepare: Prepare) -> Prepare:
    """The same thing in a task force that is to convene or dissolved."""

    def prepared(cast: Cast) -> Any:
        thing = prepare(cast)
        put(thing.workspace, state=state, convened_on=None if state == "to_convene" else clock.today())
        return thing

    return prepared


def workspace(reference: str) -> Prepare:
    """A workspace as it is."""
    return lambda cast: cast.workspace(reference)


def kept(reference: str, *, organisation: str = "", to: str = "", measure: str = "") -> Prepare:
    """A row of the directory, kept on behalf of a workspace; ABROAD lies in another region."""

    def prepare(cast: Cast) -> Kept:
        abroad = Area.objects.create(code="ABROAD", kind="region", **named("Ailleurs"))
        Organisation.objects.create(code="ABROAD", kind="social", area=abroad, **named("D’ailleurs"))
        row = cast.organisation(organisation) if organisation else cast.measure(measure) if measure else None
        return Kept(cast.workspace(reference), row, {"area": abroad} if to else {})

    return prepare


def awaited(organisation: str, *, by: str = "mayor") -> Prepare:
    """A seat of the outsider that waits for the word of an organisation; VIDE has nobody in the region."""

    def prepare(cast: Cast) -> Seat:
        Organisation.objects.create(code="VIDE", kind="association", area=cast.workspace("TST-01").area, **named("Vide"))
        return put(a_seat(cast.outsider, "TST-01", organisation, "partner", "prevention", confirmed=False), given_by=getattr(cast, by))

    return prepare


def seat(role: str, axis: str = "", where: str = "TST-01", to: str = "outsider") -> Prepare:
    """A seat to be given to somebody."""
    return lambda cast: Seat(workspace=cast.workspace(where), person=getattr(cast, to), role=role, axis=axis, since=clock.today())


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


def order(state: str, where: str = "TST-01", issuer: str = "NORD", **fields: Any) -> Prepare:
    """An order in a state, of a task force or of the cell, that holds in TST-01; in force today unless its days say otherwise."""

    def prepare(cast: Cast) -> Order:
        room = cast.workspace(where)
        given: dict[str, Any] = {
            "since": clock.today(),
            "until": clock.today() + timedelta(days=90),
            "subject": "Ban",
            "basis": "Article 135",
            **fields,
        }
        if state not in Order.UNSIGNED:
            given |= {"signed_on": given["since"], "signed_by": cast.seat("head" if where == "TST-CELL" else "mayor", where)}
        if state == "repealed":
            given |= {"repealed_on": given["until"], "repeal_reason": "Calm"}
        level = "region" if where == "TST-CELL" else "municipality"
        reference = f"TST-A-{Order.objects.filter(reference__startswith='TST-A-').count() + 1:02d}"
        it = Order.objects.create(workspace=room, level=level, issuer=cast.organisation(issuer), reference=reference, state=state, **given)
        Covered.objects.create(workspace=room, order=it, hotspot=cast.hotspot)
        return it

    return prepare


def extended(cast: Cast) -> Order:
    """A signed order that another extends, as a draft."""
    it: Order = order("signed")(cast)
    first = it.until + timedelta(days=1)
    order("draft", extends=it, evaluation="Calmer", since=first, until=first)(cast)
    return it


def use(prepare: Prepare, **fields: Any) -> Prepare:
    """A count of use on the ground of TST-01, to be recorded."""
    given = {"number": 2, "since": clock.today(), "until": clock.today(), "source": "Police", **fields}
    return lambda cast: OrderUse(workspace=cast.workspace("TST-01"), order=prepare(cast), **given)


def elsewhere(cast: Cast) -> Order:
    """A signed order that does not hold in TST-01."""
    it: Order = order("signed")(cast)
    put(it.covered.get(), hotspot=cast.elsewhere)
    return it


def closed(cast: Cast) -> Any:
    """The task force of a hotspot that the council closed."""
    return put(cast.hotspot, state="closed").workspace


def without_plan(cast: Cast) -> Hotspot:
    """A hotspot without a plan, convened, with everybody who may draft one."""
    a_seat(cast.coordinator, "TST-03", "NORD", "coordinator")
    a_seat(cast.cleaning, "TST-03", "PROPRETE", "partner", "neighbourhood")
    a_seat(cast.worker, "TST-03", "SOCIAL", "worker", "prevention")
    return hotspot("validated", room="convened")(cast)


def approval(municipality: str) -> Prepare:
    """An approval awaited of a municipality."""
    return lambda cast: Approval.objects.get(hotspot=cast.proposed, municipality__code=municipality)


def beside_the_chair(municipality: str) -> Prepare:
    """An approval awaited, with somebody of the municipality at the table who is no chair."""

    def prepare(cast: Cast) -> Approval:
        a_seat(cast.coordinator, "TST-03", "NORD", "coordinator")
        return approval(municipality)(cast)

    return prepare


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


def body(code: str) -> Prepare:
    """An organisation."""
    return lambda cast: cast.organisation(code)


def by_the_municipality(prepare: Prepare) -> Prepare:
    """The same thing as one of the municipality, for which a mayor and a coordinator sit."""
    return but(prepare, organisation=body("NORD"))


def beside(organisation: str, role: str, prepare: Prepare) -> Prepare:
    """The same thing, while somebody else sits there for an organisation in another part."""

    def prepared(cast: Cast) -> Any:
        a_seat(cast.outsider, "TST-01", organisation, role)
        return prepare(cast)

    return prepared


def restricted_action(cast: Cast) -> Action:
    """The action only the security axis reads."""
    return cast.action("S2")


def crowded_action(cast: Cast) -> Action:
    """An action with as many files as it takes."""
    it = put(cast.action("P1"), state="running")
    for number in range(Evidence.MOST):
        a_file(it, cast.clerk, title=f"Photo {number}")
    return it


def entry(cast: Cast) -> Entry:
    """What the street worker wrote."""
    return Entry.objects.filter(workspace=cast.hotspot.workspace, action__code="P1").earliest("pk")


def just_logged(*, minutes: int = 0, **fields: Any) -> Prepare:
    """Work of the street workers, logged by one of them some minutes ago."""

    def prepare(cast: Cast) -> Entry:
        with clock.at(clock.now() - timedelta(minutes=minutes)):
            it = an_entry(cast.action("P1"), day=clock.today(), note="Just now")
        return put(it, **fields) if fields else it

    return prepare


def in_a_report(cast: Cast) -> Entry:
    """Work just logged on a day of the quarter, whose report was submitted a moment after."""
    it = put(just_logged()(cast), day=date(2024, 9, 20), quarter=20243)
    report("submitted")(cast)
    return it


def evidence(code: str, state: str = "kept") -> Prepare:
    """A file attached to an action."""

    def prepare(cast: Cast) -> Evidence:
        it = a_file(cast.action(code), cast.clerk)
        return put(it, state=state, blob=it.blob if state == "kept" else None)

    return prepare


def meeting(state: str, **given: Any) -> Prepare:
    """A meeting of TST-01 in a state."""
    return lambda cast: table.a_meeting(cast.workspace("TST-01"), state, **given)


def todays_meeting(cast: Cast) -> Meeting:
    """A meeting that is called for today."""
    return table.a_meeting(cast.workspace("TST-01"), "called", day="2024-11-15")


def attended_meeting(cast: Cast) -> Meeting:
    """A meeting that is held, its attendance written down."""
    it = table.a_meeting(cast.workspace("TST-01"), "held")
    table.attended(it, "POLICE")
    return it


def pointless_meeting(cast: Cast) -> Meeting:
    """A meeting in preparation whose only point is restricted."""
    it = table.a_meeting(cast.workspace("TST-01"), "draft")
    put(it.agenda.get(), tier="axis", axis="security")
    return it


def crowded_meeting(cast: Cast) -> Meeting:
    """A meeting with as many files as it takes."""
    it = table.a_meeting(cast.workspace("TST-01"), "held")
    for number in range(MeetingFile.MOST):
        table.an_annex(it, cast.clerk, "NORD", title=f"Map {number}")
    return it


def point(state: str, organisation: str, tier: str = "workspace", axis: str = "") -> Prepare:
    """A point put by an organisation on the agenda of a meeting in a state."""
    return lambda cast: table.a_point(table.a_meeting(cast.workspace("TST-01"), state), organisation, "A point", tier, axis)


def decision(state: str, tier: str = "workspace", axis: str = "", organisation: str = "NORD") -> Prepare:
    """A decision in a meeting in a state, on a point of its own."""

    def prepare(cast: Cast) -> Decision:
        it = table.a_meeting(cast.workspace("TST-01"), state)
        return table.a_decision(it, organisation, item=table.a_point(it, organisation, "A point", tier, axis))

    return prepare


def annex(state: str, organisation: str, kept: str = "kept") -> Prepare:
    """A file of a meeting in a state, attached by an organisation."""

    def prepare(cast: Cast) -> MeetingFile:
        it = table.an_annex(table.a_meeting(cast.workspace("TST-01"), state), cast.clerk, organisation)
        return put(it, state=kept, blob=it.blob if kept == "kept" else None)

    return prepare


def promise(state: str, organisation: str = "POLICE", during: str = "held", **given: Any) -> Prepare:
    """A commitment of an organisation, made in a meeting in a state."""
    return lambda cast: table.a_promise(table.a_meeting(cast.workspace("TST-01"), during), organisation, state, **given)


def replacing(state: str, organisation: str = "POLICE") -> Prepare:
    """A commitment of the police that would take the place of one in a state, made by an organisation."""

    def prepare(cast: Cast) -> Commitment:
        it = table.a_meeting(cast.workspace("TST-01"), "held")
        return table.a_promise(it, "POLICE", replaces=table.a_promise(it, organisation, state))

    return prepare


def entry_written_by(organisation: str) -> Prepare:
    """What the street worker wrote, with a row of history an organisation answers for."""

    def prepare(cast: Cast) -> Entry:
        it = entry(cast)
        written = {
            "at": clock.now(),
            "by": cast.worker,
            "by_name": "W",
            "organisation": cast.organisation(organisation).pk,
            "code": "actions.log_work",
        }
        values = {one.attname: getattr(it, one.attname) for one in it._meta.concrete_fields}
        history: Any = Entry.history.model  # type: ignore[attr-defined]
        with watch.looking_away():  # a row of the past, as if it had been written then
            history.objects.create(act=Act.objects.create(**written), history_date=clock.now(), history_type="~", **values)
        return it

    return prepare


def anchor(cast: Cast) -> Anchor:
    """An anchor told to the council."""
    given = {"number": 1, "hash": "0" * 64, "root": "0" * 64, "peaks": "[]", "about": "A report", "sent_to": "somebody"}
    made: Anchor = Anchor.objects.create(workspace=cast.workspace("TST-COUNCIL"), at=clock.now(), **given)
    return made


def filed_anchor(cast: Cast) -> Anchor:
    """An anchor signed off."""
    it = anchor(cast)
    Filing.objects.create(workspace=it.workspace, anchor=it, place="Registry", filed_at=clock.now())
    return it


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


def kept_paper(printing: Any, contents: bytes = b"%PDF-1.7 printed") -> Any:
    """Keep a paper that was asked for, as if the press had printed it: what is on it is for the tests of the press."""
    given = {"contents": contents, "pages": 4, "made_with": {"renderer": {}}}
    return reporting.keep_document(by=printing.ordered_by, printing=printing, **given)


def printing(state: str) -> Prepare:
    """The first paper of an accepted report, asked for by the reviewer who accepted it."""

    def prepare(cast: Cast) -> Any:
        one = ask_for(report("accepted", signed=True)(cast).accepted, cast.reviewer)[0]
        one.state = state
        one.save()
        return one

    return prepare


def outdated_printing(cast: Cast) -> Any:
    """A paper of the draft of a regional report, not printed when the council adopted it."""
    one = ask_for(regional(cast), cast.reviewer)[0]
    put(one.regional, state="adopted", session_on=clock.today(), decision="D")
    return one


def document(cast: Cast) -> Any:
    """A paper of an accepted report that is printed."""
    return kept_paper(printing("waiting")(cast))


def regional_document(cast: Cast) -> Any:
    """A paper of an adopted regional report that is printed."""
    return kept_paper(ask_for(adopted(cast), cast.head)[0])


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


def give_factor(person: Any) -> Any:
    """Give somebody an authenticator application, whose secret is encrypted as always."""
    return person.authenticator_set.create(type="totp", data={"secret": encrypt(SECRET)})


def protected(name: str) -> Prepare:
    """Somebody's account, with a second factor."""

    def prepare(cast: Cast) -> Any:
        give_factor(getattr(cast, name))
        return account(name)(cast)

    return prepare


def seat_of(name: str, where: str = "TST-01", *, factor: bool = False, closed: bool = False, abroad: str = "") -> Prepare:
    """Somebody's seat; with a second factor, a closed account, or a further seat elsewhere."""

    def prepare(cast: Cast) -> Seat:
        person = getattr(cast, name)
        if factor:
            give_factor(person)
        if abroad:
            a_seat(person, abroad, "REGION", "auditor")
        if closed:
            put(person, is_active=False)
        return cast.seat(name, where)

    return prepare


def feed(name: str) -> Prepare:
    """A secret address of somebody's calendar."""

    def prepare(cast: Cast) -> Feed:
        person = getattr(cast, name)
        given = {"digest": Feed.digest_of(f"feed-{name}"), "epoch": person.epoch, "made_at": clock.now()}
        return Feed.objects.get_or_create(person=person, defaults=given)[0]

    return prepare


def saved_filter(cast: Cast) -> SavedFilter:
    """A filter the mayor keeps."""
    return SavedFilter.objects.create(person=cast.mayor, name="Mine", path="/hotspots/", query="on=2024-11-01")


def thirty_filters(cast: Cast) -> SavedFilter:
    """One more than the mayor may keep."""
    for number in range(SavedFilter.MOST):
        SavedFilter.objects.create(person=cast.mayor, name=f"Filter {number}", path="/hotspots/")
    return SavedFilter(person=cast.mayor, name="More", path="/hotspots/")


def area(cast: Cast) -> Area:
    """A region to be opened."""
    return Area(code="NEW", kind="region")


def enter(person: Any) -> Client:
    """Sign somebody in."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(person)
    return client


def expired_unsigned(cast: Cast) -> Seat:
    """A seat that ran out before its charter was signed."""
    return a_seat(cast.outsider, "TST-01", "NORD", "observer", until=date(2024, 11, 14), signed=False)


def foreign_entry(cast: Cast) -> Entry:
    """Work of the street workers on a restricted action of another axis."""
    return put(entry(cast), action=cast.action("S2"))


def lacking(cast: Cast) -> Any:
    """A draft whose prevention axis has no live action."""
    put(cast.action("P1"), state="abandoned")
    return plan("draft")(cast)


def locked(cast: Cast) -> Version:
    """The next version of a report returned with a remark on its figures alone: no text is open."""
    before = remark("returned")(cast).version
    return Version.objects.create(
        workspace=before.workspace, report=before.report, number=2, security="S", prevention="P", neighbourhood="V"
    )


def unanswered(cast: Cast) -> Report:
    """A returned report whose remark waits for an answer."""
    return locked(cast).report


def outdated(cast: Cast) -> Remark:
    """A remark on a signed version after which another was signed."""
    made = remark("submitted", saved=False)(cast)
    given = {"content": {}, "digest": "3" * 64, "submitted_by": cast.coordinator, "submitted_at": clock.now()}
    signed = {"signed_by": cast.mayor, "signed_at": clock.now(), "signed_as": {}}
    Version.objects.create(workspace=made.workspace, report=made.version.report, number=2, **given, **signed)
    return made


def left_out(cast: Cast) -> Report:
    """A report the cell no longer waits for."""
    return put(cast.report, state="skipped", skip_reason="Convened too late")


def unexplained(cast: Cast) -> Report:
    """A draft with an action that is late without a reason."""
    put(cast.action("S1"), due=date(2024, 10, 1))
    return report("draft")(cast)


def frozen_unexplained(cast: Cast) -> Report:
    """A submitted version whose checks found what nobody explained."""
    found = {
        "code": "late_unexplained",
        "about": "S1",
        "severity": "explain",
        "place": ["action", "S1"],
        "facts": {"action": "S1", "title": "T"},
    }
    it = report("submitted")(cast)
    put(it.versions.get(), content={"schema": 2, "checks": [{**found, "explanation": ""}]})
    return it


def all_open(cast: Cast) -> Report:
    """A returned report whose every text is open."""
    return put(locked(cast), opened=list(Version.SECTIONS)).report


def in_time(cast: Cast) -> Period:
    """A period whose reports are not due yet."""
    return put(cast.period, due=date(2024, 12, 1))


def reminded(cast: Cast) -> Period:
    """A period whose late reports were all reminded of today."""
    for one in Report.objects.filter(period=cast.period):
        put(one, reminded_on=clock.today())
    return cast.period


def superseded(cast: Cast) -> RegionalReport:
    """A regional report after which another was compiled."""
    first = regional(cast)
    given = {"reference": "R2", "content": {}, "digest": "4" * 64, "compiled_by": cast.head, "compiled_at": clock.now()}
    RegionalReport.objects.create(workspace=first.workspace, period=first.period, number=2, **given)
    return first


def adopted(cast: Cast) -> RegionalReport:
    """A regional report the council adopted."""
    return put(regional(cast), state="adopted", session_on=clock.today(), decision="D")


def a_token(person: Any, seat: Seat, scope: str = "write", **given: Any) -> str:
    """A token of a program in one of somebody's seats; its secret."""
    made = {"name": "Program", "until": date(2025, 3, 1), "epoch": person.epoch, "made_at": clock.now(), **given}
    secret = f"secret-{uuid4()}"
    Token.objects.create(person=person, seat=seat, scope=scope, digest=Feed.digest_of(secret), **made)
    return secret


def token(name: str) -> Prepare:
    """A token of somebody's program."""

    def prepare(cast: Cast) -> Token:
        person = getattr(cast, name)
        a_token(person, cast.seat(name))
        return Token.objects.filter(person=person).latest("pk")

    return prepare


def asked(state: str = "asked", **given: Any) -> Prepare:
    """A decision the council is asked for, in a state."""

    def prepare(cast: Cast) -> Asked:
        made: dict[str, Any] = {"organisation": cast.organisation("NORD"), "text": "Fund two posts", **given}
        if state in Asked.SETTLED:
            made["decision"] = table.a_decision(table.a_session(), "REGION")
        return Asked.objects.create(workspace=cast.period.workspace, period=cast.period, state=state, **made)

    return prepare


def settleable(cast: Cast) -> Asked:
    """A decision asked in the latest regional report, while a session is held."""
    made = asked()(cast)
    table.a_session()
    put(regional(cast), content={"asked": [one_asked(made)]})
    return made


def worded_otherwise(cast: Cast) -> Asked:
    """A decision asked that the latest regional report asks for in other words."""
    return put(settleable(cast), text="Fund three posts")


def without_session(cast: Cast) -> Asked:
    """A decision asked in the latest regional report, while no session is held."""
    made = asked()(cast)
    put(regional(cast), content={"asked": [one_asked(made)]})
    return made


def after_adoption(cast: Cast) -> Asked:
    """A decision asked for a period whose regional report is adopted."""
    adopted(cast)
    return asked()(cast)


def of_a_report_not_accepted(cast: Cast) -> Asked:
    """A decision asked by a report that is still due."""
    return Asked(workspace=cast.period.workspace, period=cast.period, report=cast.report, text="Fund two posts")


def in_session(cast: Cast) -> RegionalReport:
    """A regional report not adopted yet, while a session is held."""
    table.a_session()
    return regional(cast)


def question(make: Prepare | None = None) -> Prepare:
    """A question to be asked on a regional report."""
    return lambda cast: Question(workspace=cast.workspace("TST-COUNCIL"), regional=(make or regional)(cast))


def answer(state: str = "awaited", code: str = "POLICE") -> Prepare:
    """The answer of a body to a question of the council."""

    def prepare(cast: Cast) -> Answer:
        council = cast.workspace("TST-COUNCIL")
        given = {"asked_by": cast.member, "asked_at": clock.now(), "text": "How many evenings?", "due": date(2024, 12, 1)}
        it = Question.objects.create(workspace=council, regional=regional(cast), **given)
        made = {"answered_by": cast.police, "answered_at": clock.now(), "text": "Twelve"} if state == "given" else {}
        return Answer.objects.create(workspace=council, question=it, organisation=cast.organisation(code), state=state, **made)

    return prepare


def session_to_come(cast: Cast) -> RegionalReport:
    """A regional report said to be adopted in a session that is only called."""
    it = in_session(cast)
    it.session = table.a_session("called", "2024-11-21")
    return it


def point_of_the_council(cast: Cast) -> AgendaItem:
    """A point to be put on the agenda of a session."""
    it = table.a_session("called", "2024-11-21")
    return AgendaItem(workspace=it.workspace, meeting=it, text="A point")
