"""What waits for somebody, soonest first: each part of the house says what is theirs to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Max
from django.urls import reverse
from django.utils.translation import gettext as _

from actions import web
from actions.models import Action, Meeting, Plan
from hotspots import orders
from hotspots.models import Approval, Hotspot
from reports.models import Answer, Asked, Period, RegionalReport, Report, Version
from taskforce import roles
from taskforce.kernel import clock
from taskforce.models import Anchor, Seat, User, Workspace

ORDERING = (roles.SIGN_ORDER, roles.ORDER)


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for a person: what to do, where, and by when; ``said`` and ``look``: words and tone of that day, where they are not the usual ones."""

    title: str
    place: str
    url: str
    due: date | None = None
    said: str = ""
    look: str = ""

    @property
    def days(self) -> int | None:
        """Days left; negative when the day has passed."""
        return (self.due - clock.today()).days if self.due else None

    @property
    def tone(self) -> str:
        """Late, soon or in time."""
        if self.look:
            return self.look
        if self.days is None:
            return "todo"
        return "bad" if self.days < 0 else "warn" if self.days <= 7 else "ok"  # noqa: PLR2004  # a week is soon

    @property
    def when(self) -> str:
        """The day it is due, in words, unless other words say it better."""
        if self.said:
            return self.said
        if self.due is None:
            return _("No date")
        words = _("Was due on %(day)s") if self.due < clock.today() else _("By %(day)s")
        return words % {"day": f"{self.due:%d/%m/%Y}"}


def waiting_for(person: User) -> list[Waiting]:
    """List what waits for the person, soonest first; what has no date comes after what is due."""
    found = [one for part in PARTS for one in part(person)]
    return sorted(found, key=lambda one: (one.due is None, one.due or date.max, one.place))


def _charters(person: User) -> Iterator[Waiting]:
    for seat in Seat.objects.filter(person=person, signatures__isnull=True).live().select_related("workspace"):
        yield Waiting(_("Sign the charter"), seat.workspace.name, reverse("charter", args=[seat.pk]))


def _confirmations(person: User) -> Iterator[Waiting]:
    for seat in Seat.objects.awaiting(person).select_related("person", "organisation", "workspace"):
        title = _("Confirm that %(person)s sits for %(organisation)s") % {"person": seat.person, "organisation": seat.organisation}
        yield Waiting(title, seat.workspace.name, reverse("confirm", args=[seat.pk]))


def _approvals(person: User) -> Iterator[Waiting]:
    mine = Approval.objects.filter(web.of_their_own(person, "municipality__organisations")).values("pk")
    awaited = Approval.objects.filter(pk__in=mine, workspace__in=person.mandates.where(roles.APPROVE), state=Approval.State.AWAITED)
    for one in awaited.filter(hotspot__state=Hotspot.State.PROPOSED).select_related("hotspot", "municipality"):
        title = _("Approve the hotspot for %(municipality)s") % {"municipality": one.municipality.name}
        yield Waiting(title, one.hotspot.name, one.hotspot.get_absolute_url())


def _convening(person: User) -> Iterator[Waiting]:
    rooms = person.mandates.where(roles.CONVENE)
    for one in Hotspot.objects.filter(workspace__in=rooms, state=Hotspot.State.VALIDATED, workspace__state=Workspace.State.TO_CONVENE):
        yield Waiting(_("Convene the task force"), one.name, one.get_absolute_url())


def _rulings(person: User) -> Iterator[Waiting]:
    for one in Hotspot.objects.filter(workspace__in=person.mandates.where(roles.RULE), state=Hotspot.State.APPROVED):
        yield Waiting(_("Record the council’s decision"), one.name, one.get_absolute_url())


def _orders(person: User) -> Iterator[Waiting]:
    """Drafts to be signed, and what ends soon, for whoever sits for the body that issues them."""
    by_organisation = person.mandates.seats_by("organisation").items()
    may = {one: [(room, body) for body, rooms in by_organisation for room in rooms & person.mandates.where(one)] for one in ORDERING}
    for one in orders.drafted(may[roles.SIGN_ORDER], clock.today()):
        yield Waiting(_("Sign the order %(code)s") % {"code": one.code}, _place(one), one.url, one.since)
    for one in orders.to_decide(may[roles.ORDER], clock.today(), orders.WARNINGS[0]):
        yield Waiting(
            _("Decide what follows the order %(code)s") % {"code": one.code}, _place(one), one.url, one.until, one.warning, one.warning_tone
        )


def _place(one: orders.Line) -> str:
    return f"{', '.join(place.name for place in one.places)} · {one.subject}"


def _plans(person: User) -> Iterator[Waiting]:
    wanted = (
        (roles.ADOPT, [Plan.State.SUBMITTED], _("Adopt the plan or give it back")),
        (roles.CHECK, [Plan.State.ADOPTED], _("Check the adopted plan")),
        (roles.COMPOSE, [Plan.State.DRAFT, Plan.State.TO_COMPLETE], _("Complete and submit the plan")),
    )
    for permission, states, title in wanted:
        plans = Plan.objects.filter(workspace__in=person.mandates.where(permission), state__in=states)
        for one in plans.select_related("hotspot"):
            yield Waiting(title, one.hotspot.name, one.get_absolute_url())


def _missing_plans(person: User) -> Iterator[Waiting]:
    rooms = person.mandates.where(roles.COMPOSE)
    for one in Hotspot.objects.filter(workspace__in=rooms, workspace__state=Workspace.State.CONVENED, plan__isnull=True):
        yield Waiting(_("Draft the plan"), one.name, one.get_absolute_url())


