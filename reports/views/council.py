"""The council at work: decisions asked and answered in session, questions and answers, and the report on the wall."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from actions.forms import NothingForm
from reports import figures, rules, services, web_council
from reports.forms_council import AnswerQuestionForm, AskedForm, QuestionForm, SettleForm
from reports.models import Answer, Asked, Period, Question, RegionalReport
from taskforce.web import Request, acts, ask, reads, seen_by, sent


@acts
def ask_decision(request: Request, cell: str, code: str) -> HttpResponse:
    """Word a decision the council is asked for."""
    period = seen_by(request.user, Period, workspace__reference=cell, code=code)
    rules.ask_decision.require(request.user, Asked(workspace=period.workspace, period=period))
    form = AskedForm(sent(request), person=request.user, period=period)
    if form.is_valid():
        services.ask_decision(by=request.user, period=period, **form.cleaned_data)
        messages.success(request, _("The decision is asked. It stands in the next regional report you compile."))
        return redirect(period)
    words = {"heading": _("Ask for a decision"), "submit": _("Ask for the decision"), "lead": str(period)}
    return ask(request, form, **words, back=period.get_absolute_url())


@reads
def asked(request: Request, pk: int) -> HttpResponse:
    """Show a decision asked and what became of it."""
    it = seen_by(request.user, Asked, pk=pk)
    return render(request, "reports/asked.html", {"put": web_council.judged(request.user, it), "asked": it, "notice": it.workspace.notice})


@acts
def withdraw_asked(request: Request, pk: int) -> HttpResponse:
    """Withdraw a decision asked."""
    it = seen_by(request.user, Asked, pk=pk)
    rules.withdraw_asked.require(request.user, it)
    form = NothingForm(sent(request))
    if form.is_valid():
        messages.success(request, _("The decision is withdrawn. That it was asked stays."))
        return redirect(services.withdraw_asked(by=request.user, asked=it))
    words = {"heading": _("Withdraw the decision asked"), "submit": _("Withdraw the decision"), "lead": it.text, "kind": "danger"}
    return ask(request, form, **words, back=it.get_absolute_url())


@acts
def settle_asked(request: Request, pk: int) -> HttpResponse:
    """Write down what the session answers."""
    it = seen_by(request.user, Asked, pk=pk)
    rules.settle_asked.require(request.user, it)
    form = SettleForm(sent(request))
    if form.is_valid():
        messages.success(request, _("The council’s answer is written down as a decision of the session."))
        return redirect(services.settle_asked(by=request.user, asked=it, **form.cleaned_data))
    words = {"heading": _("Write down the council’s answer"), "submit": _("Save the answer"), "lead": it.text}
    return ask(request, form, **words, back=it.get_absolute_url())


@acts
def ask_question(request: Request, reference: str) -> HttpResponse:
    """Put a question on a regional report."""
    it = seen_by(request.user, RegionalReport, reference=reference)
    rules.ask_question.require(request.user, Question(workspace=it.workspace.parent, regional=it))
    form = QuestionForm(sent(request), person=request.user, council=it.council)
    if form.is_valid():
        messages.success(request, _("The question is asked. Each body answers for itself."))
        return redirect(services.ask_question(by=request.user, regional=it, **form.cleaned_data))
    words = {"heading": _("Ask a question"), "submit": _("Ask the question"), "lead": it.reference}
    return ask(request, form, **words, back=it.get_absolute_url())


@reads
def question(request: Request, pk: int) -> HttpResponse:
    """Show a question and the answers the reader may read."""
    it = seen_by(request.user, Question, pk=pk)
    heard = web_council.questions_on(request.user, pk=it.pk)[0]
    report = RegionalReport.objects.visible_to(request.user).filter(pk=it.regional_id).first()
    return render(request, "reports/question.html", {"heard": heard, "report": report, "notice": it.workspace.notice})


@acts
def answer_question(request: Request, pk: int) -> HttpResponse:
    """Answer for one's organisation."""
    it = seen_by(request.user, Answer, pk=pk)
    rules.answer_question.require(request.user, it)
    form = AnswerQuestionForm(sent(request))
    if form.is_valid():
        messages.success(request, _("The answer of your organisation is given."))
        return redirect(services.answer_question(by=request.user, answer=it, **form.cleaned_data))
    words = {"heading": _("Answer the council"), "submit": _("Give the answer"), "lead": it.question.text}
    return ask(request, form, **words, back=it.get_absolute_url())


@reads
def screen(request: Request, reference: str, number: int) -> HttpResponse:
    """Show one thing of a regional report for the wall of the session."""
    it = seen_by(request.user, RegionalReport, reference=reference)
    view = figures.RegionalView.from_content(it.content)
    made = web_council.screens(request.user, it, view)
    if not 1 <= number <= len(made):
        raise Http404
    around = {"before": number - 1, "after": number + 1 if number < len(made) else 0}
    return render(
        request,
        "reports/screen.html",
        {"regional": it, "view": view, "screen": made[number - 1], "number": number, "last": len(made), **around},
    )
