"""What of plans, actions and work the search finds, and what of them stands in calendars."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Max, Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from actions.calendar import uid_of
from actions.models import Action, Commitment, Entry, Evidence, Measure, Meeting, Objective, Plan
from actions.web import of_their_own
from taskforce import roles
from taskforce.desk.calendar import CALENDAR, MOST, Mark
from taskforce.desk.search import SEARCHED, Line, Searched
from taskforce.findable import NAMES, within
from taskforce.models import User

WAITING = ((roles.ADOPT, (Plan.State.SUBMITTED,)), (roles.CHECK, (Plan.State.ADOPTED,)), (roles.COMPOSE, (Plan.State.TO_COMPLETE,)))
"""For whom a plan waits: who holds the permission, where the plan stands."""


def _objective(it: Any) -> Line:
    return Line(it.statement, f"{it.plan.get_absolute_url()}#objective-{it.pk}", str(it.plan.hotspot))


def _entry(it: Any) -> Line:
    return Line(str(it), it.get_absolute_url(), f"{it.action.title} · {it.workspace}")


def _measure(it: Any) -> Line:
    return Line(str(it), f"{reverse('actions:measures')}#{it.code}", f"{it.get_axis_display()} · {it.code}")


SEARCHED["actions"] = Searched(
    label=_("Actions"),
    rows=lambda person: Action.objects.visible_to(person).select_related("workspace").order_by("-pk"),
    fields=("code", "title", "description"),
    line=lambda it: Line(str(it), it.get_absolute_url(), str(it.workspace)),
    code="code",
    grows=True,
    place=20,
)
SEARCHED["objectives"] = Searched(
    label=_("Objectives"),
    rows=lambda person: Objective.objects.visible_to(person).select_related("plan__hotspot").order_by("-pk"),
    fields=("statement", "indicator"),
    line=_objective,
    grows=True,
    place=30,
)
SEARCHED["meetings"] = Searched(
    label=_("Meetings"),
    rows=lambda person: Meeting.objects.visible_to(person).select_related("workspace").order_by("-pk"),
    fields=("title", "place"),
    line=lambda it: Line(it.title, it.get_absolute_url(), f"{it.workspace} · {localdate(it.starts_at):%d/%m/%Y}"),
    grows=True,
    place=36,
)
SEARCHED["commitments"] = Searched(
    label=_("Commitments"),
    rows=lambda person: Commitment.objects.visible_to(person).select_related("organisation", "workspace").order_by("-pk"),
    fields=("what", *within("organisation", *NAMES)),
    line=lambda it: Line(it.what, it.get_absolute_url(), f"{it.organisation} · {it.workspace}"),
    grows=True,
    place=38,
)
SEARCHED["measures"] = Searched(
    label=_("Measures"),
    rows=Measure.objects.visible_to,
    fields=(*NAMES, "code"),
    line=_measure,
    code="code",
    own_list="actions:measures",
    place=80,
)
SEARCHED["evidence"] = Searched(
    label=_("Evidence"),
    rows=lambda person: Evidence.objects.visible_to(person).kept().select_related("action", "workspace").order_by("-pk"),
    fields=("title",),
    line=lambda it: Line(it.title, f"{it.get_absolute_url()}#evidence", f"{it.action} · {it.workspace}"),
    grows=True,
    place=90,
)
SEARCHED["entries"] = Searched(
    label=_("Work my organisation logged"),
    rows=lambda person: (
        Entry.objects.visible_to(person).kept().filter(of_their_own(person)).select_related("action", "workspace").order_by("-pk")
    ),
    fields=("note", "source"),
    line=_entry,
    grows=True,
    place=95,
)


def actions_due(person: User, since: date, until: date) -> Iterator[Mark]:
    """The days by which one's own organisation is to be done with its actions; what is restricted is not told here."""
    mine = Action.objects.visible_to(person).filter(of_their_own(person), tier=roles.Tier.WORKSPACE, due__range=(since, until))
    for one in mine.filter(state__in=(Action.State.PROPOSED, *Action.LIVE)).select_related("workspace").order_by("-due")[:MOST]:
        yield Mark(_("Action due"), one.get_absolute_url(), one.due)


def plans_waiting(person: User, _since: date, _until: date) -> Iterator[Mark]:
    """The plans that wait for somebody, on the day since which they do."""
    waiting = Q(pk__in=[])
    for permission, states in WAITING:
        waiting |= Q(workspace__in=person.mandates.where(permission), state__in=states)
    plans = {one.pk: one for one in Plan.objects.visible_to(person).filter(waiting).select_related("hotspot")}
    history: Any = Plan.objects.history_visible_to(person).filter(id__in=plans)
    for key, moment in history.order_by().values_list("id").annotate(Max("history_date")):
        yield Mark(_("Plan waits for you"), plans[key].get_absolute_url(), localdate(moment))


def meetings_called(person: User, since: date, until: date) -> Iterator[Mark]:
    """The meetings of the task forces one sits in, under the number they have in the mail of their call."""
    called = Meeting.objects.visible_to(person).filter(workspace__in=person.mandates.seats.keys(), starts_at__date__range=(since, until))
    for one in called.filter(state__in=(Meeting.State.CALLED, *Meeting.MINUTED)).select_related("workspace").order_by("-starts_at")[:MOST]:
        yield Mark(_("Task force meeting"), one.get_absolute_url(), one.starts_at, one.ends_at, uid=uid_of(one), sequence=one.sequence)


def commitments_due(person: User, since: date, until: date) -> Iterator[Mark]:
    """The days by which one's own organisation keeps what it promised."""
    mine = Commitment.objects.visible_to(person).filter(of_their_own(person), due__range=(since, until))
    for one in mine.filter(state=Commitment.State.OPEN).order_by("-due")[:MOST]:
        yield Mark(_("Commitment due"), one.get_absolute_url(), one.due)


CALENDAR["meetings"] = meetings_called
CALENDAR["commitments"] = commitments_due
CALENDAR["actions"] = actions_due
CALENDAR["plans"] = plans_waiting
