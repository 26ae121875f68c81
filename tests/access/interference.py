"""Acts hidden from somebody, and what that somebody is answered before and after them: the two must be alike to the byte."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import NamedTuple
from unittest.mock import patch
from uuid import UUID

from django.core import mail
from django.test import TestCase
from django.urls import reverse

from actions import services as acting_on
from actions.models import Action
from hotspots import services as ordering
from reports import services as reporting
from taskforce import outbox
from taskforce import services as floor
from taskforce.kernel import clock
from taskforce.kernel.acts import acting
from taskforce.models import Organisation, User
from tests.access.pages import PAGES
from tests.access.walking import Door, plainly
from tests.access.world import Side, World, undone
from tests.cast import TODAY

CANARY = "CANARI-ETRANGER"
NOON = datetime(2024, 11, 15, 12, tzinfo=UTC)
KEY = re.compile(rb'name="client_key" value="[^"]*"')  # drawn anew for each form
PAPERS = ("reports:version_pdf", "reports:regional_pdf", "minutes", "minutes_annex")
SIDE_DOORS = (
    "/search/?q=CANARI",
    "/search/?q=canari+etranger",
    "/search/?q=TST",
    "/search/?q=TST-02",
    "/search/?q=S2",
    "/search/?q=2022-T4",
    "/search/?q=new&kind=people",
    "/calendar/feed-{}.ics",
)
"""What is asked of the search, by words of hidden things and by codes; and one's own calendar: asked in each run."""


