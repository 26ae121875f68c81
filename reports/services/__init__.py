"""Everything that can happen to periods, reports, remarks and regional reports."""

from reports.services.composing import start_report, submit, write_sections
from reports.services.periods import open_due_reports, open_period
from reports.services.regional import adopt_regional, compile_regional
from reports.services.reviewing import accept, answer, close_remark, correct, give_back, remark
from reports.services.signing import send_back, sign

__all__ = [
    "accept",
    "adopt_regional",
    "answer",
    "close_remark",
    "compile_regional",
    "correct",
    "give_back",
    "open_due_reports",
    "open_period",
    "remark",
    "send_back",
    "sign",
    "start_report",
    "submit",
    "write_sections",
]
