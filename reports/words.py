"""What the acts on reports are called in a history, what its lists show as of a day, and what is done beside the web."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from actions.agenda import AGENDA_SOURCES
from reports.agenda import decisions_asked, open_questions, reports_to_adopt
from reports.drafting import latest
from reports.printings import waited_for
from taskforce.desk.health import BESIDE
from taskforce.drawing.words import day
from taskforce.kernel.acts import NAMES
from taskforce.kernel.changes import AUTOSAVES, BEHIND, WORDS
from taskforce.kernel.past import LISTS
from taskforce.notices import KINDS, Kind
from taskforce.sealing import ANCHORED
from taskforce.sheets import SHEETS, Listed

NAMES.update(
    {
        "reports.open_period": _("Opened the period"),
        "reports.open_due_reports": _("Opened the reports that became due"),
        "reports.start_report": _("Started the report"),
        "reports.write_sections": _("Wrote the texts"),
        "reports.autosave_section": _("Kept the text being written"),
        "reports.explain": _("Explained what the checks found"),
        "reports.submit": _("Submitted the report"),
        "reports.sign": _("Signed the report"),
        "reports.send_back": _("Sent the report back before signing"),
        "reports.remark": _("Made a remark"),
        "reports.close_remark": _("Closed a remark"),
        "reports.answer": _("Answered a remark"),
        "reports.give_back": _("Returned the report"),
        "reports.accept": _("Accepted the report"),
        "reports.correct": _("Reopened the report for a correction"),
        "reports.open_section": _("Opened another text"),
        "reports.remind": _("Reminded those who are late"),
        "reports.skip_report": _("Left the report out"),
        "reports.expect_again": _("Expected the report again"),
        "reports.compile_regional": _("Compiled the regional report"),
        "reports.adopt_regional": _("Recorded the council’s adoption"),
        "reports.keep_document": _("Kept the printed document"),
        "reports.ask_decision": _("Asked for a decision"),
        "reports.withdraw_asked": _("Withdrew a decision asked"),
        "reports.settle_asked": _("Wrote down the council’s answer"),
        "reports.ask_question": _("Asked a question"),
        "reports.answer_question": _("Answered a question of the council"),
    }
)

WORDS.update(
    {
        "reports.inclusion": _("version in a regional report"),
        "reports.inclusions": _("versions in regional reports"),
        "question": _("question"),
        "decision": _("decision"),
        "period": _("period"),
        "report": _("progress report"),
        "regional": _("regional report"),
        "content": _("contents"),
        "accepted": _("accepted version"),
        "submitted_at": _("submitted at"),
        "signed_by": _("signed by"),
        "signed_as": _("signed as"),
        "accepted_by": _("accepted by"),
        "compiled_by": _("compiled by"),
        "compiled_at": _("compiled at"),
        "made_with": _("made with"),
        "sha256": "SHA-256",
    }
)

LISTS.update(
    {
        "reports.period": ("code", "since", "until", "due"),
        "reports.report": ("reference", "period", "state", "accepted", "skip_reason", "reminded_on"),
        "reports.version": (
            "report",
            "number",
            "submitted_at",
            "submitted_by",
            "signed_at",
            "signed_by",
            "accepted_at",
            "accepted_by",
            "reserve",
        ),
        "reports.explanation": ("report", "code", "about", "explanation"),
        "reports.remark": ("version", "section", "anchor", "text", "internal", "state", "answer"),
        "reports.regionalreport": ("reference", "period", "state", "session", "session_on", "decision"),
        "reports.asked": ("period", "text", "report", "organisation", "amount", "deadline", "first_in", "state", "words"),
        "reports.question": ("regional", "text", "asked_by", "asked_at", "due"),
        "reports.answer": ("question", "organisation", "state", "text", "answered_by", "answered_at"),
        "reports.inclusion": ("regional", "version"),
        "reports.document": ("version", "regional", "language", "final", "code", "pages", "sha256"),
    }
)

AUTOSAVES.add("reports.autosave_section")
BEHIND.add("reports.keep_document")
ANCHORED.update({"reports.accept", "reports.adopt_regional"})


def _due(report: Any) -> str:
    return day(report.period.due)


def _stands(*states: str) -> Callable[[Any], bool]:
    return lambda report: report.state in states


def _unsigned(report: Any) -> bool:
    version = latest(report)
    return report.state == "submitted" and version is not None and version.signed_at is None


def _failed(thing: Any) -> bool:
    """Whether a paper of it still waits for somebody to try again."""
    return bool(thing.printings.filter(state="failed").exists())


def _of_period(words: Any, still: Callable[[Any], bool], *, urgent: bool = False) -> Kind:
    """Tell what is to be done with a report by the day of its period, while it still is."""
    return Kind(words, urgent=urgent, due=_due, still=still, beside=("period",))


KINDS.update(
    {
        "reports.open_period": _of_period(_("%(thing)s: compose and submit the report (due %(due)s)"), _stands("due", "draft")),
        "reports.submit": _of_period(_("%(thing)s: sign the report or send it back (due %(due)s)"), _unsigned),
        "reports.sign": _of_period(_("%(thing)s: review the report (due %(due)s)"), _stands("submitted")),
        "reports.send_back": _of_period(
            _("%(thing)s: the chair has sent the report back; mend it and submit it again (due %(due)s)"), _stands("draft"), urgent=True
        ),
        "reports.give_back": _of_period(
            _("%(thing)s: the cell has returned the report; answer its remarks and submit it again (due %(due)s)"),
            _stands("returned"),
            urgent=True,
        ),
        "reports.open_section": Kind(_("%(thing)s: the cell has opened another text for you"), still=_stands("returned")),
        "reports.remind": _of_period(
            _("%(thing)s: the report is late; submit it (it was due %(due)s)"), _stands("due", "draft", "returned"), urgent=True
        ),
        "reports.skip_report": Kind(_("%(thing)s: the cell no longer waits for the report"), still=_stands("skipped")),
        "reports.expect_again": _of_period(
            _("%(thing)s: the cell waits for the report again (due %(due)s)"), _stands("due", "draft", "returned")
        ),
        "reports.accept": Kind(_("%(thing)s: the cell has accepted the report")),
        "reports.answer": Kind(
            _("%(thing)s: your remark is answered"),
            where=lambda remark: remark.version.report.get_absolute_url(),
            beside=("version__report",),
        ),
        "reports.correct": Kind(_("%(thing)s: the accepted report is open again for a correction")),
        "reports.compile_regional": Kind(
            _("%(thing)s: record the council’s adoption of the regional report"), still=lambda regional: regional.state == "draft"
        ),
        "reports.adopt_regional": Kind(_("%(thing)s: the council has adopted the regional report")),
        "reports.ask_question": Kind(
            _("%(thing)s: the council asks your organisation a question; answer it (due %(due)s)"),
            urgent=True,
            due=lambda answer: day(answer.question.due),
            still=_stands("awaited"),
            beside=("question__regional", "organisation"),
        ),
        "reports.answer_question": Kind(
            _("%(thing)s: a question of the council is answered"), beside=("question__regional", "organisation")
        ),
        "reports.keep_document": Kind(_("%(thing)s: the PDF is ready"), own=True),
        "reports.printing_failed": Kind(
            _("%(thing)s: the PDF could not be printed; try again, or tell whoever runs Taskforce"), own=True, still=_failed
        ),
    }
)

AGENDA_SOURCES.update(
    {"reports.to_adopt": reports_to_adopt, "reports.decisions_asked": decisions_asked, "reports.open_questions": open_questions}
)

SHEETS.update(
    {
        "reports:reports": Listed(_("Reports")),
        "reports:periods": Listed(_("Periods")),
        "reports:desk": Listed(_("Reports of a period")),
    }
)
BESIDE["papers"] = waited_for