class Told(NamedTuple):
    """An answer as far as somebody can tell: status, headers, body and what the log says of it."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    logged: tuple[str, ...]


def _organisation(code: str) -> Organisation:
    return Organisation.objects.get(code=code)


def _key(rng: Random) -> UUID:
    return UUID(int=rng.getrandbits(128), version=4)


def _word(rng: Random) -> str:
    return f"{CANARY} {rng.randrange(10**6)}"


def _day(rng: Random) -> date:
    return TODAY - timedelta(days=rng.randrange(120))


def restricted_action(side: Side, rng: Random) -> None:
    """The police propose an action kept to the security axis; now and then its lead agrees, starts it and lets it grow late."""
    by = side.people["police"]
    due = date(2024, 12, 31) - timedelta(days=rng.randrange(200))
    it = acting_on.propose_action(
        by=by, plan=side.plan, axis="security", tier="axis", title=_word(rng), organisation=_organisation("POLICE"), start=date(2024, 1, 8), due=due,
        targets={side.plan.actions.get(code="S1").targets.get().measure: Decimal(rng.randrange(9))},
    )  # fmt: skip
    for act in rng.choice([(), ("agree",), ("agree", "start"), ("agree", "start", "finish")]):
        it = getattr(acting_on, act)(by=by, action=it)


def restricted_entry(side: Side, rng: Random) -> None:
    """Somebody of the lead logs work on the restricted action, for the axis or for their own."""
    it = Action.objects.get(workspace=side.room, code="S2")
    by = User.objects.get(email="prosecutor@test.invalid")
    given = {"tier": rng.choice(["axis", "organisation"]), "note": _word(rng), "source": _word(rng), "client_key": _key(rng)}
    measure = it.targets.get().measure
    acting_on.log_work(by=by, action=it, day=_day(rng), quantities=[{"measure": measure, "value": Decimal(rng.randrange(50))}], **given)


def restricted_point(side: Side, rng: Random) -> None:
    """The police put a point on the agenda for their axis or for themselves, decide on it and change it."""
    by, meeting = side.people["police"], side.meeting("held")
    item = acting_on.put_point(by=by, meeting=meeting, text=_word(rng), tier=rng.choice(["axis", "organisation"]))
    decision = acting_on.record_decision(by=by, meeting=meeting, text=_word(rng), item=item)
    if rng.random() < 0.5:
        acting_on.amend_decision(by=by, decision=decision, text=_word(rng))
        acting_on.take_off_point(by=by, item=item)


def secret_word(side: Side, rng: Random) -> None:
    """The street worker corrects what only their organisation reads; its number stays."""
    entry = side.plan.actions.get(code="P1").entries.get(tier="organisation")
    acting_on.amend_entry(by=side.people["worker"], entry=entry, note=_word(rng), source=_word(rng))


def internal_remark(side: Side, rng: Random) -> None:
    """The cell remarks among itself."""
    version = side.report("signed").versions.latest("number")
    reporting.remark(by=side.people["reviewer"], version=version, section="figures", text=_word(rng), internal=True)


def draft_text(side: Side, rng: Random) -> None:
    """The coordinator writes on a draft."""
    version = side.report("draft").versions.latest("number")
    texts = {rng.choice(["security", "prevention", "neighbourhood", "difficulties", "decisions"]): _word(rng)}
    reporting.write_sections(by=side.people["coordinator"], version=version, **texts)


def open_work(side: Side, rng: Random) -> None:
    """A partner logs work that the whole task force reads."""
    it = side.plan.actions.get(code="S1")
    given = {"tier": "workspace", "note": _word(rng), "source": _word(rng), "client_key": _key(rng)}
    measure = it.targets.get().measure
    acting_on.log_work(by=side.people["police"], action=it, day=_day(rng), quantities=[{"measure": measure, "value": Decimal(3)}], **given)


def open_action(side: Side, rng: Random) -> None:
    """The coordinator proposes an action to the whole task force."""
    who = rng.choice(["POLICE", "SOCIAL", "PROPRETE"])
    acting_on.propose_action(
        by=side.people["coordinator"], plan=side.plan, axis="security", title=_word(rng), organisation=_organisation(who)
    )


def plan_revised(side: Side, rng: Random) -> None:
    """The cell checks the plan; the coordinator opens it again and writes an objective."""
    if side.plan.state == "adopted":
        acting_on.check_plan(by=side.people["reviewer"], plan=side.plan, conform=True, words=_word(rng))
        acting_on.revise_plan(by=side.people["coordinator"], plan=side.plan, reason=_word(rng))
        acting_on.set_objective(by=side.people["coordinator"], plan=side.plan, axis="prevention", statement=_word(rng), indicator="I")


def an_order(side: Side, rng: Random) -> None:
    """The coordinator drafts an order; the mayor may sign it, extend it or repeal another, and the police count its use."""
    given = {"subject": _word(rng), "basis": _word(rng), "since": TODAY, "until": TODAY + timedelta(days=rng.randrange(90))}
    it = ordering.draft_order(by=side.people["coordinator"], workspace=side.room, hotspots=[side.hotspot], **given)
    if rng.random() < 0.5:
        ordering.sign_order(by=side.people["mayor"], order=it, on=TODAY)
        count = {"number": rng.randrange(9), "since": TODAY, "until": TODAY, "source": _word(rng)}
        ordering.record_use(by=side.people["police"], order=it, workspace=side.room, **count)


def a_draft_framework(side: Side, rng: Random) -> None:
    """The head drafts an order of the region: the cell's own until it is signed."""
    given = {"subject": _word(rng), "basis": _word(rng), "since": TODAY, "until": TODAY + timedelta(days=90)}
    ordering.draft_order(by=side.people["head"], workspace=side.framework("Framework").workspace, hotspots=[side.hotspot], **given)


def a_seat_given(side: Side, rng: Random) -> None:
    """The mayor seats somebody new; the charter may be signed."""
    person = User(email=f"new-{rng.getrandbits(60)}@test.invalid", name=_word(rng), language="en")
    with acting(side.people["mayor"], "tests.arrange"):
        person.save()
    code = rng.choice(["PARQUET", "NORD" if side.reference == "TST-01" else "SUD"])  # whose word is asked reads of it, and should
    seat = floor.seat(by=side.people["mayor"], workspace=side.room, person=person, organisation=_organisation(code), role="observer")
    if rng.random() < 0.5:
        floor.sign_charter(by=person, seat=seat)


def an_invitation(side: Side, rng: Random) -> None:
    """The coordinator invites somebody."""
    offer = {"name": _word(rng), "email": f"n{rng.getrandbits(60)}@test.invalid", "language": "en", "role": "observer", "axis": ""}
    floor.invite(by=side.people["coordinator"], workspace=side.room, link="/join/{secret}/", organisation=_organisation("NORD"), **offer)


