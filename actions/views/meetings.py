"""Meetings: the list, one meeting, its preparation and every step of its life."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actions import calendar, rules, services, tables, web
from actions.forms import CommitmentForm, DecisionForm, MeetingForm, MeetingsForm, MonthsForm, MoveMeetingForm, NothingForm, ReasonForm
from actions.models import Meeting
from actions.services.minutes import blank_decision, blank_point
from actions.views.plans import room_seen
from hotspots.models import Hotspot
from taskforce import roles
from taskforce.hardening import download
from taskforce.kernel.rules import Rule
from taskforce.lists import show_list
from taskforce.models import User, Workspace
from taskforce.web import Request, acts, ask, reads, sent

STEPS = ("amend", "call", "move", "hold", "close", "repeat", "cancel")


def meeting_seen(request: Request, reference: str, number: int, **more: Any) -> Meeting:
    """Fetch a meeting the person sees, or 404."""
    found: Meeting = get_object_or_404(web.meetings_seen(request.user), workspace__reference=reference, number=number, **more)
    return found


@reads
def meetings(request: Request, reference: str) -> HttpResponse:
    """List the meetings of a task force: those to come, and those over."""
    hotspot = room_seen(request, reference)
    form = MeetingsForm(request.GET)
    ahead, over = web.meetings_of(request.user, hotspot.workspace, **form.given)
    given: dict[str, Any] = {"hotspot": hotspot, "ahead": ahead, "over": over, "form": form, "notice": hotspot.workspace.notice}
    calls = request.user.mandates.hold(roles.MEET, hotspot.workspace)
    given |= {"calls": calls, "may_draft": rules.draft_meeting(request.user, hotspot.workspace)}
    made = [] if form.errors else [tables.of_meetings([one for one, _tone in (*ahead, *over)], form.said)]
    return show_list(request, "actions/meetings.html", given, made, where=hotspot.workspace)


@reads
def meeting(request: Request, reference: str, number: int) -> HttpResponse:
    """Show a meeting: its agenda, who attended, what was decided and promised, and what can be done now."""
    it = meeting_seen(request, reference, number)
    given = {"meeting": it, "hotspot": room_seen(request, reference), "tone": web.TONES[it.state], "notice": it.workspace.notice}
    return render(request, "actions/meeting.html", {**given, "sheet": web.sheet_of(request.user, it), **_may(request.user, it)})


def _may(person: User, it: Meeting) -> dict[str, Any]:
    """Say what somebody may do with a meeting, and give the forms they may fill in during it."""
    may = {name: getattr(rules, f"{name}_meeting")(person, it) for name in STEPS}
    may |= {"attach": rules.attach_to_meeting(person, it), "attend": rules.record_attendance(person, it)}
    may |= {"put": rules.put_point(person, blank_point(person, it)), "decide": rules.record_decision(person, blank_decision(person, it))}
    live: dict[str, Any] = {"decides_restricted": not may["decide"] and bool(web.decidable(person, it))}
    if may["decide"]:
        live["decision_form"] = DecisionForm(person=person, meeting=it, auto_id="decision_%s")
        live["commitment_form"] = CommitmentForm(person=person, meeting=it, auto_id="commitment_%s")
    return {"may": may, "calls": person.mandates.hold(roles.MEET, it.workspace), **live}


@reads
def meeting_calendar(request: Request, reference: str, number: int) -> HttpResponse:
    """Hand out the entry of a called meeting for the reader's own calendar."""
    it = meeting_seen(request, reference, number, state=Meeting.State.CALLED)
    return download(calendar.entry(it, request.user).encode(), name=calendar.NAME, content_type="text/calendar; charset=utf-8")


@acts
def draft_meeting(request: Request, reference: str) -> HttpResponse:
    """Prepare a meeting."""
    hotspot = room_seen(request, reference)
    rules.draft_meeting.require(request.user, hotspot.workspace)
    form = MeetingForm(sent(request), workspace=hotspot.workspace)
    if form.is_valid():
        it = services.draft_meeting(by=request.user, workspace=hotspot.workspace, **form.given)
        return done(request, it, _("The meeting is prepared. Look through the agenda before you send the invitation."))
    words = {"heading": _("Prepare a meeting"), "submit": _("Prepare the meeting"), "lead": _listed(hotspot)}
    return ask(request, form, **words, back=reverse("actions:meetings", args=[reference]), notice=hotspot.workspace.notice)


