"""What somebody new does first, by the parts they play; each step is done when it shows in what is kept, not when it was clicked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from actions.models import Entry
from hotspots.models import Hotspot
from taskforce import roles
from taskforce.models import Act, Feed, Reading, SavedFilter, Seat, User, Workspace


@dataclass(frozen=True)
class First:
    """One step: what to do, where, and whether it is done."""

    label: str
    url: str
    done: bool

    @property
    def tone(self) -> str:
        """How its state is drawn."""
        return "done" if self.done else "todo"

    @property
    def state(self) -> str:
        """Its state in words."""
        return _("Done") if self.done else _("To do")


def first_steps(person: User) -> list[First]:
    """List the first steps of somebody who holds a seat and has not put them away; what is to do before what is done, none once all are."""
    if not person.first_steps or not person.mandates.held:
        return []
    acts = set(Act.objects.filter(by=person, code__in=CODES).values_list("code", flat=True).distinct())
    found = [one for part in (_anybody, *(part for permission, part in PARTS if _sits(person, permission))) for one in part(person, acts)]
    return [] if all(one.done for one in found) else sorted(found, key=lambda one: one.done)


def _sits(person: User, permission: str) -> bool:
    return any(permission in roles.GRANTS[seat.role] for seat in person.mandates.seats.values())


def _anybody(person: User, acts: set[str]) -> Iterator[First]:
    unsigned = Seat.objects.filter(person=person, signatures__isnull=True).live()
    yield First(_("Sign the charter of your seat"), reverse("workspaces"), done=not unsigned.exists())
    yield First(_("Add a passkey or an authenticator application"), reverse("security"), done=person.factors.exists())
    yield First(_("Choose how often you are mailed"), reverse("digest"), done=DIGEST in acts)
    calendar = Feed.objects.visible_to(person).open().exists()
    yield First(_("Put meetings and dates into your calendar"), reverse("calendar"), done=calendar)


def _logs(person: User, _acts: set[str]) -> Iterator[First]:
    rooms = person.mandates.where(roles.LOG) & set(person.mandates.seats)
    here = Workspace.objects.filter(pk__in=rooms, hotspot__isnull=False).order_by("reference").first()
    if here is not None:
        buttons = reverse("actions:quick_buttons", args=[here.reference])
        yield First(_("Choose the buttons of your quick log"), buttons, done=bool(person.buttons))
        yield First(_("Log your first work"), reverse("actions:quick_log"), done=Entry.objects.filter(author=person).exists())


def _coordinates(person: User, acts: set[str]) -> Iterator[First]:
    mine = Hotspot.objects.filter(workspace__in=person.mandates.where(roles.COMPOSE)).order_by("reference")
    for one in mine.select_related("plan")[:1]:
        plan = reverse("actions:plan", args=[one.reference])
        yield First(_("Draft the plan of your hotspot"), plan, done=hasattr(one, "plan"))
        yield First(_("Call a meeting"), reverse("actions:meetings", args=[one.reference]), done="actions.call_meeting" in acts)


def _chairs(_person: User, acts: set[str]) -> Iterator[First]:
    yield First(_("Take your first decision: what waits for you is on this page"), "#waiting", done=bool(acts & DECIDED))


def _reviews(_person: User, acts: set[str]) -> Iterator[First]:
    yield First(_("Review a report: accept or return it"), reverse("reports:reports"), done=bool(acts & REVIEWED))


def _sits_above(person: User, _acts: set[str]) -> Iterator[First]:
    kept = SavedFilter.objects.visible_to(person).exists()
    yield First(_("Keep a list you follow under a name"), reverse("hotspots:hotspots"), done=kept)


def _audits(person: User, _acts: set[str]) -> Iterator[First]:
    room = Workspace.objects.filter(pk__in=person.mandates.where(roles.VIEW_JOURNAL)).order_by("reference").first()
    if room is not None:
        read = Reading.objects.filter(by=person).exists()
        yield First(_("Open a journal: that you read it is written down"), reverse("timeline", args=[room.reference]), done=read)


def _keeps(_person: User, acts: set[str]) -> Iterator[First]:
    yield First(_("Complete the directory of organisations"), reverse("directory"), done="taskforce.keep_directory" in acts)


def _seats(person: User, acts: set[str]) -> Iterator[First]:
    room = Workspace.objects.filter(pk__in=person.mandates.where(roles.SEAT)).order_by("reference").first()
    if room is not None:
        yield First(_("Invite somebody to your table"), reverse("invite", args=[room.reference]), done="taskforce.invite" in acts)


Part = Callable[[User, set[str]], Iterator[First]]
PARTS: tuple[tuple[str, Part], ...] = (
    (roles.COMPOSE, _coordinates),
    (roles.ADOPT, _chairs),
    (roles.REVIEW, _reviews),
    (roles.VIEW_COUNCIL, _sits_above),
    (roles.VIEW_JOURNAL, _audits),
    (roles.KEEP, _keeps),
    (roles.SEAT, _seats),
    (roles.LOG, _logs),
)
DIGEST = "taskforce.choose_digest"
DECIDED = frozenset(
    {"hotspots.approve", "hotspots.refuse", "hotspots.convene", "actions.adopt_plan", "actions.give_back_plan", "reports.sign"}
)
REVIEWED = frozenset({"reports.accept", "reports.give_back"})
OTHERS = frozenset({"actions.call_meeting", "taskforce.keep_directory", "taskforce.invite"})
CODES = {DIGEST, *DECIDED, *REVIEWED, *OTHERS}