def a_report(side: Side, rng: Random) -> None:
    """The coordinator begins the report that is due, or submits the one that is written."""
    if side.report("due").state == "due":
        reporting.start_report(by=side.people["coordinator"], report=side.report("due"))
    elif side.report("draft").state == "draft":
        reporting.submit(by=side.people["coordinator"], report=side.report("draft"))


def a_correction(side: Side, rng: Random) -> None:
    """The coordinator opens an accepted report again."""
    if side.report("accepted").state == "accepted":
        reporting.correct(by=side.people["coordinator"], report=side.report("accepted"), reason=_word(rng))


def a_regional_draft(side: Side, rng: Random) -> None:
    """The head compiles another regional report."""
    reporting.compile_regional(by=side.people["head"], period=side.period("compiled"), text=_word(rng))


def a_decision_asked(side: Side, rng: Random) -> None:
    """The head words what the next number will ask of the council."""
    reporting.ask_decision(
        by=side.people["head"], period=side.period("compiled"), text=_word(rng), organisation=Organisation.objects.get(code="PARQUET")
    )


def a_frame(side: Side, rng: Random) -> None:
    """The coordinator writes down the legal frame."""
    floor.frame(by=side.people["coordinator"], workspace=side.room, purpose=_word(rng))


HIDDEN_TIERS = (restricted_action, restricted_entry, restricted_point)
ANY = (restricted_action, secret_word, internal_remark, draft_text, open_work, open_action, plan_revised, an_order, a_seat_given, an_invitation, a_report, a_correction, a_frame, restricted_point)  # fmt: skip
CORRECTED = tuple(one for one in ANY if one is not a_correction)  # that a correction is under way is told to the council, and no more
REGIONAL = (a_regional_draft, a_decision_asked)
ABROAD = (*ANY, *REGIONAL, a_draft_framework)
Acts = tuple[Callable[[Side, Random], None], ...]

HIDDEN: dict[str, dict[str, Acts]] = {
    "observer": {"TST-01": (*HIDDEN_TIERS, *REGIONAL, secret_word, internal_remark, draft_text, a_draft_framework), "TST-02": ANY, "ATT-01": ABROAD},
    "mayor": {"TST-01": (*HIDDEN_TIERS, *REGIONAL, secret_word, internal_remark, a_draft_framework), "TST-02": ANY, "ATT-01": ABROAD},
    "coordinator": {"TST-01": (*HIDDEN_TIERS, *REGIONAL, secret_word, internal_remark), "TST-02": ANY, "ATT-01": ABROAD},
    "police": {"TST-01": (*REGIONAL, secret_word, internal_remark), "TST-02": ANY, "ATT-01": ABROAD},
    "worker": {"TST-01": (*HIDDEN_TIERS, *REGIONAL, internal_remark), "ATT-01": ABROAD},
    "association": {"TST-01": (*HIDDEN_TIERS, *REGIONAL, secret_word, internal_remark), "TST-02": ANY, "ATT-01": ABROAD},
    "cleaning": {"TST-01": (*HIDDEN_TIERS, *REGIONAL, secret_word, internal_remark), "TST-02": ANY, "ATT-01": ABROAD},
    "coordinator_elsewhere": {"TST-01": (*ANY, restricted_entry, a_draft_framework), "ATT-01": ABROAD},
    "head": {"TST-01": (*HIDDEN_TIERS, secret_word, draft_text), "TST-02": (restricted_action, secret_word, draft_text), "ATT-01": ABROAD},
    "member": {"TST-01": (*CORRECTED, restricted_entry, a_decision_asked), "TST-02": CORRECTED, "ATT-01": ABROAD},
    "steward": {"TST-01": (*HIDDEN_TIERS, secret_word, internal_remark, draft_text, open_work, open_action, plan_revised, an_order, a_draft_framework, a_report, a_correction), "ATT-01": ABROAD},
    "outsider": {"TST-01": (*ANY, restricted_entry, *REGIONAL), "TST-02": ANY, "ATT-01": ABROAD},
}  # fmt: skip
"""By persona and place: the acts of which nothing may reach them."""