def _reports(person: User) -> Iterator[Waiting]:
    draft, returned = (Report.State.DUE, Report.State.DRAFT), (Report.State.RETURNED,)
    for states, title in ((draft, _("Compose and submit the report")), (returned, _("Answer the remarks and submit again"))):
        reports = Report.objects.filter(workspace__in=person.mandates.where(roles.COMPOSE), state__in=states)
        for one in reports.select_related("hotspot", "period"):
            yield _about(one, title)


def _submitted(person: User, permission: str, *, signed: bool) -> Any:
    """The latest version of each report under way to the cell, signed by the chair or not yet."""
    versions = Version.objects.filter(workspace__in=person.mandates.where(permission), report__state=Report.State.SUBMITTED)
    latest = versions.annotate(last=Max("report__versions__number")).filter(number=F("last"), signed_at__isnull=not signed)
    return latest.select_related("report__hotspot", "report__period")


def _signatures(person: User) -> Iterator[Waiting]:
    for one in _submitted(person, roles.SIGN, signed=False):
        yield _about(one.report, _("Sign the report"))


def _reviews(person: User) -> Iterator[Waiting]:
    for one in _submitted(person, roles.REVIEW, signed=True):
        yield _about(one.report, _("Review the report"))


def _about(report: Report, title: str) -> Waiting:
    return Waiting(title, f"{report.hotspot.name} · {report.period}", report.get_absolute_url(), report.period.due)


def _regional(person: User) -> Iterator[Waiting]:
    past = Period.objects.filter(workspace__in=person.mandates.where(roles.COMPILE), due__lt=clock.today(), regional_reports__isnull=True)
    for period in past:
        yield Waiting(_("Compile the regional report"), str(period), period.get_absolute_url(), period.due)
    drafts = RegionalReport.objects.filter(workspace__in=person.mandates.where(roles.ADOPT_REGIONAL), state=RegionalReport.State.DRAFT)
    for one in drafts.annotate(last=Max("period__regional_reports__number")).filter(number=F("last")):
        yield Waiting(_("Record the council’s adoption"), one.reference, one.get_absolute_url())


def _sessions(person: User) -> Iterator[Waiting]:
    """What the council's secretary prepares and writes down: a session for what is on the table, the answers in one being held."""
    rooms = person.mandates.where(roles.ADOPT_REGIONAL) & person.mandates.where(roles.VIEW_COUNCIL)
    drafts = RegionalReport.objects.filter(workspace__in=rooms, state=RegionalReport.State.DRAFT)
    councils = Workspace.objects.filter(
        pk__in=person.mandates.where(roles.MEET), kind=roles.Kind.COUNCIL, children__in=drafts.values("workspace")
    )
    for one in councils.exclude(meetings__state__in=Meeting.OPEN).distinct():
        yield Waiting(_("Prepare the session of the council"), one.name, reverse("actions:meetings", args=[one.reference]))
    held = Meeting.objects.filter(workspace__in=person.mandates.where(roles.MEET), state=Meeting.State.HELD).values("workspace")
    asked = Asked.objects.filter(workspace__parent__in=held, state=Asked.State.ASKED).select_related("period")
    for one in asked:
        yield Waiting(_("Write down the council’s answer"), str(one), one.get_absolute_url(), one.deadline)


def _questions(person: User) -> Iterator[Waiting]:
    mine = Answer.objects.of_bodies(person).filter(state=Answer.State.AWAITED).select_related("question__regional", "organisation")
    for one in mine:
        yield Waiting(_("Answer the council"), str(one), one.get_absolute_url(), one.question.due)


def _anchors(person: User) -> Iterator[Waiting]:
    councils = person.mandates.where(roles.ADOPT_REGIONAL)
    for one in Anchor.objects.filter(workspace__in=councils).overdue().select_related("workspace").order_by("number"):
        yield Waiting(_("Sign off the anchor of the journal"), one.about, one.get_absolute_url(), one.due)


def _actions(person: User) -> Iterator[Waiting]:
    mine = Action.objects.visible_to(person).filter(web.of_their_own(person), workspace__in=person.mandates.where(roles.ACT))
    for one in mine.filter(state=Action.State.PROPOSED).select_related("workspace"):
        yield Waiting(_("Agree to the action, or withdraw it"), str(one), one.get_absolute_url(), one.start)
    for one in mine.filter(due__lt=clock.today(), state__in=Action.LIVE).select_related("workspace"):
        yield Waiting(_("Finish the action, or say why it is late"), str(one), one.get_absolute_url(), one.due)


def _meetings(person: User) -> Iterator[Waiting]:
    titles = {
        Meeting.State.DRAFT: _("Send the invitation to the meeting"),
        Meeting.State.CALLED: _("Begin the meeting"),
        Meeting.State.HELD: _("Close the meeting and send the minutes"),
    }
    for one in web.unfinished(person):
        if one.state != Meeting.State.CALLED or one.has_come:
            yield Waiting(titles[Meeting.State(one.state)], one.workspace.name, one.get_absolute_url(), one.day)


def _promises(person: User) -> Iterator[Waiting]:
    titles = {"accept": _("Accept the commitment, or decline it"), "keep": _("Keep the commitment, and say so")}
    for one in web.own_promises(person):
        for title in (title for step, title in titles.items() if one.may[step]):
            yield Waiting(title, str(one.commitment), one.commitment.get_absolute_url(), one.commitment.due)
    for it in web.to_confirm(person):
        yield Waiting(_("Confirm that the commitment was kept"), str(it), it.get_absolute_url())


PARTS = (
    _charters,
    _confirmations,
    _approvals,
    _convening,
    _rulings,
    _orders,
    _plans,
    _missing_plans,
    _reports,
    _signatures,
    _reviews,
    _regional,
    _sessions,
    _questions,
    _anchors,
    _actions,
    _meetings,
    _promises,
)