def _listed(hotspot: Hotspot | Workspace) -> str:
    return _("%(hotspot)s. The agenda is proposed from what is overdue and late.") % {"hotspot": hotspot}


def done(request: Request, it: Any, words: str) -> HttpResponse:
    """Say what was done and go back to the thing."""
    messages.success(request, words)
    return redirect(it)


class Step(NamedTuple):
    """One step in the life of a meeting: its rule and service, the words of its page, and what is filled in."""

    rule: Rule[Meeting]
    act: Callable[..., Any]
    submit: Any
    said: Any
    form_of: Callable[..., Any] = lambda data, **_meeting: NothingForm(data)
    lead: Any = ""
    kind: str = ""


def step(*given: Any, **more: Any) -> Callable[..., HttpResponse]:
    """Make the page of one step."""
    one = Step(*given, **more)

    @acts
    def page(request: Request, reference: str, number: int) -> HttpResponse:
        """Take one step in the life of a meeting."""
        it = meeting_seen(request, reference, number)
        one.rule.require(request.user, it)
        form = one.form_of(sent(request), meeting=it)
        return _taken(request, one, it, form) if form.is_valid() else _asked(request, one, it, form)

    return page


def _taken(request: Request, one: Step, it: Meeting, form: Any) -> HttpResponse:
    one.act(by=request.user, meeting=it, **getattr(form, "given", form.cleaned_data))
    return done(request, it, str(one.said))


def _asked(request: Request, one: Step, it: Meeting, form: Any) -> HttpResponse:
    words = {"heading": one.submit, "submit": one.submit, "lead": one.lead or it.title, "kind": one.kind}
    return ask(request, form, **words, back=it.get_absolute_url(), notice=it.workspace.notice)


def _plain(form: type[Any]) -> Callable[..., Any]:
    return lambda data, **_meeting: form(data)


amend_meeting = step(
    rules.amend_meeting, services.amend_meeting, gettext_lazy("Save the meeting"), gettext_lazy("The meeting is changed."), MeetingForm
)
propose_agenda = step(
    rules.amend_meeting,
    services.propose_agenda,
    gettext_lazy("Propose the agenda"),
    gettext_lazy("What is overdue or late is on the agenda."),
)
call_meeting = step(
    rules.call_meeting,
    services.call_meeting,
    gettext_lazy("Call the meeting"),
    gettext_lazy("The invitation is on its way, with an entry for each calendar."),
    lead=gettext_lazy("Everybody at the table gets a mail with day and hour. What the meeting is about stays here."),
)
move_meeting = step(
    rules.move_meeting,
    services.move_meeting,
    gettext_lazy("Move the meeting"),
    gettext_lazy("The meeting is moved. Calendars follow."),
    MoveMeetingForm,
)
hold_meeting = step(
    rules.hold_meeting,
    services.hold_meeting,
    gettext_lazy("Begin the meeting"),
    gettext_lazy("The meeting has begun. Write down who is there."),
)
close_meeting = step(
    rules.close_meeting,
    services.close_meeting,
    gettext_lazy("Close and send the minutes"),
    gettext_lazy("The minutes are final. Everybody at the table is told where to read them."),
    lead=gettext_lazy("Nothing in the minutes changes after that."),
)
cancel_meeting = step(
    rules.cancel_meeting,
    services.cancel_meeting,
    gettext_lazy("Cancel the meeting"),
    gettext_lazy("The meeting is cancelled."),
    _plain(ReasonForm),
    kind="danger",
)
repeat_meeting = step(
    rules.repeat_meeting,
    services.repeat_meeting,
    gettext_lazy("Prepare the next months"),
    gettext_lazy("The next meetings are prepared."),
    _plain(MonthsForm),
)
