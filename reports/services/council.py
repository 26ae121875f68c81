"""What the council is asked and asks: decisions worded and answered in session, questions put to bodies and answered by each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from actions.models import Meeting
from actions.services import record_decision
from actions.services.words import locked
from reports import rules
from reports.models import Answer, Asked, Period, Question, RegionalReport, Report
from reports.services.versions import said
from taskforce import roles
from taskforce.kernel import clock
from taskforce.kernel.acts import service
from taskforce.kernel.lifecycle import move
from taskforce.models import Organisation, User, Workspace
from taskforce.notices import at_work, holders, people_of, tell


@service
def ask_decision(
    *,
    by: User,
    period: Period,
    text: str,
    report: Report | None = None,
    organisation: Organisation | None = None,
    amount: Decimal | None = None,
    deadline: date | None = None,
) -> Asked:
    """Word a decision the council is asked for; without an amount it costs nothing."""
    given = {"report": report, "organisation": organisation, "amount": amount, "deadline": deadline}
    asked = Asked(workspace=period.workspace, period=period, text=said(text, most=600), **given)
    rules.ask_decision.require(by, asked)
    if report is None and organisation is None:
        raise ValidationError({"organisation": _("Say which report or which organisation asks.")})
    asked.full_clean(exclude=["workspace", "period"])
    asked.save()
    return asked


@service
def withdraw_asked(*, by: User, asked: Asked) -> Asked:
    """Withdraw a decision asked; that it was asked stays."""
    asked = locked(asked)
    rules.withdraw_asked.require(by, asked)
    move(asked, Asked.State.WITHDRAWN)
    asked.save()
    return asked


@service
def settle_asked(*, by: User, asked: Asked, state: str, words: str) -> Asked:
    """Write down what the session being held answers: adopted, refused or postponed, with its words, as a decision of that session."""
    asked = locked(asked)
    rules.settle_asked.require(by, asked)
    session = Meeting.objects.get(workspace=asked.workspace.parent, state=Meeting.State.HELD)
    asked.words = said(words)
    move(asked, state)
    with override(by.language):
        told = _("%(answer)s: %(asked)s – %(words)s") % {"answer": asked.get_state_display(), "asked": asked.text, "words": asked.words}
    asked.decision = record_decision(by=by, meeting=session, text=told)
    asked.save()
    return asked


@service
def ask_question(*, by: User, regional: RegionalReport, text: str, due: date, organisations: Iterable[Organisation]) -> Question:
    """Put a question on a regional report to one or several bodies; each is told and answers for itself."""
    council = regional.council
    question = Question(workspace=council, regional=regional, asked_by=by, asked_at=clock.now(), text=said(text), due=due)
    rules.ask_question.require(by, question)
    if due < clock.today():
        raise ValidationError({"due": _("Choose today or a later day.")})
    bodies = sorted({one.pk: one for one in organisations}.values(), key=lambda one: one.pk)
    if not bodies or {one.pk for one in bodies} - bodies_of_region(council):
        raise ValidationError({"organisations": _("Choose bodies for which somebody sits in the region.")})
    question.full_clean(exclude=["workspace", "regional", "asked_by"])
    question.save()
    for one in bodies:
        answer = Answer.objects.create(workspace=council, question=question, organisation=one)
        tell(speakers(council, one), "reports.ask_question", answer)
    return question


@service
def answer_question(*, by: User, answer: Answer, text: str) -> Answer:
    """Answer for one's organisation; whoever asked and the secretary of the council are told."""
    answer = locked(answer)
    rules.answer_question.require(by, answer)
    answer.text, answer.answered_by, answer.answered_at = said(text, most=2000), by, clock.now()
    move(answer, Answer.State.GIVEN)
    answer.full_clean(exclude=["workspace", "question", "organisation", "answered_by"])
    answer.save()
    tell({answer.question.asked_by, *holders(answer.workspace, roles.MEET)}, "reports.answer_question", answer)
    return answer


def speakers(council: Workspace, organisation: Organisation) -> list[User]:
    """List who carries the word of an organisation in the region of a council."""
    return list(people_of(_carrying(council).filter(organisation=organisation)))


def bodies_of_region(council: Workspace) -> set[int]:
    """Name the organisations that can be asked: those for which somebody carries the word in the region."""
    return set(_carrying(council).order_by().values_list("organisation", flat=True))


def _carrying(council: Workspace) -> Any:
    region = Q(workspace=council) | Q(workspace__parent=council) | Q(workspace__parent__parent=council)
    return at_work().filter(region, role__in=roles.ANSWERING)
