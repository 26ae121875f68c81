"""What is written down about a meeting: points, attendance, decisions."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _

from actions import rules, services
from actions.forms import AmendDecisionForm, AmendPointForm, AttendanceForm, DecisionForm, NothingForm, PointForm
from actions.models import AgendaItem, Decision
from actions.services.minutes import blank_decision, blank_point
from actions.views.meetings import done, meeting_seen
from actions.web import decidable
from taskforce.web import Request, acts, ask, seen_by, sent


@acts
def put_point(request: Request, reference: str, number: int) -> HttpResponse:
    """Put a point on the agenda."""
    it = meeting_seen(request, reference, number)
    rules.put_point.require(request.user, blank_point(request.user, it))
    form = PointForm(sent(request), person=request.user, meeting=it)
    if form.is_valid():
        services.put_point(by=request.user, meeting=it, **form.cleaned_data)
        return done(request, it, _("The point is on the agenda."))
    words = {"heading": _("Put a point on the agenda"), "submit": _("Put the point"), "lead": it.title}
    return ask(request, form, **words, back=it.get_absolute_url(), notice=it.workspace.notice)


@acts
def amend_point(request: Request, pk: int) -> HttpResponse:
    """Change a point of the agenda."""
    it = seen_by(request.user, AgendaItem, pk=pk)
    rules.amend_point.require(request.user, it)
    form = AmendPointForm(sent(request), item=it)
    if form.is_valid():
        services.amend_point(by=request.user, item=it, **form.cleaned_data)
        return done(request, it, _("The point is changed."))
    words = {"heading": _("Change a point"), "submit": _("Save the point"), "lead": it.meeting.title}
    return ask(request, form, **words, back=it.get_absolute_url(), notice=it.workspace.notice)


@acts
def take_off_point(request: Request, pk: int) -> HttpResponse:
    """Take a point off the agenda."""
    it = seen_by(request.user, AgendaItem, pk=pk)
    rules.amend_point.require(request.user, it)
    form = NothingForm(sent(request))
    if form.is_valid():
        services.take_off_point(by=request.user, item=it)
        return done(request, it, _("The point is off the agenda."))
    words = {"heading": _("Take a point off the agenda"), "submit": _("Take the point off"), "lead": it.text, "kind": "danger"}
    return ask(request, form, **words, back=it.get_absolute_url(), notice=it.workspace.notice)


@acts
def record_attendance(request: Request, reference: str, number: int) -> HttpResponse:
    """Write down which organisations are there."""
    it = meeting_seen(request, reference, number)
    rules.record_attendance.require(request.user, it)
    form = AttendanceForm(sent(request), meeting=it)
    if form.is_valid():
        services.record_attendance(by=request.user, meeting=it, states=form.states)
        return done(request, it, _("The attendance is written down."))
    words = {"heading": _("Who is there?"), "submit": _("Save the attendance"), "lead": _("Organisations, not people.")}
    return ask(request, form, **words, back=it.get_absolute_url(), notice=it.workspace.notice)


@acts
def record_decision(request: Request, reference: str, number: int) -> HttpResponse:
    """Write down a decision, on a point the person may read."""
    it = meeting_seen(request, reference, number)
    if not decidable(request.user, it):
        rules.record_decision.require(request.user, blank_decision(request.user, it))
    form = DecisionForm(sent(request), person=request.user, meeting=it)
    if form.is_valid():
        services.record_decision(by=request.user, meeting=it, **form.cleaned_data)
        return done(request, it, _("The decision is written down."))
    words = {"heading": _("Write down a decision"), "submit": _("Save the decision"), "lead": it.title}
    return ask(request, form, **words, back=it.get_absolute_url(), notice=it.workspace.notice)


@acts
def amend_decision(request: Request, pk: int) -> HttpResponse:
    """Correct a decision."""
    it = seen_by(request.user, Decision, pk=pk)
    rules.record_decision.require(request.user, it)
    form = AmendDecisionForm(sent(request), decision=it)
    if form.is_valid():
        services.amend_decision(by=request.user, decision=it, **form.cleaned_data)
        return done(request, it, _("The decision is corrected."))
    words = {"heading": _("Correct a decision"), "submit": _("Save the decision"), "lead": it.meeting.title}
    return ask(request, form, **words, back=it.get_absolute_url(), notice=it.workspace.notice)
