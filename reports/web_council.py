"""What a reader finds of the council's work: decisions asked, questions with their answers, and what may be done with each."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.urls import reverse

from reports import rules
from reports.figures import RegionalView
from reports.models import Answer, Asked, Period, Question, RegionalReport
from taskforce import roles
from taskforce.kernel.rules import Verdict
from taskforce.models import User

ROWS = 5


class Put(NamedTuple):
    """A decision asked, with what the reader may do with it."""

    asked: Asked
    may_withdraw: Verdict
    may_settle: Verdict


class Heard(NamedTuple):
    """A question, with the answers the reader may read and whether each is theirs to give."""

    question: Question
    answers: list[tuple[Answer, Verdict]]


class Screen(NamedTuple):
    """One thing on the wall of the session: which part, and the rows of it."""

    part: str
    rows: Any = ()


def asked_for(person: User, period: Period) -> list[Put]:
    """List the decisions asked for a period that were not withdrawn, with what the reader may do."""
    found = Asked.objects.visible_to(person).filter(period=period).standing()
    rows = found.select_related("workspace__parent", "period", "report__hotspot", "organisation", "decision__meeting__workspace")
    return [judged(person, one) for one in rows]


def asking(person: User, period: Period) -> dict[str, Any]:
    """Gather what the pages of a period and of its regional report show of the decisions asked, and the way to ask for one."""
    may = rules.ask_decision(person, Asked(workspace=period.workspace, period=period))
    words = person.mandates.hold(roles.COMPILE, period.workspace)
    to = reverse("reports:ask_decision", args=[period.workspace.reference, period.code])
    return {"puts": asked_for(person, period), "may_ask": may if words else None, "ask_to": to}


def on_report(person: User, regional: RegionalReport) -> dict[str, Any]:
    """Gather what the page of a regional report shows of the council's work on it."""
    may = rules.ask_question(person, Question(workspace=regional.workspace.parent, regional=regional))
    return {"questions": questions_on(person, regional=regional), "may_question": may, **asking(person, regional.period)}


def judged(person: User, asked: Asked) -> Put:
    """Say of a decision asked what the reader may do with it."""
    return Put(asked, rules.withdraw_asked(person, asked), rules.settle_asked(person, asked))


def questions_on(person: User, **only: Any) -> list[Heard]:
    """List questions with their answers, as far as the reader may read them. Two queries."""
    questions = list(Question.objects.visible_to(person).filter(**only).select_related("regional", "asked_by", "workspace"))
    answers: dict[int, list[tuple[Answer, Verdict]]] = {one.pk: [] for one in questions}
    by_key = {one.pk: one for one in questions}
    found = Answer.objects.visible_to(person).filter(question__in=by_key).select_related("organisation", "answered_by", "workspace")
    for one in found:
        one.question = by_key[one.question_id]
        answers[one.question_id].append((one, rules.answer_question(person, one)))
    return [Heard(one, answers[one.pk]) for one in questions]


def screens(person: User, regional: RegionalReport, view: RegionalView) -> list[Screen]:
    """Lay a regional report out one thing per screen, for the wall of the session; hotspots by their reference, a few at a time."""
    made = [Screen("title"), Screen("figures")]
    made += [Screen("matrix", view.present[at : at + ROWS]) for at in range(0, len(view.present), ROWS)]
    made += [Screen("missing", view.missing[at : at + ROWS]) for at in range(0, len(view.missing), ROWS)]
    made += [Screen("asked", one) for one in view.asked]
    made += [Screen("question", one) for one in questions_on(person, regional=regional)]
    return made + [Screen("follow_up", view.follow_up[at : at + ROWS]) for at in range(0, len(view.follow_up), ROWS)]