class Onlooker:
    """What one person is answered, remembered as it was in the beginning."""

    def __init__(self, world: World, door: Door, name: str) -> None:
        self.door, self.name = door, name
        self.doors = [one.format(name) for one in SIDE_DOORS]
        self.paths = [*(path for path, paper in _addresses(world) if not paper), *self.doors]
        self.papers = [path for path, paper in _addresses(world) if paper]
        self.before: dict[str, Told] = {}

    def told(self, path: str) -> Told:
        """Ask for a page."""
        with clock.at(NOON), _standing_still(), _logs() as logged:
            answer = self.door.ask(self.name, "get", path)
        headers = {key: value for key, value in answer.items() if key not in {"X-Request-ID", "Content-Length"}}
        return Told(answer.status_code, tuple(sorted(headers.items())), KEY.sub(b"", plainly(answer)), tuple(logged))

    def remembered(self, path: str) -> Told:
        """What the page said in the beginning."""
        if path not in self.before:
            self.before[path] = self.told(path)
        return self.before[path]

    def differences(self, paths: list[str], happening: Callable[[], None]) -> list[str]:
        """Let something happen and name the pages that tell of it; afterwards it has not happened."""
        for path in paths:
            self.remembered(path)
        box = len(mail.outbox)
        with undone(), _logs() as logged:
            with clock.at(NOON), TestCase.captureOnCommitCallbacks(execute=True):
                happening()
            with clock.at(NOON):
                outbox.run(hurry=True)
            quiet = [one for one in logged if CANARY in one]
            changed = [path for path in paths if self.told(path) != self.before[path]]
        address = f"{self.name}@test.invalid"
        mails = [one.subject for one in mail.outbox[box:] if address in one.recipients()]
        return [*changed, *(f"log: {one}" for one in quiet), *(f"mail: {one}" for one in mails)]


def _addresses(world: World) -> Iterator[tuple[str, bool]]:
    """Every address of the table on both task forces of the region, and whether it is a paper."""
    found = {}
    for reference in ("TST-01", "TST-02"):
        for row in PAGES:
            found[reverse(row.name, args=row.args(world.sides[reference]))] = row.name in PAPERS
    yield from found.items()


@contextmanager
def _standing_still() -> Iterator[None]:
    """Let new secrets, drawn anew each time a page offers one, be always the same, and sessions not say when they were last used."""
    with (
        patch("taskforce.sessions.mark", lambda _request: None),
        patch("allauth.mfa.totp.internal.auth.generate_totp_secret", lambda: "A" * 32),
        patch("fido2.server._validata_challenge", lambda challenge: challenge or bytes(32)),
    ):
        yield


@contextmanager
def _logs() -> Iterator[list[str]]:
    """Gather whatever is logged inside."""
    said: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    logging.getLogger().addHandler(handler)
    django = logging.getLogger("django")
    django.addHandler(handler)
    try:
        yield said
    finally:
        logging.getLogger().removeHandler(handler)
        django.removeHandler(handler)


def sequence(world: World, name: str, seed: int) -> tuple[list[str], Callable[[], None]]:
    """Draw from one to four acts hidden from a persona: their names, and how to let them happen."""
    rng = Random(f"{name} {seed}")  # noqa: S311  # no secret
    drawn = []
    for _one in range(rng.randint(1, 4)):
        where = rng.choice(sorted(HIDDEN[name]))
        drawn.append((rng.choice(HIDDEN[name][where]), world.sides[where]))

    def happening() -> None:
        for act, side in drawn:
            act(side, rng)

    return [f"{act.__name__} in {side.reference}" for act, side in drawn], happening


def trial(world: World, onlookers: dict[str, Onlooker], seed: int, pages: int) -> str:
    """Play one sequence before one onlooker who looks at some pages, each run others; tell what gave it away."""
    name = list(onlookers)[seed % len(onlookers)]
    it, turn = onlookers[name], seed // len(onlookers)
    paths = [it.paths[(turn * pages + number) % len(it.paths)] for number in range(pages)]
    acts, happening = sequence(world, name, seed)
    found = it.differences(list(dict.fromkeys(["/", it.doors[turn % len(it.doors)], it.doors[-1], *paths])), happening)
    return f"{name} after {acts}: {found}" if found else ""
