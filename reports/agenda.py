"""What the agenda of a session is proposed from: the report to be adopted, what is asked of the council, what it asked, what is missing."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F, Max
from django.utils.translation import gettext as _

from reports.models import Answer, Asked, Question, RegionalReport
from taskforce.models import Workspace


def _on_the_table(council: Workspace) -> list[RegionalReport]:
    """The latest regional report of each period that no session has adopted."""
    drafts = RegionalReport.objects.filter(workspace__parent=council, state=RegionalReport.State.DRAFT).select_related("period")
    newest = drafts.annotate(last=Max("period__regional_reports__number")).filter(number=F("last"))
    return list(newest.order_by("period__until"))


def reports_to_adopt(council: Workspace) -> Iterator[str]:
    """Propose to adopt each regional report on the table, and name the hotspots whose report is not delivered."""
    for one in _on_the_table(council):
        yield _("Adopt the regional report %(reference)s") % {"reference": one.reference}
        if missing := [it["reference"] for it in one.content.get("missing", ())]:
            given = {"reference": one.reference, "hotspots": ", ".join(missing)}
            yield _("Not delivered for %(reference)s: %(hotspots)s") % given


def decisions_asked(council: Workspace) -> Iterator[str]:
    """Propose each decision asked, and each one an earlier session postponed."""
    found = Asked.objects.filter(workspace__parent=council, state__in=[Asked.State.ASKED, Asked.State.POSTPONED])
    for one in found.select_related("period").order_by("pk"):
        words = _("Postponed: %(period)s · %(text)s") if one.state == Asked.State.POSTPONED else _("To decide: %(period)s · %(text)s")
        yield words % {"period": one.period, "text": one.text}


def open_questions(council: Workspace) -> Iterator[str]:
    """Propose each question that still waits for an answer."""
    awaited = Answer.objects.filter(workspace=council, state=Answer.State.AWAITED).values("question")
    for one in Question.objects.filter(pk__in=awaited).select_related("regional"):
        yield _("Question without all its answers: %(reference)s · %(text)s") % {"reference": one.regional.reference, "text": one.text}
