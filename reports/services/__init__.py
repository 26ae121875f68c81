"""Everything that can happen to periods, reports, remarks and regional reports."""

from reports.services.composing import autosave_section, explain, start_report, submit, write_sections
from reports.services.council import answer_question, ask_decision, ask_question, settle_asked, withdraw_asked
from reports.services.documents import keep_document
from reports.services.periods import open_due_reports, open_period
from reports.services.regional import adopt_regional, compile_regional
from reports.services.reviewing import accept, answer, close_remark, correct, give_back, open_section, remark
from reports.services.signing import send_back, sign
from reports.services.waiting import expect_again, remind, skip_report

__all__ = [
    "accept",
    "adopt_regional",
    "answer",
    "answer_question",
    "ask_decision",
    "ask_question",
    "autosave_section",
    "close_remark",
    "compile_regional",
    "correct",
    "expect_again",
    "explain",
    "give_back",
    "keep_document",
    "open_due_reports",
    "open_period",
    "open_section",
    "remark",
    "remind",
    "send_back",
    "settle_asked",
    "sign",
    "skip_report",
    "start_report",
    "submit",
    "withdraw_asked",
    "write_sections",
]
