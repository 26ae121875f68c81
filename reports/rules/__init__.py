"""Who may do what to a period, a report, a remark and a regional report, and when."""

from actions.rules.work import HOLDS
from reports.holding import holds
from reports.rules.composing import explain, send_back, sign, start_report, submit, write_sections
from reports.rules.council import answer_question, ask_decision, ask_question, settle_asked, withdraw_asked
from reports.rules.papers import keep_document, prepare_regional, print_again, take_bundle
from reports.rules.periods import adopt_regional, compile_regional, open_due_reports, open_period, remind
from reports.rules.reviewing import accept, answer, close_remark, correct, expect_again, give_back, open_section, remark, skip_report

__all__ = [
    "accept",
    "adopt_regional",
    "answer",
    "answer_question",
    "ask_decision",
    "ask_question",
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
    "prepare_regional",
    "print_again",
    "remark",
    "remind",
    "send_back",
    "settle_asked",
    "sign",
    "skip_report",
    "start_report",
    "submit",
    "take_bundle",
    "withdraw_asked",
    "write_sections",
]

HOLDS.append(holds)
