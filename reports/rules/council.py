"""Who may ask decisions and questions of and for the council, answer them and adopt, and when."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from actions.models import Decision, Meeting
from actions.rules import record_decision
from reports.figures import one_asked
from reports.models import Answer, Asked, Question, RegionalReport
from taskforce import roles
from taskforce.kernel.lifecycle import can_move
from taskforce.kernel.rules import rule
from taskforce.models import User


def _adopted(asked: Asked) -> Iterator[str]:
    if asked.period.regional_reports.filter(state=RegionalReport.State.ADOPTED).exists():
        yield _("The regional report of this period is adopted.")


@rule(roles.COMPILE)
def ask_decision(person: User, asked: Asked) -> Iterator[str]:
    """Word a decision the council is asked for, from an accepted report or for an organisation, until the regional report is adopted."""
    yield from _adopted(asked)
    if asked.report is not None and (asked.report.period_id != asked.period_id or asked.report.accepted_id is None):
        yield _("Choose an accepted report of this period.")


@rule(roles.COMPILE)
def withdraw_asked(person: User, asked: Asked) -> Iterator[str]:
    """Withdraw a decision asked that no session has answered, to word it otherwise, until the regional report is adopted."""
    yield from _adopted(asked)
    if not can_move(asked, Asked.State.WITHDRAWN):
        yield _("This decision is answered or withdrawn already.")


@rule(roles.ADOPT_REGIONAL)
def settle_asked(person: User, asked: Asked) -> Iterator[str]:
    """Write down, as the council's secretary, what a session that is held answers to a decision asked, in the words of the latest regional report."""
    session = Meeting.objects.filter(workspace=asked.workspace.parent, state=Meeting.State.HELD).first()
    if not can_move(asked, Asked.State.ADOPTED):
        yield _("This decision is answered or withdrawn already.")
    if session is None:
        yield _("No session of the council is being held.")
    else:
        yield from record_decision(person, Decision(workspace=session.workspace, meeting=session)).objections
    latest = asked.period.regional_reports.order_by("number").last()
    if latest is None or one_asked(asked) not in latest.content.get("asked", []):
        yield _("The latest regional report does not ask for it in these words. Compile it again.")


@rule(roles.ACT)
def ask_question(person: User, question: Question) -> Iterator[str]:
    """Ask, as a member of the council or its secretary, a question on the latest regional report of a period, before the session or in it."""
    regional = question.regional
    if regional.period.regional_reports.filter(number__gt=regional.number).exists():
        yield _("A newer regional report has replaced this one.")


@rule(None)
def answer_question(person: User, answer: Answer) -> Iterator[str]:
    """Answer once for a body that is asked, as its chair, coordinator, partner, head of the cell or council member in the region; the council and the cell read every answer, a body its own, field workers and observers none."""
    if not Answer.objects.of_bodies(person).filter(pk=answer.pk).exists():
        yield _("Only who carries the word of %(organisation)s answers for it.") % {"organisation": answer.organisation}
    if answer.state != Answer.State.AWAITED:
        yield _("This answer is given already.")
