"""The models of what is reported and decided upon."""

from reports.models.council import Answer, Asked, Question
from reports.models.documents import Document, Printing
from reports.models.locks import SectionLock
from reports.models.regional import Inclusion, RegionalReport
from reports.models.remarks import Explanation, Remark
from reports.models.reports import Period, Report, Version

__all__ = [
    "Answer",
    "Asked",
    "Document",
    "Explanation",
    "Inclusion",
    "Period",
    "Printing",
    "Question",
    "RegionalReport",
    "Remark",
    "Report",
    "SectionLock",
    "Version",
]
