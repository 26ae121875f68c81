"""Files of actions and of meetings: handing in, handing out, taking away."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from actions import rules, services
from actions.forms import EvidenceForm, MeetingFileForm, ReasonForm
from actions.models import Evidence, MeetingFile
from actions.views.meetings import done, meeting_seen
from actions.views.undertakings import action_seen
from taskforce.hardening import download
from taskforce.web import Request, acts, ask, reads, seen_by, sent


@acts
def attach(request: Request, reference: str, code: str) -> HttpResponse:
    """Attach a file to an action."""
    it = action_seen(request, reference, code)
    rules.attach.require(request.user, it)
    form = EvidenceForm(sent(request), request.FILES or None, person=request.user, action=it)
    if form.is_valid():
        services.attach(by=request.user, action=it, **form.cleaned_data)
        messages.success(request, _("The file is attached to %(code)s.") % {"code": it.code})
        return redirect(it)
    words = {"heading": _("Attach a file"), "submit": _("Attach the file"), "lead": str(it)}
    return ask(request, form, **words, back=it.get_absolute_url(), notice=it.workspace.notice)


@reads
def evidence(request: Request, pk: int) -> HttpResponse:
    """Hand out a file."""
    it = seen_by(request.user, Evidence, pk=pk, state=Evidence.State.KEPT)
    return download(it.contents, name=it.file_name, content_type=it.content_type)


@acts
def remove_evidence(request: Request, pk: int) -> HttpResponse:
    """Take a file away."""
    it = seen_by(request.user, Evidence, pk=pk)
    rules.remove_evidence.require(request.user, it)
    form = ReasonForm(sent(request))
    if form.is_valid():
        services.remove_evidence(by=request.user, evidence=it, **form.cleaned_data)
        messages.success(request, _("The file is removed. That it was there stays."))
        return redirect(it.action)
    words = {"heading": _("Remove a file"), "submit": _("Remove the file"), "lead": str(it), "kind": "danger"}
    return ask(request, form, **words, back=it.action.get_absolute_url(), notice=it.workspace.notice)


@acts
def attach_to_meeting(request: Request, reference: str, number: int) -> HttpResponse:
    """Attach a file to a meeting."""
    it = meeting_seen(request, reference, number)
    rules.attach_to_meeting.require(request.user, it)
    form = MeetingFileForm(sent(request), request.FILES or None, person=request.user, meeting=it)
    if form.is_valid():
        services.attach_to_meeting(by=request.user, meeting=it, **form.cleaned_data)
        return done(request, it, _("The file is attached to the meeting."))
    words = {"heading": _("Attach a file"), "submit": _("Attach the file"), "lead": it.title}
    return ask(request, form, **words, back=it.get_absolute_url(), notice=it.workspace.notice)


@reads
def meeting_file(request: Request, pk: int) -> HttpResponse:
    """Hand out an annex."""
    it = seen_by(request.user, MeetingFile, pk=pk, state=MeetingFile.State.KEPT)
    return download(it.contents, name=it.file_name, content_type=it.content_type)


@acts
def remove_meeting_file(request: Request, pk: int) -> HttpResponse:
    """Take an annex away."""
    it = seen_by(request.user, MeetingFile, pk=pk)
    rules.remove_meeting_file.require(request.user, it)
    form = ReasonForm(sent(request))
    if form.is_valid():
        services.remove_meeting_file(by=request.user, file=it, **form.cleaned_data)
        return done(request, it, _("The file is removed. That it was there stays."))
    words = {"heading": _("Remove a file"), "submit": _("Remove the file"), "lead": str(it), "kind": "danger"}
    return ask(request, form, **words, back=it.get_absolute_url(), notice=it.workspace.notice)
